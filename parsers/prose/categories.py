"""Items that make up disclosed information: sorts of it, agencies and places, and hosts of reading points."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from parsers.prose.codes import DISCLOSED, WEBSITE
from parsers.prose.found import Found
from parsers.prose.lexicon import Term, find_terms
from parsers.prose.passage import Passage
from parsers.prose.phrase import Phrase
from parsers.prose.phrases import Phrases
from parsers.prose.shares import any_of, name_behind, part_name, parts, sort_of_information, with_brackets
from parsers.prose.wholes import IN_ALL
from parsers.text.numbers import Quantity

_ROUNDING = 0.005
"""What items that are given in 万 may miss of their total, as a share of it."""
_MEASURES = ("条", "件", "条次", "篇", "则")
_MEASURES_OF_LISTS = ("项", "个", "份")
"""Those of sorts that make up all that was disclosed, whatever each of them is counted in (档案180个、年度报告1条)."""
_MEASURES_OF_SORTS = (*_MEASURES, "份")
"""Those of what is named as a sort (政府工作报告类2份)."""
_MEASURES_OF_POINTS = ("个", "处", "家")
_NEVER_A_SORT = ("applications.", "review.", "litigation.", "response.")
_SORTS_OF_THEIR_OWN = ("disclosure.service_info", "disclosure.electronic_fulltext")
_CHANNEL = "disclosure.channel."
SORTS = "disclosure.by_category"
_READING_POINTS = "capacity.reading_points"
_NAMES_A_LIST = re.compile(r"其中|包括|包含|涵盖|分类|划分|按类|类别|中[，：,:]")
"""What says that parts are listed: also within words (分类公开), and 中 only in front of the list."""
_TAIL = re.compile(r"(?:的信息|信息数|的|(?:信息)?(?:更新|发布|公开)(?:数量|数|量))$")
_OTHER = re.compile(r"(?:其中)?其[他它余](?:信息)?")
"""What ends a name, and what names the last sort of a list: words with others that may stand beside them or not."""
_IS = ("为", "是", "属于", "属")
_INFORMATION_ALONE = ("信息", "政府信息", "各类信息", "政务信息")
_WHERE = ("上", "里", "内", "中")
"""Ends of words that say where something was published."""
_PUBLISHED = ("disclose", "post", "repost")
"""Verbs of which a sort of information is the object, and not its name."""
_ACTS_IN_NAMES = {*_PUBLISHED, "handled", "amend", "read"}
"""Verbs of what the information is about (机构调整, 便民查询), and of its publication."""
_BY_OTHERS = "被"
_OUTCOMES = {("outcome", "granted"), ("outcome", "denied")}
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
_PLATFORMS = ("weibo", "wechat", "app", "newmedia", "press")
_INFORMATION = "信息"
_SORT = "类"
"""Stands in the name of every sort that an ending tells."""
_ALL_SORTS = "各类"
_SPELT = (("类的", "类"), ("资讯", "信息"))
_DOCUMENTS = {"规章": "documents.rules.", "规范性文件": "documents.normative."}
"""Nouns behind the name of who has issued documents, and the beginning of the codes that count these."""
_SHORTEST_LIST = 3
"""How many names of information make a list of sorts where nothing says so (机构信息3条、预算信息6条、其他信息4条)."""
SHORTEST_NAME, _LONGEST_NAME = 2, 24
"""Characters of the name of a sort."""


@functools.cache
def _lead() -> re.Pattern[str]:
    """What begins a list and stands in front of the name of its first sort."""
    return re.compile(rf"^(?:{any_of(parts().openers)}|[，：])+")


def share(found: Found, before: str, after: str, passage: Passage) -> bool:
    """Adds a number without a label of its own as the part of a total that somebody or some sort makes up.

    Args:
        found: The number.
        before: The words in front of it.
        after: The words behind it.
        passage: What the text is about.

    Returns:
        Whether it is one.
    """
    unit = found.quantity.unit
    subject = passage.totals.shared(found.quantity)
    if subject is not None and (holder := _holder(subject, before, after, unit, passage)):
        label = with_brackets(holder, found.sentence.clause_before(found.start, found.quantity.span.start))
        passage.add(found._replace(code=subject, label=label))
        return True
    if unit in _MEASURES_OF_SORTS and _is_on_disclosure(passage) and (sort := sort_of(before or after)) is not None:
        passage.add(found._replace(code=SORTS, label=sort))
        return True
    return False


def _holder(subject: str, before: str, after: str, unit: str, passage: Passage) -> str | None:
    """Who has a part of a total: the host of a reading point, or an agency or a place."""
    if any(term.value("medium") in _PLATFORMS for term in find_terms(before)):
        return None  # “印象官渡”微信公众号 is no agency
    if subject == _READING_POINTS and unit in _MEASURES_OF_POINTS and passage.last and passage.last.code == subject:
        host = part_name(before, parts().host)
        if host is not None:
            return host
    counts_another = any(before.endswith(noun) and not subject.startswith(code) for noun, code in _DOCUMENTS.items())
    return (None if _INFORMATION in before or counts_another else part_name(before)) or name_behind(after)


def sort_of(words: str) -> str | None:
    """The sort of information that words name by their ending (公开财政类信息: 财政类), or None."""
    for printed, usual in _SPELT:
        words = words.replace(printed, usual)
    if _SORT not in words:
        return None
    terms = list(find_terms(words))
    if any(term.value("whole") for term in terms):
        return None  # 共制发公文类政府信息64件 may not have been disclosed
    verbs = [term.end for term in terms if term.value("act") in _PUBLISHED]
    sort = sort_of_information(words[verbs[-1] :] if verbs else words)
    if sort is None or sort.endswith(_ALL_SORTS) or any(term.value("reason") for term in find_terms(sort)):
        return None
    return sort


def _is_on_disclosure(passage: Passage) -> bool:
    return passage.totals.of(DISCLOSED) is not None or passage.theme.topic == "proactive_disclosure"


def names_a_sort(code: str, words: str, unit: str) -> bool:
    """Whether words name a sort of information, whatever else they could mean (规范性文件类信息1条)."""
    sort = sort_of(words)
    if unit not in _MEASURES_OF_SORTS or sort is None:
        return False
    if code.startswith(_CHANNEL) and not words.startswith(sort):
        return False  # 微博发布交通类信息860条: what a medium publishes is counted by the medium
    return not code.startswith(_NEVER_A_SORT) and code not in _SORTS_OF_THEIR_OWN


def may_be_named(found: Found, before: str, after: str) -> str | None:
    """The words that may be the name of a sort of information, until the sentence has been read; None for none."""
    if found.quantity.unit not in (*_MEASURES, *_MEASURES_OF_LISTS, ""):
        return None
    verb = next(filter(after.startswith, _IS), None)
    return before or (after.removeprefix(verb) if verb else None)


def name_sorts(unnamed: Sequence[tuple[str, Found]], phrases: Phrases, passage: Passage) -> None:
    """Adds the unnamed numbers of a sentence as sorts of information, if they are a list of them.

    They are if the sentence says that it names a part of what was disclosed, or if they add up to it.
    """
    if not unnamed or passage.theme.is_by_attribute:
        return
    proven = _that_complete_a_whole(unnamed, passage)
    for label, found in proven:
        passage.add(found._replace(code=SORTS, label=label))
    unnamed = [(words, found) for words, found in unnamed if all(found is not one for _, one in proven)]
    if not unnamed:
        return
    total = passage.totals.of(DISCLOSED) or passage.totals.of(WEBSITE)
    informs = ("obj", "information") in phrases.all.features
    if not informs and not _has_just_disclosed(passage):
        return
    sorts = sum(one.code == SORTS for one in passage.of_this_sentence)
    if not sorts and (_lists_media(passage) or not phrases.all.features.isdisjoint(_OUTCOMES)):
        return
    if total is None and not (informs and len(unnamed) + sorts > 2):
        return
    adds_up = total is not None and _add_up(unnamed, total)
    if not adds_up:
        unnamed = [(words, found) for words, found in unnamed if found.quantity.unit in _MEASURES]
    whole = total.value if total is not None else sum(found.quantity.value for _, found in unnamed)
    if not unnamed:
        return
    begins = _NAMES_A_LIST.search(phrases.sentence.text)
    listed = begins is not None and (len(unnamed) > 1 or sorts > 0 or _OTHER.fullmatch(unnamed[0][0]) is not None)
    nouns = [(words, found) for words, found in unnamed if _is_noun(words)]
    if not listed and not adds_up and sum(words.endswith(_INFORMATION) for words, _ in nouns) >= _SHORTEST_LIST:
        listed, unnamed = True, nouns
    if not adds_up and begins is not None:
        unnamed = [(words, found) for words, found in unnamed if found.end > begins.start()]
    if not unnamed or (not adds_up and not listed):
        return
    unit = total.unit if total is not None else unnamed[0][1].quantity.unit
    for words, found in unnamed:
        if not adds_up and found.quantity.unit != unit and unit not in _MEASURES:
            continue
        label = _name(words, is_proven=adds_up)
        if label and found.quantity.value <= whole:
            passage.add(found._replace(code=SORTS, label=label))


def _that_complete_a_whole(unnamed: Sequence[tuple[str, Found]], passage: Passage) -> list[tuple[str, Found]]:
    """Numbers with their names that make up, with others, a number of disclosed information in front of them all.

    That may be what the sentence before begins with (公开信息1324条。其中……).
    网站公开3239条，其中概况362条、动态1777条、目录1100条: the sum shows what they are.
    """
    named = [("", one) for one in passage.of_this_sentence if not one.implied]
    for whole in filter(None, (passage.opening, *(one for _, one in named))):
        if whole.label or whole.year != passage.year or whole.code not in (DISCLOSED, WEBSITE):
            continue
        begins = -1 if whole is passage.opening else whole.quantity.span.end
        behind = [one for one in (*named, *unnamed) if one[1].quantity.span.start > begins]
        items: list[tuple[str, Found]] = []
        rest = whole.quantity.value
        for words, one in sorted(behind, key=lambda item: item[1].quantity.span.start):
            if one.quantity.unit not in (whole.quantity.unit, "") or one.code.startswith(_CHANNEL):
                break
            if one.quantity.value > rest:
                break
            items.append((words, one))
            rest -= one.quantity.value
            if not rest and len(items) > 1:
                proven = [(_name(words, is_proven=True), one) for words, one in items if (words, one) in unnamed]
                return proven if all(label for label, _ in proven) else []
    return []


def _add_up(unnamed: Sequence[tuple[str, Found]], total: Quantity) -> bool:
    """Whether numbers make up all that was disclosed; where each is counted in its own measure, three at least."""
    measures = {total.unit, *(found.quantity.unit for _, found in unnamed)}
    if len(unnamed) < (2 if measures <= set(_MEASURES) else _SHORTEST_LIST):
        return False
    rounded = any("万" in found.quantity.printed for _, found in unnamed)
    slack = _ROUNDING * total.value if rounded else 0.5
    return abs(sum(found.quantity.value for _, found in unnamed) - total.value) <= slack


def _lists_media(passage: Passage) -> bool:
    """Whether a sentence counts what several media have published; what it counts beside is of one more medium."""
    return sum(one.code.startswith(_CHANNEL) and one.code != WEBSITE for one in passage.of_this_sentence) > 1


def _is_noun(words: str) -> bool:
    """Whether no verb and no medium stands in words, but for a verb of publishing in front of them."""
    terms = list(find_terms(words))
    if terms and terms[0].start == 0 and terms[0].value("act") in ("post", "disclose"):
        terms = [terms[0].only("medium"), *terms[1:]]
    return not any(term.value("act") or term.value("medium") or term.modifier == "through" for term in terms)


def _has_just_disclosed(passage: Passage) -> bool:
    # What is a part of 48 interpretations is none of the information that the sentence before counts.
    near = passage.of_this_sentence or tuple(filter(None, (passage.last, passage.opening)))
    return any(one.code.startswith("disclosure.") for one in near)


def _is_of_a_column(terms: Sequence[Term]) -> bool:
    """Whether words name the information of a column as a sort (信息公开目录信息), not what was put into the column."""
    return terms[-1].value("obj") == "information" and not any(term.value("act") for term in terms)


def _says_who_or_where(words: str) -> bool:
    """Whether words say who has published something, or on what, and no sort of it (村、屯公开数量, 微信发布)."""
    terms = list(find_terms(words))
    if any(term.modifier == "through" for term in terms) and any(term.value("medium") for term in terms):
        return True
    verb = next((term.start for term in terms if term.value("act") in _PUBLISHED), 0)
    ahead = [term for term in terms if term.end <= verb]
    if any(term.value("medium") or term.value("channel") or term.modifier == "body" for term in ahead):
        return True
    posted = next((term.end for term in terms if term.value("act") == "post" and term.start > 0), 0)
    if posted and _TAIL.sub("", words[posted:]) in _INFORMATION_ALONE:
        return True
    return verb > 0 and (words[:verb].endswith(_WHERE) or part_name(words[:verb]) is not None)


def _name(words: str, *, is_proven: bool) -> str:
    """The name of a sort of information; empty if the words are none.

    Args:
        words: The words.
        is_proven: Whether the numbers show it to be one of several, so that it may be called 政务信息 or 公开目录.
    """
    name = _TAIL.sub("", _lead().sub("", words))
    found = find_terms(name)
    terms = [term for term in found if term.features]
    begins = bool(terms) and not Phrase(name, 0, terms[0].start, found).unknown
    if len(terms) > 1 and begins and terms[0].value("act") in ("post", "disclose"):
        if any(term.value("obj") in ("other", "elsewhere") for term in terms):
            return ""
        name, begins = name[terms[0].end :], False
    if any(slot not in _IN_NAMES_OF_SORTS for term in terms for slot, _ in term.features):
        return ""
    told = [term for term in terms if not term.value("other") and term.value("act") not in ("post", "disclose")]
    if told and all(term.value("medium") in _PLATFORMS for term in told):
        return ""  # 微信公众号, 其他传统媒体报道
    if {value for term in terms if (value := term.value("act"))} - _ACTS_IN_NAMES or _BY_OTHERS in name:
        return ""  # 留言收到, 被省级媒体采用
    if any(term.value("obj") == "application" for term in terms):
        return ""
    if _says_who_or_where(_lead().sub("", words)):
        return ""
    if any(term.value("part") for term in terms) and not is_proven and not _is_of_a_column(terms):
        return ""
    is_verb = begins and terms[0].value("act") is not None
    if name in IN_ALL or (name in _INFORMATION_ALONE and not is_proven):
        return ""
    return name if SHORTEST_NAME <= len(name) <= _LONGEST_NAME and not is_verb else ""
