"""What pages and links say, without asking anything."""

from __future__ import annotations

import pathlib

import pytest
import scrapy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scrapy.http import TextResponse

from knowledge.errors import KnowledgeError
from knowledge.loading import parse_document
from spiders import families
from spiders.discovery import addresses, pager, titles, vocabulary
from spiders.discovery.attachments import attachments
from spiders.discovery.judgement import Judge, Promise
from spiders.discovery.pages import Link, PortalPage
from spiders.families.base import Kind, Step
from spiders.portals import Portal
from tests.support import cases

HERE = pathlib.Path(__file__).parent
URL = "http://www.example.gov.cn/gk/nb/index.html"


def page(body: str, url: str = URL, head: str = "") -> PortalPage:
    return PortalPage(url, f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize("case", cases(HERE / "links.csv"), ids=lambda case: f"{case['text']}-{case['url']}")
def test_what_a_link_promises(case: dict[str, str]) -> None:
    link = Link(f"http://www.example.gov.cn{case['url']}", titles.plain(case["text"]))
    verdict = Judge(case["place"]).judge(link, in_column=case["in_column"] == "yes")
    assert verdict.promise.value == case["promise"], case["why"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/cms/delete.do?id=7",
            "/nb/remove?id=2017",
            "/vote.jsp?id=1",
            "/nb/list.do?method=del&id=3",
            "/doDelete.action",
        ),
        *("/user/subscribe/9", "/nb/2017.html?action=delete", "/api/submit?x=2017", "/nb/unsubscribe.html", "/logout"),
        *("/cms/deleteReport", "/addVote.do", "/removeItem?id=1", "/art_1_2.html?optype=delete", "/system/del/7"),
        *("/UserSubmit.aspx", "/upload.php", "/form/save.action"),
    ],
)
def test_what_does_something_is_not_followed_whatever_it_is_called(path: str) -> None:
    link = Link(f"http://www.example.gov.cn{path}", "甲市2017年政府信息公开工作年度报告")
    assert Judge("江苏省/甲市").judge(link, in_column=True).promise.value == "nothing"


@pytest.mark.parametrize(
    "path",
    [
        *("/nb/voted-2016.html", "/xxgk/updated/2019.html", "/deleted/2017.html", "/upload/2017/a.pdf", "/save/1.html"),
        *(
            "/uploadfiles/a.pdf",
            "/delivery/a.html",
            "/xxgk/apply/2017.html",
            "/submitted/2017.html",
            "/likes/a.html",
        ),
    ],
)
def test_what_only_sounds_like_it_is_followed(path: str) -> None:
    link = Link(f"http://www.example.gov.cn{path}", "甲市2017年政府信息公开工作年度报告")
    assert Judge("江苏省/甲市").judge(link, in_column=True).promise.value == "report"


@pytest.mark.parametrize(
    "href",
    [
        "seeds://offline/000.txt",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://h/x",
        "gopher://h/",
        "view-source:http://h/",
    ],
)
def test_a_page_leads_nowhere_but_into_the_web(href: str) -> None:
    for body in (
        f'<a href="{href}">公开年报</a>',
        f'<iframe src="{href}"></iframe>',
        f'<li data-url="{href}">公开年报</li>',
    ):
        read = page(body, head=f'<meta http-equiv="refresh" content="0;url={href}">')
        assert (read.links, read.frames, read.refresh) == ((), (), ())


def test_a_portal_may_call_itself_otherwise_than_the_registry() -> None:
    judge = Judge("replica")
    link = Link("http://h/nb/1.html", "临江市2017年政府信息公开工作年度报告")
    assert judge.judge(link, in_column=True).promise.value == "report of another place"
    judge.learn(titles.governments_named("临江市人民政府门户网站"))
    assert judge.judge(link, in_column=True).promise.value == "report"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://h/a.jsp?area=1&fbtime=2017", "http://h/a.jsp?fbtime=2017&area=1"),
        ("http://h/a/", "https://www.h/a/index.html"),
        ("http://h/a;jsessionid=1F", "http://h/a"),
        ("http://h/%E5%B9%B4", "http://h/年"),
    ],
)
def test_twins_are_one_page(one: str, other: str) -> None:
    assert addresses.key(one) == addresses.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("http://h/a?p=1", "http://h/a?p=2"), ("http://h:81/a", "http://h/a"), ("http://h/a", "http://g/a")],
)
def test_other_pages_are_not_one(one: str, other: str) -> None:
    assert addresses.key(one) != addresses.key(other)


HOSTS = st.text(alphabet="a.年。-[]:@_\u200b\ud800", max_size=20).map(lambda host: f"http://{host}/x")


@settings(deadline=None)
@given(st.text(), st.one_of(st.text(), HOSTS))
@example("", "http://[::][@a。]/x")
@example("", "http://\ud800/x")
def test_no_link_breaks_the_search(base: str, href: str) -> None:
    url = addresses.resolve(f"http://h/{base}", href)
    if url is not None:
        assert scrapy.Request(url).url.startswith("http")
        assert addresses.key(url)
        assert addresses.domain(addresses.host(url))


def test_an_address_that_scrapy_would_drop_is_none() -> None:
    assert addresses.resolve("http://h/", f"/a?{'b' * 2100}") is None


@pytest.mark.parametrize(
    ("code", "script", "expected"),
    [
        ("window.open('/a.html')", "", "/a.html"),
        ("javascript:show('123')", "function show(id){window.open('/art/'+id+'.html');}", "/art/123.html"),
        ("go(2)", 'function go(n){ location.href = "list.jsp?page=" + n; }', "list.jsp?page=2"),
        ("open2(7)", 'function open2(id){ var u = "/i/" + id + ".html"; window.open(u); }', "/i/7.html"),
        ("openFile('/f/a.pdf')", "", "/f/a.pdf"),
        ("$('#f').attr('src','/nb.html')", "", "/nb.html"),
        ("toPage(2)", "function toPage(n){ form.submit(); }", None),
        ("alert('年报')", "", None),
    ],
)
def test_where_a_click_leads(code: str, script: str, expected: str | None) -> None:
    found = page(f"<script>{script}</script><b>x</b>").clicked(code, None)
    assert found == (None if expected is None else addresses.resolve(URL, expected))


@settings(deadline=None)
@given(st.text(alphabet="'\"\\+(){}[];:,.$ab=/1 \n"), st.text(alphabet="'\"\\+(){}[];:,.$ab=/1 \n"))
def test_no_script_breaks_the_search(code: str, script: str) -> None:
    read = page(f"<script>{script}</script><b>x</b>")
    target = read.clicked(code, None)
    assert target is None or target.startswith("http")
    assert all(link.url.startswith("http") for link in read.links)


@settings(deadline=None)
@given(st.text())
def test_no_page_breaks_a_family(text: str) -> None:
    answer = PortalPage(URL, text)
    step = Step(url=URL, kind=Kind.COLUMN, column=True)
    for system in families.SYSTEMS.values():
        if system.recognises(answer):
            assert all(link.url.startswith("http") for link in system.links(answer, step))
            assert all(further.url.startswith("http") for further in system.further(answer, step, 0))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            '<a href="/a.html" title="甲市2017年政府信息公开年度报告">甲市2017年政府…</a>',
            "甲市2017年政府信息公开年度报告",
        ),
        ('<a href="/a.html"><img src="b.gif" alt="年度报告"></a>', "年度报告"),
        ('<li><span>2017年度报告</span><a href="/a.html">[详细]</a></li>', "2017年度报告"),
        ('<tr><td>2017年度报告</td><td><a href="/a.pdf">PDF</a></td></tr>', "2017年度报告"),
        ('<div class="hd"><h3>公开年报</h3><a href="/nb/">更多&gt;&gt;</a></div>', "公开年报"),
        ("<div onclick=\"location.href='/a.html'\"><p>2017年度报告</p></div>", "2017年度报告"),
        ('<map><area href="/a.html" alt="政府信息公开"></map>', "政府信息公开"),
        ('<select onchange="location.href=this.value"><option value="/a.html">2017年</option></select>', "2017年"),
        ('<script>var m=[{name:"年报",url:"/a.html"}]</script>', "年报"),
        ('<script>d.add(2,0,"年报","/a.html")</script>', "年报"),
        ('<script>document.write("<a href=\\"/a.html\\">年报</a>")</script>', "年报"),
    ],
)
def test_links_are_read_wherever_they_are(body: str, text: str) -> None:
    markup = f"<table>{body}</table>" if body.startswith("<tr") else body
    assert [link.label for link in page(markup).links] == [text]


def test_what_nobody_can_see_or_follow_is_no_link() -> None:
    hidden = '<a href="/trap.html" style="display: none">年报</a><!-- <a href="/old.html">年报</a> -->'
    assert (
        page(hidden + '<a href="#">年报</a><a href="javascript:void(0)">年报</a><a href="mailto:a@b">年报</a>').links
        == ()
    )


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", '<meta http-equiv="Refresh" content="0; URL=/cms/">'),
        ('<script>window.location="/cms/";</script>', ""),
        ("<script>top.location.replace('/cms/')</script>", ""),
        ('<script>function go(){location.href="/cms/"}</script>', ""),
    ],
)
def test_a_page_that_leads_on_by_itself(body: str, head: str) -> None:
    assert page(body, head=head).refresh == ("http://www.example.gov.cn/cms/",)


def test_a_full_page_is_not_left_for_its_scripts() -> None:
    links = "".join(f'<a href="/{n}/">栏目</a>' for n in range(10))
    assert page(f'{links}<script>function m(){{location.href="/wap/"}}</script>').refresh == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="index_2.html">下一页</a>', ["/gk/nb/index_2.html"]),
        ('<a href="list.jsp?p=2">2</a><a href="list.jsp?p=3">[3]</a>', []),
        ('<a href="index_1.html">2</a><a href="index_2.html">3</a>', ["/gk/nb/index_1.html", "/gk/nb/index_2.html"]),
        ('<a href="index.html">下一页</a>', []),
        ('<a href="http://elsewhere.gov.cn/">下一页</a>', []),
        ('<a href="/xw/2.html">2</a>', []),
        ('<a href="/gk/nb/next.html">下一篇</a>', []),
    ],
)
def test_the_pages_of_a_list(body: str, expected: list[str]) -> None:
    found = [url.removeprefix("http://www.example.gov.cn") for url in pager.following(page(body), URL)]
    assert found == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="/f/a.pdf">附件</a>', ["/f/a.pdf"]),
        ('<a href="/f/a.wps">2017年报</a>', ["/f/a.wps"]),
        ('<a href="/x/downfile.jsp?filename=ab.pdf">下载</a>', ["/x/downfile.jsp?filename=ab.pdf"]),
        ('<a href="/attach/123">附件：年度报告.doc</a>', ["/attach/123"]),
        ('<iframe src="/web/viewer.html?file=%2Ff%2Fa.pdf"></iframe>', ["/f/a.pdf"]),
        ('<embed src="/f/a.pdf"><object data="/f/b.pdf"></object>', ["/f/a.pdf", "/f/b.pdf"]),
        ('<a href="javascript:;" onclick="window.open(\'/f/a.docx\')">查看</a>', ["/f/a.docx"]),
        ('<script>var u = "/f/a.pdf"; show(u);</script>', ["/f/a.pdf"]),
        ('<a href="/f/sqb.doc">政府信息公开申请表</a><a href="/f/logo.png">附件</a>', []),
    ],
)
def test_files_are_found_however_they_are_offered(body: str, expected: list[str]) -> None:
    found = [link.url.removeprefix("http://www.example.gov.cn") for link in attachments(page(body))]
    assert found == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="ColumnType" content="信息公开年报">', True),
        ("<title>政府信息公开年报-甲市人民政府</title>", True),
        ("<title>部门信息公开年报</title>", False),
        ('<meta name="ColumnType" content="信息公开年报"><meta name="ArticleTitle" content="2017年报告">', False),
        ("<title>甲市人民政府</title>", False),
    ],
)
def test_a_column_names_itself(tag: str, expected: bool) -> None:
    assert page("", head=tag).names_column is expected


def test_years_of_a_run_are_all_named() -> None:
    assert titles.years(titles.plain("2008—2010年政府信息公开年报 2011-03-01")) == {2008, 2009, 2010}


@pytest.mark.parametrize(
    ("text", "message"), [("", "key column: the key 'column' is missing"), ("a = ", "is not valid TOML")]
)
def test_a_vocabulary_that_cannot_be_used_is_refused(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        parse_document(text, vocabulary.DiscoveryWords, "discovery.toml")


PIECES = st.lists(
    st.sampled_from(
        [
            '<a href="/nb/">政府信息公开年报</a>',
            '<a href="?p=2">下一页</a>',
            "<a href='2017.html' title='2017年政府信息公开年度报告'>2017…</a>",
            "<script>createPageHTML(3,0,'index','html');$.post('/a',{page:1},f)</script>",
            "<record><![CDATA[<li><a href='/r/1.html'>2017年</a></li>]]></record>",
            "<script>columnid:1,unitid:2,totalRecord:99,proxyUrl:'/dataproxy.jsp'</script>",
            "<form action='x.asp'><input name=page><select name=y><option>2017</select>",
            "<iframe src='/f/?file=/a.pdf'>",
            "<frame src='//['>",
            '<a href="http://[/x">公开年报</a>',
            "<div onclick=\"go('/x')\">年度报告</div>",
            "_CONFIG={SID:'1',TREE:[{id:3,name:'公开年报'}]}",
            '{"data":[{"title":"2017年政府信息公开年报","url":"/x"}],"total":9}',
            "<meta http-equiv=refresh content='0;url=/x'>",
            "<script>function f(n){$.getJSON('/p'+n,r=>{$('#l').html('<a href=/'+r.id+'>7</a>')})}f(1)</script>",
            "<script>var q={pager:{page:1},c:[{}]};axios.post('/q',q).then(r=>{v.rows=r.data})</script>",
            "<div data-url='/t/1.html' data-x='[{&quot;title&quot;:&quot;7&quot;,&quot;url&quot;:1}]'>市政府</div>",
            "<script>$('div').click(function(){location=$(this).data('url')});new Vue({data:{rows:[1]}})</script>",
            "<li v-for='r in rows'><a :href='\"/v/\"+r.id'>{{r.t}}</a></li>",
            "<a href='/w.html#/a.pdf'>2016年公开年报</a><form name=go action=/g><script>document.go.submit()</script>",
            '<?xml version="1.0"?><l><i><title>2015年政府信息公开年报</title><url>/z</url></i></l>',
            "<script src=/s.js></script>",
            "if(x){location='/u'}function f(){f(f)}f();document.write('<iframe src=/i>');load(2)",
            "<",
            "'",
        ]
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8))
def test_no_portal_stops_the_walk_or_makes_it_endless(pages: list[list[str]]) -> None:
    """Whatever a portal answers, at most one page of the way is underway, and the walk comes to an end."""
    family = families.find(Portal("a", "", "江苏省/甲市", "prefecture", "http://www.example.gov.cn/"))
    waiting = list(family.start())
    asked = 0
    while waiting:
        request = waiting.pop(0)
        asked += 1
        assert sum(other.priority > 1 for other in (request, *waiting)) <= 1
        if "refuse" in request.meta:
            continue
        body = "".join(pages[asked % len(pages)])
        response = TextResponse(request.url, body=body.encode(), encoding="utf-8", request=request)
        waiting.extend(request.callback(response, **request.cb_kwargs))
    assert asked <= 1000


@pytest.mark.parametrize(
    ("label", "promise"),
    [
        ("历史年报（2008—2013年，原网站）", Promise.COLUMN),
        ("2008-2013年政府信息公开年报", Promise.COLUMN),
        ("2013年政府信息公开年报", Promise.REPORT),
        ("2008-2013年财政年报", Promise.NOTHING),
    ],
)
def test_reports_of_a_run_of_years_are_a_column(label: str, promise: Promise) -> None:
    link = Link("http://www.example.gov.cn/old/", titles.plain(label))
    assert Judge("江西省/九江市/彭泽县").judge(link, in_column=True).promise is promise


def test_digits_of_a_session_make_no_article() -> None:
    assert not addresses.is_article("http://www.example.gov.cn/gk/nb.do;jsessionid=20459D77A0?col=3")
    assert addresses.is_article("http://www.example.gov.cn/gk/20240118.html;jsessionid=A")


def test_the_number_of_rows_before_a_page_tells_addresses_apart() -> None:
    first, second, shared = (f"http://www.example.gov.cn/rows?from={value}" for value in ("0", "20", "timeline"))
    assert addresses.key(first) != addresses.key(second)
    assert addresses.key(shared) == addresses.key("http://www.example.gov.cn/rows")


@pytest.mark.parametrize(
    ("label", "promises"), [("综合政务", True), ("政府信息公开", True), ("部门信息公开", False), ("依申请公开", False)]
)
def test_a_node_of_a_menu_may_stand_above_the_column_unless_it_says_what_else_it_is(label: str, promises: bool) -> None:
    assert (Judge("甲省/乙市").judge_node(label) > 0) is promises


def test_the_view_of_a_page_is_told_by_what_it_asks_for() -> None:
    script = (
        "function show() { fetch('/api' + location.hash.substring(1)).then(function (r) { return r.json(); }); }"
        "window.addEventListener('hashchange', show);"
    )
    body = '<a href="#/col/5">年报</a><a href="/far/#/nb">年报</a><a href="#{{row}}">x</a><a href="/a.html#top">y</a>'
    page = PortalPage("http://x.gov.cn/", f"<html><body>{body}<script>{script}</script></body></html>")
    assert [(link.url, link.view) for link in page.links] == [
        ("http://x.gov.cn/api/col/5", "http://x.gov.cn/#/col/5"),
        ("http://x.gov.cn/far/#/nb", "http://x.gov.cn/far/#/nb"),
        ("http://x.gov.cn/a.html", ""),
    ]


def test_the_pieces_that_a_page_shows_within_itself() -> None:
    body = (
        '<div data-include="part/left.html"></div><div id="h"></div><script>$("#h").load("/head.html #nav");</script>'
    )
    page = PortalPage("http://x.gov.cn/gk/", f"<html><body>{body}</body></html>")
    assert page.parts == ("http://x.gov.cn/gk/part/left.html", "http://x.gov.cn/head.html")
