"""What the codes mean, and which of their years may be compared."""

from __future__ import annotations

import pytest

from parsers.checks.ratios import ratios
from parsers.knowledge.codebook import codebook
from parsers.knowledge.definitions import BROKEN, SAME, WITH_CARE, asking_forms, comparability, definitions


def test_every_code_is_defined_in_a_sentence_of_its_own() -> None:
    assert list(definitions()) == list(codebook())
    told = [row.definition for row in definitions().values()]
    assert all(text.endswith(".") for text in told)
    assert len(set(told)) == len(told)


def test_notes_name_codes_and_ratios_that_there_are() -> None:
    named = {
        word
        for row in definitions().values()
        for word in (f"{row.definition} {row.comparability_note}").split("`")[1::2]
        if "." in word
    }
    assert len(named) > 10
    assert named <= codebook().keys() | ratios().keys()


@pytest.mark.parametrize(
    ("code", "year", "grade", "years"),
    [
        ("applications.received.total", 2012, SAME, (None, None)),
        ("applications.received.total", 2022, SAME, (None, None)),
        ("applications.answered.granted", 2018, BROKEN, (None, 2018)),
        ("applications.answered.granted", 2019, BROKEN, (2019, None)),
        ("review.total", 2017, WITH_CARE, (None, None)),
        ("disclosure.total", 2017, BROKEN, (None, 2018)),
        ("disclosure.total", 2020, BROKEN, (2019, None)),
        ("documents.rules.public_stock", 2020, BROKEN, (None, 2020)),
        ("documents.rules.in_force", 2022, SAME, (None, None)),
        ("website.visits", 2017, None, (None, None)),
    ],
)
def test_years_of_a_code_that_may_be_compared(
    code: str, year: int, grade: str | None, years: tuple[int | None, int | None]
) -> None:
    found = comparability(code)
    assert (found.grade, found.years(year)) == (grade, years)


def test_every_code_has_a_grade_if_a_form_asks_for_it_and_a_reason_if_it_is_broken() -> None:
    for code in codebook():
        found = comparability(code)
        assert found.grade or not asking_forms(code)
        assert found.note or found.grade == SAME, code
        assert bool(found.breaks) == (found.grade in (WITH_CARE, BROKEN)), code
