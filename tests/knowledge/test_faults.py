"""No mistake in a file of knowledge passes in silence: each is told with its file, line, and column or key."""

from __future__ import annotations

import csv
import dataclasses
import functools
import io
import pathlib
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

import assembly.files
import explorer.files
import knowledge.files
import parsers.knowledge.files
import spiders.files
from knowledge.errors import KnowledgeError
from knowledge.loading import KnowledgeFile
from tests.support import REPOSITORY

ROOMS = (assembly.files, explorer.files, knowledge.files, parsers.knowledge.files, spiders.files)
FILES = {file.path: file for room in ROOMS for file in room.FILES}
CSVS = [path for path in FILES if path.endswith(".csv")]
TOMLS = [path for path in FILES if path.endswith(".toml")]
with pathlib.Path(__file__).with_name("faults.csv").open(encoding="utf-8", newline="") as table:
    FAULTS = list(csv.DictReader(table))


FIRST_ROWS = {
    "assembly/data/corrections.csv": f"{'c' * 64},review.total,total,2017,9,8,复议8件,misread,A. Reader,2026-11-26\n",
    "assembly/data/withheld.csv": f"{'c' * 64},asked for,A. Reader,2026-11-26\n",
}
"""Rows to plant faults in, of files that may have none."""


@functools.cache
def text_of(path: str) -> str:
    text = FILES[path].text()
    return text if text.count("\n") > 1 else text + FIRST_ROWS[path]


def problems(path: str, text: str) -> list[str]:
    return [str(problem) for problem in FILES[path].problems(text)]


@pytest.mark.parametrize("path", FILES)
def test_files_have_no_mistakes(path: str) -> None:
    assert FILES[path].problems() == ()


def test_every_file_has_a_model() -> None:
    kept = {
        path.relative_to(REPOSITORY).as_posix()
        for room in ("assembly", "cli", "explorer", "flows", "knowledge", "parsers", "spiders", "storage")
        for ending in ("*.csv", "*.toml")
        for path in (REPOSITORY / room).rglob(ending)
    }
    assert kept == set(FILES)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: row["fault"])
def test_a_planted_fault_is_named(row: dict[str, str]) -> None:
    before = text_of(row["file"])
    assert row["text"] in before
    after = before.replace(row["text"], row["replaced_by"], 1)
    differs = next(index for index, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    line = after.count("\n", 0, differs) + 1 + int(row["line"] or 0)
    told = problems(row["file"], after)
    assert told
    assert any(
        one.startswith(f"{row['file']}, line {line}") and all(part in one for part in row["named"].split(" & "))
        for one in told
    ), told


def test_faults_are_planted_in_every_file() -> None:
    assert {row["file"] for row in FAULTS} == set(FILES)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    path = "parsers/data/lexicon.csv"
    lines = text_of(path).split("\n")
    lines[1] = lines[1].replace("any", "ayn")
    lines[3] = lines[3].replace("any", "nay")
    assert [re.sub(": .*", "", one) for one in problems(path, "\n".join(lines))] == [
        f"{path}, line 2, column applies_to",
        f"{path}, line 4, column applies_to",
    ]


# Mistakes that any CSV can have.


def written(header: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def header_and_rows(path: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = csv.reader(io.StringIO(text_of(path), newline=""))
    return header, rows


SEVERAL = [path for path in CSVS if len(header_and_rows(path)[0]) > 1]
"""Files in which a row of one cell has too few."""
COLUMNS = [(path, name) for path in CSVS for name in header_and_rows(path)[0]]
FILLED = [
    (path, field.name)
    for path in CSVS
    for field in dataclasses.fields(FILES[path].model)
    if field.default is dataclasses.MISSING and "MAY_BE_EMPTY" not in str(field.type)
]


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, name in COLUMNS if path in SEVERAL])
def test_a_column_that_is_missing_is_named(path: str, name: str) -> None:
    header, rows = header_and_rows(path)
    index = header.index(name)
    told = problems(
        path, written(header[:index] + header[index + 1 :], [row[:index] + row[index + 1 :] for row in rows])
    )
    assert told[0].startswith(f"{path}, line 1, column {name}: the column {name!r} is missing")


@pytest.mark.parametrize(("path", "name"), COLUMNS)
def test_a_misspelt_column_is_named(path: str, name: str) -> None:
    header, rows = header_and_rows(path)
    told = problems(path, written([f"{name}s" if name == one else one for one in header], rows))
    assert told[0].startswith(f"{path}, line 1, column {name}s: there is an unknown column {name + 's'!r}")


@pytest.mark.parametrize(("path", "name"), COLUMNS)
def test_spaces_around_a_cell_are_named(path: str, name: str) -> None:
    header, rows = header_and_rows(path)
    index = header.index(name)
    number = next(number for number, row in enumerate(rows) if row[index]) if any(row[index] for row in rows) else 0
    rows[number][index] += " "
    told = problems(path, written(header, rows))
    assert f", column {name}: {rows[number][index]!r} has spaces around it" in told[0]
    assert told[0].startswith(f"{path}, line ")


@pytest.mark.parametrize(("path", "name"), FILLED)
def test_an_empty_cell_is_named_where_one_must_be_filled(path: str, name: str) -> None:
    header, rows = header_and_rows(path)
    rows[0][header.index(name)] = ""
    assert problems(path, written(header, rows))[0].startswith(f"{path}, line 2, column {name}: the cell is empty")


@pytest.mark.parametrize("path", CSVS)
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: "\ufeff" + text, "line 1: the file begins with a byte order mark"),
        (lambda text: "", "line 1: the file is empty"),
        (lambda text: text.replace("\n", "\n\n", 1), "line 2: the row has 0 cells"),
        (lambda text: text.replace("\n", ",x\n", 2).replace(",x\n", "\n", 1), "line 2: "),
        (lambda text: text.replace("\n", '\n"a"b\n', 1), "line 2: is not valid CSV"),
    ],
    ids=["byte order mark", "empty", "empty line", "cell too many", "quotes"],
)
def test_what_is_no_table_is_named(path: str, spoil: Any, told: str) -> None:
    first = problems(path, spoil(text_of(path)))[0]
    assert first.startswith(f"{path}, line ")
    assert told in first


@pytest.mark.parametrize("path", SEVERAL)
def test_a_row_of_too_few_cells_and_a_column_that_stands_twice_are_named(path: str) -> None:
    text = text_of(path)
    for spoilt, told in (
        (text + "x\n", "cells, the header"),
        (text.partition(",")[0] + "," + text, "is there twice"),
    ):
        first = problems(path, spoilt)[0]
        assert first.startswith(f"{path}, line ")
        assert told in first


# Mistakes that any TOML file can have.


def tables(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in tomllib.loads(text_of(path)).items():
        yield name, value if isinstance(value, dict) else value[0]


@pytest.mark.parametrize(
    ("path", "table"),
    # Any word may be listed among the words of figures.
    [(path, name) for path in TOMLS for name, _ in tables(path) if name != "words"],
)
def test_an_unknown_key_is_named_in_every_table(path: str, table: str) -> None:
    lines = text_of(path).split("\n")
    number = next(number for number, line in enumerate(lines, 1) if re.fullmatch(rf"\[+{table}\]+", line))
    lines.insert(number, "nonsense = 1")
    told = problems(path, "\n".join(lines))
    assert told[0].startswith(f"{path}, line {number + 1}, key {table}.nonsense: there is an unknown key 'nonsense'")


@pytest.mark.parametrize(
    ("path", "table", "key"),
    [(path, table, key) for path in TOMLS for table, values in tables(path) for key in values],
)
def test_a_value_of_another_type_is_named_under_every_key(path: str, table: str, key: str) -> None:
    lines = text_of(path).split("\n")
    begin = next(number for number, line in enumerate(lines) if re.fullmatch(rf"\[+{table}\]+", line))
    number = next(
        number for number in range(begin + 1, len(lines)) if re.match(rf"\"?{re.escape(key)}\"?\s*=", lines[number])
    )
    end = number + 1
    while lines[number].rstrip().endswith("[") and not lines[end - 1].startswith("]"):
        end += 1
    lines[number:end] = [f"{key if key.isascii() else repr(key)} = 1979-05-27"]
    told = problems(path, "\n".join(lines))
    assert any(one.startswith(f"{path}, line {number + 1}, key {table}.{key}: ") for one in told), told


@pytest.mark.parametrize("path", TOMLS)
def test_what_is_no_toml_is_named(path: str) -> None:
    assert problems(path, "\ufeff" + text_of(path))[0].startswith(f"{path}, line 1: the file begins with")
    assert problems(path, "a = 1\nb = [\n")[0].startswith(f"{path}, line 3: is not valid TOML")
    assert problems(path, "a = 1\na = 2\n")[0].startswith(f"{path}, line ")


def test_a_file_that_is_not_there_or_not_utf_8_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    missing: KnowledgeFile[Any] = KnowledgeFile("parsers", "nothing.csv", object)
    assert [str(problem) for problem in missing.problems()] == ["parsers/data/nothing.csv: there is no such file."]
    (tmp_path / "rooms" / "data").mkdir(parents=True)
    (tmp_path / "rooms" / "__init__.py").touch()
    (tmp_path / "rooms" / "data" / "a.csv").write_bytes("word\n年\n".encode("gbk"))
    monkeypatch.syspath_prepend(str(tmp_path))
    (problem,) = KnowledgeFile("rooms", "a.csv", object).problems()
    assert isinstance(problem, KnowledgeError)
    assert str(problem) == "rooms/data/a.csv, line 2: is not written in UTF-8."
