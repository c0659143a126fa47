"""The site in a browser, opened from the disk: what people do there, by pointer and by keyboard, in both languages."""

from __future__ import annotations

import contextlib
import pathlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.explorer.conftest import HARMED_REPORT, HOSTILE, RECOGNIZED

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright, which drives the browser, is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
ADDRESSES = [
    "#/",
    "#/map/2017",
    "#/province/32",
    "#/government/320200",
    "#/indicators",
    "#/indicator/applications.received.total/time",
    "#/indicator/d.denial_rate/year/2017/all",
    "#/report/320200-2017",
    "#/report/320200-2017/applications.answered.total",
    f"#/report/{HARMED_REPORT}",
    "#/search/复议",
    "#/about",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page of the site in a window of its own, with all that it complained about or asked for."""

    def __init__(self, browser: Any, folder: pathlib.Path, **options: Any) -> None:
        self.address = (folder / "index.html").as_uri()
        self.context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB"} | options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str) -> Any:
        self.page.goto(f"{self.address}{address}")
        self.page.wait_for_selector("main h1")
        return self.page

    def loaded(self) -> set[str]:
        """Names of the files that were asked for, from the folder of the site."""
        root = self.address.removesuffix("index.html")
        return {url.removeprefix(root).partition("#")[0] for url in self.requests}

    def assert_quiet(self) -> None:
        """Nothing was complained about, and nothing was asked of anybody else."""
        assert not self.complaints
        root = self.address.removesuffix("index.html")
        assert not [url for url in self.requests if not url.startswith((root, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Any, folder: pathlib.Path) -> Iterator[Any]:
    visits: list[Visit] = []

    def start(**options: Any) -> Visit:
        visits.append(Visit(browser, folder, **options))
        return visits[-1]

    with contextlib.ExitStack() as stack:
        yield start
        for one in visits:
            stack.callback(one.context.close)
            one.assert_quiet()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_from_the_map_to_a_report(visit: Any) -> None:
    here = visit()
    page = here.open("#/map/2017")
    page.get_by_role("link", name="Jiangsu, 2017: 1 of 1").click()
    page.get_by_role("heading", name="Jiangsu", level=1).wait_for()
    page.get_by_role("link", name="无锡市, 2017: published").click()
    page.get_by_role("heading", name="无锡市人民政府2017年政府信息公开年度报告").wait_for()
    assert page.url.endswith("#/report/320200-2017")
    page.locator("article .mark", has_text="2320").click()
    panel = page.locator("aside.panel")
    panel.get_by_text("applications.answered.total").first.wait_for()
    panel.get_by_text("the difference is -124").first.wait_for()
    assert page.locator("article .quoted").all_inner_texts() == ["共答复信息公开申请", "2320", "件"]
    assert page.url.endswith("#/report/320200-2017/applications.answered.total/1190")


def test_from_a_chart_to_the_marked_sentence(visit: Any) -> None:
    page = visit().open("#/indicator/applications.received.total/time/320200,150100")
    point = page.locator("figure svg [aria-label^='无锡市 2017: 2,338']")
    point.wait_for()
    point.click()
    page.get_by_role("heading", name="无锡市人民政府2017年").wait_for()
    assert page.locator("article .chosen").all_inner_texts() == ["2338"]
    page.go_back()
    page.get_by_role("table").get_by_role("link", name="2,338").click()
    page.locator("article .chosen").wait_for()


def test_what_nothing_proves_says_so_with_its_page(visit: Any) -> None:
    report, code = RECOGNIZED
    page = visit().open(f"#/report/{report}/{code}")
    panel = page.locator("aside.panel")
    panel.locator(".doubtful", has_text="recognised on a picture, proved by no sum").wait_for()
    assert "page 3" in panel.inner_text()
    assert page.locator(".glance .doubtful").count() == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    written = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.endswith("true,3") for line in written].count(True) == 1


def test_a_ratio_shows_what_it_was_divided_from(visit: Any) -> None:
    page = visit().open("#/indicator/d.denial_rate/year/2017/all")
    row = page.get_by_role("row", name="无锡市")
    assert row.locator("td").all_inner_texts()[1:] == ["0.075", "174", "2,320"]
    row.get_by_role("link", name="0.075").click()
    page.locator("aside.panel").wait_for()
    assert page.locator("article .chosen").all_inner_texts() == ["2320", "174"]


def test_search_finds_places_by_pinyin_and_words_in_their_sentences(visit: Any) -> None:
    here = visit()
    page = here.open("#/search")
    page.get_by_label("Place, year").fill("wuxi 2017")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="2017", exact=True).wait_for()
    assert page.locator(".cards li").first.inner_text().startswith("无锡市")
    page.get_by_label("Place, year").fill("行政复议 2017")
    page.get_by_role("button", name="Search").click()
    found = page.get_by_role("link", name="行政复议151件")
    found.click()
    page.locator("article .chosen", has_text="151").wait_for()
    page.goto(f"{here.address}#/search/没有这样的字")
    page.get_by_text("Nothing was found.").wait_for()


def test_a_year_alone_lists_its_reports_by_place(visit: Any) -> None:
    page = visit().open("#/search/2017")
    page.get_by_role("heading", name="2017 · Jiangsu").wait_for()
    headings = page.locator(".results h3").all_inner_texts()
    assert headings == ["2017 · Jiangsu", "2017 · Zhejiang", "2017 · Sichuan"]
    page.get_by_role("link", name="无锡市", exact=True).click()
    page.get_by_role("heading", name="无锡市人民政府2017年").wait_for()


def test_checks_are_told_in_the_language_of_the_page(visit: Any) -> None:
    page = visit(locale="zh-CN").open("#/report/320200-2017")
    told = page.locator(".box.bad .explanation").inner_text()
    assert told.startswith("申请答复数 2320 ≠ 属于已主动公开范围数 718")
    assert told.endswith("= 2444，相差 -124。")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="What does not agree").wait_for()
    told = page.locator(".box.bad .explanation").inner_text()
    assert told.startswith("Applications answered / handled in the year (all outcomes) 2320 is not Already proactively")


def test_breaks_are_those_of_the_indicator(visit: Any) -> None:
    here = visit()
    page = here.open("#/indicator/applications.answered.denied/time/320200,430726")
    assert page.locator(".comparability").inner_text().startswith("not comparable before and since 2019")
    page = here.open("#/indicator/applications.received.total/time/320200")
    assert page.locator(".comparability").inner_text().startswith("comparable over the years")
    page.locator("figure svg").wait_for()
    assert not page.get_by_text("Vertical lines").count()


def test_the_language_is_kept(visit: Any) -> None:
    page = visit(locale="zh-CN").open("#/")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.get_by_role("heading", level=1).inner_text() == "谁公布了年度报告"
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Who has published a yearly report").wait_for()
    page.reload()
    page.get_by_role("heading", name="Who has published a yearly report").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"


def test_everything_is_reached_by_keyboard(visit: Any) -> None:
    page = visit().open("#/province/32")
    page.keyboard.press("Tab")
    assert focused(page).startswith("跳到正文")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "无锡市, 2017: published":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="无锡市人民政府2017年").wait_for()
    assert focused(page).startswith("无锡市人民政府2017年"), "a new view begins at its heading"
    page.locator("article .mark", has_text="2320").focus()
    page.keyboard.press("Enter")
    page.locator("aside.panel").wait_for()
    assert focused(page) == "申请答复数" or "answered" in focused(page).lower()
    page.keyboard.press("Escape")
    assert focused(page) == "2320"
    assert page.locator("aside.panel").is_hidden()


def test_what_a_page_says_is_never_run(visit: Any) -> None:
    page = visit().open(f"#/report/{HARMED_REPORT}")
    assert page.get_by_role("heading", level=1).inner_text() == HOSTILE
    assert HOSTILE in page.locator("article").inner_text()
    page.locator("details.about-report summary").click()
    assert not page.locator("a[href^='javascript']").count()
    assert not page.locator("main img, main script").count()
    page.goto(f"{page.url.partition('#')[0]}#/search/window")
    page.locator(".results li").first.wait_for()
    assert page.evaluate("window.harmed") is None


def test_only_what_a_view_needs_is_loaded(visit: Any) -> None:
    here = visit()
    here.open("#/")
    data = {name for name in here.loaded() if name.startswith("data/")}
    assert data == {"data/site.js"}
    assert "charts-library.js" not in here.loaded()
    here.open("#/report/320200-2017")
    data = {name for name in here.loaded() if name.startswith("data/")}
    assert data == {"data/site.js", "data/codes.js", "data/reports/32/320200-2017.js"}


def test_a_page_that_is_not_there_says_so(visit: Any) -> None:
    here = visit()
    page = here.open("#/report/999999-2017")
    assert page.get_by_role("heading", level=1).inner_text() == "There is no such page in this data."
    # The browser itself tells that a file is missing.
    assert all("ERR_FILE_NOT_FOUND" in complaint for complaint in here.complaints)
    here.complaints.clear()


def test_charts_and_tables_are_downloaded(visit: Any) -> None:
    page = visit().open("#/indicator/applications.received.total/time/320200")
    page.locator("figure svg").wait_for()
    content = {}
    for button in ("Download SVG", "Download PNG", "Download CSV"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=button).click()
        content[button] = pathlib.Path(waiting.value.path()).read_bytes()
    assert b"<svg" in content["Download SVG"]
    assert content["Download PNG"].startswith(b"\x89PNG")
    assert content["Download CSV"].decode("utf-8-sig").splitlines()[1] == "320200,无锡市,2338"


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop and light", "phone and dark"]
)
def test_nothing_hinders_people(size: dict[str, int], scheme: str, visit: Any) -> None:
    here = visit(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in ADDRESSES:
        page = here.open(address)
        if "/indicator/" in address:
            page.locator("figure svg").first.wait_for()
        results = axe.Axe().run(page, options={"preload": False})
        found[address] = [
            (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"])
            for one in results.response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} is too wide"
    assert not any(found.values()), found
