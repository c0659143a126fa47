"""TRS WCM (拓尔思): lists of static pages whose pager is written by a script."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from typing import Any, ClassVar

from spiders.discovery.pages import PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Step, System
from spiders.scripting.values import text_of, whole_number

_CALL = re.compile(r"(?<!function )\bcreatePageHTML\s*\(")
_INLINE_TOTAL = re.compile(r"\bcountPage\s*=\s*(\d{1,9})(?!\d)")
_INLINE_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d{1,9})(?!\d)")
_INLINE_SUFFIX = re.compile(r"[\"']index[^;\n]{0,80}?\b(s?html?|jhtml)\b")
_NUMBER = re.compile(r"_(\d{1,4})\.\w{2,6}$")
_SET_PAGE = re.compile(r"\.pagination\(\s*['\"]setPage['\"]\s*,\s*(\d{1,9})\s*(?:,\s*(\d{1,9})\s*)?\)")


class Trs(System):
    """`createPageHTML(total, current, name, suffix)`, in the form that counts from 0 and in the one that counts from 1.

    Both name the page after the current one by the number that follows the current one, so that neither has to be told
    from the other but at the end of the list: there, the links of the pager say where the count begins, or the first
    page has said it.
    """

    name: ClassVar[str] = "trs"
    label: ClassVar[str] = "TRS WCM"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        code = page.scripts
        inline = _INLINE_TOTAL.search(code) is not None and _INLINE_CURRENT.search(code) is not None
        return _CALL.search(code) is not None or inline or _SET_PAGE.search(code) is not None

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        told = self._told(page, step)
        if told is None:
            return
        total, current, name, suffix = told
        begins = _begins_at(page, name, suffix)
        first = int(step.data.get("first", current)) if begins is None else begins
        following = current + 1
        if following > total - 1 + first:
            return
        url = page.resolve(f"{name}_{following}.{suffix}")
        after = page.resolve(f"{name}_{following + 1}.{suffix}")
        if url and after:
            settled: dict[str, Any] = {"family": "", "data": {**step.data, "first": first}}
            # Where the first page is a shell, some sites have no page of the number after it, but those that follow.
            skipping = self.continued(step, after, **settled) if following == first + 1 < total else None
            yield self.continued(step, url, otherwise=skipping, **settled)

    def _told(self, page: PortalPage, step: Step) -> tuple[int, int, str, str] | None:
        """Number of pages, number of this one, and the name and suffix of all of them."""
        calls = [given for effects in page.effects for name, given in effects.calls if name == "createPageHTML"]
        for call in calls:
            values = [text_of(argument) or "" for argument in call]
            if values and whole_number(values[0]) is None:
                values.pop(0)
            total, current, name, suffix = (*values, "", "", "", "")[:4]
            pages, shown = whole_number(total), whole_number(current)
            if pages is not None and shown is not None and name and suffix:
                return pages, shown, name, suffix.lstrip(".")
        inline, here = _INLINE_TOTAL.search(page.scripts), _INLINE_CURRENT.search(page.scripts)
        if inline and here:
            written = _INLINE_SUFFIX.search(page.scripts)
            return int(inline[1]), int(here[1]), "index", written[1] if written else _suffix(page.url)
        declared = _SET_PAGE.search(page.scripts)
        if declared:
            # The declared total may be too high; pages beyond the last answer 404, which ends the list.
            highest = max(int(number) for number in declared.groups() if number)
            return highest, step.list_page, "index", _suffix(page.url)
        return None


def _begins_at(page: PortalPage, name: str, suffix: str) -> int | None:
    """Number of the first page of a list, 0 or 1, by the links that its pager writes; None where it is not told.

    Args:
        page: A page of the list.
        name: Name of all its pages.
        suffix: Suffix of all its pages.
    """
    for link in page.links:
        shown = vocabulary().page_number.match(link.text)
        told = _NUMBER.search(link.url) if shown and int(shown[1]) > 1 else None
        if shown and told and link.url == page.resolve(f"{name}_{told[1]}.{suffix}"):
            begins = int(told[1]) - int(shown[1]) + 1
            if begins in (0, 1):
                return begins
    return None


def _suffix(url: str) -> str:
    """Suffix of a list's pages, by that of the page itself."""
    name = urllib.parse.urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2] if "." in name else "html"
