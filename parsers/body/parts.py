"""A report that comes in several documents: their bodies one after the other, so that it is read once, as a whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.reader import read_page
from parsers.body.finding import Body, find_body
from parsers.errors import NotAReport, Unreadable
from parsers.model import Document, Flag, Page, Paragraph
from parsers.repair.bodies import without_second_body
from parsers.repair.page import repair
from storage.schema import Repair

PART = "part"
"""Role and outcome of a document that is read with the one that it is a part of."""


def with_parts(body: Body, page: Page, document: Document) -> tuple[Body, Page]:
    """A body followed by those of the document's parts, and the page with what was repaired and is wrong in them.

    Each part loses the furniture of its own page, and the title that it repeats. A part that repeats what stands there
    already is left out as a second body is. One that cannot be read or is missing gives a flag.

    Args:
        body: What the document itself holds of the report.
        page: Its page.
        document: The document, with its parts.
    """
    blocks, repairs = list(body.blocks), list(page.repairs)
    flags = [_flag("cannot be had") for _ in range(document.missing_parts)]
    for part in document.parts:
        try:
            read = repair(read_page(part))[0]
        except (NotAReport, Unreadable) as error:
            flags.append(_flag(f"cannot be read: {error.reason.rstrip('.')}", part.url))
            continue
        rebuilt = rebuild_tables(read.blocks)
        found = find_body(dataclasses.replace(read, blocks=rebuilt.blocks))
        repeated = (body.title.text,) if body.title else ()
        blocks.extend(b for b in found.blocks if not (isinstance(b, Paragraph) and b.heading and b.text in repeated))
        repairs.extend(read.repairs)
        flags.extend((*read.flags, *rebuilt.flags))
    if not document.parts:
        return body, _with(page, repairs, flags)
    whole, second = without_second_body(blocks)
    return dataclasses.replace(body, blocks=tuple(whole), second=body.second or second), _with(page, repairs, flags)


def _with(page: Page, repairs: Sequence[Repair], flags: Sequence[Flag]) -> Page:
    return dataclasses.replace(page, repairs=tuple(repairs), flags=tuple(dict.fromkeys((*page.flags, *flags))))


def _flag(what: str, address: str = "") -> Flag:
    return Flag("part_unread", f"a part of the report {what}", address)
