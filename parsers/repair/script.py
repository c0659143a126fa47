"""Traditional script to mainland simplified, with mainland vocabulary.

OpenCC's `t2s` converts characters; words that it leaves (the vocabulary of Taiwan, wrong choices of an earlier
converter) come from `parsers/data/lexicon.csv`, longest first. A row whose two words are equal protects the word; a
telling word is one that no mainland text uses. Text that is simplified already is not touched.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Literal

import opencc

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from parsers.repair.log import RepairLog

_TRADITIONAL_SHARE = 0.05
"""Share of Chinese characters that conversion would change, from which a text counts as traditional.

Running traditional text has 30 to 45 per cent; simplified text with traditional names or quotations below 1.
"""
_TELLING_WORDS = 2
"""Distinct words that only Taiwan uses which mark a text as localised, not merely converted."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_QUOTES = str.maketrans("「」『』", "“”‘’")


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """One row of `parsers/data/lexicon.csv`.

    Attributes:
        word: What conversion of characters leaves.
        mainland: What the mainland says; the word itself, where it is to stay.
        applies_to: Any traditional text, or only one in the vocabulary of Taiwan.
        telling: Whether no mainland text uses the word.
    """

    word: Annotated[str, UNIQUE]
    mainland: str
    applies_to: Literal["any", "tw"]
    telling: bool = False


@functools.cache
def _rows() -> tuple[Vocabulary, ...]:
    return read_rows("parsers", "lexicon.csv", Vocabulary)


@functools.cache
def _lexicon(*applies_to: str) -> tuple[re.Pattern[str], dict[str, str]]:
    words = {row.word: row.mainland for row in _rows() if row.applies_to in applies_to}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))), words


@functools.cache
def _telling() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row.word) for row in _rows() if row.telling))


def detect(texts: Sequence[str]) -> str:
    """The script of a document: `hans`, `hant`, or `hant-tw` where the vocabulary is Taiwan's, too."""
    text = "\n".join(texts)
    converted = _converter().convert(text)
    han = len(_HAN.findall(text))
    changed = sum(map(str.__ne__, text, converted)) if len(text) == len(converted) else han
    if changed < _TRADITIONAL_SHARE * max(han, 1):
        return "hans"
    return "hant-tw" if len(set(_telling().findall(converted))) >= _TELLING_WORDS else "hant"


def simplifier(script: str, log: RepairLog) -> Callable[[str], str]:
    """A function that turns text of a detected script into mainland simplified, and records what it did."""
    if script == "hans":
        return lambda text: text
    pattern, words = _lexicon(*(("any", "tw") if script == "hant-tw" else ("any",)))

    def mainland(match: re.Match[str]) -> str:
        word = words[match[0]]
        if word != match[0]:
            log.add("vocabulary", match[0], word)
        return word

    def simplify(text: str) -> str:
        converted = _converter().convert(text.translate(_QUOTES))
        if converted != text:
            changed = sum(map(str.__ne__, text, converted))
            log.add("traditional_script", text, converted, changed or 1)
        return pattern.sub(mainland, converted)

    return simplify
