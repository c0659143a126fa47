"""The numbers of a sentence as a tree: which of them are parts, and of what.

What counts all of something stands at a root of the tree; a number below it is a part, whatever its words name.

| a number is | because | example |
|---|---|---|
| a part | its own words say so | 公开386条，**其中网站210条** |
| a member of a list of parts | words further ahead say so, between two semicolons | 其中网站210条，**微信93条** |
| a member behind a semicolon | all of them are no more than their whole | 公开237件，其中部门91件；**县区146件** |
| below the sentence before | the sentence begins with parts | 。**其中，公开文件27件**；动态351条 |
| a whole that is said again | a reference follows it | **386件**申请中，当面申请12件 |
| a whole of other things, too | a later number says how many are about disclosure | 复议**9件**，其中涉及信息公开2件 |
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Mapping, Sequence

from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.proposals import published
from parsers.prose.sentences.sentences import LONGEST_LIST, NEAR
from parsers.prose.words.codes import CASE_OBJECTS, MADE_PUBLIC, NAMES_CASES
from parsers.prose.words.lexicon import Term

_A_CASE = "案件"
_APPLICATION = "application"
_TIMES = "次"


class Tree:
    """The tree of one sentence.

    Attributes:
        begins_below: Whether the sentence begins with parts of what the sentence before counts.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        first = next((term for term in phrases.terms if term.features or term.modifier), None)
        says_part = first is not None and first.modifier == "part" and first.start == 0
        self.begins_below = says_part or _refers_to_what_was_disclosed(phrases)

    @functools.cached_property
    def wholes_of_cases(self) -> frozenset[int]:
        """Numbers of cases of which a later number says how many are about the disclosure of information."""
        return _wholes_of_cases(self._phrases)

    @functools.cached_property
    def published(self) -> frozenset[int]:
        """Numbers of which the sentence says that what they count was published, if they count suggestions."""
        return published(self._phrases)

    def is_part(self, index: int) -> bool:
        """Whether the words of a number call it a part of what was counted (其中7件来自上年结转)."""
        return self._phrases.say_part(self._phrases.lead(index).start, self._phrases.own(index).end)

    def is_member(self, index: int) -> bool:
        """Whether a number is a part, or stands in a list of parts (其中概况信息75条，执法公示信息348条)."""
        start = self._phrases.sentence.quantities[index].span.start
        begins = self._phrases.sentence.part_start(start)
        return self._phrases.say_part(begins, start) or self._goes_on(index, begins)

    def members_beside(self, index: int) -> Sequence[int]:
        """The numbers of the list of parts that a number stands in, with itself, that are counted in its measure."""
        quantities = self._phrases.sentence.quantities
        alike = (place for place, one in enumerate(quantities) if one.unit == quantities[index].unit)
        return [place for place in alike if self.is_member(place)]

    def has_whole(self, index: int) -> bool:
        """Whether a larger number of the same measure stands ahead that a number may be a part of."""
        own = self._phrases.sentence.quantities[index]
        begins = self._phrases.sentence.part_start(own.span.start)
        return self._largest_ahead[index] > own.value or self._goes_on(index, begins)

    def whole_of(self, index: int) -> int | None:
        """The number that a number is a part of by the words between them (公开50件，其中企业5件).

        So it is where one is said again (上年结转的7件中，公开3件). Only words between the same two semicolons tell it;
        None where there are none.
        """
        sentence = self._phrases.sentence
        start = sentence.quantities[index].span.start
        begins, bracket = sentence.part_start(start), sentence.bracket_at(start)
        ahead = sentence.numbers_between(begins, start)[-LONGEST_LIST:]
        first = index - len(ahead)
        if self._phrases.say_part(begins, start):
            part = self._phrases.last_part(start)
            starts = [(place, sentence.quantities[place].span.start) for place in range(first, index)]
            wholes = [place for place, at in starts if at < part and sentence.bracket_at(at) in (None, bracket)]
            if wholes and sentence.bracket_at(part) in (None, bracket):
                return wholes[-1]
        if "reference" not in self._phrases.all.modifiers:
            return None
        return next((place for place in range(first, index) if self.is_said_again(place)), None)

    def is_of_unpublished(self, index: int) -> bool:
        """Whether a number is a part of one that was not published here (受理信件276件，其中厅长信箱172件).

        What is counted by how often it came in (回应咨询104件次) has parts that are counted in pieces.
        """
        quantities = self._phrases.sentence.quantities
        start = quantities[index].span.start
        if not self._phrases.say_part(0, start):
            return False
        begins, unit = self._phrases.last_part(start), quantities[index].unit
        ahead = [number for number in range(index) if quantities[number].span.end <= begins]
        whole = next(
            (number for number in reversed(ahead) if quantities[number].unit in (unit, f"{unit}{_TIMES}")), None
        )
        own = self._phrases.own(whole) if whole is not None else None
        if own is None or own.verb is None:
            return False
        return own.verb.value("act") not in MADE_PUBLIC or any(one.value("medium") == "press" for one in own.terms)

    def is_said_of_other_work(self, index: int) -> bool:
        """Whether the last verb ahead of what a number counts is none of publishing (办理建议11件).

        What stands right behind an object is a noun, as in 建议答复11件.
        """
        start = self._phrases.sentence.quantities[index].span.start
        ahead = self._phrases.between(max(self._phrases.sentence.part_start(start), start - NEAR), start)
        nouns = {term.end for term in ahead if term.value("obj")}
        verbs = [term for term in ahead if term.value("act") and term.start not in nouns]
        return bool(verbs) and verbs[-1].value("act") not in MADE_PUBLIC

    def is_said_again(self, index: int) -> bool:
        """Whether a number is a whole that was told before (386件申请中，……)."""
        return self._phrases.clause_behind(index).refers_back

    def _goes_on(self, index: int, begins: int) -> bool:
        """Whether a list of parts goes on behind the semicolon where the words of a number begin."""
        if not self._phrases.say_part(0, begins):
            return False
        if self.begins_below:
            return True
        own = self._phrases.sentence.quantities[index]
        starts, so_far = self._so_far[own.unit]
        first_part = self._phrases.last_part(begins)
        until, parts = bisect.bisect_right(starts, own.span.start), bisect.bisect_left(starts, first_part)
        # Sums of the numbers of one measure: what stands between two of them is the numbers in between.
        whole = so_far[parts] - so_far[parts - 1] if parts else -1
        return so_far[until] - so_far[parts] <= whole

    @functools.cached_property
    def _so_far(self) -> Mapping[str, tuple[list[int], list[float]]]:
        """By measure word, where its numbers begin, and their sum up to each of them, from nothing on."""
        found: dict[str, tuple[list[int], list[float]]] = {}
        for one in self._phrases.sentence.quantities:
            starts, sums = found.setdefault(one.unit, ([], [0.0]))
            starts.append(one.span.start)
            sums.append(sums[-1] + one.value)
        return found

    @functools.cached_property
    def _largest_ahead(self) -> list[float]:
        """For each number the largest one of its measure ahead of it, between two semicolons."""
        found: list[float] = []
        begins, largest = -1, dict[str, float]()
        for one in self._phrases.sentence.quantities:
            start = self._phrases.sentence.part_start(one.span.start)
            if start != begins:
                begins, largest = start, {}
            found.append(largest.get(one.unit, -1.0))
            largest[one.unit] = max(one.value, found[-1])
        return found


def _refers_to_what_was_disclosed(phrases: Phrases) -> bool:
    """Whether the first clause only names what was disclosed, of which parts follow (主动公开的信息中，……)."""
    if "reference" not in phrases.all.modifiers:
        return False
    end = phrases.sentence.clause_end(0)
    if phrases.sentence.holds_number(0, end):
        return False
    clause = phrases.phrase(0, end)
    return clause.refers_back and {("act", "disclose"), ("obj", "information")} <= clause.features


def _wholes_of_cases(phrases: Phrases) -> frozenset[int]:
    """Numbers of cases of which a later number says how many are about the disclosure of information."""
    if phrases.all.features.isdisjoint(NAMES_CASES):
        return frozenset()
    kinds: list[tuple[str, bool]] = []
    for index in range(len(phrases.sentence.quantities)):
        terms = [*phrases.own(index).terms, *phrases.after(index).terms]
        objects = [value for term in terms if (value := term.value("obj")) and not _is_case_of_disclosure(term)]
        is_of_cases = all(value in CASE_OBJECTS for value in objects)
        obj = (objects[0] if objects else "") if is_of_cases else "elsewhere"
        if (
            set(objects) == {_APPLICATION}
            and kinds
            and kinds[-1][0] in CASE_OBJECTS
            and _is_called_a_part(phrases, index)
        ):
            obj = ""  # 行政诉讼20件，其中涉及依申请公开4件
        dated = any(term.text[:2] == "20" for term in terms)
        goes_on = bool(kinds) and kinds[-1][1] and phrases.goes_on(index)  # 其中涉及信息公开的复议4件、诉讼2件
        kinds.append((obj, not dated and (goes_on or any(term.value("open") for term in terms))))
    found: set[int] = set()
    named_later = _denied_to_be_about_disclosure(phrases)
    for index in range(len(kinds) - 1, -1, -1):
        obj, is_open = kinds[index]
        if obj in CASE_OBJECTS and not is_open and named_later & {"", obj}:
            found.add(index)
        if is_open:
            named_later.add(obj)
    return frozenset(found)


def _is_called_a_part(phrases: Phrases, index: int) -> bool:
    """Whether the words of a number, in its own clause, call it a part."""
    own = phrases.own(index)
    return phrases.say_part(own.start, own.end)


def _is_case_of_disclosure(term: Term) -> bool:
    """Whether a word means an application elsewhere, and beside cases one of them (其中政府信息公开案件4件)."""
    return term.text.endswith(_A_CASE) and ("open", "yes") in term.features


def _denied_to_be_about_disclosure(phrases: Phrases) -> set[str]:
    """Of which cases a sentence ends in saying that none was about it (无涉及政府信息公开的案件); empty for all."""
    behind = phrases.between(phrases.sentence.quantities[-1].span.end, len(phrases.sentence.text))
    if any(term.value("unrelated") for term in behind):
        return {""}
    denial = next((term.end for term in behind if term.modifier == "negation"), None)
    if denial is None or not any(term.value("open") and term.start >= denial for term in behind):
        return set()
    return {value for term in behind if (value := term.value("obj")) in CASE_OBJECTS} or {""}
