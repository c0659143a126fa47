"""What the rows or columns of an own table are about, where each may go on from those in front of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from parsers.figures.own_tables.holders import LEAVING_ALL, besides
from parsers.figures.own_tables.subjects import Kind, Subject, is_part, passage_of, subject_of
from parsers.knowledge.forms import without_numbering
from parsers.knowledge.own_titles import says, without_words
from parsers.knowledge.title_times import sums_beside_their_year, without_year
from parsers.prose.context.passage import Passage
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.frames import frame_if_any
from parsers.prose.words.lexicon import features_of, find_terms
from parsers.text.cells import without_unit

_OTHER = ".other"
"""How the code ends of what is none of the other parts of its whole."""
_ON_NOTHING_ELSE = (None, "elsewhere", "other")
"""What words are about that may go on with what no code covers."""
_NAMING: tuple[Kind, ...] = ("name", "code")
"""What the title of a group is known as that may narrow the numbers below it."""
_ON_SOME = {("obj", "elsewhere")}
"""What words say that are about what no code covers."""
_OF_SOME = {"narrow", "party", "timing", "who"}
"""Slots of what tells some of what is counted from the rest of it (重点领域, 公民, 超期)."""
_DISCLOSING = ("disclose", "post")


class Walk:
    """Goes along an axis, from the top or the left: 维持 behind 行政复议 is what was upheld in review.

    Attributes:
        so_far: What the table is about behind the last row or column.
        headings: The last heading; none in front of the first.
    """

    def __init__(
        self,
        context: Passage,
        captions: Sequence[str],
        titles: Sequence[str],
        paths: Iterable[Sequence[str]],
        this_year: int,
    ) -> None:
        """Stands in front of the first row or column.

        Args:
            context: What the table is about.
            captions: The captions of the table.
            titles: The titles above all of them.
            paths: Their labels or titles, each behind those of its groups.
            this_year: The year that 本年 is.
        """
        self._in_front = passage_of(context.year, context.level, context.theme.topic, captions, titles)
        self.so_far = passage_of(context.year, context.level, context.theme.topic, captions, titles)
        self._of_own_words = passage_of(context.year, context.level, "")
        self._this_year = this_year
        self._sums: Collection[Sequence[str]] = sums_beside_their_year(
            map(_without_units, paths), this_year, self._parts
        )
        self.headings: Sequence[str] = ()
        self._last = ""
        self._is_elsewhere = False

    def subject(self, words: Sequence[str], unit: str = "") -> Subject:
        """What the next row or column is about: by its words behind those in front of it.

        Where these have turned away from it, by its words alone, if they name the same whatever the section is about.

        Args:
            words: Its labels or titles, from the widest to its own.
            unit: The unit that its numbers have by other words.
        """
        if _without_units(words) in self._sums:
            return dataclasses.replace(self._by_own_words(words, unit), code="", year=None, kind="look_alike")
        self._is_elsewhere = _is_elsewhere("".join(words[-1:]), was_elsewhere=self._is_elsewhere)
        return self._by_own_words(words, unit) if self._is_elsewhere else self._behind(words, unit)

    def code_of(self, words: Sequence[str]) -> str:
        """What labels or titles name behind all in front of them, without going on to them; empty for nothing."""
        return subject_of(words, self.so_far, self._this_year).code

    def kind_of(self, title: str) -> Kind:
        """What a title is known as by its own words."""
        return self._by_own_words([title], "").kind

    def is_unknown(self, title: str) -> bool:
        """Whether a title names what is not known, or takes something away from all below it (住房, 未办结)."""
        words = without_year(without_numbering(without_unit(title)[0]))
        if self.kind_of(title) not in _NAMING or says("years", words):
            return False
        words = without_words("grouping", words)
        terms = find_terms(words)
        if any(term.modifier not in LEAVING_ALL or not _ON_SOME.isdisjoint(term.features) for term in terms):
            return True
        if not _OF_SOME.isdisjoint(slot for slot, _ in features_of(terms)):
            return True
        left = besides(words, terms)
        return Phrase(left, 0, len(left), ()).unknown != ""

    def go_past(self, headings: Sequence[str]) -> None:
        """Goes past rows of words alone, which say what those below them are about.

        Args:
            headings: The words of each.
        """
        self.headings = headings[-1:] or self.headings
        for words in headings:
            self._is_elsewhere = _is_elsewhere(words, was_elsewhere=False)
            self.so_far.theme.mention(find_terms(words))

    def go_on_from(self, subject: Subject) -> None:
        """Goes past a row or column."""
        if not subject.code or subject.kind == "look_alike":
            return
        self._last = subject.code
        frame = frame_if_any(subject.code)
        if frame is not None:
            self.so_far.theme.go_on_from(frame)

    def _behind(self, words: Sequence[str], unit: str) -> Subject:
        behind = subject_of(words, self.so_far, self._this_year, unit)
        if behind.code and not self._is_other_part(behind.code):
            return behind
        if not self._last:
            return behind
        alone = subject_of(words, self._in_front, self._this_year, unit)
        if alone.code and alone.code == self._by_own_words(words, unit).code:
            return alone
        return dataclasses.replace(behind, code="", kind="name") if behind.code else behind

    def _is_other_part(self, code: str) -> bool:
        """Whether a code is of the other parts of the whole in front, beside which 其他 may be anything."""
        return code.endswith(_OTHER) and is_part(code, self._last)

    def _parts(self, group: str) -> bool:
        """Whether the title of a group names what is counted."""
        subject = subject_of([group], self.so_far, self._this_year)
        return subject.code != ""

    def _by_own_words(self, words: Sequence[str], unit: str) -> Subject:
        return subject_of(words, self._of_own_words, self._this_year, unit)


def _without_units(words: Sequence[str]) -> tuple[str, ...]:
    """Labels or titles without the units in brackets behind them."""
    return tuple(without_unit(one)[0] for one in words)


def _is_elsewhere(words: str, *, was_elsewhere: bool) -> bool:
    """Whether a label names what no code covers (信访件), or may go on with that (办结)."""
    terms = find_terms(words)
    objects = {term.value("obj") for term in terms}
    if "elsewhere" in objects:
        return True
    return was_elsewhere and not any(
        term.value("obj") not in _ON_NOTHING_ELSE or term.value("act") in _DISCLOSING for term in terms
    )
