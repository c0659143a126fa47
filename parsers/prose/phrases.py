"""The phrases of a sentence: the words in front of a number, behind it, and in the clauses that lead to it."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Iterator

from parsers.model import Span
from parsers.prose.lexicon import Term, find_terms
from parsers.prose.sentences import Sentence
from parsers.prose.shares import parts
from parsers.text.numbers import Quantity

_YEAR = re.compile(r"(?P<year>20\d{2})年度?")
_SPLIT = re.compile(r"并|[、和及与，]|以及|其中")
_BRACKETED = re.compile(r"[^，。；：（）\d]+（")
_NAME = re.compile("[“「『《][^”」』》]+[”」』》]")
_LONGEST_TERM_IN_QUOTES = 14
_NAMES = ("obj", "medium", "channel", "place")
"""Slots of terms that institutions are named after."""
_NOT_THERE = "不存在"
_ONE = "一"


class Phrases:
    """The terms of a sentence, and which of them belong to which number.

    Attributes:
        sentence: The sentence, without numbers that only say none (没有收到一件申请).
        terms: Its terms outside brackets that hold no figures, and outside names.
        plain: Its text with blanks in the place of its numbers and of brackets that hold no figures.
        taken: Where the words end that a number before has taken for itself.
    """

    def __init__(self, sentence: Sentence, year: int, reporter: str = "") -> None:
        """Finds the terms of a sentence.

        Args:
            sentence: The sentence.
            year: Year of the report.
            reporter: Name of who reports, whose words mean nothing; empty if it is not known.
        """
        self.sentence = sentence
        self.terms = _terms(sentence, year, reporter)
        self._starts = [term.start for term in self.terms]
        self._parts = [term.start for term in self.terms if term.modifier == "part"]
        sentence.quantities = tuple(one for one in sentence.quantities if not self._is_none(one))
        self.plain = _words_alone(sentence)
        self.taken = 0

    def between(self, span: Span) -> list[Term]:
        """The terms that lie within a span."""
        place = bisect.bisect_left(self._starts, span.start)
        until = bisect.bisect_left(self._starts, span.end, place)
        return [term for term in self.terms[place:until] if term.end <= span.end]

    def say_part(self, span: Span) -> bool:
        """Whether a word such as 其中 stands within a span."""
        place = bisect.bisect_left(self._parts, span.start)
        return place < len(self._parts) and self._parts[place] < span.end

    def within(self, span: Span, start: int) -> list[Term]:
        """The terms of a label; one that begins before it counts, one of several labels is read anew in each.

        Args:
            span: Where the label stands.
            start: Where its list begins.
        """
        own = [term for term in self.terms if term.start < span.end and span.start < term.end and term.start >= start]
        if not any(term.end > span.end or _SPLIT.search(term.text[: max(0, span.start - term.start)]) for term in own):
            return own
        words = self.sentence.text[span.start : span.end]
        return [
            dataclasses.replace(term, start=term.start + span.start, end=term.end + span.start)
            for term in find_terms(words)
        ]

    def before(self, index: int) -> Span:
        """The words in front of a number, back to the number or the clause before it."""
        quantity = self.sentence.quantities[index]
        start = self.sentence.label_start(quantity.span.start)
        if index:
            start = max(start, self.sentence.quantities[index - 1].span.end)
        if start < self.taken <= quantity.span.start:
            start = self.taken
        return Span(start, quantity.span.start)

    def behind(self, index: int) -> Span:
        """The words behind a number, as far as they are its own."""
        sentence = self.sentence
        start = sentence.quantities[index].span.end
        end = sentence.clause_end(start)
        if sentence.text.startswith(("、", "和", "及"), start) or self._leads_into_brackets(index):
            return Span(start, start)
        if index + 1 < len(sentence.quantities) and sentence.quantities[index + 1].span.start < end:
            end = self._before_the_next(start, sentence.quantities[index + 1].span.start)
        for term in self.between(Span(start, end)):
            if term.modifier in ("universal", "negation"):
                return Span(start, term.start)
        return Span(start, end)

    def rest(self, index: int) -> Span:
        """All words of its clause behind a number; nothing where another number follows, whose words they may be."""
        start = self.sentence.quantities[index].span.end
        end = self.sentence.clause_end(start)
        return Span(start, start if self.sentence.holds_number(start, end) else end)

    def lead(self, index: int) -> Span:
        """The clauses without numbers in front of the clause of a number."""
        sentence, start = self.sentence, self.before(index).start
        floor = max(self.taken, sentence.quantities[index - 1].span.end) if index else 0
        floor = max(floor, sentence.text.rfind("；", 0, start) + 1)
        terms = self.between(Span(floor, start))
        tells_of_what = any(
            term.modifier == "reference" and term.end >= start - 1 and ahead.value("medium") is None
            for ahead, term in itertools.pairwise((Term(floor, floor, ""), *terms))
        )
        return Span(start if tells_of_what else min(floor, start), start)

    def adjoins(self, index: int) -> bool:
        """Whether a number counts the same in another measure as the one before it (12期、6万册)."""
        if not index or self.sentence.quantities[index - 1].unit == self.sentence.quantities[index].unit:
            return False
        gap = Span(self.sentence.quantities[index - 1].span.end, self.sentence.quantities[index].span.start)
        words = self.sentence.text[gap.start : gap.end].strip("、，")
        return len(words) == sum(term.end - term.start for term in self.between(gap))

    def goes_on(self, index: int) -> bool:
        """Whether the words in front of a number go on a list (A12件、B3件)."""
        start = self.before(index).start
        return "、" in self.sentence.text[max(0, start - 1) : start + 1]

    def _before_the_next(self, start: int, end: int) -> int:
        """How far words between two numbers of a clause belong to the first: to a joiner, or to the next verb."""
        cut = _SPLIT.search(self.sentence.text, start, end)
        verb = next((term.start for term in self.between(Span(start, end)) if term.value("act")), start)
        if cut is None:
            return verb
        return min(cut.start(), verb) if verb > start else cut.start()

    def _leads_into_brackets(self, index: int) -> bool:
        """Whether words behind a number belong to another one in brackets (……12件，网上申请（3件）)."""
        quantities = self.sentence.quantities
        bracket = _BRACKETED.match(self.sentence.text, quantities[index].span.end)
        return bracket is not None and any(
            other.span.start == bracket.end()
            and other.unit == quantities[index].unit
            and self.sentence.text.startswith(("）", "，"), other.span.end)
            for other in quantities
        )

    def _is_none(self, quantity: Quantity) -> bool:
        """Whether a number only says none (没有收到一件申请)."""
        words = Span(self.sentence.clause_start(quantity.span.start), quantity.span.start)
        denied = any(term.modifier == "negation" for term in self.between(words))
        return denied and quantity.printed == _ONE and bool(quantity.unit)


def _terms(sentence: Sentence, year: int, reporter: str) -> tuple[Term, ...]:
    terms = [term for term in _outside_names(sentence.text) if not sentence.is_light(term.start)]
    for name in re.finditer(re.escape(reporter), sentence.text) if reporter else ():
        terms = [term.only() if name.start() < term.end <= name.end() else term for term in terms]
    for match in _YEAR.finditer(sentence.text):
        said = int(match["year"])
        when = "this" if said == year else "prior" if said < year else "next"
        terms.append(Term(match.start(), match.end(), match[0], (("time", when),)))
    terms.sort(key=lambda term: term.start)
    terms = [_in_a_name(term, sentence.text) if term.features else term for term in terms]
    return tuple(
        _denying(_when_it_matters(term, terms, sentence), terms, sentence) if term.features else term for term in terms
    )


def _in_a_name(term: Term, text: str) -> Term:
    """What an institution is named after is neither counted nor a medium (信访局、广播电视局主动公开信息36条)."""
    if any(term.value(slot) for slot in _NAMES) and not term.value("act"):
        return term.only() if parts().institution.match(text, term.end) else term
    return term


def _outside_names(text: str) -> Iterator[Term]:
    """The terms of a text, without what only belongs to a name in quotation marks."""
    names = [(*match.span(), kind) for match in _NAME.finditer(text) if (kind := _kind_of_name(match))]
    coming = 0
    for term in find_terms(text):
        while coming < len(names) and names[coming][1] <= term.start:
            coming += 1
        if coming == len(names) or not names[coming][0] < term.start or _means_something(term, *names[coming][1:]):
            yield term


def _kind_of_name(match: re.Match[str]) -> str:
    """What quotation marks hold: a `title`, the name of an `account`, words `of its own`, or nothing of the kind."""
    within = match[0][1:-1]
    following = next(find_terms(match.string[match.end() : match.end() + _LONGEST_TERM_IN_QUOTES]), None)
    if following is not None and following.start == 0 and following.value("medium") and not following.value("part"):
        return "account"
    if len(match[0]) > _LONGEST_TERM_IN_QUOTES:
        return "title"
    return "of its own" if sum(len(term.text) for term in find_terms(within)) < len(within) else ""


def _means_something(term: Term, end: int, kind: str) -> bool:
    """Whether a term has its meaning also within a name.

    A site is one by the last word of its name (“……网站”). Words of its own may be the name of a site (“网上宿迁”), or
    what became of an application (“非本机关职责权限范围”).
    """
    if term.value("medium") and term.end >= end - 1 and kind != "account":
        return True
    return kind == "of its own" and not term.value("channel") and not term.value("medium")


def _when_it_matters(term: Term, terms: list[Term], sentence: Sentence) -> Term:
    """A word for a year has a meaning where something is carried over or compared; else it tells the figure's year."""
    if term.value("time") is None or term.value("carry") is not None:
        return term
    start, end = sentence.clause_start(term.start), sentence.clause_end(term.start)
    first, behind = (bisect.bisect_left(terms, place, key=lambda other: other.start) for place in (start, end))
    for other in terms[first:behind]:
        kind = other.value("kind") or ""
        if other.value("carry") or kind.startswith("items") or other.value("obj") == "service_matter":
            return term
    return term.only()


def _denying(term: Term, terms: list[Term], sentence: Sentence) -> Term:
    """不存在 denies what follows it in a clause without numbers (不存在收费); else it is an answer (信息不存在2件)."""
    if term.text != _NOT_THERE:
        return term
    end = sentence.clause_end(term.start)
    if sentence.holds_number(sentence.clause_start(term.start), end):
        return term
    names = any(other.features for other in terms if term.end <= other.start < end)
    return dataclasses.replace(term, features=(), modifier="negation") if names else term


def _words_alone(sentence: Sentence) -> str:
    text = sentence.text
    for span in (*(quantity.span for quantity in sentence.quantities), *sentence.light):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
