"""Personal numbers, masked in what is published; every mask has the length of what it hides, so offsets hold."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?<![\dA-Za-z.])1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)


def mask(text: str) -> str:
    """Hides mobile-phone numbers (the last eight digits) and identity-card numbers (all but the region)."""
    text = _IDENTITY.sub(lambda match: match[0][:6] + "*" * 12, text)
    return _MOBILE.sub(lambda match: match[0][:3] + "*" * 8, text)
