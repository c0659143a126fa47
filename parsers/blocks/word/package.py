"""The parts of a Word document, found by their relationships: their names are free (ISO/IEC 29500-2)."""

from __future__ import annotations

import dataclasses
import io
import posixpath
import re
import zipfile
from collections.abc import Callable

from lxml import etree

from parsers.blocks.word.markup import Element, name_of
from parsers.errors import Unreadable

LARGEST = 100_000_000
"""Bytes that a document may have unpacked; the largest report known has 3 million."""
_USUAL = "word/document.xml"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_PICTURES = re.compile(rb"<((?:\w+:)?(?:binData|binaryData|docOleData))\b[^>]*>[^<]*</\1>")
"""Pictures in an XML file; they have no words, and may be larger than what a parser takes for a text."""


@dataclasses.dataclass(frozen=True, slots=True)
class Package:
    """A document and the parts that tell how to read it.

    Attributes:
        main: The document itself.
        related: Its related parts, by the last word of their relationship (styles, numbering, footnotes).
        embedded: Bytes of parts that are documents of their own, by the id of their relationship.
    """

    main: Element
    related: dict[str, Element]
    embedded: dict[str, bytes]


def open_package(content: bytes) -> Package:
    """Opens a package (.docx, .docm, .dotx, .dotm).

    Raises:
        Unreadable: It would unpack to more than any document holds, or has no document in it.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in archive.infolist()}
        unpacked = sum(entry.file_size for entry in entries.values())
        if unpacked > LARGEST:
            raise Unreadable(f"The Word file unpacks to {unpacked} bytes, more than any document holds.")

        def read(name: str) -> bytes | None:
            entry = entries.get(name.lower())
            return archive.read(entry) if entry else None

        def part(name: str) -> Element | None:
            content = read(name)
            return None if content is None else _parsed(content)

        return _package(part, read)


def open_xml(content: bytes) -> Package:
    """Opens a document that is one XML file: Word 2003 XML, or a package written as one file (Flat OPC)."""
    if content.startswith(_UTF_16):
        content = _DECLARATION.sub(b"", content.decode("utf-16", errors="replace").encode())
    root = _parsed(_PICTURES.sub(b"", content))
    if not str(root.tag).startswith(_PACKAGE):
        return _of_word_2003(root)
    parts = {
        (part.get(f"{_PACKAGE}name") or "").lstrip("/").lower(): data[0]
        for part in root.iter(f"{_PACKAGE}part")
        for data in part.iter(f"{_PACKAGE}xmlData")
        if len(data)
    }
    return _package(lambda name: parts.get(name.lower()), lambda _: None)


def _of_word_2003(root: Element) -> Package:
    body = next((inner for inner in root if name_of(inner) == "body"), None)
    if body is None:
        raise Unreadable("The Word file holds no document.")
    return Package(body, {name_of(inner): inner for inner in root if name_of(inner) == "styles"}, {})


def _package(part: Callable[[str], Element | None], read: Callable[[str], bytes | None]) -> Package:
    first = _relationships(part("_rels/.rels"), "")
    main_name = next((target for _, kind, target in first if kind == "officeDocument"), _USUAL)
    main = part(main_name)
    body = next((inner for inner in main if name_of(inner) == "body"), None) if main is not None else None
    if body is None:
        raise Unreadable("The Word file holds no document.")
    folder, _, name = main_name.rpartition("/")
    relationships = _relationships(part(posixpath.join(folder, "_rels", f"{name}.rels")), folder)
    related: dict[str, Element] = {}
    embedded: dict[str, bytes] = {}
    for identifier, kind, target in relationships:
        if kind in ("styles", "numbering", "footnotes", "endnotes"):
            root = part(target)
            if root is not None:
                related[kind] = root
        elif kind == "aFChunk" and (data := read(target)):
            embedded[identifier] = data
    return Package(body, related, embedded)


def _relationships(root: Element | None, folder: str) -> list[tuple[str, str, str]]:
    """Id, kind and target of each relationship; targets are names of parts."""
    return [
        (
            element.get("Id") or "",
            (element.get("Type") or "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/"),
        )
        for element in (root if root is not None else ())
        if isinstance(element.tag, str) and element.get("TargetMode") != "External"
    ]


def _parsed(content: bytes) -> Element:
    """A part as a tree; entities stay unresolved, so that none can grow or name another file."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"The Word file is damaged: its markup cannot be read from line {error.lineno} on.") from error
