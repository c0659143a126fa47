"""The pages of a list that have an address of their own: by the links to them, or by where a pager leads."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.vocabulary import vocabulary

_HAN = re.compile(r"[\u4e00-\u9fff]")


def following(page: PortalPage, asked: str, *, turned: bool = False, number: int | None = None) -> Iterator[str]:
    """Addresses of further pages of the list on this page: the next one, or those that bear numbers.

    Args:
        page: The page.
        asked: Address it was asked for, which may differ from the one that answered.
        turned: Whether it is not the first page itself, which may then be linked by another address (`?page=1`).
        number: Number of the page within its list, from 1; None where it is not known.
    """
    numbered = []
    here = (addresses.key(page.url), addresses.key(asked))

    def is_elsewhere(url: str) -> bool:
        return addresses.key(url) not in here and addresses.host(url) == addresses.host(page.url)

    yield from filter(is_elsewhere, page.turned_to(number))
    for link in page.links:
        if not is_elsewhere(link.url):
            continue
        if vocabulary().next_page.match(link.text) and (_HAN.search(link.text) or _is_same_list(link.url, page.url)):
            yield link.url
        elif _number(link) not in (None, 1 if turned else None) and _is_same_list(link.url, page.url):
            numbered.append(link.url)
    for url in page._values("//link[@rel='next']/@href|//a[@rel='next']/@href"):
        resolved = page.resolve(url)
        if resolved:
            yield resolved
    yield from dict.fromkeys(numbered)


def _number(link: Link) -> int | None:
    match = vocabulary().page_number.match(link.text)
    return int(match[1]) if match else None


def _is_same_list(url: str, other: str) -> bool:
    """Whether two addresses differ in the number of a page and in parameters alone."""
    return bool(_shapes(url) & _shapes(other))


def _shapes(url: str) -> set[str]:
    """Folder of an address, or its program, and what is left of either without the number of a page."""
    path = urllib.parse.urlsplit(url).path
    whole = re.sub(r"\.\w{2,6}$", "", path.rstrip("/"))
    if re.search(r"\.(?:jsp|aspx?|php|do|action)$", path):
        # A program in a folder of many texts: only what bears its own name and a number is a page of the same.
        return {path, re.sub(r"[_-]\d{1,3}$", "", whole)}
    unnumbered = re.sub(r"(?:[/_-](?:page|p)?[/_-]?\d{1,3})$", "", whole)
    return {f"{path.rpartition('/')[0]}/", whole, unnumbered} - {"/", ""}
