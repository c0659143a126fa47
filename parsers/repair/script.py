"""Traditional script to mainland simplified, with mainland vocabulary.

OpenCC converts characters, those of the standards of Hong Kong and Taiwan too; words that it leaves (their vocabulary,
wrong choices of an earlier converter) come from `parsers/data/lexicon.csv`, longest first, so that a longer row decides
by the neighbours of a word. A row whose two words are equal protects the word; a telling word is one that no mainland
text uses. Text that is simplified already is not touched.
"""

from __future__ import annotations

import collections
import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Literal

import ahocorasick
import opencc

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from parsers.repair.log import RepairLog

_TRADITIONAL_SHARE = 0.05
"""Share of Chinese characters that conversion would change, from which a text counts as traditional.

Running traditional text has 30 to 45 per cent; simplified text with traditional names or quotations below 1.
"""
_TELLING_WORDS = 2
"""Distinct words that only one region uses which mark a text as localised, not merely converted."""
_TELLING_TIMES = 3
"""The same for a single word that comes again and again."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_CLAUSE_ENDS = "。；"
_QUOTES = str.maketrans("「」『』", "“”‘’")


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@functools.cache
def _standards() -> tuple[opencc.OpenCC, opencc.OpenCC]:
    """One after the other, these undo the characters that Hong Kong and Taiwan prefer (衞, 枱, 著), then the script."""
    return opencc.OpenCC("hk2t"), opencc.OpenCC("tw2s")


def _converted(text: str) -> str:
    for converter in _standards():
        text = converter.convert(text)
    return text


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """One row of `parsers/data/lexicon.csv`.

    Attributes:
        word: What conversion of characters leaves.
        mainland: What the mainland says; the word itself, where it is to stay.
        applies_to: Any traditional text, or only one in the vocabulary of Taiwan, of Hong Kong, or of either.
        telling: Whether no mainland text uses the word.
        rivals: Whether the word stays where the text has the mainland's word at least as often, so that the two mean
            different things: who writes 文件 for a document means 档案 by 檔案.
        unless: Other words of the clause by which the word stays.
    """

    word: Annotated[str, UNIQUE]
    mainland: str
    applies_to: Literal["any", "both", "hk", "tw"]
    telling: bool = False
    rivals: bool = False
    unless: re.Pattern[str] | None = None


_REGIONS = {"hant": ("any",), "hant-tw": ("any", "both", "tw"), "hant-hk": ("any", "both", "hk")}


@functools.cache
def _rows() -> tuple[Vocabulary, ...]:
    return read_rows("parsers", "lexicon.csv", Vocabulary)


class _Lexicon:
    """Words that are found in one pass, the longest of those that begin at one place.

    Args:
        rows: The words, with what the mainland says.
    """

    def __init__(self, rows: Iterable[Vocabulary]) -> None:
        self._words = ahocorasick.Automaton()
        for row in rows:
            self._words.add_word(row.word, (row.word, row.mainland))
        self._words.make_automaton()

    def found(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Where the words of a text stand, none within another, with what the mainland says."""
        matches = (
            (last + 1 - len(word), -len(word), word, mainland) for last, (word, mainland) in self._words.iter(text)
        )
        end = 0
        for start, _, word, mainland in sorted(matches):
            if start >= end:
                yield start, word, mainland
                end = start + len(word)


@functools.cache
def _lexicon(script: str) -> _Lexicon:
    """The rows for a script; of a localised text also the telling words of the other region: copies mix them."""
    localised = script != "hant"
    return _Lexicon(row for row in _rows() if row.applies_to in _REGIONS[script] or (localised and row.telling))


@functools.cache
def _telling(script: str) -> frozenset[str]:
    """Words that tell a region from the mainland, whether or not from the other region."""
    return frozenset(row.word for row in _rows() if row.telling and row.applies_to in _REGIONS[script])


def detect(texts: Sequence[str]) -> str:
    """The script of a document: `hans`, `hant`, or `hant-tw` or `hant-hk` if its vocabulary is of that region, too."""
    text = "\n".join(texts)
    converted = _converter().convert(text)
    if converted == text:
        return "hans"
    han = sum(map(len, _HAN.findall(text)))
    if sum(map(str.__ne__, text, converted)) < _TRADITIONAL_SHARE * max(han, 1):
        return "hans"
    words = {script: _telling_words(converted, script) for script in ("hant-tw", "hant-hk")}
    taiwan, hong_kong = (set(found) for found in words.values())
    likeliest = "hant-hk" if len(hong_kong - taiwan) > len(taiwan - hong_kong) else "hant-tw"
    found = words[likeliest]
    return likeliest if len(set(found)) >= _TELLING_WORDS or len(found) >= _TELLING_TIMES else "hant"


def _telling_words(converted: str, script: str) -> list[str]:
    return [word for _, word, _ in _lexicon(script).found(converted) if word in _telling(script)]


@functools.cache
def _unless(script: str) -> dict[str, re.Pattern[str]]:
    return {row.word: row.unless for row in _rows() if row.unless and row.applies_to in _REGIONS[script]}


@functools.cache
def _rivals(script: str) -> dict[str, str]:
    return {row.word: row.mainland for row in _rows() if row.rivals and row.applies_to in _REGIONS[script]}


def _distinguished(texts: Sequence[str], script: str) -> frozenset[str]:
    """Words of the region that a document keeps apart from those of the mainland."""
    text = _converted("\n".join(texts))
    applied = collections.Counter(word for _, word, _ in _lexicon(script).found(text))
    return frozenset(
        word for word, mainland in _rivals(script).items() if text.count(mainland) >= max(applied[word], 1)
    )


def _stays(text: str, position: int, unless: re.Pattern[str] | None) -> bool:
    """Whether the clause around a word has others by which it means what it says."""
    if unless is None:
        return False
    start = max(text.rfind(mark, 0, position) for mark in _CLAUSE_ENDS) + 1
    end = min((found for mark in _CLAUSE_ENDS if (found := text.find(mark, position)) >= 0), default=len(text))
    return unless.search(text, start, end) is not None


def simplifier(script: str, log: RepairLog, texts: Sequence[str] = ()) -> Callable[[str], str]:
    """A function that turns text of a detected script into mainland simplified, and records what it did.

    Args:
        script: What `detect` found.
        log: Keeps account of what is changed.
        texts: All of the document, whose other words tell what some of them mean.
    """
    if script == "hans":
        return lambda text: text
    lexicon = _lexicon(script)
    kept = _distinguished(texts, script) if script != "hant" else frozenset()
    unless = _unless(script)

    def mainland(text: str) -> str:
        parts: list[str] = []
        end = 0
        for start, word, replacement in lexicon.found(text):
            if word != replacement and word not in kept and not _stays(text, start, unless.get(word)):
                log.add("vocabulary", word, replacement)
                parts += (text[end:start], replacement)
                end = start + len(word)
        return "".join((*parts, text[end:]))

    def simplify(text: str) -> str:
        converted = _converted(text.translate(_QUOTES))
        if converted != text:
            changed = sum(map(str.__ne__, text, converted))
            log.add("traditional_script", text, converted, changed or 1)
        return mainland(converted)

    return simplify
