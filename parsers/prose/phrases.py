"""The phrases of a sentence: the words in front of a number, behind it, and in the clauses that lead to it."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Sequence

from parsers.model import Span
from parsers.prose.lexicon import Term, entries, find_terms
from parsers.prose.phrase import Phrase
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
        self._taken = 0
        self._own: dict[int, Phrase] = {}
        self._after: dict[int, Phrase] = {}
        self._starts = [term.start for term in self.terms]
        if any(one.printed == _ONE for one in sentence.quantities):
            sentence.keep([one for one in sentence.quantities if not self._is_none(one)])

    @functools.cached_property
    def plain(self) -> str:
        """The text of the sentence with blanks in the place of its numbers and of brackets that hold no figures."""
        return _words_alone(self.sentence)

    @functools.cached_property
    def all(self) -> Phrase:
        """The whole sentence."""
        return self.phrase(0, len(self.sentence.text))

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

    def say_part(self, start: int, end: int) -> bool:
        """Whether a word such as 其中 stands between two positions."""
        place = bisect.bisect_left(self._parts, start)
        return place < len(self._parts) and self._parts[place] < end

    def media(self, start: int, end: int) -> set[str]:
        """The media that are named between two positions."""
        first, behind = (bisect.bisect_left(self._media, (place, "")) for place in (start, end))
        return {value for _, value in self._media[first:behind]}

    def label(self, span: Span, start: int) -> Phrase:
        """The words of a label; a term that begins before it counts, one of several labels is read anew in each.

        Args:
            span: Where the label stands.
            start: Where its list begins.
        """
        own = [term for term in self.terms if term.start < span.end and span.start < term.end and term.start >= start]
        if any(term.end > span.end or _SPLIT.search(term.text[: max(0, span.start - term.start)]) for term in own):
            words = self.sentence.text[span.start : span.end]
            own = [
                term._replace(start=term.start + span.start, end=term.end + span.start) for term in find_terms(words)
            ]
        return Phrase(self.plain, span.start, span.end, own)

    def _before(self, index: int) -> tuple[int, int]:
        quantity = self.sentence.quantities[index]
        start = self.sentence.label_start(quantity.span.start)
        if index:
            start = max(start, self.sentence.quantities[index - 1].span.end)
        if start < self._taken <= quantity.span.start:
            start = self._taken
        return start, quantity.span.start

    def _behind(self, index: int) -> tuple[int, int]:
        sentence = self.sentence
        start = sentence.quantities[index].span.end
        end = sentence.clause_end(start)
        if sentence.text.startswith(("、", "和", "及"), start) or self._leads_into_brackets(index):
            return start, start
        if index + 1 < len(sentence.quantities) and sentence.quantities[index + 1].span.start < end:
            end = self._before_the_next(start, sentence.quantities[index + 1].span.start)
        for term in self.between(start, end):
            if term.modifier in ("universal", "negation"):
                return start, term.start
        return start, end

    def rest(self, index: int) -> Phrase:
        """All words of its clause behind a number; none where another number follows, whose words they may be."""
        start = self.sentence.quantities[index].span.end
        end = self.sentence.clause_end(start)
        return self.phrase(start, start if self.sentence.holds_number(start, end) else end)

    def lead(self, index: int) -> Phrase:
        """The clauses without numbers in front of the clause of a number."""
        sentence, start = self.sentence, self.own(index).start
        floor = max(self._taken, sentence.quantities[index - 1].span.end) if index else 0
        floor = max(floor, sentence.text.rfind("；", 0, start) + 1)
        found = self.phrase(min(floor, start), start)
        for place, term in enumerate(found.terms):
            if term.modifier == "reference" and term.end >= start - 1:
                ahead = found.terms[place - 1] if place else None
                if ahead is None or ahead.value("medium") is None:
                    return self.phrase(start, start)
        return found

    def adjoins(self, index: int) -> bool:
        """Whether a number counts the same in another measure as the one before it (12期、6万册)."""
        if not index or self.sentence.quantities[index - 1].unit == self.sentence.quantities[index].unit:
            return False
        start, end = self.sentence.quantities[index - 1].span.end, self.sentence.quantities[index].span.start
        words = self.sentence.text[start:end].strip("、，")
        return len(words) == sum(term.end - term.start for term in self.between(start, end))

    def goes_on(self, index: int) -> bool:
        """Whether the words in front of a number go on a list (A12件、B3件)."""
        start = self.own(index).start
        return "、" in self.sentence.text[max(0, start - 1) : start + 1]

    def _before_the_next(self, start: int, end: int) -> int:
        """How far words between two numbers of a clause belong to the first: to a joiner, or to the next verb."""
        cut = _SPLIT.search(self.sentence.text, start, end)
        verb = next((term.start for term in self.between(start, end) if term.value("act")), start)
        if cut is None:
            return verb
        return min(cut.start(), verb) if verb > start else cut.start()

    def _leads_into_brackets(self, index: int) -> bool:
        """Whether words behind a number belong to another one in brackets (……12件，网上申请（3件）)."""
        quantities = self.sentence.quantities
        if not self.sentence.brackets:
            return False
        bracket = _BRACKETED.match(self.sentence.text, quantities[index].span.end)
        return bracket is not None and any(
            other.span.start == bracket.end()
            and other.unit == quantities[index].unit
            and self.sentence.text.startswith(("）", "，"), other.span.end)
            for other in quantities
        )

    def _is_none(self, quantity: Quantity) -> bool:
        """Whether a number only says none (没有收到一件申请)."""
        if quantity.printed != _ONE or not quantity.unit:
            return False
        start = self.sentence.clause_start(quantity.span.start)
        return any(term.modifier == "negation" for term in self.between(start, quantity.span.start))


def _terms(sentence: Sentence, year: int, reporter: str) -> Sequence[Term]:
    text = sentence.text
    terms = _outside_names(text)
    if sentence.light:
        terms = [term for term in terms if not sentence.is_light(term.start)]
    for name in re.finditer(re.escape(reporter), text) if reporter and reporter in text else ():
        terms = [term.only() if name.start() < term.end <= name.end() else term for term in terms]
    years = [
        Term(*match.span(), match[0], (("time", _when(int(match["year"]), year)),)) for match in _YEAR.finditer(text)
    ]
    if years:
        terms = sorted((*terms, *years), key=lambda term: term.start)
    named_after, institution = _named_after(), parts().institution
    terms = [term.only() if term.text in named_after and institution.match(text, term.end) else term for term in terms]
    unclear = _unclear() | {one.text for one in years}
    return [_as_it_stands(term, terms, sentence) if term.text in unclear and term.features else term for term in terms]


def _when(said: int, year: int) -> str:
    return "this" if said == year else "prior" if said < year else "next"


@functools.cache
def _named_after() -> frozenset[str]:
    """Words that institutions are named after, and which then are neither counted nor media (信访局、广播电视局)."""
    return frozenset(
        word
        for word, (features, _) in entries().items()
        if not {slot for slot, _ in features}.isdisjoint(_NAMES) and all(slot != "act" for slot, _ in features)
    )


@functools.cache
def _unclear() -> frozenset[str]:
    """Words whose meaning depends on the others of their clause."""
    meanings = ((word, dict(features)) for word, (features, _) in entries().items())
    return frozenset({_NOT_THERE, *(word for word, said in meanings if "time" in said and "carry" not in said)})


def _outside_names(text: str) -> list[Term]:
    """The terms of a text, without what only belongs to a name in quotation marks."""
    terms = find_terms(text)
    names = [(*match.span(), kind) for match in _NAME.finditer(text) if (kind := _kind_of_name(match))]
    coming = 0
    kept: list[Term] = []
    for term in terms if names else ():
        while coming < len(names) and names[coming][1] <= term.start:
            coming += 1
        if coming == len(names) or not names[coming][0] < term.start or _means_something(term, *names[coming][1:]):
            kept.append(term)
    return kept if names else terms


def _kind_of_name(match: re.Match[str]) -> str:
    """What quotation marks hold: a `title`, the name of an `account`, words `of its own`, or nothing of the kind."""
    within = match[0][1:-1]
    following = next(iter(find_terms(match.string[match.end() : match.end() + _LONGEST_TERM_IN_QUOTES])), None)
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


def _as_it_stands(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """A term with the meaning that it has beside the others of its clause."""
    return _denying(term, terms, sentence) if term.text == _NOT_THERE else _when_it_matters(term, terms, sentence)


def _when_it_matters(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """A word for a year has a meaning where something is carried over or compared; else it tells the figure's year."""
    start, end = sentence.clause_start(term.start), sentence.clause_end(term.start)
    first, behind = (bisect.bisect_left(terms, place, key=lambda other: other.start) for place in (start, end))
    for other in terms[first:behind]:
        kind = other.value("kind") or ""
        if other.value("carry") or kind.startswith("items") or other.value("obj") == "service_matter":
            return term
    return term.only()


def _denying(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """不存在 denies what follows it in a clause without numbers (不存在收费); else it is an answer (信息不存在2件)."""
    end = sentence.clause_end(term.start)
    if sentence.holds_number(sentence.clause_start(term.start), end):
        return term
    names = any(other.features for other in terms if term.end <= other.start < end)
    return term._replace(features=(), modifier="negation") if names else term


def _words_alone(sentence: Sentence) -> str:
    pieces: list[str] = []
    cursor = 0
    for span in sorted(
        (*(quantity.span for quantity in sentence.quantities), *sentence.light), key=lambda span: span.start
    ):
        pieces += sentence.text[cursor : span.start], " " * (span.end - max(cursor, span.start))
        cursor = max(cursor, span.end)
    return "".join((*pieces, sentence.text[cursor:]))
