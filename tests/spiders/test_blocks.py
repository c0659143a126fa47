"""What is recognised as a block or a soft 404, and what must never be."""

from __future__ import annotations

import pathlib

import pytest

from knowledge.errors import KnowledgeError
from knowledge.loading import parse_document
from spiders.middlewares import blocks
from tests.support import DATA, SEEDS

REPORT = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
LONG = "<p>本年度主动公开政府信息若干条，网站防护系统拦截恶意访问，安全验证通过，页面不存在的问题已经整改。</p>" * 40


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (412, {}, "", "412"),
        (412, {}, "<html><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1</script></html>", "ruishu"),
        (202, {"set-cookie": "NOh8RTWx6K2dO=60abc; path=/"}, "<script src='/x.js'></script>", "ruishu"),
        (
            200,
            {},
            "<html><script type='text/javascript' charset='utf-8' src='/4QbVtADbnLVIc/c.js' r='m'></script></html>",
            "ruishu",
        ),
        (521, {"set-cookie": "__jsluid_s=1; path=/"}, "<script>document.cookie=x</script>", "jiasule"),
        (521, {"x-via-jsl": "1"}, "<script>document.cookie=('_');location.href=location.pathname</script>", "jiasule"),
        # What has a cookie of its own is told by it, however much it shows.
        (521, {"set-cookie": "__jsluid_s=1; path=/"}, f"<html><body>{LONG}</body></html>", "jiasule"),
        (521, {}, "", "521"),
        (468, {}, "", "468"),
        (420, {}, "", "420"),
        (405, {}, "<html>errors.aliyun.com 由于您访问的URL有可能对网站造成安全威胁</html>", "aliyun"),
        (200, {}, "<html><script>var arg1='A';var acw_sc__v2='';</script></html>", "aliyun"),
        (405, {}, "<html>not allowed</html>", "405"),
        (403, {}, "<html><title>网站云防护系统</title><body>您的请求已被拦截</body></html>", "cloud_waf"),
        (200, {}, "<html><body>您的访问请求疑似黑客攻击，已被拦截。事件ID: 12</body></html>", "cloud_waf"),
        (403, {}, "<html><body>玄武盾 安恒信息</body></html>", "anheng"),
        (200, {}, "<html><body>创宇盾 当前访问疑似黑客攻击</body></html>", "chuangyudun"),
        (403, {}, "<html>360网站卫士</html>", "360"),
        (200, {"wzws-ray": "1"}, "<html><script>x</script></html>", "360"),
        (403, {}, "<html>宝塔网站防火墙</html>", "baota"),
        (403, {}, "<html>D盾_拦截提示</html>", "dshield"),
        (403, {}, "<html>腾讯云 WAF</html>", "tencent"),
        (200, {}, "<html><body>请完成安全验证后继续访问</body></html>", "verification"),
        (200, {}, "<html><script>document.cookie='a=b';location.reload()</script></html>", "cookie_challenge"),
        (200, {}, "<html><script>eval(function(p,a,c){}('x'))</script></html>", "script_challenge"),
        (403, {}, "<html>Forbidden</html>", "forbidden"),
        (401, {}, "", "forbidden"),
        (403, {}, "%PDF-1.4", "forbidden"),
        (200, {}, "", "empty"),
        (200, {}, "<html><head></head><body>ok</body></html>", "tiny"),
        # What would make another script stands in none.
        (200, {}, "<html><body onload=\"eval('x')\">ok</body></html>", "tiny"),
        (200, {}, "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><title>某县</title></html>", "tiny"),
    ],
)
def test_blocks_are_recognised(status: int, headers: dict[str, str], body: str, kind: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        found = blocks.examine(status, headers, body.encode(encoding))
        assert found is not None
        assert found.outcome == f"blocked:{kind}"
        assert found.reason


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("404 Not Found", ""),
        ("页面不存在", "<a href='/'>返回首页</a>"),
        ("某某市人民政府", "<p>您访问的页面不存在或已被删除！</p><a href='/'>首页</a>"),
        ("提示", "<p>信息不存在，请返回首页。</p><a href='/'>首页</a>"),
        ("提示", "<p>该文章已删除</p><a href='/'>首页</a>"),
        ("系统提示", "<p>请稍后</p><a href='/'>首页</a>"),
    ],
)
def test_error_pages_with_status_200_are_recognised(title: str, body: str) -> None:
    found = blocks.examine(200, {}, REPORT.format(title=title, body=body).encode())
    assert found is not None
    assert found.outcome == "soft_404"


@pytest.mark.parametrize(
    "body",
    [
        "<p>全年收到申请32件，其中同意公开22件、信息不存在2件、其他8件。</p>",
        "<p>经查找，政府信息不存在的1件；答复“信息不存在”的1件。</p>",
        "<p>全部答复，其中同意公开20件，信息不存在及其他情形23件。</p>",
    ],
)
def test_a_short_chapter_that_counts_what_does_not_exist_is_none(body: str) -> None:
    page = REPORT.format(title="三、依申请公开情况", body=f"<a href='/'>首页</a>{body}")
    assert blocks.examine(200, {}, page.encode()) is None


def test_a_page_in_place_of_a_file_is_recognised() -> None:
    page = REPORT.format(title="某某市人民政府", body=LONG).encode()
    assert blocks.examine(200, {}, page, "http://127.0.0.1/a.pdf") is not None
    assert blocks.examine(200, {}, page, "http://127.0.0.1/a.html") is None
    assert blocks.examine(200, {}, b"%PDF-1.4", "http://127.0.0.1/a.pdf") is None
    assert blocks.examine(200, {}, b"{\\rtf1\\ansi <html>}", "http://127.0.0.1/a.pdf") is None


@pytest.mark.parametrize(
    "body",
    [
        REPORT.format(title="2019年政府信息公开工作年度报告", body=LONG),
        "<html><head><meta http-equiv='refresh' content='0;url=/index.html'></head></html>",
        "<script>window.location='/index.shtml'</script>",
        "<html><script>window.location.href = base + '/index.html';</script></html>",
        "<html><script>location.replace('/index.html')</script></html>",
        "<html><frameset><frame src='main.htm'></frameset></html>",
        "<html><body><iframe src='/list.html'></iframe></body></html>",
        "<html><body><h1>2019年年报</h1><a href='/a.pdf'>下载</a></body></html>",
        "<html><head><script src='/app.js'></script></head><body><div id='app'></div></body></html>",
        "<html><body><img src='/1.jpg'><img src='/2.jpg'></body></html>",
        "<datastore><totalrecord>0</totalrecord><recordset></recordset></datastore>",
        "<?xml version='1.0'?><list><text><title><![CDATA[某县2024年年度报告]]></title><no>7</no></text></list>",
        "<list><text no='7'><title>某县2024年年度报告</title></text></list>",
        '{"status":0,"data":{"totalElements":0,"data":[]}}',
        "<html><body><ul>" + "<li><a href='/a.html'>关于网站防护系统采购的公告</a></li>" * 60 + "</ul></body></html>",
    ],
)
def test_what_is_an_answer_is_never_taken_for_a_block(body: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert blocks.examine(200, {"content-type": "text/html"}, body.encode(encoding)) is None


RECORDED = [
    *SEEDS.glob("*.txt"),
    *(path for path in (DATA / "portals").rglob("*") if path.suffix in (".html", ".htm", ".shtml", ".xml", ".json")),
]


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_recorded_pages_and_reports_are_none(path: pathlib.Path) -> None:
    assert blocks.examine(200, {}, path.read_bytes(), f"http://127.0.0.1/{path.name}") is None


def test_a_page_that_shows_much_is_no_error_page_wherever_it_lies() -> None:
    url = "http://127.0.0.1/error/"
    assert blocks.examine(200, {}, REPORT.format(title="某县", body=LONG).encode(), url) is None
    assert blocks.examine(200, {}, REPORT.format(title="某县", body="<a href='/'>首页</a>").encode(), url) is not None


@pytest.mark.parametrize(("length", "is_block"), [(10, True), (blocks.MOST_BYTES, False)])
def test_a_body_that_is_too_long_to_be_a_block_is_none_whatever_it_begins_with(length: int, is_block: bool) -> None:
    body = f"<html><body>安全验证<script>{'x' * length}</script></body></html>"
    assert (blocks.examine(200, {}, body.encode()) is not None) == is_block


@pytest.mark.parametrize("status", [404, 410, 500, 502])
def test_other_failures_are_no_blocks(status: int) -> None:
    assert blocks.examine(status, {}, b"<html><title>Error</title></html>") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[block]", "line 1: is not valid TOML"),
        ("[[blocks]]\n", "line 1, key blocks: there is an unknown key 'blocks'. Perhaps block?"),
        ('[[block]]\nkind = "a"\nnote = "b"\n', "would match every answer"),
        (
            '[[block]]\nkind = "a"\nnote = "b"\nstatus = [1]\nbodies = ["x"]\n',
            "line 5, key block.bodies: there is an unknown key 'bodies'",
        ),
        (
            '[[block]]\nkind = "a"\nnote = "b"\nbody = ["("]\n',
            "line 4, key block.body: .* is not a valid regular expression",
        ),
        (
            '[[block]]\nkind = "a b"\nnote = "b"\nbody = ["x"]\n',
            "line 2, key block.kind: 'a b' is not one word",
        ),
        ("[[soft_404]]\nmost_text = 9\n", "asks for nothing, and would match no answer"),
        ('[[soft_404]]\ntitle = "x"\n', "line 1, key soft_404.most_text: the key 'most_text' is missing"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        parse_document(text, blocks.FalseAnswers, "blocks.toml")


@pytest.mark.parametrize("asked", ["status = [200]", 'body = ["x"]', "most_bytes = 0"])
def test_a_block_may_be_told_by_one_mark_alone(asked: str) -> None:
    text = f'[[block]]\nkind = "a"\nnote = "b"\n{asked}\n'
    assert [block.kind for block in parse_document(text, blocks.FalseAnswers, "blocks.toml").block] == ["a"]


def test_the_title_of_a_page_is_not_shown_on_it_and_that_of_a_row_is() -> None:
    page = blocks.AnswerBody(b"<html><head><title> a\n b </title><script>c</script></head><body>d<br>e</body></html>")
    assert (page.text, page.title, page.n_text, page.is_page) == ("d e", "a b", 3, True)
    data = blocks.AnswerBody(b"<?xml version='1.0'?><list><title>a</title><no>1</no></list>")
    assert (data.text, data.n_text, data.is_page) == ("a 1", 3, False)


def test_what_rows_in_xml_say_is_what_they_show() -> None:
    rows = "<t><![CDATA[某县开展浏览器安全检查专项工作]]></t>" * 40
    assert blocks.examine(200, {}, f"<?xml version='1.0'?><list>{rows}</list>".encode()) is None
