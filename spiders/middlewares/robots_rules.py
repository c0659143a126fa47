"""What a robots.txt says, by its standard (RFC 9309), and with the reserve of a guest where that leaves a choice."""

from __future__ import annotations

import dataclasses
import re

import protego

from spiders.settings import BOT_NAME

MOST_CRAWL_DELAY = 60.0
"""Seconds; a longer Crawl-delay would let a crawl of a hundred pages take days, and is taken for a slip."""
MOST_BYTES = 512 * 1024
"""RFC 9309, section 2.5: parsers read at least 500 KiB."""
REFUSALS = (401, 403)
_PAGE = re.compile(rb"<\s*(?:!doctype|html|head|body|script)\b", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says to us.

    Attributes:
        parser: The rules; None where there are none.
        refusal: Outcome and reason, where everything is refused.
        delay: Seconds between two requests that the host asks for; None where it asks for none.
        note: What about the file a person should know.
    """

    parser: protego.Protego | None = None
    refusal: tuple[str, str] | None = None
    delay: float | None = None
    note: str | None = None


def read(status: int, body: bytes) -> Rules:
    """Reads the answer to a request for robots.txt.

    No file (404 and its like) permits everything; 401 and 403 refuse everything; a server that fails (5xx, or too many
    redirects) has not permitted anything either. A page in place of the file has no rules.
    """
    if status in REFUSALS:
        return Rules(refusal=("refused_by_robots", f"robots.txt is answered with {status}: nothing may be fetched"))
    if 300 <= status < 400 or status == 429 or status >= 500:
        return Rules(
            refusal=("refused_by_robots", f"robots.txt is answered with {status}: not known what is permitted")
        )
    if status >= 400:
        return Rules()
    if _PAGE.search(body[:2048]):
        return Rules(note="a page in place of robots.txt, without rules")
    parser = protego.Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", errors="replace"))
    delay = parser.crawl_delay(BOT_NAME)
    if delay is None or not delay > 0:
        return Rules(parser)
    if delay > MOST_CRAWL_DELAY:
        return Rules(parser, delay=MOST_CRAWL_DELAY, note=f"Crawl-delay {delay:g} is taken as {MOST_CRAWL_DELAY:g}")
    return Rules(parser, delay=float(delay), note=f"Crawl-delay {delay:g}")
