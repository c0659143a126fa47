"""Whose numbers a row, a column or a caption of an own table names: a place, a part of the territory, one body."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.dates import with_arabic_dates
from knowledge.divisions import is_place
from knowledge.numbering import CHINESE
from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP, names_a_body, names_government, read_name
from knowledge.self_references import of_itself, whole_place
from knowledge.territory_parts import is_part, scope_of_part
from parsers.identify.coordinators import is_coordinator, is_for_disclosure
from parsers.knowledge.forms import label_key, without_among, without_numbering
from parsers.knowledge.own_titles import office_in, without_total
from parsers.knowledge.title_times import without_time
from parsers.prose.lexicon import find_terms

_ANNEXED = re.compile(rf"^[附表图][表件]?(?:{CHINESE}|(?!20\d\d年)\d+?(?=\D|20\d\d年))?[:：、.．]?")
"""What numbers a table (附表3：)."""
_BEHIND_NAME = re.compile(r"\d{4}年|政府信息|政务|信息|主动|依申请|公开|工作|情况|统计|填[报表]|制表|审核|$")
"""What follows the name of a body in a caption, or is a part of it (市统计局)."""
_OF_A_TABLE = ("统计", "")
"""What follows it where the caption says no more than that there is a table."""
_TABLE = re.compile("(?<![制填])表$")
_WHOLE = re.compile(rf"{whole_place()}(?!(?!政府|政务|行政|党政)[\u4e00-\u9fff]{{2,8}}?(?:系统|行业))")
"""Words for the whole place, of which nothing behind them names only some (全市教育系统)."""
_ITSELF = re.compile(f"{of_itself()}|{whole_place()}")
_DEPARTMENTS = ("department", "institution", "association", "enterprise")


def holder_of(words: str, year: int) -> str:
    """The place, part of the territory or body that a label or title names, also of a total (乡镇小计); else empty.

    Args:
        words: The label or title, without spaces and unit.
        year: Year of the report.
    """
    name = without_among(words)
    name = without_total(name) or name
    if any(term.value("medium") for term in find_terms(name)):
        return ""
    is_known = is_place(name) or is_part(label_key(name)) or names_a_body(name, year) or _is_a_government(name, year)
    return name if is_known else ""


def is_of_somebody(words: str, year: int) -> bool:
    """Whether words name nothing but whose numbers are meant: a place, a body, or all of the place (本市, 全县).

    Args:
        words: The words, without spaces; none at all name all that the report covers.
        year: Year of the report.
    """
    return not words or bool(_ITSELF.fullmatch(words)) or is_place(words) or names_a_body(words, year)


def without_caption_number(caption: str) -> str:
    """A caption behind its number (附表3：, 图1, 表2)."""
    return without_numbering(_ANNEXED.sub("", without_numbering(caption)))


def holder_of_caption(captions: Sequence[str], year: int, level: str) -> str | None:
    """The one department, or in what a larger place reports the one town, whose numbers a caption says all are.

    A field names it, too, but one that says who has gathered or answers for the numbers (填报单位：市教育局, but
    数据来源：市统计局). A body that puts the report together fills in the table of all (填报单位：市信息中心,
    市信息中心统计表). A title that says what it did itself gives it the numbers (市信息中心2018年公开情况), but for one
    that is for disclosure and where it counts the whole place (市大数据局2018年全市公开情况).

    Args:
        captions: The captions of a table.
        year: Year of the report.
        level: Level of the government that reports.

    Returns:
        Its name, empty where the numbers are of all that the report covers; None where a body has a part in them of
        which nobody can tell whether it makes them its own (考核单位：市教育局).
    """
    kinds = _DEPARTMENTS if level == "township" else (*_DEPARTMENTS, *OF_TOWNSHIP)
    is_open = False
    for caption in reversed(captions):
        for words, part in _pieces(caption):
            body, told = _body_in_front(words, year)
            name = read_name(body, year) if body else None
            if name is not None:
                is_of_all = any(_WHOLE.search(one) for one in ([caption] if part == "title" else captions))
                is_told = part == "title" and told and not is_for_disclosure(name.own)
                is_own = name.kind in kinds and (is_told or not is_coordinator(name.own)) and not is_of_all
                if part != "unknown":
                    return body if is_own else ""
                is_open = is_open or is_own
    return None if is_open else ""


def _pieces(caption: str) -> Iterator[tuple[str, Literal["title", "holder", "unknown"]]]:
    """The titles of a caption, and what stands in its fields that may hold whose numbers they are.

    A field holds that for certain if its office has the role of those who fill in, or none at all (单位：市教育局).
    """
    parts = re.split("[:：]", without_caption_number(caption))
    yield parts[0], "title"
    for place, (front, words) in enumerate(itertools.pairwise(parts), start=2):
        office = office_in(front)
        if _TABLE.search(front):
            yield words, "title"
        elif office is not None and (not office.role or office.is_holder):
            is_holder = office.is_holder or _begins_a_field(office.in_front)
            following = office_in(words) if place < len(parts) else None
            name = following.in_front if following is not None else words.strip("()（）")
            yield name, "holder" if is_holder else "unknown"


def _begins_a_field(in_front: str) -> bool:
    """Whether what stands in front of an office without a role is no part of its title: a table's title or a time."""
    words = "".join(filter(str.isalnum, without_time(with_arabic_dates(in_front))))
    return not words or _TABLE.search(words) is not None


def _body_in_front(caption: str, year: int) -> tuple[str, bool]:
    """The body that a caption begins with, behind a time, and whether it says of what there; empty for none."""
    words = without_time(with_arabic_dates(caption))
    for behind in _BEHIND_NAME.finditer(words):
        if names_a_body(words[: behind.start()], year):
            return words[: behind.start()], behind[0] not in _OF_A_TABLE
    return "", False


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
