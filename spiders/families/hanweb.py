"""Hanweb JCMS (大汉): lists whose records lie in scripts, the catalogue behind a tree, and one page for all years."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator
from typing import ClassVar

from spiders import queries
from spiders.discovery.groups import node_id, of_nodes
from spiders.discovery.pages import Link, PortalPage, fragment
from spiders.discovery.titles import plain
from spiders.families.base import Step, System

_RECORD = re.compile(r"<record>\s*<!\[CDATA\[((?:(?!<record>).)*?)\]\]>\s*</record>", re.DOTALL)
_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[((?:(?!<nextgroup>).)*?)\]\]>\s*</nextgroup>", re.DOTALL)
_TOTAL = re.compile(r"(?:<totalrecord>|totalRecord['\"]?\s*[:=]\s*['\"]?)(\d{1,9})(?!\d)", re.IGNORECASE)
_PER_PAGE = re.compile(r"(?:<perpage>|perPage['\"]?\s*[:=]\s*['\"]?|[?&]perpage=)(\d{1,9})(?!\d)", re.IGNORECASE)
_PROXY = re.compile(r"['\"]([\w/.:-]*dataproxy\.jsp)[^'\"]*['\"]")
_PARAMETERS = (
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
)
_USUAL_PROXY = "/module/web/jpage/dataproxy.jsp"
_USUAL_PER_PAGE = 15
_PAGES_AT_ONCE = 3


class Jpage(System):
    """The jpage component: the first three pages of a list are records in the page, the rest comes from a program."""

    name: ClassVar[str] = "hanweb_jpage"
    label: ClassVar[str] = "Hanweb JCMS, jpage lists"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return "dataproxy.jsp" in page.text or _RECORD.search(page.text) is not None

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        base = step.data.get("base", page.base)
        for markup in _RECORD.findall(page.text):
            row = markup if re.search(r"<(?:li|tr|td)\b", markup) else f"<li>{markup}</li>"
            whole = f"<table>{row}</table>" if re.match(r"\s*<t[dr]\b", row) else row
            yield from fragment(base, whole)

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """Three pages at a time, by number of record; the address of the next group where no total is declared."""
        total = _TOTAL.search(page.text)
        reached = int(step.data.get("reached", 0)) or len(_RECORD.findall(page.text))
        parameters = step.data.get("parameters") or _parameters(page)
        group = self._next_group(page, step)
        if total is None or not parameters:
            if group:
                yield group
            return
        if reached >= int(total[1]):
            return
        declared = _PER_PAGE.search(page.text)
        per_page = int(step.data.get("per_page") or (declared[1] if declared else _USUAL_PER_PAGE))
        last = reached + _PAGES_AT_ONCE * per_page
        proxy = step.data.get("proxy") or _proxy(page)
        records = {"startrecord": str(reached + 1), "endrecord": str(last), "perpage": str(per_page)}
        data = {
            **step.data,
            "reached": last,
            "per_page": per_page,
            "parameters": parameters,
            "proxy": proxy,
            "base": step.data.get("base", page.base),
        }
        posted = self.continued(
            step,
            f"{proxy}?{queries.written(records.items())}",
            method="POST",
            body=queries.written(parameters.items()),
            data={**data, "posted": True},
            otherwise=group,
        )
        # The component posts, but its program answers GET as well, and only a GET can be asked whether it has changed.
        if step.data.get("posted"):
            yield posted
        else:
            query = queries.written([*records.items(), *parameters.items()])
            yield self.continued(step, f"{proxy}?{query}", data=data, otherwise=posted)

    def _next_group(self, page: PortalPage, step: Step) -> Step | None:
        for markup in _NEXT_GROUP.findall(page.text):
            for link in fragment(page.base, markup):
                return self.continued(step, link.url, data={**step.data, "base": step.data.get("base", page.base)})
        return None


def _parameters(page: PortalPage) -> dict[str, str]:
    """The parameters that the page gives its list, in the order in which the component sends them."""
    found = {}
    for name in _PARAMETERS:
        match = re.search(rf"['\"?&]?\b{name}['\"]?\s*[:=]\s*(?:'([^']*)'|\"([^\"]*)\"|([\w./%-]+))", page.text)
        if match:
            value = next(group for group in match.groups() if group is not None)
            found[name] = queries.unescaped(value)
    return found if {"columnid", "unitid"} & set(found) else {}


def _proxy(page: PortalPage) -> str:
    match = _PROXY.search(page.text)
    return page.resolve(match[1] if match else _USUAL_PROXY) or page.url


class Catalogue(System):
    """The catalogue of public information: a tree of themes whose entries ask `search.jsp` for a list."""

    name: ClassVar[str] = "hanweb_catalogue"
    label: ClassVar[str] = "Hanweb JCMS, information catalogue"
    names_columns: ClassVar[bool] = True
    _MARK: ClassVar[re.Pattern[str]] = re.compile(r"module/xxgk/(?:search|tree)\.jsp")
    _CALL: ClassVar[re.Pattern[str]] = re.compile(r"\(\s*['\"]([\w-]+)['\"](?:\s*,\s*['\"]([\w-]*)['\"])?")
    _PAGES: ClassVar[re.Pattern[str]] = re.compile(
        r"共\s*(\d{1,9})\s*页|totalpage['\"]?\s*[:=]\s*['\"]?(\d{1,9})", re.IGNORECASE
    )

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return cls._MARK.search(page.text) is not None

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        form = step.data.get("form")
        if form:
            pages = self._PAGES.search(page.text)
            number = int(form["currpage"])
            if pages and number < int(pages[1] or pages[2]):
                yield self._ask(step, step.url, {**form, "currpage": str(number + 1)})
            return
        search = page.resolve("/module/xxgk/search.jsp") or page.url
        settings = self._settings(page)
        for theme, agency in self._themes(page):
            yield self._ask(step, search, {"infotypeId": theme, **settings, "currpage": "1"}, agency)

    def _ask(self, step: Step, url: str, form: dict[str, str], agency: str = "") -> Step:
        # A script asks, so that words of the page are sent in UTF-8; those of its address stay what they are.
        body = queries.written(form.items())
        data = {**step.data, "form": form}
        return self.continued(step, url, method="POST", body=body, column=True, data=data, agency=agency)

    def _themes(self, page: PortalPage) -> Iterator[tuple[str, str]]:
        """Ids of the themes that are columns of annual reports, each with the other body whose they are, or nothing."""
        calls = [call for effects in page.effects for call in effects.calls if call[0] == "add"]
        above = of_nodes((), calls, ())
        entries = [
            (str(given[2]), str(given[3]), above.get((node_id(given[0]), str(given[2])), ()))
            for _, given in calls
            if len(given) > 3
        ]
        if page.tree is not None:
            entries += [
                (
                    element.text_content(),
                    f"{element.get('href') or ''} {element.get('onclick') or ''}",
                    page.groups(element),
                )
                for element in page.tree.xpath("//a[@onclick or starts-with(@href, 'javascript:')]")
            ]
        for name, call, groups in entries:
            match, verdict = self._CALL.search(call), self.column(plain(name), groups)
            if match and verdict:
                yield match[1], verdict.agency

    def _settings(self, page: PortalPage) -> dict[str, str]:
        known = {
            **{name: value for name, value in queries.fields(urllib.parse.urlsplit(page.url).query) if value},
            **page.scripting.names,
        }
        if page.tree is not None:
            for field in page.tree.xpath("//input[@name][@value]"):
                known.setdefault(field.get("name"), field.get("value"))
        return {name: known[name] for name in ("jdid", "area", "divid") if name in known}


class AnnualReportPage(System):
    """`xxgkAnnualReport.jsp`: one program shows the report of each year, and names the years it has."""

    name: ClassVar[str] = "hanweb_annual_report"
    label: ClassVar[str] = "Hanweb JCMS, annual reports by year"
    _YEAR: ClassVar[re.Pattern[str]] = re.compile(r"(?:19|20)\d{2}")
    _FIELD: ClassVar[str] = "fbtime"

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        return "xxgkannualreport.jsp" in f"{page.url} {page.text}".lower()

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        """Years in a box or behind clicks become the address that the page itself has, with that year."""
        if page.tree is None or "xxgkannualreport.jsp" not in page.url.lower():
            return
        values = page.tree.xpath("//option/@value|//option/text()|//li[@onclick]/@onclick|//a[@onclick]/@onclick")
        values += [href for href in page.tree.xpath("//a/@href") if href.lower().startswith("javascript:")]
        for year in dict.fromkeys(year for value in values for year in self._YEAR.findall(str(value))):
            parts = urllib.parse.urlsplit(page.url)
            asked = [(n, v) for n, v in queries.fields(parts.query) if n != self._FIELD]
            query = queries.written([*asked, (self._FIELD, year)])
            yield Link(parts._replace(query=query).geturl(), f"{year}年", origin="option")
