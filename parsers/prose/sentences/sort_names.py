"""What may be the name of a sort of information: 财政类信息, 机构职能, 政策法规.

A name tells what information is about. Each of its words is of a kind, and `parsers/data/sort_words.csv` says where in
a name words of that kind may stand; words that no term covers may stand anywhere. What else speaks against a name is
listed in `OBJECTIONS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.publication import GENERAL, IN_ALL_BEHIND, THIS_YEAR, Told, taken_apart
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS
from parsers.prose.words.lexicon import AND_OTHERS, Term, find_terms
from parsers.prose.words.marks import IN_ALL, INFORMATION
from parsers.prose.words.shares import part_name, sort_of_information
from parsers.prose.words.sort_words import Place, standing

MEASURES = ("条", "件", "条次", "篇", "则")
MEASURES_OF_SORTS = (*MEASURES, "份")
"""Those of what is named as a sort (政府工作报告类2份)."""
PLATFORMS = ("weibo", "wechat", "app", "newmedia", "press")
"""Media that are no agencies and no sorts of information."""
SHORTEST_NAME, _LONGEST_NAME = 2, 24
"""Characters of the name of a sort."""
_NEVER_A_SORT = ("applications.", "review.", "litigation.", "response.", "submissions.")
_SORTS_OF_THEIR_OWN = ("disclosure.service_info", "disclosure.electronic_fulltext")
_DOCUMENTS_OF_THE_LAW = "documents."
_COUNTS_INFORMATION = ("信息公开数", "信息公开数量")
"""Ends of words that count information on documents, and not these (规范性文件立改废信息公开数1条)."""
_OF_A_CATALOGUE = tuple(f"公开目录信息{tail}" for tail in ("", "条数", "数", "更新量", "更新数"))
"""Ends of words for what the catalogue of a site holds, as a sort of what the site shows."""
_CLASS = "类"
"""Stands in the name of every sort that an ending tells."""
_ALL_SORTS = "各类"
_COLUMN = "栏目"
_COLUMN_OF = re.compile(f"专栏(?:{INFORMATION})?$")
"""Behind the bodies that fill a column, which are no sort (各镇专栏信息)."""
_SITES = ("子站", "主站", "分站")
"""Sites of a group of them, which are somebody's (部门子站)."""
_GOVERNMENT = "政府"
"""Says nothing of information (其他政府信息)."""
_OFFICES = ("部门", "机构", "单位", "机关")
"""What the information on offices is about; with whose they are, it is what these have published."""
_COUNTED_FOR_THEMSELVES = ("other", "elsewhere")
"""Objects that are no information where a verb has them (公开热线电话3条)."""
_DESCRIBES = "涉及"
"""Begins a description of what was published, which is no name (涉及住房保障等领域信息13000条)."""
_FORMS = re.compile("(?:电子|纸质)(?:版本?|形式|文档|文件)?(?:的?信息)?|(?:文字|链接)(?:类?信息)?|图集")
"""What information is kept on or shown by, which is no sort of it (纸质信息10条, 文字信息8604条)."""


class Candidate(NamedTuple):
    """Words that may be a name.

    Attributes:
        told: What they tell.
        place: Where they stand.
    """

    told: Told
    place: Place


class Objection(NamedTuple):
    """Something that speaks against a name.

    Attributes:
        speaks_against: Whether it does.
        example: Words of a list that it is raised against.
    """

    speaks_against: Callable[[Candidate], bool]
    example: str


def _is_published_by_somebody(one: Candidate) -> bool:
    return bool(one.told.who or one.told.where)


def _says_what_was_done(one: Candidate) -> bool:
    """Whether a verb begins a name, or 网上 and a verb; several without an object are a proven noun (公示公开)."""
    name = one.told.name
    terms = (term for term in name.terms if not term.value("channel"))
    telling = [term for term in terms if term.features and THIS_YEAR not in term.features]
    if not telling or telling[0].value("act") is None or name.part(name.start, telling[0].start).unknown:
        return False
    is_noun = len(telling) > 1 and all(term.value("act") for term in telling) and not name.unknown
    return not (is_noun and one.place == "proven")


def _is_of_somebody(one: Candidate) -> bool:
    """Whether words say whose information it is, or whose column."""
    name, terms = one.told.named, one.told.name.terms
    if name.endswith(_SITES):
        return True
    if _COLUMN_OF.search(name) and part_name(_COLUMN_OF.sub("", name)) is not None:
        return True  # 部门专栏信息
    whose = name.removesuffix(_COLUMN).removesuffix(INFORMATION)
    if whose == name or whose.endswith(_GOVERNMENT) or whose in _OFFICES:
        return False
    is_account = bool(terms) and terms[0].text == whose and terms[0].value("medium") in PLATFORMS
    return is_account or part_name(whose) is not None


def _is_counted_for_itself(one: Candidate) -> bool:
    """Whether what was published is no information; in a list it may be the name of a sort."""
    is_information = one.told.named.endswith(INFORMATION)
    objects = {term.value("obj") for term in one.told.name.terms}
    return one.told.verb is not None and not is_information and not objects.isdisjoint(_COUNTED_FOR_THEMSELVES)


def _tells_nothing(one: Candidate) -> bool:
    """Whether a name does not tell what information is about, but at most what it is kept on."""
    name = one.told.named
    if GENERAL.fullmatch(name):
        return one.place != "proven" or one.told.verb is not None
    if name.startswith(_DESCRIBES) and one.place != "proven":
        return True
    is_none = (
        name in (*IN_ALL, _COLUMN + INFORMATION)
        or name.endswith(f"》{AND_OTHERS}")
        or not SHORTEST_NAME <= len(name) <= _LONGEST_NAME
    )
    return is_none or _FORMS.fullmatch(name) is not None


def _is_a_way(one: Candidate) -> bool:
    """Whether words tell how something was made public, and not what (公开查阅点公开政府信息)."""
    return any(term.value("medium") == "rest" or term.value("obj") == "reading_point" for term in one.told.name.terms)


def _are_several_together(one: Candidate) -> bool:
    """Whether several names are counted in one number, as 共 behind them says."""
    return len(one.told.named) >= SHORTEST_NAME and IN_ALL_BEHIND.search(one.told.named) is not None


def _has_a_word_out_of_place(one: Candidate) -> bool:
    return any(not _may_stand(term, one.told.name, one.place) for term in one.told.name.terms)


def _may_stand(term: Term, name: Phrase, place: Place) -> bool:
    may, behind = standing(term, place), name.text[term.end : name.end]
    if may == "describing":
        return len(behind) >= SHORTEST_NAME and not behind.startswith(("的", INFORMATION))
    if may == "ahead":
        return len(behind) >= SHORTEST_NAME
    return may == "alone" or (may == "informing" and behind.endswith(INFORMATION))


OBJECTIONS = (
    Objection(_is_published_by_somebody, "在省信用平台发布行政许可信息"),
    Objection(_says_what_was_done, "修改办事指南"),
    Objection(_is_of_somebody, "县直部门信息"),
    Objection(_is_counted_for_itself, "公布市级权责清单"),
    Objection(_tells_nothing, "纸质信息"),
    Objection(_is_a_way, "其他方式公开政府信息"),
    Objection(_are_several_together, "财政信息、人事信息共"),
    Objection(_has_a_word_out_of_place, "省政府规范性文件"),
)


def sort_name(words: str, *, is_proven: bool, of_columns: bool = False) -> str:
    """The name of a sort of information; empty if the words are none.

    Args:
        words: The words.
        is_proven: Whether the numbers show it to be one of several, so that it may be called 政务信息 or 公开目录.
        of_columns: Whether sorts may be told by the columns that show them (政策法规栏目发布信息), as parts of all that
            was disclosed, but not of what a website has published.
    """
    told = taken_apart(words)
    if of_columns and (column := _column(told)):
        return column
    one = Candidate(told, "proven" if is_proven else "listed")
    return "" if any(objection.speaks_against(one) for objection in OBJECTIONS) else told.named


def sort_of(words: str) -> str | None:
    """The sort of information that words name by their ending (公开财政类信息: 财政类), or None."""
    if _CLASS not in words:
        return None
    told = taken_apart(words)
    sort = sort_of_information(told.named.replace("资讯", INFORMATION))
    if sort is None and (column := _column(told)).endswith(_CLASS):
        sort = column  # 规划计划类栏目发布信息
    if sort is None or sort.endswith(_ALL_SORTS) or _has_a_word_out_of_place(Candidate(told, "called")):
        return None
    is_a_state = any(term.text == sort and term.value("act") for term in told.name.terms)
    return None if is_a_state else sort  # 继续有效类 are documents, and no information about something


def names_a_sort(code: str, words: str, unit: str) -> bool:
    """Whether words name a sort of information, whatever else they could mean (规范性文件类信息1条)."""
    if unit not in MEASURES_OF_SORTS:
        return False
    counts_information = code.startswith(_DOCUMENTS_OF_THE_LAW) and words.endswith(_COUNTS_INFORMATION)
    if counts_information or (code == DISCLOSED and words.endswith(_OF_A_CATALOGUE)):
        return True
    if code.startswith(_NEVER_A_SORT) or code in _SORTS_OF_THEIR_OWN or (sort := sort_of(words)) is None:
        return False
    is_of_a_medium = code.startswith(OF_CHANNELS) and not words.startswith(sort)
    return not is_of_a_medium  # 微博发布交通类信息860条: what a medium publishes is counted by the medium


def _column(told: Told) -> str:
    """The column that words are of (政策法规栏目发布信息); empty where they are of none, or of one that is no sort.

    The column for all that is open is none. What a column is called tells nothing else (重大决策预公开栏目).
    """
    where = told.where or told.named.removesuffix(INFORMATION)
    name = where.removesuffix(_COLUMN)
    if name == where or (told.where and GENERAL.fullmatch(told.named) is None):
        return ""
    terms = find_terms(name)
    if any(term.value("medium") or term.modifier == "through" for term in terms):
        return ""
    if any(term.text == name and term.value("act") for term in terms):
        return ""  # 更新栏目
    is_open = any(term.value("disclosure") and term.end == len(name) for term in terms)
    return name if SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not is_open and part_name(name) is None else ""
