"""Pictures of a page: which belong to its main content, and where they stand between its blocks."""

from __future__ import annotations

import itertools
import urllib.parse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from knowledge.pictures import ADDRESSES
from parsers.blocks.html.tree import Element
from parsers.model import Picture


class Placed(NamedTuple):
    """A picture, and the number of pieces of the page in front of it."""

    element: Element
    before: int


def in_content(
    pictures: Sequence[Placed],
    main: Element | None,
    within: Sequence[bool],
    in_menus: frozenset[int],
    base: str,
) -> Iterator[Picture]:
    """The pictures in the main content, and those that stand between its pieces or right behind the last of them.

    Args:
        pictures: All pictures of the page that may show words.
        main: The element that holds the main content; None where the page has none.
        within: Of each piece of the page, whether it stands in the main content.
        in_menus: Pieces that are no blocks of the page.
        base: Address that the page resolves its own against, if it declares one.
    """
    first = next((index for index, is_within in enumerate(within) if is_within), 0)
    last = next((index for index in reversed(range(len(within))) if within[index]), 0)
    blocks = [0, *itertools.accumulate(index not in in_menus for index in range(len(within)))]
    for element, before in pictures:
        if main is not None and not element.is_within(main) and not first < before <= last + 1:
            continue
        sources = (element.attributes.get(name) for name in ADDRESSES)
        try:
            addresses = dict.fromkeys(urllib.parse.urljoin(base, source.strip()) for source in sources if source)
        except ValueError:
            continue
        if addresses:
            yield Picture(tuple(addresses), blocks[before])


def base_of(parsed: LexborHTMLParser) -> str:
    """The address that a page declares to resolve its own against; empty without any."""
    declared = parsed.css_first("base[href]")
    return (declared.attributes.get("href") or "").strip() if declared is not None else ""
