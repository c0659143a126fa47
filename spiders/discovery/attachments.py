"""Files that a page offers: linked, clicked, shown in a viewer or a frame, or named in a script."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage, files_named
from spiders.discovery.titles import plain
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
        target = viewed(link.url)
        if target or is_file(link):
            yield Link(target or link.url, link.text, link.context, link.dated, link.origin)
    for link in page.frames:
        target = viewed(link.url)
        if target or addresses.suffix(link.url) in vocabulary().file_suffixes:
            yield Link(target or link.url, link.text, origin="frame")
    if page.tree is not None:
        for source in page.tree.xpath("//embed/@src|//object/@data|//param[@name='src' or @name='url']/@value"):
            url = addresses.resolve(page.base, str(source))
            if url and (viewed(url) or addresses.suffix(url) in vocabulary().file_suffixes):
                yield Link(viewed(url) or url, "", origin="frame")
    for name in files_named(page.scripts, sorted(vocabulary().file_suffixes)):
        url = addresses.resolve(page.base, name)
        if url:
            yield Link(viewed(url) or url, "", origin="script")


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


def viewed(url: str) -> str | None:
    """The file that an address shows in a viewer (`viewer.html?file=/a.pdf`), or None."""
    parts = urllib.parse.urlsplit(url)
    if addresses.suffix(parts._replace(query="").geturl()) in vocabulary().file_suffixes:
        return None
    for name, value in urllib.parse.parse_qsl(parts.query):
        ends = re.search(r"\.([a-z0-9]{2,5})(?:[?#].*)?$", plain(value))
        if name.lower() in vocabulary().file_viewer and ends and ends[1] in vocabulary().file_suffixes:
            return addresses.resolve(url, value) if "/" in value else None
    return None
