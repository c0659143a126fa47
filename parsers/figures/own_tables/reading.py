"""Tables of an office's own making: indicators by year, by place, or simply with their number; sorts of information.

They are read by what their titles and labels are known as (`subjects`): a number has the code that both of its axes
name together (`entries`), rows may be sorts of information (`sorts`), and a total counts what its parts add up to
(`totals`). Each number that gives no figure is kept as unread, with the reason.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.figures.grid import GridRow
from parsers.figures.measures import in_codebook_unit, may_count
from parsers.figures.own_tables.captions import Captions
from parsers.figures.own_tables.continued import with_whole_tables
from parsers.figures.own_tables.entries import Entry, entries_of
from parsers.figures.own_tables.heads import below_heads
from parsers.figures.own_tables.holders import scope_of
from parsers.figures.own_tables.layout import (
    lay_out_table,
    lists_with_captions,
    with_own_captions,
)
from parsers.figures.own_tables.sorts import as_sorts
from parsers.figures.own_tables.stocks import new_of_stocks
from parsers.figures.own_tables.subjects import ANSWER_RATE, STATISTICS, passage_of
from parsers.figures.own_tables.totals import as_totals, totals_of_some
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, PlacedTable, ReportText, Section, Span, Unread
from parsers.prose.context.passage import Passage
from parsers.prose.words.lexicon import features_of, find_terms
from parsers.text.cells import plain
from parsers.text.sections import section_at
from storage.schema import UnreadKind

_ANNEX = re.compile("附[件表图录]")
_NOTHING_ABOVE = "the title of its column names nothing that is counted"
_NOTHING_BESIDE = "no code fits its row and its column"
_ELSEWHERE = "a line above is about something that no code covers"
_LATER_YEAR = "a number of a later year"
_DOUBTFUL = "it, or what names it, may be a year, or it is of several columns"
_OTHER_UNIT = "its unit does not count what its row names"
_SAID_TWICE = "another row of the table names the same"
_NO_COUNT = "a share, a change or a sum over years"
_PART_OF_YEAR = "a number of a part of the year"
_ONLY_NEW = "only what is new of what there is at the end of the year"
_BELOW_A_HEAD = "a row above names a year or a body, and nothing says whether the numbers below it are of that"
_OF_ONE_LIST = "the total of one of several lists that count parts of the same"
_OF_WHOM = "a line above names a body, and does not say whether the numbers are its own"
_RESULT = ("result", "yes")
"""What a title says below which results stand, whatever they are of."""
_LOOK_ALIKE = (_LATER_YEAR, _NO_COUNT, _PART_OF_YEAR)


@dataclasses.dataclass(frozen=True, slots=True)
class OwnReading:
    """What the tables of an office's own making give.

    Attributes:
        figures: Their figures.
        unread: Their numbers that are no figure, in reading order.
        n_numbers: How many numbers they have that count something.
    """

    figures: tuple[Figure, ...]
    unread: tuple[Unread, ...]
    n_numbers: int


class _List(NamedTuple):
    """One of the lists that a table sets beside each other, or all of it.

    Attributes:
        entries: Its numbers.
        made: The figure that each gives, or why it gives none.
        is_silent: Whether it is about nothing that numbers are expected of.
    """

    entries: Sequence[Entry]
    made: dict[Span, Figure | str]
    is_silent: bool


def read_own_tables(
    text: ReportText,
    tables: Sequence[PlacedTable],
    sections: Sequence[Section],
    year: int,
    level: str,
    scope: str,
    *,
    read: Collection[Span] = (),
) -> OwnReading:
    """Reads the tables that follow no official form.

    Args:
        text: The report.
        tables: Its tables that follow none.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        scope: What its figures cover where nothing else is said.
        read: Where numbers stand that are read as those of a form, and are none of these any more.
    """
    figures: list[Figure] = []
    unread: list[Unread] = []
    n_numbers = 0
    of_tables = Captions(text)
    end, in_front, above = 0, "", list[str]()
    for table in with_whole_tables(text, tables):
        section = section_at(sections, table.span.start)
        section_id = section.section_id if section else None
        is_behind = end > 0 and not text.text[end : table.span.start].strip()
        captions, rows = with_own_captions(table, of_tables.of(table))
        if is_behind and not captions and _names_results(_first_title(rows)):
            captions = above  # those of the table beside which it stands
        end, above = table.span.end, captions
        in_front = in_front if is_behind else ""
        topic = section.topic if section else ""
        if any(_ANNEX.match(line) for line in captions):
            topic = STATISTICS  # what is annexed is no part of the last section
        lists: list[_List] = []
        for own_captions, own_rows in lists_with_captions(rows, captions):
            title = _first_title(own_rows)
            # 办理结果 beside 申请方式 are those of applications.
            titles = (in_front, title) if _names_results(title) else (title,)
            context = passage_of(year, level, topic, own_captions, titles)
            in_front = title
            laid_out = lay_out_table(own_rows, own_captions, context)
            entries = as_totals(as_sorts(entries_of(laid_out, level, scope, context), laid_out, context))
            holders = list(dict.fromkeys(entry.place for entry in entries if entry.place))
            made = {entry.span: _figure(entry, context, scope, holders, section_id) for entry in entries}
            made |= dict.fromkeys(new_of_stocks(entries), _ONLY_NEW)
            made |= dict.fromkeys(below_heads(laid_out, entries, context), _BELOW_A_HEAD)
            lists.append(_List(entries, made, context.theme.is_silent))
        of_some = totals_of_some([one.entries for one in lists])
        for one in lists:
            one.made.update((entry.span, _OF_ONE_LIST) for entry in one.entries if entry.span in of_some)
        kept = _each_once(lists)
        ends = {span.end for span in read}
        figures += (figure for figure in kept if figure.span.end not in ends)
        for one in lists:
            if not one.is_silent:
                left = [entry for entry in one.entries if entry.span not in read]
                n_numbers += len(left)
                unread += _unread(left, one.made, kept, section_id)
    return OwnReading(tuple(figures), tuple(sorted(unread, key=lambda one: one.span.start)), n_numbers)


def _first_title(rows: Sequence[GridRow]) -> str:
    return next((plain(cell.cell.text) for row in rows[:1] for cell in row.cells[:1]), "")


def _names_results(title: str) -> bool:
    """Whether a title says that results stand below it, and not of what (办理结果)."""
    return features_of(find_terms(title)) == {_RESULT}


def _figure(entry: Entry, context: Passage, scope: str, holders: Sequence[str], section_id: int | None) -> Figure | str:
    """The figure that a number is, or why it is none."""
    subject, column = entry.subject, entry.column
    if context.theme.is_elsewhere:
        return _ELSEWHERE
    if entry.number.is_doubtful:
        return _DOUBTFUL
    is_rate = entry.code == ANSWER_RATE and entry.kinds.count("look_alike") == 1 and entry.printed_unit == "%"
    if ("look_alike" in entry.kinds and not is_rate) or entry.time.kind == "several_years":
        return _NO_COUNT
    if "part_of_year" in (*entry.kinds, entry.time.kind):
        return _PART_OF_YEAR
    if not entry.code:
        return _NOTHING_ABOVE if column.kind in ("name", "none") else _NOTHING_BESIDE
    year = entry.time.year or context.year
    if year > context.year:
        return _LATER_YEAR
    value = in_codebook_unit(entry.value, entry.printed_unit, entry.code)
    if value is None or not may_count(entry.printed_unit, entry.code):
        return _OTHER_UNIT
    if entry.of_table is None and not entry.place:
        return _OF_WHOM
    named = column if column.code == entry.code else subject
    return Figure(
        code=entry.code,
        applicant_type=named.applicant_type if named.code == entry.code else "total",
        year=year,
        value=value,
        unit=codebook()[entry.code].unit,
        printed=entry.number.cell.cell.text,
        scope=scope_of(entry.place, holders, context.year) if entry.place else scope,
        source="table",
        label=entry.label or None,
        section_id=section_id,
        span=Span(min(entry.row.span.start, entry.span.start), entry.span.end),
    )


def _each_once(lists: Sequence[_List]) -> list[Figure]:
    """Of numbers that are of the same, the first that names it, which is the whole of the others; else none.

    Parts may have names that only say what their whole is (否决公开答复总数14，其中“免予公开范围1”1). Several that only
    the name of their group fits are its parts (微信 over accounts). A sort of information names no body, so that nobody
    could tell the figures of several apart. No number of a list is a part of what another list beside it names.
    """
    alike: dict[tuple[object, ...], list[_Made]] = defaultdict(list)
    for place, one in enumerate(lists):
        for entry in one.entries:
            if isinstance(figure := one.made[entry.span], Figure):
                key = (figure.code, figure.applicant_type, figure.year, figure.label, figure.scope)
                alike[key].append(_Made(entry, figure, place))
    return [whole for same in alike.values() if (whole := _whole_of(same)) is not None]


class _Made(NamedTuple):
    """A figure, with the number that it is made of and the list in which this stands."""

    entry: Entry
    figure: Figure
    place: int


def _whole_of(same: Sequence[_Made]) -> Figure | None:
    """Of numbers that are of the same, the one that is the whole of the others."""
    whole = next((one.figure for one in same if one.entry.is_whole or len(same) == 1), None)
    is_most = whole is not None and all(whole.value >= one.figure.value for one in same)
    are_of_one = len({one.entry.place for one in same}) == 1
    are_apart = len({one.place for one in same}) > 1 and len({one.figure.value for one in same}) > 1
    return whole if is_most and are_of_one and not are_apart else None


def _unread(
    entries: Sequence[Entry],
    made: Mapping[Span, Figure | str],
    kept: Sequence[Figure],
    section_id: int | None,
) -> Iterator[Unread]:
    """The numbers that are no figure, with the reason."""
    figures = set(map(id, kept))
    names_something = any(isinstance(one, Figure) or one == _OF_WHOM for one in made.values())
    for entry in entries:
        reason = made[entry.span]
        if isinstance(reason, Figure):
            if id(reason) in figures:
                continue
            reason = _SAID_TWICE
        kind: UnreadKind = "look_alike" if reason in _LOOK_ALIKE else "unread" if names_something else "no_code"
        yield Unread(
            kind=kind,
            value=entry.value,
            unit=entry.printed_unit,
            reason=reason,
            span=entry.span,
            sentence=entry.row.span,
            words=" ".join((*entry.row.labels[-1:], *entry.number.titles[-1:])),
            section_id=section_id,
        )
