"""Recorded recognitions of filled forms, to what is published of them."""

from __future__ import annotations

import dataclasses
import random

import pytest

from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.figures.forms.joined_rows import with_rows_parted
from parsers.model import Cell, Figure, OnPage, Paragraph, Reading, Scan, Table
from parsers.scans.figures import CLEARLY, FAIRLY, placed
from parsers.scans.reading import is_upright
from parsers.text.layout import lay_out
from tests.parsers.figures.sheets import Key
from tests.parsers.scans.recorded import ERAS, Recorded, recorded, recording_of, with_readings

CLEAR = CLEARLY + 49


def place_of(figure: Figure) -> object:
    assert figure.on_page is not None
    return figure.on_page


def planted(form: Recorded, key: Key, texts: tuple[str, str]) -> dict[Key, Figure]:
    """What is published where two recognitions read something in the cell of a key."""
    where = place_of(form.read()[0][key])

    def change(cell: Cell) -> Cell:
        if cell.scan is None or cell.scan.on_page != where:
            return cell
        return with_readings(cell, *(Reading(text, CLEAR) for text in texts))

    return form.read(change)[0]


def confused(text: str, rng: random.Random) -> str:
    """A number with one of its digits taken for another."""
    place = rng.choice([index for index, sign in enumerate(text) if sign.isdigit()])
    return text[:place] + rng.choice([digit for digit in "0123456789" if digit != text[place]]) + text[place + 1 :]


@pytest.mark.parametrize("era", ERAS)
def test_every_cell_is_published_as_it_is_printed(era: str) -> None:
    form = recorded(era)
    figures, flags, text = form.read()
    assert {key: figure.value for key, figure in figures.items()} == form.truth
    assert not flags
    assert {figure.source for figure in figures.values()} == {"scan"}
    assert all(figure.printed in text[figure.span.start : figure.span.end] for figure in figures.values())


@pytest.mark.parametrize(("era", "n_unproved"), [("2014", 24), ("2019", 25), ("2021", 10)])
def test_what_no_sum_reaches_is_marked(era: str, n_unproved: int) -> None:
    figures = recorded(era).read()[0].values()
    assert sum(figure.unproved for figure in figures) == n_unproved
    assert not any(figure.unproved for figure in figures if figure.code.startswith(("review", "litigation")))


@pytest.mark.parametrize("era", ERAS)
def test_a_confusion_in_one_recognition_is_never_published(era: str) -> None:
    form = recorded(era)
    rng = random.Random(era)
    for key, figure in list(form.read()[0].items())[:: 1 if era == "2014" else 9]:
        wrong = form.wrong(planted(form, key, (confused(figure.printed, rng), figure.printed)))
        assert not wrong, key


@pytest.mark.parametrize("era", ERAS)
def test_a_confusion_in_both_recognitions_is_never_published_where_a_sum_reaches(era: str) -> None:
    form = recorded(era)
    rng = random.Random(era)
    proved = [(key, figure) for key, figure in form.read()[0].items() if not figure.unproved]
    for key, figure in proved[:: 1 if era == "2014" else 9]:
        misread = confused(figure.printed, rng)
        wrong = form.wrong(planted(form, key, (misread, misread)))
        assert not wrong, (key, misread)


def test_a_cell_without_ink_is_blank_and_not_zero() -> None:
    form = recorded("2021")
    key = ("review.pending", "total")
    figures, flags, _ = form.read()
    where = place_of(figures[key])
    zero = form.truth[key] == 0

    def change(cell: Cell) -> Cell:
        return with_readings(cell) if cell.scan is not None and cell.scan.on_page == where else cell

    left, said, _ = form.read(change)
    assert key not in left
    assert not form.wrong(left)
    assert bool(said) != zero, "a blank that the sums contradict is flagged, one that they allow is not"
    assert not flags


def test_a_covered_cell_is_not_blank() -> None:
    form = recorded("2021")
    key = ("review.upheld", "total")
    where = place_of(form.read()[0][key])

    def change(cell: Cell) -> Cell:
        if cell.scan is None or cell.scan.on_page != where:
            return cell
        blank = with_readings(cell)
        assert blank.scan is not None
        return dataclasses.replace(blank, scan=dataclasses.replace(blank.scan, is_clear=False))

    figures, flags, _ = form.read(change)
    assert key not in figures
    assert any("recognised: nothing" in flag.sentence for flag in flags)
    assert not form.wrong(figures)


def test_a_label_that_is_misread_beyond_the_tolerance_costs_its_row_alone() -> None:
    form = recorded("2021")

    def change(cell: Cell) -> Cell:
        if cell.scan is None or "重复申请" not in cell.text:
            return cell
        return with_readings(cell, Reading("2.雷夏甲请", CLEAR))

    figures, _, _ = form.read(change)
    assert not any(code == "applications.answered.not_processed.duplicate" for code, _ in figures)
    assert not form.wrong(figures)


def test_digits_that_recognitions_read_differently_are_lost_in_the_text() -> None:
    form = recorded("2014")
    key = ("disclosure.total", "total")
    where = place_of(form.read()[0][key])

    def change(cell: Cell) -> Cell:
        if cell.scan is None or cell.scan.on_page != where:
            return cell
        return with_readings(cell, Reading("1234", CLEAR), Reading("1284", CLEAR))

    figures, flags, text = form.read(change)
    assert key not in figures
    assert "12\ufffd4" in text
    assert [flag.kind for flag in flags] == ["scan_cell_unread"]


@pytest.mark.parametrize("era", ERAS)
def test_recorded_pages_are_upright(era: str) -> None:
    assert all(map(is_upright, recording_of(era).pages))


def test_a_page_on_its_side_is_not_upright_though_its_characters_are_read_surely() -> None:
    """The table of proceedings, turned by a quarter: 34 is read as 43, each digit with certainty."""
    (page,) = recording_of("turned").pages
    assert not is_upright(page)


@pytest.mark.parametrize("certainties", [(CLEAR, FAIRLY - 100), (FAIRLY - 100, CLEAR)])
def test_a_number_is_as_sure_as_the_less_sure_of_its_recognitions(certainties: tuple[int, int]) -> None:
    """Two cells of one sum misread by the same amount are believed only where nothing about them is unsure."""
    form = recorded("2014")
    read = form.read()[0]
    ways = [key for key in read if key[0].startswith("applications.received.") and not key[0].endswith(".total")]
    parts = [key for key in ways if read[key].value > 0][:2]
    misread = {place_of(read[key]): str(int(read[key].value) + by) for key, by in zip(parts, (1, -1), strict=True)}
    assert len(misread) == 2

    def change(cell: Cell) -> Cell:
        if cell.scan is None or cell.scan.on_page not in misread:
            return cell
        return with_readings(cell, *(Reading(misread[cell.scan.on_page], certainty) for certainty in certainties))

    assert not form.wrong(form.read(change)[0])


@pytest.mark.parametrize("era", ERAS)
def test_lines_on_a_picture_are_never_put_together_as_a_table(era: str) -> None:
    """A table without rules is recognised as lines, one for each cell: its numbers have no proof."""
    lines = tuple(
        Paragraph(text, scan=Scan(OnPage(1, (0, number, 9, number)), (Reading(text, CLEAR),) * 2))
        for block in recorded(era).blocks
        if isinstance(block, Table)
        for number, text in enumerate(cell.text for cell in block.cells)
        if text
    )
    printed = rebuild_tables([dataclasses.replace(line, scan=None) for line in lines])
    rebuilt = rebuild_tables(lines)
    assert rebuilt.blocks == lines
    assert any(isinstance(block, Table) for block in printed.blocks), "as printed lines they make a table"
    assert any("on a picture has no rules" in flag.sentence for flag in rebuilt.flags)


def test_rows_that_are_recognised_in_one_cell_are_not_parted() -> None:
    """Each of its parts would have the readings of the whole."""
    cells = ("（一）予以公开 （二）部分公开", "12 34")
    on_page = OnPage(1, (0, 0, 9, 9))
    table = Table(tuple(Cell(t, 0, n, scan=Scan(on_page, (Reading(t, CLEAR),) * 2)) for n, t in enumerate(cells)))
    printed = Table(tuple(dataclasses.replace(cell, scan=None) for cell in table.cells))
    assert len(with_rows_parted([printed])[0][0].rows()) == 2
    assert with_rows_parted([table])[0] == (table,)


@pytest.mark.parametrize("era", ERAS)
def test_of_a_table_without_rules_only_what_sums_prove_is_published(era: str) -> None:
    """A number that stands at the end of a row may be cut, however clearly its rest is read."""
    form = recorded(era)

    def change(cell: Cell) -> Cell:
        return dataclasses.replace(cell, scan=dataclasses.replace(cell.scan, is_ruled=False)) if cell.scan else cell

    before, (after, flags, _) = form.read()[0], form.read(change)
    assert after == {key: figure for key, figure in before.items() if not figure.unproved}
    assert len(flags) == sum(figure.unproved for figure in before.values())
    assert all("no rules on its sides" in flag.sentence for flag in flags)


def test_a_cell_that_is_no_picture_hides_no_cell_behind_it() -> None:
    blocks, settled = recorded("2014").settled()
    for table in lay_out(blocks).tables:
        first, *others = table.cells
        written = dataclasses.replace(first, cell=dataclasses.replace(first.cell, scan=None))
        whole = placed(settled, [table])
        assert whole[0]
        assert placed(settled, [dataclasses.replace(table, cells=(written, *others))]) == whole
