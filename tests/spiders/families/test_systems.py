"""What each system of content management reads of a page, and the whole of what it asks for next."""

from __future__ import annotations

import dataclasses
import html
import json
import urllib.parse
from typing import Any

import pytest

from spiders.discovery.addresses import Base
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import Link, PortalPage
from spiders.families.base import Kind, Step, System
from spiders.families.gkmlpt import Gkmlpt
from spiders.families.hanweb import AnnualReportPage, Catalogue, Jpage
from spiders.families.jpaas import Units
from spiders.families.query import FormColumns, QueryPages
from spiders.families.question import Question, read
from spiders.families.state import PageState
from spiders.families.trs import Trs
from spiders.families.ucap import Ucap
from spiders.scripting.effects import Asked

HOST = "http://www.example.gov.cn"
JUDGE = Judge("江苏省/甲市")
URL = f"{HOST}/gk/nb/index.html"
STEP = Step(
    url=URL,
    kind=Kind.COLUMN,
    text="年报",
    referrer=f"{HOST}/",
    score=7,
    depth=2,
    method="POST",
    body="x=1",
    family="other",
    column=True,
    list_page=2,
    data={"kept": 1},
    otherwise=Step(url=HOST, kind=Kind.HOME),
)


def page(body: str, url: str = URL) -> PortalPage:
    return PortalPage(url, f"<html><body>{body}</body></html>")


def next_page(system: System, url: str, **changes: Any) -> Step:
    """The step to a next page, of which only what a system says of its own is given."""
    usual = {
        "kind": Kind.LIST,
        "referrer": URL,
        "list_page": 3,
        "family": system.name,
        "method": "GET",
        "body": "",
        "otherwise": None,
    }
    return dataclasses.replace(STEP, url=url, **{**usual, **changes})


def links(system: System, found: PortalPage, step: Step = STEP) -> list[tuple[str, str, str]]:
    return [(link.url, link.text, link.origin) for link in system.links(found, step)]


# ---- TRS ------------------------------------------------------------------------------------------------------------

TRS = Trs(JUDGE)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("createPageHTML(5, 1, 'index', 'html');", (1, "index_2.html", "index_3.html")),
        ("createPageHTML('pager', 5, 1, 'list', '.shtml');", (1, "list_2.shtml", "list_3.shtml")),
        ("createPageHTML(5, 0, 'index', 'html');", (0, "index_1.html", "index_2.html")),
        ("createPageHTML(2, 0, 'index', 'html');", (0, "index_1.html", "index_2.html")),
        ("createPageHTML(1, 0, 'index', 'html');", None),
        ("createPageHTML(5, 4, 'index', 'html');", (4, "index_5.html", None)),
        ("createPageHTML('a', 'b', 'index', 'html');", None),
        ("createPageHTML(5, 0, '', 'html');", None),
        ("createPageHTML(5, 0, 'index');", None),
        ("createPageHTML(5, 0, 'index', '');", None),
        ("createPageHTML(); createPageHTML(9, 3, 'old', 'htm');", (3, "old_4.htm", "old_5.htm")),
        (
            "var countPage = 4; var currentPage = 0; var n = 'index_' + 1 + '.shtml';",
            (0, "index_1.shtml", "index_2.shtml"),
        ),
        ("var countPage = 4; var currentPage = 0;", (0, "index_1.html", "index_2.html")),
        ("$('#p').pagination('setPage', 4, 6);", (2, "index_3.html", "index_4.html")),
        ("$('#p').pagination('setPage', 6);", (2, "index_3.html", "index_4.html")),
        ("$('#p').pagination('setPage', 3, 2);", (2, "index_3.html", None)),
    ],
)
def test_trs_numbers_the_pages_of_a_list(code: str, told: tuple[int, str, str | None] | None) -> None:
    shown = page(f"<script>function createPageHTML(a, b, c, d) {{}}\n{code}</script>")
    assert TRS.recognises(shown)
    found = list(TRS.further(shown, STEP, 3))
    if told is None:
        assert found == []
        return
    first, name, after = told
    settled: dict[str, Any] = {"family": "", "data": {"kept": 1, "first": first}}
    skipped = next_page(TRS, f"{HOST}/gk/nb/{after}", **settled) if after else None
    assert found == [next_page(TRS, f"{HOST}/gk/nb/{name}", otherwise=skipped, **settled)]


@pytest.mark.parametrize(("current", "goes_on"), [(3, True), (4, False)])
@pytest.mark.parametrize("first", [0, 1])
def test_the_first_page_of_trs_says_where_its_numbers_end(current: int, goes_on: bool, first: int) -> None:
    shown = page(f"<script>createPageHTML(5, {current + first}, 'index', 'html');</script>")
    step = dataclasses.replace(STEP, data={"first": first})
    settled: dict[str, Any] = {"family": "", "data": {"first": first}}
    following = next_page(TRS, f"{HOST}/gk/nb/index_{current + first + 1}.html", **settled)
    assert list(TRS.further(shown, step, 3)) == [following] * goes_on


@pytest.mark.parametrize(("first", "goes_on"), [(0, False), (1, True)])
@pytest.mark.parametrize("before", ["", "<a href='/xw/index_{}.html'>2</a>", "<a href='index_7.html'>2</a>"])
def test_the_pager_of_trs_says_where_its_numbers_begin(before: str, first: int, goes_on: bool) -> None:
    """What leads to another list, or to a number that no pager begins with, is none of its links."""
    pages = "".join(f"<a href='index_{number + first - 1}.html'>{number}</a>" for number in (2, 4))
    other = before.format(2 - first)
    shown = page(f"<script>createPageHTML(5, 4, 'index', 'html');</script>{other}{pages}")
    for data in ({}, {"first": 1 - first}):
        assert bool(list(TRS.further(shown, dataclasses.replace(STEP, data=data), 3))) == goes_on


@pytest.mark.parametrize(
    "code",
    [
        "function createPageHTML(a) {}",
        "var countPage = 4;",
        "var currentPage = 4;",
        "$('#p').pagination({total: 3})",
        "",
    ],
)
def test_what_only_looks_like_trs_is_none(code: str) -> None:
    assert not TRS.recognises(page(f"<script>{code}</script>"))


# ---- Hanweb ---------------------------------------------------------------------------------------------------------

JPAGE = Jpage(JUDGE)


def records(*rows: str) -> str:
    return "".join(f"<record><![CDATA[{row}]]></record>" for row in rows)


ROWS = (
    '<a href="/a.html">甲</a>',
    '<li><a href="b.html">乙</a></li>',
    '<tr><td><a href="c.html">丙</a></td></tr>',
    ' <td><a href="d.html">丁</a></td>',
)
NAMED = {"columnid": "31", "unitid": "u/7", "webid": "2", "col": "1"}
SHELL = (
    "<script>var p = {columnid: 31, 'unitid': 'u%2F7', \"webid\": \"2\", col=1}; perPage: 20; totalRecord: 200;"
    " url('/other/dataproxy.jsp?page=1')</script>"
)


def test_the_records_of_a_list_are_its_links() -> None:
    found = page(records(*ROWS))
    assert JPAGE.recognises(found)
    assert JPAGE.recognises(page("dataproxy.jsp"))
    assert not JPAGE.recognises(page("<record>x</record>"))
    expected = [
        (f"{HOST}/a.html", "甲"),
        *((f"{HOST}/gk/nb/{name}.html", words) for name, words in ("b乙", "c丙", "d丁")),
    ]
    assert [(url, words) for url, words, _ in links(JPAGE, found)] == expected
    based = dataclasses.replace(STEP, data={"base": Base(f"{HOST}/else/list.html")})
    assert links(JPAGE, found, based)[1][0] == f"{HOST}/else/b.html"


def asked_for(step: Step) -> tuple[str, dict[str, str], dict[str, str]]:
    """Address, query and form of a step."""
    parts = urllib.parse.urlsplit(step.url)
    address = parts._replace(query="").geturl()
    return address, dict(urllib.parse.parse_qsl(parts.query)), dict(urllib.parse.parse_qsl(step.body))


def test_a_list_of_records_goes_on_three_pages_at_a_time() -> None:
    shown = page(f"{SHELL}{records(*ROWS)}")
    (step,) = JPAGE.further(shown, STEP, 4)
    numbers = {"startrecord": "5", "endrecord": "64", "perpage": "20"}
    assert asked_for(step) == (f"{HOST}/other/dataproxy.jsp", numbers | NAMED, {})
    data = {
        "kept": 1,
        "reached": 64,
        "per_page": 20,
        "parameters": NAMED,
        "proxy": f"{HOST}/other/dataproxy.jsp",
        "base": Base(URL),
    }
    posted = step.otherwise
    assert posted is not None
    assert step == next_page(JPAGE, step.url, data=data, otherwise=posted)
    assert posted == next_page(JPAGE, posted.url, method="POST", body=posted.body, data={**data, "posted": True})
    assert asked_for(posted) == (f"{HOST}/other/dataproxy.jsp", numbers, NAMED)
    # The answer names none of it again, but for the number of all records.
    answer = PortalPage(step.url, "<totalrecord>200</totalrecord>")
    (third,) = JPAGE.further(answer, posted, 60)
    assert asked_for(third)[1:] == ({"startrecord": "65", "endrecord": "124", "perpage": "20"}, NAMED)
    assert third.data == {**data, "reached": 124, "posted": True}
    (third,) = JPAGE.further(answer, step, 60)
    assert third.method == "GET"
    assert third.data == {**data, "reached": 124}


@pytest.mark.parametrize(("total", "goes_on"), [(4, False), (5, True)])
def test_a_list_of_records_ends_with_the_last_of_them(total: int, goes_on: bool) -> None:
    shown = page(f"<script>totalRecord: '{total}', columnid='31'</script>{records(*ROWS)}")
    found = list(JPAGE.further(shown, STEP, 4))
    assert [(asked_for(step)[0], asked_for(step)[1]["endrecord"]) for step in found] == [
        (f"{HOST}/module/web/jpage/dataproxy.jsp", str(4 + 3 * 15))
    ] * goes_on


def test_where_no_total_is_told_the_next_group_is_asked_for() -> None:
    group = "<nextgroup><![CDATA[<a href='group_2.html'>x</a>]]></nextgroup>"
    expected = next_page(JPAGE, f"{HOST}/gk/nb/group_2.html", data={"kept": 1, "base": Base(URL)})
    assert list(JPAGE.further(page(group), STEP, 4)) == [expected]
    assert list(JPAGE.further(page(f"totalRecord: 9 {group}"), STEP, 4)) == [expected], "without parameters"
    assert list(JPAGE.further(page("totalRecord: 9"), STEP, 4)) == []
    (step,) = JPAGE.further(page(f"totalRecord: 9, columnid: 3 {group}"), STEP, 4)
    assert step.otherwise is not None
    assert step.otherwise.otherwise == expected


CATALOGUE = Catalogue(JUDGE)
TREE = """<script>function add() {}
add(1, 0, '政府信息公开年报', "show('A01','x')"); add(2, 0, '概况', "show('A02')"); add(3, 0);
var jdid = 'j7'; var area = ''; var other = 'o';</script>
<a href="javascript:show('A03')">政府信息公开年度报告</a><a onclick="show('A04', '')">年度报告</a>
<a href="/x">年度报告</a><a onclick="show(this)">年度报告</a><form>
<input name="divid" value="d9"><input name="jdid" value="not"></form>
<!-- module/xxgk/search.jsp -->"""


def test_the_catalogue_asks_for_each_theme_of_reports() -> None:
    shown = page(TREE, f"{URL}?area=33")
    assert CATALOGUE.recognises(shown)
    assert not CATALOGUE.recognises(page("module/xxgk/other.jsp"))
    step = dataclasses.replace(STEP, url=f"{URL}?area=33", column=False)
    found = list(CATALOGUE.further(shown, step, 0))
    forms = [
        {"infotypeId": theme, "jdid": "j7", "area": "33", "divid": "d9", "currpage": "1"}
        for theme in ("A01", "A03", "A04")
    ]
    assert [one.data for one in found] == [{"kept": 1, "form": form} for form in forms]
    assert found == [
        dataclasses.replace(
            next_page(CATALOGUE, f"{HOST}/module/xxgk/search.jsp", referrer=step.url),
            method="POST",
            body=urllib.parse.urlencode(form),
            data={"kept": 1, "form": form},
        )
        for form in forms
    ]


@pytest.mark.parametrize(("told", "goes_on"), [("共 3 页", True), ("totalpage=3", True), ("共2页", False), ("", False)])
def test_a_theme_goes_on_to_its_last_page(told: str, goes_on: bool) -> None:
    form = {"infotypeId": "A01", "currpage": "2"}
    step = dataclasses.replace(STEP, data={"form": form})
    following = {"infotypeId": "A01", "currpage": "3"}
    body = urllib.parse.urlencode(following)
    expected = next_page(CATALOGUE, URL, method="POST", body=body, data={"form": following})
    assert list(CATALOGUE.further(page(told), step, 9)) == [expected] * goes_on


def test_the_page_of_annual_reports_has_an_address_for_each_year() -> None:
    system, url = AnnualReportPage(JUDGE), f"{HOST}/XxgkAnnualReport.jsp?unit=7&fbtime=2011"
    body = """<select><option value="2019">x</option><option>2018年</option></select>
    <ul><li onclick="go(2017)">y</li></ul><a onclick="go(2016)">z</a><a href="javascript:go('2015')">w</a>
    <a href="/2014.html">v</a><li onclick="go(2017)">y</li><a href="JavaScript:go(1998)">u</a>"""
    assert system.recognises(page("", url))
    assert system.recognises(page("see xxgkAnnualReport.jsp"))
    assert not system.recognises(page("AnnualReport.jsp"))
    years = (2019, 2018, 2017, 2016, 1998, 2015)
    found = links(system, page(body, url))
    assert sorted(found) == sorted(
        (f"{HOST}/XxgkAnnualReport.jsp?unit=7&fbtime={year}", f"{year}年", "option") for year in years
    )
    assert links(system, page(body)) == []


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_numbers_of_pages_that_are_none_are_passed_over(number: str) -> None:
    told = f"createPageHTML('{number}', '0', 'index', 'html'); var countPage = {number}, currentPage = {number};"
    assert list(TRS.further(page(f"<script>{told} $('#p').pagination('setPage', {number});</script>"), STEP, 1)) == []
    records = f"<record><![CDATA[<a href='/a.html'>x</a>]]></record><totalrecord>{number}</totalrecord>"
    assert len(list(JPAGE.further(page(f"{records} columnid: '7', perpage: {number}"), STEP, 1))) <= 1
    question = Question(f"{HOST}/l", "GET", {"page": number, "size": number}, as_json=False)
    assert (question.number, question.size) == (1, 0)


# ---- jpaas ----------------------------------------------------------------------------------------------------------

UNITS = Units(JUDGE)
UNIT = """<div querydata="{'pageId': '#', 'tagId': 'l'}" url="/front/page/build/unit" rows="3" count="@"></div>"""


def units(*counts: str) -> str:
    return "".join(UNIT.replace("#", str(each)).replace("@", count) for each, count in enumerate(counts))


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (units("6", "99"), ["1"]),
        (units("99", "6"), ["0"]),
        (units("6", "6"), []),
        ('<i data-count="99" data-rows="3">x</i>' + units("6", "9"), ["1"]),
        # A pager of the only unit may stand beside it.
        ('<i data-count="9" data-rows="3">x</i>' + units("").replace(' rows="3" count=""', ""), ["0"]),
        (units("9").replace('rows="3"', 'rows="0"'), []),
    ],
)
def test_each_unit_turns_by_its_own_pager(body: str, asked: list[str]) -> None:
    further = list(UNITS.further(page(body), STEP, 1))
    assert [one.data["unit"]["pageId"] for one in further] == asked
    assert all('"pageNo":3,"pageSize":3' in urllib.parse.unquote(one.url) for one in further)


def test_a_unit_is_asked_for_page_by_page() -> None:
    """Where its place is empty it is asked for first; its answer says how many rows there are."""
    first = dataclasses.replace(STEP, list_page=1)
    program = f"{HOST}/front/page/build/unit"
    unit = {"pageId": "0", "tagId": "l"}
    (asked,) = UNITS.further(page(units("").replace(' rows="3" count=""', "")), first, 0)
    known = {"kept": 1, "base": Base(URL), "unit": unit, "program": program}
    assert asked == next_page(UNITS, f"{program}?pageId=0&tagId=l", list_page=1, data=known)
    answer = json.dumps({"data": {"html": '<a href="/a.html">年报</a><i rows="3" count="7"></i>'}})
    for number in (2, 3):
        (asked,) = UNITS.further(PortalPage(asked.url, answer), asked, 3)
        assert (asked.list_page, asked.data["unit"]["pageId"]) == (number, "0")
        assert f'"pageNo":{number},"pageSize":3' in urllib.parse.unquote(asked.url)
        assert links(UNITS, PortalPage(asked.url, answer), asked) == [(f"{HOST}/a.html", "年报", "record")]
    assert list(UNITS.further(PortalPage(asked.url, answer), asked, 3)) == []
    assert list(UNITS.further(PortalPage(asked.url, answer), dataclasses.replace(asked, list_page=2), 0)) == []
    assert list(UNITS.further(page(units("")), dataclasses.replace(first, column=False), 0)) == []


def test_a_pager_that_says_no_rows_leaves_a_page_at_those_of_the_first() -> None:
    (asked,) = UNITS.further(
        page(units("").replace(' rows="3" count=""', "")), dataclasses.replace(STEP, list_page=1), 0
    )
    answer = json.dumps({"data": {"html": '<a href="/a.html">年报</a><i data-count="7"></i>'}})
    for number in (2, 3):
        (asked,) = UNITS.further(PortalPage(asked.url, answer), asked, 3)
        assert f'"pageNo":{number},"pageSize":3' in urllib.parse.unquote(asked.url)
    assert list(UNITS.further(PortalPage(asked.url, answer), asked, 1)) == []


OF_SCRIPT = UNIT.replace("div", "script")
UNCOUNTED = ' rows="3" count="@"'
BESIDE = '<i data-count="9" data-rows="3">x</i>'


@pytest.mark.parametrize(
    ("unit", "asked"),
    [
        pytest.param(UNIT.replace("@", "9"), 2, id="a pager of its own"),
        pytest.param(UNIT.replace(UNCOUNTED, ""), 1, id="an empty place"),
        pytest.param(UNIT.replace(UNCOUNTED, "").replace("></", '><a href="/a.html">年报</a></'), 2, id="rows"),
        pytest.param(f'{UNIT.replace(UNCOUNTED, "")}<a href="/a.html">年报</a>', 1, id="an empty place beside rows"),
        pytest.param(OF_SCRIPT.replace(UNCOUNTED, ""), 1, id="an empty place around a script"),
        pytest.param(f'{OF_SCRIPT.replace(UNCOUNTED, "")}<a href="/a.html">年报</a>', 2, id="rows beside a script"),
        pytest.param(OF_SCRIPT.replace("@", "9"), 2, id="a script with a pager of its own"),
    ],
)
def test_a_unit_whose_place_is_empty_is_asked_for_whatever_the_page_shows_elsewhere(unit: str, asked: int) -> None:
    shown = page(f'<a href="/x.html">年报</a><div>{unit.replace("#", "0")}</div>{BESIDE}')
    found = list(UNITS.further(shown, dataclasses.replace(STEP, list_page=1), 1))
    assert [one.list_page for one in found] == [asked]


@pytest.mark.parametrize(
    ("told", "is_unit"),
    [
        ('{"pageId": "7", "tagId": "l"}', True),
        ("{'pageId': '7', 'tagId': 'l',}", True),
        ("{pageId: '7', tagId: `l`, depth: +1, top: null};", True),
        ("{pageId: '7'}", False),
        ("{pageId: own, tagId: 'l'}", False),
        ("['pageId', 'tagId']", False),
        ("'pageId'", False),
        ("{pageId: '7', tagId: 'l'", False),
        ("", False),
    ],
)
def test_a_unit_bears_its_question_as_scripts_write_it(told: str, is_unit: bool) -> None:
    shown = page(f'<div querydata="{html.escape(told)}"></div>')
    assert UNITS.recognises(shown) is is_unit
    asked = [one.data["unit"] for one in UNITS.further(shown, dataclasses.replace(STEP, list_page=1), 0)]
    assert [(unit["pageId"], unit["tagId"]) for unit in asked] == [("7", "l")] * is_unit


# ---- gkmlpt ---------------------------------------------------------------------------------------------------------

GKMLPT = Gkmlpt(JUDGE)
CONFIG = """<script>window._CONFIG = {SID: '75', TREE: [{id: 31, name: '政府信息公开年报'},
{"id": "32", "title": "概况"}, {'id': 33, kind: 'x', 'name': '\\u5e74\\u5ea6\\u62a5\\u544a'},
{id: 31, name: '政府信息公开年报'}]}</script>"""


@pytest.mark.parametrize(
    ("path", "prefix"), [("/gkmlpt/index", ""), ("/dept/gkmlpt/index", "/dept"), ("/gkmlpt/guide", "")]
)
def test_the_catalogue_of_guangdong_asks_for_its_columns_of_reports(path: str, prefix: str) -> None:
    shown = page(CONFIG, f"{HOST}{path}")
    assert GKMLPT.recognises(shown)
    assert not GKMLPT.recognises(page("_CONFIG TREE"))
    assert not GKMLPT.recognises(page("_CONFIG SID: 7"))
    assert not GKMLPT.recognises(page("TREE SID: 7"))
    step = dataclasses.replace(STEP, url=shown.url, column=False)
    assert list(GKMLPT.further(shown, step, 0)) == [
        next_page(
            GKMLPT,
            f"{HOST}{prefix}/gkmlpt/api/all/{column}?page=1&sid=75",
            referrer=shown.url,
            list_page=1,
            data={"prefix": f"{HOST}{prefix}", "site": "75", "column": column, "base": shown.base, "shown": 0},
        )
        for column in ("31", "33")
    ]
    named_first = CONFIG.replace("{id: 31, name: '政府信息公开年报'}", "{name: '政府信息公开年报', id: 31}").replace(
        "33", "y"
    )
    assert [one.data["column"] for one in GKMLPT.further(page(named_first, shown.url), step, 0)] == ["31"]


def test_a_system_judges_as_the_walk_does() -> None:
    """By the place of the portal, and by whose reports are wanted."""
    tree = "<script>window._CONFIG = {SID: '75', TREE: [{id: 31, name: '甲市年度报告'}, {id: 32, name: '乙市年度报告'},"
    shown = page(f"{tree} {{id: 33, name: '教育局信息公开年报'}}]}}</script>", f"{HOST}/gkmlpt/index")
    step = dataclasses.replace(STEP, url=shown.url)
    assert [one.data["column"] for one in GKMLPT.further(shown, step, 0)] == ["31"]
    wants_others = Gkmlpt(Judge("江苏省/甲市", bodies=True))
    asked = list(wants_others.further(shown, step, 0))
    assert [(one.data["column"], one.agency) for one in asked] == [("31", ""), ("33", "教育局信息公开年报")]


@pytest.mark.parametrize(("shown", "goes_on"), [(2, True), (3, False)])
def test_a_column_of_guangdong_goes_on_to_its_last_row(shown: int, goes_on: bool) -> None:
    data = {"prefix": HOST, "site": "75", "column": "31", "base": Base(URL), "shown": shown}
    step = dataclasses.replace(STEP, data=data)
    answer = PortalPage(URL, '{"articles": [{"title": "2017年年度报告", "url": "17.html"}], "total": 4}')
    expected = next_page(GKMLPT, f"{HOST}/gkmlpt/api/all/31?page=3&sid=75", data={**data, "shown": shown + 1})
    assert list(GKMLPT.further(answer, step, 1)) == [expected] * goes_on
    assert links(GKMLPT, answer, step) == [(f"{HOST}/gk/nb/17.html", "2017年年度报告", "record")]
    assert links(GKMLPT, answer) == []
    assert list(GKMLPT.further(PortalPage(URL, '{"total": 4}'), step, 0)) == []


@pytest.mark.parametrize(
    ("told", "goes_on"),
    [
        ({"total": 3}, False),
        ({"total": 4}, True),
        ({"classify": {"post_count": 3}}, False),
        ({"classify": {"post_count": 4}}, True),
        ({"total": 4, "classify": {"post_count": 3}}, True),
        # Where nothing says how many rows there are, the last page is one without any.
        ({}, True),
        ({"classify": {"post_count": 0}}, True),
        ({"classify": {"post_count": "many"}}, True),
        ({"classify": [3]}, True),
    ],
)
def test_how_many_rows_a_column_of_guangdong_has_may_be_told_in_several_ways(told: Any, goes_on: bool) -> None:
    step = dataclasses.replace(STEP, data={"prefix": HOST, "site": "75", "column": "31", "base": Base(URL), "shown": 2})
    rows = [{"title": "2017年年度报告", "url": "17.html"}]
    assert bool(list(GKMLPT.further(PortalPage(URL, json.dumps({"articles": rows, **told})), step, 1))) == goes_on
    alone = list(GKMLPT.further(PortalPage(URL, json.dumps(rows)), step, 1))
    assert [one.list_page for one in alone] == [3]


# ---- forms ----------------------------------------------------------------------------------------------------------

QUERY = QueryPages(JUDGE)


def test_years_in_a_box_of_a_form_are_links() -> None:
    body = """<form method="POST"><select name="y"><option>2021</option></select></form>
    <form action="list.jsp?old=1"><input type="hidden" name="col" value="7"><input name="q"><input value="x">
    <input type="checkbox" name="c" value="1"><select name="y"><option value=" 17 ">2017年</option><option>2018</option>
    <option value="2019">x</option><option value="a">全部</option></select><select><option>2020</option></select>
    </form>"""
    shown = page(body)
    assert QUERY.recognises(shown)
    assert not QUERY.recognises(page("<p>"))
    asked = [
        (f"{HOST}/gk/nb/list.jsp?col=7&q=&y={y}", words, "option")
        for y, words in (("17", "2017年"), ("2018", "2018"), ("2019", "x"))
    ]
    assert links(QUERY, shown) == asked
    assert links(QUERY, shown, dataclasses.replace(STEP, column=False)) == []
    assert links(QUERY, page("<form><select name='y'><option>2018</option></select></form>")) == [
        (f"{URL}?y=2018", "2018", "option")
    ]


ASPX = """<form method="post" action="list.aspx?id=7"><input type="hidden" name="__VIEWSTATE" value="v/1">
<input type="password" name="word" value="w"></form>"""
TURNED = (
    """<form action="rows.jsp?x=1"><input type="hidden" name="currPage" value="2"><input name="col" value="7"></form>"""
)


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        pytest.param(
            f"""{ASPX}<a href="javascript:__doPostBack('pager','Next')">下一页</a>""",
            {"url": f"{HOST}/gk/nb/list.aspx?id=7", "method": "POST",
             "body": "__VIEWSTATE=v%2F1&__EVENTTARGET=pager&__EVENTARGUMENT=Next"},
            id="a post back",
        ),
        pytest.param(
            f"""{ASPX}<a href="javascript:__doPostBack('pager','2')">2</a><span
            onclick="__doPostBack('pager', '3')">3</span><a href="javascript:__doPostBack('pager','4')">4</a>""",
            {"url": f"{HOST}/gk/nb/list.aspx?id=7", "method": "POST",
             "body": "__VIEWSTATE=v%2F1&__EVENTTARGET=pager&__EVENTARGUMENT=3"},
            id="the number of the next page",
        ),
        pytest.param(
            f"""{TURNED}<input type="button" value="下一页" onclick="turn(8)">""",
            {"url": f"{HOST}/gk/nb/rows.jsp?currPage=8&col=7"}, id="a call with a number",
        ),
        pytest.param(
            f"""{TURNED}<button onclick="turn()">下一页</button>""",
            {"url": f"{HOST}/gk/nb/rows.jsp?currPage=3&col=7"}, id="a call without one",
        ),
        pytest.param("""<form></form><a href="javascript:__doPostBack('p','N')">下一页</a>""", None,
                     id="a post back without its form"),
        pytest.param(f"""{TURNED}<a href="rows_3.html">下一页</a>""", None, id="a link"),
        pytest.param(f"""{TURNED}<a onclick="turn(3)">第一页</a>""", None, id="the first page"),
        pytest.param(f"""{TURNED}<a onclick="location.href='/x' + (1)">下一页</a>""", None, id="a call that leads on"),
        pytest.param("""<form><input name="col" value="7"></form><a onclick="turn(3)">下一页</a>""", None,
                     id="a form without a number of a page"),
        pytest.param(
            """<form id="f" method="post" action="/rows.do"><input name="col" value="7"><input name="page" value="2">
            </form><script>function turn(n) { document.getElementById('f').page.value = n;
            document.getElementById('f').submit(); }</script><li onclick="turn(3)">下一页</li>""",
            {"url": f"{HOST}/rows.do", "method": "POST", "body": "col=7&page=3"}, id="a form that a script sends",
        ),
        pytest.param(
            """<form name="f" method="post" action="/rows.action"><input name="col" value="7">
            <input name="pager.now" value="2"></form><script>function turn(n) {
            document.f.elements["pager.now"].value = n; document.f.submit(); }</script>
            <a href="javascript:turn(3)">下一页</a>""",
            {"url": f"{HOST}/rows.action", "method": "POST", "body": "col=7&pager.now=3"},
            id="a form whose field a script names among its elements",
        ),
        pytest.param(
            """<form name="f" method="post" action="/rows.action"><textarea name="words"></textarea>
            <input name="pager.now" value="2"></form><script>function turn(n) {
            document.f.elements["pager.now"].value = n; document.f.submit(); }</script>
            <a href="javascript:turn(3)">下一页</a>""",
            None, id="a form that readers fill in, whose field a script names among its elements",
        ),
    ],
)  # fmt: skip
def test_a_pager_whose_links_are_calls_is_a_form(body: str, changes: dict[str, Any] | None) -> None:
    expected = [] if changes is None else [next_page(QUERY, family="", **changes)]
    assert list(QUERY.further(page(body), STEP, 4)) == expected


BOX = """<select name="era"><option value="2">2017年以来</option><option value="1">2016年以前</option></select>"""
ERA = """<form method="post" action="/rows.do"><input type="hidden" name="col" value="7">"""
CHOSEN = BOX.replace('value="1"', 'value="1" selected')
BACK = """onchange="javascript:setTimeout('__doPostBack(\\'era\\',\\'\\')', 0)" """


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (f"{ERA}{BOX}</form>", "col=7&era=1"),
        (f"{ERA}{CHOSEN}</form>", "col=7&era=2"),
        (f"{ERA}{BOX}<select name='org'><option value='0'>市政府</option><option>财政局</option></select></form>",
         "col=7&era=1&org=0"),
        (f"{ERA}{BOX}<input type='submit' value='查询'></form>", "col=7&era=1"),
        (f"{ERA}{BOX}<input type='text' name='words'></form>", None),
        (f"{ERA}{BOX}<textarea name='words'></textarea></form>", None),
        (f"{ERA.replace('/rows', '/save')}{BOX}</form>", None),
        (f"{ERA}{BOX.replace('name=', 'id=')}</form>", None),
        (f"{ERA.replace('col', '__VIEWSTATE')}{BOX}</form>", None),
        (f"{ERA.replace('col', '__VIEWSTATE')}{BOX.replace('<select', f'<select {BACK}')}</form>",
         "__VIEWSTATE=7&era=1&__EVENTTARGET=era&__EVENTARGUMENT="),
        (f"{ERA}{BOX.replace('</select', '<option value=>无</option><option value=0>全部</option></select')}</form>",
         "col=7&era=1"),
        (f"{ERA}{BOX.replace('<select', '<select type=button')}</form>", "col=7&era=1"),
        # A span of years, and a question that readers answer.
        (f"{ERA}{BOX}{BOX.replace('era', 'to')}</form>", None),
        (f"{ERA}{BOX.replace('</select', '<option value=0>更早</option></select')}</form>", None),
        # What scripts have put into the form is sent, too.
        (f"{ERA}{BOX}</form><script>document.forms[0].col.value = 8;</script>", "col=8&era=1"),
        (f"{ERA}{BOX}</form><script>document.forms[0].col.value = unknown_thing;</script>", None),
    ],
)  # fmt: skip
def test_a_box_of_years_in_a_form_that_is_posted_asks_for_the_lists_that_are_not_shown(
    body: str, sent: str | None
) -> None:
    step = dataclasses.replace(STEP, method="GET", body="", list_page=1)
    found = [(each.url, each.method, each.body, each.list_page) for each in QUERY.further(page(body), step, 4)]
    assert found == ([] if sent is None else [(f"{HOST}/rows.do", "POST", sent, 1)])
    for other in (STEP, dataclasses.replace(step, column=False), dataclasses.replace(step, list_page=2)):
        assert not list(QUERY.further(page(body), other, 4))


def test_only_columns_of_reports_are_followed_through_forms() -> None:
    system = FormColumns(JUDGE)
    body = """<form id="f" method="POST" action="/list.do"><input type="hidden" name="col" value=""></form><script>
    function go(c) { document.getElementById('f').col.value = c; document.getElementById('f').submit(); }</script>
    <a href="javascript:go('07')">政府信息公开年报</a><a onclick="go('08')">概况</a>
    <a onclick="go(x)">政府信息公开年报</a><li onclick="go('09')" title="政府信息公开年度报告"></li>"""
    shown = page(body)
    assert system.recognises(shown)
    assert not system.recognises(page("<p>政府信息公开年报</p>"))
    expected = [
        next_page(
            system, f"{HOST}/list.do", kind=Kind.COLUMN, text=text, method="POST", body=f"col={column}", family="",
            column=True, list_page=1, depth=3,
        )
        for column, text in (("07", "政府信息公开年报"), ("09", "政府信息公开年度报告"))
    ]  # fmt: skip
    assert list(system.further(shown, dataclasses.replace(STEP, column=False), 0)) == expected
    assert list(system.further(shown, STEP, 1)) == []


SORTS = """<form %s><input type=hidden name=page value=1><select name=who><option value="">全部</option></select>
<select name=cat><option value="">全部</option>
<option value=7>财政信息</option><option value=8>年度报告</option></select>标题：<input name=title>%s</form>"""


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("method=post action=/find.do", ("/find.do", "POST", "page=1&who=&cat=8&title=")),
        ("action=/find.do?x=1", ("/find.do?page=1&who=&cat=8&title=", "GET", "")),
        ("method=post action=/rows.do", None),
    ],
)
def test_a_form_that_searches_is_asked_for_the_sort_that_is_a_column(form: str, sent: tuple[str, str, str]) -> None:
    system, step = FormColumns(JUDGE), dataclasses.replace(STEP, column=False)
    steps = list(system.further(page(SORTS % (form, "<input type=submit value=提交>")), step, 0))
    found = [(each.url.removeprefix(HOST), each.method, each.body) for each in steps]
    assert found == ([sent] if sent else [])
    assert all(each.kind is Kind.COLUMN and each.column and each.text == "年度报告" for each in steps)


@pytest.mark.parametrize(
    ("rest", "is_asked"),
    [
        ("<input type=submit value=检索>", True),
        ("<button>查 询</button>", True),
        ("<input type=submit value=检索><textarea name=t></textarea>", False),
        ("<input type=submit value=检索><input type=file name=f>", False),
        ("<input type=submit value=检索><input type=password name=p>", False),
        ("<input type=text name=s value=检索>", False),
    ],
)
def test_a_form_that_may_do_something_else_than_search_is_left_alone(rest: str, is_asked: bool) -> None:
    system, step = FormColumns(JUDGE), dataclasses.replace(STEP, column=False)
    shown = page(SORTS % ("method=post action=/rows.do", rest))
    assert bool(list(system.further(shown, step, 0))) == is_asked
    assert not list(system.further(shown, step, 1))
    assert not list(system.further(shown, STEP, 0))
    deleting = page(SORTS % ("method=post action=/delete.do", rest))
    assert not list(system.further(deleting, step, 0))


def test_a_form_or_theme_below_the_name_of_a_body_is_that_bodys() -> None:
    form = """<form id="f" method="POST" action="/list.do"><input type="hidden" name="col" value=""></form><script>
    function go(c) { document.getElementById('f').col.value = c; document.getElementById('f').submit(); }</script>
    <h3>县教育局</h3><ul><li><a href="javascript:go('07')">政府信息公开年报</a></li></ul>"""
    tree = """<script>function add() {}
    add(1, 0, '县教育局', 'x()'); add(2, 1, '政府信息公开年报', "show('A01')");</script>
    <h3>县教育局</h3><ul><li><a href="javascript:show('A02')">政府信息公开年报</a></li></ul>"""
    for bodies, agencies in ((True, {"县教育局"}), (False, set())):
        judge = Judge("江苏省/甲市", bodies=bodies)
        for system, body in ((FormColumns(judge), form), (Catalogue(judge), tree)):
            asked = list(system.further(page(body), dataclasses.replace(STEP, column=False), 0))
            assert {one.agency for one in asked} == agencies


# ---- data in pages --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "held",
    [
        """<script>var rows = [{title: '2017年年报', url: '17.html'}];</script>""",
        """<script type="application/json">{"rows": [{"title": "2017年年报", "url": "17.html"}]}</script>""",
        """<div data-rows='[{"title": "2017年年报", "url": "17.html"}]'></div>""",
        """<div data-rows='{"title": "2017年年报", "url": "17.html"}'></div><div data-rows='{"x'></div>""",
        """<script type="text/json">{rows: [{title: '2017年年报', url: '17.html',}]};</script>""",
        """<div data-rows="[{'title': '2017年年报', url: '17.html'}]"></div><div data-rows="[{title: x}]"></div>""",
    ],
)
def test_rows_that_lie_in_the_page_as_data_are_links_without_a_year_of_their_own(held: str) -> None:
    system, shown = PageState(JUDGE), page(held)
    assert system.recognises(shown)
    assert list(system.links(shown, STEP)) == [
        Link(f"{HOST}/gk/nb/17.html", "2017年年报", dated=False, origin="record")
    ]
    assert not system.recognises(page(held.replace("url", "no")))
    assert not system.recognises(page(held.replace("title", "no")))


def test_rows_may_carry_their_address_themselves() -> None:
    system = Ucap(JUDGE)
    shown = page("""<UcapContent></UcapContent><li data-url="a.html" title="甲">x</li><tr><td>t</td></tr>
    <div data-href="/b.html">乙</div><ucaptitle url="/c.html">丙</ucaptitle><p url="/d.html">丁</p>
    <li data-url="#">戊</li>""")
    assert system.recognises(shown)
    assert not system.recognises(page("ucap"))
    assert sorted(links(system, shown)) == [
        (f"{HOST}/b.html", "乙", "record"),
        (f"{HOST}/c.html", "丙", "record"),
        (f"{HOST}/gk/nb/a.html", "甲", "record"),
    ]


# ---- questions ------------------------------------------------------------------------------------------------------


def question(as_json: bool = False, **parameters: Any) -> Question:
    return Question(URL, "POST", parameters, as_json)


@pytest.mark.parametrize(
    ("asked", "number", "turns", "size", "third"),
    [
        (question(page="1", col="7"), 1, True, 0, {"page": "3", "col": "7"}),
        (question(page="4"), 4, True, 0, {"page": "3"}),
        (question(pageNo="x"), 1, True, 0, {"pageNo": "3"}),
        (question(pageId="2019"), 1, False, 0, {"pageId": "2019"}),
        (question(pageId="20"), 20, True, 0, {"pageId": "3"}),
        (question(True, page=1), 1, True, 0, {"page": 3}),
        (question(True, page="1"), 1, True, 0, {"page": "3"}),
        (question(True, q={"page": 2, "rows": 15}), 2, True, 15, {"q": {"page": 3, "rows": 15}}),
        (question(True, a={"b": {"page": 2}}), 2, True, 0, {"a": {"b": {"page": 3}}}),
        (question(True, a={"b": {"c": {"page": 2}}}), 1, False, 0, {"a": {"b": {"c": {"page": 2}}}}),
        (question(True, page=[1]), 1, False, 0, {"page": [1]}),
        (question(start="0", limit="20"), 1, True, 20, {"start": "40", "limit": "20"}),
        (question(start="10", limit="20"), 1, True, 20, {"start": "50", "limit": "20"}),
        (question(True, offset=0, size=5), 1, True, 5, {"offset": 10, "size": 5}),
        (question(current="2", pageAmount="15"), 2, True, 15, {"current": "3", "pageAmount": "15"}),
        (question(True, current=0, pageNo=1), 1, True, 0, {"current": 0, "pageNo": 3}),
        (question(current="gk", page="1"), 1, True, 0, {"current": "gk", "page": "3"}),
        (question(currentPageIndex="0", pageCount="3"), 0, True, 0, {"currentPageIndex": "3", "pageCount": "3"}),
        (question(pno="1", count="15"), 1, True, 15, {"pno": "3", "count": "15"}),
        (question(start="0"), 1, False, 0, {"start": "0"}),
        (question(start="12345", limit="20"), 1, False, 20, {"start": "12345", "limit": "20"}),
        (question(start="0", limit="all"), 1, False, 0, {"start": "0", "limit": "all"}),
        (question(page="1", start="0", limit="20"), 1, True, 20, {"page": "3", "start": "0", "limit": "20"}),
    ],
)
def test_a_question_names_the_page_that_it_asks_for(
    asked: Question, number: int, turns: bool, size: int, third: dict[str, Any]
) -> None:
    before = {**asked.parameters}
    assert (asked.number, asked.names_page, asked.size, asked.page(3)) == (number, turns, size, third)
    assert asked.parameters == before
    another = asked.at(3)
    assert asked.identity == another.identity
    assert asked.identity != dataclasses.replace(asked, method="GET").identity
    assert asked.identity != dataclasses.replace(asked, url=HOST).identity
    assert asked.identity != dataclasses.replace(asked, parameters={**third, "more": "1"}).identity


@pytest.mark.parametrize(
    ("query", "parameters", "third"),
    [
        ("?pageNo=1&col=7", {"year": ""}, "?pageNo=3&col=7"),
        ("?start=0&limit=20", {"col": "7"}, "?start=40&limit=20"),
        ("?start=0", {"col": "7", "limit": "20"}, "?start=40"),
        # What is sent besides names the page surely.
        ("?current=1", {"p": "1"}, None),
        ("?page=nb", {"col": "7"}, None),
        ("?method=list", {"col": "7"}, None),
        ("", {"col": "7"}, None),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_what_is_posted_may_name_its_page_in_the_address(
    query: str, parameters: dict[str, str], third: str | None, as_json: bool
) -> None:
    asked = Question(f"{URL}{query}", "POST", parameters, as_json)
    another = asked.at(3)
    assert another.url == f"{URL}{query if third is None else third}"
    assert another.parameters == ({"p": "3"} if "p" in parameters else parameters)
    assert asked.at(asked.number) == asked.first == asked
    assert asked.identity == another.identity
    assert asked.identity != dataclasses.replace(asked, parameters={**parameters, "more": "1"}).identity
    assert asked.identity != dataclasses.replace(asked, url=f"{URL}{query}&more=1").identity
    assert asked.names_page is (third is not None or "p" in parameters)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked("l?x=1&y=", "GET", {"y": "2"}, False), ("GET", "l", {"x": "1", "y": "2"}, False)),
        (Asked("l?x=1", "POST", {"y": "2"}, True), ("POST", "l?x=1", {"y": "2"}, True)),
        (Asked("l", "HEAD", {}, False), ("GET", "l", {}, False)),
        (Asked("l", "POST", {"c": "1"}, False, ("page", "other")), ("POST", "l", {"c": "1", "page": "1"}, False)),
        (Asked("l", "POST", {"c": "1"}, True, ("pageNo",)), ("POST", "l", {"c": "1", "pageNo": 1}, True)),
        (Asked("l", "GET", {"callback": "?"}, False), ("GET", "l", {"callback": "answer"}, False)),
        (Asked("rows.json", "GET", {}, False), ("GET", "rows.json", {}, False)),
        (Asked("rows.css", "GET", {}, False), None),
        *(
            (Asked(name, "GET", {"id": "8"}, False), None)
            for name in ("viewnum", "browseNum", "getReadTimes", "saveView")
        ),
        (Asked("l", "PATCH", {}, False), None),
        (Asked("/syslog/l", "GET", {}, False), None),
        (Asked("l?login=1", "GET", {}, False), None),
        (Asked("Counter.do", "GET", {}, False), None),
        (Asked("delete.do", "GET", {}, False), None),
        (Asked("javascript:x", "GET", {}, False), None),
    ],
)
def test_what_a_script_asks_for_is_a_question_unless_it_is_something_else(
    asked: Asked, expected: tuple[str, str, dict[str, Any], bool] | None
) -> None:
    found = read(asked, Base(URL))
    if expected is None:
        assert found is None
    else:
        method, name, parameters, as_json = expected
        is_open = not {"page", "pageNo"}.isdisjoint(asked.unknown)
        assert found == Question(f"{HOST}/gk/nb/{name}", method, parameters, as_json, is_open)
