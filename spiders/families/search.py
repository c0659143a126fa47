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
from spiders.discovery.vocabulary import vocabulary
from spiders.families.answers import Answer
from spiders.families.base import Step, System
from spiders.scripting.browser import Answered
from spiders.scripting.effects import Asked, Effects

_NO_LIST = re.compile(
    r"login|counter|count\b|visit|click|weather|captcha|comment|hits|stat\b|statistics|log\b|suggest|translate|/user",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:ajax|get|post|getJSON|fetch|axios|request|load|send|XMLHttpRequest|src)\b")
_PAGES = re.compile(r"共\s*(\d+)\s*页")
_SITE = re.compile(r"\bsite[-_]?id['\"]?\s*[:=]\s*['\"]?(\w+)", re.IGNORECASE)
_CHANNELS = re.compile(r"\bchannel[-_]?ids?['\"]?\s*[:=]\s*['\"]?([\w,]+)", re.IGNORECASE)
_MOST_CLICKS = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """What a script asks an interface.

    Attributes:
        url: Address.
        method: GET or POST.
        parameters: Names and values; those of a form are texts.
        as_json: Whether they are sent as JSON.
    """

    url: str
    method: str
    parameters: Mapping[str, Any]
    as_json: bool

    def page(self, number: int) -> Mapping[str, Any]:
        """The parameters for a page of the list."""
        field = self.page_field
        if not field:
            return self.parameters
        return {**self.parameters, field: number if self.as_json else str(number)}

    @property
    def identity(self) -> tuple[str, str, str]:
        """What is equal for two pages of one list."""
        rest = {name: value for name, value in self.parameters.items() if name != self.page_field}
        return self.url, self.method, json.dumps(rest, sort_keys=True)

    @property
    def page_field(self) -> str:
        scalar = (name for name, value in self.parameters.items() if not isinstance(value, (dict, list)))
        return next((name for name in scalar if name.lower() in vocabulary().page_fields), "")

    @property
    def size(self) -> int:
        """Rows of a page, if it says so; else 0."""
        sizes = (str(v) for name, v in self.parameters.items() if name.lower() in vocabulary().size_fields)
        return next((int(size) for size in sizes if size.isdigit()), 0)


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
                first = str(question.parameters.get(question.page_field, ""))
                number = int(first) if first.isdigit() else 1
                data = {
                    "question": dataclasses.asdict(question),
                    "asker": (page.url, page.text, page.fetched),
                    "number": number,
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
        if question.page_field and turned and (found or rows):
            data = {**step.data, "number": int(step.data["number"]) + 1, "shown": shown}
            yield self._ask(step, question, data, step.list_page + 1)

    def _ask(self, step: Step, question: Question, data: Mapping[str, Any], list_page: int) -> Step:
        parameters = question.page(int(data["number"]))
        if question.method == "GET":
            query = urllib.parse.urlencode(parameters)
            url = f"{question.url}{'&' if '?' in question.url else '?'}{query}" if query else question.url
            return self.continued(step, url, data=data, list_page=list_page)
        body = json.dumps(parameters, ensure_ascii=False) if question.as_json else urllib.parse.urlencode(parameters)
        kind = (
            "application/json; charset=UTF-8"
            if question.as_json
            else "application/x-www-form-urlencoded; charset=UTF-8"
        )
        return self.continued(
            step, question.url, method="POST", body=body, content_type=kind, data=data, list_page=list_page
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
            for question in filter(None, (_question(request, page) for request in asked)):
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
            for question in filter(None, (_question(request, page) for request in effects.requests[:1])):
                yield plain(element.text_content()), question


def _by_attributes(page: PortalPage) -> Iterator[tuple[HtmlElement, Effects]]:
    if page.tree is None:
        return
    for element in page.tree.xpath("//*[@*[contains(name(), 'click')]]|//a[starts-with(@href, 'javascript:')]"):
        for code in (*clicks(element), element.get("href") or ""):
            if "(" in code:
                yield element, page.scripting.click(code, element)


def _question(asked: Asked, page: PortalPage) -> Question | None:
    """What a request of a script asks for a list, or None where it asks for something else."""
    url = addresses.resolve(page.base, asked.url)
    if (
        url is None
        or addresses.suffix(url) in vocabulary().avoid_suffixes - {"json"}
        or _NO_LIST.search(url)
        or vocabulary().doing.search(url)
    ):
        return None
    parameters = dict(asked.parameters)
    if asked.method != "POST":
        parameters = {
            **dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True)),
            **parameters,
        }
        url = url.partition("?")[0]
    for name in asked.unknown:
        if name.lower() in vocabulary().page_fields:
            parameters[name] = 1 if asked.as_json else "1"
    # The name of the function that is to receive the answer is put in by the library.
    parameters = {name: "answer" if value == "?" else value for name, value in parameters.items()}
    return Question(url, "POST" if asked.method == "POST" else "GET", parameters, asked.as_json)
