"""Words and signs that the rules of several modules look for as they are printed."""

from __future__ import annotations

import re

INFORMATION = "信息"
"""What is disclosed, alone or at the end of the name of a sort (财政信息)."""
PLATFORM = "平台"
"""End of the name of what may hold the website and other media."""
PERCENT = "%"
"""Measure of shares and rates."""
MINUS = ("-", "－", "−", "–")
"""Signs in front of a number below zero."""
IN_ALL = ("合计", "共计", "总计", "共", "总共", "计", "合计为", "共计为", "总计为", "合计共", "总共计")
"""Words in front of a number that is the sum of those before it."""
AND = ("和", "及", "以及", "与")
"""Words between the last two members of a list, or between two things that are counted together."""
DONE_TO = ("对", "就", "针对", "对于")
"""Words in front of what something is done to."""
TITLE = "《"
OPENINGS = frozenset('《“「『"')
NAME = re.compile('《[^》]+》|“[^”]+”|「[^」]+」|『[^』]+』|"[^"]+"')
"""A title, or a name in quotation marks."""
JOINERS = re.compile(r"[、和及与或并且/／]|以及|暨")
"""What stands between the members of a list."""
