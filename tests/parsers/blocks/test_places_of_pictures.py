"""Which pictures of a page belong to its main content, and where they stand between its blocks."""

from __future__ import annotations

import dataclasses
from typing import cast

import pytest
from selectolax.lexbor import LexborHTMLParser

from parsers.blocks.html.pictures import Placed, base_of, in_content
from parsers.blocks.html.tree import Element
from parsers.model import Picture

BASE = "http://www.example.gov.cn/a/"
MAIN = cast("Element", "main")


@dataclasses.dataclass(frozen=True)
class _Image:
    """What is asked of the element of a picture."""

    attributes: dict[str, str]
    holder: object = None

    def is_within(self, other: object) -> bool:
        return self.holder == other


def placed(before: int, source: str = "w.png", *, is_within: bool = False, **attributes: str) -> Placed:
    image = _Image({"src": source, **attributes}, MAIN if is_within else None)
    return Placed(cast("Element", image), before)


WITHIN = [False, False, True, True, False, True, False, False]
"""Of eight pieces of a page, which stand in the main content."""


@pytest.mark.parametrize(
    ("main", "within", "expected"),
    [
        pytest.param(MAIN, WITHIN, [3, 4, 5, 6], id="between its pieces, and right behind the last"),
        pytest.param(MAIN, [True, *WITHIN[1:7], True], [1, 2, 3, 4, 5, 6, 7, 8], id="from the first piece to the last"),
        pytest.param(None, [False] * 8, [0, 1, 2, 3, 4, 5, 6, 7, 8], id="without a main content"),
    ],
)
def test_a_picture_outside_counts_where_it_stands_among_the_main_content(
    main: Element | None, within: list[bool], expected: list[int]
) -> None:
    pictures = [placed(before) for before in range(9)]
    found = list(in_content(pictures, main, within, frozenset(), BASE))
    assert [picture.before for picture in found] == expected


def test_a_picture_in_the_main_content_counts_wherever_it_stands() -> None:
    pictures = [placed(before, is_within=True) for before in (0, 2, 8)]
    found = in_content(pictures, MAIN, WITHIN, frozenset(), BASE)
    assert [picture.before for picture in found] == [0, 2, 8]


def test_pieces_of_menus_are_no_blocks_in_front_of_a_picture() -> None:
    pictures = [placed(before) for before in range(3, 7)]
    found = in_content(pictures, MAIN, WITHIN, frozenset({0, 4}), BASE)
    assert [picture.before for picture in found] == [2, 3, 3, 4]


def test_a_picture_has_all_addresses_that_the_page_gives_it() -> None:
    pictures = [
        placed(3, " w.png ", **{"data-src": "/b/v.png"}),
        placed(3, "w.png", **{"data-src": "w.png"}),
        placed(3, ""),
        placed(3, "http://["),
        placed(4, "../x.png"),
    ]
    assert list(in_content(pictures, MAIN, WITHIN, frozenset(), BASE)) == [
        Picture((f"{BASE}w.png", "http://www.example.gov.cn/b/v.png"), 3),
        Picture((f"{BASE}w.png",), 3),
        Picture(("http://www.example.gov.cn/x.png",), 4),
    ]


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("<base href=' /a/ '>", "/a/"),
        ("<base target='x'><base href='/b/'>", "/b/"),
        ("<base href>", ""),
        ("<base target='x'>", ""),
        ("", ""),
    ],
)
def test_the_address_that_a_page_declares_for_its_own(head: str, base: str) -> None:
    assert base_of(LexborHTMLParser(f"<html><head>{head}</head><body></body></html>")) == base
