"""The words that reports use for what they count, as `parsers/data/figure_labels.toml` gives them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated

from knowledge.fields import MAY_BE_EMPTY, Among, Fault, is_not, pattern_fault
from knowledge.loading import read_document
from parsers.knowledge.codebook import CODE, areas, codebook
from parsers.knowledge.units import units
from storage.schema import APPLICANT_TYPES, LEVELS

_WORD = re.compile(r"<([\u4e00-\u9fff]+)>")
_BEHIND = (
    r"(?:的|了|为|是|有|共|历年|计|共有|共计|合计|总计|累计|达到?|也|就|则|已|均|约为?|数量?|发布数|公开数|期数|份数|册数|总次数|总人数|总数|总量|件数|次数|人数|条数|情况"
    r"|各类|分别|：|——|，|方面|为数|在内|亦|最多|次之|其次|居首|居多|占多数|占大多数|居第[一二三]位|现有|保留|建成|建有|设有|开通|首次|一共|开了|做了|办了|先后|为主)*"
)
_AHEAD = r"(?:的|为|是|系|被|均|全部|都|已经?|依法|经|予以|属)*"
_Years = tuple[int, int]
_EVER = (0, 9999)
_OTHER_SUBJECTS = ("applications.received.by_applicant", "dispute", "elsewhere")
"""What a passage can be about that no code begins with: who applied, cases before an authority or a court, the rest."""


@functools.cache
def _measure_words() -> frozenset[str]:
    """Measure words; none at all, where a label says so, is the empty one."""
    return frozenset({"", *units()})


@functools.cache
def _subjects() -> frozenset[str]:
    """What a passage can be about: codes, their beginnings, and what the headings and words turn it to besides."""
    return frozenset({*areas(), *_OTHER_SUBJECTS})


def _kinds_of_applicants() -> Collection[str]:
    return APPLICANT_TYPES


def _levels() -> Collection[str]:
    return LEVELS


_SUBJECT = Among("a code of the codebook or the beginning of one", _subjects)


@dataclasses.dataclass(frozen=True, slots=True)
class LabelEntry:
    """A `[[label]]` of the file, with keys as in `Label`; its patterns may have <words> of the file in them."""

    code: Annotated[str, CODE]
    applicant_type: Annotated[str, Among("a type of applicant", _kinds_of_applicants)] = "total"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    context: tuple[Annotated[str, _SUBJECT], ...] = ()
    unless: str | None = None
    unless_behind: str | None = None
    requires: str | None = None
    lead: str | None = None
    units: Annotated[frozenset[str], Among("a measure word of units.csv", _measure_words)] | None = None
    years: _Years = _EVER
    levels: Annotated[frozenset[str], Among("a level of agencies", _levels)] = frozenset()
    nearby: bool = False

    def patterns(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Its patterns and the keys that they stand under."""
        for key, several in (("before", self.before), ("after", self.after)):
            yield from (((key, index), pattern) for index, pattern in enumerate(several))
        for key in ("unless", "unless_behind", "requires", "lead"):
            pattern = getattr(self, key)
            if pattern is not None:
                yield (key,), pattern


@dataclasses.dataclass(frozen=True, slots=True)
class MentionEntry:
    """A `[[mention]]` of the file: words that tell what the text goes on about; `within` may name several, with |."""

    pattern: re.Pattern[str]
    focus: Annotated[str, _SUBJECT]
    within: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """What a clause without a number can say: that there was none of something, or that all was of one sort.

    Attributes:
        code: What they stand for.
        pattern: The words.
        unless: What must not stand there.
        context: Beginnings of codes of which the text must be about one; none is needed if there are none.
        years: First and last report year.
        once: Whether all of one thing is meant even where the clause does not say all (1件并于当年公开).
    """

    code: Annotated[str, CODE]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    context: tuple[Annotated[str, _SUBJECT], ...] = ()
    years: _Years = _EVER
    once: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class ScopeWords:
    """Words that tell whom a figure covers.

    Attributes:
        office: The government's own offices.
        other: Departments and places in the plural.
        wide: Words for all of them together, which outweigh the others.
        portal: The government's own portal.
        office_codes: Codes that always count what the government itself did.
        portal_codes: Codes that count what a website did.
    """

    office: re.Pattern[str]
    other: re.Pattern[str]
    wide: re.Pattern[str]
    portal: re.Pattern[str]
    office_codes: frozenset[Annotated[str, CODE]]
    portal_codes: frozenset[Annotated[str, CODE]]


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """Who or what a part of a total belongs to.

    Attributes:
        agency: Names of agencies and places.
        host: Names of the hosts of reading points.
        behind: What stands behind the number of a part, with the name of an agency or place.
        category: Names of sorts of information.
        filler: Words that say nothing of what is counted.
        spread: Codes whose figures are given by agency or place.
    """

    agency: re.Pattern[str]
    host: re.Pattern[str]
    behind: re.Pattern[str]
    category: re.Pattern[str]
    filler: Annotated[re.Pattern[str], MAY_BE_EMPTY]
    spread: frozenset[Annotated[str, CODE]]


@dataclasses.dataclass(frozen=True, slots=True)
class FigureLabels:
    """The whole of `figure_labels.toml`, table by table."""

    words: dict[str, str]
    label: tuple[LabelEntry, ...]
    mention: tuple[MentionEntry, ...]
    zero: tuple[Phrase, ...]
    outcome: tuple[Phrase, ...]
    scope: ScopeWords
    parts: Parts

    @classmethod
    def check(cls, document: FigureLabels) -> Iterator[Fault]:
        """Patterns are patterns once their <words> are put in, and a label has words of its own."""
        words: dict[str, str] = {}
        for name, pattern in document.words.items():
            yield from _faults(pattern, words, ("words", name))
            words[name] = pattern if _faulty(pattern, words, may_be_empty=True) else _expand(pattern, words)
        for index, entry in enumerate(document.label):
            for keys, pattern in entry.patterns():
                yield from _faults(pattern, words, ("label", index, *keys))
            if not entry.before and not entry.after:
                yield Fault(("label", index), "the label has neither before nor after")
        for index, mention in enumerate(document.mention):
            for subject in filter(None, mention.within.split("|")):
                if subject not in _subjects():
                    place = ("mention", index, "within")
                    yield Fault(place, is_not(subject, _SUBJECT.what))


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """Some wordings of one code.

    Attributes:
        code: What they stand for.
        applicant_type: Column of the applicants' matrix that they name, or `total`.
        before: Words right in front of a number.
        after: Words right behind a number.
        context: Beginnings of codes of which the text must be about one; none is needed if there are none.
        unless: What must not stand in front of the number, nor in an `after` label's clause.
        unless_behind: What must not follow the number that `before` stands in front of.
        requires: What must stand in the part of the sentence between semicolons.
        lead: What must stand in front of the number that `after` follows.
        units: Measure words that may count it.
        years: First and last report year.
        levels: Levels of agencies that use it; all, if there are none.
        nearby: Whether it is enough that the paragraph mentions what the text must be about.
    """

    code: str
    applicant_type: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: re.Pattern[str]
    context: tuple[str, ...]
    unless: re.Pattern[str] | None
    unless_behind: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    units: frozenset[str]
    years: tuple[int, int]
    levels: frozenset[str]
    nearby: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell what the text goes on about, without counting it.

    Attributes:
        position: Where they stand.
        focus: What they turn the text to.
        within: What the text must be about already for them to tell anything.
    """

    position: int
    focus: str
    within: str


@functools.cache
def _document() -> FigureLabels:
    return read_document("parsers", "figure_labels.toml", FigureLabels)


@functools.cache
def labels() -> tuple[Label, ...]:
    """All wordings, in the order of the file.

    Raises:
        KnowledgeError: An entry names an unknown code, key or word, or a pattern is no regular expression.
    """
    words: dict[str, str] = {}
    for name, pattern in _document().words.items():
        words[name] = _expand(pattern, words)
    return tuple(_label(entry, words) for entry in _document().label)


def _label(entry: LabelEntry, words: Mapping[str, str]) -> Label:
    def compiled(pattern: str | None) -> re.Pattern[str] | None:
        return None if pattern is None else re.compile(_expand(pattern, words))

    def alternatives(patterns: Iterable[str]) -> str:
        return "|".join(f"(?:{_expand(pattern, words)})" for pattern in patterns)

    before, after = alternatives(entry.before), alternatives(entry.after)
    return Label(
        code=entry.code,
        applicant_type=entry.applicant_type,
        before=re.compile(f"(?P<label>{before}){_BEHIND}$") if before else None,
        after=re.compile(f"{_AHEAD}(?P<label>{after})") if after else None,
        anywhere=re.compile("|".join(filter(None, (before, after)))),
        context=entry.context,
        unless=compiled(entry.unless),
        unless_behind=compiled(entry.unless_behind),
        requires=compiled(entry.requires),
        lead=compiled(entry.lead),
        units=units_of(entry.code) if entry.units is None else entry.units,
        years=entry.years,
        levels=entry.levels,
        nearby=entry.nearby,
    )


def _expand(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with the words in <…> put in."""
    return _WORD.sub(lambda match: f"(?:{words[match[1]]})", pattern)


def _faulty(pattern: str, words: Mapping[str, str], *, may_be_empty: bool) -> tuple[str, str] | None:
    """What is wrong with a pattern, and what to do; None for nothing."""
    unknown = [match[1] for match in _WORD.finditer(pattern) if match[1] not in words]
    if unknown:
        return f"the word <{unknown[0]}> is not listed", f"Above it are listed: {', '.join(words)}."
    return pattern_fault(_expand(pattern, words), may_be_empty=may_be_empty)


def _faults(pattern: str, words: Mapping[str, str], place: tuple[str | int, ...]) -> Iterator[Fault]:
    # What excludes must say what; words are parts of patterns, and a label may be told by its place alone.
    excludes = "unless" in place or "unless_behind" in place
    wrong = _faulty(pattern, words, may_be_empty=not excludes)
    if wrong:
        yield Fault(place, *wrong)


def units_of(code: str) -> frozenset[str]:
    """Measure words that may count a code, by its unit in the codebook; none at all is possible, too."""
    unit = codebook()[code].unit
    return frozenset({"", *(word.unit for word in units().values() if unit in word.stands_for)})


@functools.cache
def _contexts() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((entry.pattern, entry.focus, entry.within) for entry in _document().mention)


def mentions(text: str) -> list[Mention]:
    """What a text mentions, in reading order; of two mentions at one place the first of the file counts."""
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for pattern, focus, within in _contexts():
        for match in pattern.finditer(text):
            if not within:
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
            found.append(Mention(match.start(), focus, within))
    return sorted(found, key=lambda mention: mention.position)


@functools.cache
def zeros() -> tuple[Phrase, ...]:
    """What can be said not to have occurred, the most specific first."""
    return _document().zero


@functools.cache
def outcomes() -> tuple[Phrase, ...]:
    """What can be said of all that was counted before, the most specific first."""
    return _document().outcome


def is_about(focus: str, contexts: Iterable[str]) -> str | None:
    """The longest of some beginnings of codes that a focus lies within."""
    fitting = [context for context in contexts if focus == context or focus.startswith(context + ".")]
    return max(fitting, key=len, default=None)


def usable(unit: str, year: int, level: str) -> Iterator[Label]:
    """The wordings that a number with a measure word can have in a report of a year and level."""
    return iter(_usable(unit, year, level))


@functools.lru_cache(maxsize=4096)
def _usable(unit: str, year: int, level: str) -> tuple[Label, ...]:
    return tuple(
        label
        for label in labels()
        if unit in label.units
        and label.years[0] <= year <= label.years[1]
        and (not label.levels or level in label.levels)
    )


@functools.cache
def scope_words() -> ScopeWords:
    """The words for scopes."""
    return _document().scope


@functools.cache
def parts() -> Parts:
    """The words for parts of a total."""
    return _document().parts
