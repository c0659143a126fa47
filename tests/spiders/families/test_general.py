"""The general walk: the whole sequence of what it asks for, with what each request says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import scrapy
from scrapy.http import HtmlResponse

from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step
from spiders.families.general import walk
from spiders.families.general.parts import _is_part
from spiders.families.general.walk import General
from spiders.job import Order
from tests.spiders.families.walking import HOST, PORTAL, Row, Site, requests_of, row_of, short, walked

TEXT = "<title>甲市年度报告</title>" + "<p>本报告由甲市人民政府编制，主动公开政府信息十二条，依申请公开三件。</p>" * 20


def link(href: str, text: str) -> str:
    return f'<a href="{href}">{text}</a>'


def title(year: int) -> str:
    return f"甲市{year}年政府信息公开工作年度报告"


def report(year: int) -> str:
    return link(f"/r/{year}001.html", title(year))


NB, WORDS = link("/nb/", "政府信息公开年报"), "政府信息公开年报"
HOME = Row("/")
COLUMN = Row("/nb/", "page", WORDS, "/")
PAGE = Row("/r/2019001.html", "report", title(2019), "/nb/")
ONE: Site = {"/": NB, "/nb/": report(2019), "/r/2019001.html": TEXT}
NOW = dt.datetime.now(dt.UTC).year
XXGK = link("/xxgk/", "政府信息公开")


def at(url: str) -> dict[str, Any]:
    return {"portal": dataclasses.replace(PORTAL, column_url=url)}


NOTHING = "a page that says nothing of a report stands in its place"
CHAPTERS = ("一、总体情况", "二、主动公开政府信息情况", "三、依申请公开情况", "四、行政复议情况")
SITES: dict[str, tuple[Site, dict[str, Any], list[Row]]] = {
    "reports that only a script shows": (
        {**ONE, "/nb/": link("#a1", title(2018)) + link("/x/#/t/5", title(2017)) + report(2019)},
        {},
        [
            HOME,
            COLUMN,
            PAGE,
            Row("/", told="bounded: reports that are only shown by a script, and have no address of their own"),
        ],
    ),
    "a list of two pages": (
        {
            "/": XXGK + link("/xw/", "新闻") + "<title>甲市人民政府</title>",
            "/xxgk/": NB + link("/xxgk/ml/", "公开目录"),
            "/nb/": report(2019)
            + link("/r/2018001.html", "2018年")
            + link("/b/1.html", "甲市教育局2018年政府信息公开工作年度报告")
            + link("/nb/index_2.html", "下一页"),
            "/nb/index_2.html": report(2017),
            "/r/2019001.html": TEXT + link("/f/2019.pdf", f"{title(2019)}.pdf"),
            "/r/2018001.html": TEXT + link("/r/2018001_2.html", "下一页"),
            "/r/2018001_2.html": TEXT,
            "/r/2017001.html": "<title>x</title><p>页面不存在</p>",
        },
        {},
        [
            HOME,
            Row("/xxgk/", "page", "政府信息公开", "/"),
            Row("/nb/", "page", WORDS, "/xxgk/"),
            Row("/nb/index_2.html", "listing", WORDS, "/nb/"),
            PAGE,
            Row("/f/2019.pdf", "attachment", f"{title(2019)}.pdf", "/r/2019001.html"),
            Row("/r/2018001.html", "report", "2018年", "/nb/"),
            Row("/r/2018001_2.html", "part", "2018年", "/r/2018001.html"),
            Row("/r/2017001.html", "report", title(2017), "/nb/index_2.html"),
            Row("/r/2017001.html", "report", told=f"soft_404: {NOTHING}: x"),
        ],
    ),
    "only the years wanted": (
        {**ONE, "/nb/": report(2019) + report(2018) + link("/r/1001.html", "甲市政府信息公开工作年度报告")},
        {"years": (2018,)},
        [
            HOME,
            COLUMN,
            Row("/r/2018001.html", "report", title(2018), "/nb/"),
            Row("/r/1001.html", "report", "甲市政府信息公开工作年度报告", "/nb/"),
        ],
    ),
    "a column that is known": (ONE, at(f"{HOST}/nb/"), [Row("/nb/"), HOME, PAGE]),
    "a column on another host": (
        {"/": "x", "http://col.example.com/nb/": link("/r/2019001.html", "2019年")},
        at("http://col.example.com/nb/"),
        [
            Row("http://col.example.com/nb/"),
            HOME,
            Row("http://col.example.com/r/2019001.html", "report", "2019年", "http://col.example.com/nb/"),
        ],
    ),
    "a column on another host, linked on the way": (
        {
            "/": XXGK,
            "/xxgk/": link("http://open.other.gov.cn/nb/", WORDS)
            + link("http://open.third.gov.cn/nb/", f"乙市{WORDS}")
            + link("http://other.com/nb/", WORDS),
            "http://open.other.gov.cn/nb/": link("/r/2019001.html", "2019年"),
        },
        {},
        [
            HOME,
            Row("/xxgk/", "page", "政府信息公开", "/"),
            Row("http://open.other.gov.cn/nb/", "page", WORDS, "/xxgk/"),
            Row("http://open.other.gov.cn/r/2019001.html", "report", "2019年", "http://open.other.gov.cn/nb/"),
        ],
    ),
    "a column in a frame of another host": (
        {
            "/": NB,
            "/nb/": '<iframe src="http://203.0.113.5:8080/rows.jsp"></iframe><iframe src="http://other.com/"></iframe>',
            "http://203.0.113.5:8080/rows.jsp": link("show.jsp?id=2019", title(2019)) + link("p2.jsp", "下一页"),
            "http://203.0.113.5:8080/p2.jsp": link("show.jsp?id=2018", title(2018)),
        },
        {},
        [
            HOME,
            COLUMN,
            Row("http://203.0.113.5:8080/rows.jsp", "page", WORDS, "/nb/"),
            Row("http://203.0.113.5:8080/p2.jsp", "listing", WORDS, "http://203.0.113.5:8080/rows.jsp"),
            Row("http://203.0.113.5:8080/show.jsp?id=2019", "report", title(2019), "http://203.0.113.5:8080/rows.jsp"),
            Row("http://203.0.113.5:8080/show.jsp?id=2018", "report", title(2018), "http://203.0.113.5:8080/p2.jsp"),
        ],
    ),
    "a province's banner in frames beside a list": (
        {
            **ONE,
            "/nb/": f"""<iframe src="https://www.gd.gov.cn/common/top.html"></iframe>{report(2019)}
            <iframe src="http://203.0.113.5/weather.html"></iframe>"""
            + link("https://jyt.gd.gov.cn/nb/", WORDS)
            + link("https://www.gd.gov.cn/nb/", WORDS),
        },
        {},
        [HOME, COLUMN, PAGE],
    ),
    "a province's banner in a frame beside a frame with the list": (
        {
            **ONE,
            "/nb/": '<iframe src="https://www.gd.gov.cn/top.html"></iframe><iframe src="/rows.html"></iframe>',
            "/rows.html": report(2019),
        },
        {},
        [HOME, COLUMN, Row("/rows.html", "page", WORDS, "/nb/"), PAGE._replace(referrer="/rows.html")],
    ),
    "a list in a frame of another host, where the page asks for something, too": (
        {
            "/": NB,
            "/nb/": """<iframe src="http://list.b.gov.cn/rows.html"></iframe><ul id="l"></ul><script>
            $.getJSON('/api/list?page=1', function (got) { $('#l').html(got.rows); });</script>""",
            "/api/list?page=1": "{}",
            "http://list.b.gov.cn/rows.html": link("/r/2019001.html", title(2019)) + link("http://c.b.gov.cn/", WORDS),
        },
        {},
        [
            HOME,
            COLUMN,
            Row("/api/list?page=1", "listing", WORDS, "/nb/"),
            Row("http://list.b.gov.cn/rows.html", "page", WORDS, "/nb/"),
            Row("http://list.b.gov.cn/r/2019001.html", "report", title(2019), "http://list.b.gov.cn/rows.html"),
        ],
    ),
    "a home page that answers nothing": ({"/": None}, {}, [HOME, Row("https://www.example.gov.cn/")]),
    "a home page that answers to https only": (
        {"/": None, "https://www.example.gov.cn/": NB, "https://www.example.gov.cn/nb/": ""},
        {},
        [
            HOME,
            Row("https://www.example.gov.cn/"),
            Row("https://www.example.gov.cn/nb/", "page", WORDS, "https://www.example.gov.cn/"),
        ],
    ),
    "a home page on a port of its own": (
        {":8080/": None},
        {"portal": dataclasses.replace(PORTAL, home_url=f"{HOST}:8080/")},
        [Row(":8080/")],
    ),
    "a home page that is missing": ({}, {}, [HOME]),
    "a list whose page answers nothing": ({"/": NB, "/nb/": None}, {}, [HOME, COLUMN]),
    "a frame that a script of the column fills": (
        {
            **ONE,
            "/nb/": '<p>x</p><iframe id="f" src=""></iframe><script src="/f.js"></script>',
            "/f.js": "document.getElementById('f').src = '/rows.html';",
            "/rows.html": report(2019) + link("/rows_2.html", "下一页"),
            "/rows_2.html": report(2018),
        },
        {},
        [
            HOME,
            COLUMN,
            Row("/f.js", "listing", WORDS, "/nb/"),
            Row("/rows.html", "page", WORDS, "/nb/"),
            Row("/rows_2.html", "listing", WORDS, "/rows.html"),
            Row("/r/2019001.html", "report", title(2019), "/rows.html"),
            Row("/r/2018001.html", "report", title(2018), "/rows_2.html"),
        ],
    ),
    "a frame on the way that a script fills, with a menu that is filled, too": (
        {
            **ONE,
            "/": XXGK,
            "/xxgk/": '<iframe id="f"></iframe><script src="/f.js"></script>',
            "/f.js": "document.getElementById('f').src = '/in.html';",
            "/in.html": NB,
        },
        {},
        [
            HOME,
            Row("/xxgk/", "page", "政府信息公开", "/"),
            Row("/f.js", "page", "政府信息公开", "/xxgk/"),
            Row("/in.html", "page", "政府信息公开", "/xxgk/"),
            Row("/nb/", "page", WORDS, "/in.html"),
            PAGE,
        ],
    ),
    "a frame in a piece of a page": (
        {
            **ONE,
            "/": XXGK,
            "/xxgk/": "<div id='m'></div><script>$('#m').load('/part.html');</script>",
            "/part.html": '<iframe src="/in.html"></iframe>',
            "/in.html": link("nb/", WORDS),
            "/xxgk/nb/": "",
        },
        {},
        [
            HOME,
            Row("/xxgk/", "page", "政府信息公开", "/"),
            Row("/part.html", "page", "政府信息公开", "/xxgk/"),
            Row("/in.html", "page", "政府信息公开", "/xxgk/"),
            Row("/nb/", "page", WORDS, "/in.html"),
            PAGE,
        ],
    ),
    "a pager that a script of the column draws, given nothing but numbers": (
        {
            **ONE,
            "/nb/": report(2019)
            + """<div id="p"></div><script src="/p.js"></script>
            <script>draw("#p", 6, 4, 1, function (n) { location = n == 1 ? "index.html" : n + ".html"; });</script>""",
            "/p.js": """function draw(box, total, size, now, turn) {
                $(box).find("a").click(function () { turn($(this).attr("data-i")); }); }""",
            "/nb/2.html": report(2018),
        },
        {},
        [
            HOME,
            COLUMN,
            Row("/p.js", "listing", WORDS, "/nb/"),
            Row("/nb/2.html", "listing", WORDS, "/nb/"),
            PAGE,
            Row("/r/2018001.html", "report", title(2018), "/nb/2.html"),
        ],
    ),
    "frames of a home page": (
        {
            **ONE,
            "/": '<frameset><frame src="/top.html"><frame src="/main.html"></frameset>',
            "/top.html": NB,
            "/main.html": "x",
        },
        {},
        [
            HOME,
            Row("/top.html", "page", None, "/"),
            Row("/main.html", "page", None, "/"),
            COLUMN._replace(referrer="/top.html"),
            PAGE,
        ],
    ),
    "frames on the way, and in a column": (
        {
            "/": XXGK + link("/1.html", "x") + link("/2.html", "y"),
            "/xxgk/": '<iframe src="/in.html"></iframe><iframe src="http://other.com/x.html"></iframe>',
            "/in.html": NB,
            "/nb/": '<iframe src="/rows.html"></iframe>',
            "/rows.html": report(2019),
            "/r/2019001.html": TEXT,
        },
        {},
        [
            HOME,
            Row("/xxgk/", "page", "政府信息公开", "/"),
            Row("/in.html", "page", "政府信息公开", "/xxgk/"),
            COLUMN._replace(referrer="/in.html"),
            Row("/rows.html", "page", WORDS, "/nb/"),
            PAGE._replace(referrer="/rows.html"),
        ],
    ),
    "pages that lead on by themselves": (
        {
            "/" if not number else f"/{number}.html": f'<meta http-equiv="refresh" content="0;url=/{number + 1}.html">'
            for number in range(5)
        },
        {},
        [HOME, *(Row(f"/{n}.html", "page", None, f"/{n - 1}.html" if n > 1 else "/") for n in (1, 2, 3))],
    ),
    "a splash page": (
        {**ONE, "/": link("/main.html", "进入") + link("/a.doc", "x") + link("/login", "y"), "/main.html": NB},
        {},
        [HOME, Row("/main.html", "page", None, "/"), COLUMN._replace(referrer="/main.html"), PAGE],
    ),
    "a splash page with another host of the government": (
        {"/": link("http://b.gov.cn/", "x") + link("http://b.com/", "y"), "http://b.gov.cn/": link("/c.html", "z")},
        {},
        [HOME, Row("http://b.gov.cn/", "page", None, "/"), Row("http://b.gov.cn/c.html", "page", None, "http://b.gov.cn/")],
    ),
    "no splash page": ({**ONE, "/": link("/main.html", "x") + "<p>字</p>" * 2000, "/main.html": NB}, {}, [HOME]),
    "a menu that a script writes": (
        {
            **ONE,
            "/": '<p>x</p><script src="/menu.js"></script><script src="http://cdn.com/x.js"></script>',
            "/menu.js": f"document.write('{NB}');",
        },
        {},
        [HOME, Row("/menu.js", "page", None, "/"), COLUMN, PAGE],
    ),
    "a menu that is a piece of HTML": (
        {**ONE, "/": "<p id='m'></p><script>$('#m').load('/menu.html');</script>", "/menu.html": NB},
        {},
        [HOME, Row("/menu.html", "page", None, "/"), COLUMN, PAGE],
    ),
    "a list that a script writes": (
        {**ONE, "/nb/": '<p>x</p><script src="/l.js"></script>', "/l.js": f"document.write('{report(2019)}');"},
        {},
        [HOME, COLUMN, Row("/l.js", "listing", WORDS, "/nb/"), PAGE],
    ),
    "a list whose script is missing": (
        {**ONE, "/nb/": '<p>x</p><script src="/l.js"></script>'},
        {},
        [HOME, COLUMN, Row("/l.js", "listing", WORDS, "/nb/")],
    ),
    "one page by several addresses": (
        {
            **ONE,
            "/": NB + link("/nb/index.html", "年度报告") + link("http://m.example.gov.cn/nb/", WORDS),
            "/nb/": link("http://m.example.gov.cn/r/2019001.html", "2019年") + report(2019),
        },
        {},
        [HOME, COLUMN, PAGE],
    ),
    "more ways than are followed": (
        {"/": "".join(link(f"/p{n}/", "政府信息公开") for n in range(14)), **{f"/p{n}/": "x" for n in range(14)}},
        {},
        [HOME, *(Row(f"/p{n}/", "page", "政府信息公开", "/") for n in range(12))],
    ),
    "no further way where the column is found": (
        {
            **ONE,
            "/": "".join(link(f"/p{n}/", "政府信息公开") for n in range(14)),
            **{f"/p{n}/": NB if n == 1 else "x" for n in range(14)},
        },
        {},
        [HOME, *(Row(f"/p{n}/", "page", "政府信息公开", "/") for n in (0, 1)), COLUMN._replace(referrer="/p1/"), PAGE],
    ),
    "a way that is too long": (
        {f"/p{n}/" if n else "/": link(f"/p{n + 1}/", "政府信息公开") + "<p>字</p>" * 2000 for n in range(9)},
        {},
        [
            HOME,
            *(
                Row(f"/p{n}/", "page", "政府信息公开", f"/p{n - 1}/" if n > 1 else "/")
                for n in range(1, 7)
            ),
            HOME._replace(told="bounded: pages more than 6 steps from the home page"),
        ],
    ),
    "a file whose address an interface tells": (
        {
            **ONE,
            "/r/2019001.html": f'{TEXT}<a id="f" href="javascript:void(0)">附件.pdf</a><script src="/f.js"></script>',
            "/f.js": "$.get('/files/attach.json', {id: 7}, function (got) { $('#f').attr('href', got.path); });",
            "/files/attach.json?id=7": '{"path": "/up/2019.pdf"}',
            "/up/2019.pdf": "x",
        },
        {},
        [
            HOME,
            COLUMN,
            PAGE,
            Row("/f.js", "page", None, "/r/2019001.html"),
            Row("/files/attach.json?id=7", "page", title(2019), "/r/2019001.html"),
            Row("/up/2019.pdf", "attachment", "附件.pdf", "/r/2019001.html"),
        ],
    ),
    "a file whose script is missing": (
        {
            **ONE,
            "/r/2019001.html": f"""{TEXT}<a id="f" href="#">附件.pdf</a><script src="/f.js"></script>
            <script>$.get('/files/attach.json', function (got) {{ $('#f').attr('href', got.path); }})</script>""",
            "/files/attach.json": '{"path": "/up/2019.pdf"}',
        },
        {},
        [
            HOME,
            COLUMN,
            PAGE,
            Row("/f.js", "page", None, "/r/2019001.html"),
            Row("/files/attach.json", "page", title(2019), "/r/2019001.html"),
            Row("/up/2019.pdf", "attachment", "附件.pdf", "/r/2019001.html"),
        ],
    ),
    "a list of bodies in place of a report": (
        {
            **ONE,
            "/r/2019001.html": "<title> 各部门 </title>"
            + "".join(link(f"/b/{n}0001.html", f"{name}局") for n, name in enumerate(("教育", "公安", "民政"))),
        },
        {},
        [HOME, COLUMN, PAGE, Row(PAGE.url, "report", told="no_report: a list of reports stands in its place: 各部门")],
    ),
    "a file of several years beside a report": (
        {
            **ONE,
            "/r/2019001.html": "<title>年度报告</title>" + link("/f/7001.html", "2008年以来政府信息公开工作年度报告"),
        },
        {},
        [HOME, COLUMN, PAGE, Row("/f/7001.html", "report", "2008年以来政府信息公开工作年度报告", PAGE.url)],
    ),
    "two bodies beside a report": (
        {
            **ONE,
            "/r/2019001.html": "<title>年度报告</title>"
            + "".join(link(f"/b/{n}0001.html", f"{name}局") for n, name in enumerate(("教育", "公安"))),
        },
        {},
        [HOME, COLUMN, PAGE],
    ),
    "one other place": (
        {
            "/": NB,
            "/nb/": "".join(link(f"/r/{y}001.html", title(y).replace("甲", "乙")) for y in (2018, 2019)),
            "/r/2018001.html": TEXT,
            "/r/2019001.html": TEXT,
        },
        {},
        [HOME, COLUMN, *(Row(f"/r/{y}001.html", "report", title(y).replace("甲", "乙"), "/nb/") for y in (2018, 2019))],
    ),
    "several other places": (
        {
            "/": NB,
            "/nb/": link("/r/2018001.html", title(2018).replace("甲", "无锡"))
            + link("/r/2019001.html", title(2019).replace("甲", "常州")),
        },
        {},
        [HOME, COLUMN],
    ),
    "a report within a page": (
        {
            "/": NB,
            "/nb/": report(2019) + report(2018) + report(2017),
            "/r/2019001.html": '<iframe src="/in/2019.html"></iframe>',
            "/in/2019.html": TEXT,
            "/r/2018001.html": '<meta http-equiv="refresh" content="0;url=/in/2018.html">',
            "/in/2018.html": TEXT,
            "/r/2017001.html": f'{TEXT}<iframe src="/in/2017.html"></iframe>',
        },
        {},
        [
            HOME,
            COLUMN,
            PAGE,
            Row("/r/2018001.html", "report", title(2018), "/nb/"),
            Row("/r/2017001.html", "report", title(2017), "/nb/"),
            Row("/in/2019.html", "report", title(2019), "/r/2019001.html"),
            Row("/in/2018.html", "report", title(2018), "/r/2018001.html"),
        ],
    ),
    "chapters, one of two pages": (
        {
            **ONE,
            "/r/2019001.html": f"<title>{title(2019)}</title>"
            + "".join(
                link(f"/r/c{n}.html", text)
                for n, text in enumerate(CHAPTERS)
            ),
            "/r/c0.html": TEXT + link("/r/c0_2.html", "下一页"),
            "/r/c0_2.html": TEXT,
        },
        {},
        [
            HOME,
            COLUMN,
            PAGE,
            *(
                Row(f"/r/c{n}.html", "part", text, PAGE.url)
                for n, text in enumerate(CHAPTERS)
            ),
            Row("/r/c0_2.html", "part", "一、总体情况", PAGE.url),
        ],
    ),
    "what crawls stay away from": (
        {
            "/": link("/delete.do", WORDS)
            + link("/login.html", "政府信息公开")
            + link("http://elsewhere.com/nb/", WORDS)
            + link("http://xxgk.b.gov.cn/", "政府信息公开")
            + link("http://xxgk.c.gov.cn/nb/", WORDS),
            "http://xxgk.c.gov.cn/nb/": link("http://d.gov.cn/r/2019001.html", title(2019))
            + link("http://e.com/r/2018001.html", title(2018))
            + link("http://f.gov.cn/nb/", WORDS),
        },
        {},
        [
            HOME,
            Row("http://xxgk.c.gov.cn/nb/", "page", WORDS, "/"),
            Row("http://xxgk.b.gov.cn/", "page", "政府信息公开", "/"),
            Row("http://d.gov.cn/r/2019001.html", "report", title(2019), "http://xxgk.c.gov.cn/nb/"),
        ],
    ),
    "what was ordered": (
        {
            "/r/2019001.html": f'{TEXT}<div><img src="/i/1.jpg"></div>' + link("/f/1.doc", "附件1.doc") + report(2016),
            "/nb/": report(2018) + report(2017) + link("/nb2/", WORDS),
            "/r/2017001.html": TEXT,
        },
        {
            "orders": [
                Order(portal="a", url=f"{HOST}/r/2019001.html", wants="files", text="2019年"),
                Order(portal="a", url=f"{HOST}/nb/", wants="rows", text="年报"),
            ],
            "asked": [f"{HOST}/r/2018001.html", f"{HOST}/nb/"],
        },
        [
            Row("/nb/", "page", "年报"),
            Row("/r/2019001.html", "report", "2019年"),
            Row("/f/1.doc", "attachment", "附件1.doc", "/r/2019001.html"),
            Row("/i/1.jpg", "part", "2019年", "/r/2019001.html"),
            Row("/r/2017001.html", "report", title(2017), "/nb/"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_a_walk_asks_for_what_promises_most(name: str) -> None:
    site, given, expected = SITES[name]
    assert walked(site, **given) == expected


def listing(numbers: range, rows: bool) -> Site:
    """Pages of one list, each with a row of its own or with none."""
    first, *_ = numbers
    return {
        "/nb/" if n == first else f"/nb/index_{n}.html": (
            link(f"/b/{n}0001.html", f"甲市教育局{1000 + n}年政府信息公开工作年度报告") if rows else "<p>x</p>"
        )
        + link(f"/nb/index_{n + 1}.html", "下一页")
        for n in numbers
    }


@pytest.mark.parametrize(("rows", "pages", "bounded"), [(True, 60, True), (False, 2, False)])
def test_a_list_is_turned_so_often(rows: bool, pages: int, bounded: bool) -> None:
    found = walked({"/": NB, **listing(range(1, 70), rows)})
    assert [row.url for row in found if row.url.startswith("/nb/")] == [
        "/nb/",
        *(f"/nb/index_{n}.html" for n in range(2, pages + 1)),
    ]
    assert [row.told for row in found if row.told] == ["bounded: a list has more than 60 pages"] * bounded


def test_only_so_much_is_asked_for_of_what_was_ordered() -> None:
    rows = "".join(link(f"/r/{n}00001.html", f"甲市{2008 + n % 15}年第{n}号年度报告") for n in range(1, 103))
    site = {"/nb/": rows, **{f"/r/{n}00001.html": TEXT for n in range(1, 103)}}
    found = walked(site, orders=[Order(portal="a", url=f"{HOST}/nb/", wants="rows")])
    assert [row.told for row in found].count("") == 1 + min(100, rows.count("<a"))
    assert {row.told for row in found if row.told} == {
        "bounded: what the parsers missed in its pages leads to more than 100 addresses"
    }


def test_a_survey_is_content_with_the_way_and_some_reports() -> None:

    family = General(PORTAL)
    family.reports_at_most = 1
    kinds = (Kind.COLUMN, Kind.REPORT, Kind.OFFER, Kind.REPORT, Kind.ATTACHMENT, Kind.LIST, Kind.OFFER)
    sent = [family._request(Step(url=f"{HOST}/{n}", kind=kind)) for n, kind in enumerate(kinds)]
    refusal = ("bounded", "only the way to the reports was requested")
    assert [request.meta.get("refuse") for request in sent] == [None, None, None, refusal, refusal, None, refusal]
    assert [request.priority for request in sent] == [10, 0, 1, 0, 1, 10, 1]
    assert [request.meta["may_be_empty"] for request in sent] == [False, False, True, False, False, False, True]


def test_a_form_is_sent_with_its_media_type_and_a_page_may_be_shown_in_a_browser() -> None:

    family = General(dataclasses.replace(PORTAL, render=True))
    asked = Step(
        url=f"{HOST}/l#/view", kind=Kind.LIST, method="POST", body="a=1", family="x", list_page=2, content_type="t"
    )
    form = family._request(asked)
    assert (form.url, form.method, form.body, form.headers["Content-Type"]) == (f"{HOST}/l", "POST", b"a=1", b"t")
    assert form.meta["may_be_empty"] is True
    assert "render" not in form.meta
    assert not family._request(dataclasses.replace(asked, list_page=1)).meta["may_be_empty"]
    assert not family._request(dataclasses.replace(asked, family="")).meta["may_be_empty"]
    shown = [
        family._request(step).meta.get("render", False)
        for step in (
            Step(url=HOST, kind=Kind.HOME),
            Step(url=HOST, kind=Kind.REPORT),
            Step(url=HOST, kind=Kind.LIST, family="x"),
            Step(url=HOST, kind=Kind.LIST, shell=PortalPage(HOST, "")),
        )
    ]
    assert shown == [True, False, False, False]
    record = family._request(Step(url=HOST, kind=Kind.HOME)).meta["record"]
    assert record == {"portal": "a", "place": "320200", "role": "page", "referrer": None, "link_text": None}


def test_the_walk_goes_on_only_when_a_page_has_been_read_to_its_end() -> None:
    """A report may answer while the page that leads to it is still being read."""
    family = General(PORTAL)
    (home,) = family.start()

    def answered(request: scrapy.Request, text: str) -> Iterator[scrapy.Request]:
        response = HtmlResponse(request.url, body=text.encode(), request=request)
        return iter(request.callback(response, **request.cb_kwargs))  # type: ignore[misc]  # each has a callback

    (column,) = answered(home, NB + XXGK)
    reading = answered(column, report(2019) + report(2018))
    first = next(reading)
    assert not list(answered(first, TEXT))
    assert [short(request.url) for request in reading] == ["/r/2018001.html", "/xxgk/"]


def test_requests_of_the_way_come_first_and_are_never_filtered() -> None:
    found = requests_of(ONE)
    assert [request.priority for request in found] == [10, 10, 0]
    assert all(request.dont_filter for request in found)


@pytest.mark.parametrize(
    ("missing", "goes_on"), [((), False), ((2012,), True)], ids=["every year is found", "a year is missing"]
)
def test_one_more_way_is_followed_where_years_are_missing(missing: tuple[int, ...], goes_on: bool) -> None:
    """Every report by its own address, so that the walk has requests to spare."""
    last = dt.datetime.now(dt.UTC).year - 1
    years = [year for year in range(2008, last + 1) if year not in missing]
    site: Site = {
        "/": NB + link("/p0/", "政府信息公开"),
        "/nb/": "".join(map(report, years)),
        "/p0/": "x",
        **{f"/r/{year}001.html": TEXT for year in years},
    }
    assert (Row("/p0/", "page", "政府信息公开", "/") in walked(site)) == goes_on
    assert Row("/p0/", "page", "政府信息公开", "/") not in walked(site, years=(2009, 2010))


@pytest.mark.parametrize(
    ("label", "goes_on"),
    [
        ("2008年以来政府信息公开工作年度报告", True),
        ("2099年以前政府信息公开工作年度报告", True),
        ("2008—{}年政府信息公开工作年度报告", False),
    ],
)
def test_a_report_since_some_year_is_not_one_of_every_year(label: str, goes_on: bool) -> None:
    last = dt.datetime.now(dt.UTC).year - 1
    site: Site = {
        "/": NB + link("/p0/", "政府信息公开"),
        "/nb/": link("/f/7001.pdf", label.format(last)),
        "/p0/": "x",
    }
    assert (Row("/p0/", "page", "政府信息公开", "/") in walked(site)) == goes_on


@pytest.mark.parametrize(
    ("label", "goes_on"), [("2013年以前历史信息", True), ("历史数据2008-2012年", True), ("政务公开", False)]
)
def test_what_a_site_keeps_of_former_times_is_looked_at_besides(label: str, goes_on: bool) -> None:
    years = range(2014, dt.datetime.now(dt.UTC).year)
    ways = range(vocabulary().bounds.extra_path_pages)
    site: Site = {
        "/": NB + "".join(link(f"/p{n}/", "政府信息公开") for n in ways) + link("/old/", label),
        "/nb/": "".join(map(report, years)),
        **{f"/p{n}/": "x" for n in ways},
        **{f"/r/{year}001.html": TEXT for year in years},
    }
    asked = [row.url for row in walked(site)]
    assert [f"/p{n}/" in asked for n in ways] == [True] * len(ways)
    assert ("/old/" in asked) == goes_on


@pytest.mark.parametrize(
    ("elsewhere", "goes_on"),
    [
        (range(2019, NOW), True),
        (range(2014, 2019), True),
        (range(2009, 2020), True),
        (range(2008, 2010), False),
    ],
    ids=["the newest years", "years in the middle", "years behind one that strayed in", "the first years"],
)
@pytest.mark.parametrize("words", ["政务公开", "网站地图"])
def test_what_another_column_lacks_is_looked_for_where_less_is_promised(
    elsewhere: range, goes_on: bool, words: str
) -> None:
    years = [year for year in range(2008, NOW) if year not in elsewhere]
    site: Site = {
        "/": XXGK + link("/lesser/", words),
        "/xxgk/": NB,
        "/nb/": "".join(map(report, years)),
        "/lesser/": link("/nb2/", WORDS),
        "/nb2/": "".join(map(report, elsewhere)),
        **{f"/r/{year}001.html": TEXT for year in range(2008, NOW)},
    }
    asked = [row.url for row in walked(site)]
    assert ("/lesser/" in asked) == goes_on
    assert all((f"/r/{year}001.html" in asked) == goes_on for year in elsewhere)
    wanted = [row.url for row in walked(site, years=tuple(elsewhere[-1:])) if row.role == "report"]
    assert wanted == [f"/r/{elsewhere[-1]}001.html"] * goes_on


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/r/2023001.html", "2023年度报告"),
        ("/f/nb.pdf", "2023年度报告"),
        ("/show.jsp?id=9", "2023年年度工作报告"),
        ("/show.jsp?id=9", "甲市人民政府年度工作报…"),
    ],
)
@pytest.mark.parametrize("is_shown", [True, False])
def test_the_newest_report_is_one_of_its_column_also_where_the_home_page_shows_it(
    url: str, words: str, is_shown: bool
) -> None:
    row = f"<li>{link(url, words)}<span>2024-03-01</span></li>"
    rows = "".join(f"<li>{link(f'/r/{year}001.html', f'{year}年度报告')}</li>" for year in (2022, 2021))
    site: Site = {
        "/": f"<ul><li>{NB}</li></ul>" + f"<h3>最新文件</h3><ul>{row}</ul>" * is_shown,
        "/nb/": f"<ul>{row}{rows}</ul>",
    }
    asked = [row.url for row in walked(site) if row.role == "report"]
    assert asked == [url, "/r/2022001.html", "/r/2021001.html"]


def asks(url: str) -> str:
    return f"<script>$.get('{url}', {{page: 1}}, function (d) {{ $('#a').html(d); }});</script><div id='a'></div>"


@pytest.mark.parametrize(
    ("host", "is_own"), [("", True), (HOST.replace("www", "open"), True), ("http://cdn.other.com", False)]
)
@pytest.mark.parametrize("where", ["/xxgk/", "/nb/"])
def test_what_a_page_asks_for_lies_on_hosts_of_the_portal(host: str, is_own: bool, where: str) -> None:
    site = {"/": XXGK, "/xxgk/": "<p>x</p>" * 9, "/nb/": report(2019), "/r/2019001.html": TEXT}
    site["/xxgk/"] += NB * (where == "/nb/")
    site[where] = (site[where] if where == "/xxgk/" else "") + asks(f"{host}/open/list")
    asked = [row.url for row in walked(site)]
    assert any("/open/list" in url for url in asked) == is_own


def test_a_list_in_place_of_a_report_is_turned_wherever_reports_lie() -> None:
    other = "http://open.other.gov.cn/r/2019001.html"
    site = {
        "/": NB,
        "/nb/": link(other, "2019年"),
        other: report(2018) + link("/r/2019001_2.html", "下一页"),
        "http://open.other.gov.cn/r/2019001_2.html": report(2017) + link("/r/2019001_3.html", "下一页"),
    }
    asked = [row.url for row in walked(site)]
    assert {"http://open.other.gov.cn/r/2019001_2.html", "http://open.other.gov.cn/r/2019001_3.html"} <= set(asked)


@pytest.mark.parametrize(("heading", "is_asked"), [("甲市教育局", False), ("市政府", True)])
def test_a_column_that_a_script_writes_below_the_name_of_another_body_is_not_asked_for(
    heading: str, is_asked: bool
) -> None:
    shown = f"""<h3>{heading}</h3><ul id="l"></ul><script>
    function load(n) {{ $.get("/rows", {{ n: n, page: 1 }}, function (d) {{ $("#rows").html(d); }}); }}
    $("#l").append('<li><a onclick="load(5)">政府信息公开年报</a></li>');
    </script>"""
    site: Site = {"/": XXGK, "/xxgk/": shown}
    assert ("/rows?n=5&page=1" in [row.url for row in walked(site)]) == is_asked


@pytest.mark.parametrize("head", ['<h3 onclick="t(this)">{}</h3>', '<h3 data-click-track="7">{}</h3>'])
def test_a_report_below_a_heading_that_opens_and_shuts_is_that_bodys(head: str) -> None:
    rows = "".join(
        f"{head.format(body)}<ul><li>{link(f'/r/{number}.html', '2020年政府信息公开年度报告')}</ul>"
        for number, body in enumerate(("市政府", "县教育局"), 1)
    )
    asked = [row.url for row in walked({"/": NB, "/nb/": rows}) if row.role == "report"]
    assert asked == ["/r/1.html"]


ONE_PROGRAM = "/index.php?m=content&a=lists&catid=7"


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        # What a banner asks the program for is no page of the list.
        ('$.post("/index.php?m=poster&a=show", { id: 3 }, function (d) { $("#b").html(d); });', [2, 3]),
        ('$.get("/index.php", { m: "poster", a: "show", page: 1 }, function (d) { $("#b").html(d); });', [2, 3]),
        ("", [2, 3]),
        # What a pager asks for by itself is an answer that only the page can read.
        (
            """function turn(n) { $.get("/index.php?m=content&a=lists&catid=7", { page: n }, function (d) {
                $("#a").html(d); }); } turn(1);""",
            [],
        ),
    ],
)
def test_a_list_is_turned_where_one_program_serves_all(asked: str, pages: list[int]) -> None:
    pager = '<a onclick="turn(2)">下一页</a>' if "turn" in asked else link(f"{ONE_PROGRAM}&page=2", "下一页")
    site: Site = {
        "/": NB,
        "/nb/": report(2019) + pager + f"<i id=b></i><script>{asked}</script>",
        f"{ONE_PROGRAM}&page=2": report(2018) + link(f"{ONE_PROGRAM}&page=3", "下一页"),
        f"{ONE_PROGRAM}&page=3": report(2017),
    }
    rows = [row for row in requests_of(site) if row.url.startswith(f"{HOST}{ONE_PROGRAM}&page=")]
    plain = [int(row.url[-1]) for row in rows if not row.cb_kwargs["step"].family]
    assert plain == pages


TABS = """<i onclick="show(2019)">2019年</i><i onclick="show(2018)">2018年</i><div id=list></div><script>
function show(year) { $.post("/rows", { year: year }, function (d) { $("#list").html(d); }); }
$("#next").click(function () { $("#list").load("/nb/index_2.html"); return false; });</script>"""


@pytest.mark.parametrize("tabs", [TABS, TABS.partition("<script>")[0]])
def test_a_list_is_turned_by_a_link_whose_click_shows_the_next_page_in_its_place(tabs: str) -> None:
    site: Site = {
        "/": NB,
        "/nb/": report(2020) + '<a id=next href="/nb/index_2.html">下一页</a>' + tabs,
        "/nb/index_2.html": report(2017),
    }
    asked = [row.url for row in walked(site)]
    assert {"/nb/index_2.html", "/r/2017001.html"} <= set(asked)
    assert ("/rows#year=2019" in asked) == ("/rows" in tabs)


OF_A_TEXT = """<title>甲市2015年政府信息公开年报</title><div id="text"></div><script>
$.get("/api/text?id=8", function (d) { $("#text").html(d.content); });
$.get("/hot/news", function (d) { $("#hot").html(d); });
$.post("/api/zan", { id: 8 });
$.post("/api/zan/add", { id: 8, page: 1 });
$.get("/article/addread?id=8&page=1");
$.get("http://www.other.gov.cn/rows", { page: 1 }, function (d) { $("#rows").html(d); });
</script>"""
OF_A_LIST = "<title>2015年</title><div id='a'></div>" + asks("/rows")


def test_a_text_that_a_script_shows_is_asked_for_and_nothing_else() -> None:
    """Neither a like, nor a count of readers, nor the news beside it, nor what another host has."""
    rows = walked({"/": NB, "/nb/": link("/nb/2015/", "2015年"), "/nb/2015/": OF_A_TEXT})
    title = "甲市2015年政府信息公开年报"
    assert [(row.url, row.role, row.told) for row in rows][2:] == [
        ("/nb/2015/", "report", ""),
        ("/api/text?id=8", "report", ""),
        ("/nb/2015/", "report", f"no_report: a script asks for what it shows: {title}"),
    ]


def test_of_several_that_are_asked_for_the_text_has_what_the_address_names() -> None:
    asked = """<title>年报</title><script>$.get("/api/menu", show); $.get("/api/" + id + ".json", show);
    $.get("/api/text", {year: 2015}, show);</script>"""
    rows = walked({"/": NB, "/nb/": link("/nb/show.jsp?year=2015", "2015年"), "/nb/show.jsp?year=2015": asked})
    assert [row.url for row in rows if row.role == "report" and not row.told][1:] == ["/api/text?year=2015"]


def test_the_same_holds_where_a_script_is_fetched() -> None:
    code = OF_A_TEXT.partition("<script>")[2].partition("</script>")[0]
    shell = OF_A_TEXT.partition("<script>")[0] + '<script src="/show.js"></script>'
    site = {"/": NB, "/nb/": link("/nb/2015/", "2015年"), "/nb/2015/": shell, "/show.js": code}
    assert [(row.url, row.told) for row in walked(site)] == [
        ("/", ""),
        ("/nb/", ""),
        ("/nb/2015/", ""),
        ("/show.js", ""),
        ("/api/text?id=8", ""),
    ]


def test_a_list_in_place_of_a_report_is_told_as_one_when_it_shows_rows() -> None:
    """Once, however many pages it has."""
    site: Site = {"/": NB, "/nb/": link("/nb/2015/", "2015年"), "/nb/2015/": OF_A_LIST}
    assert [(row.url, row.told) for row in walked(site) if row.told] == [("/nb/2015/", f"soft_404: {NOTHING}: 2015年")]
    rows = walked({**site, "/rows?page=1": report(2015), "/rows?page=2": report(2014), "/r/2015001.html": TEXT})
    assert {"/r/2015001.html", "/r/2014001.html"} <= {row.url for row in rows}
    assert [(row.url, row.told) for row in rows if row.told] == [
        ("/nb/2015/", f"soft_404: {NOTHING}: 2015年"),
        ("/nb/2015/", "no_report: a list of reports stands in its place: 2015年"),
    ]


@pytest.mark.parametrize(
    ("url", "whole", "is_part"),
    [
        ("/a/1_2.html", "/a/1.html", True),
        ("/a/t1-12.html", "/a/t1.html", True),
        ("/a/t1_1234.html", "/a/t1.html", False),
        ("/a/t1.html", "/a/t1.html", False),
        ("/a/t2_2.html", "/a/t1.html", False),
        ("/b/t1_2.html", "/a/t1.html", False),
        ("/a/2.html", "/a/1.html", True),
        ("/a/2.html", "/a/1.htm", True),
        ("/a/1.htm", "/a/1.html", False),
        ("/a/1234.html", "/a/1.html", False),
        ("/a/t.jsp?id=1&p=2", "/a/t.jsp?id=1", True),
        ("/a/t.jsp?id=1", "/a/t.jsp?id=1", False),
        ("/a/t.jsp?id=2&p=2", "/a/t.jsp?id=1", False),
        ("/a/_2.html", "/a/", False),
        ("/a/2.html", "/a/t1.html", False),
    ],
)
def test_what_is_a_further_page_of_one_text(url: str, whole: str, is_part: bool) -> None:
    assert _is_part(HOST + url, HOST + whole) == is_part


VIEWS = """<script>function show() {
var here = location.hash.slice(4), text = '';
for (var i = 0; i < 9; i++) text += '<a href="#/l/' + here + i + '">甲市' + here + i + '年报专栏</a>';
document.write(text); }
window.onhashchange = show; show();</script>"""


def test_views_that_lead_to_ever_more_views_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """They cost their portal no requests, but each is followed as a page is."""
    known = vocabulary()
    bounds = dataclasses.replace(known.bounds, navigation=5)
    monkeypatch.setattr(walk, "vocabulary", lambda: dataclasses.replace(known, bounds=bounds))
    read: list[str] = []
    own = General._read_page

    def noted(family: General, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        read.append(page.url)
        return own(family, page, step)

    monkeypatch.setattr(General, "_read_page", noted)
    told = [row.told for row in walked({"/": VIEWS + link("#/l/1", "政府信息公开年报")})]
    assert [reason for reason in told if reason] == ["bounded: more than 5 views of pages"]
    assert 5 <= len(read) <= 12


@pytest.mark.parametrize("url", ["/nb/", "/r/2019001.html", "/"])
def test_a_page_that_cannot_be_read_costs_its_row_and_not_the_walk(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def fails(page: PortalPage) -> tuple[Link, ...]:
        if short(page.url) == url:
            raise OverflowError("date value out of range")
        return read(page)

    read = PortalPage.links.func
    monkeypatch.setattr(PortalPage, "links", property(fails))
    rows = walked({**ONE, "/": NB + link("/gk/", "政务公开"), "/gk/": link("/zwgk/nb/", WORDS)})
    told = [row for row in rows if row.told]
    assert [(row.url, row.told) for row in told] == [
        (url, "failed: it cannot be read (OverflowError: date value out of range)")
    ]
    assert (url != "/nb/") or "/gk/" in [row.url for row in rows]


def loads(*scripts: str) -> str:
    return "<title>政府信息公开年报</title><ul id=list></ul>" + "".join(
        f'<script src="{script}"></script>' for script in scripts
    )


ROWS_WRITTEN = f"document.getElementById('list').innerHTML = '{report(2019)}';"


@pytest.mark.parametrize(
    ("column", "scripts", "asked"),
    [
        (loads("/a.js", "/b.js"), {"/b.js": ROWS_WRITTEN}, ["/a.js", "/b.js", "/r/2019001.html"]),
        (loads("/a.js", "/b.js", "/c.js"), {"/c.js": ROWS_WRITTEN}, ["/a.js", "/b.js", "/c.js", "/r/2019001.html"]),
        (loads("/a.js", "/b.js", "/c.js", "/d.js"), {}, ["/a.js", "/b.js", "/c.js"]),
        # What a script asks for needs no other one.
        (loads("/a.js", "/b.js"), {"/a.js": ROWS_WRITTEN}, ["/a.js", "/r/2019001.html"]),
    ],
)
def test_a_script_that_does_not_come_is_no_end_of_a_column(
    column: str, scripts: dict[str, str], asked: list[str]
) -> None:
    rows = walked({"/": NB, "/nb/": column, "/r/2019001.html": TEXT, **scripts})
    assert [row.url for row in rows if not row.told] == ["/", "/nb/", *asked]


def test_a_script_that_has_not_come_is_asked_for_once_where_several_pages_load_it() -> None:
    columns = {f"/nb/{year}/": loads("/a.js", f"/{year}.js") for year in (2019, 2018)}
    scripts = {f"/{year}.js": ROWS_WRITTEN.replace("2019", str(year)) for year in (2019, 2018)}
    years = "".join(link(f"/nb/{year}/", f"{year}年政府信息公开年报专栏") for year in (2019, 2018))
    rows = walked({"/": NB, "/nb/": years, **columns, **scripts, "/r/2019001.html": TEXT, "/r/2018001.html": TEXT})
    urls = [row.url for row in rows]
    assert urls.count("/a.js") == 1
    assert {"/2019.js", "/2018.js", "/r/2019001.html", "/r/2018001.html"} <= set(urls)


def test_rows_that_a_script_opens_are_read_before_their_list_is_turned() -> None:
    def listed(number: int, year: int) -> str:
        row = f'<i id="page">{number}</i><p onclick="show({year})">{title(year)}</p><div id="list"></div>'
        return row + '<script src="/show.js"></script>'

    script = """var year = 2020 - document.getElementById('page').innerHTML;
        document.getElementById('list').innerHTML =
            '<a href="/r/' + year + '001.html">甲市' + year + '年政府信息公开工作年度报告</a>';"""
    rows = walked(
        {
            "/": NB,
            "/nb/": listed(1, 2019) + link("/nb/index_2.html", "下一页"),
            "/nb/index_2.html": listed(2, 2018),
            "/show.js": script,
            "/r/2019001.html": TEXT,
            "/r/2018001.html": TEXT,
        }
    )
    shown = ["/", "/nb/", "/show.js", "/nb/index_2.html", "/r/2019001.html", "/r/2018001.html"]
    assert [row.url for row in rows] == shown


@pytest.mark.parametrize("is_told", [True, False])
def test_a_list_that_links_to_its_last_page_alone_is_turned(is_told: bool) -> None:
    pager = link("/nb/index.html", "首页") + link("/nb/index3.html", "尾页") + "共3页" * is_told
    paths = {2022: "/nb/", 2021: "/nb/index2.html", 2020: "/nb/index3.html"}
    site: Site = {
        "/": NB,
        **{path: f"<div>{report(year)}</div><div>{pager}</div>" for year, path in paths.items()},
        **{f"/r/{year}001.html": TEXT for year in paths},
    }
    asked = [row.url for row in walked(site) if row.role != "report"]
    assert asked == (["/", *paths.values()] if is_told else ["/", "/nb/", "/nb/index3.html"])


@pytest.mark.parametrize(
    ("home", "goes_on"),
    [(XXGK, False), (NB + link("/fd/", "法定主动公开内容"), True)],
    ids=["beside the column", "another way of the home page"],
)
@pytest.mark.parametrize("missing", [(NOW - 1,), (2008, 2009, NOW - 1)])
def test_another_part_of_the_menu_of_a_whole_column_is_not_asked_for(
    home: str, goes_on: bool, missing: tuple[int, ...]
) -> None:
    years = [year for year in range(2008, NOW) if year not in missing]
    menu = NB + link("/fd/", "法定主动公开内容")
    site: Site = {
        "/": home,
        "/xxgk/": menu,
        "/nb/": menu + link("/nb/own/", "市政府年报"),
        "/nb/own/": "".join(map(report, years)),
        "/fd/": "x",
        **{f"/r/{year}001.html": TEXT for year in years},
    }
    assert ("/fd/" in [row.url for row in walked(site)]) == goes_on
    site = {**site, "/nb/own/": "".join(map(report, years[6:]))}
    assert "/fd/" in [row.url for row in walked(site)]


@pytest.mark.parametrize(
    ("way", "found", "is_asked"),
    [
        # What need not be about disclosure promises less than what says that it is.
        ("阳光政务", range(2008, NOW - 1), False),
        ("政务之窗", range(2008, NOW - 1), False),
        ("阳光政务公开", range(2008, NOW - 1), True),
        # It is asked for where something is missing that a site must have.
        ("阳光政务", range(2015, NOW - 1), True),
        ("阳光政务", range(0), True),
    ],
)
def test_open_government_without_a_word_for_disclosure_is_a_lesser_way(
    way: str, found: Sequence[int], is_asked: bool
) -> None:
    site: Site = {
        "/": link("/a/", "政务公开") + link("/yg/", way),
        "/a/": NB * bool(found),
        "/nb/": "".join(map(report, found)),
        "/yg/": "x",
        **{f"/r/{year}001.html": TEXT for year in found},
    }
    assert ("/yg/" in [row.url for row in walked(site)]) == is_asked


HARDLY = link("/map/", "网站地图") + link("/zt/", "热点专题")


@pytest.mark.parametrize(
    ("home", "asked"),
    [
        (HARDLY, ["/", "/nav.html", "/xxgk/", "/nb/"]),
        (HARDLY + link("/zw/", "政务公开"), ["/", "/zw/", "/nav.html", "/xxgk/", "/nb/"]),
        # A page that links to the column itself needs no other menu.
        (HARDLY + NB, ["/", "/nb/"]),
    ],
)
def test_a_menu_that_a_page_fetches_comes_before_what_hardly_leads_on(home: str, asked: list[str]) -> None:
    site: Site = {
        "/": home + "<div id=nav></div><script>$('#nav').load('/nav.html');</script>",
        "/nav.html": XXGK,
        "/xxgk/": NB,
        "/nb/": "".join(map(report, range(2008, NOW))),
        "/zw/": "x",
        **{f"/r/{year}001.html": TEXT for year in range(2008, NOW)},
    }
    assert [row.url for row in walked(site) if row.role == "page"] == asked


def test_a_list_that_a_page_leads_to_by_itself_is_turned_by_its_form() -> None:
    form = '<form method=post action="/nb/"><input type=hidden name=page value=1></form>'
    turns = '<a href="javascript:turn(2)">下一页</a>'
    site: Site = {
        "/": link("/gk/", "政府信息公开"),
        "/gk/": "<meta http-equiv=refresh content='0;url=/nb/'>",
        "/nb/": f"<title>政府信息公开年报</title><ul><li>{report(2019)}<li>{report(2018)}</ul>{form}{turns}",
        **{f"/r/{year}001.html": TEXT for year in (2019, 2018)},
    }
    assert ("POST", "page=2") in [(request.method, request.body.decode()) for request in requests_of(site)]


def assert_unread(held: Sequence[PortalPage]) -> None:
    """The pages that steps hold take no more room than their texts."""
    assert held
    assert {read for page in held for read in vars(page)} == {field.name for field in dataclasses.fields(PortalPage)}


def test_what_a_page_asks_for_is_worked_out_once_and_not_for_each_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def noted(page: PortalPage) -> Iterator[Any]:
        counted.append(page.answer is None)
        return own(page)

    counted: list[bool] = []
    own = PortalPage.acts
    monkeypatch.setattr(PortalPage, "acts", noted)
    years = range(2012, 2022)
    tabs = "".join(f'<li onclick="load({year})">{year}年</li>' for year in years)
    code = "function load(y) { $.post('/l/' + y, {y: y}, function (d) { $('#l').html(d); }); }"
    site: Site = {
        "/": NB,
        "/nb/": f"<ul>{tabs}</ul><div id=l></div><script>{code}</script>",
        **{f"/l/{year}": f"<p>{report(year)}</p>" for year in years},
        **{f"/r/{year}001.html": TEXT for year in years},
    }
    requests = requests_of(site)
    assert sum(row_of(request).role == "report" for request in requests) == len(years)
    assert sum(counted) <= 5
    steps = [request.cb_kwargs["step"] for request in requests if "step" in request.cb_kwargs]
    assert_unread([step.awaited.asker for step in steps if step.awaited])


def test_all_modules_that_are_known_are_read_with_each_page_that_imports_them() -> None:
    columns = {f"/nb/{year}/": f"<ul id=l></ul><script type=module src=/{year}.js></script>" for year in (2019, 2018)}
    import_of_all = "import { rows } from './a.js'; document.getElementById('l').innerHTML = rows"
    scripts = {f"/{year}.js": f"{import_of_all}('{report(year)}');" for year in (2019, 2018)}
    modules = {"/a.js": "import { at } from './b.js'; export const rows = at;", "/b.js": "export const at = (x) => x;"}
    years = "".join(link(f"/nb/{year}/", f"{year}年政府信息公开年报专栏") for year in (2019, 2018))
    texts = {f"/r/{year}001.html": TEXT for year in (2019, 2018)}
    requests = requests_of({"/": NB, "/nb/": years, **columns, **scripts, **modules, **texts})
    urls = [row_of(request).url for request in requests]
    assert set(texts) <= set(urls)
    assert [urls.count(url) for url in (*scripts, *modules)] == [1] * 4
    steps = [request.cb_kwargs["step"] for request in requests if "step" in request.cb_kwargs]
    assert_unread([step.shell for step in steps if step.shell is not None])


def test_answers_that_each_lead_to_another_question_end() -> None:
    code = ""
    for _ in range(9):
        code = f"$.post('/l/' + told.next, {{n: told.next}}, function (told) {{ {code} }});"
    code = f"var told = {{next: 0}}; {code}"
    site: Site = {
        "/": NB,
        "/nb/": f"<div id=l></div><script>{code}</script>",
        **{f"/l/{number}": f'{{"next": {number + 1}}}' for number in range(9)},
    }
    asked = [row.url for row in walked(site) if row.url.startswith("/l/")]
    assert asked == ["/l/0#n=0", "/l/1#n=1", "/l/2#n=2"]


@pytest.mark.parametrize(("text", "is_list"), [("", True), (TEXT, False)])
def test_a_page_with_a_text_of_its_own_is_no_list_for_the_reports_of_others_beside_it(text: str, is_list: bool) -> None:
    others = link("/b/1.html", "甲市教育局2019年政府信息公开工作年度报告") + link("/nb/2019/index_2.html", "下一页")
    site: Site = {"/": NB, "/nb/": link("/nb/2019/", "2019年"), "/nb/2019/": text + others}
    assert ("/nb/2019/index_2.html" in [row.url for row in walked(site) if row.role == "listing"]) == is_list


BY_WIDGET = "function draw(set) { var w = new Widget(set); w.draw(); }"
BY_ITSELF = """function draw(set) { for (var i = 1; i <= 5; i++) $('#p').append(
  '<a href="' + (i === 1 ? '/nb/' : set.url.replace('{page}', 'p' + (i - 1))) + '">' + i + '</a>'); }"""
BY_CLICKS = r"""function draw(set) { if (set.current < 5)
  $('#p').html('<i onclick="location = \'/nb/index_p' + set.current + '.html\'">下一页</i>'); }"""


@pytest.mark.parametrize(
    ("draws", "names"),
    [
        (BY_WIDGET, [f"index_{number}" for number in range(2, 6)]),
        (BY_ITSELF, [f"index_p{number}" for number in range(1, 5)]),
        (BY_CLICKS, [f"index_p{number}" for number in range(1, 5)]),
    ],
)
@pytest.mark.parametrize("counted", ["pageCount: 5, ", "total: 60, "])
@pytest.mark.parametrize("begins", ["", "onInit: function () {}, "])
def test_a_list_is_turned_by_what_its_pager_means_where_that_cannot_be_followed(
    draws: str, names: list[str], counted: str, begins: str
) -> None:
    site: dict[str, str | None] = {"/": NB}
    for number, name in enumerate(("", *names), 1):
        settings = f'{{{counted}{begins}current: {number}, url: "/nb/index_{{page}}.html"}}'
        shown = f"{report(2020 - number)}<p id=p></p><script>{draws} draw({settings});</script>"
        site[f"/nb/{name}.html" if name else "/nb/"] = shown
    asked = [row.url for row in walked(site) if row.role == "listing"]
    # One that knows the rows alone goes on as long as there are pages.
    beyond = ["/nb/index_6.html"] if draws == BY_WIDGET and "total" in counted else []
    assert asked == [*(f"/nb/{name}.html" for name in names), *beyond]


PAGER_OF_AN_ANSWER = """<title>政府信息公开年报</title><div id="list"></div><div id="pager"></div><script>
function ajax_list(id, at, size) {
  $.ajax({url: '/api-ajax_list-' + at + '.html', type: 'POST', data: {id: id, size: size}, success: function (got) {
    var rows = '', pages = '';
    for (var i = 0; i < got.list.length; i++) rows += '<a href="' + got.list[i].url + '">' + got.list[i].title + '</a>';
    for (i = 1; i <= got.count / size; i++)
      pages += '<a href="javascript:ajax_list(\\'' + id + '\\',' + i + ',' + size + ')">' + i + '</a>';
    $('#list').html(rows); $('#pager').html(pages);
  }});
}
ajax_list('c12', 1, 2);</script>"""


def test_a_list_is_turned_by_a_pager_that_its_first_answer_lets_the_page_write() -> None:
    answers = {}
    for number in (1, 2, 3):
        rows = [
            {"title": f"甲市{year}年政府信息公开年度报告", "url": f"/r/{year}.html"}
            for year in (2024 - number, 2020 - number)
        ]
        answers[f"/api-ajax_list-{number}.html"] = json.dumps({"list": rows, "count": 6}, ensure_ascii=False)
    asked = walked({"/": '<a href="/nb/">政府信息公开年报</a>', "/nb/": PAGER_OF_AN_ANSWER, **answers})
    lists = [row.url for row in asked if row.role == "listing"]
    assert lists == [f"/api-ajax_list-{number}.html#id=c12&size=2" for number in (1, 2, 3)]
    assert len([row for row in asked if row.role == "report"]) == 6


OFFICES = ("甲市教育局", "甲市财政局")


@pytest.mark.parametrize(
    ("rows", "bodies", "is_followed"),
    [
        ([title(2019)], False, True),
        ([title(2019), title(2018), "甲市2019年法治政府建设年度报告"], False, True),
        ([title(2019), f"{OFFICES[0]}2019年政府信息公开工作年度报告"], False, True),
        # Most of the rows, and one of the government's, must be reports.
        ([title(2019), "甲市召开年度工作会议"], False, False),
        ([f"{office}2019年政府信息公开工作年度报告" for office in OFFICES], False, False),
        ([f"{office}2019年政府信息公开工作年度报告" for office in OFFICES], True, True),
        (["乙市2019年政府信息公开工作年度报告"], True, False),
    ],
)
def test_what_leads_to_the_rest_of_a_list_is_followed_where_its_rows_are_wanted(
    rows: Sequence[str], bodies: bool, is_followed: bool
) -> None:
    shown = "".join(f"<li>{link(f'/t/20190{at}.html', row)}</li>" for at, row in enumerate(rows))
    site = {"/": NB, "/nb/": f"<ul>{shown}</ul>{link('/all/', '更多')}", "/all/": shown}
    found = walked(site, dataclasses.replace(PORTAL, bodies=bodies))
    assert (Row("/all/", "page", "更多", "/nb/") in found) == is_followed


@pytest.mark.parametrize(
    ("tab", "is_followed"), [("市政府", True), ("最新", True), ("市直部门", False), ("乡镇", False)]
)
def test_the_rest_of_what_a_tab_shows_is_whose_the_tab_says(tab: str, is_followed: bool) -> None:
    panes = f"<div>{link('/guide/', '指南')}</div><div hidden><ul>{report(2019)}</ul>{link('/all/', '更多')}</div>"
    found = walked({"/": NB, "/nb/": f"<p><i>公开指南</i><i>{tab}</i></p>{panes}"})
    assert ("/all/" in [row.url for row in found]) == is_followed


def test_a_page_in_the_place_of_another_is_read_for_the_same_and_stands_for_itself() -> None:
    other = Step(url=f"{HOST}/other/", kind=Kind.PATH)
    asked = Step(
        url=f"{HOST}/a/",
        kind=Kind.COLUMN,
        text="年报",
        referrer=f"{HOST}/",
        score=7,
        depth=2,
        column=True,
        list_page=3,
        agency="县教育局",
        former=True,
        entry=60,
        barren=1,
        otherwise=other,
        shell=PortalPage(f"{HOST}/shell/", "<p>x</p>"),
        part_of=f"{HOST}/whole/",
        hops=1,
    )
    assert asked.to_page(f"{HOST}/b/", f"{HOST}/a/") == dataclasses.replace(
        asked, url=f"{HOST}/b/", referrer=f"{HOST}/a/", otherwise=None, shell=None, part_of=""
    )


OF_YEARS = """<form id=f method=post action="/rows"><select name=year><option value="">请选择</option>
<option value=2016>2016年</option><option value=2015>2015年</option></select>
<input type=hidden name=page value=1><input type=button id=b value="查询"></form><table id=t></table><script>
function show(id) { location.href = "/show?id=" + id; }
$("#b").click(function () { $.post("/rows", $("#f").serialize(), function (d) { $.each(d.rows, function (i, o) {
    $("#t").append("<a href='#' onclick=\\"show('" + o.id + "')\\">" + o.title + "</a>"); }); }, "json"); });
</script>"""


def test_what_a_script_sends_of_a_form_is_sent_for_each_year_of_its_box_and_shown_by_it() -> None:
    row = '{"total": 1, "rows": [{"id": "a2016", "title": "甲市2016年政府信息公开工作年度报告"}]}'
    asked = [each.url for each in walked({"/": NB, "/nb/": OF_YEARS, "/rows": row})]
    assert [url for url in asked if "rows" in url] == [f"/rows#year={year}&page=1" for year in ("", "2016", "2015")]
    assert "/show?id=a2016" in asked


def test_news_of_one_report_are_not_all_that_a_home_page_has_which_writes_its_menu() -> None:
    site: Site = {
        "/": link("/xw/1.html", "甲市2020年政府信息公开工作年度报告")
        + '<div id=m></div><script src="/nav.js"></script>',
        "/nav.js": """document.write('<a href="/nb/">政府信息公开年报</a>');""",
        "/nb/": report(2019) + report(2018),
        "/xw/1.html": TEXT,
    }
    assert {"/nav.js", "/r/2019001.html", "/r/2018001.html"} <= {row.url for row in walked(site)}


def asked_for(site: Site, **given: Any) -> list[str]:
    """The addresses of a walk behind those of the home page and its column, and what is told of others."""
    return [row.told or row.url for row in walked(site, **given) if row.told or row.url not in ("/", "/nb/", "/xxgk/")]


@pytest.mark.parametrize(
    ("home", "answers", "asked"),
    [
        ("http", {"http": None, "https": NB}, ["http", "https"]),
        ("https", {"http": NB, "https": None}, ["https", "http"]),
        ("http", {"http": None, "https": None}, ["http", "https"]),
        ("http", {"http": NB, "https": NB}, ["http"]),
    ],
)
def test_a_home_page_that_does_not_answer_is_asked_for_once_by_the_other_scheme(
    home: str, answers: Site, asked: list[str]
) -> None:
    site = {short(f"{scheme}://www.example.gov.cn/") or "": text for scheme, text in answers.items()}
    portal = dataclasses.replace(PORTAL, home_url=f"{home}://www.example.gov.cn/")
    urls = [request.url.partition(":")[0] for request in requests_of(site, portal) if request.url.endswith("cn/")]
    assert urls == asked


def test_a_column_that_does_not_answer_is_not_asked_for_by_the_other_scheme() -> None:
    site: Site = {"/": "x", "/nb/": None}
    assert [row.url for row in walked(site, **at(f"{HOST}/nb/"))] == ["/nb/", "/"]


OTHERS = link("/o/2018001.html", "乙市2018年政府信息公开工作年度报告")


@pytest.mark.parametrize(
    ("column", "given", "asked"),
    [
        pytest.param(OTHERS, {}, ["/o/2018001.html"], id="a portal whose place was renamed"),
        pytest.param(report(2019) + OTHERS, {}, ["/r/2019001.html"], id="reports of its own"),
        pytest.param(
            OTHERS + link("/o/2017001.html", "乙市2017年政府信息公开工作年度报告"),
            {"years": (2017,)},
            ["/o/2017001.html"],
            id="only the years wanted",
        ),
        pytest.param(
            OTHERS + link("/p/2017001.html", "丙市2017年政府信息公开工作年度报告"), {}, [], id="of several places"
        ),
        pytest.param(
            OTHERS, {"portal": dataclasses.replace(PORTAL, name="江苏省/甲市/甲市水利局")}, [], id="of a body"
        ),
    ],
)
def test_reports_of_another_place_are_asked_for_only_where_that_may_be_the_portals_own(
    column: str, given: dict[str, Any], asked: list[str]
) -> None:
    site: Site = {"/": NB, "/nb/": column, **{f"/{n}/{y}001.html": TEXT for n in "orp" for y in (2017, 2018, 2019)}}
    assert asked_for(site, **given) == asked


def test_an_order_asks_for_no_reports_of_another_place() -> None:
    orders = [Order(portal="a", url=f"{HOST}/nb/", wants="rows")]
    assert [row.url for row in walked({"/nb/": OTHERS, "/o/2018001.html": TEXT}, orders=orders)] == ["/nb/"]


YEARS = "".join(map(report, (2014, 2015, 2016, 2017)))
LISTED = "no_report: a list of reports stands in its place: "


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        pytest.param("<title>x</title>" + YEARS, [f"{LISTED}x"], id="a list"),
        pytest.param(
            "<title>甲市人民政府</title>" + YEARS, [f"{LISTED}甲市人民政府"], id="a list on the site of its place"
        ),
        pytest.param(
            "<title>甲市2014-2017年政府信息公开年报</title>" + YEARS,
            [f"{LISTED}甲市2014-2017年政府信息公开年报"],
            id="a list of a run of years",
        ),
        pytest.param(
            "<title>甲市教育局2019年政府信息公开年度报告</title>" + YEARS,
            [f"{LISTED}甲市教育局2019年政府信息公开年度报告"],
            id="a list below the name of a body's report",
        ),
        pytest.param(f"<title>{title(2019)}</title>" + YEARS, [], id="a report beside others"),
        pytest.param('<title>x</title><img src="/p/1.jpg">' + YEARS, [], id="a report in a picture beside others"),
        pytest.param("<title>x</title>" + report(2014), [], id="a page that leads on to one"),
        pytest.param(
            "<title>x</title>" + "".join(link(f"/b/{n}001.html", f"{n}县") for n in "乙丙丁"),
            [f"{LISTED}x"],
            id="a list of places",
        ),
        pytest.param(
            "<title>x</title>"
            + "".join(
                link(f"/b/{n}001.html", f"市教育局召开第{n}次全市教育系统安全生产工作会议并作部署") for n in "一二三"
            ),
            [f"soft_404: {NOTHING}: x"],
            id="news of bodies",
        ),
        pytest.param("<title>x</title><p>y</p>", [f"soft_404: {NOTHING}: x"], id="nothing"),
    ],
)
def test_what_stands_in_place_of_a_report_is_told(shown: str, told: list[str]) -> None:
    site = {**ONE, "/r/2019001.html": shown, **{f"/r/{year}001.html": TEXT for year in range(2014, 2018)}}
    assert [row.told for row in walked(site) if row.told] == told


@pytest.mark.parametrize(
    ("menu", "is_followed"),
    [
        ("市教育局 市公安局 市财政局 市政府", True),
        ("市教育局 市公安局 市财政局 乙市人民政府", False),
        ("市教育局 市公安局 政务要闻 通知公告 专题专栏 市政府", False),
    ],
)
def test_the_government_among_bodies_has_pages_of_its_own(menu: str, is_followed: bool) -> None:
    names = menu.split()
    links = "".join(link(f"/d/{number}/", name) for number, name in enumerate(names))
    site: Site = {**ONE, "/": XXGK, "/xxgk/": links, f"/d/{len(names) - 1}/": NB}
    assert (PAGE.url in asked_for(site)) == is_followed


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ('<a href="/r/2016001.html"><img src="/t.png"></a>' * 2, ["/r/2016001.html"]),
        ('<a href="/r/2016.pdf"><img src="/t.png"></a>', ["/r/2016.pdf"]),
        ('<a href="/q/2016001.html"><img src="/t.png"></a>', []),
        ('<a href="/r/2017/02/13/2016001.html"><img src="/t.png"></a>', ["/r/2017/02/13/2016001.html"]),
        ('<a href="/r/q/2017/02/13/2016001.html"><img src="/t.png"></a>', []),
        ('<a href="/r/2016.gif"><img src="/t.png"></a>', []),
        ('<a href="/r/"><img src="/t.png"></a>', []),
        ('<a href="/r/2015001.html"><img src="/t.png"></a>', []),
        ('<a href="/r/login2016001.html"><img src="/t.png"></a>', []),
        ('<a href="/r/2016001.html?action=delete"><img src="/t.png"></a>', []),
        ("<img src='/t.png' onclick=\"location.href='/r/2016001.html'\">", []),
    ],
)
def test_pictures_without_words_beside_reports_lead_to_such(shown: str, asked: list[str]) -> None:
    """What has a name on the same page, such as that of a notice, is what that says."""
    site: Site = {"/": NB, "/nb/": report(2019) + report(2018) + shown + link("/r/2015001.html", "关于放假的通知")}
    assert asked_for(site) == ["/r/2019001.html", "/r/2018001.html", *asked]


def test_files_and_scripts_of_other_hosts_are_not_asked_for() -> None:
    elsewhere = link("http://other.com/f/1.pdf", f"{title(2019)}.pdf")
    column = '<div id="l"></div><script src="http://other.com/l.js"></script><script src="/l.js"></script>'
    site: Site = {
        "/": NB,
        "/nb/": column,
        "/l.js": "document.write('" + report(2019) + "')",
        "http://other.com/l.js": "document.write('" + report(2018) + "')",
        "/r/2019001.html": TEXT + elsewhere + link("/f/2.pdf", f"{title(2019)}.pdf"),
    }
    assert asked_for(site) == ["/l.js", "/r/2019001.html", "/f/2.pdf"]


def test_a_file_that_calls_itself_a_page_is_not_read() -> None:
    site = {**ONE, "/r/2019001.html": "%PDF-1.4 " + link("/f/1.pdf", f"{title(2019)}.pdf")}
    assert asked_for(site) == ["/r/2019001.html"]


OF_BODIES = dataclasses.replace(PORTAL, bodies=True)


def test_the_pages_of_a_body_lead_to_its_reports_and_not_out_of_them() -> None:
    """Its own report may stand on any of its pages, while another page tells of it as news."""
    told = "甲市教育局2018年政府信息公开工作年度报告"
    column = link("/list/7/", "年度报告") + link("/bm/gaj/", "市公安局")
    site: Site = {
        "/": XXGK,
        "/xxgk/": link("/bm/jyj/", "市教育局") + link("/x/7.html", told),
        "/bm/jyj/": link("/bm/jyj/gk/", "政务公开")
        + link("/zwgk/", "政务公开")
        + link("/bm/jyj/8.html", told)
        + column,
    }
    assert asked_for(site, portal=OF_BODIES) == ["/bm/jyj/", "/list/7/", "/bm/jyj/gk/", "/bm/gaj/", "/bm/jyj/8.html"]


@pytest.mark.parametrize(("folder", "is_column"), [("/jyj/gk/list/", True), ("/jyj/zwgk/", False)])
def test_a_body_whose_address_is_like_that_of_the_column_has_its_reports_there(folder: str, is_column: bool) -> None:
    site: Site = {
        "/": XXGK,
        "/xxgk/": link("/szf/gk/list/", WORDS) + link(folder, "市教育局"),
        "/szf/gk/list/": report(2019),
        folder: link(f"{folder}1.html", "2019年"),
    }
    roles = {row.url: row.role for row in walked(site, portal=OF_BODIES)}
    assert roles[f"{folder}1.html"] == ("report" if is_column else "page")


def test_the_government_among_the_bodies_of_a_column_has_a_part_of_it() -> None:
    """A year alone is a report there."""
    bodies = "".join(link(f"/nb/{number}/", name) for number, name in enumerate(["市教育局", "市公安局", "市财政局"]))
    site: Site = {"/": NB, "/nb/": bodies + link("/nb/szf/", "市政府"), "/nb/szf/": link("/r/2019001.html", "2019年")}
    assert [(row.url, row.role) for row in walked(site)][-1] == ("/r/2019001.html", "report")


def test_scripts_of_a_report_on_another_host_are_not_asked_for() -> None:
    url = "http://open.other.gov.cn/r/2019001.html"
    text = f'{TEXT}<a id="f" href="javascript:void(0)">附件.pdf</a><script src="/f.js"></script>'
    assert asked_for({"/": NB, "/nb/": link(url, title(2019)), url: text}) == [url]


def test_chapters_on_another_host_are_none_of_the_report() -> None:
    words = ("一、概述", "二、主动公开情况", "三、收费情况")
    chapters = "".join(link(f"{'http://other.com' * (n == 2)}/c/{n}.html", name) for n, name in enumerate(words))
    site = {**ONE, "/r/2019001.html": f"<title>{title(2019)}</title>{chapters}", "/c/0.html": TEXT, "/c/1.html": TEXT}
    assert asked_for(site) == ["/r/2019001.html", "/c/0.html", "/c/1.html"]


APPLICATION = """var app = document.getElementById("app"), tree = [];
function find(nodes, id) { for (var i = 0; i < nodes.length; i++) { if (nodes[i].id === id) return nodes[i];
    var found = find(nodes[i].below, id); if (found) return found; } return null; }
function link(node) { return '<a href="/c/' + node.id + '">' + node.name + "</a>"; }
$.getJSON("/api/tree", function (r) { tree = r.data; var m = location.pathname.match(/^\\/c\\/(\\d+)/);
    var node = m && find(tree, m[1]), text = location.pathname.match(/^\\/d\\/(\\d+)/);
    if (text) { $.getJSON("/api/text", {id: text[1]}, function (t) { app.innerHTML = t.content; }); return; }
    app.innerHTML = (node ? node.below : tree).map(link).join("") + '<div id="list"></div>';
    if (node && !node.below.length) $.getJSON("/api/rows", {of: m[1]}, function (l) {
        document.getElementById("list").innerHTML = l.rows.map(function (o) {
            return '<a href="/d/' + o.no + '">' + o.title + "</a>"; }).join(""); }); });"""
TREE = """{"data": [{"id": "1", "name": "政务公开", "below": [{"id": "11", "name": "政府信息公开", "below": [
    {"id": "111", "name": "政府信息公开年报", "below": []}]}]}]}"""


def test_an_application_whose_pages_all_ask_for_the_same_menu_is_followed_to_its_texts() -> None:
    """The menu is asked for once; each page shows its part of it, and asks for its own list or text."""
    shell = '<title>甲市人民政府</title><div id="app"></div><script src="/app.js"></script>'
    site: Site = {
        **dict.fromkeys(("/", "/c/1", "/c/11", "/c/111", "/d/7"), shell),
        "/app.js": APPLICATION,
        "/api/tree": TREE,
        "/api/rows?of=111": '{"rows": [{"no": "7", "title": "甲市2019年政府信息公开工作年度报告"}]}',
        "/api/text?id=7": '{"content": "<p>甲市2019年政府信息公开工作年度报告。</p>"}',
    }
    rows = walked(site)
    assert [row.url for row in rows].count("/api/tree") == 1
    assert ("/api/text?id=7", "report") in [(row.url, row.role) for row in rows]


def test_rows_that_a_script_calls_a_function_with_are_asked_for() -> None:
    page = """<ul id=l></ul><script>$.ajax({url: "/data/rows_1.js", dataType: "jsonp", success: function (d) {
    $.each(d.list, function (i, o) { $("#l").append('<a href="/gk' + o.u + '">' + o.t + "</a>"); }); }});
    $.ajax({url: "/js/echarts.js", dataType: "script"});</script>"""
    answer = 'rows_1({"list": [{"u": "/r/1.html", "t": "甲市2019年政府信息公开工作年度报告"}]});'
    asked = [row.url for row in walked({"/": NB, "/nb/": page, "/data/rows_1.js": answer})]
    assert asked == ["/", "/nb/", "/data/rows_1.js", "/gk/r/1.html"]


DOWN = "/index.php?m=content&c=down&a_k=7f"
FILES_OFFERED = "".join(link(f"/u/{name}", "下载地址") for name in ("1.docx", "1.pdf"))


@pytest.mark.parametrize(
    ("offers", "files"),
    [
        pytest.param(FILES_OFFERED, ["/u/1.docx", "/u/1.pdf"], id="a page that only offers it"),
        pytest.param(f"<p>{'公开' * 200}</p>{FILES_OFFERED}", [], id="a page with a text of its own"),
        pytest.param("".join(link(f"/u/{n}.docx", "下载") for n in range(9)), [], id="a list of files"),
    ],
)
def test_a_file_may_be_offered_on_a_page_of_its_own(offers: str, files: list[str]) -> None:
    text = f"<title>甲市2019年政府信息公开年度报告</title>{link(DOWN, '点击下载')}"
    rows = walked({"/": NB, "/nb/": report(2019), "/r/2019001.html": text, DOWN: offers})
    assert [row.url for row in rows if row.role == "attachment"] == [DOWN, *files]


@pytest.mark.parametrize(
    ("href", "asked"),
    [("/nb/2009/", True), ("/nb/2009/a.html", False), ("/nb/12/", False), ("/nb/2009/10/", False)],
)
def test_a_picture_in_a_column_is_named_by_the_folder_of_a_year(href: str, asked: bool) -> None:
    others = "".join(report(year) for year in (2017, 2018, 2019))
    site: Site = {"/": NB, "/nb/": f'{others}<a href="{href}"><img src="/i/1.jpg"></a>', href: TEXT}
    named = [row.text for row in walked(site) if row.url == href]
    assert named == ["2009年"] * asked


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        pytest.param(["查看全文"], ["/t/0.html"], id="the only one"),
        pytest.param(["点击阅读全文>>"], ["/t/0.html"], id="in other words"),
        pytest.param(["查看全文", "查看全文"], [], id="one of two"),
        pytest.param(["上一篇"], [], id="one that says something else"),
    ],
)
def test_a_page_without_a_text_leads_on_by_the_link_to_that(words: list[str], asked: list[str]) -> None:
    shown = "<title>甲市2019年度</title>" + "".join(link(f"/t/{n}.html", each) for n, each in enumerate(words))
    rows = walked({"/": NB, "/nb/": report(2019), "/r/2019001.html": shown, "/t/0.html": TEXT, "/t/1.html": TEXT})
    assert [row.url for row in rows if row.url.startswith("/t/")] == asked
