"""Every link of a page with all that is known of it, and the words that stand for those that have none."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from spiders.discovery import addresses, titles
from spiders.discovery.attachments import annexes, attachments, pictures
from spiders.discovery.judgement import Judge
from spiders.discovery.pager import before_last, following
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.unlinked import fillers, has_gaps, unlinked
from spiders.discovery.viewers import names_file, viewed
from spiders.scripting.world import Answered

HOST = "http://www.example.gov.cn"
URL = f"{HOST}/gk/nb/index.html"
JUDGE = Judge("江苏省/甲市")
Row = tuple[str, ...]
"""Address without the host, words, context, origin, and whether its row is dated."""


def page(body: str, url: str = URL, head: str = "") -> PortalPage:
    return PortalPage(url, f"<html><head>{head}</head><body>{body}</body></html>")


def short(url: str) -> str:
    return url.removeprefix(HOST)


def told(link: Link) -> Row:
    """A link without what it does not say."""
    parts = (short(link.url), link.text, link.context, "" if link.origin == "link" else link.origin)
    row = (*parts, "dated" if link.dated else "", short(link.view))
    while row and not row[-1]:
        row = row[:-1]
    return row


LONG = "字" * 90
LINKS: list[tuple[str, list[Row]]] = [
    # Where a link leads
    ('<a href="a.html">甲</a>', [("/gk/nb/a.html", "甲")]),
    ('<a href=" /a.html#x ">甲</a>', [("/a.html", "甲")]),
    ('<a href="javascript:go(1)" onclick="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a href="javascript:open(\'/a.html\')" onclick="location=\'/b.html\'">甲</a>', [("/a.html", "甲")]),
    ('<a href=";" onclick="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a href="//" @click="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a href="#" ng-click="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a onmouseover="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a onmousedown="location=\'/b.html\'">甲</a>', [("/b.html", "甲")]),
    ('<a data-url="a/7">甲</a>', [("/gk/nb/a/7", "甲")]),
    ('<a data-name="a/7">甲</a>', []),
    ('<a data-name="/a/7">甲</a>', [("/a/7", "甲")]),
    ('<a data-col-href="7.html">甲</a>', [("/gk/nb/7.html", "甲")]),
    ('<a data-url=".more">甲</a>', []),
    ('<a data-src="x y/z">甲</a>', []),
    ('<a url="a/7">甲</a>', []),
    ('<a data-file="x.pdf">甲</a>', [("/gk/nb/x.pdf", "甲")]),
    ('<a href="/v.html?file=/f/a.pdf">甲</a>', [("/f/a.pdf", "甲")]),
    ('<router-link to="/nb">甲</router-link>', []),
    ('<a href="/a.html" hidden>甲</a><a href="/b.html" style="visibility : hidden">乙</a>', []),
    ('<a href="/a.html" style="visibility: visible">甲</a>', [("/a.html", "甲")]),
    ('<area href="/a.html" title="甲地图">', [("/a.html", "甲地图")]),
    ('<p onclick="location=\'/a.html\'">甲<a href="/b.html">乙</a></p>', [("/b.html", "乙")]),
    ('<p onclick="location=\'/a.html\'">甲<a>乙</a></p>', [("/a.html", "甲乙", "", "script")]),
    ('<p onclick="location=\'/a.html\'" hidden>甲</p>', []),
    ('<body onclick="location=\'/a.html\'">甲</body>', []),
    ('<p onclick="alert(1)" data-url="/a.html">甲</p>', [("/a.html", "甲", "", "script")]),
    ('<img data-url="/a.html" onclick="x()"><input data-url="/a.html">', []),
    ('<li data-x="1" onclick="f(\'/a.html\', 2)">甲</li>', [("/a.html", "甲", "", "script")]),
    ('<p onclick="f(\'甲\')">甲</p>', []),
    ('<li class="x">甲</li><script>$(".x").click(function () { location = "/a.html"; });</script>',
     [("/a.html", "甲", "", "script")]),
    ('<li class="x" hidden>甲</li><script>$(".x").click(function () { location = "/a.html"; });</script>', []),
    ('<li class="x" onclick="open(\'/a.html\')">甲</li><script>$(".x").click(() => { location = "/b"; });</script>',
     [("/a.html", "甲", "", "script")]),
    ('<p onclick="$.get(\'/l\', {p: 1})">甲</p>', [("/l?p=1", "甲", "", "script")]),
    ('<p onclick="$.get(\'/l?c=2\', {p: 1})">甲</p>', [("/l?c=2&p=1", "甲", "", "script")]),
    ('<p onclick="$.post(\'/l\', {p: 1})">甲</p>', []),
    ('<p onclick="$.get(\'/l\', {p: x.y})">甲</p>', []),
    # Boxes
    ('<select><option value="/a.html">甲</option><option value="b">乙</option><option value="">丙</option></select>',
     [("/a.html", "甲", "", "option")]),
    ('<select><option value="x.jsp">甲</option><option value="./y">乙</option><option value="/z"></option></select>',
     [("/gk/nb/x.jsp", "甲", "", "option"), ("/gk/nb/y", "乙", "", "option")]),
    ("<select onchange=\"location='/y/'+this.value\"><option value='7'>甲</option></select>",
     [("/y/7", "甲", "", "option")]),
    ("<select onchange=\"location='/y/'+this.options[this.selectedIndex].value\"><option value=7>甲</option></select>",
     [("/y/7", "甲", "", "option")]),
    ("<select id=s onchange=\"location='/y/'+$('#s').val()\"><option value=7>甲</option><option value=8>乙</select>",
     [("/y/7", "甲", "", "option"), ("/y/8", "乙", "", "option")]),
    # Years in other cells
    ("<table><tr><td>2022</td><td>x</td><td><a href='/a?i=1'>政府信息公开年度报告</a></td></tr></table>",
     [("/a?i=1", "政府信息公开年度报告", "2022年政府信息公开年度报告")]),
    ("<li><i>2022年度</i><p><a href='/a?i=1'>年度报告</a></p></li>", [("/a?i=1", "年度报告", "2022年年度报告")]),
    ("<li><i>2022年度</i><a href='/a?i=1'>统计公报</a></li>", [("/a?i=1", "统计公报")]),
    ("<li><i>2022年3月</i><a href='/a?i=1'>年度报告</a></li>", [("/a?i=1", "年度报告")]),
    ("<li><i>2022</i><a href='/a?i=1'>2021年年度报告</a></li>", [("/a?i=1", "2021年年度报告")]),
    ("<ul><li><i>2022</i></li><li><a href='/a?i=1'>年度报告</a></li></ul>", [("/a?i=1", "年度报告")]),
    ("<li><i><b><b><b>2022</b></b></b></i><a href='/a?i=1'>年度报告</a></li>",
     [("/a?i=1", "年度报告")]),
    # Menus in scripts
    ("<script>[{title: '甲', href: 'x/'}, {label: '乙', path: '/y'}, {text: '丙', link: 'z'}, {name: '丁'}];</script>",
     [("/gk/nb/x/", "甲", "", "script"), ("/y", "乙", "", "script"), ("/gk/nb/z", "丙", "", "script")]),
    ("<script>d.add(1, '甲', '/a.html'); d.add('b', '/b.html'); d.add('乙', 'c');</script>",
     [("/a.html", "甲", "", "script")]),
    ("<script>function f(n) { location = '/' + n; } d.add(1, 0, '甲', 'javascript:f(7)');</script>",
     [("/7", "甲", "", "script")]),
    ("<script>d.add(1, 0, '甲', 'javascript:;');</script>", []),
    ("<script>function f(n) { location = '/' + n; } [{name: '甲', url: 'javascript:f(7)'}];</script>",
     [("/7", "甲", "", "script")]),
    ("<script>document.write('<a href=a.html>甲</a>');</script>", [("/gk/nb/a.html", "甲", "", "script")]),
    # Words
    ('<a href="/a.html">甲</a>', [("/a.html", "甲")]),
    ('<a href="/a.html" title="甲乙丙">甲乙</a>', [("/a.html", "甲乙丙")]),
    ('<a href="/a.html" title="甲">乙丙</a>', [("/a.html", "乙丙")]),
    ('<a href="/a.html" title="甲">乙丙丁…</a>', [("/a.html", "甲")]),
    ('<a href="/a.html" title="甲">More</a>', [("/a.html", "甲")]),
    # A hint of lines that say what they tell holds the title in one of them, or none.
    ('<a href="/a.html" title="标题：甲乙丙\r\n发布时间：2018-01-02">甲</a>', [("/a.html", "甲乙丙")]),
    ('<a href="/a.html" title="日期：2018-01-02\n文章标题: 甲乙丙">甲</a>', [("/a.html", "甲乙丙")]),
    ('<a href="/a.html" title="标题：甲乙丙，作者：丁">甲</a>', [("/a.html", "甲乙丙")]),
    ('<a href="/a.html" title="发布时间：2018-01-02 作者：丁">甲</a>', [("/a.html", "甲")]),
    ('<a href="/a.html" title="abcdef">甲</a>', [("/a.html", "甲")]),
    (f'<a href="/a.html"><b>甲</b>{LONG}</a>', [("/a.html", "甲")]),
    (f'<a href="/a.html"><b>{LONG[:45]}</b>{LONG[45:]}</a>', [("/a.html", LONG)]),
    (f'<a href="/a.html">{LONG}字</a>', [("/a.html", f"{LONG}字")]),
    ('<a href="/a.html"><img alt=" "><img title="甲"></a>', [("/a.html", "甲")]),
    ('<a href="/a.html" aria-label="甲"></a>', [("/a.html", "甲")]),
    ('<a href="/a.html"><input value="甲"></a>', [("/a.html", "甲")]),
    # Words around a link that has none
    ('<li>甲<a href="/a.html">查看</a></li>', [("/a.html", "查看", "甲")]),
    ('<li>甲<a href="/a.html">12</a></li>', [("/a.html", "12", "甲")]),
    ('<li>甲<a href="/a.html">abc</a></li>', [("/a.html", "abc")]),
    ('<li>甲<a href="/a.html"></a><a href="/b.html"></a></li>', [("/a.html",), ("/b.html",)]),
    ('<li>甲<a href="/a.html">查看</a><a href="/b.html">下载</a></li>',
     [("/a.html", "查看", "甲下载"), ("/b.html", "下载", "甲查看")]),
    ('<div><h3>甲</h3><a href="/a.html">更多</a></div>', [("/a.html", "更多", "甲")]),
    ('<div><h3>甲</h3><h4>乙</h4><p></p><div><a href="/a.html">更多</a></div></div>', [("/a.html", "更多", "乙")]),
    (f'<div><h3>{"甲" * 201}</h3><a href="/a.html">更多</a></div>', [("/a.html", "更多")]),
    (f'<li>{"甲" * 200}<a href="/a.html">更多</a></li>', [("/a.html", "更多", "甲" * 200)]),
    (f'<li>{"甲" * 201}<a href="/a.html">更多</a></li>', [("/a.html", "更多")]),
    ('<div>甲<ul><li><a href="/a.html">更多</a></li></ul></div>', [("/a.html", "更多", "甲")]),
    ('<div><ul><li>乙</li></ul><i><a href="/a.html">更多</a></i></div>', [("/a.html", "更多")]),
    ('<p>甲</p><table><tr><td><a href="/a.html">更多</a></td></tr></table>', [("/a.html", "更多")]),
    ('<li>甲<a href="/a.pdf">附件</a></li>', [("/a.pdf", "附件", "甲")]),
    ('<li>甲<a href="/a.pdf">统计表</a></li>', [("/a.pdf", "统计表", "甲统计表")]),
    ('<li>甲<a href="/a.html">统计表</a></li>', [("/a.html", "统计表")]),
    # Days
    ('<li>2020-01-02<a href="/a.html">甲</a></li>', [("/a.html", "甲", "", "", "dated")]),
    ('<li><i><b><u><s><a href="/a.html">甲</a></s></u></b></i>2020-01-02</li>', [("/a.html", "甲", "", "", "dated")]),
    ('<li><i><b><u><s><q><a href="/a.html">甲</a></q></s></u></b></i>2020-01-02</li>', [("/a.html", "甲")]),
    (f'<li>2020-01-02{"字" * 389}<a href="/a.html">甲</a></li>', [("/a.html", "甲", "", "", "dated")]),
    (f'<li>2020-01-02{"字" * 390}<a href="/a.html">甲</a></li>', [("/a.html", "甲")]),
    ('<div>2020-01-02<a href="/a.html">甲</a></div>', [("/a.html", "甲")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), LINKS, ids=[body[:60] for body, _ in LINKS])
def test_a_link_with_all_that_is_known_of_it(body: str, expected: list[Row]) -> None:
    assert list(map(told, page(body).links)) == expected


BEHIND: dict[str, Row] = {
    '<p><a href="/anchor.html">甲</a></p>': ("/anchor.html", "甲"),
    "<p onclick=\"location='/click.html'\">乙</p>": ("/click.html", "乙", "", "script"),
    '<p class="bound">丙</p><script>$(".bound").click(function () { location = "/bound.html"; });</script>': (
        *("/bound.html", "丙", "", "script"),
    ),
    '<select><option value="/option.html">丁</option></select>': ("/option.html", "丁", "", "option"),
    "<script>[{name: '戊', url: '/entry.html'}];</script>": ("/entry.html", "戊", "", "script"),
}
"""Links of all kinds."""


@pytest.mark.parametrize("body", [body for body, rows in LINKS if not rows])
def test_what_leads_nowhere_hides_no_link_behind_it(body: str) -> None:
    found = set(map(told, page(f"<div>{body}</div><div>{''.join(BEHIND)}</div>").links))
    assert found >= set(BEHIND.values())


@pytest.mark.parametrize(
    ("body", "base"),
    [
        ('<base href="/b/">', f"{HOST}/b/"),
        ('<base href="javascript:x">', URL),
        ("", URL),
    ],
)
def test_where_relative_links_start_from(body: str, base: str) -> None:
    assert page("", head=body).base.url == base


@pytest.mark.parametrize("text", ['{"a": 1}', '[{"a": 1}]', "[]", 'call({"a": 1})', " {}", "[[1]]", '["<p>x</p>"]'])
def test_data_has_no_elements(text: str) -> None:
    assert PortalPage(URL, text).tree is None
    assert PortalPage(URL, f"<p>{text}</p>").tree is not None


def test_scripts_are_those_of_the_page_and_those_that_are_fetched_without_comments() -> None:
    body = (
        '<script src="/a.js">own</script><script src="/b.js">other</script><script type="text/html"><a href="/x">x</a>'
        "</script><script type='MODULE'>m // why\n/* not */ n</script><script>u = 'http://x'; //y.js\n</script>"
    )
    found = PortalPage(URL, f"<body>{body}</body>", {f"{HOST}/a.js": "fetched"})
    assert found.codes == ("fetched", "other", "m // why\n/* not */ n", "u = 'http://x'; //y.js\n")
    assert found.scripts == "fetched\n;\nother\n;\nm  \n  n\n;\nu = 'http://x'; //y.js\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<iframe src="a.html" title="甲"></iframe>', [("/gk/nb/a.html", "甲", "", "frame")]),
        ('<frame src="a.html" name="甲">', [("/gk/nb/a.html", "甲", "", "frame")]),
        ('<iframe data-src="a.html"></iframe><iframe src="/gk/nb/a.html"></iframe>',
         [("/gk/nb/a.html", "", "", "frame")]),
        ('<iframe id="f"></iframe><script>document.getElementById("f").src = "/a.html"</script>',
         [("/a.html", "", "", "frame")]),
        ("<script>document.write('<iframe src=/a.html></iframe><img src=/b.html>')</script>",
         [("/a.html", "", "", "frame")]),
        ("<script>document.write('<iframe data-src=/a.html title=甲></iframe>')</script>",
         [("/a.html", "甲", "", "frame")]),
        ('<iframe src="/v.html?file=/f/a.pdf"></iframe>', [("/f/a.pdf", "", "", "frame")]),
        ('<iframe src="about:blank"></iframe>', []),
    ],
)  # fmt: skip
def test_pages_within_a_page(body: str, expected: list[Row]) -> None:
    found = page(f"<div>{body}</div>" if "<frame " not in body else "", head=body if "<frame " in body else "")
    if "<frame " in body:
        found = PortalPage(URL, f"<html><frameset>{body}</frameset></html>")
    assert list(map(told, found.frames)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0;url=/a.html", ["/a.html"]),
        ("3, URL = '/a.html'", ["/a.html"]),
        ("0.5; /a.html", ["/a.html"]),
        ("url=/a.html", ["/a.html"]),
        ("5", []),
        ("0;url=/login.html", []),
    ],
)
def test_where_a_page_leads_after_a_while(content: str, expected: list[str]) -> None:
    assert list(map(short, page("x", head=f'<meta http-equiv="REFRESH" content="{content}">').refresh)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<body onload=\"location='/a.html'\">", ["/a.html"]),
        ("<script>document.write('<meta http-equiv=refresh content=\"0;url=/a.html\">')</script>", ["/a.html"]),
        (
            "<base href='/gk/'><script>document.write('<meta http-equiv=refresh content=\"0;url=a.html\">')</script>",
            ["/gk/a.html"],
        ),
        ("<script>location = '/a.html'</script>" + '<a href="/b.html">乙</a>' * 3, ["/a.html"]),
        (
            "<script>location = '/a.html'</script>" + "".join(f'<a href="/{n}.html">乙</a>' for n in range(11)),
            ["/a.html"],
        ),
        ("<script>location = '/a.html'</script>" + "".join(f'<a href="/{n}.html">乙</a>' for n in range(12)), []),
        (
            "<script>location = '/a.html'</script>"
            + '<a href="/b.html">乙</a><a href="/c.html">丙</a>' * 4
            + "字" * 60,
            [],
        ),
        ("<script>location = '/a.html'</script>" + "字" * 499, ["/a.html"]),
        # Where a pager would lead, or what may be one, a list of a few rows does not go by itself.
        ("<script>draw({pageCount: 1, backFn: n => { location = n == 1 ? '/' : n + '.html'; }})</script>", []),
        ("<script>draw('#p', 4, 1, n => { location = n == 1 ? '/' : n + '.html'; })</script>", []),
        ("<script>wait(3, 1, n => { location = '/a.html'; })</script>", ["/a.html"]),
        ("<script>location = '/a.html'</script>" + "字" * 500, []),
        ("<script>location = '/a.html'</script>" + f"<a>{'字' * 500}</a>", ["/a.html"]),
    ],
)
def test_a_page_with_next_to_nothing_on_it_leads_on(body: str, expected: list[str]) -> None:
    assert list(map(short, PortalPage(URL, f"<html>{body}</html>").refresh)) == expected


CLICKABLE = """<a href="/a.html">指南</a><a>年报</a><a> 年报 </a><a>指南</a><a></a><li id="m1">目录</li>
<li class="m2">制度</li><li>链接</li><li id="m3"><a>部门</a></li><p data-id="7">公报</p><p onclick="go()">留言</p>
<p title="x">说明</p><a>政府信息公开工作年度报告二十四个字以内的栏目名称</a>
<a>政府信息公开工作年度报告二十四个字以内的栏目名称等</a>"""


@pytest.mark.parametrize(
    ("source", "longest", "expected"),
    [
        (
            "/m.js",
            {},
            ["年报", "目录", "制度", "部门", "公报", "留言", "政府信息公开工作年度报告二十四个字以内的栏目名称"],
        ),
        ("/m.js", {"longest": 1}, []),
        ("/m.js", {"longest": 2}, ["年报", "目录", "制度", "部门", "公报", "留言"]),
        ("/counter.js", {}, []),
    ],
)
def test_words_to_click_on_that_no_link_has(source: str, longest: dict[str, int], expected: list[str]) -> None:
    """Where a page loads no script, nothing could know where they lead."""
    found = list(unlinked(page(f'{CLICKABLE}<script src="{source}"></script>'), **longest))
    assert found == expected


def test_many_words_to_click_on_are_looked_at_to_a_limit() -> None:
    found = page("".join(f"<a>第{number}号</a>" for number in range(305)) + '<script src="/m.js"></script>')
    assert list(unlinked(found)) == [f"第{number}号" for number in range(300)]
    assert list(unlinked(PortalPage(URL, ""))) == []


def test_scripts_of_its_own_that_a_page_loads() -> None:
    sources = ("/js/menu.js", "/js/menu.js", "http://cdn.com/menu.js", "/js/jquery.min.js", "/js/counter.js", "l.js")
    head = "".join(f'<script src="{source}"></script>' for source in sources)
    assert list(map(short, page("", head=head).loaded)) == ["/js/menu.js", "/gk/nb/l.js"]


@pytest.mark.parametrize(
    ("source", "is_own"),
    [
        ("/index.php?c=api&a=hits&id=7", False),
        ("/index.php?m=Visitor", False),
        ("/index.php?c=api&a=menu&id=7", True),
        ("/js/list.js?of=hits_of_the_week", True),
        ("/js/list.js?hits=7", True),
    ],
)
def test_a_script_counts_readers_also_where_a_field_alone_tells_so(source: str, is_own: bool) -> None:
    assert (page("", head=f'<script src="{source}"></script>').loaded != ()) is is_own


@pytest.mark.parametrize(
    ("body", "has_gap", "expected"),
    [
        ('<div id="a"></div><script src="/m.js"></script>', True, ["/m.js"]),
        ('<div id="a"> </div><script>var x;</script><script src="/m.js"></script>', True, ["/m.js"]),
        ('<ul><script src="/m.js"></script></ul>', False, ["/m.js"]),
        ('<ul id="a"><script src="/m.js"></script></ul>', True, ["/m.js"]),
        ('<div id="a"></div><p>甲</p><script src="/m.js"></script>', True, []),
        ('<div class="clear"></div><script src="/m.js"></script>', False, []),
        ('<div id="a">甲</div><script src="/m.js"></script>', False, []),
        ('<div id="a"><img src="/a.png"></div><script src="/m.js"></script>', False, []),
        ('<ul>甲<script src="/m.js"></script></ul>', False, []),
        ('<div id="a"></div><script src="/counter.js"></script>', False, []),
        ('<div id="a"></div><script>var x;</script>', False, []),
        ('<script src="/m.js"></script>', False, []),
    ],
)
def test_scripts_that_stand_where_a_page_shows_nothing(body: str, has_gap: bool, expected: list[str]) -> None:
    found = page(body)
    assert has_gaps(found) is has_gap
    assert list(map(short, fillers(found))) == expected


def test_what_is_written_of_an_entry_tells_where_its_address_starts_from() -> None:
    entries = "var all = [{name: '年报', url: 'nb/'}, {name: '指南', url: 'zn/'}, {name: '制度', url: '/zd/'}];"
    writing = "document.write('<a href=\"' + '/pt/' + all[0].url + '\">年报</a><a href=\"/pt/a/\">指南</a>');"
    links = page(f"<script>{entries} {writing}</script>").links
    assert [(short(link.url), link.text) for link in links] == [
        ("/gk/nb/zn/", "指南"),
        ("/zd/", "制度"),
        ("/pt/nb/", "年报"),
        ("/pt/a/", "指南"),
    ]


@pytest.mark.parametrize(
    ("head", "is_article", "names_column"),
    [
        ('<meta name="articletitle" content="甲">', True, False),
        ('<meta name="PUBDATE" content="2020-01-02">', True, False),
        ('<meta name="ArticleTitle" content="null"><meta name="ColumnName" content="政府信息公开年报">', False, True),
        ('<meta name="ColumnKeywords" content="政府信息公开年报">', False, True),
        ("<title>甲市>政府信息公开年报</title>", False, True),
        ("<title>政府信息公开年报</title><meta name='PubDate' content='2020'>", True, False),
        (f"<title>{'甲' * 17}信息公开年报</title>", False, True),
        (f"<title>{'甲' * 20}信息公开年报</title>", False, False),
        ("<title>各部门政府信息公开年报</title>", False, False),
    ],
)
def test_what_tags_say_of_a_page(head: str, is_article: bool, names_column: bool) -> None:
    found = page("", head=head)
    assert (found.is_article, JUDGE.names_column(found)) == (is_article, names_column)


@pytest.mark.parametrize("tag", ["<h1>{}</h1>", "<h2>{}</h2>", '<i class="current on">{}</i>'])
def test_headings_name_a_column_too(tag: str) -> None:
    assert JUDGE.names_column(page(tag.format("政府信息公开年报")))
    assert not JUDGE.names_column(page(tag.format("新闻")))
    assert not JUDGE.names_column(page("<p>政府信息公开年报</p>"))


def test_a_heading_is_judged_as_a_link_would_be() -> None:
    """By what the judge knows of the place, and of what is no column."""
    assert JUDGE.names_column(page("<h1>甲市年度报告</h1>"))
    assert not JUDGE.names_column(page("<h1>乙市年度报告</h1>"))
    assert not JUDGE.names_column(page("<h1>2019年政府信息公开年度报告</h1>"))
    assert not JUDGE.names_column(page("<h1>公开年报编制工作会议举行</h1>"))
    assert not JUDGE.names_column(page("<h1>甲市教育局信息公开年报</h1>"))
    assert Judge("江苏省/甲市", bodies=True).names_column(page("<h1>甲市教育局信息公开年报</h1>"))


def test_the_first_tag_of_a_name_counts() -> None:
    head = '<meta content="x"><meta name="Site" content=" 甲 "><meta name="SITE" content="乙">'
    assert (page("", head=head).tag("siteNAME"), page("", head=head).tag("site")) == ("", "甲")


ANSWER = Answered(f"{HOST}/l", '{"u": "/a.html"}', {"u": "/a.html"})
SHOW = "function (got) { document.write('<a href=\"' + got.u + '\">甲</a>'); }"


@pytest.mark.parametrize(
    "body",
    [
        f"<script>$.get('/l', {SHOW});</script>",
        f"<p onclick=\"load()\">x</p><script>function load() {{ $.get('/l', {SHOW}); }}</script>",
        f"<p id='b'>x</p><script>$('#b').click(function () {{ $.get('/l', {SHOW}); }});</script>",
        f"<select onchange='load()'><option>x</select><script>function load() {{ $.get('/l', {SHOW}); }}</script>",
        """<i v-for='r in rows'><a :href='r.u'>甲</a></i><script>new Vue({data: {rows: []}, created() {
        $.get('/l', got => { this.rows = [got]; }); }})</script>""",
        """<ul id='t'></ul><script>
        $.get('/l', got => { $.fn.zTree.init($('#t'), {}, [{name: '甲', url: got.u}]); });</script>""",
    ],
)  # fmt: skip
def test_what_a_page_makes_of_an_answer(body: str) -> None:
    assert [(short(link.url), link.text) for link in page(body).answered(ANSWER)] == [("/a.html", "甲")]
    other = Answered(f"{HOST}/other", ANSWER.text, ANSWER.content)
    assert [link for link in page(body).answered(other) if link.url == f"{HOST}/a.html"] == []


def test_entries_of_a_menu_that_is_put_together_by_what_nothing_calls() -> None:
    code = "function fill() { var o = {}; o.name = '甲'; o.url = '/a.html'; var k = {name: '乙'}; k.url = '/b.html'; }"
    assert [(short(link.url), link.text) for link in page(f"<script>{code}</script>").links] == [
        ("/a.html", "甲"),
        ("/b.html", "乙"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("/l?cmd=list", ["/a.html"]), ("/l?cmd=list&n=1", []), ("/l?cmd=banner", []), ("/l", [])],
)
def test_a_program_may_be_posted_to_by_its_query(asked: str, expected: list[str]) -> None:
    body = f"<script>$.post('/l?cmd=banner', function () {{}}); $.post('/l?cmd=list', {{n: 1}}, {SHOW});</script>"
    answer = Answered(f"{HOST}{asked}", ANSWER.text, ANSWER.content)
    found = [short(link.url) for link in page(body).answered(answer)]
    assert [url for url in found if url == "/a.html"] == expected


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="/a.pdf">甲</a><a href="/a.pdf?">乙</a>', [("/a.pdf", "甲")]),
        ('<iframe src="/a.pdf"></iframe><iframe src="/a.html"></iframe>', [("/a.pdf", "", "", "frame")]),
        ('<param name="src" value="/a.pdf"><param name="x" value="/b.pdf"><param name="url" value="/c.doc">',
         [("/a.pdf", "", "", "frame"), ("/c.doc", "", "", "frame")]),
        ('<div data-x="/a.pdf" y="/b.pdf"></div>', [("/a.pdf", "", "", "script")]),
        ('<input data-x="/a.pdf"><input data-x="a b.pdf">', [("/a.pdf", "", "", "frame")]),
        ("<script>var a = 'f/' + 7 + '.pdf';</script>", [("/gk/nb/f/7.pdf", "", "", "script")]),
        ("<script>var a = '/a.pdf', b = '/b.exe';</script>", [("/a.pdf", "", "", "script")]),
        ('<a href="/a.html">申请表.doc</a><a href="/a.png">年报.pdf</a>', []),
        ('<a href="/a">年报.doc</a>', [("/a", "年报.doc")]),
        ('<a href="/a/download?id=7">附件下载</a><a href="/a/7">附件下载</a>', [("/a/download?id=7", "附件下载")]),
    ],
)  # fmt: skip
def test_files_with_their_words(body: str, expected: list[Row]) -> None:
    assert list(map(told, attachments(page(f"<div>{body}</div>")))) == expected


@pytest.mark.parametrize(
    ("words", "is_annex"),
    [("附表", True), ("2019年附表", True), ("2018年附表", False), ("附表.申请表", False), ("新闻", False)],
)
def test_annexes_are_those_of_the_year(words: str, is_annex: bool) -> None:
    found = page(f'<a href="/a.html">{words}</a>', head="<title>2019年年度报告</title>")
    assert [link.text for link in annexes(found, "")] == [words] * is_annex
    assert bool(list(annexes(page(f'<a href="/a.html">{words}</a>'), "2019年报告"))) == is_annex
    assert list(annexes(page(f'<a href="/login.html">{words}</a><a href="/x.png">{words}</a>'), "")) == []


def test_where_no_year_of_a_report_is_known_an_annex_of_any_may_be_its_own() -> None:
    (found,) = annexes(page('<a href="/a.html">附件：2018年度统计表</a>'), "年度报告")
    assert found.url == "http://www.example.gov.cn/a.html"


def test_pictures_of_the_text_are_read_where_they_are() -> None:
    body = """<img src="/a.jpg" alt="甲"><img src="/load.gif" data-src="/b.png"><img src="/a.jpg"><img src="/x">
    <div class="header"><img src="/c.jpg"></div><img src="/logo.png"><img src="/d.jpg" width="10" height="10">"""
    assert list(map(told, pictures(page(body)))) == [("/a.jpg", "甲", "", "frame"), ("/b.png", "", "", "frame")]
    many = "".join(f'<img src="/{n}.jpg">' for n in range(25))
    assert len(list(pictures(page(many)))) == 20


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/v.html?file=/a.pdf", "/a.pdf"),
        ("/v.html?FILE=/a.pdf", "/a.pdf"),
        ("/v.html?file=a.pdf", None),
        ("/v.html?other=/a.pdf", None),
        ("/v.html?file=/a.html", None),
        ("/v.html#file=/a.pdf", "/a.pdf"),
        ("/v.html#/a.pdf", "/a.pdf"),
        ("/v.html#!/a.pdf", "/a.pdf"),
        ("/v.html#%2Fa.pdf", "/a.pdf"),
        ("/v.html#x=/a.pdf", None),
        ("/b.pdf?file=/a.pdf", None),
        ("/a.pdf", None),
        ("http://[?file=/a.pdf", None),
    ],
)
def test_the_file_that_a_viewer_shows(href: str, expected: str | None) -> None:
    assert viewed(addresses.Base(URL), href) == (HOST + expected if expected else None)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        *((name, True) for name in ("a.pdf", "a.PDF ", "a.pdf?x", "a.pdf#p", "a.pdf&y")),
        ("a.html", False),
        ("pdf", False),
    ],
)
def test_what_ends_in_the_name_of_a_file(address: str, named: bool) -> None:
    assert names_file(address) == named


# ---- pages of lists -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "turned", "expected"),
    [
        ('<a href="?page=1">1</a><a href="?page=2">2</a>', False, ["?page=1", "?page=2"]),
        ('<a href="?page=1">1</a><a href="?page=2">2</a>', True, ["?page=2"]),
        ('<a href="index_3.html">3</a><a href="index_2.html">下一页</a>', False, ["index_2.html", "index_3.html"]),
        ('<a href="index_3.html">3</a><a href="index_3.html">3</a>', False, ["index_3.html"]),
        ('<a href="/other/9.html">&gt;</a><a href="index_2.html">&gt;</a>', False, ["index_2.html"]),
        ('<a href="/other/9.html">下一页</a>', False, ["/other/9.html"]),
        ('<a rel="next" href="n.html">x</a>', False, ["n.html"]),
    ],
)  # fmt: skip
def test_further_pages(body: str, turned: bool, expected: list[str]) -> None:
    wanted = [addresses.resolve(URL, url) for url in expected]
    assert list(following(page(body), URL, turned=turned)) == wanted


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("{pageCount: 3, backFn: n => { location = 'index_' + n + '.html'; }}", ["index_2.html"]),
        ("{pageCount: 3, backFn: n => { location = '/other/' + n + '.html'; }}", ["/other/2.html"]),
        ("{pageCount: 1, backFn: n => { location = 'index_' + n + '.html'; }}", []),
        ("{pageCount: 3, backFn: n => { location = 'http://www.other.gov.cn/' + n; }}", []),
        ("{pageCount: 3, backFn: n => { $.get('/l/' + n); }}", []),
        ("{pageCount: 3, url: '/other?p='}", ["/other?p=2"]),
    ],
)
def test_where_the_pager_of_a_library_leads_is_a_further_page_and_no_link(settings: str, expected: list[str]) -> None:
    found = page(f"<script>somePager({settings})</script>")
    assert list(following(found, URL)) == [addresses.resolve(URL, url) for url in expected]
    assert found.links == ()


@pytest.mark.parametrize(
    ("attributes", "number", "expected"),
    [
        ('data-url="/l?page={page}" data-page-count="3" data-current="1"', 1, ["l?page=2"]),
        ('data-url="/l?page={page}" data-page-count="3" data-current="2"', None, ["l?page=3"]),
        ('data-url="/l?page={page}" data-page-count="3" data-current="3"', 3, []),
        ('data-url="/l?page={page}" data-page-count="3" data-current="0"', 1, ["l?page=1"]),
        ('data-url="/l?page={page}" data-page-count="3" data-current="2"', 3, []),
        ('data-format="l-__no__.html" data-total="30" data-page_size="10"', 1, ["l-2.html"]),
        ('data-url="/l?id={id}" data-page-count="3"', 1, []),
        ('data-url="/l?page={page}"', 1, []),
        ('data-url="/l?page=1" data-page-count="3"', 1, []),
    ],
)
def test_a_pager_that_attributes_tell_leads_to_the_next_page(
    attributes: str, number: int | None, expected: list[str]
) -> None:
    shown = PortalPage("http://www.example.gov.cn/nb", f"<html><body><div {attributes}></div></body></html>")
    assert shown.turned_to(number) == tuple(f"http://www.example.gov.cn/{path}" for path in expected)


def test_a_pager_of_attributes_that_tells_each_page_as_the_first_one_leads_to_the_next_page() -> None:
    markup = '<div data-url="/l?page={page}" data-page-count="3" data-current="1"></div>'
    led = [PortalPage(f"{HOST}/l?page={number}", markup).turned_to(number) for number in (1, 2, 3)]
    assert led == [(f"{HOST}/l?page=2",), (f"{HOST}/l?page=3",), ()]


@pytest.mark.parametrize(
    ("last", "told", "number", "expected"),
    [
        ("index2.html", "共2页", 1, "index2.html"),
        ("index2.html", "共2页", 2, None),
        ("index_1.html", "共2页", 1, "index_1.html"),
        ("index_5.html", "共5页", 1, "index_2.html"),
        ("index_5.html", "共5页", 4, "index_5.html"),
        ("index_4.html", "1/5页", 1, "index_1.html"),
        ("index_4.html", "共5页", 3, "index_3.html"),
        ("list.html?id=5&p=5", "共5页", 1, "list.html?id=5&p=2"),
        ("list.html?p=12&size=5", "共12页", 2, "list.html?p=3&size=5"),
        # Without what tells how they are counted, the last page is better than none.
        ("index_5.html", "", 1, "index_5.html"),
        ("index_z.html", "共5页", 1, "index_z.html"),
        ("/other/index_5.html", "共5页", 1, None),
        ("http://www.other.gov.cn/gk/nb/index_5.html", "共5页", 1, None),
        ("", "共5页", 1, None),
    ],
)
def test_a_list_may_link_to_its_last_page_alone(last: str, told: str, number: int, expected: str | None) -> None:
    found = page(f'<div><a href="{URL}">首页</a> <a href="{last}">尾页</a> {told}</div>')
    assert before_last(found, URL, number) == (addresses.resolve(URL, expected) if expected else None)


@pytest.mark.parametrize(
    ("shown", "last", "expected"),
    [
        ("list.html?id=5", "list.html?p=5&id=5", "list.html?p=2&id=5"),
        ("list.html?id=5&p=1", "list.html?id=5&p=5", "list.html?id=5&p=2"),
        ("list.html?p=0&id=4", "list.html?p=4&id=4", "list.html?p=1&id=4"),
        ("list.html?id=5", "list.html?id=5", None),
    ],
)
def test_the_number_that_names_a_list_is_not_that_of_its_page(shown: str, last: str, expected: str | None) -> None:
    url = f"{URL.rpartition('/')[0]}/{shown}"
    found = PortalPage(url, f'<html><body><div><a href="{last}">尾页</a> 共5页</div></body></html>')
    assert before_last(found, url, 1) == (addresses.resolve(url, expected) if expected else None)


@pytest.mark.parametrize(
    ("asked", "shown", "link", "is_same"),
    [
        ("/a/list.jsp?id=1", "/a/list.jsp?id=1", "/a/list.jsp?id=1&p=2", True),
        ("/a/list.jsp", "/a/list.jsp", "/a/other.jsp?p=2", False),
        ("/a/list.jsp", "/a/list.jsp", "/a/list_2.jsp", True),
        ("/a/b/", "/a/b/", "/a/b/index_2.html", True),
        ("/a/b", "/a/b", "/a/b/2", True),
        ("/a/b/", "/a/b/", "/a/b/page/2", True),
        ("/a/b/", "/a/b/", "/a/b/page/2222", False),
        ("/a/b/2.html", "/a/b/2.html", "/a/c/3.html", False),
        ("/", "/", "/index_2.html", False),
    ],
)
def test_numbers_lead_to_pages_of_the_same_list_only(asked: str, shown: str, link: str, is_same: bool) -> None:
    found = PortalPage(HOST + shown, f'<html><body><a href="{link}">2</a></body></html>')
    assert list(following(found, HOST + asked)) == [HOST + link] * is_same


# ---- words and addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019年", {2019}),
        ("12019", set()),
        ("20190102", set()),
        ("2019-01-02", set()),
        ("2019年1月2日10:30:05", set()),
        ("2019年1月2日2018年报", {2018}),
        ("09年度", {2009}),
        ("39年度", {2039}),
        ("49年度", set()),
        ("2010—2012年", {2010, 2011, 2012}),
        ("2010年度至2012", {2010, 2011, 2012}),
        ("2012-2010", {2010, 2012}),
        ("1980-2009", set(range(1980, 2010))),
        ("1980-2010", {1980, 2010}),
    ],
)
def test_years_that_words_name(text: str, years: set[int]) -> None:
    assert titles.years(text) == years


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" Ａ 二〇一九年\u200b", "a2019年"),
        ("二零一零年度", "2010年度"),
        ("二○○八年", "2008年"),
        ("二OO八年", "2008年"),
        ("二十年", "二十年"),
        ("二〇一九", "二〇一九"),
        ("\ufeff甲　乙", "甲乙"),
    ],
)
def test_words_are_made_plain(text: str, plain: str) -> None:
    assert titles.plain(text) == plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("历年年报(2008—2013年)", "历年年报"),
        ("历年年报【2008至2013年度】", "历年年报"),
        ("2008—2013年度年报", "年报"),
        ("2013年年报", "2013年年报"),
    ],
)
def test_a_run_of_years_is_left_out(text: str, left: str) -> None:
    assert titles.without_run(text) == left


def test_governments_that_a_title_names() -> None:
    assert titles.governments_named("甲市人民政府门户网站 | 乙县政府·甲市人民政府") == ("甲市", "乙县")
    assert titles.governments_named("甲市教育局") == ()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{HOST}/", "example.gov.cn/"),
        ("https://example.gov.cn:443/index.html", "example.gov.cn/"),
        ("http://example.gov.cn:80//a//default.aspx", "example.gov.cn/a/"),
        ("http://example.gov.cn:8080/a", "example.gov.cn:8080/a"),
        ("http://example.gov.cn/a;jsessionid=7?b=2&a=1&_=5", "example.gov.cn/a?a=1&b=2"),
        ("http://example.gov.cn/(S(x7))/a", "example.gov.cn/a"),
        ("http://example.gov.cn/a?from=10&spm=x", "example.gov.cn/a?from=10"),
        ("http://example.gov.cn/a?from=home", "example.gov.cn/a"),
        ("http://example.gov.cn/%E5%B9%B4?x=", "example.gov.cn/年?x="),
    ],
)
def test_what_an_address_is_known_by(url: str, key: str) -> None:
    assert addresses.key(url) == key
    assert addresses.key("http://example.gov.cn/index.html", index=True) == "example.gov.cn/index.html"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("a.html", "/gk/nb/a.html"),
        ("..\\a.html", "/gk/a.html"),
        (" /a\n.html#x", "/a.html"),
        ("", None),
        ("#x", None),
        ("/a\ufffd", None),
        ("mailto:a@b", None),
        ("http://x:99999/", None),
        ("http://x:0/", None),
        ("http://x y/", None),
        ("/" + "a" * (2000 - len(HOST) - 1), "/" + "a" * (2000 - len(HOST) - 1)),
        ("/" + "a" * (2000 - len(HOST)), None),
    ],
)
def test_the_address_that_a_link_leads_to(href: str, expected: str | None) -> None:
    assert addresses.resolve(URL, href) == (HOST + expected if expected else None)


@pytest.mark.parametrize(
    ("name", "domain", "is_governments"),
    [
        ("www.a.gov.cn", "a.gov.cn", True),
        ("www.a.gov.cn:8080", "a.gov.cn", True),
        ("x.y.com.cn", "y.com.cn", False),
        ("x.y.cn", "y.cn", False),
        ("x.gov.com", "gov.com", False),
        ("10.0.0.1:81", "10.0.0.1:81", True),
    ],
)
def test_the_domain_of_a_host(name: str, domain: str, is_governments: bool) -> None:
    assert (addresses.domain(name), addresses.is_governments(name)) == (domain, is_governments)


@pytest.mark.parametrize(
    ("url", "suffix", "is_article", "slugs"),
    [
        ("/a/b.PDF", "pdf", False, ("a", "b")),
        ("/a.jsp?f=x.doc", "doc", False, ("a",)),
        ("/a.jsp", "", False, ("a",)),
        ("/a.html?x=y.jsp", "html", False, ("a",)),
        ("/a.tarball", "", False, ("a",)),
        ("/gk/2019/01/t.html", "html", True, ("gk", "t")),
        ("/gk/2019/art.html", "html", True, ("gk", "art")),
        ("/gk/2019/x.html", "html", False, ("gk", "x")),
        ("/gk/2019/0118/t.html", "html", True, ("gk", "t")),
        ("/gk/2019-1-18/t.html", "html", True, ("gk", "t")),
        ("/gk/201901/t.html", "html", True, ("gk", "t")),
        ("/2066/1881/nb.html", "html", False, ("nb",)),
        ("/2066/13/nb.html", "html", False, ("nb",)),
        ("/gk/t123.html", "html", True, ("gk", "t123")),
        ("/gk/t12.html", "html", False, ("gk", "t12")),
        ("/gk/2019123/", "", False, ("gk",)),
        ("/gk/123/index.html", "html", False, ("gk",)),
    ],
)
def test_what_an_address_looks_like(url: str, suffix: str, is_article: bool, slugs: tuple[str, ...]) -> None:
    url = HOST + url
    assert (addresses.suffix(url), addresses.is_article(url), addresses.slugs(url)) == (suffix, is_article, slugs)


@pytest.mark.parametrize(
    ("body", "is_gap"),
    [
        ('<div id="a"></div>', False),
        ('<div id="a"></div><script>var b = 1;</script>', False),
        ('<div id="a"></div><script>$("#a").html(b);</script>', True),
        ('<div id="a"></div><script src="/m.js"></script>', True),
        ('<div id="a">加载中…</div><script src="/m.js"></script>', True),
        ('<div id="a">数据正在加载中，请稍候</div><script src="/m.js"></script>', True),
        ('<div id="a">下载中心</div><script src="/m.js"></script>', False),
        ('<div class="a"></div><script src="/m.js"></script>', False),
        ('<ul class="a"></ul><script src="/m.js"></script>', True),
        ('<ul class="b a"></ul><script>$(".a").html(b);</script>', True),
        ('<select class="a"></select><script>$(".b").html(b);</script>', False),
        ('<ul class="a"><li></li></ul><script src="/m.js"></script>', False),
        ('<ul></ul><script src="/m.js"></script>', False),
        ('<ul class="a"></ul>', False),
    ],
)
def test_a_gap_is_what_a_script_may_fill(body: str, is_gap: bool) -> None:
    page = PortalPage("http://www.example.gov.cn/gk/", f"<html><body>{body}</body></html>")
    assert has_gaps(page) == is_gap


@pytest.mark.parametrize(
    "code",
    [
        "import { rows, folder } from './b.js'; import more from './c.js';",
        "import {\n  rows,\n  folder\n} from './b.js';\nimport\n more\n from\n './c.js'",
        "/* rows */ import { rows } from './b.js'; // import x from './x.js'\n/* more */ import more from './c.js';",
        "import{rows}from'./b.js';import more from'./c.js'",
        "export { rows } from './b.js'; export * from './c.js'; var text = \"import x from './x.js'\";",
        "import x from 'vue'; import './b.js'; import './b.js'; import 'http://www.example.gov.cn/nb/c.js';",
    ],
)
def test_modules_are_found_however_their_imports_are_written(code: str) -> None:
    page = PortalPage(f"{HOST}/nb/", f'<html><body><script type="module">{code}</script></body></html>')
    assert page.loaded == (f"{HOST}/nb/b.js", f"{HOST}/nb/c.js")


@pytest.mark.parametrize(
    ("scripts", "fetched", "asked"),
    [
        ("", {}, []),
        ('<script src="/m.js"></script>', {}, ["/rows"]),
        ('<script src="/m.js"></script><script src="/n.js"></script>', {"/m.js": ""}, ["/rows"]),
        ('<script src="/m.js"></script>', {"/m.js": ""}, []),
        ('<script src="/m.js"></script>', {"/m.js": "$('#l').html('<li>1</li>');"}, ["/rows"]),
        # Libraries show nothing by themselves.
        ('<script src="/js/jquery.min.js"></script>', {}, []),
    ],
)
def test_rows_are_known_to_be_none_only_where_all_scripts_are_known(
    scripts: str, fetched: dict[str, str], asked: list[str]
) -> None:
    code = "if ($('#l li').length > 0) { $.get('/rows'); }"
    body = f"<html><body><ul id=l></ul>{scripts}<script>{code}</script></body></html>"
    page = PortalPage(f"{HOST}/nb/", body, {HOST + path: text for path, text in fetched.items()})
    assert [request.url for request in page.effects[0].requests] == asked


def test_a_module_is_followed_behind_all_that_it_imports() -> None:
    fetched = {f"{HOST}/b.js": "export const b = '/b';", f"{HOST}/c.js": "import { b } from './b.js'; const c = b;"}
    code = "import { b } from '/b.js'; import { c } from '/c.js'; document.write(`<a href='${b}${c}/'>年报</a>`);"
    body = f"<html><body><script type=module>{code}</script></body></html>"
    assert [link.url for link in PortalPage(f"{HOST}/", body, fetched).links] == [f"{HOST}/b/b/"]


def test_a_page_is_read_with_the_modules_that_its_own_import() -> None:
    body = """<ul id="l"></ul><script type="module" src="/js/a.js"></script><script>import x from './no.js';</script>"""
    a = """import { rows } from './b.js';
    document.getElementById('l').innerHTML = rows.map((row) => `<a href="/${row}.html">${row}</a>`).join('');"""
    b = "import '../c.js';\nimport { x } from 'library';\nexport const rows = [seven];"
    fetched: dict[str, str] = {}
    for code in (a, b, "const seven = 7;", None):
        page = PortalPage(f"{HOST}/nb/", f"<html><body>{body}</body></html>", fetched)
        further = [script for script in page.loaded if script not in fetched]
        assert len(further) == (code is not None)
        fetched = {**fetched, **dict.fromkeys(further, code or "")}
    assert list(fetched) == [f"{HOST}/js/a.js", f"{HOST}/js/b.js", f"{HOST}/c.js"]
    assert [link.url for link in page.links] == [f"{HOST}/7.html"]


KEPT = (
    "var kept = ['a1', 'a2', 'a3', 'a4', 'a5'], now = 1;"
    "function rows(n) { return kept.slice(n * 2 - 2, n * 2).map(k => `<a href='/${k}.html'>${k}</a>`).join(''); }"
    "function show(n) { now = n; document.getElementById('rows').innerHTML = rows(n); } show(1);"
)
WHOLE = [f"/a{number}.html" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("body", "code", "found"),
    [
        pytest.param('<a href="#" onclick="show(now + 1)">下一页</a>', "", WHOLE, id="a next page again and again"),
        pytest.param('<a id="n" href="#">下一页</a>', "$('#n').click(() => show(now + 1));", WHOLE, id="by a handler"),
        pytest.param('<i onclick="show(1)">1</i><i onclick="show(2)">2</i>', "", WHOLE[:4], id="by numbers"),
        pytest.param('<i onclick="show(3)">更早</i>', "", [*WHOLE[:2], WHOLE[4]], id="a tab"),
        pytest.param(
            "", "laypage({count: 5, limit: 2, jump: function (at) { show(at.curr); }});", WHOLE, id="by a library"
        ),
        pytest.param(
            "",
            "turn({count: 5, limit: 2, back: at => show(at.curr + at.limit - 2)});",
            WHOLE,
            id="that tells its settings",
        ),
        pytest.param('<a href="#" onclick="show(1)">下一页</a>', "", WHOLE[:2], id="nothing new"),
        pytest.param(
            '<a href="#" onclick="show(now + 1); location = \'/x\'">下一页</a>', "", WHOLE[:2], id="leads elsewhere"
        ),
    ],
)
def test_rows_that_a_page_holds_are_read_to_the_last(body: str, code: str, found: list[str]) -> None:
    page = PortalPage(
        "http://x.gov.cn/nb/", f'<html><body><div id="rows"></div>{body}<script>{KEPT}{code}</script></body></html>'
    )
    shown = {link.url.removeprefix("http://x.gov.cn") for link in page.links}
    assert sorted(shown - {"/x"}) == sorted(found)


def test_rows_that_a_tab_shows_stand_below_its_name() -> None:
    body = '<ul><li onclick="show(3)">县直部门</li></ul><div id="rows"></div>'
    page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}<script>{KEPT}</script></body></html>")
    assert {link.url.rpartition("/")[2]: link.groups for link in page.links} == {
        "a1.html": (),
        "a2.html": (),
        "a5.html": ("县直部门",),
    }


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("<ul><li><a href='#' data-no='7'>2020年年报</a></li></ul>", [("7", "2020年年报", ("县政府",))]),
        ("<ul><li><a data-no='7'>2020年年报</a><a data-no='8'>2021年年报</a></li></ul>",
         [("7", "2020年年报", ("县政府",)), ("8", "2021年年报", ("县政府",))]),
        ("<h4>县教育局</h4><p><a href='javascript:;' data-no='7'>2020年年报</a></p>",
         [("7", "2020年年报", ("县教育局", "县政府"))]),
        ("<div><h4>县教育局</h4><p><a data-no='7'>2020年年报</a></p></div>",
         [("7", "2020年年报", ("县教育局", "县政府"))]),
        # A row without links leads to one place; what leads to two is none.
        ("<p data-no='7'>2020年年报</p>", [("7", "2020年年报", ("县政府",))]),
        ("<h4>县教育局</h4><p data-no='7'>2020年年报</p>", [("7", "2020年年报", ("县教育局", "县政府"))]),
        ("<ul><li><b data-no='7'>2020年年报</b><b data-no='8'>全文</b></li></ul>", []),
        # A link with an address leads there, and what is no row leads nowhere.
        ("<ul><li><a href='/a' data-no='7'>2020年年报</a></li></ul>", [("a", "2020年年报", ("县政府",))]),
        ("<ul><li><a href='#' data-other='7'>2020年年报</a></li></ul>", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("begin", ["show('/l')", "document.getElementById('k').onclick = function () { show('/l'); }"])
def test_what_an_answer_shows_leads_where_a_click_on_it_does_that_is_handled_around_it(
    piece: str, expected: list[tuple[str, str, tuple[str, ...]]], begin: str
) -> None:
    code = f"""function show(at) {{ $.get(at, function (text) {{ document.getElementById('l').innerHTML = text; }}); }}
    document.getElementById('l').addEventListener('click', function (event) {{
    var no = event.target.getAttribute('data-no'); if (no) window.open('/' + no); }}); {begin};"""
    body = f"<b id='k'>年报</b><h3>县政府</h3><div id='l'></div><script>{code}</script>"
    shown = PortalPage("http://www.example.gov.cn/nb", f"<html><body>{body}</body></html>")
    found = shown.answered(Answered("http://www.example.gov.cn/l", piece, None))
    told = [(each.url, each.text, each.groups) for each in found]
    assert told == [(f"http://www.example.gov.cn/{path}", *rest) for path, *rest in expected]


@pytest.mark.parametrize(
    ("row", "handler", "expected"),
    [
        ("<b>2020年政府信息公开年度报告</b><i>甲市教育局</i><u>2021-01-20</u>", "'/r/' + item",
         [("r/7", "2020年政府信息公开年度报告", True, ("甲市教育局",))]),
        ("<i>无锡市人民政府</i><b>2020年政府信息公开年度报告</b>", "'/r/' + item",
         [("r/7", "2020年政府信息公开年度报告", False, ("无锡市人民政府",))]),
        ("<b>2020年政府信息公开年报</b><i>全文</i>", "'/r/' + item", [("r/7", "2020年政府信息公开年报", False, ())]),
        ("<b>第一章 总体情况</b><i>全文</i>", "'/r/' + item", [("r/7", "第一章总体情况", False, ())]),
        # What leads to several places, or nowhere, is no row, and a link tells itself where it leads.
        ("<b>2020年年度报告</b><i>全文</i>", "'/r/' + event.target.textContent.length", []),
        ("<b>2020年年度报告</b><i>全文</i>", "''", []),
        ("<b>2020年年度报告</b><a href='/a'>全文</a>", "'/r/' + item", [("a", "全文", False, ("2020年年度报告",))]),
    ],
)  # fmt: skip
def test_a_row_that_an_answer_becomes_leads_where_a_click_in_it_leads(
    row: str, handler: str, expected: list[tuple[str, str, bool, tuple[str, ...]]]
) -> None:
    code = f"""$.get('/l', function (items) {{ items.forEach(function (item) {{ var made = document.createElement('li');
    made.innerHTML = "{row}"; made.onclick = function (event) {{ location.href = {handler}; }};
    document.getElementById('rows').appendChild(made); }}); }});"""
    shown = PortalPage("http://www.example.gov.cn/nb", f"<html><body><ul id='rows'></ul><script>{code}</script>")
    found = list(shown.answered(Answered("http://www.example.gov.cn/l", "[7]", [7])))
    told = [(each.url, each.text, each.dated, each.groups) for each in found]
    assert told == [(f"http://www.example.gov.cn/{path}", *rest) for path, *rest in expected]


@pytest.mark.parametrize(
    ("row", "bodies", "told"),
    [
        ("<li><a href='/{n}.html'>年报</a><span>{body}</span></li>", ("县教育局", "县财政局"), True),
        ("<ul><li><a href='/{n}.html'>年报</a></li><li>{body}</li><li>1月2日</li></ul>", ("县教育局", "县政府"), True),
        # One for all rows says nothing of them, nor do words that are no name of a body, or a row of several links.
        ("<li><a href='/{n}.html'>年报</a><span>{body}</span></li>", ("县教育局", "县教育局"), False),
        ("<li><a href='/{n}.html'>年报</a><span>{body}</span></li>", ("全文", "摘要"), False),
        ("<li><a href='/{n}.html'>年报</a><a href='/{n}.doc'>表</a><b>{body}</b></li>", ("县教育局", "县政府"), False),
        ("<i><a href='/{n}.html'>{body}</a></i>", ("县教育局", "县财政局"), False),
    ],
)  # fmt: skip
def test_a_row_may_name_beside_a_link_which_body_has_published_it(row: str, bodies: Sequence[str], told: bool) -> None:
    rows = "".join(row.format(n=n, body=body) for n, body in enumerate(bodies))
    shown = PortalPage("http://x.gov.cn/nb/", f"<html><body><div>{rows}</div></body></html>")
    found = [link.groups for link in shown.links if link.url.endswith(".html")]
    assert found == [(body,) if told else () for body in bodies]


TEN = "".join(f"<li><a href='/a{n}.html'>年报{n}</a></li>" for n in (1, 2))
TWO = TEN.replace("/a", "/b")
MORE = "<a href='/all/'>更多&gt;&gt;</a>"


@pytest.mark.parametrize(
    ("body", "begun"),
    [
        (f"<ul>{TEN}</ul>{MORE}", "/a"),
        (f"<ul>{TEN}</ul><div><span>{MORE}</span></div>", "/a"),
        (f"<ul>{TEN}<li>{MORE}</li></ul>", "/a"),
        (f"<ul>{TEN}</ul><br><!-- --><p></p>{MORE.replace('更多&gt;&gt;', '[查看全部]')}", "/a"),
        (f"<ul>{TEN}</ul>{MORE.replace('更多&gt;&gt;', 'MORE+')}<div><a href='/x/'>网站地图</a></div>", "/a"),
        (f"<div><p>{TEN.replace('<li>', '').replace('</li>', '2024-01-02<br>')}</p></div><p>{MORE}</p>", "/a"),
        (f"<table>{TEN.replace('li>', 'td>').replace('<td>', '<tr><td>')}</table>{MORE}", "/a"),
        (f"<div>{TEN.replace('li>', 'div>').replace('年报', '2017年年报')}{MORE}</div>", "/a"),
        (
            f"<p>{TEN.replace('<li>', '').replace('</li>', '2024-01-02<br>').replace('年报', '2017年报')}{MORE}</p>",
            "/a",
        ),
        (f"<ul>{TWO}</ul><ul>{TEN}</ul>{MORE}", "/a"),
        (f"<ul>{TWO}</ul><a href='/n/'>更多</a><ul>{TEN}</ul>{MORE}", "/a"),
        (f"<ul>{TEN}</ul>{MORE}<ul>{TWO}</ul><a href='/n/'>更多</a>", "/a"),
        # What says what it leads to, or stands above a list, or below something else, leads to the rest of none above.
        (f"<ul>{TEN}</ul><a href='/all/'>更多新闻</a>", ""),
        (f"<ul>{TEN}</ul><p>通知公告 {MORE}</p>", ""),
        (f"<div><a href='/b/'>政府年报</a>{MORE}</div><ul>{TEN}</ul>", ""),
        (f"<ul>{TEN}</ul><p>通知公告</p>{MORE}", ""),
        (f"<ul>{TEN}</ul>通知公告{MORE}", ""),
        (f"<ul>{TEN}</ul><div><img src='/n.png'>{MORE}</div><ul>{TWO}</ul>", ""),
        (f"<a href='/n/'>更多</a><ul>{TEN}</ul>{MORE}<ul>{TWO}</ul>", ""),
        (f"<ul>{TEN}</ul><div>{MORE}<ul>{TWO}</ul></div>", ""),
        (f"{MORE}<ul>{TEN}</ul>", ""),
        (MORE, ""),
        (f"<ul>{TEN}</ul><a href='/n/'>更多</a>{MORE}", ""),
    ],
)
def test_a_link_to_more_leads_to_the_rest_of_the_list_right_above_it(body: str, begun: str) -> None:
    (link,) = (each for each in page(body).links if short(each.url) == "/all/")
    assert link.begun == tuple(f"{HOST}{begun}{n}.html" for n in (1, 2) if begun)


@pytest.mark.parametrize(
    ("first", "second", "context"),
    [
        ("", f"<ul>{TEN}</ul>{MORE}", "县教育局"),
        ("", f"{MORE}<ul>{TEN}</ul>", "县教育局"),
        (f"<ul>{TWO}</ul><a href='/n/'>更多</a>", f"<ul>{TEN}</ul>{MORE}", "县教育局"),
        (f"<ul>{TEN}</ul>{MORE}", "<a href='/n/'>更多</a>", "县政府"),
        # Several are those of parts of the pane, and what says what it leads to needs no tab to say so.
        ("", f"<ul>{TWO}</ul><p><a href='/n/'>更多</a></p><ul>{TEN}</ul><p>{MORE}</p>", ""),
        ("", f"<h3>公开指南</h3>{MORE}<ul>{TEN}</ul>", "公开指南"),
        ("", f"<ul>{TEN}</ul><a href='/all/'><img></a>", ""),
    ],
)
def test_the_only_link_to_more_in_a_pane_is_called_by_its_tab(first: str, second: str, context: str) -> None:
    tabs = "<p><i onmouseover='t(1)'>县政府</i><i onmouseover='t(2)'>县教育局</i></p>"
    body = f"{tabs}<div>{first}</div><div style='display:none'>{second}</div>"
    assert [link.context for link in page(body).links if short(link.url) == "/all/"] == [context]


def test_rows_that_a_pager_shows_again_stand_in_the_groups_that_the_script_tells() -> None:
    code = """var nodes = [{id: 1, pId: 0, name: '县教育局'}, {id: 2, pId: 1, name: '2020年', url: '/a2.html'}];
    function show() { $('#rows').html('<a href="/a2.html">2020年</a>'); } show();"""
    for clicked, groups in (("下一页", ("县教育局",)), ("年报", ("年报", "县教育局"))):
        body = f'<div id="rows"></div><i onclick="show()">{clicked}</i>'
        page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}<script>{code}</script></body></html>")
        assert {link.groups for link in page.links} == {groups}


PAGER = '<a href="#" onclick="show(now + 1)">下一页</a>'
BY_LIBRARY = "laypage({count: 5, limit: 2, jump: function (at) { show(at.curr); }});"
DEPARTMENT = """function show() { document.getElementById('rows').innerHTML = '<a href="/a3.html">2020年</a>'; }"""
HANDLED = """$('#tab').click(function () { $('#rows').html('<a href="/a3.html">2020年</a>'); });"""


BODY = ("县教育局",)
ROWS = '<div id="rows"></div>'


@pytest.mark.parametrize(
    ("body", "code", "groups"),
    [
        pytest.param(f"<h3>县教育局</h3>{ROWS}{PAGER}", KEPT, BODY, id="a pager below a name"),
        pytest.param(f"<h3>县教育局</h3>{ROWS}", f"{KEPT}{BY_LIBRARY}", BODY, id="a pager of a library"),
        pytest.param(f'<li>县教育局<a onclick="show(2)">更多</a></li>{ROWS}', KEPT, BODY, id="a name before"),
        pytest.param(
            f'<table><tr><td>县教育局<td><a onclick="show(2)">查看</a></table>{ROWS}', KEPT, BODY, id="a cell before"
        ),
        pytest.param(
            f'<h3>县教育局</h3><p><i onclick="show(2)">2020年</i></p>{ROWS}', KEPT, ("2020年", *BODY), id="a year"
        ),
        pytest.param(f'<li onclick="show()">县教育局</li>{ROWS}', DEPARTMENT, BODY, id="a function"),
        pytest.param(f'<li id="tab">县教育局</li>{ROWS}', HANDLED, BODY, id="a handler"),
        pytest.param(
            f'<i onclick="show(2)">全部</i><i onclick="show(2)">县教育局</i>{ROWS}',
            KEPT,
            ("全部", *BODY),
            id="two tabs",
        ),
        pytest.param(
            f'<i onclick="show(2)">县教育局</i>{ROWS}', f"{KEPT} show(2);", BODY, id="shown from the beginning"
        ),
    ],
)
@pytest.mark.parametrize("is_followed_first", [True, False])
def test_whose_rows_a_click_shows_is_told_by_where_both_stand(
    body: str, code: str, groups: tuple[str, ...], is_followed_first: bool
) -> None:
    page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}<script>{code}</script></body></html>")
    assert not is_followed_first or len(page.effects) == 2
    found = {link.groups for link in page.links if link.url.endswith("/a3.html")}
    assert found == {groups}


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("<h3>县教育局</h3><p><i onclick=\"location = '/a.html'\">2020年</i></p>", ("县教育局",)),
        ("<table><tr><td>县教育局<td><a href=/a.html>2020年</a></table>", ("县教育局",)),
        ("<table><tr><td>关于补贴的通知<td><a href=/a.html>办法</a></table>", ()),
    ],
)
def test_a_year_alone_stands_below_what_is_before_it(body: str, groups: tuple[str, ...]) -> None:
    page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}</body></html>")
    assert [link.groups for link in page.links] == [groups]


def test_a_long_list_to_choose_from_leaves_the_pager_to_be_clicked() -> None:
    code = """var all = []; for (var i = 0; i < 120; i++) { all.push({t: '第' + i + '号'}); }
        new Vue({data: {all: all}, methods: {open(row) { this.at = row; }}});
        function turn(n) { $.post('/l', {page: n}); }"""
    body = '<i v-for="row in all" @click="open(row)">{{row.t}}</i><a onclick="turn(2)">下一页</a>'
    page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}<script>{code}</script></body></html>")
    clicked = [(element.text_content(), [asked.url for asked in effects.requests]) for element, effects in page.acts()]
    assert [(words, asked) for words, asked in clicked if asked] == [("下一页", ["/l"])]
    assert [element.text_content() for element, _ in page.clicked_first][-2:] == ["第99号", "下一页"]


def test_what_is_chosen_leaves_steps_for_the_clicks_on_the_page() -> None:
    code = """var all = []; for (var i = 0; i < 90; i++) { all.push({t: '第' + i + '号'}); }
        new Vue({data: {all: all, at: ''}, methods: {open(row) { while (true) { this.at = this.at + row.t; } }}});
        function turn(n) { $.post('/l', {page: n}); }"""
    body = '<i v-for="row in all" @click="open(row)">{{row.t}}</i><a onclick="turn(2)">下一页</a>'
    page = PortalPage("http://x.gov.cn/nb/", f"<html><body>{body}<script>{code}</script></body></html>")
    assert [[asked.url for asked in effects.requests] for _, effects in page.clicked_first][-1] == ["/l"]


@pytest.mark.parametrize(
    ("bodies", "groups"),
    [
        (("市教育局", "市水利局"), [("市教育局",), ("市水利局",)]),
        (("市教育局", "某"), [(), ()]),
        # Where all are told to be of one, that may be whoever keeps the list.
        (("市教育局", "市教育局"), [(), ()]),
    ],
)
def test_rows_that_are_repeated_for_entries_stand_in_the_group_of_who_has_published_them(
    bodies: tuple[str, str], groups: list[tuple[str, ...]]
) -> None:
    entries = [{"t": f"{2018 + n}年度报告", "u": f"/r/{n}.html", "b": body} for n, body in enumerate(bodies)]
    repeated = '<div id="a"><p v-for="row in rows"><a :href="row.u">{{row.t}}</a><b>{{row.b}}</b></p></div>'
    told = json.dumps({"el": "#a", "data": {"rows": entries}}, ensure_ascii=False)
    read = page(f"{repeated}<script>new Vue({told});</script>")
    assert [link.groups for link in read.links if link.origin == "record"] == groups
