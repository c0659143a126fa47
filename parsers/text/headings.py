"""Headings that run into their paragraph without any mark between the two (四、收费及减免情况2015年未收取费用)."""

from __future__ import annotations

import re

from knowledge.numbering import NUMERAL

_RUN_IN = re.compile(
    rf"(?:第?{NUMERAL}+[、.．]|[（(]{NUMERAL}+[）)])[^，。；：\d]{{2,30}}情况"
    r"(?=20\d\d年|本年|今年|全年|[我本][镇乡局委办县市区院厅州旗机单部街])"
)


def end_of_run_in_heading(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Where the heading ends with which a stretch of a text begins; None if it begins with none that runs in."""
    match = _RUN_IN.match(text, start, len(text) if end is None else end)
    return match.end() if match is not None else None
