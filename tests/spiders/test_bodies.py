"""Which addresses are of another body's pages, and how long they are looked for."""

from __future__ import annotations

import pytest

from spiders.families.base import Kind, Step
from spiders.families.general.bodies import Bodies, differ_in_whose, lies_within

HOME = "http://www.example.gov.cn/"


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("http://www.example.gov.cn/bm/jyj/zwgk/", "http://www.example.gov.cn/bm/jyj/index.html", True),
        ("http://www.example.gov.cn/public/7?type=4", "http://www.example.gov.cn/public/7?type=1", True),
        ("http://www.example.gov.cn/unit/7/open", "http://www.example.gov.cn/unit/7", True),
        ("http://www.example.gov.cn/unit7/open", "http://www.example.gov.cn/unit7", True),
        ("http://www.example.gov.cn/unit77/open", "http://www.example.gov.cn/unit7", False),
        ("http://jyj.example.gov.cn/zwgk/", "http://jyj.example.gov.cn/", True),
        ("http://www.example.gov.cn/zwgk/", "http://www.example.gov.cn/bm/jyj/", False),
        ("http://www.example.gov.cn/zwgk/", "http://www.example.gov.cn/", False),
        ("http://www.example.gov.cn/zwgk/", "http://jyj.example.gov.cn/", False),
    ],
)
def test_what_lies_within_the_pages_of_a_body(url: str, page: str, expected: bool) -> None:
    assert lies_within(url, page, HOME) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("/list?unit=b1&cat=n3", "/list?unit=z0&cat=n3", True),
        ("/list?unit=b1&cat=n9", "/list?unit=z0&cat=n3", False),
        ("/list?cat=n9", "/list?cat=n3", False),
        ("/list?unit=b1&kind=n3", "/list?unit=z0&cat=n3", False),
        ("/jyj/xxgk/nb/", "/szf/xxgk/nb/", True),
        ("/list?dept=b1&cat=n3", "/list?unit=z0&cat=n3", False),
        ("/list?unit=b1&cat=n3&page=1", "/list?unit=z0&cat=n3", False),
        ("/xxgk/jyj/", "/xxgk/nb/", False),
        ("/bm/jyj/nb/", "/zf/szf/nb/", False),
        ("/jyj/xxgk/nb/", "/jyj/xxgk/nb/", False),
        ("/jyj/", "/nb/", False),
        ("/jyj/nb/?page=2", "/szf/nb/", False),
    ],
)
def test_the_columns_of_two_bodies_differ_in_whose_they_are(one: str, other: str, expected: bool) -> None:
    assert differ_in_whose(f"http://www.example.gov.cn{one}", f"http://www.example.gov.cn{other}") == expected


def test_columns_on_two_hosts_are_not_told_by_their_addresses() -> None:
    assert not differ_in_whose("http://a.gov.cn/list?unit=1&cat=2", "http://b.gov.cn/list?unit=2&cat=2")


def looked_at(bodies: Bodies, agency: str) -> bool:
    return bodies.look(Step(url=HOME, kind=Kind.PATH, agency=agency))


def test_each_body_is_worth_three_pages_and_none_when_its_reports_are_found() -> None:
    bodies = Bodies(pages_per_report=5)
    assert [looked_at(bodies, "水利局") for _ in range(4)] == [True, True, True, False]
    assert looked_at(bodies, "教育局")
    bodies.found("教育局")
    assert not looked_at(bodies, "教育局")


def test_pages_in_vain_end_the_search_and_each_report_prolongs_it() -> None:
    bodies = Bodies(pages_per_report=5)
    assert [looked_at(bodies, f"{number}局") for number in range(14)] == [True] * 12 + [False] * 2
    bodies.found("0局")
    assert [looked_at(bodies, f"{number}局") for number in range(20, 27)] == [True] * 5 + [False] * 2
