"""Automatic numbers of paragraphs, as a person sees them: 一、 （二） 3. ①."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from parsers.blocks.word.formatting import Styles
from parsers.blocks.word.markup import Element, child, children, number, switch, value

_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _chinese(count: int) -> str:
    """一 to 九百九十九."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if 0 < hundreds <= 9 else ""
    if tens:
        text += ("" if tens == 1 and not text else _DIGITS[tens]) + "十"
    elif text and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _digit_by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text


def _letter(count: int) -> str:
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda count: f"{count:02}",
        "decimalHalfWidth": str,
        "decimalFullWidth": str,
        "decimalEnclosedCircle": lambda count: _CIRCLED[count - 1] if count <= len(_CIRCLED) else str(count),
        "decimalEnclosedCircleChinese": lambda count: _CIRCLED[count - 1] if count <= len(_CIRCLED) else str(count),
        "decimalEnclosedParen": lambda count: f"({count})",
        "decimalEnclosedFullstop": lambda count: f"{count}.",
        "chineseCounting": _chinese,
        "chineseCountingThousand": _chinese,
        "japaneseCounting": _chinese,
        "taiwaneseCounting": _chinese,
        "taiwaneseCountingThousand": _chinese,
        "ideographDigital": _digit_by_digit,
        "japaneseDigitalTenThousand": _digit_by_digit,
        "taiwaneseDigital": _digit_by_digit,
        "ideographEnclosedCircle": _chinese,
        "ideographTraditional": lambda count: _STEMS[(count - 1) % len(_STEMS)],
        "upperRoman": _roman,
        "lowerRoman": lambda count: _roman(count).lower(),
        "upperLetter": _letter,
        "lowerLetter": lambda count: _letter(count).lower(),
    }
)
"""How a count is written (ISO/IEC 29500-1, 17.18.59); bullets and rare scripts have no number to be written."""
_MOST = 999


class Numbering:
    """Counts the numbered paragraphs of a document in the order that they are read in."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {value(each, "abstractNumId") or "": each for each in children(root, "abstractNum")}
        self._numbers = {value(each, "numId") or "": each for each in children(root, "num")}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None, style: str) -> str:
        """The number in front of a paragraph, which is counted; empty where it has none."""
        shown = child(properties, "listPr", "wx:t")
        if shown is not None:
            # Word 2003 XML writes the number that it shows beside the list that it belongs to.
            text = value(shown) or ""
            return text if any(character.isalnum() for character in text) else ""
        by_paragraph, by_style = child(properties, "numPr"), self._styles.numbering(style)
        number_id = value(child(by_paragraph, "numId")) or value(child(by_style, "numId"))
        if not number_id or number_id not in self._numbers:
            return ""
        list_id, levels = self._levels(number_id)
        depth = number(child(by_paragraph, "ilvl"))
        if depth is None:
            depth = number(child(by_style, "ilvl"))
        if depth is None:
            depth = next((d for d, level in levels.items() if value(child(level, "pStyle")) == style), 0)
        if depth not in levels or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counted(number_id, list_id, levels, depth)
        return self._written(levels, depth, counts)

    def _levels(self, number_id: str) -> tuple[str, dict[int, Element]]:
        """A list and its levels; a list may borrow them from a style."""
        list_id = value(child(self._numbers[number_id], "abstractNumId")) or ""
        found = self._lists.get(list_id)
        link = value(child(found, "numStyleLink"))
        if link:
            linked = value(child(self._styles.numbering(link), "numId"))
            if linked in self._numbers:
                list_id = value(child(self._numbers[linked], "abstractNumId")) or ""
                found = self._lists.get(list_id)
        levels = {depth: level for level in children(found, "lvl") if (depth := number(level, "ilvl")) is not None}
        for override in children(self._numbers[number_id], "lvlOverride"):
            depth, level = number(override, "ilvl"), child(override, "lvl")
            if depth is not None and level is not None:
                levels[depth] = level
        return list_id, levels

    def _counted(self, number_id: str, list_id: str, levels: Mapping[int, Element], depth: int) -> list[int | None]:
        counts = self._counts.setdefault(list_id, [None] * _LEVELS)
        for override in children(self._numbers[number_id], "lvlOverride"):
            level, start = number(override, "ilvl") or 0, number(child(override, "startOverride"))
            if start is not None and 0 <= level < _LEVELS and (number_id, level) not in self._begun:
                self._begun.add((number_id, level))
                counts[level] = start - 1
        before = counts[depth]
        counts[depth] = _start(levels.get(depth)) if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            if number(child(levels.get(deeper), "lvlRestart")) != 0:
                counts[deeper] = None
        return counts

    def _written(self, levels: Mapping[int, Element], depth: int, counts: list[int | None]) -> str:
        pattern = value(child(levels[depth], "lvlText")) or ""
        only_digits = bool(switch(levels[depth], "isLgl"))

        def write(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            level = levels.get(place)
            count = counts[place]
            if count is None:
                count = counts[place] = _start(level)
            name = value(child(level, "numFmt")) or "decimal"
            form = _FORMATS.get("decimal" if only_digits else name)
            return form(count) if form and 0 < count <= _MOST else str(count) if form else ""

        label = re.sub(r"%([1-9])", write, pattern)
        return label if any(character.isalnum() for character in label) else ""


def _start(level: Element | None) -> int:
    start = number(child(level, "start"))
    return 1 if start is None else start
