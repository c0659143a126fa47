"""Texts that are made so that a pattern begins again at each of their characters: reading them ends.

How fast says nothing here: what took a step for each pair of characters would take minutes.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.discovery import titles
from spiders.discovery.addresses import Base
from spiders.discovery.attachments import files_named
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import PortalPage
from spiders.discovery.unlinked import has_gaps
from spiders.discovery.viewers import names_file
from spiders.families.answers import links_of
from spiders.families.base import Kind, Step
from spiders.families.hanweb import Jpage
from spiders.middlewares.blocks import MOST_BYTES, AnswerBody, examine
from spiders.scripting.expressions import Expression
from spiders.scripting.journal import Journal
from spiders.scripting.page import PageScripts

MANY = 200_000
CPU_SECONDS = 4
JPAGE = Jpage(Judge("江苏省/甲市"))
PARAMETERS = Expression(r"[?&]+([^=&]+)=([^&]*)", "g", Journal())
URL = "http://www.example.gov.cn/gk/nb/index.html"
COLUMN = Step(url=URL, kind=Kind.COLUMN, column=True)


def shown(body: str, head: str = "") -> PortalPage:
    return PortalPage(URL, f"<html><head>{head}</head><body>{body}</body></html>")


def repeated(loop: str, text: str = "") -> object:
    return PageScripts(URL, shown(f'<i v-for="{loop}">{text}<a :href="x">甲</a></i>').tree, ["var a = [1];"]).repeated()


def examined(body: str) -> object:
    return examine(200, {}, f"<html>{body}".encode()[:MOST_BYTES])


READERS: dict[str, Callable[[], object]] = {
    "parameters without values": lambda: PARAMETERS.all_found("a" * MANY),
    "comments that do not end": lambda: shown(f"<script>{'/* ' * MANY}</script>").scripts,
    "a refresh of spaces": lambda: shown("", f'<meta http-equiv="refresh" content="{" " * 2_000}">').refresh,
    "attributes that are nearly addresses": lambda: shown(f'<p data-x="{"a.html/" * MANY}&lt;">甲</p>').links,
    "attributes that hold nearly an address": lambda: shown(f'<p data-url="{"a/" * MANY}!">甲</p>').links,
    "clicks with nearly an address": lambda: shown(f"<p onclick=\"f('{'a.html/' * 25_000}&lt;')\">甲</p>").links,
    "a choice that is nearly one": lambda: (
        shown(f'<select onchange="{"this.options[" * 20_000}"><option value="1">甲</select>').links
    ),
    "hints of empty lines": lambda: shown(f'<a href="/a.html" title="甲{chr(10) * MANY}乙">甲</a>').links,
    "links of dots": lambda: shown(f'<a href="/a.html">{"." * 80}3</a>').links,
    "files without end": lambda: list(files_named(f"'{'.pdf?' * MANY}", ["pdf"])),
    "an attribute that nearly names a file": lambda: names_file(f"{'.pdf?' * MANY}\nx"),
    "titles of dots": lambda: titles.is_truncated("." * MANY + "x"),
    "records that do not end": lambda: list(JPAGE.links(shown("<record><![CDATA[" * 30_000), COLUMN)),
    "groups that do not end": lambda: list(JPAGE.further(shown("<nextgroup><![CDATA[" * 30_000), COLUMN, 0)),
    "rows with tags that do not end": lambda: list(links_of([{"title": "<" * MANY, "url": "/a.html"}], Base(URL))),
    "a loop of spaces": lambda: repeated(f"(a{' ' * 20_000}x"),
    "insertions that do not end": lambda: repeated("b in a", "{{" * MANY),
    "a node of a tree that is nearly one": lambda: (
        shown(f"<script>var t = new MzTreeView(); t.nodes['0_1'] = '{'a' * 70_000}'; document.write(t);</script>").links
    ),
    "imports that do not end": lambda: shown(f"<script type=module>{('import a' + chr(10)) * 30_000}</script>").loaded,
    "an element that nearly waits": lambda: has_gaps(
        shown(f"<div id=a>加载中{'.' * MANY}甲</div><script src=/m.js></script>")
    ),
    "an answer of tags that do not end": lambda: examined("<" * MOST_BYTES),
    "an answer of titles that do not end": lambda: examined("<title>" * MOST_BYTES),
    "an answer of links that do not end": lambda: AnswerBody(b"<a " * 100_000).has_links,
}


class StillReadingError(Exception):
    """A text is read for longer than any that is read once."""


@pytest.fixture
def limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise StillReadingError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("name", READERS)
def test_reading_ends(name: str) -> None:
    READERS[name]()


@given(st.text("ab%2?&=#", max_size=30))
def test_parameters_are_found_as_in_a_browser(query: str) -> None:
    found = PARAMETERS.all_found(query)
    assert found == ([match[0] for match in re.finditer(r"[?&]+([^=&]+)=([^&]*)", query)] or None)
