"""A figure under construction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from parsers.figures.measures import in_codebook_unit
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Span, Trace
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Feature, Term
from parsers.text.numbers import Quantity


class Found(NamedTuple):
    """A figure that a sentence states; positions count from the beginning of the sentence.

    Attributes:
        sentence: The sentence.
        code: What the figure counts.
        year: Year it is about.
        quantity: The number.
        start: Where the words that say so begin.
        end: Where they end.
        applicant_type: Column of the applicants' matrix.
        label: Agency, place or sort of information that it is a part of.
        scope: Scope, where it is not the report's own.
        implied: Whether it follows from words such as 全部办结 and another figure.
        stated_zero: Whether it is a zero in words.
        includes_carried_in: Whether it counts applications of the year before, too (受理648件，含上年结转21件).
        terms: The terms that named it.
        frame: The frame that they fit.
    """

    sentence: Sentence
    code: str
    year: int
    quantity: Quantity
    start: int
    end: int
    applicant_type: str = "total"
    label: str | None = None
    scope: str | None = None
    implied: bool = False
    stated_zero: bool = False
    includes_carried_in: bool = False
    terms: tuple[Term, ...] = ()
    frame: Frame | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """What it is a figure of."""
        return self.code, self.applicant_type, self.year

    @property
    def value(self) -> float | None:
        """How many there are, in the codebook's unit; None where the printed unit does not tell.

        Nor is half of something that the codebook counts one by one a figure (占2.5 of a share that lost its sign).
        """
        value = in_codebook_unit(self.quantity.value, self.quantity.unit, self.code)
        if value is not None and codebook()[self.code].value_type == "integer" and value != int(value):
            return None
        return value

    def figure(self, scope: str) -> Figure | None:
        """The figure; None where its number does not tell how many that are.

        Args:
            scope: Scope of the report's own figures.
        """
        value = self.value
        if value is None:
            return None
        words = self.sentence.text[self.start : max(self.end, self.start + 1)]
        printed = self.quantity.printed
        begin = self.sentence.start + self.start
        return Figure(
            code=self.code,
            applicant_type=self.applicant_type,
            year=self.year,
            value=value,
            unit=codebook()[self.code].unit,
            printed=printed if printed and printed in words else words,
            approx=self.quantity.approx,
            bound=self.quantity.bound,
            scope=self.scope or scope,
            source="narrative",
            stated_zero=self.stated_zero,
            implied=self.implied,
            includes_carried_in=self.includes_carried_in,
            label=self.label,
            section_id=self.sentence.section_id,
            span=Span(begin, begin + len(words)),
        )

    def trace(self, figure: Figure) -> Trace:
        """What named the figure that was made of it."""
        own = {feature for term in self.terms for feature in term.features}
        # What only follows from a figure has its words, and another code than they fit.
        frame = self.frame if self.frame and self.frame.code == self.code else None
        return Trace(
            figure=figure,
            terms=tuple((term.text, _written(term.features) or term.modifier) for term in self.terms),
            needs=_written(sorted(frame.needs)) if frame else "",
            inherited=_written(sorted(frame.context - own)) if frame else "",
        )


def _written(features: Iterable[Feature]) -> str:
    return " ".join(f"{slot}={value}" for slot, value in features)
