"""The rules that figures must obey, as `parsers/data/rules.csv` gives them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping

from knowledge.errors import KnowledgeError
from knowledge.loading import read_csv
from parsers.checks.expressions import Comparison, expand, parse_comparison, summands

ERAS = ("pre2014", "2014", "2019", "2021")
METHODS = ("sum", "relation", "between_years", "function", "function_between_years")
_SEVERITIES = {"error": "error", "warn": "warn", "info": "info", "derive": "info"}


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """One row of `rules.csv`.

    Attributes:
        rule_id: Its id.
        severity: How grave a failure is: error, warn or info.
        method: `sum` (a total and its parts), `relation` (any other comparison), `between_years` (a comparison with the
            report of the year before), or `function` and `function_between_years` for those that are no expression.
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
        KnowledgeError: A row contradicts itself or names a code that the codebook does not have.
    """
    columns = ("rule_id", "era", "severity", "expr", "tolerance", "applies_when", "description", "method")
    found: dict[str, Rule] = {}
    for row in read_csv("rules.csv", *columns):
        place = f"parsers/data/rules.csv: {row['rule_id']}"
        if row["rule_id"] in found:
            raise KnowledgeError(f"{place} stands there twice")
        if row["method"] not in METHODS or row["severity"] not in _SEVERITIES:
            raise KnowledgeError(f"{place} has an unknown method or severity")
        if re.fullmatch(r"all|narrative|\d{4}\+|\d{4}->\d{4}", row["era"]) is None and not set(
            row["era"].split("|")
        ) <= set(ERAS):
            raise KnowledgeError(f"{place} has an unknown era {row['era']!r}")
        written = () if row["method"].startswith("function") else expand(row["expr"])
        comparisons = tuple(map(parse_comparison, written))
        if row["method"] == "sum":
            for side in (side for comparison in comparisons for side in (comparison.left, comparison.right)):
                summands(side)
        absolute, relative = _tolerance(row["tolerance"], place)
        found[row["rule_id"]] = Rule(
            rule_id=row["rule_id"],
            severity=_SEVERITIES[row["severity"]],
            method=row["method"],
            comparisons=comparisons,
            absolute=absolute,
            relative=relative,
            blank_is_zero="blank" in row["applies_when"],
            description=row["description"],
            derives=row["severity"] == "derive",
            era=row["era"],
        )
    return found


def era_of(year: int, form: str) -> str:
    """The era whose rules a report must obey: that of its form, or else that of its year."""
    if form in ERAS:
        return form
    if year <= 2013:
        return "pre2014"
    if year <= 2018:
        return "2014"
    return "2019" if year <= 2020 else "2021"


def _tolerance(written: str, place: str) -> tuple[float, float]:
    match = re.fullmatch(r"(?:max\()?(?P<absolute>\d+(?:\.\d+)?)(?:, ?(?P<relative>\d+(?:\.\d+)?)%\))?|", written)
    if match is None:
        raise KnowledgeError(f"{place} has the tolerance {written!r}, which is not understood")
    return float(match["absolute"] or 0), float(match["relative"] or 0) / 100
