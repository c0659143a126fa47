"""The words that carry meaning: plain terms with features, and modifiers, all found in one pass over a text."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

import ahocorasick

from knowledge.fields import UNIQUE, Fault, Reader, is_not
from knowledge.loading import read_rows

AND_OTHERS = "等"
"""The word that ends a list of examples."""
Feature = tuple[str, str]
"""A slot and its value: (`channel`, `online`)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Slot:
    """One row of `parsers/data/features.csv`: a slot that words can fill.

    Attributes:
        slot: Its name.
        values: What can fill it.
        kind: `telling` where a code must account for its value, `ignored` where it may be passed over, `passage` where
            the text around gives it and no word does.
        joins: Whether a number may count several of its values together (行政复议和行政诉讼共3件).
        apart: Values of which none takes in another, joined by &; elsewhere one may (网络申请 e-mail).
        note: What it says, for readers.
    """

    slot: Annotated[str, UNIQUE]
    values: frozenset[str]
    kind: Literal["telling", "ignored", "passage"]
    note: str
    joins: bool = False
    apart: tuple[str, ...] = ()

    @classmethod
    def check(cls, rows: Sequence[Slot]) -> Iterator[Fault]:
        """Values that are told apart are values of the slot."""
        for index, row in enumerate(rows):
            for value in sorted(frozenset().union(*row.kinds_apart) - row.values):
                yield Fault((index, "apart"), is_not(value, "a value of the slot"))

    @property
    def kinds_apart(self) -> tuple[frozenset[str], ...]:
        """The groups of values of which none takes in another."""
        return tuple(frozenset(group.split("&")) for group in self.apart)


@functools.cache
def slots() -> Mapping[str, Slot]:
    """All slots by name."""
    return {row.slot: row for row in read_rows("parsers", "features.csv", Slot)}


def _feature(text: str) -> Feature:
    slot, _, value = text.partition("=")
    if slot not in slots() or value not in slots()[slot].values:
        raise ValueError(text)
    return slot, value


FEATURE = Reader("a slot and one of its values as features.csv lists them, such as channel=online", _feature)
"""Mark of a field that holds features."""


@dataclasses.dataclass(frozen=True, slots=True)
class Concept:
    """One row of `parsers/data/concepts.csv`: what several terms mean.

    Attributes:
        features: What they mean; nothing, where they only hold a sentence together.
        terms: The words.
    """

    terms: tuple[str, ...]
    features: tuple[Annotated[Feature, FEATURE], ...] = ()

    @classmethod
    def check(cls, rows: Sequence[Concept]) -> Iterator[Fault]:
        """A term means one thing."""
        seen: dict[str, int] = {}
        for index, row in enumerate(rows):
            for term in row.terms:
                if seen.setdefault(term, index) != index:
                    yield Fault((index, "terms"), f"{term} has another meaning in row {seen[term] + 1} already")


@dataclasses.dataclass(frozen=True, slots=True)
class Modifier:
    """One row of `parsers/data/modifiers.csv`: words that change what other words say.

    Attributes:
        kind: What they do. `negation`: what follows (or, at the end of a clause, precedes) did not occur. `pseudo`:
            looks like a negation, or a word for all, and is none. `undone`: what follows was not done in time, or not
            at all (未按时答复). `universal`: all of what was counted. `already`: the same where something
            is completed. `part`: a part of what was counted. `through`: the medium of what follows. `sum`: counted over
            years, unless the year is said beside it (`times`). `to_date`: the same, up to a day. `all_year`: of the
            year. `new`: added in it. `reference`: a whole that was told before (申请中).
            `changed_to`: the new value of something whose former one was given. `duty`: what follows is a task.
            `together`: what follows is counted in with the total behind it (连同上年结转的2件，共受理29件). `body`: a
            number right in front of it counts bodies, whatever these have done (27个部门设立了查阅点). `way`:
            the same of ways of publishing (通过两条途径公开). `library`:
            documents behind it may be all that it holds. `topic`: what follows, up to 等, is what something is about.
            `effort`: work on what follows, of which no verb in front is said (公开文件12件，推动9件建议办理).
            `duly`: what follows was done as the rules ask (收到申请2件，依法予以答复).
            `intent`: it is only meant to be done. `some`: it is said of only some of the number ahead (大部分均已答复),
            or nearly denied, which is no zero (基本没有收到).
            `item`: the number of an item of a list of things that were done (二是公开安全生产等信息8条).
        terms: The words.
    """

    kind: Literal[
        "negation",
        "pseudo",
        "undone",
        "universal",
        "already",
        "part",
        "through",
        "sum",
        "to_date",
        "all_year",
        "new",
        "reference",
        "changed_to",
        "duty",
        "together",
        "body",
        "way",
        "library",
        "topic",
        "effort",
        "duly",
        "intent",
        "some",
        "item",
        "matter",
    ]
    terms: tuple[str, ...]

    @classmethod
    def check(cls, rows: Sequence[Modifier]) -> Iterator[Fault]:
        """A modifier has one kind, and no meaning as a concept."""
        known = {term for concept in read_rows("parsers", "concepts.csv", Concept) for term in concept.terms}
        for index, row in enumerate(rows):
            for term in row.terms:
                if term in known:
                    yield Fault((index, "terms"), is_not(term, "a modifier alone"), "concepts.csv has it, too.")
                known.add(term)


class Term(NamedTuple):
    """A term where it stands.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: The words.
        features: What it means.
        modifier: Kind of modifier, if it is one.
    """

    start: int
    end: int
    text: str
    features: tuple[Feature, ...] = ()
    modifier: str = ""

    def value(self, slot: str) -> str | None:
        """Its value of a slot."""
        for name, value in self.features:
            if name == slot:
                return value
        return None

    def only(self, *names: str) -> Term:
        """The term with some of its slots alone."""
        kept = tuple([one for one in self.features if one[0] in names])
        return self if kept == self.features else self._replace(features=kept)

    def without(self, *names: str) -> Term:
        """The term without some of its slots."""
        kept = tuple([one for one in self.features if one[0] not in names])
        return self if kept == self.features else self._replace(features=kept)


class Word(NamedTuple):
    """What the vocabulary holds: a word with what it means.

    Attributes:
        text: The word.
        features: What it means.
        modifier: Kind of modifier, if it is one.
    """

    text: str
    features: tuple[Feature, ...]
    modifier: str


WordAt = tuple[int, Word]
"""A word of a text, behind the position of its last character."""


@functools.cache
def entries() -> Mapping[str, tuple[tuple[Feature, ...], str]]:
    """All words with what they mean: features, and the kind of modifier."""
    known: dict[str, tuple[tuple[Feature, ...], str]] = {}
    for concept in read_rows("parsers", "concepts.csv", Concept):
        known.update((term, (concept.features, "")) for term in concept.terms)
    for modifier in read_rows("parsers", "modifiers.csv", Modifier):
        known.update((term, ((), modifier.kind)) for term in modifier.terms)
    return known


@functools.cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for term, (features, modifier) in entries().items():
        automaton.add_word(term, Word(term, features, modifier))
    automaton.make_automaton()
    return automaton


def features_of(terms: Iterable[Term]) -> frozenset[Feature]:
    """All that terms mean."""
    return frozenset().union(*[term.features for term in terms])


def find_words(text: str) -> list[WordAt]:
    """The words of a text in reading order: at each place the longest, none of them within another."""
    return list(_automaton().iter_long(text))


def as_terms(words: Iterable[WordAt]) -> list[Term]:
    """Words as terms where they stand."""
    return [
        Term(last + 1 - len(text), last + 1, text, features, modifier) for last, (text, features, modifier) in words
    ]


def find_terms(text: str) -> list[Term]:
    """The terms of a text in reading order."""
    return as_terms(find_words(text))
