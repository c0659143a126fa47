"""Tables of an office's own making: indicators by year, by place, or simply with their number; sorts of information.

They are read by what their headers say and by what their sums prove. A column that is neither a year, a place, an
indicator nor the only one with numbers gives no figure; nor does a row whose words name nothing in the codebook. Each
number that gives none is kept as unread, with the reason.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.cells import CellNumber, without_unit
from parsers.figures.grid import GridRow, is_numbering, rows_of
from parsers.figures.local.shapes import lists_beside_each_other, upright
from parsers.figures.local.subjects import (
    Subject,
    column_subject,
    is_part,
    labels_of,
    numbers_of,
    plain,
    row_subject,
    titles_of,
)
from parsers.figures.local.titles import says
from parsers.figures.local.wholes import code_of_a_total, make_up
from parsers.figures.measures import in_codebook_unit
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, PlacedCell, PlacedTable, Section, Span, Unread
from parsers.prose.categories import SORTS
from parsers.prose.codes import DISCLOSED
from parsers.prose.frames import frame_of
from parsers.prose.lexicon import find_terms
from parsers.prose.passage import Passage
from parsers.text.sections import section_at

_STATISTICS = "statistics_table"
"""Topic of the section that holds nothing but the table of statistics."""
_DISCLOSURE = "proactive_disclosure"
_CHANNELS = "disclosure.channel."
_FEWEST_SORTS = 2
_NOTHING_ABOVE = "the title of its column names nothing that is counted"
_NOTHING_BESIDE = "no code fits its row and its column"
_LATER_YEAR = "a number of a later year"
_OTHER_UNIT = "its unit does not count what its row names"
_SAID_TWICE = "another row of the table names the same"
_NO_COUNT = "a share, a change or a sum over years"


@dataclasses.dataclass(frozen=True, slots=True)
class LocalReading:
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
        subject: What the row is about; None where it has no label.
        column: What the column is about; None where nothing says it.
        title: The title of the column.
        cell: The cell.
        number: Its number.
        code: The code that row and column name together, or that the table shows; empty for none.
        label: The sort of information that it counts; empty for none.
    """

    row: GridRow
    subject: Subject | None
    column: Subject | None
    title: str
    cell: PlacedCell
    number: CellNumber
    code: str = ""
    label: str = ""

    @property
    def unit(self) -> str:
        """The unit that it is printed in; that of what names its code goes before the other."""
        subjects = [one for one in (self.subject, self.column) if one is not None and one.unit]
        subjects.sort(key=lambda one: one.code != self.code)
        return self.number.unit or (subjects[0].unit if subjects else "")


def read_local_tables(
    tables: Sequence[PlacedTable], sections: Sequence[Section], year: int, level: str, scope: str
) -> LocalReading:
    """Reads the tables that follow no official form.

    Args:
        tables: The tables.
        sections: The sections of the report.
        year: Year of the report.
        level: Level of its agency.
        scope: What the report's figures cover where nothing else is said.
    """
    figures: list[Figure] = []
    unread: list[Unread] = []
    n_numbers = 0
    for table in tables:
        section = section_at(sections, table.span.start)
        context = _passage(year, level, section.topic if section else "")
        section_id = section.section_id if section else None
        for rows in lists_beside_each_other(rows_of(upright(table))):
            entries = _entries(rows, context)
            made = {entry.cell.span: _figure(entry, context, scope, section_id) for entry in entries}
            kept = _each_once([figure for figure in made.values() if isinstance(figure, Figure)])
            figures += kept
            if not context.is_silent:
                n_numbers += len(entries)
                unread += _unread(entries, made, kept, section_id)
    return LocalReading(tuple(figures), tuple(sorted(unread, key=lambda one: one.span.start)), n_numbers)


def _passage(year: int, level: str, topic: str) -> Passage:
    passage = Passage(year, level)
    passage.turn_to(topic)
    # What is annexed as statistics of a report on disclosure counts disclosure, whatever its rows leave unsaid.
    passage.is_open = topic == _STATISTICS
    return passage


def _entries(rows: Sequence[GridRow], context: Passage) -> list[_Entry]:
    """The numbers of a table that count something; the rows above the first number are its header."""
    body = next((index for index, row in enumerate(rows) if numbers_of(row)), len(rows))
    header, body_rows = rows[:body], [row for row in rows[body:] if not is_numbering(row)]
    columns = _columns(header, body_rows, context)
    so_far = _passage(context.year, context.level, context.topic)
    for title in dict.fromkeys(cell.cell.text for row in header for cell in row.cells):
        so_far.mention(find_terms(plain(title)))
    units = {column.unit for column in columns.values()}
    unit = units.pop() if len(units) == 1 else ""
    entries: list[_Entry] = []
    for row in body_rows:
        subject = row_subject(row, so_far, unit)
        if subject is not None and subject.code and (frame := frame_of(subject.code)) is not None:
            so_far.go_on_from(frame)
        for cell, number in numbers_of(row):
            titles = titles_of(header, cell.cell.column)
            if not any(says("nothing", title) for title in titles):
                column = columns.get(cell.cell.column)
                code = _code_of(subject, column)
                entries.append(_Entry(row, subject, column, "".join(titles[-1:]), cell, number, code))
    return _as_wholes(_as_sorts(entries, header, context))


def _columns(header: Sequence[GridRow], body: Sequence[GridRow], context: Passage) -> dict[int, Subject]:
    """What each column with numbers is about; columns that nothing can be said of are left out."""
    found: dict[int, Subject] = {}
    unnamed: list[tuple[int, Subject]] = []
    for column in sorted({cell.cell.column for row in body for cell, _ in numbers_of(row)}):
        titles = titles_of(header, column)
        if any(says("look_alike", title) or says("nothing", title) for title in titles):
            continue
        words, unit = without_unit(titles[-1] if titles else "")
        subject = column_subject(titles[-1] if titles else "", context)
        if subject is not None:
            found[column] = subject
        elif not titles or says("number", words):
            unnamed.append((column, Subject(words, unit=unit)))
    if not found and len(unnamed) == 1:
        found.update(unnamed)
    return found


def _code_of(subject: Subject | None, column: Subject | None) -> str:
    """The code that a row and a column name together: the narrower of two; empty where they name none, or disagree."""
    if subject is None or column is None:
        return ""
    row, above = subject.code, column.code
    if row and above:
        return row if is_part(row, above) else above if is_part(above, row) else ""
    return row or above


def _as_sorts(entries: Sequence[_Entry], header: Sequence[GridRow], context: Passage) -> list[_Entry]:
    """Numbers of disclosed information by sorts of it, in a list whose title says so or whose sum shows it."""
    labels = {label.cell.column for entry in entries for label in labels_of(entry.row)[-1:]}
    says_so = any(says("sorts", title) for column in labels for title in titles_of(header, column))
    sorts: dict[Span, str] = {}
    for column in _by_column(entries):
        title = column[0].column
        if title is None or title.year is not None or title.code not in ("", DISCLOSED):
            continue
        if not title.code and context.topic != _DISCLOSURE:
            continue
        items = [entry for entry in column if entry.subject is not None and not entry.subject.is_total]
        totals = [entry.number.value for entry in column if entry.subject is not None and entry.subject.is_total]
        apart = [entry.number.value for entry in items if entry.subject is not None and not entry.subject.is_among]
        is_proven = len(totals) == 1 and len(apart) >= _FEWEST_SORTS and make_up(apart, totals[0])
        name_no_code = all(entry.code in ("", title.code) for entry in items)
        if any(entry.subject is not None and entry.subject.place for entry in items):
            continue
        if says_so or (is_proven and name_no_code):
            of_sorts = (entry for entry in items if not entry.code.startswith(_CHANNELS))
            sorts |= {entry.cell.span: entry.subject.words for entry in of_sorts if entry.subject is not None}
    return [
        dataclasses.replace(entry, code=SORTS, label=sorts[entry.cell.span]) if entry.cell.span in sorts else entry
        for entry in entries
    ]


def _as_wholes(entries: Sequence[_Entry]) -> list[_Entry]:
    """Totals with the code of which the rows above them are the parts, where these add up to them."""
    wholes: dict[Span, str] = {}
    for column in _by_column(entries):
        named = [entry for entry in column if entry.code and entry.subject is not None and not entry.subject.is_total]
        codes = [entry.code for entry in named]
        apart = [
            entry.number.value
            for entry in named
            if not any(is_part(entry.code, other) for other in codes) and not (entry.subject and entry.subject.is_among)
        ]
        whole = code_of_a_total(codes)
        for entry in column:
            is_open = entry.subject is not None and entry.subject.is_total and not entry.code
            if is_open and whole and len(apart) > 1 and make_up(apart, entry.number.value):
                wholes[entry.cell.span] = whole
    return [dataclasses.replace(entry, code=wholes.get(entry.cell.span, entry.code)) for entry in entries]


def _by_column(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """The numbers below each title that something is known of."""
    columns: dict[int, list[_Entry]] = defaultdict(list)
    for entry in entries:
        if entry.column is not None:
            columns[entry.cell.cell.column].append(entry)
    yield from columns.values()


def _figure(entry: _Entry, context: Passage, scope: str, section_id: int | None) -> Figure | str:
    """The figure that a number is, or why it is none."""
    subject, column = entry.subject, entry.column
    if column is None:
        return _NOTHING_ABOVE
    if not entry.code or subject is None:
        return _NOTHING_BESIDE
    year = column.year or subject.year or context.year
    if year > context.year:
        return _LATER_YEAR
    value = in_codebook_unit(entry.number.value, entry.unit, entry.code)
    if value is None:
        return _OTHER_UNIT
    named = column if column.code == entry.code else subject
    return Figure(
        code=entry.code,
        applicant_type=named.applicant_type if named.code == entry.code else "total",
        year=year,
        value=value,
        unit=codebook()[entry.code].unit,
        printed=entry.cell.cell.text,
        scope="other" if subject.place else scope,
        source="table",
        label=subject.place or entry.label or None,
        section_id=section_id,
        span=Span(_first_words(entry.row), entry.cell.span.end),
    )


def _first_words(row: GridRow) -> int:
    """Where the first cell of a row begins that holds anything."""
    return next(cell.span.start for cell in row.cells if cell.cell.text.strip())


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
        reason = made[entry.cell.span]
        if isinstance(reason, Figure):
            if id(reason) in figures:
                continue
            reason = _SAID_TWICE
        is_look_alike = reason == _LATER_YEAR or says("look_alike", entry.title)
        if is_look_alike and reason == _NOTHING_ABOVE:
            reason = _NO_COUNT
        kind = "look_alike" if is_look_alike else "unread" if names_something else "no_code"
        words = " ".join(filter(None, (entry.subject.words if entry.subject else "", entry.title)))
        yield Unread(
            kind=kind,
            value=entry.number.value,
            unit=entry.unit,
            reason=reason,
            span=entry.cell.span,
            sentence=entry.row.span,
            words=words,
            section_id=section_id,
        )
