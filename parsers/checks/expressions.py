"""The language of `rules.csv` and `derived.csv`: sums, comparisons and quotients of codes.

applications.received.total + applications.carried_in = applications.answered.total + applications.carried_out
documents.rules.in_force[t] = documents.rules.in_force[t-1] + documents.rules.issued[t]
applications.received.total[applicant] / applications.received.total
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator

from knowledge.errors import KnowledgeError
from knowledge.fields import is_not
from knowledge.forms import applicant_types_by_name
from parsers.knowledge.codebook import codebook

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][\w*]*(?:\.[\w*]+)*)(?:\[(?P<index>[^\]]+)\])?"
    r"|(?P<sign>[-+*/(),]))"
)
_YEAR = re.compile(r"t(?P<offset>[-+]\d+)?")
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclasses.dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclasses.dataclass(frozen=True, slots=True)
class Reference:
    """A figure that the report must print.

    Attributes:
        code: Its code.
        offset: Year counted from the report's own: 0, or -1 for the year before.
        applicant_type: Column that it must stand in; None for the column that is being tested.
    """

    code: str
    offset: int = 0
    applicant_type: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """An operator or `max` and what it is applied to."""

    sign: str
    parts: tuple[Expression, ...]


Expression = Number | Reference | Operation


@dataclasses.dataclass(frozen=True, slots=True)
class Comparison:
    """Two expressions and what must hold between them: `=`, `<=` or `>=`."""

    sign: str
    left: Expression
    right: Expression


@functools.cache
def parse_expression(text: str) -> Expression:
    """Reads an expression.

    Raises:
        KnowledgeError: It is no expression of the language, or names a code that the codebook does not have.
    """
    tokens = _tokens(text)
    expression = _binary(tokens, 1, text)
    if tokens:
        raise KnowledgeError(f"{text!r}: {tokens[0][0].strip()!r} follows the end of the expression")
    return expression


@functools.cache
def parse_comparison(text: str) -> Comparison:
    """Reads a comparison.

    Raises:
        KnowledgeError: It is none.
    """
    sides = re.split(r"(<=|>=|=)", text)
    if len(sides) != 3:
        raise KnowledgeError(f"{text!r} is not a comparison of two sides")
    return Comparison(sides[1], parse_expression(sides[0].strip()), parse_expression(sides[2].strip()))


def references(expression: Expression) -> Iterator[Reference]:
    """The figures of an expression, in reading order."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Operation):
        for part in expression.parts:
            yield from references(part)


def summands(expression: Expression) -> tuple[Reference, ...]:
    """The figures of a plain sum.

    Raises:
        KnowledgeError: It is something else.
    """
    if isinstance(expression, Reference):
        return (expression,)
    if isinstance(expression, Operation) and expression.sign == "+":
        return tuple(part for side in expression.parts for part in summands(side))
    raise KnowledgeError(f"{expression} is not a plain sum of codes")


def expand(text: str) -> tuple[str, ...]:
    """The expressions that one with a `*` stands for: one for each code that fits, in the codebook's order."""
    pattern = next((word for word in re.findall(r"[a-z][\w.*]*", text) if "*" in word), None)
    if pattern is None:
        return (text,)
    names = re.compile(re.escape(pattern).replace(r"\*", r"(\w+)"))
    found = dict.fromkeys(match[1] for code in codebook() if (match := names.fullmatch(code)))
    expressions = (re.sub(r"\*(?=\.)", name, text) for name in found)
    return tuple(e for e in expressions if all(word in codebook() for word in re.findall(r"[a-z]\w*(?:\.\w+)+", e)))


def _tokens(text: str) -> list[re.Match[str]]:
    tokens, position = [], 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if match is None:
            raise KnowledgeError(f"{text!r}: {text[position:]!r} is not understood")
        tokens.append(match)
        position = match.end()
    return tokens


def _binary(tokens: list[re.Match[str]], least: int, text: str) -> Expression:
    left = _operand(tokens, text)
    while tokens and tokens[0]["sign"] in _PRECEDENCE and _PRECEDENCE[tokens[0]["sign"]] >= least:
        sign = tokens.pop(0)["sign"]
        left = Operation(sign, (left, _binary(tokens, _PRECEDENCE[sign] + 1, text)))
    return left


def _operand(tokens: list[re.Match[str]], text: str) -> Expression:
    if not tokens:
        raise KnowledgeError(f"{text!r} ends too early")
    token = tokens.pop(0)
    if token["number"]:
        return Number(float(token["number"]))
    if token["name"] == "max":
        _expect(tokens, "(", text)
        parts = [_binary(tokens, 1, text)]
        while tokens and tokens[0]["sign"] == ",":
            tokens.pop(0)
            parts.append(_binary(tokens, 1, text))
        _expect(tokens, ")", text)
        return Operation("max", tuple(parts))
    if token["name"]:
        return _reference(token, text)
    if token["sign"] == "(":
        inner = _binary(tokens, 1, text)
        _expect(tokens, ")", text)
        return inner
    raise KnowledgeError(f"{text!r}: {is_not(token['sign'], 'a code or a number')}")


def _reference(token: re.Match[str], text: str) -> Reference:
    code, index = token["name"], token["index"]
    if code not in codebook():
        raise KnowledgeError(f"{text!r}: code {code} is not in the codebook")
    if index is None:
        return Reference(code)
    if index in applicant_types_by_name():
        return Reference(code, applicant_type=applicant_types_by_name()[index])
    year = _YEAR.fullmatch(index)
    if year is None:
        raise KnowledgeError(f"{text!r}: [{index}] is neither a year such as [t-1] nor a column of the matrix")
    return Reference(code, offset=int(year["offset"] or 0))


def _expect(tokens: list[re.Match[str]], sign: str, text: str) -> None:
    if not tokens or tokens.pop(0)["sign"] != sign:
        raise KnowledgeError(f"{text!r}: {sign!r} is missing")
