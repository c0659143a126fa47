"""Queries whose words are in another encoding than UTF-8: read, turned to the next page, and compared."""

from __future__ import annotations

import encodings.aliases
import urllib.parse

import pytest

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.addresses import Base
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import PortalPage
from spiders.discovery.viewers import viewed
from spiders.families.base import Kind, Step, Why
from spiders.families.general import identity
from spiders.families.general.bodies import differ_in_whose
from spiders.families.hanweb import AnnualReportPage, Catalogue, Jpage
from spiders.families.jpaas import Units
from spiders.families.question import read
from spiders.families.search import JsonSearch
from spiders.scripting.effects import Asked, Effects, encoded

BASE = "http://www.example.gov.cn/gk/nb/"
REPORTS, RULES = "%C4%EA%B1%A8", "%D6%C6%B6%C8"
"""年报 and 制度 in GB18030."""


@pytest.mark.parametrize("query", [f"lm={REPORTS}&page=1", "lm=%E5%B9%B4%E6%8A%A5&page=", "a=1&a=2", "%C4%EA=1"])
def test_a_query_is_written_as_it_was_read(query: str) -> None:
    assert queries.written(queries.fields(query)) == query


@pytest.mark.parametrize(
    ("url", "query", "whole"), [("/l", "a=1", "/l?a=1"), ("/l?b=2", "a=1", "/l?b=2&a=1"), ("/l?b=2", "", "/l?b=2")]
)
def test_a_query_is_added_to_the_one_that_an_address_has(url: str, query: str, whole: str) -> None:
    assert queries.added(url, query) == whole
    assert Asked(url, "GET", dict(queries.fields(query)), as_json=False).address == whole


def test_words_that_are_put_in_are_in_the_encoding_that_is_told() -> None:
    assert queries.written([("lm", "年报")], "gb18030") == f"lm={REPORTS}"
    assert queries.written([("lm", "年报")]) == "lm=%E5%B9%B4%E6%8A%A5"
    # Halves of characters are written with nothing.
    assert queries.written([("lm", "\ud83d甲\ude00")], "gb18030") == "lm=%3F%BC%D7%3F"


CHARSETS = ["gb2312", "GBK", "hz", "big5", "utf-16", "latin-1", "x-unknown", "rot13", "\ud800"]


@pytest.mark.parametrize("encoding", ["", "gb18030"])
@pytest.mark.parametrize("words", [REPORTS, RULES, "%B9%AB", "a%EA%B1%A8%C4", "%E9F"])
def test_words_that_were_read_in_another_encoding_stay_among_those_that_are_put_in(words: str, encoding: str) -> None:
    (read,) = queries.fields(f"lm={words}")
    assert read[1] == queries.unescaped(words)
    assert queries.written([read, ("p", "1")], encoding) == f"lm={words}&p=1"


@pytest.mark.parametrize("words", ["年报", "\ufeff年", "\ud83d", "年 报", "%"])
def test_words_that_stand_unescaped_in_a_query_are_read_as_they_are(words: str) -> None:
    assert queries.fields(f"lm={words}") == [("lm", words)]
    assert queries.as_address(words) == words


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("words", ["年报", "镕", "😀", "\ud83d", "\udcc4\udcea"])
def test_words_are_written_whatever_charset_a_page_declares(charset: str, words: str) -> None:
    as_chinese = charset in ("gb2312", "GBK")
    assert queries.written([("q", words)], charset) == queries.written([("q", words)], "gb18030" if as_chinese else "")
    asked = Base(BASE, charset).resolve(f"/list.asp?q={words}")
    assert asked is not None
    assert asked.startswith("http://www.example.gov.cn/list.asp?q=")


def test_no_charset_that_there_is_stops_a_query() -> None:
    for charset in (*encodings.aliases.aliases, *encodings.aliases.aliases.values()):
        assert queries.written([("q", "镕")], charset) in ("q=%E9%95%95", "q=%E9F")


@pytest.mark.parametrize(
    ("query", "read"),
    [("lm=%B9%AB&p=", [("lm", "\ufffd\ufffd"), ("p", "")]), ("lm=%E5%B9%B4%E6%8A%A5", [("lm", "年报")])],
)
def test_scripts_read_queries_in_utf_8(query: str, read: list[tuple[str, str]]) -> None:
    assert queries.fields_for_scripts(query) == read


def test_a_list_that_is_asked_for_in_another_encoding_is_turned_in_it() -> None:
    question = read(Asked(f"/list.asp?lm={REPORTS}", "GET", {"page": "1"}, as_json=False), Base(BASE))
    assert question is not None
    assert encoded(question.page(2)) == f"lm={REPORTS}&page=2"
    other = read(Asked(f"/list.asp?lm={RULES}", "GET", {"page": "1"}, as_json=False), Base(BASE))
    assert other is not None
    assert other.identity != question.identity


@pytest.mark.parametrize("asks", ["$.get('/api/list?{}')", "$.post('/api/list', '{}')"])
def test_so_is_one_that_a_script_asks_for(asks: str) -> None:
    code = asks.replace("{}", f"lm={REPORTS}&page=1").replace("')", "', function (d) { show(d); })")
    page = PortalPage(BASE, f"<ul id=l></ul><script>{code}</script>", encoding="gb18030")
    step = Step(url=BASE, kind=Kind.COLUMN, why=Why.PAGE, column=True)
    (asked,) = JsonSearch(Judge("江苏省/甲市")).further(page, step, 0)
    assert f"lm={REPORTS}&page=1" in (asked.url + asked.body)


@pytest.mark.parametrize(("encoding", "sent"), [("gb18030", REPORTS), ("", "%E5%B9%B4%E6%8A%A5")])
def test_words_in_an_address_that_a_script_asks_for_are_in_the_encoding_of_the_page(encoding: str, sent: str) -> None:
    asked = Asked("/list.asp?lm=年报", "GET", {"ms": "年报"}, as_json=False)
    question = read(asked, Base(BASE, encoding))
    assert question is not None
    # Scripts write parameters themselves, in UTF-8.
    assert encoded(question.parameters) == f"lm={sent}&ms=%E5%B9%B4%E6%8A%A5"


def test_bodies_of_forms_that_are_texts_keep_their_bytes() -> None:
    effects = Effects()
    effects.ask("/l", "POST", f"lm={REPORTS}")
    assert encoded(effects.requests[0].parameters) == f"lm={REPORTS}"


def test_a_box_of_years_keeps_what_else_its_page_was_asked_for() -> None:
    url = f"{BASE}xxgkAnnualReport.jsp?lm={REPORTS}&fbtime=2017"
    page = PortalPage(url, "<select><option value='2016'></select>")
    (link,) = AnnualReportPage(Judge("江苏省/甲市")).links(page, Step(url=url, kind=Kind.COLUMN, why=Why.PAGE))
    assert link.url == url.replace("2017", "2016")


def test_two_columns_of_a_form_are_two() -> None:
    steps = [Step(url=BASE, kind=Kind.COLUMN, method="POST", body=f"lm={words}") for words in (REPORTS, RULES)]
    assert identity.of_step(steps[0]) != identity.of_step(steps[1])
    assert identity.of_step(steps[0]) == identity.of_step(steps[0])


def test_bodies_are_told_apart_by_one_value_in_any_encoding() -> None:
    url = f"{BASE}list.asp?lm={REPORTS}&dw="
    assert differ_in_whose(f"{url}%C4%EA", f"{url}%D6%C6")
    assert not differ_in_whose(f"{url}%C4%EA", f"{url.replace(REPORTS, RULES)}%D6%C6")


LIST = (
    "<record><![CDATA[<a href='/a.html'>x</a>]]></record><script>totalRecord: 90, columnid: 31, unitid: 7, {}</script>"
)


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        (f"webname: '{REPORTS}'", REPORTS),
        ("webname: '%E5%B9%B4%E6%8A%A5'", "%E5%B9%B4%E6%8A%A5"),
        # The component is a script, which sends words in UTF-8, whatever its page is in.
        ("webname: '年报'", "%E5%B9%B4%E6%8A%A5"),
    ],
)
def test_a_list_of_records_sends_the_words_that_its_page_gives_it(told: str, sent: str) -> None:
    page = PortalPage(BASE, LIST.replace("{}", told), encoding="gb18030")
    step = Step(url=BASE, kind=Kind.COLUMN, why=Why.PAGE)
    (asked,) = Jpage(Judge("江苏省/甲市")).further(page, step, 1)
    assert asked.otherwise is not None
    for query in (urllib.parse.urlsplit(asked.url).query, asked.otherwise.body):
        assert f"&webname={sent}&" in f"&{query}&"


@pytest.mark.parametrize(
    ("query", "shown", "sent"),
    [
        (f"area={REPORTS}", "", REPORTS),
        ("area=%E5%B9%B4%E6%8A%A5", "", "%E5%B9%B4%E6%8A%A5"),
        ("", "<input name=area value=年报>", "%E5%B9%B4%E6%8A%A5"),
        ("", "<script>var area = '\\ud83d';</script>", "%3F"),
        # What is blank in the address is told by the form.
        ("area=", "<input name=area value=33>", "33"),
    ],
)
def test_a_catalogue_asks_for_a_theme_with_the_words_of_its_address(query: str, shown: str, sent: str) -> None:
    markup = f"{shown}<a onclick=\"show('A04', '')\">政府信息公开年度报告</a><!-- module/xxgk/search.jsp -->"
    url = f"{BASE}?{query}"
    step, catalogue = Step(url=url, kind=Kind.COLUMN, why=Why.PAGE), Catalogue(Judge("江苏省/甲市"))
    (asked,) = catalogue.further(PortalPage(url, markup, encoding="gb18030"), step, 0)
    assert asked.body == f"infotypeId=A04&area={sent}&currpage=1"
    (following,) = catalogue.further(PortalPage(asked.url, "共3页"), asked, 9)
    assert following.body == f"infotypeId=A04&area={sent}&currpage=2"


def test_a_unit_is_asked_for_with_what_its_element_bears() -> None:
    markup = """<i querydata="{'pageId': '7', 'tagId': '年报', 'w': '\\ud83d'}"></i>"""
    step = Step(url=BASE, kind=Kind.COLUMN, why=Why.PAGE, column=True)
    (asked,) = Units(Judge("江苏省/甲市")).further(PortalPage(BASE, markup, encoding="gb18030"), step, 0)
    assert urllib.parse.urlsplit(asked.url).query == "pageId=7&tagId=%E5%B9%B4%E6%8A%A5&w=%3F"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        (f"viewer.html?file=/f/{REPORTS}.pdf", f"/f/{REPORTS}.pdf"),
        (f"viewer.html#file=/f/{REPORTS}.pdf", f"/f/{REPORTS}.pdf"),
        (f"viewer.html#/f/{REPORTS}.pdf", f"/f/{REPORTS}.pdf"),
        ("viewer.html?file=/f/%E5%B9%B4%E6%8A%A5.pdf", "/f/年报.pdf"),
        ("viewer.html?file=/f/%25C4%25EA.pdf", "/f/%C4%EA.pdf"),
        # A name that was lost names no file.
        ("viewer.html?file=/f/%EF%BF%BD.pdf", None),
        ("viewer.html?file=", None),
    ],
)
def test_a_file_in_a_viewer_keeps_the_bytes_of_its_name(address: str, file: str | None) -> None:
    assert viewed(Base(BASE), address) == (file and f"http://www.example.gov.cn{file}")


def test_two_files_whose_names_are_in_another_encoding_are_two() -> None:
    one, other = (f"{BASE}{words}.html" for words in ("%B9%AB", "%BF%AA"))
    assert addresses.key(one) != addresses.key(other)
    assert addresses.key(one) == addresses.key(one.replace("%AB", "%ab"))
    assert addresses.key(f"{BASE}%E5%B9%B4.html") == addresses.key(f"{BASE}年.html")


def test_the_suffix_of_a_file_is_told_beside_words_in_another_encoding() -> None:
    assert addresses.suffix(f"{BASE}down.jsp?file={REPORTS}.pdf&x=") == "pdf"
