"""What the words above and around the numbers of a form say of when these are of, and of whom.

A form counts the report's own year and all that the report covers, but an office may print it once more for another
year, for a part of one or for one of its bodies, and say so in a line above it, in a row or title over its columns, or
in front of its rows.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.forms import CELLS, TOTAL, forms, is_harmless
from knowledge.times import YEAR
from knowledge.titles import read_title
from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.other_holders import Territory, is_of_all, names_a_part, names_some_applicants
from parsers.figures.grid import GridRow, has_counts, is_label, reaching_down, rows_of
from parsers.figures.own_tables.captions import Captions, is_caption
from parsers.knowledge.forms import column_titles, form_words, is_label_of_a_form, label_key, layout
from parsers.knowledge.title_times import CaptionTime, time_of_caption, year_of_title, years_from
from parsers.model import Flag, PlacedCell, PlacedTable, ReportText, Span
from parsers.text.cells import is_blank, plain, read_cell

_A_YEAR = re.compile(f"{YEAR}")
_SUM = re.compile("累计数?")
"""A title that says of no year, and may sum up several."""
_NOTE = re.compile("(?:备?注|说明)(?:[:：]|[0-9一二三四五六七八九十])")
"""How a note begins, which is no caption."""
_UNIT = re.compile("[(（]?单位[:：]")
"""How a title begins that only says in what something is counted."""

_OF_COUNTS = ("情况", "数", "数量", "数据", "统计", "内容", "信息", "项目", "事项", "指标", "类别", "总计", "合计")
"""How a title over others ends that only says that something is counted below it."""


class _Said(NamedTuple):
    """What words say.

    Attributes:
        year: The year that they name; None for none.
        shift: How many years from that, or from the one that the words around them name.
        no_year: The words that name a part of the year; else those that name several years; empty for none.
        is_part: Whether these name a part of the year, which no year below them makes a whole one.
        others: The words that name others than all that the report covers; empty where they name all, None where none.
        applicants: The words that name some of the applicants; empty for none.
        strange: A title over others that is none of the form, and of which nothing is known; empty for none.
    """

    year: int | None = None
    shift: int | None = None
    no_year: str = ""
    is_part: bool = False
    others: str | None = None
    applicants: str = ""
    strange: str = ""

    @property
    def is_of_time(self) -> bool:
        """Whether they say anything of time."""
        return self.year is not None or self.shift is not None

    def around(self, inner: _Said) -> _Said:
        """What these words say together with those that stand below or behind them."""
        if inner is _NOTHING or self is _NOTHING:
            return self if inner is _NOTHING else inner
        others = self.others if inner.others is None else inner.others
        applicants, strange = inner.applicants or self.applicants, inner.strange or self.strange
        shifts = [one.shift for one in (self, inner) if one.shift is not None]
        time = self._replace(shift=sum(shifts) if shifts else None)
        if inner.no_year or (inner.year is not None and not self.is_part):
            time = inner
        elif inner.year is not None:
            time = self
        return time._replace(others=others, applicants=applicants, strange=strange)


_NOTHING = _Said()


class _Around(NamedTuple):
    """What stands around a number.

    Attributes:
        outside: What the captions, and the rows of words above it, say.
        titles: What the titles above it and the labels in front of it say.
    """

    outside: _Said
    titles: _Said


@dataclasses.dataclass(frozen=True, slots=True)
class Sorted:
    """The numbers of a form by what the words around them say.

    Attributes:
        values: Those that are of all that the report covers, each with its year.
        refused: Those that are of others, of a part of a year or of several years.
        flags: What is said of these.
    """

    values: list[FormValue]
    refused: list[FormValue]
    flags: list[Flag]


def sorted_by_words_around(
    values: Iterable[FormValue], text: ReportText, year: int, territory: Territory | None
) -> Sorted:
    """Gives each number the year that the words around them name, and leaves out those that are not of the report.

    Args:
        values: The numbers of the form.
        text: The report, with its tables as they are read.
        year: Its year.
        territory: The place that it covers.
    """
    found = Sorted([], [], [])
    values = list(values)
    told = _told({value.cell.span for value in values}, text, year, territory)
    reasons: dict[tuple[PlacedTable, str], Span] = {}
    for value in values:
        table, around = told[value.cell.span]
        if around.outside is around.titles is _NOTHING:
            found.values.append(value)
            continue
        reason = _objection(value, around, year)
        if reason:
            found.refused.append(value)
            reasons.setdefault((table, reason), value.span)
        else:
            of_year = _year(value, around, year)
            found.values.append(value if of_year == value.year else dataclasses.replace(value, year=of_year))
    for (_, reason), span in reasons.items():
        sentence, subject = f"numbers of a table of the form were not read; {reason}", reason.partition(": ")[2]
        found.flags.append(Flag("form_table_unread", sentence, subject, span))
    return found


def _objection(value: FormValue, around: _Around, year: int) -> str:
    """Why a number is none of the report, or empty."""
    said = around.outside.around(around.titles)
    others = around.outside.others if value.part else said.others
    if others:
        return f"words around them name others than all that the report covers: {others}"
    if said.applicants and value.applicant_type == TOTAL:
        return f"words around them name some of the applicants: {said.applicants}"
    if said.strange and value.row in layout(value.row.form, CELLS):
        return f"a title over those of the form is none of its own: {said.strange}"
    if said.no_year:
        what = "a part of the year" if said.is_part else "several years"
        return f"words around them name {what}: {said.no_year}"
    named = _year(value, around, year)
    return f"words around them name a later year: {named}" if named is not None and named > year else ""


def _year(value: FormValue, around: _Around, year: int) -> int | None:
    """The year that a number is of; None for the report's own.

    A row that itself counts what there was in the year before is of the year that its form is of.
    """
    said = around.outside.around(around.titles)
    if not said.is_of_time or (value.year is not None and not around.titles.is_of_time):
        return value.year
    named = (year if said.year is None else said.year) + (said.shift or 0)
    if around.titles.is_of_time:
        named -= years_from(value.row.column) or 0
    return None if named == year else named


def _told(
    spans: set[Span], text: ReportText, year: int, territory: Territory | None
) -> Mapping[Span, tuple[PlacedTable, _Around]]:
    """What the words around cells say."""
    captions = Captions(text)
    told: dict[Span, tuple[PlacedTable, _Around]] = {}
    said = _NOTHING
    end = 0
    for table in text.tables:
        lines = captions.of(table)
        if lines or text.text[end : table.span.start].strip():
            said = _of_captions(lines, year, territory)
        end = table.span.end
        if any(cell.span in spans for cell in table.cells):
            around = _in_table(rows_of(table), spans, said, year, territory)
            told |= {span: (table, one) for span, one in around}
    return told


def _of_captions(lines: Sequence[str], year: int, territory: Territory | None) -> _Said:
    """What the lines above a table say; of several years, the nearest line does."""
    said = _NOTHING
    for line in lines:
        one = _said(line, year, territory)
        if one.year is not None or one.no_year:
            said = said._replace(year=None, shift=None, no_year="", is_part=False)
        if names_a_part(line):
            one = one._replace(others=line)
        said = said.around(one)
    return said


class _Headings:
    """The rows of words alone that stand above a row of a table; grows from the top.

    One that says of what numbers are (上年处理决定数量) ends where the next one does, one that says no more than of
    when or of whom (2021年, 范岗镇) where the next one says that anew.
    """

    def __init__(self, year: int, territory: Territory | None) -> None:
        self._year = year
        self._territory = territory
        self._general = self._counting = _NOTHING
        self._is_open = self._is_below_numbers = False

    @property
    def said(self) -> _Said:
        """What they say."""
        return self._general.around(self._counting)

    def add(self, words: str) -> None:
        """Adds the next row of words alone."""
        if any(column in label_key(words) for column in column_titles(short=False)):
            self._counting = _said(words, self._year, self._territory, is_official=False)
            return
        said = _said(words, self._year, self._territory) if is_caption(words) else _NOTHING
        if not self._is_below_numbers and names_a_part(words):
            said = said._replace(others=words)
        if said != _NOTHING:
            self._general = self._general.around(said) if self._is_open else said
            self._counting = _NOTHING
            self._is_open = True

    def go_past_numbers(self) -> None:
        """Goes past a row of numbers: what stands below it is no part of the headings above it."""
        self._is_open, self._is_below_numbers = False, True


def _in_table(
    rows: Sequence[GridRow], spans: Collection[Span], captions: _Said, year: int, territory: Territory | None
) -> Iterator[tuple[Span, _Around]]:
    """What the words around the numbers of a table say that were read."""
    reaching = reaching_down(cell for row in rows for cell in row.cells if cell.cell.row_span > 1 and is_label(cell))
    headings = _Headings(year, territory)
    titles: dict[int, _Said] = {}
    lowest: dict[int, str] = {}
    for row in rows:
        if not has_counts(row, year) and not any(cell.span in spans for cell in row.cells):
            only = _only_words(row)
            if only is not None:
                headings.add(only)
                continue
            for cell in row.cells:
                if is_blank(cell.cell.text):
                    continue
                words = plain(cell.cell.text)
                said = _said(words, year, territory)
                for column in range(cell.cell.column, cell.cell.column + cell.cell.column_span):
                    above = titles[column] if column in lowest else _NOTHING
                    if _is_strange(lowest.get(column, "")):
                        above = above._replace(strange=lowest[column])
                    titles[column] = above.around(said)
                    lowest[column] = words if said == _NOTHING else ""
            continue
        headings.go_past_numbers()
        lowest = {}
        outside = captions.around(headings.said)
        first = min(cell.cell.column for cell in row.cells)
        groups = [cell for cell in reaching.get(row.cells[0].cell.row, ()) if cell.cell.column < first]
        group = functools.reduce(_Said.around, (_of_label(cell, year, territory) for cell in groups), _NOTHING)
        for cell, said in _with_labels(row, spans, year, territory):
            above = titles.get(cell.cell.column, _NOTHING)
            yield cell.span, _Around(outside, above.around(group).around(said))


@functools.lru_cache(maxsize=4096)
def _is_strange(title: str) -> bool:
    """Whether nothing is known of a title that says nothing of time and holder."""
    is_known = is_label_of_a_form(title) or title.endswith(_OF_COUNTS) or _UNIT.match(title) is not None
    return not is_known


def _only_words(row: GridRow) -> str | None:
    """The words of a row that holds nothing else, over the columns or with blank cells beside them."""
    filled = [cell for cell in row.cells if not is_blank(cell.cell.text)]
    texts = {plain(cell.cell.text) for cell in filled}
    return texts.pop() if len(texts) == 1 and filled[0].cell.row_span == 1 else None


def _with_labels(
    row: GridRow, spans: Collection[Span], year: int, territory: Territory | None
) -> Iterator[tuple[PlacedCell, _Said]]:
    """The numbers of a row that were read, each with what the last words in front of it say."""
    said = _NOTHING
    is_behind_number = False
    for cell in row.cells:
        if cell.span in spans:
            yield cell, said
            is_behind_number = True
        elif is_label(cell):
            own = _of_label(cell, year, territory)
            said = own if is_behind_number else said.around(own)
            is_behind_number = False
        elif read_cell(cell.cell.text) is not None:
            is_behind_number = True


def _of_label(cell: PlacedCell, year: int, territory: Territory | None) -> _Said:
    """What a label in front of numbers says; that of a form says nothing that the form does not."""
    return _NOTHING if _is_of_a_form(cell.cell.text) else _said(plain(cell.cell.text), year, territory)


def _is_of_a_form(words: str) -> bool:
    """Whether words are those of a form, and no title of another column that data declares harmless."""
    return is_label_of_a_form(words) and not is_harmless(label_key(words))


@functools.lru_cache(maxsize=4096)
def _said(words: str, year: int, territory: Territory | None, *, is_official: bool = True) -> _Said:
    """What words say, but for the times that a form itself prints there, if they are official.

    A note explains some number, and the title of the report is of all of it.
    """
    if _NOTE.match(words) or read_title(words) is not None:
        return _NOTHING
    said = _NOTHING
    if not _is_of_a_form(words):
        are_all = is_of_all(words, year, territory)
        applicants = words if names_some_applicants(words) else ""
        if are_all is not None or applicants:
            said = said._replace(others=None if are_all is None else "" if are_all else words, applicants=applicants)
    bare = year_of_title(words, year, may_be_bare=True)
    if is_official and any(label_key(words) in form_words(form) for form in forms()):
        return said
    time = time_of_caption(words, year) if bare is None else CaptionTime("year", bare)
    if time.kind in ("part_of_year", "several_years") or _SUM.fullmatch(words):
        return said._replace(no_year=words, is_part=time.kind == "part_of_year")
    if time.year is None:
        return said
    return said._replace(year=time.year) if _A_YEAR.search(words) else said._replace(shift=time.year - year)
