"""The pages of a list, by the links that it gives to them."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import Link, Page
from spiders.discovery.vocabulary import vocabulary


def following(page: Page, asked: str) -> Iterator[str]:
    """Addresses of further pages of the list on this page: the next one, or those that bear numbers.

    Args:
        page: The page.
        asked: Address it was asked for, which may differ from the one that answered.
    """
    numbered = []
    for link in page.links:
        if not _is_same_list(link.url, page.url) and not _is_same_list(link.url, asked):
            continue
        if vocabulary().next_page.match(link.text):
            yield link.url
        elif _number(link) is not None:
            numbered.append(link.url)
    for url in page._values("//link[@rel='next']/@href|//a[@rel='next']/@href"):
        resolved = addresses.resolve(page.base, url)
        if resolved:
            yield resolved
    yield from dict.fromkeys(numbered)


def _number(link: Link) -> int | None:
    match = vocabulary().page_number.match(link.text)
    return int(match[1]) if match else None


def _is_same_list(url: str, other: str) -> bool:
    """Whether two addresses differ in numbers and parameters alone."""
    return url != other and _shape(url) == _shape(other)


def _shape(url: str) -> tuple[str, str]:
    """Host and folder of an address, or its program; where a page's number usually stands is left out."""
    parts = urllib.parse.urlsplit(url)
    folder, _, name = parts.path.rpartition("/")
    if re.search(r"\.(?:jsp|aspx?|php|do|action)$", name):
        return parts.netloc, parts.path
    folder = re.sub(r"/(?:page[/_-]?)?\d{1,3}$", "", folder)
    return parts.netloc, folder
