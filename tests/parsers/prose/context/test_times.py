"""What words say of the time of a number."""

from __future__ import annotations

import pytest

from parsers.model import Paragraph, Span
from parsers.prose.context.times import Time, names_a_year, time_between
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sentences import Sentence, sentences
from parsers.prose.sentences.terms import terms_of
from parsers.prose.words.lexicon import Term, as_terms, find_words
from parsers.text.layout import lay_out

YEAR = 2018


def sentence_of(words: str) -> Sentence:
    """A sentence of these words."""
    text = lay_out((Paragraph(words),))
    (sentence,) = sentences(text.text, Span(0, len(text.text)), 1)
    return sentence


def phrases_of(words: str) -> Phrases:
    """The phrases of a sentence of these words."""
    sentence = sentence_of(words)
    return Phrases(sentence, terms_of(sentence, as_terms(find_words(sentence.text)), YEAR))


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("公开信息", Time()),
        ("2017年公开信息", Time()),
        ("2018年公开信息", Time(names_the_year=True)),
        ("本年度公开信息", Time(names_the_year=True)),
        ("全年公开信息", Time(is_all_year=True)),
        ("新增信息", Time(is_new=True)),
        ("今年新增信息", Time(names_the_year=True, is_new=True)),
        ("累计公开信息", Time(is_summed=True)),
        ("全年累计公开信息", Time(is_all_year=True, is_summed=True)),
        ("截至2018年底公开信息", Time(names_the_year=True, is_summed=True, is_to_date=True)),
    ],
)
def test_what_words_say_of_time(words: str, time: Time) -> None:
    assert time_between(phrases_of(words + "12条。"), YEAR, 0, len(words)) == time


def test_only_the_words_between_the_positions_count() -> None:
    assert time_between(phrases_of("累计公开3条，全年公开2条。"), YEAR, 7, 12) == Time(is_all_year=True)


@pytest.mark.parametrize(
    ("time", "says_which", "alone"),
    [
        (Time(names_the_year=True), True, True),
        (Time(is_all_year=True), True, False),
        (Time(is_new=True), False, True),
        (Time(is_summed=True), False, False),
    ],
)
def test_what_tells_a_number_from_a_sum_over_years(time: Time, says_which: bool, alone: bool) -> None:
    assert (time.says_which_year, time.is_of_this_year_alone) == (says_which, alone)


@pytest.mark.parametrize(("word", "is_one"), [("2017年", True), ("本年度", True), ("2017", False), ("新增", False)])
def test_names_of_years(word: str, is_one: bool) -> None:
    assert names_a_year(Term(0, len(word), word)) is is_one
