"""What a number is a part of, or a sum over, and which number it says again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from parsers.prose.codes import CASE_OBJECTS, NAMES_CASES, RECEIVED
from parsers.prose.found import Found
from parsers.prose.passage import Passage
from parsers.prose.phrase import Phrase
from parsers.prose.phrases import Phrases
from parsers.prose.scopes import scope_of, scope_words
from parsers.prose.shares import part_name, parts, with_brackets
from parsers.text.numbers import Quantity

_WAYS_IN = "applications.received."
_ROUNDING = 1e-6
_MOST_PARTS = 20
"""Figures before a total that are looked at: a list of ways in or of charges is shorter."""
_THIS_YEAR = ("本年", "今年", "当年")
_NEW = "新增"
_SAYS_NEW = re.compile("|".join((_NEW, *_THIS_YEAR)))


def part_of_a_total(phrases: Phrases, passage: Passage, index: int, found: Found) -> str | None:
    """Who has the part of a total that a verb is said of again (县区政府主动公开……); None for the government."""
    sentence = phrases.sentence
    total, own = passage.total(found.code), phrases.own(index)
    if found.code not in parts().spread or found.year != passage.year:
        return None
    if total is None:
        return _tier(phrases, own) if passage.level != "township" else None
    if own.verb is None:
        return None
    whole = passage.stated(found.code)
    if not found.quantity.value < total.value and (whole is None or whole.scope != "office"):
        return None
    name_of_part = part_name(sentence.words(own.start, own.verb.start).text)
    if name_of_part is None:
        return None
    labelled = found._replace(label=with_brackets(name_of_part, sentence.text[own.start : own.verb.start]))
    return labelled.label if scope_of(labelled, passage.found) == "other" else None


def is_of_the_office(phrases: Phrases, index: int) -> bool:
    """Whether the government's own office is the subject of a verb (其中，区政府主动公开1142条)."""
    own = phrases.own(index)
    if own.verb is None:
        return False
    subject = phrases.sentence.words(own.start, own.verb.start).text
    return part_name(subject) is not None and scope_words().office.search(subject) is not None


def _tier(phrases: Phrases, own: Phrase) -> str | None:
    """The bodies below the one that reports, where they are all that stands in front of a verb (乡镇公开信息3256条)."""
    bodies = [term for term in own.terms if term.modifier == "body"]
    if own.verb is None or not bodies or bodies[-1].end != own.verb.start:
        return None
    subject = phrases.sentence.words(own.start, own.verb.start).text
    return subject if subject in {term.text for term in bodies} else None


def is_part(phrases: Phrases, index: int) -> bool:
    """Whether the words of a number call it a part of what was counted (其中7件来自上年结转)."""
    return phrases.say_part(phrases.lead(index).start, phrases.own(index).end)


def is_in_a_list_of_parts(phrases: Phrases, index: int) -> bool:
    """Whether a number is a part, or stands in a list of parts (其中概况信息75条，执法公示信息348条)."""
    start = phrases.sentence.quantities[index].span.start
    return phrases.say_part(phrases.sentence.part_start(start), start) or list_goes_on(phrases, index)


def begins_with_a_part(phrases: Phrases) -> bool:
    """Whether a sentence begins with parts of what the sentence before counts (其中，公开文件23件；公开动态348条)."""
    first = next((term for term in phrases.terms if term.features or term.modifier), None)
    return first is not None and first.modifier == "part" and first.start == 0


def list_goes_on(phrases: Phrases, index: int) -> bool:
    """Whether a list of parts goes on behind a semicolon: its numbers are then no more than their whole together.

    (共发布237件，其中部门发布91件，占38%；县区发布146件)
    """
    sentence = phrases.sentence
    own = sentence.quantities[index]
    start = sentence.part_start(own.span.start)
    if not start or not phrases.say_part(0, start):
        return False
    if begins_with_a_part(phrases):
        return True
    begin = phrases.last_part(start)
    alike = [one for one in sentence.quantities[: index + 1] if one.unit == own.unit]
    wholes = [one for one in alike if one.span.end <= begin]
    parts_so_far = sum(one.value for one in alike if one.span.start >= begin)
    return bool(wholes) and parts_so_far <= wholes[-1].value


def refers_back(phrases: Phrases, index: int) -> bool:
    """Whether a number is a whole that was told before (386件申请中，……)."""
    if "reference" not in phrases.all.modifiers:
        return False
    end = phrases.sentence.quantities[index].span.end
    behind = phrases.between(end, phrases.sentence.clause_end(end))
    return bool(behind) and behind[-1].modifier == "reference"


def is_sum(phrases: Phrases, year: int, found: Found) -> bool:
    """Whether a figure is counted over years: 累计 without a word for the report's year."""
    if "sum" not in phrases.all.modifiers:
        return False
    sentence = phrases.sentence
    modifiers = phrases.phrase(sentence.near_start(found.start, found.end), found.end).modifiers
    if "sum" not in modifiers or "of_the_year" in modifiers:
        return False
    numbers = [one.span.end for one in sentence.quantities if one.span.end <= found.quantity.span.start]
    so_far = sentence.text[max(numbers[-1:], default=0) : found.end]
    return f"{year}年" not in so_far or "截" in sentence.text[: found.end]


def is_new(phrases: Phrases, year: int, found: Found) -> bool:
    """Whether words say that a figure is of the report's year alone."""
    start = phrases.sentence.near_start(found.start, found.end)
    if f"{year}年" in phrases.sentence.text[start : found.end]:
        return True
    if _SAYS_NEW.search(phrases.sentence.text, start, found.end) is None:
        return False
    return any(_NEW in term.text or term.text.startswith(_THIS_YEAR) for term in phrases.between(start, found.end))


def total_of(parts: Sequence[Found], whole: Quantity) -> str | None:
    """The code of which a number is the total, because figures before it add up to it; None if it is none.

    Args:
        parts: Figures of the sentence so far.
        whole: The number.
    """
    near = parts[-_MOST_PARTS:]
    alike = [part for part in near if part.quantity.unit == whole.unit and not part.label and not part.stated_zero]
    groups: dict[str, list[float]] = defaultdict(list)
    for part in alike:
        groups[part.code].append(part.quantity.value)
        if part.code.startswith(_WAYS_IN) and part.code != RECEIVED:
            groups[RECEIVED].append(part.quantity.value)
    sums = (code for code, values in groups.items() if len(values) > 1 and abs(sum(values) - whole.value) < _ROUNDING)
    return next(sums, None)


def wholes_of_cases(phrases: Phrases) -> set[int]:
    """Numbers of cases of which a later number says how many are about the disclosure of information."""
    if phrases.all.features.isdisjoint(NAMES_CASES):
        return set()
    kinds: list[tuple[str, bool]] = []
    for index in range(len(phrases.sentence.quantities)):
        terms = [*phrases.own(index).terms, *phrases.after(index).terms]
        objects = [value for term in terms if (value := term.value("obj"))]
        is_of_cases = all(value in CASE_OBJECTS for value in objects)
        obj = (objects[0] if objects else "") if is_of_cases else "elsewhere"
        dated = any(term.text[:2] == "20" for term in terms)
        kinds.append((obj, not dated and any(term.value("open") for term in terms)))
    found: set[int] = set()
    named_later = _denied_to_be_about_disclosure(phrases)
    for index in range(len(kinds) - 1, -1, -1):
        obj, is_open = kinds[index]
        if obj in CASE_OBJECTS and not is_open and named_later & {"", obj}:
            found.add(index)
        if is_open:
            named_later.add(obj)
    return found


def _denied_to_be_about_disclosure(phrases: Phrases) -> set[str]:
    """Of which cases a sentence ends in saying that none was about it (无涉及政府信息公开的案件); empty for all."""
    quantities = phrases.sentence.quantities
    if not quantities:
        return set()
    behind = phrases.between(quantities[-1].span.end, len(phrases.sentence.text))
    if any(term.value("unrelated") for term in behind):
        return {""}
    denial = next((term.end for term in behind if term.modifier == "negation"), None)
    if denial is None or not any(term.value("open") and term.start >= denial for term in behind):
        return set()
    return {value for term in behind if (value := term.value("obj")) in CASE_OBJECTS} or {""}
