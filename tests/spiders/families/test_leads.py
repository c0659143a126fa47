"""Where a page leads by itself: frames, what takes its place, and the few links of a page that shows nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from spiders.discovery.pages import PortalPage
from spiders.families.base import Kind, Step, Why
from spiders.families.general.leads import Leads
from tests.spiders.families.walking import HOST, short

FRAMES = '<iframe src="/a.html"></iframe><iframe src="/b.html"></iframe>'
REFRESH = '<meta http-equiv="refresh" content="0;url=/new/">'
LINKS = [f'<a href="/{name}/">进入{name}</a>' for name in "xyz"]
THREE = "".join(LINKS)


def page(body: str) -> PortalPage:
    return PortalPage(f"{HOST}/gk/", f"<html><body>{body}</body></html>")


def step(kind: Kind, **of: Any) -> Step:
    return Step(**({"url": f"{HOST}/gk/", "kind": kind, "score": 60, "depth": 3, "text": "公开"} | of))


Row = tuple[str | None, Kind, Why, int, int]


def rows(steps: Any) -> list[Row]:
    """Address, kind, reason, score and hops of steps, all of which are as deep as the page and come from it."""
    found = list(steps)
    assert {(short(one.referrer), one.depth, one.text, one.otherwise) for one in found} <= {("/gk/", 3, "公开", None)}
    return [(short(one.url), one.kind, one.why, one.score, one.hops) for one in found]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        pytest.param(REFRESH, step(Kind.PATH), [("/new/", Kind.PATH, Why.PAGE, 60, 1)], id="what takes its place"),
        pytest.param(REFRESH, step(Kind.HOME), [("/new/", Kind.HOME, Why.HOME_LEADS, 60, 1)], id="of the home page"),
        pytest.param(REFRESH, step(Kind.PATH, hops=2), [("/new/", Kind.PATH, Why.PAGE, 60, 3)], id="the third time"),
        pytest.param(REFRESH, step(Kind.PATH, hops=3), [], id="the fourth time"),
        pytest.param(
            FRAMES,
            step(Kind.PATH),
            [("/a.html", Kind.PATH, Why.PAGE, 46, 0), ("/b.html", Kind.PATH, Why.PAGE, 46, 0)],
            id="frames on the way, the deeper the less",
        ),
        pytest.param(
            FRAMES,
            step(Kind.LIST, column=True),
            [("/a.html", Kind.COLUMN, Why.PAGE, 60, 0), ("/b.html", Kind.COLUMN, Why.PAGE, 60, 0)],
            id="frames of a column",
        ),
        pytest.param(
            FRAMES + "".join(LINKS[:2]),
            step(Kind.HOME),
            [("/a.html", Kind.HOME, Why.PAGE, 60, 1), ("/b.html", Kind.HOME, Why.PAGE, 60, 1)],
            id="frames of a home page with as many links",
        ),
        pytest.param(FRAMES + THREE, step(Kind.HOME), [], id="frames of a home page with more links"),
        pytest.param(FRAMES, step(Kind.LIST), [], id="frames of a list"),
        pytest.param(THREE, step(Kind.PATH), [], id="links alone"),
    ],
)
def test_what_a_page_shows_inside_itself_or_in_its_place(body: str, given: Step, expected: list[Row]) -> None:
    assert rows(Leads().inner(page(body), given)) == expected


@pytest.mark.parametrize(
    ("given", "n_frames"),
    [
        (step(Kind.COLUMN, column=True), 2),
        (step(Kind.COLUMN, column=True, agency="市教育局"), 0),
        (step(Kind.PATH), 0),
    ],
)
def test_the_frames_of_the_governments_own_column_may_lie_on_another_host(given: Step, n_frames: int) -> None:
    expected = [(path, Kind.COLUMN, Why.FRAME_OF_COLUMN, 60, 0) for path in ("/a.html", "/b.html")]
    assert rows(Leads().frames_elsewhere(page(FRAMES), given)) == expected[:n_frames]


@pytest.mark.parametrize(
    ("body", "given", "paths"),
    [
        pytest.param(THREE, step(Kind.PATH), ["/x/", "/y/", "/z/"], id="three links"),
        pytest.param(THREE, step(Kind.PATH, hops=2), ["/x/", "/y/", "/z/"], id="of the third page in a row"),
        pytest.param(THREE, step(Kind.PATH, hops=3), [], id="of the fourth"),
        pytest.param(THREE, step(Kind.LIST), [], id="of a list"),
        pytest.param(f"{THREE}<p>{'公开' * 250}</p>", step(Kind.PATH), [], id="beside a text"),
        pytest.param(
            '<a href="/a.pdf">进入</a><a href="/b.css">进入</a><a href="/c/">进入</a>',
            step(Kind.PATH),
            ["/c/"],
            id="files are none",
        ),
        pytest.param(
            '<a href="/en/">English</a><a href="/c/">进入</a>', step(Kind.PATH), ["/c/"], id="other languages"
        ),
        pytest.param("<a onclick=\"location='/c/'\">进入</a>", step(Kind.PATH), ["/c/"], id="a click"),
    ],
)
def test_the_few_links_of_a_page_that_shows_nothing_else(body: str, given: Step, paths: list[str]) -> None:
    expected = [(path, given.kind, Why.PAGE, 60, given.hops + 1) for path in paths]
    assert rows(Leads().few_links(page(body), given)) == expected


def test_a_splash_page_may_lead_to_any_government() -> None:
    assert rows(Leads().few_links(page(THREE), step(Kind.HOME))) == [
        (path, Kind.HOME, Why.SPLASH, 60, 1) for path in ("/x/", "/y/", "/z/")
    ]
