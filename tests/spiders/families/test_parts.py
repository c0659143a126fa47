"""The further documents of one report, and what is asked for with each of them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from spiders.discovery.pages import PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step
from spiders.families.general.frontier import Frontier
from spiders.families.general.parts import Parts
from spiders.families.general.territory import Territory
from tests.spiders.families.walking import HOST, PORTAL

URL = f"{HOST}/nb/t1.html"
STEP = Step(url=URL, kind=Kind.REPORT, text="2020年报", referrer=f"{HOST}/nb/", depth=3, score=9, data={"first": 0})


@pytest.fixture
def parts() -> Parts:
    territory = Territory(PORTAL)
    return Parts(territory, Frontier(vocabulary().bounds, (), territory))


def page(body: str, url: str = URL) -> PortalPage:
    return PortalPage(url, f"<html><body>{body}</body></html>")


def part(url: str, whole: str = URL, text: str = "2020年报", **data: Any) -> Step:
    return Step(url=url, kind=Kind.PART, text=text, referrer=whole, depth=3, data={**data, "whole": whole})


def test_pictures_are_read_where_they_stand(parts: Parts) -> None:
    """What a system has told of the page is nothing to them; those of strangers are left."""
    shown = page(
        '<img src="a.png"><img src="http://www.stranger.com/b.png"><img src="a.png"><img src="c.jpg">', f"{URL}#a"
    )
    assert list(parts.pictured(shown, STEP)) == [part(f"{HOST}/nb/a.png"), part(f"{HOST}/nb/c.jpg")]
    assert list(parts.pictured(shown, STEP)) == [], "once"


def test_further_pages_bear_the_name_of_the_first(parts: Parts) -> None:
    shown = page("""<a href="t1_2.html">2</a><a href="t1_3.html">3</a><a href="t2.html">下一页</a>""")
    told = {f"{HOST}/nb/t1_4.html": {"first": 7, "name": "t1"}, f"{HOST}/nb/other.html": {}}
    found = list(parts.further(shown, STEP, told))
    known: dict[str, Any] = {"first": 0, "name": "t1"}
    assert found == [part(f"{HOST}/nb/t1_{number}.html", **known) for number in (4, 2, 3)]
    assert list(parts.further(page("", found[0].url), found[0], {f"{HOST}/nb/t1_5.html": {}})) == [
        part(f"{HOST}/nb/t1_5.html", **known)
    ]


@pytest.mark.parametrize(
    ("url", "whole", "is_part"),
    [
        ("/nb/t1_2.html", "/nb/t1.html", True),
        ("/nb/t1-12.html", "/nb/t1.html", True),
        ("/nb/t1_1234.html", "/nb/t1.html", False),
        ("/nb/t12.html", "/nb/t1.html", False),
        ("/nc/t1_2.html", "/nb/t1.html", False),
        ("/nb/2.html", "/nb/1.html", True),
        ("/nb/1.shtml", "/nb/1.html", False),
        ("/nb/1234.html", "/nb/1.html", False),
        ("/nb/_2.html", "/nb/", False),
        ("/nb/t.jsp?id=7&page=2", "/nb/t.jsp?id=7", True),
        ("/nb/t.jsp?id=7", "/nb/t.jsp?id=7", False),
        ("/nb/t.jsp?id=8&page=2", "/nb/t.jsp?id=7", False),
    ],
)
def test_which_addresses_are_pages_of_one_text(parts: Parts, url: str, whole: str, is_part: bool) -> None:
    step = dataclasses.replace(STEP, data={})
    found = list(parts.further(page("", HOST + whole), step, {HOST + url: {}}))
    assert found == ([part(HOST + url, HOST + whole)] if is_part else [])


def test_a_report_has_no_more_parts_than_one_has(parts: Parts) -> None:
    told: dict[str, dict[str, Any]] = {f"{HOST}/nb/t1_{number}.html": {} for number in range(2, 99)}
    assert len(list(parts.further(page(""), STEP, told))) == 60
    other = page("", f"{HOST}/nb/t7.html")
    assert len(list(parts.further(other, STEP, {f"{HOST}/nb/t7_2.html": {}}))) == 1


def test_frames_and_what_a_page_leads_on_to_may_be_the_report(parts: Parts) -> None:
    shown = PortalPage(
        URL,
        '<html><head><meta http-equiv="refresh" content="0;url=b.html"></head><body><iframe src="a.html"></iframe>'
        '<iframe src="http://www.stranger.com/c.html"></iframe></body></html>',
    )
    assert list(parts.within(shown, STEP)) == [
        dataclasses.replace(STEP, url=f"{HOST}/nb/{name}.html", referrer=URL, data={}, score=0) for name in "ab"
    ]
    assert list(parts.within(shown, STEP)) == []
