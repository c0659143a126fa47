"""Words of a sentence with the terms in them, and those of them that no term covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.divisions import is_place
from knowledge.times import TO
from parsers.prose.words.lexicon import AND_OTHERS, Feature, Term, features_of
from parsers.prose.words.marks import AND
from parsers.prose.words.shares import parts

_SAYS_NOTHING = re.compile(
    rf"[\s\u3000“”‘’「」『』\"'《》（）()、，：:；;。．.\d%％+＋-]+|[一二三四五六七八九十]成|(?:^|(?<=[\d年月日])){TO}(?=\d)"
)


class Phrase:
    """Words that tell what a number counts.

    Attributes:
        text: The sentence, its numbers and light brackets blanked.
        start: Where the words begin in it.
        end: Where they end.
        terms: The terms that count there, in reading order; those of other places may be lent to it.
    """

    __slots__ = ("_features", "_modifiers", "_slots", "end", "start", "terms", "text")

    def __init__(self, text: str, start: int, end: int, terms: Sequence[Term]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.terms = terms
        self._features: frozenset[Feature] | None = None
        self._slots: frozenset[str] | None = None
        self._modifiers: frozenset[str] | None = None

    @property
    def features(self) -> frozenset[Feature]:
        """All that its terms mean."""
        if self._features is None:
            self._features = features_of(self.terms)
        return self._features

    @property
    def slots(self) -> frozenset[str]:
        """The slots that its terms fill."""
        if self._slots is None:
            self._slots = frozenset([slot for slot, _ in self.features])
        return self._slots

    @property
    def modifiers(self) -> frozenset[str]:
        """The kinds of its modifiers."""
        if self._modifiers is None:
            self._modifiers = frozenset([term.modifier for term in self.terms if term.modifier])
        return self._modifiers

    @property
    def verb(self) -> Term | None:
        """Its first verb."""
        return next(self.of("act"), None)

    @property
    def refers_back(self) -> bool:
        """Whether it ends in naming a whole that was told before (386件申请中), and not a medium (在网站中)."""
        if not self.terms or self.terms[-1].modifier != "reference" or self.terms[-1].end < self.end - 1:
            return False
        return len(self.terms) == 1 or self.terms[-2].value("medium") is None

    @property
    def unknown(self) -> str:
        """The first words that no term covers and that name no place or agency; empty if there are none."""
        return self.unknown_from(self.start)

    def of(self, slot: str) -> Iterator[Term]:
        """The terms that fill a slot."""
        return (term for term in self.terms if term.value(slot) is not None) if slot in self.slots else iter(())

    def goes_on_with_others(self, term: Term) -> bool:
        """Whether one of its terms says that a list goes on with what is not named (预算、决算等, 预算以及其他)."""
        if term.text == AND_OTHERS:
            return True
        ahead = self.text[self.start : term.start]
        return term.value("other") is not None and ahead.endswith(AND) and ahead not in AND

    def part(self, start: int, end: int) -> Phrase:
        """A part of it, with the terms that lie within."""
        return Phrase(self.text, start, end, [term for term in self.terms if start <= term.start and term.end <= end])

    def joined(self, following: Phrase) -> Phrase:
        """It and a phrase behind it as one, with all that stands between them."""
        return Phrase(self.text, self.start, following.end, (*self.terms, *following.terms))

    def with_terms(self, terms: Sequence[Term]) -> Phrase:
        """The same words with other terms."""
        return Phrase(self.text, self.start, self.end, terms)

    def unknown_from(self, begin: int) -> str:
        """The first unknown words behind a position; terms may overlap (2012年 and 年底 in 2012年底)."""
        cursor, until = begin, self.end
        for term in self.terms:
            if not cursor <= term.start <= until:
                cursor = max(cursor, term.end) if term.start < cursor else cursor
                continue
            if cursor < term.start and (words := self._unknown_between(cursor, term.start)):
                return words
            cursor = term.end
        return self._unknown_between(cursor, until) if cursor < until else ""

    def _unknown_between(self, start: int, end: int) -> str:
        words = _SAYS_NOTHING.sub("", self.text[start:end])
        return "" if not words or is_place(words) or parts().agency.fullmatch(words) else words
