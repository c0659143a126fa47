"""A report that is a small site: a page of contents, and a page for each chapter."""

from __future__ import annotations

from knowledge import numbering
from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.vocabulary import vocabulary

_FEWEST = 3


def chapters(page: PortalPage) -> tuple[Link, ...]:
    """The chapters that a page of contents leads to, in order; none where its links are no contents of a report.

    They are numbered one after the other, and at least half of them have names that chapters of reports have. The page
    may be the first chapter itself. Pages of chapters repeat the contents: each address counts once.
    """
    here = addresses.key(page.url)
    found: dict[str, Link] = {}
    number = 0
    for link in page.links:
        identity = addresses.key(link.url)
        ordinal = numbering.ordinal(link.text)
        if ordinal is None or identity in found:
            continue
        if ordinal == number + 1 or (ordinal == 2 and not found):
            number = ordinal
            found[identity] = link
    named = sum(vocabulary().chapter.search(link.text) is not None for link in found.values())
    if len(found) < _FEWEST or 2 * named < len(found):
        return ()
    return tuple(link for identity, link in found.items() if identity != here)
