"""CSV files of knowledge: rows of a model, or what is wrong with them."""

from __future__ import annotations

import csv
import dataclasses
import functools
import io
import re
import typing
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

from knowledge.errors import KnowledgeError
from knowledge.fields import (
    Among,
    Field,
    Read,
    Reader,
    Refused,
    among_of,
    choice_of,
    each_of,
    faults_of,
    fields_of,
    is_not,
    pattern_of,
    read_by,
    unknown_word,
    unmarked,
)

Model = TypeVar("Model")


def _text_cell(annotation: Any, marks: tuple[Any, ...]) -> Read:
    """The function that reads a filled cell."""
    for mark in marks:
        if isinstance(mark, Reader):
            return read_by(mark)
        if isinstance(mark, Among):
            return among_of(mark)
    origin = typing.get_origin(annotation)
    if annotation is str:
        return str
    if annotation is int:
        return _whole
    if annotation is float:
        return _decimal
    if annotation is bool:
        return _yes
    if origin is Literal:
        return choice_of(typing.get_args(annotation))
    if origin is re.Pattern:
        return pattern_of(marks)
    if origin in (tuple, frozenset):
        inner, inner_marks = unmarked(typing.get_args(annotation)[0])
        read = _filled(_text_cell(inner, (*marks, *inner_marks)))
        return lambda cell: each_of(cell.split("|"), read, origin)
    raise TypeError(f"a CSV cannot hold {annotation}")


def _filled(read: Read) -> Read:
    def filled(part: str) -> Any:
        if not part or part != part.strip():
            raise Refused(f"{part!r} is empty or has spaces around it", "Separate the parts of a list by | alone.")
        return read(part)

    return filled


def _whole(cell: str) -> int:
    if not (cell.isascii() and cell.removeprefix("-").isdecimal()):
        raise Refused(is_not(cell, "a whole number"))
    return int(cell)


def _decimal(cell: str) -> float:
    if re.fullmatch(r"-?\d+(?:\.\d+)?", cell, re.ASCII) is None:
        raise Refused(is_not(cell, "a number"))
    return float(cell)


def _yes(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise unknown_word(cell, "yes or no", ("yes", "no"))
    return cell == "yes"


def rows_of(
    text: str, model: type[Model], origin: str, *, partial: bool = False
) -> tuple[tuple[Model, ...], tuple[KnowledgeError, ...]]:
    """The rows of a CSV, or what is wrong with it. Columns are read one by one: that is quick, also for many rows.

    Args:
        text: Content of the file.
        model: What one row is.
        origin: Name of the file, for errors.
        partial: Whether columns that need not be filled may be missing, and others may be there.

    Returns:
        The rows; none where a cell cannot be read. All mistakes, in the order of their lines.
    """
    fields = fields_of(model, _text_cell)
    problems: list[tuple[int, KnowledgeError]] = []

    def report(line: int, what: str, remedy: str = "", column: str = "") -> None:
        where = f"{origin}, line {line}" + (f", column {column}" if column else "")
        problems.append((line, KnowledgeError(what, where=where, remedy=remedy)))

    header, cells, lines = _cells(text, report)
    if partial:
        fields = tuple(field for field in fields if field.required or field.name in header)
    _check_header(header, [field.name for field in fields], report, others=partial)
    if problems:
        return (), _in_order(problems)
    columns = dict(zip(header, zip(*cells, strict=True) if cells else ((),) * len(header), strict=True))
    values = []
    for field in fields:
        column = columns[field.name]
        values.append(_read_column(field, column, functools.partial(report, column=field.name), lines))
        if field.unique and len(set(column)) < len(column):
            _report_repeated(field.name, column, lines, report)
    if problems:
        return (), _in_order(problems)
    # A model takes its fields in their own order, which is that of `fields` unless some are left out.
    names = [field.name for field in fields]
    every = [field.name for field in dataclasses.fields(typing.cast("Any", model))][: len(names)]
    if names == every:
        rows = tuple(map(model, *values)) if cells else ()
    else:
        rows = tuple(model(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True))
    for fault in faults_of(model, rows):
        report(lines[int(fault.place[0])], fault.what, fault.remedy, str(fault.place[1]))
    return rows, _in_order(problems)


def _in_order(problems: Sequence[tuple[int, KnowledgeError]]) -> tuple[KnowledgeError, ...]:
    return tuple(dict.fromkeys(error for _, error in sorted(problems, key=lambda problem: problem[0])))


def _cells(text: str, report: Callable[..., None]) -> tuple[list[str], list[list[str]], list[int]]:
    """The header, the cells of each row, and the line that each row begins at."""
    if text.startswith("\ufeff"):
        report(1, "the file begins with a byte order mark", "Save it as UTF-8 without one.")
        return [], [], []
    header: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if not header:
                header = row
            elif len(row) != len(header):
                report(line, f"the row has {len(row)} cells, the header {len(header)} columns")
            else:
                rows.append(row)
                lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        report(
            line, f"is not valid CSV: {error}", "A cell with a quotation mark is quoted as a whole, the mark doubled."
        )
    return header, rows, lines


def _check_header(header: Sequence[str], known: Sequence[str], report: Callable[..., None], *, others: bool) -> None:
    for name in dict.fromkeys(header):
        if name not in known and not others:
            report(1, f"there is an unknown column {name!r}", f"Columns: {', '.join(known)}.", name)
        if header.count(name) > 1:
            report(1, f"the column {name!r} is there twice", column=name)
    for name in known:
        if header and name not in header:
            report(1, f"the column {name!r} is missing", f"Columns: {', '.join(known)}.", name)
    if not header:
        report(1, "the file is empty", f"Columns: {', '.join(known)}.")


def _read_column(field: Field, column: Sequence[str], report: Callable[..., None], lines: Sequence[int]) -> list[Any]:
    spaced = [index for index, cell in enumerate(column) if cell != cell.strip()]
    for index in spaced:
        report(lines[index], f"{column[index]!r} has spaces around it", "Remove them.")
    if field.filled and not all(column):
        for index, cell in enumerate(column):
            if not cell:
                report(lines[index], "the cell is empty", "This column must be filled.")
        return []
    read, default = field.read, field.default
    if read is str and (field.filled or default == ""):
        return list(column)
    known: dict[str, Any] = {"": default}
    for index, cell in enumerate(column):
        if cell not in known:
            try:
                known[cell] = read(cell)
            except Refused as refused:
                for mistake in refused.mistakes:
                    report(lines[index], mistake.what, mistake.remedy)
            except KnowledgeError as error:
                report(lines[index], f"cannot be checked, since another file is wrong ({error.where})")
                return []
    return [known.get(cell) for cell in column]


def _report_repeated(name: str, column: Sequence[str], lines: Sequence[int], report: Callable[..., None]) -> None:
    first: dict[str, int] = {}
    for cell, line in zip(column, lines, strict=True):
        if cell and cell in first:
            report(line, f"{cell!r} is already in line {first[cell]}", "Each may be there once.", name)
        first.setdefault(cell, line)
