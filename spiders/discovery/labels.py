"""The words that a link has itself: those visible, those of what pops up over it, those of its picture."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from spiders.discovery.surroundings import Surroundings
from spiders.discovery.titles import is_truncated, plain
from spiders.discovery.vocabulary import vocabulary

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONG = 90
_LONGEST_HINT = 1_000


def own_words(element: HtmlElement, surroundings: Surroundings) -> str:
    """The words of a link: those visible, or the longer ones of its title; those of an image without any."""
    is_block = surroundings.length(element) > _LONG
    name = surroundings.strong_in(element) if is_block else None
    text = surroundings.words(element if name is None else name)
    title = plain(_hinted(element.get("title") or ""))
    if title and _HAN.search(title) and (is_truncated(text) or len(title) > len(text) or not _HAN.search(text)):
        return title
    if text:
        return text
    named = element.xpath("@alt|@aria-label|self::input/@value|.//img/@alt|.//img/@title|.//input/@value")
    return plain(next((str(name) for name in named if str(name).strip()), ""))


def _hinted(text: str) -> str:
    """The title that a hint tells; the hint itself where it is not made of lines that say what they tell."""
    hint = vocabulary().hint
    text = text.replace("\r", "\n").strip()[:_LONGEST_HINT]
    told = hint.title.search(text)
    if told is None:
        return "" if hint.further.match(text) else text
    title = text[told.end() :]
    further = hint.further.search(title)
    return (title[: further.start()] if further else title).strip()
