"""The official forms: which one a report's tables follow."""

from __future__ import annotations

from parsers.layouts import layout, official_key
from parsers.model import ReportText

_ENOUGH = 0.5
"""Share of a form's labels that must stand in a report's tables for them to be that form."""


def detect_form(text: ReportText) -> str:
    """The form that the tables of a report follow: `2014`, or `narrative` where they follow none."""
    printed = {official_key(placed.cell.text) for table in text.tables for placed in table.cells}
    labels = {official_key(row.label) for row in layout("2014", "统计表")}
    return "2014" if len(labels & printed) >= _ENOUGH * len(labels) else "narrative"
