"""Whether a body that is shorter than its server announced is complete in itself: what it is has an end of its own."""

from __future__ import annotations

import re

from spiders.json_texts import read_json

LOST = "dataloss"
"""Flag that Scrapy puts on a response whose connection ended before what was announced had come."""
_TAIL = 4096
_PAGE_END = re.compile(rb"</\s*(?:html|body)\s*>", re.IGNORECASE)
_ARCHIVE_END = b"PK\x05\x06"
_LONGEST_COMMENT = 65_557


def is_complete(body: bytes) -> bool:
    """Whether a body ends as its kind does: a page closes, a PDF or a ZIP file has its trailer, JSON can be read."""
    if body.startswith(b"%PDF"):
        return b"%%EOF" in body[-_TAIL:]
    if body.startswith(b"PK\x03\x04"):
        return _ARCHIVE_END in body[-_LONGEST_COMMENT:]
    if body.lstrip()[:1] in (b"{", b"["):
        try:
            read_json(body)
        except ValueError:
            return False
        return True
    return _PAGE_END.search(body[-_TAIL:]) is not None
