"""Kinds of words, by where they may stand in the name of a sort of information."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Fault, Reader, is_not
from knowledge.loading import read_rows
from parsers.prose.words.lexicon import Feature, Term, entries, slots

Place = Literal["listed", "proven", "called"]
"""Where a name stands: in a list of sorts, in one whose sum proves it, or in front of 类, which calls it a sort."""
Standing = Literal["alone", "ahead", "describing", "informing", "never"]
"""Where in a name a word may stand (`Kind`)."""
_MODIFIER = "modifier"
"""Stands for a slot where words are modifiers."""


def _said(text: str) -> Feature:
    slot, _, value = text.partition("=")
    values = {kind for _, kind in entries().values()} if slot == _MODIFIER else slots()[slot].values
    if value and value not in values:
        raise ValueError(text)
    return slot, value


SAID = Reader("a slot of features.csv, alone or with one of its values, or modifier= and one of modifiers.csv", _said)
"""Mark of a field that holds what words mean."""


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


def standing(term: Term, place: Place) -> Standing:
    """Where a term may stand in a name; anywhere if it says nothing."""
    return _standings(term._replace(start=0, end=0))[place]


@functools.lru_cache(maxsize=4096)
def _standings(word: Term) -> Mapping[Place, Standing]:
    for kind in read_rows("parsers", "sort_words.csv", Kind):
        if kind.fits(word):
            return {"listed": kind.listed, "proven": kind.proven, "called": kind.called}
    return dict.fromkeys(("listed", "proven", "called"), "alone")
