"""Bytes to text: the character set by evidence, not by what a header or a tag claims.

Byte-order mark first, then strict UTF-8, then GB 18030 (for whatever calls itself gb2312 or gbk) against Big5,
whichever reads as Chinese that somebody wrote. Text that was read wrongly before it was saved is put back by
`parsers.mojibake`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from parsers.decode.mojibake import GOOD_AS_IT_IS, undo
from parsers.decode.plausibility import plausibility
from parsers.errors import Unreadable
from parsers.model import Decoded, Flag
from parsers.repair.log import RepairLog

LOST = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DOUBLE_BYTE = ("gb18030", "big5hkscs")
_WORST_LOSS = 0.02
"""Share of characters that may be unreadable before a text counts as no text at all."""
_WORST_CONTROL = 0.01
_CHINESE = 0.5
"""Plausibility from which valid UTF-8 is taken as such; pinyin and other Latin letters bring it down."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_UNENCODABLE = re.compile(r"(?<=[\u4e00-\u9fff，、])\?(?=[\u4e00-\u9fff])")


def decode(content: bytes) -> Decoded:
    """Reads bytes as text.

    Raises:
        Unreadable: The bytes are no text in any encoding that Chinese documents come in.
    """
    text, encoding = _read(content)
    if len(_CONTROL.findall(text)) > _WORST_CONTROL * len(text):
        raise Unreadable("The bytes are binary data, not text.")
    log = RepairLog()
    text = undo(text, log)
    if encoding == "big5hkscs":
        text = _with_lost_characters_marked(text, log)
    flags = tuple(_flags(text))
    return Decoded(text, encoding, log.entries(), flags)


def _read(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    if b"\x00" in content[:1000]:
        return _read_without_mark(content)
    utf_8 = _strictly(content, "utf-8")
    if utf_8 and _is_written(utf_8):
        return utf_8, "utf-8"
    candidates = [(text, encoding) for encoding in _DOUBLE_BYTE if (text := _strictly(content, encoding))]
    if utf_8:
        candidates.insert(0, (utf_8, "utf-8"))
    if candidates:
        return max(candidates, key=lambda reading: round(plausibility(undo(reading[0], RepairLog())), 2))
    damaged = [(content.decode(encoding, errors="replace"), encoding) for encoding in ("utf-8", *_DOUBLE_BYTE)]
    text, encoding = max(damaged, key=lambda reading: plausibility(reading[0]))
    if text.count(LOST) > _WORST_LOSS * len(text) + 1:
        raise Unreadable("The bytes are no text in UTF-8, GB 18030, Big5 or UTF-16.")
    return text, encoding


def _strictly(content: bytes, encoding: str) -> str:
    """The text, or an empty string where the bytes are not in this encoding; a cut last character is no obstacle."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return ""


def _is_written(text: str) -> bool:
    """Whether bytes that are valid UTF-8 are meant as such; some make Chinese only otherwise (一一 reads as һһ)."""
    return text.isascii() or plausibility(text) > GOOD_AS_IT_IS or plausibility(undo(text, RepairLog())) > _CHINESE


def _read_without_mark(content: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: every other byte of ASCII is zero."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = content.decode(encoding, errors="replace")
        if LOST not in text and plausibility(text) > 0.9 and len(_CONTROL.findall(text)) == 0:
            return text, encoding
    raise Unreadable("The bytes are binary data, not text.")


def _with_lost_characters_marked(text: str, log: RepairLog) -> str:
    """Big5 lacks many mainland characters; converters wrote ? for them, in the middle of a sentence."""

    def mark(match: re.Match[str]) -> str:
        log.add("unencodable_character", text[match.start() - 1 : match.end() + 1], LOST)
        return LOST

    return _UNENCODABLE.sub(mark, text)


def _flags(text: str) -> Iterator[Flag]:
    lost = text.count(LOST)
    if lost:
        example = text.index(LOST)
        words = re.sub(r"\s+", " ", text[max(0, example - 10) : example + 10])
        yield Flag("lost_characters", f"{lost} characters are lost for good, the first in: {words}", words)
