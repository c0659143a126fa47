"""From a page to the report on it: the title, the body, what the page says of itself; the furniture is left out."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from knowledge import numbering
from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from knowledge.publishers import names_a_body
from knowledge.titles import ANY_YEAR, Title, find_titles, read_title
from parsers.body.bare_titles import bare_title
from parsers.body.frames import without_frames
from parsers.body.others import first_report
from parsers.body.site import BREADCRUMB, body_of_site, names_of_site
from parsers.model import Block, Page, Paragraph, Table
from parsers.repair.bodies import SecondBody, without_second_body
from parsers.text.cells import is_unit, read_cell

_HEAD_BLOCKS = 200
"""Blocks among which a title is looked for."""
_BODY_LENGTH = 60
"""Characters from which a paragraph with a full stop is running text, not a label or a menu."""
_INFORMATION_LENGTH = 240
_DATELINE_BLOCKS = 4
"""Blocks among which the first words of the text are."""
_HEADING = re.compile(rf"(?:{numbering.HEADING})\S")
_CLOCK = re.compile(r"(?P<date>(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_DOCUMENT_NUMBER = re.compile(numbering.DOCUMENT_NUMBER)
_META_FIELDS = {
    "published_date": ("pubdate", "maketime", "publishdate"),
    "publisher": ("contentsource",),
}
_TITLE_TAGS = ("articletitle", "title", "page_title")


@dataclasses.dataclass(frozen=True, slots=True)
class MetadataLabel:
    """One row of `parsers/data/metadata_labels.csv`.

    Attributes:
        label: What a page prints before a value.
        field: What the value is; `other` is known to be nothing that is kept, `number_or_remark` a document's number
            where it has the form of one.
    """

    label: Annotated[str, UNIQUE]
    field: Literal[
        "doc_number",
        "index_number",
        "issued_date",
        "name",
        "number_or_remark",
        "other",
        "published_date",
        "publisher",
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class Furniture:
    """One row of `parsers/data/furniture.csv`: a line of a page that is no part of the report.

    Attributes:
        pattern: The whole line; of `prefix`, its beginning.
        place: Before the report, behind it, at either place, within it, or in front of its first words.
        note: What it is, for whoever keeps the file.
    """

    pattern: re.Pattern[str]
    place: Literal["any", "head", "inside", "prefix", "tail"]
    note: str


@dataclasses.dataclass(frozen=True, slots=True)
class Body:
    """A report without its page.

    Attributes:
        title: Its title, where the page has one.
        blocks: Title, body and signature.
        metadata: What the page says of the report: field of `metadata_labels.csv` to value.
        second: A second copy of the body that was removed.
        other: The words with which another report on the page begins, which was left out; empty if there is none.
        sites: Governments that the page names as the owner of its site, the clearest first.
    """

    title: Title | None
    blocks: tuple[Block, ...]
    metadata: dict[str, str]
    second: SecondBody | None
    other: str = ""
    sites: tuple[str, ...] = ()


def find_body(page: Page) -> Body:
    """Separates a report from the furniture of its page."""
    sites = tuple(dict.fromkeys(names_of_site(page)))
    blocks = tuple(map(_without_grid, without_frames(page.blocks, _labels().fields)))
    page = dataclasses.replace(page, blocks=blocks)
    beginning = next((index for index, block in enumerate(page.blocks) if _is_running_text(block)), len(page.blocks))
    title = _title(page.blocks[:beginning])
    tagged = _titled_by_tags(page) if title is None else None
    bare = bare_title(page, beginning) if title is None and tagged is None else None
    metadata: dict[str, str] = {}
    head = list(_head(page.blocks[:beginning], title or bare, metadata))
    for field, tags in _META_FIELDS.items():
        stated = next((page.metadata[tag] for tag in tags if tag in page.metadata), None)
        if stated and (field == "published_date" or field not in metadata):
            metadata[field] = stated
    if "publisher" not in metadata and (owner := body_of_site(page)):
        metadata["publisher"] = owner
    title = title or read_title(metadata.get("name", "")) or tagged or bare
    own, other = first_report([block for block in page.blocks[beginning:] if not block.aside], title)
    kept, second = without_second_body(own)
    report = [block for block in _without_tail(kept) if not _is_furniture(block, "inside")]
    body = _without_dateline((*head, *report))
    return Body(title, body, metadata, second, other, sites)


def _without_grid(block: Block) -> Block:
    """A table of which one cell alone is filled, with a title or with running text, as the paragraph that it is."""
    if not isinstance(block, Table):
        return block
    filled = [cell for cell in block.cells if cell.text]
    if len(filled) != 1:
        return block
    (cell,) = filled
    is_text = (len(cell.text) >= _BODY_LENGTH and "。" in cell.text) or read_title(cell.text) is not None
    return Paragraph(cell.text, aside=block.aside, scan=cell.scan) if is_text else block


def _head(blocks: Sequence[Block], title: Title | None, metadata: dict[str, str]) -> Iterator[Block]:
    """What stands before the running text and belongs to the report; labels and values go into `metadata`."""
    label: str | None = None
    for index, block in enumerate(blocks):
        if label is not None and isinstance(block, Paragraph) and _field(block.text) is None:
            _keep(metadata, label, block.text)
            label = None
            continue
        label = _field(block.text) if isinstance(block, Paragraph) else None
        if label is not None:
            continue
        if title is not None and title.first <= index <= title.last:
            if index == title.first:
                yield Paragraph(title.text, heading=True)
            continue
        before_title = title is not None and index < title.first
        if isinstance(block, Paragraph) and (way := BREADCRUMB.match(block.text)):
            _keep(metadata, "breadcrumb", block.text[way.end() :])
        if isinstance(block, Paragraph) and block.aside and title is not None and not before_title:
            _read_byline(block.text, metadata)
        if isinstance(block, Paragraph) and before_title and _DOCUMENT_NUMBER.fullmatch(block.text):
            _keep(metadata, "doc_number", block.text)
        if _read_information(block, metadata) or before_title or block.aside or _is_furniture(block, "head"):
            continue
        yield block


def _is_running_text(block: Block) -> bool:
    """Whether a block is part of a report's body: a heading, a long paragraph, or a table with figures."""
    if block.aside:
        return False
    if isinstance(block, Table):
        is_one_row = len(block.rows()) < 2  # what the head of a page counts
        has_digits = any(re.search(r"\d", cell.text) for cell in block.cells)
        return not is_one_row and has_digits and not _is_information_table(block)
    if _is_information(block.text) or _is_furniture(block, "head"):
        return False
    return _HEADING.match(block.text) is not None or (len(block.text) >= _BODY_LENGTH and "。" in block.text)


def _title(blocks: Sequence[Block]) -> Title | None:
    """The last title before the body: the one of the document itself, behind those of the portal.

    The value of a label (中文名, and the title in the next line) comes second to one that stands by itself.
    """
    head = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    titles = find_titles(head, at_most=_HEAD_BLOCKS) or find_titles(head, at_most=_HEAD_BLOCKS, of_table=True)
    by_themselves = [title for title in titles if title.first == 0 or _field(head[title.first - 1]) is None]
    last = next(reversed(by_themselves or titles), None)
    if last is None or last.year is not None:
        return last
    # A page's headline may have the year that the report's own title leaves out.
    dated = (title.year for title in reversed(titles) if title.year is not None and title.agency == last.agency)
    return dataclasses.replace(last, year=next(dated, None))


def _titled_by_tags(page: Page) -> Title | None:
    """The title that the page's head gives, where the page itself shows none."""
    for of_table in (False, True):
        for tag in _TITLE_TAGS:
            title = read_title(page.metadata.get(tag, ""), of_table=of_table)
            if title:
                return title
    return None


_READ_SO_OFTEN = re.compile(r"\s*\d+\s*人?次\s*")
_ANY_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_NUMBERED = ("doc_number", "index_number")
"""Fields whose value has a number in it; anything else stands there because the value is missing."""


class _Labels(NamedTuple):
    """The labels that pages print before values.

    Attributes:
        with_colon: One before a colon; short ones only where no Chinese character stands in front.
        short: A short one before a colon, whatever stands in front.
        without_colon: One that begins a line without a colon.
        fields: The field that each stands for.
    """

    with_colon: re.Pattern[str]
    short: re.Pattern[str]
    without_colon: re.Pattern[str]
    fields: Mapping[str, str]


@functools.cache
def _labels() -> _Labels:
    fields: dict[str, str] = {
        row.label: row.field for row in read_rows("parsers", "metadata_labels.csv", MetadataLabel)
    }
    longest_first = sorted(fields, key=lambda label: (-len(label), label))
    spaced = {label: r"\s*".join(map(re.escape, label)) for label in longest_first}
    # What nobody keeps is often printed right behind the value before it (来源：某局字号：大 中 小).
    alone = [label for label in longest_first if len(label) < 4 and fields[label] != "other"]
    short = "|".join(spaced[label] for label in alone)
    long = "|".join(spaced[label] for label in longest_first if label not in alone)
    telling = "|".join(spaced[label] for label in longest_first if len(label) >= 3)
    with_colon = re.compile(rf"((?<![\u4e00-\u9fff])(?:{short})|(?:{long}))\s*[:：]")
    without_colon = re.compile(rf"({telling})(?![:：\u4e00-\u9fff]*[，。；])")
    return _Labels(with_colon, re.compile(rf"({short})\s*[:：]"), without_colon, fields)


def _field(label: str) -> str | None:
    return _labels().fields.get(re.sub(r"[\s\[\]【】]+", "", label).rstrip(":："))


def _is_information(text: str) -> bool:
    """Whether a line consists of labels and their values, or of a date and such."""
    if len(text) > _INFORMATION_LENGTH:
        return False
    rest = _CLOCK.sub("", text, count=1).strip() if _CLOCK.match(text) else text.strip()
    return not rest or _labels().with_colon.match(rest.lstrip("【[（( ")) is not None


def _is_information_table(table: Table) -> bool:
    labels = [cell for cell in table.cells if _field(cell.text) or _labels().with_colon.match(cell.text)]
    filled = [cell for cell in table.cells if cell.text]
    return len(labels) * 3 >= len(filled)


def _read_information(block: Block, metadata: dict[str, str]) -> bool:
    """Reads a line or table of labels and values into `metadata`; returns whether it was one."""
    if isinstance(block, Table):
        if not _is_information_table(block):
            return False
        for cell, following in zip(block.cells, (*block.cells[1:], None), strict=True):
            field = _field(cell.text)
            if field and following is not None and not _ANY_LABEL.match(following.text) and not _field(following.text):
                _keep(metadata, field, following.text)
            elif field is None:
                _read_labels(cell.text, metadata)
        return True
    if _is_information(block.text):
        clock = _CLOCK.match(block.text)
        if clock:
            _keep(metadata, "published_date", clock["date"])
        _read_labels(block.text, metadata)
        return True
    if block.aside and len(block.text) <= _INFORMATION_LENGTH:
        label = _labels().without_colon.match(block.text)
        if label:
            _keep(metadata, _field(label[1]) or "other", block.text[label.end() :])
            return True
        return _read_labels(block.text, metadata)
    return False


def _read_byline(text: str, metadata: dict[str, str]) -> None:
    """Reads the line below a title, which gives a number and a date without labels."""
    if len(text) > _INFORMATION_LENGTH:
        return
    number, clock = _DOCUMENT_NUMBER.search(text), _CLOCK.search(text)
    if number:
        _keep(metadata, "doc_number", number[0])
    if clock:
        _keep(metadata, "published_date", clock["date"])


def _read_labels(text: str, metadata: dict[str, str]) -> bool:
    """Reads `label：value label：value` into `metadata`; a value reaches to the next label."""
    matches = _labels_in(text)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, end in zip(matches, ends[len(ends) - len(matches) :], strict=True):
        _keep(metadata, _field(match[1]) or "other", text[match.end() : end])
    return bool(matches)


def _labels_in(text: str) -> list[re.Match[str]]:
    """The labels in a text; a short one also behind the value in front, if that is a body or how often it was read."""
    found = list(_labels().with_colon.finditer(text))
    starts = {match.start(): match.end() for match in found}
    for match in _labels().short.finditer(text):
        value = max((end for start, end in starts.items() if start < match.start()), default=None)
        if match.start() in starts:
            continue
        words = text[value : match.start()]
        if _READ_SO_OFTEN.fullmatch(words) or names_a_body(words, ANY_YEAR):
            found.append(match)
    return sorted(found, key=re.Match.start)


def _keep(metadata: dict[str, str], field: str, value: str) -> None:
    """The first value counts; a dash or an empty cell is none."""
    value = value.strip(" 　|｜【】[]")
    if field == "number_or_remark":
        field = "doc_number" if _DOCUMENT_NUMBER.fullmatch(value) else "other"
    if field in _NUMBERED and (not re.search(r"\d", value) or value.endswith("报告")):
        return
    if field != "other" and value.strip("-—－/无 　"):
        metadata.setdefault(field, value)


@functools.cache
def _furniture(place: str) -> re.Pattern[str]:
    rows = read_rows("parsers", "furniture.csv", Furniture)
    places = (place,) if place in ("prefix", "inside") else (place, "any", "inside")
    return re.compile("|".join(f"(?:{row.pattern.pattern})" for row in rows if row.place in places))


def _is_furniture(block: Block, place: str) -> bool:
    if isinstance(block, Table):
        return place == "head"
    return len(block.text) <= _INFORMATION_LENGTH and _furniture(place).fullmatch(block.text) is not None


def _without_tail(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Cuts what follows the first line of page furniture behind the last running text or table."""
    last = next((index for index in reversed(range(len(blocks))) if _is_substantial(blocks[index])), -1)
    for index in range(last + 1, len(blocks)):
        if _is_furniture(blocks[index], "tail") and not _is_value(blocks, index):
            return tuple(blocks[:index])
    return tuple(blocks)


def _is_value(blocks: Sequence[Block], index: int) -> bool:
    """Whether a number alone stands behind its measure word, as the cells of a table do that has become lines."""
    block, before = blocks[index], blocks[index - 1]
    if not isinstance(block, Paragraph) or not isinstance(before, Paragraph):
        return False
    return read_cell(block.text) is not None and is_unit(before.text)


def _is_substantial(block: Block) -> bool:
    if isinstance(block, Table):
        return _is_running_text(block)
    if _is_furniture(block, "tail"):
        return False
    return _HEADING.match(block.text) is not None or (len(block.text) >= _BODY_LENGTH // 2 and "。" in block.text)


def _without_dateline(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Cuts the stamp of a news site (【连网】) off the first words."""
    for index, block in enumerate(blocks[:_DATELINE_BLOCKS]):
        if not isinstance(block, Paragraph):
            continue
        stamp = _furniture("prefix").match(block.text)
        if stamp and stamp.end() < len(block.text):
            stamped = dataclasses.replace(block, text=block.text[stamp.end() :])
            return (*blocks[:index], stamped, *blocks[index + 1 :])
    return tuple(blocks)
