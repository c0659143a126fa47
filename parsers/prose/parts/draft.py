"""A sentence that is being read, and what has come of it so far."""

from __future__ import annotations

import functools

from parsers.model import Span
from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.parts.account import Left, Place, place
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.subjects import Subject, Subjects
from parsers.prose.sentences.tree import Tree
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Term
from parsers.prose.words.years import says_more_than_a_year, says_what_is_meant
from storage.schema import UnreadKind

_OF_DOCUMENTS = ("件", "份", "篇", "个")
"""Measures of documents, of which 主动公开 may be said without naming them."""


class Draft:
    """What all who read a part of a sentence share.

    Attributes:
        phrases: The phrases of the sentence.
        sentence: The sentence.
        passage: What the text is about, and what it has stated so far.
        tree: The numbers of the sentence as a tree.
        verb: What was done to what the last number counts, which a list goes on with.
        counts_in: Whether the last number of applications is counted in with the total behind it
            (连同上年结转的2件，共受理29件).
        of_the_year: What was told so far of whether words in front of figures say that these are of the year.
        told_years: The year that each number is about whose own words name it, with the family of its code; None for a
            number of no single year.
        holders: Whose the clauses are that were asked for so far, by their beginnings (`whose`).
        subjects: The subjects of its clauses and items, once they were asked for (`whose`).
        apart: Numbers that are no part of what was counted before them, nor are those on their list.
        unnamed: Numbers that may turn out to be sorts of information, each with the words that may name it.
    """

    def __init__(self, phrases: Phrases, passage: Passage, left: dict[Place, Left]) -> None:
        """Begins a sentence.

        Args:
            phrases: The phrases of the sentence.
            passage: What the text is about.
            left: Where numbers of the report that give no figure are kept.
        """
        self.phrases = phrases
        self.sentence = phrases.sentence
        self.passage = passage
        self.tree = Tree(phrases)
        self.verb: Term | None = None
        self.counts_in = False
        self.of_the_year: dict[Span, bool] = {}
        self.told_years: dict[int, tuple[str, int | None]] = {}
        self.holders: dict[int, Subject | None] = {}
        self.subjects: Subjects | None = None
        self.apart: set[int] = set()
        self.unnamed: list[tuple[str, Found]] = []
        self._left = left

    @functools.cached_property
    def says_more_than_a_year(self) -> bool:
        """Whether the sentence says anything of times but years (`years.says_more_than_a_year`)."""
        return says_more_than_a_year(self.sentence.text)

    @functools.cached_property
    def says_what_is_meant(self) -> bool:
        """Whether the sentence says anything of plans, duties or aims (`years.says_what_is_meant`)."""
        return says_what_is_meant(self.sentence.text)

    def found(
        self,
        index: int,
        code: str = "",
        applicant_type: str = "total",
        year: int | None = None,
        terms: tuple[Term, ...] = (),
        frame: Frame | None = None,
    ) -> Found:
        """Begins a figure with the words in front of a number.

        Args:
            index: Index of the number in the sentence.
            code: What it counts; empty as long as nobody knows.
            applicant_type: Column of the applicants' matrix.
            year: Year that it is about; the report's, if it is not given.
            terms: The terms that name it.
            frame: The frame that they fit.
        """
        quantity = self.sentence.quantities[index]
        return Found(
            sentence=self.sentence,
            code=code,
            applicant_type=applicant_type,
            year=self.passage.year if year is None else year,
            quantity=quantity,
            start=self.sentence.before(index).start,
            end=quantity.span.end,
            terms=terms,
            frame=frame,
        )

    def made_of(self, index: int) -> Found | None:
        """The figure that a number of the sentence gave, and not what only follows from it; None where it gave none.

        Args:
            index: Index of the number in the sentence.
        """
        span = self.sentence.quantities[index].span
        told = self.passage.of_this_sentence
        return next((one for one in told if one.quantity.span == span), None)

    def whole_of(self, index: int) -> Found | None:
        """The figure that a number is a part of by the words between them; None where none is told.

        Args:
            index: Index of the number in the sentence.
        """
        whole = self.tree.whole_of(index)
        return None if whole is None else self.made_of(whole)

    def leave(self, index: int, reason: str, *, kind: UnreadKind = "unread", unit: str = "") -> None:
        """Keeps a number that gives no figure.

        Args:
            index: Index of the number in the sentence.
            reason: Why it gives none.
            kind: The kind of unread number that it is.
            unit: Its measure word, where that stands behind the last number of a list.
        """
        quantity = self.sentence.quantities[index]
        if (quantity.unit or unit) in _OF_DOCUMENTS and kind != "no_code":
            self.passage.pieces = max(self.passage.pieces, quantity.value)
        self._left[place(self.sentence, quantity)] = Left(kind, quantity.unit or unit, reason)

    def has_left(self, index: int) -> bool:
        """Whether a number was kept as one that gives no figure."""
        return place(self.sentence, self.sentence.quantities[index]) in self._left
