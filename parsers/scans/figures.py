"""What is published of the numbers of a scan: those that the sums of the form prove, and what the others are."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge.forms import TOTAL, forms
from parsers.checks.expressions import summands
from parsers.checks.rules import era_of, rules
from parsers.figures.forms.other_holders import Territory
from parsers.figures.forms.reading import FormReading, read_forms
from parsers.figures.measures import in_codebook_unit
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import FormRow, layout
from parsers.model import (
    Block,
    Cell,
    Figure,
    Flag,
    Narrative,
    OnPage,
    Paragraph,
    PlacedTable,
    Reading,
    ReportText,
    Scan,
    Span,
    Table,
)
from parsers.scans.blocks import agreed
from parsers.scans.labels import numbered
from parsers.scans.proof import BLANK, DOUBTFUL, LIKELY, SURE, UNREAD, Equation, Unknown, Verdict, prove
from parsers.text.cells import is_blank, read_cell
from parsers.text.layout import lay_out

CLEARLY, FAIRLY = 950, 700
"""Thousandths from which the least sure character of a reading is clear, or less clear."""
_ALONE = re.compile(r"\d+(?:\.\d{1,2})?")
"""A number that two recognitions may establish alone: no comma, which may be a point, and no third decimal, which may
be the end of thousands."""

_UNPROVED = "was not read alike twice, and no sum of the form proves it"
_UNRULED = "has no rules on its sides, and no sum of the form proves it"

_Key = tuple[str, str]
"""A code and an applicant type."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Slot:
    """A cell of a form.

    Attributes:
        key: What it counts.
        cell: The cell.
        factor: What a number in it is multiplied by, to be in the codebook's unit.
    """

    key: _Key
    cell: Cell
    factor: float


@dataclasses.dataclass(frozen=True, slots=True)
class Settled:
    """What is known of the numbers of a scan, before it is laid out.

    Attributes:
        reading: The form that its tables follow, and what is wrong with them; its figures are not those.
        figures: Figures by the cell that they are read from; where they stand in the text is not known yet.
        open: Sentences about the cells that could not be settled, with the labels of their rows.
    """

    reading: FormReading
    figures: Mapping[OnPage, Figure]
    open: Mapping[OnPage, Flag]


def is_recognized(table: PlacedTable) -> bool:
    """Whether a table of the text was recognised on a picture."""
    return any(cell.cell.scan for cell in table.cells)


def settle(blocks: Sequence[Block], year: int, territory: Territory | None = None) -> tuple[tuple[Block, ...], Settled]:
    """Proves the numbers of recognised tables; also returns the blocks with each cell as it is settled.

    Args:
        blocks: The blocks of a report.
        year: Its year.
        territory: The place that it covers; None where it reports on one body, or nobody knows.
    """
    text = lay_out(blocks)
    scanned = [table for table in text.tables if is_recognized(table)]
    tables = numbered(scanned, year)
    read = read_forms(dataclasses.replace(text, tables=tables.tables), year, territory=territory)
    slots = {
        (figure.code, figure.applicant_type): _Slot(
            (figure.code, figure.applicant_type),
            tables.cells[figure.printed].cell,
            round(figure.value / int(figure.printed), 8),
        )
        for figure in read.figures
        if figure.year == year and figure.printed in tables.cells
    }
    verdicts = prove((_unknown(slot) for slot in slots.values()), _equations(slots, read.form, year))
    figures: dict[OnPage, Figure] = {}
    flags: dict[OnPage, Flag] = {}
    for slot in slots.values():
        scan = _scan(slot.cell)
        found = _figure(slot, verdicts[slot.key], read.form, year)
        if isinstance(found, Figure):
            figures[scan.on_page] = found
        elif found is not None:
            flags[scan.on_page] = found
    taken = frozenset(old for old, new in zip(scanned, tables.tables, strict=True) if new in read.tables)
    reading = dataclasses.replace(read, figures=(), tables=taken)
    return tuple(_settled(block, figures) for block in blocks), Settled(reading, figures, flags)


def placed(settled: Settled, tables: Sequence[PlacedTable]) -> tuple[tuple[Figure, ...], tuple[Flag, ...]]:
    """The figures and flags of a scan with the rows of the text that they stand in.

    Args:
        settled: What is known of its numbers.
        tables: Tables of the text.
    """
    figures: list[Figure] = []
    flags: list[Flag] = []
    for table in tables:
        rows: dict[int, Span] = {}
        for placed_cell in table.cells:
            before = rows.get(placed_cell.cell.row, placed_cell.span)
            rows[placed_cell.cell.row] = Span(min(before.start, placed_cell.span.start), placed_cell.span.end)
        for placed_cell in table.cells:
            scan, row = placed_cell.cell.scan, rows[placed_cell.cell.row]
            if scan is None:
                continue
            if scan.on_page in settled.figures:
                figures.append(dataclasses.replace(settled.figures[scan.on_page], span=row))
            if scan.on_page in settled.open:
                flags.append(dataclasses.replace(settled.open[scan.on_page], span=row))
    return tuple(figures), tuple(flags)


def in_scans(narrative: Narrative, text: ReportText, blocks: Sequence[Block]) -> Narrative:
    """Figures of running text, marked as unproved where their paragraphs were recognised on a picture.

    Digits that two recognitions read differently are lost in such a text, so that it has no figure of them.

    Args:
        narrative: What the paragraphs state.
        text: The text.
        blocks: What it was laid out from.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    marks = {
        span: block.scan for span, block in zip(text.paragraphs, paragraphs, strict=True) if block.scan is not None
    }

    def marked(figure: Figure) -> Figure:
        for span, scan in marks.items():
            if span.start <= figure.span.start < span.end:
                return dataclasses.replace(figure, unproved=True, on_page=scan.on_page)
        return figure

    return dataclasses.replace(narrative, figures=tuple(map(marked, narrative.figures)))


def _scan(cell: Cell) -> Scan:
    if cell.scan is None:
        raise ValueError("only recognised cells are numbered")
    return cell.scan


def _unknown(slot: _Slot) -> Unknown[_Key]:
    """What recognitions read in a cell, as whole numbers, and how much doubt is in order."""
    scan = _scan(slot.cell)
    if _is_blank(scan):
        return (
            Unknown(slot.key, (0,), LIKELY if scan.readings else BLANK)
            if scan.is_clear
            else Unknown(slot.key, (), UNREAD)
        )
    by_certainty = sorted(scan.readings, key=lambda reading: -reading.certainty)
    values = [_count(reading) for reading in by_certainty]
    known = tuple(dict.fromkeys(value for value in values if value is not None))
    if not known:
        return Unknown(slot.key, (), UNREAD)
    if len(known) > 1 or None in values or len(values) < 2:
        return Unknown(slot.key, known, DOUBTFUL)
    certainty = by_certainty[-1].certainty
    if certainty >= CLEARLY and scan.is_clear:
        return Unknown(slot.key, known, SURE)
    return Unknown(slot.key, known, LIKELY if certainty >= FAIRLY else DOUBTFUL)


def _is_blank(scan: Scan) -> bool:
    """Whether nothing is printed in a cell, or only what stands for nothing."""
    return all(is_blank(reading.text) and reading.certainty >= FAIRLY for reading in scan.readings)


def _count(reading: Reading) -> int | None:
    """The whole number that was read."""
    number = read_cell(reading.text)
    if number is None or number.value != int(number.value) or number.value < 0:
        return None
    return int(number.value)


def _equations(slots: Mapping[_Key, _Slot], form: str, year: int) -> Iterator[Equation[_Key]]:
    """The sums that the form prints: those of its rules, in each column, and those of the rows of its matrix."""
    kinds = sorted({kind for _, kind in slots})
    for rule in rules().values():
        if rule.method != "sum" or rule.severity != "error" or not rule.applies(era_of(year, form), year):
            continue
        for comparison in rule.comparisons:
            left, right = summands(comparison.left), summands(comparison.right)
            for kind in kinds:
                sides = [tuple((part.code, kind) for part in side) for side in (left, right)]
                keys = (*sides[0], *sides[1])
                blank = any(key in slots and _is_blank(_scan(slots[key].cell)) for key in keys)
                if rule.blank_is_zero or not blank:
                    yield Equation(*sides)
    parts = forms()[form].parts if form in forms() else ()
    for code in dict.fromkeys(code for code, _ in slots):
        if parts:
            yield Equation(((code, TOTAL),), tuple((code, kind) for kind in parts))


def _figure(slot: _Slot, verdict: Verdict, form: str, year: int) -> Figure | Flag | None:
    """The figure that a cell gives, or what is wrong with it; None for a blank cell."""
    scan, (code, kind) = _scan(slot.cell), slot.key
    if _is_blank(scan) and scan.is_clear:
        return None if verdict.kind != "contradicted" else _flag(slot, form, "is blank, and the sums ask for a number")
    value: float | None = None
    printed, source = "", "scan"
    if verdict.value == 0 and not all(_count(reading) == 0 for reading in scan.readings):
        return _flag(slot, form, "counts nothing, and whether a zero is printed in it was not read alike twice")
    if verdict.kind == "proved":
        reading = next(one for one in scan.readings if _count(one) == verdict.value)
        value, printed = _in_unit(reading, slot), reading.text
    elif verdict.kind == "derived" and verdict.value is not None and scan.is_clear:
        value, printed, source = round(verdict.value * slot.factor, 8), str(verdict.value), "derived"
    elif verdict.kind == "unconstrained" and scan.is_ruled and (alike := _read_twice(scan)) is not None:
        value, printed = _in_unit(alike, slot), alike.text
    if value is not None:
        return Figure(
            code=code,
            applicant_type=kind,
            year=year,
            value=value,
            unit=codebook()[code].unit,
            printed=printed,
            source=source,
            span=Span(0, 0),
            unproved=verdict.kind == "unconstrained",
            on_page=scan.on_page,
        )
    why = {
        "contradicted": "is contradicted by the sums of the form",
        "open": "is not proved by the sums of the form",
    }.get(verdict.kind, _UNPROVED if scan.is_ruled else _UNRULED)
    return _flag(slot, form, why)


def _read_twice(scan: Scan) -> Reading | None:
    """What two recognitions read alike and clearly."""
    if len(scan.readings) < 2 or not scan.is_clear or len({reading.text for reading in scan.readings}) > 1:
        return None
    first = scan.readings[0]
    clear = all(reading.certainty >= CLEARLY for reading in scan.readings)
    return first if clear and _ALONE.fullmatch(first.text) else None


def _in_unit(reading: Reading, slot: _Slot) -> float | None:
    number = read_cell(reading.text)
    if number is None:
        return None
    if number.unit:
        return in_codebook_unit(number.value, number.unit, slot.key[0])
    return round(number.value * slot.factor, 8)


def _flag(slot: _Slot, form: str, why: str) -> Flag:
    scan, row = _scan(slot.cell), _form_row(slot.key[0], form)
    column = "" if slot.key[1] == TOTAL else f", column {slot.key[1]}"
    label = f"{row.label} {row.column}".strip() if row else slot.key[0]
    texts = " / ".join(dict.fromkeys(reading.text for reading in scan.readings)) or "nothing"
    sentence = f"a cell on page {scan.on_page.page} {why}: {label}{column}; recognised: {texts}"
    return Flag("scan_cell_unread", sentence, row.label if row and not row.column else label)


def _form_row(code: str, form: str) -> FormRow | None:
    return next((row for row in layout(form) if row.code == code), None) if form in forms() else None


def _settled(block: Block, figures: Mapping[OnPage, Figure]) -> Block:
    if not isinstance(block, Table):
        return block
    return dataclasses.replace(block, cells=tuple(_settled_cell(cell, figures) for cell in block.cells))


def _settled_cell(cell: Cell, figures: Mapping[OnPage, Figure]) -> Cell:
    """A cell with the words that are settled; digits on which recognitions do not agree are lost."""
    if cell.scan is None or not cell.scan.readings:
        return cell
    figure = figures.get(cell.scan.on_page)
    if figure is not None and figure.source == "scan":
        return dataclasses.replace(cell, text=figure.printed)
    return dataclasses.replace(cell, text=agreed([reading.text for reading in cell.scan.readings], in_cell=True))
