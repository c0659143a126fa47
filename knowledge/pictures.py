"""Pictures as portals put them on a page: where their addresses stand, and which are too small to show words."""

from __future__ import annotations

import re
from collections.abc import Mapping

ADDRESSES = ("src", "data-src", "data-original", "data-url", "original")
"""Attributes with a picture's address; pages that load pictures late have another picture in the first."""
_SMALL = 150
"""Pixels below which a picture's width or height shows no table and no page of a report."""
_PIXELS = re.compile(r"\s*(\d+)(?:\.\d*)?(?:px)?\s*")
_STYLED_PIXELS = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d+)(?:\.\d*)?px")


def is_small(attributes: Mapping[str, str | None]) -> bool:
    """Whether the attributes of a picture say that it is too small to show words."""
    sizes = [_PIXELS.fullmatch(attributes.get(name) or "") for name in ("width", "height")]
    sizes += _STYLED_PIXELS.finditer(attributes.get("style") or "")
    return any(size is not None and int(size[1][:6]) < _SMALL for size in sizes)
