"""Words of a sentence with the terms in them, and those of them that no term covers."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from knowledge.divisions import is_place
from parsers.model import Span
from parsers.prose.lexicon import Feature, Term
from parsers.prose.shares import parts

_SAYS_NOTHING = re.compile(r"[\s\u3000“”‘’「」『』\"'《》（）()、，：:；;。．.\d%％-]+|[一二三四五六七八九十]成")


@dataclasses.dataclass(frozen=True)
class Phrase:
    """Words that tell what a number counts.

    Attributes:
        text: The sentence, its numbers and light brackets blanked.
        span: Where the words stand in it.
        terms: The terms that count there, in reading order; those of other places may be lent to it.
    """

    text: str
    span: Span
    terms: Sequence[Term]

    @functools.cached_property
    def features(self) -> frozenset[Feature]:
        """All that its terms mean."""
        return frozenset([feature for term in self.terms for feature in term.features])

    @functools.cached_property
    def slots(self) -> frozenset[str]:
        """The slots that its terms fill."""
        return frozenset([slot for slot, _ in self.features])

    @functools.cached_property
    def modifiers(self) -> frozenset[str]:
        """The kinds of its modifiers."""
        return frozenset([term.modifier for term in self.terms if term.modifier])

    @functools.cached_property
    def verb(self) -> Term | None:
        """Its first verb."""
        return next(self.of("act"), None)

    @functools.cached_property
    def unknown(self) -> str:
        """The first words that no term covers and that name no place or agency; empty if there are none."""
        return self.unknown_from(self.span.start)

    def of(self, slot: str) -> Iterator[Term]:
        """The terms that fill a slot."""
        return (term for term in self.terms if term.value(slot) is not None) if slot in self.slots else iter(())

    def part(self, start: int, end: int) -> Phrase:
        """A part of it, with the terms that lie within."""
        terms = [term for term in self.terms if start <= term.start and term.end <= end]
        return Phrase(self.text, Span(start, end), terms)

    def joined(self, following: Phrase) -> Phrase:
        """It and a phrase behind it as one, with all that stands between them."""
        return Phrase(self.text, Span(self.span.start, following.span.end), (*self.terms, *following.terms))

    def with_terms(self, terms: Sequence[Term]) -> Phrase:
        """The same words with other terms."""
        return Phrase(self.text, self.span, terms)

    def unknown_from(self, begin: int) -> str:
        """The first unknown words behind a position."""
        cursor, until = begin, self.span.end
        for term in self.terms:
            if not cursor <= term.start <= until:
                continue
            if cursor < term.start and (words := self._unknown_between(cursor, term.start)):
                return words
            cursor = term.end
        return self._unknown_between(cursor, until) if cursor < until else ""

    def _unknown_between(self, start: int, end: int) -> str:
        words = _SAYS_NOTHING.sub("", self.text[start:end])
        return "" if not words or is_place(words) or parts().agency.fullmatch(words) else words
