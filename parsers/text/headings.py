"""Headings that run into their paragraph without any mark between the two (四、收费及减免情况2015年未收取费用)."""

from __future__ import annotations

import functools
import re

from knowledge.numbering import NUMERAL
from knowledge.self_references import of_itself

_YEARS = r"20\d\d年|本年|今年|全年"


def end_of_run_in_heading(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the heading ends with which a stretch of a text begins; None if it begins with none that runs in."""
    match = _run_in().match(text, start, len(text) if end is None else end)
    return match.end() if match is not None else None


@functools.cache
def _run_in() -> re.Pattern[str]:
    """A numbered heading, and behind it what a sentence begins with: a year, or who reports."""
    numbered = rf"(?:第?{NUMERAL}+[、.．]|[（(]{NUMERAL}+[）)])[^，。；：\d]{{2,30}}情况"
    return re.compile(rf"{numbered}(?={_YEARS}|{of_itself()})")
