"""The tree of headings, and what each part of a report is about."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from knowledge import numbering
from knowledge.fields import Among
from knowledge.loading import read_rows
from parsers.knowledge.codebook import areas
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.model import ReportText, Section, Span
from parsers.text.headings import end_of_run_in_heading

_NUMBER = re.compile(
    rf"(?P<part>{numbering.PART}[、\s]*)"
    rf"|(?P<chinese>{numbering.CHINESE})[、．.]\s*"
    rf"|(?P<bracketed>{numbering.BRACKETED})[、．.]?\s*"
    rf"|(?P<arabic>{numbering.ARABIC})(?!\d)\s*"
)
_IMPOSSIBLE = {
    ("applications", "proactive_disclosure"),
    ("key_areas", "overview"),
    ("key_areas", "proactive_disclosure"),
    ("key_areas", "response"),
    ("key_areas", "training"),
}
"""Topics that cannot be within others: 属于已主动公开范围 is an answer to an application."""
_BROKEN = re.compile(
    rf"(?:、|(?P<number>{numbering.NUMERAL})[\s\u3000]*)(?P<words>(?![、个是次])[\u4e00-\u9fff、（）]{{2,28}})"
)
_TABLE_TITLE = re.compile(r"(?:附[件表][一二三\d]?[：:]?\s*)?[\u4e00-\u9fff\d年（）()]{0,24}(?:统计表|统计报表)")
_PLAIN = re.compile(r"(?![（、])[\u4e00-\u9fff、（）]{2,16}")
_ENOUGH = 3
"""Fewest plain lines that name parts of a report for them to be its headings."""
_Heading = tuple[Span, int, str | None, str]
"""Where a heading stands, its level, its number and its words."""
_LEVELS = {"part": 1, "chinese": 1, "bracketed": 2, "arabic": 3}
_LONGEST = 50
_AN_AREA = Among("a code of codebook.csv, or the beginning of one", areas)
_SENTENCE_END = re.compile(r"[。！？；]")


@dataclasses.dataclass(frozen=True, slots=True)
class TopicWords:
    """One row of `parsers/data/topics.csv`; the first that fits a heading counts.

    Attributes:
        pattern: Searched for in the words of a heading.
        topic: What the part is about.
        areas: Beginnings of the codes that such a part is about; empty where it may be about any.
    """

    pattern: re.Pattern[str]
    topic: Literal[
        "applications",
        "fees",
        "key_areas",
        "other",
        "overview",
        "proactive_disclosure",
        "problems_improvements",
        "proposals",
        "response",
        "review_litigation",
        "statistics_table",
        "training",
    ]
    areas: tuple[Annotated[str, _AN_AREA], ...] = ()


def find_sections(text: ReportText) -> tuple[Section, ...]:
    """Finds headings in reading order; one may run into its paragraph (（一）概述。2017年……, 一、概述情况2017年……)."""
    headings = [heading for span in text.paragraphs if (heading := _heading(text, span))]
    if not any(level == 1 for _, level, _, _ in headings):
        headings = _without_numbers(text, headings)
    sections: list[Section] = []
    around: list[Section] = []
    ends = _ends(headings, len(text.text))
    for index, (span, level, number, words) in enumerate(headings):
        while around and around[-1].level >= level:
            around.pop()
        parent = around[-1] if around else None
        sections.append(
            Section(
                section_id=index + 1,
                parent_id=parent.section_id if parent else None,
                level=level,
                number=number,
                heading=words,
                topic=_topic(words, parent),
                span=Span(span.start, ends[index]),
            )
        )
        around.append(sections[-1])
    return tuple(sections)


def _ends(headings: Sequence[_Heading], end: int) -> list[int]:
    """Where the section of each heading ends: at the next heading of its level or a higher one."""
    ends = [end] * len(headings)
    open_ones: list[int] = []
    for index, (span, level, _, _) in enumerate(headings):
        while open_ones and headings[open_ones[-1]][1] >= level:
            ends[open_ones.pop()] = span.start
        open_ones.append(index)
    return ends


def _without_numbers(text: ReportText, headings: Sequence[_Heading]) -> list[_Heading]:
    """The headings of a report without numbered main parts.

    These are short lines that name such a part; where there are too few of them, the headings found already, moved up
    to the first level.
    """
    named = [
        (span, 1, None, text.read(span))
        for span in text.paragraphs
        if _PLAIN.fullmatch(text.read(span)) and any(pattern.search(text.read(span)) for pattern, _ in _topics())
    ]
    if len(named) >= _ENOUGH:
        return sorted([*headings, *named], key=lambda heading: heading[0].start)
    highest = min((level for _, level, _, _ in headings), default=1)
    return [(span, level - highest + 1, number, words) for span, level, number, words in headings]


def section_at(sections: Sequence[Section], position: int) -> Section | None:
    """The innermost section that a position lies in: the last that begins before it, as sections lie in each other."""
    index = bisect.bisect_right(sections, position, key=lambda section: section.span.start) - 1
    return sections[index] if index >= 0 and position < sections[index].span.end else None


def section_id_at(sections: Sequence[Section], position: int) -> int | None:
    """Which section a position lies in."""
    section = section_at(sections, position)
    return section.section_id if section is not None else None


def _heading(text: ReportText, span: Span) -> _Heading | None:
    paragraph = text.read(span)
    match = _NUMBER.match(paragraph)
    if match is None:
        return _broken_heading(paragraph, span)
    kind = match.lastgroup or ""
    rest = paragraph[match.end() :]
    sentence = _SENTENCE_END.search(rest)
    words = rest[: sentence.start()] if sentence else rest
    run_in = end_of_run_in_heading(paragraph)
    if run_in is not None:
        words = paragraph[match.end() : run_in]
    if kind == "arabic" and _figure().search(words):
        return None
    if not words or len(words) > _LONGEST:
        return None
    number = match[kind].strip() if kind != "part" else match[kind].rstrip("、 ")
    return span, _LEVELS[kind], number, words.strip()


def _broken_heading(paragraph: str, span: Span) -> _Heading | None:
    """A heading of the first level without a number, or without what follows it: 、主动公开情况, 二 主动公开情况."""
    if _TABLE_TITLE.fullmatch(paragraph):
        return span, 1, None, paragraph
    match = _BROKEN.fullmatch(paragraph)
    if match is None or not any(pattern.search(match["words"]) for pattern, _ in _topics()):
        return None
    return span, 1, match["number"], match["words"]


@functools.cache
def _figure() -> re.Pattern[str]:
    """Figures stand in items of a list (1.同意公开162件，占57%；), not in headings."""
    measure = alternatives([*(unit.unit for unit in units_of_tables(in_columns=True)), "%"])
    return re.compile(rf"\d[\d,.]*[万亿]?余?(?:{measure})")


def topics() -> tuple[str, ...]:
    """What a section can be about."""
    return tuple(sorted({topic for _, topic in _topics()}))


@functools.cache
def areas_of_topics() -> Mapping[str, tuple[str, ...]]:
    """Beginnings of the codes that a section of a topic is about; none where it may be about any."""
    return {row.topic: row.areas for row in read_rows("parsers", "topics.csv", TopicWords)}


@functools.cache
def _topics() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((row.pattern, row.topic) for row in read_rows("parsers", "topics.csv", TopicWords))


def _topic(words: str, parent: Section | None) -> str:
    """The topic that the heading's words tell; failing that, the topic of what it is part of."""
    for pattern, topic in _topics():
        if pattern.search(words) and (parent is None or (parent.topic, topic) not in _IMPOSSIBLE):
            return topic
    return parent.topic if parent else "other"
