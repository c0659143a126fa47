"""Shells that ask an interface for their rows (intertid's `/info_open/search` and its like)."""

from __future__ import annotations

import dataclasses
import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from spiders.discovery import addresses, scripts
from spiders.discovery.judgement import Judge, Promise
from spiders.discovery.pages import Link, PortalPage, fragment
from spiders.discovery.titles import plain, rest, years
from spiders.discovery.vocabulary import vocabulary
from spiders.families.answers import Answer
from spiders.families.base import Step, System

_JQUERY = re.compile(
    r"(?:\$|jQuery|axios|http|request)\.(?P<verb>post|get|getJSON|ajax)\s*\(|(?:\$|axios|fetch|request)\s*\("
)
_URL_MEMBER = re.compile(r"\burl\s*:\s*([^,}\n]+)")
_VERB = re.compile(r"\b(?:type|method)\s*:\s*['\"](post|get)['\"]", re.IGNORECASE)
_DATA = re.compile(r"\b(?:data|params|body)\s*:\s*(?:JSON\.stringify\s*\(\s*)?(\{)")
_DATA_NAME = re.compile(r"\b(?:data|params|body)\s*:\s*(?:JSON\.stringify\s*\(\s*)?([\w$]+)")
_NO_LIST = re.compile(
    r"login|counter|count\b|visit|click|weather|captcha|comment|hits|stat\b|statistics|log\b|suggest", re.IGNORECASE
)
_FIELD_VALUE = re.compile(
    r"(?:\$|jQuery)\(\s*['\"]#([\w-]+)['\"]\s*\)\.val\(\)|document\.getElementById\(\s*['\"]([\w-]+)['\"]\s*\)\.value"
)
_CLICK = re.compile(r"([\w$]+)\s*\(([^()]*)\)")
_PAGES = re.compile(r"共\s*(\d+)\s*页")
_SITE = re.compile(r"\bsite[-_]?id['\"]?\s*[:=]\s*['\"]?(\w+)", re.IGNORECASE)
_CHANNELS = re.compile(r"\bchannel[-_]?ids?['\"]?\s*[:=]\s*['\"]?([\w,]+)", re.IGNORECASE)
_ENCLOSING = re.compile(r"function\s+([\w$]+)\s*\(([^)]*)\)|([\w$]+)\s*[:=]\s*function\s*\(([^)]*)\)")


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """What a script asks an interface.

    Attributes:
        url: Address.
        method: GET or POST.
        parameters: Names and values.
        as_json: Whether they are sent as JSON.
    """

    url: str
    method: str
    parameters: Mapping[str, str]
    as_json: bool

    def page(self, number: int) -> Mapping[str, str]:
        """The parameters for a page of the list."""
        field = self.page_field
        return {**self.parameters, field: str(number)} if field else self.parameters

    @property
    def page_field(self) -> str:
        return next((name for name in self.parameters if name.lower() in vocabulary().page_fields), "")

    @property
    def size(self) -> int:
        """Rows of a page, if it says so; else 0."""
        sizes = (v for name, v in self.parameters.items() if name.lower() in vocabulary().size_fields and v.isdigit())
        return next((int(size) for size in sizes), 0)


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
            answer = Answer(page, step.data["base"])
            if answer.content is not None:
                yield from answer.links()
            elif page.url != step.data["base"]:
                yield from fragment(step.data["base"], page.text)

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if "question" not in step.data:
            asked = [q for q in self._questions(page) if q.page_field or not found] if step.column else []
            clicked = [question for label, question in self._clicked(page) if self._promises(label, step)]
            for question in (*asked, *clicked):
                first = question.parameters.get(question.page_field, "")
                number = int(first) if first.isdigit() else 1
                data = {"question": dataclasses.asdict(question), "base": page.url, "number": number, "shown": 0}
                yield dataclasses.replace(self._ask(step, question, data, 1), column=True)
            return
        question = Question(**step.data["question"])
        answer = Answer(page, step.data["base"])
        # Markup has as many rows as it has links; what it repeats of the page that asked counts as shown, too.
        rows = answer.rows if answer.content is not None else sum(1 for _ in self.links(page, step))
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
        verdict = self._ANY_PLACE.judge(Link("http://_/_/", label), in_column=False)
        return verdict.promise is Promise.COLUMN or (step.column and bool(years(label)) and not rest(label, ()))

    def _questions(self, page: PortalPage) -> Iterator[Question]:
        """What the page asks by itself."""
        code, known = _constants(page)
        for match in _JQUERY.finditer(code):
            question = _asked(match, code, {**_started(code, match.start()), **known}, page)
            if question:
                yield question
        site, channels = _SITE.search(page.text), _CHANNELS.search(page.text)
        url = addresses.resolve(page.url, "/info_open/search")
        if site and channels and url and "info_open" in page.text and "/info_open/search" not in code:
            # The usual interface of this system, where the page only states whom to ask for.
            parameters = {"pageIndex": "1", "pageSize": "20", "siteId": site[1], "channelIds": channels[1]}
            yield Question(url, "POST", {**parameters, "searchType": "1", "order": "writeTime"}, as_json=False)

    def _clicked(self, page: PortalPage) -> Iterator[tuple[str, Question]]:
        """What clicks ask, by the functions that they call; each with the words that are clicked."""
        if page.tree is None or not _JQUERY.search(page.scripts):
            return
        code, known = _constants(page)
        for element in page.tree.xpath("//*[@onclick]|//a[starts-with(@href, 'javascript:')]"):
            click = f"{element.get('onclick') or ''};{element.get('href') or ''}".replace("javascript:", "")
            for name, arguments in _CLICK.findall(click):
                body = scripts.function(name, code)
                if body is None:
                    continue
                values = [scripts.evaluate(value.strip(), known) for value in scripts.split(arguments)]
                given = {n: v for n, v in zip(body[0], values, strict=False) if v is not None}
                for match in _JQUERY.finditer(body[1]):
                    question = _asked(match, body[1], {**known, **given}, page)
                    if question:
                        yield plain(element.text_content()), question


def _constants(page: PortalPage) -> tuple[str, dict[str, str]]:
    """The page's scripts, with the values of its fields put in, and the names that have a constant value."""
    known = scripts.variables(page.scripts)
    if page.tree is not None:
        for field in page.tree.xpath("//input[@type='hidden'][@value]"):
            for name in filter(None, (field.get("id"), field.get("name"))):
                known.setdefault(name, field.get("value") or "")
    return _FIELD_VALUE.sub(lambda match: repr(known.get(match[1] or match[2], match[0])), page.scripts), known


def _asked(match: re.Match[str], code: str, known: Mapping[str, str], page: PortalPage) -> Question | None:
    call = scripts.balanced(code, match.end() - 1)[1:-1]
    question = _read_call(match["verb"] or "", call, known, page, code)
    return question if question and not _NO_LIST.search(question.url) else None


def _read_call(verb: str, call: str, known: Mapping[str, str], page: PortalPage, code: str) -> Question | None:
    """Reads the arguments of `$.post(url, {…})`, `$.ajax({url: …})`, `fetch(url, {…})` and their like."""
    named = _URL_MEMBER.search(call) if call.lstrip().startswith("{") else None
    parts = scripts.split(call)
    first = named[1] if named else parts[0] if parts else ""
    target = scripts.evaluate(first.strip(), known) if first.strip() else None
    url = addresses.resolve(page.base, target) if target else None
    if url is None or addresses.suffix(url) in vocabulary().avoid_suffixes - {"json"}:
        return None
    declared = _VERB.search(call)
    method = declared[1].upper() if declared else "POST" if verb == "post" else "GET"
    position = call.find("{", 0 if named else len(first))
    data = _DATA.search(call)
    reference = _DATA_NAME.search(call)
    if data:
        text = scripts.balanced(call, data.end() - 1)
    elif reference and (assigned := re.search(rf"\b{re.escape(reference[1])}\s*=\s*(?=\{{)", code)):
        text = scripts.balanced(code, assigned.end())
    elif not named and position >= 0 and verb in ("post", "get", "getJSON"):
        text = scripts.balanced(call, position)
    else:
        text = "{}"
    told = scripts.members(text, known)
    start = {name: "1" for name in told if name.lower() in vocabulary().page_fields}
    parameters = {**start, **{name: value for name, value in told.items() if value is not None}}
    as_json = "JSON.stringify" in call or "application/json" in call
    if method == "GET":
        parameters = {**dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query)), **parameters}
        url = url.partition("?")[0]
    return Question(url, method, parameters, as_json)


def _started(code: str, position: int) -> dict[str, str]:
    """Values of the parameters of the function around a position, from the page's first call of it (`load(1)`)."""
    around = list(_ENCLOSING.finditer(code, 0, position))
    if not around:
        return {}
    enclosing = around[-1]
    name, names = enclosing[1] or enclosing[3], (enclosing[2] or enclosing[4] or "").split(",")
    call = re.search(rf"(?<!function )(?<![\w$]){re.escape(name)}\s*\(([^)]*)\)\s*[;\n}}]", code)
    values = [scripts.evaluate(value, {}) for value in scripts.split(call[1])] if call else []
    return {n.strip(): v for n, v in zip(names, values, strict=False) if v is not None}
