"""Lists that a program makes (ASP, JSP, PHP): columns, boxes of years and pagers that submit a form."""

from __future__ import annotations

import dataclasses
import itertools
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from spiders.discovery.judgement import Verdict
from spiders.discovery.pages import CLICKABLE, Link, PortalPage, clicked_codes
from spiders.discovery.titles import plain, years
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import FORM, FORM_IN_UTF_8, Kind, Step, System
from spiders.families.question import Question, read
from spiders.families.search import JsonSearch
from spiders.families.years import boxes_of_years, offers_years_alone, years_offered
from spiders.paging import paging
from spiders.scripting.effects import Asked, encoded
from spiders.scripting.elements import value_of_option

_POSTBACK = re.compile(r"__doPostBack\(\s*'([^']*)'\s*,\s*'([^']*)'\s*\)")
_STATE = "__VIEWSTATE"
"""Field by which ASP.NET knows a page again."""
_POST_FORM = "//form[translate(@method, 'POST', 'post') = 'post']"
_MOST_CLICKABLE = 200
_MOST_OPTIONS = 40
_GIVEN = ("hidden", "submit", "button", "image", "reset")
"""Kinds of fields that readers fill nothing into."""
_PRIVATE = ("password", "file")
_SEARCH = re.compile("search|query|find|list", re.IGNORECASE)
_SEARCHED = re.compile("检索|搜索|查询|查找|查看")
_NUMBER_ARGUMENT = re.compile(r"\(\s*['\"]?(\d{1,3})['\"]?\s*\)")


class QueryPages(System):
    """Pagers whose links are calls, and which therefore are forms: also ASP.NET's `__doPostBack`."""

    name: ClassVar[str] = "query"
    label: ClassVar[str] = "ASP, JSP and PHP lists"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return page.tree is not None and page.tree.find(".//form") is not None

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        """Years in a box of a form that is sent by GET."""
        if page.tree is None or not step.column:
            return
        for form in page.tree.iter("form"):
            if (form.get("method") or "get").lower() != "get":
                continue
            for box in form.iter("select"):
                for option in box.iter("option"):
                    value = option.get("value") or option.text_content()
                    named = years(plain(option.text_content())) or years(plain(value))
                    target = page.resolve(form.get("action") or page.url)
                    if box.get("name") and named and target:
                        fields = {**_hidden(form), str(box.get("name")): value.strip()}
                        url = f"{target.partition('?')[0]}?{encoded(fields, page.encoding)}"
                        yield Link(url, plain(option.text_content()), origin="option")

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if page.tree is None:
            return
        yield from self._of_other_years(page, step)
        for element in page.tree.iter("a", "input", "button", "span", "li"):
            code = f"{element.get('href') or ''} {element.get('onclick') or ''}"
            text = plain(element.text_content() or element.get("value") or "")
            number = vocabulary().page_number.match(text)
            if not vocabulary().next_page.match(text) and not (number and int(number[1]) == step.list_page + 1):
                continue
            submitted = self._submitted(page, step, element, code)
            if submitted:
                yield submitted
                return

    def _of_other_years(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The lists of other years than a column shows, in the box of a form that is sent by POST to choose them."""
        is_first = step.column and step.method == "GET" and step.list_page == 1
        for form in page.tree.xpath(_POST_FORM) if page.tree is not None and is_first else ():
            asked = read(Asked(form.get("action") or page.url, "POST", {}, as_json=False), page.base)
            if asked is None or any(_is_filled_in(field) for field in form.iter("input", "textarea")):
                continue
            if asked.url in JsonSearch.asked_at(page):
                continue  # scripts send what the form holds, and show what comes
            boxes = boxes_of_years(form)
            # Two such boxes choose a span, and one that offers anything else is a question that readers answer.
            is_of_years = len(boxes) == 1 and offers_years_alone(boxes[0])
            fields = page.scripting.fields(form) if is_of_years else None
            if fields is None:
                continue
            name, code = str(boxes[0].get("name")), (boxes[0].get("onchange") or "").replace("\\'", "'")
            postback = _POSTBACK.search(code)
            if postback is None and _STATE in fields:
                # Nothing is chosen there but by a post back, or by a button that the form would have to name.
                continue
            back = {"__EVENTTARGET": postback[1], "__EVENTARGUMENT": postback[2]} if postback else {}
            others = ((value, words) for value, words in years_offered(boxes[0]) if value != fields[name])
            for value, words in itertools.islice(others, _MOST_OPTIONS):
                sent = self._send(page, step, form, {**fields, **back, name: value})
                if sent is not None:
                    yield dataclasses.replace(sent, text=words, list_page=1)

    def _submitted(self, page: PortalPage, step: Step, element: HtmlElement, code: str) -> Step | None:
        """The step that a click on a pager's call becomes."""
        postback = _POSTBACK.search(code)
        if postback:
            form = _form_around(page, _STATE)
            fields = {"__EVENTTARGET": postback[1], "__EVENTARGUMENT": postback[2]}
            return self._send(page, step, form, fields) if form is not None else None
        if "(" not in code or page.clicked(element.get("onclick") or element.get("href") or "", element):
            return None
        submitted = _sent(page, element)
        if submitted:
            return self.continued(step, submitted.url, **_posted(page, submitted.parameters))
        asked = _NUMBER_ARGUMENT.search(code)
        numbered = [(form, name) for called in paging().of_page for form, name in _named(page, called)]
        # The number of the page that is shown is the surest of them.
        numbers = {str(step.list_page), str(step.list_page - 1)}
        numbered.sort(key=lambda field: _hidden(field[0]).get(field[1]) not in numbers)
        for form, name in numbered[:1]:
            return self._send(page, step, form, {name: asked[1] if asked else str(step.list_page + 1)})
        return None

    def _send(self, page: PortalPage, step: Step, form: HtmlElement, changed: dict[str, str]) -> Step | None:
        target = page.resolve(form.get("action") or page.url)
        if target is None:
            return None
        url, changes = _filled(page, form, target, {**_hidden(form), **changed})
        return self.continued(step, url, **changes)


def _filled(page: PortalPage, form: HtmlElement, target: str, fields: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The address to which a form goes that is filled in, and what else a step to it needs."""
    if (form.get("method") or "get").lower() == "post":
        return target, _posted(page, fields)
    return f"{target.partition('?')[0]}?{encoded(fields, page.encoding)}", {"family": ""}


def _posted(page: PortalPage, fields: Mapping[str, Any]) -> dict[str, str]:
    """How a form of a page is sent by POST: in the encoding of the page, which browsers do not name then."""
    changes = {"method": "POST", "body": encoded(fields, page.encoding), "family": ""}
    return {**changes, "content_type": FORM if page.encoding else FORM_IN_UTF_8}


class FormColumns(System):
    """Menus whose entries submit a form by POST, with the column as one of its fields (`openColumn('0107')`).

    So do boxes of sorts in a form that searches (信息类别: 年度报告). Only an entry that has the name of a column of
    annual reports is followed: other forms may do something.
    """

    name: ClassVar[str] = "form_columns"
    label: ClassVar[str] = "columns behind forms"
    names_columns: ClassVar[bool] = True

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return page.tree is not None and page.tree.find(".//form") is not None

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if not (found or step.column or page.tree is None):
            yield from self._searched(page, step)
        yield from self._clicked(page, step, found)

    def _searched(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """What forms find that search for information of a sort, where that is the name of a column."""
        for form in page.tree.iter("form") if page.tree is not None else ():
            target = page.resolve(form.get("action") or page.url)
            fields = page.scripting.fields(form) if target and _searches(form, target) else None
            for box in form.iter("select") if fields is not None else ():
                for option in box.iter("option"):
                    text = plain(option.text_content())
                    verdict = self.column(text) if box.get("name") else None
                    if verdict and fields is not None and target:
                        chosen = {**fields, str(box.get("name")): value_of_option(option)}
                        url, changes = _filled(page, form, target, chosen)
                        yield self._column(step, url, text, verdict, **changes)

    def _column(self, step: Step, url: str, text: str, verdict: Verdict, **changes: str) -> Step:
        return self.continued(
            step,
            url,
            kind=Kind.COLUMN,
            text=text,
            **changes,
            column=True,
            agency=verdict.agency,
            list_page=1,
            depth=step.depth + 1,
        )

    def _clicked(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        for element in _clickable(page) if not found and page.tree is not None and page.tree.xpath(_POST_FORM) else ():
            text = plain(element.text_content() or element.get("title") or "")
            verdict = self.column(text, page.groups(element))
            question = _sent(page, element) if verdict else None
            if verdict and question:
                yield self._column(step, question.url, text, verdict, **_posted(page, question.parameters))


def _searches(form: HtmlElement, target: str) -> bool:
    """Whether a form asks for a list: by its button or its address, and with no field for more than a few words."""
    fields = list(form.iter("input", "textarea", "button"))
    if any(field.tag == "textarea" or (field.get("type") or "").lower() in _PRIVATE for field in fields):
        return False
    if vocabulary().doing.search(target):
        return False
    words = (plain(field.get("value") or field.text_content()) for field in fields if not _is_filled_in(field))
    return _SEARCH.search(urllib.parse.urlsplit(target).path) is not None or any(map(_SEARCHED.search, words))


def _clickable(page: PortalPage) -> list[HtmlElement]:
    return list(page.tree.xpath(CLICKABLE)[:_MOST_CLICKABLE]) if page.tree is not None else []


def _sent(page: PortalPage, element: HtmlElement) -> Question | None:
    """What a click on an element sends with a form, if all of it is known and it asks for a list."""
    for code in clicked_codes(element):
        for asked in page.scripting.click(code, element).submitted if "(" in code else ():
            question = read(dataclasses.replace(asked, url=asked.url or page.url), page.base)
            if question and not asked.unknown:
                return question
    return None


def _form_around(page: PortalPage, field: str) -> HtmlElement | None:
    """The form that has a field of this name, without regard to capitals."""
    if page.tree is None:
        return None
    for form in page.tree.iter("form"):
        if any((element.get("name") or "").lower() == field.lower() for element in form.iter("input", "select")):
            return form
    return None


def _named(page: PortalPage, called: str) -> Iterator[tuple[HtmlElement, str]]:
    """The first form that has a field of this name, with the name as it is written there."""
    form = _form_around(page, called)
    for field in form.iter("input", "select") if form is not None else ():
        if (field.get("name") or "").lower() == called:
            yield form, str(field.get("name"))
            return


def _is_filled_in(field: HtmlElement) -> bool:
    """Whether a field is one that readers fill in."""
    is_button = field.tag == "button" or (field.get("type") or "text").lower() in _GIVEN
    return field.tag == "textarea" or not is_button


def _hidden(form: HtmlElement) -> dict[str, str]:
    return {
        str(element.get("name")): element.get("value") or ""
        for element in form.iter("input")
        if element.get("name") and (element.get("type") or "text").lower() in ("hidden", "text")
    }
