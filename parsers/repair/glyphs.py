"""Characters that stand for others: private-use glyphs, invisible marks, compatibility forms, full-width digits."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

from knowledge.personal_numbers import mask
from parsers.repair.log import RepairLog

PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

_DECIMAL_POINT = re.compile(r"(?<=[0-9０-９])\ue010(?=[0-9０-９])")
"""Private-use glyph that some portals' editors print as the decimal point (呼和浩特 2014: 98.2%, PM2.5)."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\ue5e5]")
_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f㈠-㈩]")
_LETTERS, _SIGNS = re.compile("[０-９Ａ-Ｚａ-ｚ％]"), re.compile("[＋－．／]")
_FULL_WIDTH = re.compile(rf"{_LETTERS.pattern}|{_SIGNS.pattern}(?=[0-9０-９])")
_ANY = re.compile("|".join(p.pattern for p in (_INVISIBLE, PRIVATE_USE, _COMPATIBILITY, _LETTERS, _SIGNS)))
"""What all of these begin with: as it is one set of characters, it is found much faster than they."""
_FULL_WIDTH_BRACKETS = str.maketrans("()", "（）")


def may_hold_glyphs(text: str) -> bool:
    """Whether a text holds anything that `restore_glyphs` looks for; that of a whole page is asked once."""
    return _ANY.search(text) is not None or _SPACE.search(text) is not None


def restore_glyphs(text: str, log: RepairLog) -> str:
    """Replaces characters that stand for others; of all spaces only U+0020, the ideographic one and tabs remain."""
    if text.isascii():
        return text
    if not _ANY.search(text):
        return _SPACE.sub(" ", text)
    text = _replace(_INVISIBLE, lambda _: "", text, log, "invisible_character")
    text = _replace(_DECIMAL_POINT, lambda _: ".", text, log, "decimal_point_glyph")
    text = _replace(_COMPATIBILITY, _compatible, text, log, "compatibility_character")
    text = _replace(_FULL_WIDTH, _compatible, text, log, "full_width_alphanumeric")
    return _SPACE.sub(" ", text)


def _compatible(character: str) -> str:
    form = unicodedata.normalize("NFKC", character)
    return form.translate(_FULL_WIDTH_BRACKETS) if len(form) == 3 else form


def _replace(pattern: re.Pattern[str], replacement: Callable[[str], str], text: str, log: RepairLog, kind: str) -> str:
    if not pattern.search(text):
        return text
    masked = functools.cache(lambda: mask(text))

    def replace(match: re.Match[str]) -> str:
        after = replacement(match[0])
        if after != match[0]:
            around = masked()[max(0, match.start() - 8) : match.end() + 8]
            log.add(kind, around, around.replace(match[0], after))
        return after

    return pattern.sub(replace, text)
