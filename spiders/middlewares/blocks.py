"""Distinguishes an answer from a challenge, a block or an error page with status 200, by `spiders/data/blocks.toml`.

What is recognised is recorded and left alone, never solved.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from knowledge.fields import Fault, Reader
from knowledge.loading import read_document
from spiders.charsets import text_of
from spiders.xml_texts import is_document

MOST_BYTES = 64 * 1024
"""Blocks are short; of a longer body only so much is looked at, and it is measured as a whole."""
_CODE = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_MARK_OF_TEXT = re.compile(r"<!\[CDATA\[|\]\]>")
"""What stands around a text in XML, which shows it as it is."""
_PAGE = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|script|title)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>((?:(?!<title).)*?)</title(?:\s*>)?", re.IGNORECASE | re.DOTALL)
_WAY_ON = re.compile(
    r"<\s*(?:a|area)\b[^<>]*\bhref\s*=|<\s*(?:embed|img|input|form|object|script)\b[^<>]*\b(?:src|action|data)\s*=|<\s*i?frame\b"
    r"|http-equiv\s*=\s*['\"]?refresh|window\.open\s*\("
    r"|\blocation(?:\.href)?\s*=(?!=)\s*(?!(?:\w+\.)?location\b)\S|\blocation\.(?:replace|assign)\s*\(\s*(?!(?:\w+\.)?location\b)\S",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class FalseAnswer:
    """An answer that is none.

    Attributes:
        outcome: Outcome of the fetch log: `soft_404`, or `blocked:` and its kind.
        reason: What it was recognised by.
    """

    outcome: str
    reason: str


def _word(text: str) -> str:
    if re.fullmatch(r"\w+", text) is None:
        raise ValueError(text)
    return text


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One `[[block]]` of the file; what is None or empty is not asked for."""

    kind: Annotated[str, Reader("one word", _word)]
    note: str
    status: tuple[int, ...] = ()
    header: dict[str, re.Pattern[str]] = dataclasses.field(default_factory=dict)
    body: Annotated[tuple[re.Pattern[str], ...], re.IGNORECASE | re.DOTALL] = ()
    page: bool = False
    links: bool | None = None
    scripts: bool | None = None
    most_text: int | None = None
    most_bytes: int | None = None

    @property
    def is_named(self) -> bool:
        """Whether it is known by words or headers of its own, and not by its shape alone."""
        return bool(self.header or self.body)

    def matches(self, status: int, headers: Mapping[str, str], page: AnswerBody) -> bool:
        """Whether an answer shows all that the row names.

        Args:
            status: HTTP status.
            headers: Headers by lower-case name.
            page: The body.
        """
        return (
            (not self.status or status in self.status)
            and all(pattern.search(headers.get(name.lower(), "")) for name, pattern in self.header.items())
            and (self.most_bytes is None or page.n_bytes <= self.most_bytes)
            and (not self.page or page.is_page)
            and (self.most_text is None or page.n_text <= self.most_text)
            and (self.links is None or page.has_links == self.links)
            and (self.scripts is None or page.has_scripts == self.scripts)
            and all(pattern.search(page.source) for pattern in self.body)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Soft404:
    """One `[[soft_404]]` of the file: an error page with status 200."""

    most_text: int
    title: Annotated[re.Pattern[str] | None, re.IGNORECASE] = None
    text: Annotated[re.Pattern[str] | None, re.IGNORECASE] = None
    address: Annotated[re.Pattern[str] | None, re.IGNORECASE] = None

    def matches(self, url: str, page: AnswerBody) -> bool:
        return page.n_text <= self.most_text and any(
            pattern is not None and pattern.search(words) is not None
            for pattern, words in ((self.title, page.title), (self.text, page.text), (self.address, url))
        )


@dataclasses.dataclass(frozen=True, slots=True)
class FalseAnswers:
    """The file: what is recognised as a block, and as an error page; the first that matches counts."""

    block: tuple[Block, ...] = ()
    soft_404: tuple[Soft404, ...] = ()

    @classmethod
    def check(cls, document: FalseAnswers) -> Iterator[Fault]:
        """Every entry asks for something that not every page has."""
        remedy = "Give at least one of status, header, body, most_bytes, or of title, text, address."
        for index, block in enumerate(document.block):
            if not (block.status or block.is_named or block.most_bytes is not None):
                yield Fault(("block", index), "asks for nothing, and would match every answer", remedy)
        for index, row in enumerate(document.soft_404):
            if not (row.title or row.text or row.address):
                yield Fault(("soft_404", index), "asks for nothing, and would match no answer", remedy)


class AnswerBody:
    """A body, and what of it a person would see; worked out only where a rule asks for it."""

    def __init__(self, body: bytes) -> None:
        self.n_bytes = len(body)
        self._long = len(body) > MOST_BYTES
        self._head = body[:MOST_BYTES]

    @functools.cached_property
    def source(self) -> str:
        return text_of(self._head, is_cut=self._long)

    @functools.cached_property
    def text(self) -> str:
        shown = _CODE.sub(" ", self.source if self._is_data else _TITLE.sub(" ", self.source))
        return " ".join(_TAG.sub(" ", _MARK_OF_TEXT.sub(" ", shown)).split())

    @functools.cached_property
    def n_text(self) -> int:
        """Characters that are shown; a body too long to be a block counts as showing very many."""
        return MOST_BYTES if self._long else len(self.text)

    @functools.cached_property
    def title(self) -> str:
        match = _TITLE.search(self.source)
        return " ".join(match[1].split()) if match else ""

    @functools.cached_property
    def _is_data(self) -> bool:
        """Whether it is a document in XML, whose rows may well have titles."""
        return is_document(self.source)

    @functools.cached_property
    def is_page(self) -> bool:
        return _PAGE.search(self.source[:4096]) is not None and not self._is_data

    @functools.cached_property
    def has_links(self) -> bool:
        return _WAY_ON.search(self.source) is not None

    @functools.cached_property
    def has_scripts(self) -> bool:
        return _SCRIPT.search(self.source) is not None


BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc",
    b"{\\rtf",
)
"""What files begin with that are no pages, whatever they are sent as."""


def examine(status: int, headers: Mapping[str, str], body: bytes, url: str = "") -> FalseAnswer | None:
    """Recognises an answer that is none.

    Args:
        status: HTTP status.
        headers: Headers, names in lower case.
        body: Body, decompressed.
        url: Address that the answer came from.

    Returns:
        What it is; None for an answer that may be what was asked for.
    """
    if body.startswith(BINARY) and status == 200:
        return None
    known = _false_answers()
    page = AnswerBody(body)
    shows_much = page.n_text > max(row.most_text or 0 for row in known.block)
    found = None
    for block in known.block:
        if shows_much and block.most_text is not None:
            continue
        if block.matches(status, headers, page):
            found = FalseAnswer(f"blocked:{block.kind}", block.note)
            if block.is_named or status != 200:
                return found
            break
    if status == 200 and page.is_page:
        for soft_404 in known.soft_404:
            if soft_404.matches(url, page):
                return FalseAnswer("soft_404", f"an error page with status 200: {page.title or page.text[:60]}")
        if url.partition("?")[0].lower().endswith(".pdf"):
            return FalseAnswer("soft_404", "a page in place of a PDF file")
    return found


@functools.cache
def _false_answers() -> FalseAnswers:
    return read_document("spiders", "blocks.toml", FalseAnswers)
