"""Bytes to text: the character set by evidence, not by what a header or a tag claims."""

from __future__ import annotations

import codecs
import re

from parsers.errors import Unreadable
from parsers.model import Decoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CANDIDATES = ("utf-8", "gb18030", "big5")


def decode(content: bytes) -> Decoded:
    """Reads bytes as text: byte-order mark, strict UTF-8, GB18030 (for all that calls itself gb2312), Big5.

    Raises:
        Unreadable: The bytes are text in none of these.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    readings = [reading for encoding in _CANDIDATES if (reading := _strictly(content, encoding))]
    if not readings:
        raise Unreadable("The bytes are no text in UTF-8, GB18030, Big5 or UTF-16.")
    # A few Chinese characters in GB18030 can be valid UTF-8, too (一一 reads as һһ): Chinese is what is expected here.
    chinese = [reading for reading in readings if _HAN.search(reading.text)]
    return (chinese or readings)[0]


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _decoded(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"The byte-order mark says {encoding}, but the bytes are not.") from error
