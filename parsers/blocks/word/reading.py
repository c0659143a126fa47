"""A Word document in XML to paragraphs and tables: what a person sees once all tracked changes are accepted.

Whatever wraps text (content controls, smart tags, fields, insertions, text that was moved here) is looked through;
what is deleted, moved away, struck through or hidden is left out. A table that only places things on the page is taken
apart; one within a cell is part of what the cell says.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from parsers.blocks.cells import (
    Grid,
    flags_of_several_numbers,
    mark_of_note,
    marked,
    places_things,
    raised,
    text_of,
)
from parsers.blocks.word.formatting import Styles
from parsers.blocks.word.markup import Element, child, name_of, number, switch, value
from parsers.blocks.word.numbering import Numbering
from parsers.blocks.word.package import Package, open_package, open_xml
from parsers.errors import reading
from parsers.model import Block, Page, Paragraph, Table

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_XML = "application/vnd.ms-word.xml"

_GONE = frozenset({"del", "moveFrom", "delInstrText", "delText", "rt", "binData", "hdr", "ftr"})
"""What no reader of the accepted document sees; properties, whose names end in Pr, hold no text either."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_APART = frozenset({"m:sup", "m:sub", "m:num", "m:den", "m:deg"})
"""Parts of an equation that stand above or below the line: their digits belong to no number on it."""
_PICTURES = ("}blip", "}imagedata")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_CONTENTS = "Table of Contents"

_CellContent: TypeAlias = tuple[Element, list[Block]]
ReadChunk = Callable[[bytes], Sequence[Block]]
"""Reads a document that is embedded in another one."""


def read_docx(content: bytes, read_chunk: ReadChunk = lambda _: ()) -> Page:
    """Reads a Word document that is a package (.docx, .docm, .dotx, .dotm).

    Args:
        content: The bytes of the file.
        read_chunk: Reads documents of other formats that are embedded as a part of the text.

    Raises:
        NotAReport: A table in it is larger than any of a report.
        Unreadable: The file is damaged, or would unpack to more than any document holds.
    """
    with reading("Word file"):
        return _page(open_package(content), read_chunk, DOCX)


def read_word_xml(content: bytes) -> Page:
    """Reads a Word document that is one XML file, of Word 2003 or later.

    Raises:
        NotAReport: A table in it is larger than any of a report.
        Unreadable: The file is damaged.
    """
    with reading("Word file"):
        return _page(open_xml(content), lambda _: (), WORD_XML)


def _page(package: Package, read_chunk: ReadChunk, media_type: str) -> Page:
    blocks = tuple(_Reader(package, read_chunk).blocks())
    return Page(
        blocks=blocks,
        media_type=media_type,
        flags=tuple(flags_of_several_numbers(blocks)),
        n_images=sum(str(element.tag).endswith(_PICTURES) for element in package.main.iter()),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds a paragraph: the style of its table, and whether nothing but paper lies behind it."""

    table_style: str = ""
    on_white: bool = True


@dataclasses.dataclass(slots=True)
class _Field:
    """A field that has begun: its code so far, and whether its result is being read."""

    in_code: bool
    code: str = ""
    shows: bool = False


@dataclasses.dataclass(slots=True)
class _Line:
    """A paragraph under construction: its text, and the text boxes that are anchored in it."""

    style: str
    place: _Place
    parts: list[str] = dataclasses.field(default_factory=list)
    boxes: list[Element] = dataclasses.field(default_factory=list)


class _Reader:
    """Reads one document from its beginning to its end; fields and automatic numbers go over paragraphs."""

    def __init__(self, package: Package, read_chunk: ReadChunk) -> None:
        self._package = package
        self._read_chunk = read_chunk
        self._styles = Styles(package.related.get("styles"))
        self._numbering = Numbering(package.related.get("numbering"), self._styles)
        self._fields: list[_Field] = []
        ends = [value(mark, "fldCharType") for mark in package.main.iter() if name_of(mark) == "fldChar"]
        self._fields_are_whole = ends.count("begin") == ends.count("end")
        self._notes: dict[Element, int] = {}
        self._waiting: list[Element] = []
        self._by_id = {
            (kind, value(note, "id")): note for kind in _NOTES.values() for note in package.related.get(kind, ())
        }

    def blocks(self) -> Iterator[Block]:
        """The blocks of the document, its notes at the end."""
        yield from self._blocks(self._package.main, _Place())
        for note in self._waiting:
            # A note may refer to further notes, which join the end of the list.
            yield from marked(self._blocks(note, _Place()), self._notes[note])

    def _blocks(self, parent: Element, place: _Place) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        carried: list[str] = []
        for element in _visible(parent):
            name = name_of(element)
            if name == "p":
                line, label, heading = self._paragraph(element, place)
                text = "".join(carried) + "".join(line.parts)
                carried = [text] if _is_mark_gone(element) else []
                if not carried:
                    yield from _paragraphs(label, text, heading)
                for box in line.boxes:
                    yield from self._blocks(box, _Place(on_white=False))
            elif name == "tbl":
                yield from self._table(element, place)
            elif name == "altChunk":
                data = self._package.embedded.get(value(element, "id") or "")
                yield from self._read_chunk(data) if data else ()
            elif value(child(element, "sdtPr", "docPartObj", "docPartGallery")) == _CONTENTS:
                continue
            else:
                yield from self._blocks(element, place)
        yield from _paragraphs("", "".join(carried), heading=False)

    def _paragraph(self, element: Element, place: _Place) -> tuple[_Line, str, bool]:
        """The text of a paragraph, its automatic number, and whether it is a heading."""
        properties = child(element, "pPr")
        style = self._styles.of_paragraph(properties)
        if value(child(properties, "shd"), "fill") not in (None, "auto", "FFFFFF"):
            place = dataclasses.replace(place, on_white=False)
        line = _Line(style, place)
        self._inline(element, line)
        is_hidden = bool(switch(child(properties, "rPr"), "vanish"))
        is_gone = (is_hidden or _is_mark_gone(element)) and not "".join(line.parts).strip()
        label = "" if is_gone else self._numbering.label(properties, style)
        return line, label, self._styles.is_heading(style)

    def _inline(self, parent: Element, line: _Line) -> None:
        """Gathers the text within a paragraph."""
        for element in _visible(parent):
            name = name_of(element)
            if name == "r":
                self._run(element, line)
            elif name == "txbxContent":
                line.boxes.append(element)
            elif name == "m:t":
                line.parts.append(element.text or "")
            elif name in _APART:
                line.parts.append(" ")
                self._inline(element, line)
                line.parts.append(" ")
            elif not _is_contents(value(element, "instr") or ""):
                self._inline(element, line)

    def _run(self, run: Element, line: _Line) -> None:
        properties = child(run, "rPr")
        if not self._styles.is_seen(properties, line.style, line.place.table_style, on_white=line.place.on_white):
            for element in run.iter():
                self._field(element)
            return
        is_raised = value(child(properties, "vertAlign")) == "superscript"
        for element in _visible(run):
            name = name_of(element)
            self._field(element)
            if self._in_code():
                continue
            if name == "t":
                text = element.text or ""
                line.parts.append(raised(text) if is_raised else text)
            elif name in _CHARACTERS:
                line.parts.append(_CHARACTERS[name])
            elif name in ("footnote", "endnote"):
                self._note(element, line)
            elif name in _NOTES:
                self._referred_note(element, line, _NOTES[name])
            elif name == "ruby":
                for base in element:
                    if name_of(base) == "rubyBase":
                        self._inline(base, line)
            else:
                self._inline(element, line)

    def _field(self, element: Element) -> None:
        """Follows where fields begin, where their code ends and their result, and where they end."""
        name = name_of(element)
        if name == "instrText" and self._fields:
            self._fields[-1].code += element.text or ""
        if name != "fldChar" or not self._fields_are_whole:
            return
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(in_code=self._in_code()))
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = not _is_contents(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_code(self) -> bool:
        """Whether what stands here is the code of a field, or of one around it."""
        return bool(self._fields) and (self._fields[-1].in_code or not self._fields[-1].shows)

    def _referred_note(self, reference: Element, line: _Line, kind: str) -> None:
        note = self._by_id.get((kind, value(reference, "id")))
        if note is not None:
            self._note(note, line)

    def _note(self, note: Element, line: _Line) -> None:
        if note not in self._notes:
            self._notes[note] = len(self._notes) + 1
            self._waiting.append(note)
        line.parts.append(mark_of_note(self._notes[note], line.parts))

    def _table(self, table: Element, place: _Place) -> Iterator[Block]:
        """A table of data, or what the cells of a table that only places things hold, in reading order."""
        properties = child(table, "tblPr")
        style = value(child(properties, "tblStyle")) or ""
        is_shaded = value(child(properties, "shd"), "fill") not in (None, "auto", "FFFFFF")
        inside = _Place(style or place.table_style, place.on_white and not is_shaded)
        rows: list[list[_CellContent]] = []
        starts: list[int] = []
        for row in _parts(table, "tr"):
            if _is_row_gone(row):
                continue
            starts.append(max(0, number(child(row, "trPr", "gridBefore")) or 0))
            cells = [cell for cell in _parts(row, "tc") if child(cell, "tcPr", "cellDel") is None]
            rows.append([(cell, list(self._cell_blocks(cell, inside))) for cell in cells])
        contents = [[blocks for _, blocks in row] for row in rows]
        if places_things(contents):
            for row_of_blocks in contents:
                for blocks in row_of_blocks:
                    yield from blocks
        else:
            yield _cells(rows, starts)

    def _cell_blocks(self, cell: Element, place: _Place) -> Iterator[Block]:
        fill = value(child(cell, "tcPr", "shd"), "fill")
        on_white = place.on_white and fill in (None, "auto", "FFFFFF")
        yield from self._blocks(cell, dataclasses.replace(place, on_white=on_white))


def _visible(parent: Element) -> Iterator[Element]:
    """The children of an element that belong to what is seen; of alternatives, the first that has text."""
    for element in parent:
        name = name_of(element)
        if name in _GONE or name.endswith("Pr") or not isinstance(element.tag, str):
            continue
        if name == "aml:annotation" and value(element, "type") != "Word.Insertion":
            continue
        if "visibility:hidden" in (value(element, "style") or "").replace(" ", ""):
            continue
        if name == "mc:AlternateContent":
            with_text = [choice for choice in element if any(name_of(inner) == "t" for inner in choice.iter())]
            yield from with_text[:1]
        else:
            yield element


def _parts(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through whatever wraps them."""
    for element in _visible(parent):
        if name_of(element) == name:
            yield element
        else:
            yield from _parts(element, name)


def _is_contents(code: str) -> bool:
    return code.split()[:1] == ["TOC"]


def _is_deleted(properties: Element | None, *names: str) -> bool:
    """Whether properties say that what they belong to is deleted."""
    return any(child(properties, name) is not None for name in names) or any(
        value(note, "type") == "Word.Deletion"
        for note in (properties if properties is not None else ())
        if name_of(note) == "aml:annotation"
    )


def _is_mark_gone(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on with it."""
    return _is_deleted(child(paragraph, "pPr", "rPr"), "del", "moveFrom")


def _is_row_gone(row: Element) -> bool:
    properties = child(row, "trPr")
    return _is_deleted(properties, "del") or child(properties, "hidden") is not None


def _paragraphs(label: str, text: str, heading: bool) -> Iterator[Paragraph]:
    """The lines of a paragraph, each a paragraph of its own, as a forced line break parts them."""
    for line in text.split("\n") if text.strip() else [""]:
        if label and line[:1].isascii():
            label += "\t"
        words = (label + line.lstrip() if label else line).strip()
        label = ""
        if words:
            yield Paragraph(words, heading=heading)


def _cells(rows: Sequence[Sequence[_CellContent]], starts: Sequence[int]) -> Table:
    """Cells by their place in the grid: merged columns are one cell, and a cell may go on in rows below."""
    grid = Grid()
    for row, start in zip(rows, starts, strict=True):
        grid.begin_row()
        column = start
        for element, blocks in row:
            properties = child(element, "tcPr")
            width = max(1, number(child(properties, "gridSpan")) or 1)
            grid.add(
                text_of(blocks),
                column,
                width,
                goes_on_left=_goes_on(properties, "hMerge", "hmerge"),
                goes_on_above=_goes_on(properties, "vMerge", "vmerge"),
            )
            column += width
    return grid.table()


def _goes_on(properties: Element | None, *names: str) -> bool:
    """Whether a cell goes on with the one above it or beside it; a tracked merge counts as accepted."""
    tracked = value(child(properties, "cellMerge"), "vMerge")
    if tracked is not None and names[0] == "vMerge":
        return tracked.startswith("cont")
    merged = next((found for name in names if (found := child(properties, name)) is not None), None)
    return merged is not None and (value(merged) or "continue") == "continue"
