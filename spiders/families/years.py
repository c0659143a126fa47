"""Boxes that choose the year of a list."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from spiders.discovery.titles import plain, years
from spiders.discovery.vocabulary import vocabulary
from spiders.scripting.elements import value_of_option


def boxes_of_years(around: HtmlElement) -> list[HtmlElement]:
    """The boxes with a name within an element that offer years, whatever else they offer."""
    boxes = around.iter("select")
    return [box for box in boxes if box.get("name") and any(map(_years_of, box.iter("option")))]


def offers_years_alone(box: HtmlElement) -> bool:
    """Whether each option of a box chooses a year or several, or none in particular."""
    return all(map(_is_of_years, box.iter("option")))


def years_offered(box: HtmlElement) -> Iterator[tuple[str, str]]:
    """The values by which a box chooses years, each once, with the words for it."""
    offered = {value_of_option(option): option for option in box.iter("option") if _years_of(option)}
    return ((value, plain(option.text_content())) for value, option in offered.items())


def _years_of(option: HtmlElement) -> frozenset[int]:
    return years(plain(option.text_content()))


def _is_of_years(option: HtmlElement) -> bool:
    words = plain(option.text_content())
    return bool(years(words)) or not value_of_option(option) or vocabulary().any_year.fullmatch(words) is not None
