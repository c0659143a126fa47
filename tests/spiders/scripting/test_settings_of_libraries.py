"""What the settings of libraries say, each by what it asks for or shows: grids, trees, views and components."""

from __future__ import annotations

import json
import pathlib
import tomllib
from typing import Any

import lxml.html
import pytest

from spiders.scripting.effects import encoded
from spiders.scripting.page import PageScripts
from spiders.scripting.world import Answered

HOST = "http://www.example.gov.cn"
WRITTEN: dict[str, list[dict[str, Any]]] = tomllib.loads(
    pathlib.Path(__file__).with_name("libraries.toml").read_text(encoding="utf-8")
)
BODY = """<table id="g"></table><ul id="tree"></ul><iframe id="f"></iframe><div id="app"></div>
<script id="row" type="text/html"><b>{{d.t}}</b></script>
<div id="part"><i v-for="r in rows"><a :href="r.u">{{r.t}}</a></i></div>"""
ROWS = [{"no": 5, "t": "甲<", "u": "/5"}, {"no": 6, "t": "乙", "u": "/6"}]
NAMES = f"""var D = {json.dumps(ROWS)}, FLAT = [{{field: 'no'}}, {{field: 't'}}, 'x'], NESTED = [FLAT],
DATA = [{{data: 'no'}}, {{data: 't'}}, 'x'];"""
SHOWN = ["<tr><td>5</td><td>甲&lt;</td></tr>", "<tr><td>6</td><td>乙</td></tr>"]


def cases(kind: str, name: str = "code") -> Any:
    return pytest.mark.parametrize("case", WRITTEN[kind], ids=lambda case: case[name])


def scripts(code: str, answer: tuple[str, Any] | None = None, body: str = BODY, fragment: str = "") -> PageScripts:
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    known = Answered(HOST + answer[0], json.dumps(answer[1]), answer[1]) if answer else None
    return PageScripts(f"{HOST}/gk/index.html{fragment}", tree, [code], known)


def asked(page: PageScripts) -> list[list[Any]]:
    return [[one.method, one.url, dict(one.parameters), one.as_json] for one in page.effects.requests]


def with_rows(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: with_rows(member) for name, member in value.items()}
    return ROWS if value == "ROWS" else value


@cases("grid")
def test_a_grid_asks_as_its_settings_say_and_shows_the_answer(case: dict[str, Any]) -> None:
    code, answer = f"{NAMES}{case['code']}", with_rows(case["answer"])
    assert asked(scripts(code)) == [case["asks"]]
    assert scripts(code, ("/l", answer)).effects.markup == SHOWN
    assert scripts(code, ("/l", {"other": 1})).effects.markup == []


@pytest.mark.parametrize(
    "code",
    [
        "layui.table.render({data: D, cols: NESTED})",
        "$('#g').datagrid({data: D, columns: NESTED})",
        "$('#g').datagrid({data: {rows: D}, columns: NESTED})",
        "$('#g').bootstrapTable({data: D, columns: FLAT})",
        "$('#g').DataTable({data: D, columns: DATA})",
    ],
)
def test_a_grid_may_be_given_its_rows(code: str) -> None:
    page = scripts(f"{NAMES}{code}")
    assert (asked(page), page.effects.markup) == ([], SHOWN)


@cases("click")
def test_a_click_on_a_row_is_a_link_with_its_longest_words(case: dict[str, Any]) -> None:
    markup = scripts(f"{NAMES}{case['code']}").effects.markup
    links = ['<li><a href="/50">甲&lt;</a></li>', '<li><a href="/61">6</a></li>']
    assert sorted(markup) == sorted([*SHOWN, *links])
    others = "layui.table.on('edit(g)', got => { location = '/x'; }); layui.table.on('row(g)');"
    assert scripts(f"{NAMES}{others} layui.table.render({{data: D, cols: NESTED}})").effects.markup == SHOWN


@pytest.mark.parametrize(
    "column",
    ["{templet: '#row'}", "{toolbar: '#row'}", "{templet: d => '<b>' + d.t + '</b>'}", "{templet: '<b>{{d.t}}</b>'}"],
)
def test_a_column_of_layui_is_filled_by_its_template(column: str) -> None:
    page = scripts(f"layui.table.render({{data: [{{t: '甲'}}], cols: [[{column}]]}})")
    assert page.effects.markup == ["<tr><td><b>甲</b></td></tr>"]


def test_settings_in_attributes_of_the_later_kind() -> None:
    body = """<table lay-options="{url: '/l', method: 'post'}"><tr><th lay-options="{field: 'no'}"></th>
    <th lay-options="{field: 'x'}" lay-templet="#row"></th></tr></table>
    <table><tr><th lay-data="{}"></th></tr></table>"""
    page = scripts("layui.use()", ("/l", {"data": [{"no": 5, "t": "甲"}]}), body + BODY)
    assert asked(page) == [["POST", "/l", {}, False]]
    assert page.effects.markup == ["<tr><td>5</td><td><b>甲</b></td></tr>"]
    assert asked(scripts("other.use()", body=body)) == []


@cases("pager")
def test_pagers_and_flows_of_layui(case: dict[str, Any]) -> None:
    page = scripts(case["code"])
    assert (asked(page), page.effects.markup) == (case["asks"], case["shows"])


@pytest.mark.parametrize(
    ("query", "written"),
    [("n=1&callback=show", ["<b>5</b>"]), ("n=show2&cb=show", ["<b>5</b>"]), ("n=1&callback=other", [])],
)
def test_an_element_of_a_script_hands_the_answer_to_the_function_that_its_address_names(
    query: str, written: list[str]
) -> None:
    code = f"""function show(d) {{ document.write('<b>' + d.n + '</b>'); }}
    var s = document.createElement('script'); s.src = '/l?{query}'; document.body.appendChild(s);"""
    assert [one.url for one in scripts(code).effects.requests] == [f"/l?{query}"]
    assert scripts(code, ("/l", {"n": 5})).effects.markup == written


@cases("turned")
def test_what_turning_to_the_next_page_does_by_a_pager_that_a_library_draws(case: dict[str, Any]) -> None:
    page = scripts(case["code"])
    asked_for = [f"{one.url}?{encoded(one.parameters)}" for effects in page.turns() for one in effects.requests]
    assert [target for effects in page.turns() for target in effects.destinations] + asked_for == case["leads"]


@pytest.mark.parametrize(
    "pager",
    [
        '<el-pagination @current-change="turn"></el-pagination>',
        '<Page v-on:on-change="turn($event)"></Page>',
        '<a-pagination :total="9" @change="turn"></a-pagination>',
    ],
)
@pytest.mark.parametrize("code", ["{0} new Vue({{el: '#app', {1}}})", "{0} new Vue({{{1}, template: '{2}'}})"])
def test_a_component_may_draw_a_pager(pager: str, code: str) -> None:
    load = "load() { $.get('/l/' + this.at); }"
    members = (
        f"data: {{at: 1}}, mounted() {{ this.load(); }}, methods: {{turn(n) {{ this.at = n; this.load(); }}, {load}}}"
    )
    page = scripts(code.format("", members, pager), body=f'<div id="app">{pager}</div>' if "{2}" not in code else "")
    assert [asked.url for asked in page.effects.requests] == ["/l/1"]
    assert [[asked.url for asked in turned.requests] for turned in page.turns()] == [["/l/2"]]
    assert [asked.url for asked in page.turn(0, 5).requests] == ["/l/5"]


def test_other_elements_draw_no_pager() -> None:
    body = '<el-select @change="turn"></el-select><el-pagination @size-change="turn"></el-pagination>'
    page = scripts(
        "new Vue({el: '#app', methods: {turn(n) { $.get('/l/' + n); }}})", body=f'<div id="app">{body}</div>'
    )
    assert page.turns() == []


def test_a_pager_turns_to_any_page_and_leaves_no_traces() -> None:
    code = "var n = 0; $('#g').createPage({pageCount: 9, backFn: p => { n = n + 1; location = p + '_' + n; }})"
    page = scripts(code)
    assert [page.turn(0, number).destinations for number in (2, 7, 2)] == [["2_1"], ["7_1"], ["2_1"]]
    assert [*page.effects.destinations, *page.uncalled.destinations] == []


@pytest.mark.parametrize(
    ("settings", "goes_to"),
    [
        ("{pageCount: 3, backFn: go}", [2, 3]),
        ("{total: 25, pageSize: 10, backFn: go}", [2, 3]),
        ("{total: 25, current: 2, backFn: go}", [2, 3, 4]),
        ("{pageCount: 1, backFn: go}", []),
        ("{total: 10, pageSize: 10, backFn: go}", []),
        ("{pageCount: 0, backFn: go}", []),
    ],
)
def test_a_pager_turns_to_no_page_beyond_its_own_count(settings: str, goes_to: list[int]) -> None:
    page = scripts(f"function go(n) {{ $.get('/l/' + n); }} $('#g').somePager({settings})")
    assert len(page.pagers) == 1
    assert [number for number in (2, 3, 4) if page.turn(0, number).requests] == goes_to
    assert page.turn(0, 2) is page.turn(0, 2)


@pytest.mark.parametrize(
    ("settings", "now"),
    [
        ("{page: 3, pageCount: 3, current: 1}", 1),
        ("{page: 5, pageCount: 3}", 1),
        ("{page: 2, pageCount: 3}", 2),
        ("{pageNum: 5, total: 30, pageSize: 10}", 1),
        ("{pageNum: 2, p: 2, pn: 2, pageId: 2, pageCount: 3}", 1),
        ("{current: '#now', page: 2, pages: 4}", 2),
        ("{total: 30, curr: 7}", 7),
    ],
)
def test_the_page_that_a_pager_shows_is_one_that_it_has(settings: str, now: int) -> None:
    page = scripts(f"$('#g').somePager($.extend({settings}, {{backFn: function (n) {{ $.get('/l/' + n); }}}}))")
    assert [pager.now for pager in page.pagers] == [now]
    assert [[asked.url for asked in turned.requests] for turned in page.turns()] == [[f"/l/{now + 1}"]]
    assert [[asked.url for asked in turned.requests] for turned in page.turns(1)] == [["/l/2"]]


@cases("tree")
def test_the_nodes_of_a_menu_and_where_they_lead(case: dict[str, Any]) -> None:
    page = scripts(case["code"])
    assert [[node.text, found.destinations] for node, found in page.nodes()] == case["nodes"]
    assert list(page.expansions()) == []


@cases("menu", "setting")
def test_what_a_menu_asks_for_its_nodes_and_for_those_below_one(case: dict[str, Any]) -> None:
    code = f"var s = {case['setting']}; s.enable = true; $.fn.zTree.init($('#tree'), {{async: s}});"
    assert asked(scripts(code)) == [case["asks"]]
    nodes = [
        {"id": 1, "name": "甲", "isParent": "true"},
        {"id": 2, "name": "乙", "isParent": False},
        {"id": 3, "name": "丙", "isParent": True, "children": [{"name": "丁"}]},
    ]
    page = scripts(code, (case["asks"][1], nodes))
    ((words, found),) = page.expansions()
    assert words == "甲"
    assert [[one.method, one.url, dict(one.parameters), one.as_json] for one in found.requests] == [case["below"]]
    ((words, found),) = scripts(code).expansions()
    assert (words, len(found.requests)) == ("", 1)
    assert asked(scripts(code.replace("true;", "false;"))) == []


def test_the_answer_for_a_menu_may_be_filtered() -> None:
    code = "$.fn.zTree.init($('#tree'), {async: {enable: true, url: '/n', dataFilter: (tree, up, got) => WHICH}});"
    for which, names in (("got.rows", ["甲"]), ("unknown_thing", []), ("[{name: tree + (up ? 1 : 0)}]", ["tree0"])):
        page = scripts(code.replace("WHICH", which), ("/n", {"rows": [{"name": "甲"}]}))
        assert [node.text for node, _ in page.nodes()] == names


ROUTES = r"""var V = {created() { var r = this.$route;
    $.get('/at' + r.path, {name: r.name, q: r.query.q || '', id: r.params.id || ''}); }};
var router = new VueRouter({routes: [
    {path: '/', redirect: '/list'}, {path: '/list', name: 'list', component: V},
    {path: '/old', redirect: {name: 'text', params: {id: 7}}},
    {path: '/t/:id', name: 'text', components: {default: V}},
    {path: '/o/:id?', component: V}, {path: '/w/:id*', component: V}, {path: '/p/:id(\d+)', component: V},
    {path: '/up', children: [{path: 'in/:id', component: V}, {path: '/abs/:id', component: V}]},
    {path: '/a1', redirect: '/a2'}, {path: '/a2', redirect: '/a3'}, {path: '/a3', redirect: '/a4'},
    {path: '/a4', redirect: '/list'}, {path: '/b1', redirect: '/a1'}, {path: '/turn', redirect: '/turn'},
    {path: '/none'}, {name: 'x', component: V}]});
"""


@cases("view", "fragment")
def test_which_view_a_fragment_names(case: dict[str, Any]) -> None:
    found = asked(scripts(f"{ROUTES} new Vue({{router}});", fragment=case["fragment"]))
    fields = {"name": "", "q": "", "id": "", **case.get("fields", {})}
    assert found == ([["GET", case["asks"], fields, False]] if "asks" in case else [])
    in_addresses = ROUTES.replace("{routes", "{mode: 'history', routes")
    assert asked(scripts(in_addresses, fragment=case["fragment"])) == []


@cases("target", "target")
def test_where_a_router_goes(case: dict[str, Any]) -> None:
    target = case["target"]
    for code in (f"router.push({target})", f"router.replace({target})", f"location = router.resolve({target}).href"):
        assert scripts(ROUTES + code).effects.destinations == case["leads"]
    assert scripts(f"{ROUTES} router.unheard({target});").effects.destinations == []


@cases("component")
def test_components_begin_with_their_hooks(case: dict[str, Any]) -> None:
    assert [url for _, url, _, _ in asked(scripts(case["code"]))] == case["asks"]


def test_the_template_of_a_component_may_stand_in_the_page() -> None:
    page = scripts("new Vue({template: '#part', data: {rows: [{u: '/5', t: '甲'}]}})")
    assert page.effects.markup == ['<i v-for="r in rows"><a :href="r.u">{{r.t}}</a></i>']
    assert ("/5", "甲") in [row[:2] for row in page.repeated()]


@cases("loop", "body")
def test_links_in_repeated_elements(case: dict[str, Any]) -> None:
    page = scripts(f"var rows = {json.dumps(ROWS)}, one = {{k: '/v'}};", body=case["body"])
    assert [list(row[:2]) for row in page.repeated()] == case["links"]


@cases("waiting")
def test_an_answer_reaches_what_waits_for_it(case: dict[str, Any]) -> None:
    assert scripts(case["code"], ("/l", {"t": "甲"})).effects.markup == case["shows"]
