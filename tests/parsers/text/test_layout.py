"""The text of a report with the places of everything in it, and the sketch by which copies of it are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Cell, Paragraph, PlacedCell, PlacedTable, ReportText, Span, Table
from parsers.text.fingerprint import SIZE, fingerprint, likeness, own_numbers, without_marks
from parsers.text.headings import end_of_run_in_heading
from parsers.text.layout import in_other_words, lay_out, shortened

TABLE = Table((Cell("收到", 0, 0), Cell("12", 0, 1), Cell("", 1, 0), Cell("3", 1, 1)))
LAID_OUT = ReportText(
    "一、概述\n正文\n收到 | 12\n | 3\n完",
    (Span(0, 4), Span(5, 7), Span(21, 22)),
    frozenset({Span(0, 4)}),
    (
        PlacedTable(
            (
                PlacedCell(TABLE.cells[0], Span(8, 10)),
                PlacedCell(TABLE.cells[1], Span(13, 15)),
                PlacedCell(TABLE.cells[2], Span(16, 16)),
                PlacedCell(TABLE.cells[3], Span(19, 20)),
            ),
            Span(8, 20),
        ),
    ),
)


def test_everything_has_its_place_in_the_text() -> None:
    blocks = [Paragraph("一、概述", heading=True), Paragraph("正文"), TABLE, Paragraph("完")]
    assert lay_out(blocks) == LAID_OUT
    assert lay_out([]) == ReportText("", (), frozenset(), ())
    assert lay_out([TABLE]).tables[0].span == Span(0, 12)


def test_lines_below_pictures_are_told_from_others() -> None:
    laid_out = lay_out([Paragraph("正文"), Paragraph("图1", below_picture=True), Paragraph("完")])
    assert (laid_out.below_pictures, laid_out.headings) == (frozenset({Span(3, 5)}), frozenset())


def test_other_words_of_the_same_length_stand_in_the_same_places() -> None:
    assert in_other_words(LAID_OUT, LAID_OUT.text) is LAID_OUT
    other = in_other_words(LAID_OUT, LAID_OUT.text.replace("12", "**"))
    assert [placed.cell.text for placed in other.tables[0].cells] == ["收到", "**", "", "3"]
    assert other.text == "一、概述\n正文\n收到 | **\n | 3\n完"
    assert (other.paragraphs, other.headings) == (LAID_OUT.paragraphs, LAID_OUT.headings)


def test_how_long_a_text_is_that_a_sentence_repeats() -> None:
    assert shortened("字" * 200) == "字" * 200
    assert shortened("字" * 201) == "字" * 199 + "…"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("四、收费及减免情况2015年未收取费用", 9),
        ("第四、收费情况本年未收取", 7),
        ("（四）收费情况我镇未收取", 7),
        ("四．收费情况全年未收取", 6),
        ("四、收费情况，全年未收取", None),
        ("四、收费情况1999年未收取", None),
        ("四、情况2015年", None),
        ("四、收、情况2015年", 6),
        (f"四、{'收' * 30}情况2015年", 34),
        (f"四、{'收' * 31}情况2015年", None),
        ("收费情况2015年", None),
    ],
)
def test_a_heading_that_runs_into_its_paragraph(text: str, end: int | None) -> None:
    assert end_of_run_in_heading(text) == end
    assert end_of_run_in_heading(f"前{text}", 1) == (None if end is None else end + 1)
    assert end_of_run_in_heading(f"{text}", 0, 3) is None


# ---- sketches -------------------------------------------------------------------------------------------------------

TEXT = "".join(chr(0x4E00 + 7 * number) for number in range(400))


def test_a_sketch_has_the_smallest_hashes_of_a_text_without_marks() -> None:
    sketch = fingerprint(TEXT)
    assert (len(sketch), list(sketch)) == (SIZE, sorted(set(sketch)))
    assert fingerprint(" ，\n".join(TEXT)) == sketch
    assert fingerprint(TEXT[:99]) == ()
    assert len(fingerprint(TEXT[:100])) == SIZE
    assert len(fingerprint("年" * 200)) == 1
    assert all(0 <= value < 2**64 for value in sketch)
    assert without_marks("年 报_，12.5") == "年报125"


@pytest.mark.parametrize("place", [0, 50, 399])
def test_one_other_character_changes_the_stretches_that_hold_it(place: int) -> None:
    other = TEXT[:place] + "龥" + TEXT[place + 1 :]
    assert 0.9 < likeness(fingerprint(TEXT), fingerprint(other)) <= 1.0
    assert likeness(fingerprint(TEXT), fingerprint(other[::-1])) == 0.0


def test_stretches_of_eight_characters_are_compared() -> None:
    seven, eight = ("".join(TEXT[start : start + size] + "龥" for start in range(0, 400, size)) for size in (7, 8))
    assert likeness(fingerprint(TEXT), fingerprint(seven)) == 0.0
    assert likeness(fingerprint(TEXT), fingerprint(eight)) > 0.05


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 2, 3), (1, 2, 3), 1.0),
        ((1, 2), (3, 4), 0.0),
        ((1, 2, 3), (2, 3, 4), 0.5),
        ((), (1,), 0.0),
        ((1,), (), 0.0),
        ((), (), 0.0),
        (tuple(range(64)), tuple(range(64)), 1.0),
        (tuple(range(64)), tuple(range(32, 96)), 0.5),
    ],
)
def test_how_much_two_texts_have_in_common(one: tuple[int, ...], other: tuple[int, ...], expected: float) -> None:
    assert likeness(one, other) == expected


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    first, second = fingerprint(one * 3), fingerprint(other * 3)
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first) == float(bool(first))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("收到申请12件", {"收到申请12"}),
        ("全年共收到 申请，12件", {"收到申请12"}),
        ("公开1,234.5条", {"公开1234.5"}),
        ("公开8条", set()),
        ("公开10条", {"公开10"}),
        ("2015年、12月、30日、24号〔2015〕", set()),
        ("公开2015条", set()),
        ("公开20155条", {"公开20155"}),
        ("第12条", set()),
        ("公开[12]条", set()),
        ("占12.5%", {"占12.5"}),
        ("甲3乙丙丁戊己庚12", {"丁戊己庚12"}),
        ("甲，乙。丙！丁？戊12", {"乙丙丁戊12"}),
    ],
)
def test_numbers_of_its_own(text: str, numbers: set[str]) -> None:
    assert own_numbers(text) == numbers
