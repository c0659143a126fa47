"""The phrases of a sentence: the words in front of a number, behind it, and in the clauses that lead to it."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Sequence

from parsers.model import Span
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sentences import LONGEST_LIST, Sentence
from parsers.prose.words.lexicon import Term, find_terms
from parsers.prose.words.marks import AND, IN_ALL, NAME, OPENINGS, TITLE
from parsers.text.numbers import Quantity

_SPLIT = re.compile(r"并|[、和及与，]|以及|其中")
_ONE = "一"
_THOSE = ("这", "以上", "上述")
_IS = ("为", "是", "属", "系")
_WORDS = re.compile("[\u4e00-\u9fff]")
_MEASURES_OF_MEDIA = ("个", "家", "")
_MEASURE = 2
"""Characters that the measure of a number may have."""
_OF_WHAT_FOLLOWS = ("universal", "negation")
"""Modifiers at which the words of a number end."""


class Phrases:
    """The terms of a sentence, and which of them belong to which number.

    Attributes:
        sentence: The sentence, without numbers that only say none (没有收到一件申请), or of how many there was none.
        terms: Its terms outside brackets that hold no figures, and outside names.
        plain: Its text with blanks in the place of its numbers and of brackets that hold no figures.
        all: All of its words.
    """

    def __init__(self, sentence: Sentence, terms: Sequence[Term]) -> None:
        """Takes a sentence apart.

        Args:
            sentence: The sentence.
            terms: Its terms as they stand there (`terms.terms_of`).
        """
        self.sentence = sentence
        self.terms = terms
        self._taken = 0
        self._own: dict[int, Phrase] = {}
        self._after: dict[int, Phrase] = {}
        self._starts = [term.start for term in self.terms]
        if not OPENINGS.isdisjoint(sentence.text):
            names = [match for match in NAME.finditer(sentence.text) if _holds_no_count(match)]
            sentence.keep([one for one in sentence.quantities if not any(_lies_in(one, name) for name in names)])
        if any(one.printed == _ONE for one in sentence.quantities):
            sentence.keep([one for one in sentence.quantities if not self._is_none(one)])
        if any(sentence.text.endswith(_THOSE, 0, one.span.start) for one in sentence.quantities):
            sentence.keep([one for one in sentence.quantities if not self._denies_of_those(one)])
        self.plain = _words_alone(sentence)
        self.all = Phrase(self.plain, 0, len(self.plain), terms)

    @functools.cached_property
    def _parts(self) -> list[int]:
        return [term.start for term in self.terms if term.modifier == "part"]

    @functools.cached_property
    def _media(self) -> list[tuple[int, str]]:
        return [(term.start, value) for term in self.terms if (value := term.value("medium"))]

    def take(self, end: int) -> None:
        """Keeps the words up to a position for the number that has been read, and from all numbers behind it."""
        self._taken = end
        self._own.clear()
        self._after.clear()

    def phrase(self, start: int, end: int) -> Phrase:
        """The words between two positions with the terms that lie there."""
        return Phrase(self.plain, start, end, self.between(start, end))

    def own(self, index: int) -> Phrase:
        """The words in front of a number, back to the number or the clause before it."""
        found = self._own.get(index)
        if found is None:
            found = self._own[index] = self.phrase(*self._before(index))
        return found

    def after(self, index: int) -> Phrase:
        """The words behind a number, as far as they are its own."""
        found = self._after.get(index)
        if found is None:
            found = self._after[index] = self.phrase(*self._behind(index))
        return found

    def part_at(self, position: int) -> Phrase:
        """The words between two semicolons that a position lies in."""
        end = self.sentence.text.find("；", position)
        start = self.sentence.part_start(position)
        return self.phrase(start, end if end >= 0 else len(self.sentence.text))

    def clause_behind(self, index: int) -> Phrase:
        """All words behind a number in its clause."""
        end = self.sentence.quantities[index].span.end
        return self.phrase(end, self.sentence.clause_end(end))

    def between(self, start: int, end: int) -> Sequence[Term]:
        """The terms that lie between two positions."""
        place = bisect.bisect_left(self._starts, start)
        until = bisect.bisect_left(self._starts, end, place)
        while until > place and self.terms[until - 1].end > end:
            until -= 1
        return self.terms[place:until]

    def term_at(self, position: int) -> Term | None:
        """The term that begins at a position."""
        place = bisect.bisect_left(self._starts, position)
        return self.terms[place] if place < len(self._starts) and self._starts[place] == position else None

    def term_before(self, position: int) -> Term | None:
        """The term that ends at a position."""
        place = bisect.bisect_left(self._starts, position)
        return self.terms[place - 1] if place and self.terms[place - 1].end == position else None

    def say_part(self, start: int, end: int) -> bool:
        """Whether a word such as 其中 stands between two positions."""
        place = bisect.bisect_left(self._parts, start)
        return place < len(self._parts) and self._parts[place] < end

    def last_part(self, end: int) -> int:
        """Where the last word such as 其中 in front of a position begins, which one must precede."""
        return self._parts[bisect.bisect_left(self._parts, end) - 1]

    def media(self, start: int, end: int) -> set[str]:
        """The media that are named between two positions."""
        first, behind = (bisect.bisect_left(self._media, (place, "")) for place in (start, end))
        return {value for _, value in self._media[first:behind]}

    def label(self, span: Span) -> Phrase:
        """The words of a label; a term that begins before it counts, one of several labels is read anew in each."""
        own = [term for term in self.terms if term.start < span.end and span.start < term.end]
        if any(term.end > span.end or _SPLIT.search(term.text[: max(0, span.start - term.start)]) for term in own):
            own = self._read_anew(span.start, span.end)
        return Phrase(self.plain, span.start, span.end, own)

    def _read_anew(self, start: int, end: int) -> list[Term]:
        """The terms between two positions, whatever the words around them mean."""
        found = find_terms(self.sentence.text[start:end])
        return [term._replace(start=term.start + start, end=term.end + start) for term in found]

    def _before(self, index: int) -> tuple[int, int]:
        quantity = self.sentence.quantities[index]
        start = self.sentence.label_start(quantity.span.start)
        if index:
            start = max(start, self.sentence.quantities[index - 1].span.end)
            ahead, noun = self.term_before(self.sentence.quantities[index - 1].span.start), self.term_at(start)
            if ahead is not None and ahead.modifier == "topic" and noun is not None:
                start = noun.end  # 围绕12个热点问题召开新闻发布会6场
        if start < self._taken <= quantity.span.start:
            start = self._taken
        return start, quantity.span.start

    def _behind(self, index: int) -> tuple[int, int]:
        sentence = self.sentence
        start = sentence.quantities[index].span.end
        end = sentence.clause_end(start)
        if sentence.text.startswith(("、", "和", "及"), start):
            return start, start
        if index + 1 < len(sentence.quantities) and sentence.quantities[index + 1].span.start < end:
            counts_media = sentence.quantities[index].unit in _MEASURES_OF_MEDIA
            end = self._before_the_next(start, sentence.quantities[index + 1].span.start, counts_media=counts_media)
        if self.all.modifiers.isdisjoint(_OF_WHAT_FOLLOWS):
            return start, end
        begins = (term.start for term in self.between(start, end) if term.modifier in _OF_WHAT_FOLLOWS)
        return start, next(begins, end)

    def rest(self, index: int) -> Phrase:
        """All words of its clause behind a number; none where another number follows, whose words they may be."""
        start = self.sentence.quantities[index].span.end
        end = self.sentence.clause_end(start)
        return self.phrase(start, start if self.sentence.holds_number(start, end) else end)

    def lead(self, index: int) -> Phrase:
        """The clauses without numbers in front of the clause of a number."""
        sentence, start = self.sentence, self.own(index).start
        floor = max(self._taken, self._end_of_predicate(index - 1)) if index else 0
        floor = max(floor, sentence.text.rfind("；", 0, start) + 1)
        found = self.phrase(min(floor, start), start)
        return self.phrase(start, start) if found.refers_back else found

    def other_name(self, index: int) -> Phrase | None:
        """The other name that a number's words have in brackets right in front of it (公开专区（信息查阅点）213个)."""
        start = self.sentence.quantities[index].span.start
        brackets = next((span for span in self.sentence.light if span.end == start), None)
        if brackets is None:
            return None
        found = self.own(index).with_terms(self._read_anew(brackets.start + 1, start - 1))
        return found if found.features and not found.modifiers else None

    def _end_of_predicate(self, index: int) -> int:
        """How far the clause of a number says what it was (11件为咨询或其他处理): no other one goes on from that."""
        end = self.sentence.quantities[index].span.end
        return self.sentence.clause_end(end) if self.sentence.text.startswith(_IS, end) else end

    def adjoins(self, index: int) -> bool:
        """Whether a number counts the same in another measure as the one before it (12期、6万册)."""
        if not index or self.sentence.quantities[index - 1].unit == self.sentence.quantities[index].unit:
            return False
        start, end = self.sentence.quantities[index - 1].span.end, self.sentence.quantities[index].span.start
        words = self.sentence.text[start:end].strip("、，")
        return len(words) == sum(term.end - term.start for term in self.between(start, end))

    def sums_up(self, index: int) -> bool:
        """Whether a number behind 共 is the sum of two or more right ahead of it (专职1名、兼职3名，共4人)."""
        numbers = self.sentence.quantities
        if self.sentence.before(index).text not in IN_ALL:
            return False
        sums = itertools.accumulate(one.value for one in reversed(numbers[max(0, index - LONGEST_LIST) : index]))
        return numbers[index].value in list(sums)[1:]

    def goes_on(self, index: int) -> bool:
        """Whether the words in front of a number go on a list (A12件、B3件)."""
        start = self.own(index).start
        return "、" in self.sentence.text[max(0, start - 1) : start + 1]

    def is_listed_behind(self, index: int) -> bool:
        """Whether a number goes on the list of the one before it (专职1名、兼职2名; 专职1名和兼职2名)."""
        end = self.sentence.quantities[index - 1].span.end
        return self.goes_on(index) or self.sentence.text.startswith(AND, end)

    def first_of_list(self, index: int) -> int:
        """Index of the first number of the list that a number goes on without a verb of its own; itself if of none."""
        first = index
        while first and index - first < LONGEST_LIST and self.own(first).verb is None and self.is_listed_behind(first):
            first -= 1
        return first

    def _before_the_next(self, start: int, end: int, *, counts_media: bool) -> int:
        """How far words between two numbers of a clause belong to the first.

        They do to a joiner, to a word for a sum, to the next verb, or to the medium in front of that
        (微信更新信息30条政府网站公开信息79条).

        Args:
            start: Where the first number ends.
            end: Where the second one begins.
            counts_media: Whether the first counts media, so that one behind it is what it counts.
        """
        between = self.between(start, end)
        splits = (match.start() for match in _SPLIT.finditer(self.sentence.text, start, end))
        cut = next(splits, None)
        verb = next((term.start for term in between if term.value("act") and term.start > start), None)
        ends = [term.start for term in between if term.text in IN_ALL][:1]
        if cut is not None:
            ends.append(cut)
        if verb is not None:
            media = [] if counts_media else [term.start for term in between if term.value("medium")]
            ends += [verb, *media[:1]]
        return min(ends, default=start)

    def _is_none(self, quantity: Quantity) -> bool:
        """Whether a number only says none (没有收到一件申请)."""
        if quantity.printed != _ONE:
            return False
        start = self.sentence.clause_start(quantity.span.start)
        return any(term.modifier == "negation" for term in self.between(start, quantity.span.start))

    def _denies_of_those(self, quantity: Quantity) -> bool:
        """Whether a number only says again of how many something is denied (这4起申请均未引起行政复议).

        Of a part of what was counted ahead it denies nothing of the rest (收到4件，公开2件，这2件未引起复议).
        """
        if not self.sentence.text.endswith(_THOSE, 0, quantity.span.start):
            return False
        ahead = [one for one in self.sentence.quantities if one.span.end <= quantity.span.start]
        if any(one.unit == quantity.unit and one.value > quantity.value for one in ahead):
            return False
        end = quantity.span.end
        return any(term.modifier == "negation" for term in self.between(end, self.sentence.clause_end(end)))


def _holds_no_count(name: re.Match[str]) -> bool:
    """Whether numbers in a title, or in a name in quotation marks, are a part of it (“创业富民30条”).

    They are not where the words beside them tell what is counted (“工作动态类信息35条”), or where there are none.
    """
    if name[0].startswith(TITLE):
        return True
    is_more_than_a_number = len(_WORDS.findall(name[0])) > _MEASURE
    return is_more_than_a_number and not any(term.features for term in find_terms(name[0]))


def _lies_in(quantity: Quantity, name: re.Match[str]) -> bool:
    return name.start() < quantity.span.start < name.end()


def _words_alone(sentence: Sentence) -> str:
    text, cursor = sentence.text, 0
    pieces: list[str] = []
    spans = [quantity.span for quantity in sentence.quantities]
    if sentence.light:
        spans = sorted((*spans, *sentence.light), key=lambda span: span.start)
    for span in spans:
        pieces += text[cursor : span.start], " " * (span.end - max(cursor, span.start))
        cursor = max(cursor, span.end)
    pieces.append(text[cursor:])
    return "".join(pieces)
