"""Pages that are not reports, each rejected with its reason."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from knowledge.fields import Fault
from knowledge.loading import read_rows
from knowledge.titles import read_title
from parsers.body.finding import Body
from parsers.body.others import years_side_by_side
from parsers.errors import ANNOUNCES, FOLLOWED_LIST, LISTS, PICTURE, PICTURES, TITLE, NotAReport
from parsers.model import Block, Figure, Page, Paragraph
from parsers.text.cells import read_cell

_LITTLE = 400
"""Characters of text below which a page can be nothing but a message."""
_SHORTEST = 60
"""Chinese characters of the shortest beginning of a report that says anything."""
_SHORTEST_SENTENCE = 20
_CHINESE = 0.2
"""Share of the letters that are Chinese characters in a document in Chinese."""
_FIRST_WORDS = 1500
"""Characters in which news about a report says that it is about one."""
_LISTED = 4
"""Titles of reports among its links that make a page without prose a list."""
_HAN, _WORD = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"\w+")
_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|rar|zip)(?:$|[?#])", re.IGNORECASE)
_PARTS = (
    re.compile(r"主动公开"),
    re.compile(r"依申请公开|(?:收到|受理|办理|处理)[^。]{0,20}申请|公开申请"),
    re.compile(r"行政复议|复议"),
    re.compile(r"诉讼"),
    re.compile(r"收费|收取|费用"),
    re.compile(r"(?:存在|主要)[^。]{0,8}问题|不足|改进"),
    re.compile(
        r"统计(?:期限|时限|时段|时间)|(?:本|年度)报告"
        r"|现将[^。；\n]{0,40}(?:信息|政务)公开(?:工作)?(?:的)?情况(?:予以|向社会)?(?:公布|公告|报告|汇报|通报)如下"
    ),
)
"""What a report is made of (《条例》 of 2007, art. 32; of 2019, art. 50)."""
_DISCLOSED = re.compile(
    r"公开(?!申请)[^。；\n]{0,20}?信息[^。；\n，\d]{0,6}\d+多?余?[条件篇则项]|公开[^。；，\n\d]{0,12}\d+多?余?[条件篇则项][^。；，\n]{0,12}信息"
)
"""How much was disclosed, which stands for a part of a short report below its title."""
_ENOUGH_WITH_TITLE = 2
_ENOUGH_WITHOUT_TITLE = 4
_NUMBERS_OF_A_TABLE = 4
"""Numbers of a table that is more than a date or a page."""
_CODES_OF_A_REPORT = 3
"""Codes that a table of what reports count states; one or two may stand in any table by chance."""
_COUNTED = re.compile("公开|信息|申请|复议|诉讼")
"""Words of what reports count."""
_WHOLE = 5
"""Parts from which the words of a report are there, whatever its title says of pictures."""

Kind = Literal[
    "challenge",
    "soft_404",
    "notice",
    "work_report",
    "part_of_year",
    "bulletin",
    "comparison",
    "infographic",
    "news",
]
Where = Literal["lead", "source", "text", "title"]
LOOKED_AT: Mapping[Kind, tuple[Where, ...]] = {
    "challenge": ("source", "text"),
    "soft_404": ("text",),
    "notice": ("title",),
    "work_report": ("title",),
    "part_of_year": ("title",),
    "bulletin": ("title",),
    "comparison": ("title",),
    "infographic": ("title",),
    "news": ("lead", "title"),
}
"""Where patterns of each kind are searched for; a row of another combination would never be applied."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rejection:
    """One row of `parsers/data/rejections.csv`.

    Attributes:
        kind: What such a page is.
        where: What is searched: the page as it was sent, the text that it shows, the first words of its body, or its
            title; see `LOOKED_AT`.
        pattern: What is searched for.
        reason: The reason that is kept, in a sentence; `{match}` stands for the words that were found.
    """

    kind: Kind
    where: Where
    pattern: re.Pattern[str]
    reason: str

    @classmethod
    def check(cls, rows: Sequence[Rejection]) -> Iterator[Fault]:
        """Every row is one that is applied."""
        for index, row in enumerate(rows):
            if row.where not in LOOKED_AT[row.kind]:
                what = f"pages of the kind {row.kind!r} are not recognised by {row.where!r}"
                yield Fault((index, "where"), what, f"Write one of: {', '.join(LOOKED_AT[row.kind])}.")


def reject_role(role: str) -> None:
    """Rejects a page that the crawl itself did not fetch as a report.

    Raises:
        NotAReport: The page was fetched to find reports, not as one.
    """
    if role == "listing":
        raise NotAReport(FOLLOWED_LIST)


def reject_page(page: Page) -> None:
    """Rejects pages whose form shows that they are not reports.

    Raises:
        NotAReport: The page is a challenge, an error message, a form, a list, or in another language.
    """
    text = _text(page.blocks)
    if page.scripted or len(text) < _LITTLE:
        _reject("challenge", page, text)
    if len(text) < _LITTLE:
        _reject("soft_404", page, text)
    if page.has_password_field and len(text) < 2 * _LITTLE:
        raise NotAReport("The page is a login form.")
    if not _HAN.search(text):
        if page.n_images and not text:
            raise NotAReport(PICTURES)
        raise NotAReport("The document has no Chinese text." if text else "The document holds no text.")
    chinese = _count(_HAN, text)
    if chinese < _CHINESE * _count(_WORD, text):
        raise NotAReport("The document is in another language than Chinese.")
    ends = (line.rfind("。") for line in text.split("\n"))
    if sum(end + 1 for end in ends if end >= _SHORTEST_SENTENCE) >= _LITTLE:
        return
    titles = (read_title(words) for words, _ in page.links)
    listed = {(title.year, title.agency) for title in titles if title}
    if len(listed) >= _LISTED:
        years = len({year for year, _ in listed})
        count = f"the reports of {years} years" if years >= _LISTED else f"{len(listed)} reports"
        raise NotAReport(f"{LISTS} {count}; it holds none of them.")


def reject_body(body: Body, page: Page) -> bool:
    """Rejects readable documents that are not reports.

    Returns:
        Whether only its figures can tell that it is one: below a title that names a body and a year stands a table of
        numbers, and nothing else of what a report is made of.

    Raises:
        NotAReport: The title names something else, or what a report is made of is missing.
    """
    text = _text(body.blocks)
    parts = sum(bool(part.search(text)) for part in _PARTS)
    for title in _titles(body, page):
        for row in _rows("title"):
            match = row.pattern.search(title)
            # The words of a whole report may stand below the title of the picture that explains it.
            is_whole = body.title and (row.kind == "news" or (row.kind == "infographic" and parts >= _WHOLE))
            if match and not is_whole:
                raise NotAReport(row.reason.replace("{match}", match[0]))
    for row in _rows("lead"):
        if row.pattern.search(text[:_FIRST_WORDS]):
            raise NotAReport(row.reason)
    if years := years_side_by_side(body.blocks):
        named = " and ".join(map(str, years))
        raise NotAReport(f"The document sets the reports on {named} side by side; its figures belong to several years.")
    attachments = [words or target for words, target in page.links if _ATTACHMENT.search(target)]
    counts = any(map(_counts_something, body.blocks)) or (not attachments and _DISCLOSED.search(text) is not None)
    enough = _ENOUGH_WITH_TITLE - counts if body.title else _ENOUGH_WITHOUT_TITLE
    if parts >= enough and _count(_HAN, text) >= _SHORTEST:
        return False
    if not body.title:
        raise NotAReport("The document has neither the title of a report nor its parts.")
    if attachments:
        raise NotAReport(f"{ANNOUNCES}; its text is in the attachment {attachments[0]}.")
    if page.n_images:
        raise NotAReport(PICTURE)
    if body.title.agency and body.title.year and any(map(_is_of_numbers, body.blocks)):
        return True
    raise NotAReport(TITLE)


def reject_without_figures(figures: Iterable[Figure]) -> None:
    """Rejects a document of which only its figures can tell that it is a report, if its tables state hardly any.

    Args:
        figures: Its figures.

    Raises:
        NotAReport: They state less than a table of what reports count does.
    """
    if len({figure.code for figure in figures if figure.source == "table"}) < _CODES_OF_A_REPORT:
        raise NotAReport(TITLE)


def _counts_something(block: Block) -> bool:
    """Whether a block is a table that counts what reports do, which stands for a part of one below its title."""
    if isinstance(block, Paragraph) or not any(_COUNTED.search(cell.text) for cell in block.cells):
        return False  # a calendar is a table of numbers, too
    return _is_of_numbers(block)


def _is_of_numbers(block: Block) -> bool:
    """Whether a block is a table of more numbers than a date or a page has."""
    if isinstance(block, Paragraph):
        return False
    return sum(read_cell(cell.text) is not None for cell in block.cells) >= _NUMBERS_OF_A_TABLE


def _titles(body: Body, page: Page) -> Iterator[str]:
    """What the document calls itself: its title, else the tags of its head and its first words."""
    if body.title:
        yield body.title.text
        candidates: Sequence[str] = (page.metadata.get("articletitle", ""),)
    else:
        head = [block.text for block in page.blocks[:40] if isinstance(block, Paragraph) and block.heading]
        first = [block.text for block in body.blocks[:3] if isinstance(block, Paragraph) and len(block.text) < 60]
        candidates = (page.metadata.get("articletitle", ""), page.metadata.get("page_title", ""), *head, *first)
    for candidate in candidates:
        yield re.split(r"\s*[-_—|–]\s*", candidate.strip())[0]


def _reject(kind: Kind, page: Page, text: str) -> None:
    contents = {"source": page.source, "text": text}
    for where in LOOKED_AT[kind]:
        for row in _rows(where):
            if row.kind == kind and row.pattern.search(contents[where]):
                raise NotAReport(row.reason)


@functools.cache
def _rows(where: Where) -> tuple[Rejection, ...]:
    return tuple(row for row in read_rows("parsers", "rejections.csv", Rejection) if row.where == where)


def _count(characters: re.Pattern[str], text: str) -> int:
    """How many characters of a kind a text has, whose runs a pattern finds."""
    return sum(map(len, characters.findall(text)))


def _text(blocks: Sequence[Block]) -> str:
    return "\n".join(
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells) for block in blocks
    )
