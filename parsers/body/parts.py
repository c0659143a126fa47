"""A report that comes in several documents: their bodies one after the other, so that it is read once, as a whole."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Collection, Sequence

from knowledge import numbering
from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.reader import read_page
from parsers.body.finding import Body, find_body
from parsers.errors import NotAReport, Unreadable
from parsers.model import Block, Document, Flag, Page, Paragraph, Table
from parsers.repair.bodies import without_second_body
from parsers.repair.page import repair
from parsers.scans.reading import behind
from storage.schema import Repair

PART = "part"
"""Role and outcome of a document that is read with the one that it is a part of."""
_FEWEST = 3
"""Names of chapters that make a list of contents."""


def with_parts(body: Body, page: Page, document: Document) -> tuple[Body, Page]:
    """A body followed by those of the document's parts, and the page with what was repaired and is wrong in them.

    Each part loses the furniture of its own page, the title that it repeats, and the contents where parts are chapters.
    A part that repeats what stands there already is left out as a second body is. One that cannot be read or is missing
    gives a flag.

    Args:
        body: What the document itself holds of the report.
        page: Its page.
        document: The document, with its parts.
    """
    names = _chapters(document)
    blocks, repairs = list(_without_contents(body.blocks, names)), list(page.repairs)
    flags = [_flag("cannot be had") for _ in range(document.missing_parts)]
    for part in document.parts:
        try:
            read = behind(read_page(part), blocks)
            read = repair(dataclasses.replace(read, blocks=_without_contents(read.blocks, names)))[0]
        except (NotAReport, Unreadable) as error:
            flags.append(_flag(f"cannot be read: {error.reason.rstrip('.')}", part.url))
            continue
        rebuilt = rebuild_tables(read.blocks)
        found = find_body(dataclasses.replace(read, blocks=rebuilt.blocks))
        repeated = (body.title.text,) if body.title else ()
        blocks.extend(b for b in found.blocks if not (isinstance(b, Paragraph) and b.text in repeated))
        repairs.extend(read.repairs)
        flags.extend((*read.flags, *rebuilt.flags))
    if not document.parts:
        return body, _with(page, repairs, flags)
    whole, second = without_second_body(blocks)
    return dataclasses.replace(body, blocks=tuple(whole), second=body.second or second), _with(page, repairs, flags)


def _chapters(document: Document) -> tuple[str, ...]:
    """The names of a report's chapters, in order, as the contents give them; none where its parts are mere pages."""
    words = (_plain(part.link_text or "") for part in document.parts)
    return tuple(dict.fromkeys(name for name in words if numbering.ordinal(name) is not None))


def _without_contents(blocks: Sequence[Block], names: Sequence[str]) -> tuple[Block, ...]:
    """Blocks without the contents: names of chapters one after the other, with nothing of the chapters between them."""
    if not names:
        return tuple(blocks)
    lines = [_plain(block.text) if isinstance(block, Paragraph) else "" for block in blocks]
    places = {name: place for place, name in enumerate(names)}
    dropped = {index for index, block in enumerate(blocks) if isinstance(block, Table) and _lists(block, places)}
    run: list[int] = []
    for index, line in enumerate((*lines, "")):
        if run and line in places and places[line] == places[lines[run[-1]]] + 1:
            run.append(index)
            continue
        # The page of the first chapter may be the one that has the contents, and no part.
        if run and run[0] and (numbering.ordinal(lines[run[0] - 1]), numbering.ordinal(lines[run[0]])) == (1, 2):
            run.insert(0, run[0] - 1)
        dropped.update(run if len(run) >= _FEWEST else ())
        run = [index] if line in places else []
    return tuple(block for index, block in enumerate(blocks) if index not in dropped)


def _lists(table: Table, names: Collection[str]) -> bool:
    """Whether a table is laid out around names of chapters alone."""
    said = [text for cell in table.cells if (text := _plain(cell.text))]
    unknown = [text for text in said if text not in names]
    return len(said) >= _FEWEST and (not unknown or (len(unknown) == 1 and numbering.ordinal(unknown[0]) == 1))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _with(page: Page, repairs: Sequence[Repair], flags: Sequence[Flag]) -> Page:
    return dataclasses.replace(page, repairs=tuple(repairs), flags=tuple(dict.fromkeys((*page.flags, *flags))))


def _flag(what: str, address: str = "") -> Flag:
    return Flag("part_unread", f"a part of the report {what}", address)
