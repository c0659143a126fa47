"""The official forms by year and applicant, and titles of columns that count nothing new."""

from __future__ import annotations

import pytest

from knowledge.forms import (
    applicant_names,
    applicant_types_by_name,
    first_matrix_year,
    form_for,
    form_of_year,
    forms,
    grid_forms,
    is_harmless,
    is_remark,
    list_forms,
)


@pytest.mark.parametrize(
    ("year", "form"),
    [(2008, None), (2013, None), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021")],
)
def test_the_form_of_a_year(year: int, form: str | None) -> None:
    found = form_of_year(year)
    assert (found.form if found else None) == form


@pytest.mark.parametrize(
    ("form", "year", "expected"),
    [("2021", 2016, "2021"), ("narrative", 2016, "2014"), ("narrative", 2022, "2021"), ("narrative", 2008, None)],
)
def test_a_report_without_a_form_is_held_against_that_of_its_year(form: str, year: int, expected: str | None) -> None:
    found = form_for(form, year)
    assert (found.form if found else None) == expected


def test_forms_are_lists_or_made_of_several_tables() -> None:
    assert (list_forms(), grid_forms()) == (("2014",), ("2019", "2021"))
    assert [form.is_list for form in forms().values()] == [True, False, False]


def test_the_columns_of_the_matrix() -> None:
    """A person reads the upper line of titles first, and then those below the title that spans several."""
    form = forms()["2021"]
    under = ("business", "research", "nonprofit", "legal_service", "other")
    assert form.applicant_order == ("natural_person", *under, "total")
    assert form.order_by_lines == ("natural_person", "total", *under)
    assert form.parts == ("natural_person", *under)
    assert form.groups == {"法人或其他组织"}
    assert form.titles_by_lines == (
        *("自然人", "法人或其他组织", "总计"),
        *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
    )


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


@pytest.mark.parametrize(
    ("title", "remark"), [("备注", True), ("说明", True), ("占比", False), ("总计", False), ("", False)]
)
def test_a_column_of_words_is_known_by_its_title(title: str, remark: bool) -> None:
    assert is_remark(title) is remark
