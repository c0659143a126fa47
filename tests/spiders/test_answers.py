"""Rows in the answers of interfaces, however they are wrapped, and what an answer says of the rest."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from spiders.discovery.addresses import Base
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import Link, PortalPage
from spiders.families.answers import Answer, as_list, as_page
from spiders.families.base import Kind, Step
from spiders.families.state import PageState

URL = "http://www.example.gov.cn/api/list"
BASE = "http://www.example.gov.cn/gk/nb/index.html"
ROWS = [
    {"title": "甲市2017年政府信息公开年度报告", "url": "/gk/nb/2017.html"},
    {"title": "<em>甲市</em>2016年政府信息公开年度报告", "url": "2016.html"},
]
FOUND = [
    ("http://www.example.gov.cn/gk/nb/2017.html", "甲市2017年政府信息公开年度报告"),
    ("http://www.example.gov.cn/gk/nb/2016.html", "甲市2016年政府信息公开年度报告"),
]
LOOSE = "{{title: '{title}', \"url\": '{url}', top: null, at: +5}}"
PLAIN = json.dumps({"data": {"list": ROWS}}, ensure_ascii=False)


def answer(text: str) -> Answer:
    return Answer(PortalPage(URL, text), Base(BASE))


def test_a_document_in_xml_is_a_list_of_its_elements_also_with_prefixes_that_it_does_not_declare() -> None:
    rows = "".join(f"<n:row><Title>{row['title']}</Title><x:Url>{row['url']}</x:Url></n:row>" for row in ROWS[:1])
    found = answer(f'<?xml version="1.0" encoding="utf-8"?><all>{rows}</all>')
    assert [(link.url, link.text) for link in found.links()] == FOUND[:1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PLAIN, id="as it is"),
        pytest.param(json.dumps(PLAIN), id="as text within a text"),
        pytest.param(
            json.dumps(f"[{', '.join(map(LOOSE.format_map, ROWS))}]"), id="as scripts write it, within a text"
        ),
        pytest.param(f"jQuery1.callback({PLAIN});", id="in a call"),
        pytest.param(f"callback({json.dumps(PLAIN)})", id="as a text in a call"),
        pytest.param(json.dumps(ROWS), id="a list alone"),
        pytest.param(f"{{count: '2', data: [{', '.join(map(LOOSE.format_map, ROWS))},]}};", id="as scripts write it"),
        pytest.param(f"show([{', '.join(map(LOOSE.format_map, ROWS))}])", id="as scripts write it, in a call"),
    ],
)
def test_rows_are_found_however_they_are_wrapped(text: str) -> None:
    found = answer(text)
    assert [(link.url, link.text) for link in found.links()] == FOUND
    assert found.rows == 2


@pytest.mark.parametrize("text", ["", "<p>no rows</p>", "callback(", "{", '"no JSON within"'])
def test_what_is_no_json_has_no_rows(text: str) -> None:
    found = answer(text)
    assert found.content is None
    assert (found.rows, found.total, found.pages) == (0, None, None)


@pytest.mark.parametrize(
    ("shown", "others", "title"),
    [
        ("甲市2017年政府信息…", {"n": 5, "alt": "甲市2017年政府信息公开年度报告"}, "甲市2017年政府信息公开年度报告"),
        ("甲市2017年政府信息...", {"alt": "甲市2017年政府信息公开…"}, "甲市2017年政府信息..."),
        ("甲市2017年政府信息...", {"alt": "乙市2017年政府信息公开年度报告"}, "甲市2017年政府信息..."),
        ("甲市2017年政府信息", {"alt": "甲市2017年政府信息公开年度报告"}, "甲市2017年政府信息"),
    ],
    ids=["at full length", "cut off there, too", "of something else", "not cut off"],
)
def test_a_title_that_is_cut_off_is_read_where_its_row_has_it_at_full_length(
    shown: str, others: dict[str, object], title: str
) -> None:
    (link,) = answer(json.dumps([{"title": shown, "url": "/a.html", **others}])).links()
    assert link.text == title


def test_rows_without_a_title_or_an_address_are_none() -> None:
    rows = [{"title": "年度报告"}, {"url": "/a.html"}, {"title": "", "url": "/b.html"}]
    assert answer(json.dumps(rows)).rows == 0


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        (
            [
                {"id": 7, "pId": 0, "name": "政府信息公开年报"},
                "无",
                {"id": 8, "pId": 7, "name": "本级", "url": "/8/"},
                {"id": 9, "pId": 8, "name": "往年", "url": "/9/"},
                {"id": 10, "pId": 3, "name": "动态", "url": "/10/"},
            ],
            [(), ("政府信息公开年报",), ("本级", "政府信息公开年报")],
        ),
        (
            {"name": "目录", "children": [{"title": "年报", "url": "/7/", "nodes": [{"name": "本级", "url": "/8/"}]}]},
            [("年报", "目录"), ("目录",)],
        ),
        # A list that no name stands above, and an object that is no list, head nothing.
        ({"name": "", "list": [{"id": 1, "name": "本级", "url": "/8/"}]}, [()]),
        ({"name": "甲", "of": {"name": "本级", "url": "/8/"}}, [()]),
    ],
)
def test_rows_of_a_tree_stand_below_the_names_of_those_above_them(told: Any, groups: list[tuple[str, ...]]) -> None:
    found = answer(json.dumps(told))
    assert sorted(link.groups for link in found.links()) == sorted(groups)
    assert [link.url for link in found.meant([])] == [link.url for link in found.links()]


TEXT = "<p>一、总体情况</p><p>主动公开政府信息12条。</p>"


def test_a_text_that_an_interface_answers_with_is_shown_as_a_page() -> None:
    files = [{"name": "附件.pdf", "path": "/file/a.pdf"}]
    told = {
        "code": 0,
        "data": {"title": "甲市2021年政府信息公开&政务公开年度报告", "content": TEXT, "files": files, "url": "/1.html"},
    }
    page = as_page(PortalPage(URL, json.dumps(told)))
    assert page.url == URL
    assert page.title == "甲市2021年政府信息公开&政务公开年度报告"
    assert page.own_text.count("一、总体情况主动公开政府信息12条。") == 1
    assert [(link.url, link.text) for link in page.links] == [("http://www.example.gov.cn/file/a.pdf", "附件.pdf")]


def test_rows_that_an_interface_answers_with_are_shown_as_a_list() -> None:
    told = {
        "rows": [{"title": "2021年<b>年报</b>", "url": "2021.html"}, {"title": "2020年年报", "url": "/b/2020.html"}]
    }
    page = as_list(PortalPage(URL, json.dumps(told)), "http://www.example.gov.cn/gk/nb/")
    assert [(link.url, link.text) for link in page.links] == [
        ("http://www.example.gov.cn/gk/nb/2021.html", "2021年年报"),
        ("http://www.example.gov.cn/b/2020.html", "2020年年报"),
    ]


@pytest.mark.parametrize("text", ["<html><body>{}</body></html>", '{"code": 404, "msg": "无此文章"}', "[1, 2]", ""])
def test_what_holds_no_rows_is_left_as_it_is(text: str) -> None:
    page = PortalPage(URL, text)
    assert as_list(page, URL) is page


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html><body>{}</body></html>", id="a page"),
        pytest.param('{"code": 404, "msg": "无此文章"}', id="no text in it"),
        pytest.param(PLAIN.replace("<em>", "").replace("</em>", ""), id="rows without markup"),
        pytest.param("[1, 2]", id="a list"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_holds_no_text_is_left_as_it_is(text: str) -> None:
    page = PortalPage(URL, text)
    assert as_page(page) is page


@pytest.mark.parametrize(
    "text",
    [
        "{title: name}",
        "[公开年报]",
        "[1, [2, f()]]",
        "{title: '甲'",
        "[" * 3000 + "]" * 3000,
        "var a = {b: 1}",
        "[a = [], a.push(a), a]",
    ],
)
def test_what_is_not_known_as_a_whole_is_no_value(text: str) -> None:
    assert answer(text).content is None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ('{"data": {"list": [{"id": 1}, {"id": 2}], "menu": [{"id": 1}]}, "total": 5}', 2),
        ('[{"id": 1}, "x", {"id": 2}, {"id": 3}]', 3),
        ('{"html": "<li>甲</li>"}', 0),
        ("<ul></ul>", 0),
    ],
)
def test_entries_are_counted_also_where_they_have_no_address(text: str, entries: int) -> None:
    assert answer(text).entries == entries


def nested(value: object, depth: int) -> object:
    for _ in range(depth):
        value = {"data": value}
    return value


@pytest.mark.parametrize(("depth", "links", "entries"), [(0, 1, 2), (8, 1, 2), (9, 0, 0)])
def test_how_deep_rows_may_lie(depth: int, links: int, entries: int) -> None:
    """As deep as answers are made by machines, and no deeper."""
    assert len(list(answer(json.dumps(nested(ROWS[0], depth))).links())) == links
    assert answer(json.dumps(nested(ROWS, depth))).entries == entries


@pytest.mark.parametrize(("depth", "total"), [(0, 25), (4, 25), (5, None)])
def test_how_deep_the_number_of_rows_may_lie(depth: int, total: int | None) -> None:
    assert answer(json.dumps(nested({"total": 25}, depth))).total == total


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, f"f({'[' * 100_000})", json.dumps("[" * 100_000)])
def test_what_is_nested_without_end_holds_nothing(text: str) -> None:
    assert answer(text).content is None
    held = PortalPage(URL, f'<html><body><p data-rows="{html.escape("[{" + text)}">title: x</p></body></html>')
    assert list(PageState(Judge("江苏省/甲市")).links(held, Step(url=URL, kind=Kind.COLUMN))) == []


@pytest.mark.parametrize(
    ("told", "total", "pages"),
    [
        ({"total_pages": 3}, None, 3),
        ({"allPage": "3"}, None, 3),
        ({"totalElements": 25, "totalPages": 3}, 25, 3),
        ({"totalRecode": 25}, 25, None),
        # What counts the rows of a page is passed over where something counts them all.
        ({"count": 10, "total_count": 25}, 25, None),
        ({"total": 10, "totalRecords": 25}, 25, None),
        ({"count": 25}, 25, None),
        ({"size": 25, "current": 3}, None, None),
    ],
)
def test_what_an_answer_says_of_the_rest(told: dict[str, object], total: int | None, pages: int | None) -> None:
    found = answer(json.dumps({"rows": ROWS, **told}))
    assert (found.total, found.pages) == (total, pages)


@pytest.mark.parametrize("told", ["²", "9" * 5000, 9 * 10**20, True, None, [], -1, "x"])
def test_a_number_of_rows_that_is_none_says_nothing(told: object) -> None:
    assert answer(json.dumps({"rows": ROWS, "total": told, "pages": told})).total is None
    assert answer(json.dumps({"rows": ROWS, "total": told, "pages": told})).pages is None


def test_halves_of_characters_are_left_out_of_names() -> None:
    (row,) = answer(json.dumps([{"title": "甲市2017年年报\ud83d", "url": "/17.html"}])).links()
    assert row.text == "甲市2017年年报"


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"url": "/a/1.html", "report_page": "/nb/1.html"}, True),
        ({"url": "/a/1.html", "report_page": "/a/1.html"}, False),
        ({"url": "/a/1.html", "cover": "/a/1.jpg", "file": "/a/1.pdf"}, False),
        ({"url": "/a/1.html", "path": "年报/2017", "author": "甲/乙", "report_page": ""}, False),
        ({"url": "/a/1.html"}, False),
    ],
)
def test_a_row_may_have_several_addresses(members: dict[str, str], expected: bool) -> None:
    text = json.dumps({"data": {"list": [{"name": "县教育局", **members}], "page": {"home": "/x", "help": "/y"}}})
    assert answer(text).offers_several is expected


@pytest.mark.parametrize(
    ("address", "shown", "expected"),
    [
        ("1/2.html", "/a/c7/1/2.html", "/a/c7/1/2.html"),
        ("1/2.html", "/a/c7/11/2.html", "/gk/nb/1/2.html"),
        ("./1/2.html", "/a/c7/1/2.html", "/a/c7/1/2.html"),
        ("3/../1/2.html?a=1", "/a/c7/1/2.html?a=1", "/a/c7/1/2.html?a=1"),
        ("./1/2.html", "/a/c7/11/2.html", "/gk/nb/1/2.html"),
        ("/1/2.html", "/a/c7/1/2.html", "/a/c7/1/2.html"),
        ("/1/2.html", "/a/c7/11/2.html", "/1/2.html"),
        ("1/2.html", "/gk/nb/1/2.html", "/gk/nb/1/2.html"),
    ],
)
def test_the_page_may_complete_the_address_of_a_row(address: str, shown: str, expected: str) -> None:
    found = answer(json.dumps([{"title": "甲市2017年年报", "url": address}]))
    assert found.names_relative
    links = [Link(f"http://www.example.gov.cn{url}", "甲市2017年年报") for url in ("/other.html", shown)]
    (row,) = found.meant(links)
    assert row.url == f"http://www.example.gov.cn{expected}"


@pytest.mark.parametrize(
    ("member", "shown", "expected"),
    [
        ("filePath", "/upload/7/1.pdf", "/upload/7/1.pdf"),
        ("path", "/upload/7/1.pdf", "/upload/7/1.pdf"),
        ("filePath", "/upload/7/11.pdf", "/7/1.pdf"),
        ("filePath", "/7/1.pdf", "/7/1.pdf"),
        ("url", "/upload/7/1.pdf", "/upload/7/1.pdf"),
    ],
)
def test_the_page_may_know_the_way_to_the_files_of_its_site(member: str, shown: str, expected: str) -> None:
    found = answer(json.dumps([{"title": "甲市2017年年报", member: "/7/1.pdf"}]))
    assert found.names_relative
    (row,) = found.meant([Link(f"http://www.example.gov.cn{shown}", "甲市2017年年报")])
    assert row.url == f"http://www.example.gov.cn{expected}"
    for host in ("http://a.gov.cn", "//a.gov.cn"):
        assert not answer(json.dumps([{"title": "甲市2017年年报", member: f"{host}/7/1.pdf"}])).names_relative


def test_the_page_may_show_the_day_beside_the_name_of_a_row_whose_address_it_completes() -> None:
    found = answer(json.dumps([{"title": "甲市2017年年报", "url": "/7/1.html"}]))
    shown = [Link("http://www.example.gov.cn/zwgk/7/1.html", "甲市2017年年报2018-01-24")]
    assert [row.url for row in found.meant(shown)] == ["http://www.example.gov.cn/zwgk/7/1.html"]


REPORTS = [{"title": f"甲市{year}年年报", "docUrl": None, "fileUrl": f"/f/{year}.pdf"} for year in (2017, 2016)]


@pytest.mark.parametrize(
    ("told", "shown", "is_open"),
    [
        # Some rows of a list are files, and the page makes the addresses of the others.
        (
            {"rows": [*REPORTS, {"title": "<b>甲市</b>2015年年报", "id": 7}]},
            ["/f/2017.pdf", "/f/2016.pdf", "/t/7.html"],
            True,
        ),
        (
            {"rows": [*REPORTS, {"title": "甲市2015年年报", "fileUrl": ""}]},
            ["/f/2017.pdf", "/f/2016.pdf", "/t/7.html"],
            True,
        ),
        # What the page makes of anything else is no row of the list.
        ({"rows": [*REPORTS, {"title": "甲市2014年年报"}]}, ["/f/2017.pdf", "/f/2016.pdf"], True),
        ({"rows": [*REPORTS, {"title": ""}]}, ["/f/2017.pdf", "/f/2016.pdf"], False),
        ({"rows": REPORTS, "menu": [{"name": "甲市2015年年报"}]}, ["/f/2017.pdf", "/f/2016.pdf"], False),
        ({"rows": REPORTS}, ["/f/2017.pdf", "/f/2016.pdf"], False),
    ],
)
def test_a_page_may_make_the_addresses_of_some_rows_alone(told: object, shown: list[str], is_open: bool) -> None:
    found = answer(json.dumps(told))
    made = [("/t/7.html", "甲市2015年年报"), ("/f/2017.pdf", "甲市2017年年报"), ("/s/", "搜索")]
    links = [Link(f"http://www.example.gov.cn{url}", text) for url, text in made]
    assert found.leaves_open is is_open
    assert found.unaddressed == is_open
    assert [link.url.removeprefix("http://www.example.gov.cn") for link in found.meant(links)] == shown


@pytest.mark.parametrize(
    ("told", "is_last"),
    [
        ({"hasNext": False, "list": []}, True),
        ({"data": {"list": [], "hasMore": "false"}}, True),
        ({"rows": [], "page": {"pageNo": 2, "hasNextPage": 0}}, True),
        ({"hasNext": True, "list": []}, False),
        ({"config": {"hasMore": False}, "list": []}, False),
        ({"list": [], "column": {"name": "年报", "more": False}}, False),
        ({"list": [], "more": "0"}, False),
        ({"list": [], "hasMore": ""}, False),
        ({"list": [{"title": "a", "hasMore": False}]}, False),
        ({"hasNextPage": False}, False),
        ({"content": [], "number": 2, "first": False, "last": True}, True),
        ({"data": {"list": [], "isLastPage": 1}}, True),
        ({"list": [], "isEnd": "true"}, True),
        ({"content": [], "last": False}, False),
        ({"list": [], "last": 3}, False),
        ({"list": [{"title": "a", "last": True}]}, False),
        ({"last": True}, False),
    ],
)
def test_only_what_holds_the_list_or_its_numbers_says_that_no_page_is_behind_it(told: object, is_last: bool) -> None:
    assert answer(json.dumps(told)).is_last is is_last


@pytest.mark.parametrize(
    ("told", "is_last"),
    [
        ('<i class="state" data-has-more="false"></i>', True),
        ('<div data-page="3" data-is-last="1"></div>', True),
        ('<input type="hidden" name="hasNext" value="0">', True),
        ('<i data-has-more="true"></i>', False),
        ('<input type="hidden" name="hasNext" value="1">', False),
        ('<input name="hasNext" value="0">', False),
        # The last row of each page is none of the list.
        ('<li data-last="true"><a href="/gk/nb/2016.html">甲市2016年年报</a></li>', False),
        ('<li data-last="true">2016年</li>', False),
        ("", False),
    ],
)
def test_a_piece_of_html_may_declare_that_no_page_is_behind_it(told: str, is_last: bool) -> None:
    assert answer(f'<li><a href="/gk/nb/2017.html">甲市2017年年报</a></li>{told}').is_last is is_last


@pytest.mark.parametrize(
    ("publishers", "groups"),
    [
        (("遂川县人民政府", "遂川县教育局", ""), [("遂川县人民政府",), ("遂川县教育局",), ()]),
        (("遂川县教育局", "遂川县教育局", "遂川县教育局"), [(), (), ()]),
        (("新闻", "公告", "遂川县教育局"), [(), (), ()]),
    ],
)
def test_rows_stand_in_the_group_of_who_has_published_them(
    publishers: tuple[str, ...], groups: list[tuple[str, ...]]
) -> None:
    rows = [
        {"title": f"{year}年年度报告", "url": f"/{year}.html", "sort": f"{year}", "deptName": publisher}
        for year, publisher in zip((2024, 2023, 2022), publishers, strict=True)
    ]
    assert [link.groups for link in answer(json.dumps({"data": rows})).links()] == groups
