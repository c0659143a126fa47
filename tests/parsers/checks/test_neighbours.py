"""What stands before or behind a sentence, and a rule has nothing to say of, hides nothing from the rule."""

from __future__ import annotations

import functools
import pathlib
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from parsers.checks.report import check_report
from tests.parsers.checks.cases import CASES, facts

BOUNDS: list[dict[str, Any]] = tomllib.loads(
    pathlib.Path(__file__).with_name("bounds.toml").read_text(encoding="utf-8")
)["case"]
OF_SENTENCES = {"rule", "why", "text", "figures", "found", "holds", "year"}
"""Keys of a case that is nothing but sentences and their figures."""
SENTENCES = [
    {"year": 2017} | case
    for case in (*BOUNDS, *CASES)
    if case.keys() <= OF_SENTENCES and case.get("text", "").endswith("。")
]
TOGETHER = {"C13", "N05", "N07"}
"""Rules that look at all of a report: with one finding for it, or at any other number of it."""

Verdict = tuple[bool, str | None, str | None]


def verdicts(year: int, text: str, figures: tuple[str, ...], rule: str) -> list[Verdict]:
    return [
        (finding.passed, finding.expected, finding.observed)
        for finding in check_report(facts({"year": year, "text": text, "figures": figures}))
        if finding.rule_id == rule
    ]


@functools.cache
def alone(number: int, rule: str) -> tuple[Verdict, ...]:
    case = SENTENCES[number]
    return tuple(verdicts(case["year"], case["text"], tuple(case.get("figures", ())), rule))


def groups(case: dict[str, Any]) -> set[str]:
    """What the figures of a case are about: figures of one group are compared with each other."""
    return {written.partition(".")[0] for written in case.get("figures", ())}


def neighbours(rule: str) -> Iterator[tuple[int, int]]:
    for number, case in enumerate(SENTENCES):
        for other, neighbour in enumerate(SENTENCES):
            is_apart = other != number and not groups(case) & groups(neighbour)
            if case["rule"] == rule and is_apart and neighbour["year"] == case["year"]:
                yield number, other


RULES = [rule for rule in sorted({case["rule"] for case in SENTENCES} - TOGETHER) if any(neighbours(rule))]


def test_rules_of_sentences_have_neighbours() -> None:
    assert {*RULES} >= {"C05", "C06", "C14", "N03", "N04"}


@pytest.mark.parametrize("rule", RULES)
def test_neighbours_hide_nothing(rule: str) -> None:
    for number, other in neighbours(rule):
        case, neighbour = SENTENCES[number], SENTENCES[other]
        figures = (*case.get("figures", ()), *neighbour.get("figures", ()))
        for text in (case["text"] + neighbour["text"], neighbour["text"] + case["text"]):
            found = verdicts(case["year"], text, figures, rule)
            assert {*found} == {*alone(number, rule), *alone(other, rule)}, text


OF_TABLES = {"rule", "why", "form", "text", "figures", "found", "holds", "year", "applicants"}
TABLES = [
    {"year": 2017, "form": "narrative"} | case
    for case in (*BOUNDS, *CASES)
    if case.keys() <= OF_TABLES and "figures" in case
]


def of_tables(case: dict[str, Any], figures: list[str]) -> set[tuple[str, str, Verdict]]:
    return {
        (finding.rule_id, finding.applicant_type, (finding.passed, finding.expected, finding.observed))
        for finding in check_report(facts({"text": ""} | case | {"figures": figures}))
        if finding.rule_id not in TOGETHER
    }


@pytest.mark.parametrize("number", range(len(TABLES)), ids=lambda number: f"{TABLES[number]['rule']} {number}")
def test_figures_of_other_things_hide_nothing(number: int) -> None:
    case = TABLES[number]
    own = {found for found in of_tables(case, case["figures"]) if found[0] == case["rule"]}
    for neighbour in TABLES:
        if (neighbour["year"], neighbour["form"]) == (case["year"], case["form"]) and not (
            groups(case) & groups(neighbour) or "text" in neighbour
        ):
            for figures in (case["figures"] + neighbour["figures"], neighbour["figures"] + case["figures"]):
                found = of_tables(case, figures)
                assert own <= found, neighbour["figures"]
