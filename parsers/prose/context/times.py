"""What words say of the time of a number: that it is of this year, new in it, or summed up to its end."""

from __future__ import annotations

from typing import NamedTuple

from knowledge.times import THIS_YEAR_WORDS
from parsers.prose.context.found import Found
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.lexicon import Term

OF_THE_YEAR = frozenset({"all_year", "new"})
"""Modifiers that say of a number that it is of this year, whatever else is summed over years beside it."""
_SUMS = frozenset({"sum", "to_date"})
_OF_TIMES = OF_THE_YEAR | _SUMS


class Time(NamedTuple):
    """What words say of the time of a number.

    Attributes:
        names_the_year: Whether they name the report's year (2018年, 本年度).
        is_all_year: Whether they say all of it (全年, 年内).
        is_new: Whether they say that so many were added (新增).
        is_summed: Whether they count up to a day (累计, 截至).
        is_to_date: Whether they name that day (截至).
    """

    names_the_year: bool = False
    is_all_year: bool = False
    is_new: bool = False
    is_summed: bool = False
    is_to_date: bool = False

    @property
    def says_which_year(self) -> bool:
        """Whether they say that the number is of this year, by its name or as a whole."""
        return self.names_the_year or self.is_all_year

    @property
    def is_of_this_year_alone(self) -> bool:
        """Whether they tell the number from one that was counted over years (2018年推送816条, 新增93条)."""
        return self.names_the_year or self.is_new


_UNSAID = Time()


def time_between(phrases: Phrases, year: int, start: int, end: int) -> Time:
    """What the words between two positions of a sentence say of the time of a number behind them.

    Args:
        phrases: The phrases of the sentence.
        year: Year of the report.
        start: Where the words begin.
        end: Where they end.
    """
    terms = phrases.between(start, end)
    modifiers = {term.modifier for term in terms} & _OF_TIMES
    names = (f"{year}年", *THIS_YEAR_WORDS)
    names_the_year = any(term.text.startswith(names) for term in terms)
    if not (modifiers or names_the_year):
        return _UNSAID
    return Time(
        names_the_year=names_the_year,
        is_all_year="all_year" in modifiers,
        is_new="new" in modifiers,
        is_summed=not modifiers.isdisjoint(_SUMS),
        is_to_date="to_date" in modifiers,
    )


def time_of(phrases: Phrases, year: int, found: Found) -> Time:
    """What the words that belong to a figure, with those near it in its clause, say of its time."""
    return time_between(phrases, year, phrases.sentence.near_start(found.start, found.end), found.end)


def names_a_year(term: Term) -> bool:
    """Whether a term is the name of a year, whichever (2017年, 本年度)."""
    return term.text.startswith(THIS_YEAR_WORDS) or (term.text[:4].isdecimal() and term.text[4:5] == "年")
