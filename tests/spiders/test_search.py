"""Whether another page is asked of an interface that answers with the rows of a list."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from spiders.discovery.addresses import Base
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import PortalPage
from spiders.families.asking import Asker, Awaited
from spiders.families.base import Kind, Step
from spiders.families.question import Question, read
from spiders.families.search import JsonSearch
from spiders.families.turning import ByField
from spiders.paging import told_in_header
from spiders.scripting.effects import Asked

BASE = "http://www.example.gov.cn/gk/nb/index.html"
URL = "http://www.example.gov.cn/api/list"
ONE_PAGE = ("{pageCount: 1, backFn: go}", "{total: 3, pageSize: 20, backFn: go}")
PAGED, BY_TEN, WHOLE = {"page": "1"}, {"page": "1", "pageSize": "10"}, {"channel": "7"}

DRAWN = '<a href="/gk/nb/1.html">年报</a><script>somePager({totalPage: 2, backFn: (at) => turn(at)});</script>'


def answered(rows: int, **told: int) -> str:
    """An answer with some rows, and what it says of the rest."""
    found = [{"title": f"甲市{2010 + number}年年度报告", "url": f"/gk/nb/{number}.html"} for number in range(rows)]
    return json.dumps({"rows": found, **told})


@pytest.mark.parametrize(
    ("parameters", "text", "shown", "list_page", "goes_on"),
    [
        pytest.param(PAGED, answered(2, totalPage=3), 0, 2, True, id="before the last page"),
        pytest.param(PAGED, answered(2, totalPage=3), 0, 3, False, id="the last page"),
        pytest.param(PAGED, answered(2, total=5), 2, 2, True, id="before the last row"),
        pytest.param(PAGED, answered(2, total=5), 3, 2, False, id="the last row"),
        pytest.param(BY_TEN, answered(10), 0, 1, True, id="a full page"),
        pytest.param(BY_TEN, answered(10, hasNext=False), 0, 1, False, id="a full page that is said to be the last"),
        pytest.param(BY_TEN, answered(10, hasNext=True), 0, 1, True, id="a full page with one behind it"),
        pytest.param(BY_TEN, answered(9), 0, 1, False, id="a page that is not full"),
        pytest.param(PAGED, answered(1), 0, 1, True, id="any row, where no size is known"),
        pytest.param(PAGED, answered(0), 0, 1, False, id="no row"),
        pytest.param(PAGED, answered(0, totalPage=3), 0, 1, False, id="no row, whatever is told"),
        pytest.param(WHOLE, answered(2, totalPage=3), 0, 1, False, id="a question that turns no pages"),
        pytest.param(PAGED, '<a href="/gk/nb/1.html">年报</a>共 2 页', 0, 1, True, id="markup before the last page"),
        pytest.param(PAGED, '<a href="/gk/nb/1.html">年报</a>共 2 页', 0, 2, False, id="markup of the last page"),
        pytest.param(PAGED, DRAWN, 0, 1, True, id="markup whose script draws a pager, before the last page"),
        pytest.param(PAGED, DRAWN, 0, 2, False, id="markup whose script draws a pager, of the last page"),
    ],
)
def test_a_list_is_turned_as_long_as_it_goes_on(
    parameters: dict[str, str], text: str, shown: int, list_page: int, goes_on: bool
) -> None:
    question = Question(URL, "GET", parameters, as_json=False)
    asker = PortalPage(BASE, "")
    awaited = Awaited(question=question, first=question, asker=asker, turning=ByField.of(question, asker), shown=shown)
    step = Step(url=URL, kind=Kind.LIST, family=JsonSearch.name, awaited=awaited, column=True, list_page=list_page)
    further = list(JsonSearch(Judge("江苏省/甲市")).further(PortalPage(URL, text), step, 0))
    assert [one.list_page for one in further] == [list_page + 1] * goes_on
    assert [f"page={list_page + 1}" in one.url for one in further] == [True] * goes_on


def turned(parameters: dict[str, str], texts: Sequence[str]) -> int:
    """The number of the last page that is asked for of a list of which each page is answered with a text."""
    question = Question(URL, "GET", parameters, as_json=False)
    awaited = Awaited(question=question, first=question, asker=PortalPage(BASE, ""), turning=ByField(question))
    step = Step(url=URL, kind=Kind.LIST, family=JsonSearch.name, column=True, list_page=1, awaited=awaited)
    for text in texts:
        further = list(JsonSearch(Judge("江苏省/甲市")).further(PortalPage(URL, text), step, 0))
        if not further:
            break
        (step,) = further
    return step.list_page


SCROLLED = """<ul id="rows"><li><a href="/gk/nb/7.html">甲市2017年年报</a></li></ul><script>
var at = 1, isAsking = false;
window.addEventListener("scroll", function () {
  if (isAsking || at >= LAST) return;
  isAsking = true; at++;
  fetch("/gk/rows?p=" + at).then((got) => got.text()).then(function (rows) {
    document.getElementById("rows").insertAdjacentHTML("beforeend", rows);
    isAsking = false;
  });
});
</script>"""
COMPONENT = """<div id="app"><p v-for="row in rows"><a :href="row.url">{{row.title}}</a></p>
<button v-if="at < lastPage" @click="more">加载更多</button></div><script>
new Vue({el: "#app", data: {rows: [{title: "甲市2017年年报", url: "/gk/nb/7.html"}], at: 1, lastPage: LAST}, methods: {
  more() {
    axios.get("/gk/rows", {params: {p: this.at + 1}}).then((got) => { this.rows.push(...got.data); this.at++; });
  }
}});</script>"""
FIELD = '<input type="hidden" id="totalPage" value="LAST">'


@pytest.mark.parametrize(
    ("body", "last", "pages"),
    [
        (FIELD + SCROLLED.replace("LAST", "$('#totalPage').val()"), 3, [2, 3]),
        (FIELD + SCROLLED.replace("LAST", "$('#totalPage').val()"), 2, [2]),
        ("<script>var totalPages = LAST;</script>" + SCROLLED.replace("LAST", "totalPages"), 3, [2, 3]),
        # What counts one page alone is not known yet, or counts those of something else.
        (FIELD + SCROLLED.replace("LAST", "9"), 1, [2, 3, 4]),
        (SCROLLED.replace("LAST", "9"), 0, [2, 3, 4]),
        (COMPONENT, 3, [2, 3]),
        (COMPONENT, 2, [2]),
    ],
)
def test_what_is_asked_for_below_a_list_is_its_second_page(body: str, last: int, pages: list[int]) -> None:
    search, found = JsonSearch(Judge("江苏省/甲市")), list[int]()
    step = Step(url=BASE, kind=Kind.COLUMN, column=True)
    further = list(search.further(PortalPage(BASE, f"<body>{body.replace('LAST', str(last))}</body>"), step, 1))
    while further and len(found) < 3:
        assert further[0].url.endswith(f"/gk/rows?p={further[0].list_page}")
        found.append(further[0].list_page)
        further = list(search.further(PortalPage(further[0].url, '<a href="/gk/nb/6.html">年报</a>'), further[0], 1))
    assert found == pages


@pytest.mark.parametrize(
    ("told", "goes_on"),
    [
        ({}, True),
        ({"X-Total-Pages": "3"}, False),
        ({"X-Total-Pages": "4"}, True),
        ({"X-WP-TotalPages": "3"}, False),
        ({"x-pagination-page-count": "3"}, False),
        ({"X-Total-Count": "30"}, False),
        ({"X-Total-Count": "31"}, True),
        ({"X-Total-Pages": "three"}, True),
        ({"Total-Pages": "3"}, False),
        ({"Content-Length": "3", "X-RateLimit-Limit": "3", "X-Request-Count": "3"}, True),
    ],
)
def test_the_header_of_an_answer_may_tell_how_many_pages_there_are(told: dict[str, str], goes_on: bool) -> None:
    question = Question(URL, "GET", BY_TEN, as_json=False)
    awaited = Awaited(
        question=question, first=question, asker=PortalPage(BASE, ""), turning=ByField(question), shown=20
    )
    step = Step(url=URL, kind=Kind.LIST, family=JsonSearch.name, awaited=awaited, column=True, list_page=3)
    answer = PortalPage(URL, json.dumps(json.loads(answered(10))["rows"]), told=told_in_header(told))
    assert bool(list(JsonSearch(Judge("江苏省/甲市")).further(answer, step, 0))) == goes_on


LISTED = [["甲市2020年年度报告", "/gk/nb/1.html"]]


@pytest.mark.parametrize(
    ("before", "text", "goes_on"),
    [
        (answered(2), answered(2), True),
        (answered(3), answered(2), False),
        (answered(3), answered(2, total=9), True),
        (answered(3), answered(2, totalPage=9), True),
        (json.dumps(LISTED * 3), json.dumps(LISTED * 3), True),
        (json.dumps(LISTED * 3), json.dumps(LISTED * 2), False),
        ('<a href="/gk/nb/1.html">年报</a>', '<a href="/gk/nb/1.html">年报</a>', True),
    ],
)
def test_a_page_that_is_shorter_than_the_one_before_it_is_the_last(before: str, text: str, goes_on: bool) -> None:
    assert turned(PAGED, (before, text)) == 2 + goes_on


def beside(name: str, rows: Sequence[int], others: Sequence[int], *, have_address: bool) -> list[str]:
    """Answers with some rows of a list, beside other entries."""
    pages = []
    for number, (count, further) in enumerate(zip(rows, others, strict=True)):
        listed = [{"title": f"年度报告{number}{at}", "url": f"/gk/nb/{number}{at}.html"} for at in range(count)]
        held = [{"name": f"甲{at}", **({"url": f"/x/{at}.html"} if have_address else {})} for at in range(further)]
        pages.append(json.dumps({"data": {"rows": listed, name: held}}))
    return pages


@pytest.mark.parametrize("have_address", [True, False])
@pytest.mark.parametrize(
    ("rows", "others", "parameters", "last"),
    [
        ((11, 10, 10, 4, 0), (0,) * 5, BY_TEN, 4),
        ((3, 3, 3, 1, 0), (12, 0, 0, 0, 0), PAGED, 4),
        ((3, 3, 3, 1, 0), (5, 4, 4, 4, 4), PAGED, 4),
        ((3, 3, 3, 1, 0), (5, 5, 5, 5, 5), PAGED, 4),
        ((10, 10, 4, 0), (6, 6, 6, 6), BY_TEN, 3),
        ((10, 10, 4, 0, 0, 0), (12, 12, 12, 12, 12, 12), BY_TEN, 3),
        ((10, 10, 0, 0, 0), (10, 10, 10, 10, 10), BY_TEN, 3),
    ],
)
def test_what_stands_beside_a_list_says_nothing_of_how_long_its_pages_are(
    rows: Sequence[int], others: Sequence[int], parameters: dict[str, str], last: int, have_address: bool
) -> None:
    assert turned(parameters, beside("hot", rows, others, have_address=have_address)) == last


@pytest.mark.parametrize(
    ("settings", "asked"),
    [
        ("{pageCount: 2, backFn: go}", ["list_2.json"]),
        ("{total: 25, backFn: go}", ["list_2.json"]),
        *((settings, []) for settings in ONE_PAGE),
        ("{pageCount: 3, current: 3, backFn: go}", []),
    ],
)
def test_a_list_that_is_shown_is_turned_as_far_as_its_pager_counts(settings: str, asked: list[str]) -> None:
    code = f"function go(n) {{ $.get('/nb/list_' + n + '.json'); }} somePager({settings})"
    page = PortalPage(BASE, f"<ul><li><a href='/gk/nb/1.html'>2017年年报</a></li></ul><script>{code}</script>")
    step = Step(url=BASE, kind=Kind.COLUMN, column=True, list_page=3 if "current" in settings else 1)
    assert JsonSearch.recognises(page) == (settings not in ONE_PAGE)
    further = JsonSearch(Judge("江苏省/甲市")).further(page, step, 3)
    assert [one.url.rpartition("/")[2] for one in further] == asked


@pytest.mark.parametrize(("method", "asks"), [("GET", True), ("POST", True), ("PUT", False), ("DELETE", False)])
def test_a_request_that_changes_something_is_no_question(method: str, asks: bool) -> None:
    assert (read(Asked("/api/list", method, {"page": "1"}, as_json=False), Base(BASE)) is not None) == asks


GROUPS = "市政府", "市直部门"
NODES = "".join(f"<h3>{group}</h3><a onclick='show({number})'>年度报告</a>" for number, group in enumerate(GROUPS))
SHOWS = "function show(id) { $.post('/api/list', {channel: id}, function (got) { $('#l').html(got); }); }"


@pytest.mark.parametrize(
    ("bodies", "within", "agencies"),
    [
        pytest.param(True, "", {"0": "", "1": "市直部门"}, id="the heading above tells"),
        pytest.param(True, "县水利局", {"0": "县水利局", "1": "市直部门"}, id="and else the page"),
        pytest.param(False, "", {"0": ""}, id="where they are wanted"),
    ],
)
def test_a_click_tells_whose_column_it_opens(bodies: bool, within: str, agencies: dict[str, str]) -> None:
    page = PortalPage(BASE, f"<html><body>{NODES}<ul id='l'></ul><script>{SHOWS}</script></body></html>")
    step = Step(url=BASE, kind=Kind.COLUMN, column=True, agency=within)
    asked = JsonSearch(Judge("江苏省/甲市", bodies=bodies)).further(page, step, 0)
    channels = {one.body.removeprefix("channel="): one.agency for one in asked if one.column}
    assert {channel: agency for channel, agency in channels.items() if channel} == agencies


YEARS = """<h3>县教育局</h3><p><i onclick="show('b')">2020年</i></p>
<h3>市政府</h3><p><i onclick="show('g')">2020年</i></p>"""
CELLS = """<table><tr><td>县教育局<td><a onclick="show('b')">{0}</a>
<tr><td>市政府<td><a onclick="show('g')">{0}</a></table>"""


@pytest.mark.parametrize("body", [YEARS, CELLS.format("2020年"), CELLS.format("查看")])
@pytest.mark.parametrize("bodies", [True, False])
def test_a_year_or_a_word_that_says_nothing_is_clicked_for_whom_it_stands_with(body: str, bodies: bool) -> None:
    page = PortalPage(BASE, f"<html><body>{body}<ul id='l'></ul><script>{SHOWS}</script></body></html>")
    asked = JsonSearch(Judge("江苏省/甲市", bodies=bodies)).further(
        page, Step(url=BASE, kind=Kind.COLUMN, column=True), 0
    )
    agencies = {one.body: one.agency for one in asked if one.body}
    assert agencies == ({"channel=b": "县教育局"} if bodies else {}) | {"channel=g": ""}


@pytest.mark.parametrize("counts", ["", "$.post('/api/click', {id: id}); "])
def test_a_click_asks_for_a_list_also_where_it_is_counted_first(counts: str) -> None:
    shows = SHOWS.replace("{ $", f"{{ {counts}$", 1)
    page = PortalPage(BASE, f"<html><body>{NODES}<ul id='l'></ul><script>{shows}</script></body></html>")
    asked = JsonSearch(Judge("江苏省/甲市")).further(page, Step(url=BASE, kind=Kind.COLUMN, column=True), 0)
    assert [(one.url.rpartition("/")[2], one.body) for one in asked if one.body] == [("list", "channel=0")]


MENU = """<ul id="tree"></ul><script>
function chosen(e, id, node) { $.post('/api/list', {channel: node.id}, function (got) { $('#l').html(got); }); }
$.fn.zTree.init($("#tree"), {data: {simpleData: {enable: true}}, callback: {onClick: chosen}}, [
{id: 1, pId: 0, name: "市直部门"}, {id: 2, pId: 1, name: "年度报告"}]);</script>"""


def test_a_node_of_a_menu_that_was_asked_for_tells_whose_column_it_opens() -> None:
    page = PortalPage(BASE, f"<html><body>{MENU}</body></html>")
    question = Question(URL, "POST", {}, as_json=False)
    awaited = Awaited(question=question, first=question, asker=page, is_menu=True)
    step = Step(url=URL, kind=Kind.PATH, family=JsonSearch.name, awaited=awaited)
    asked = list(JsonSearch(Judge("江苏省/甲市", bodies=True)).further(PortalPage(URL, "{}"), step, 0))
    assert ("channel=2", "市直部门") in [(one.body, one.agency) for one in asked]


def shows(row: str) -> str:
    """A script that asks for rows, and shows each as something says."""
    loop = f"for (var i = 0; i < d.list.length; i++) {{ var r = d.list[i]; h += {row}; }}"
    return f"$.get('/api/list', {{page: 1}}, function (d) {{ var h = ''; {loop} $('#l').html(h); }});"


def link_to(address: str) -> str:
    """What a script makes the link of a row with."""
    return f"""'<li><a href="' + {address} + '">' + r.title + '</a></li>'"""


ALIKE = [{"title": "政府信息公开年度报告", "url": f"/r/{n}.html", "page": f"/nb/{n}.html"} for n in (3, 2, 1)]
NAMED = [{**row, "title": f"202{n}年度报告"} for row, n in zip(ALIKE, (3, 2, 1), strict=True)]
BY_URL, BY_PAGE, TO_COLUMN = (shows(link_to(f"r.{name}")) for name in ("url", "page", "channel"))
TO_QUERY = shows(link_to("'list.html?y=' + r.title"))
FIRST = shows(f"(i == 0 ? {link_to('r.page')} : '')")


@pytest.mark.parametrize(
    ("script", "rows", "expected"),
    [
        pytest.param(BY_PAGE, NAMED, ["/nb/3.html", "/nb/2.html", "/nb/1.html"], id="by another address"),
        pytest.param(BY_URL, NAMED, ["/r/3.html", "/r/2.html", "/r/1.html"], id="by the usual one"),
        pytest.param(BY_PAGE, ALIKE, ["/nb/3.html", "/nb/2.html", "/nb/1.html"], id="rows with one title"),
        pytest.param(FIRST, ALIKE, ["/nb/3.html", "/r/2.html", "/r/1.html"], id="one of such rows"),
        pytest.param(FIRST, NAMED, ["/nb/3.html", "/r/2.html", "/r/1.html"], id="one of several rows"),
        pytest.param(
            TO_COLUMN, [{**row, "channel": "/nb/"} for row in NAMED], ["/r/3.html", "/r/2.html", "/r/1.html"],
            id="by an address that all rows have",
        ),
        pytest.param(
            TO_QUERY, [{**row, "page": "/0/12/"} for row in NAMED], ["/r/3.html", "/r/2.html", "/r/1.html"],
            id="by an address that no row has",
        ),
    ],
)  # fmt: skip
def test_of_several_addresses_a_row_has_the_one_that_is_shown(
    script: str, rows: list[dict[str, str]], expected: list[str]
) -> None:
    asker = f"<html><body><ul id='l'></ul><script>{script}</script></body></html>"
    question = Question(URL, "GET", PAGED, as_json=False)
    awaited = Awaited(question=question, first=question, asker=PortalPage(BASE, asker))
    step = Step(url=URL, kind=Kind.LIST, family=JsonSearch.name, awaited=awaited, column=True)
    found = JsonSearch(Judge("江苏省/甲市")).links(PortalPage(URL, json.dumps({"list": rows})), step)
    assert [link.url.removeprefix("http://www.example.gov.cn") for link in found] == expected


@pytest.mark.parametrize(("links", "asks"), [("", True), ('<a href="/nb/">政府信息公开年报</a>', False)])
def test_the_menu_of_a_page_that_leads_to_a_column_is_not_asked_for(links: str, asks: bool) -> None:
    code = "$.get('/api/menu', function (d) { $('#menu').html(d); });"
    others = "".join(f'<a href="/x/{n}/">栏目{n}</a>' for n in range(6))
    page = PortalPage(BASE, f"<html><body>{others}{links}<ul id='menu'></ul><script>{code}</script></body></html>")
    step = Step(url=BASE, kind=Kind.PATH)
    asked = [one.url for one in JsonSearch(Judge("江苏省/甲市")).further(page, step, 0)]
    assert any("/api/menu" in url for url in asked) == asks


@pytest.mark.parametrize(
    ("scripts", "asked"),
    [
        ("var siteId = 'a1', channelId = '7,8'; // info_open", True),
        ('var info_open = {site_id: "a1", channelIds: "7,8"};', True),
        ("var siteId = 'a1', channelId = '7,8';", False),
        ("var siteId = 'a1'; // info_open", False),
        ("var channelId = '7,8'; // info_open", False),
        ("var siteId = 'a1', channelId = '7,8', url = '/info_open/search';", False),
    ],
)
def test_a_page_that_only_states_whom_to_ask_for_asks_the_usual_interface(scripts: str, asked: bool) -> None:
    page = PortalPage(BASE, f"<html><body><script>{scripts}</script></body></html>")
    question = next(reversed([*Asker(page).of_itself()]), None)
    if not asked:
        assert question is None
        return
    assert question is not None
    assert (question.url, question.method) == ("http://www.example.gov.cn/info_open/search", "POST")
    assert dict(question.parameters) == {
        "pageIndex": "1",
        "pageSize": "20",
        "siteId": "a1",
        "channelIds": "7,8",
        "searchType": "1",
        "order": "writeTime",
    }


CHOICE = """<div id="app"><i v-for="c in list" @click="at = c.id; ask()">{{c.name}}</i></div>
<script>new Vue({el: "#app", data: {list: [{id: "a", name: "办事指南"}, {id: "b", name: "政府信息公开年报"}], at: ""},
methods: {ask() { axios.METHOD("/api/list?col=" + this.at).then(r => { this.rows = r.data; }); }}});</script>"""


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_that_asks_for_a_column_is_chosen_and_the_others_are_not(method: str) -> None:
    page = PortalPage(BASE, f"<html><body>{CHOICE.replace('METHOD', method)}</body></html>")
    step = Step(url=BASE, kind=Kind.PATH)
    asked = {one.url.rpartition("/")[2] for one in JsonSearch(Judge("江苏省/甲市")).further(page, step, 0)}
    assert "list?col=b" in asked
    assert "list?col=a" not in asked


LOADED = CHOICE.replace('[{id: "a", name: "办事指南"}, {id: "b", name: "政府信息公开年报"}]', "[]").replace(
    "methods:", 'created() { axios.get("/api/menu").then(r => { this.list = r.data.list; }); }, methods:'
)
ENTRIES = [{"id": "a", "name": "办事指南"}, {"id": "b", "name": "政府信息公开年报"}]


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_of_a_menu_that_was_asked_for_is_chosen_where_it_asks_for_a_column(method: str) -> None:
    page = PortalPage(BASE, f"<html><body>{LOADED.replace('METHOD', method)}</body></html>")
    search = JsonSearch(Judge("江苏省/甲市"))
    (menu,) = search.further(page, Step(url=BASE, kind=Kind.PATH), 0)
    assert menu.url.endswith("/api/menu")
    asked = search.further(PortalPage(menu.url, json.dumps({"list": ENTRIES})), menu, 0)
    assert [(one.url.rpartition("/")[2], one.method, one.column) for one in asked] == [
        ("list?col=b", method.upper(), True)
    ]


FRAGMENTS = """<div id="tree"></div><div id="rows"></div><script>
function post(url, fields, show) {
  fetch(url, {method: "POST", body: JSON.stringify(fields)}).then((got) => got.json()).then(show);
}
function node(n) {
  return '<li><span data-id="' + n.id + '">' + n.name + "</span>" + (n.below.length ? below(n.below) : "") + "</li>";
}
function below(nodes) { return '<div class="sub"><ul>' + nodes.map(node).join("") + "</ul></div>"; }
post("/api/tree", {site: 1}, function (got) {
  var tree = document.getElementById("tree");
  tree.innerHTML = below(got.list);
  tree.onclick = function (event) { location.hash = "#/list/" + event.target.getAttribute("data-id"); };
});
function show() {
  var at = location.hash.split("/");
  if (at[1] === "list") post("/api/list", {column: at[2]}, function (got) {});
}
window.onhashchange = show;
show();</script>"""


def test_a_node_that_turns_to_a_view_is_chosen_by_the_nodes_above_it() -> None:
    nodes = [
        {"id": "a", "name": "办事指南", "below": [{"id": "c", "name": "县政府", "below": []}]},
        {"id": "b", "name": "政府信息公开年报", "below": [{"id": "d", "name": "县政府", "below": []}]},
    ]
    search = JsonSearch(Judge("江苏省/甲县"))
    (menu,) = search.further(PortalPage(BASE, f"<body>{FRAGMENTS}</body>"), Step(url=BASE, kind=Kind.PATH), 0)
    assert menu.url.endswith("/api/tree")
    asked = search.further(PortalPage(menu.url, json.dumps({"list": nodes})), menu, 0)
    assert [(one.url.rpartition("/")[2], json.loads(one.body), one.column) for one in asked] == [
        ("list", {"column": "b"}, True),
        ("list", {"column": "d"}, True),
    ]
