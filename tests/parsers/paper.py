"""PDF documents drawn stroke by stroke, with the faults that their makers and printers leave in them."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import math
import textwrap
import zlib
from collections.abc import Sequence

from tests.parsers.figures import printing
from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import Grid, Key, Printed, Sheet

WIDTH, HEIGHT, MARGIN = 595, 842, 60
_RESOURCES = "/Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >>"
_OBJECTS = """
<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>
<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] \
/CIDSystemInfo << /Registry {registry} /Ordering {ordering} /Supplement 2 >> /FontDescriptor 5 0 R >>
<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 \
/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>
"""
"""From object 3: a font that every reader has. Its two strings are encrypted where the document is."""
_DESCENDANT = 4
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n0\nendstream"
)


class Paper:
    """Pages that grow from the top; places are counted from the upper left corner."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]

    @property
    def n_pages(self) -> int:
        return len(self._pages)

    def turn(self, margin: float = 0) -> None:
        """Begins another page; all that stands on it is moved to the right by a wider margin."""
        self._pages.append([f"1 0 0 1 {margin:g} 0 cm"] if margin else [])

    def words(
        self, text: str, x: float, y: float, size: float = 9, *, gray: float = 0, angle: float = 0, twice: float = 0
    ) -> None:
        """Prints words with their foot on y, once or twice with a small shift."""
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        for shift in (0, twice) if twice else (0,):
            self._draw(
                f"{gray:g} g BT /F {size:g} Tf {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} "
                f"{x + shift:.2f} {HEIGHT - y:.2f} Tm <{text.encode('utf-16-be').hex()}> Tj ET 0 g"
            )

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._draw(f"0.5 w {x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, gray: float = 1) -> None:
        """Fills a box."""
        self._draw(f"{gray:g} g {x0:.2f} {HEIGHT - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")

    def curve(self, x: float, y: float) -> None:
        """Draws a small outline."""
        foot = HEIGHT - y
        self._draw(f"{x:.2f} {foot:.2f} m {x:.2f} {foot - 9:.2f} {x + 9:.2f} {foot:.2f} {x:.2f} {foot:.2f} c f")

    def polygon(self, *points: tuple[float, float]) -> None:
        """Draws an outline through some points."""
        (x, y), *rest = points
        steps = " ".join(f"{across:.2f} {HEIGHT - down:.2f} l" for across, down in rest)
        self._draw(f"{x:.2f} {HEIGHT - y:.2f} m {steps} h S")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._draw(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {HEIGHT - y1:.2f} cm /I Do Q")

    def save(self, password: str | None = None) -> bytes:
        """The document's bytes, protected with a password if one is given."""
        first = 7
        kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(self._pages)))
        key = _key(password) if password is not None else None
        strings = {
            name: f"<{(_encrypted(text, key, _DESCENDANT) if key else text).hex()}>"
            for name, text in (("registry", b"Adobe"), ("ordering", b"GB1"))
        }
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode(),
            *(line.format(**strings).encode() for line in _OBJECTS.strip().splitlines()),
            _PICTURE,
        ]
        for index, strokes in enumerate(self._pages):
            packed = zlib.compress("\n".join(strokes).encode())
            number = first + 2 * index + 1
            page = (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {number} 0 R {_RESOURCES} >>"
            )
            objects.append(page.encode())
            head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
            objects.append(head + (_encrypted(packed, key, number) if key else packed) + b"\nendstream")
        if key:
            objects.append(_encryption(password or "", key))
        return file_of(objects, encrypted=key is not None)

    def _draw(self, stroke: str) -> None:
        self._pages[-1].append(stroke)


def file_of(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    """The objects of a document and the table of where they stand."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    protection = f"/Encrypt {len(objects)} 0 R /ID [<{_ID.hex()}> <{_ID.hex()}>]" if encrypted else ""
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {protection} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


# The oldest protection of PDF files: RC4 with a key of 40 bits (ISO 32000-1, 7.6.3, algorithms 1 to 4).
_ID = b"0123456789abcdef"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_PERMISSIONS = (-4).to_bytes(4, "little", signed=True)


def _owner(password: str) -> bytes:
    padded = (password.encode() + _PADDING)[:32]
    return _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)


def _key(password: str) -> bytes:
    padded = (password.encode() + _PADDING)[:32]
    return hashlib.md5(padded + _owner(password) + _PERMISSIONS + _ID, usedforsecurity=False).digest()[:5]


def _encryption(password: str, key: bytes) -> bytes:
    owner, user = _owner(password).hex(), _rc4(key, _PADDING).hex()
    return f"<< /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P -4 >>".encode()


def _encrypted(data: bytes, key: bytes, number: int) -> bytes:
    mixed = key + number.to_bytes(3, "little") + b"\0\0"
    return _rc4(hashlib.md5(mixed, usedforsecurity=False).digest()[:10], data)


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


@dataclasses.dataclass(frozen=True, slots=True)
class Watermark:
    """Words over the cell of one number.

    Attributes:
        key: Which number.
        text: The words.
        size: Their size; the form's numbers have 9.
        gray: 0 is black, 1 is white.
        angle: How they are turned, in degrees.
        dx: Where they begin, from the beginning of the number.
        dy: Where they stand, from the foot of the number; downwards.
    """

    key: Key
    text: str
    size: float = 9
    gray: float = 0
    angle: float = 0
    dx: float = 0
    dy: float = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong when a form is printed.

    Attributes:
        breaks: Rows before which a page ends, as table and row.
        open_top: No rule above what stands first on a page.
        open_bottom: No rule below what stands last on a page.
        shading: Gray of a box behind each line of words and each cell; none where it is None.
        twice: By how many points the second print of every character is shifted.
        watermarks: Words over cells.
        thin_boxes: Rules are filled boxes, as some makers draw them.
        open_sides: No rules at the sides of tables.
        overlapping: Tall cells reach into the wide one below them, so that no rule parts them.
        binding: By how many points the left margin of every second page is wider, as of pages that are bound.
    """

    breaks: frozenset[tuple[int, int]] = frozenset()
    open_top: bool = False
    open_bottom: bool = False
    shading: float | None = None
    twice: float = 0
    watermarks: tuple[Watermark, ...] = ()
    thin_boxes: bool = False
    open_sides: bool = False
    overlapping: bool = False
    binding: float = 0


def printed(sheet: Sheet, year: int, faults: Faults) -> Paper:
    """A report with a filled form on paper."""
    return _Printer(faults).print(sheet, year)


_LINE, _SMALL = 18, 7
_BOTTOM = HEIGHT - MARGIN


class _Printer:
    """Prints a report from top to bottom."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.paper = Paper()
        self._y = float(MARGIN)

    def print(self, sheet: Sheet, year: int) -> Paper:
        for line in (TITLE, *INTRODUCTION):
            self._paragraph(line.format(year=year))
        for number, grid in enumerate(sheet.tables):
            self._table(number, grid)
            self._paragraph(BETWEEN)
        for line in CLOSING:
            self._paragraph(line)
        return self.paper

    def _paragraph(self, text: str) -> None:
        lines = textwrap.wrap(f"\u3000\u3000{text}", 40, drop_whitespace=False)
        for line in lines:
            if self._y + _LINE > _BOTTOM:
                self._turn()
            if self._faults.shading is not None:
                width = len(line) * 11 if line is not lines[-1] else WIDTH - 2 * MARGIN
                self.paper.box(MARGIN, self._y, MARGIN + width, self._y + _LINE, self._faults.shading)
            self.paper.words(line, MARGIN, self._y + 13, 11, twice=self._faults.twice)
            self._y += _LINE

    def _turn(self) -> None:
        self.paper.turn(self._faults.binding * (self.paper.n_pages % 2))
        self._y = float(MARGIN)

    def _table(self, number: int, grid: Grid) -> None:
        """A table whose rows flow over pages; a cell that spans a break has its words on the first page."""
        places = list(printing.places(grid))
        edges = _columns(max(column + cell.width for cell, _, column in places))
        heights = _heights(places, edges, len(grid))
        row = 0
        while row < len(grid):
            end, y = row, self._y
            while end < len(grid) and (end == row or (number, end) not in self._faults.breaks):
                if y + heights[end] > _BOTTOM and end > row:
                    break
                y += heights[end]
                end += 1
            tops = list(itertools.accumulate(heights[row:end], initial=self._y))
            self._rows(places, edges, tops, row, end)
            self._y = tops[-1]
            row = end
            if row < len(grid):
                self._turn()
        self._y += 6

    def _rows(
        self,
        places: Sequence[tuple[Printed, int, int]],
        edges: Sequence[float],
        tops: Sequence[float],
        row: int,
        end: int,
    ) -> None:
        """Some rows of a table on one page."""
        faults, last = self._faults, max(top + cell.height for cell, top, _ in places)
        reached = _reached(places) if faults.overlapping else {}
        for cell, top, column in places:
            if top + cell.height <= row or top >= end:
                continue
            first, below = max(top, row), min(top + cell.height, end)
            x0, x1, y0, y1 = edges[column], edges[column + cell.width], tops[first - row], tops[below - row]
            if faults.shading is not None:
                self.paper.box(x0, y0, x1, y1, faults.shading)
            for x in (x0, x1):
                if not (faults.open_sides and x in (edges[0], edges[-1])):
                    self._rule(x, y0, x, y1)
            if not (first == row and row > 0 and faults.open_top):
                self._rule(edges[column + reached.get((top, column), 0)], y0, x1, y0)
            if (below < end or below == last or not faults.open_bottom) and (below, column) not in reached:
                self._rule(x0, y1, x1, y1)
            if top >= row:
                self._cell(cell, x0, x1, y0, y1)

    def _cell(self, cell: Printed, x0: float, x1: float, y0: float, y1: float) -> None:
        size = 9 if cell.key else _SMALL
        lines = _wrapped(cell, x1 - x0)
        foot = (y0 + y1) / 2 - (size + 1) * (len(lines) / 2 - 1) - 2
        for line in lines:
            self.paper.words(line, x0 + 3, foot, size, twice=self._faults.twice)
            foot += size + 1
        for mark in self._faults.watermarks:
            if mark.key == cell.key:
                foot = (y0 + y1) / 2 + size / 2 - 1 + mark.dy
                self.paper.words(mark.text, x0 + 3 + mark.dx, foot, mark.size, gray=mark.gray, angle=mark.angle)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self._faults.thin_boxes:
            self.paper.box(min(x0, x1) - 0.25, min(y0, y1) - 0.25, max(x0, x1) + 0.25, max(y0, y1) + 0.25, 0)
        else:
            self.paper.rule(x0, y0, x1, y1)


def _reached(places: Sequence[tuple[Printed, int, int]]) -> dict[tuple[int, int], int]:
    """Wide cells, by their row and column, right below a tall one of fewer columns, with how many."""
    tall = {(row + cell.height, column): cell.width for cell, row, column in places if cell.height > 3}
    return {
        (row, column): tall[row, column]
        for cell, row, column in places
        if cell.width > tall.get((row, column), cell.width)
    }


def _columns(count: int) -> list[float]:
    """Edges of a table's columns; those of the matrix leave its labels more room."""
    widths = [45, 45, 112, *[39] * 7] if count == 10 else [(WIDTH - 2 * MARGIN) / count] * count
    return list(itertools.accumulate(widths, initial=MARGIN))


def _wrapped(cell: Printed, width: float) -> list[str]:
    per_line = max(1, int((width - 5) / _SMALL))
    return [cell.text] if cell.key else textwrap.wrap(cell.text, per_line) or [""]


def _heights(places: Sequence[tuple[Printed, int, int]], edges: Sequence[float], count: int) -> list[float]:
    """How tall each row must be for the words of its cells."""
    heights = [18.0] * count
    for cell, row, column in sorted(places, key=lambda place: place[0].height):
        needed = (_SMALL + 1) * len(_wrapped(cell, edges[column + cell.width] - edges[column])) + 6
        held = sum(heights[row : row + cell.height])
        if needed > held:
            heights[row + cell.height - 1] += needed - held
    return heights
