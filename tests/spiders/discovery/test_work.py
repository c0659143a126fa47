"""The work that a page makes grows as the page does, however its links stand in it: counted, and not timed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import pytest
from lxml.etree import ElementBase
from lxml.html import HtmlElement, HtmlMixin

from spiders.discovery import titles
from spiders.discovery.addresses import Base
from spiders.discovery.pages import PortalPage
from spiders.scripting.page import PageScripts

FEW, TIMES, AT_MOST = 500, 4, 5
DEEP = 5
"""Parsers follow elements in each other only so far."""


class Work:
    """Counts the elements that are gone through, and the characters that are put together or made plain."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done = 0
        for name in ("iter", "itertext", "xpath", "find", "text_content"):
            monkeypatch.setattr(HtmlMixin, name, self._counted(name), raising=False)
        monkeypatch.setattr(titles.unicodedata, "normalize", self._normalized(titles.unicodedata.normalize))

    def _counted(self, name: str) -> Callable[..., Any]:
        own = HtmlMixin.text_content if name == "text_content" else getattr(ElementBase, name)

        def went(element: HtmlElement, *arguments: Any, **named: Any) -> Any:
            if name == "iter":
                return self._stepped(element, arguments)
            found = own(element, *arguments, **named)
            beside = element.itersiblings(preceding=True) if "sibling" in str(arguments) else ()
            self.done += sum(1 for _ in itertools.chain(ElementBase.iter(element), beside))
            if name == "itertext":
                found = list(found)
            self.done += sum(map(len, found)) if name in ("text_content", "itertext") else 0
            return found

        return went

    def _stepped(self, element: HtmlElement, tags: tuple[Any, ...]) -> Iterator[HtmlElement]:
        for one in ElementBase.iter(element):
            self.done += 1
            if not tags or one.tag in tags:
                yield one

    def _normalized(self, own: Callable[[str, str], str]) -> Callable[[str, str], str]:
        def normalized(form: str, text: str) -> str:
            self.done += len(text)
            return own(form, text)

        return normalized


def of_each(piece: str) -> Callable[[int], str]:
    """A page that repeats a piece, in which `#` stands for the number."""
    return lambda number: "".join(piece.replace("#", str(each)) for each in range(number))


PAGES: dict[str, Callable[[int], str]] = {
    "a paragraph": lambda n: f"<p>{of_each('<a href=/a/#.html>公开年报#</a> ')(n)}</p>",
    "a paragraph of links that say nothing": lambda n: f"<p>{of_each('<a href=/a/#.html>更多</a> ')(n)}</p>",
    "a block of pictures": lambda n: f"<div>{of_each('<a href=/a/#.html><img></a> ')(n)}</div>",
    "blocks beside each other": of_each("<div><a href=/a/#.html></a></div>"),
    "files of one paragraph": lambda n: f"<p>{of_each('<a href=/a/#.pdf>下载</a> ')(n)}</p>",
    "blocks with headings": of_each("<h3>县#</h3><a href=/a/#.html>更多</a>"),
    "names of reports below a long text": lambda n: (
        f"<div><p>{'字' * n}</p><div><div><div>{of_each('<a href=/a/#.html>公开年报</a>')(n)}</div></div></div></div>"
    ),
    "lists with links to the rest of them": of_each("<ul><li><a href=/a/#.html>2019年</a></ul><a href=/b/#/>更多</a>"),
    "links to the rest behind one list": lambda n: (
        f"<ul>{of_each('<li><a href=/a/#.html>2019年</a>')(n)}</ul>{of_each('<a href=/b/#/>更多</a>')(n)}"
    ),
    "rows with links to the rest among them": of_each("<li><a href=/a/#.html>2019年</a><li><a href=/b/#/>更多</a>"),
    "links to the rest in a pane": lambda n: (
        f"<p><b>市</b><b>县</b></p><div hidden>{of_each('<a href=/b/#/>更多</a>')(n)}</div><div><b>甲</b></div>"
    ),
    "tabs beside each other": of_each(
        "<p><b>市</b><b>县</b></p><div hidden>甲</div><div><a href=/a/#.html>甲</a></div>"
    ),
    "years in a cell": lambda n: f"<table><tr><td>县教育局<td>{of_each('<a href=/a/#.html>2019年</a>')(n)}</table>",
    "a cell behind one with many words": lambda n: (
        f"<table><tr><td>{of_each('<b>字</b>')(n)}<td>{of_each('<a href=/a/#.html>查看</a>')(n)}</table>"
    ),
    "rows of a table": lambda n: f"<table>{of_each('<tr><td>县#局<td><a href=/a/#.html>2019年</a>')(n)}</table>",
    "tables in each other": lambda n: of_each("<table><tr><td>甲<td><a href=/a/#.html>2019年</a>")(n // DEEP),
    "cells that reach over others": lambda n: (
        f"<table>{of_each('<tr><td>甲<td colspan=59 rowspan=9999><a href=/a.html>2019年</a>')(n)}</table>"
    ),
    "rows in each other": lambda n: of_each("<li><a href=/a/#.html>更多</a>字字<ul>")(n // DEEP),
    "clicks in each other": of_each('<div data-url="/a/#.html">县#'),
    "a box with a script": lambda n: (
        f"<select onchange=go(this.value)>{of_each('<option value=#>县#</option>')(n)}</select>"
        "<script>function go(of) { location = '/a/' + of + '.html'; }</script>"
    ),
    "a box that a script looks through": lambda n: (
        f"<select onchange=go(this)>{of_each('<option value=#>县#</option>')(n)}</select>"
        "<script>function go(box) { location = '/a/' + box.options[box.selectedIndex].value + '.html'; }</script>"
    ),
    "a box whose value a script asks for": lambda n: (
        f"<select onchange=go() id=b>{of_each('<option value=#>县#</option>')(n)}</select>"
        "<script>function go(box) { location = '/a/' + document.getElementById('b').value + '.html'; }</script>"
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_four_times_the_page_is_about_four_times_the_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    for number in (FEW, TIMES * FEW):
        titles.plain.cache_clear()
        tree = PAGES[name](number)
        with monkeypatch.context() as patched:
            work = Work(patched)
            links = PortalPage("http://www.example.gov.cn/", f"<html><body>{tree}</body></html>").links
        assert len(links) >= number // DEEP
        done.append(work.done)
    assert done[1] <= AT_MOST * done[0]


def test_scripts_that_write_themselves_are_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    writes = """document.write("<scr"+"ipt>var s="+JSON.stringify(s)+";"+s+"<"+"/scr"+"ipt><p>refresh<"+"/p>")"""
    code = f"{writes};function later() {{ {writes} }}"
    read, of_markup = [], PortalPage.of_markup

    def counted(base: Base, markup: str, within: PageScripts | None = None) -> PortalPage:
        read.append(markup)
        assert len(read) < 50
        return of_markup(base, markup, within)

    monkeypatch.setattr(PortalPage, "of_markup", counted)
    page = PortalPage("http://www.example.gov.cn/", f"<script>var s = {json.dumps(code)}; {code}</script>")
    assert page.refresh == ()
    assert read


def test_work_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the count is of: a walk counts its elements, a text its characters."""
    work = Work(monkeypatch)
    element = lxml.html.fromstring("<div><p>甲</p><p>乙</p></div>")
    assert [each.tag for each in element.iter("p")] == ["p", "p"]
    assert work.done == 3
    element.text_content()
    assert work.done == 3 + 3 + 2
    titles.plain("甲乙丙丁")
    assert work.done == 3 + 3 + 2 + 4
