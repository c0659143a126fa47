"""What a code needs: the frames of `parsers/data/frames.csv`, and the one that a set of features fits."""

from __future__ import annotations

import collections
import dataclasses
import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.errors import KnowledgeError
from knowledge.fields import Among, Fault, Reader
from knowledge.loading import read_rows
from parsers.knowledge.codebook import CODE, codebook
from parsers.knowledge.units import units
from parsers.prose.words.lexicon import FEATURE, Feature, slots
from storage.schema import APPLICANT_TYPES

_TELLS_APART = ("reason", "outcome", "channel", "party", "verdict", "medium", "way")
"""Slots of which one tells a code from its siblings."""
_NO_UNIT = "-"
_STATED = "stated"
"""The slot of what the report has stated before, of its own year."""


@functools.cache
def units_of(code: str) -> frozenset[str]:
    """Measure words that may count a code, by its unit in the codebook; none at all is possible, too."""
    unit = codebook()[code].unit
    return frozenset({"", *(word.unit for word in units().values() if unit in word.stands_for)})


def _kinds_of_applicants() -> Collection[str]:
    return APPLICANT_TYPES


def _measure_words() -> Collection[str]:
    return {_NO_UNIT, *units()}


def _span_of_years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last)


@dataclasses.dataclass(frozen=True)
class Frame:
    """One row of `parsers/data/frames.csv`: what must be said for a number to be one of a code.

    Attributes:
        code: The code.
        applicant_type: Column of the applicants' matrix, or `total`.
        needs: Features that the number's own words must have.
        allows: Features that they may have besides.
        context: Features that the number's words or the passage must have.
        strict: `clean` where the counted noun is a general word, which nothing unknown may narrow (培训, 申请); `open`
            where the passage must be about the disclosure of information besides; `behind` where only what follows
            the noun may not narrow it; `noun` where only what stands right in front of the noun may not (交通规章3件);
            `here` where the sentence may not have turned to something else.
        units: Measure words, `-` for none; those of the codebook's unit, if the row gives none.
        years: First and last report year.
    """

    code: Annotated[str, CODE]
    applicant_type: Annotated[str, Among("a type of applicant", _kinds_of_applicants)]
    needs: frozenset[Annotated[Feature, FEATURE]]
    allows: frozenset[Annotated[Feature, FEATURE]] = frozenset()
    context: frozenset[Annotated[Feature, FEATURE]] = frozenset()
    strict: Literal["clean", "open", "behind", "noun", "here"] | None = None
    units: frozenset[Annotated[str, Among("a measure word of units.csv, or - for none", _measure_words)]] = frozenset()
    years: Annotated[tuple[int, int], Reader("a range of years such as 2019-2020", _span_of_years)] = (0, 9999)

    @classmethod
    def check(cls, rows: Sequence[Frame]) -> Iterator[Fault]:
        """No two frames ask for the same, which would leave it open what a number counts."""
        seen: dict[tuple[object, ...], Frame] = {}
        for index, row in enumerate(rows):
            key = (row.needs, row.context, row.years)
            other = seen.setdefault(key, row)
            same = (other.code, other.applicant_type) != (row.code, row.applicant_type)
            if same and other.counts & row.counts:
                yield Fault((index, "needs"), f"{other.code} needs the same for the same measure words")

    @functools.cached_property
    def counts(self) -> frozenset[str]:
        """Measure words that may count it; none at all is the empty one."""
        if not self.units:
            return units_of(self.code)
        return frozenset("" if unit == _NO_UNIT else unit for unit in self.units)

    @functools.cached_property
    def may_be_said(self) -> frozenset[Feature]:
        """All features that a number of it may have."""
        return self.needs | self.allows | self.context

    @functools.cached_property
    def rank(self) -> tuple[int, int, int]:
        """How much it asks for: what tells of the number itself counts first, then what the passage may say."""
        return sum(slot in _telling() for slot, _ in self.needs), len(self.context), len(self.needs)

    @functools.cached_property
    def slot(self) -> str:
        """The slot that tells it from its siblings; empty if there is none."""
        filled = {name for name, _ in self.needs}
        return next((slot for slot in _TELLS_APART if slot in filled), "")

    def value(self, slot: str) -> str | None:
        """Its value of a slot, needed or of its context."""
        return self._values.get(slot)

    @functools.cached_property
    def _values(self) -> Mapping[str, str]:
        return {**dict(self.context), **dict(self.needs)}

    @functools.cached_property
    def nouns(self) -> frozenset[Feature]:
        """What it counts: among the features that it needs, or else among those of its passage that it allows."""
        needed = frozenset(feature for feature in self.needs if feature[0] == "obj")
        return needed or frozenset(feature for feature in self.context & self.allows if feature[0] == "obj")


@functools.cache
def _frames() -> tuple[Frame, ...]:
    return tuple(read_rows("parsers", "frames.csv", Frame))


@functools.cache
def _by_need() -> Mapping[Feature, Sequence[tuple[int, Frame]]]:
    """The frames with their places, by the one of their needs that the fewest others have; so a number asks few."""
    needed_by = collections.Counter(feature for frame in _frames() for feature in frame.needs)
    found: dict[Feature, list[tuple[int, Frame]]] = collections.defaultdict(list)
    for place, frame in enumerate(_frames()):
        found[min(frame.needs, key=lambda feature: (needed_by[feature], feature))].append((place, frame))
    return dict(found)


@functools.cache
def _by_code() -> Mapping[str, Sequence[Frame]]:
    found: dict[str, list[Frame]] = collections.defaultdict(list)
    for frame in _frames():
        found[frame.code].append(frame)
    return dict(found)


def frame_of(code: str) -> Frame:
    """The first frame of a code that running text is read for.

    Raises:
        KnowledgeError: If no frame is one of it.
    """
    frame = frame_if_any(code)
    if frame is None:
        raise KnowledgeError(
            f"no row is one of {code}", where="parsers/data/frames.csv", remedy="Add a row, or ask for another code"
        )
    return frame


def frame_if_any(code: str) -> Frame | None:
    """The first frame of a code; None where running text is never read for it."""
    return next(iter(_by_code().get(code, ())), None)


def is_counted_in(code: str, year: int) -> bool:
    """Whether a code is one of a year's reports; what no frame names is one of all years."""
    years = [frame.years for frame in _by_code().get(code, ())]
    return not years or any(first <= year <= last for first, last in years)


@functools.cache
def _telling() -> frozenset[str]:
    return frozenset(name for name, slot in slots().items() if slot.kind == "telling")


@functools.lru_cache(maxsize=1 << 15)
def fitting(own: frozenset[Feature], context: frozenset[Feature], unit: str | None, year: int) -> tuple[Frame, ...]:
    """The most specific frames that a number's features fit; several, where nothing decides between them.

    Every telling feature must be accounted for: one that a frame neither needs nor allows keeps the number from its
    code.

    Args:
        own: Features of the number's own words.
        context: What the passage is about.
        unit: Its measure word; None where there is no number.
        year: Year of the report.
    """
    best: list[Frame] = []
    top = (-1, -1, -1)
    telling = frozenset([feature for feature in own if feature[0] in _telling()])
    known = own | context
    by_need = _by_need()
    for _, frame in sorted(asked for feature in own for asked in by_need.get(feature, ())):
        if not (frame.needs <= own and frame.years[0] <= year <= frame.years[1] and frame.context <= known):
            continue
        if unit is not None and unit not in frame.counts:
            continue
        if not telling <= frame.may_be_said:
            continue
        if frame.rank > top:
            best, top = [frame], frame.rank
        elif frame.rank == top and (frame.code, frame.applicant_type) != (best[0].code, best[0].applicant_type):
            best.append(frame)
    return tuple(best)


def of_another_year(frame: Frame, unit: str, year: int) -> Frame:
    """The frame of a number of another year, of which the report has stated nothing that the frame may ask for.

    受理 is what was received where nothing else says how many came in (收到12件，受理9件，2016年受理7件).

    Args:
        frame: The frame that its words fit.
        unit: Its measure word.
        year: Year of the report.
    """
    asked = frozenset(feature for feature in frame.context if feature[0] != _STATED)
    fits = fitting(frame.needs, asked, unit, year) if asked != frame.context else ()
    return fits[0] if len(fits) == 1 else frame
