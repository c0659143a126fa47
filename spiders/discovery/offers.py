"""Files that a page offers by their names alone: scripts give their links an address, which an interface may tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from spiders.discovery.attachments import attachments, is_file
from spiders.discovery.pages import Link, PortalPage, clicked_codes, fragment
from spiders.discovery.titles import plain
from spiders.discovery.vocabulary import vocabulary
from spiders.scripting.page import PageScripts
from spiders.scripting.world import Answered

_WITHOUT_ADDRESS = (
    "//a[not(@href) or @href = '' or @href = '#' or starts-with(@href, 'javascript:')]"
    "[not(ancestor-or-self::*[contains(@style, 'none')])]"
)


def has_files_without_address(page: PortalPage) -> bool:
    """Whether links of the page say that they offer a file, and lead nowhere."""
    return page.tree is not None and any(
        _offers_file(element) and not any(page.clicked(code, element) for code in clicked_codes(element))
        for element in page.tree.xpath(_WITHOUT_ADDRESS)
    )


def _offers_file(element: HtmlElement) -> bool:
    words = vocabulary()
    label = plain(element.text_content()) or plain(element.get("title") or "")
    named = is_file(Link("", label)) or (element.get("id") is not None and words.file_text.search(label) is not None)
    return named and not words.file_never.search(label)


class Offers:
    """What the scripts of a page make of its links.

    Args:
        page: The page.
        fetched: Scripts that it loads, by their addresses; they come first, since what waits for the page needs them.
        answer: An answer that one of its requests has had.
    """

    def __init__(self, page: PortalPage, fetched: Mapping[str, str], answer: Answered | None = None) -> None:
        self._page = page
        self._whole = dataclasses.replace(page, fetched=fetched)
        codes = [*fetched.values(), *page.codes]
        self._scripts = PageScripts(page.url, page.tree, codes, answer, encoding=page.encoding)

    def files(self) -> Iterator[Link]:
        """The files whose addresses are known."""
        yield from attachments(self._whole)
        for element, address in self._scripts.addressed():
            url = self._page.resolve(address)
            link = self._page.link_at(element, url, "script") if url else None
            if link and is_file(link):
                yield link
        for link in fragment(self._page.base, "".join(self._scripts.effects.markup)):
            if is_file(link):
                yield link

    def question(self) -> str | None:
        """What the page asks an interface of files, to give its links an address."""
        words = vocabulary()
        for asked in self._scripts.effects.requests:
            url = self._page.resolve(asked.address)
            if (
                url
                and asked.method == "GET"
                and not asked.unknown
                and words.file_address.search(asked.url.lower())
                and not words.avoid.search(url.lower())
            ):
                return url
        return None
