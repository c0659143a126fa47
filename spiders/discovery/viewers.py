"""Viewers: pages that show a file which their own address names (`viewer.html?file=/a.pdf`, `viewer.html#/a.pdf`)."""

from __future__ import annotations

import re
import urllib.parse

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.vocabulary import vocabulary

_SUFFIX = re.compile(r"\.([a-z0-9]{2,5})(?:[?#&].*)?$", re.IGNORECASE)


def viewed(base: addresses.Base, href: str) -> str | None:
    """The file that an address shows in a viewer, or None for one that shows none.

    Args:
        base: Base of the document that gives it.
        href: The address, as the page gives it: its fragment may be what matters.
    """
    if "?" not in href and "#" not in href:
        return None
    viewer = base.resolve(href)
    if viewer is None:
        return None
    try:
        parts = urllib.parse.urlsplit(href)
    except ValueError:
        return None
    if names_file(parts.path):
        return None
    for name, value in (*queries.fields(parts.query), *queries.fields(parts.fragment)):
        if name.lower() in vocabulary().file_viewer and names_file(value) and "/" in value:
            return addresses.resolve(viewer, queries.as_address(value))
    shown = queries.as_address(queries.unescaped(parts.fragment)).lstrip("!")
    return addresses.resolve(viewer, shown) if "=" not in shown and names_file(shown) else None


def names_file(address: str) -> bool:
    """Whether an address ends in the name of a file that may be a report."""
    match = _SUFFIX.search(address.strip()) if len(address) <= addresses.LONGEST else None
    return match is not None and match[1].lower() in vocabulary().file_suffixes
