"""Scripts that mean no good, or nothing at all: what comes of them is a result, in a bounded number of steps."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.scripting import elements
from spiders.scripting.interpreter import Exhausted, Interpreter
from spiders.scripting.page import PageScripts
from spiders.scripting.pieces import document_of, written
from spiders.scripting.values import UNKNOWN
from spiders.scripting.world import Answered

BODY = """<p id="x" data-a="1" onclick="f(1)">x</p><form id="g" method="post"><input name="n" value="1">
<select id="s" onchange="f(this)"><option value="1">1<option selected value="2">2</select></form>
<i v-for="one in a"><a :href="one">{{one}}</a></i>
<ul data-bind="foreach: a"><!-- if --><li data-bind="click: f, text: b"></ul>
<p v-model="a" @change="f"><i :value="b">{{a}}</i></p><b v-for="(c, d) in a" @click.stop="f(c)">{{d}}</b>
<s :data="a" :props="b" @node-click="f"></s>"""
ATOMS = [
    *("0", "1", "-1", "2.5", "1e999", "1e308", f"0x{'f' * 400}", "9" * 400, "true", "null", "undefined", "NaN", "this"),
    *("''", "'a'", "'²'", "'١'", "'\\0'", "'\\ud800'", "'{a'", "'<b>'", "'<%= a %>'", "'{{#a}}{{b}}{{/a}}'", "`x${a}`"),
    *("'[1, [2]]'", "'{\"a\": 1}'", "'http://['", "'#s'", "'option:selected'", "'a:eq(²)'", "'?a=1&b'", "/a/g", "/[/"),
    *("[]", "{}", "[1, 'a']", "{a: 1, url: '/a'}", "a", "b", "f", "arguments", "document", "location", "window"),
    *(
        "$",
        "$('#x')",
        "$('#s')",
        "Math",
        "JSON",
        "Object",
        "Array",
        "Promise",
        "Vue",
        "layui",
        "axios",
        "XMLHttpRequest",
    ),
    *(
        "document.getElementById('s')",
        "new Date()",
        "new FormData()",
        "new URL('/a')",
        "document.createElement('iframe')",
        "document.createElement('ul')",
        "$('<ul><li>x</li></ul>')",
        "new Option('x', 'y')",
    ),
]
MEMBERS = [
    *("length", "toFixed", "toString", "slice", "substr", "substring", "split", "join", "push", "concat", "replace"),
    *(
        "match",
        "indexOf",
        "includes",
        "reverse",
        "pop",
        "shift",
        "unshift",
        "map",
        "filter",
        "reduce",
        "forEach",
        "find",
    ),
    *("charAt", "padStart", "apply", "call", "bind", "prototype", "then", "get", "set", "floor", "round", "keys"),
    *("assign", "stringify", "parse", "attr", "data", "val", "text", "html", "eq", "each", "on", "click", "children"),
    *("getAttribute", "setAttribute", "getElementById", "querySelector", "options", "selectedIndex", "href", "hash"),
    *("innerHTML", "value", "src", "ajax", "post", "serialize", "init", "open", "send", "submit", "closest", "a", "²"),
    *("appendChild", "append", "appendTo", "cloneNode", "clone", "insertBefore", "textContent", "className", "add"),
    *("all", "classList", "dataset", "parentNode", "index", "siblings", "is", "matches", "form1", "x", "s"),
    *("component", "zTree", "table", "tree", "render", "laytpl", "datagrid", "bootstrapTable", "encode", "replaceAll"),
]
ROWS = [{"name": "x", "url": "/a", "id": 1, "children": [{"name": "\ud800"}]}, None, "2"]
ANSWER = Answered("http://www.example.gov.cn/a", "", {"a": ROWS, "rows": ROWS, "data": 9 * 10**400})
SIGNS = ["+", "-", "*", "/", "%", "**", "<<", ">>>", "<", "==", "===", "!=", "&&", "||", "??", ",", "in", "instanceof"]


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3).map(", ".join)
    member = st.sampled_from(MEMBERS)
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(SIGNS), inner),
        st.builds("{}.{}".format, inner, member),
        st.builds("{}.{}({})".format, inner, member, several),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}({})".format, inner, several),
        st.builds("new {}({})".format, inner, several),
        st.builds("[{}, ...{}]".format, inner, inner),
        st.builds("{{a: {}, url: {}}}".format, inner, inner),
        st.builds("function (a) {{ return {}; }}".format, inner),
        st.builds("(a => {})".format, inner),
        st.builds("(a = {})".format, inner),
        st.builds("(a[{}] = {})".format, inner, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
        st.builds("{}{}".format, st.sampled_from(["-", "+", "!", "typeof ", "~", "await ", "++"]), inner),
    )


EXPRESSIONS = st.recursive(st.sampled_from(ATOMS), grown, max_leaves=8)
STATEMENTS = st.one_of(
    st.builds("var a = {};".format, EXPRESSIONS),
    st.builds("b = {};".format, EXPRESSIONS),
    st.builds("{};".format, EXPRESSIONS),
    st.builds("function f(a, ...b) {{ {}; }}".format, EXPRESSIONS),
    st.builds("for (var i = 0; i < 9; i++) {{ a = {}; }}".format, EXPRESSIONS),
    st.builds("while (true) {{ {}; }}".format, EXPRESSIONS),
    st.builds("for (var i in {}) {{ {}; }}".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("if ({}) {{ {}; }}".format, EXPRESSIONS, EXPRESSIONS),
    st.builds("var {{a, b = {}, ...c}} = {};".format, EXPRESSIONS, EXPRESSIONS),
    st.builds(
        "class b extends {} {{ c = {}; get a() {{ return {}; }} set a(d) {{ {}; }} static f() {{ this; }} }}".format,
        *[EXPRESSIONS] * 4,
    ),
    st.builds("with ({}) {{ {}; }}".format, EXPRESSIONS, EXPRESSIONS),
    st.sampled_from(["f(", "}", "var {a = } = 1;", "function g(...) {}", "`${", "({...})", "[...] = b;", "x => "]),
)
SCRIPTS = st.lists(STATEMENTS, max_size=6).map("\n".join)

ODD = {
    "keys that hold themselves": "var m = new Map(); m.set(m, m); var s = new Set([m]); s.add(s); [...s]; '' + m;",
    "pairs that are none": "new Map([1, [], null, no]); new Map(1); new Set('a'); new Map().set(); new Set().add();",
    "lists as long as no list": "Array.from({length: 9e99}); Array.from({length: -1}, a => a); Array.from();",
    "a class that begins itself": "class A { constructor() { this.a = new A(); } } new A();",
    "a class that extends itself": "var A = class {}; for (var i = 0; i < 200; i++) A = class extends A {}; new A();",
    "a member that reads itself": "var o = {get a() { return this.a; }}; o.a;",
    "a member that writes itself": "var o = {set a(b) { this.a = b; }}; o.a = 1;",
    "super where nothing is extended": "super.a; super(1); class A { b() { return super.b(); } } new A().b();",
    "members of nothing": "with (null) { a = 1; } with (undefined) { b(); } with (g) with (g) { n.value = 2; }",
    "as many decimals as there are": "(1).toFixed(1e999); (1).toFixed(-1); (1).toFixed(1e6); (1).toFixed('x');",
    "decimals of no number": "(1e999).toFixed(2); (1e999 - 1e999).toFixed(2);",
    "digits that are none": "'abc'['²']; [1]['²']; var c = []; c['²'] = 1; $('#x')['²']; $('a:eq(²)');",
    "a place with too many digits": f"'abc'['{'9' * 5000}']; $('a:eq({'9' * 5000})');",
    "whole numbers beyond all others": f"var c = 0x{'f' * 3000}, d = '' + c, e = c + 0.5;",
    "whole numbers in JSON": f"var c = JSON.parse('{'9' * 4000}'), d = c + 0.5, e = '' + c;",
    "products beyond all numbers": "var c = 1; for (var i = 0; i < 200; i++) c *= 1e5; c + ''; Math.floor(1e308) + '';",
    "a part without end": "[1].slice(0, 1e999); 'abc'.substr(1e999);",
    "arguments that are none": "function f() {} f.apply([1]); f.call(); f.apply();",
    "names that no page holds": "document.getElementById('\\0'); document.querySelector('#\\0'); $('#x').attr('\\0');",
    "halves of characters": "document.getElementById('\\ud800'); new URLSearchParams({a: '\\ud800'}) + '';",
    "names of attributes that are none": "$('#x').attr('{'); $('#x').data('\\0'); $('#x')[0].dataset['{'];",
    "a component with a name that is a pattern": "new Vue({template: '<a></a>', components: {'a(': {data: 1}}});",
    "a node with a name that no page holds": "$.fn.zTree.init($('#x'), {}, [{name: '\\u0001', url: '/a'}]);",
    "a list deep in others": f"var c = []; {'for (var i = 0; i < 190; i++) c = [c];' * 9} $.post('/a', {{c}});",
    "JSON deep in itself": f"JSON.parse('{'[' * 99_999}'); $.post('/a', '{{\"a\": {'[' * 900}{']' * 900}}}');",
    "names of the browser with other values": "var k = $; JSON = 1; k.parseJSON('{}'); $ = 2; layui.$('a'); Math = [];",
    "patterns without names": "function f(...) {} f(1); var {c = } = 1; var [...] = [1]; var {...} = {}; `${}`;",
    "lists that are alike and share others": (
        "var c = [], d = []; for (var i = 0; i < 60; i++) { c = [c, c]; d = [d, d]; } [c].includes(d); [c].indexOf(d);"
    ),
    "lists that grow twofold": "var c = [1]; for (var i = 0; i < 60; i++) c = [...c, ...c]; c.push(...c, ...c);",
    "texts in lists": (
        "var c = 'x'; for (var i = 0; i < 17; i++) c += c; var d = []; for (i = 0; i < 199; i++) d.push(c);"
        "for (i = 0; i < 199; i++) { d + ''; JSON.stringify(d); d.join(''); btoa(d + ''); c.split('x'); }"
    ),
    "a long text that is evaluated": (
        "var c = ';'; for (var i = 0; i < 16; i++) c += c; for (i = 0; i < 199; i++) { eval(c + i); open(c + i); }"
    ),
    "a long text of templates": (
        "var c = '<%'; for (var i = 0; i < 13; i++) c += c; for (i = 0; i < 199; i++) unknown(c + '{{' + i);"
    ),
    "markup without end": (
        "var c = '<b>'; for (var i = 0; i < 16; i++) c += c; for (i = 0; i < 199; i++) document.write(c + i);"
    ),
}


def follow_all(code: str) -> None:
    """Asks for everything that somebody may want to know of a page."""
    tree = lxml.html.document_fromstring(BODY)
    asks = f"$.get('/a', function (b) {{ a = b; {code} }});"
    page = PageScripts("http://www.example.gov.cn/l?a=1#b", tree, [code, asks], ANSWER)
    done = [page.effects, page.uncalled, page.click(code), page.at("b")]
    done += [
        effects for several in (page.nodes(), page.expansions(), page.bound(), page.chosen()) for _, effects in several
    ]
    assert all(isinstance(asked.url, str) for effects in done if effects for asked in effects.requests)
    texts = [*page.names.values(), *(text for told in (page.repeated(), page.addressed()) for text in told)]
    assert len(page.values) <= len(page._loaded[0].interpreter.names)
    assert None not in texts


@pytest.mark.parametrize("name", ODD)
def test_what_a_script_cannot_mean_is_unknown(name: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", lxml.html.document_fromstring(BODY), [ODD[name], "$.get('/z');"])
    assert "/z" in [asked.url for asked in page.effects.requests]
    follow_all(ODD[name])


def test_a_click_with_many_spaces_ends() -> None:
    page = PageScripts("http://www.example.gov.cn/", lxml.html.document_fromstring(BODY), [])
    assert page.click(f"location = '/a'; return {' ' * 20_000}false ;").destinations == ["/a"]
    assert page.click(f"location = '/a'; return {' ' * 20_000}x").destinations == ["/a"]


@given(st.one_of(SCRIPTS, st.text(max_size=60)))
@settings(max_examples=150)
def test_whatever_a_script_says_something_comes_of_it(code: str) -> None:
    follow_all(code)


@given(SCRIPTS)
@settings(max_examples=50)
def test_nothing_but_its_own_error_leaves_the_interpreter(code: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", lxml.html.document_fromstring(BODY), [])
    interpreter = page._loaded[0].interpreter
    interpreter._steps = 2_000
    try:
        interpreter.follow_within(code)
    except (Exhausted, RecursionError):
        assert interpreter._steps <= 2_000


GROWING = {
    "a copy put into itself": """var a = document.createElement('ul');
        for (var i = 0; i < 19; i++) a.appendChild(a.cloneNode(true));""",
    "copies of wrapped elements": """var a = $('<ul><li>x</li></ul>');
        for (var i = 0; i < 18; i++) a.append(a.clone());""",
    "its own markup": """var a = document.createElement('ul'); a.innerHTML = '<b>x</b>';
        for (i = 0; i < 18; i++) a.insertAdjacentHTML('beforeend', a.innerHTML);""",
    "long attributes": """var a = document.createElement('p'), x = 'x'; for (i = 0; i < 17; i++) x += x;
        for (i = 0; i < 99; i++) { var e = document.createElement('i'); e.title = x; a.append(e); }""",
    "ever more text": """var a = document.createElement('p'), x = 'x'; for (i = 0; i < 16; i++) x += x;
        for (i = 0; i < 99; i++) a.append(x);""",
}
AGAIN = (
    "var done = 0; function again(f) { for (var x = 0; x < 199; x++) for (var y = 0; y < 199; y++) { done++; f(); } }"
)
LISTS = "var a = [1], h = [], k = 0, s = 'x'; for (var i = 0; i < 13; i++) a = [...a, ...a];"
TEXTS = f"{LISTS} for (i = 0; i < 17; i++) s += s;"
NAMED = "var o = {}, h = [], k = 0; for (var i = 0; i < 9; i++) for (var j = 0; j < 99; j++) o['k' + i + j] = 1;"
JSON = f"{LISTS} s = '[1],'; for (var i = 0; i < 13; i++) s += s; s = '[' + s + '1]';"
KEYS = "var m = new Set(); for (var i = 0; i < 9; i++) for (var j = 0; j < 99; j++) m.add(i * 99 + j);"
FIELDS = f"{LISTS} var f = new URLSearchParams({{}}); for (i = 0; i < 99; i++) f.set('k' + i, 1); a = a.map(() => f);"
CLASSES = "var s = '', t = document.getElementById('t'); for (var i = 0; i < 9999; i++) s += ' c' + i;"
LONG = """var s = 'x', f = new URLSearchParams(), u = new URL('http://x.cn/?a=1');
    for (var i = 0; i < 16; i++) s += s;
    for (i = 0; i < 30; i++) { f.set('k' + i, s); u.searchParams.set('k' + i, s); }"""
HEAVY = {
    "texts": f"{TEXTS} again(() => h[k++] = s + k);",
    "texts searched": f"{TEXTS} again(() => s.match(/(^|&)b=([^&]*)(&|$)/));",
    "lists": f"{LISTS} again(() => h[k++] = [...a]);",
    "lists of a length": f"{LISTS} again(() => {{ var b = []; b.length = 9999; h[k++] = b; }});",
    "lists as long as a number": f"{LISTS} again(() => h[k++] = Array(9999).fill(0));",
    "lists compared": f"{LISTS} again(() => a == a);",
    "lists as texts": f"{LISTS} again(() => a + '');",
    "lists as names": f"{LISTS} var o = {{}}; again(() => o[a]);",
    "lists in templates": f"{LISTS} again(() => `${{a}}`);",
    "lists joined": f"{LISTS} again(() => a.join());",
    "lists searched": f"{LISTS} again(() => a.indexOf(2));",
    "lists begun": f"{LISTS} again(() => {{ for (var x of a) break; }});",
    "arguments": f"{LISTS} again(() => (function (...b) {{ h[k++] = b; }})(...a));",
    "arguments of the browser": f"{LISTS} again(() => Math.max(...a));",
    "rests of lists": f"{LISTS} again(() => {{ var [...b] = a; h[k++] = b; }});",
    "objects": f"{NAMED} again(() => h[k++] = {{...o}});",
    "objects of a function": f"{NAMED} function F() {{}} F.prototype = o; again(() => h[k++] = new F());",
    "settings": f"{NAMED} function f() {{}} again(() => f(o));",
    "keys": f"{KEYS} again(() => {{ for (var x of m) break; }});",
    "values read from JSON": f"{JSON} again(() => h[k++] = JSON.parse(s));",
    "classes": f"{CLASSES} again(() => $('#t').addClass(s));",
    "classes of an element": f"{CLASSES} $('#t').addClass(s); again(() => t.classList.toggle('b'));",
    "fields in lists": f"{FIELDS} again(() => a + '');",
    "requests": f"{LISTS} again(() => $.post('/a', {{a}}));",
    "rows beside a row": "again(() => $('.r').eq(0).siblings());",
    "rows beside a row that are some": "again(() => $('.r').eq(0).siblings('.q'));",
    "rows beside rows": "again(() => $('.r').siblings());",
    "rows before a row": "var q = $('.r').eq(0).siblings().last(); again(() => q.index());",
    "rows of rows": "var q = $('.r'); again(() => q = q.parents().children());",
    "a field of a form": "again(() => document.forms[0].nothing);",
    "all fields of a form": "again(() => $('form').serialize());",
    "what stands in an element": "again(() => $('#t').text() == $('#t').html());",
}
MOST_TIMES = 1_000
"""Times that a script may do such a thing; it may do about 1500 small ones."""
MOST_HELD = 60_000_000
"""Bytes that it may make others hold meanwhile."""


def table(rows: int) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(
        f"<html><body><form><table id=t>{'<tr class=r><td>a<td>b' * rows}</table><input name=a></form></body></html>"
    )


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_long_takes_the_more_steps(name: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", table(1_500), [AGAIN + HEAVY[name]])
    assert 0 < int(page.names["done"]) < MOST_TIMES


@pytest.mark.parametrize("fields", ["f", "u", "[f]"])
def test_what_fields_are_written_out_as_takes_the_more_steps_the_longer_it_is(fields: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", table(1), [f"{AGAIN}{LONG} again(() => '' + {fields});"])
    assert 0 < int(page.names["done"]) < MOST_TIMES / 100


@pytest.mark.parametrize("name", ["texts", "lists", "arguments"])
def test_what_a_script_holds_is_bounded(name: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", None, [AGAIN + HEAVY[name]])
    tracemalloc.start()
    try:
        assert page.effects is not None
        assert tracemalloc.get_traced_memory()[1] < MOST_HELD
    finally:
        tracemalloc.stop()


def named(code: str) -> dict[str, Any]:
    """The values of the names of a script."""
    held: dict[str, Any] = PageScripts("http://www.example.gov.cn/", None, [code])._loaded[0].interpreter.names
    return held


@pytest.mark.parametrize("length", ["1e7", "1e300", "1e999", "-1", "1.5"])
@pytest.mark.parametrize("made", ["Array({})", "new Array({})", "Array.from({{length: {}}})"])
def test_a_list_that_is_too_long_or_of_no_length_is_unknown(made: str, length: str) -> None:
    held = named(f"var a = {made.format(length)}, b = {made.format(3)};")
    assert held["a"] is UNKNOWN
    assert held["b"] == [None] * 3


def test_a_list_is_not_made_longer_than_lists_may_be() -> None:
    held = named("var a = [1, 2], b = [1, 2]; a.length = 1e7; b.length = 3;")
    assert (len(held["a"]), len(held["b"])) == (2, 3)


def test_all_requests_together_hold_so_much() -> None:
    code = f"{LISTS} for (i = 0; i < 99; i++) $.post('/a', {{a, b: [a]}});"
    requests = PageScripts("http://www.example.gov.cn/", None, [code]).effects.requests
    assert sum(len(asked.parameters) for asked in requests) < 300_000
    assert len(requests) > 1


def test_rows_beside_rows_are_each_met_once() -> None:
    code = "$('.r').siblings().each(function () { $.get('/' + this.id); }); $.get('/n' + $('.r').siblings().length);"
    tree = lxml.html.document_fromstring("<ul><li class=r id=a><li class=r id=b><li id=c></ul><p class=r id=d><p id=e>")
    asked = [request.url for request in PageScripts("http://www.example.gov.cn/", tree, [code]).effects.requests]
    assert sorted(asked) == ["/", "/a", "/b", "/c", "/e", "/n5"]


def test_what_takes_items_out_of_a_list_is_undone_without_a_copy_of_it() -> None:
    change = "a.splice(1, 2, 7, 8, 9); a.unshift(5, 6); a.fill(0, 2, 4); a.length = 3;"
    code = f"var a = [1, 2, 3, 4]; function f() {{ {change} g(); }} function g() {{ $.get('/' + a.join('-')); }}"
    page = PageScripts("http://www.example.gov.cn/", None, [code])
    assert [asked.url for asked in page.click("f()").requests] == ["/5-6-0"]
    assert [asked.url for asked in page.click("g()").requests] == ["/1-2-3-4"]


MOST_MADE = 2_100_000
"""Characters of what one script makes, beyond which it is stopped."""


@pytest.mark.parametrize("name", GROWING)
def test_what_a_script_makes_is_bounded_however_it_makes_it(name: str) -> None:
    page = PageScripts("http://www.example.gov.cn/", lxml.html.document_fromstring(BODY), [GROWING[name]])
    held = page._loaded[0].interpreter.names["a"]
    assert sum(len(written(element)) for element in getattr(held, "elements", None) or [held.element]) < MOST_MADE


@pytest.mark.parametrize(
    "code", ["$('.a .b .c');", "document.getElementById('nobody');", "document.body.innerHTML;", "$('#x').text();"]
)
def test_what_is_gone_through_on_a_page_takes_steps_of_the_script(code: str) -> None:
    left = []
    for paragraphs in (200, 20_000):
        tree = lxml.html.document_fromstring(f"<html><body><i id=x>{'<p class=c>x</p>' * paragraphs}</i></body></html>")
        left.append(PageScripts("http://www.example.gov.cn/", tree, [code])._loaded[0])
        left[-1].interpreter.left = 100_000
        left[-1].interpreter.follow(code, 100_000)
    few, many = (browser.interpreter.left for browser in left)
    assert many < few - 5


@pytest.mark.parametrize(
    ("code", "most"),
    [
        ("for (i = 0; i < 99; i++) x.readyState + x.status + x.responseText.length;", 0),
        ("for (i = 0; i < 99; i++) x.responseXML.getElementsByTagName('a').length;", 1),
        ("for (i = 0; i < 99; i++) new DOMParser().parseFromString(x.responseText + i, 'text/xml');", 60),
    ],
)
def test_an_answer_in_xml_is_read_only_where_its_elements_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, code: str, most: int
) -> None:
    def noted(text: str) -> Any:
        read.append(text)
        return document_of(text)

    read: list[str] = []
    monkeypatch.setattr(elements, "document_of", noted)
    script = f"var x = new XMLHttpRequest; x.open('GET', '/l'); x.send(); {code}"
    answer = Answered("http://www.example.gov.cn/l", f"<?xml version='1.0'?><r>{'<a>x</a>' * 5_000}</r>", None)
    tree = lxml.html.document_fromstring(BODY)
    assert PageScripts("http://www.example.gov.cn/", tree, [script], answer).effects is not None
    assert len(read) <= most


def test_an_object_of_the_browser_that_fails_costs_a_value_and_not_the_page() -> None:
    class Failing:
        def member(self, name: str) -> Any:
            raise OverflowError(name)

        def assign(self, name: str, value: Any) -> None:
            raise ValueError(name)

        def construct(self, arguments: Sequence[Any]) -> Any:
            raise LookupError

    noted: list[str] = []
    interpreter = Interpreter(
        {"host": Failing()},
        assign_name=lambda name, value: False,
        note_call=lambda name, arguments: noted.append(name),
        note_object=lambda value: None,
        note_text=lambda text: None,
        own_call=lambda arguments, named: None,
        unknown_call=lambda name, arguments, named: UNKNOWN,
        promise=lambda value: value,
        in_window=lambda name: UNKNOWN,
    )
    interpreter.left = 1000
    interpreter.follow("host.a; seen(); host.b = 1; seen(); new host(); seen()", 1000)
    assert noted == ["seen"] * 3


@pytest.mark.parametrize(("rounds", "asked"), [(1, ["/z"]), (500, [])])
def test_looking_for_an_expression_costs_steps_by_its_size_and_the_length_of_the_text(
    rounds: int, asked: list[str]
) -> None:
    code = f"""var t = 'ab', i; for (i = 0; i < 14; i++) t += t;
        for (i = 0; i < {rounds}; i++) /(a|b|ab|ba)*c(x|y)*d/.test(t);
        $.get('/z');"""
    page = PageScripts("http://www.example.gov.cn/", lxml.html.document_fromstring(BODY), [code])
    assert [each.url for each in page.effects.requests] == asked
