"""What readers can choose on a page that a library puts together, and the rows that it shows for that."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest

from spiders.discovery.pages import PortalPage
from spiders.scripting import repeated
from spiders.scripting.page import PageScripts
from spiders.scripting.values import UNKNOWN
from spiders.scripting.world import Answered

URL = "http://www.example.gov.cn/gk/nb/index.html"


def scripts(code: str, body: str) -> PageScripts:
    return PageScripts(URL, lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), [code])


def answered(path: str, content: Any) -> Answered:
    return Answered(f"http://www.example.gov.cn{path}", json.dumps(content), content)


COLUMNS = "{list: [{id: 'a', name: '指南'}, {id: 'b', name: '年报'}], at: 'a', n: 1}"
ASK = "ask() { axios.post('/l', {col: this.at, page: this.n}); }"
CHOSEN = {
    "named": (
        "",
        "pick(c) { this.at = c.id; this.ask(); }",
        '<i v-for="c in list" @click.prevent="pick(c)">{{c.name}}</i>',
    ),
    "by its number": (
        "",
        "turn(i) { this.at = this.list[i].id; this.ask(); }",
        '<i v-for="(c, i) in list" @click="turn(i)" v-text="c.name"></i>',
    ),
    "assigned": ("", "x() {}", '<i v-for="c in list"><a @click="at = c.id; ask()">{{c.name}}</a></i>'),
    "assigned to what was not known": (
        "created() { this.at = other.at; },",
        "x() {}",
        '<i v-for="c in list" @click="at = c.id; ask()">{{c.name}}</i>',
    ),
    "watched": ("watch: {at() { this.ask(); }},", "x() {}", '<i v-for="c in list" @click="at = c.id">{{c.name}}</i>'),
    "worked out": (
        "computed: {shown() { return this.list.filter(c => c.id); }},",
        "pick(c) { this.at = c.id; this.ask(); }",
        '<i v-for="c in shown" @click="pick(c)">{{c.name}}</i>',
    ),
    "within another": (
        "computed: {all: held => [{t: '公开', of: held.list}]},",
        "pick(c) { this.at = c.id; this.ask(); }",
        '<div v-for="g in all"><b>{{g.t}}</b><i v-for="c in g.of" @click="pick(c)">{{c.name}}</i></div>',
    ),
    "of a menu": (
        "",
        "pick(id) { this.at = id; this.ask(); }",
        '<el-menu @select="pick"><el-menu-item v-for="c in list" :index="c.id">{{c.name}}</el-menu-item></el-menu>',
    ),
    "of a written menu": (
        "",
        "pick(id) { this.at = id; this.ask(); }",
        """<el-menu @select="id => pick(id)"><el-menu-item index="a">指南</el-menu-item>
        <el-menu-item index="b">年报</el-menu-item></el-menu>""",
    ),
    "of tabs": (
        "",
        "x() {}",
        """<el-tabs v-model="at" @tab-click="ask"><el-tab-pane v-for="c in list" :label="c.name" :name="c.id">x
        </el-tab-pane></el-tabs>""",
    ),
    "of tabs that tell the pane": (
        "",
        "pick(p) { this.at = p.name; this.ask(); }",
        """<el-tabs @tab-click="pick"><el-tab-pane v-for="c in list" :label="c.name" :name="c.id"></el-tab-pane>
        </el-tabs>""",
    ),
    "of a box": (
        "",
        "x() {}",
        '<select v-model="at" @change="ask"><option v-for="c in list" :value="c.id">{{c.name}}</option></select>',
    ),
    "of buttons": (
        "watch: {at: {handler: 'ask'}},",
        "x() {}",
        """<el-radio-group v-model="at"><el-radio-button v-for="c in list" :label="c.id">{{c.name}}</el-radio-button>
        </el-radio-group>""",
    ),
    "of a tree": (
        "",
        "pick(c) { this.at = c.id; this.ask(); }",
        """<el-tree :data="list" :props="{label: 'name'}" @node-click="pick"></el-tree>""",
    ),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_chosen_on_a_page_is_asked_for(name: str) -> None:
    more, methods, body = CHOSEN[name]
    page = scripts(
        f"new Vue({{el: '#a', data: {COLUMNS}, {more} methods: {{{ASK}, {methods}}}}})", f'<div id="a">{body}</div>'
    )
    for _ in range(2):
        found = {
            element.text: [dict(asked.parameters) for asked in effects.requests] for element, effects in page.chosen()
        }
        assert found["年报"] == [{"col": "b", "page": 1}]
        assert found["指南"] in ([{"col": "a", "page": 1}], [])
    assert page.effects.requests == []


def _nested(depth: int, label: str, below: str) -> str:
    """A tree of that many levels with one node each, as a script writes it down."""
    inner = "[]"
    for level in range(depth, 0, -1):
        inner = f"[{{id: {level}, {label}: '第{level}级', {below}: {inner}}}]"
    return inner


@pytest.mark.parametrize(
    ("label", "below", "props"),
    [
        ("label", "children", ""),
        ("name", "sub", """:props="{label: 'name', children: 'sub'}" """),
        ("label", "sub", """v-bind:props="{children: 'sub'}" """),
        ("name", "children", """:props="{label: 'name'}" """),
    ],
)
def test_nodes_of_a_tree_are_named_by_all_that_they_stand_in(label: str, below: str, props: str) -> None:
    """As far as five levels."""
    asks = "pick(c) { $.get('/l/' + c.id); }"
    code = f"new Vue({{el: '#a', data: {{nodes: {_nested(6, label, below)}}}, methods: {{{asks}}}}})"
    page = scripts(code, f'<div id="a"><el-tree :data="nodes" {props} @node-click="pick"></el-tree></div>')
    found = [
        ([entry.findtext("span") or element.text for entry in element.iterancestors("li")][::-1], effects.requests)
        for element, effects in page.chosen()
    ]
    assert [(names, [asked.url for asked in requests]) for names, requests in found] == [
        ([f"第{above}级" for above in range(1, level + 1)], [f"/l/{level}"]) for level in range(1, 6)
    ]


def test_a_click_may_be_bound_to_a_function_of_a_model() -> None:
    model = """function View() { var self = this; self.list = [{id: 'b', name: '年报'}]; self.at = ko.observable('a');
        self.named = ko.computed(function () { return self.at() + '1'; });
        self.pick = function (c) { self.at(c.id); $.post('/l', {col: self.named()}); }; }
        ko.applyBindings(new View());"""
    body = '<ul data-bind="foreach: list"><li><a data-bind="text: name, click: $parent.pick"></a></li></ul>'
    found = [(element.text, dict(effects.requests[0].parameters)) for element, effects in scripts(model, body).chosen()]
    assert found == [("年报", {"col": "b1"})]


def test_values_that_change_tell_who_watches_them() -> None:
    code = """const { createApp, ref, computed, watch } = Vue; createApp({setup() { const at = ref('a'), n = ref(1);
        const both = computed(() => at.value + n.value);
        watch(at, (now, before) => fetch('/' + before + now + both.value));
        return {at, both, list: ['b']}; }}).mount('#a');"""
    body = """<div id="a"><i v-for="c in list" @click="at = c">{{c}}</i>
        <i v-for="c in list" @click="at = 'a'">{{both}}</i></div>"""
    found = [
        (element.text, [asked.url for asked in effects.requests]) for element, effects in scripts(code, body).chosen()
    ]
    assert found == [("b", ["/abb1"]), ("a1", [])]


def test_what_a_click_begins_to_watch_is_watched_for_no_other_click() -> None:
    code = """const { createApp, ref, watch } = Vue; createApp({setup() { const at = ref('a');
        const pick = one => { watch(at, now => fetch('/' + one + now)); at.value = one; };
        return {at, pick, list: ['b', 'c']}; }}).mount('#a');"""
    page = scripts(code, '<div id="a"><i v-for="one in list" @click="pick(one)">{{one}}</i></div>')
    for _ in range(2):
        assert [[asked.url for asked in effects.requests] for _, effects in page.chosen()] == [["/bb"], ["/cc"]]


def test_each_click_after_the_other_tells_what_watches() -> None:
    code = """new Vue({data: {at: 1}, methods: {more() { this.at += 1; }},
        watch: {at(now) { axios.get('/l_' + now + '.json'); }}})"""
    body = '<a @click="more">加载更多</a>'
    page = PortalPage(URL, f"<html><body>{body}<script>{code}</script></body></html>")
    element, _ = page.clicked_first[0]
    clicked = page.scripting.in_turn(element, ["more()"], 3)
    assert [[asked.url for asked in effects.requests] for effects in clicked] == [
        ["/l_2.json"],
        ["/l_3.json"],
        ["/l_4.json"],
    ]


def test_what_watches_itself_ends() -> None:
    endless = "watch: {n() { this.n = this.n + 1; axios.get('/' + this.n); }}"
    page = scripts(
        f"new Vue({{el: '#a', data: {{n: 1, list: [5]}}, {endless}}})", '<i v-for="c in list" @click="n = c">x</i>'
    )
    assert 0 < len(next(iter(page.chosen()))[1].requests) < 50
    itself = "new Vue({data: {list: [1]}, computed: {a() { return this.a + this.list; }}})"
    assert len(list(scripts(itself, '<i v-for="c in list" @click="go(a)">x</i>').chosen())) == 1


def test_rows_show_what_stands_beside_and_above_them() -> None:
    code = "new Vue({data: {all: [{t: '2024年', of: [{u: '/1', n: '年报', d: '教育局'}]}]}})"
    body = (
        '<div v-for="g in all"><b>{{g.t}}</b><p v-for="r in g.of"><a :href="r.u">{{r.n}}</a><em>{{r.d}}</em></p></div>'
    )
    assert scripts(code, body).repeated() == [("/1", "年报", ("教育局",), ("2024年",))]


@pytest.mark.parametrize("comment", ["", "<!-- ko if: true -->", "<?x y?>"])
def test_comments_among_repeated_elements_are_no_entries(comment: str) -> None:
    model = "ko.applyBindings({list: [{t: '年报', u: '/a', pick: function () { $.post('/l'); }}]});"
    link = '<a data-bind="text: t, attr: {href: u}, click: pick"></a>'
    page = scripts(model, f'<ul data-bind="foreach: list">{comment}<li>{comment}{link}</li></ul>')
    assert page.repeated() == [("/a", "年报", (), ())]
    assert [len(effects.requests) for _, effects in page.chosen()] == [1]


@pytest.mark.parametrize("value", [UNKNOWN, None, "x", [], 1])
def test_an_element_is_bound_to_an_object_or_to_nothing(value: Any) -> None:
    bound = lxml.html.fragment_fromstring('<a data-bind="text: t"></a>')
    assert repeated.shown(bound, lambda code: {"code": code}) == {"code": "{text: t}"}
    assert repeated.shown(bound, lambda code: value) == {}
    for markup in ("<a></a>", f'<a data-bind="text: {"t" * repeated._LONGEST_LOOP}"></a>'):
        assert repeated.shown(lxml.html.fragment_fromstring(markup), lambda code: {"code": code}) == {}


def test_what_stands_beside_many_links_of_one_entry_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read, own = [], repeated.words_of

    def noted(element: lxml.html.HtmlElement, evaluate: Callable[[str], Any]) -> str:
        read.append(element)
        return own(element, evaluate)

    monkeypatch.setattr(repeated, "words_of", noted)
    code = "var all = []; for (var i = 0; i < 90; i++) { all.push('/' + i); } new Vue({data: {all: all}});"
    links = "".join(f'<a :href="row">第{number}号</a>' for number in range(180))
    rows = scripts(code, f'<div v-for="row in all">{links}</div>' * 20).repeated()
    assert 1_000 < len(rows) <= len(read) < 2 * len(rows)
    assert max(len(row.beside) for row in rows) <= 20
    assert rows[0][:3] == ("/0", "第0号", tuple(f"第{number}号" for number in range(1, 20)))


def test_an_answer_goes_to_the_click_that_has_asked_for_it() -> None:
    body = """<i v-for="c in list" @click="pick(c)">{{c}}</i>
        <p v-for="r in rows"><a :href="'/' + at + '/' + r">{{r}}</a></p>"""
    code = """new Vue({data: {list: ['a', 'b'], at: '', rows: []}, created() { this.pick('a'); }, methods: {pick(c) {
        this.at = c; axios.post('/l', {col: c}).then(answer => { this.rows = answer.data; }); }}})"""
    page = PortalPage(URL, f"<html><body>{body}<script>{code}</script></body></html>")
    known = answered("/l", ["7"])
    for fields, url in (
        ({"col": "b", "page": 1}, "/b/7"),
        ({"col": "a"}, "/a/7"),
        ({"col": "c"}, "/a/7"),
        (None, "/a/7"),
    ):
        assert [link.url for link in page.answered(known, fields)] == [f"http://www.example.gov.cn{url}"]


@pytest.mark.parametrize(("rows", "urls"), [([{"u": "/new"}], ["/new"]), ([], [])])
def test_an_answer_shows_no_rows_that_the_page_has_shown_before(rows: list[Any], urls: list[str]) -> None:
    code = """new Vue({data: {list: ['a', 'b'], rows: [{u: '/old'}]}, methods: {pick(one) {
        axios.post('/l', {col: one}).then(answer => { this.rows = answer.data; }); }}})"""
    body = """<i v-for="one in list" @click="pick(one)">{{one}}</i>
        <p v-for="row in rows"><a :href="row.u">年报</a></p>"""
    page = PortalPage(URL, f"<html><body>{body}<script>{code}</script></body></html>")
    shown = page.answered(answered("/l", rows), {"col": "b"})
    assert [link.url for link in shown] == [f"http://www.example.gov.cn{url}" for url in urls]
    assert [link.url for link in page.links] == ["http://www.example.gov.cn/old"]


def test_an_answer_is_known_by_what_relative_addresses_start_from() -> None:
    code = "$.get('l', function (rows) { document.write(rows[0]); });"
    page = PortalPage(URL, f"<html><head><base href='/gk/'></head><body><script>{code}</script></body></html>")
    assert page.written_of(answered("/gk/l", ["<a href='7'>x</a>"])) == "<a href='7'>x</a>"
    assert page.written_of(answered("/l", ["<a href='7'>x</a>"])) != "<a href='7'>x</a>"


def test_a_base_that_is_no_address_is_none() -> None:
    code = "$.get('l', function (rows) { document.write(rows[0] + document.baseURI); });"
    page = PortalPage(URL, f"<html><head><base href='http://['></head><body><script>{code}</script></body></html>")
    assert page.written_of(answered("/gk/nb/l", ["<a href='7'>x</a>"])) == f"<a href='7'>x</a>{URL}"


def test_the_base_of_a_page_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, own = [], lxml.html.HtmlElement.xpath

    def noted(element: lxml.html.HtmlElement, path: str) -> Any:
        asked.append(path)
        return own(element, path)

    monkeypatch.setattr(lxml.html.HtmlElement, "xpath", noted)
    page = scripts("for (var i = 0; i < 100; i++) { document.baseURI; }", "<p>x</p>")
    assert page.effects.markup == []
    assert asked.count("//base/@href") == 1


def test_what_is_repeated_is_looked_through_as_far_as_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeated, "_MOST_ELEMENTS", 3)
    (entry,) = lxml.html.fragments_fromstring("<div>" + "<i></i>" * 9 + "</div>")
    assert len(list(repeated.within(entry))) == 3
