"""Several sentences, paragraphs and sections: what one says for the next, and what the next has left behind."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from parsers.blocks.plain import read_plain_text
from parsers.model import Figure
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out
from parsers.text.sections import find_sections
from tests.parsers.figures.written import number, written
from tests.support import DATA

CASES = tomllib.loads((DATA / "figures" / "passages.toml").read_text(encoding="utf-8"))["case"]


def in_section(figure: Figure, year: int) -> str:
    """A figure behind the number of its section, with its scope where that is not the report's."""
    scope = "" if figure.scope == "citywide" else f" ({figure.scope})"
    gross = " with what was carried in" if figure.includes_carried_in else ""
    return f"{figure.section_id} {written(figure, year)}{scope}{gross}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_a_report_states_from_section_to_section(case: dict[str, Any]) -> None:
    text = lay_out(read_plain_text(case["text"]))
    narrative = read_prose(text, find_sections(text), case["year"], "prefecture")
    assert [in_section(figure, case["year"]) for figure in narrative.figures] == case["figures"]
    assert [f"{one.section_id} {one.kind} {number(one.value)}" for one in narrative.unread] == case.get("unread", [])
    for figure in narrative.figures:
        assert figure.stated_zero or figure.implied or figure.printed in text.read(figure.span)
