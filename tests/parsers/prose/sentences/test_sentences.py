"""Constructions of real reports and of single frames, what they state, and what is known not to be read."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from parsers.model import Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.prose.sentences.sentences import Sentence
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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Numbers of items stand where something begins.
        ("2、我局收到申请12件。", [12]),
        ("答复申请3件； 2、我局收到申请12件。", [3, 12]),
        ("答复申请3件；2、2016年收到申请12件。", [3, 12]),
        ("答复申请3件，2、我局收到申请12件。", [3, 2, 12]),
        ("答复申请3件；2、12件。", [3, 2, 12]),
        ("答复申请3件。（2）收到申请12件。", [3, 12]),
        # What says how something is counted, or that there is none, counts nothing.
        ("相同信息计1条，共公开5条。", [5]),
        ("没有一件申请。", []),
        ("一件也没有。", []),
        ("没有收到2件申请。", [2]),
    ],
)
def test_the_numbers_of_a_sentence(text: str, numbers: list[float]) -> None:
    assert [quantity.value for quantity in Sentence(text, 0).quantities] == numbers


@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda case: case["why"])
@pytest.mark.xfail(reason="known not to be read", strict=True)
def test_known_failures(case: dict[str, Any]) -> None:
    assert stated(case) == sorted(case["figures"])
