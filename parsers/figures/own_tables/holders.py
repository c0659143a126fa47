"""Whose numbers a row, a column or a caption of an own table names: a place, a part of the territory, one body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.divisions import is_place
from knowledge.numbering import ARABIC, BRACKETED, CHINESE
from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP, names_a_body, names_government, read_name
from knowledge.territory_parts import is_part, scope_of_part
from parsers.identify.coordinators import is_coordinator
from parsers.knowledge.forms import label_key
from parsers.knowledge.own_titles import without_total
from parsers.prose.lexicon import find_terms

_AMONG = re.compile("^(?:其中|包括)[:：]?")
_NUMBERED = re.compile(
    rf"^(?:{BRACKETED}|{CHINESE}[、．.]|{ARABIC}|[附表][表件]?{CHINESE}|[附表][表件]?\d*)+[:：、.．]?"
)
_BEHIND_NAME = re.compile(r"(?:\d{4}年|政府信息|政务|信息|主动|依申请|公开|工作|情况|统计|$)")
"""What follows the name of a body in a caption."""
_DEPARTMENTS = ("department", "institution", "association", "enterprise")


def holder_of(words: str, year: int) -> str:
    """The place, part of the territory or body that a label or title names, also of a total (乡镇小计); else empty.

    Args:
        words: The label or title, without spaces and unit.
        year: Year of the report.
    """
    name = _AMONG.sub("", words)
    name = without_total(name) or name
    if any(term.value("medium") for term in find_terms(name)):
        return ""
    is_known = is_place(name) or is_part(label_key(name)) or names_a_body(name, year) or _is_a_government(name, year)
    return name if is_known else ""


def holder_of_caption(captions: Sequence[str], year: int, level: str) -> str:
    """The one department, or in what a larger place reports the one town, whose numbers a caption says all are.

    A body whose task is to put the report together writes for all.

    Args:
        captions: The captions of a table.
        year: Year of the report.
        level: Level of the government that reports.
    """
    kinds = _DEPARTMENTS if level == "township" else (*_DEPARTMENTS, *OF_TOWNSHIP)
    for caption in reversed(captions):
        for piece in re.split("[:：]", _NUMBERED.sub("", caption)):
            words = next(filter(None, _BEHIND_NAME.split(piece)), "")
            name = read_name(words, year) if names_a_body(words, year) else None
            if name is not None:
                return words if name.kind in kinds and not is_coordinator(name.own) else ""
    return ""


def scope_of(holder: str, beside: Sequence[str], year: int) -> str:
    """What the numbers of a place, a part or a body cover: `office` for the government itself, else `other`.

    Args:
        holder: Its name.
        beside: The names that stand beside it.
        year: Year of the report.
    """
    key = label_key(holder)
    if is_part(key):
        return scope_of_part(key, [other for other in map(label_key, beside) if is_part(other)])
    return "office" if _is_a_government(holder, year) and not is_place(holder) else "other"


def _is_a_government(words: str, year: int) -> bool:
    """Whether words name a government whose place goes without saying (市人民政府, 县政府办公室)."""
    name = read_name(words, year) if names_government(words) else None
    return name is not None and name.kind in OF_GOVERNMENT and not name.places
