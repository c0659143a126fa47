"""The ratios of `derived.csv`: computed from printed figures only, and only where all of them are printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.errors import KnowledgeError
from knowledge.fields import UNIQUE, Fault, Reader, is_not
from knowledge.forms import form_for
from knowledge.loading import read_rows
from parsers.checks.arithmetic import evaluate
from parsers.checks.derived import has_unknown_columns
from parsers.checks.expressions import Expression, Number, Operation, Reference, parse_expression, references
from parsers.checks.gross import CARRIED_IN, RECEIVED, of_the_year_alone, without_double
from parsers.checks.ledger import Amount, Ledger
from parsers.model import Figure, Finding, ReportContent

_ERAS = re.compile(
    r"(?P<all>all)|<=(?P<last>\d{4})|>=(?P<first>\d{4})|(?P<since>\d{4})\+|(?P<from>\d{4})-(?P<to>\d{4})"
)
_ALTERNATIVE = re.compile(r"\[(?P<years>[<>]=\d{4}|\d{4}-\d{4})\]\s*(?P<formula>[^;]+)")


def _formulas(written: str) -> Iterator[tuple[tuple[int, int], Expression]]:
    """Formulas with the years that they are for; one without years is for all."""
    if not written.startswith("["):
        yield (0, 9999), parse_expression(written)
        return
    parts = [part.strip() for part in written.split(" ; ")]
    for part in parts:
        match = _ALTERNATIVE.fullmatch(part)
        if match is None:
            raise KnowledgeError(
                f"{part!r} does not say which years it is for", remedy="Begin it with [<=2018] or the like."
            )
        yield _years(match["years"]), parse_expression(match["formula"].strip())


def _years(written: str) -> tuple[int, int]:
    match = _ERAS.fullmatch(written)
    if match is None:
        remedy = "Write all, 2014+, 2014-2018, <=2018 or >=2019."
        raise KnowledgeError(is_not(written, "a range of years"), remedy=remedy)
    if match["last"]:
        return 0, int(match["last"])
    if match["from"]:
        return int(match["from"]), int(match["to"])
    return int(match["first"] or match["since"] or 0), 9999


@dataclasses.dataclass(frozen=True, slots=True)
class RatioRow:
    """One row of `parsers/data/derived.csv`.

    Attributes:
        indicator_id: Its id.
        name_zh: Chinese name.
        name_en: English name.
        method: `formula`, or which function computes it; `external` needs data that no report prints.
        formula: The formula, or one for each span of years; for a function what it does, in words.
        eras: First and last year that it is defined for.
        comparability: `A` same meaning throughout, `B` bridged by its formula, `C` not comparable across 2019.
        comparability_note: What to mind besides, for readers.
        break_2019: Whether values before 2019 and from 2019 on must not be compared.
        known_use: Who uses it, for readers.
    """

    indicator_id: Annotated[str, UNIQUE]
    name_zh: str
    name_en: str
    method: Literal["formula", "external", "concentration", "timeliness", "quality"]
    formula: str
    eras: Annotated[tuple[int, int], Reader("a range of years", _years)]
    comparability: Literal["A", "B", "C"]
    break_2019: bool
    known_use: str
    comparability_note: str = ""

    @classmethod
    def check(cls, rows: Sequence[RatioRow]) -> Iterator[Fault]:
        """Formulas name codes."""
        for index, row in enumerate(rows):
            try:
                row.formulas()
            except KnowledgeError as error:
                yield Fault((index, "formula"), error.what, error.remedy)

    def formulas(self) -> tuple[tuple[tuple[int, int], Expression], ...]:
        """Its formula by the years that each is for; empty where it is none.

        Raises:
            KnowledgeError: It is no expression of codes, or does not say which years it is for.
        """
        return tuple(_formulas(self.formula)) if self.method == "formula" else ()


@dataclasses.dataclass(frozen=True, slots=True)
class Ratio:
    """One row of `derived.csv`.

    Attributes:
        ratio_id: Its id.
        name_zh: Chinese name.
        name_en: English name.
        years: First and last year that it is defined for.
        formulas: Its formula by the years that each is for; empty where it is no formula.
        method: `formula`, or which function computes it; `external` needs data that no report prints.
        comparability: `A` same meaning throughout, `B` bridged by its formula, `C` not comparable across 2019.
        break_2019: Whether values before 2019 and from 2019 on must not be compared.
    """

    ratio_id: str
    name_zh: str
    name_en: str
    years: tuple[int, int]
    formulas: tuple[tuple[tuple[int, int], Expression], ...]
    method: str
    comparability: str
    break_2019: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RatioValue:
    """A ratio of one report; fields as in `storage.schema.Ratio`."""

    ratio: Ratio
    value: float
    numerator: float
    denominator: float | None
    numerator_codes: tuple[str, ...]
    denominator_codes: tuple[str, ...]
    approx: bool = False


@functools.cache
def ratios() -> Mapping[str, Ratio]:
    """All ratios by id, in the order of the file.

    Raises:
        KnowledgeError: The file contradicts itself, or names what there is not.
    """
    return {
        row.indicator_id: Ratio(
            ratio_id=row.indicator_id,
            name_zh=row.name_zh,
            name_en=row.name_en,
            years=row.eras,
            formulas=row.formulas(),
            method=row.method,
            comparability=row.comparability,
            break_2019=row.break_2019,
        )
        for row in read_rows("parsers", "derived.csv", RatioRow)
    }


def compute_ratios(
    report: ReportContent, derived: Sequence[Figure], before: ReportContent | None, findings: Sequence[Finding]
) -> tuple[RatioValue, ...]:
    """Computes the ratios of a report.

    Args:
        report: The report.
        derived: Figures that follow from its own.
        before: The same agency's report on the year before, where there is one.
        findings: The checks of the report.
    """
    year = report.identity.report_year
    ledger = Ledger((*report.figures, *derived))
    earlier = Ledger(before.figures) if before else None
    found = (
        _computed(ratio, report, ledger, earlier, findings) for ratio in ratios().values() if _in(year, ratio.years)
    )
    return tuple(value for value in found if value is not None)


def _computed(
    ratio: Ratio, report: ReportContent, ledger: Ledger, earlier: Ledger | None, findings: Sequence[Finding]
) -> RatioValue | None:
    year = report.identity.report_year
    if ratio.method == "concentration":
        return _concentration(ratio, report, ledger)
    if ratio.method == "timeliness":
        return _timeliness(ratio, report.identity.published_date, year)
    if ratio.method == "quality":
        return _quality(ratio, findings)
    formula = next((formula for years, formula in ratio.formulas if _in(year, years)), None)
    return _by_formula(ratio, formula, ledger, earlier, year) if formula is not None else None


def _by_formula(
    ratio: Ratio, formula: Expression, ledger: Ledger, earlier: Ledger | None, year: int
) -> RatioValue | None:
    reading: dict[Reference, Amount] = {}
    for part in references(formula):
        found = _amount(part, ledger, earlier, year)
        if found is None:
            return None
        reading[part] = found
        carried_in = dataclasses.replace(part, code=CARRIED_IN)
        if found.gross and (own := _amount(carried_in, ledger, earlier, year)) is not None:
            reading[carried_in] = own
    formula = of_the_year_alone(without_double(formula, reading), reading)
    reading = {part: reading[part] for part in references(formula)}
    quotient = _quotient(formula)
    above, below = quotient.parts if quotient is not None else (formula, None)
    if below is not None and not evaluate(below, reading)[1]:
        return None
    return RatioValue(
        ratio=ratio,
        value=evaluate(formula, reading)[1],
        numerator=evaluate(above, reading)[1],
        denominator=evaluate(below, reading)[1] if below is not None else None,
        numerator_codes=_codes(above),
        denominator_codes=_codes(below) if below is not None else (),
        approx=not all(amount.exact for amount in reading.values()),
    )


def _amount(part: Reference, ledger: Ledger, earlier: Ledger | None, year: int) -> Amount | None:
    """The one amount of a figure; last year's as last year's report has it, or else as this one repeats it."""
    applicant_type = part.applicant_type or "total"
    found = earlier.one(part.code, applicant_type, year + part.offset) if part.offset and earlier else None
    return found or ledger.one(part.code, applicant_type, year + part.offset)


def _quotient(formula: Expression) -> Operation | None:
    """The quotient of a formula that is one, but for a factor or summand that is a constant."""
    if not isinstance(formula, Operation):
        return None
    if formula.sign == "/":
        return formula
    return _quotient(formula.parts[0]) if isinstance(formula.parts[-1], Number) else None


def _codes(expression: Expression) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.code for part in references(expression)))


def _concentration(ratio: Ratio, report: ReportContent, ledger: Ledger) -> RatioValue | None:
    year = report.identity.report_year
    total = ledger.one(RECEIVED, "total", year)
    form = form_for(report.form, year)
    if form is None or has_unknown_columns(report.flags):
        return None
    cells = [ledger.one(RECEIVED, kind, year) for kind in form.parts]
    known = [cell for cell in cells if cell is not None]
    if total is None or not total.value or len(known) < len(cells):
        return None
    squares = sum(cell.value**2 for cell in known)
    return RatioValue(
        ratio=ratio,
        value=squares / total.value**2,
        numerator=squares,
        denominator=total.value**2,
        numerator_codes=(RECEIVED,),
        denominator_codes=(RECEIVED,),
        approx=not all(cell.exact for cell in (total, *known)),
    )


def _timeliness(ratio: Ratio, published: dt.date | None, year: int) -> RatioValue | None:
    if published is None:
        return None
    days = float((published - dt.date(year + 1, 3, 31)).days)
    return RatioValue(
        ratio=ratio, value=days, numerator=days, denominator=None, numerator_codes=(), denominator_codes=()
    )


def _quality(ratio: Ratio, findings: Sequence[Finding]) -> RatioValue | None:
    applied = {finding.rule_id for finding in findings if finding.severity == "error"}
    failed = {finding.rule_id for finding in findings if finding.severity == "error" and not finding.passed}
    if not applied:
        return None
    return RatioValue(
        ratio=ratio,
        value=(len(applied) - len(failed)) / len(applied),
        numerator=float(len(applied) - len(failed)),
        denominator=float(len(applied)),
        numerator_codes=(),
        denominator_codes=(),
    )


def _in(year: int, years: tuple[int, int]) -> bool:
    return years[0] <= year <= years[1]
