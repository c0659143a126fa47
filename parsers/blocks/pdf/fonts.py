"""Fonts, with the table that says which characters their codes stand for read at once.

pdfminer reads such a table token by token, and unpacks the font's outlines, which nobody needs who has the table. What
is not written as nearly all makers write it is left to pdfminer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from pdfminer.cmapdb import UnicodeMap
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.psparser import PSLiteral

_MAPPING = "ToUnicode"
_OUTLINES = frozenset(("FontFile", "FontFile2"))
_BLOCK = re.compile(rb"begin(bfchar|bfrange)\b(.*?)end\1\b", re.DOTALL)
_OTHER = re.compile(rb"cidrange|cidchar|usecmap|[%(][^\r\n)]*(?:begin|end)")
"""What a table may hold that is not read here."""
_CODE = re.compile(rb"<([0-9a-fA-F\s]*)>")
_CODE_OR_LIST = re.compile(rb"<([0-9a-fA-F\s]*)>|(\[|\])")
_MOST_CODES = 0x10000
"""Codes of a range; no font has more."""
_SAME_CODES = "Identity"
_COLLECTIONS = (b"GB1", b"CNS1", b"Japan1", b"Korea1")
"""Orderings of Adobe whose characters pdfminer knows."""
_NO_BREAK_SPACE = "\u00a0"


class Fonts(PDFResourceManager):
    """The fonts of a document."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font that a dictionary describes, of which each is read once."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        if _has_own_codes(spec):
            spec = {key: value for key, value in spec.items() if key != _MAPPING}
        table = resolve1(spec.get(_MAPPING))
        if not isinstance(table, PDFStream):
            return super().get_font(objid, spec)
        characters = characters_of(table.get_data())
        if characters is None:
            return super().get_font(objid, spec)
        changed: dict[str, object] = {**spec, _MAPPING: PDFStream({}, b"")}
        descriptor = dict_value(spec.get("FontDescriptor"))
        if descriptor.keys() & _OUTLINES:
            changed["FontDescriptor"] = {key: value for key, value in descriptor.items() if key not in _OUTLINES}
        font = super().get_font(objid, changed)
        if isinstance(font, PDFSimpleFont):
            font.unicode_map = _Table(characters, functools.partial(super().get_font, None, spec))
        elif isinstance(font, PDFCIDFont) and font.unicode_map is not None:
            # Of a composite font, the inner one comes here first, with the empty table.
            font.unicode_map.cid2unichr.update(characters)
        return font


def _has_own_codes(spec: Mapping[str, object]) -> bool:
    """Whether the codes of a composite font are not the numbers of its glyphs, which say what these are.

    `/UniGB-UCS2-H` turns codes into numbers of the collection Adobe-GB1. The table tells the characters of the codes
    (ISO 32000-1, 9.10.3), and pdfminer looks the numbers up in it; those of the collection it knows.
    """
    encoding, inner = resolve1(spec.get("Encoding")), resolve1(spec.get("DescendantFonts"))
    if not isinstance(encoding, PSLiteral) or not isinstance(inner, list) or not inner:
        return False
    ordering = resolve1(dict_value(dict_value(inner[0]).get("CIDSystemInfo", {})).get("Ordering"))
    return not str(encoding.name).startswith(_SAME_CODES) and ordering in _COLLECTIONS


class _Table(UnicodeMap):
    """The characters of a font; those that its table leaves out are asked of the font as pdfminer reads it.

    Args:
        characters: The table.
        whole: Reads the font.
    """

    def __init__(self, characters: dict[int, str], whole: Callable[[], PDFFont]) -> None:
        super().__init__()
        self.cid2unichr.update(characters)
        self._read = whole
        self._whole: PDFFont | None = None

    def get_unichr(self, cid: int) -> str:
        """The character that a code stands for."""
        if cid not in self.cid2unichr:
            self._whole = self._whole or self._read()
            self.cid2unichr[cid] = self._whole.to_unichr(cid)
        return self.cid2unichr[cid]


def characters_of(table: bytes) -> dict[int, str] | None:
    """The characters that codes of a font stand for; None where the table is not of the usual kind."""
    if table.count(b"begincmap") > 1 or _OTHER.search(table):
        return None
    end = table.find(b"endcmap")
    characters: dict[int, str] = {}
    try:
        for kind, block in _BLOCK.findall(table[: end if end >= 0 else None]):
            for code, character in _pairs(block) if kind == b"bfchar" else _ranges(block):
                # Some fonts give a space a second time, as one that breaks no line.
                if not (character == _NO_BREAK_SPACE and characters.get(code) == " "):
                    characters[code] = character
    except ValueError:
        return None
    return characters


def _pairs(block: bytes) -> Iterator[tuple[int, str]]:
    """Codes and the character of each.

    Raises:
        ValueError: The block is not written in the usual way.
    """
    if _CODE.sub(b"", block).strip():
        raise ValueError("no pairs of codes")
    codes = [bytes.fromhex(code.decode("ascii")) for code in _CODE.findall(block)]
    for code, character in zip(codes[::2], codes[1::2], strict=False):
        yield int.from_bytes(code, "big"), character.decode("utf-16-be", "ignore")


def _ranges(block: bytes) -> Iterator[tuple[int, str]]:
    """Codes of ranges and the character of each.

    Raises:
        ValueError: The block is not written in the usual way.
    """
    if _CODE_OR_LIST.sub(b"", block).strip():
        raise ValueError("no ranges of codes")
    row: list[bytes] = []
    listed: list[bytes] | None = None
    for code, bracket in _CODE_OR_LIST.findall(block):
        if bracket == b"[":
            if len(row) != 2 or listed is not None:
                raise ValueError("a list that stands for no range")
            listed = []
            continue
        if bracket and listed is None:
            raise ValueError("a list that ends before it begins")
        value = bytes.fromhex(code.decode("ascii"))
        if listed is not None and not bracket:
            listed.append(value)
            continue
        if listed is None and len(row) < 2:
            row.append(value)
            continue
        first, last = row
        if len(first) != len(last):
            raise ValueError("a range between codes of two lengths")
        start, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if end - start >= _MOST_CODES:
            raise ValueError("a range of more codes than fonts have")
        if listed is not None:
            for number, character in zip(range(start, end + 1), listed, strict=False):
                yield number, character.decode("utf-16-be", "ignore")
        else:
            yield from _counted(range(start, end + 1), value)
        row, listed = [], None
    if listed is not None:
        raise ValueError("a list without an end")


def _counted(codes: range, first: bytes) -> Iterator[tuple[int, str]]:
    """Codes that stand for characters one after the other."""
    before, last = first[:-4], first[-4:]
    number = int.from_bytes(last, "big")
    for step, code in enumerate(codes):
        counted = ((number + step) & 0xFFFFFFFF).to_bytes(4, "big")[4 - len(last) :]
        yield code, (before + counted).decode("utf-16-be", "ignore")
