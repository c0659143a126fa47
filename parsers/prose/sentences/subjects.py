"""The bodies that clauses begin with: a department, a town, all bodies of a tier, or a government's own office."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from knowledge.publishers import read_name
from knowledge.self_references import of_itself
from parsers.model import Span
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.marks import AND, IN_ALL
from parsers.prose.words.shares import any_of, part_name, parts

_END = re.compile(
    "(?:局(?![长域面势部])|委(?![托员]|会(?!同))|(?<![大布展])厅|(?<![小城集])镇(?![村区])|乡(?![村镇])|街道(?!办)|办事处)(?:(?:人民)?政府)?"
)
"""How the names of bodies end that are no office of the government."""
_LEVEL = re.compile("[省市县区州盟旗](?![委局厅])")
_OFFICE = re.compile("(?:[省市县区州盟旗]|自治区)?(?:人民)?政府(?:办公室|办公厅|办(?![理结件公事]))|[省市县区州]本级")
_LEAD = re.compile(
    "(?:(?:20[0-9]{2}年度?|全年|今年以来|今年|本年度?|去年|上年度?|其中|此外|另外?|同期)，?)*"
    "(?:以(?=[^，。；]{1,12}为被(?:申请|告)人))?"
)
"""What may stand in front of a subject."""
_EVERY = "各"
_LONGEST = 18
"""Characters of a name: longer words hold another one."""
_TOWN = 5
"""Characters of a town's name at most, where no level or place stands in front."""
_IN_NO_NAME = re.compile(f"{of_itself()}|[各全由在对向经被与及的、]|处理|办理")
_ALL = re.compile("[全各我本]|(?:[省市县区州盟旗]|自治[区州县旗])(?:人民)?政府(?!办|部门|门户|网|信息)")
"""How clauses begin that are of all of the place, or of the government or body that reports."""
_OF_SEVERAL = ("、", *AND, "等", "牵头", "会同", "联合")
"""What stands behind the first of several bodies."""
_COMPARES = ("比", "较", "同比", "环比", "与上年", "与去年", "增长", "下降", "增加", "减少", "占")
"""How a clause begins that only compares the number ahead."""
_OF_THE_GOVERNMENT = ("政府", "政务", "门户", "人民政府", "县政府", "市政府", "区政府", "省政府", "州政府")
_NO_ACT = ("medium", "place", "leader")
"""Slots of words that begin a clause of another subject, or of none."""


class Subject(NamedTuple):
    """A body that a clause is about.

    Attributes:
        label: Its name, where it is a part of the government; None for the government's own office.
        scope: What it covers.
        is_bare: Whether its name says neither its level nor its place, nor how many they are (国土资源局, 街道).
        is_tier: Whether it stands for all bodies of a tier, which may be all that report (各部门), or a part of them.
        is_below: Whether it is a tier below the body that reports, wherever it is told of (局属单位).
        is_every: Whether it says that it stands for every body of the tier, or how many (各部门, 45家单位).
    """

    label: str | None
    scope: str
    is_bare: bool = False
    is_tier: bool = False
    is_below: bool = False
    is_every: bool = False


class Subjects:
    """The subjects of the clauses and items of a sentence.

    Attributes:
        tell_of_tiers: Whether one of them is a tier.
        stand_beside_each_other: Whether a tier stands beside another one, a body, or the own office.
    """

    def __init__(self, told: Mapping[int, Subject]) -> None:
        """Takes the subjects by where the clauses or items begin."""
        self._told = told
        self._starts = sorted(told)
        self.tell_of_tiers = any(one.is_tier for one in told.values())
        self.stand_beside_each_other = self.tell_of_tiers and len(set(told.values())) > 1

    def at(self, start: int) -> Subject | None:
        """The subject of what begins at a position."""
        return self._told.get(start)

    def last_start(self, start: int, end: int) -> int:
        """Where what has a subject begins, last between two positions; the first position where nothing does."""
        place = bisect.bisect_right(self._starts, end)
        return max(start, self._starts[place - 1]) if place else start


def subject(phrases: Phrases, clause: Span, year: int) -> Subject | None:
    """The body that a clause begins with, and of which it says something; 其中市住建局32件 only counts a part.

    Args:
        phrases: The phrases of the sentence.
        clause: The clause.
        year: The year of the report.
    """
    text, begins = phrases.plain, behind_lead(phrases, clause)
    office = _OFFICE.match(text, begins, clause.end)
    found = (Subject(None, "office"), office.end()) if office is not None else _body(phrases, begins, clause.end, year)
    if found is None or text.startswith(_OF_SEVERAL, found[1]):
        return None
    holder, end = found
    number = next((one.span.start for one in phrases.sentence.numbers_between(end, clause.end)), clause.end)
    says_something = any(term.features for term in phrases.between(end, number))
    return holder if says_something else None


def behind_lead(phrases: Phrases, clause: Span) -> int:
    """Where the subject of a clause may begin: behind a time or a word such as 其中."""
    lead = _LEAD.match(phrases.plain, clause.start, clause.end)
    return lead.end() if lead else clause.start


def is_of_a_body(words: str, year: int) -> bool:
    """Whether words begin with the name of a department or a town.

    Args:
        words: The words.
        year: The year of the report.
    """
    return _name(words, 0, len(words), year) is not None


def has_a_subject(phrases: Phrases, index: int, year: int) -> bool:
    """Whether the clause of a number says whose it is, or counts all (全市答复81件).

    Args:
        phrases: The phrases of the sentence.
        index: Index of the number.
        year: The year of the report.
    """
    sentence, position = phrases.sentence, phrases.sentence.quantities[index].span.start
    start = sentence.clause_start(position)
    if begins_with_all(phrases, start) or sentence.text.startswith(IN_ALL, start):
        return True
    return subject(phrases, Span(start, sentence.clause_end(position)), year) is not None


def begins_with_all(phrases: Phrases, start: int) -> bool:
    """Whether a clause begins with all of the place, or with the body that reports (全市, 各部门, 我局)."""
    return _ALL.match(phrases.sentence.text, start) is not None


def goes_on(phrases: Phrases, clause: Span) -> bool:
    """Whether a clause with a number has no subject, so that it goes on from the one before it."""
    text = phrases.sentence.text
    if text.startswith(_COMPARES, clause.start):
        return True
    said = phrases.phrase(clause.start, clause.end)
    told = next((term for term in said.terms if term.features or term.modifier in ("body", "part", "sum")), None)
    begins_anew = begins_with_all(phrases, clause.start) or text.startswith(IN_ALL, clause.start)
    if told is None or told.modifier == "body" or begins_anew:
        return False
    if said.part(clause.start, told.start).unknown:
        return False
    if told.value("medium") and clause.start and not told.text.startswith(_OF_THE_GOVERNMENT):
        before = phrases.sentence.clause_start(clause.start - 1)
        return bool(phrases.media(before, clause.start))  # 县公安局微信发布412条，微博发布126条
    return all(told.value(slot) is None for slot in _NO_ACT)


def _body(phrases: Phrases, begins: int, until: int, year: int) -> tuple[Subject, int] | None:
    """A department, a town or a tier whose name begins at a place, and where the name ends."""
    text = phrases.plain
    tier = _tier().match(text, begins, until)
    if tier is not None:
        whole = phrases.term_at(begins)
        following = next((one.start for one in phrases.between(tier.end(), until) if one.features), until)
        is_all_of_it = phrases.phrase(tier.end(), following).unknown == ""  # 乡镇卫生院公开8条
        # 部门预算公开8条, but 部门网站公开8条
        is_longer = whole is not None and whole.end > tier.end() and whole.value("medium") is None
        if not is_all_of_it or is_longer:
            return None
        printed, kind = phrases.sentence.text, "counted" if tier["counted"] else "name"
        ends = printed.find("）", tier.end()) + 1 if printed.startswith("（", tier.end()) else tier.end()
        is_below = tier["below"] is not None or tier[kind].endswith(parts().tiers_below)
        is_every = kind == "counted" or _EVERY in tier[kind]
        label = printed[tier.start(kind) : ends if ends > tier.end() else tier.end(kind)]  # 各县（区）、市直部门
        is_bare = label in parts().tiers
        return Subject(label, "other", is_bare, is_tier=True, is_below=is_below, is_every=is_every), ends
    found = _name(text, begins, until, year)
    return None if found is None else (Subject(found[0], "other", is_bare=found[1]), begins + len(found[0]))


@functools.cache
def _tier() -> re.Pattern[str]:
    """The names of all bodies of a tier; phrases have blanks in the place of their numbers (12个派出所)."""
    words = parts()
    below, ahead = any_of(words.tiers_of_one), any_of(words.tiers_in_front)
    alone = any_of(sorted(words.tiers, key=len, reverse=True))
    several = f"(?:{any_of(sorted((*words.tiers, *words.tiers_counted), key=len, reverse=True))})+"
    one = rf"(?:{ahead})*(?:各(?:{ahead})*{several}|{alone})"
    names = rf"(?:(?P<below>{below})各?{several}|{one})(?:\s*[、和及]\s*{one})*"
    return re.compile(rf"(?:[我本][局委厅])?(?P<name>{names})(?:人民)?(?:政府)?|\s+[个家]?(?P<counted>{several})")


def _name(text: str, begins: int, until: int, year: int) -> tuple[str, bool] | None:
    """The name of a department or a town that begins at a place, and whether it is bare; None where none begins."""
    bare = None
    for end in _END.finditer(text, begins, min(until, begins + _LONGEST)):
        words = text[begins : end.end()]
        if _IN_NO_NAME.search(words):
            break
        name = read_name(words, year)
        if name is None or part_name(words) != words or _tier().fullmatch(words):
            continue
        is_town = name.kind != "department" and len(words) <= _TOWN
        if is_town or _LEVEL.match(words) or name.places:
            return words, False
        bare = words
    return None if bare is None else (bare, True)
