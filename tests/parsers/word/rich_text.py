"""RTF documents with a filled form in them, as Word and WPS write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import Grid, Sheet
from tests.parsers.word.ooxml import OLD
from tests.parsers.word.slots import Slot, rows_of

_WIDTH = 900


def in_code_page(text: str) -> str:
    """Text as bytes of code page 936."""
    return "".join(c if c.isascii() else "".join(f"\\'{byte:02x}" for byte in c.encode("gbk")) for c in text)


def in_unicode(text: str) -> str:
    """Text as numbers of Unicode, each with a question mark for readers that know none."""
    return "".join(c if c.isascii() else f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" for c in text)


FAULTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "plain": lambda number: number,
        "several runs": lambda number: "".join(rf"{{\rtlch\fcs1 \af1 \ltrch\lang1033 {digit}}}" for digit in number),
        "inserted": lambda number: rf"{number[:2]}{{\revised\revauth1\revdttm5 {number[2:]}}}",
        "deleted": lambda number: rf"{{\deleted\revauthdel1 {OLD}}}{number}",
        "struck": lambda number: rf"\strike {OLD}\strike0 {number}",
        "struck twice": lambda number: rf"{{\striked1 {OLD}}}{number}",
        "struck by a style": lambda number: rf"{{\cs17\strike {OLD}}}{number}",
        "hidden": lambda number: rf"{{\v {OLD}}}{number}",
        "hidden, then plain": lambda number: rf"\v {OLD}\plain {number}",
        "field": lambda number: rf"{{\field{{\*\fldinst {{=SUM(ABOVE) 77}}}}{{\fldrslt {{{number}}}}}}}",
        "unknown destination": lambda number: rf"{{\*\bkmkstart a}}{number[:2]}{{\*\bkmkend a}}{number[2:]}",
        "footnote": lambda number: rf"{number}{{\super\chftn{{\footnote \pard\plain {in_unicode('含区县88件')}\par}}}}",
        "picture": lambda number: rf"{number}{{\pict\pngblip\picw10 {'89504e47' * 50}}}",
        "binary picture": lambda number: rf"{number[:1]}{{\pict\pngblip\bin8 12345678}}{number[1:]}",
        "text box": lambda number: (
            rf"{{\shp{{\*\shpinst\shpleft1{{\sp{{\sn a}}{{\sv 77}}}}{{\shptxt {number}}}}}{{\shprslt {OLD}}}}}"
        ),
        "nested table": lambda number: (
            rf"\itap2 {number}\nestcell{{\*\nesttableprops\trowd\cellx500\nestrow}}{{\nonesttables\par}}\itap1 "
        ),
    }
)


def _cell_definition(slot: Slot) -> str:
    merged = r"\clvmgf" if slot.begins and slot.cell.height > 1 else "" if slot.begins else r"\clvmrg"
    return rf"{merged}\clbrdrt\brdrs\cellx{(slot.column + slot.cell.width) * _WIDTH}"


def _content(slot: Slot, fault: Callable[[str], str], encode: Callable[[str], str]) -> str:
    if not slot.begins:
        return ""
    return fault(slot.cell.text) if slot.cell.key else encode(slot.cell.text)


def _table(grid: Grid, fault: Callable[[str], str], encode: Callable[[str], str]) -> str:
    rows = []
    for row in rows_of(grid):
        head = r"\trowd\trgaph108\trleft0" + "".join(map(_cell_definition, row))
        contents = "".join(rf"\pard\intbl {_content(slot, fault, encode)}\cell " for slot in row)
        rows.append(f"{head}\n{contents}{head}\\row\n")
    return "".join(rows)


def write(
    sheet: Sheet, year: int, fault: Callable[[str], str] = FAULTS["plain"], encode: Callable[[str], str] = in_code_page
) -> bytes:
    """A whole report."""
    head = (
        r"{\rtf1\ansi\ansicpg936\uc1\deff0{\fonttbl{\f0\fnil\fcharset134 "
        + in_code_page("宋体")
        + r";}{\f1\froman\fcharset0 Times New Roman;}}{\colortbl;\red0\green0\blue0;}"
        r"{\stylesheet{\s0 Normal;}{\*\cs17\strike gone;}}{\info{\title 77}}{\header \pard 88\par}"
    )

    def lines(texts: tuple[str, ...]) -> str:
        return "".join(rf"\pard\plain {encode(text.format(year=year))}\par" + "\r\n" for text in texts)

    tables = lines((BETWEEN,)).join(_table(grid, fault, encode) for grid in sheet.tables)
    return (head + lines((TITLE, *INTRODUCTION)) + tables + lines(CLOSING) + "}").encode("ascii")
