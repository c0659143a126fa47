"""What some bytes are, by the bytes themselves: neither a suffix nor a header is believed."""

from __future__ import annotations

import io
import re
import zipfile

HTML = "text/html"
TEXT = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
EMPTY = "application/x-empty"
BINARY = "application/octet-stream"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
    (b"ID3", "audio/mpeg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|meta|title|table|div|p|span|br|h[1-6]|ul|script|font|center|section)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(rb"PK\x03\x04.{26}((?:word/document|xl/workbook)\.xml)", re.DOTALL)
"""Names in the headers of a ZIP archive's files (APPNOTE.TXT 4.3.7)."""
_XML = re.compile(rb"\s*<\?xml\b")
_HEAD = 4096
_PRINTABLE_BMP = 64


def sniff(content: bytes) -> str:
    """The media type of some bytes; `text/plain` for whatever may be text."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        return EMPTY
    if content.startswith(_OLE):
        return DOC if _WORD_STREAM in content[: 1 << 20] else "application/x-ole-storage"
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    if b"%PDF-" in content[:1024]:
        return PDF
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature) and (len(signature) > 2 or not content[:_PRINTABLE_BMP].isascii()):
            return media_type
    # In UTF-16 every other byte of markup is zero.
    head = content[:_HEAD].replace(b"\x00", b"")
    if _MARKUP.search(head):
        return HTML
    if _XML.match(head):
        return "application/xml"
    return HTML if _MARKUP.search(content) and content.count(b"</") > 2 else TEXT


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        # Without its directory, an archive still names each file in front of its content: a cut Word file is a damaged
        # report, as its reader will tell, and not an archive that nobody needs to look at.
        names = {name.decode() for name in _NAMES.findall(content)}
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "application/zip"
