"""Guangdong's catalogue of public information (政府信息公开目录管理平台, `/gkmlpt/`): a tree and an interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.titles import plain
from spiders.families.answers import Answer
from spiders.families.base import Step, System

_SITE = re.compile(r"\bSID['\"]?\s*:\s*['\"]?(\d+)")
_NODE = re.compile(
    r"['\"]?\bid['\"]?\s*:\s*['\"]?(?P<id>\d+)['\"]?[^{}\[\]]{0,300}?['\"]?\b(?:name|title)['\"]?\s*:\s*['\"](?P<name>[^'\"]+)"
)
_NODE_NAME_FIRST = re.compile(
    r"['\"]?\b(?:name|title)['\"]?\s*:\s*['\"](?P<name>[^'\"]+)['\"][^{}\[\]]{0,300}?['\"]?\bid['\"]?\s*:\s*['\"]?(?P<id>\d+)"
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class Gkmlpt(System):
    """The page holds the tree of columns (`window._CONFIG`); `/gkmlpt/api/all/<column>` holds their articles."""

    name: ClassVar[str] = "gkmlpt"
    label: ClassVar[str] = "Guangdong gkmlpt"
    names_columns: ClassVar[bool] = True

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return "_CONFIG" in page.text and _SITE.search(page.text) is not None and "TREE" in page.text

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if "prefix" in step.data:
            yield from Answer(page, step.data["base"]).links()

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if "prefix" in step.data:
            answer = Answer(page, step.data["base"])
            shown = answer.rows + int(step.data["shown"])
            total = answer.total or _counted(answer)
            if answer.rows and (total is None or shown < total):
                yield self._ask(step, {**step.data, "shown": shown}, step.list_page + 1)
            return
        site = _SITE.search(page.text)
        prefix = addresses.resolve(page.url, re.sub(r"(/gkmlpt)?/[^/]*$", "", page.url.partition("/gkmlpt")[0]) or "/")
        if site is None or prefix is None:
            return
        for column, agency in self._columns(page).items():
            data = {"prefix": page.url.partition("/gkmlpt")[0].rstrip("/"), "site": site[1], "column": column}
            yield self._ask(step, {**data, "base": page.base, "shown": 0}, 1, agency)

    def _ask(self, step: Step, data: dict[str, object], number: int, agency: str = "") -> Step:
        url = f"{data['prefix']}/gkmlpt/api/all/{data['column']}?page={number}&sid={data['site']}"
        return self.continued(step, url, data=data, list_page=number, column=True, agency=agency)

    def _columns(self, page: PortalPage) -> dict[str, str]:
        """Ids of the tree's columns of annual reports, each with the other body whose they are, if it is one's."""
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), page.text)
        for pattern in (_NODE, _NODE_NAME_FIRST):
            found: dict[str, str] = {}
            for match in pattern.finditer(text):
                verdict = self.column(plain(match["name"]))
                if verdict:
                    found.setdefault(match["id"], verdict.agency)
            if found:
                return found
        return {}


def _counted(answer: Answer) -> int | None:
    """Articles of the column, where an answer only repeats what the tree says of it."""
    column = answer.content.get("classify") if isinstance(answer.content, dict) else None
    count = column.get("post_count") if isinstance(column, dict) else None
    return count if isinstance(count, int) and count > 0 else None
