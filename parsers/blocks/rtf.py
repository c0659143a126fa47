"""Rich Text Format (.rtf, and .doc files that are RTF) to paragraphs and tables.

Control words switch what the text behind them is, until the group ends in which they stand; destinations that hold no
text of the document are passed over. Deleted, struck-through and hidden text is left out, as a person who accepts all
changes sees it. Text is bytes in the code page of its font, or numbers of Unicode with a stand-in behind them.
"""

from __future__ import annotations

import dataclasses
import re

from parsers.blocks.cells import flags_of_several_numbers, mark_of_note, marked, raised
from parsers.blocks.flow import Edge, Flow
from parsers.errors import NotAReport, Unreadable, reading
from parsers.model import Block, Page

RTF = "application/rtf"

_MOST_TOKENS = 2_000_000
"""Words, characters and groups of a file; a report of Word's with a form has 200,000."""
_DEEPEST = 1_000
"""Groups within groups; Word writes 20."""
_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<group>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)",
    re.DOTALL,
)
_SKIPPED = frozenset(
    (
        *("annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart", "colorschememapping", "colortbl", "datafield"),
        *("datastore", "docvar", "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr", "ftnsep", "ftnsepc"),
        *("generator", "header", "headerf", "headerl", "headerr", "info", "latentstyles", "listoverridetable"),
        *("listtable", "mmathPr", "nonesttables", "nonshppict", "objclass", "objdata", "objname", "pgdsctbl", "pict"),
        *("private", "revtbl", "rsidtbl", "rxe", "shprslt", "sp", "stylesheet", "tc", "template", "themedata"),
        *("userprops", "wgrffmtfilter", "xe", "xmlnstbl"),
    )
)
"""Destinations without text of the document."""
_FRAMES = frozenset(("shp", "shpinst", "upr", "object", "nesttableprops", "field", "do", "shpgrp", "mmath"))
"""Destinations that hold others with text, but none themselves."""
_TEXTS = frozenset(("shptxt", "dptxbxtext", "ud", "result", "fldrslt"))
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs"}
_PAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 54936: "gb18030"}
_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u3000",
    "enspace": " ",
}
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}


def read_rtf(content: bytes) -> Page:
    """Reads an RTF document.

    Raises:
        NotAReport: It has more words or a larger table than any report.
        Unreadable: It is damaged.
    """
    with reading("RTF file"):
        blocks = tuple(_Reader(content).blocks())
    return Page(blocks=blocks, media_type=RTF, flags=tuple(flags_of_several_numbers(blocks)))


@dataclasses.dataclass(slots=True)
class _State:
    """What holds until the end of a group."""

    shows: bool = True
    skips: bool = False
    gone: frozenset[str] = frozenset()
    is_raised: bool = False
    font: int = 0
    stand_in: int = 1
    in_font_table: bool = False
    ends: str = ""


@dataclasses.dataclass(slots=True)
class _Story:
    """The body, a text box or a note: its blocks and the paragraph under construction."""

    flow: Flow = dataclasses.field(default_factory=Flow)
    text: list[str] = dataclasses.field(default_factory=list)
    boxes: list[Block] = dataclasses.field(default_factory=list)
    level: int = 0


class _Reader:
    """Reads one document from its first token to its last."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._state = _State()
        self._outer: list[_State] = []
        self._stories = [_Story()]
        self._notes: list[list[Block]] = []
        self._page = "gb18030"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_optional = False
        self._left = 0
        self._edges: list[Edge] = []
        self._next = Edge(0)

    def blocks(self) -> list[Block]:
        position = n_tokens = 0
        while (token := _TOKEN.match(self._content, position)) is not None:
            position = token.end()
            n_tokens += 1
            if n_tokens > _MOST_TOKENS:
                raise NotAReport("The RTF file has more words than any report.")
            if token["byte"] is not None:
                self._read_bytes(bytes([int(token["byte"], 16)]))
            elif token["text"] is not None:
                self._read_bytes(token["text"])
            elif token["group"] is not None:
                self._flush()
                self._open() if token["group"] == b"{" else self._close()
            elif token["symbol"] is not None:
                self._read_symbol(token["symbol"])
            elif token["word"] is not None:
                number = int(token["number"]) if token["number"] is not None else None
                position += self._read_word(token["word"].decode("ascii"), number)
        self._flush()
        if self._outer:
            raise Unreadable("The RTF file breaks off before its end.")
        self._end_paragraph()
        notes = (block for number, note in enumerate(self._notes, start=1) for block in marked(note, number))
        return [*self._stories[0].flow.blocks(), *notes]

    def _open(self) -> None:
        if len(self._outer) >= _DEEPEST:
            raise Unreadable("The RTF file's groups are nested more deeply than those of any report.")
        self._outer.append(self._state)
        self._state = dataclasses.replace(self._state, ends="")
        self._to_skip, self._is_optional = 0, False

    def _close(self) -> None:
        self._to_skip = 0
        if self._state.ends:
            self._end_story(self._state.ends)
        if self._outer:
            self._state = self._outer.pop()

    def _read_bytes(self, data: bytes) -> None:
        """Takes bytes of text; those that stand in for a character in Unicode are passed over."""
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._is_optional = False
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Makes text of the bytes that came without a break, so that a character is not torn apart."""
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._add(data.decode(self._fonts.get(self._state.font, self._page), errors="replace"))

    def _add(self, text: str) -> None:
        state = self._state
        if state.shows and not state.skips and not state.gone and not state.in_font_table:
            self._stories[-1].text.append(raised(text) if state.is_raised else text)

    def _read_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_optional = True
        elif symbol in b"\r\n":
            self._read_word("par", None)
        elif symbol in _SYMBOLS and not self._to_skip:
            self._flush()
            self._add(_SYMBOLS[symbol])
        elif symbol in _SYMBOLS:
            self._to_skip -= 1

    def _read_word(self, word: str, number: int | None) -> int:
        """Obeys a control word; returns how many raw bytes behind it belong to it."""
        self._flush()
        is_optional, self._is_optional = self._is_optional, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._add_unicode(number)
            self._to_skip = self._state.stand_in
            return 0
        self._to_skip = 0
        if word == "fonttbl":
            self._state.in_font_table = True
        elif word in _TEXTS or word in ("footnote", "listtext", "pntext"):
            self._begin_text(word)
        elif word in _FRAMES:
            self._state.shows = False
        elif is_optional or word in _SKIPPED:
            self._state.skips = True
        elif not self._state.skips:
            self._obey(word, number)
        return 0

    def _add_unicode(self, number: int) -> None:
        code = number & 0xFFFF
        story = self._stories[-1]
        if 0xDC00 <= code < 0xE000 and story.text and "\ud800" <= story.text[-1][-1:] <= "\udbff":
            pair = (story.text.pop()[-1] + chr(code)).encode("utf-16-le", "surrogatepass")
            self._add(pair.decode("utf-16-le", "replace"))
        else:
            self._add(chr(code))

    def _begin_text(self, word: str) -> None:
        """Begins text of the document: of a text box or a note as a story of its own."""
        state = self._state
        if state.skips:
            return
        is_gone = bool(state.gone)
        state.shows = True
        if word in ("shptxt", "dptxbxtext", "footnote"):
            state.ends = word
            if word == "footnote" and not is_gone:
                self._notes.append([])
                self._stories[-1].text.append(mark_of_note(len(self._notes), self._stories[-1].text))
            state.is_raised = False
            self._stories.append(_Story())

    def _end_story(self, kind: str) -> None:
        self._end_paragraph()
        blocks = self._stories.pop().flow.blocks()
        if kind == "footnote":
            if not self._state.gone and self._notes:
                self._notes[-1] = blocks
        else:
            self._stories[-1].boxes.extend(blocks)

    def _obey(self, word: str, number: int | None) -> None:
        state, is_on = self._state, number != 0
        if word in ("v", "strike", "striked", "deleted"):
            state.gone = state.gone | {word} if is_on else state.gone - {word}
        elif word == "plain":
            state.gone, state.is_raised, state.font = frozenset(), False, 0
        elif word in ("super", "nosupersub", "sub"):
            state.is_raised = word == "super" and is_on
        elif word == "uc":
            state.stand_in = max(0, number or 0)
        elif word == "f" and number is not None:
            state.font = number
        elif word == "fcharset" and state.in_font_table:
            if number in _CHARSETS:
                self._fonts[state.font] = _CHARSETS[number]
        elif word == "ansicpg":
            self._page = _PAGES.get(number or 0, "gb18030" if not number else self._page_named(number))
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        else:
            self._obey_structure(word, number)

    @staticmethod
    def _page_named(number: int) -> str:
        return f"cp{number}" if number in (437, 850, 1250, 1251, 1252) else "gb18030"

    def _obey_structure(self, word: str, number: int | None) -> None:
        """Obeys what ends a paragraph, a cell or a row, and what says how rows are divided."""
        story = self._stories[-1]
        if word in ("par", "sect", "page"):
            # Where the end of a paragraph is deleted, the next one goes on with it.
            if "deleted" not in self._state.gone:
                self._end_paragraph()
        elif word == "pard":
            story.level = 0
        elif word == "intbl":
            story.level = max(1, story.level)
        elif word == "itap":
            story.level = max(0, number or 0)
        elif word in ("cell", "nestcell"):
            level = max(2, story.level) if word == "nestcell" else 1
            self._end_boxes(level)
            story.flow.end_cell(self._take_text(), level)
        elif word in ("row", "nestrow"):
            level = max(2, story.level) if word == "nestrow" else 1
            story.flow.end_row(level, self._left, tuple(self._edges))
        elif word == "trowd":
            self._edges, self._next, self._left = [], Edge(0), 0
        elif word == "trleft":
            self._left = number or 0
        elif word == "clmrg":
            self._next = dataclasses.replace(self._next, goes_on_left=True)
        elif word == "clvmrg":
            self._next = dataclasses.replace(self._next, goes_on_above=True)
        elif word == "cellx":
            self._edges.append(dataclasses.replace(self._next, right=number or 0))
            self._next = Edge(0)

    def _end_paragraph(self) -> None:
        story = self._stories[-1]
        story.flow.end_paragraph(self._take_text(), story.level)
        self._end_boxes(story.level)

    def _end_boxes(self, level: int) -> None:
        """Puts text boxes behind the paragraph that they are anchored in, or with the last one of their cell."""
        story = self._stories[-1]
        if story.boxes:
            boxes, story.boxes = story.boxes, []
            if level:
                story.flow.end_paragraph(self._take_text(), level)
            story.flow.add(boxes, level)

    def _take_text(self) -> str:
        story = self._stories[-1]
        text, story.text = "".join(story.text), []
        return text
