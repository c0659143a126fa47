"""Queries whose words are in another encoding than UTF-8: read, turned to the next page, and compared."""

from __future__ import annotations

import pytest

from spiders import queries
from spiders.discovery.addresses import Base
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import PortalPage
from spiders.families.base import Kind, Step, Why
from spiders.families.general import identity
from spiders.families.general.bodies import differ_in_whose
from spiders.families.hanweb import AnnualReportPage
from spiders.families.question import read
from spiders.families.search import JsonSearch
from spiders.scripting.effects import Asked, Effects, encoded

BASE = "http://www.example.gov.cn/gk/nb/"
REPORTS, RULES = "%C4%EA%B1%A8", "%D6%C6%B6%C8"
"""年报 and 制度 in GB18030."""


@pytest.mark.parametrize("query", [f"lm={REPORTS}&page=1", "lm=%E5%B9%B4%E6%8A%A5&page=", "a=1&a=2", "%C4%EA=1"])
def test_a_query_is_written_as_it_was_read(query: str) -> None:
    assert queries.written(queries.fields(query)) == query


def test_words_that_are_put_in_are_in_the_encoding_that_is_told() -> None:
    assert queries.written([("lm", "年报")], "gb18030") == f"lm={REPORTS}"
    assert queries.written([("lm", "年报")]) == "lm=%E5%B9%B4%E6%8A%A5"
    # Halves of characters are written with nothing.
    assert queries.written([("lm", "\ud83d甲\ude00")], "gb18030") == "lm=%3F%BC%D7%3F"


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
