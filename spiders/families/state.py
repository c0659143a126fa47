"""Lists whose rows lie in the page as data: in a script's list of objects, or in JSON."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, ClassVar

from spiders.discovery.pages import Link, PortalPage
from spiders.families.answers import links_of
from spiders.families.base import Step, System
from spiders.scripting import notation

_TITLED = re.compile(r"(?:title|name|subject|caption|bt)(?:\\*[\"']|&quot;)?\s*:", re.IGNORECASE)


class PageState(System):
    """`window.__STATE__ = {…}`, `var list = [{title: …, url: …}]` and `<script type="application/json">`."""

    name: ClassVar[str] = "page_state"
    label: ClassVar[str] = "rows as data in the page"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return _TITLED.search(page.text) is not None and next(cls._rows(page), None) is not None

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        yield from self._rows(page)

    @classmethod
    def _rows(cls, page: PortalPage) -> Iterator[Link]:
        for value in _values(page):
            for link in links_of(value, page.base):
                # What lies in a page may as well be its menu: only a year makes a row of it.
                yield dataclasses.replace(link, dated=False)


def _values(page: PortalPage) -> Iterator[Any]:
    if page.effects:
        yield from page.scripting.values
    if page.tree is None:
        return
    held = "//script[contains(@type, 'json')]/text()|//@*[starts-with(., '[{') or starts-with(., '{\"')]"
    for text in page.tree.xpath(held):
        yield notation.read(text)
