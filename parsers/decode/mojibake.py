"""Text that was read in the wrong encoding and saved again, put back where that can be proved.

The proof is a round trip: encoded as it was wrongly read and decoded as it should have been, the text must become
markedly better Chinese. What was lost on the way becomes U+FFFD, one for each character; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parsers.decode.plausibility import plausibility
from parsers.repair.log import RepairLog

LOST = "\ufffd"

_SAMPLE = 20_000
_MOST_MARKS = 100
"""Question marks in a stretch without other ASCII beyond which they are not lost halves of characters."""
_BETTER = 0.15
GOOD_AS_IT_IS = 1 - _BETTER
"""Plausibility from which no other reading can be markedly better."""
_GOOD = 0.85
_WIDE_SHARE = 0.05
_CP1252 = {
    bytes([code]).decode("cp1252"): bytes([code])
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Characters beyond Latin-1 that cp1252 puts on bytes which Latin-1 leaves to control codes."""


def undo(text: str, log: RepairLog) -> str:
    """Undoes wrong readings, at most two on top of each other."""
    sample = text[:_SAMPLE]
    before = plausibility(sample)
    if before > GOOD_AS_IT_IS or _n_wide(sample) < _WIDE_SHARE * len(sample):
        return text
    once = dict(_rereadings((), sample))
    chains = once | {kinds: again for first, reading in once.items() for kinds, again in _rereadings(first, reading)}
    if not chains:
        return text
    best = max(chains, key=lambda kinds: (plausibility(chains[kinds]), -len(kinds)))
    after = plausibility(chains[best])
    if after < max(_GOOD, before + _BETTER):
        return text
    reread: str | None = text
    for kind in best:
        reread = WAYS[kind](reread) if reread is not None else None
    if reread is None:
        return text
    log.add(", then ".join(best), text, reread, _n_wide(text))
    return reread


def _n_wide(text: str) -> int:
    """Characters beyond ASCII."""
    return sum(character > "\x7f" for character in text)


def _rereadings(kinds: tuple[str, ...], text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for kind, reread in WAYS.items():
        reading = reread(text)
        if reading is not None and reading != text:
            yield (*kinds, kind), reading


def _utf8_read_as_gbk(text: str) -> str | None:
    """鏀垮簻 for 政府. A U+FFFD stands for a byte that the wrong reading had no partner for."""
    parts: list[bytes] = []
    for character in text:
        if character == LOST:
            parts.append(b"\xff")
        elif character == "€":
            parts.append(b"\x80")
        else:
            encoded = character.encode("gb18030", errors="ignore")
            if not encoded or len(encoded) > 2:
                return None
            parts.append(encoded)
    return _decode_utf8(b"".join(parts))


def _utf8_read_as_latin1(text: str) -> str | None:
    """æ”¿åºœ for 政府."""
    encoded = _narrow(text, lost=b"\xff")
    return _decode_utf8(encoded) if encoded is not None else None


_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x00-\x7f]+")


def _decode_utf8(encoded: bytes) -> str:
    """Decodes UTF-8; bytes between two whole characters are one lost character, whose last byte was a U+FFFD."""
    parts: list[str] = []
    end = 0
    for match in _SEQUENCE.finditer(encoded):
        if match.start() > end:
            parts.append(LOST)
        parts.append(match[0].decode("utf-8", errors="replace"))
        end = match.end()
    if end < len(encoded):
        parts.append(LOST)
    return "".join(parts)


_RUN = re.compile(rb"\??[\x80-\xff][\x40-\x7e\x80-\xff?]*")


def _gbk_read_as_latin1(text: str) -> str | None:
    """Õþ¸® for 政府. Where a converter wrote ? for half a character, that character alone is lost."""
    encoded = _narrow(text, lost=b"?")
    if encoded is None:
        return None
    return _RUN.sub(lambda match: _decode_gbk(match[0]).encode(), encoded).decode("utf-8", errors="replace")


def _decode_gbk(run: bytes) -> str:
    """Decodes a stretch between ASCII characters, with each ? read in the way that gives the best Chinese.

    A ? may be a question mark, or the lost second half of the character before it, or the lost first half of the one
    after it, whose other half would shift all that follows.
    """
    left, *others = run.split(b"?")
    if len(others) > _MOST_MARKS:
        return _replaced(run)
    done = ""
    for right in others:
        readings = {
            (left, "?", right): _replaced(left) + _replaced(right),
            (left[:-1], LOST, right): _replaced(left[:-1]) + _replaced(right),
            (left, LOST, right[1:]): _replaced(left) + _replaced(right[1:]),
        }
        left, mark, following = max(readings, key=lambda way: (plausibility(readings[way]), way[1] == "?"))
        done += _replaced(left) + mark
        left = following
    return done + _replaced(left)


def _replaced(run: bytes) -> str:
    return run.decode("gb18030", errors="replace")


def _narrow(text: str, lost: bytes) -> bytes | None:
    """The bytes that Latin-1 or cp1252 read as this text; None if no byte stands for one of its characters.

    Args:
        text: The wrongly read text.
        lost: What to write for a character that is lost already.
    """
    parts = []
    for character in text:
        code = ord(character)
        narrow = bytes([code]) if code < 0x100 else lost if character == LOST else _CP1252.get(character)
        if narrow is None:
            return None
        parts.append(narrow)
    return b"".join(parts)


WAYS: dict[str, Callable[[str], str | None]] = {
    "utf8_read_as_gbk": _utf8_read_as_gbk,
    "utf8_read_as_latin1": _utf8_read_as_latin1,
    "gbk_read_as_latin1": _gbk_read_as_latin1,
}
