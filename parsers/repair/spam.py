"""What hijacked copies put into a text: names of gambling sites, and lists of places for search engines.

A name goes, and with it the sentence if that is an advertisement; whose words it replaced cannot be known, which is
flagged. A list of places goes if it names many from all over the country without a number among them, which no report
does.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.divisions import names_in, provinces_of
from knowledge.fields import Fault
from knowledge.loading import read_rows
from parsers.model import Block, Flag, Paragraph, Table
from parsers.repair.log import RepairLog

_PLACES = 25
"""Places in a row that make a list."""
_PROVINCES = 6
"""Provinces that a list must reach into: a report names the places of its own."""
_LONGEST_NAME = 15
_GAP = 6
_UNBROKEN = re.compile(rf"[^\d。；！？]{{{2 * _PLACES},}}")
"""What may hold a list: a stretch with neither a number nor the end of a sentence."""
_LABEL = re.compile(r"[^。，\d]{1,12}[：:]")
"""What announces a list: 热门城市："""
_LABEL_AT_END = re.compile(rf"(?:(?<=[。；！])|^){_LABEL.pattern}$|^\w{{1,8}}$")
_NO_GAP = re.compile(r"[\d。；！？]")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?|[。！？]")
_BEGINNING = re.compile(r"(?:^|\||\(\?:)\[?((?<=\[)[^\]]*|[^()\[])")
"""The characters that the alternatives of a pattern begin with, those within it, too."""
_NO_BEGINNING = re.compile(r"(?:^|\||^\(\?:|\|\(\?:)([.\\^$]|\[\^|\((?!\?:))")
_EMPTY_BRACKETS = re.compile(r"（\s*）|\(\s*\)|【\s*】|\[\s*\]|“\s*”|《\s*》")
_OWN_NAME = re.compile(r"[^\W\da-zA-Z由在经与和被按对向是为]{1,4}$")
"""The name in front of 娱乐城, back to a word of grammar or a mark."""
_EDGES = " \u3000|｜-—_·、,，"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEFT = 0.4
"""Share of a sentence's characters that must be left when the names of sites are gone."""


@dataclasses.dataclass(frozen=True, slots=True)
class Brand:
    """One row of `parsers/data/brands.csv`.

    Attributes:
        kind: A name by itself; a word that is a name only before a suffix; such a suffix; a suffix behind any name;
            what may follow the whole name; or what only an advertisement says.
        pattern: The words.
        note: What they are, for whoever keeps the file.
    """

    kind: Literal["addition", "advertisement", "name", "suffix", "unknown", "word"]
    pattern: re.Pattern[str]
    note: str

    @classmethod
    def check(cls, rows: Sequence[Brand]) -> Iterator[Fault]:
        """What names begin with is looked for first, and so must be characters."""
        for index, row in enumerate(rows):
            if row.kind in ("name", "unknown", "word") and (found := _NO_BEGINNING.search(row.pattern.pattern)):
                what = f"an alternative begins with {found[1]!r}, which is not a character"
                yield Fault((index, "pattern"), what, "Write the characters that the name begins with.")


@functools.cache
def _any(kind: str) -> str:
    rows = (row for row in read_rows("parsers", "brands.csv", Brand) if row.kind == kind)
    return "|".join(f"(?:{row.pattern.pattern})" for row in rows)


@functools.cache
def _brand() -> re.Pattern[str]:
    """The name of a site with all that belongs to it."""
    name, word, suffix, addition, unknown = map(_any, ("name", "word", "suffix", "addition", "unknown"))
    more = f"(?:{suffix}|{addition})*"
    beginnings = "".join(_BEGINNING.findall(f"【|{name}|{word}|{unknown}"))
    site = rf"(?:{name}|(?:{word})\d{{0,4}}(?:{suffix})|(?P<unknown>{unknown})){more}"
    return re.compile(f"(?=[{beginnings}])(?P<bracket>【)?{site}(?(bracket)】{more})")


@functools.cache
def _advertisement() -> re.Pattern[str]:
    return re.compile(_any("advertisement"))


def remove_spam(blocks: Sequence[Block], log: RepairLog) -> tuple[tuple[Block, ...], tuple[Flag, ...]]:
    """Removes names of gambling sites and lists of places; also returns what may be missing in their stead."""
    kept: list[Block] = []
    names: list[str] = []
    for block in _without_lists(blocks, log):
        if isinstance(block, Paragraph):
            text = _without_places(block.text, log)
            text = _without_brands(text, names, log) if _brand().search(text) else text
            if text:
                kept.append(block if text == block.text else dataclasses.replace(block, text=text))
            elif kept and isinstance(label := kept[-1], Paragraph) and _LABEL.fullmatch(label.text):
                kept.pop()
        elif _brand().search(_text(block)):
            cells = tuple(
                dataclasses.replace(cell, text=_without_brands(cell.text, names, log)) for cell in block.cells
            )
            if 2 * sum(bool(cell.text) for cell in cells) > sum(bool(cell.text) for cell in block.cells):
                kept.append(dataclasses.replace(block, cells=cells))
        else:
            kept.append(block)
    return tuple(kept), tuple(_flags(names))


def _flags(names: Sequence[str]) -> Iterator[Flag]:
    for name in dict.fromkeys(names):
        yield Flag("foreign_name", f"the name of another site stood in the text, perhaps for other words: {name}", name)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)


def _without_brands(text: str, names: list[str], log: RepairLog) -> str:
    """A text without names of sites; those that may have replaced other words are added to `names`."""
    kept = ""
    for sentence in _SENTENCE.findall(text):
        left, end, found = "", 0, []
        for start, stop in _brands(sentence):
            left += sentence[end:start]
            found.append(sentence[start:stop].strip(_EDGES))
            end = stop
        left += sentence[end:]
        if found and (_advertisement().search(left) or _count(left) < _LEFT * _count(sentence)):
            log.add("brand_name", sentence, "")
            continue
        for name in found:
            log.add("brand_name", name, "")
        names += found
        kept += _EMPTY_BRACKETS.sub("", left) if found else sentence
    return kept if kept == text else kept.strip(_EDGES)


def _brands(text: str) -> Iterator[tuple[int, int]]:
    """Where names of sites stand."""
    for match in _brand().finditer(text):
        own = (
            _OWN_NAME.search(text[max(0, match.start() - _LONGEST_NAME) : match.start()]) if match["unknown"] else None
        )
        yield match.start() - (len(own[0]) if own else 0), match.end()


def _count(text: str) -> int:
    return len(_HAN.findall(text))


def _without_lists(blocks: Sequence[Block], log: RepairLog) -> Iterator[Block]:
    """Blocks without tables of places and without runs of paragraphs that are one place each."""
    run: list[Paragraph] = []
    for block in blocks:
        if (
            isinstance(block, Paragraph)
            and len(block.text) <= 2 * _LONGEST_NAME
            and _is_place(block.text.strip(_EDGES))
        ):
            run.append(block)
            continue
        yield from _kept(run, log)
        run = []
        if isinstance(block, Table) and _is_list_table(block):
            log.add("place_list", _text(block), "")
            sentence, stop, _ = block.cells[0].text.rpartition("。")
            if stop:
                yield Paragraph(sentence + stop, scan=block.cells[0].scan)
        else:
            yield block
    yield from _kept(run, log)


def _is_place(text: str) -> bool:
    return bool(provinces_of(text))


def _kept(run: Sequence[Paragraph], log: RepairLog) -> Sequence[Paragraph]:
    if not _is_list([paragraph.text.strip(_EDGES) for paragraph in run]):
        return run
    log.add("place_list", "".join(paragraph.text for paragraph in run), "")
    return ()


def _is_list_table(table: Table) -> bool:
    filled = [cell.text for cell in table.cells if cell.text]
    places = [text for text in filled if _is_place(text)] if len(filled) >= _PLACES else []
    return len(places) * 5 >= len(filled) * 4 and _is_list(places)


def _is_list(places: Sequence[str]) -> bool:
    if len(places) < _PLACES:
        return False
    certain = (provinces_of(place) for place in places)
    return len({province for provinces in certain if len(provinces) == 1 for province in provinces}) >= _PROVINCES


def _without_places(text: str, log: RepairLog) -> str:
    """A paragraph without a list of places in it, and without what little follows the list."""
    if not _UNBROKEN.search(text):
        return text
    parts: list[str] = []
    end = 0
    for run in _runs(text):
        if _is_list([text[start:stop] for start, stop in run]):
            log.add("place_list", text[run[0][0] : run[-1][1]], "")
            parts.append(_LABEL_AT_END.sub("", text[end : run[0][0]].strip(_EDGES)))
            end = run[-1][1]
    if not end:
        return text
    following = text[end:].lstrip(_EDGES)
    return "".join((*parts, following if "。" in following else ""))


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Stretches in which one name of a place follows the other."""
    run: list[tuple[int, int]] = []
    for start, end in names_in(text):
        gap = text[run[-1][1] : start] if run else ""
        if len(gap) > _GAP or _NO_GAP.search(gap):
            yield run
            run = []
        run.append((start, end))
    yield run
