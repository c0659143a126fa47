"""Units as offices print them, and the codebook's unit: multiplied out, or the number is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.figures.measures import in_codebook_unit, may_count
from tests.parsers.figures.sheets import Sheet, as_html, as_lines, as_pipes, as_rows, filled, read
from tests.parsers.prose.test_prose import read as read_sentence


@pytest.mark.parametrize(
    ("value", "printed", "code", "expected"),
    [
        (12.3, "条", "disclosure.total", 12.3),
        (12.3, "", "disclosure.total", 12.3),
        (12.3, "万条", "disclosure.total", 123000),
        (12.3, " 万 条 ", "disclosure.total", 123000),
        (1.2, "千件", "applications.received.total", 1200),
        (5, "件/次", "applications.received.total", 5),
        (5, "起", "litigation.total", 5),
        (3200, "元", "fees.charged", 0.32),
        (3.2, "千元", "fees.charged", 0.32),
        (0.32, "万元", "fees.charged", 0.32),
        (31.84, "亿元", "admin.procurement.amount", 318400),
        (0, "", "fees.charged", 0),
        (98.07, "%", "applications.answer_rate", 98.07),
        (3200, "", "fees.charged", None),
        (12.3, "万字", "disclosure.total", None),
        (12.3, "元", "disclosure.total", None),
        (12.3, "%", "disclosure.total", None),
        (12.3, "件", "fees.charged", None),
        (0, "件", "fees.charged", None),
        (5, "万件/次", "applications.received.total", None),
    ],
)
def test_units(value: float, printed: str, code: str, expected: float | None) -> None:
    assert in_codebook_unit(value, printed, code) == expected


@pytest.mark.parametrize(
    ("printed", "code", "may"),
    [
        ("条", "disclosure.total", True),
        ("万条", "disclosure.total", True),
        ("件次", "disclosure.channel.website", True),
        ("期", "disclosure.channel.wechat", True),
        ("", "disclosure.total", True),
        ("人", "disclosure.total", False),
    ],
)
def test_what_a_unit_may_count(printed: str, code: str, *, may: bool) -> None:
    assert may_count(printed, code) == may


def with_unit(sheet: Sheet, row: str, unit: str) -> Sheet:
    """The form of 2014 with another unit in one row."""
    grids = tuple([[*line] for line in grid] for grid in sheet.tables)
    for grid in grids:
        for line in grid:
            if row in line[0].text:
                line[1] = type(line[1])(unit)
    return Sheet(sheet.era, grids)


@pytest.mark.parametrize("printing", [as_html, as_lines, as_rows, as_pipes])
@pytest.mark.parametrize("unit", ["万条", "千条"])
def test_a_form_may_count_in_thousands(printing: Callable[[Sheet], str], unit: str) -> None:
    """Read as printed or left out with a flag, but never without its magnitude."""
    sheet = filled("2014")
    (number,) = {sheet.truth["disclosure.total", "total"]}
    result = read(printing(with_unit(sheet, "主动公开政府信息数", unit)), "2014")
    found = result.values.get(("disclosure.total", "total"), set())
    assert found == {number * {"万条": 10_000, "千条": 1000}[unit]} or (not found and result.flags)
    if printing in (as_html, as_pipes):
        assert found


@pytest.mark.parametrize("unit", ["万字", "公里"])
def test_an_unknown_unit_is_flagged(unit: str) -> None:
    result = read(as_html(with_unit(filled("2014"), "主动公开政府信息数", unit)), "2014")
    assert ("disclosure.total", "total") not in result.values
    assert [flag.kind for flag in result.flags if unit in flag.sentence] == ["form_unit_unknown"]


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("采购总金额", 1),
        ("采购总金额（单位：万元）", 1),
        ("采购总金额（亿元）", 10_000),
        ("采购总金额（单位：元）", 0.0001),
    ],
)
def test_a_column_title_may_name_the_unit(title: str, factor: float) -> None:
    sheet = filled("2019")
    printed = as_html(sheet).replace("采购总金额", title)
    key = ("admin.procurement.amount", "total")
    assert read(printed, "2019").values[key] == {round(sheet.truth[key] * factor, 8)}


def test_money_without_a_unit_is_no_figure() -> None:
    assert read_sentence("全年收取检索、复制等费用3200。", 2015, "fees")[1].figures == ()
