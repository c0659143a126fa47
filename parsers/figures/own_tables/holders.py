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
from knowledge.times import LAST_YEAR, THIS_YEAR, YEAR
from parsers.identify.coordinators import is_coordinator, is_for_disclosure
from parsers.knowledge.forms import label_key, without_among, without_numbering
from parsers.knowledge.own_titles import Office, office_in, says, without_total
from parsers.knowledge.title_times import without_time
from parsers.prose.words.lexicon import Term, find_terms
from parsers.text.cells import is_unit

_ANNEXED = re.compile(rf"^[附表图][表件]?(?:{CHINESE}|(?!20\d\d年)\d+?(?=\D|20\d\d年))?[:：、.．]?")
"""What numbers a table (附表3：)."""
_BEHIND_NAME = re.compile(
    r"[(（]|\d{4}年|政府信息|政务|信息|主动|依申请|申请|收到|受理|办理|答复|公开|工作|情况|统计|填[报表]|制表|审核|$"
)
"""What follows the name of a body in a caption, or is a part of it (市统计局)."""
_OF_A_TABLE = ("统计", "(", "（", "")
"""What follows it where the caption says no more than that there is a table."""
_BRACKET = re.compile("[(（]")
_DATES = re.compile(r"[\d年度月日号至到]*")
_TABLE = re.compile("(?<![制填])表$")
_WHOLE = re.compile(rf"{whole_place()}(?!(?!政府|政务|行政|党政)[\u4e00-\u9fff]{{2,8}}?(?:系统|行业))")
"""Words for the whole place, of which nothing behind them names only some (全市教育系统)."""
_ITSELF = re.compile(f"{of_itself()}|{whole_place()}")
DISCLOSING = {("act", "disclose"), ("act", "post")}
DISCLOSED = {*DISCLOSING, ("obj", "information"), ("open", "yes"), ("strong", "yes")}
"""What words say that name the disclosure of information, and no information apart from other."""
_TIMES = re.compile(rf"(?:{YEAR}年|{THIS_YEAR}|{LAST_YEAR})度?[、和与至—-]?")
LEAVING_ALL = ("", "through", "way", "body", "universal", "already", "effort", "duly")
"""The kinds of modifiers that take nothing away."""
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


def leaves_all(in_front: str, year: int) -> bool:
    """Whether what stands in front of words for what was disclosed leaves it all that was (2018年我市主动公开).

    It does where it says no more than when, whose and where that was; of what else it takes away, nobody can tell
    (疫情信息公开, 未公开).

    Args:
        in_front: The words, without spaces.
        year: Year of the report.
    """
    words = "".join(filter(str.isalpha, _TIMES.sub("", in_front)))
    harmless = [
        term for term in find_terms(words) if term.modifier in LEAVING_ALL and DISCLOSED.issuperset(term.features)
    ]
    # A name may hold such words, too (横岗街道).
    return is_of_somebody(words, year) or is_of_somebody(besides(words, harmless), year)


def besides(words: str, terms: Sequence[Term]) -> str:
    """What words hold besides some of their terms.

    Args:
        words: The words.
        terms: The terms.
    """
    covered = {place for term in terms for place in range(term.start, term.end)}
    return "".join(one for place, one in enumerate(words) if place not in covered)


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
        for words, part in _pieces(caption, year):
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


def _pieces(caption: str, year: int) -> Iterator[tuple[str, Literal["title", "holder", "unknown"]]]:
    """The titles of a caption, and what stands in its fields that may hold whose numbers they are.

    A field holds that for certain if its office has the role of those who fill in, or none at all (单位：市教育局), and
    if nothing that is not known stands in front of that (未公开单位, 代填报单位).
    """
    parts = [part for words in re.split("[:：]", without_caption_number(caption)) for part in _fields(words, year)]
    yield parts[0], "title"
    for place, (front, words) in enumerate(itertools.pairwise(parts), start=2):
        office = office_in(front)
        if _TABLE.search(front):
            yield words, "title"
        elif office is not None:
            is_known = _leaves_role(office, year)
            following = office_in(words) if place < len(parts) else None
            name = following.in_front if following is not None else words.strip("()（）")
            if office.role != "other" or not is_known:
                yield name, "holder" if is_known and office.role != "several" else "unknown"


def _fields(words: str, year: int) -> Iterator[str]:
    """Words, parted where a body stands behind an office whose role is known and no colon (填报单位 市教育局)."""
    for place in range(1, len(words)):
        office = office_in(words[:place])
        if office is not None and office.role != "none" and _body_in_front(words[place:], year)[0]:
            yield words[:place]
            yield from _fields(words[place:], year)
            return
    yield words


def _leaves_role(office: Office, year: int) -> bool:
    """Whether what stands in front of the role of an office leaves it as it is.

    It is nothing, a title of a table, a time, the end of the field in front (件), or what a role is about (信息).
    """
    words = "".join(filter(str.isalnum, without_time(with_arabic_dates(office.in_front))))
    if _DATES.fullmatch(words) or _TABLE.search(words) is not None or is_unit(words) or says("number", words):
        return True
    terms = find_terms(words) if office.role != "none" else ()
    others = besides(words, [term for term in terms if term.features and DISCLOSED.issuperset(term.features)])
    return not others or names_a_body(others, year)


def _body_in_front(caption: str, year: int) -> tuple[str, bool]:
    """The body that a caption begins with, behind a time, and whether it says of what there; empty for none."""
    for name, behind in _names_in_front(caption):
        if names_a_body(name, year):
            return name, behind not in _OF_A_TABLE
    return "", False


def _names_in_front(caption: str) -> Iterator[tuple[str, str]]:
    """What a caption may begin with as a name, behind a time, the longest first, and what follows it."""
    words = without_time(with_arabic_dates(caption))
    for behind in reversed(list(_BEHIND_NAME.finditer(words))):
        name = words[: behind.start()]
        if not _BRACKET.search(name):
            yield name, behind[0]


def names_in_front(caption: str) -> Iterator[str]:
    """What a caption may begin with as a name, behind its number and a time, the longest first.

    Args:
        caption: The caption, without spaces.
    """
    return (name for name, _ in _names_in_front(without_caption_number(caption)))


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
    return "office" if _is_a_government(holder, year) else "other"


def _is_a_government(words: str, year: int) -> bool:
    """Whether words name a government whose place goes without saying (市人民政府, 县政府办公室)."""
    name = read_name(words, year) if names_government(words) else None
    return name is not None and name.kind in OF_GOVERNMENT and not name.places
