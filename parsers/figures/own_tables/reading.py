"""Tables of an office's own making: indicators by year, by place, or simply with their number; sorts of information.

They are read by what their titles and labels say and by what their sums prove. A column that is neither a year, a
place, an indicator nor the only one with numbers gives no figure; nor does a row whose words name nothing in the
codebook. Each number that gives none is kept as unread, with the reason.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.measures import in_codebook_unit
from parsers.figures.own_tables.layout import OwnNumber, OwnRow, OwnTable, captions_above, lay_out_table
from parsers.figures.own_tables.subjects import (
    STATISTICS,
    Subject,
    code_of_caption,
    is_part,
    of_a_medium,
    passage_of,
    subject_of,
)
from parsers.figures.own_tables.wholes import Part, code_of_a_total, make_up
from parsers.knowledge.codebook import codebook
from parsers.knowledge.own_titles import says
from parsers.model import Figure, PlacedTable, ReportText, Section, Span, Unread
from parsers.prose.codes import DISCLOSED, OF_CHANNELS, SORTS
from parsers.prose.frames import frame_of
from parsers.prose.passage import Passage
from parsers.prose.shares import parts
from parsers.text.sections import section_at

_DISCLOSURE = "proactive_disclosure"
_ANNEX = re.compile("附[件表图录]")
_SUBMITTED = "报送"
"""What bodies have handed in to others is not what was disclosed."""
_NOTHING_ABOVE = "the title of its column names nothing that is counted"
_NOTHING_BESIDE = "no code fits its row and its column"
_LATER_YEAR = "a number of a later year"
_OTHER_UNIT = "its unit does not count what its row names"
_SAID_TWICE = "another row of the table names the same"
_NO_COUNT = "a share, a change or a sum over years"
_PART_OF_YEAR = "a number of a part of the year"
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


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """A number of a table, with what its row and its column are about.

    Attributes:
        row: The row.
        number: The number.
        subject: What the row is about.
        column: What the column is about.
        unit: The unit that a caption prints for the whole table.
        code: The code that row and column name together, or that the table shows; empty for none.
        label: The sort of information that it counts; empty for none.
    """

    row: OwnRow
    number: OwnNumber
    subject: Subject
    column: Subject
    unit: str
    code: str = ""
    label: str = ""

    @property
    def value(self) -> float:
        """The number, as it is printed."""
        return self.number.number.value

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.number.cell.span

    @property
    def kinds(self) -> tuple[str, str]:
        """What row and column say of it (`Subject.kind`)."""
        return self.subject.kind, self.column.kind

    @property
    def printed_unit(self) -> str:
        """The unit that it is printed in; that of what names its code goes before the other."""
        own = (self.subject.unit or self.row.unit, self.column.unit)
        by_code = own if self.subject.code == self.code else own[::-1]
        return self.number.number.unit or next(filter(None, by_code), self.unit)


def read_own_tables(
    text: ReportText, tables: Sequence[PlacedTable], sections: Sequence[Section], year: int, level: str, scope: str
) -> OwnReading:
    """Reads the tables that follow no official form.

    Args:
        text: The report.
        tables: Its tables that follow none.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        scope: What its figures cover where nothing else is said.
    """
    figures: list[Figure] = []
    unread: list[Unread] = []
    n_numbers = 0
    for table in tables:
        section = section_at(sections, table.span.start)
        section_id = section.section_id if section else None
        laid_out = lay_out_table(table, captions_above(text, table))
        topic = section.topic if section else ""
        if any(_ANNEX.match(line) for line in laid_out.captions):
            topic = STATISTICS  # what is annexed is no part of the last section
        context = passage_of(year, level, topic, laid_out.captions)
        entries = _as_wholes(_as_sorts(_entries(laid_out, level, context), laid_out, context))
        made = {entry.span: _figure(entry, context, scope, section_id) for entry in entries}
        kept = _each_once([figure for figure in made.values() if isinstance(figure, Figure)])
        figures += kept
        if not context.theme.is_silent:
            n_numbers += len(entries)
            unread += _unread(entries, made, kept, section_id)
    return OwnReading(tuple(figures), tuple(sorted(unread, key=lambda one: one.span.start)), n_numbers)


def _entries(table: OwnTable, level: str, context: Passage) -> list[_Entry]:
    """The numbers of a table that count something, with the codes that their labels and titles name."""
    columns = _columns(table, context)
    units = {column.unit for column in columns.values() if column.kind in ("", "number")}
    printed = {number.number.unit for row in table.rows for number in row.numbers} - {"", "%"}
    unit = (units.pop() if len(units) == 1 else "") or table.unit or (printed.pop() if len(printed) == 1 else "")
    so_far = passage_of(context.year, level, context.theme.topic, (*table.captions, *table.titles))
    are_bodies = any(says("bodies", title) for title in table.label_titles)
    says_submitted = any(_SUBMITTED in words for words in table.label_titles)
    is_of_disclosed = context.theme.topic == _DISCLOSURE and not says_submitted
    caption = code_of_caption(table.captions, context) or (DISCLOSED if is_of_disclosed else "")
    entries: list[_Entry] = []
    for row in table.rows:
        subject = subject_of(row.labels, so_far, row.unit or unit)
        if are_bodies and not (subject.code or subject.kind or subject.year or subject.place):
            subject = dataclasses.replace(subject, place=subject.words)
        if subject.code and not subject.kind and (frame := frame_of(subject.code)) is not None:
            so_far.theme.go_on_from(frame)
        for number in row.numbers:
            column = columns[number.titles]
            own = of_a_medium(subject, column, so_far) if column.code == DISCLOSED else subject
            entry = _Entry(row, number, own, column, table.unit)
            if "nothing" not in entry.kinds:
                entries.append(dataclasses.replace(entry, code=_code_of(own, column, caption)))
    return entries


def _columns(table: OwnTable, context: Passage) -> dict[tuple[str, ...], Subject]:
    """What the columns are about, by their titles."""
    within = passage_of(context.year, context.level, context.theme.topic, (*table.captions, *table.label_titles))
    found = {
        number.titles: subject_of(number.titles, within, table.unit) for row in table.rows for number in row.numbers
    }
    # One column without a title, or of mere numbers, has the numbers of whatever the rows name.
    unnamed = [titles for titles, subject in found.items() if not titles or subject.kind == "number"]
    named = [subject for subject in found.values() if subject.code or subject.year or subject.place]
    if named or len(unnamed) > 1:
        return found
    return found | {titles: dataclasses.replace(found[titles], kind="number") for titles in unnamed}


def _code_of(subject: Subject, column: Subject, caption: str) -> str:
    """The code that a row and a column name together: the narrower of two; empty where they name none, or disagree."""
    row, above = subject.code, column.code
    if row and above:
        is_narrower = row == above or is_part(row, above) or (above == DISCLOSED and row.startswith(OF_CHANNELS))
        return row if is_narrower else above if is_part(above, row) else ""
    says_of_whom = (subject.place or column.place) and caption in parts().spread
    is_known = column.kind == "number" or column.year is not None or column.place != ""
    if row:
        return row if is_known or (column.kind == "total" and subject.kind != "total") else ""
    if above:
        return above if subject.place or subject.year is not None or subject.kind or not subject.words else ""
    return caption if says_of_whom and is_known else ""


def _as_sorts(entries: Sequence[_Entry], table: OwnTable, context: Passage) -> list[_Entry]:
    """Numbers of disclosed information by sorts of it, in a list whose title says so or whose sum shows it."""
    says_so = any(says("sorts", title) for title in table.label_titles)
    sorts: dict[Span, str] = {}
    for column in _by_column(entries):
        title = column[0].column
        is_of_sorts = title.code in ("", DISCLOSED) and (title.kind == "number" or title.year is not None or title.code)
        if not is_of_sorts or (not title.code and context.theme.topic not in (_DISCLOSURE, STATISTICS)):
            continue
        items = [entry for entry in column if not entry.subject.kind]
        totals = [entry.value for entry in column if entry.subject.kind == "total"]
        others = sum(bool(entry.subject.place or entry.subject.year or not entry.subject.words) for entry in items)
        if others > (len(items) // 2 if says_so else 0):
            continue
        are_nameless = all(entry.code in ("", title.code) for entry in items)
        is_proven = len(totals) == 1 and make_up(list(map(_as_part, items)), totals[0])
        if says_so or (is_proven and are_nameless):
            sorts |= {one.span: one.subject.words for one in items if not one.code.startswith(OF_CHANNELS)}
    return [
        dataclasses.replace(entry, code=SORTS, label=sorts[entry.span]) if entry.span in sorts else entry
        for entry in entries
    ]


def _as_wholes(entries: Sequence[_Entry]) -> list[_Entry]:
    """Totals with the code of which the numbers of their column or row are the parts, where these add up to them."""
    wholes: dict[Span, str] = {}
    for line, place in ((_by_column, 0), (_by_row, 1)):
        for along in line(entries):
            addends = [one for one in along if one.kinds[place] != "total"]
            codes = {one.code for one in addends if one.code}
            are_bodies = all(one.subject.place or one.column.place for one in addends)
            whole = min(codes) if are_bodies and len(codes) == 1 else code_of_a_total(sorted(codes))
            for one in along:
                is_open = one.kinds[place] == "total" and not one.code
                if is_open and whole and make_up(list(map(_as_part, addends)), one.value):
                    wholes.setdefault(one.span, whole)
    return [dataclasses.replace(entry, code=wholes.get(entry.span, entry.code)) for entry in entries]


def _as_part(entry: _Entry) -> Part:
    return Part(entry.value, "" if entry.code == SORTS else entry.code, entry.subject.is_among)


def _by_column(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    yield from _grouped((entry.number.titles, entry) for entry in entries)


def _by_row(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    yield from _grouped((entry.row.span, entry) for entry in entries)


def _grouped(entries: Iterator[tuple[object, _Entry]]) -> Iterator[list[_Entry]]:
    """The numbers along each line that are no shares and the like."""
    lines: dict[object, list[_Entry]] = defaultdict(list)
    for key, entry in entries:
        if {"look_alike", "part_of_year"}.isdisjoint(entry.kinds):
            lines[key].append(entry)
    yield from lines.values()


def _figure(entry: _Entry, context: Passage, scope: str, section_id: int | None) -> Figure | str:
    """The figure that a number is, or why it is none."""
    subject, column = entry.subject, entry.column
    if "look_alike" in entry.kinds:
        return _NO_COUNT
    if "part_of_year" in entry.kinds:
        return _PART_OF_YEAR
    if not entry.code:
        return _NOTHING_BESIDE if column.kind or column.code or column.year or column.place else _NOTHING_ABOVE
    year = column.year or subject.year or context.year
    if year > context.year:
        return _LATER_YEAR
    value = in_codebook_unit(entry.value, entry.printed_unit, entry.code)
    if value is None:
        return _OTHER_UNIT
    named = column if column.code == entry.code else subject
    place = "" if entry.code == SORTS else subject.place or column.place
    return Figure(
        code=entry.code,
        applicant_type=named.applicant_type if named.code == entry.code else "total",
        year=year,
        value=value,
        unit=codebook()[entry.code].unit,
        printed=entry.number.cell.cell.text,
        scope="other" if place else scope,
        source="table",
        label=place or entry.label or None,
        section_id=section_id,
        span=Span(min(entry.row.span.start, entry.span.start), entry.span.end),
    )


def _each_once(figures: Sequence[Figure]) -> list[Figure]:
    """Of rows that name the same, the first, which is the whole of the others; none where it is less than one of them.

    Parts may have names that only say what their whole is (否决公开答复总数14，其中“免予公开范围1”1).
    """
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[figure.code, figure.applicant_type, figure.year, figure.label].append(figure)
    return [first for first, *others in alike.values() if all(first.value >= other.value for other in others)]


def _unread(
    entries: Sequence[_Entry],
    made: Mapping[Span, Figure | str],
    kept: Sequence[Figure],
    section_id: int | None,
) -> Iterator[Unread]:
    """The numbers that are no figure, with the reason."""
    figures = set(map(id, kept))
    names_something = any(isinstance(one, Figure) for one in made.values())
    for entry in entries:
        reason = made[entry.span]
        if isinstance(reason, Figure):
            if id(reason) in figures:
                continue
            reason = _SAID_TWICE
        kind = "look_alike" if reason in _LOOK_ALIKE else "unread" if names_something else "no_code"
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
