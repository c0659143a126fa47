"""Labels and numbers in two lists: A、B、C分别为1件、2件和3件; A、B各1件; A和B均为零.

The shapes of such lists are patterns: what counts is where a word stands in them, and not what it means elsewhere.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from parsers.model import Span
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.words.shares import opener

_RESPECTIVELY = re.compile(
    r"(?P<head>.*?)(?:的)?[，：]?(?:(?:分别|依次)(?:[^，。；：\d（）]{0,8})?|各(?:为|是|有|收到|受理|公开|发布))：?$"
)
_ALL = r"(?<![日周旬月季人平])(?<![^\d去今前上两各本]年)(?<!^年)均"
"""Says that all have something, and no mean (日均, 年均, but 2016年、2017年均收到3件)."""
_EACH = re.compile(
    rf"(?P<head>.*?)(?:各自?(?:有|为|是|占)?|(?:各自?|{_ALL})(?:公开|发布|收到|受理)[^，。；、\d（）]{{0,10}}"
    rf"|{_ALL}(?:为|是|有)|都(?:是|为)|皆为)$"
)
_OF_EACH = re.compile("[各均都皆]")
"""What every one of the words holds that give all labels the same number."""
_IN_TURN = re.compile(r"分别|依次")
_GLUE = re.compile(r"[、，,和及与\s\u3000]*|以及")
_JOINER = "和(?!谐)|(?<![涉普])及(?!时)|(?<!参)与"
"""Joins the last two labels; 涉及, 及时 and 参与 are words of their own."""
_SEPARATOR = re.compile(f"[、，]|以及|或者|{_JOINER}")
_LAST = re.compile(f"(?P<first>(?:(?!{_JOINER}).)+)(?:{_JOINER})(?P<last>.+)")
_COMMA = re.compile(r"[、，]|以及")
_COUNTED = re.compile(
    r"(?:等)?[两二三四五六七八九十\d]+(?:个)?(?:地|市|县|区|县区|镇|街道|项|类|种|者|方面|家|渠道|途径|方式|单位|部门).{0,4}$"
)
_TAIL = re.compile(r"(?:的|等|数|情况|数量|结果)+$")
_MARKS = "[“”‘’「」『』\"'\\s]*"
_ORDER = "从.{2,10}看|按.{2,10}[分计]|在"
"""What a list is ordered by, in front of its labels."""


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """Labels and the number that belongs to each.

    Attributes:
        labels: The labels, in reading order; none where they stand too far back.
        indices: Index of each label's number in the sentence.
        start: Where the labels begin in the sentence.
        head: All labels as they stand there, where one number belongs to each of them.
    """

    labels: tuple[str, ...]
    indices: tuple[int, ...]
    start: int
    head: str = ""

    def spans(self, text: str) -> list[Span]:
        """Where each label stands in the sentence, quotation marks passed over."""
        spans: list[Span] = []
        cursor = self.start
        for label in self.labels:
            where = re.compile(_MARKS.join(map(re.escape, label))).search(text, cursor)
            spans.append(Span(*where.span()) if where else Span(cursor, cursor))
            cursor = spans[-1].end
        return spans


@functools.cache
def _lead() -> re.Pattern[str]:
    """What stands in front of the first label."""
    return re.compile(rf"^(?:{opener()}|{_ORDER}|[当之]?[中内里](?=[，：]))+[，：]?")


def listings(sentence: Sentence) -> Iterator[Listing]:
    """Finds the lists of a sentence; labels and numbers that do not match in number make none."""
    may_be_of_each = _OF_EACH.search(sentence.text) is not None
    taken = -1
    for first in range(len(sentence.quantities)):
        if first <= taken:
            continue
        run = _run(sentence, first)
        found = _respectively(sentence, run) if len(run) > 1 else None
        found = found or (_each(sentence, first) if may_be_of_each else None) or _unnamed(sentence, run)
        if found is not None:
            taken = found.indices[-1]
            yield found


def _run(sentence: Sentence, first: int) -> list[int]:
    """The numbers that follow each other with nothing but separators between them."""
    run = [first]
    while run[-1] + 1 < len(sentence.quantities):
        end, following = sentence.quantities[run[-1]].span.end, sentence.quantities[run[-1] + 1].span.start
        if not _GLUE.fullmatch(sentence.text, end, following):
            break
        run.append(run[-1] + 1)
    return run


def _respectively(sentence: Sentence, run: Sequence[int]) -> Listing | None:
    position = sentence.quantities[run[0]].span.start
    for start in _clause_starts(sentence, position, at_most=3):
        words = sentence.words(start, position)
        match = _RESPECTIVELY.fullmatch(words.text)
        if match is None:
            continue  # a clause further ahead may hold the words: 总计、维持依次为：31 22
        labels = _split(match["head"], len(run))
        if labels is not None:
            return Listing(labels, tuple(run), start)
    return None


def _each(sentence: Sentence, index: int) -> Listing | None:
    position = sentence.quantities[index].span.start
    start = sentence.clause_start(position)
    if index:
        start = max(start, sentence.quantities[index - 1].span.end)
    if _OF_EACH.search(sentence.text, start, position) is None:
        return None
    words = sentence.words(start, position)
    match = _EACH.fullmatch(words.text)
    if match is None:
        return None
    labels = tuple(filter(None, (_clean(part) for part in _SEPARATOR.split(match["head"]))))
    if not labels or (len(labels) == 1 and "各" in words.text[len(match["head"]) :]):
        return None
    return Listing(labels, (index,) * len(labels), words.start, match["head"])


def _unnamed(sentence: Sentence, run: Sequence[int]) -> Listing | None:
    """Numbers in turn of things that were named too far back (全年分别发布15.7万条、4.9万条): nobody can say whose."""
    if len(run) < 2 or not _IN_TURN.search(sentence.before(run[0]).text):
        return None
    return Listing((), tuple(run), sentence.before(run[0]).start)


def _clause_starts(sentence: Sentence, position: int, at_most: int) -> Iterator[int]:
    """Where the clause begins, then the clause before it, not further back than the last number."""
    floor = max((q.span.end for q in sentence.quantities if q.span.end <= position), default=0)
    for _ in range(at_most):
        start = sentence.clause_start(position)
        yield max(start, floor)
        if start <= floor:
            return
        position = start - 1


def _split(head: str, count: int) -> tuple[str, ...] | None:
    """As many labels as there are numbers; 和 joins the last two, or is part of a label."""
    head = re.sub("——.*$", "", _lead().sub("", head))
    for separator in (_SEPARATOR, _COMMA):
        parts = [_clean(part) for part in separator.split(_COUNTED.sub("", _TAIL.sub("", head)))]
        parts = [part for part in parts if part]
        if len(parts) == count:
            return tuple(parts)
        parts = [part for part in map(_clean, separator.split(head)) if part]
        if len(parts) == count:
            return tuple(parts)
    match = _LAST.fullmatch(head)
    if match is None:
        return None
    parts = [*map(_clean, _COMMA.split(match["first"])), _clean(match["last"])]
    return tuple(parts) if len(parts) == count else None


def _clean(label: str) -> str:
    return _lead().sub("", label.strip("，、：；的 ")).strip("，、：；")
