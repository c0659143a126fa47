"""Sums and other comparisons between figures of one report: the rules that `rules.csv` writes as expressions."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.checks.expressions import Comparison, Expression, Number, Reference, references, summands
from parsers.checks.gross import CARRIED_IN, counted_once, without_double
from parsers.checks.ledger import Amount, Facts, Ledger, written
from parsers.checks.results import column_note, finding, joined, name, printed
from parsers.checks.rules import Rule
from parsers.knowledge.codebook import codebook
from parsers.model import Finding, Lump
from parsers.text.numbers import find_quantities

_MOST_READINGS = 64
"""Combinations of contradicting figures that are tried before a rule is left unapplied."""
_MANY_PARTS = 5
"""Parts from which a list that lacks one of them still counts as complete."""
_TOO_FAR = 2.0
"""Factor from which the parts that a text prints are parts of something else than its total."""
_TINY = 1e-6
_VERBS = {
    "=": {True: "agrees with", False: "is not"},
    "<=": {True: "is at most", False: "exceeds"},
    ">=": {True: "is at least", False: "falls short of"},
}

Reading = Mapping[Reference, Amount]


def check_sums(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """Applies a rule that compares a total with its parts, in every column of the matrix."""
    for comparison in rule.comparisons:
        left, right = summands(comparison.left), summands(comparison.right)
        for applicant_type in ledger.applicant_types():
            result = _Sum(rule, facts, ledger, applicant_type, left, right).result()
            if result is not None:
                yield result


@dataclasses.dataclass(frozen=True, slots=True)
class _Sum:
    """One sum in one column.

    In a form the rows that are printed and left blank count as zero; whatever is not printed at all may be anything. In
    running text the parts must be exhaustive: all of them, or all but one of many, where a number that counts several
    codes at once stands for all of them, and a part that only this report distinguishes counts as well.
    """

    rule: Rule
    facts: Facts
    ledger: Ledger
    applicant_type: str
    left: tuple[Reference, ...]
    right: tuple[Reference, ...]

    def result(self) -> Finding | None:
        total = self._amounts(self.left[0].code)
        if not total:
            return None
        if self.facts.form != "narrative" and total[0].in_table:
            return self._in_form()
        return self._in_text()

    def _in_form(self) -> Finding | None:
        given = {part: self._amounts(part.code) for part in (*self.left, *self.right)}
        known = {part: found for part, found in given.items() if found and found[0].in_table}
        missing = [part for part in given if part not in known]
        if not any(part in known for part in self.right) or (missing and not self.rule.blank_is_zero):
            return None
        observed = sum(known[part][0].value for part in self.left if part in known)
        expected = sum(known[part][0].value for part in self.right if part in known)
        if not _exact(known) or any(len(found) > 1 for found in known.values()):
            return None
        differs = abs(observed - expected) > _TINY
        if differs and self.facts.beside_unknown.intersection(part.code for part in given):
            return None
        if differs and not self._surely_different(observed, expected, missing):
            return None
        return self._finding(known, {}, observed, expected)

    def _surely_different(self, observed: float, expected: float, missing: Sequence[Reference]) -> bool:
        """Whether two sides differ although some rows have no number: these are blank, or could only add to it."""
        lacking = [part for part in missing if not self._is_blank(part.code)]
        if not lacking:
            return True
        if all(part in self.right for part in lacking):
            return expected > observed
        return all(part in self.left for part in lacking) and observed > expected

    def _is_blank(self, code: str) -> bool:
        """Whether the form prints a row and has no number in this column of it."""
        return self.facts.fully_read and self._is_printed(code)

    def _is_printed(self, code: str) -> bool:
        return code in self.facts.blank_rows or any(
            item.in_table
            for other in self.ledger.applicant_types()
            for item in self.ledger.amounts(code, other, self.facts.year)
        )

    def _in_text(self) -> Finding | None:
        left, right = self.left, (*self.right, *self._siblings())
        known = {part: found for part in (*left, *right) if (found := self._amounts(part.code))}
        lumps = {} if self.applicant_type != "total" else self._lumps(right, known)
        covered = {code for lump in lumps.values() for code in lump.codes}
        lacking = [part for part in (*self.left, *self.right) if part not in known and part.code not in covered]
        may_lack = 1 if len(self.right) >= _MANY_PARTS else 0
        if len(lacking) > may_lack or not _exact(known):
            return None
        extra = sum(lump.value for lump in lumps.values())
        siblings = [known[part][0].value for part in known if part not in self.left and part not in self.right]
        first: tuple[Mapping[Reference, tuple[Amount, ...]], float, float] | None = None
        for reading in _readings(known):
            added = counted_once(left, reading)
            observed = sum(reading[part].value for part in added)
            expected = extra + sum(reading[part].value for part in right if part in reading)
            chosen = {part: (found,) for part, found in reading.items() if part in added or part not in left}
            if abs(observed - expected) <= _TINY:
                return self._finding(chosen, lumps, observed, expected)
            if self._may_differ(observed, expected, chosen, lacking, siblings):
                first = first or (chosen, observed, expected)
        return self._finding(first[0], lumps, first[1], first[2]) if first else None

    def _may_differ(
        self,
        observed: float,
        expected: float,
        known: Mapping[Reference, Sequence[Amount]],
        lacking: Sequence[Reference],
        siblings: Sequence[float],
    ) -> bool:
        """Whether two sides that differ contradict each other, and are not merely read or put together wrongly.

        They are not where they are far apart; where the parts may be those of the year alone, and the total includes
        what was carried in; where one part is missing and the text near by prints a number that is
        just as great as the difference; or where the difference is a part that the form does not have.
        """
        if observed > expected * _TOO_FAR or expected > observed * _TOO_FAR:
            return False
        if any(found.gross for found in known[self.left[0]]) and any(
            observed - expected == carried_in.value for carried_in in self._amounts(CARRIED_IN)
        ):
            return False
        if expected > observed:
            return expected - observed not in siblings
        return not lacking or observed - expected not in self._unread_numbers(known)

    def _unread_numbers(self, known: Mapping[Reference, Sequence[Amount]]) -> set[float]:
        """Numbers that stand among the figures of a sum and are none of them."""
        codes = {part.code for part in known}
        spans = [figure.span for figure in self.facts.figures if figure.code in codes]
        end = self.facts.text.find("\n", max(span.end for span in spans))
        found = find_quantities(self.facts.text, min(span.start for span in spans), end if end >= 0 else None)
        return {quantity.value for quantity in found} - {amounts[0].value for amounts in known.values()}

    def _siblings(self) -> list[Reference]:
        """Parts of the same total that the form does not have and this text distinguishes all the same."""
        if len(self.left) != 1:
            return []
        parent = self.left[0].code
        known = {part.code for part in self.right}
        return [
            Reference(code)
            for code in _children().get(parent, ())
            if code not in known and not any(part.startswith(f"{code}.") for part in known) and self._amounts(code)
        ]

    def _lumps(self, parts: Sequence[Reference], known: Mapping[Reference, object]) -> dict[int, Lump]:
        codes = {part.code for part in parts}
        given = {part.code for part in known}
        return {
            index: lump
            for index, lump in enumerate(self.facts.lumps)
            if lump.year == self.facts.year and set(lump.codes) <= codes and not set(lump.codes) & given
        }

    def _amounts(self, code: str) -> tuple[Amount, ...]:
        return self.ledger.amounts(code, self.applicant_type, self.facts.year)

    def _finding(
        self,
        known: Mapping[Reference, Sequence[Amount]],
        lumps: Mapping[int, Lump],
        observed: float,
        expected: float,
    ) -> Finding:
        passed = abs(observed - expected) <= _TINY
        right = [part for part in known if part not in self.left]
        left_words = joined(printed(part.code, known[part][0].value) for part in self.left if part in known)
        terms = [printed(part.code, known[part][0].value) for part in right if known[part][0].value or len(right) < 3]
        terms += [f"{'、'.join(map(name, lump.codes))} {written(lump.value)}" for lump in lumps.values()]
        verb = "equals" if passed else "is not"
        note = column_note(self.applicant_type)
        equation = joined(terms) if terms else "0"
        if len(terms) > 1:
            equation = f"{equation} = {written(expected)}"
        if sum(part in known for part in self.left) > 1:
            left_words = f"{left_words} = {written(observed)}"
        difference = "" if passed else f"; the difference is {written(observed - expected)}"
        return finding(
            self.rule,
            passed=passed,
            expected=expected,
            observed=observed,
            explanation=f"{left_words}{note} {verb} {equation}{difference}.",
            codes=[*(part.code for part in known), *(code for lump in lumps.values() for code in lump.codes)],
            applicant_type=self.applicant_type,
        )


@functools.cache
def _children() -> Mapping[str, Sequence[str]]:
    """The codes that count a part of each code."""
    children: dict[str, list[str]] = defaultdict(list)
    for code in codebook().values():
        children[code.parent].append(code.code)
    return children


def check_relations(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """Applies a rule that is any other comparison, in every column that prints all it needs."""
    for comparison in rule.comparisons:
        for applicant_type in ledger.applicant_types():
            result = compare(rule, comparison, {0: ledger}, facts.year, applicant_type)
            if result is not None:
                yield result


def compare(
    rule: Rule, comparison: Comparison, ledgers: Mapping[int, Ledger], year: int, applicant_type: str
) -> Finding | None:
    """Applies one comparison.

    Args:
        rule: The rule.
        comparison: What must hold.
        ledgers: The report's own ledger under 0, that of the year before under -1.
        year: Year of the report.
        applicant_type: Column of the matrix.

    Returns:
        What was found, or None where a figure is missing.
    """
    known: dict[Reference, tuple[Amount, ...]] = {}
    for part in (*references(comparison.left), *references(comparison.right)):
        ledger = ledgers[part.offset]
        found = ledger.amounts(part.code, part.applicant_type or applicant_type, year + part.offset)
        if not found:
            return None
        known[part] = found
    sign = comparison.sign
    first: Finding | None = None
    for reading in _readings(known):
        left, right = without_double(comparison.left, reading), without_double(comparison.right, reading)
        (low, value, high), (least, other, most) = evaluate(left, reading), evaluate(right, reading)
        reach = max(rule.absolute, rule.relative * max(abs(value), abs(other)))
        passed = {
            "=": low <= most + reach + _TINY and least <= high + reach + _TINY,
            "<=": low <= most + reach + _TINY,
            ">=": high >= least - reach - _TINY,
        }[sign]
        verb = _VERBS[sign][passed]
        words = (
            f"{_sentence(left, reading, year)}{column_note(applicant_type)} {verb} {_sentence(right, reading, year)}"
        )
        result = finding(
            rule,
            passed=passed,
            expected=other,
            observed=value,
            explanation=f"{words}.",
            codes=[part.code for part in (*references(left), *references(right)) if part.offset == 0],
            applicant_type=applicant_type,
        )
        if passed:
            return result
        first = first or result
    return first


def evaluate(expression: Expression, reading: Reading) -> tuple[float, float, float]:
    """The least, the printed and the greatest value of an expression."""
    if isinstance(expression, Number):
        return expression.value, expression.value, expression.value
    if isinstance(expression, Reference):
        amount = reading[expression]
        return amount.low, amount.value, amount.high
    parts = [evaluate(part, reading) for part in expression.parts]
    if expression.sign == "max":
        return max(p[0] for p in parts), max(p[1] for p in parts), max(p[2] for p in parts)
    (low, value, high), (least, other, most) = parts
    if expression.sign == "+":
        return low + least, value + other, high + most
    if expression.sign == "-":
        return low - most, value - other, high - least
    if expression.sign == "*":
        return low * least, value * other, high * most
    return low / most, value / other, high / least if least else math.inf


def _sentence(expression: Expression, reading: Reading, year: int) -> str:
    """An expression with its numbers, and with what they make together."""
    words = _terms(expression, reading, year)
    is_sum = not isinstance(expression, Number | Reference) and expression.sign in "+-"
    return f"{words} = {written(evaluate(expression, reading)[1])}" if is_sum else words


def _terms(expression: Expression, reading: Reading, year: int) -> str:
    if isinstance(expression, Number):
        return written(expression.value)
    if isinstance(expression, Reference):
        when = f" of {year + expression.offset}" if expression.offset else ""
        return f"{name(expression.code)}{when} {written(reading[expression].value)}"
    parts = [_terms(part, reading, year) for part in expression.parts]
    if expression.sign == "max":
        return f"the greatest of {', '.join(parts)}"
    return f" {expression.sign} ".join(parts)


def _exact(known: Mapping[Reference, Sequence[Amount]]) -> bool:
    return all(item.exact for found in known.values() for item in found)


def _readings(known: Mapping[Reference, tuple[Amount, ...]]) -> Iterator[Reading]:
    """Every way to read a report that states some figures in two ways; none where there are too many."""
    if math.prod(len(found) for found in known.values()) > _MOST_READINGS:
        return
    for choice in itertools.product(*known.values()):
        yield dict(zip(known, choice, strict=True))
