"""What may be the name of a sort of information: 财政类信息, 机构职能, 政策法规.

A name tells what information is about. Each of its words is of a kind, and `parsers/data/sort_words.csv` says where in
a name words of that kind may stand; words that no term covers may stand anywhere. What else speaks against a name is
listed in `OBJECTIONS`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

from knowledge.fields import UNIQUE, Fault, Reader, is_not
from knowledge.loading import read_rows
from parsers.prose.codes import DISCLOSED, OF_CHANNELS
from parsers.prose.lexicon import AND_OTHERS, Feature, Term, entries, find_terms, slots
from parsers.prose.marks import IN_ALL, INFORMATION
from parsers.prose.phrase import Phrase
from parsers.prose.publication import GENERAL, THIS_YEAR, Told, taken_apart
from parsers.prose.shares import part_name, sort_of_information

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
_OF_A_CATALOGUE = ("信息公开目录信息", "信息公开目录信息条数", "信息公开目录信息数")
"""Ends of words for what the catalogue of a site holds, as a sort of what the site shows."""
_CLASS = "类"
"""Stands in the name of every sort that an ending tells."""
_ALL_SORTS = "各类"
_COLUMN = "栏目"
_GOVERNMENT = "政府"
"""Says nothing of information (其他政府信息)."""
_OFFICES = ("部门", "机构", "单位", "机关")
"""What the information on offices is about; with whose they are, it is what these have published."""
_COUNTED_FOR_THEMSELVES = ("other", "elsewhere")
"""Objects that are no information where a verb has them (公开热线电话3条)."""
_FORMS = re.compile("(?:电子|纸质)(?:版本?|形式|文档|文件)?(?:的?信息)?")
"""What information is kept on, which is no sort of it (纸质信息10条)."""

Place = Literal["listed", "proven", "called"]
"""Where a name stands: in a list of sorts, in one whose sum proves it, or in front of 类, which calls it a sort."""
Standing = Literal["alone", "ahead", "describing", "informing", "never"]
_MODIFIER = "modifier"
"""Stands for a slot where words are modifiers."""


def _said(text: str) -> Feature:
    slot, _, value = text.partition("=")
    values = {kind for _, kind in entries().values()} if slot == _MODIFIER else slots()[slot].values
    if value and value not in values:
        raise ValueError(text)
    return slot, value


SAID = Reader("a slot of features.csv, alone or with one of its values, or modifier= and one of modifiers.csv", _said)


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """One row of `parsers/data/sort_words.csv`: where in the name of a sort words of a kind may stand.

    They may stand `alone`, only `ahead` of a noun, only `describing` another noun than 信息, only `informing` where the
    name ends in 信息, or `never`. A word is of the first kind that it fits.

    Attributes:
        kind: What the words are.
        listed: Where they may stand in a name that a list shows to be one.
        proven: The same where a sum proves that the numbers are sorts.
        called: The same in front of 类.
        example: A name, or what looks like one.
        words: Words of this kind, whatever they mean.
        says: What words of this kind mean: slots with a value, or with any.
    """

    kind: Annotated[str, UNIQUE]
    listed: Standing
    proven: Standing
    called: Standing
    example: str
    words: frozenset[str] = frozenset()
    says: frozenset[Annotated[Feature, SAID]] = frozenset()

    @classmethod
    def check(cls, rows: Sequence[Kind]) -> Iterator[Fault]:
        """Words are known ones, and each meaning that a word can have is of a kind."""
        for index, row in enumerate(rows):
            for word in sorted(row.words - entries().keys()):
                yield Fault((index, "words"), is_not(word, "a word of concepts.csv or modifiers.csv"))
        for features, _ in entries().values():
            for feature in features:
                if not any(row.means(feature) for row in rows):
                    yield Fault((len(rows) - 1, "says"), f"{'='.join(feature)} is of no kind")
                    return

    def means(self, feature: Feature) -> bool:
        """Whether what a word means makes it one of this kind."""
        return not self.says.isdisjoint((feature, (feature[0], "")))

    def fits(self, term: Term) -> bool:
        """Whether a term is of this kind."""
        return term.text in self.words or any(map(self.means, (*term.features, (_MODIFIER, term.modifier))))


@functools.lru_cache(maxsize=4096)
def _standings(word: Term) -> dict[Place, Standing]:
    """Where a term, whose own place is left out, may stand in names; anywhere if it says nothing."""
    for kind in read_rows("parsers", "sort_words.csv", Kind):
        if kind.fits(word):
            return {"listed": kind.listed, "proven": kind.proven, "called": kind.called}
    return {"listed": "alone", "proven": "alone", "called": "alone"}


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
    telling = [
        term for term in name.terms if term.features and THIS_YEAR not in term.features and not term.value("channel")
    ]
    if not telling or telling[0].value("act") is None or name.part(name.start, telling[0].start).unknown:
        return False
    is_noun = len(telling) > 1 and all(term.value("act") for term in telling) and not name.unknown
    return not (is_noun and one.place == "proven")


def _is_of_somebody(one: Candidate) -> bool:
    """Whether words say whose information it is, or whose column."""
    name, terms = one.told.named, one.told.name.terms
    whose = name.removesuffix(_COLUMN).removesuffix(INFORMATION)
    if whose == name or whose.endswith(_GOVERNMENT) or whose in _OFFICES:
        return False
    is_account = bool(terms) and terms[0].text == whose and terms[0].value("medium") in PLATFORMS
    return is_account or part_name(whose) is not None


def _is_counted_for_itself(one: Candidate) -> bool:
    is_information = one.told.named.endswith(INFORMATION)
    objects = {term.value("obj") for term in one.told.name.terms}
    return one.told.verb is not None and not is_information and not objects.isdisjoint(_COUNTED_FOR_THEMSELVES)


def _tells_nothing(one: Candidate) -> bool:
    """Whether a name does not tell what information is about, but at most what it is kept on."""
    name = one.told.named
    if GENERAL.fullmatch(name):
        return one.place != "proven" or one.told.verb is not None
    is_none = name in IN_ALL or name.endswith(f"》{AND_OTHERS}") or not SHORTEST_NAME <= len(name) <= _LONGEST_NAME
    return is_none or _FORMS.fullmatch(name) is not None


def _has_a_word_out_of_place(one: Candidate) -> bool:
    return any(not _may_stand(term, one.told.name, one.place) for term in one.told.name.terms)


def _may_stand(term: Term, name: Phrase, place: Place) -> bool:
    standing, behind = _standings(term._replace(start=0, end=0))[place], name.text[term.end : name.end]
    if standing == "describing":
        return len(behind) >= SHORTEST_NAME and not behind.startswith(("的", INFORMATION))
    if standing == "ahead":
        return len(behind) >= SHORTEST_NAME
    return standing == "alone" or (standing == "informing" and behind.endswith(INFORMATION))


OBJECTIONS = (
    Objection(_is_published_by_somebody, "在省信用平台发布行政许可信息"),
    Objection(_says_what_was_done, "修改办事指南"),
    Objection(_is_of_somebody, "县直部门信息"),
    Objection(_is_counted_for_itself, "公布市级权责清单"),
    Objection(_tells_nothing, "纸质信息"),
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
    if sort is None or sort.endswith(_ALL_SORTS) or _has_a_word_out_of_place(Candidate(told, "called")):
        return None
    return sort


def names_a_sort(code: str, words: str, unit: str) -> bool:
    """Whether words name a sort of information, whatever else they could mean (规范性文件类信息1条)."""
    if unit not in MEASURES_OF_SORTS:
        return False
    counts_information = code.startswith(_DOCUMENTS_OF_THE_LAW) and words.endswith(_COUNTS_INFORMATION)
    if counts_information or (code == DISCLOSED and words.endswith(_OF_A_CATALOGUE)):
        return True
    if code.startswith(_NEVER_A_SORT) or code in _SORTS_OF_THEIR_OWN or (sort := sort_of(words)) is None:
        return False
    return words.startswith(sort) or not code.startswith(
        OF_CHANNELS
    )  # 微博发布交通类信息860条 is counted by the medium


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
