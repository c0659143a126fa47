"""Templates, tables, menus and views, in the spellings of the libraries that portals use."""

from __future__ import annotations

import json
import time
from typing import Any

import lxml.html
import pytest

from spiders.scripting.page import PageScripts
from spiders.scripting.templates import is_template
from spiders.scripting.world import Answered

URL = "http://www.example.gov.cn/gk/nb/index.html"
ROWS = "{rows: [{no: 1, t: '甲', x: [{f: 'a'}]}, {no: 2, t: '乙', x: []}], top: '丙'}"


def scripts(code: str, body: str = "", answer: Answered | None = None, url: str = URL) -> PageScripts:
    return PageScripts(url, lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), [code], answer)


def answered(path: str, content: Any) -> Answered:
    return Answered(f"http://www.example.gov.cn{path}", json.dumps(content), content)


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{{each rows as v i}}<a href='/{{v.no}}'>{{v.t}}</a>{{/each}}", "template('t', D)"),
        ("{{each rows}}<a href='/{{$value.no}}'>{{$value.t | trim}}</a>{{/each}}", "template('t', D)"),
        ("{{#rows}}<a href='/{{no}}'>{{{t}}}</a>{{/rows}}", "Mustache.render($('#t').html(), D)"),
        ("{{#each rows}}<a href='/{{this.no}}'>{{t}}</a>{{/each}}", "Handlebars.compile($('#t').html())(D)"),
        (
            "{{# layui.each(d.rows, function (i, v) { }}<a href='/{{ v.no }}'>{{ v.t }}</a>{{# }); }}",
            "layui.laytpl(document.getElementById('t').innerHTML).render(D)",
        ),
        (
            "{{# for (var v of d.rows) { }}<a href='/{{= v.no }}'>{{- v.t }}</a>{{# } }}",
            "laytpl($('#t').html()).render(D)",
        ),
        ("<% for (var v of rows) { %><a href='/<%= v.no %>'><%- v.t %></a><% } %>", "_.template($('#t').html())(D)"),
        (
            "<% _.each(rows, function (v) { %><a href='/<%= v.no %>'><%= v.t %></a><% }) %>",
            "_.template($('#t').html(), D)",
        ),
        ("<% for (var v of rows) { %><a href='/<%=v.no%>'><%:=v.t%></a><% } %>", "baidu.template('t', D)"),
        ("{{~it.rows :v:i}}<a href='/{{=v.no}}'>{{=v.t}}</a>{{~}}", "doT.template($('#t').html())(D)"),
        ("{@each rows as v, i}<a href='/${v.no}'>$${v.t}</a>{@/each}", "juicer($('#t').html(), D)"),
        ("{{each rows}}<a href='/${$value.no}'>${$value.t}</a>{{/each}}", "$('#t').tmpl(D)"),
    ],
)
def test_a_template_is_filled(template: str, code: str) -> None:
    page = scripts(f"var D = {ROWS}; $('#o').html({code});", f'<i id="o"></i><script id="t">{template}</script>')
    assert page.effects.markup == ["<a href='/1'>甲</a><a href='/2'>乙</a>"]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{if rows.length > 1}}many{{else}}one{{/if}}", "many"),
        ("{{if !top}}a{{else if top == '丙'}}b{{else}}c{{/if}}", "b"),
        ("{{set n = 3}}{{n}}", "3"),
        ("{{#top}}yes{{/top}}{{^none}}no{{/none}}", "yesno"),
        ("{{#rows}}{{no}}{{#x}}[{{f}}]{{/x}}{{^x}}-{{/x}}{{/rows}}", "1[a]2-"),
        ("{{! left out }}{{> part}}{{?rows}}A{{??}}B{{?}}", "A"),
        ("<p>{{nothing_of_it}}</p>", "<p>\ufffd</p>"),
        ("{{#unclosed}}x", "x"),
        ("{{/each}}{{ ) ( }}y", "\ufffdy"),
    ],
)
def test_parts_of_templates(template: str, expected: str) -> None:
    page = scripts(f"var D = {ROWS}; document.write('' + template('t', D));", f'<script id="t">{template}</script>')
    assert "".join(page.effects.markup) == expected


@pytest.mark.parametrize("template", ["{{#rows}}x{{/rows}}", "{{each rows}}x{{/each}}"])
@pytest.mark.parametrize(("rows", "shown"), [(199, 199), (200, 200), (201, 200)])
def test_of_a_list_without_end_so_many_items_are_shown(template: str, rows: int, shown: int) -> None:
    code = f"var D = {json.dumps({'rows': [{'no': 1}] * rows})}; document.write('' + template('t', D));"
    page = scripts(code, f'<script id="t">{template}</script>')
    assert "".join(page.effects.markup) == "x" * shown


def test_plain_texts_are_no_templates() -> None:
    assert not any(map(is_template, ["", "a { b } c", "{{", "100% <b>", "x" * 30_000 + "{{y}}"]))


HOSTILE = {
    "open braces": "{{" * 9_000,
    "open marks": "<%" * 9_000,
    "sections in sections": "{{#rows}}" * 900 + "x" + "{{/rows}}" * 900,
    "rows of rows": "{{each rows}}" * 60 + "long" * 900 + "{{/each}}" * 60,
    "endless": "<% for (;;) { %>" + "y" * 9_000 + "<% } %>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_template_takes_long_or_much(name: str) -> None:
    started = time.process_time()
    rows = "var D = {rows: []}; for (var i = 0; i < 150; i++) D.rows.push(D);"
    page = scripts(f"{rows} document.write('' + template('t', D));", f'<script id="t">{HOSTILE[name]}</script>')
    assert sum(map(len, page.effects.markup)) <= 200_000
    assert time.process_time() - started < 2


def test_a_table_of_layui_asks_for_its_first_page() -> None:
    page = scripts(
        "layui.use(['table'], function () { layui.table.render({elem: '#g', url: '/api/rows', method: 'post',"
        " where: {col: 7}, page: true, limit: 20, request: {pageName: 'curr'}}); });"
    )
    (asked,) = page.effects.requests
    assert (asked.method, asked.url, dict(asked.parameters)) == (
        "POST",
        "/api/rows",
        {"curr": "1", "limit": "20", "col": "7"},
    )


def test_the_settings_of_a_table_may_stand_in_attributes() -> None:
    body = (
        """<table lay-data="{url: '/api/rows?col=7', page: true}"><tr><th lay-data="{field: 't', templet: '#one'}">"""
        """</th></tr></table><script id="one" type="text/html"><a href="/{{d.no}}.html">{{d.t}}</a></script>"""
    )
    asked = scripts("layui.use('table');", body).effects.requests
    assert [(each.url, dict(each.parameters)) for each in asked] == [("/api/rows?col=7", {"page": "1", "limit": "10"})]
    found = scripts("layui.use('table');", body, answered("/api/rows", {"data": [{"no": 5, "t": "甲"}]}))
    assert found.effects.markup == ['<tr><td><a href="/5.html">甲</a></td></tr>']


def test_a_row_that_is_clicked_is_a_link_and_what_it_does_besides_is_not_done() -> None:
    page = scripts(
        "layui.table.render({url: '/l', cols: [[{field: 'no'}, {templet: function (d) { return d.t + '报告'; }}]]});"
        "layui.table.on('tool(g)', function (row) {"
        " if (row.event == 'del') $.post('/remove', {id: row.data.no}); else location.href = '/' + row.data.no; });",
        answer=answered("/l", {"data": [{"no": 5, "t": "甲县"}]}),
    )
    assert page.effects.markup == ["<tr><td>5</td><td>甲县报告</td></tr>", '<li><a href="/5">甲县报告</a></li>']
    assert [asked.url for asked in page.effects.requests] == ["/l"]


LINK = "function (v, row, at) { return '<a href=\"/' + row.no + '\">' + v + '</a>'; }"
RENDER = "function (v, kind, row) { return '<a href=\"/' + row.no + '\">' + v + '</a>'; }"
GRIDS = {
    "datagrid": (
        """$('#g').datagrid({url: '/l', queryParams: {c: 7}, pagination: true, pageSize: 20,
        columns: [[{field: 't', formatter: LINK}]]});""",
        ("POST", {"page": "1", "rows": "20", "c": "7"}),
        {"total": 1, "rows": [{"no": 5, "t": "甲"}]},
    ),
    "bootstrap-table": (
        """$('#g').bootstrapTable({url: '/l', sidePagination: 'server', columns: [{field: 't', formatter: LINK}],
        queryParams: function (given) { return {limit: given.limit, offset: given.offset, c: 7}; },
        responseHandler: function (got) { return got.data; }});""",
        ("GET", {"limit": "10", "offset": "0", "c": "7"}),
        {"data": {"total": 1, "rows": [{"no": 5, "t": "甲"}]}},
    ),
    "DataTables": (
        """$('#g').DataTable({serverSide: true, columns: [{data: 't', render: RENDER}],
        ajax: {url: '/l', type: 'POST', data: function (d) { d.c = 7; return d; }}});""",
        ("POST", {"draw": "1", "start": "0", "length": "10", "c": "7"}),
        {"data": [{"no": 5, "t": "甲"}]},
    ),
}


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_asks_for_its_rows_and_shows_them(name: str) -> None:
    code, (method, parameters), content = GRIDS[name]
    code = f"var LINK = {LINK}, RENDER = {RENDER}; {code}"
    (asked,) = scripts(code, '<table id="g"></table>').effects.requests
    assert (asked.method, asked.url, dict(asked.parameters)) == (method, "/l", parameters)
    page = scripts(code, '<table id="g"></table>', answered("/l", content))
    assert page.effects.markup == ['<tr><td><a href="/5">甲</a></td></tr>']


@pytest.mark.parametrize(
    "code",
    [
        "$('#g').datagrid({data: ROWS, columns: [[{field: 't', formatter: f}]]});",
        "$('#g').bootstrapTable({data: ROWS, columns: [{field: 't', formatter: f}]});",
    ],
)
def test_what_writes_a_cell_is_given_its_value_its_row_and_its_number(code: str) -> None:
    code = (
        "var f = function (v, row, at) { return v + row.no + '-' + at; }, ROWS = [{no: 5, t: '甲'}, {no: 6, t: '乙'}];"
        + code
    )
    assert scripts(code, '<table id="g"></table>').effects.markup == [
        "<tr><td>甲5-0</td></tr>",
        "<tr><td>乙6-1</td></tr>",
    ]


def test_a_click_on_the_row_of_a_grid_is_a_link() -> None:
    code = (
        "$('#g').datagrid({data: [{no: 5, t: '甲县'}], columns: [[{field: 'no'}, {field: 't'}]],"
        " onClickRow: function (index, row) { location.href = '/' + row.no; }});"
    )
    assert scripts(code, '<table id="g"></table>').effects.markup[1] == '<li><a href="/5">甲县</a></li>'


GRID = """<table id="g" class="easyui-datagrid" url="/rows" pagination="true" pageSize="5"
  data-options="queryParams: {of: 3}"><thead><tr><th data-options="field: 'no', formatter: link">甲</th></tr></thead>
  </table>
  <ul class="easyui-tree" data-options="url: '/nodes', method: 'get'"></ul>"""


def test_what_easyui_makes_of_its_classes_stands_in_the_markup() -> None:
    code = "function link(value) { return '<a href=/' + value + '></a>'; }"
    asked = scripts(code, GRID).effects.requests
    assert [(each.method, each.url) for each in asked] == [("POST", "/rows"), ("GET", "/nodes")]
    assert dict(asked[0].parameters) == {"page": "1", "rows": "5", "of": "3"}
    shown = scripts(code, GRID, answered("/rows", {"rows": [{"no": 7}]})).effects.markup
    assert shown == ["<tr><td><a href=/7></a></td></tr>"]


def test_a_script_makes_a_grid_of_easyui_with_the_settings_in_the_markup() -> None:
    (asked, _) = scripts("$('#g').datagrid({url: '/others'});", GRID).effects.requests
    assert (asked.url, dict(asked.parameters)) == ("/others", {"page": "1", "rows": "5", "of": "3"})
    page = scripts("function load(n) { $('#g').datagrid('load', {of: n}); }", GRID)
    (again,) = page.click("load(4)").requests
    assert (again.url, dict(again.parameters)) == ("/rows", {"page": "1", "rows": "5", "of": "4"})
    (same,) = page.click("$('#g').datagrid('reload')").requests
    assert dict(same.parameters)["of"] == "3"


def test_a_tree_of_easyui_asks_for_its_nodes() -> None:
    code = "$('#t').tree({url: '/n', onClick: function (node) { $('#f').attr('src', '/rows/' + node.id); }});"
    body = '<ul id="t"></ul><iframe id="f"></iframe>'
    (asked,) = scripts(code, body).effects.requests
    assert (asked.url, asked.method, dict(asked.parameters), asked.as_json) == ("/n", "POST", {}, False)
    nodes = [{"id": 1, "text": "公开", "state": "closed"}, {"id": 2, "text": "年报"}]
    page = scripts(code, body, answered("/n", nodes))
    assert [(node.text, found.frames) for node, found in page.nodes()] == [("公开", ["/rows/1"]), ("年报", ["/rows/2"])]
    ((words, below),) = page.expansions()
    assert (words, dict(below.requests[0].parameters)) == ("公开", {"id": "1"})


TREE = """
var setting = {
  async: {enable: true, url: "/nodes", autoParam: ["id=above"], otherParam: ["site", 3]},
  callback: {onClick: function (event, tree, node) {
    if (node.isParent) return;
    document.getElementById("f").src = "/rows?of=" + node.id; }}};
$.fn.zTree.init($("#tree"), setting);
"""
FRAME = '<ul id="tree"></ul><iframe id="f"></iframe>'
NODES = [{"id": 1, "name": "概况", "isParent": True}, {"id": 2, "name": "年报"}]


def test_a_menu_asks_for_its_nodes_and_each_node_for_those_below_it() -> None:
    (asked,) = scripts(TREE, FRAME).effects.requests
    assert (asked.method, asked.url, dict(asked.parameters)) == ("POST", "/nodes", {"site": "3"})
    page = scripts(TREE, FRAME, answered("/nodes", NODES))
    assert [(node.text, found.frames) for node, found in page.nodes()] == [("概况", []), ("年报", ["/rows?of=2"])]
    ((words, below),) = page.expansions()
    assert (words, dict(below.requests[0].parameters)) == ("概况", {"above": "1", "site": "3"})


@pytest.mark.parametrize(
    "code",
    [
        "$.fn.zTree.init($('#tree'), {}, [{id: 1, name: '公开', children: [{name: '年报', url: '/nb/'}]}]);",
        (
            "layui.tree.render({elem: '#tree', data: [{title: '公开', children: [{title: '年报', id: 'nb'}]}],"
            " click: function (got) { if (got.data.id) location.href = '/' + got.data.id + '/'; }});"
        ),
        (
            "$('#tree').treeview({data: [{text: '公开', nodes: [{text: '年报', href: '/nb/'}]}],"
            " onNodeSelected: function (event, node) { if (node.href) location.href = node.href; }});"
        ),
    ],
)
def test_a_menu_may_be_given_its_nodes(code: str) -> None:
    found = [(node.text, effects.destinations[:1]) for node, effects in scripts(code, FRAME).nodes()]
    assert found == [("公开", []), ("年报", ["/nb/"])]


def test_what_is_no_node_of_a_menu_hides_none_behind_it() -> None:
    code = "$.fn.zTree.init($('#tree'), {}, [5, unknown_thing, {name: '甲', children: ['乙', {name: '丙'}]}]);"
    assert [node.text for node, _ in scripts(code, FRAME).nodes()] == ["甲", "丙"]


def test_a_menu_without_end_is_cut() -> None:
    page = scripts("var n = {name: 'a'}; n.children = [n, n, n]; $.fn.zTree.init($('#tree'), {}, [n]);", FRAME)
    assert 0 < len(list(page.nodes())) <= 300


@pytest.mark.parametrize(
    "code",
    [
        "window.addEventListener('hashchange', show);",
        "window.onhashchange = show;",
        "$(window).on('hashchange', show);",
        "$(window).hashchange(show);",
    ],
)
def test_the_fragment_of_an_address_names_what_a_page_shows(code: str) -> None:
    page = scripts("function show() { $('#v').load('y/' + location.hash.substring(1) + '.html'); }" + code)
    found = page.at("2021")
    assert found is not None
    assert [part.address for part in found.parts] == ["y/2021.html"]
    assert page.effects.requests == []
    assert scripts("$('#v').load('a.html');").at("2021") is None


ROUTER = """
var http = axios.create({ baseURL: "/api" });
http.interceptors.response.use(res => res.data);
Vue.prototype.$call = http;
const Rows = {
  template: "<ul><li v-for='row in rows'><router-link :to=\\"{name: 'text', params: {no: row.no}}\\">{{ row.t }}"
    + "</router-link></li></ul>",
  data() { return { rows: [] }; },
  async created() {
    const got = await this.$call.post("/rows", { col: this.$route.params.code, page: 1 });
    this.rows = got.rows;
  },
};
const Text = { created() { this.$call.get("/text/" + this.$route.params.no); } };
const Search = { template: "<b v-for='row in rows' @click='go(row)'>{{ row.t }}</b>",
  data: () => ({ rows: [{ no: 4, t: "丁" }] }),
  methods: { go(row) { this.$router.push({ path: "/text/" + row.no, query: { from: "s" } }); } } };
const router = new VueRouter({ routes: [
  { path: "/", redirect: "/col/nb" }, { path: "/col", children: [{ path: ":code?", component: Rows }] },
  { path: "/text/:no", name: "text", component: Text }, { path: "/s", component: Search },
  { path: "/file/:no+", component: Text },
  { path: "/far", component: () => import("./far.js") }, { path: "*", redirect: "/" } ] });
new Vue({ router }).$mount("#app");
"""


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("", ("POST", "/api/rows", {"col": "nb", "page": 1})),
        ("#/col/zn", ("POST", "/api/rows", {"col": "zn", "page": 1})),
        ("#/nowhere/at/all", ("POST", "/api/rows", {"col": "nb", "page": 1})),
        ("#/text/17", ("GET", "/api/text/17", {})),
        ("#/file/2021/17", ("GET", "/api/text/2021/17", {})),
        ("#/far", None),
    ],
)
def test_a_router_shows_the_component_of_a_fragment(fragment: str, expected: tuple[str, str, Any] | None) -> None:
    asked = scripts(ROUTER, url=URL + fragment).effects.requests
    assert [(each.method, each.url, dict(each.parameters)) for each in asked] == ([expected] if expected else [])


def test_the_links_of_a_component_are_those_of_its_template() -> None:
    answer = answered("/api/rows", {"rows": [{"no": 7, "t": "甲"}, {"no": 8, "t": "乙"}]})
    assert [row[:2] for row in scripts(ROUTER, answer=answer).repeated()] == [("#/text/7", "甲"), ("#/text/8", "乙")]
    assert [row[:2] for row in scripts(ROUTER, url=f"{URL}#/s").repeated()] == [("#/text/4?from=s", "丁")]


def test_routes_without_end_are_cut() -> None:
    page = scripts("var r = {path: 'a', component: {}}; r.children = [r, r]; new VueRouter({routes: [r]});")
    found = page.at("/a/a/a")
    assert found is not None
    assert found.requests == []


@pytest.mark.parametrize(
    ("watched", "asked"),
    [
        ("a(now, before) { $.get('/' + now + before); }", ["/21"]),
        ("a: { handler(now) { $.get('/' + now); }, immediate: true }", ["/1", "/2"]),
        ("a: { handler(now) { $.get('/' + now); }, immediate: 'yes' }", ["/2"]),
        ("a: 'told'", ["/told/2"]),
        ("a: { handler: 'told', immediate: true }", ["/told/1", "/told/2"]),
        # What is no function, no member, or one that is worked out is not watched, and hides none behind it.
        (
            "b: 5, x() { $.get('/x'); }, twice() { $.get('/twice'); }, unknown() { $.get('/u'); }, a: 'told'",
            ["/told/2"],
        ),
    ],
)
def test_a_component_is_told_which_of_its_members_have_changed(watched: str, asked: list[str]) -> None:
    code = f"""new Vue({{
        data: {{ a: 1, b: 1, unknown: unknown_thing }}, computed: {{ twice() {{ return 2 * this.a; }} }},
        methods: {{ told(now) {{ $.get('/told/' + now); }} }}, watch: {{ {watched} }},
        created() {{ this.a = 2; this.b = 2; }} }});"""
    assert [each.url for each in scripts(code).effects.requests] == asked


def test_components_stand_in_each_other_three_deep() -> None:
    """Each is begun that its outer one names in its template, as it is called or with dashes."""
    told = "{ created() { $.get('/at/5'); } }"
    for depth in range(4, -1, -1):
        template = "<row-list/>" if depth % 2 else "<RowList/>"
        told = f"{{ template: '{template}', components: {{ RowList: {told} }}, created() {{ $.get('/at/{depth}'); }} }}"
    unnamed = "{ template: '<x-rows/>', components: { rows: { created() { $.get('/unnamed'); } } } }"
    code = f"new Vue({told}); new Vue({unnamed});"
    assert [each.url for each in scripts(code).effects.requests] == ["/at/0", "/at/1", "/at/2", "/at/3"]


def test_components_without_end_are_cut() -> None:
    started = time.process_time()
    scripts("var c = {template: '<x/><y/>'}; c.components = {x: c, y: c}; new Vue(c);").effects.markup.clear()
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "code",
    [
        "(async () => (await fetch('/l')).json())().then(got => { document.write(got.t); });",
        "Promise.all([fetch('/l').then(r => r.json()), 5]).then(([got, five]) => document.write(got.t));",
        "new Promise(done => $.get('/l', done)).then(function (got) { document.write(got.t); });",
        "axios.get('/l').then(({ data }) => document.write(data.t));",
        (
            "var x = new XMLHttpRequest(); x.onload = function () { document.write(JSON.parse(x.responseText).t); };"
            "x.open('GET', '/l'); x.send();"
        ),
    ],
)
def test_an_answer_is_handed_on(code: str) -> None:
    assert scripts(code, answer=answered("/l", {"t": "甲"})).effects.markup == ["甲"]


def test_what_an_answer_does_not_name_is_undefined() -> None:
    code = "$.get('/l', function (got) { document.write(got.out ? got.out : '/' + got.no); });"
    assert scripts(code, answer=answered("/l", {"no": 3})).effects.markup == ["/3"]


@pytest.mark.parametrize(
    "code",
    [
        "$('#y').change(function () { $.post('/l', {y: $(this).val()}); });",
        "$('#y').on('change', function () { $.post('/l', {y: $('#y').val()}); });",
        "document.getElementById('y').onchange = function () { $.post('/l', {y: this.value}); };",
        "$('#y').change(function () { $.post('/l', {y: this.options[this.selectedIndex].value}); });",
        "$('#y').change(function () { $.post('/l', {y: $(this).find('option:selected').attr('value')}); });",
    ],
)
def test_each_option_of_a_box_is_chosen_once(code: str) -> None:
    options = '<option value="">年份</option><option value="a" selected>2021</option><option value="b">2020</option>'
    page = scripts(code, f'<select id="y">{options}</select>')
    found = [(option.text, effects.requests[0].parameters["y"]) for option, effects in page.bound()]
    assert found == [("2021", "a"), ("2020", "b")]
    assert page.uncalled.requests == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("var a = unescape('%u5E74%20%e5');", "年 å"),
        ("var [, a, ...b] = ['1', '2', '3'];", "2"),
        ("var [, , ...[a]] = [1, 2, 'three'];", "three"),
        ("var a = document.querySelector('div').innerHTML;", "<b>x</b>y"),
        ("var a = $('div').html();", "<b>x</b>y"),
        ("var a = $('div').text();", "xy"),
    ],
)
def test_words_and_lists(code: str, expected: str) -> None:
    assert scripts(code, "<div><b>x</b>y</div>").names["a"] == expected


COMPOSED = """const { createApp, ref, computed, reactive, onMounted } = Vue;
createApp({
  setup() {
    const rows = ref([]), now = ref(1), told = reactive({n: 5});
    const load = async () => {
      const answer = await fetch('/l?p=' + now.value + '&n=' + told.n);
      rows.value = await answer.json();
    };
    onMounted(load);
    return { rows, turn: (to) => { now.value = to; load(); }, all: computed(() => rows.value.length) };
  }
}).mount('#app');"""
COMPOSED_BODY = (
    """<div id="app"><a v-for="row in rows" :href="'/' + row.no">{{ row.t }}</a><b @click="turn(2)">2</b></div>"""
)


def test_a_component_may_compose_what_it_holds_of_values_that_change() -> None:
    page = scripts(COMPOSED, COMPOSED_BODY)
    assert [asked.url for asked in page.effects.requests] == ["/l?p=1&n=5"]
    assert [asked.url for asked in page.click("turn(2)").requests] == ["/l?p=2&n=5"]
    known = scripts(COMPOSED, COMPOSED_BODY, answered("/l", [{"no": 7, "t": "甲"}]))
    assert [row[:2] for row in known.repeated()] == [("/7", "甲")]


XML = """<?xml version="1.0"?><list xmlns:x="urn:x"><Item x:No="5"><link>/a</link><t><![CDATA[甲]]></t></Item></list>"""


@pytest.mark.parametrize(
    "code",
    [
        "$.get('/l', function (d) { $(d).find('Item').each(function () { show($(this)); }); }, 'xml');",
        "x = new XMLHttpRequest; x.onload = () => show($(x.responseXML).find('item')); x.open('GET', '/l'); x.send()",
        "$.ajax({url: '/l', dataType: 'xml', success: function (d) { show($(d.getElementsByTagName('Item')[0])); }});",
    ],
)
def test_a_document_in_xml_is_looked_through_by_selectors(code: str) -> None:
    shown = "function show(i) { document.write(i.attr('no') + i.find('link').text() + i.find('t').text()); }"
    known = Answered("http://www.example.gov.cn/l", XML, None)
    assert scripts(shown + code, answer=known).effects.markup == ["5/a甲"]


@pytest.mark.parametrize(
    "code",
    [
        """x = new XMLHttpRequest; x.onload = function () { var m = x.responseText, i = m.indexOf('<![CDATA[');
        document.write(m.substring(i + 9, m.indexOf(']]>'))); }; x.open('GET', '/l'); x.send()""",
        "$.ajax({url: '/l', dataType: 'text', success: function (d) { document.write(cut(d)); }});",
        "$.get('/l', function (d) { document.write(cut(d)); });",
        "fetch('/l').then(r => r.text()).then(d => document.write(cut(d)));",
        "$.get('/l', function (d) { document.write($($.parseXML(d)).find('t').text()); });",
        """fetch('/l').then(r => r.text()).then(function (d) { var x = new DOMParser().parseFromString(d, 'text/xml');
        document.write(x.querySelector('t').textContent); });""",
        "$.get('/l', function (d) { document.write($('t', d).text()); });",
    ],
)
def test_a_document_in_xml_stays_a_text_to_scripts_that_read_it_as_one(code: str) -> None:
    cut = "function cut(m) { return m.split('<t>')[1].split('</t>')[0].replace('<![CDATA[', '').replace(']]>', ''); }"
    known = Answered("http://www.example.gov.cn/l", XML, [{}])
    assert scripts(cut + code, answer=known).effects.markup == ["甲"]


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><r><x:y no='1'/></r>", "<?xml?><r x:a='1'/>", "<?xml", "<?xml ?>"]
)
def test_what_is_no_good_document_is_read_as_far_as_it_goes(text: str) -> None:
    known = Answered("http://www.example.gov.cn/l", text, None)
    code = "$.get('/l', function (d) { document.write($(d).find('y').attr('no') + '|'); document.write('x'); });"
    assert scripts(code, answer=known).effects.markup[-1:] == ["x"]


MODEL = """
var view = {rows: ko.observableArray([]), title: ko.observable('x'), all: ko.computed(function () { return 1; })};
ko.applyBindings(view);
$.get('/l', function (d) { view.rows(d); view.rows.push({link: '/8', name: '乙'}); document.write(view.title()); });
"""
BOUND = """<ul data-bind="css: a, foreach: rows"><li><a data-bind="attr: {href: link}, text: name"></a></li></ul>"""


def test_elements_may_be_bound_to_what_a_model_holds() -> None:
    known = scripts(MODEL, BOUND, answered("/l", [{"link": "/7", "name": "甲"}]))
    assert known.effects.markup == ["x"]
    assert [row[:2] for row in known.repeated()] == [("/7", "甲"), ("/8", "乙")]
    assert [row[:2] for row in scripts(MODEL, BOUND).repeated()] == [("/8", "乙")]


@pytest.mark.parametrize(
    ("bound", "found"),
    [
        ("foreach: {data: rows}", [("/gk/7", "甲")]),
        ("css: {on: yes}, foreach: {data: rows, as: 'row', afterRender: shown}", [("/gk/7", "甲")]),
        ("foreach: rows()", [("/gk/7", "甲")]),
        ("foreach: $root.rows", [("/gk/7", "甲")]),
        ("foreach: {data: others}", []),
        ("template: {name: 'foreach'}", []),
        ("foreach: {", []),
    ],
)
def test_elements_are_bound_to_each_of_a_list_with_the_model_above_it(bound: str, found: list[tuple[str, str]]) -> None:
    model = """var view = {folder: '/gk/', rows: ko.observableArray([{link: '7', name: '甲'}]),
        at: function (row) { return this.folder + row.link; }, others: ko.observable(5)};
        ko.applyBindings(view);"""
    for href in ("$parent.folder + link", "$root.folder + $data.link", "$parent.at($data)"):
        body = f"""<ul data-bind="{bound}"><li><a data-bind="attr: {{href: {href}}}, text: name"></a></li></ul>"""
        assert [row[:2] for row in scripts(model, body).repeated()] == found
    link = """<a data-bind="attr: {href: '/gk/' + row.link}, text: row.name"></a>"""
    body = f"""<ul data-bind="{bound}"><li>{link}</li></ul>"""
    assert [row[:2] for row in scripts(model, body).repeated()] == (found if "as:" in bound else [])


@pytest.mark.parametrize(
    ("nodes", "names"),
    [
        ("[{id: 'a', text: '甲', children: [{id: 'b', text: '乙'}]}]", ["甲", "乙"]),
        ("[{id: 'b', parent: 'a', text: '乙'}, {id: 'a', parent: '#', text: '甲'}]", ["甲", "乙"]),
    ],
)
def test_the_choice_of_a_node_may_be_an_event(nodes: str, names: list[str]) -> None:
    code = f"""$('#menu').jstree({{core: {{data: {nodes}}}}}).on('select_node.jstree', function (e, told) {{
    $.get('/l', {{node: told.node.id, all: told.selected[0]}}); }});"""
    found = [(element.text, effects.requests[0].parameters) for element, effects in scripts(code, MENU).nodes()]
    assert found == [(name, {"node": key, "all": key}) for name, key in zip(names, "ab", strict=True)]


def test_nodes_that_are_asked_for_come_with_the_answer() -> None:
    code = """$('#menu').on('nodeSelected', function (e, node) { location = '/' + node.no; });
    function fields(node) { return {id: node.id}; }
    $('#menu').jstree({core: {data: {url: function (node) { return '/n'; }, data: fields}}});
    $('#other').treeview({data: [{text: '丙', no: 5}]});"""
    (asked,) = scripts(code).effects.requests
    assert (asked.url, asked.method, asked.parameters, asked.as_json) == ("/n", "GET", {"id": "#"}, False)
    known = scripts(code, MENU, answered("/n", [{"id": "a", "text": "甲"}]))
    assert [element.text for element, _ in known.nodes()] == ["甲", "丙"]


MENU = """<div id="menu"></div><div id="other"></div>"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$.when($.get('/l'), $.get('/m')).done(function (one, two) { S(one[0].t, two[0]); });", ["甲"]),
        ("$.when($.get('/m'), $.get('/l')).then(function (one, two) { S(two[0].t); });", ["甲"]),
        ("$.when.apply($, [$.get('/l'), $.get('/m')]).done(function (one) { S(one[0].t); });", ["甲"]),
        ("$.when($.get('/l')).done(function (one) { S(one.t); });", ["甲"]),
        ("$.when($.get('/l'), $.get('/m')).done();", []),
    ],
)
def test_answers_that_are_waited_for_together(code: str, expected: list[str]) -> None:
    begin = "function S(t) { document.write(t); } "
    assert scripts(begin + code, answer=answered("/l", {"t": "甲"})).effects.markup == expected


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("axios.interceptors.request.use(c => { c.params.s = 5; return c; });", {"p": "1", "s": "5"}),
        ("axios.interceptors.request.use(c => ({...c, params: {q: 2}}));", {"q": "2"}),
        ("axios.interceptors.request.use(c => { c.headers.token = 'x'; });", {"p": "1"}),
        ("axios.interceptors.request.use();", {"p": "1"}),
    ],
)
def test_settings_of_requests_are_changed_before_they_are_sent(code: str, asked: dict[str, str]) -> None:
    (request,) = scripts(f"{code} axios.get('/l', {{params: {{p: 1}}}});").effects.requests
    assert request.parameters == asked


_NODES = {
    "MzTreeView": """var t = new MzTreeView('t'); t.setIconPath('/i/'); t.icons['css'] = 'c.gif';
        t.nodes['0_1'] = 'text:目录;'; t.nodes['1_12'] = 'text:年报;data:id=12;'; t.nodes['1_13'] = 'text:其他';
        t.nodes['13_2'] = 'text:指南;url:/zn\\\\:1.html;hint:x'; t.nodes['13_3'] = 'url:/no.html';
        t.nodes.x = 'text:无';
        t.nodes['4_4'] = 'text:自身;url:/4?a;data:b';
        t.nodes['1_5'] = "text:点;method:location.href='/5'";
        t.setURL('list.jsp'); t.setTarget('main'); document.write(t.toString()); document.write(t);""",
    "WebFX": """var t = new WebFXTree('目录'), b = new WebFXTreeItem('其他');
        var a = new WebFXTreeItem('年报', 'list.jsp?id=12');
        t.setBehavior('classic'); t.add(a); t.add(b); b.add(new WebFXTreeItem('指南', '/zn:1.html')); b.add(t);
        b.add('x');
        t.add(new WebFXTreeItem('自身', '/4?a&b')); var c = new WebFXTreeItem('点');
        c.action = "javascript:location.href='/5'";
        t.add(c); document.write(t); document.write(t.toString());""",
    "dhtmlxTree": """var t = new dhtmlXTreeObject('box', '100%', '100%', 0); t.setImagePath('/i/');
        t.attachEvent('onClick', function (id) { location.href = id; return true; });
        t.attachEvent('onOpen', x); t.attachEvent();
        t.loadXMLString('<tree id="0"><item text="目录" id=""><item id="list.jsp?id=12" text="年报"/>'
          + '<item text="其他" id="">'
          + '<item text="指南" id="/zn:1.html"/><userdata/></item><item text="自身" id="/4?a&amp;b"/>'
          + '<item text="点" id="/5"/>'
          + '</item></tree>');""",
    "dhtmlxTree by nodes": """var t = new dhtmlXTreeObject('box'); t.setOnClickHandler(function (id) {
        location.href = {2: 'list.jsp?id=12', 4: '/zn:1.html', 5: '/4?a&b', 6: '/5'}[id]; });
        t.insertNewItem(0, 1, '目录'); t.insertNewItem(1, 2, '年报'); t.insertNewItem(1, 3, '其他');
        t.insertNewChild(3, 4, '指南'); t.insertNewItem(1, 5, '自身'); t.insertNewItem(1, 6, '点');
        t.insertNewItem(1);""",
}


@pytest.mark.parametrize("library", _NODES)
def test_trees_that_pages_put_together(library: str) -> None:
    page = scripts(_NODES[library])
    led = {each.text_content(): effects.destinations for each, effects in page.nodes() if effects.destinations}
    assert led == {"年报": ["list.jsp?id=12"], "指南": ["/zn:1.html"], "自身": ["/4?a&b"], "点": ["/5"]}
    (above,) = {tuple(each.xpath("ancestor::li/span/text()")) for each, _ in page.nodes() if each.text == "指南"}
    assert above == ("目录", "其他")
    assert page.effects.markup == []


def test_a_tree_that_asks_for_its_nodes() -> None:
    code = """var t = new dhtmlXTreeObject('b'); t.setOnClickHandler(id => { location.href = '/l?c=' + id; });
        t.loadXML('/t.xml');"""
    asked = scripts(code)
    assert [request.url for request in asked.effects.requests] == ["/t.xml"]
    assert not list(asked.nodes())
    told = Answered(
        "http://www.example.gov.cn/t.xml", '<?xml version="1.0"?><tree><item id="7" text="年报"/></tree>', None
    )
    ((link, effects),) = scripts(code, answer=told).nodes()
    assert (link.text, effects.destinations) == ("年报", ["/l?c=7"])


@pytest.mark.parametrize(
    ("begun", "told"),
    [
        ('t.loadXMLString(\'<t><item text="年报" id="7"><userdata name="url">/nb/</userdata></item></t>\');', "/nb/"),
        ("t.insertNewItem(0, 7, '年报'); t.setUserData(7, 'url', '/nb/');", "/nb/"),
        ("t.insertNewItem(0, 7, '年报'); t.setUserData(8, 'url', '/nb/');", None),
        ("t.insertNewItem(0, 7, '年报'); t.setUserData(7);", None),
    ],
)
@pytest.mark.parametrize("clicked", ["t.getUserData(id, 'url')", "t.getUserData(t.getSelectedItemId(), 'url')"])
def test_nodes_hold_what_a_click_on_them_asks_for(begun: str, told: str | None, clicked: str) -> None:
    code = f"""var t = new dhtmlXTreeObject('box'); {begun}
        t.attachEvent('onClick', function (id) {{ var u = {clicked}; location.href = u; }});"""
    ((_, effects),) = scripts(code).nodes()
    assert effects.destinations == ([told] if told else [])


@pytest.mark.parametrize(
    ("told", "led"),
    [
        ("text:年报;url:/nb.html", "/nb.html"),
        (" text : 年报 ; url:/nb.html;", "/nb.html"),
        ("text:年报;url:/a\\\\;b:1.html;hint:a:b", "/a;b:1.html"),
        (";;text:年报;:x;url:/nb.html;y", "/nb.html"),
    ],
)
def test_what_a_node_says_of_itself_is_told_apart_by_marks(told: str, led: str) -> None:
    code = f"var t = new MzTreeView('t'); t.nodes['0_1'] = '{told}'; document.write(t);"
    ((_, effects),) = scripts(code).nodes()
    assert effects.destinations == [led]


def test_a_document_in_xml_is_read_whatever_encoding_it_says_of_itself() -> None:
    code = """
    var x = new XMLHttpRequest();
    x.open("GET", "/l.xml");
    x.onload = function () {
      var one = x.responseXML.documentElement.getElementsByTagName("d")[0];
      document.write("<a href='/" + one.getAttribute("id") + "'>" + one.firstChild.nodeValue + "</a>");
    };
    x.send();"""
    text = '<?xml version="1.0" encoding="GB2312"?><l><d id="5">公开</d></l>'
    page = scripts(code, answer=Answered("http://www.example.gov.cn/l.xml", text, None))
    assert page.effects.markup == ["<a href='/5'>公开</a>"]
