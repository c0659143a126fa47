"""From a page to the report on it: the title, the body, what the page says of itself; the furniture is left out."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from parsers.dates import with_arabic_dates
from parsers.knowledge import read_csv
from parsers.model import Block, Paragraph, Table
from parsers.repair.bodies import SecondBody, without_second_body
from parsers.titles import Title, find_titles

_HEAD_BLOCKS = 80
"""Blocks among which a title is looked for."""
_BODY_LENGTH = 60
"""Characters from which a paragraph with a full stop is running text, not a label or a menu."""
_INFORMATION_LENGTH = 240
_HEADING = re.compile(
    r"(?:第[一二三四五六七八九]部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\S"
)
_CLOCK = re.compile(r"(?P<date>(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """A report without its page.

    Attributes:
        title: Its title, where the page has one.
        blocks: Title, body and signature.
        metadata: What the page says of the report: field of `metadata_labels.csv` to value.
        second: A second copy of the body that was removed.
    """

    title: Title | None
    blocks: tuple[Block, ...]
    metadata: dict[str, str]
    second: SecondBody | None


def find_body(blocks: Sequence[Block]) -> Body:
    """Separates a report from the furniture of its page."""
    beginning = _beginning(blocks)
    title = _title(blocks, beginning)
    metadata: dict[str, str] = {}
    head: list[Block] = []
    for index, block in enumerate(blocks[:beginning]):
        before_title = title is not None and index < title.first
        if title is not None and title.first <= index <= title.last:
            if index == title.first:
                head.append(Paragraph(title.text, heading=True))
        elif not _read_information(block, metadata) and not before_title and not _is_furniture(block, "head"):
            head.append(block)
    blocks, second = without_second_body(blocks[beginning:])
    return Body(title, (*head, *_without_dateline(_without_tail(blocks))), metadata, second)


def _beginning(blocks: Sequence[Block]) -> int:
    """Index of the first block of running text: a heading, a long paragraph, or a table that is no metadata."""
    return next((index for index, block in enumerate(blocks) if _is_running_text(block)), len(blocks))


def _is_running_text(block: Block) -> bool:
    if isinstance(block, Table):
        return not _is_information_table(block) and any(re.search(r"\d", cell.text) for cell in block.cells)
    if _is_information(block.text) or _is_furniture(block, "head"):
        return False
    return _HEADING.match(block.text) is not None or (len(block.text) >= _BODY_LENGTH and "。" in block.text)


def _title(blocks: Sequence[Block], beginning: int) -> Title | None:
    """The last title before the body: the one of the document itself, behind those of the portal."""
    head = [block.text if isinstance(block, Paragraph) else "" for block in blocks[:beginning]]
    titles = find_titles(head, at_most=_HEAD_BLOCKS)
    return titles[-1] if titles else None


@functools.cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    fields = {row["label"]: row["field"] for row in read_csv("metadata_labels.csv", "label", "field")}
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(fields, key=lambda label: (-len(label), label)))
    return re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})\s*[:：]"), fields


def _field(label: str) -> str | None:
    return _labels()[1].get(re.sub(r"\s+", "", label).rstrip(":："))


def _is_information(text: str) -> bool:
    """Whether a line consists of labels and their values, or of a date and such."""
    if len(text) > _INFORMATION_LENGTH:
        return False
    rest = _CLOCK.sub("", text, count=1).strip() if _CLOCK.match(text) else text.strip()
    return not rest or _labels()[0].match(rest.lstrip("【[（( ")) is not None


def _is_information_table(table: Table) -> bool:
    labels = [cell for cell in table.cells if _field(cell.text)]
    filled = [cell for cell in table.cells if cell.text]
    return bool(labels) and len(labels) * 3 >= len(filled)


def _read_information(block: Block, metadata: dict[str, str]) -> bool:
    """Reads a line or table of labels and values into `metadata`; returns whether it was one."""
    if isinstance(block, Table):
        if not _is_information_table(block):
            return False
        for cell, following in zip(block.cells, (*block.cells[1:], None), strict=True):
            field = _field(cell.text)
            if field and following is not None and _field(following.text) is None:
                _keep(metadata, field, following.text)
        return True
    if not _is_information(block.text):
        return False
    clock = _CLOCK.match(block.text)
    if clock:
        _keep(metadata, "published_date", clock["date"])
    matches = list(_labels()[0].finditer(block.text))
    ends = [*(match.start() for match in matches[1:]), len(block.text)]
    for match, end in zip(matches, ends, strict=True):
        _keep(metadata, _field(match[1]) or "other", block.text[match.end() : end])
    return True


def _keep(metadata: dict[str, str], field: str, value: str) -> None:
    """The first value counts; a dash or an empty cell is none."""
    value = value.strip(" 　|｜【】[]")
    if field != "other" and value.strip("-—－/无"):
        metadata.setdefault(field, value)


@functools.cache
def _furniture(place: str) -> re.Pattern[str]:
    rows = read_csv("furniture.csv", "pattern", "place", "note")
    places = ("prefix",) if place == "prefix" else (place, "any")
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows if row["place"] in places))


def _is_furniture(block: Block, place: str) -> bool:
    if isinstance(block, Table):
        return place == "head"
    return len(block.text) <= _INFORMATION_LENGTH and _furniture(place).fullmatch(block.text) is not None


def _without_tail(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Cuts what follows the first line of page furniture behind the last running text or table."""
    last = max((index for index, block in enumerate(blocks) if _is_substantial(block)), default=-1)
    for index in range(last + 1, len(blocks)):
        if _is_furniture(blocks[index], "tail"):
            return tuple(blocks[:index])
    return tuple(blocks)


def _without_dateline(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Cuts the stamp of a news site (【连网】) off the first words."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    text = _furniture("prefix").sub("", blocks[0].text, count=1)
    return (dataclasses.replace(blocks[0], text=text), *blocks[1:])


def _is_substantial(block: Block) -> bool:
    if isinstance(block, Table):
        return _is_running_text(block)
    text = with_arabic_dates(block.text)
    if _is_furniture(block, "tail"):
        return False
    return _HEADING.match(text) is not None or (len(text) >= _BODY_LENGTH // 2 and "。" in text)
