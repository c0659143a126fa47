"""Tables of an office's own making: indicators by year, by place, or simply with their number.

They are read by what their headers say. A column that is neither a year, a place, an indicator nor the only one with
numbers gives no figure; nor does a row whose words name nothing in the codebook.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.divisions import is_place
from knowledge.forms import LIST, list_forms
from parsers.figures.cells import CellNumber, is_blank, is_unit, read_cell, without_unit
from parsers.figures.grid import GridRow, covers, rows_of
from parsers.figures.measures import in_codebook_unit
from parsers.figures.years import year_of_title
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import label_key, layout, official_key
from parsers.model import Figure, PlacedCell, PlacedTable, Span
from parsers.prose.frames import frame_of, is_counted_in
from parsers.prose.labels import name_label
from parsers.prose.passage import Passage
from parsers.prose.shares import parts

_VALUE = re.compile(r"(?:统计)?(?:数量?|数值|数据|件数|条数|结果)|统计数|实际数|全市|合计|总计")
_TOTAL = re.compile(r"合计|总计|总数|全[市县区州省盟旗]|全区合计|全市合计|共计")
_OBJECTS = {"applications": "application", "review": "review", "litigation": "litigation", "disclosure": "information"}
"""What a table is about where it counts codes that begin so."""
_STATISTICS = "statistics_table"
"""Topic of the section that holds nothing but the table of statistics."""
_SKIPPED = re.compile(
    r"累计|历年|增[长减幅]|同比|环比|比上年|占|比例|比重|率|%|％|备注|说明|代码|编号|序号|日均|平均|以来|排名|得分|考核"
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Subject:
    """What a row or a column is about."""

    code: str = ""
    applicant_type: str = "total"
    year: int | None = None
    place: str | None = None
    unit: str = ""


def read_local_tables(
    tables: Sequence[PlacedTable], topics: Sequence[str], year: int, level: str, scope: str
) -> Iterator[Figure]:
    """Yields the figures of tables that follow no official form.

    Args:
        tables: The tables.
        topics: Topic of the section that each stands in.
        year: Year of the report.
        level: Level of its agency.
        scope: What the report's figures cover where nothing else is said.
    """
    for table, topic in zip(tables, topics, strict=True):
        yield from _read(rows_of(table), _passage(year, level, topic), scope)


def _passage(year: int, level: str, topic: str) -> Passage:
    passage = Passage(year, level)
    passage.turn_to(topic)
    # What is annexed as statistics of a report on disclosure counts disclosure, whatever its rows leave unsaid.
    passage.is_open = topic == _STATISTICS
    return passage


def _read(rows: Sequence[GridRow], context: Passage, scope: str) -> Iterator[Figure]:
    """Reads one table: the rows above the first number are its header."""
    body = next((index for index, row in enumerate(rows) if _numbers(row)), len(rows))
    header, body_rows = rows[:body], rows[body:]
    columns = _columns(header, body_rows, context)
    so_far = _passage(context.year, context.level, context.topic)
    figures: list[Figure] = []
    for row in body_rows:
        subject = _row_subject(row, so_far)
        if subject is None:
            continue
        if subject.code and (frame := frame_of(subject.code)) is not None:
            so_far.go_on_from(frame)
        figures += _figures(row, subject, columns, context, scope)
    yield from _each_once(figures)


def _each_once(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Of rows that name the same, the first, which is the whole of the others; none where it is less than one of them.

    Parts may have names that only say what their whole is (否决公开答复总数14，其中“免予公开范围1”1).
    """
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[figure.code, figure.applicant_type, figure.year, figure.label].append(figure)
    for first, *others in alike.values():
        if all(first.value >= other.value for other in others):
            yield first


def _numbers(row: GridRow) -> list[tuple[PlacedCell, CellNumber]]:
    """Cells with numbers behind the first cell; a year in the first is no number (2023年)."""
    return [
        (cell, number)
        for cell in row.cells[1:]
        if (number := read_cell(cell.cell.text)) is not None and not _is_year(cell)
    ]


def _columns(header: Sequence[GridRow], body: Sequence[GridRow], context: Passage) -> dict[int, _Subject]:
    """What each column with numbers is about; columns that nothing can be said of are left out."""
    numbered = {cell.cell.column for row in body for cell, _ in _numbers(row)}
    found: dict[int, _Subject] = {}
    unnamed = []
    for column in sorted(numbered):
        titles = [cell.cell.text for row in header for cell in row.cells if covers(cell, column)]
        title = titles[-1] if titles else ""
        if any(_SKIPPED.search(_plain(text)) for text in titles):
            continue
        subject = _column_subject(title, context)
        if subject is not None:
            found[column] = subject
        elif not titles or _VALUE.fullmatch(without_unit(title)[0]):
            unnamed.append((column, without_unit(title)[1]))
    if not found and len(unnamed) == 1:
        found[unnamed[0][0]] = _Subject(unit=unnamed[0][1])
    return found


def _column_subject(title: str, context: Passage) -> _Subject | None:
    words, unit = without_unit(title)
    year = year_of_title(words, context.year, may_be_bare=True)
    if year is not None:
        return _Subject(year=year, unit=unit)
    named = _code(title, words, unit, context)
    return _Subject(code=named[0], applicant_type=named[1], unit=unit) if named else None


def _row_subject(row: GridRow, context: Passage) -> _Subject | None:
    labels = _labels(row)
    if not labels:
        return None
    unit = next((_plain(cell.cell.text) for cell in row.cells if is_unit(cell.cell.text)), "")
    label = labels[-1].cell.text
    words, printed_unit = without_unit(label)
    year = year_of_title(words, context.year, may_be_bare=True)
    if year is not None:
        return _Subject(year=year)
    if _TOTAL.fullmatch(words):
        return _Subject(place="")
    named = _code(label, words, printed_unit or unit, context)
    if named:
        return _Subject(code=named[0], applicant_type=named[1], unit=printed_unit or unit)
    if is_place(words) or parts().agency.fullmatch(words):
        return _Subject(place=words)
    return None


def _labels(row: GridRow) -> list[PlacedCell]:
    """The cells of words that name a row: those in front of its numbers, as a remark stands behind them."""
    numbers = [cell.cell.column for cell, _ in _numbers(row)]
    labels = [cell for cell in row.cells if _is_label(cell)]
    return [cell for cell in labels if cell.cell.column < min(numbers, default=0)] or labels


def _is_label(cell: PlacedCell) -> bool:
    text = cell.cell.text
    return not is_blank(text) and not is_unit(text) and (read_cell(text) is None or _is_year(cell))


def _is_year(cell: PlacedCell) -> bool:
    """Whether a cell of digits is a year (2016), and no number."""
    return year_of_title(_plain(cell.cell.text), 0, may_be_bare=True) is not None


def _code(label: str, words: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """The code and applicant type that a label names: in the wording of an official form, or in one of the lexicon."""
    listed = (row for form in list_forms() for row in layout(form, LIST))
    official = {row.code for row in listed if row.code and row.key == official_key(label, list_forms())}
    # 办结 is what was answered since 2019, whatever the form before called it.
    official = {code for code in official if is_counted_in(code, context.year)}
    nested = {code for code in official if _OBJECTS.get(code.split(".")[0]) == context.obj}
    if len(official) == 1 or len(nested) == 1:
        (code,) = nested if len(nested) == 1 else official
        return code, "total"
    key = re.sub(r"^(?:其中|包括)", "", label_key(words))
    found = name_label(key, unit, context)
    return (found.code, found.applicant_type) if found else None


def _figures(
    row: GridRow, subject: _Subject, columns: dict[int, _Subject], context: Passage, scope: str
) -> Iterator[Figure]:
    for cell, number in _numbers(row):
        column = columns.get(cell.cell.column)
        if column is None or bool(column.code) == bool(subject.code):
            continue
        named = column if column.code else subject
        year = column.year or subject.year or context.year
        if year > context.year:
            continue
        value = in_codebook_unit(number.value, number.unit or named.unit or column.unit, named.code)
        if value is None:
            continue
        place = subject.place or None
        yield Figure(
            code=named.code,
            applicant_type=named.applicant_type,
            year=year,
            value=value,
            unit=codebook()[named.code].unit,
            printed=cell.cell.text,
            scope="other" if place else scope,
            source="table",
            label=place,
            span=Span(row.span.start, cell.span.end),
        )


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
