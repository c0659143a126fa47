"""Evidence of who publishes a report: the names that speak for a body, by where they stand.

`opening` reads those in the first sentences; the lines at both ends of the report, its page and its portal are read
here.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from knowledge import divisions
from knowledge.dates import with_arabic_dates
from knowledge.divisions import Division
from knowledge.publishers import OF_GOVERNMENT, PublisherName, last_name, names_government, read_name
from knowledge.titles import read_title
from parsers.body.finding import Body
from parsers.body.site import STEP
from parsers.identify.addressees import before_list_of_receivers, is_address
from parsers.identify.known_places import agrees
from parsers.identify.opening import (
    acting_government,
    author,
    body_titled_in_lead,
    compiling_government,
    subject,
)
from parsers.model import Document, Paragraph

EVIDENCE = ("title", "lead", "byline", "author", "subject", "signature", "contact", "publisher", "link", "breadcrumb")
"""Kinds of evidence that name a body, from the strongest: the report's own words, the page's, the portal's."""
_OWN_WORDS = ("title", "lead", "byline", "author", "subject", "signature")
"""Kinds of evidence that are the report's own words."""
_NEWS_VERB = re.compile(r"(?:正式|对外|向社会)?(?:发布|公布|晒出)$")
"""What the headline of a page puts behind the name of a government (某省发布2016年政府信息公开工作年度报告)."""
_BYLINE_LINES = 3
_SIGNATURE_LINES = 5
_LIST = 3
"""Names one below the other that are a list."""
_LAST_LINES = 10
"""Lines among which a list of receivers stands, below the signature."""
_LONGEST_SIGNATURE = 40
_DAY = r"(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})"
_AROUND_NAME = re.compile(
    rf"^(?:{_DAY}|(?:(?:填报|编制|编报|报告|报送|落款)?单位(?:名称)?|编制机关)[:：])|{_DAY}$|[（(](?:盖章|公章|章)[）)]"
)
"""What stands around the name of who signs: the day, a label, a note on the seal."""


def names_by_evidence(
    body: Body, document: Document, opening: str, year: int, known: Sequence[Division]
) -> dict[str, PublisherName]:
    """The names that speak for a publisher, by the kind of evidence, from the strongest.

    Args:
        body: The report.
        document: Its document, with what the portal says.
        opening: First words of its text.
        year: Year whose places are meant.
        known: Places known from outside the text.
    """
    signature = _signature(body, year)
    candidates = (
        ("title", _title(body, year)),
        ("lead", body_titled_in_lead(body, opening, year)),
        ("byline", _byline(body, year)),
        ("author", author(opening, year)),
        ("subject", subject(opening, year, _smaller(signature, known))),
        ("signature", signature),
        ("publisher", _publisher(body, year)),
        ("link", _link(document, year)),
        ("breadcrumb", _breadcrumb(body, year)),
    )
    named = {kind: name for kind, name in candidates if name is not None}
    if not any(kind in named for kind in _OWN_WORDS):
        government = acting_government(opening, year) or compiling_government(opening, year)
        named |= {"subject": government} if government is not None else {}
    return {kind: _with_certain_places(name, known, opening, year) for kind, name in named.items()}


def _smaller(signature: PublisherName | None, known: Sequence[Division]) -> Division | None:
    """The place of the report by its portal, or failing that by its signature."""
    signed = divisions.most_specific(signature.places) if signature is not None else ()
    return next(iter((*known, *signed)), None)


def _with_certain_places(name: PublisherName, known: Sequence[Division], opening: str, year: int) -> PublisherName:
    """A name without a place that it names for short only and that nothing else supports (南湖 in 南湖新区).

    Supported is what the portal or the text says, and the short name of a city (襄阳高新区).
    """
    if not name.by_short_name:
        return name
    if known:
        certain = any(agrees(place, known) for place in name.places)
    else:
        told = divisions.mentioned(opening, year)
        certain = any(
            place.level != "county" or place in told or any(divisions.is_within(place, other) for other in told)
            for place in name.places
        )
    return name if certain else dataclasses.replace(name, places=(), own=name.words, by_short_name=False)


# The report.


def _title(body: Body, year: int) -> PublisherName | None:
    return last_name(_NEWS_VERB.sub("", body.title.agency), year) if body.title else None


def _byline(body: Body, year: int) -> PublisherName | None:
    """The body whose name alone fills one of the lines right below the title."""
    lines = [block.text for block in body.blocks[: _BYLINE_LINES + 1] if isinstance(block, Paragraph)]
    title = body.title.text if body.title else ""
    for line in lines:
        words = _AROUND_NAME.sub("", re.sub(r"\s+", "", line))
        if words == title or len(words) > _LONGEST_SIGNATURE or is_address(words, year):
            continue
        name = read_name(words, year)
        if name is not None and name.kind and name.own:
            return name
    return None


def _signature(body: Body, year: int) -> PublisherName | None:
    """The body whose name alone fills one of the last lines, with or without the day behind it.

    Three names one below the other are a list of bodies, of which none signs.
    """
    last = [block.text if isinstance(block, Paragraph) else "" for block in body.blocks[-_LAST_LINES:]]
    lines = before_list_of_receivers(last)
    names = [_signing(line, year) for line in lines]
    for index in reversed(range(max(len(lines) - _SIGNATURE_LINES, 0), len(lines))):
        name = names[index]
        if name is not None:
            together = itertools.takewhile(lambda other: other is not None, reversed(names[:index]))
            return None if len({name, *together}) >= _LIST else name
    return None


def _signing(line: str, year: int) -> PublisherName | None:
    """The body whose name fills a line, with or without the day behind it; a place alone signs nothing."""
    words = _AROUND_NAME.sub("", with_arabic_dates(re.sub(r"\s+", "", line)))
    if not 2 < len(words) <= _LONGEST_SIGNATURE or is_address(words, year):
        return None
    name = read_name(words, year)
    signs = name is not None and name.kind and not (name.places and not name.own and not names_government(words))
    return name if signs else None


# Its page and its portal.


def _publisher(body: Body, year: int) -> PublisherName | None:
    """The body that a field of the page gives as the publisher."""
    name = read_name(body.metadata.get("publisher", ""), year)
    return name if name is not None and name.kind else None


def _link(document: Document, year: int) -> PublisherName | None:
    """The body in the title that the link to the page bears."""
    title = read_title(document.link_text or "")
    name = last_name(title.agency, year) if title else None
    return name if name is not None and name.kind else None


def _breadcrumb(body: Body, year: int) -> PublisherName | None:
    """The last name of a body that is not the government itself on the way to the page (首页 > 各镇街 > 高山镇)."""
    steps = STEP.split(body.metadata.get("breadcrumb", ""))
    for step in reversed(steps):
        name = read_name(step, year)
        if name is not None and name.kind and name.kind not in OF_GOVERNMENT:
            return name
    return None
