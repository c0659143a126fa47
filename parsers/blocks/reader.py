"""A document of any media type to the blocks it holds."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence

from knowledge.settings import recognizes_scans
from parsers.blocks.answers import read_answer
from parsers.blocks.archives import base_name, files_of_zip, page_of_web_archive
from parsers.blocks.doc import read_doc
from parsers.blocks.html import read_html
from parsers.blocks.pdf.document import read_pdf
from parsers.blocks.plain import read_plain_text
from parsers.blocks.rtf import read_rtf
from parsers.blocks.word import read_docx, read_word_xml
from parsers.decode import media
from parsers.decode.decoding import decode
from parsers.errors import RECOGNITION, NotAReport, Unreadable
from parsers.model import Block, Document, Page
from parsers.scans.reading import read_picture

LARGEST = 50_000_000
"""Bytes of a document; the largest report known, a scan, has 12 million."""

_INLINE_PICTURE = re.compile(rb"data:[\w/+.;=-]{0,80};base64,[A-Za-z0-9+/=\s]{200,}", re.ASCII)
"""A picture that stands in the markup itself: it has no words, and may be longer than any page."""
_NAMED = 5
"""Most files that a reason names."""
_BINARY_READERS: Mapping[str, Callable[[bytes], Page]] = {
    media.PDF: read_pdf,
    media.WORD_XML: read_word_xml,
    media.DOC: read_doc,
    media.RTF: read_rtf,
}
_TRIMMINGS = (".css", ".js", ".json", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".ico", ".svg")
_TEXT_TYPES = (media.HTML, media.TEXT, media.JSON, "application/xml")
_READABLE = (*_BINARY_READERS, *_TEXT_TYPES, media.DOCX, media.WEB_ARCHIVE)


def read_page(document: Document) -> Page:
    """Reads a document by what its bytes are; an archive with one file that can be read as that file.

    Raises:
        NotAReport: The bytes are of a kind that no report comes in.
        Unreadable: They are of a kind that reports come in, and damaged or protected.
    """
    content = document.content
    media_type = media.sniff(content)
    if media_type == media.EMPTY:
        raise NotAReport("The document is empty: it has no bytes, or only spaces.")
    if len(content) > LARGEST:
        raise NotAReport(f"The document has {len(content)} bytes, more than any report.")
    if media_type == media.PROTECTED:
        raise Unreadable("The Office file is protected by a password.")
    if media_type == media.ZIP:
        return dataclasses.replace(_read_archive(document), media_type=media_type)
    if media_type == media.WEB_ARCHIVE:
        return _read_text(page_of_web_archive(content), media_type)
    if media_type == media.DOCX:
        return read_docx(content, _read_chunk)
    if media_type in _BINARY_READERS:
        return _BINARY_READERS[media_type](content)
    if media_type in media.PICTURES and recognizes_scans():
        return read_picture(content, media_type)
    if media_type not in _TEXT_TYPES:
        kind = media.KINDS.get(media_type, "a file")
        hint = f"; {RECOGNITION}" if media_type in media.PICTURES else ""
        raise NotAReport(f"The document is of the type {media_type}: {kind} whose content is not read{hint}.")
    return _read_text(content, media_type)


def _read_text(content: bytes, media_type: str) -> Page:
    """Reads plain text, a page of markup, or the text of an interface's answer."""
    decoded = decode(content if media_type == media.TEXT else _INLINE_PICTURE.sub(b"data:", content))
    if media_type == media.TEXT:
        page = Page(blocks=read_plain_text(decoded.text, keep_indents=True), media_type=media_type)
    else:
        page = (read_answer if media_type == media.JSON else read_html)(decoded.text)
    if media_type in (media.WEB_ARCHIVE, media.JSON):
        page = dataclasses.replace(page, media_type=media_type)
    flags = (*decoded.flags, *page.flags)
    return dataclasses.replace(page, encoding=decoded.encoding, repairs=decoded.repairs, flags=flags)


def readable_files(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Those of some files that may hold text: archives, pictures and programs do not."""
    return [(name, content) for name, content in files if media.sniff(content) in _READABLE and not is_trimming(name)]


def is_trimming(name: str) -> bool:
    """Whether a file only serves to show another one: its pictures, scripts and styles."""
    return name.lower().endswith(_TRIMMINGS)


def _read_archive(document: Document) -> Page:
    """Reads the only readable file of an archive."""
    files = files_of_zip(document.content)
    readable = readable_files(files)
    if len(readable) != 1:
        what = f"{len(readable)} files, not one report" if readable else "no file whose text can be read"
        names = ", ".join(base_name(name) for name, _ in (readable or files)[:_NAMED])
        raise NotAReport(f"The ZIP archive holds {what}: {names}" if names else "The ZIP archive is empty.")
    return read_page(dataclasses.replace(document, content=readable[0][1]))


def _read_chunk(content: bytes) -> Sequence[Block]:
    """Reads a page that stands in a Word file as a part of its text; other kinds are not nested in each other."""
    media_type = media.sniff(content)
    if media_type in (media.WEB_ARCHIVE, media.HTML):
        return read_page(Document(content=content)).blocks
    return read_plain_text(decode(content).text) if media_type == media.TEXT else ()
