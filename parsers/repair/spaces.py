"""Spaces that mean nothing in Chinese, and spaces inside numbers.

A space between Chinese characters goes. A space within a number goes only where the number shows that it is one: its
groups end in a measure word and no list of figures is announced. `31　22　3　6` behind 依次为 stays four figures.
"""

from __future__ import annotations

import functools
import re

from parsers.knowledge.units import units_of_tables
from parsers.repair.log import RepairLog

_WIDE = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \u3000]+(?=[{_WIDE}])")
_AT_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \u3000]+(?=[0-9A-Za-z(<])|(?<=[0-9A-Za-z%)>])[ \u3000]+(?=[{_WIDE}])")
_AT_PERCENT = re.compile(r"(?<=\d)[ \u3000]+(?=[%％‰])")
_LIST = re.compile(r"(?:依次|分别|各|如下|以下)[^。；，\d]{0,8}$")


@functools.cache
def _split_number() -> re.Pattern[str]:
    measure = rf"[万亿]?余?(?:{'|'.join(unit.pattern for unit in units_of_tables())})"
    return re.compile(rf"(?<![\d.,])(?P<number>\d{{1,6}}(?:[ \u3000]\d{{1,6}})+(?:\.\d+)?)(?=[ \u3000]*{measure})")


def close_up(text: str, log: RepairLog) -> str:
    """Removes spaces that stand for nothing; a space between Latin words or separate figures stays.

    A tab that has not parted any columns is a space.
    """
    text = text.replace("\t", " ")
    if " " not in text and "\u3000" not in text:
        return text.strip()
    text = _split_number().sub(lambda match: _number(match, text, log), text)
    text = _BETWEEN_WIDE.sub("", text)
    return _AT_WIDE.sub("", _AT_PERCENT.sub("", text)).strip()


def _number(match: re.Match[str], text: str, log: RepairLog) -> str:
    groups = re.split(r"[ \u3000]", match["number"])
    if len(groups) > 2 and not all(len(group.partition(".")[0]) == 3 for group in groups[1:]):
        return match[0]
    if _LIST.search(text[max(0, match.start() - 16) : match.start()]):
        return match[0]
    joined = "".join(groups)
    log.add("space_in_number", match[0], joined)
    return joined
