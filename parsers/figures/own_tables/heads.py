"""Rows of an own table that name only a year or a body, and stand above others (市教育局 over 网站公开)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.figures.own_tables.entries import Entry
from parsers.figures.own_tables.holders import holder_of, holder_of_caption
from parsers.figures.own_tables.layout import OwnRow, OwnTable
from parsers.figures.own_tables.subjects import Kind
from parsers.knowledge.forms import without_among
from parsers.knowledge.title_times import time_of_caption, year_of_title
from parsers.model import Span
from parsers.prose.context.passage import Passage

_HEADS: tuple[Kind, ...] = ("year", "holder")
"""What the label of a row is known as that may be the head of those below it."""

_NAMELESS: tuple[Kind, ...] = ("total", "number", "none")
"""What a label is known as that may be that of all rows above, whatever these name."""


def below_heads(table: OwnTable, entries: Sequence[Entry], context: Passage) -> set[Span]:
    """Where the numbers stand that are of the year or the body which a row further up names, and nothing else does.

    Args:
        table: The table.
        entries: Its numbers, with what they count.
        context: What the table is about.
    """
    by_row: dict[Span, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_row[entry.row.span].append(entry)
    walk = _Walk(context.year, context.level)
    walk.go_past(table.label_titles)
    return {span for row in table.rows for span in walk.go_on(row, by_row.get(row.span, ()))}


class _Walk:
    """Goes down the rows, and knows of whom or when those below the last head are.

    A body is a head where nothing that is counted stands above it; further down it may be a part of that, as every row
    from 其中 on is.
    """

    def __init__(self, year: int, level: str) -> None:
        self._year = year
        self._level = level
        self._may_head = True
        self._is_below = False
        self._has_named = False
        self._is_among = False

    def go_on(self, row: OwnRow, entries: Sequence[Entry]) -> list[Span]:
        """The numbers of the next row, if they are of another year or of a body that a head above it names."""
        self.go_past(row.headings)
        for words in row.blank:
            self._go_past_blank(words)
        if not entries:
            return []
        subject = entries[0].subject
        self._is_among = subject.is_among or (self._is_among and subject.kind in _HEADS)
        is_named = subject.place != "" or subject.year is not None
        names_count = any(one.sort != "" or (one.code != "" and one.code == subject.code) for one in entries)
        if subject.kind in _HEADS and not names_count and not self._is_among:
            self._begin(subject.place, subject.year)
        if is_named or (subject.kind in _NAMELESS and not self._has_named):
            return []
        found = [one.span for one in entries if one.code and not one.column.place and one.column.year is None]
        self._may_head = self._may_head and (self._is_below or not found)
        self._has_named = self._has_named or bool(found)
        return found if self._is_below else []

    def _begin(self, place: str, year: int | None) -> None:
        """Begins the rows below one that names only a body or a year, unless it is a part of those above."""
        if self._may_head or not place:
            self._may_head, self._has_named = True, False
            self._is_below = place != "" or year != self._year

    def _go_past_blank(self, words: str) -> None:
        """Goes past a row whose number is blank."""
        place, year = holder_of(words, self._year), year_of_title(words, self._year, may_be_bare=True)
        if (place or year is not None) and without_among(words) == words:
            self._begin(place, year)

    def go_past(self, headings: Sequence[str]) -> None:
        """Goes past words alone, which say of whom and when all below them is, if they say anything of it."""
        for words in headings:
            whose = holder_of(words, self._year) or holder_of_caption([words], self._year, self._level)
            time = time_of_caption(words, self._year)
            when = year_of_title(words, self._year, may_be_bare=True) or time.year
            if whose or time.kind in ("part_of_year", "several_years") or when is not None:
                self._is_below = bool(whose) or when != self._year
                self._may_head, self._has_named = True, self._is_below
