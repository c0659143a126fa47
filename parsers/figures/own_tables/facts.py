"""What holds for all numbers of an own table: its columns, its unit, its time, and what its rows are names of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from parsers.figures.measures import may_count
from parsers.figures.own_tables.accounts import NAMES, accounts_by_row
from parsers.figures.own_tables.holders import holder_of_caption
from parsers.figures.own_tables.layout import OwnTable
from parsers.figures.own_tables.subjects import (
    STATISTICS,
    Kind,
    Subject,
    code_of_caption,
    is_of_some_information,
    names_medium,
    names_platform,
    says_disclosed,
)
from parsers.figures.own_tables.walk import Walk
from parsers.figures.own_tables.ways import POSTS, of_ways
from parsers.knowledge.own_titles import is_total, says
from parsers.knowledge.title_times import CaptionTime, time_of_caption
from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import DISCLOSED
from parsers.text.cells import without_unit

_WHOLE_PLACE = "citywide"
_YEAR = "年"
_PARTS_OF_A_YEAR = (("半年", 2), ("季度", 4), ("季", 4), ("月", 12), ("月份", 12))
"""How titles end of parts of a year, and how many are all of it."""
_DISCLOSURE = "proactive_disclosure"
ON_DISCLOSURE = (_DISCLOSURE, STATISTICS)
"""Topics of sections whose tables count what was disclosed."""
_ACCOUNT = "账号"
"""Title of the labels of a table that says what accounts of media are."""
_SUBMITTED = "报送"
"""What bodies have handed in to others is not what was disclosed."""
_UNNAMED: tuple[Kind, ...] = ("none", "number")
_COUNTED: tuple[Kind, ...] = ("code", "year", "holder", "number", "total")
"""What the title of a column is known as that may count for the whole, unless a title above it narrows that."""
_MEASURED: tuple[Kind, ...] = ("code", "year", "holder", "number", "name", "none")
"""What titles are known as whose unit may be that of all numbers."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """What a table says once for all of its numbers.

    Attributes:
        table: The table.
        context: What it is about, by its section and its captions.
        columns: What its columns with numbers are about.
        posts: What each column counts where rows are media, if that is what these have published; else None.
        unit: The unit of all numbers that print none themselves; empty where nothing says it.
        time: When all numbers are of, by a caption.
        holder: The agency that all numbers are of; empty where they are of all that the report covers, None where
            nobody can tell.
        code: The code that a caption, or the section, names for all numbers; empty for none.
        is_of_some: Whether a caption narrows what was disclosed to information on something.
        are_bodies: Whether the rows are bodies.
        are_media: Whether they are media, or accounts in media.
        accounts: The medium and the name of each row that is an account; empty where rows are none.
    """

    table: OwnTable
    context: Passage
    columns: Mapping[int, Subject]
    posts: Mapping[int, Subject | None]
    unit: str
    time: CaptionTime
    holder: str | None
    code: str
    is_of_some: bool
    are_bodies: bool
    are_media: bool
    are_accounts: bool
    accounts: Mapping[Span, tuple[str, str]]

    @classmethod
    def of(cls, table: OwnTable, level: str, scope: str, context: Passage) -> TableFacts:
        """What a table says.

        Args:
            table: The table.
            level: Level of the agency that reports.
            scope: What its figures cover where nothing else is said.
            context: What the table is about, by its section and its captions.
        """
        captions, year = table.captions, context.year
        time = _time_of(captions, year)
        columns = _columns(table, context, time.year or year)
        unit = _unit_of_all(table, columns.values())
        columns = of_ways(table, columns, _posts_by(captions, unit, year), context)
        are_bodies = any(says("bodies", without_unit(title)[0]) for title in table.label_titles[-1:])
        are_media = lists_media(table) or lists_accounts(table)
        are_accounts = are_media and not are_bodies and any(title.endswith(NAMES) for title in table.label_titles)
        by_media = are_media or any(says("media", caption) for caption in captions)
        return cls(
            table=table,
            context=context,
            columns=columns,
            posts={place: _posts(table, one, unit, year) if by_media else None for place, one in columns.items()},
            unit=unit,
            time=time,
            holder=holder_of_caption(captions, year, level) if scope == _WHOLE_PLACE else "",
            code=_code_of_all(table, context),
            is_of_some=is_of_some_information(captions, year),
            are_bodies=are_bodies,
            are_media=are_media,
            are_accounts=are_accounts,
            accounts=accounts_by_row(table) if are_accounts else {},
        )

    @property
    def this_year(self) -> int:
        """The year that 本年 is."""
        return self.time.year or self.context.year

    def posts_below(self, headings: Sequence[str], column: int, unit: str) -> Subject | None:
        """What a column counts in a row of a medium, if that is what this has published.

        Args:
            headings: The last heading above the row.
            column: The column.
            unit: The unit of the row.
        """
        return self.posts[column] or _posts_below(headings, self.columns[column], unit, self.context.year)


def lists_media(table: OwnTable) -> bool:
    """Whether rows are media, by the title of their names, or by all of the names themselves (门户网站, 政务微博)."""
    if any(says("media", title) for title in table.label_titles):
        return True
    names = [label for row in table.rows for label in row.labels[-1:] if not is_total(label)]
    return len(names) > 1 and all(map(names_medium, names))


def lists_accounts(table: OwnTable) -> bool:
    """Whether rows are accounts of media, by the title of their names or by their groups (微信公众号 over 安岳发布)."""
    if any(_ACCOUNT in title for title in table.label_titles):
        return True
    return any(map(names_platform, {label for row in table.rows for label in row.labels[:-1]}))


def _time_of(captions: Sequence[str], report_year: int) -> CaptionTime:
    """What the nearest caption that names a time says of when all numbers are of."""
    times = (time_of_caption(caption, report_year) for caption in reversed(captions))
    return next((time for time in times if time.kind != "none"), CaptionTime())


def _unit_of_all(table: OwnTable, columns: Iterable[Subject]) -> str:
    """The unit of all numbers: that of the titles above them, of a caption, or the one that all cells print."""
    titled = {column.unit for column in columns if column.kind in _MEASURED}
    numbers = (number.number for row in table.rows for number in row.numbers)
    printed = {number.unit for number in numbers if number.value} - {"%"}  # a nought needs none
    return (titled.pop() if len(titled) == 1 else "") or table.unit or (printed.pop() if len(printed) == 1 else "")


def _code_of_all(table: OwnTable, context: Passage) -> str:
    """The code that a caption names for all numbers, or that a section on what was disclosed does."""
    says_submitted = any(_SUBMITTED in words for words in table.label_titles)
    is_of_disclosed = context.theme.topic == _DISCLOSURE and not says_submitted
    return code_of_caption(table.captions, context) or (DISCLOSED if is_of_disclosed else "")


def _posts(table: OwnTable, column: Subject, unit: str, year: int) -> Subject | None:
    """What a column of a table of media counts, if it is what these have published.

    Its unit must be one of that, and its title, a caption or the title of the labels must say so.
    """
    return _posts_by((*table.captions, *table.label_titles, column.words), column.unit or unit, year)


def _posts_below(headings: Sequence[str], column: Subject, unit: str, year: int) -> Subject | None:
    """What a column counts below a heading of media, if it is what these have published (各渠道公开信息数)."""
    if not any(says("media", heading) for heading in headings):
        return None
    return _posts_by(headings, column.unit or unit, year)


def _posts_by(said: Sequence[str], measure: str, year: int) -> Subject | None:
    """What media have published, by what is said and by the measure of the numbers."""
    is_so = bool(measure) and may_count(measure, DISCLOSED) and says_disclosed(said, year)
    return Subject(POSTS, DISCLOSED, unit=measure, kind="code") if is_so else None


def _columns(table: OwnTable, context: Passage, this_year: int) -> Mapping[int, Subject]:
    """What the columns with numbers are about, by their titles.

    A column below the title of a group that is not known counts only what that names (住房 over 件数).

    The only column without a title, or of mere numbers, has the numbers of whatever the rows name; of two, nobody knows
    what tells them apart.
    """
    walk = Walk(context, table.captions, table.label_titles, table.columns.values(), this_year)
    every: dict[int, Subject] = {}
    for place, titles in table.columns.items():
        named = walk.subject(titles, table.unit)
        every[place] = dataclasses.replace(named, code="", kind="name") if _is_of_some(named, titles, walk) else named
        walk.go_on_from(every[place])
    rows = [[number.column for number in row.numbers] for row in table.rows]
    found = _with_the_year({place: one for place, one in every.items() if any(place in row for row in rows)})
    unnamed = [place for place, subject in found.items() if subject.kind in _UNNAMED and not subject.code]
    naming = [subject for subject in found.values() if subject.code or subject.year or subject.place]
    are_beside = any(sum(place in unnamed for place in row) > 1 for row in rows)
    if naming or len({table.columns[place] for place in unnamed}) != 1 or are_beside:
        return found
    return found | {place: dataclasses.replace(found[place], kind="number") for place in unnamed}


def _is_of_some(column: Subject, titles: Sequence[str], walk: Walk) -> bool:
    """Whether a title above that of a column is not known, and does not help to name what the column counts.

    It does in 机构(个) over 专门, but not in 住房 over 收到申请 or 件数.
    """
    if column.kind not in _COUNTED or not any(map(walk.is_unknown, titles[:-1])):
        return False
    return not column.code or (column.applicant_type == "total" and walk.code_of(titles[-1:]) == column.code)


def _with_the_year(columns: dict[int, Subject]) -> dict[int, Subject]:
    """Columns with that of the whole year as such, where all others are its parts (全年 | 一季度 | 二季度 | …).

    The sum of some quarters is one of a part of the year, unless its title names the year.
    """
    parts = {one.words for one in columns.values() if one.kind == "part_of_year"}
    totals = [place for place, one in columns.items() if one.kind == "total" and not one.code]
    if not parts or len(totals) != 1 or len(parts) + 1 != len(columns):
        return columns
    (place,) = totals
    most = next((most for end, most in _PARTS_OF_A_YEAR if all(one.endswith(end) for one in parts)), 0)
    if _YEAR in columns[place].words or len(parts) == most:
        return columns | {place: dataclasses.replace(columns[place], kind="year")}
    return columns | ({place: dataclasses.replace(columns[place], kind="part_of_year")} if len(parts) < most else {})
