"""Texts that an interface answers with: JSON, of which one field holds what a page of the portal shows.

Portals whose pages are put together by scripts have no other document of a report. No name of a field is believed but
that of the day of publication: the text is the field with the most Chinese characters, and the title is the field
beside it that reads like one.
"""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.titles import read_title
from parsers.blocks.html import LONGEST, read_html
from parsers.errors import NotAReport, Unreadable
from parsers.model import Page

_MOST_VALUES = 200_000
_FEWEST = 60
"""Chinese characters of the shortest field that can be a text."""
_LONGEST_TITLE = 120
_HAN = re.compile(r"[\u3400-\u9fff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NAMED_TITLE = re.compile(r"(?:title|name|subject|caption|headline)$", re.IGNORECASE)
_PUBLISHED = re.compile(r"pub|release|issue|show", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")


@dataclasses.dataclass(frozen=True, slots=True)
class _Object:
    """An object of the answer, and the one that it stands in."""

    members: Mapping[str, Any]
    outer: _Object | None


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """A field that holds a text, with the number of Chinese characters in it."""

    text: str
    n_han: int
    holder: _Object


def read_answer(text: str) -> Page:
    """Reads the text that an answer in JSON holds, as the page that shows it.

    Raises:
        NotAReport: It holds no text, or several.
        Unreadable: It is no JSON after all.
    """
    if len(text) > LONGEST:
        raise NotAReport(f"The JSON document has {len(text)} characters, more than any report.")
    try:
        content = json.loads(text, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"The JSON document is damaged: {error}") from error
    fields = sorted(_fields(content), key=lambda field: (-field.n_han, "<" not in field.text))
    if not fields:
        raise NotAReport("The document is JSON data without a text: the answer of an interface that holds no report.")
    chosen = fields[0]
    others = {
        id(field.holder.members) for field in fields if 2 * field.n_han > chosen.n_han and not _same(field, chosen)
    }
    others.discard(id(chosen.holder.members))
    if others:
        raise NotAReport(f"The document is JSON data with {len(others) + 1} texts, not one report.")
    title, published = _title(chosen), _published(chosen)
    head = [f"<title>{html.escape(title)}</title>"]
    head += [f'<meta name="PubDate" content="{html.escape(published)}">'] if published else []
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    markup = f"<html><head>{''.join(head)}</head><body>{heading}<div>{_markup(chosen.text)}</div></body></html>"
    # A half of a character that is written as an escape is none.
    return read_html(markup.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _fields(content: Any) -> Iterator[_Field]:
    """The fields that may be a text, at whatever depth."""
    waiting: list[tuple[Any, _Object]] = [(content, _Object({}, None))]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        value, holder = waiting.pop()
        if isinstance(value, dict):
            inner = _Object(value, holder)
            waiting.extend((member, inner) for member in value.values())
        elif isinstance(value, list):
            waiting.extend((item, holder) for item in value)
        elif isinstance(value, str) and len(value) >= _FEWEST:
            n_han = len(_HAN.findall(_TAG.sub("", value)))
            if n_han >= _FEWEST:
                yield _Field(value, n_han, holder)


def _same(one: _Field, other: _Field) -> bool:
    """Whether two fields hold one text, with and without markup."""
    first, second = (_HAN.findall(_TAG.sub("", html.unescape(field.text))) for field in (one, other))
    return first == second


def _title(field: _Field) -> str:
    """The words beside a text that read like the title of a report; else those that are called a title."""
    holder: _Object | None = field.holder
    named = ""
    while holder is not None:
        short = {
            name: " ".join(_TAG.sub("", value).split())
            for name, value in holder.members.items()
            if isinstance(value, str) and len(value) <= _LONGEST_TITLE
        }
        found = next((words for words in short.values() if read_title(words)), None)
        if found:
            return found
        named = named or next((words for name, words in short.items() if words and _NAMED_TITLE.search(name)), "")
        holder = holder.outer
    return named


def _published(field: _Field) -> str:
    """The day of publication that stands beside a text."""
    for name, value in field.holder.members.items():
        if isinstance(value, str) and _PUBLISHED.search(name) and (day := _DAY.match(value)):
            return day[0]
    return ""


def _markup(text: str) -> str:
    """A text as markup: as it is, with its signs restored, or with a paragraph for each line."""
    if _TAG.search(text):
        return text
    restored = html.unescape(text)
    if _TAG.search(restored):
        return restored
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
