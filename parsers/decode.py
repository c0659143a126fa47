"""Bytes to text: the character set by evidence, not by what a header or a tag claims."""

from __future__ import annotations

import codecs

from parsers.errors import Unreadable
from parsers.model import Decoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5")


def decode(content: bytes) -> Decoded:
    """Reads bytes as text: byte-order mark, strict UTF-8, GB18030 (for all that calls itself gb2312), Big5.

    Raises:
        Unreadable: The bytes are text in none of these.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    for encoding in _CANDIDATES:
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("The bytes are no text in UTF-8, GB18030, Big5 or UTF-16.")


def _decoded(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"The byte-order mark says {encoding}, but the bytes are not.") from error
