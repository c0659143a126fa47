"""What speaks for a publisher: names of bodies, where they are those of one."""

from __future__ import annotations

import pytest

from knowledge import divisions
from parsers.body.finding import Body
from parsers.identify.evidence import names_by_evidence
from parsers.identify.known_places import agrees
from parsers.identify.opening import compiling_government, contacts
from parsers.model import Document


@pytest.mark.parametrize(
    ("words", "kinds"),
    [("石门县林业局", {"publisher", "link", "breadcrumb"}), ("石门县风采", set()), ("欢迎访问", set())],
)
def test_a_page_names_a_body_and_not_a_place_with_other_words(words: str, kinds: set[str]) -> None:
    metadata = {"publisher": words, "breadcrumb": f"首页 > {words}"}
    body = Body(title=None, blocks=(), metadata=metadata, second=None)
    document = Document(content=b"", link_text=f"{words}2016年政府信息公开年报")
    assert names_by_evidence(body, document, "", 2016, ()).keys() == kinds


@pytest.mark.parametrize(
    ("whose", "places"),
    [("丽水市", ["331100"]), ("丽水市教育局", []), ("桃源", []), ("市政府", []), ("全年", [])],
)
def test_a_government_puts_the_reports_of_its_bodies_together(whose: str, places: list[str]) -> None:
    name = compiling_government(f"{whose}各部门的年度报告汇编而成。", 2017)
    assert [place.code for place in (name.places if name else ())] == places


@pytest.mark.parametrize(
    ("whom", "found"),
    [
        ("石门县水利局", ["石门县水利局"]),
        ("石门县水利局办公室", ["石门县水利局"]),
        ("石门县风采", []),
        ("值班人员", []),
        ("石门县政务服务局", []),
    ],
)
def test_readers_are_asked_to_turn_to_a_body(whom: str, found: list[str]) -> None:
    assert [name.words for name in contacts(f"如有疑问，请与{whom}联系。", 2016)] == found


@pytest.mark.parametrize(
    ("code", "known", "expected"),
    [("430726", "430726", True), ("430726", "430700", True), ("430700", "430726", True), ("430726", "430725", False)],
)
def test_places_agree_where_one_lies_in_the_other(code: str, known: str, expected: bool) -> None:
    place, other = divisions.by_code(code, 2016), divisions.by_code(known, 2016)
    assert place is not None
    assert other is not None
    assert agrees(place, [other]) == expected
