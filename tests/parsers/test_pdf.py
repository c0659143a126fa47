"""PDF documents with the faults of their makers: what a person sees is read, and what nobody can read is flagged."""

from __future__ import annotations

import dataclasses
import functools
import random
from collections.abc import Callable, Sequence

import pytest

from parsers.blocks.pdf import document
from parsers.blocks.pdf.characters import brightness
from parsers.blocks.pdf.document import read_pdf
from parsers.errors import RECOGNITION, Unreadable
from parsers.model import Document, Page, Paragraph, Reading, Table
from parsers.pipeline import parse
from parsers.scans.model import ScannedLine, ScannedPage
from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import YEARS, Grid, Key, Printed, Result, Sheet, filled, read_blocks
from tests.parsers.paper import HEIGHT, MARGIN, WIDTH, Faults, Paper, Watermark, printed

ERAS = ("2019", "2021")
SHEETS = {era: filled(era) for era in ERAS}


def read(sheet: Sheet, faults: Faults) -> tuple[Page, Result]:
    page = read_pdf(printed(sheet, YEARS[sheet.era], faults).save())
    return page, read_blocks(page.blocks, sheet.era)


def paragraphs(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Paragraph)]


@functools.cache
def some_keys(era: str, count: int) -> tuple[tuple[Sheet, Key], ...]:
    """Some numbers of a form, always the same, each with a form that has only its own table."""
    alone = [Sheet(era, (grid,)) for grid in SHEETS[era].tables]
    places = [(sheet, key) for sheet in alone for key in sheet.truth]
    return tuple(random.Random(12).sample(places, count))


WHOLE = {
    "as it should be": Faults(),
    "rules as boxes": Faults(thin_boxes=True),
    "bold by a second print": Faults(twice=0.33),
    "bold by a wide second print": Faults(twice=1),
    "white behind each line": Faults(shading=1),
    "gray behind each line": Faults(shading=0.9),
    "white behind each line, rules as boxes": Faults(shading=1, thin_boxes=True),
    "pages without a rule on top": Faults(open_top=True),
    "pages without a rule at either end": Faults(open_top=True, open_bottom=True),
    "boxes for rules, none at either end": Faults(open_top=True, open_bottom=True, thin_boxes=True),
    "no rules at the sides": Faults(open_sides=True),
    "boxes for rules, none at the sides": Faults(open_sides=True, thin_boxes=True),
    "cells that reach into each other": Faults(overlapping=True),
    "boxes for rules, cells that reach into each other": Faults(overlapping=True, thin_boxes=True),
}


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("faults", WHOLE.values(), ids=WHOLE)
def test_a_whole_form(era: str, faults: Faults) -> None:
    sheet = SHEETS[era]
    page, result = read(sheet, faults)
    assert (result.wrong(sheet.truth), result.missing(sheet.truth), page.flags) == ({}, set(), ())
    assert {repair.kind for repair in page.repairs} == ({"printed_twice"} if faults.twice else set())
    between = [BETWEEN] * len(sheet.tables)
    expected = [line.format(year=YEARS[era]) for line in (TITLE, *INTRODUCTION, *between, *CLOSING)]
    assert paragraphs(page) == expected


OPEN = {
    "top": Faults(open_top=True),
    "both": Faults(open_top=True, open_bottom=True),
    "neither": Faults(),
    "bound pages": Faults(binding=17),
    "sides": Faults(open_sides=True),
}
AROUND = {"all around": Faults(open_sides=True, open_top=True, open_bottom=True)}
"""Two columns are none then: one rule stands between them."""


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("faults", OPEN.values(), ids=OPEN)
def test_a_page_break_before_any_row(era: str, faults: Faults) -> None:
    """Also before the last row, so that its numbers stand alone on their page."""
    for grid in SHEETS[era].tables:
        sheet = Sheet(era, (grid,))
        for row in {1, len(grid) // 2, len(grid) - 1} & set(range(1, len(grid))):
            broken = dataclasses.replace(faults, breaks=frozenset({(0, row)}))
            page, result = read(sheet, broken)
            assert (result.wrong(sheet.truth), result.missing(sheet.truth)) == ({}, set()), (grid[0][0].text, row)
            assert sum(isinstance(block, Table) for block in page.blocks) == 1


def torn(grid: Grid, row: int, *, numbers_above: bool) -> Grid:
    """A table one of whose rows is torn within its label: each half has a part of it, and one all numbers."""
    label = [cell for cell in grid[row] if not cell.key][-1]
    middle = len(label.text) // 2

    def half(cell: Printed, *, above: bool) -> Printed:
        if cell is label:
            return dataclasses.replace(cell, text=label.text[:middle] if above else label.text[middle:])
        if cell.key:
            return cell if above == numbers_above else Printed("")
        return cell

    before = [
        [dataclasses.replace(cell, height=cell.height + (1 < cell.height > row - place)) for cell in cells]
        for place, cells in enumerate(grid[:row])
    ]
    upper = [half(cell, above=True) for cell in grid[row]]
    upper = [dataclasses.replace(cell, height=cell.height + (cell.height > 1)) for cell in upper]
    lower = [half(cell, above=False) for cell in grid[row] if cell.height == 1]
    return [*before, upper, lower, *grid[row + 1 :]]


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("numbers_above", [True, False])
@pytest.mark.parametrize("faults", (OPEN | AROUND).values(), ids=OPEN | AROUND)
def test_a_row_that_a_page_break_tears(era: str, numbers_above: bool, faults: Faults) -> None:
    (matrix,) = (grid for grid in SHEETS[era].tables if len(grid) > 20)
    labelled = [row for row, cells in enumerate(matrix) if len(cells[-8].text if len(cells) > 7 else "") > 10]
    for row in random.Random(3).sample(labelled, 3):
        sheet = Sheet(era, (torn(matrix, row, numbers_above=numbers_above),))
        _, result = read(sheet, dataclasses.replace(faults, breaks=frozenset({(0, row + 1)})))
        assert (result.wrong(sheet.truth), result.missing(sheet.truth)) == ({}, set()), row


def test_rows_that_end_and_begin_a_page_stay_rows() -> None:
    """Titles above a break are not joined to the first row below it, nor two labels to one that no form has."""

    def table(*rows: tuple[str, ...]) -> list[list[str]]:
        grid = [[Printed(text) for text in row] for row in rows]
        paper = printed(Sheet("2021", (grid,)), 2021, Faults(breaks=frozenset({(0, 1)}), open_top=True))
        (found,) = [block for block in read_pdf(paper.save()).blocks if isinstance(block, Table)]
        return [[cell.text for cell in row] for row in found.rows()]

    titles, permit, penalty = ("信息内容", "本年处理决定数量"), ("行政许可", "20417"), ("行政处罚", "")
    assert table(titles, permit) == [[*titles], [*permit]]
    assert table(permit, penalty) == [[*permit], [*penalty]]
    assert table(("行政", "20417"), ("许可", "")) == [[*permit]]
    assert table(("行政", ""), ("许可", "20417")) == [[*permit]]
    assert table(("行政", "20417"), ("许可", "5")) == [["行政", "20417"], ["许可", "5"]]
    assert table(("行政许可", ""), ("", "20417")) == [[*permit]]
    assert table(("行政", "20417"), ("备案", "")) == [["行政", "20417"], ["备案", ""]]


WATERMARKS = {
    "turned and gray": {"text": "20210315", "size": 14, "gray": 0.7, "angle": 30, "dx": -20, "dy": 8},
    "turned and black": {"text": "20210315", "size": 14, "angle": 30, "dx": -20, "dy": 8},
    "gray": {"text": "73", "gray": 0.75, "dx": 2, "dy": 1},
    "gray beside the number": {"text": "7", "gray": 0.75, "dx": 21},
    "gray over three cells": {"text": "内部20210315", "gray": 0.7, "dx": -30, "dy": 4},
    "large and gray": {"text": "2021", "size": 30, "gray": 0.7, "dx": -10, "dy": 8},
    "large and black": {"text": "2021", "size": 30, "dx": -10, "dy": 8},
    "white": {"text": "73", "gray": 1, "dx": 20},
}


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("mark", WATERMARKS.values(), ids=WATERMARKS)
def test_digits_of_a_watermark_are_no_number(era: str, mark: dict[str, object]) -> None:
    for sheet, key in some_keys(era, 3):
        page, result = read(sheet, Faults(watermarks=(Watermark(key, **mark),)))  # type: ignore[arg-type]
        assert (result.wrong(sheet.truth), result.missing(sheet.truth)) == ({}, set()), key
        assert [repair.kind for repair in page.repairs] == ["watermark"]


UNDECIDED = {
    "as dark and large as the number": {"text": "73", "dx": 2, "dy": 1},
    "over the last digit": {"text": "7", "dx": 16},
    "a note beside the number": {"text": "7", "size": 6, "dx": 18, "dy": -3},
    "a second number below": {"text": "7", "dx": 0, "dy": 8},
}


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("mark", UNDECIDED.values(), ids=UNDECIDED)
def test_what_nobody_can_tell_apart_is_never_joined(era: str, mark: dict[str, object]) -> None:
    for sheet, key in some_keys(era, 3):
        page, result = read(sheet, Faults(watermarks=(Watermark(key, **mark),)))  # type: ignore[arg-type]
        assert result.wrong(sheet.truth) == {}, key
        assert result.missing(sheet.truth) == {key}, "its neighbours are read"
        assert [flag.kind for flag in result.flags] == ["form_cell_unread"]
        assert [flag.kind for flag in page.flags] == ["several_numbers"]


def page_of_words(lines: Sequence[str]) -> Paper:
    paper = Paper()
    for number, line in enumerate(lines):
        paper.words(line, MARGIN, MARGIN + 18 * number, 11)
    return paper


LINES = [TITLE.format(year=2021), *(line.format(year=2021) for line in INTRODUCTION), *CLOSING]


def picture(paper: Paper) -> None:
    paper.picture(0, 0, WIDTH, HEIGHT)


def picture_with_a_number(paper: Paper) -> None:
    picture(paper)
    paper.words("— 2 —", WIDTH / 2, HEIGHT - 30)


def small_picture(paper: Paper) -> None:
    paper.picture(MARGIN, MARGIN, MARGIN + 100, MARGIN + 100)
    paper.words(LINES[2], MARGIN, MARGIN + 150)


def words_on_a_picture(paper: Paper) -> None:
    picture(paper)
    for number, line in enumerate([*LINES[1:4]] * 3):
        paper.words(line, MARGIN, MARGIN + 18 * number)


@pytest.mark.parametrize(
    ("fill", "flagged"),
    [(picture, True), (picture_with_a_number, True), (small_picture, False), (words_on_a_picture, False)],
)
def test_a_page_that_is_a_picture_is_named(fill: Callable[[Paper], None], flagged: bool) -> None:
    paper = page_of_words(LINES)
    paper.turn()
    fill(paper)
    flags = read_pdf(paper.save()).flags
    told = f"page 2 of 2 is a picture, and what stands on it is missing; {RECOGNITION}"
    assert [(flag.kind, flag.sentence, flag.subject) for flag in flags] == (
        [("page_unread", told, "page 2")] if flagged else []
    )


@pytest.mark.parametrize(
    ("pictures", "n_characters", "is_picture"),
    [
        pytest.param([(0, 0, 1, 0.31)], 0, True, id="a picture that may be what stands on the page"),
        pytest.param([(0, 0, 1, 0.29)], 0, False, id="a smaller one"),
        pytest.param([(0, 0, 1, 0.16), (0, 0.5, 1, 0.66)], 0, True, id="two that are as large together"),
        pytest.param([(-0.5, 0, 0.5, 0.5), (0.6, -0.2, 1.4, 0.1)], 0, False, id="two that lie beside the page in part"),
        pytest.param([(-0.5, 0, 0.5, 0.5), (0.6, -0.2, 1.4, 0.2)], 0, True, id="of which more lies on it"),
        pytest.param([(0, 0, 1, 1)], 60, True, id="a running head"),
        pytest.param([(0, 0, 1, 1)], 61, False, id="words"),
    ],
)
def test_how_much_of_a_page_a_picture_covers_and_how_few_words_stand_on_it(
    pictures: list[tuple[float, float, float, float]], n_characters: int, is_picture: bool
) -> None:
    paper = page_of_words(LINES)
    paper.turn()
    for left, top, right, bottom in pictures:
        paper.picture(left * WIDTH, top * HEIGHT, right * WIDTH, bottom * HEIGHT)
    for start in range(0, n_characters, 40):
        paper.words("字" * min(40, n_characters - start), MARGIN, MARGIN + start)
    assert [flag.kind for flag in read_pdf(paper.save()).flags] == ["page_unread"] * is_picture


def test_pages_that_are_pictures_are_recognised_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Sequence[int]] = []

    def recognized(_: bytes, pages: Sequence[int]) -> dict[int, ScannedPage]:
        asked.append(pages)
        return {4: ScannedPage(4, 100, 100, (), (ScannedLine((10, 40, 90, 50), (Reading("四", 90),)),))}

    monkeypatch.setattr(document, "recognizes_scans", lambda: True)
    monkeypatch.setattr(document, "recognized_pages", recognized)
    paper = page_of_words(LINES)
    for fill in (picture, words_on_a_picture, picture):
        paper.turn()
        fill(paper)
    page = read_pdf(paper.save())
    assert asked == [[2, 4]]
    assert paragraphs(page)[-1] == "四"
    assert [(flag.kind, flag.subject) for flag in page.flags if flag.kind == "page_unread"] == [
        ("page_unread", "page 2")
    ]


def test_a_report_with_a_scanned_page_is_flagged() -> None:
    paper = printed(Sheet("2021", SHEETS["2021"].tables[:3]), 2021, Faults())
    paper.turn()
    picture(paper)
    parsed = parse(Document(content=paper.save()))
    assert parsed.outcome == "report"
    assert "page 2" in [flag.subject for flag in parsed.flags if flag.kind == "page_unread"]


def test_an_empty_page_is_no_picture() -> None:
    paper = page_of_words(LINES)
    paper.turn()
    assert read_pdf(paper.save()).flags == ()


@pytest.mark.parametrize(("curves", "words", "is_drawn"), [(100, "", True), (99, "", False), (100, "2", False)])
def test_a_page_of_drawn_words_is_named(curves: int, words: str, is_drawn: bool) -> None:
    paper = page_of_words(LINES)
    paper.turn()
    paper.words(words, MARGIN, HEIGHT - MARGIN)
    for number in range(curves):
        paper.curve(MARGIN + number, MARGIN)
    told = f"page 2 of 2 is drawn without text, and what stands on it is missing; {RECOGNITION}"
    assert [flag.sentence for flag in read_pdf(paper.save()).flags] == [told] * is_drawn


def test_a_drawing_is_no_table() -> None:
    paper = page_of_words(LINES)
    for number in range(130):
        paper.rule(MARGIN, 300 + 4 * number, WIDTH - MARGIN, 300 + 4 * number)
        paper.rule(40 + 4 * number, 300, 40 + 4 * number, 800)
    page = read_pdf(paper.save())
    assert not any(isinstance(block, Table) for block in page.blocks)
    assert [flag.kind for flag in page.flags] == ["page_unread"]


def test_a_document_with_a_password_says_so() -> None:
    paper = page_of_words(LINES)
    with pytest.raises(Unreadable) as error:
        read_pdf(paper.save(password="1234"))
    assert error.value.reason == "The PDF file is protected with a password."
    assert paragraphs(read_pdf(paper.save(password=""))) == LINES, "anybody may open it"


def test_words_on_dark_ground_are_seen_and_white_ones_on_paper_are_not() -> None:
    paper = page_of_words(LINES)
    paper.box(MARGIN, 300, WIDTH - MARGIN, 320, 0.2)
    paper.words("信息内容", MARGIN, 314, gray=1)
    paper.words("看不见", MARGIN, 414, gray=1)
    page = read_pdf(paper.save())
    assert "信息内容" in paragraphs(page)
    assert "看不见" not in "".join(paragraphs(page))


def test_shaded_cells_side_by_side_are_a_table() -> None:
    paper = page_of_words(LINES)
    for row, column in ((row, column) for row in range(3) for column in range(3)):
        x, y = MARGIN + 100 * column, 300 + 20 * row
        paper.box(x, y, x + 100, y + 20, 0.8 + 0.05 * ((row + column) % 2))
        paper.words(f"{row}{column}", x + 5, y + 14)
    (table,) = [block for block in read_pdf(paper.save()).blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["00", "01", "02"],
        ["10", "11", "12"],
        ["20", "21", "22"],
    ]


def page_with_two_cells() -> Paper:
    """A page with a ruled table of two cells, of which the second is blank."""
    paper = page_of_words(LINES)
    for x in (MARGIN, MARGIN + 60, MARGIN + 90):
        paper.rule(x, 300, x, 330)
    for y in (300, 330):
        paper.rule(MARGIN, y, MARGIN + 90, y)
    paper.words("收费", MARGIN + 3, 318)
    return paper


def test_words_at_a_corner_that_a_table_leaves_out_are_kept() -> None:
    """No rules stand around the first cell."""
    paper = page_of_words(LINES)
    for x, top in ((MARGIN, 320), (MARGIN + 60, 300), (MARGIN + 120, 300)):
        paper.rule(x, top, x, 340)
    for x, y in ((MARGIN + 60, 300), (MARGIN, 320), (MARGIN, 340)):
        paper.rule(x, y, MARGIN + 120, y)
    for words, x, y in (("单位：件", 3, 314), ("决定数量", 63, 314), ("行政许可", 3, 334), ("20417", 63, 334)):
        paper.words(words, MARGIN + x, y)
    page = read_pdf(paper.save())
    (found,) = [block for block in page.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in found.rows()] == [["决定数量"], ["行政许可", "20417"]]
    assert "单位：件" in paragraphs(page)


def test_a_table_in_a_corner_that_another_leaves_out_is_read_once() -> None:
    paper = page_of_words(LINES)
    for x, top, bottom in ((60, 400, 440), (260, 300, 440), (360, 300, 440), (70, 310, 340), (120, 310, 340)):
        paper.rule(x, top, x, bottom)
    paper.rule(170, 310, 170, 340)
    for left, right, y in ((260, 360, 300), (60, 360, 400), (60, 360, 440), (70, 170, 310), (70, 170, 340)):
        paper.rule(left, y, right, y)
    for words, x, y in (("决定数量", 263, 314), ("行政许可", 63, 434), ("收费", 73, 330), ("12", 123, 330)):
        paper.words(words, x, y)
    page = read_pdf(paper.save())
    found = [[cell.text for cell in block.cells] for block in page.blocks if isinstance(block, Table)]
    assert found == [["决定数量", "行政许可", ""], ["收费", "12"]]
    assert paragraphs(page) == LINES


def test_a_slanted_outline_is_no_rule_and_hides_nothing() -> None:
    paper = page_with_two_cells()
    paper.polygon((MARGIN, 400), (MARGIN + 70, 430), (MARGIN + 20, 460), (MARGIN + 20, 420))
    (found,) = [block for block in read_pdf(paper.save()).blocks if isinstance(block, Table)]
    assert [cell.text for cell in found.cells] == ["收费", ""]


def test_a_long_number_that_fills_its_cell_goes_on_in_the_next_line() -> None:
    def table(first: str, second: str) -> list[str]:
        paper = page_with_two_cells()
        paper.words(first, MARGIN + 62, 312)
        paper.words(second, MARGIN + 62, 324)
        (found,) = [block for block in read_pdf(paper.save()).blocks if isinstance(block, Table)]
        return [cell.text for cell in found.cells]

    assert table("12345", "67") == ["收费", "1234567"]
    assert table("12", "67") == ["收费", "12 / 67"]


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        (0, 0.0),
        (1, 1.0),
        ((0.5,), 0.5),
        ((1, 1, 1), 1.0),
        ((0, 0, 0, 0), 1.0),
        ((0, 0, 0, 1), 0.0),
        ((1, 0, 0), 0.3),
        (None, 0.0),
        (("/P1",), 0.0),
        ((0.1, 0.2), 0.0),
    ],
)
def test_brightness(color: object, expected: float) -> None:
    assert brightness(color) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("head", "kept"), [("芜湖市2016年政府信息公开工作年度报告", True), ("芜湖市人民政府办公室", False)]
)
def test_a_running_head_is_kept_once_where_it_is_the_title(head: str, kept: bool) -> None:
    paper = Paper()
    for number in "一二三四":
        if number != "一":
            paper.turn()
        for line, words in enumerate((head, f"{number}、主动公开政府信息的情况", "全市主动公开政府信息812条。")):
            paper.words(words, MARGIN, MARGIN + 30 * line)
    assert paragraphs(read_pdf(paper.save())).count(head) == kept
