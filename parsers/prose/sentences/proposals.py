"""Suggestions of deputies count where their replies were published (codebook, proposals.*): 承办97件 is no figure.

| what says that they were published | example |
|---|---|
| a verb in front of a number | **公开**建议答复12件 |
| a verb in front of the list that a number goes on | **公开**信息36条，其中**提案9件** |
| a clause ahead, if no other verb follows, or if it names suggestions | **公开办理结果**，办理建议12件 |
| a verb behind a number, or behind those beside it | **建议12件**、提案9件的答复**公开** |
| a clause behind, unless it is about something else | 建议12件，答复均已**上网** |
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.model import Span
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.lexicon import Term
from parsers.prose.words.marks import PERCENT
from parsers.text.numbers import Quantity

_PUBLISHED = frozenset(
    {("act", "disclose"), ("act", "post"), ("act", "stock"), ("outcome", "granted"), ("outcome", "already_public")}
)
_INSIDE = ("inside", "yes")
_SUGGESTIONS = frozenset({("obj", "npc"), ("obj", "cppcc"), ("obj", "proposals")})
_REPLIES = frozenset({("act", "answered"), ("result", "yes")})
_EFFORT = "effort"
_ALL = 100
_SEMICOLON = "；"
_EXCEPT = re.compile("除.*[外内]")
"""A clause behind which nothing is said of all that was counted (除涉密的外，均已公开)."""
_OF_EACH = ("分别", "分别为", "分别是", "依次", "依次为")
"""Ends words that tell how many of each were published, of which a copy may have lost the numbers."""


class _Place(NamedTuple):
    """The words around a number; those of two numbers do not overlap, but for the clauses between them.

    Attributes:
        number: The number.
        between: The text between the number before and this one.
        ahead: The clauses without numbers in front of its clause.
        front: The words in front of it in its clause.
        after: The words behind it in its clause.
        behind: The clauses without numbers behind its clause.
        goes_on: Whether a number stands ahead between the same semicolons.
        is_beside: Whether one stands ahead in the same clause.
    """

    number: Quantity
    between: str
    ahead: Sequence[Phrase]
    front: Phrase
    after: Phrase
    behind: Sequence[Phrase]
    goes_on: bool
    is_beside: bool

    @property
    def verb(self) -> Term | None:
        """The verb in front of what its words name (承办建议9件); none where they begin with that (建议办理9件)."""
        first = next((term for term in self.front.terms if _is_a_verb(term) or term.value("obj")), None)
        return first if first is not None and _is_a_verb(first) else None

    @property
    def is_listed(self) -> bool:
        """Whether what is said behind it is said of the number before, too (建议12件、提案9件，均公开)."""
        names = not self.front.features.isdisjoint(_SUGGESTIONS) or not self.after.features.isdisjoint(_SUGGESTIONS)
        is_share = self.number.unit == PERCENT
        return self.goes_on and (is_share or (names and self.verb is None and not _publishes(self.front)))

    @property
    def says_of_all(self) -> bool:
        """Whether it is a share, and says that all of what was counted before it was published (公开率100%)."""
        return self.number.value == _ALL and _publishes(self.front)


def published(phrases: Phrases) -> frozenset[int]:
    """Of which numbers a sentence says that what they count was published, if that is suggestions.

    Args:
        phrases: The phrases of the sentence.
    """
    places = list(_places(phrases))
    return frozenset((*_said_in_front(places), *_said_behind(places)))


def _said_in_front(places: Sequence[_Place]) -> Iterator[int]:
    """The numbers of which a verb in front says so, their own or that of the list which they go on."""
    is_said = False
    around: list[bool] = []  # what brackets interrupt, behind which it counts again (办理12件（公开9件）、提案6件)
    for index, place in enumerate(places):
        for mark in place.between:
            if mark == "（":
                around.append(is_said)
            elif mark == "）" and around:
                is_said = around.pop()
        verb = place.verb
        goes_on = place.goes_on and is_said and verb is None
        is_said = _publishes(place.front) or goes_on
        if not is_said and (verb is None or verb.modifier != _EFFORT):
            is_said = any(_publishes(clause) and (verb is None or _names_suggestions(clause)) for clause in place.ahead)
        if is_said:
            yield index


def _said_behind(places: Sequence[_Place]) -> Iterator[int]:
    """The numbers of which a verb behind says so, their own or that of suggestions that are listed beside them."""
    following: _Place | None = None
    here = everywhere = False  # said of a number in the clause of the following one, and of one in any clause ahead
    for index in range(len(places) - 1, -1, -1):
        place = places[index]
        is_said = any(
            _publishes(clause) and _is_about_suggestions(clause) and not clause.text.endswith(_OF_EACH)
            for clause in itertools.takewhile(lambda clause: not _says_except(clause), place.behind)
        )
        if following is not None and following.is_listed:
            is_said = is_said or following.says_of_all or (here if following.is_beside else everywhere)
        says = _publishes(place.after)
        here, everywhere = is_said or says, is_said or (says and "universal" in place.after.modifiers)
        if here:
            yield index
        following = place


def _places(phrases: Phrases) -> Iterator[_Place]:
    """The words around each number of a sentence."""
    sentence, quantities = phrases.sentence, phrases.sentence.quantities
    ends = [_end_of_its_words(phrases, index) for index in range(len(quantities))]
    floors = [
        max(end, sentence.text.rfind(_SEMICOLON, end, number.span.start) + 1)
        for end, number in zip([0, *ends], quantities, strict=False)
    ]
    starts = [
        max(floor, sentence.label_start(number.span.start)) for floor, number in zip(floors, quantities, strict=True)
    ]
    stops = [*starts[1:], len(sentence.text)]
    for index, number in enumerate(quantities):
        before = quantities[index - 1].span if index else Span(0, 0)
        semicolon = sentence.text.find(_SEMICOLON, ends[index], stops[index])
        yield _Place(
            number=number,
            between=sentence.text[before.end : number.span.start],
            ahead=list(_clauses(phrases, floors[index], starts[index])),
            front=phrases.phrase(starts[index], number.span.start),
            after=phrases.phrase(number.span.end, ends[index]),
            behind=list(_clauses(phrases, ends[index], stops[index] if semicolon < 0 else semicolon)),
            goes_on=index > 0 and floors[index] == ends[index - 1],
            is_beside=index > 0 and sentence.clause_start(number.span.start) <= before.start,
        )


def _end_of_its_words(phrases: Phrases, index: int) -> int:
    """Where the words behind a number end: with its clause, or where those of the next number in it begin."""
    end = phrases.sentence.quantities[index].span.end
    clause_end = phrases.sentence.clause_end(end)
    return phrases.after(index).end if phrases.sentence.holds_number(end, clause_end) else clause_end


def _clauses(phrases: Phrases, start: int, end: int) -> Iterator[Phrase]:
    """The clauses between two positions."""
    while start < end:
        until = min(phrases.sentence.clause_end(start), end)
        if start < until:
            yield phrases.phrase(start, until)
        start = max(until, start + 1)


def _is_a_verb(term: Term) -> bool:
    return term.value("act") is not None or term.modifier == _EFFORT


def _publishes(words: Phrase) -> bool:
    """Whether words say that something was published, and do not deny it."""
    if words.features.isdisjoint(_PUBLISHED):
        return False
    says = (term for term in words.terms if not _PUBLISHED.isdisjoint(term.features) and _INSIDE not in term.features)
    verb = next(says, None)
    return verb is not None and all(term.modifier != "negation" for term in words.terms if term.end <= verb.start)


def _says_except(clause: Phrase) -> bool:
    return _EXCEPT.match(clause.text, clause.start, clause.end) is not None


def _names_suggestions(clause: Phrase) -> bool:
    """Whether a clause names suggestions or their replies."""
    return not clause.features.isdisjoint(_SUGGESTIONS | _REPLIES)


def _is_about_suggestions(clause: Phrase) -> bool:
    """Whether a clause names suggestions or their replies, or nothing that is counted at all."""
    return "obj" not in clause.slots or _names_suggestions(clause)
