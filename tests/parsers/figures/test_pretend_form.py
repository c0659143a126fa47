"""A new form is rows: what reads it once they are there, and what is told of it before."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys
from typing import Any

import pytest

from knowledge.forms import MATRIX, applicant_names, forms
from parsers.knowledge.forms import layout
from parsers.model import Document, Flag, Parsed
from parsers.pipeline import parse
from parsers.version import PARSER_VERSION
from tests.parsers.figures.printing import FORMATS
from tests.parsers.figures.sheets import (
    Grid,
    Printed,
    Sheet,
    as_html,
    as_lines,
    as_pipes,
    as_rows,
    filled,
    read,
    without_contradictions,
)
from tests.support import DATA, REPOSITORY, cases

ROWS = DATA / "pretend-form"
PACKAGES = ("assembly", "knowledge", "parsers", "parsing", "spiders", "storage", "tests/parsers/figures")
FORM = cases(ROWS / "knowledge" / "forms.csv")[0]["form"]
FIRST = int(cases(ROWS / "knowledge" / "forms.csv")[0]["first_year"])
LAST_REAL = list(forms())[-1]
LAYOUT = cases(ROWS / "parsers" / "form_layout.csv")
ADDED_CODES = {row["code"] for row in cases(ROWS / "parsers" / "codebook.csv")}
STRANGE = [row for row in LAYOUT if row["continues_label"] or row["code"] in ADDED_CODES]
STRANGE_ROWS = {row["label"] for row in STRANGE}
STRANGE_CODES = {row["code"] for row in STRANGE}
APPLICANTS = {row["name"]: row["applicant_type"] for row in cases(ROWS / "knowledge" / "applicants.csv")}
((ADDED_TITLE, ADDED_APPLICANT),) = (one for one in APPLICANTS.items() if one[1] not in applicant_names())
(RULE,) = (row["rule_id"] for row in cases(ROWS / "parsers" / "rules.csv"))
REPORTS = [f"{year}.{suffix}" for year in (FIRST, FIRST + 1) for suffix in FORMATS]
EARLIER = [f"{FIRST - 1}.{suffix}" for suffix in FORMATS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Reports on the pretend form, and what a copy of the program with its rows reads of them."""
    program, folder = tmp_path_factory.mktemp("program"), tmp_path_factory.mktemp("reports")
    for package in PACKAGES:
        shutil.copytree(REPOSITORY / package, program / package, ignore=shutil.ignore_patterns("__pycache__"))
    for rows in ROWS.glob("*/*.csv"):
        header, _, added = rows.read_text(encoding="utf-8").partition("\n")
        file = program / rows.parent.name / "data" / rows.name
        known = file.read_text(encoding="utf-8")
        assert known.startswith(header + "\n"), f"{rows.name} has other columns than {file.name}"
        file.write_text(known + added, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.parsers.figures.pretend_form_program", str(folder)]
    done = subprocess.run(
        command, cwd=program, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((folder / "results.json").read_text(encoding="utf-8"))["program"].startswith(str(program))
    return folder


@pytest.fixture(scope="module")
def results(folder: pathlib.Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return content


def cells_of(form: str) -> int:
    """Cells of a form that ask for a number."""
    width = len(forms()[form].applicants)
    tables = forms()[form].tables
    return sum(
        (width if table.kind == MATRIX else 1) * sum(not row.is_header for row in layout(form, table.kind))
        for table in tables
    )


@pytest.mark.parametrize("name", [*REPORTS, *EARLIER])
def test_rows_alone_make_a_form(results: dict[str, Any], name: str) -> None:
    """All cells in four formats, without a flag; a report of the year before on the form before is read as ever."""
    found = results["documents"][name]
    assert found["form"] == (LAST_REAL if name in EARLIER else FORM)
    assert found["flags"] == []
    assert sorted(found["figures"]) == sorted(found["truth"])
    assert len(found["truth"]) == (cells_of(LAST_REAL) if name in EARLIER else 10 + 25 * 8 + 15)


def test_what_a_report_on_it_lacks_is_told(results: dict[str, Any]) -> None:
    told = [sentence for kind, sentence in results["cut"] if kind == "incomplete"]
    part = "四、政府信息公开行政复议、行政诉讼情况"
    assert told == [f"a part of the report is missing: {part}", f"the table of a part is missing: {part}"]


@pytest.mark.parametrize("name", REPORTS)
def test_checks_go_over_its_rows_and_columns(results: dict[str, Any], name: str) -> None:
    checks = results["documents"][name]["checks"]
    assert [check for check in checks if not check[2]] == []
    applied = {rule for rule, _, _ in checks}
    assert applied >= {"M01", "M04", "M06", RULE, "L01", "L02", "L03", "T22"}
    assert not applied & {"M02", "M03", "R01", "T01"}
    assert {kind for rule, kind, _ in checks if rule == RULE} == set(APPLICANTS.values())
    assert ADDED_APPLICANT in results["applicants"]


def test_series_and_ratios_go_on(results: dict[str, Any]) -> None:
    assert results["forms"] == {
        f"340200-{FIRST - 1}": LAST_REAL,
        f"340200-{FIRST}": FORM,
        f"340200-{FIRST + 1}": FORM,
    }
    between = {tuple(pair) for pair in results["between"]}
    assert {(f"340200-{year}", rule) for year in (FIRST, FIRST + 1) for rule in ("M05", "T11", "T12")} <= between
    ratios = {(report, name): value for report, name, value in results["ratios"]}
    names = {report: {name for other, name in ratios if other == report} for report in results["forms"]}
    assert (
        names[f"340200-{FIRST + 1}"]
        >= names[f"340200-{FIRST - 1}"]
        >= {"d.denial_rate", "d.person_share", "d.hhi", "d.turnover"}
    )
    truth = {(code, kind): value for code, kind, value in results["documents"][f"{FIRST + 1}.html"]["truth"]}
    received = [value for (code, _), value in truth.items() if code == "applications.received.total"]
    assert ratios[f"340200-{FIRST + 1}", "d.hhi"] == pytest.approx(
        sum(value**2 for value in received if value != max(received)) / max(received) ** 2
    )


def test_what_is_kept_of_older_data_is_parsed_anew(results: dict[str, Any]) -> None:
    assert results["version"] != PARSER_VERSION


def test_the_older_forms_are_read_as_before(results: dict[str, Any]) -> None:
    assert {name.partition(" ")[0] for name in results["read"]} == {*forms(), FORM}
    assert {name: form for name, form in results["read"].items() if not name.startswith(f"{form} ")} == {}


def flags_of(parsed: Parsed, kind: str) -> set[str]:
    return {flag.subject for flag in parsed.flags if flag.kind == kind}


@pytest.mark.parametrize("name", REPORTS)
def test_without_its_rows_the_form_is_flagged(folder: pathlib.Path, results: dict[str, Any], name: str) -> None:
    """The new column and rows are named, no number comes from them, and the form is not taken for an older one."""
    assert FORM not in forms()
    parsed = parse(Document(content=(folder / name).read_bytes()))
    assert parsed.report is not None
    assert flags_of(parsed, "form_column_unknown") == {ADDED_TITLE}
    assert flags_of(parsed, "form_row_unknown") == STRANGE_ROWS
    assert flags_of(parsed, "form_unknown") == {parsed.report.form}
    truth = {(code, kind): value for code, kind, value in results["documents"][name]["truth"]}
    read = {(f.code, f.applicant_type): f.value for f in parsed.report.figures}
    assert {key: value for key, value in read.items() if truth.get(key) != value} == {}
    assert not STRANGE_CODES & {code for code, _ in read}
    assert ADDED_APPLICANT not in {kind for _, kind in read}
    assert [finding for finding in parsed.report.findings if not finding.passed] == []


def test_where_the_columns_can_be_told_what_is_known_is_read(folder: pathlib.Path) -> None:
    """Titles that stand above their cells tell each; a text that has lost them does not."""
    numbers = {}
    for name in REPORTS:
        report = parse(Document(content=(folder / name).read_bytes())).report
        assert report is not None
        numbers[name] = len([figure for figure in report.figures if figure.code.startswith("applications.")])
    assert numbers == {name: 0 if name.endswith("txt") else 23 * 7 for name in REPORTS}


def matrix_of(tables: list[Grid]) -> Grid:
    return next(grid for grid in tables if any(cell.text == "申请人情况" for cell in grid[0]))


def with_column(sheet: Sheet, title: str, place: int = 6) -> Sheet:
    """The sheet with one more column of numbers in its matrix, the last of the group by default."""
    tables = [list(map(list, grid)) for grid in sheet.tables]
    matrix = matrix_of(tables)
    matrix[0][1] = dataclasses.replace(matrix[0][1], width=8)
    matrix[1][1] = dataclasses.replace(matrix[1][1], width=6)
    matrix[2].insert(place - 1, Printed(title))
    for number, row in enumerate(matrix[3:]):
        first = next(index for index, cell in enumerate(row) if cell.key)
        row.insert(first + place, Printed(str(40001 + number)))
    return Sheet(sheet.era, tuple(tables))


@pytest.mark.parametrize("era", ["2019", "2021"])
@pytest.mark.parametrize("printer", [as_html, as_pipes, as_lines, as_rows])
@pytest.mark.parametrize("place", [1, 3, 6])
def test_a_seventh_applicant_is_never_passed_over(era: str, printer: Any, place: int) -> None:
    sheet = with_column(filled(era), ADDED_TITLE, place)
    result = read(printer(sheet), era)
    assert [flag.subject for flag in result.flags if flag.kind == "form_column_unknown"] == [ADDED_TITLE]
    assert [flag.subject for flag in result.flags if flag.kind == "form_unknown"] == [era]
    assert result.wrong(filled(era).truth) == {}
    assert not {value for values in result.values.values() for value in values if value > 40000}


@pytest.mark.parametrize("title", ["占比", "占比（%）", "备注"])
def test_titles_that_data_declares_harmless_say_nothing(title: str) -> None:
    result = read(as_html(with_column(filled("2021"), title)), "2021")
    assert result.flags == ()
    assert result.missing(filled("2021").truth) == set()


def renamed(sheet: Sheet, old: str, new: str) -> Sheet:
    return Sheet(
        sheet.era,
        tuple(
            [[dataclasses.replace(cell, text=new) if cell.text == old else cell for cell in row] for row in grid]
            for grid in sheet.tables
        ),
    )


@pytest.mark.parametrize("printer", [as_html, as_pipes])
@pytest.mark.parametrize(
    ("old", "new", "kind", "lost"),
    [
        ("现行有效件数", "本年备案件数", "form_column_unknown", "documents.rules.in_force"),
        ("结果维持", "调解结案", "form_column_unknown", "review.upheld"),
        ("行政许可", "行政备案", "form_row_unknown", "admin.license.decisions"),
        (
            "7.属于行政执法案卷",
            "7.属于行政执法案卷以外的重复申请",
            "form_row_unknown",
            "applications.answered.denied.enforcement_file",
        ),
    ],
)
def test_other_titles_and_labels_are_named(printer: Any, old: str, new: str, kind: str, lost: str) -> None:
    """In every kind of table; what stood under the old words is gone, and nothing takes its place."""
    sheet = filled("2021")
    result = read(printer(renamed(sheet, old, new)), "2021")
    assert new in {flag.subject for flag in result.flags if flag.kind == kind}
    assert result.wrong(sheet.truth) == {}
    assert lost in {code for code, _ in result.missing(sheet.truth)}


def test_titles_of_an_unknown_block_give_no_number_by_their_order() -> None:
    """The order of the form stands in for lost titles, not for others."""
    sheet = filled("2021")
    for title in ("本年制发件数", "本年废止件数", "现行有效件数"):
        sheet = renamed(sheet, title, f"{title[:2]}另计{title[2:]}")
    result = read(as_html(sheet), "2021")
    assert not {code for code, _ in result.values if code.startswith("documents.")}
    assert len([flag for flag in result.flags if flag.kind == "form_column_unknown"]) == 3


def test_sums_are_not_blamed_for_a_row_that_no_form_has() -> None:
    """An added outcome counts for the total; without its number nobody can say whether the rest adds up."""
    sheet = without_contradictions("2021")
    tables = [list(grid) for grid in sheet.tables]
    matrix = matrix_of(tables)
    place = next(i for i, row in enumerate(matrix) if any(cell.text == "2.重复申请" for cell in row))
    added = [dataclasses.replace(cell, text="3.新的情形" if not cell.key else "9", key=None) for cell in matrix[place]]
    matrix.insert(place + 1, added)
    total = next(i for i, row in enumerate(matrix) if row[0].text == "（七）总计")
    matrix[total] = [
        dataclasses.replace(cell, text=str(int(cell.text) + 9)) if cell.key else cell for cell in matrix[total]
    ]
    parsed = parse(Document(content=FORMATS["html"](Sheet("2021", tuple(tables)), 2023)))
    assert parsed.report is not None
    assert [flag for flag in parsed.flags if flag.kind == "form_row_unknown"] == [
        Flag("form_row_unknown", "a row that no form has was not read: 3.新的情形", "3.新的情形", parsed.flags[0].span)
    ]
    assert "M03" not in {finding.rule_id for finding in parsed.report.findings}
