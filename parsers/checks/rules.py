"""The rules that figures must meet, read from `parsers/data/rules.csv`."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.errors import KnowledgeError
from knowledge.fields import UNIQUE, Fault, Reader, is_not
from knowledge.forms import form_for, forms
from knowledge.loading import read_rows
from parsers.checks.expressions import Comparison, expand, parse_comparison, summands

_BEFORE = "pre"
_EVER = 9999
_YEARS = re.compile(r"(?P<first>\d{4})(?:(?P<open>\+)|-(?P<last>\d{4}))?")
Range = tuple[int, int]
"""First and last position of a range."""


def read_era(written: str) -> Range:
    """Positions of the first and last form that a rule applies to; -1 means the time before the first form."""
    known = list(forms())
    if written in ("all", "narrative"):
        return -1, len(known)
    if written == f"{_BEFORE}{known[0]}":
        return -1, -1
    first, _, last = written.partition("-")
    name = first.removesuffix("+")
    if name not in known or (last or name) not in known or (last and first.endswith("+")):
        examples = f"{_BEFORE}{known[0]}, {known[0]}, {known[0]}+ for it and all later ones, {known[0]}-{known[-1]}"
        raise KnowledgeError(
            is_not(written, "a set of forms"),
            remedy=f"Write all, narrative, or forms: {examples}. The forms are {', '.join(known)}.",
        )
    begins = known.index(name)
    return begins, len(known) if first.endswith("+") else known.index(last or name)


def _years(written: str) -> Range:
    match = _YEARS.fullmatch(written)
    if match is None:
        raise KnowledgeError(is_not(written, "a range of years"), remedy="Write 2020, 2020+ or 2020-2024.")
    return int(match["first"]), _EVER if match["open"] else int(match["last"] or match["first"])


@dataclasses.dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of `parsers/data/rules.csv`.

    Attributes:
        rule_id: Its id.
        era: Forms that it applies to: one, a range, or one and all later ones; a report without a form counts as one
            on the form of its year.
        years: Years of the reports, where it does not apply to all years of those forms.
        severity: How serious a failure is; `derive` says how a figure follows from others, rather than what must hold.
        method: `sum` (a total and its parts), `relation` (any other comparison), `between_years` (a comparison with the
            report of the year before); `function` and the two that begin with it are rules written in Python.
        expr: The comparison; for a function, what it does, in words.
        tolerance: Largest difference that is not a failure.
        tolerance_percent: The same, as a percentage of the greater side.
        blank: What a blank cell of a form means to a sum: `zero`, or `missing`, with which it cannot be checked.
        applies_when: When it applies to a report, for readers.
        description: What it is about, in a few words.
        evidence: Reports that it was tried on, for readers.
    """

    rule_id: Annotated[str, UNIQUE]
    era: Annotated[Range, Reader("a set of forms such as 2014 or 2019+", read_era)]
    severity: Literal["error", "warn", "info", "derive"]
    method: Literal[
        "sum", "relation", "between_years", "function", "function_between_years", "function_between_documents"
    ]
    expr: str
    tolerance: float
    tolerance_percent: float
    description: str
    years: Annotated[Range, Reader("a range of years such as 2020+", _years)] = (0, _EVER)
    blank: Literal["zero", "missing"] | None = None
    applies_when: str = ""
    evidence: str = ""

    @classmethod
    def check(cls, rows: Sequence[RuleRow]) -> Iterator[Fault]:
        """Every code is known, a sum adds codes and nothing else, and only sums say what a blank cell means."""
        for index, row in enumerate(rows):
            if (row.method == "sum") != (row.blank is not None):
                remedy = "Write zero or missing for a sum; leave the cell empty for all others."
                yield Fault((index, "blank"), f"{row.blank or ''!r} does not go with the method {row.method}", remedy)
            try:
                row.comparisons()
            except KnowledgeError as error:
                yield Fault((index, "expr"), error.what, error.remedy)

    def comparisons(self) -> tuple[Comparison, ...]:
        """What must hold; empty for functions.

        Raises:
            KnowledgeError: It is not a comparison of codes, or the rule is a sum but the expression is not.
        """
        if self.method.startswith("function"):
            return ()
        comparisons = tuple(map(parse_comparison, expand(self.expr)))
        if self.method == "sum":
            for side in (side for comparison in comparisons for side in (comparison.left, comparison.right)):
                summands(side)
        return comparisons


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One row of `rules.csv`.

    Attributes:
        rule_id: Its id.
        severity: How serious a failure is: error, warn or info.
        method: How it is checked, as in `RuleRow`.
        comparisons: What must hold; empty for functions.
        absolute: Largest difference that is not a failure.
        relative: The same, as a share of the greater side.
        blank_is_zero: Whether a blank cell of a form counts as zero.
        description: What it is about, in a few words.
        derives: Whether it says how a figure follows from others, rather than what must hold.
        era: Positions of the first and the last form that it applies to.
        years: First and last year that it applies to.
    """

    rule_id: str
    severity: str
    method: str
    comparisons: tuple[Comparison, ...]
    absolute: float
    relative: float
    blank_is_zero: bool
    description: str
    derives: bool
    era: Range
    years: Range

    def applies(self, era: int, year: int) -> bool:
        """Whether it applies to reports of an era (see `era_of`) and a year."""
        return self.era[0] <= era <= self.era[1] and self.years[0] <= year <= self.years[1]


@functools.cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the file.

    Raises:
        KnowledgeError: The file contradicts itself, or names something unknown.
    """
    return {
        row.rule_id: Rule(
            rule_id=row.rule_id,
            severity="info" if row.severity == "derive" else row.severity,
            method=row.method,
            comparisons=row.comparisons(),
            absolute=row.tolerance,
            relative=row.tolerance_percent / 100,
            blank_is_zero=row.blank == "zero",
            description=row.description,
            derives=row.severity == "derive",
            era=row.era,
            years=row.years,
        )
        for row in read_rows("parsers", "rules.csv", RuleRow)
    }


def era_of(year: int, form: str) -> int:
    """The era of a report: position of its form, or else of the form of its year; -1 before the first form."""
    known = form_for(form, year)
    return list(forms()).index(known.form) if known else -1
