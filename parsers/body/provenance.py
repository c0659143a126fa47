"""Whose copy a document is: the government's own, a mirror's, or a hijacked clone's."""

from __future__ import annotations

import dataclasses
import functools
import re
import urllib.parse
from typing import Literal

from knowledge.loading import read_rows
from parsers.model import Document, Page, Paragraph

_OFFICIAL = re.compile(r"(?:^|\.)gov\.cn$")
_DOMAIN = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,6})(?![a-z0-9.])", re.IGNORECASE)
_OWN_SITE = re.compile(r"(?:网站|门户|网址|下载|发布|登[录陆]|查阅|查询)")

_OF_CLONES = ("brand_name", "place_list")
"""Repairs that only hijacked copies need."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sign:
    """One row of `parsers/data/provenance.csv`: what only a copy shows.

    Attributes:
        kind: Whose copy shows it.
        pattern: Searched for in the text of the page.
        note: What it is, for whoever keeps the file.
    """

    kind: Literal["clone", "mirror"]
    pattern: re.Pattern[str]
    note: str


def provenance(document: Document, page: Page, script: str) -> str:
    """One of `official`, `mirror`, `clone` and `unknown`, by the address and by what only copies show."""
    text = "\n".join((*(block.text for block in page.blocks if isinstance(block, Paragraph)), page.menus))
    hijacked = any(repair.kind in _OF_CLONES for repair in page.repairs)
    if hijacked or _signs("clone").search(text) or _names_another_site(text):
        return "clone"
    host = urllib.parse.urlsplit(document.url).hostname or ""
    if _OFFICIAL.search(host):
        return "official"
    if script in ("hant-tw", "hant-hk", "hant-pinyin") or _signs("mirror").search(text):
        return "mirror"
    return "unknown"


def _names_another_site(text: str) -> bool:
    """A clone puts its own address where the report names the government's."""
    domains = [
        match for match in _DOMAIN.finditer(text[:3000]) if "@" not in text[max(0, match.start() - 30) : match.start()]
    ]
    named = [
        match[1].lower() for match in domains if _OWN_SITE.search(text[max(0, match.start() - 20) : match.end() + 12])
    ]
    return bool(named) and not any(".gov." in f".{domain}" for domain in named)


@functools.cache
def _signs(kind: str) -> re.Pattern[str]:
    rows = read_rows("parsers", "provenance.csv", Sign)
    # Alternatives that all begin with a character, and not with a group, are found much faster.
    return re.compile("|".join(row.pattern.pattern for row in rows if row.kind == kind))
