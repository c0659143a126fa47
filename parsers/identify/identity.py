"""Who reports on which year: place, agency, period and the report's own numbers."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from knowledge import numbering
from knowledge.dates import first_date, with_arabic_dates
from knowledge.divisions import Division
from knowledge.publishers import CENTRAL, OF_GOVERNMENT, OF_TOWNSHIP, PublisherName
from parsers.body.finding import Body
from parsers.identify.periods import find_period
from parsers.identify.publisher import find_publisher
from parsers.identify.years import report_year
from parsers.model import Document, Flag, Identity, Paragraph

CENTRAL_CODE = "000000"
"""Code of what no division of the country owns (no code of GB/T 2260)."""
CENTRAL_PLACE = "中央"
_OPENING = 1500
"""Characters in which a report says whose it is and what period it covers."""
_DOCUMENT_NUMBER = re.compile(numbering.DOCUMENT_NUMBER)
_DATE_ALONE = re.compile(r"[(（]?20\d{2}[-年./]\d{1,2}[-月./]\d{1,2}日?[)）]?")
"""A line that is a day alone, as below a title."""
_SENTENCE_END = ("。", "；", "：", ":")
"""How lines end that are no more of the title."""
_LATEST = 2
"""Years after its own in which a report is published; another day tells of something else."""
_BROKEN_NUMBER = re.compile(rf"(?P<office>[\u4e00-\u9fff]{{2,12}})(?:{numbering.EATEN_BRACKET})(?P<serial>\d{{1,4}})号")


def identify(body: Body, document: Document) -> tuple[Identity, tuple[Flag, ...]]:
    """Says who reports on which year, and what speaks against it.

    Raises:
        NotAReport: The document names no year or no place, or leaves open which of several it means.
    """
    opening = _opening(body)
    period = find_period(opening)
    year = report_year(body, period, opening)
    publisher = find_publisher(body, document, opening, year)
    division, name = publisher.division, publisher.name
    return (
        Identity(
            adcode=division.code if division else CENTRAL_CODE,
            province=division.province if division else CENTRAL_PLACE,
            city=division.city if division else None,
            county=division.county if division else None,
            level=_level(name, division),
            agency_kind="department" if name.kind == CENTRAL else name.kind or "institution",
            agency=publisher.agency,
            township=publisher.town or None,
            suffix=name.suffix,
            report_year=year,
            evidence=publisher.evidence,
            title=body.title.text if body.title else None,
            doc_number=_document_number(body, year),
            index_number=body.metadata.get("index_number"),
            published_date=_published(body, year),
            period=period,
        ),
        publisher.flags,
    )


def _level(name: PublisherName, division: Division | None) -> str:
    """The level of a body: its place's for a government and its office; a zone with its powers counts as a county."""
    if name.kind == CENTRAL:
        return "central"
    if division is None:
        return "department"
    if name.kind in OF_GOVERNMENT:
        return division.level
    if name.kind == "zone":
        return "county"
    return "township" if name.kind in OF_TOWNSHIP else "department"


def _opening(body: Body) -> str:
    return "\n".join(block.text for block in body.blocks if isinstance(block, Paragraph))[:_OPENING]


def _document_number(body: Body, year: int) -> str | None:
    stated = body.metadata.get("doc_number")
    if stated:
        return _with_brackets(stated, year)
    for block in _head(body):
        candidate = _with_brackets(re.sub(r"\s+", "", block.text), year)
        if _DOCUMENT_NUMBER.fullmatch(candidate):
            return candidate
    return None


def _with_brackets(number: str, year: int) -> str:
    """Puts back a lost bracket where the number reads in one way only: a report is issued in the year after its own."""
    match = _BROKEN_NUMBER.fullmatch(number)
    if match is None:
        return number
    issued = int(match["year"] or match["other"])
    return f"{match['office']}〔{issued}〕{match['serial']}号" if issued in (year, year + 1) else number


def _head(body: Body) -> Sequence[Paragraph]:
    """The first paragraphs, among which a document number may stand by itself."""
    return [block for block in body.blocks[:6] if isinstance(block, Paragraph)]


def _published(body: Body, year: int) -> dt.date | None:
    stated = (first_date(body.metadata.get(field, "")) for field in ("published_date", "issued_date"))
    for date in filter(None, stated):
        if year <= date.year <= year + _LATEST:
            return date
    lines = [re.sub(r"\s+", "", block.text) for block in _head(body)]
    below_title = itertools.takewhile(lambda line: not line.endswith(_SENTENCE_END), lines)
    alone = (first_date(day) for line in below_title if _DATE_ALONE.fullmatch(day := with_arabic_dates(line)))
    return next((date for date in filter(None, alone) if year < date.year <= year + _LATEST), None)
