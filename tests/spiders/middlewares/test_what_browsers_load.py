"""What is shown in a browser, and what a page may load there: told by a played browser, so no real one is needed."""

from __future__ import annotations

import asyncio
import pathlib
import time
import types
from typing import Any

import pytest
import scrapy
from scrapy import signals
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from spiders import browser
from spiders.middlewares import rendering
from spiders.middlewares.rendering import RenderingMiddleware
from spiders.portals import Portal

Error = pytest.importorskip("playwright.async_api").Error

HOME = "http://www.example.gov.cn/"
URL = f"{HOME}nb/"
RECORD = {"portal": "a", "role": "listing", "place": "320200", "referrer": HOME, "link_text": "年报"}
PORTAL = Portal("a", "", "甲省/甲市", "prefecture", HOME, hosts="old.example.net:8080", render=True)
PAGE = HtmlResponse(URL, body="<p>甲</p>".encode(), encoding="utf-8", headers={"X": "1"})


class Recorder:
    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def record(self, **columns: Any) -> None:
        self.rows.append(columns)


class Engine:
    """Answers each request with its own address, but for one that cannot be had."""

    def __init__(self) -> None:
        self.asked: list[scrapy.Request] = []

    async def download_async(self, request: scrapy.Request) -> Response:
        self.asked.append(request)
        if "unreachable" in request.url:
            raise OSError(request.url)
        return TextResponse(request.url, 201, {"Content-Type": "application/json; charset=x"}, b"{}", encoding="gbk")


def crawler(recorder: Recorder, engine: Engine | None = None) -> Any:
    settings = {
        "RECORDER": recorder,
        "RENDERED_PAGES": 2,
        "RENDERED_REQUESTS": 3,
        "RENDERED_SECONDS": 1.0,
        "RENDERED_PORTALS": (PORTAL,),
    }
    return types.SimpleNamespace(settings=Settings(settings), signals=SignalManager(), engine=engine)


def request(portal: str = "a", *, render: bool = True) -> scrapy.Request:
    return scrapy.Request(URL, meta={"record": {**RECORD, "portal": portal}, "render": render})


def shown(recorder: Recorder, *asked: tuple[scrapy.Request, Response], markup: str = "<p>乙</p>") -> list[Response]:
    """What the crawl sees of answers where a browser shows some markup."""

    class Played(RenderingMiddleware):
        async def _markup(self, request: scrapy.Request, response: TextResponse) -> str:
            return markup

    async def run() -> list[Response]:
        middleware = Played.from_crawler(crawler(recorder))
        return [await middleware.process_response(*each) for each in asked]

    return asyncio.run(run())


class Program:
    """A browser or its driver, which notes that it is ended."""

    def __init__(self, ended: list[str], name: str) -> None:
        self._ended, self._name = ended, name

    async def close(self) -> None:
        self._ended.append(f"{self._name} closed")

    async def stop(self) -> None:
        self._ended.append(f"{self._name} stopped")


@pytest.mark.parametrize("was_started", [True, False])
def test_the_browser_ends_with_the_crawl(was_started: bool) -> None:
    ended: list[str] = []
    connected: list[tuple[Any, object]] = []

    async def run() -> None:
        crawl = crawler(Recorder())
        crawl.signals = types.SimpleNamespace(connect=lambda *given: connected.append(given))
        middleware = RenderingMiddleware.from_crawler(crawl)
        if was_started:
            middleware._starting = asyncio.get_running_loop().create_future()
            middleware._starting.set_result(Program(ended, "browser"))  # type: ignore[arg-type]
            middleware._driver = Program(ended, "driver")  # type: ignore[assignment]
        ((close, signal),) = connected
        assert signal is signals.spider_closed
        await close()

    asyncio.run(run())
    assert ended == (["browser closed", "driver stopped"] if was_started else [])


def test_what_a_browser_shows_takes_the_place_of_the_markup() -> None:
    (seen,) = shown(Recorder(), (request(), PAGE))
    assert isinstance(seen, HtmlResponse)
    assert (seen.url, seen.status, seen.text, seen.headers["X"]) == (URL, 200, "<p>乙</p>", b"1")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param(request(render=False), PAGE, id="a page that nobody wants shown"),
        pytest.param(request("b"), PAGE, id="a portal whose row asks for none"),
        pytest.param(request(), PAGE.replace(status=404), id="an answer that is no page"),
        pytest.param(request(), Response(URL, body=b"PDF"), id="a file"),
    ],
)
def test_other_answers_stay_as_they_came(asked: scrapy.Request, answer: Response) -> None:
    assert shown(Recorder(), (asked, answer)) == [answer]


def test_a_page_of_which_nothing_is_shown_stays_as_it_came() -> None:
    assert shown(Recorder(), (request(), PAGE), markup="") == [PAGE]


def test_pages_beyond_the_bound_stay_as_they_came_and_that_is_logged_once() -> None:
    recorder = Recorder()
    seen = shown(recorder, *[(request(), PAGE)] * 4, (request("b"), PAGE))
    assert [each is PAGE for each in seen] == [False, False, True, True, True]
    (row,) = recorder.rows
    assert row == {
        "url": URL,
        **RECORD,
        "outcome": "bounded",
        "reason": "the browser has shown 2 pages of the portal; others are read as they came",
    }


class Route:
    """A request of a page in the browser, and how it was answered."""

    def __init__(self, url: str, kind: str = "fetch", method: str = "GET", body: bytes | None = None) -> None:
        self.frame: object = None
        self.answer: dict[str, Any] | None = None
        self.request = types.SimpleNamespace(
            url=url,
            resource_type=kind,
            method=method,
            post_data_buffer=body,
            headers={"accept": "x", "content-type": "y", "cookie": "secret", "x-requested-with": "z"},
            frame=self.frame,
            is_navigation_request=lambda: kind == "navigation",
        )

    async def fulfill(self, **answer: Any) -> None:
        self.answer = answer

    async def abort(self) -> None:
        self.answer = {"status": "failed"}


def loaded(*routes: Route, engine: Engine | None = None, frame: object = None, is_over: bool = False) -> list[Any]:
    """The status that each request of one page gets."""
    page: Any = types.SimpleNamespace(main_frame=frame)
    hosts = frozenset(rendering._hosts(PORTAL))
    visit = rendering._Visit(crawler(Recorder(), engine or Engine()), request(), PAGE, page, hosts, 3)
    if is_over:
        visit.end()

    async def run() -> None:
        for route in routes:
            await visit.answer(route)  # type: ignore[arg-type]

    asyncio.run(run())
    assert visit.has_begun == any(route.request.is_navigation_request() and frame is None for route in routes)
    return [(route.answer or {})["status"] for route in routes]


def test_the_page_itself_is_given_as_it_came_and_leads_nowhere() -> None:
    first, second, inner = Route(URL, "navigation"), Route(f"{HOME}led", "navigation"), Route(URL)
    assert loaded(first, second, inner) == [200, 204, 201]
    assert first.answer == {
        "status": 200,
        "headers": {"content-type": "text/plain; charset=utf-8", "access-control-allow-origin": "*"},
        "body": PAGE.body,
    }
    assert (inner.answer or {})["headers"]["content-type"] == "application/json; charset=gbk"


def test_the_page_of_a_frame_is_asked_for_like_any_other_part() -> None:
    assert loaded(Route(URL, "navigation"), Route(URL, "document"), frame=object()) == ["failed", 201]


@pytest.mark.parametrize(
    ("route", "is_asked"),
    [
        (Route(f"{HOME}rows"), True),
        (Route(f"{HOME}rows", "xhr"), True),
        (Route(f"{HOME}list.js", "script"), True),
        (Route(f"{HOME}frame", "document"), True),
        (Route(f"{HOME}rows", method="POST", body=b"p=1"), True),
        (Route("http://data.example.gov.cn/rows"), True),
        (Route("http://old.example.net:8080/rows"), True),
        (Route("http://www.example.com/rows"), False),
        (Route(f"{HOME}rows", method="PUT"), False),
        (Route(f"{HOME}a.png", "image"), False),
        (Route(f"{HOME}a.css", "stylesheet"), False),
        (Route(f"{HOME}api/delete?id=1"), False),
        (Route(f"{HOME}counter/hits"), False),
        (Route(f"{HOME}counter/hits.js", "script"), True),
        (Route("data:text/plain,x"), False),
    ],
    ids=lambda value: (
        f"{value.request.method} {value.request.resource_type} {value.request.url}" if isinstance(value, Route) else ""
    ),
)
def test_what_a_page_may_load(route: Route, is_asked: bool) -> None:
    engine = Engine()
    assert loaded(route, engine=engine) == [201 if is_asked else "failed"]
    assert [each.url for each in engine.asked] == [route.request.url] * is_asked


def test_what_a_page_loads_is_asked_for_as_a_part_of_the_crawl() -> None:
    engine = Engine()
    loaded(Route(f"{HOME}rows", method="POST", body=b"p=1"), Route(f"{HOME}rows"), engine=engine)
    posted, got = engine.asked
    assert (posted.method, posted.body, got.method, got.body) == ("POST", b"p=1", "GET", b"")
    assert {name: posted.headers[name] for name in posted.headers} == {
        b"Accept": b"x",
        b"Content-Type": b"y",
        b"X-Requested-With": b"z",
    }
    assert posted.meta["record"] == {**RECORD, "role": "page", "referrer": URL, "link_text": None}
    assert posted.meta["may_be_empty"]
    assert posted.dont_filter


def test_what_cannot_be_had_fails_and_so_does_all_beyond_the_bound() -> None:
    routes = [Route(f"{HOME}unreachable"), *(Route(f"{HOME}{number}") for number in range(3))]
    assert loaded(*routes) == ["failed", 201, 201, "failed"]
    assert loaded(Route(f"{HOME}rows"), is_over=True) == ["failed"]


@pytest.mark.parametrize(
    ("programs", "named", "taken"),
    [
        ([], "", ""),
        (["google-chrome"], "", "google-chrome"),
        (["google-chrome", "chromium-browser"], "", "chromium-browser"),
        (["chromium", "chromium-browser"], "", "chromium"),
        (["chromium"], "/opt/browser", "/opt/browser"),
    ],
)
def test_which_program_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path, programs: list[str], named: str, taken: str
) -> None:
    for name in programs:
        (tmp_path / name).touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(browser.CHROMIUM_VARIABLE, named)
    assert browser.path().removeprefix(f"{tmp_path}/") == taken
    assert ("there is no Chromium" in browser.missing()) == (not taken)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "playwright is not installed" in browser.missing()


class Context:
    """A window of a played browser, whose page asks for itself and then for what it is told."""

    def __init__(
        self, given: dict[str, Any], loads: list[str], *, fails: bool = False, rests: bool = True, hangs: str = ""
    ) -> None:
        self.given, self.loads, self.fails, self.rests, self.hangs = given, loads, fails, rests, hangs
        self.main_frame = None
        self.answers: list[Any] = []
        self.sockets: list[str] = []
        self.closed = False

    async def new_page(self) -> Context:
        return self

    async def route(self, pattern: str, answer: Any) -> None:
        assert pattern == "**/*"
        self.answer = answer

    async def route_web_socket(self, pattern: str, answer: Any) -> None:
        assert pattern == "**/*"
        answer(types.SimpleNamespace(close=lambda: self.sockets.append("closed")))

    async def goto(self, url: str, **_: object) -> None:
        if self.fails:
            raise Error("the window is gone")
        for route in (Route(url, "navigation"), *(Route(f"{HOME}{name}") for name in self.loads)):
            await self.answer(route)
            self.answers.append((route.answer or {})["status"])

    async def wait_for_load_state(self, state: str, **_: object) -> None:
        if not self.rests:
            await asyncio.sleep(60)

    async def content(self) -> str:
        if self.hangs == "content":
            await asyncio.sleep(60)
        late = Route(f"{HOME}late")
        await self.answer(late)
        self.answers.append((late.answer or {})["status"])
        return "<p>乙</p>"

    async def close(self) -> None:
        if self.hangs == "close":
            await asyncio.sleep(60)
        if self.hangs == "gone":
            raise Error("the browser is gone")
        self.closed = True


def shown_by(browser: object, crawl: Any) -> Response:
    """The answer for a page that such a browser shows."""

    async def run() -> Response:
        middleware = RenderingMiddleware.from_crawler(crawl)
        middleware._starting = asyncio.get_running_loop().create_future()
        middleware._starting.set_result(browser)  # type: ignore[arg-type]
        asked = request()
        asked.headers["User-Agent"] = "nianbao"
        return await middleware.process_response(asked, PAGE)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("fails", "rests", "shown", "answers"),
    [
        pytest.param(False, True, "<p>乙</p>", [200, 201, 201], id="a page that comes to rest"),
        pytest.param(False, False, "<p>乙</p>", [200, 201, "failed"], id="a page whose time is over"),
        pytest.param(True, True, "", [], id="a page that is never shown"),
    ],
)
def test_a_page_is_shown_in_a_window_of_its_own(fails: bool, rests: bool, shown: str, answers: list[Any]) -> None:
    contexts: list[Context] = []

    class Browser:
        async def new_context(self, **given: Any) -> Context:
            contexts.append(Context(given, ["rows"], fails=fails, rests=rests))
            return contexts[-1]

    crawl = crawler(Recorder(), Engine())
    crawl.settings["RENDERED_SECONDS"] = 0.1
    seen = shown_by(Browser(), crawl)
    assert isinstance(seen, HtmlResponse)
    assert seen.text == (shown or PAGE.text)
    (context,) = contexts
    assert context.given == {"user_agent": "nianbao", "service_workers": "block", "accept_downloads": False}
    assert (context.answers, context.sockets, context.closed) == (answers, ["closed"], True)


@pytest.mark.parametrize(
    ("hangs", "shown"),
    [
        pytest.param("content", PAGE.text, id="one that does not say what it shows"),
        pytest.param("close", "<p>乙</p>", id="one whose windows do not close"),
        pytest.param("gone", "<p>乙</p>", id="one that is gone in the end"),
    ],
)
def test_a_browser_that_does_not_answer_holds_up_no_crawl(
    monkeypatch: pytest.MonkeyPatch, hangs: str, shown: str
) -> None:
    class Browser:
        async def new_context(self, **given: Any) -> Context:
            return Context(given, [], hangs=hangs)

    monkeypatch.setattr(rendering, "_GRACE_SECONDS", 0.1)
    begun = time.monotonic()
    seen = shown_by(Browser(), crawler(Recorder(), Engine()))
    assert isinstance(seen, HtmlResponse)
    assert seen.text == shown
    assert time.monotonic() - begun < 30
