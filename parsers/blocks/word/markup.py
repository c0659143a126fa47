"""Names of the markup of Word, whichever of its three vocabularies a document is written in."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
    "{http://schemas.microsoft.com/office/word/2003/wordml}",
)
"""Namespaces of the transitional and the strict form (ISO/IEC 29500), and of Word 2003 XML."""
_OTHERS = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}": "m",
    "{http://purl.oclc.org/ooxml/officeDocument/math}": "m",
    "{http://schemas.microsoft.com/aml/2001/core}": "aml",
    "{http://schemas.microsoft.com/office/word/2003/auxHint}": "wx",
    "{urn:schemas-microsoft-com:vml}": "v",
}
_OFF = ("0", "false", "off", "none")


def name_of(element: Element) -> str:
    """The name of an element: alone for Word's own, with a short prefix for others that matter, else empty."""
    return _name(element.tag)


@functools.lru_cache(maxsize=4096)
def _name(tag: object) -> str:
    # Entities and instructions have functions for tags.
    space, bracket, name = str(tag).rpartition("}")
    space += bracket
    if space in _WORD:
        return name
    prefix = _OTHERS.get(space)
    return f"{prefix}:{name}" if prefix else ""


def value(element: Element | None, attribute: str = "val") -> str | None:
    """An attribute of an element, in whatever namespace it stands; None where it is missing."""
    if element is None:
        return None
    for name, text in element.attrib.items():
        if _without_space(name) == attribute:
            return str(text)
    return None


@functools.lru_cache(maxsize=4096)
def _without_space(name: object) -> str:
    return str(name).rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of a child of … with these names."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """All children of a name."""
    return (inner for inner in (element if element is not None else ()) if name_of(inner) == name)


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether a property is switched on; None where it is not mentioned."""
    found = child(properties, name)
    return None if found is None else (value(found) or "on").lower() not in _OFF


def number(element: Element | None, attribute: str = "val") -> int | None:
    """An attribute as a whole number; None where it is none."""
    text = value(element, attribute)
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None
