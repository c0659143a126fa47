"""The lines of a page, and the paragraphs that they are broken from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

from knowledge import numbering
from parsers.blocks.pdf.characters import Thing
from parsers.blocks.pdf.edges import TOLERANCE, clustered
from parsers.model import Paragraph

_STARTS_PARAGRAPH = re.compile(rf"{numbering.BEGINNING}|附件")
_GAP = 2.0
"""Points between two characters of a word."""
_LIGATURES: Mapping[str, str] = MappingProxyType(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
"""Signs that stand for several letters."""
_SAME_LINE = 0.45
"""Share of a line's height by which the middles of its words may differ."""
_FULL_LINE = 0.88
"""Share of the text's width from which a line counts as full, so that the next one may continue it."""
_SAME_SIZE = 0.8
"""How much smaller digits may be than those before them; smaller ones are a note, and no part of the number."""


class Line:
    """One printed line and where it stands."""

    def __init__(self, words: Sequence[Thing], before_note: str) -> None:
        self.text = _spaced(words, before_note)
        self.left: float = words[0]["x0"]
        self.right: float = words[-1]["x1"]
        self.top: float = words[0]["top"]
        self.size: float = words[0]["bottom"] - self.top


def lines_of(characters: Sequence[Thing], before_note: str = " ") -> Iterator[Line]:
    """Characters by the line they stand on; digits of another font stand a little higher or lower than the rest.

    Args:
        characters: The characters.
        before_note: What parts a number from smaller digits behind it.
    """
    words = words_of(characters)
    line: list[Thing] = []
    for word in sorted(words, key=lambda word: word["top"] + word["bottom"]):
        if line and not _same_line(line, word):
            yield Line(sorted(line, key=lambda word: word["x0"]), before_note)
            line = []
        line.append(word)
    if line:
        yield Line(sorted(line, key=lambda word: word["x0"]), before_note)


def words_of(characters: Iterable[Thing]) -> list[Thing]:
    """Characters that stand behind each other without a gap, as one thing; of one size, and turned alike."""
    return [
        _joined(word)
        for (upright, _), alike in itertools.groupby(characters, key=itemgetter("upright", "size"))
        for word in (
            _words(clustered(alike, "top", TOLERANCE), "x0", "x1", _GAP, "top", TOLERANCE)
            if upright
            else _words(clustered(alike, "x0", _GAP), "top", "bottom", TOLERANCE, "x0", _GAP)
        )
    ]


def _words(
    rows: Iterable[Sequence[Thing]], start: str, end: str, gap: float, level: str, shift: float
) -> Iterator[list[Thing]]:
    """Words of rows or columns of characters.

    Args:
        rows: The characters by row.
        start: The side on which a character begins.
        end: The side on which it ends.
        gap: How far it may stand from the one before it.
        level: The side by which characters stand on a line.
        shift: How far that may differ from one to the next.
    """
    for row in rows:
        word: list[Thing] = []
        for one in sorted(row, key=itemgetter(start)) if len(row) > 1 else row:
            text = one["text"]
            if not text or text.isspace():
                if word:
                    yield word
                word = []
                if not text:
                    yield [one]
                continue
            if word and (one[start] > word[-1][end] + gap or abs(one[level] - word[-1][level]) > shift):
                yield word
                word = []
            word.append(one)
        if word:
            yield word


def _joined(word: Sequence[Thing]) -> Thing:
    first = word[0]
    return {
        "text": "".join(_LIGATURES.get(one["text"], one["text"]) for one in word),
        "x0": min(one["x0"] for one in word),
        "x1": max(one["x1"] for one in word),
        "top": min(one["top"] for one in word),
        "bottom": max(one["bottom"] for one in word),
        "size": first["size"],
    }


def _same_line(line: Sequence[Thing], word: Thing) -> bool:
    middle = sum(other["top"] + other["bottom"] for other in line) / (2 * len(line))
    tallest = max(other["bottom"] - other["top"] for other in (*line, word))
    return bool(abs((word["top"] + word["bottom"]) / 2 - middle) < _SAME_LINE * tallest)


def _spaced(words: Sequence[Thing], before_note: str) -> str:
    """Words of a line; a gap as wide as a character is a space, a smaller one nothing, as Chinese has none."""
    text = str(words[0]["text"])
    for before, word in itertools.pairwise(words):
        gap, size = word["x0"] - before["x1"], word["bottom"] - word["top"]
        latin = text[-1:].isascii() and str(word["text"])[:1].isascii()
        digits = text[-1:].isdigit() and str(word["text"])[:1].isdigit()
        note = digits and min(before["size"], word["size"]) < _SAME_SIZE * max(before["size"], word["size"])
        spaced = gap > 0.9 * size or (latin and gap > 0.15 * size)
        text += (before_note if note else " " if spaced else "") + str(word["text"])
    return text


def continues(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph before it: that line is full, and this one is not indented."""
    full = before.right - left >= _FULL_LINE * (right - left)
    indented = line.left - left > 1.2 * line.size
    return (
        full
        and not indented
        and not _STARTS_PARAGRAPH.match(line.text)
        and abs(before.size - line.size) < 0.2 * line.size + 0.5
    )


def paragraph(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraph that some lines are; none where they hold nothing."""
    text = "".join(line.text for line in lines).strip()
    if text:
        yield Paragraph(text)
