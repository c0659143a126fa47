"""Files that hold other files: web archives (MHT) and ZIP archives."""

from __future__ import annotations

import email.message
import email.parser
import email.policy
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from parsers.errors import NotAReport, Unreadable, reading

LARGEST = 100_000_000
"""Bytes that the files of an archive may have together, unpacked."""
_MOST_FILES = 500
_UNICODE_NAMES = 0x800
_ENCRYPTED = 0x1
_LEFT_BY_SYSTEMS = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
"""Files that an operating system or an office program leaves in a folder."""
_NUMBERS = re.compile(r"(\d+)")
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?\s+")


def page_of_web_archive(content: bytes) -> bytes:
    """The page in a web archive, without its pictures and the pages that frame it.

    Raises:
        Unreadable: The archive is damaged, or holds no page.
    """
    with reading("web archive"):
        parser = email.parser.BytesParser(policy=email.policy.compat32)
        message: email.message.Message = parser.parsebytes(_HEAD.sub(b"", content))
        pages = [
            page
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
            and isinstance(page := part.get_payload(decode=True), bytes)
        ]
        if not any(map(bytes.strip, pages)):
            raise Unreadable("The web archive holds no page.")
        # What frames the page, such as its header in pages of Word, is shorter than the page.
        return max(pages, key=len)


def files_of_zip(content: bytes) -> list[tuple[str, bytes]]:
    """The files in a ZIP archive with their names, in the order of a folder that a person sees: 2 before 10.

    Raises:
        NotAReport: It holds more than any archive of a report.
        Unreadable: It is damaged or protected by a password.
    """
    with reading("ZIP archive"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [
            (name, entry)
            for entry in archive.infolist()
            if not entry.is_dir() and not _LEFT_BY_SYSTEMS.search(name := _name(entry))
        ]
        unpacked = sum(entry.file_size for _, entry in entries)
        if len(entries) > _MOST_FILES or unpacked > LARGEST:
            raise NotAReport(f"The ZIP archive holds {len(entries)} files of {unpacked} bytes, more than any report.")
        if any(entry.flag_bits & _ENCRYPTED for _, entry in entries):
            raise Unreadable("The ZIP archive is protected by a password.")
        return [(name, archive.read(entry)) for name, entry in sorted(entries, key=lambda item: list(_key(item[0])))]


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a file; Windows in China writes names in its own code page and does not say so."""
    if entry.flag_bits & _UNICODE_NAMES or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _key(name: str) -> Iterator[tuple[int, str]]:
    """What orders names as a person counts."""
    for piece in _NUMBERS.split(name):
        yield (int(piece[:9]), "") if piece.isdecimal() else (-1, piece)


def base_name(name: str) -> str:
    """The name of a file without its folders."""
    return posixpath.basename(name.replace("\\", "/")) or name
