"""Who reports on which year: place, agency, period and the report's own numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from knowledge import divisions
from knowledge.divisions import Division
from parsers.body.finding import Body
from parsers.errors import NotAReport
from parsers.identify import agencies
from parsers.identify.periods import find_period
from parsers.model import Document, Identity, Paragraph, Period
from parsers.text import numbering
from parsers.text.dates import first_date

_OPENING = 1500
"""Characters in which a report says whose it is and what period it covers."""
_FIRST_HEADING = re.compile(r"\n(?:第?[一1](?:部分|、|．|\.))")
_DOCUMENT_NUMBER = re.compile(numbering.DOCUMENT_NUMBER)
_BROKEN_NUMBER = re.compile(rf"(?P<office>[\u4e00-\u9fff]{{2,12}})(?:{numbering.EATEN_BRACKET})(?P<serial>\d{{1,4}})号")
_CREDIT_CODE = re.compile(r"\b1[1-9](\d{6})[0-9A-Z]{10}\b")


def identify(body: Body, document: Document) -> Identity:
    """Says who reports on which year.

    Raises:
        NotAReport: The document names no year or no place, or leaves open which of several it means.
    """
    opening = _opening(body)
    period = find_period(opening)
    year = _year(body, period, opening)
    agency = _agency(body, opening)
    division = _division(body, document, agency, opening, year)
    agency = agency or f"{division.name}人民政府"
    titled = body.title.agency if body.title else ""
    places = [place.name for place in divisions.mentioned(f"{titled}\n{agency}", year)] + [division.name]
    return Identity(
        adcode=division.code,
        province=division.province,
        city=division.city,
        county=division.county,
        level=agencies.level(titled if agencies.is_agency(titled) else agency, places, division),
        agency=agency,
        suffix=agencies.suffix(titled, agency, places),
        report_year=year,
        title=body.title.text if body.title else None,
        doc_number=_document_number(body, year),
        index_number=body.metadata.get("index_number"),
        published_date=_published(body, year),
        period=period,
    )


def _opening(body: Body) -> str:
    return "\n".join(block.text for block in body.blocks if isinstance(block, Paragraph))[:_OPENING]


def _year(body: Body, period: Period | None, opening: str) -> int:
    """The title's year; failing a title, that of the period; failing both, the first that the text is about."""
    if body.title:
        return body.title.year
    if period:
        return period.start.year
    match = re.search(r"(?:^|[。\n])(20\d{2})年", opening)
    if match is None:
        raise NotAReport("The text names no year that it reports on.")
    return int(match[1])


def _agency(body: Body, opening: str) -> str:
    """The agency: who compiled the report, else whom the title names, else who published the page."""
    titled = body.title.agency if body.title else ""
    preamble = _FIRST_HEADING.split(opening, maxsplit=1)[0]
    candidates = (agencies.compiler(preamble), titled, body.metadata.get("publisher", ""))
    return next((name for name in candidates if agencies.is_agency(name)), "")


def _division(body: Body, document: Document, agency: str, opening: str, year: int) -> Division:
    named_by = [body.title.agency if body.title else "", agency, body.metadata.get("publisher", "")]
    known = list(_known_places(body, document, year))
    around = divisions.mentioned(opening, year)
    for name in filter(None, named_by):
        found = divisions.most_specific(divisions.mentioned(name, year), known, around)
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(f"{division.province}{division.prefecture or ''}{division.name}" for division in found)
            raise NotAReport(f"The report may be of any of these places, and nothing tells which: {places}.")
    for name in filter(None, named_by):
        found = divisions.most_specific(divisions.of_zone(name, year), known, around)
        if len(found) == 1:
            return found[0]
    for division in (*known, *around):
        return division
    raise NotAReport("Neither the document nor its portal says which place it is about.")


def _known_places(body: Body, document: Document, year: int) -> Iterator[Division]:
    """Places known from outside the text: the portal or manifest, and the publisher's code in the index number."""
    codes = [document.place or "", *_CREDIT_CODE.findall(body.metadata.get("index_number", ""))]
    for code in codes:
        division = divisions.by_code(code, year)
        if division:
            yield division
    if document.place and not document.place.isdigit():
        yield from divisions.mentioned(document.place, year)


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
    issued = (match["year"] or match["other"]) if match else None
    if match is None or issued is None or int(issued) not in (year, year + 1):
        return number
    return f"{match['office']}〔{issued}〕{match['serial']}号"


def _head(body: Body) -> Sequence[Paragraph]:
    """The first paragraphs, among which a document number may stand by itself."""
    return [block for block in body.blocks[:6] if isinstance(block, Paragraph)]


def _published(body: Body, year: int) -> dt.date | None:
    for field in ("published_date", "issued_date"):
        date = first_date(body.metadata.get(field, ""))
        if date and date.year >= year:
            return date
    return None
