"""Which words of a sentence belong to a number, and where they stand."""

from __future__ import annotations

import pytest

from parsers.model import Span
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.sentences.terms import terms_of
from parsers.prose.words.lexicon import find_terms


def phrases(text: str) -> Phrases:
    sentence = Sentence(text, 0)
    return Phrases(sentence, terms_of(sentence, find_terms(text), 2020))


def told(phrase: Phrase, text: str) -> list[str]:
    """The terms of a phrase that mean something, as they stand in the text."""
    assert all(text[term.start : term.end] == term.text for term in phrase.terms)
    return [term.text for term in phrase.terms if term.features]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("设立公开专区（政府信息查阅点）213个。", ["政府信息查阅点"]),
        ("设立公开专区（公共查阅点、政府信息查阅点）213个。", ["公共查阅点", "政府信息查阅点"]),
        ("设立公开专区（政府信息查阅点）共213个。", None),
        ("设立公开专区（嘎嘎）213个。", None),
        ("设立公开专区213个。", None),
    ],
)
def test_the_other_name_of_what_is_counted(text: str, words: list[str] | None) -> None:
    found = phrases(text).other_name(0)
    assert (told(found, text) if found is not None else None) == words


def test_a_label_that_cuts_a_word_is_read_anew() -> None:
    text = "全年政府网站、微信分别公开3条和4条。"
    begin = text.index("网站")
    assert told(phrases(text).label(Span(begin, begin + 2)), text) == ["政府网站"]
    assert told(phrases(text).label(Span(begin - 2, begin + 1)), text) == ["政府网"]
