"""Where a question to an interface holds the number of a page, of rows before it, and of the rows of a page."""

from __future__ import annotations

from typing import Any

import pytest

from spiders.discovery.addresses import GAP, Base
from spiders.families.question import Question, read
from spiders.scripting.effects import Asked

URL = "http://www.example.gov.cn/l"


def question(parameters: dict[str, Any], asks: int = 1, *, as_json: bool = False) -> Question:
    return Question(URL, "POST", parameters, as_json=as_json, asks=asks)


def within(depth: int, held: dict[str, Any]) -> dict[str, Any]:
    """Some parameters in that many objects."""
    for number in range(depth, 0, -1):
        held = {f"in{number}": held}
    return held


@pytest.mark.parametrize(
    ("parameters", "asks", "field", "is_sure"),
    [
        pytest.param({"page": "1"}, 1, ("page",), True, id="the page that it asks for"),
        pytest.param({"page": "0"}, 1, ("page",), True, id="the page that it asks for, from 0"),
        pytest.param({"page": "2"}, 3, ("page",), True, id="the third page, from 0"),
        pytest.param({"page": "7"}, 1, ("page",), False, id="another number"),
        pytest.param({"page": ""}, 1, ("page",), False, id="nothing yet"),
        pytest.param({"_Page": "7"}, 1, ("_Page",), False, id="whatever letters it is written in"),
        pytest.param({"page": "2024"}, 1, (), False, id="a year"),
        pytest.param({"page": "a1b2c3d4e5f6"}, 1, ("page",), False, id="a word"),
        pytest.param({"page": "a1b2c3d4e5f67"}, 1, (), False, id="an id"),
        pytest.param({"page": "a-b"}, 1, (), False, id="what is no word"),
        pytest.param({"page": ["1"]}, 1, (), False, id="a list"),
        pytest.param({"id": "1"}, 1, (), False, id="another name"),
        pytest.param({"page": "7", "pageNo": "1"}, 1, ("pageNo",), True, id="of two the one that is sure"),
        pytest.param({"q": {"page": "1"}, "page": "7"}, 1, ("q", "page"), True, id="the one that is sure, within"),
        pytest.param({"q": {"page": "7"}, "page": "7"}, 1, ("page",), False, id="the outer of two"),
        pytest.param(within(2, {"page": "1"}), 1, ("in1", "in2", "page"), True, id="in two objects"),
        pytest.param(within(3, {"page": "1"}), 1, (), False, id="in three objects"),
        pytest.param(within(2, {"page": "7"}), 1, ("in1", "in2", "page"), False, id="another number in two objects"),
        pytest.param(within(3, {"page": "7"}), 1, (), False, id="another number in three objects"),
        pytest.param({"a": {"id": "1"}, "b": {"page": "1"}}, 1, ("b", "page"), True, id="in the second object"),
    ],
)
def test_where_the_number_of_a_page_stands(
    parameters: dict[str, Any], asks: int, field: tuple[str, ...], is_sure: bool
) -> None:
    found = question(parameters, asks)
    assert (found.page_field, found.holds_number, found.names_page) == (field, is_sure, bool(field))


@pytest.mark.parametrize(
    ("parameters", "asks", "offset", "size", "page"),
    [
        pytest.param({"start": "0", "limit": "10"}, 1, ("start",), 10, (), id="rows before the first page"),
        pytest.param({"start": "20", "limit": "10"}, 3, ("start",), 10, (), id="rows before the third page"),
        pytest.param({"start": "0", "limit": "x"}, 1, (), 0, (), id="no number of rows"),
        pytest.param({"start": "0"}, 1, (), 0, (), id="without the rows of a page"),
        pytest.param({"start": "9999", "limit": "10"}, 1, ("start",), 10, (), id="four digits"),
        pytest.param({"start": "10000", "limit": "10"}, 1, (), 10, (), id="five digits"),
        pytest.param({"start": "0", "limit": "10", "page": "7"}, 1, ("start",), 10, (), id="beside another number"),
        pytest.param({"start": "5", "limit": "10", "page": "7"}, 1, ("start",), 10, ("page",), id="another offset"),
        pytest.param(within(2, {"start": "0", "limit": "10"}), 1, ("in1", "in2", "start"), 10, (), id="in two objects"),
        pytest.param({**within(3, {"start": "0"}), "limit": "10"}, 1, (), 10, (), id="in three objects"),
        pytest.param({**within(3, {"limit": "10"}), "start": "0"}, 1, (), 0, (), id="the rows in three objects"),
    ],
)
def test_where_the_rows_before_a_page_stand(
    parameters: dict[str, Any], asks: int, offset: tuple[str, ...], size: int, page: tuple[str, ...]
) -> None:
    found = question(parameters, asks)
    assert (found.offset_field, found.size, found.page_field) == (offset, size, page)


@pytest.mark.parametrize(
    ("parameters", "as_json", "third"),
    [
        ({"page": "1", "id": "7"}, False, {"page": "3", "id": "7"}),
        ({"page": 1}, True, {"page": 3}),
        ({"page": "1"}, True, {"page": "3"}),
        ({"page": 1}, False, {"page": "3"}),
        ({"start": "0", "limit": "10"}, False, {"start": "20", "limit": "10"}),
        ({"start": 10, "limit": 10}, True, {"start": 30, "limit": 10}),
        ({"q": {"page": 1, "id": 7}}, True, {"q": {"page": 3, "id": 7}}),
        ({"id": "7"}, False, {"id": "7"}),
    ],
)
def test_the_parameters_of_the_third_page(parameters: dict[str, Any], as_json: bool, third: dict[str, Any]) -> None:
    asked = question(parameters, as_json=as_json)
    assert asked.page(3) == third
    assert asked.at(3) == question(third, asks=3, as_json=as_json)
    assert asked.parameters == parameters, "it stays as it was"


@pytest.mark.parametrize(
    ("parameters", "number", "first"),
    [({"page": "4"}, 4, "4"), ({"page": "0"}, 0, "0"), ({"page": ""}, 1, "1"), ({"page": "x"}, 1, "1")],
)
def test_the_page_that_the_script_asks_for_itself(parameters: dict[str, Any], number: int, first: str) -> None:
    asked = question(parameters)
    assert (asked.number, asked.first.parameters, asked.first.asks) == (number, {"page": first}, 1)


@pytest.mark.parametrize(
    ("one", "other", "is_one_list"),
    [
        ({"page": "1", "id": "7"}, {"id": "7", "page": "2"}, True),
        ({"start": "0", "limit": "10"}, {"start": "10", "limit": "10"}, True),
        ({"page": "1", "id": "7"}, {"page": "1", "id": "8"}, False),
        ({"id": "7"}, {"id": "7"}, True),
        ({"id": "7"}, {"id": "8"}, False),
    ],
)
def test_two_pages_of_one_list_have_one_identity(one: dict[str, Any], other: dict[str, Any], is_one_list: bool) -> None:
    assert (question(one).identity == question(other).identity) == is_one_list
    assert question(one).identity != Question(f"{URL}2", "POST", one, as_json=False).identity
    assert question(one).identity != Question(URL, "GET", one, as_json=False).identity


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("parameters", "unknown", "asked", "is_open"),
    [
        pytest.param({"page": GAP, "size": "5"}, (), {"page": "1", "size": "5"}, True, id="lost"),
        pytest.param({"pageIndex": f"{GAP}-1"}, (), {"pageIndex": "1"}, True, id="lost in part"),
        pytest.param({"size": "5"}, ("page",), {"page": "1", "size": "5"}, True, id="not known"),
        pytest.param({"page": "2", "word": GAP}, (), {"page": "2", "word": GAP}, False, id="a word that is lost"),
        pytest.param({"page": "2"}, (), {"page": "2"}, False, id="known"),
    ],
)
def test_a_number_of_a_page_that_is_lost_is_left_open(
    method: str, parameters: dict[str, str], unknown: tuple[str, ...], asked: dict[str, str], is_open: bool
) -> None:
    found = read(Asked("/l", method, parameters, as_json=False, unknown=unknown), Base(URL))
    assert found is not None
    assert (found.parameters, found.is_open) == (asked, is_open)
