"""Pages that are not reports are rejected with a reason; reports are not."""

from __future__ import annotations

import pytest

from parsers.body.provenance import provenance
from parsers.body.rejection import reject_page, reject_role
from parsers.errors import FOLLOWED_LIST, LISTS, PICTURES, NotAReport
from parsers.model import Document, Page, Paragraph
from parsers.pipeline import parse
from tests.support import EXAMPLES, cases

NEGATIVES = {row["file"]: row["kind"] for row in cases(EXAMPLES / "negatives" / "negatives.csv")}
WORDS = {
    "notice": "通知",
    "list": "lists the reports of 10 years",
    "work_report": "政府工作报告",
    "part_of_year": "上半年",
    "statistical_bulletin": "statistical bulletin",
    "infographic": "图解",
    "soft_404": "does not exist",
    "login": "login form",
    "challenge": "瑞数",
    "empty_body": "empty",
    "english": "no Chinese text",
}
REPORTS = [
    path
    for folder in ("narrative", "forms", "damage", "duplicates")
    for path in sorted((EXAMPLES / folder).iterdir())
    if path.suffix in (".html", ".pdf", ".docx", ".txt") and not path.name.endswith(".clean.txt")
]


@pytest.mark.parametrize("name", NEGATIVES)
def test_negatives(name: str) -> None:
    parsed = parse(Document(content=(EXAMPLES / "negatives" / name).read_bytes()))
    assert parsed.outcome == "rejected"
    assert WORDS[NEGATIVES[name]] in (parsed.reason or "")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_report_is_rejected(path: object) -> None:
    parsed = parse(Document(content=path.read_bytes()))  # type: ignore[attr-defined]
    assert parsed.outcome == "report", parsed.reason


def page(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>".encode()


def counting(what: str, numbers: int) -> str:
    """A table of numbers, below a line."""
    line = "各项数字见下表，均由各部门、各街道报送，经市政府办公室汇总核对以后逐项列出，口径与往年相同，其余从略。"
    cells = "".join(f"<tr><td>{way}{what}</td><td>12</td></tr>" for way in ("当面", "网络", "信函", "传真")[:numbers])
    return f"<p>{line}</p><table>{cells}</table>"


LONG = "<p>" + "本市认真做好主动公开和依申请公开工作，行政复议、行政诉讼案件平稳，收取费用为零。" * 4 + "</p>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            page("某市2019年政府信息公开工作年度报告", '<a href="/a/W020.pdf">年度报告全文.pdf</a>'),
            "in the attachment 年度报告全文.pdf",
        ),
        (
            page(
                "某市2019年政府信息公开工作年度报告",
                '<img src="logo.png">'
                + "".join(
                    f'<li><a href="/{agency}.html">某市{agency}2019年政府信息公开工作年度报告</a></li>'
                    for agency in ("教育局", "公安局", "财政局", "民政局", "水利局")
                ),
            ),
            "lists 5 reports",
        ),
        (page("某市2019年政府信息公开工作年度报告（图片版）", '<img src="1.png">'), "as a picture"),
        (page("某市2019年政府信息公开工作年度报告", "<p>敬请期待。</p>"), "none of its parts"),
        (page("某市2019年政府信息公开工作年度报告", counting("申请", 3)), "none of its parts"),
        (page("某市2019年政府信息公开工作年度报告", counting("日程安排", 4)), "none of its parts"),
        (
            page("某市简介", "<p>" + "本市山川秀美，人杰地灵，历史悠久。" * 20 + "</p>"),
            "neither the title of a report nor its parts",
        ),
        (page("关于2018年政府信息公开工作考核结果的通报", LONG), "ends in 通报"),
        (
            b"<html><script>var a=1</script><body>\xe8\xaf\xb7\xe5\xbc\x80\xe5\x90\xafJavaScript</body></html>",
            "blocked",
        ),
        (
            page(
                "某省发布2016年政府信息公开工作年度报告",
                f"<p>某省政府近日向社会发布报告。</p><p>报告显示，全省主动公开信息。</p>{LONG}",
            ),
            "is news about a report",
        ),
        (
            page("2016年政府信息公开年度报告解读", f"<p>《报告》显示，全省主动公开信息。</p>{LONG}"),
            "is news about a report",
        ),
        (page("某县人民政府2017年度法治政府建设情况报告", LONG), "the rule of law"),
        (page("某县林业局2017年度部门决算报告", LONG), "something else than disclosure"),
        (page("某县林业局2017年工作总结", LONG), "something else than disclosure"),
        (page("某县政府信息公开工作调研报告", LONG), "how disclosure was examined"),
        (page("某县林业局2017年第三季度政府信息公开工作报告", LONG), "a part of the year: its title holds 第三季度"),
        (page("某县林业局2017年1-6月政府信息公开工作总结", LONG), "a part of the year"),
        (page("（图解）某市2019年政府信息公开工作年度报告", "<p>主动公开100条，申请3件。</p>"), "图解"),
        (page("提示", "<p>网站云防护系统提示：您的请求疑似攻击行为</p>"), "blocked"),
        (page("Yearly report", f"<p>中文版 {'Information of the city was published. ' * 20}</p>"), "another language"),
    ],
)
def test_other_pages(content: bytes, reason: str) -> None:
    parsed = parse(Document(content=content))
    assert parsed.outcome == "rejected"
    assert reason in (parsed.reason or "")


def test_a_table_of_numbers_is_a_part_of_what_has_the_title_of_a_report() -> None:
    content = page("无锡市2019年政府信息公开工作年度报告", counting("申请", 4))
    assert parse(Document(content=content)).outcome == "report"


REPORTING = "安岳县2016年政府信息公开工作年度报告"
OF_CAPACITY = [("专门机构（个）", "3"), ("查阅点（个）", "41"), ("工作人员（人）", "96"), ("培训班（期）", "5")]


def table_of(rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([("项目", "数量"), *OF_CAPACITY], id="an own table of several codes"),
        pytest.param(
            [
                ("序号", "项目", "全年", "上半年"),
                ("1", "参加或举办新闻发布会（次）", "9", "4"),
                ("2", "政策解读稿件（篇）", "31", "12"),
                ("3", "政府网站在线访谈（次）", "6", "1"),
            ],
            id="rows of a form",
        ),
        pytest.param(
            [("月份", "政府网站", "政务微信", "政务微博"), ("上半年", "71", "30", "8"), ("全年", "160", "64", "21")],
            id="ways by month",
        ),
    ],
)
def test_a_title_over_a_table_of_what_reports_count_is_a_report(rows: list[tuple[str, ...]]) -> None:
    line = "<p>各渠道公开政府信息按月统计如下（单位：条）。</p>" if rows[0][0] == "月份" else ""
    parsed = parse(Document(content=page(REPORTING, line + table_of(rows))))
    assert parsed.report is not None, parsed.reason
    assert len({figure.code for figure in parsed.report.figures}) >= 3


@pytest.mark.parametrize(
    ("title", "body"),
    [
        pytest.param(REPORTING, table_of([("项目", "数量"), *OF_CAPACITY[:2]]), id="few numbers"),
        pytest.param(
            REPORTING, table_of([("项目", "数量"), *((label, "") for label, _ in OF_CAPACITY)]), id="a blank template"
        ),
        pytest.param(
            REPORTING,
            table_of([("序号", "标题", "日期"), *((str(n), f"第{n}期简报", f"2016年{n}月") for n in range(1, 9))]),
            id="an index",
        ),
        pytest.param(
            REPORTING,
            table_of([("项目", "数量"), ("小麦播种面积", "31"), ("化肥用量", "7"), ("农机", "5"), ("农户", "120")]),
            id="statistics of other things",
        ),
        pytest.param("政府信息公开工作年度报告", table_of([("项目", "数量"), *OF_CAPACITY]), id="nobody's"),
        pytest.param(
            "2016年政府信息公开工作年度报告", table_of([("项目", "数量"), *OF_CAPACITY]), id="of a year alone"
        ),
        pytest.param("安岳县政府信息公开工作年度报告", table_of([("项目", "数量"), *OF_CAPACITY]), id="of no year"),
        pytest.param("安岳县2016年机构人员一览", table_of([("项目", "数量"), *OF_CAPACITY]), id="no title of a report"),
        pytest.param(
            REPORTING,
            table_of([("项目", "数量"), *OF_CAPACITY]) + '<a href="/a/W020.pdf">年度报告全文.pdf</a>',
            id="with the report in an attachment",
        ),
    ],
)
def test_a_title_over_any_other_table_is_none(title: str, body: str) -> None:
    assert parse(Document(content=page(title, body))).outcome == "rejected"


SAID = "<p>旌德县林业局认真落实要求，明确分管领导和责任股室，完善制度，规范流程，及时更新栏目内容，做到应公尽公。</p>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        pytest.param("<p>一、总体情况</p><p>未收到公开申请。</p>", "rejected", id="the first heading"),
        pytest.param("<p>公开林地管理信息63条，未收到公开申请。</p>", "report", id="a figure of disclosure"),
        pytest.param("<p>公开63条林地管理信息，未收到公开申请。</p>", "report", id="a figure in front of its noun"),
        pytest.param("<p>一、总体情况</p><p>造林63公顷。</p>", "rejected", id="a heading alone"),
        pytest.param("<p>公开林地管理信息63条。</p>", "rejected", id="a figure alone"),
        pytest.param("<p>一、工作动态</p><p>收到公开申请。</p>", "rejected", id="a heading of something else"),
        pytest.param("<p>公开栏目63个，收到公开申请。</p>", "rejected", id="a figure of something else"),
        pytest.param(
            "<p>公开林地管理信息63条，未收到公开申请。</p><a href='1.pdf'>全文</a>", "rejected", id="an attachment"
        ),
        pytest.param(
            "<p>现将我局2019年政府信息公开情况公布如下。</p><p>一、主动公开情况</p><p>制发规范性文件3件。</p>",
            "report",
            id="what it announces, and a heading",
        ),
        pytest.param(
            "<p>现将我局2019年政府信息公开工作要点公布如下。</p><p>一、主动公开情况</p><p>制发规范性文件3件。</p>",
            "rejected",
            id="what it plans",
        ),
        pytest.param(
            "<p>现将2019年造林情况公布如下。</p><p>一、主动公开情况</p><p>制发规范性文件3件。</p>",
            "rejected",
            id="what it announces of something else",
        ),
        pytest.param(
            "<p>现将我局2019年政府信息公开情况公布如下。</p><p>一、造林情况</p><p>制发规范性文件3件。</p>",
            "rejected",
            id="what it announces alone",
        ),
    ],
)
def test_a_short_report_needs_a_part_and_a_sign_of_another_one(body: str, outcome: str) -> None:
    parsed = parse(Document(content=page("旌德县林业局2019年政府信息公开年报", SAID + body)))
    assert parsed.outcome == outcome, parsed.reason


def test_ruled_lines_in_a_chinese_text_make_it_no_other_language() -> None:
    """Most of its characters are no Chinese then, and most of those of its words are."""
    text = f"湖州市2018年政府信息公开工作年度报告\n一、主动公开\n主动公开20件。\n{'─' * 400}\n二、依申请公开\n收到3件。"
    assert "language" not in (parse(Document(content=text.encode())).reason or "")


def test_information_that_does_not_exist_is_no_missing_page() -> None:
    """A short report says 信息不存在 of applications."""
    text = "湖州市2018年政府信息公开工作年度报告\n一、依申请公开\n收到申请20件，申请信息不存在3件。\n行政复议1件。"
    filler = "\n三、主动公开情况\n" + "全市各级各部门扎实开展政府信息公开工作，健全机制，强化监督。" * 4
    assert parse(Document(content=(text + filler).encode())).outcome == "report"


@pytest.mark.parametrize(
    ("url", "script", "words", "expected"),
    [
        ("https://www.wuxi.gov.cn/doc/1.shtml", "hans", "正文", "official"),
        ("https://gov.cn.example.com/1", "hans", "正文", "unknown"),
        ("https://example.org/1", "hant-tw", "正文", "mirror"),
        ("file:1.txt", "hant-pinyin", "正文", "mirror"),
        ("file:1.txt", "hans", "相关词条", "mirror"),
        ("https://www.wuxi.gov.cn/1", "hans", "报告由365体育投注编制", "clone"),
        ("file:1.txt", "hans", "电子版可在市政府门户网站（www.lfrdys.com）下载", "clone"),
        ("file:1.txt", "hans", "电子版可在市政府门户网站（www.tx.gov.cn）下载", "unknown"),
        ("file:1.txt", "hans", "电子版可在市政府门户网站（gov.cn）下载", "unknown"),
        ("file:1.txt", "hans", "电子邮箱：hazwgkc@163.com，网站查阅", "unknown"),
    ],
)
def test_provenance(url: str, script: str, words: str, expected: str) -> None:
    shown = Page(blocks=(Paragraph(words),), media_type="text/html")
    assert provenance(Document(content=b"", url=url), shown, script) == expected


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("芜湖市2016年政府信息公开工作年度报告", "第三方评估报告显示，公开工作进展较好。"),
        ("芜湖市2016年政府信息公开工作年度报告", "本报告由市政府编制。报告显示，公开工作进展较好。"),
        ("芜湖市2016年政府信息公开工作年度报告", "印发了法治政府建设情况报告。"),
        ("芜湖市2016年政府信息公开工作年度报告", "报告显示不全的，请刷新。"),
        ("芜湖市2016年政府信息公开工作自查报告", "各项工作有序。"),
        ("芜湖市2016年1-12月政府信息公开工作总结", "上半年工作报告已经公开。"),
        (
            "（图解）芜湖市2016年政府信息公开工作年度报告",
            "本报告所列数据是2016年的。存在的主要问题是公开不及时。",
        ),
    ],
)
def test_what_only_looks_like_another_page(title: str, first: str) -> None:
    assert parse(Document(content=page(title, f"<p>{first}</p>{LONG}"))).outcome == "report"


def test_a_list_that_the_crawl_has_followed_is_no_report_whatever_it_says() -> None:
    with pytest.raises(NotAReport) as raised:
        reject_role("listing")
    assert raised.value.reason == FOLLOWED_LIST
    for role in ("file", "page", "detail", ""):
        reject_role(role)
    title = "芜湖市人民政府2016年政府信息公开工作年度报告"
    followed = parse(Document(content=f"{title}\n全市收到政府信息公开申请12件，全部答复。".encode(), role="listing"))
    assert (followed.outcome, followed.reason) == ("rejected", FOLLOWED_LIST)


TEXT = "全市各级各部门扎实开展政府信息公开工作，健全机制，强化监督。" * 30


def _page(
    *texts: str,
    has_password_field: bool = False,
    n_images: int = 0,
    links: tuple[tuple[str, str], ...] = (),
    source: str = "",
    scripted: bool = False,
) -> Page:
    return Page(
        blocks=tuple(map(Paragraph, texts)),
        media_type="text/html",
        has_password_field=has_password_field,
        n_images=n_images,
        links=links,
        source=source,
        scripted=scripted,
    )


@pytest.mark.parametrize(
    ("page_shown", "reason"),
    [
        pytest.param(_page(TEXT, has_password_field=True), None, id="a report beside a login"),
        pytest.param(_page(TEXT[:90], has_password_field=True), "login form", id="a login"),
        pytest.param(_page(TEXT, source="acw_sc__v2", scripted=True), "script challenge", id="a challenge with a text"),
        pytest.param(_page(TEXT, source="acw_sc__v2"), None, id="a report with a script"),
        pytest.param(_page(n_images=3), PICTURES, id="pictures alone"),
        pytest.param(_page("Report", n_images=3), "no Chinese", id="pictures and a word"),
        pytest.param(_page(), "no text", id="nothing"),
        pytest.param(
            _page(
                "年度报告",
                links=tuple((f"石门县{name}局政府信息公开年报", "1.html") for name in ("林业", "教育", "民政", "财政")),
            ),
            LISTS,
            id="links to reports without years",
        ),
    ],
)
def test_the_form_of_a_page_shows_that_it_is_no_report(page_shown: Page, reason: str | None) -> None:
    if reason is None:
        reject_page(page_shown)
        return
    with pytest.raises(NotAReport) as raised:
        reject_page(page_shown)
    assert reason in raised.value.reason
