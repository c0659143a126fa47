"""Hanweb jpaas (大汉): parts of a page that its template leaves empty, and that a program builds (`build/unit`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import lxml.html
from lxml.html import HtmlElement

from spiders import queries
from spiders.discovery.pages import Link, PortalPage
from spiders.families.answers import Answer
from spiders.families.base import Step, System
from spiders.scripting import notation

_PROGRAM = "/front/page/build/unit"
_USUAL_PROGRAM = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_NEEDED = frozenset(("pageId", "tagId"))
_MOST_UNITS = 3
"""Units of one page that are asked for."""
_COUNT = re.compile(r"\b(?:data-)?count=\\?['\"]?(\d{1,9})(?!\d)", re.IGNORECASE)
_ROWS = re.compile(r"\b(?:data-)?(?:rows|pagesize)=\\?['\"]?(\d{1,9})(?!\d)", re.IGNORECASE)

_PARAMETERS = "paramJson"
_ASKED_ROWS = re.compile(r'"pageSize":(\d{1,9})')


class Units(System):
    """Elements that bear the question for their own content (`queryData="{'pageId': …}"`) and the address to ask.

    The answer holds HTML with a pager that only says how many rows there are; the number of a page is asked for with
    a parameter that is JSON itself (`paramJson`).
    """

    name: ClassVar[str] = "hanweb_jpaas"
    label: ClassVar[str] = "Hanweb jpaas, units that a program builds"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return "querydata" in page.text.lower() and next(_units(page), None) is not None

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if "unit" in step.data:
            yield from Answer(page, step.data["base"]).links()

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """The units of a column, or the next page of one: also of a list whose first page stands in the column."""
        if "unit" in step.data:
            markup = Answer(page, step.data["base"]).markup
            if found and (asked := self._next(step, step.data["unit"], step.data["program"], markup, found)):
                yield asked
            return
        if not step.column:
            return
        units = list(_units(page))[:_MOST_UNITS]
        for element, unit in units:
            program = _program(page, element)
            turned = step.list_page > 1 or (found and not _is_empty(element))
            data = {**step.data, "base": page.base}
            if not turned:
                yield self._ask(step, unit, program, 1, data)
                continue
            # The pager of the only unit may stand beside it; several have theirs within them.
            shown = page.text if len(units) == 1 else lxml.html.tostring(element, encoding="unicode", with_tail=False)
            if pager := self._next(step, unit, program, shown, found, data):
                yield pager

    def _next(
        self,
        step: Step,
        unit: Mapping[str, str],
        program: str,
        markup: str,
        found: int,
        data: Mapping[str, Any] | None = None,
    ) -> Step | None:
        """The step to the next page, if the pager counts rows that have not been shown.

        A pager that does not say how many rows a page has leaves it at those of the first one.
        """
        count, rows = _COUNT.search(markup), _ROWS.search(markup) or _ASKED_ROWS.search(unit.get(_PARAMETERS, ""))
        size = int(rows[1]) if rows is not None else found * (step.list_page == 1)
        if count is None or not 0 < step.list_page * size < int(count[1]):
            return None
        number = step.list_page + 1
        asked = {**unit, _PARAMETERS: json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))}
        return self._ask(step, asked, program, number, data or step.data)

    def _ask(self, step: Step, unit: Mapping[str, str], program: str, number: int, data: Mapping[str, Any]) -> Step:
        # A script asks, so that words are sent in UTF-8, whatever the page is in.
        url = f"{program}?{queries.written(unit.items())}"
        return self.continued(step, url, data={**data, "unit": dict(unit), "program": program}, list_page=number)


def _units(page: PortalPage) -> Iterator[tuple[HtmlElement, dict[str, str]]]:
    """The elements that bear a question, each with it: an object in the notation of scripts."""
    for element in page.tree.xpath("//*[@querydata]") if page.tree is not None else ():
        told = notation.read(element.get("querydata"))
        if isinstance(told, dict) and told.keys() >= _NEEDED:
            yield element, {str(name): str(value) for name, value in told.items()}


def _is_empty(element: HtmlElement) -> bool:
    """Whether nothing is shown in the place of a unit: what the page shows beside it is another list."""
    place = element.getparent() if element.tag == "script" else element
    is_pager = _COUNT.search(" ".join(f"{name}={value}" for name, value in element.attrib.items())) is not None
    return not is_pager and place is not None and next(place.iter("a"), None) is None


def _program(page: PortalPage, element: HtmlElement) -> str:
    """The program that builds a unit."""
    told = element.get("url") or ""
    return page.resolve(told if _PROGRAM in told else _USUAL_PROGRAM) or page.url
