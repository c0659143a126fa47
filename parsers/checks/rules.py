"""The rules that figures must obey, as `parsers/data/rules.csv` gives them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.errors import KnowledgeError
from knowledge.fields import UNIQUE, Fault, Reader
from knowledge.loading import read_rows
from parsers.checks.expressions import Comparison, expand, parse_comparison, summands

ERAS = ("pre2014", "2014", "2019", "2021")
_SPAN = re.compile(r"all|narrative|\d{4}\+|\d{4}->\d{4}")


def _era(written: str) -> str:
    if _SPAN.fullmatch(written) is None and not set(written.split("|")) <= set(ERAS):
        raise KnowledgeError(
            f"{written!r} stands where an era should",
            remedy=f"Write all, narrative, 2014+, 2019->2020 or, with | between them, {', '.join(ERAS)}.",
        )
    return written


@dataclasses.dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of `parsers/data/rules.csv`.

    Attributes:
        rule_id: Its id.
        era: Years or forms that it is for.
        severity: How grave a failure is; `derive` says how a figure follows from others, rather than what must hold.
        method: `sum` (a total and its parts), `relation` (any other comparison), `between_years` (a comparison with the
            report of the year before); for those that are no expression `function` and the two that begin with it.
        expr: The comparison; for a function what it does, in words.
        tolerance: Difference that is still no failure.
        tolerance_percent: The same as a share of the greater side.
        blank: What a blank cell of a form means to a sum: `zero`, or `missing`, with which it cannot be checked.
        applies_when: When it is for a report, for readers.
        description: What it is about, in a few words.
        evidence: Reports that it was tried on, for readers.
    """

    rule_id: Annotated[str, UNIQUE]
    era: Annotated[str, Reader("an era", _era)]
    severity: Literal["error", "warn", "info", "derive"]
    method: Literal[
        "sum", "relation", "between_years", "function", "function_between_years", "function_between_documents"
    ]
    expr: str
    tolerance: float
    tolerance_percent: float
    description: str
    blank: Literal["zero", "missing"] | None = None
    applies_when: str = ""
    evidence: str = ""

    @classmethod
    def check(cls, rows: Sequence[RuleRow]) -> Iterator[Fault]:
        """Expressions name codes, sums are sums, and only they say what a blank cell means."""
        for index, row in enumerate(rows):
            if (row.method == "sum") != (row.blank is not None):
                remedy = "Sums, and no other rules, say zero or missing."
                yield Fault(
                    (index, "blank"), f"{row.blank or ''!r} stands there for a rule of method {row.method}", remedy
                )
            try:
                row.comparisons()
            except KnowledgeError as error:
                yield Fault((index, "expr"), error.what, error.remedy)

    def comparisons(self) -> tuple[Comparison, ...]:
        """What must hold; empty for functions.

        Raises:
            KnowledgeError: It is no comparison of codes, or the rule a sum of something else.
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
        severity: How grave a failure is: error, warn or info.
        method: How it is checked, as in `RuleRow`.
        comparisons: What must hold; empty for functions.
        absolute: Difference that is still no failure.
        relative: The same as a share of the greater side.
        blank_is_zero: Whether a blank cell of a form counts as zero.
        description: What it is about, in a few words.
        derives: Whether it says how a figure follows from others, rather than what must hold.
        era: Years or forms that it is for, as written.
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
    era: str

    def applies(self, era: str, year: int) -> bool:
        """Whether it is for reports of an era (one of `ERAS`) and a year."""
        if self.era in ("all", "narrative"):
            return True
        if self.era == "2014+":
            return era != "pre2014"
        if self.era.endswith("+"):
            return year >= int(self.era[:-1])
        if "->" in self.era:
            return year == int(self.era.partition("->")[2])
        return era in self.era.split("|")


@functools.cache
def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the file.

    Raises:
        KnowledgeError: The file contradicts itself, or names what there is not.
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
        )
        for row in read_rows("parsers", "rules.csv", RuleRow)
    }


def era_of(year: int, form: str) -> str:
    """The era whose rules a report must obey: that of its form, or else that of its year."""
    if form in ERAS:
        return form
    if year <= 2013:
        return "pre2014"
    if year <= 2018:
        return "2014"
    return "2019" if year <= 2020 else "2021"
