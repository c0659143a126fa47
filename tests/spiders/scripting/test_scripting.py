"""What scripts do, as far as it is constant; and that no script takes the crawl with it."""

from __future__ import annotations

import time
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.scripting.effects import Effects
from spiders.scripting.page import PageScripts

URL = "http://www.example.gov.cn/gk/nb/list.jsp?col=7&to=%2Fnb%2F"
BODY = """
<input type="hidden" id="col" value="88">
<select name="y"><option value="1">a</option><option value="2" selected>b</option></select>
<form id="f"><input name="a" value="1"><input name="b" value="二"><input type="submit" name="s" value="x"></form>
<ul class="tab"><li data-id="31" data-col-name="szf">市政府</li><li data-id="32">部门</li></ul>
<iframe id="main"></iframe>
<script id="cfg" type="application/json">{"api": {"list": "/openapi"}}</script>
"""


def scripts(*codes: str, body: str = BODY) -> PageScripts:
    return PageScripts(URL, lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), codes)


def effects(*codes: str) -> Effects:
    return scripts(*codes).effects


def first(*codes: str) -> tuple[str, str, dict[str, Any]]:
    asked = effects(*codes).requests[0]
    return asked.method, asked.url, dict(asked.parameters)


READS_A_PARAMETER = {
    "expression": """function q(n) {
        var r = location.search.substr(1).match(new RegExp("(^|&)" + n + "=([^&]*)(&|$)", "i"));
        return r != null ? unescape(r[2]) : "";
    }""",
    "expression with one group": """function q(n) {
        var m = RegExp("[?&]" + n + "=([^&#]*)").exec(window.location.href); return m ? decodeURIComponent(m[1]) : "";
    }""",
    "lazy expression": r"""function q(n) {
        var given = new RegExp("[?|&]" + n + "=" + "([^&;]+?)(&|#|;|$)").exec(location.search) || [, ""];
        return decodeURIComponent(given[1].replace(/\+/g, "%20"));
    }""",
    "jQuery's own": """(function ($) { $.param_of = function (n) {
        var r = location.search.substr(1).match(new RegExp("(^|\\\\?|&)" + n + "=([^&]*)(\\\\s|&|$)"));
        return r ? unescape(r[2]) : "";
    }; })(jQuery);
    function q(n) { return $.param_of(n); }""",
    "list with names": """$.extend({ vars: function () {
        var vars = [], hash, hashes = location.href.slice(location.href.indexOf("?") + 1).split("&");
        for (var i = 0; i < hashes.length; i++) {
            hash = hashes[i].split("="); vars.push(hash[0]); vars[hash[0]] = hash[1];
        }
        return vars;
    } });
    function q(n) { return unescape($.vars()[n] || ""); }""",
    "object": """function asked() {
        var made = new Object(), parts = location.search.substr(1).split("&");
        for (var i = 0; i < parts.length; i++) { made[parts[i].split("=")[0]] = unescape(parts[i].split("=")[1]); }
        return made;
    }
    var held = asked(); function q(n) { return held[n] || ""; }""",
    "reduced": """var held = location.search.slice(1).split("&").reduce(function (all, one) {
        var pair = one.split("="); all[pair[0]] = unescape(pair[1]); return all;
    }, {});
    function q(n) { return held[n] || ""; }""",
    "replaced": """var held = {};
    location.href.replace(/[?&]+([^=&]+)=([^&]*)/gi, function (all, name, value) { held[name] = unescape(value); });
    function q(n) { return held[n] || ""; }""",
    "address": """function q(n) { return new URL(window.location.href).searchParams.get(n) || ""; }""",
    "prototype": """function Page(s) { this.s = s; }
    Page.prototype.read = function (n) { return new URLSearchParams(this.s).get(n) || ""; };
    Page.shown = new Page(location.search);
    function q(n) { return Page.shown.read(n); }""",
}


@pytest.mark.parametrize("way", READS_A_PARAMETER)
def test_a_parameter_of_the_address_is_read_in_all_usual_ways(way: str) -> None:
    asked = "$.get('/x', {c: q('col'), t: q('to'), z: q('zz'), l: q('o')});"
    assert first(READS_A_PARAMETER[way] + asked) == ("GET", "/x", {"c": "7", "t": "/nb/", "z": "", "l": ""})


def test_what_is_put_on_jquery_leaves_its_own_functions_alone() -> None:
    assert first("$.extend({get: function () {}, own: '5'}); $.get('/x', {c: $.own})") == ("GET", "/x", {"c": "5"})


@pytest.mark.parametrize("pattern", ["(?=c)(col)", "(?<=c)(ol)", "(o)l.*\\\\1", "(", "(a{2000})"])
def test_what_an_expression_finds_that_is_not_known_is_unknown(pattern: str) -> None:
    asked = effects(f"var r = new RegExp('{pattern}').exec(location.search); $.get('/x', {{a: r[1]}})").requests[0]
    assert asked.unknown == ("a",)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('var a = "1"; a = a + "," + "2"; a += 3;', "1,23"),
        ("var a = ['x', 'y'].concat('z').join('-');", "x-y-z"),
        ("var o = {b: {c: 'v'}}; var a = o['b'].c;", "v"),
        ("var a = ''; for (var i = 0; i < 3; i++) { if (i == 1) continue; a += i; }", "02"),
        ("var a = '', o = {x: 1, y: 2}; for (var k in o) { a += k + o[k]; }", "x1y2"),
        ("var a = ''; for (const v of ['p', 'q']) a += v;", "pq"),
        ("var n = 3, a = ''; while (n) { a += n--; }", "321"),
        ("function f(x, y = 'd') { return x + y; } var a = f('c');", "cd"),
        ("const f = (x) => `<${x}>`; var a = f(7);", "<7>"),
        ("var a = (function () { var s = 'in'; return s; })();", "in"),
        ("var { b, c: a } = { b: 1, c: 'two' };", "two"),
        ("var [x, a] = ['1', '2'];", "2"),
        ("var a = true ? 'yes' : 'no';", "yes"),
        ("var a = unknown_thing || 'default';", "default"),
        ("var a = unknown_thing ? unknown_thing.x : 'other';", "other"),
        ("var a = JSON.stringify({p: 1, q: ['年', 'b']});", '{"p":1,"q":["年","b"]}'),
        ("var a = 'abc'.substr(1, 2) + 'x/y'.split('/')[1] + 'AB'.toLowerCase();", "bcyab"),
        ("var a = 'a.b.a'.replace(/a/g, 'c') + encodeURIComponent('年');", "c.b.c%E5%B9%B4"),
        (r"var a = '\u5e74' + '\x41' + '\'';", "年A'"),
        ("switch (2) { case 1: var a = 'one'; break; case 2: a = 'two'; break; default: a = 'none'; }", "two"),
        ("try { var a = 'tried'; } catch (e) { a = 'caught'; }", "tried"),
        ("function P() { this.v = 'own'; } var a = new P().v;", "own"),
        ("var a = JSON.parse(document.getElementById('cfg').innerText).api.list;", "/openapi"),
        ("var a = document.getElementById('col').value;", "88"),
        ("var a = $('#col').val();", "88"),
        ("var a = $('[name=y]').val();", "2"),
        ("var a = $('.tab li:eq(1)').data('id');", "32"),
        ("var a = document.querySelector('.tab li').dataset.colName;", "szf"),
        ("var a = $('#f').serialize();", "a=1&b=%E4%BA%8C"),
        ("var a = location.search.split('to=')[1];", "%2Fnb%2F"),
        ("var a = new URLSearchParams(location.search).get('col');", "7"),
        ("var a = [1, 2].map(function (n) { return n * 2; }).join('+');", "2+4"),
        ("var a = $.param({x: 1, y: '二'});", "x=1&y=%E4%BA%8C"),
        ("window.a = 'w'; ", "w"),
    ],
)
def test_what_is_constant_is_worked_out(code: str, expected: str) -> None:
    assert scripts(code).names["a"] == expected


@pytest.mark.parametrize(
    "code",
    [
        "var a = 'x' + unknown_thing;",
        "var a = 'x'.replace(/(?=x)/, 'y');",
        "var a = answer.data.url;",
        "function f(x) { return x; } var a = f();",
        "var a = [1, unknown_thing].join('');",
    ],
)
def test_what_is_not_constant_is_unknown(code: str) -> None:
    assert "a" not in scripts(code).names


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("$.get('/l', {p: 1})", ("GET", "/l", {"p": "1"})),
        ("$.post('/l', 'a=1&b=2')", ("POST", "/l", {"a": "1", "b": "2"})),
        ("$.ajax({type: 'POST', url: '/l', data: {a: 1}})", ("POST", "/l", {"a": "1"})),
        ("$.ajax('/l', {method: 'post', data: {a: [1, 2]}})", ("POST", "/l", {"a[]": ["1", "2"]})),
        ("$.post('/l', {site: ['lq'], kinds: ['a', 'b']})", ("POST", "/l", {"site[]": "lq", "kinds[]": ["a", "b"]})),
        ("$.post('/l', {a: [{b: [3]}, [4]]})", ("POST", "/l", {"a[0][b][]": "3", "a[1][]": "4"})),
        ("fetch('/l?p=1')", ("GET", "/l?p=1", {})),
        (
            (
                "var h = {'Content-Type': 'application/json'}, b = JSON.stringify({a: 1});"
                "fetch('/l', {method: 'POST', headers: h, body: b})"
            ),
            ("POST", "/l", {"a": 1}),
        ),
        ("axios.get('/l', {params: {p: 1}})", ("GET", "/l", {"p": "1"})),
        ("axios.post('/l', {p: 1})", ("POST", "/l", {"p": 1})),
        ("axios({method: 'post', url: '/l', data: {p: 1}})", ("POST", "/l", {"p": 1})),
        ("var c = axios.create({baseURL: '/api'}); c.get('list')", ("GET", "/api/list", {})),
        ("var x = new XMLHttpRequest(); x.open('POST', '/l'); x.send('a=1')", ("POST", "/l", {"a": "1"})),
        (
            "var d = new FormData(); d.append('a', 1); fetch('/l', {method: 'POST', body: d})",
            ("POST", "/l", {"a": "1"}),
        ),
        ("http.post('/l', {a: 1})", ("POST", "/l", {"a": "1"})),
        ("$('#main').load('/l.html #x')", ("GET", "/l.html", {})),
        ("var s = document.createElement('script'); s.src = '/l.js?cb=f';", ("GET", "/l.js?cb=f", {})),
        ("$(function () { q(1); }); function q(n) { $.get('/l', {p: n}); }", ("GET", "/l", {"p": "1"})),
        ("setTimeout(\"$.get('/l')\", 9)", ("GET", "/l", {})),
        ("layui.use(['x'], function () { $.get('/l'); })", ("GET", "/l", {})),
        (
            "new Pager({size: 5, turn: function (p) { $.get('/l', {size: this.size, p: p}); }})",
            ("GET", "/l", {"size": "5"}),
        ),
        (
            (
                "var m = {go() { axios.get('/l', {params: this.q}); }};"
                "new Vue({data() { return {q: {c: 7}}; }, mounted() { this.go(); }, methods: m})"
            ),
            ("GET", "/l", {"c": "7"}),
        ),
        ("if (unknown_thing) { $.get('/l'); }", ("GET", "/l", {})),
        (
            "$('.tab li').click(function () { $.get('/l', {i: $(this).data('id')}); }); $('.tab li:first').click();",
            ("GET", "/l", {"i": "31"}),
        ),
    ],
)
def test_what_a_page_asks_for(code: str, expected: tuple[str, str, dict[str, Any]]) -> None:
    assert first(code) == expected


def test_a_parameter_that_is_not_known_is_told() -> None:
    (asked,) = scripts("function q(p) { $.get('/l', {page: p, c: 1}); }").uncalled.requests
    assert (dict(asked.parameters), asked.unknown) == ({"c": "1"}, ("page",))


@pytest.mark.parametrize(
    "code",
    [
        "location = '/x/';",
        "window.location.href = '/x/';",
        "top.location.replace('/x/');",
        "self.location.assign('/x' + '/');",
        "document.location = '/x/';",
        "window.open('/x/', '_self');",
        "var b = '/x'; setTimeout(function () { location.href = b + '/'; }, 100);",
        "window.onload = function () { location.href = '/x/'; };",
        "window.navigate('/x/');",
    ],
)
def test_where_a_page_goes(code: str) -> None:
    assert effects(code).destinations == ["/x/"]


def test_what_a_page_writes_and_shows_in_frames() -> None:
    found = effects(
        "document.write('<a href=\"/' + 'a.html\">a</a>');",
        "document.getElementById('main').src = '/f.html';",
        "$('.tab').append('<li>b</li>');",
        "var f = document.createElement('iframe'); f.setAttribute('src', '/g.html');",
    )
    assert found.markup == ['<a href="/a.html">a</a>', "<li>b</li>"]
    assert found.frames == ["/f.html", "/g.html"]


def test_each_click_is_followed_for_its_element_and_leaves_no_trace() -> None:
    page = scripts(
        "var n = 1; $('.tab').on('click', 'li', "
        "function () { n = n + 1; location.href = '/' + n + '/' + $(this).attr('data-id'); });"
    )
    assert [(element.text, found.destinations) for element, found in page.bound()] == [
        ("市政府", ["/2/31"]),
        ("部门", ["/2/32"]),
    ]
    assert page.effects.destinations == []
    assert page.names["n"] == "1"


def test_the_script_of_an_attribute_knows_its_element() -> None:
    page = scripts("function go(e) { location.href = e.getAttribute('data-id'); }")
    element = lxml.html.fromstring('<b data-id="/7">x</b>')
    assert page.click("javascript:return go(this);", element).destinations == ["/7"]


HOSTILE = {
    "endless loop": "while (true) { var a = 1; }",
    "endless recursion": "function f() { f(); f(); } f();",
    "loops in loops": "for (;;) for (;;) for (;;) g();",
    "doubled text": "var a = 'x'; for (var i = 0; i < 100; i++) { a = a + a; }",
    "doubled list": "var a = [1]; for (var i = 0; i < 100; i++) { a = a.concat(a); }",
    "grown by replacing": "var a = 'aaaa'; for (var i = 0; i < 60; i++) { a = a.replaceAll('a', 'aaaaaaaaaa'); }",
    "joined texts": "var a = 'x'; for (var i = 0; i < 90; i++) { a = [a, a, a].join(a); }",
    "deep brackets": "(" * 5000 + "1" + ")" * 5000,
    "deep lists": "var a = " + "[" * 3000 + "]" * 3000 + ";",
    "deep objects": "var a = " + "{a:" * 3000 + "1" + "}" * 3000 + ";",
    "deep blocks": "{" * 3000 + "}" * 3000,
    "deep functions": "function f(){" * 1000 + "}" * 1000 + "f();",
    "long chain": "var a = 'x'" + " + 'y'" * 20000 + ";",
    "long calls": "a" + ".b()" * 3000 + ";",
    "list in itself": "var a = []; a.push(a); a[1] = a; var b = a.join(','); var c = {}; c.c = c; $.post('/l', c);",
    "list that grows as it is walked": "var a = [1]; a.forEach(x => { a.push(x); }); for (var x of a) a.push(x);",
    "lists that share others": "var a = [1]; for (var i = 0; i < 60; i++) { a = [a, a]; } $.post('/l', {a}); a + '';",
    "huge index": "var a = []; a[1e9] = 1; a[999999999] = 2; 'x'.padStart(1e9);",
    "huge number": "var a = 1e308 * 1e308, b = a - a, c = 9 % 0, d = 1 / 0, e = (1e400).toFixed(2), f = -a;",
    "no script": "<!-- <b>x</b> // & ; } ) ] ` ${ '",
    "callbacks of callbacks": "function f(g) { unknown_thing(f, f, g); } unknown_thing(f, f);",
    "prototypes": "Object.prototype.x = 1; Array.prototype.y = 2; String.prototype.z = () => this; 'a'.z();",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_script_takes_long(name: str) -> None:
    started = time.process_time()
    page = scripts(HOSTILE[name] + "\n;$.get('/still');", "$.get('/after');")
    assert "/after" in [asked.url for asked in page.effects.requests]
    assert page.uncalled.destinations == []
    assert list(page.bound()) == []
    assert time.process_time() - started < 2


_SIGNS = "a b 'x' 1 ( ) { } [ ] ; , . = + => function return if( for( var $ location document this `${ }` /x/ ? : && ++"
TOKENS = [*_SIGNS.split(), "new ", "switch(", "case ", "...", " in ", " of ", "let ", "async "]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_no_script_breaks_what_reads_it(code: str) -> None:
    page = scripts(code)
    page.click(code)
    assert all(isinstance(asked.url, str) for found in (page.effects, page.uncalled) for asked in found.requests)


def test_a_script_reads_the_attributes_of_its_own_element() -> None:
    body = (
        """<script listData="{'col': '5'}" src="a.js"></script><script listData="{'col': '6'}" src="b.js"></script>"""
    )
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    code = "var own = eval('(' + document.currentScript.getAttribute('listData') + ')'); $.get('/rows', own);"
    followed = PageScripts(URL, tree, [code, code], elements=tree.findall(".//script"))
    assert [dict(asked.parameters) for asked in followed.effects.requests] == [{"col": "5"}, {"col": "6"}]


FORMS = """
<form id="menu" name="menu" action="/rows.do" method="POST">
<input type="hidden" name="col"><input name="page" value="1"></form>
<form name="ask" action="/ask.do" method="post"><input name="col" value="1"><textarea name="words"></textarea></form>
<form name="enter" action="/enter.do" method="post"><input name="who"><input type="password" name="word"></form>
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "document.getElementById('menu').col.value = 'a6'; document.menu.submit();",
            ("/rows.do", {"col": "a6", "page": "1"}),
        ),
        ("var f = document.forms[0]; f.page.value = 2; f.submit();", ("/rows.do", {"col": "", "page": "2"})),
        (
            "document.menu.elements['page'].value = 3; document.forms['menu'].submit();",
            ("/rows.do", {"col": "", "page": "3"}),
        ),
        (
            "var f = document.forms.menu.elements; f[0].value = 'a8'; f[1].value = 4; f[1].form.submit();",
            ("/rows.do", {"col": "a8", "page": "4"}),
        ),
        ("$('#menu [name=col]').val('a7'); $('#menu').submit();", ("/rows.do", {"col": "a7", "page": "1"})),
        ("document.menu.action = '/others.do'; document.menu.submit();", ("/others.do", {"col": "", "page": "1"})),
    ],
)
def test_a_form_that_a_click_sends_by_post_is_noted(code: str, expected: tuple[str, dict[str, str]]) -> None:
    clicked = scripts(body=FORMS).click(code)
    assert [(asked.url, dict(asked.parameters)) for asked in clicked.submitted] == [expected]
    assert clicked.requests == clicked.destinations == []


@pytest.mark.parametrize("code", ["document.ask.submit()", "document.enter.submit()", "$('#menu').submit(check)"])
def test_no_form_is_noted_that_readers_fill_in_or_that_is_only_checked(code: str) -> None:
    assert scripts("function check() { return true; }", body=FORMS).click(code).submitted == []


def test_a_field_of_a_form_that_is_not_known_is_told() -> None:
    sent = scripts(body=FORMS).click("document.menu.col.value = somewhere.code; document.menu.submit();").submitted[0]
    assert sent.unknown == ("col",)


def test_a_component_may_call_its_method_like_one_of_the_window() -> None:
    component = """new Vue({el: '#a', data: {rows: [{key: 'k1', name: '甲'}], shown: window.shown || {}}, methods: {
        clear: function () { this.rows = []; this.shown.code = 'b'; },
        open: function (row) { window.open('/t/' + row.key + '.html'); } } });"""
    page = scripts(
        "window.shown = {code: 'a'};",
        component,
        body='<div id="a"><i v-for="row in rows" @click="open(row)">{{row.name}}</i></div>',
    )
    assert page.uncalled.destinations == []
    assert [row[:2] for row in page.repeated()] == [("/t/k1.html", "甲")]
    assert page.click("shown.code + '/x'; window.open('/' + shown.code)").destinations == ["/a"]


def test_a_list_of_which_nothing_is_known_hides_no_other_list() -> None:
    known = "new Vue({el: '#a', data: {rows: [{key: 'k1', name: '甲'}]}});"
    others = '<i v-for="odd"></i><i v-for="x in unknown"></i>'
    loops = f'{others}<i v-for="row in rows"><!-- 丙 --><a :href="row.key">{{{{row.name}}}}</a></i>'
    assert [row[:2] for row in scripts(known, body=f'<div id="a">{loops}</div>').repeated()] == [("k1", "甲")]


def test_a_click_leaves_what_functions_count_up_as_it_was() -> None:
    counted = "$('#a').click(function () { at.n++; on++; open('/' + at.n + on); });"
    code = f"(function () {{ var at = {{n: 1}}, on = 1; {counted} }})();"
    tree = lxml.html.document_fromstring('<html><body><a id="a">x</a></body></html>')
    scripts = PageScripts("http://www.example.gov.cn/", tree, [code])
    assert [effects.destinations for _ in range(2) for _, effects in scripts.bound()] == [["/22"], ["/22"]]
