"""Sentences of running text with their numbers, and the words that belong to each number."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from knowledge.divisions import long_names
from parsers.model import Span
from parsers.text.headings import end_of_run_in_heading
from parsers.text.numbers import Quantity, find_quantities

LONGEST_LIST = 60
"""Numbers, or figures, of a sentence that are gone through for one of them: real lists have some forty at most."""
NEAR = 400
"""How many characters back a word reaches that says what a number is about."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_WALL = re.compile(r"[，；：。！？◆●■▲►★◎]|——")
_QUOTES = re.compile(r"[“”‘’「」『』\"'\s\u3000]")
_TOGETHER_WITH = "(?!互动|交流)[^，。；、]{1,6}(?:互动|交流|沟通|[相有]关)"
"""Behind 与, what makes it a part of a name (与民互动信息)."""
_JOINERS = ("以及", "及", "和", f"与(?!{_TOGETHER_WITH})", "并", "且")
_SAYS = re.compile(r"[未没无均零已]|全部|^（(?:系|因|涉及|属于|为|都是|皆)")
_AHEAD_OF_A_BRACKET = ("", "。", "；", "：", "，")
_AHEAD = ("", "。", "；")
_BEHIND_A_MARKER = re.compile(r"、(?!\d)|、(?=20\d{2}年)")
_NOT_EVEN_ONE = re.compile(r"(?:也|都)(?:没有|未)")
_TAKEN_FOR_ONE = re.compile(r"(?:数|信息|[均只仅的，])计(?:为|作)?$|[记算][为作]$")
"""Says how something is counted, and not how many there are."""
_COUNTED_AS_ONE = re.compile(r"[^，。；\d]{0,8}(?:只|仅|均|都|按)(?:[计记]|统计|作为)")
"""Behind one of something, says how these are counted (一件申请只计入一种处理结果)."""
_NOT_ONE = re.compile(r"(?:没有|无|未有|没)$")


class Words(NamedTuple):
    """A stretch of a sentence, without quotation marks, spaces and brackets that hold no figures.

    Attributes:
        text: The words.
        start: Where they begin in the sentence.
    """

    text: str
    start: int


class Sentence:
    """One sentence, its numbers, and what separates them.

    Attributes:
        text: The sentence.
        start: Where it begins in the report's text.
        section_id: The section that it stands in; None where there is none.
        quantities: Its numbers; their spans count from the beginning of the sentence.
        brackets: Brackets that hold figures, or say that there are none, or why; they belong to what precedes them.
        light: Brackets that say nothing of the kind.
    """

    def __init__(self, text: str, start: int, section_id: int | None = None) -> None:
        self.text = text
        self.start = start
        self.section_id = section_id
        self.keep(
            quantity
            for quantity in find_quantities(text)
            if not (quantity.value == 1 and _counts_nothing(text, quantity.span)) and not _is_marker(text, quantity)
        )
        self._words_before: dict[int, Words] = {}
        self.light, self.brackets = self._sorted_brackets() if "（" in text else ([], [])

    def _sorted_brackets(self) -> tuple[list[Span], list[Span]]:
        """The brackets that hold no figures, from left to right, and those that do."""
        light: list[Span] = []
        brackets: list[Span] = []
        for span in _brackets(self.text):
            held = self._held(span)
            alone = len(held) == 1 and held[0].span == Span(span.start + 1, span.end - 1)
            is_light = alone or (not held and not _SAYS.search(self.text[span.start : span.end]))
            (light if is_light else brackets).append(span)
        return sorted(light, key=lambda span: span.start), brackets

    @functools.cached_property
    def _passed_over(self) -> bytearray:
        """For each position whether it lies in brackets that hold no figures."""
        passed_over = bytearray(len(self.text))
        for span in self.light:
            passed_over[span.start + 1 : span.end - 1] = b"\1" * (span.end - span.start - 2)
        return passed_over

    @functools.cached_property
    def walls(self) -> list[int]:
        """Where clauses begin, behind punctuation and at the edges of brackets that hold figures."""
        walls = [match.end() for match in _WALL.finditer(self.text)]
        if self.light:
            walls = [wall for wall in walls if not self.is_light(wall - 1)]
        if not self.brackets:
            return walls
        return sorted({*walls, *(edge for span in self.brackets for edge in (span.start + 1, span.end))})

    @property
    def is_row(self) -> bool:
        """Whether this is what is left of a row of a table: words, and behind them numbers that count nothing."""
        bare = [not one.unit and one.printed.replace(",", "").isdecimal() for one in self.quantities]
        return bool(bare) and all(bare) and not re.search("[。！？；，]$", self.text)

    def is_light(self, position: int) -> bool:
        """Whether a position lies in brackets that hold no figures."""
        return bool(self._passed_over[position])

    def before(self, index: int) -> Words:
        """The words in front of a number, back to the number or the punctuation before it."""
        quantity = self.quantities[index]
        known = self._words_before.get(quantity.span.start)
        if known is None:
            start = self.label_start(quantity.span.start)
            if index:
                start = max(start, self.quantities[index - 1].span.end)
            known = self._words_before[quantity.span.start] = self.words(start, quantity.span.start)
        return known

    def after(self, index: int) -> Words:
        """The words behind a number, up to the next number or punctuation."""
        start = self.quantities[index].span.end
        end = self.clause_end(start)
        if index + 1 < len(self.quantities):
            end = min(end, self.quantities[index + 1].span.start)
        return self.words(start, end)

    def words(self, start: int, end: int) -> Words:
        """The words between two positions."""
        printed = self.text[start:end]
        words = printed.replace("专（兼）职", "专兼职")
        for span in self._light_within(start, end):
            words = words.replace(self.text[span.start : span.end], "")
        words = _QUOTES.sub("", words)
        words = words[_begin(words) :].rstrip("，；：。！？（—")
        return Words(words, start + _begin(printed))

    def _held(self, span: Span) -> tuple[Quantity, ...]:
        return self.numbers_between(span.start + 1, span.end)

    def numbers_between(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The numbers that begin between two positions."""
        first, behind = (bisect.bisect_left(self._number_starts, place) for place in (start, end))
        return self.quantities[first:behind]

    def holds_number(self, start: int, end: int) -> bool:
        """Whether a number begins between two positions."""
        place = bisect.bisect_left(self._number_starts, start)
        return place < len(self._number_starts) and self._number_starts[place] < end

    def keep(self, quantities: Iterable[Quantity]) -> None:
        """Takes these for the numbers of the sentence."""
        self.quantities = tuple(quantities)
        self._number_starts = [quantity.span.start for quantity in self.quantities]

    def _light_within(self, start: int, end: int) -> Iterator[Span]:
        if not self.light:
            return
        place = bisect.bisect_left(self.light, start, key=lambda span: span.start)
        while place < len(self.light) and self.light[place].start < end:
            if self.light[place].end <= end:
                yield self.light[place]
            place += 1

    def clause_before(self, start: int, end: int) -> str:
        """The clause that a phrase stands in, up to its end; of a very long one only what is near."""
        return self.text[self.near_start(start, end) : end]

    def near_start(self, start: int, end: int) -> int:
        """Where the clause begins that a phrase stands in; of a very long one what is near to its end."""
        return max(self.clause_start(start), end - NEAR)

    def clause_start(self, position: int) -> int:
        """Where the clause begins that a position lies in."""
        place = bisect.bisect_right(self.walls, position)
        return self.walls[place - 1] if place else 0

    def label_start(self, position: int) -> int:
        """Where the words begin that name a number: its clause, or the one before a colon right in front of it."""
        start = self.clause_start(position)
        return self.clause_start(start - 1) if start == position and self.text[:start].endswith("：") else start

    def clause_end(self, position: int) -> int:
        """Where the clause ends that a position lies in, before its punctuation."""
        place = bisect.bisect_right(self.walls, position)
        end = self.walls[place] if place < len(self.walls) else len(self.text)
        return end - 1 if end > position and self.text[end - 1 : end] in "，；：。！？（）◆●" else end

    def part_start(self, position: int) -> int:
        """Where the part between semicolons begins that a position lies in."""
        return self.text.rfind("；", 0, position) + 1

    def clauses(self) -> Iterator[tuple[int, int]]:
        """Where the clauses begin and end, without their punctuation."""
        for start, following in zip((0, *self.walls), (*self.walls, len(self.text)), strict=True):
            end = following
            while end > start and self.text[end - 1] in "，；：。！？（）、◆●■▲":
                end -= 1
            if end > start:
                yield start, end

    def bracket_at(self, position: int) -> Span | None:
        """The bracket with figures that a position lies in."""
        if not self.brackets:
            return None
        return next((span for span in self.brackets if span.start < position < span.end), None)


def _is_marker(text: str, number: Quantity) -> bool:
    """The number of an item: （2）政策法规类……, 2、我局未收到……."""
    start, end = number.span.start, number.span.end
    if not number.unit and text[:start].rstrip()[-1:] in _AHEAD and _BEHIND_A_MARKER.match(text, end):
        return True
    if number.unit or text[start - 1 : start] != "（" or text[end : end + 1] != "）":
        return False
    return text[: start - 1].rstrip()[-1:] in _AHEAD_OF_A_BRACKET


def _counts_nothing(text: str, one: Span) -> bool:
    """没有一件; 一件也没有; 相同信息计1条; 一件申请只计入一种结果."""
    ahead = text[: one.start]
    if _COUNTED_AS_ONE.match(text, one.end):
        return True
    is_none = _NOT_ONE.search(ahead) is not None or _NOT_EVEN_ONE.match(text, one.end) is not None
    return is_none or _TAKEN_FOR_ONE.search(ahead) is not None


@functools.cache
def _edge() -> re.Pattern[str]:
    """What joins words to those in front of them: no part of them, unless it begins a name (和平区)."""
    joiners, places = "|".join(_JOINERS), "|".join(long_names(word[0] for word in _JOINERS))
    return re.compile(rf"(?:[、，；：（）\s]|(?!{places})(?:{joiners}))*")


def _begin(words: str) -> int:
    """Where words begin behind what joins them to those in front."""
    edge = _edge().match(words)
    return edge.end() if edge is not None else 0


def _brackets(text: str) -> Iterator[Span]:
    """Pairs of brackets, also nested ones."""
    opened: list[int] = []
    for match in re.finditer("[（）]", text):
        if match[0] == "（":
            opened.append(match.start())
        elif opened:
            yield Span(opened.pop(), match.end())


def sentences(text: str, span: Span, section_id: int | None = None) -> Iterator[Sentence]:
    """The sentences of a paragraph.

    Args:
        text: The text of the report.
        span: Where the paragraph stands in it.
        section_id: The section that it stands in.
    """
    for place in sentence_spans(text, span):
        yield Sentence(text[place.start : place.end], place.start, section_id)


def sentence_spans(text: str, span: Span) -> Iterator[Span]:
    """Where the sentences of a paragraph stand, for those who do not need the numbers of all of them."""
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start, end = match.span()
        heading = end_of_run_in_heading(text, start, end)
        if heading is not None:
            yield Span(start, heading)
        yield Span(heading or start, end)
