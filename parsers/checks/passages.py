"""Paragraphs and sentences of a report's text, and the amounts that stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.checks.ledger import Amount
from parsers.model import Span
from parsers.prose.sentences.sentences import Sentence, sentences
from parsers.text.layout import CELL_SEPARATOR
from parsers.text.numbers import Quantity

_VAGUE = 0.1
"""How far 余, 近 and 约 reach, as a share of the number."""


def sentences_with(text: str, word: str) -> Iterator[Sentence]:
    """The sentences of the paragraphs in which a word stands."""
    for paragraph in paragraphs(text):
        if word in text[paragraph.start : paragraph.end]:
            yield from sentences(text, paragraph)


def paragraphs(text: str) -> Iterator[Span]:
    """The lines that are no rows of a table."""
    start = 0
    for line in text.split("\n"):
        if line and CELL_SEPARATOR not in line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def amount_of(quantity: Quantity) -> Amount:
    """What a number of the text can mean."""
    reach = quantity.value * _VAGUE if quantity.approx else 0.0
    low = quantity.value - (reach if quantity.bound != "ge" else 0.0)
    high = quantity.value + (reach if quantity.bound != "le" else 0.0)
    return Amount(quantity.value, low, high)
