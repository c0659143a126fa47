"""A document of any media type to the blocks it holds."""

from __future__ import annotations

import dataclasses

from parsers.blocks.doc import read_doc
from parsers.blocks.html import read_html
from parsers.blocks.pdf import read_pdf
from parsers.blocks.plain import read_plain_text
from parsers.blocks.word import read_docx
from parsers.decode import media
from parsers.decode.decoding import decode
from parsers.errors import NotAReport
from parsers.model import Document, Page

LARGEST = 50_000_000
"""Bytes of a document; the largest report known, a scan, has 12 million."""

_BINARY_READERS = {media.PDF: read_pdf, media.DOCX: read_docx, media.DOC: read_doc}


def read_page(document: Document) -> Page:
    """Reads a document by what its bytes are.

    Raises:
        NotAReport: The bytes are of a kind that no report comes in.
        Unreadable: They are of a kind that reports come in, and damaged.
    """
    content = document.content
    media_type = media.sniff(content)
    if media_type == media.EMPTY:
        raise NotAReport("The document is empty: it has no bytes, or only spaces.")
    if len(content) > LARGEST:
        raise NotAReport(f"The document has {len(content)} bytes, more than any report.")
    if media_type in _BINARY_READERS:
        return _BINARY_READERS[media_type](content)
    if media_type not in (media.HTML, media.TEXT, "application/xml"):
        raise NotAReport(f"The document is of the type {media_type}, which no report's text comes in.")
    decoded = decode(content)
    if media_type == media.TEXT:
        page = Page(blocks=read_plain_text(decoded.text), media_type=media.TEXT)
    else:
        page = read_html(decoded.text)
    return dataclasses.replace(page, encoding=decoded.encoding, repairs=decoded.repairs, flags=decoded.flags)
