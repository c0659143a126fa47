"""Cells of tables: numbers with or without a unit, signs in words, and the many ways to leave a cell blank."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata

from parsers.knowledge.units import alternatives, magnitudes, units_of_tables
from parsers.model import LINE
from parsers.text.numbers import LARGEST

_NO_NUMBER = "无|空|暂无|无数据|不适用|未统计|n/?a|null"
"""Words that stand where there is no number."""
_BLANK = re.compile(rf"[-—–－―_/\\、.。*＊]*|{_NO_NUMBER}", re.IGNORECASE)
SIGN = r"(?:增加|新增|减少|下降|[+＋\-－−增减↑↓])"
"""What stands in front of a number that is a change, as a regular expression."""
_NUMBERED = re.compile(r"[¹²³⁰-⁹①-⑳⑴-⒇]")
"""Marks of footnotes, which folding of widths would turn into digits."""
_NOTE = re.compile(r"(?<=\d)\s*[(（](?P<note>[^()（）\d]*)[)）]\s*$")
_EXPLAINED = re.compile(
    r"(?<=\d)\s*[(（](?:其中|含|包括|包含|均为|均系|不含|注)[^()（）]*[\u4e00-\u9fff]{2}[^()（）]*[)）]\s*$"
)
"""A remark below a number, which may name numbers of its own: 13（含自然失效8件）."""
_SIGNS = {"+": 1, "增": 1, "增加": 1, "新增": 1, "↑": 1, "-": -1, "减": -1, "减少": -1, "下降": -1, "↓": -1}
_NOUGHT = "零"
"""A number in words; the others are no cells (一, 二 number rows), and with a unit it may be another word (零件)."""
_LONGEST = 60
"""Characters of the longest cell that a line may hold; remarks that explain a number are long."""
_UNIT_BEHIND = re.compile(r"[(（](?:单位[:：])?(?:人民币)?(?P<unit>[^()（）]+)[)）]$")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A number with its unit; units alone (件/次, 件件); the marks of footnotes behind a number or its unit."""
    words = [unit.unit for unit in units_of_tables()]
    unit = alternatives(words)
    number = re.compile(
        rf"(?P<sign>\(?{SIGN}\)?)?:?"
        r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"(?P<magnitude>[万亿])?(?P<unit>{unit}|%)?(?:整|\(含\))?"
    )
    alone = re.compile(rf"(?:{alternatives(magnitudes())})?(?:{unit})(?:[/、](?:{unit}))*|(?P<one>{unit})(?P=one)+")
    ends = "".join(sorted({word[-1] for word in words}))
    return number, alone, re.compile(rf"(?<=[\d{ends}])\s*[\[［(（〔【]?[¹²³⁰-⁹①-⑳⑴-⒇*＊※]+[\]］)）〕】]?\s*$")


@dataclasses.dataclass(frozen=True, slots=True)
class CellNumber:
    """The number of a cell, in the unit that the cell prints; 万 and 亿 are multiplied out.

    Attributes:
        value: The number, with its sign.
        unit: Measure word in the cell; empty where it has none.
    """

    value: float
    unit: str


@functools.lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether a cell is empty or holds only what stands for nothing (—, /, 无): such a cell is no zero."""
    return _BLANK.fullmatch(_squeezed(text)) is not None


@functools.lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether a cell holds a unit and nothing else."""
    return _patterns()[1].fullmatch(_squeezed(text)) is not None


@functools.lru_cache(maxsize=4096)
def may_be_number(text: str) -> bool:
    """Whether a piece of a line stands where a number may: one, what looks like one, or what stands for none.

    A copy may have broken the digits of a number (1,3). A full stop alone in a line ends the sentence in front of it,
    though in a cell of a table it stands for none.
    """
    if len(text) > _LONGEST or text.strip() in ("", "。"):
        return False
    return is_blank(text) or read_cell(text) is not None or _looks_like_number().fullmatch(text) is not None


@functools.cache
def _looks_like_number() -> re.Pattern[str]:
    unit = alternatives(unit.unit for unit in units_of_tables())
    return re.compile(rf"{SIGN}?\d[\d,，.]*(?:[万亿]?(?:{unit}))?(?:[(（](?:{unit})[)）])?[*＊]?")


def plain(text: str) -> str:
    """A text without spaces, in usual widths."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def without_unit(text: str) -> tuple[str, str]:
    """A title and the unit in brackets behind it (采购总金额（单位：万元）); other notes stay where they are."""
    squeezed = plain(text)
    match = _UNIT_BEHIND.search(squeezed)
    if match is None or not is_unit(match["unit"]):
        return squeezed, ""
    return squeezed[: match.start()], match["unit"]


@functools.lru_cache(maxsize=4096)
def read_cell(text: str) -> CellNumber | None:
    """The number in a cell, or None where it holds none or more than one."""
    if text.strip() == _NOUGHT:
        return CellNumber(0.0, "")
    pattern, _, footnote = _patterns()
    text = _EXPLAINED.sub("", footnote.sub("", text))
    note = _NOTE.search(text)
    if note:
        # 5（件） has its unit in brackets; other words in brackets only explain.
        text = text[: note.start()] + (note["note"] if is_unit(note["note"]) else "")
    match = None if _NUMBERED.search(text) else pattern.fullmatch(_squeezed(text))
    if match is None or _may_be_several(text):
        return None
    sign = _SIGNS[match["sign"].strip("()")] if match["sign"] else 1
    number = float(match["number"].replace(",", ""))
    value = sign * round(number * magnitudes().get(match["magnitude"], 1), 6)
    return CellNumber(value or 0.0, match["unit"] or "") if abs(value) <= LARGEST else None


def _may_be_several(text: str) -> bool:
    """Whether spaces between digits may part numbers; those that group thousands, or part every digit, do not."""
    if LINE in text.strip():
        return True
    digits = re.sub(r"\s*([.,])\s*", r"\1", unicodedata.normalize("NFKC", text))
    parts = re.findall(r"\d[\d.,]*", digits)
    if len(parts) < 2:
        return False
    by_thousands = len(parts[0]) <= 3 and all(re.fullmatch(r"\d{3}(?:\.\d+)?", part) for part in parts[1:])
    return not by_thousands and not (len(parts) > 2 and all(len(part) == 1 for part in parts))


def _squeezed(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).replace("−", "-").replace("—", "-" if re.search(r"\d", folded) else "—")
