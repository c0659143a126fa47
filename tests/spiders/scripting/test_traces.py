"""A click changes nothing for the next one, whatever its scripts have changed."""

from __future__ import annotations

import pathlib
import tomllib
from collections.abc import Callable, Sequence
from typing import Any

import lxml.html
import pytest

from spiders.scripting.journal import Journal
from spiders.scripting.page import PageScripts

HOST = "http://www.example.gov.cn"
BODY = '<div id="p"></div><select id="s"><option value="7">甲</option></select>'
STATES: list[dict[str, str]] = tomllib.loads(
    pathlib.Path(__file__).with_name("traces.toml").read_text(encoding="utf-8")
)["state"]


def page(code: str, body: str = BODY) -> PageScripts:
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    return PageScripts(f"{HOST}/gk/index.html", tree, [f"function to(n) {{ location = '/' + n; }} {code}"])


def led(scripts: PageScripts, code: str) -> list[str]:
    effects = scripts.click(code)
    return [*effects.destinations, *(each.url for each in effects.requests if each.url not in effects.destinations)]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state["of"])
def test_a_click_changes_nothing_for_the_next_one(state: dict[str, str]) -> None:
    scripts = page(state["code"])
    assert [led(scripts, f"add({number})") for number in (1, 2, 1)] == [["/1"], ["/2"], ["/1"]]


def test_a_tree_that_a_click_fills_is_as_it_was() -> None:
    scripts = page(
        """var t = new dhtmlXTreeObject('p'); t.insertNewItem(0, 5, '甲'); t.setOnClickHandler(to);
        function add() { t.insertNewItem(5, 6, '乙'); t.insertNewItem(0, 7, '丙'); t.setOnClickHandler(add); }"""
    )
    before = [(node.text_content(), effects.destinations) for node, effects in scripts.nodes()]
    scripts.click("add(1)")
    assert [(node.text_content(), effects.destinations) for node, effects in scripts.nodes()] == before
    assert before == [("甲", ["/5"])]


@pytest.mark.parametrize(
    ("tree", "change"),
    [
        ("var t = new WebFXTree('甲', '/5'); t.write();", "t.add(new WebFXTreeItem('乙', '/6')); t.action = '/7';"),
        ("var t = new WebFXTree('甲', '/5'), o = new WebFXTree('乙', '/6'); t.write();", "o.write();"),
        ("var t = new MzTreeView('t'); t.nodes['0_1'] = 'text:甲;url:/5'; t.toString();",
         "var o = new MzTreeView('o'); o.nodes['0_1'] = 'text:乙;url:/6'; o.toString();"),
        ("$('#p').treeview({data: [{text: '甲', url: '/5'}]});",
         "$('#p').on('nodeSelected', function () { to(6); }); $('#p').tree({data: [{text: '乙'}]});"),
        ("$.fn.zTree.init($('#p'), {}, [{name: '甲', url: '/5'}]);", "$.fn.zTree.init($('#p'), {}, [{name: '乙'}]);"),
        ("var t = new dhtmlXTreeObject('p'); t.insertNewItem(0, 5, '甲'); t.setOnClickHandler(to);",
         "new dhtmlXTreeObject('q').insertNewItem(0, 6, '乙');"),
        ("layui.tree.render({data: [{title: '甲', url: '/5'}]});", "layui.tree.render({data: [{title: '乙'}]});"),
        ("$('#p').jstree({core: {data: [{text: '甲', url: '/5'}]}});",
         "$('#p').jstree({core: {data: [{text: '乙'}]}});"),
    ],
)  # fmt: skip
def test_menus_are_as_they_were(tree: str, change: str) -> None:
    scripts = page(f"{tree} function add() {{ {change} }}")
    for _ in range(2):
        assert [(node.text_content(), effects.destinations) for node, effects in scripts.nodes()] == [("甲", ["/5"])]
        scripts.click("add()")
        assert len(scripts._loaded[0].trees) == 1


TREE = "var t = new dhtmlXTreeObject('p'); t.insertNewItem(0, 5, '甲'); t.setOnClickHandler(to);"


@pytest.mark.parametrize(
    "code",
    ["t.insertNewItem(5, 6, '乙')", 't.loadXMLString(\'<tree><item id="6" text="乙"/></tree>\')'],
)
def test_nodes_that_a_click_makes_are_not_known_later(code: str) -> None:
    scripts = page(f"{TREE} function add() {{ {code}; tell(); }} function tell() {{ t.setUserData(6, 'n', 7); get(); }}"
                   "function get() { to(t.getUserData(6, 'n')); }")  # fmt: skip
    assert [scripts.click(called).destinations for called in ("add()", "tell()", "add()")] == [["/7"], [], ["/7"]]
    assert len(list(scripts.nodes())) == 1
    assert scripts.click("to(t.getSelectedItemId())").destinations == []


def test_a_request_is_begun_as_it_was() -> None:
    scripts = page("""var x = new XMLHttpRequest(); x.open('POST', '/5');
    function ask() { x.send('{"a": 1}'); x.open('GET', '/6'); x.setRequestHeader('a', 'application/json'); }""")
    asked = [scripts.click("ask()").requests for _ in range(2)]
    assert asked[0] == asked[1]
    assert [(each.method, each.url) for each in asked[0]] == [("POST", "/5")]


def test_rows_and_clicks_on_them_are_those_of_the_page() -> None:
    render = "layui.table.render({{data: [{{t: '{}', u: '/5'}}], cols: [[{{field: 't'}}]]}})"
    scripts = page(render.format("甲"))
    open_row = "layui.table.on('row(t)', function (o) { to(o.data.t.length + 4); })"
    assert scripts.click(render.format("乙")).markup == ["<tr><td>乙</td></tr>"]
    assert scripts.click(open_row).markup == ['<li><a href="/5">甲</a></li>']
    assert scripts.click(render.format("乙")).markup == ["<tr><td>乙</td></tr>"]


BOUND = """<div id="app"><i v-for="r in rows"><a @click="to(r.n)">{{r.t}}</a></i>
<el-pagination @current-change="turn($event)"></el-pagination></div>"""
VUE = """new Vue({el: '#app', data: {rows: [{n: 5, t: '甲'}], at: 1},
methods: {turn(n) { to(n); }}})"""


@pytest.mark.parametrize(
    ("follow", "leads"),
    [
        (lambda scripts: scripts.click("to(rows[0].n)").destinations, ["/5"]),
        (lambda scripts: scripts.click("function one() { to(6); } one()").destinations, ["/6"]),
        (lambda scripts: scripts.click("var one; to(7)").destinations, ["/7"]),
        (lambda scripts: [row[:2] for row in scripts.repeated()], [("/5", "甲")]),
        (lambda scripts: scripts.turn(0, 2).destinations, ["/2"]),
    ],
)
def test_names_of_the_page_are_those_that_it_has_begun_with(
    follow: Callable[[PageScripts], Any], leads: Sequence[Any]
) -> None:
    scripts = page(VUE, BOUND)
    names = scripts._loaded[0].interpreter.names
    before = dict(names)
    assert follow(scripts) == leads
    assert names == before


def test_the_address_is_that_of_the_page() -> None:
    scripts = page("window.onhashchange = function () { to(location.hash.length); };")
    for _ in range(2):
        effects = scripts.at("x")
        assert effects is not None
        assert effects.destinations == ["/2"]
        assert scripts.click("to(location.hash.length)").destinations == ["/0"]


@pytest.mark.parametrize(
    ("shows", "asked", "leads"),
    [
        ("$.post('/list', {at: location.hash})", ["/list"], []),
        ("location.hash = 'y'; $.post('/list', {at: location.hash})", ["/list"], []),
        ("location.hash = location.hash + 'y'", [], None),
        ("document.title = location.hash", [], ["#x"]),
    ],
)
def test_a_click_that_turns_to_a_view_asks_for_what_the_view_does(
    shows: str, asked: list[str], leads: list[str] | None
) -> None:
    scripts = page(f"window.onhashchange = function () {{ {shows}; }}; function turn() {{ location.hash = '#x'; }}")
    for _ in range(2):
        effects = scripts.click("turn()")
        assert list(dict.fromkeys(each.url for each in effects.requests)) == asked
        assert leads is None or effects.destinations == leads


@pytest.mark.parametrize(
    "code",
    [
        "new VueRouter({routes: [{path: '/x', component: {mounted() { to(5); }}}]})",
        "$(window).on('hashchange', function () { to(5); })",
        "window.addEventListener('hashchange', function () { to(5); })",
    ],
)
def test_views_that_a_click_makes_are_forgotten(code: str) -> None:
    scripts = page(f"function add() {{ {code}; }}")
    scripts.click("add()")
    assert scripts.at("/x") is None


def test_components_that_a_click_begins_are_forgotten() -> None:
    scripts = page(
        """var o = {methods: {show() { to(this.n); }}, data: {n: 1}, template: '<i @click="show()">x</i>'};
        function add() { new Vue(o); ko.applyBindings({n: 2}); o.methods.show(); }"""
    )
    world = scripts._loaded[0]
    for _ in range(2):
        assert scripts.click("add()").destinations == ["/1"]
        assert (world.instances, world.templates) == ([], [])
    assert scripts.click("o.methods.show()").destinations == []
    scripts.click("ko.applyBindings({n: 3})")
    assert world.instances == []


def test_what_waits_for_clicks_on_what_is_shown_later_is_forgotten() -> None:
    scripts = page(
        "$('#p').append('<b>x</b>'); function add() { $(document).on('click', 'b', function () { to(6); }); }"
    )
    scripts.click("add()")
    assert [*scripts.bound()] == []


def test_what_a_click_binds_and_draws_is_forgotten() -> None:
    code = """function add() { $('#p').click(function () { to(5); });
    $(document).on('click', 'b', function () { to(6); });
    $('#p').createPage({pageCount: 3, backFn: to}); window.onhashchange = function () { to(7); };
    $('#p').append('<b>x</b>'); function later() { to(8); } }"""
    scripts = page(code)
    scripts.click("add()")
    assert ([*scripts.bound()], scripts.pagers, scripts.at("x"), scripts.pieces) == ([], [], None, [])
    assert "later" not in scripts.names
    assert len(scripts._loaded[0].interpreter.defined) == 2


def test_what_a_click_makes_stays_as_it_has_been_noted() -> None:
    code = """var kept = []; function add() { var o = {a: 1}, l = [1]; o.b = 2; o.b = 3; l.push(2); l[0] = 4;
    l.reverse(); l.unshift(5); l.push(6); l.shift(); l.pop(); kept.push(o); show(o, l, new K()); }
    function K() { this.c = 7; }"""
    scripts = page(code)
    for _ in range(2):
        effects = scripts.click("add()")
        assert effects.objects == [{"a": 1, "b": 3}]
        assert [given for name, given in effects.calls if name == "show"] == [({"a": 1, "b": 3}, [2, 4], {"c": 7})]
    assert {"kept": []}.items() <= scripts._loaded[0].interpreter.names.items()


def test_what_has_been_made_around_is_as_it_was_within() -> None:
    journal, items = Journal(), [1]
    held: dict[str, int] = {}
    with journal.undone():
        journal.made(held)
        journal.made(items)
        with journal.undone():
            journal.put(held, "a", 1)
            journal.lengthen(items, [2])
        assert (held, items) == ({}, [1])
        journal.put(held, "a", 1)
    assert held == {"a": 1}


def test_writes_are_undone_from_the_last_one_to_the_first() -> None:
    journal, held, items = Journal(), {"a": 1}, [1]
    journal.put(held, "a", 2)
    with journal.undone():
        journal.put(held, "a", 3)
        with journal.undone():
            journal.drop(held, "a")
            journal.put(held, "b", 4)
            journal.lengthen(items, [2, 3])
        assert (held, items) == ({"a": 3}, [1])
        journal.drop(held, "none")
        journal.put(held, "a", 5)
    assert (held, items) == ({"a": 2}, [1])


def test_what_nothing_calls_is_the_same_whoever_asks_first() -> None:
    long = "function g() { for (var i = 0; i < 200; i++) for (var j = 0; j < 99; j++) i + j; }"
    code = f"function f() {{ $.get('/f'); }} {long}"
    first, last = (PageScripts("http://www.example.gov.cn/", None, [code]) for _ in range(2))
    for click in ["f()", *["g()"] * 40]:
        last.click(click)
    assert [asked.url for asked in first.uncalled.requests] == ["/f"]
    assert first.uncalled == last.uncalled
