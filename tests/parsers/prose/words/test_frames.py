"""Every row of knowledge about running text has a sentence that is read otherwise without it."""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from knowledge.errors import KnowledgeError
from knowledge.loading import read_rows
from parsers.prose.clauses import universals
from parsers.prose.names import naming
from parsers.prose.words import frames, lexicon
from parsers.prose.words.frames import Frame, fitting, frame_if_any, frame_of
from parsers.prose.words.lexicon import Feature, Modifier
from tests.parsers.figures.written import written
from tests.parsers.prose.sentences.test_sentences import CASES, read
from tests.support import DATA

_NARRATIVE = tomllib.loads((DATA / "figures" / "narrative.toml").read_text(encoding="utf-8"))["case"]
_SENTENCES: tuple[dict[str, Any], ...] = (*CASES, *_NARRATIVE)
_Entries = Mapping[str, tuple[tuple[Feature, ...], str]]
_STRICT = sorted({frame.strict for frame in frames._frames() if frame.strict})


def _stated(case: dict[str, Any]) -> list[str]:
    """What a sentence states, and which of its totals include what was carried in."""
    narrative = read(case)
    found = [f"{written(one, case['year'])} {one.includes_carried_in}" for one in narrative.figures]
    return sorted(found + [f"{lump.value} {lump.codes}" for lump in narrative.lumps])


@functools.cache
def _as_stated() -> tuple[list[str], ...]:
    return tuple(_stated(case) for case in _SENTENCES)


@contextmanager
def _frames_of(rows: Sequence[Frame]) -> Iterator[None]:
    """Reads with some frames alone."""
    _as_stated()  # Read with all of them, before they are changed.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "_frames", lambda: rows)
        _forget_frames()
        try:
            yield
        finally:
            _forget_frames()


def _forget_frames() -> None:
    for remembered in (frames._by_need, frames._by_code, fitting):
        remembered.cache_clear()


@functools.cache
def _where_they_fit() -> Mapping[Frame, Sequence[int]]:
    """The sentences in which each frame fits something, by position."""
    fits: dict[Frame, list[int]] = defaultdict(list)
    place = 0

    def note(own: frozenset[Feature], context: frozenset[Feature], unit: str | None, year: int) -> tuple[Frame, ...]:
        found = fitting(own, context, unit, year)
        for frame in found:
            if place not in fits[frame][-1:]:
                fits[frame].append(place)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(naming, "fitting", note)
        patch.setattr(universals, "fitting", note)
        for place in range(len(_SENTENCES)):
            read(_SENTENCES[place])
    return fits


def _reads_otherwise(sentences: Sequence[int]) -> bool:
    """Whether one of the sentences states something else now."""
    return any(_stated(_SENTENCES[index]) != _as_stated()[index] for index in sentences)


def _not_needed(rows: Sequence[Frame]) -> list[Frame]:
    """The frames without which all sentences state the same."""
    idle: list[Frame] = []
    fits = _where_they_fit()
    for row in rows:
        with _frames_of([other for other in rows if other is not row]):
            if not _reads_otherwise(fits.get(row, ())):
                idle.append(row)
    return idle


def _changed(changes: Callable[[Frame], bool], change: Callable[[Frame], Frame]) -> bool:
    """Whether a sentence is read otherwise when some frames are changed."""
    rows = [change(frame) if changes(frame) else frame for frame in frames._frames()]
    with _frames_of(rows):
        return _reads_otherwise(range(len(_SENTENCES)))


@contextmanager
def _words_of(entries: _Entries) -> Iterator[None]:
    """Reads with other words, or other meanings of them."""
    _as_stated()  # Read with all of them, before they are changed.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "entries", lambda: entries)
        lexicon._automaton.cache_clear()
        try:
            yield
        finally:
            lexicon._automaton.cache_clear()


def _is_needed(kind: str) -> bool:
    """Whether a sentence is read otherwise without a kind of modifiers."""
    with _words_of({term: entry for term, entry in lexicon.entries().items() if entry[1] != kind}):
        return _reads_otherwise(range(len(_SENTENCES)))


def _means_something(word: str, kind: str) -> bool:
    """Whether a sentence with a word is read otherwise where this is no modifier of a kind, or does not fill a slot."""
    features, modifier = lexicon.entries()[word]
    meaning = tuple(one for one in features if one[0] != kind), "" if modifier == kind else modifier
    with _words_of({**lexicon.entries(), word: meaning}):
        return _reads_otherwise([place for place, case in enumerate(_SENTENCES) if word in case["text"]])


def _words_with(kind: str) -> list[str]:
    """The words that are modifiers of a kind, or fill a slot."""
    entries = lexicon.entries().items()
    return [word for word, (features, modifier) in entries if modifier == kind or kind in dict(features)]


def _idle() -> Frame:
    """A frame that asks for more than another of the same code, and so never decides anything."""
    usual = next(frame for frame in frames._frames() if frame.code == "applications.answered.granted")
    return dataclasses.replace(usual, needs=usual.needs | {("carry", "yes"), ("time", "next")})


def test_every_frame_is_needed_by_a_sentence() -> None:
    idle = [f"{row.code} {row.applicant_type} {sorted(row.needs)}" for row in _not_needed(frames._frames())]
    assert not idle, "write a sentence that needs it (tests/data/figures/sentences/frames.toml), or delete the row"


def test_a_frame_that_no_sentence_needs_is_noticed() -> None:
    idle = _idle()
    rows = [*frames._frames()[:3], idle]
    assert _not_needed(rows)[-1:] == [idle]


def test_the_removal_of_a_frame_is_noticed() -> None:
    rows = frames._frames()
    with _frames_of([row for row in rows if row.code != "review.upheld"]):
        assert _reads_otherwise(range(len(_SENTENCES)))


@pytest.mark.parametrize("strict", _STRICT)
def test_every_strictness_is_needed_by_a_sentence(strict: str) -> None:
    def relax(frame: Frame) -> Frame:
        return dataclasses.replace(frame, strict=None)

    assert _changed(lambda frame: frame.strict == strict, relax)


def test_a_change_of_nothing_is_not_taken_for_one() -> None:
    assert not _changed(lambda frame: True, dataclasses.replace)


@pytest.mark.parametrize("kind", [row.kind for row in read_rows("parsers", "modifiers.csv", Modifier)])
def test_every_kind_of_modifier_is_needed_by_a_sentence(kind: str) -> None:
    assert _is_needed(kind)


def test_a_kind_without_words_is_not_needed() -> None:
    assert not _is_needed("no such kind")


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind in ("effort", "inside") for word in _words_with(kind)]
)
def test_what_a_word_means_is_needed_by_a_sentence(word: str, kind: str) -> None:
    assert _means_something(word, kind)


def test_a_meaning_that_a_word_does_not_have_is_not_needed() -> None:
    assert not _means_something("推动", "inside")


def test_a_code_that_no_frame_is_one_of_is_an_error_where_one_is_expected() -> None:
    code = "disclosure.by_category"
    assert frame_if_any(code) is None
    with pytest.raises(KnowledgeError, match=code):
        frame_of(code)
