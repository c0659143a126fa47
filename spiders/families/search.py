"""Shells that ask an interface for their rows (intertid's `/info_open/search` and its like)."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from spiders.discovery import addresses
from spiders.discovery.judgement import Judge, Promise
from spiders.discovery.pages import Link, PortalPage, clicks, fragment
from spiders.discovery.titles import plain, rest, years
from spiders.families.answers import Answer
from spiders.families.base import Step, System
from spiders.families.question import Question, read
from spiders.scripting.browser import Answered
from spiders.scripting.effects import Effects

_ASKS = re.compile(r"\b(?:ajax|get|post|getJSON|fetch|axios|request|load|send|XMLHttpRequest|src)\b")
_PAGES = re.compile(r"共\s*(\d+)\s*页")
_SITE = re.compile(r"\bsite[-_]?id['\"]?\s*[:=]\s*['\"]?(\w+)", re.IGNORECASE)
_CHANNELS = re.compile(r"\bchannel[-_]?ids?['\"]?\s*[:=]\s*['\"]?([\w,]+)", re.IGNORECASE)
_MOST_CLICKS = 60
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


class JsonSearch(System):
    """The question is read from the page's script: address, parameters and the name of the one that turns pages."""

    name: ClassVar[str] = "json_search"
    label: ClassVar[str] = "interface that answers in JSON"
    names_columns: ClassVar[bool] = True
    _ANY_PLACE: ClassVar[Judge] = Judge("")

    def recognises(self, page: PortalPage) -> bool:
        return next(self._questions(page), None) is not None or next(self._clicked(page), None) is not None

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if "question" in step.data:
            yield from self._rows(page, step)

    def _rows(self, page: PortalPage, step: Step) -> Iterator[Link]:
        """The rows of an answer: those that it holds itself, or those that the page which asked makes of it."""
        asker, question = step.data["asker"], step.data["question"]
        answer = Answer(page, asker[0])
        if answer.content is None:
            if page.url != asker[0]:
                yield from fragment(asker[0], page.text)
        elif answer.rows:
            yield from answer.links()
        else:
            yield from PortalPage(*asker).answered(Answered(question["url"], page.text, answer.content))

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if "question" not in step.data:
            asked = [q for q in self._questions(page) if q.page_field or not found] if step.column else []
            clicked = [question for label, question in self._clicked(page) if self._promises(label, step)]
            for question in (*asked, *clicked):
                data = {
                    "question": dataclasses.asdict(question),
                    "asker": (page.url, page.text, page.fetched),
                    "number": question.number,
                    "turning": "" if question.page_field else _turning(page, question),
                    "shown": 0,
                }
                yield dataclasses.replace(self._ask(step, question, data, 1), column=True)
            return
        question = Question(**step.data["question"])
        answer = Answer(page, step.data["asker"][0])
        # Markup has as many rows as it has links; what it repeats of the page that asked counts as shown, too.
        rows = answer.rows or sum(1 for _ in self._rows(page, step))
        shown = int(step.data["shown"]) + rows
        pages = answer.pages
        if answer.content is None and (told := _PAGES.search(page.text)):
            pages = int(told[1])
        turned = step.list_page < pages if pages is not None else None
        if turned is None:
            turned = shown < answer.total if answer.total is not None else rows >= max(question.size, 1)
        # Rows without an address count as shown, so the number of pages is the safer limit where there is one.
        number = int(step.data["number"]) + 1
        if step.data["turning"]:
            following = _turned(PortalPage(*step.data["asker"]), step.data["turning"], number)
        else:
            following = question if question.page_field else None
        if following and turned and (found or rows):
            data = {**step.data, "question": dataclasses.asdict(following), "number": number, "shown": shown}
            yield self._ask(step, following, data, step.list_page + 1)

    def _ask(self, step: Step, question: Question, data: Mapping[str, Any], list_page: int) -> Step:
        parameters = question.page(int(data["number"]))
        if question.method == "GET":
            query = urllib.parse.urlencode(parameters)
            url = f"{question.url}{'&' if '?' in question.url else '?'}{query}" if query else question.url
            return self.continued(step, url, data=data, list_page=list_page)
        body = json.dumps(parameters, ensure_ascii=False) if question.as_json else urllib.parse.urlencode(parameters)
        kind = "application/json" if question.as_json else "application/x-www-form-urlencoded"
        return self.continued(
            step,
            question.url,
            method="POST",
            body=body,
            content_type=f"{kind}; charset=UTF-8",
            data=data,
            list_page=list_page,
        )

    def _promises(self, label: str, step: Step) -> bool:
        """Whether a click on words leads to a column of reports, or within one to a year."""
        verdict = self._ANY_PLACE.judge(Link("http://_/_/", label), in_column=step.column)
        return verdict.promise is Promise.COLUMN or (step.column and bool(years(label)) and not rest(label, ()))

    def _questions(self, page: PortalPage) -> Iterator[Question]:
        """What the page asks by itself."""
        if _ASKS.search(page.scripts):
            seen = set()
            asked = next((effects.requests for effects in page.effects if effects.requests), [])
            for question in filter(None, (read(request, page.base) for request in asked)):
                if question.identity not in seen:
                    seen.add(question.identity)
                    yield question
        site, channels = _SITE.search(page.text), _CHANNELS.search(page.text)
        url = addresses.resolve(page.url, "/info_open/search")
        if site and channels and url and "info_open" in page.text and "/info_open/search" not in page.scripts:
            # The usual interface of this system, where the page only states whom to ask for.
            parameters = {"pageIndex": "1", "pageSize": "20", "siteId": site[1], "channelIds": channels[1]}
            yield Question(url, "POST", {**parameters, "searchType": "1", "order": "writeTime"}, as_json=False)

    def _clicked(self, page: PortalPage) -> Iterator[tuple[str, Question]]:
        """What clicks ask, by the functions that they call; each with the words that are clicked."""
        if page.tree is None or not _ASKS.search(page.scripts):
            return
        clicked = itertools.chain(_by_attributes(page), page.scripting.bound() if page.effects else ())
        for element, effects in itertools.islice(clicked, _MOST_CLICKS):
            for question in filter(None, (read(request, page.base) for request in effects.requests[:1])):
                yield plain(element.text_content()), question


def _by_attributes(page: PortalPage) -> Iterator[tuple[HtmlElement, Effects]]:
    if page.tree is None:
        return
    for element in page.tree.xpath("//*[@*[contains(name(), 'click')]]|//a[starts-with(@href, 'javascript:')]"):
        for code in (*clicks(element), element.get("href") or ""):
            if "(" in code:
                yield element, page.scripting.click(code, element)


def _turning(page: PortalPage, question: Question) -> str:
    """The function of the page that is called with the number of a page (`load(1)`), where the request names none.

    It is known by what it does when it is called with the next number: the like of what was asked, elsewhere.
    """
    calls = [call for effects in page.effects[:1] for call in effects.calls]
    numbered = {(name, str(given[0])) for name, given in calls if len(given) == 1 and isinstance(given[0], (int, str))}
    for name, number in sorted(numbered):
        if number.isdecimal() and len(number) < 4 and _NAME.fullmatch(name):
            following = _turned(page, name, int(number) + 1)
            if following and following.method == question.method and following.identity != question.identity:
                return name
    return ""


def _turned(page: PortalPage, name: str, number: int) -> Question | None:
    effects = page.scripting.click(f"{name}({number})")
    return next(filter(None, (read(asked, page.base) for asked in effects.requests)), None)
