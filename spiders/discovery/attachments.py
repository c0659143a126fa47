"""Files that a page offers: linked, clicked, shown in a viewer or a frame, or named in a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from knowledge.pictures import ADDRESSES, is_small
from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.titles import plain, years
from spiders.discovery.viewers import names_file, viewed
from spiders.discovery.vocabulary import vocabulary


def attachments(page: PortalPage) -> Iterator[Link]:
    """All files that may hold a report, each once."""
    seen = set()
    for link in _candidates(page):
        identity = addresses.key(link.url)
        if identity not in seen:
            seen.add(identity)
            yield link


def _candidates(page: PortalPage) -> Iterator[Link]:
    for link in page.links:
        if is_file(link):
            yield link
    for link in page.frames:
        if addresses.suffix(link.url) in vocabulary().file_suffixes:
            yield link
    if page.tree is not None:
        for source in page.tree.xpath("//embed/@src|//object/@data|//param[@name='src' or @name='url']/@value"):
            yield from _named(page, str(source), "frame")
        for element in page.tree.xpath("//*[@*[starts-with(name(), 'data-')]]"):
            for name, value in element.attrib.items():
                if str(name).startswith("data-"):
                    yield from _named(page, str(value), "frame")
    for name in files_named(page.scripts, sorted(vocabulary().file_suffixes)):
        yield from _named(page, name, "script")
    for effects in page.effects:
        for text in effects.texts:
            yield from _named(page, text, "script")


def _named(page: PortalPage, address: str, origin: str) -> Iterator[Link]:
    """The file that an address names, or shows in a viewer."""
    shown = viewed(page.base, address)
    url = shown or (page.resolve(address) if names_file(address) else None)
    if url and not re.search(r"[\s<>]", address.strip()):
        yield Link(url, "", origin=origin)


def annexes(page: PortalPage, text: str) -> Iterator[Link]:
    """Pages that hold tables of a report, by the words of their links: those that name its year, or none.

    Args:
        page: The report's page.
        text: Words of the link that led to it.
    """
    words = vocabulary()
    own = years(f"{plain(page.title)} {text}")
    for link in page.links:
        named = years(link.label)
        if (
            words.annex.search(link.label)
            and not words.file_never.search(link.label)
            and not words.avoid.search(link.url.lower())
            and addresses.suffix(link.url) not in words.avoid_suffixes
            and (not named or not own or named & own)
        ):
            yield link


def pictures(page: PortalPage) -> Iterator[Link]:
    """Pictures of a page that may show what it says, a few at most: none of its furniture, and none that is small."""
    if page.tree is None:
        return
    words, seen = vocabulary(), set()
    for element in page.tree.iter("img"):
        sources = (element.get(name) or "" for name in ADDRESSES)
        named = [url for url in (page.resolve(source) for source in sources if source) if url]
        url = next((url for url in reversed(named) if addresses.suffix(url) in words.picture_suffixes), None)
        if url is None or url in seen or words.picture_never.search(url.lower()) or is_small(element.attrib):
            continue
        if not any(words.outside.search(_names(ancestor)) for ancestor in (element, *element.iterancestors())):
            seen.add(url)
            yield Link(url, plain(element.get("alt") or ""), origin="frame")
        if len(seen) >= words.bounds.pictures:
            return


def _names(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''} {element.get('id') or ''}".lower()


def is_file(link: Link) -> bool:
    """Whether a link offers a file that may be a report."""
    words = vocabulary()
    label = link.text or link.context
    if words.file_never.search(label):
        return False
    if addresses.suffix(link.url) in words.file_suffixes:
        return True
    if addresses.suffix(link.url) in words.avoid_suffixes:
        return False
    named = re.search(rf"\.(?:{'|'.join(words.file_suffixes)})\b", label) is not None
    return named or (words.file_address.search(link.url.lower()) is not None and bool(words.file_text.search(label)))


def files_named(code: str, suffixes: Iterable[str]) -> Iterator[str]:
    """Files that strings of a script name."""
    pattern = rf"['\"]([^'\"\s<>]{{1,500}}\.(?:{'|'.join(suffixes)})(?:\?[^'\"\s<>]{{0,500}})?)['\"]"
    for match in re.finditer(pattern, code, re.IGNORECASE):
        yield match[1].replace("\\/", "/")
