"""Lines that were broken at a printed width, put together as the paragraphs they were.

Plain text as converters and old pages give it, or one paragraph of a page for each printed line. That a document is
broken so is told by all of its lines: many end at one width, most of those within a sentence, and hardly any is longer.
Headings, items of lists and rows of tables stay on lines of their own.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from knowledge import numbering
from knowledge.forms import list_forms
from knowledge.titles import read_title
from parsers.blocks.flattened.groups import words_and_cells
from parsers.blocks.plain import is_row
from parsers.knowledge.forms import cells_keys, ends_in, is_piece_of_label, list_keys, matrix_keys, official_key
from parsers.knowledge.units import alternatives, units
from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog

_NARROWEST, _WIDEST = 12, 64
"""Characters of a printed line."""
_TOLERANCE = 4
"""Characters that a full line may lack: an indent, a mark that may not begin a line, a number that is kept whole."""
_FEWEST = 4
"""Full lines that tell a printed width."""
_FULL = 0.5
"""Share of the lines of at least half the width that are full in a document that was broken."""
_WITHIN = 0.5
"""Share of the full lines, headings and numbered labels of a form left out, that hold marks of sentences and end within
one; entries of a list do not."""
_LONGER = 0.1
"""Share of those lines that may be longer: rows of tables, addresses."""
_ENDS = re.compile(r"[。！？；：!?;:.…”）)】》]\s*$")
_MARK = re.compile("[，。；、]")
_ENDS_SENTENCE = re.compile(r"[。！？；：!?;:][”’）)》]*\s*$")
_NUMBERED = re.compile(rf"\s*(?:{numbering.BEGINNING}|附[件表图录]?(?:{numbering.NUMERAL}|\d){{0,2}}[:：])")
"""How a line begins that is numbered, or names an annex."""
_INDENT = re.compile(r"(?:\u3000| {2}|[\u00a0\u2003]{2})")
_LATIN = re.compile(r"[A-Za-z]")
_LAST_COLUMN = re.compile(r"\S(?:[ \u00a0\u3000]{2,}|\u3000|[ \u3000]*\t[ \t\u3000]*)\S+$")
"""A gap as between columns in front of a line's last word."""
_KEPT_WHOLE = re.compile(r"[\d.,%]+|[A-Za-z]+")


_NUMBER_ALONE = re.compile(r"\d[\d,]*(?:\.\d+)?[万亿余多]*%?")
_GOES_ON_BEHIND_A_NUMBER = re.compile(rf"(?:[万亿余多]*(?:{alternatives(units())}))?[，。；、,;]")
_BREAKS_OFF = re.compile(r"[，；、][^，；、]*\d[万亿余多]*$")
"""How a line ends in a number within a sentence."""
_NEAR = 200
"""Characters at the end of a line in which that is looked for."""
_MEASURES = re.compile(rf"[万亿][余多]?(?:{alternatives(units())})|[余多]?(?:{alternatives(units())})[，。；、,;]")
"""How a line begins that measures the number at the end of the one before."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    """A line of running text.

    Attributes:
        place: Index of its block.
        text: The line without its indent.
        read: The same in simplified script.
        length: How long it is with its indent.
        indented: Whether it begins with wide spaces.
    """

    place: int
    text: str
    read: str
    length: int
    indented: bool


@dataclasses.dataclass(frozen=True, slots=True)
class _Broken:
    """Lines measured in one way, and the width that they were broken at.

    Attributes:
        unit: Length of a Chinese character: 1 where characters are counted, 2 where letters and digits take half of it.
        lines: The lines.
        width: Length of the longest; 0 where the lines were not broken.
        certainty: How many are full, without those that are longer.
    """

    unit: int
    lines: tuple[_Line, ...]
    width: int
    certainty: int

    def is_full(self, line: _Line, following: _Line) -> bool:
        """Whether the beginning of the next line had no room on a line: a number or a word is kept whole."""
        first = _KEPT_WHOLE.match(following.text)
        longest = max(_TOLERANCE * self.unit, _length(first[0], self.unit) if first else 0)
        return self.width - longest < line.length <= self.width


def rejoin_lines(blocks: Sequence[Block], log: RepairLog, simplify: Callable[[str], str]) -> tuple[Block, ...]:
    """Puts lines together that were broken at a printed width; indents, which tell paragraphs from lines, go.

    Args:
        blocks: The lines.
        log: Keeps account of what is put together.
        simplify: Turns a line into simplified script, in which titles, and the labels and units of forms, are known.
    """
    texts = {
        place: (block.text, simplify(block.text))
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not block.heading and not block.aside
    }
    texts = {place: (text, read) for place, (text, read) in texts.items() if _is_prose(read)}
    broken = max((_measured(texts, unit) for unit in (1, 2)), key=lambda measured: measured.certainty)
    if not broken.width:
        return tuple(map(_stripped, blocks))
    indents = _are_marked(broken)
    paragraphs: dict[int, list[str]] = {}
    pieces: list[str] = []
    before: _Line | None = None
    for line in broken.lines:
        above, before = before, line
        if above is None or not _goes_on(above, line, broken, indents):
            pieces = paragraphs[line.place] = [line.text]
            continue
        joint = " " if _LATIN.fullmatch(above.text[-1]) and _LATIN.fullmatch(line.text[0]) else ""
        end, beginning = above.text[-20:], line.text[:19]
        log.add("broken_line", f"{end}\n{beginning}", f"{end}{joint}{beginning}")
        pieces.append(joint + line.text)
    return tuple(
        _with_text(block, "".join(paragraphs[place])) if place in paragraphs else _stripped(block)
        for place, block in enumerate(blocks)
        if place in paragraphs or place not in texts
    )


def rejoin_numbers(blocks: Sequence[Block], log: RepairLog, simplify: Callable[[str], str]) -> tuple[Block, ...]:
    """Puts a number that stands on a line of its own back into its sentence.

    That it is within one is told by the lines around it: the one before does not end a sentence, and the one behind
    begins with a mark, or with a measure word and a mark.
    """
    joined: list[Block] = []
    place = 0
    while place < len(blocks):
        here = joined[-1] if joined else None
        number, behind = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        if (
            isinstance(here, Paragraph)
            and isinstance(number, Paragraph)
            and isinstance(behind, Paragraph)
            and not (here.heading or here.aside or behind.heading)
            and _NUMBER_ALONE.fullmatch(number.text.strip())
            and _GOES_ON_BEHIND_A_NUMBER.match(simplify(behind.text.strip()))
            and not _ENDS.search(here.text)
        ):
            whole = here.text.rstrip() + number.text.strip() + behind.text.strip()
            log.add("broken_line", f"{number.text.strip()}\n{behind.text.strip()[:19]}", whole[-40:])
            joined[-1] = dataclasses.replace(here, text=whole)
            place += 2
        else:
            joined.append(number)
            place += 1
    return tuple(joined)


def rejoin_measures(blocks: Sequence[Block], log: RepairLog, simplify: Callable[[str], str]) -> tuple[Block, ...]:
    """Puts the measure word that begins a line behind the number within a sentence that ends the line before it.

    This needs no printed width: 190 at the end of a line is another number than 190万人次.
    """
    joined: list[Block] = []
    for block in blocks:
        here = joined[-1] if joined else None
        if (
            isinstance(here, Paragraph)
            and isinstance(block, Paragraph)
            and not (here.heading or here.aside or block.heading or block.aside)
            and _BREAKS_OFF.search(simplify(here.text[-_NEAR:]))
            and _MEASURES.match(simplify(block.text[:_NEAR]))
        ):
            log.add("broken_line", f"{here.text[-20:]}\n{block.text[:19]}", here.text[-20:] + block.text[:19])
            joined[-1] = dataclasses.replace(here, text=here.text + block.text)
        else:
            joined.append(block)
    return tuple(joined)


def _measured(texts: Mapping[int, tuple[str, str]], unit: int) -> _Broken:
    """Measures lines, each with what it is in simplified script, by their places."""
    lines = tuple(
        _Line(place, text.strip(), read.strip(), _length(text.rstrip(), unit), bool(_INDENT.match(text)))
        for place, (text, read) in texts.items()
    )
    width = _printed_width(lines, unit)
    full = [line for line in lines if width - _TOLERANCE * unit < line.length <= width]
    telling = [line for line in full if not _is_heading(line.read)]
    within = sum(bool(_MARK.search(line.text)) and not _ENDS.search(line.text) for line in telling)
    if len(telling) < _FEWEST or within < _WITHIN * len(telling):
        return _Broken(unit, lines, 0, 0)
    return _Broken(unit, lines, width, len(full) - sum(line.length > width for line in lines))


def _length(text: str, unit: int) -> int:
    """How long a line is; of one that is longer than any printed line, only that it is."""
    return len(text) if unit == 1 or len(text) > _WIDEST * unit else sum(map(_width, text))


@functools.cache
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _stripped(block: Block) -> Block:
    return _with_text(block, block.text.strip()) if isinstance(block, Paragraph) else block


def _with_text(block: Block, text: str) -> Block:
    if isinstance(block, Paragraph) and block.text != text:
        return dataclasses.replace(block, text=text)
    return block


def _is_prose(text: str) -> bool:
    """Whether a line may be one of running text: no row of a table, and no label of a form."""
    if is_row(text):
        return False
    text = text.strip()
    if len(text) > 2 * _WIDEST or text.count("。") > 1:
        return True
    words, cells = words_and_cells(text)
    if not words or (len(cells) > 1 and len(text.split()) > 1) or (cells and _LAST_COLUMN.search(text)):
        return False
    if official_key(words, list_forms()) in list_keys() or (cells and is_piece_of_label(words)):
        return False
    if _MARK.search(words) is not None:
        return True
    ending = ends_in(words)
    return ending not in matrix_keys() and ending not in cells_keys()


def _printed_width(lines: Sequence[_Line], unit: int) -> int:
    """The length that most lines are close below and hardly any is above; 0 where there is none."""
    counts = Counter(line.length for line in lines)
    best, most = 0, 0
    for width in sorted(length for length in counts if _NARROWEST * unit <= length <= _WIDEST * unit):
        full = sum(counts[length] for length in range(width - _TOLERANCE * unit + 1, width + 1))
        if full >= most:
            long = sum(number for length, number in counts.items() if 2 * length >= width)
            longer = sum(number for length, number in counts.items() if length > width)
            if full >= max(_FEWEST, _FULL * long) and longer <= _LONGER * long:
                best, most = width, full
    return best


def _are_marked(broken: _Broken) -> bool:
    """Whether paragraphs begin with an indent: some lines have one, and few behind a line that ends in a sentence."""
    behind = [
        following.indented
        for line, following in itertools.pairwise(broken.lines)
        if broken.is_full(line, following) and not _ENDS.search(line.text)
    ]
    return any(line.indented for line in broken.lines) and 4 * sum(behind) <= len(behind)


def _goes_on(line: _Line, following: _Line, broken: _Broken, indents: bool) -> bool:
    """Whether a line goes on in the next one."""
    if following.place != line.place + 1 or not broken.is_full(line, following):
        return False
    if (indents and following.indented) or _NUMBERED.match(following.text):
        return False
    if _ENDS_SENTENCE.search(line.text):
        return indents
    return not _is_heading(line.read)


def _is_heading(text: str) -> bool:
    """Whether a line is the title of a report, or is numbered and holds no mark of a sentence."""
    title = read_title(text)
    return bool(title and title.year) or bool(_NUMBERED.match(text) and not _MARK.search(text))
