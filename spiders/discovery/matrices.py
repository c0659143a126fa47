"""Tables that cross bodies with years: a link in a cell is named by the heads of its row and of its column."""

from __future__ import annotations

import functools
import itertools
import re

from lxml.html import HtmlElement

from spiders.discovery.titles import plain, rest, years
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
    """

    def __init__(self, table: HtmlElement) -> None:
        self._cells: dict[tuple[int, int], HtmlElement] = {}
        self._places: dict[HtmlElement, tuple[int, int]] = {}
        self._linked = {
            cell for link in table.iter("a") for cell in itertools.islice(link.iterancestors("td", "th"), 1)
        }
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        for number, row in enumerate(rows[:_MOST_ROWS]):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (number, column) in self._cells:
                    column += 1
                wide, high = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", len(rows) - number)
                if column + wide > _MOST_COLUMNS:
                    break
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

    @functools.cached_property
    def _column_heads(self) -> dict[tuple[int, bool], tuple[int, str]]:
        """The highest cell of each column that names a year, and the highest that does not: their rows and words.

        A cell that spans the whole row is the table's title.
        """
        found: dict[tuple[int, bool], tuple[int, str]] = {}
        for (row, column), cell in sorted(self._cells.items(), key=lambda entry: entry[0]):
            words = "" if cell in self._linked or cell is self._cells.get((row, 0)) else plain(cell.text_content())
            if 0 < len(words) <= _LONGEST_HEAD:
                found.setdefault((column, bool(years(words))), (row, words))
        return found

    def _head(self, row: int, column: int) -> str:
        """The words before a cell in its row: a year, or a body with what it belongs to; numbers of rows aside."""
        said: dict[HtmlElement, str] = {}
        for before in range(column):
            cell = self._cells.get((row, before))
            words = plain(cell.text_content()) if cell is not None else ""
            if cell in self._linked and (not words or years(words) or _is_offer(words)):
                break
            if cell is not None and (_HAN.search(words) or years(words)):
                said[cell] = words
        return "".join(said.values())

    def _links_in(self, row: int) -> int:
        """Cells of a row that hold links."""
        places = ((row, column) for column in range(_MOST_COLUMNS))
        cells = dict.fromkeys(self._cells[place] for place in places if place in self._cells)
        return sum(cell in self._linked for cell in cells)


def named_by_heads(element: HtmlElement, words: str, known: dict[HtmlElement, Matrix]) -> str:
    """What the heads of the table around a link say; an empty string where it stands in no such table.

    Args:
        element: The link.
        words: Its own words.
        known: Tables that were laid out before; new ones are added.
    """
    cell = next(element.iterancestors("td", "th"), None)
    table = next(cell.iterancestors("table"), None) if cell is not None else None
    if cell is None or table is None:
        return ""
    if table not in known:
        known[table] = Matrix(table)
    return known[table].name(cell, words)


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
