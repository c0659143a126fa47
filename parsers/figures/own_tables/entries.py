"""The entries of an own table: its numbers that count something, each with the code that both of its axes name."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from parsers.figures.measures import may_count
from parsers.figures.own_tables.accounts import (
    NAMES,
    Counted,
    accounts_by_row,
    counted_accounts,
)
from parsers.figures.own_tables.among import Among
from parsers.figures.own_tables.holders import holder_of_caption
from parsers.figures.own_tables.layout import OwnNumber, OwnRow, OwnTable, as_printed
from parsers.figures.own_tables.subjects import (
    STATISTICS,
    Kind,
    Subject,
    code_of_caption,
    is_name_of_account,
    is_of_some_information,
    is_part,
    names_medium,
    names_platform,
    of_a_medium,
    says_disclosed,
    wholes_of,
)
from parsers.figures.own_tables.walk import Walk
from parsers.figures.own_tables.ways import OTHER_WAYS, POSTS, REST, of_ways
from parsers.figures.own_tables.wholes import Part
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import without_numbering
from parsers.knowledge.own_titles import is_total, says
from parsers.knowledge.title_times import CaptionTime, time_of_caption, years_from
from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS, SORTS, THROUGH_ALL
from parsers.prose.words.shares import parts
from parsers.text.cells import without_unit

Axis = Literal["column", "row"]
_WHOLE_PLACE = "citywide"
_YEAR = "年"
_PARTS_OF_A_YEAR = (("半年", 2), ("季度", 4), ("季", 4), ("月", 12), ("月份", 12))
"""How titles end of parts of a year, and how many are all of it."""
_OTHER = ".other"
"""How the code ends of what is none of the other parts of its whole."""
_DISCLOSURE = "proactive_disclosure"
ON_DISCLOSURE = (_DISCLOSURE, STATISTICS)
"""Topics of sections whose tables count what was disclosed."""
_ACCOUNT = "账号"
"""Title of the labels of a table that says what accounts of media are."""
_SUBMITTED = "报送"
"""What bodies have handed in to others is not what was disclosed."""
_WORDS = re.compile("[^()（）]+")
"""What stands in brackets, and what does not."""
_COUNTS: tuple[Kind, ...] = ("number", "year", "holder")
"""What a title is known as below which stand numbers of whatever the other axis names."""
_ONE_OF_ALL: tuple[Kind, ...] = ("none", "number", "total", "year", "holder")
"""What the label of a row is known as that has a number of what its column names."""
_NAMELESS: tuple[Kind, ...] = ("number", "year")
"""What the label of a row is known as that has a number of what the heading above names."""
_UNNAMED: tuple[Kind, ...] = ("none", "number")
_COUNTED: tuple[Kind, ...] = ("code", "year", "holder", "number", "total")
"""What the title of a column is known as that may count for the whole, unless a title above it narrows that."""
_MEASURED: tuple[Kind, ...] = ("code", "year", "holder", "number", "name", "none")
"""What titles are known as whose unit may be that of all numbers."""
_FIGURES: tuple[Kind, ...] = ("code", "year", "holder", "number", "total", "name", "none")
"""What both axes of a number are known as that may be one of those which a sum adds up."""


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table, with what its row and its column are about.

    Attributes:
        row: The row.
        number: The number.
        subject: What the row is about.
        column: What the column is about.
        units: The units that a caption prints for the whole table.
        time: When its number is of.
        of_table: The agency that all numbers of the table are of; empty where they are of all that the report covers,
            None where nobody can tell.
        code: The code that row and column name together, or that the table shows; empty for none.
        sort: The sort of information that it counts; empty for none.
    """

    row: OwnRow
    number: OwnNumber
    subject: Subject
    column: Subject
    units: tuple[str, ...]
    time: CaptionTime
    of_table: str | None = ""
    code: str = ""
    sort: str = ""

    @property
    def place(self) -> str:
        """The place or agency that it is of; empty where it is of all that the report covers.

        What names a sort of information, names nobody, although it may end like an agency (挂牌督办).
        """
        is_of_sort = self.sort != "" and self.subject.place in self.sort
        return ("" if is_of_sort else self.subject.place) or self.column.place or self.of_table or ""

    @property
    def value(self) -> float:
        """The number, as it is printed."""
        return self.number.number.value

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.number.cell.span

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        """What row and column are known as."""
        return self.subject.kind, self.column.kind

    @property
    def is_whole(self) -> bool:
        """Whether the words of its own row or column say that it is all that its code counts, as a group cannot.

        The title of a column cannot, either, for a row without a label: it is the same for all rows below it.
        """
        own = (one for one in (self.subject, self.column) if not one.is_of_group)
        named = self.subject.kind != "none" and any(one.code == self.code for one in own)
        return named or self.sort != "" or "total" in self.kinds

    @property
    def printed_unit(self) -> str:
        """The unit that it is printed in; that of what names its code goes before the other."""
        own = (self.subject.unit or self.row.unit, self.column.unit)
        by_code = own if self.subject.code == self.code else own[::-1]
        of_table = next(
            (unit for unit in self.units if self.code and may_count(unit, self.code)), "".join(self.units[:1])
        )
        return self.number.number.unit or next(filter(None, by_code), of_table)

    @property
    def label(self) -> str:
        """The sort of information, place or agency that it is of, as it is printed; empty for none."""
        if self.sort:
            return as_printed(self.sort, self.row.printed)
        return as_printed(self.place, self.row.printed if self.subject.place else self.number.printed)

    def as_part(self, axis: Axis = "column") -> Part:
        """What a sum along an axis must know of it; what a sort counts, its total does not tell."""
        is_among = (self.subject if axis == "column" else self.column).is_among
        return Part(self.value, "" if self.code == SORTS else self.code, is_among)


def entries_of(table: OwnTable, level: str, scope: str, context: Passage) -> list[Entry]:
    """The numbers of a table that count something, with the codes that their labels and titles name.

    Args:
        table: The table.
        level: Level of the agency that reports.
        scope: What its figures cover where nothing else is said.
        context: What the table is about, by its section and its captions.
    """
    of_caption = holder_of_caption(table.captions, context.year, level) if scope == _WHOLE_PLACE else ""
    time = _time_of(table.captions, context.year)
    this_year = time.year or context.year
    columns = _columns(table, context, this_year)
    unit = _unit_of_all(table, columns.values())
    columns = of_ways(table, columns, _posts_by(table.captions, unit, context.year), context)
    walk = Walk(context, table.captions, table.titles, [row.labels for row in table.rows], this_year)
    are_bodies = any(says("bodies", without_unit(title)[0]) for title in table.label_titles[-1:])
    are_media = lists_media(table) or lists_accounts(table)
    are_accounts = are_media and not are_bodies and any(title.endswith(NAMES) for title in table.label_titles)
    by_media = are_media or any(says("media", caption) for caption in table.captions)
    posts = {
        place: _posts(table, column, unit, context.year) if by_media else None for place, column in columns.items()
    }
    of_accounts = accounts_by_row(table) if are_accounts else {}
    caption = _code_of_all(table, context)
    is_of_some = is_of_some_information(table.captions, context.year)
    whole = ""
    among = Among()
    entries: list[Entry] = []
    for place, row in enumerate(table.rows):
        walk.go_past(row.headings)
        of_row = row.unit or unit or _unit_of_cells(row)
        subject = walk.subject(row.labels, of_row)
        # What stands first below a heading is all that it names; what stands further down may be all of the table.
        if not subject.code and (subject.kind in _NAMELESS or (subject.kind == "total" and row.headings)):
            of_heading = walk.subject((*walk.headings, *row.labels), of_row)
            if subject.kind != "total" or not row.level or _heads_the_total(of_heading.code, table.rows, place, walk):
                subject = of_heading
        if are_bodies and (subject.kind == "name" or subject.code.endswith(_OTHER)):  # 其他单位 are bodies, too
            subject = dataclasses.replace(subject, code="", kind="holder", place=subject.words)
        if are_media and subject.kind == "holder":
            # What was disclosed in an archive is not what the archive has disclosed.
            subject = dataclasses.replace(subject, code="", kind="name", place="")
        medium, account = of_accounts.get(row.span, ("", ""))
        if subject.kind != "total" and is_name_of_account(account, medium):
            subject = dataclasses.replace(subject, words=account, code="", kind="name", place="")
        subject = among.subject(row, subject, of_row, walk)
        whole = _whole_of_parts(subject, entries, whole)
        walk.go_on_from(subject)
        if are_accounts and subject.kind == "total" and not medium:
            # What accounts of several media have published together is not what all media have.
            subject = dataclasses.replace(subject, kind="name")
        for number in row.numbers:
            column = columns[number.column]
            of_posts = posts[number.column] or _posts_below(walk.headings, column, of_row, context.year)
            own = _of_its_posts(subject, column, of_posts, walk.so_far, medium)
            is_unknown = number.is_doubtful or _is_total_of_a_group(column, number.titles[:-1], walk)
            code = "" if is_unknown else _code_of(own, column, whole or caption) or _code_within(row, number, own, walk)
            if code == DISCLOSED and are_media and subject.kind == "total":
                # What accounts have published together is not what all media have.
                code = (
                    "" if are_accounts else THROUGH_ALL
                )  # what all media of a list have published, each counted for itself
            entry = Entry(
                row,
                number,
                own,
                column,
                table.units,
                _time_of_number(own, column, time, context.year),
                of_caption,
                "" if is_of_some and (code == DISCLOSED or code.startswith(OF_CHANNELS)) else code,
            )
            if "nothing" not in entry.kinds:
                entries.append(entry)
    counted = [_of_accounts(one, table, time, of_caption) for one in counted_accounts(table)] if are_accounts else []
    spans = {entry.span for entry in counted}
    return _without_rests_of_others([*(entry for entry in entries if entry.span not in spans), *counted])


def _without_rests_of_others(entries: Sequence[Entry]) -> list[Entry]:
    """The numbers of a table, where 其他 counts the rest of those of its group, or nothing.

    Beside subjects of applications (申请内容 over 征地拆迁 | 规划建设 | 其他) it is no way, whatever stands above.
    """
    of_group: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in entries:
        of_group[one.row.labels[:-1]].add("" if one.subject.kind == "total" else one.code)
    return [
        dataclasses.replace(one, code="")
        if one.row.labels[:-1]
        and one.code.endswith(_OTHER)
        and one.subject.words.startswith(REST)
        and not _has_part_beside(one.code, of_group[one.row.labels[:-1]])
        else one
        for one in entries
    ]


def _has_part_beside(code: str, others: Iterable[str]) -> bool:
    """Whether another part of the whole of a code is among others, or there are none."""
    others = {other for other in others if other != code}
    return not others or any(other and is_part(other, whole) for other in others for whole in wholes_of(code)[:1])


def _of_accounts(one: Counted, table: OwnTable, time: CaptionTime, of_caption: str | None) -> Entry:
    """The number of accounts that a platform has."""
    subject = Subject(one.row.labels[-1], one.code, unit=one.number.unit, kind="code")
    number = OwnNumber(one.cell, one.number, (), (), is_doubtful=False)
    return Entry(one.row, number, subject, Subject(kind="number"), table.units, time, of_caption, one.code)


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


def _is_total_of_a_group(column: Subject, groups: Sequence[str], walk: Walk) -> bool:
    """Whether a column is the total of a group that is named, and not of all that its rows name (办理结果: 总计)."""
    is_total = column.kind == "total" and not column.code
    return is_total and any(walk.kind_of(group) in ("name", "code") for group in groups)


def along(entries: Iterable[Entry], axis: Axis) -> Iterator[list[Entry]]:
    """The numbers of each column or row that a sum may add up.

    Args:
        entries: All numbers of a table.
        axis: Along what.
    """
    lines: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        if all(kind in _FIGURES for kind in entry.kinds) and not entry.number.is_doubtful:
            lines[entry.number.column if axis == "column" else entry.row.span].append(entry)
    yield from lines.values()


def _time_of(captions: Sequence[str], report_year: int) -> CaptionTime:
    """What the nearest caption that names a time says of when all numbers are of."""
    times = (time_of_caption(caption, report_year) for caption in reversed(captions))
    return next((time for time in times if time.kind != "none"), CaptionTime())


def _time_of_number(subject: Subject, column: Subject, caption: CaptionTime, report_year: int) -> CaptionTime:
    """When a number is of: by its row and column, else by the caption, else the year of the report.

    Two years that the one and the other name are none.
    """
    if caption.kind == "part_of_year":
        return caption
    years = [one.year for one in (subject, column) if one.year is not None]
    if len(years) > 1:
        years = _together(subject, column)
    if len(years) > 1:
        return CaptionTime("several_years")
    year = next(iter(years), None)
    if year is None and caption.kind != "none":
        return caption
    return CaptionTime("year", report_year if year is None else year)


def _together(subject: Subject, column: Subject) -> list[int]:
    """The year of a row and a column that each name one; both, where these differ.

    本年 and 上年 in the one are counted from the year that the other names (本年新收 of 2022年).
    """
    named = [(one.year, years_from(without_numbering(one.words))) for one in (subject, column) if one.year is not None]
    fixed = {year for year, from_it in named if from_it is None}
    if len(fixed) == 1:
        return [next(iter(fixed)) + sum(from_it or 0 for _, from_it in named)]
    return sorted({year for year, _ in named})


def _unit_of_all(table: OwnTable, columns: Iterable[Subject]) -> str:
    """The unit of all numbers: that of the titles above them, of a caption, or the one that all cells print."""
    titled = {column.unit for column in columns if column.kind in _MEASURED}
    numbers = (number.number for row in table.rows for number in row.numbers)
    printed = {number.unit for number in numbers if number.value} - {"%"}  # a nought needs none
    return (titled.pop() if len(titled) == 1 else "") or table.unit or (printed.pop() if len(printed) == 1 else "")


def _unit_of_cells(row: OwnRow) -> str:
    """The unit that all numbers of a row print; empty where they print none, or several."""
    printed = {number.number.unit for number in row.numbers} - {"%"}
    return printed.pop() if len(printed) == 1 else ""


def _code_of_all(table: OwnTable, context: Passage) -> str:
    """The code that a caption names for all numbers, or that a section on what was disclosed does."""
    says_submitted = any(_SUBMITTED in words for words in table.label_titles)
    is_of_disclosed = context.theme.topic == _DISCLOSURE and not says_submitted
    return code_of_caption(table.captions, context) or (DISCLOSED if is_of_disclosed else "")


def _of_its_posts(subject: Subject, column: Subject, posts: Subject | None, context: Passage, medium: str) -> Subject:
    """What a row is about: of a medium what this has published, where its column counts that, or the whole table does.

    Nothing says of a board in such a table that it is all other ways together.
    """
    if column.code == DISCLOSED:
        return of_a_medium(subject, column, context, medium)
    if posts is None or column.kind not in _COUNTS:
        return subject
    own = of_a_medium(subject, posts, context, medium)
    is_a_board = own.code == OTHER_WAYS and not own.words.startswith(REST)
    return subject if is_a_board else own


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


def _heads_the_total(code: str, rows: Sequence[OwnRow], place: int, walk: Walk) -> bool:
    """Whether a numbered row with a blank is the heading of the total below it, and not merely the row in front.

    It is where other rows of its level are headings, too, or where a part of what it counts follows the total. What has
    no parts (当面申请) has no total.

    Args:
        code: What it counts; empty where that is not known.
        rows: The rows of the table that have numbers.
        place: The place of the total among them.
        walk: The walk along them, as far as the heading.
    """
    if code and wholes_of(code) and not any(is_part(other, code) for other in codebook()):
        return False
    if any(row.level == rows[place].level for row in (*rows[:place], *rows[place + 1 :])):
        return True
    following = [walk.code_of(row.labels) for row in rows[place + 1 : place + 2] if not row.headings]
    return any(one != "" and is_part(one, code) for one in following)


def _whole_of_parts(subject: Subject, above: Sequence[Entry], whole: str) -> str:
    """The code whose parts stand with those who have them from 其中 on, below its own row; empty for any other row.

    收到申请 | 72, 其中：市本级 | 60, 县区 | 12.

    Args:
        subject: What the row is about.
        above: The numbers above it.
        whole: The code of which the row above has a part.
    """
    if subject.kind != "holder":
        return ""
    return above[-1].subject.code if subject.is_among and above and not whole else whole


def _code_of(subject: Subject, column: Subject, caption: str) -> str:
    """The code that a row and a column name together; empty where they name none, or disagree."""
    row, above = subject.code, column.code
    if row != above and subject.applicant_type != column.applicant_type and row and above:
        return ""  # of applications of one sort of applicants only (网上申请 below 公民)
    if row and above:
        return _narrower(row, above)
    if row:
        is_total = column.kind == "total" and subject.kind != "total"
        return row if column.kind in _COUNTS or is_total else ""
    if above:
        return above if subject.kind in _ONE_OF_ALL else ""
    says_of_whom = bool(subject.place or column.place) and caption in parts().spread
    return caption if says_of_whom and column.kind in _COUNTS and subject.kind in _ONE_OF_ALL else ""


def _code_within(row: OwnRow, number: OwnNumber, subject: Subject, walk: Walk) -> str:
    """The code of a part of what a row names, which the title of a column names only behind it (维持 beside 行政复议).

    What stands in brackets there must be another word for the same (维持（驳回）).
    """
    if subject.kind != "code" or not number.titles:
        return ""
    unit, title = number.number.unit or row.unit, number.titles[-1]
    parts_named = {walk.subject((*row.labels, words), unit).code for words in _WORDS.findall(title)}
    code = parts_named.pop() if len(parts_named) == 1 else ""
    return code if code and is_part(code, subject.code) else ""


def _narrower(row: str, above: str) -> str:
    """The narrower of the codes of a row and its column; empty where neither counts a part of the other."""
    if row == above or is_part(row, above) or (above == DISCLOSED and row.startswith(OF_CHANNELS)):
        return row
    return above if is_part(above, row) else ""
