"""Pictures of a page that the archive holds as its parts: what is recognised on them, where they stand in the text."""

from __future__ import annotations

import dataclasses
import re
import urllib.parse
from collections.abc import Iterator
from typing import Final

from knowledge.settings import recognizes_scans
from parsers.blocks.reader import read_page
from parsers.decode import media
from parsers.errors import RECOGNITION, NotAReport, Unreadable
from parsers.model import Block, Document, Flag, Page, Paragraph, Table
from parsers.scans.reading import behind

UNREAD: Final = "part_unread"
"""Kind of the flag of a picture that is not read."""
_SENTENCE = 60
"""Characters from which a paragraph with a full stop is running text."""
_FEW = 20
"""Chinese characters up to which the words of a picture without a table are those of a photograph or an adornment."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def is_picture(document: Document) -> bool:
    """Whether a document is a picture file."""
    return media.sniff(document.content) in media.PICTURES


def with_pictures(page: Page, document: Document) -> tuple[Page, Document]:
    """A page with what its pictures show in their places, and its document without those of its parts.

    Into a page with a text of its own only pictures of tables are read: the labels of a chart are no sentences.

    Args:
        page: The page.
        document: Its document, with its parts.
    """
    shown = list(_shown(page, document))
    if not shown:
        return page, document
    recognized = recognizes_scans()
    has_text = any(map(_is_running_text, page.blocks))
    blocks: list[Block] = []
    flags: list[Flag] = []
    taken = 0
    for before, part in shown:
        blocks.extend(page.blocks[taken:before])
        taken = before
        if not recognized:
            sentence = f"a part of the report is a picture and may be one of its tables; {RECOGNITION}"
            flags.append(Flag(UNREAD, sentence, part.url))
            continue
        try:
            read = behind(read_page(part), blocks)
        except (NotAReport, Unreadable) as error:
            flags.append(Flag(UNREAD, f"a picture of the report cannot be read: {error.reason.rstrip('.')}", part.url))
            continue
        if not has_text or any(isinstance(block, Table) for block in read.blocks):
            blocks.extend(read.blocks)
            flags.extend(read.flags)
        elif sum(len(_HAN.findall(block.text)) for block in read.blocks if isinstance(block, Paragraph)) > _FEW:
            flags.append(Flag(UNREAD, "the words of a picture that shows no table were left out", part.url))
    blocks.extend(page.blocks[taken:])
    others = tuple(part for part in document.parts if all(part is not one for _, one in shown))
    whole = dataclasses.replace(page, blocks=tuple(blocks), flags=(*page.flags, *flags), pictures=())
    return whole, dataclasses.replace(document, parts=others)


def _shown(page: Page, document: Document) -> Iterator[tuple[int, Document]]:
    """The parts of a document that are pictures of its page, each once, with the number of blocks in front of them."""
    parts = {_key(part.url): part for part in document.parts if is_picture(part)}
    for picture in page.pictures if parts else ():
        for address in picture.addresses:
            part = parts.pop(_key(address, document.url), None)
            if part is not None:
                yield picture.before, part
                break


def _key(address: str, base: str = "") -> str:
    """What is equal for two addresses of one picture, whether it is asked for by http or https."""
    try:
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(base, address))
    except ValueError:
        return address
    return urllib.parse.unquote(parts._replace(scheme="", fragment="").geturl())


def _is_running_text(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.aside and len(block.text) >= _SENTENCE and "。" in block.text
