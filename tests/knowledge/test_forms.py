"""The official forms by year and applicant, and titles of columns that count nothing new."""

from __future__ import annotations

import pytest

from knowledge.forms import applicant_names, applicant_types_by_name, first_matrix_year, form_of_year, is_harmless


@pytest.mark.parametrize(
    ("year", "form"),
    [(2008, None), (2013, None), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021")],
)
def test_the_form_of_a_year(year: int, form: str | None) -> None:
    found = form_of_year(year)
    assert (found.form if found else None) == form


def test_applicants_are_counted_apart_since_2019() -> None:
    assert first_matrix_year() == 2019


def test_applicants_by_type_and_by_title() -> None:
    names = applicant_names()
    assert next(iter(names)) == "total"
    assert len(names) == 7
    assert all(applicant_types_by_name()[name] == applicant_type for applicant_type, name in names.items())


@pytest.mark.parametrize(
    ("title", "harmless"),
    [
        ("占比", True),
        ("所占比例", True),
        ("2020年", True),
        ("序号", True),
        ("新闻媒体", False),
        ("占比数量", False),
        ("", False),
    ],
)
def test_titles_of_columns_that_count_nothing_new(title: str, harmless: bool) -> None:
    assert is_harmless(title) == harmless
