"""The answers of docs/questions.md, in pandas, polars and SQL, on the seeds and a report that was revised."""

from __future__ import annotations

import ast
import pathlib
import re
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from assembly.panel import gap_rows
from assembly.quality import quality
from assembly.reports import assemble
from storage import arrow_tables, dataset
from storage.root import open_root
from storage.schema import SNAPSHOT_TABLES
from tests.assembly.test_panel import expected
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as report_of
from tests.support import REPOSITORY, SEEDS

TEXT = (REPOSITORY / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = {
    title: dict(re.findall(r"```(pandas|polars|sql|r)\n(.*?)```", body, re.DOTALL))
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder with a data root in `data`, as the answers expect it."""
    files = sorted(SEEDS.glob("*.txt"))
    documents = [parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)]
    documents += [report_of("x", "芜湖市", 2016, 688, 5, 20), report_of("y", "芜湖市", 2016, 689, 5, 21)]
    rows = assemble(documents)
    rows["coverage"] = [expected("510600", 2017, "blocked")]
    rows["panel"].extend(gap_rows(rows["coverage"]))
    rows["quality"] = list(quality())
    folder = tmp_path_factory.mktemp("questions")
    dataset.publish(open_root(folder / "data"), rows)
    return folder


def answer(tool: str, code: str) -> list[tuple[Any, ...]]:
    """The rows of the last line of an answer, sorted."""
    if tool == "sql":
        found = duckdb.connect().sql(code).df()
    else:
        tree = ast.parse(code)
        *before, last = tree.body
        assert isinstance(last, ast.Expr)
        names: dict[str, Any] = {"pd": pd, "pl": pl}
        exec(compile(ast.Module(before, []), "answer", "exec"), names)
        found = eval(compile(ast.Expression(last.value), "answer", "eval"), names)
        found = found.to_pandas() if isinstance(found, pl.DataFrame) else found
    rows = [tuple(None if pd.isna(value) else value for value in row) for row in found.itertuples(index=False)]
    return sorted(rows, key=repr)


def test_there_are_five_questions_with_answers_of_three_lines_in_four_tools() -> None:
    assert len(QUESTIONS) == 5
    for answers in QUESTIONS.values():
        assert list(answers) == ["pandas", "polars", "sql", "r"]
        assert all(1 <= len(code.strip().splitlines()) <= 3 for code in answers.values())


@pytest.mark.parametrize("title", QUESTIONS)
def test_all_tools_give_the_same_answer(title: str, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    by_pandas, by_polars, by_sql = (answer(tool, QUESTIONS[title][tool]) for tool in ("pandas", "polars", "sql"))
    assert by_pandas
    assert by_pandas == by_polars == by_sql


def test_the_answers_are_right(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    received, rates, contradictions, changes, words = (answer("sql", answers["sql"]) for answers in QUESTIONS.values())
    assert ("无锡市", 2017, 2338.0) in received
    assert len(received) == len({(city, year) for city, year, _ in received})
    assert ("无锡市", None, 2017, pytest.approx(174 / 2320), "stated", None) in rates
    assert [row[4:] for row in rates if row[4].startswith("no_report")] == [("no_report:blocked", "why")]
    assert ("320200-2017", "R03") in {row[:2] for row in contradictions}
    assert {row[:2] for row in changes} == {("340200-2016", 1)}
    assert {(row[2], row[3], row[4]) for row in changes} >= {("applications.received.total", 688, 689)}
    assert all("688" in row[5] and "689" in row[6] for row in changes if row[2] == "applications.received.total")
    ((report_id, value, quote, start, end),) = words
    assert (report_id, value) == ("320200-2017", 2320)
    (text,) = [
        row.text for row in dataset.current(open_root(folder / "data")).rows("reports") if row.report_id == report_id
    ]
    assert text[start:end] == quote
    assert "2320" in quote


def test_the_panel_has_a_file_for_each_year_and_years_are_integers(folder: pathlib.Path) -> None:
    files = sorted(path.name for path in (folder / "data" / "dataset" / "current" / "panel").iterdir())
    assert files == [f"part-{year}.parquet" for year in (2014, 2016, 2017, 2018)]
    panel = pd.read_parquet(folder / "data" / "dataset" / "current" / "panel")
    assert (panel.year < 2017).any()
    of_a_year = panel[panel.year == 2017]
    assert list(of_a_year.code) == sorted(of_a_year.code)


def test_the_example_of_the_methods_takes_no_year_across_a_break(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    page = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    *before, last = ast.parse(code).body
    assert isinstance(last, ast.Expr)
    names: dict[str, Any] = {"pd": pd}
    exec(compile(ast.Module(before, []), "example", "exec"), names)
    assert names["of_form"].empty, "all reports here are of years before the break"
    granted = names["panel"][names["panel"].code == "applications.answered.granted"]
    assert set(granted.comparable_to) == {2018}
    assert granted.comparable_from.isna().all()


def test_a_column_has_one_type_unit_and_list_of_values_in_all_tables() -> None:
    """`level`, `status`, `outcome` and `kind` are of a row's own subject, and a heading's level is a number."""
    own = {"level", "status", "outcome", "kind"}
    found: dict[str, set[Any]] = {}
    for table in SNAPSHOT_TABLES.values():
        for field, arrow in zip(table.columns, arrow_tables.arrow_schema(table.row), strict=True):
            if field.name not in own:
                found.setdefault(field.name, set()).add(
                    (str(arrow.type), field.metadata["unit"], field.metadata["enum"])
                )
    assert {name: kinds for name, kinds in found.items() if len(kinds) > 1} == {}


def test_a_report_is_in_one_place_in_all_tables(folder: pathlib.Path) -> None:
    places = ("place_id", "adcode", "province", "city", "county", "level", "agency_kind")
    snapshot = dataset.current(open_root(folder / "data"))
    found: dict[str, set[Any]] = {}
    for name in ("panel", "reports", "indicators", "unread", "checks", "ratios"):
        for row in snapshot.rows(name):
            if row.report_id:
                found.setdefault(row.report_id, set()).add(tuple(getattr(row, place) for place in places))
    assert len(found) == 6
    assert all(len(told) == 1 for told in found.values())


def test_the_measured_quality_stands_beside_each_value_of_its_source(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    page = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    rows = answer("sql", query)
    measured = {(source, precision, recall) for *_, source, precision, recall in rows}
    assert {row for row in measured if row[0]} == {("narrative", 0.963, 0.863), ("table", None, None)}
