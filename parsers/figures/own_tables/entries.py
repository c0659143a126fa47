"""The entries of an own table: its numbers that count something, each with the code that both of its axes name."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from parsers.figures.measures import may_count
from parsers.figures.own_tables.accounts import (
    Counted,
    counted_accounts,
)
from parsers.figures.own_tables.among import Among
from parsers.figures.own_tables.facts import TableFacts
from parsers.figures.own_tables.layout import OwnNumber, OwnRow, OwnTable, as_printed
from parsers.figures.own_tables.subjects import (
    Kind,
    Subject,
    is_name_of_account,
    is_part,
    of_a_medium,
    wholes_of,
)
from parsers.figures.own_tables.walk import Walk
from parsers.figures.own_tables.ways import OTHER_WAYS, REST
from parsers.figures.own_tables.wholes import Part
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import without_numbering
from parsers.knowledge.title_times import CaptionTime, years_from
from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS, SORTS, THROUGH_ALL
from parsers.prose.words.shares import parts

Axis = Literal["column", "row"]
_OTHER = ".other"
"""How the code ends of what is none of the other parts of its whole."""
_WORDS = re.compile("[^()（）]+")
"""What stands in brackets, and what does not."""
_COUNTS: tuple[Kind, ...] = ("number", "year", "holder")
"""What a title is known as below which stand numbers of whatever the other axis names."""
_ONE_OF_ALL: tuple[Kind, ...] = ("none", "number", "total", "year", "holder")
"""What the label of a row is known as that has a number of what its column names."""
_NAMELESS: tuple[Kind, ...] = ("number", "year")
"""What the label of a row is known as that has a number of what the heading above names."""
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
    facts = TableFacts.of(table, level, scope, context)
    entries = list(_Rows(facts).entries())
    counted = [_of_accounts(one, facts) for one in counted_accounts(table)] if facts.are_accounts else []
    spans = {entry.span for entry in counted}
    return _without_rests_of_others([*(entry for entry in entries if entry.span not in spans), *counted])


class _Rows:
    """Goes down the rows of a table, each of which may go on from those above it.

    Args:
        facts: What the table says.
    """

    def __init__(self, facts: TableFacts) -> None:
        table = facts.table
        self._facts = facts
        self._walk = Walk(
            facts.context, table.captions, table.titles, [row.labels for row in table.rows], facts.this_year
        )
        self._among = Among()
        self._above = ""
        """The code that the number above names by its row; empty where it names none."""
        self._whole = ""
        """The code whose parts stand below its own row with those who have them."""

    def entries(self) -> Iterator[Entry]:
        """The numbers that count something, in reading order."""
        for place, row in enumerate(self._facts.table.rows):
            self._walk.go_past(row.headings)
            unit = row.unit or self._facts.unit or _unit_of_cells(row)
            medium, account = self._facts.accounts.get(row.span, ("", ""))
            subject = self._as_listed(self._named(row, place, unit), medium, account)
            subject = self._among.subject(row, subject, unit, self._walk)
            self._whole = self._whole_of_parts(subject)
            self._walk.go_on_from(subject)
            if self._facts.are_accounts and subject.kind == "total" and not medium:
                # What accounts of several media have published together is not what all media have.
                subject = dataclasses.replace(subject, kind="name")
            for number in row.numbers:
                entry = self._entry(row, number, subject, unit, medium)
                if "nothing" not in entry.kinds:
                    self._above = entry.subject.code
                    yield entry

    def _named(self, row: OwnRow, place: int, unit: str) -> Subject:
        """What a row is about by its labels, and where these name nothing by the heading above it.

        What stands first below a heading is all that it names; what stands further down may be all of the table.
        """
        subject = self._walk.subject(row.labels, unit)
        if subject.code or not (subject.kind in _NAMELESS or (subject.kind == "total" and row.headings)):
            return subject
        of_heading = self._walk.subject((*self._walk.headings, *row.labels), unit)
        is_apart = subject.kind != "total" or not row.level
        is_so = is_apart or _heads_the_total(of_heading.code, self._facts.table.rows, place, self._walk)
        return of_heading if is_so else subject

    def _as_listed(self, subject: Subject, medium: str, account: str) -> Subject:
        """What a row is about in a list of bodies, of media or of their accounts, whose names say no more than that."""
        facts = self._facts
        if facts.are_bodies and (subject.kind == "name" or subject.code.endswith(_OTHER)):  # 其他单位 are bodies, too
            subject = dataclasses.replace(subject, code="", kind="holder", place=subject.words)
        if facts.are_media and subject.kind == "holder":
            # What was disclosed in an archive is not what the archive has disclosed.
            subject = dataclasses.replace(subject, code="", kind="name", place="")
        if subject.kind != "total" and is_name_of_account(account, medium):
            subject = dataclasses.replace(subject, words=account, code="", kind="name", place="")
        return subject

    def _whole_of_parts(self, subject: Subject) -> str:
        """The code whose parts stand with those who have them from 其中 on, below its own row; empty for any other row.

        收到申请 | 72, 其中：市本级 | 60, 县区 | 12.
        """
        if subject.kind != "holder":
            return ""
        return self._above if subject.is_among and self._above and not self._whole else self._whole

    def _entry(self, row: OwnRow, number: OwnNumber, subject: Subject, unit: str, medium: str) -> Entry:
        """A number of a row, with what row and column name together."""
        facts, walk = self._facts, self._walk
        column = facts.columns[number.column]
        posts = facts.posts_below(walk.headings, number.column, unit)
        own = _of_its_posts(subject, column, posts, walk.so_far, medium)
        is_unknown = number.is_doubtful or _is_total_of_a_group(column, number.titles[:-1], walk)
        named = _code_of(own, column, self._whole or facts.code) or _code_within(row, number, own, walk)
        return Entry(
            row,
            number,
            own,
            column,
            facts.table.units,
            _time_of_number(own, column, facts.time, facts.context.year),
            facts.holder,
            "" if is_unknown else self._as_far_as_told(named, subject),
        )

    def _as_far_as_told(self, code: str, subject: Subject) -> str:
        """The code of a number of what was disclosed, as far as a list of media, or its caption, leaves it that."""
        facts = self._facts
        if code == DISCLOSED and facts.are_media and subject.kind == "total":
            # What media have published together counts once for each; accounts are not all that there are.
            code = "" if facts.are_accounts else THROUGH_ALL
        is_of_all = code != DISCLOSED and not code.startswith(OF_CHANNELS)
        return code if is_of_all or not facts.is_of_some else ""


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


def _of_accounts(one: Counted, facts: TableFacts) -> Entry:
    """The number of accounts that a platform has."""
    subject = Subject(one.row.labels[-1], one.code, unit=one.number.unit, kind="code")
    number = OwnNumber(one.cell, one.number, (), (), is_doubtful=False)
    column = Subject(kind="number")
    return Entry(one.row, number, subject, column, facts.table.units, facts.time, facts.holder, one.code)


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


def _unit_of_cells(row: OwnRow) -> str:
    """The unit that all numbers of a row print; empty where they print none, or several."""
    printed = {number.number.unit for number in row.numbers} - {"%"}
    return printed.pop() if len(printed) == 1 else ""


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
