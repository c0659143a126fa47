"""Constructions of real reports and of single frames, what they state, and what is known not to be read."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from parsers.model import Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out
from tests.parsers.figures.written import number, written
from tests.support import DATA

CASES = [
    case
    for path in sorted((DATA / "figures" / "sentences").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
KNOWN_FAILURES = tomllib.loads((DATA / "figures" / "known_failures.toml").read_text(encoding="utf-8"))["case"]


def read(case: dict[str, Any]) -> Narrative:
    """What is read from a sentence."""
    text = lay_out((Paragraph(case["text"]),))
    whole = Span(0, len(text.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=case["topic"], span=whole)
    return read_prose(text, (section,), case["year"], case.get("level", "prefecture"), traced=True)


def stated(case: dict[str, Any]) -> list[str]:
    """What a sentence states, in order of the words that say so."""
    narrative = read(case)
    found = [written(figure, case["year"]) for figure in narrative.figures]
    return sorted(found + [f"lump {number(lump.value)} {' + '.join(lump.codes)}" for lump in narrative.lumps])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text'][:12]}")
def test_what_a_sentence_states(case: dict[str, Any]) -> None:
    assert stated(case) == sorted(case["figures"])


@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda case: case["why"])
@pytest.mark.xfail(reason="known not to be read", strict=True)
def test_known_failures(case: dict[str, Any]) -> None:
    assert stated(case) == sorted(case["figures"])
