"""All rules that one report can be tested by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from parsers.checks import document, figures, lists, tables, wording
from parsers.checks.arithmetic import check_relations, check_sums
from parsers.checks.ledger import Facts, Ledger
from parsers.checks.rules import Rule, era_of, rules
from parsers.model import Finding

Check = Callable[[Rule, Facts, Ledger], Iterator[Finding]]

FUNCTIONS: Mapping[str, Check] = MappingProxyType(
    {
        "M04": tables.check_rows,
        "M07": tables.check_received_text,
        "L04": tables.check_derived_litigation,
        "L05": tables.check_shifted_columns,
        "T05": tables.check_procurement,
        "T07": tables.check_rule_makers,
        "C01": figures.check_signs,
        "C02": figures.check_whole_numbers,
        "C03": figures.check_rates,
        "C04": figures.check_nesting,
        "C05": wording.check_shares,
        "C06": wording.check_growth,
        "C07": document.check_period,
        "C08": document.check_dates,
        "C09": document.check_repeated_body,
        "C10": tables.check_text_and_table,
        "C13": figures.check_prior_years,
        "C14": lists.check_lists,
        "C17": document.check_parts,
        "N02": wording.check_outcomes,
        "N03": wording.check_share_sums,
        "N04": wording.check_gazette,
        "N05": figures.check_implied,
        "N06": figures.check_stated_zeros,
        "N07": figures.check_inexact,
        "N08": wording.check_cumulative,
    }
)
"""Rules that are no expression: id to function."""
_METHODS: Mapping[str, Check] = MappingProxyType({"sum": check_sums, "relation": check_relations})


def check_report(facts: Facts) -> tuple[Finding, ...]:
    """Applies every rule that a report can be tested by alone.

    A rule is applied only where all that it compares is printed; passing rules are findings, too.
    """
    era = era_of(facts.year, facts.form)
    ledger = Ledger(facts.figures)
    found: dict[Finding, None] = {}
    for rule in rules().values():
        check = FUNCTIONS.get(rule.rule_id) if rule.method == "function" else _METHODS.get(rule.method)
        if check is not None and rule.applies(era, facts.year):
            found.update(dict.fromkeys(check(rule, facts, ledger)))
    return _without_repetitions(tuple(found))


def _without_repetitions(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leaves out lists (C14) whose total a rule of its own has found wrong: one contradiction is told once."""
    totals = {(f.observed, f.codes[0]) for f in findings if not f.passed and f.rule_id != "C14" and f.codes}
    return tuple(
        f
        for f in findings
        if f.rule_id != "C14" or f.passed or not any((f.observed, code) in totals for code in f.codes)
    )
