"""The only way to the recognition of pictures: what needs the extra is imported here, when it is needed.

A document that is a report speaks of it on its first pages; of one that does not, no more is recognised.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from parsers.errors import NotAReport
from parsers.model import Block, Flag, Page, Reading, Scan, Table
from parsers.scans.blocks import blocks_of
from parsers.scans.labels import is_label
from parsers.scans.model import ScannedPage

if TYPE_CHECKING:
    from parsers.scans.pages import Pixels

RECOGNIZED: Final = "scan_recognized"
"""Kind of the flag of a document whose words are recognised."""
MOST_PAGES = 40
"""Pages of a document that are recognised; the longest report known has as many."""
_FIRST = 3
"""Pages by which it is decided whether a document is about what reports are about."""
_SUBJECT = ("信息公开", "政务公开", "公开工作")
"""Words that no report is without."""
_LEGIBLE = 0.5
"""Share of the words recognised on a page that is clear, where it stands upright."""
_UNSURE = 500
"""Thousandths of certainty that no line reaches which stands on its head."""
_FEW = 20
"""Characters from which it can be told whether a page is upright."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


def recognized_pages(content: bytes, numbers: Sequence[int]) -> dict[int, ScannedPage]:
    """Pages of a PDF file that are pictures, recognised, by their numbers.

    Raises:
        NotAReport: The first of them are about something else.
        Unreadable: The file is damaged.
    """
    from parsers.scans.pages import pages_of_pdf

    wanted = list(numbers)[:MOST_PAGES]
    return {page.number: page for page in _recognized(pages_of_pdf(content, wanted), wanted)}


def read_picture(content: bytes, media_type: str) -> Page:
    """Recognises a picture file as a page of a report.

    Raises:
        NotAReport: It is about something else.
        Unreadable: It is damaged.
    """
    from parsers.scans.pages import pages_of_picture

    pages = list(_recognized(pages_of_picture(content, MOST_PAGES), range(1, MOST_PAGES + 1)))
    blocks: list[Block] = [block for page in pages for block in blocks_of(page)]
    return Page(blocks=tuple(blocks), media_type=media_type, flags=(recognized_flag([page.number for page in pages]),))


def recognized_flag(numbers: Sequence[int]) -> Flag:
    """What is said of a document whose words are recognised."""
    named = ", ".join(map(str, numbers))
    sentence = f"the words of page {named} were recognised on a picture; where two recognitions differ, digits are lost"
    return Flag(RECOGNIZED, sentence, f"page {named}")


def behind(page: Page, before: Sequence[Block]) -> Page:
    """A recognised page that is read behind other blocks of a document: the numbers of its pictures follow theirs.

    A place on a picture tells a cell from all others, so no two pictures of a document may have one number.
    """
    first = max(_numbers(before), default=0)
    if not first or not _numbers(page.blocks):
        return page
    blocks = tuple(_moved(block, first) for block in page.blocks)
    flags = [flag for flag in page.flags if flag.kind != RECOGNIZED]
    return dataclasses.replace(page, blocks=blocks, flags=(*flags, recognized_flag(sorted(_numbers(blocks)))))


def _numbers(blocks: Iterable[Block]) -> set[int]:
    """Numbers of the pictures that blocks were recognised on."""
    scans = (scan for block in blocks for scan in _scans(block))
    return {scan.on_page.page for scan in scans if scan is not None}


def _scans(block: Block) -> Iterator[Scan | None]:
    yield from (cell.scan for cell in block.cells) if isinstance(block, Table) else (block.scan,)


def _moved(block: Block, by: int) -> Block:
    if isinstance(block, Table):
        cells = [dataclasses.replace(cell, scan=_scan_moved(cell.scan, by)) for cell in block.cells]
        return dataclasses.replace(block, cells=tuple(cells))
    return dataclasses.replace(block, scan=_scan_moved(block.scan, by))


def _scan_moved(scan: Scan | None, by: int) -> Scan | None:
    if scan is None:
        return None
    return dataclasses.replace(scan, on_page=dataclasses.replace(scan.on_page, page=scan.on_page.page + by))


def _recognized(pages: Iterable[Pixels], numbers: Iterable[int]) -> Iterator[ScannedPage]:
    from parsers.scans.engine import recognizer
    from parsers.scans.picture import sheet_of
    from parsers.scans.recognition import recognize

    engine = recognizer()
    told = False
    # A page without its colors is all that is kept of it: nothing may hold what was opened while it is recognised.
    sheets = map(sheet_of, pages)
    for count, number in enumerate(numbers, start=1):
        sheet = next(sheets, None)
        if sheet is None:
            return
        page = recognize(number, sheet, engine)
        if not is_upright(page):
            turned = [recognize(number, sheet.turned(quarters), engine) for quarters in (1, 3, 2)]
            page = max([page, *turned], key=lambda one: (-_backwards(one), _legible(one)))
        del sheet
        told = told or any(word in text for text in _texts(page) for word in _SUBJECT)
        if count == _FIRST and not told:
            raise NotAReport(f"The first {_FIRST} pages of the scan are about something else.")
        yield page


def is_upright(page: ScannedPage) -> bool:
    """Whether words stand on a page as they are read.

    The model also reads characters that lie on their side, with the same certainty: the lines of a page that is turned
    by a quarter are single characters, and its labels, like its numbers, are read backwards.
    """
    total = sum(len(reading.text) for reading in _words(page))
    return total < _FEW or (_legible(page) >= _LEGIBLE * total and not _backwards(page))


def _legible(page: ScannedPage) -> int:
    """Characters of words that were recognised side by side, not quite unsurely."""
    return sum(len(one.text) for one in _words(page) if len(one.text) > 1 and one.certainty >= _UNSURE)


def _backwards(page: ScannedPage) -> int:
    """Cells in which a label of a form is read from its end."""
    texts = ["".join(line[0].text for line in cell.lines) for table in page.tables for cell in table.cells]
    return sum(is_label(text[::-1]) and not is_label(text) for text in texts)


def _words(page: ScannedPage) -> Iterator[Reading]:
    """Lines with Chinese characters, as they were read first."""
    lines = [line.readings for line in page.lines]
    lines += [line for table in page.tables for cell in table.cells for line in cell.lines]
    return (readings[0] for readings in lines if _HAN.search(readings[0].text))


def _texts(page: ScannedPage) -> list[str]:
    texts = [line.readings[0].text for line in page.lines]
    texts += ["".join(line[0].text for line in cell.lines) for table in page.tables for cell in table.cells]
    return texts
