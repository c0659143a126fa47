"""The language of rules and ratios: how an expression is read, and what is none."""

from __future__ import annotations

import pytest

from knowledge.errors import KnowledgeError
from parsers.checks.expressions import (
    Expression,
    Number,
    Operation,
    Reference,
    expand,
    parse_comparison,
    parse_expression,
    references,
    summands,
)

R, L, A = "review.total", "litigation.total", "applications.received.total"


def bracketed(expression: Expression) -> str:
    """An expression with a bracket around every part of it."""
    if isinstance(expression, Number):
        return f"{expression.value:g}"
    if isinstance(expression, Reference):
        of = f"@{expression.offset}" if expression.offset else ""
        return f"{expression.code}{of}{f'/{expression.applicant_type}' if expression.applicant_type else ''}"
    sign = ", " if expression.sign == "max" else f" {expression.sign} "
    return f"{'max' * (expression.sign == 'max')}({sign.join(map(bracketed, expression.parts))})"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (R, R),
        (f" {R} ", R),
        ("12", "12"),
        ("0.5", "0.5"),
        (f"{R}[t]", R),
        (f"{R}[t-1]", f"{R}@-1"),
        (f"{R}[t+1]", f"{R}@1"),
        (f"{A}[自然人]", f"{A}/natural_person"),
        (f"{R}+{L}", f"({R} + {L})"),
        (f"1 + {R} + {L}", f"((1 + {R}) + {L})"),
        (f"{R} - {L} - 1", f"(({R} - {L}) - 1)"),
        (f"{R} / {L} / 2", f"(({R} / {L}) / 2)"),
        (f"{R} + {L} * 2", f"({R} + ({L} * 2))"),
        (f"{R} - {L} / 2", f"({R} - ({L} / 2))"),
        (f"{R} * {L} + 2", f"(({R} * {L}) + 2)"),
        (f"{R} / {L} - 2", f"(({R} / {L}) - 2)"),
        (f"({R} + {L}) * 2", f"(({R} + {L}) * 2)"),
        (f"{R} - ({L} - 1)", f"({R} - ({L} - 1))"),
        (f"max({R}, {L} + 1, 3) / 2", f"(max({R}, ({L} + 1), 3) / 2)"),
        (f"max({R})", f"max({R})"),
    ],
)
def test_how_an_expression_is_read(written: str, read: str) -> None:
    assert bracketed(parse_expression(written)) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "ends too early"),
        (f"{R} +", "ends too early"),
        (f"{R} {L}", f"'{L}' follows the end"),
        (f"{R} + + {L}", r"\+"),
        (f"({R} + {L}", r"'\)' is missing"),
        (f"max {R}", r"'\(' is missing"),
        (f"max({R}, {L}", r"'\)' is missing"),
        (f"max({R} {L})", r"'\)' is missing"),
        ("review.nothing", "code review.nothing is not in the codebook"),
        (f"{R}[t*1]", r"\[t\*1\] is neither a year"),
        (f"{R} % 2", "' % 2' is not understood"),
    ],
)
def test_what_is_no_expression(written: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        parse_expression(written)


@pytest.mark.parametrize("sign", ["=", "<=", ">="])
def test_how_a_comparison_is_read(sign: str) -> None:
    comparison = parse_comparison(f"{R} {sign} {L} + 1")
    assert (comparison.sign, bracketed(comparison.left), bracketed(comparison.right)) == (sign, R, f"({L} + 1)")


@pytest.mark.parametrize("written", [R, f"{R} = {L} = 1", f"{R} < {L}"])
def test_what_is_no_comparison(written: str) -> None:
    with pytest.raises(KnowledgeError):
        parse_comparison(written)


def test_the_figures_of_an_expression_are_named_as_they_are_read() -> None:
    found = references(parse_expression(f"max({L}, {R}[t-1] * 2) / ({A} - {L})"))
    assert list(found) == [Reference(L), Reference(R, -1), Reference(A), Reference(L)]


def test_only_a_plain_sum_has_summands() -> None:
    assert summands(parse_expression(R)) == (Reference(R),)
    assert summands(parse_expression(f"{R} + ({L} + {A})")) == (Reference(R), Reference(L), Reference(A))
    for written in (f"{R} - {L}", f"{R} + {L} * 2", f"{R} + 1", f"max({R}, {L})"):
        with pytest.raises(KnowledgeError, match="not a plain sum"):
            summands(parse_expression(written))


def test_a_star_stands_for_each_word_that_makes_all_codes_of_the_expression() -> None:
    assert expand(f"{R} = {L}") == (f"{R} = {L}",)
    assert expand("documents.*.in_force >= documents.*.issued") == (
        "documents.rules.in_force >= documents.rules.issued",
        "documents.normative.in_force >= documents.normative.issued",
    )
    assert expand("documents.*.in_force >= documents.*.nothing") == ()


def test_an_operation_is_told_by_its_sign_and_parts() -> None:
    assert parse_expression(f"{R} / 2") == Operation("/", (Reference(R), Number(2)))
