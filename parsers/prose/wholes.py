"""What a number is a part of, or a sum over, and which number it says again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from knowledge.publishers import read_name
from knowledge.self_references import of_itself
from parsers.knowledge.codebook import codebook
from parsers.prose.codes import RECEIVED, WEBSITE
from parsers.prose.found import Found
from parsers.prose.passage import Passage
from parsers.prose.phrase import Phrase
from parsers.prose.phrases import Phrases
from parsers.prose.scopes import scope_of, scope_words
from parsers.prose.shares import part_name, parts, with_brackets
from parsers.text.numbers import Quantity

IN_ALL = ("合计", "共计", "总计", "共", "总共", "计", "合计为", "共计为", "总计为")
"""Words in front of a number that is the sum of those before it."""
_WAYS_IN = "applications.received."
_ROUNDING = 1e-6
_MOST_PARTS = 20
"""Figures before a total that are looked at: a list of ways in or of charges is shorter."""
_OF_EACH_DEPARTMENT = ("applications.", "disclosure.")
"""What each department counts for itself; conferences and reviews are held by one department for all."""
_BUREAUS = ("局", "委", "厅")
"""How names end of departments that are no office of the government (公开办)."""
_SPEAKS_FOR_ITSELF = re.compile(f"{of_itself()}|[各全]")


def part_of_a_total(phrases: Phrases, passage: Passage, index: int, found: Found) -> str | None:
    """Who has the part of a total that a verb is said of again (县区政府主动公开……); None for the government."""
    if found.code not in parts().spread or found.year != passage.year:
        return None
    sentence = phrases.sentence
    total, own = passage.totals.of(found.code), phrases.own(index)
    if total is None and passage.level == "township":
        return None
    if total is None:
        return _tier(phrases, own) or (_department(phrases, own, found) if passage.is_of_a_government else None)
    if own.verb is None:
        return None
    whole = passage.stated(found.code)
    if not found.quantity.value < total.value and (whole is None or whole.scope != "office"):
        return None
    name_of_part = part_name(sentence.words(own.start, own.verb.start).text)
    where = (term for term in own.terms if term.value("medium") or term.modifier == "through")
    begins = next((term.start for term in where if term.start < own.verb.start), own.verb.start)
    if found.code == WEBSITE:
        of_whom = part_name(sentence.words(own.start, begins).text)
        if of_whom is None:
            return None  # 在局网站公开信息200条
        name_of_part = of_whom if "through" in own.modifiers else name_of_part
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


def _department(phrases: Phrases, own: Phrase, found: Found) -> str | None:
    """The department of which the report of a government tells what it has received or disclosed (公安局受理25件)."""
    if own.verb is None or not found.code.startswith(_OF_EACH_DEPARTMENT):
        return None
    subject = phrases.sentence.words(own.start, own.verb.start).text
    name = read_name(subject, found.year)
    is_one = name is not None and name.kind == "department" and _SPEAKS_FOR_ITSELF.match(subject) is None
    return subject if is_one and subject.endswith(_BUREAUS) and part_name(subject) == subject else None


def whole_of(parts: Sequence[Found], whole: Quantity) -> str:
    """The code of which figures are the parts, if they make up a number; empty if they do not, or count several things.

    Args:
        parts: The figures.
        whole: The number.
    """
    alike = [part for part in parts if not part.label and not part.implied and part.quantity.unit == whole.unit]
    wholes = {codebook()[part.code].parent for part in alike}
    is_sum_of = abs(sum(part.quantity.value for part in alike) - whole.value) < _ROUNDING
    return wholes.pop() if len(alike) > 1 and len(wholes) == 1 and is_sum_of else ""


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
