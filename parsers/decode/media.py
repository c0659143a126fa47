"""What some bytes are, by the bytes themselves: neither a suffix nor a header is believed."""

from __future__ import annotations

import io
import re
import zipfile

from parsers.errors import Unreadable, reading

HTML = "text/html"
TEXT = "text/plain"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_XML = "application/vnd.ms-word.xml"
DOC = "application/msword"
RTF = "application/rtf"
JSON = "application/json"
WEB_ARCHIVE = "multipart/related"
ZIP = "application/zip"
PROTECTED = "application/vnd.ms-office.encrypted"
EMPTY = "application/x-empty"
BINARY = "application/octet-stream"

OFD = "application/ofd"
EXCEL = "application/vnd.ms-excel"
EXCEL_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWERPOINT = "application/vnd.ms-powerpoint"
POWERPOINT_XML = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
UOF = "application/vnd.uof+xml"
PICTURES = ("image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif")
"""What may be a scan or a picture of a page."""
KINDS = {
    EXCEL: "an Excel workbook",
    EXCEL_XML: "an Excel workbook",
    POWERPOINT: "a PowerPoint presentation",
    POWERPOINT_XML: "a PowerPoint presentation",
    OPEN_DOCUMENT: "an OpenDocument file",
    UOF: "a UOF document",
    OFD: "an OFD file",
    ZIP: "a ZIP archive",
    "application/vnd.rar": "a RAR archive",
    "application/x-7z-compressed": "a 7z archive",
    "application/gzip": "a gzip archive",
    "application/x-ole-storage": "an Office file without text",
    **dict.fromkeys(PICTURES, "a picture"),
}
"""What files are that are told by their bytes and not read."""

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
    (b"{\\rtf", RTF),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
    (b"ID3", "audio/mpeg"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {
    "EncryptedPackage".encode("utf-16-le"): PROTECTED,
    "WordDocument".encode("utf-16-le"): DOC,
    "Workbook".encode("utf-16-le"): EXCEL,
    "PowerPoint Document".encode("utf-16-le"): POWERPOINT,
}
"""Names of streams in a compound file, and what it is where it has one; the first that is found counts."""
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|meta|title|table|div|p|span|br|h[1-6]|ul|script|font|center|section)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(rb"PK\x03\x04.{26}((?:word/document|xl/workbook)\.xml)", re.DOTALL)
"""Names in the headers of a ZIP archive's files (APPNOTE.TXT 4.3.7)."""
_PACKAGES = (
    (re.compile(r"word/"), DOCX),
    (re.compile(r"xl/"), EXCEL_XML),
    (re.compile(r"ppt/"), POWERPOINT_XML),
    (re.compile(r"ofd\.xml$"), OFD),
    (re.compile(r"mimetype$"), OPEN_DOCUMENT),
)
"""How names of files begin that tell what an archive is; the first that is found counts."""
_CONTENT_TYPES = "[content_types].xml"
_WORD_CONTENT = re.compile(rb"(?:wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled\w*)\.main\+xml")
_XML = re.compile(rb"(?:\xff\xfe|\xfe\xff|\xef\xbb\xbf)?\s*<\?xml\b|\s*<(?:w:wordDocument|pkg:package)\b")
_XML_KINDS = (
    (b"http://schemas.microsoft.com/office/word/2003/wordml", WORD_XML),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", WORD_XML),
    (b"urn:schemas-microsoft-com:office:spreadsheet", EXCEL),
    (b"<uof:UOF", UOF),
)
"""Words of the first lines of an XML file that tell what it is; the first that is found counts."""
_WEB_ARCHIVE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*[\w-]+:[^\n]*\n(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?Content-Type:\s*(?:multipart/|text/html)",
    re.IGNORECASE,
)
"""The head of a message (RFC 2557): lines of fields, one of which says that pages follow."""
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"[^\"\n]{0,80}\"\s*:|\[\s*\{\s*\"[^\"\n]{0,80}\"\s*:)")
"""How an object begins, or a list of them: no text of people does."""
_LARGEST_TYPES = 1_000_000
_HEAD = 4096
_PRINTABLE_BMP = 64


def sniff(content: bytes) -> str:
    """The media type of some bytes; `text/plain` for whatever may be text."""
    if not content.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        return EMPTY
    if content.startswith(_OLE):
        # A large file may have its directory at its end.
        found = (media_type for name, media_type in _STREAMS.items() if name in content)
        return next(found, "application/x-ole-storage")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content)
    if b"%PDF-" in content[:1024]:
        return PDF
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature) and (len(signature) > 2 or not content[:_PRINTABLE_BMP].isascii()):
            return media_type
    # In UTF-16 every other byte of markup is zero.
    head = content[:_HEAD].replace(b"\x00", b"")
    if _JSON.match(head):
        return JSON
    if _WEB_ARCHIVE.match(head):
        return WEB_ARCHIVE
    if is_xml := _XML.match(head):
        for words, media_type in _XML_KINDS:
            if words in head:
                return media_type
    if _MARKUP.search(head):
        return HTML
    if is_xml:
        return "application/xml"
    return HTML if _MARKUP.search(content) and content.count(b"</") > 2 else TEXT


def _zipped(content: bytes) -> str:
    try:
        with reading("ZIP archive"), zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = {entry.filename.replace("\\", "/").lower(): entry for entry in archive.infolist()}
            names, types = set(entries), entries.get(_CONTENT_TYPES)
            if types is not None and types.file_size < _LARGEST_TYPES and _WORD_CONTENT.search(archive.read(types)):
                return DOCX
    except Unreadable:
        # Without its directory, an archive still names each file in front of its content: a cut Word file is a damaged
        # report, as its reader will tell, and not an archive that nobody needs to look at.
        names = {name.decode() for name in _NAMES.findall(content)}
    for beginning, media_type in _PACKAGES:
        if any(beginning.match(name) for name in names):
            return media_type
    return ZIP
