"""A page is what a browser shows: broken markup, hidden words, and numbers that must not run together."""

from __future__ import annotations

import re

import pytest

from parsers.blocks.html import read_html
from parsers.errors import NotAReport
from parsers.model import LINE, Page, Paragraph
from parsers.text.cells import read_cell
from tests.support import DATA, cases

SHOWN = cases(DATA / "shown.csv")
"""Markup and the words that Chromium 156 shows of it, with disclosures opened and what is struck through left out."""


def words(page: Page) -> str:
    texts = (
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in page.blocks
    )
    return re.sub(r"\s+", "", "".join(texts))


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case["what"])
def test_nothing_that_is_shown_is_lost_and_nothing_is_invented(case: dict[str, str]) -> None:
    assert words(read_html(case["markup"])) == case["shown"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("51<sup>47</sup>", 51),
        ("51<sup>[1]</sup>", 51),
        ("51<br>47", None),
        ("51<br>470", None),
        ("<p>51</p><p>47</p>", None),
        ("<span>51</span> <span>47</span>", None),
        ("<s>51</s>47", 47),
        ("<font>5</font><font>1</font>", 51),
        ("<p>51</p><p>件</p>", 51),
        ("<div>51</div>", 51),
    ],
)
def test_two_numbers_of_a_cell_are_never_one(cell: str, number: float | None) -> None:
    page = read_html(f"<table><tr><td>行政许可</td><td>{cell}</td></tr></table>")
    (table,) = page.blocks
    assert not isinstance(table, Paragraph)
    read = read_cell(table.cells[1].text)
    assert [flag.kind for flag in page.flags] == ["several_numbers"] * (LINE in table.cells[1].text)
    assert (read.value if read else None) == number


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ("<td>处罚<br>强制</td><td>57<br>7</td>", [(0, "处罚"), (0, "57"), (1, "强制"), (1, "7"), (2, "下"), (2, "1")]),
        ("<td>处罚<br>强制</td><td>57</td>", [(0, "处罚强制"), (0, "57"), (1, "下"), (1, "1")]),
        ("<td>处罚</td><td>57<br>7</td>", [(0, "处罚"), (0, f"57{LINE}7"), (1, "下"), (1, "1")]),
        ("<td>9<br>8</td><td>57<br>7</td>", [(0, f"9{LINE}8"), (0, f"57{LINE}7"), (1, "下"), (1, "1")]),
        (
            "<td>处罚<br>强制</td><td rowspan=2>57<br>7</td>",
            [(0, "处罚强制"), (0, f"57{LINE}7"), (1, "下"), (1, "1")],
        ),
    ],
)
def test_rows_that_were_typed_into_one(row: str, texts: list[tuple[int, str]]) -> None:
    (table,) = read_html(f"<table><tr>{row}</tr><tr><td>下</td><td>1</td></tr></table>").blocks
    assert not isinstance(table, Paragraph)
    assert [(cell.row, cell.text) for cell in table.cells] == texts


def test_elements_that_are_never_closed_do_not_fill_the_memory() -> None:
    fonts = "".join(f"<font size={size}><p>" for size in range(1900))
    with pytest.raises(NotAReport, match="never closed"):
        read_html(fonts + "<p>甲" * 2000)


def test_style_sheets_that_nest_brackets_end() -> None:
    assert words(read_html(f"<style>.a{{display:none}}{'(' * 50_000}</style><p class=a>甲</p><p>乙</p>")) == "乙"
