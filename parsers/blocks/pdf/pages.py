"""The pages of a PDF document: each character, rule, box and picture with its place.

Places are counted in points from the upper left corner of a page.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt, apply_matrix_rect, mult_matrix

from parsers.blocks.pdf.characters import Ink, Thing, ink_of, rounded_angle
from parsers.blocks.pdf.content import Interpreter, UnusualContentError
from parsers.blocks.pdf.fonts import Fonts

_SPACE = 32
"""The code of a space, which word spacing is added to."""
_SUBPATH = re.compile(r"m[^m]+")


@dataclasses.dataclass(frozen=True, slots=True)
class Drawn:
    """What stands on a page, in the order in which it is drawn.

    Attributes:
        width: The page's width.
        height: Its height.
        characters: Its characters.
        rects: Boxes, with or without a frame.
        lines: Straight lines.
        curves: All other outlines, with their points.
        images: Pictures.
    """

    width: float
    height: float
    characters: list[Thing] = dataclasses.field(default_factory=list)
    rects: list[Thing] = dataclasses.field(default_factory=list)
    lines: list[Thing] = dataclasses.field(default_factory=list)
    curves: list[Thing] = dataclasses.field(default_factory=list)
    images: list[Thing] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How words are printed.

    Attributes:
        font_name: Their font.
        size: Its size, before the page is turned or scaled.
        scaling: How much wider than usual they are.
        char_space: The space between characters.
        word_space: What is added to a space.
        step: The unit of steps between strings.
        foot: How far characters reach down; on the page, if they are not turned.
        head: How far they reach up.
        is_level: They are not turned.
        is_upright: They are read from left to right.
        angle: How far they are turned, in degrees.
        ink: Their color.
        strings: What was printed before: each character, how far the next one stands from it, and what is added.
    """

    font_name: object
    size: float
    scaling: float
    char_space: float
    word_space: float
    step: float
    foot: float
    head: float
    is_level: bool
    is_upright: bool
    angle: int
    ink: Ink
    strings: dict[bytes, list[tuple[str, float, float]]] = dataclasses.field(default_factory=dict)

    def read(self, font: PDFFont, string: bytes) -> list[tuple[str, float, float]]:
        """The characters of a string that is printed for the first time."""
        read = self.strings[string] = []
        for code in font.decode(string):
            text, width = _glyph(font, code)
            read.append((text, width * self.size * self.scaling, self.word_space if code == _SPACE else 0))
        return read


def _setting(font: PDFFont, state: PDFTextState, color: object, turn: tuple[float, float, float, float]) -> _Setting:
    """How words are printed in a font and color."""
    a, b, c, d = turn
    scaling = state.scaling * 0.01
    foot = font.get_descent() * state.fontsize + state.rise
    head = foot + state.fontsize
    is_level = b == 0 == c
    return _Setting(
        font_name=font.fontname,
        size=state.fontsize,
        scaling=scaling,
        char_space=state.charspace * scaling,
        word_space=0 if font.is_multibyte() else state.wordspace * scaling,
        step=0.001 * state.fontsize * scaling,
        foot=d * foot if is_level else foot,
        head=d * head if is_level else head,
        is_level=is_level,
        is_upright=a * d * scaling > 0 and b * c <= 0,
        angle=rounded_angle(a, b),
        ink=ink_of(color),
    )


def open_pages(content: bytes) -> tuple[PDFPage, ...]:
    """The pages of a document, not yet read."""
    return tuple(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(content)))))


def read_drawn(pages: Sequence[PDFPage]) -> Iterator[Drawn]:
    """What stands on each page."""
    fonts = Fonts()
    for page in pages:
        try:
            yield _drawn(page, fonts, Interpreter)
        except UnusualContentError:
            yield _drawn(page, fonts, PDFPageInterpreter)


def _drawn(page: PDFPage, fonts: Fonts, interpreter: type[PDFPageInterpreter]) -> Drawn:
    (left, right), (foot, head) = map(sorted, (page.mediabox[::2], page.mediabox[1::2]))
    # A document may name any two corners that lie across; pdfminer counts places from the first.
    page.mediabox = left, foot, right, head
    pen = _Pen(fonts, page)
    interpreter(fonts, pen).process_page(page)
    return pen.drawn


class _Pen(PDFTextDevice):
    """Keeps what an interpreter draws on a page.

    Args:
        fonts: The document's fonts.
        page: The page.
    """

    ctm: Matrix

    def __init__(self, fonts: PDFResourceManager, page: PDFPage) -> None:
        super().__init__(fonts)
        left, foot, right, head = page.mediabox
        sides = right - left, head - foot
        self.drawn = Drawn(*(reversed(sides) if page.rotate in (90, 270) else sides))
        self._height = self.drawn.height
        self._frames: list[Rect] = []
        self._settings: dict[Hashable, _Setting] = {}
        self._last: Hashable = None
        self._set: _Setting

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:  # noqa: ARG002 - as pdfminer calls it
        x, y, width, height = bbox
        self._frames.append(apply_matrix_rect(mult_matrix(matrix, self.ctm), (x, y, x + width, y + height)))

    def end_figure(self, name: str) -> None:  # noqa: ARG002 - as pdfminer calls it
        self._frames.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002 - as pdfminer calls it
        self.drawn.images.append(self._placed(self._frames[-1]))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,  # noqa: ARG002 - as pdfminer calls it
        path: Sequence[PathSegment],
    ) -> None:
        shape = "".join(str(part[0]) for part in path)
        if not shape.startswith("m"):
            return
        if shape.count("m") == 1:
            self._paint(graphicstate, stroke, fill, shape, path)
            return
        for match in _SUBPATH.finditer(shape):
            self._paint(graphicstate, stroke, fill, match[0], path[match.start() : match.end()])

    def _paint(self, state: PDFGraphicState, stroke: bool, fill: bool, shape: str, path: Sequence[PathSegment]) -> None:
        """Keeps one outline: a line, a box, or anything else."""
        start: Any = path[0][-2:]
        ends: list[Any] = [start if part[0] == "h" else part[-2:] for part in path]
        points: list[Point] = [apply_matrix_pt(self.ctm, end) for end in ends]
        if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
            # The last line goes back to the start already.
            shape = shape[:-2] + "h"
            points.pop()
        if shape in ("mlh", "ml"):
            self.drawn.lines.append(self._placed(_bounds(points[:2])))
            return
        if shape in ("mlllh", "mllll") and points[0] == points[4] and _is_square(points):
            box = self._placed(_bounds([points[0], points[2]]))
            box.update(stroke=stroke, fill=fill, ink=ink_of(state.ncolor))
            self.drawn.rects.append(box)
            return
        self.drawn.curves.append({"points": [(x, self._height - y) for x, y in points]})

    def _placed(self, bounds: Rect) -> Thing:
        x0, y0, x1, y1 = bounds
        return {
            "x0": x0,
            "x1": x1,
            "top": self._height - y1,
            "bottom": self._height - y0,
            "width": x1 - x0,
            "height": y1 - y0,
        }

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        font = textstate.font
        if font is None or font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        color = graphicstate.ncolor
        size, scaling, rise = textstate.fontsize, textstate.scaling, textstate.rise
        key = (font, size, scaling, textstate.charspace, textstate.wordspace, rise, color, a, b, c, d)
        # Most strings are printed as the one before them.
        if key != self._last:
            self._last = key
            if key not in self._settings:
                self._settings[key] = _setting(font, textstate, color, (a, b, c, d))
            self._set = self._settings[key]
        setting = self._set
        strings, ink = setting.strings, setting.ink
        x, y = textstate.linematrix
        x_shift, y_shift = y * c, y * d
        spaced = False
        parts: Iterable[object] = seq
        for part in parts:
            if isinstance(part, bytes):
                for text, advance, space in strings[part] if part in strings else setting.read(font, part):
                    if spaced:
                        x += setting.char_space
                    spaced = True
                    left, base = x * a + x_shift + e, x * b + y_shift + f
                    if setting.is_level:
                        x0, x1, y0, y1 = left, a * advance + left, setting.foot + base, setting.head + base
                        if x1 < x0:
                            x0, x1 = x1, x0
                        if y1 < y0:
                            y0, y1 = y1, y0
                    else:
                        box = (0, setting.foot, advance, setting.head)
                        x0, y0, x1, y1 = apply_matrix_rect((a, b, c, d, left, base), box)
                    self.drawn.characters.append(
                        {
                            "text": text,
                            "x0": x0,
                            "x1": x1,
                            "top": self._height - y1,
                            "bottom": self._height - y0,
                            "size": y1 - y0,
                            "upright": setting.is_upright,
                            "ink": ink,
                            "style": (setting.font_name, round(y1 - y0), ink.light, setting.angle),
                        }
                    )
                    x += advance
                    if space:
                        x += space
            elif isinstance(part, (int, float)):
                x -= part * setting.step
                spaced = True
        textstate.linematrix = (x, y)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keeps a character of a font that is written downwards."""
        text, width = _glyph(font, cid)
        shift = font.char_disp(cid)
        printed = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, ncs, graphicstate)
        character = self._placed((printed.x0, printed.y0, printed.x1, printed.y1))
        ink = ink_of(graphicstate.ncolor)
        character.update(
            text=text,
            size=printed.size,
            upright=printed.upright,
            ink=ink,
            style=(font.fontname, round(printed.size), ink.light, rounded_angle(matrix[0], matrix[1])),
        )
        self.drawn.characters.append(character)
        return printed.adv


def _glyph(font: PDFFont, code: int) -> tuple[str, float]:
    """The character that a code stands for, and its width."""
    try:
        text = font.to_unichr(code)
    except PDFUnicodeNotDefined:
        text = f"(cid:{code})"
    return text, font.char_width(code)


def _bounds(points: Sequence[Point]) -> Rect:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _is_square(points: Sequence[Point]) -> bool:
    """Whether the sides of an outline with four corners are level and upright."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = itertools.islice(points, 4)
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)
