"""The words that name a sort of information: 财政类信息, 机构职能, 政策法规."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from parsers.prose.codes import DISCLOSED, MADE_PUBLIC, OF_CHANNELS, PUBLISHED
from parsers.prose.lexicon import AND_OTHERS, Term, find_terms
from parsers.prose.marks import IN_ALL, INFORMATION, PLATFORM
from parsers.prose.phrase import Phrase
from parsers.prose.shares import opener, part_name, sort_of_information

MEASURES = ("条", "件", "条次", "篇", "则")
MEASURES_OF_SORTS = (*MEASURES, "份")
"""Those of what is named as a sort (政府工作报告类2份)."""
_NEVER_A_SORT = ("applications.", "review.", "litigation.", "response.", "submissions.")
_SORTS_OF_THEIR_OWN = ("disclosure.service_info", "disclosure.electronic_fulltext")
_TAIL = re.compile(r"(?:的信息|(?<=信息)条数|信息数|的|(?:信息)?(?:更新|发布|公开)(?:数量|数|量)|信息(?:分别)?[为是])$")
"""What may stand behind a name: words that tell nothing of it."""
_COUNTED = re.compile(r"(?<=信息)(?:公开|发布)?数量?$")
"""What behind 信息 says that it is counted (机构职能类信息数1条)."""
_INFORMATION_ALONE = ("信息", "政府信息", "各类信息", "政务信息", "原创信息")
_COUNTS_INFORMATION = re.compile("信息公开数量?$")
"""Ends of words that count information on documents, and not these (规范性文件立改废信息公开数1条)."""
_DOCUMENTS_OF_THE_LAW = "documents."
_OF_A_CATALOGUE = ("信息公开目录信息", "信息公开目录信息条数", "信息公开目录信息数")
"""Ends of words for what the catalogue of a site holds, as a sort of what the site shows."""
_COLUMN = "栏目"
_FORMS = re.compile("(?:电子|纸质)(?:版本?|形式|文档|文件)?(?:的?信息)?")
"""What information is kept on, which is no sort of it (纸质信息10条)."""
_OTHER_THINGS = ("application", "followers")
"""Objects that are counted for themselves and are no information (订阅数44条)."""
_DOCUMENTS = ("rules", "normative")
"""Objects that are counted for themselves, unless a sum shows them to be a sort."""
_WHERE = ("上", "里", "内", "中")
"""Ends of words that say where something was published."""
_ACTS_IN_NAMES = {*MADE_PUBLIC, "handled", "amend", "read"}
"""Verbs of what the information is about (机构调整, 便民查询), and of its publication."""
_NOUNS = ("登记",)
"""Verbs that are a field of work in the names of sorts (不动产登记公告)."""
_BY_OTHERS = "被"
_IN_NAMES_OF_SORTS = (
    "obj",
    "act",
    "medium",
    "part",
    "other",
    "leader",
    "open",
    "public",
    "disclosure",
    "narrow",
    "inside",
)
"""Slots of words that may stand in the name of a sort: what information is about, and not whose it was, how it came or
what became of it."""
PLATFORMS = ("weibo", "wechat", "app", "newmedia", "press")
"""Media that are no agencies and no sorts of information."""
_OFFICES = ("部门", "机构", "单位", "机关")
"""What the information on offices is about, as a sort; with whose they are, it is what these have published."""
_OF_PUBLIC_SAFETY = "safety_stability"
"""The only reason that is a field of work, too (公共安全类421条)."""
_GENERAL = "政府"
"""Says nothing of information (其他政府信息)."""
_SORT = "类"
"""Stands in the name of every sort that an ending tells."""
_ALL_SORTS = "各类"
_SPELT = (("类的", "类"), ("资讯", "信息"))
_NOT_PUBLISHED = ("received", "accepted", "report_up", "adopt")
_THIS_YEAR = ("time", "this")
_THERE_ARE = "有"
"""May stand between a sort and its number (公文类信息有161条)."""
_TO_BE_DISCLOSED = re.compile("(?:依法)?(?<!规定)应[当该]?(?:予以)?主动公开的?")
"""What is said of all information, and so is no part of the name of a sort (其他应主动公开信息5条)."""
_OF_ALL = re.compile("^(?:在[^，：]*信息当?中[，：]?|[^，：]*信息当?中[，：])")
"""Names the whole that a sort is a part of (在网站上公开的政府信息中便民服务信息7条)."""
SHORTEST_NAME, _LONGEST_NAME = 2, 24
"""Characters of the name of a sort."""


def sort_of(words: str) -> str | None:
    """The sort of information that words name by their ending (公开财政类信息: 财政类), or None."""
    for printed, usual in _SPELT:
        words = words.replace(printed, usual)
    words = _cleared(words)
    if _SORT not in words:
        return None
    words = _COUNTED.sub("", words)
    terms = list(find_terms(words))
    if any(term.value("whole") for term in terms):
        return None  # 共制发公文类政府信息64件 may not have been disclosed
    verbs = [term.end for term in terms if term.value("act") in MADE_PUBLIC]
    sort = sort_of_information(words[verbs[-1] :] if verbs else words)
    if sort is None or sort.endswith(_ALL_SORTS) or any(map(_says_more_than_a_sort, find_terms(sort))):
        return None
    return sort


def _cleared(words: str) -> str:
    """Words without what is said of all information, and what links them to their number (其他应主动公开信息有)."""
    return _OF_ALL.sub("", _TO_BE_DISCLOSED.sub("", words)).removesuffix(_THERE_ARE)


def _says_more_than_a_sort(term: Term) -> bool:
    """Whether a word tells what became of information, and not what it is about (上报政务类, 未公开的公文类)."""
    is_a_reason = term.value("reason") not in (None, _OF_PUBLIC_SAFETY)
    if term.modifier == "negation" or is_a_reason or term.value("act") in _NOT_PUBLISHED:
        return True
    return ("outcome", "denied") in term.features or (term.start == 0 and term.value("obj") == "application")


def names_a_sort(code: str, words: str, unit: str) -> bool:
    """Whether words name a sort of information, whatever else they could mean (规范性文件类信息1条)."""
    if unit not in MEASURES_OF_SORTS:
        return False
    if code.startswith(_DOCUMENTS_OF_THE_LAW) and _COUNTS_INFORMATION.search(words):
        return True
    if code == DISCLOSED and words.endswith(_OF_A_CATALOGUE):
        return True
    sort = sort_of(words)
    if sort is None:
        return False
    if code.startswith(OF_CHANNELS) and not words.startswith(sort):
        return False  # 微博发布交通类信息860条: what a medium publishes is counted by the medium
    return not code.startswith(_NEVER_A_SORT) and code not in _SORTS_OF_THEIR_OWN


def sort_name(words: str, *, is_proven: bool, of_columns: bool = False) -> str:
    """The name of a sort of information; empty if the words are none.

    Args:
        words: The words.
        is_proven: Whether the numbers show it to be one of several, so that it may be called 政务信息 or 公开目录.
        of_columns: Whether sorts may be told by the columns that show them (政策法规栏目发布信息), as parts of all that
            was disclosed, but not of what a website has published.
    """
    words = _cleared(words)
    if of_columns and (column := _column(_lead().sub("", words))):
        is_no_name = any(term.text == column for term in find_terms(column) if term.value("act"))
        return "" if is_no_name or part_name(column) is not None else column  # 更新栏目, 市公安局栏目
    name = _TAIL.sub("", _lead().sub("", words))
    found = find_terms(name)
    terms = [term for term in found if term.features and _THIS_YEAR not in term.features]
    if not is_proven and any(term.end == len(name) and term.value("obj") in _DOCUMENTS for term in terms):
        return ""  # 省政府规范性文件5件
    begins = bool(terms) and not Phrase(name, 0, terms[0].start, found).unknown
    if begins and terms[0].value("act") in PUBLISHED:
        is_told_of = terms[-1].value("obj") == "information"
        if any(term.value("obj") in ("other", "elsewhere") for term in terms) and not is_told_of:
            return ""  # 公开热线电话3条, but not 公开财政资金信息3条
        verb = terms[0].text.removesuffix(INFORMATION)  # 公开信息公开目录信息
        name, begins, terms = name[terms[0].start + len(verb) :], False, terms[1:]
        if name in _INFORMATION_ALONE or name + INFORMATION in _INFORMATION_ALONE:
            return ""
    if _FORMS.fullmatch(name) or name.endswith(f"》{AND_OTHERS}"):
        return ""
    allowed = (*_IN_NAMES_OF_SORTS, "party") if name.endswith(INFORMATION) else _IN_NAMES_OF_SORTS
    if any(slot not in allowed for term in terms for slot, _ in term.features):
        return ""
    if name.endswith(PLATFORM) or (terms and terms[-1].end == len(name) and _is_a_site(terms[-1])):
        return ""  # 市政府信息公开平台, 省局网站
    told = [term for term in terms if not term.value("other") and term.value("act") not in PUBLISHED]
    if told and all(term.value("medium") in PLATFORMS for term in told):
        return ""  # 微信公众号, 其他传统媒体报道
    if told and told[0].value("medium") not in (None, "gazette") and told[0].text == name:
        return ""  # 公示栏
    if told and told[0].value("medium") in PLATFORMS and told[0].text == name.removesuffix(INFORMATION):
        return ""  # 抖音信息
    if name.endswith(_COLUMN) and part_name(name.removesuffix(_COLUMN)) is not None:
        return ""  # 公安局栏目
    stem = name.removesuffix(INFORMATION)
    is_theirs = stem != name and not stem.endswith(_GENERAL) and part_name(stem) is not None
    if is_theirs and stem not in _OFFICES:
        return ""  # 县直部门信息, 基层司法所信息
    acts = {value for term in terms if (value := term.value("act")) and not _describes(term, name)}
    if acts - _ACTS_IN_NAMES or _BY_OTHERS in name:
        return ""  # 留言收到, 被省级媒体采用
    if any(term.modifier == "negation" for term in found):
        return ""  # 未公开的公文类信息
    if any(term.value("obj") in _OTHER_THINGS for term in terms):
        return ""
    if _says_who_or_where(_lead().sub("", words)):
        return ""
    if any(term.value("part") for term in terms) and not is_proven and not _is_of_a_column(terms):
        return ""
    is_verb = begins and terms[0].value("act") is not None
    if name in IN_ALL or (name in _INFORMATION_ALONE and not is_proven):
        return ""
    return name if SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not is_verb else ""


def is_noun(words: str) -> bool:
    """Whether no verb and no medium stands in words, but for a verb of publishing in front of them."""
    terms = list(find_terms(words))
    if terms and terms[0].start == 0 and terms[0].value("act") in PUBLISHED:
        terms = [terms[0].only("medium"), *terms[1:]]
    return not any(term.value("act") or term.value("medium") or term.modifier == "through" for term in terms)


def _is_a_site(term: Term) -> bool:
    return term.value("medium") == "website" and term.value("part") is None


def _describes(term: Term, name: str) -> bool:
    """Whether a verb is the name of a field of work, or describes the noun behind it (应急处置方案)."""
    if term.text in _NOUNS:
        return True
    behind = name[term.end :].removesuffix(INFORMATION)
    is_of_others = term.value("act") in _NOT_PUBLISHED
    return not is_of_others and term.start >= SHORTEST_NAME and len(behind) >= SHORTEST_NAME and behind[0] != "的"


@functools.cache
def _lead() -> re.Pattern[str]:
    """What begins a list and stands in front of the name of its first sort."""
    return re.compile(rf"^(?:{opener()}|[，：])+")


def _column(words: str) -> str:
    """The name of the column that words are of (政策法规栏目发布信息); empty where they are of none.

    Behind the column nothing stands but a verb of publishing and 信息; the column for all that is open is no sort. What
    a column is called tells nothing else (重大决策预公开栏目).
    """
    name, column, behind = words.rpartition(_COLUMN)
    ahead = find_terms(name)
    if any(term.value("medium") or term.modifier == "through" for term in ahead):
        return ""
    if any(term.value("disclosure") and term.end == len(name) for term in ahead):
        return ""
    told = [term for term in find_terms(behind) if term.value("act") in PUBLISHED or term.value("obj") == "information"]
    is_whole = bool(column) and sum(term.end - term.start for term in told) == len(behind)
    return name if is_whole and SHORTEST_NAME <= len(name) <= _LONGEST_NAME else ""


def _is_of_a_column(terms: Sequence[Term]) -> bool:
    """Whether words name the information of a column as a sort (信息公开目录信息), not what was put into the column."""
    return terms[-1].value("obj") == "information" and not any(term.value("act") for term in terms)


def _says_who_or_where(words: str) -> bool:
    """Whether words say who has published something, or on what, and no sort of it (村、屯公开数量, 微信发布)."""
    terms = list(find_terms(words))
    verb = next((term.start for term in terms if term.value("act") in MADE_PUBLIC), 0)
    through = next((term for term in terms if term.modifier == "through"), None)
    if through is not None and (through.end <= verb or any(term.value("medium") for term in terms)):
        return True  # 在省信用平台发布行政许可信息
    ahead = [term for term in terms if term.end <= verb]
    if any(term.value("medium") or term.value("channel") or term.modifier == "body" for term in ahead):
        return True
    posted = next((term.end for term in terms if term.value("act") == "post" and term.start > 0), 0)
    if posted and _TAIL.sub("", words[posted:]) in _INFORMATION_ALONE:
        return True
    return verb > 0 and (words[:verb].endswith(_WHERE) or part_name(words[:verb]) is not None)
