"""Kaipu UCAP (开普): pages that mark their parts with elements of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.titles import plain
from spiders.families.base import Step, System


class Ucap(System):
    """`<ucaptitle>` and `<ucapcontent>`; lists may carry the address of a row on the row and not on a link."""

    name: ClassVar[str] = "ucap"
    label: ClassVar[str] = "Kaipu UCAP"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return "<ucap" in page.text.lower()

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if page.tree is None:
            return
        for row in page.tree.xpath(
            "//*[self::li or self::tr or self::div or self::ucaptitle][@data-url or @data-href or @url]"
        ):
            url = page.resolve(row.get("data-url") or row.get("data-href") or row.get("url"))
            if url:
                yield Link(url, plain(row.get("title") or row.text_content()), origin="record")
