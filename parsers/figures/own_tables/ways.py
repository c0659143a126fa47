"""Columns of an own table that are the ways of disclosure: 政府网站 | 政务微博 | 其他方式, below a row of titles."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from parsers.figures.own_tables.layout import OwnTable
from parsers.figures.own_tables.subjects import Kind, Subject, names_medium, of_a_medium
from parsers.knowledge.codebook import codebook
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS

OTHER_WAYS = OF_CHANNELS + "other"
REST = ("其他", "其它", "其余")
"""How a name begins that counts all other ways, while 公告栏 is one of them."""
POSTS = "公开信息"
"""What the title of a column would say below which a table has what media have published."""
_UNCOUNTED: tuple[Kind, ...] = ("total", "look_alike", "nothing")
"""What titles are known as beside which the others may all be media."""
_SEVERAL = 2


def of_ways(
    table: OwnTable, columns: Mapping[int, Subject], posts: Subject | None, context: Passage
) -> Mapping[int, Subject]:
    """What columns are about, of which all, or those behind what was disclosed in all, are media and the rest.

    A caption must say that they count what these have published; or else there must be as much in them, row by row, as
    was disclosed in all, as there is where each way counts it again. So few accounts are never as many.

    Args:
        table: The table.
        columns: What its columns are about by their titles.
        posts: What a caption says of what media have published; None where none does.
        context: What the table is about.
    """
    named = [place for place, one in columns.items() if one.kind not in _UNCOUNTED]
    if posts is not None and _are_ways([columns[place] for place in named]):
        return dict(columns) | {place: _as_way(columns[place], posts, context) for place in named}
    whole = next((place for place in columns if columns[place].code == DISCLOSED), None)
    if whole is None:
        return columns
    behind = itertools.takewhile(lambda place: _is_way(columns[place]), (one for one in sorted(columns) if one > whole))
    ways = [place for place in behind if columns[place].unit in ("", columns[whole].unit)]
    if not _are_as_much(table, whole, ways):
        return columns
    published = Subject(POSTS, DISCLOSED, unit=columns[whole].unit or codebook()[DISCLOSED].unit, kind="code")
    return dict(columns) | {place: _as_way(columns[place], published, context) for place in ways}


def _is_way(subject: Subject) -> bool:
    is_open = not subject.code or subject.code.startswith(OF_CHANNELS)
    return is_open and (names_medium(subject.words) or subject.words.startswith(REST))


def _are_ways(subjects: Sequence[Subject]) -> bool:
    """Whether titles are several media, and the rest of them at most."""
    return sum(names_medium(one.words) for one in subjects) >= _SEVERAL and all(map(_is_way, subjects))


def _are_as_much(table: OwnTable, whole: int, ways: Sequence[int]) -> bool:
    """Whether the numbers of ways are together no less than that of all, in each row that has one."""
    rows = [{number.column: number.number.value for number in row.numbers} for row in table.rows]
    pairs = [(sum(row.get(place, 0.0) for place in ways), row[whole]) for row in rows if whole in row]
    return any(total for _, total in pairs) and all(together >= total for together, total in pairs)


def _as_way(subject: Subject, published: Subject, context: Passage) -> Subject:
    if names_medium(subject.words):
        return of_a_medium(subject, published, context)
    return dataclasses.replace(subject, code=OTHER_WAYS, place="", kind="code")
