"""Measure words as patterns."""

from __future__ import annotations

import re

import pytest

from parsers.knowledge.units import alternatives


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["件", "件次"], "件次", "件次"),
        (["件次", "件"], "件次", "件次"),
        (["件", "件次"], "件数", "件"),
        (["m.", "m"], "m2", "m"),
        (["条"], "件", None),
        ([], "件", None),
    ],
)
def test_any_of_some_words_is_found_in_full(words: list[str], text: str, found: str | None) -> None:
    match = re.match(alternatives(words), text)
    assert (match and match[0]) == found
