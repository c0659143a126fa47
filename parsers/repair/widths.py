"""Punctuation in the width of its surroundings: full in Chinese, half inside addresses, numbers and Latin words.

Many copies carry ASCII punctuation throughout (a collector's normalisation, not the author's). The rule looks at the
neighbours, never at the source, so text that is right already stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(r"[,;:?!()]")
_ANY = re.compile(r"[,;:?!()<。](?:(?<!。)|(?<=[A-Za-z0-9]。))")
_STOP_IN_ADDRESS = re.compile(
    r"。(?<=[a-z0-9]。)(?=(?:[a-z0-9-]+[。.])*(?:cn|com|net|org|gov)(?![a-z]))", re.IGNORECASE
)
_INNER_TITLE = re.compile(r"<(?<=[\u4e00-\u9fff]<)([^<>《》]*[\u4e00-\u9fff][^<>《》]*)>(?=[\u4e00-\u9fff》])")
_LATIN = re.compile(r"[A-Za-z0-9/@#&=_~*+<>.%$\-]")


def full_width(text: str) -> str:
    """Widens ASCII punctuation that stands in Chinese text."""
    if text.isascii() or not _ANY.search(text):
        return text
    text = _STOP_IN_ADDRESS.sub(".", text)
    if not _MARK.search(text):
        return _with_inner_titles(text)
    characters = list(text)
    open_brackets: list[int] = []
    for match in _MARK.finditer(text):
        position, mark = match.start(), match[0]
        if mark == "(":
            open_brackets.append(position)
        elif mark == ")":
            opening = open_brackets.pop() if open_brackets else None
            if opening is None or not _is_latin_bracket(characters, opening, position):
                characters[position] = "）"
                if opening is not None:
                    characters[opening] = "（"
        elif not (_is_latin(text, position, -1) and _is_latin(text, position, 1)):
            characters[position] = _FULL[mark]
    for position in open_brackets:
        characters[position] = "（"
    return _with_inner_titles("".join(characters))


def _with_inner_titles(text: str) -> str:
    """A text in which the brackets around the titles within titles are wide."""
    return _INNER_TITLE.sub(r"〈\1〉", text) if "<" in text else text


def _is_latin_bracket(text: Sequence[str], opening: int, closing: int) -> bool:
    """A pair stays narrow within a Latin expression, such as f(x)=1; one that stands in Chinese text does not.

    A mark between the two that was widened makes the pair Chinese, too, or the next reading would widen it.
    """
    return (
        _is_latin(text, opening, -1)
        and _is_latin(text, closing, 1)
        and closing - opening < 100
        and all(map(str.isascii, text[opening:closing]))
    )


def _is_latin(text: Sequence[str], position: int, step: int) -> bool:
    """Whether the next character on one side, spaces aside, belongs to a number, a word or an address."""
    position += step
    while 0 <= position < len(text) and text[position] == " ":
        position += step
    return 0 <= position < len(text) and bool(_LATIN.fullmatch(text[position]))
