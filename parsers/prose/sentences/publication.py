"""Words in front of a number, taken apart: who published something, where, and what it is called.

    words = [opening] [whole] [who] [where] [verb of publishing] NAME [tail]

| part | example |
|---|---|
| opening | 其中，包括 |
| whole | 在公开的政府信息中， |
| who | 市公安局 |
| where | 在网站上 |
| verb | 公开 |
| name | 财政信息 |
| tail | 条数有 |
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from knowledge import times
from knowledge.times import YEAR
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.codes import MADE_PUBLIC, PUBLISHED
from parsers.prose.words.lexicon import Term, find_terms
from parsers.prose.words.marks import INFORMATION
from parsers.prose.words.shares import opener, part_name

_TO_BE_DISCLOSED = re.compile("(?:(?:依法)?(?<!规定)应[当该]?(?:予以)?|(?<=其[他它余]))主动公开的?")
"""What is said of all information, and so is no part of a name (其他应主动公开信息5条)."""
_WHOLE = f"在?[^，：]*{INFORMATION}当?中[，：]|在[^，：]*{INFORMATION}当?中(?!心)"
"""What the information is a part of."""
_CONTENTS = f"(?:公开)?的?(?:政府)?(?:{INFORMATION})?的?(?:主要)?内容(?:主要)?"
"""What a list tells the contents of (公开的主要内容有财政信息4条)."""
_TIME = rf"(?:{YEAR}年度?|{times.THIS_YEAR}度?)?全年|{YEAR}年(?=公[开布]|发布)"
"""A year in front of the verb that is said of all names of a list (2017年全年公布政府概况1条，公示公告14条)."""
_TAIL = re.compile(
    f"(?:的(?:政府)?{INFORMATION}|(?<={INFORMATION})条数|(?:政府)?{INFORMATION}(?:数量?|(?:分别)?[为是])|的"
    f"|(?:{INFORMATION})?(?:公开|发布|更新)(?:数量|数|量))?有?$"
)
"""What stands behind a name, and tells that it is counted."""
IN_ALL_BEHIND = re.compile("共计?$")
"""Stands behind one name (财政信息共58条, 规划和人事信息共30条); behind several it counts them together."""
_GOVERNMENT = ("政府", "政务")
_SEVERAL = re.compile(f"、|{INFORMATION}[和及与]")
_WITHIN = ("上", "里", "内", "中")
"""Ends of words that say where something was published."""
_BY_CLASS = re.compile("类(?:政府)?(?:信息|资讯)?$")
"""End of words that are the name of a sort by themselves (财政类信息)."""
GENERAL = re.compile(f"(?:各[类种项]|原创)?(?:政府|政务)?(?:{INFORMATION})?")
"""What is published, whatever it is about; or nothing."""
THIS_YEAR = ("time", "this")
"""What words mean that say nothing new of when."""


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What words in front of a number tell.

    Attributes:
        text: The words without their opening, and without what is said of all information.
        who: Words that name who published something; empty if none do.
        where: Words that say where, or through what; empty if none do.
        verb: The verb of publishing in front of the name, if there is one.
        name: What may be the name of a sort, with its terms.
    """

    text: str
    who: str
    where: str
    verb: Term | None
    name: Phrase

    @property
    def named(self) -> str:
        """The name as it is printed."""
        return self.text[self.name.start : self.name.end]

    @property
    def is_plain(self) -> bool:
        """Whether nothing but a noun is told, with a verb of publishing in front of it at most."""
        if self.who or self.where:
            return False
        if self.verb is not None and (self.verb.value("medium") or GENERAL.fullmatch(self.named)):
            return False
        return self.name.slots.isdisjoint(("act", "medium")) and "through" not in self.name.modifiers


@functools.lru_cache(maxsize=1024)
def taken_apart(words: str) -> Told:
    """Takes words in front of a number apart."""
    text = _opening().sub("", _TO_BE_DISCLOSED.sub("", words))
    if _SEVERAL.search(text) is None:
        text = IN_ALL_BEHIND.sub("", text)
    terms = find_terms(text)
    tail = _TAIL.search(text)
    end = tail.start() if tail else len(text)
    is_by_class = _BY_CLASS.search(text, 0, end) is not None
    verb = _verb(text, end, terms, is_by_class=is_by_class)
    if verb is None:
        where = text if _holds_a_way(terms) else ""
        return Told(text, "", where, None, _name(text, 0, end, terms))
    begins = _end_of_verbs(verb, terms)
    if text.startswith(INFORMATION, begins) and is_by_class and text[begins - 2 : begins] in _GOVERNMENT:
        begins += len(INFORMATION)  # 公开政府信息机构设置类12条
    ahead, words_ahead = text[: verb.start], [term for term in terms if term.end <= verb.start]
    is_where = _holds_a_way(terms) or _is_where(ahead, words_ahead) or _has_posted(verb, text[begins:end])
    is_who = any(term.modifier == "body" for term in words_ahead) or part_name(ahead) is not None
    if not (is_where or is_who or is_by_class or _begins_with(verb, text, words_ahead)):
        return Told(text, "", "", None, _name(text, 0, end, terms))
    begins = verb.start if begins == end != verb.end else begins  # 公示公开
    return Told(text, ahead if is_who else "", ahead if is_where else "", verb, _name(text, begins, end, terms))


def _verb(text: str, end: int, terms: Sequence[Term], *, is_by_class: bool) -> Term | None:
    """The verb of publishing: the first, or in front of a name that ends in 类 the last that is no part of it."""
    verbs = [term for term in terms if term.value("act") in MADE_PUBLIC]
    if is_by_class:
        in_front = (term for term in reversed(verbs) if term.end < end)
        return next((term for term in in_front if _BY_CLASS.match(text, term.end, end) is None), None)
    return next(iter(verbs), None)


def _end_of_verbs(verb: Term, terms: Sequence[Term]) -> int:
    """Where a verb of publishing ends, with those right behind it (发布公开), and without 信息 in it."""
    end = verb.end
    for term in terms:
        if term.start == end and term.value("act") in PUBLISHED:
            verb, end = term, term.end
    return end - len(INFORMATION) * verb.text.endswith(INFORMATION)


def _is_where(words: str, terms: Sequence[Term]) -> bool:
    if any(term.value("medium") or term.value("channel") or term.modifier == "through" for term in terms):
        return True
    return words.endswith(_WITHIN) or (bool(terms) and terms[-1].value("part") is not None)


def _has_posted(verb: Term, published: str) -> bool:
    """Whether words in front of a verb can but say where information was posted, of which nothing is told."""
    return verb.value("act") == "post" and published.endswith(INFORMATION) and GENERAL.fullmatch(published) is not None


def _holds_a_way(terms: Sequence[Term]) -> bool:
    """Whether words say with 通过 or 在 through what medium (在微信财政信息)."""
    return any(term.modifier == "through" for term in terms) and any(term.value("medium") for term in terms)


def _begins_with(verb: Term, text: str, ahead: Sequence[Term]) -> bool:
    """Whether nothing is told in front of a verb of publishing, but that it was in the year of the report."""
    if verb.value("act") not in PUBLISHED or Phrase(text, 0, verb.start, ahead).unknown:
        return False
    return all(THIS_YEAR in term.features for term in ahead if term.features)


def _name(text: str, start: int, end: int, terms: Sequence[Term]) -> Phrase:
    """A part of words with its terms, which are found again where it cuts one."""
    if any(term.start < edge < term.end for term in terms for edge in (start, end)):
        found = find_terms(text[start:end])
        terms = [term._replace(start=term.start + start, end=term.end + start) for term in found]
    return Phrase(text, start, end, [term for term in terms if start <= term.start and term.end <= end])


@functools.cache
def _opening() -> re.Pattern[str]:
    """What stands in front of the first name of a list."""
    return re.compile(rf"^(?:{_TIME}|{_CONTENTS}(?:{opener()}|：)|{opener()}|[，：]|{_WHOLE})+")
