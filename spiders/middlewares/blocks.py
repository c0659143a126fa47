"""Distinguishes an answer from a challenge, a block or an error page with status 200, by `spiders/data/blocks.toml`.

What is recognised is recorded and left alone, never solved.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from knowledge.errors import KnowledgeError

MOST_BYTES = 64 * 1024
"""Blocks are short; of a longer body only so much is looked at, and it is measured as a whole."""
_ORIGIN = "spiders/data/blocks.toml"
_CODE = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_PAGE = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|script|title)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_WAY_ON = re.compile(
    r"<\s*(?:a|area)\b[^>]*\bhref\s*=|<\s*(?:i?frame|embed|img|input|form|object|script)\b[^>]*\b(?:src|action|data)\s*="
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


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One row of the table of blocks; what is None or empty is not asked for."""

    kind: str
    note: str
    status: tuple[int, ...] = ()
    header: tuple[tuple[str, re.Pattern[str]], ...] = ()
    body: tuple[re.Pattern[str], ...] = ()
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
            and all(pattern.search(headers.get(name, "")) for name, pattern in self.header)
            and (self.most_bytes is None or page.n_bytes <= self.most_bytes)
            and (not self.page or page.is_page)
            and (self.most_text is None or page.n_text <= self.most_text)
            and (self.links is None or page.has_links == self.links)
            and (self.scripts is None or page.has_scripts == self.scripts)
            and all(pattern.search(page.source) for pattern in self.body)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Soft404:
    """One row of the table of error pages with status 200."""

    most_text: int
    title: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None
    address: re.Pattern[str] | None = None

    def matches(self, url: str, page: AnswerBody) -> bool:
        return page.n_text <= self.most_text and any(
            pattern is not None and pattern.search(words) is not None
            for pattern, words in ((self.title, page.title), (self.text, page.text), (self.address, url))
        )


class AnswerBody:
    """A body, and what of it a person would see; worked out only where a rule asks for it."""

    def __init__(self, body: bytes) -> None:
        self.n_bytes = len(body)
        self._long = len(body) > MOST_BYTES
        self._head = body[:MOST_BYTES]

    @functools.cached_property
    def source(self) -> str:
        try:
            return self._head.decode("utf-8-sig", errors="replace" if self._long else "strict")
        except UnicodeDecodeError:
            return self._head.decode("gb18030", errors="replace")

    @functools.cached_property
    def text(self) -> str:
        return " ".join(_TAG.sub(" ", _CODE.sub(" ", _TITLE.sub(" ", self.source))).split())

    @functools.cached_property
    def n_text(self) -> int:
        """Characters that are shown; a body too long to be a block counts as showing very many."""
        return MOST_BYTES if self._long else len(self.text)

    @functools.cached_property
    def title(self) -> str:
        match = _TITLE.search(self.source)
        return " ".join(match[1].split()) if match else ""

    @functools.cached_property
    def is_page(self) -> bool:
        return _PAGE.search(self.source[:4096]) is not None

    @functools.cached_property
    def has_links(self) -> bool:
        return _WAY_ON.search(self.source) is not None

    @functools.cached_property
    def has_scripts(self) -> bool:
        return _SCRIPT.search(self.source) is not None


_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc",
)


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
    if body.startswith(_BINARY) and status == 200:
        return None
    blocks, soft_404s = _tables()
    page = AnswerBody(body)
    shows_much = page.n_text > max(row.most_text or 0 for row in blocks)
    found = None
    for block in blocks:
        if shows_much and block.most_text is not None:
            continue
        if block.matches(status, headers, page):
            found = FalseAnswer(f"blocked:{block.kind}", block.note)
            if block.is_named or status != 200:
                return found
            break
    if status == 200 and page.is_page:
        for soft_404 in soft_404s:
            if soft_404.matches(url, page):
                return FalseAnswer("soft_404", f"an error page with status 200: {page.title or page.text[:60]}")
        if url.partition("?")[0].lower().endswith(".pdf"):
            return FalseAnswer("soft_404", "a page in place of a PDF file")
    return found


@functools.cache
def _tables() -> tuple[tuple[Block, ...], tuple[Soft404, ...]]:
    return load((importlib.resources.files("spiders") / "data" / "blocks.toml").read_text(encoding="utf-8"))


def load(text: str) -> tuple[tuple[Block, ...], tuple[Soft404, ...]]:
    """Reads the tables of blocks and of error pages.

    Raises:
        KnowledgeError: The text is no TOML, or a row has an unknown field, a pattern that is none, or asks for nothing.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"is no TOML: {error}", where=_ORIGIN) from error
    unknown = set(content) - {"block", "soft_404"}
    if unknown:
        raise KnowledgeError(f"has the unknown table {min(unknown)!r}", where=_ORIGIN)
    blocks = tuple(_row(Block, row, number, "block") for number, row in enumerate(content.get("block", []), 1))
    soft = tuple(_row(Soft404, row, number, "soft_404") for number, row in enumerate(content.get("soft_404", []), 1))
    return blocks, soft


def _row(kind: type[Any], row: Mapping[str, Any], number: int, table: str) -> Any:
    where = f"{_ORIGIN}, {table} {number}"
    known = {field.name for field in dataclasses.fields(kind)}
    unknown = sorted(set(row) - known)
    if unknown:
        raise KnowledgeError(f"has the unknown field {unknown[0]!r}", where=where, remedy=f"Fields: {sorted(known)}.")
    values = {name: _value(name, value, where) for name, value in row.items()}
    if not set(row) - {"kind", "note", "page", "links", "scripts", "most_text"}:
        raise KnowledgeError("asks for nothing, and would match every answer", where=where)
    if kind is Block and not re.fullmatch(r"\w+", str(row.get("kind", ""))):
        raise KnowledgeError("has no kind of one word", where=where)
    try:
        return kind(**values)
    except TypeError as error:
        raise KnowledgeError(f"lacks a field: {error}", where=where) from error


def _value(name: str, value: Any, where: str) -> Any:
    try:
        match name:
            case "status":
                return tuple(value)
            case "header":
                return tuple((key.lower(), re.compile(pattern)) for key, pattern in value.items())
            case "body":
                return tuple(re.compile(pattern, re.IGNORECASE | re.DOTALL) for pattern in value)
            case "title" | "text" | "address":
                return re.compile(value, re.IGNORECASE)
            case _:
                return value
    except re.error as error:
        raise KnowledgeError(f"{value!r} is no regular expression: {error}", where=where) from error
