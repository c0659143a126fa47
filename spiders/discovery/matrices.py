"""Tables around links: what the heads of rows and columns say of a link in a cell.

Tables that cross bodies with years name a link by the heads of its row and of its column. Lists that are tables may
tell in a column of their own which body has published a row (发布机构).
"""

from __future__ import annotations

import functools
import re

from lxml.html import HtmlElement

from spiders.discovery.surroundings import Surroundings
from spiders.discovery.titles import rest, years
from spiders.discovery.vocabulary import vocabulary

_MOST_ROWS = 600
_MOST_COLUMNS = 60
_LONGEST_HEAD = 30
_SHORT_REST = 1
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Matrix:
    """One table, laid out as cells in rows and columns, whatever they span.

    Args:
        table: The element.
        surroundings: What stands around the elements of its page.
    """

    def __init__(self, table: HtmlElement, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._cells: dict[tuple[int, int], HtmlElement] = {}
        self._places: dict[HtmlElement, tuple[int, int]] = {}
        self._words: dict[HtmlElement, str] = {}
        rows = surroundings.rows(table)[:_MOST_ROWS]
        for number, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (number, column) in self._cells:
                    column += 1
                wide, high = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", len(rows) - number)
                if column + wide > _MOST_COLUMNS:
                    break
                # A cell ends before one that reaches down from above: no place is laid out twice.
                taken = (right for right in range(wide) if (number, column + right) in self._cells)
                wide = next(taken, wide)
                self._places[cell] = number, column
                self._cells.update(
                    {(number + down, column + right): cell for down in range(high) for right in range(wide)}
                )
                column += wide

    def name(self, cell: HtmlElement, words: str) -> str:
        """What the heads of a cell's row and column say together: a body and a year; else an empty string.

        Args:
            cell: The cell.
            words: Words of the link in it: where they are those of a year, they stand for the head of the column.
        """
        row, column = self._places.get(cell, (0, 0))
        head = self._head(row, column)
        if not head or len(head) > _LONGEST_HEAD:
            return ""
        if years(words):
            # Several links in a row that each say no more than a year: the row is that of a body.
            several = self._links_in(row) > 1 and _is_year(words)
            return f"{head} {words}" if several and not years(head) else ""
        above, named = self._column_heads.get((column, not years(head)), (row, ""))
        crossed = _is_year(head) or (not years(head) and _is_year(named))
        return f"{head} {named}" if above < row and crossed else ""

    def head(self, cell: HtmlElement) -> str:
        """The words before a cell in its row; an empty string where there are none, or too many."""
        words = self._head(*self._places.get(cell, (0, 0)))
        return words if len(words) <= _LONGEST_HEAD else ""

    def publisher(self, cell: HtmlElement) -> str:
        """The body that a column of its own names as the publisher of a cell's row; else an empty string."""
        row, column = self._places.get(cell, (0, 0))
        publisher = self._column_of_publishers
        if publisher is None or row == 0 or column == publisher or (row, publisher) not in self._cells:
            return ""
        words = self._words_of(self._cells[row, publisher])
        return words if len(words) <= _LONGEST_HEAD else ""

    @functools.cached_property
    def _column_of_publishers(self) -> int | None:
        """The column whose head says that it names publishers; none where they are one for all rows."""
        heads = ((column, self._cells[0, column]) for column in range(_MOST_COLUMNS) if (0, column) in self._cells)
        named = (column for column, cell in heads if vocabulary().agency_column.fullmatch(self._words_of(cell)))
        return next(filter(self._tells_apart, named), None)

    def _tells_apart(self, column: int) -> bool:
        """Whether the cells of a column say more than one thing, or stand in a table of one row."""
        cells = [cell for (row, place), cell in self._cells.items() if row > 0 and place == column]
        return len(cells) == 1 or len(set(filter(None, map(self._words_of, cells)))) > 1

    @functools.cached_property
    def _column_heads(self) -> dict[tuple[int, bool], tuple[int, str]]:
        """The highest cell of each column that names a year, and the highest that does not: their rows and words.

        A cell that spans the whole row is the table's title.
        """
        found: dict[tuple[int, bool], tuple[int, str]] = {}
        for (row, column), cell in sorted(self._cells.items(), key=lambda entry: entry[0]):
            is_title = cell is self._cells.get((row, 0))
            words = "" if is_title or self._surroundings.is_linked(cell) else self._words_of(cell)
            if 0 < len(words) <= _LONGEST_HEAD:
                found.setdefault((column, bool(years(words))), (row, words))
        return found

    def _head(self, row: int, column: int) -> str:
        """The words before a cell in its row: a year, or a body with what it belongs to; numbers of rows aside."""
        said: dict[HtmlElement, str] = {}
        places = ((row, before) for before in range(column))
        for cell in (self._cells[place] for place in places if place in self._cells):
            words = self._words_of(cell)
            if self._surroundings.is_linked(cell) and (not words or years(words) or _is_offer(words)):
                break
            if _HAN.search(words) or years(words):
                said[cell] = words
        return "".join(said.values())

    def _links_in(self, row: int) -> int:
        """Cells of a row that hold links."""
        places = ((row, column) for column in range(_MOST_COLUMNS))
        cells = dict.fromkeys(self._cells[place] for place in places if place in self._cells)
        return sum(map(self._surroundings.is_linked, cells))

    def _words_of(self, cell: HtmlElement) -> str:
        if cell not in self._words:
            self._words[cell] = self._surroundings.words(cell)
        return self._words[cell]


class Matrices:
    """The tables of one page; each is laid out once, if a link in it is asked for.

    Args:
        surroundings: What stands around the elements of the page.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._known: dict[HtmlElement, Matrix] = {}

    def name(self, element: HtmlElement, words: str) -> str:
        """What the heads of the table around a link say; an empty string where it stands in no such table.

        Args:
            element: The link.
            words: Its own words.
        """
        matrix, cell = self._around(element)
        return matrix.name(cell, words) if matrix is not None and cell is not None else ""

    def publisher(self, element: HtmlElement) -> str:
        """The body that the table around a link names as the publisher of its row; else an empty string."""
        matrix, cell = self._around(element)
        return matrix.publisher(cell) if matrix is not None and cell is not None else ""

    def head(self, element: HtmlElement, words: str) -> str:
        """What stands before a link in its row of a table, where the link says no more than a year.

        Args:
            element: The link.
            words: Its own words.
        """
        matrix, cell = self._around(element) if _is_year(words) else (None, None)
        return matrix.head(cell) if matrix is not None and cell is not None else ""

    def _around(self, element: HtmlElement) -> tuple[Matrix | None, HtmlElement | None]:
        """The table around an element, with the cell that holds it."""
        cell = next(element.iterancestors("td", "th"), None)
        table = next(cell.iterancestors("table"), None) if cell is not None else None
        if table is None:
            return None, None
        if table not in self._known:
            self._known[table] = Matrix(table, self._surroundings)
        return self._known[table], cell


def _is_offer(words: str) -> bool:
    """Whether the links of a cell only say that something is there: 查看, 统计表下载."""
    known = vocabulary()
    return known.more.match(words) is not None or not known.annex.sub("", rest(words, ()))


def _is_year(words: str) -> bool:
    """Whether words say no more than a year; the title of a report says whose it is, too."""
    return bool(years(words)) and len(rest(words, ())) <= _SHORT_REST


def _span(cell: HtmlElement, name: str, most: int) -> int:
    given = re.match(r"\d{1,4}", (cell.get(name) or "").strip())
    return min(max(int(given[0]), 1), most) if given else 1
