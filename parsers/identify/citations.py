"""Rules and documents that a report cites by their titles: the bodies and places in these are seldom its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CITED = re.compile(r"《[^》]{1,60}》")


def cited_titles(text: str) -> Sequence[str]:
    """The titles, with their marks (《中华人民共和国政府信息公开条例》)."""
    return _CITED.findall(text)


def without_citations(text: str) -> str:
    """A text without the titles in it."""
    return _CITED.sub("", text)
