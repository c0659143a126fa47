"""The money in which a form is printed where a line above its table says so (单位：件、元)."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import rows_of
from parsers.figures.own_tables.captions import Captions
from parsers.model import PlacedTable, ReportText
from parsers.text.cells import plain

_UNITS = re.compile(r"单位[:：](?P<units>[^()（）\s]+)")
_CURRENCY = "人民币"
_MONEY = ("元", "百元", "千元", "万元")


def in_money_of_captions(values: Sequence[FormValue], text: ReportText) -> list[FormValue]:
    """Values in the money that the line above their table prints, where nothing in the table says it of them.

    Args:
        values: The numbers of a form.
        text: The report.
    """
    captions = Captions(text)
    money = {
        cell.span: unit
        for table in text.tables
        if (unit := _money((*captions.of(table), *_lines_at_its_top(table))))
        for cell in table.cells
    }
    return [
        dataclasses.replace(value, unit=money[value.cell.span])
        if value.row.unit in _MONEY and not value.unit and value.cell.span in money
        else value
        for value in values
    ]


def _money(lines: Sequence[str]) -> str:
    """The only money among the units that lines name; empty where they name none or several."""
    printed = (match["units"] for line in lines for match in _UNITS.finditer(line))
    named = {unit.removeprefix(_CURRENCY) for units in printed for unit in re.split("[、,，/]", units)}
    found = named.intersection(_MONEY)
    return found.pop() if len(found) == 1 else ""


def _lines_at_its_top(table: PlacedTable) -> list[str]:
    """The words that fill the first rows of a table."""
    first = itertools.takewhile(lambda row: len(row.cells) == 1, rows_of(table))
    return [plain(row.cells[0].cell.text) for row in first]
