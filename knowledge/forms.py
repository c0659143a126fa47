"""The official forms: from which year, in which tables, for which applicants.

`data/forms.csv`, `data/form_tables.csv` and `data/applicants.csv` say what a form is made of; the parsers keep its
rows. Everything that depends on a form is derived from these files.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Among, Fault
from knowledge.loading import read_rows
from knowledge.territory_parts import is_part

TOTAL = "total"
"""Applicant type of what is not broken down by applicants, and of the column that sums them up."""
TableKind = Literal["list", "cells", "matrix", "proceedings"]
LIST: TableKind = "list"
CELLS: TableKind = "cells"
MATRIX: TableKind = "matrix"
PROCEEDINGS: TableKind = "proceedings"


@dataclasses.dataclass(frozen=True, slots=True)
class FormRecord:
    """A row of `forms.csv`.

    Attributes:
        form: Id of the form: the year of the document that introduced it.
        first_year: First year that is reported on it.
        document: Number of that document.
    """

    form: Annotated[str, UNIQUE]
    first_year: int
    document: str

    @classmethod
    def check(cls, rows: Sequence[FormRecord]) -> Iterator[Fault]:
        for index in range(1, len(rows)):
            if rows[index].first_year <= rows[index - 1].first_year:
                yield Fault((index, "first_year"), "the form does not begin after the one above it", "Sort by year.")


@functools.cache
def _records() -> Mapping[str, FormRecord]:
    return {record.form: record for record in read_rows("knowledge", "forms.csv", FormRecord)}


_A_FORM = Among("a form of forms.csv", lambda: _records().keys())


@dataclasses.dataclass(frozen=True, slots=True)
class FormTable:
    """A row of `form_tables.csv`: one table of a form.

    Attributes:
        form: The form.
        table: Name of the table.
        kind: How it is read. `list`: a number behind each label. `cells`: few rows in blocks, each under its own
            titles. `matrix`: a row for each outcome, a column for each applicant. `proceedings`: a group of columns for
            each kind of proceedings, a column for each outcome, one row of numbers.
        head: Title that stands above the labels of its rows.
    """

    form: Annotated[str, _A_FORM]
    table: str
    kind: TableKind
    head: str = ""

    @classmethod
    def check(cls, rows: Sequence[FormTable]) -> Iterator[Fault]:
        seen: set[tuple[str, str]] = set()
        for index, row in enumerate(rows):
            for column, what in (("table", row.table), ("kind", row.kind)):
                if (row.form, what) in seen:
                    yield Fault((index, column), f"form {row.form} has {what!r} in a line above already")
                seen.add((row.form, what))


@dataclasses.dataclass(frozen=True, slots=True)
class Applicant:
    """A row of `applicants.csv`: one column of the applicants' matrix of a form, in the order of the form.

    Attributes:
        form: The form.
        applicant_type: Value of the data set's column of that name.
        name: Official title.
        words: Titles that stand for it.
        alone: Titles that stand for it where it is the only column with numbers.
        group: Title that spans this column and its neighbours.
    """

    form: Annotated[str, _A_FORM]
    applicant_type: str
    name: str
    words: tuple[str, ...]
    alone: tuple[str, ...] = ()
    group: str = ""

    @classmethod
    def check(cls, rows: Sequence[Applicant]) -> Iterator[Fault]:
        seen: set[tuple[str, str]] = set()
        names: dict[str, str] = {}
        for index, row in enumerate(rows):
            for column, what in (("applicant_type", row.applicant_type), *(("words", word) for word in row.words)):
                if (row.form, what) in seen:
                    yield Fault((index, column), f"form {row.form} has {what!r} in a line above already")
                seen.add((row.form, what))
            if names.setdefault(row.name, row.applicant_type) != row.applicant_type:
                yield Fault((index, "name"), f"{row.name!r} is {names[row.name]} in another form")
        for form in dict.fromkeys(row.form for row in rows):
            if (form, TOTAL) not in seen:
                last = max(index for index, row in enumerate(rows) if row.form == form)
                yield Fault((last, "applicant_type"), f"form {form} has no column of applicant type {TOTAL!r}")


@dataclasses.dataclass(frozen=True, slots=True)
class HarmlessTitle:
    """A row of `harmless_titles.csv`: titles of columns that may stand beside those of any form and count nothing new.

    Attributes:
        title: Regular expression of the whole title, without marks and spaces.
        holds: Whether words stand below it, whatever numbers they hold, or numbers and such.
        why: What such a column holds.
    """

    title: re.Pattern[str]
    holds: Literal["words", "numbers"]
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """An official form.

    Attributes:
        form: Its id, as in `storage.schema.Report.form`.
        first_year: First year that is reported on it.
        document: Number of the document that introduced it.
        tables: Its tables, in order.
        applicants: Columns of its matrix, in order.
    """

    form: str
    first_year: int
    document: str
    tables: tuple[FormTable, ...]
    applicants: tuple[Applicant, ...]

    def table(self, kind: str) -> FormTable | None:
        """Its table of a kind, where it has one."""
        return next((table for table in self.tables if table.kind == kind), None)

    @property
    def is_list(self) -> bool:
        """Whether it is one long list; the others are made of several tables."""
        return self.table(LIST) is not None

    @property
    def applicant_order(self) -> tuple[str, ...]:
        """Applicant types of the matrix from left to right."""
        return tuple(applicant.applicant_type for applicant in self.applicants)

    @property
    def order_by_lines(self) -> tuple[str, ...]:
        """Applicant types as their titles are read line by line: those under a spanning title come last."""
        return tuple(a.applicant_type for a in sorted(self.applicants, key=lambda applicant: bool(applicant.group)))

    @property
    def titles_by_lines(self) -> tuple[str, ...]:
        """Official titles of the matrix in that order, the spanning titles where they stand."""
        first = [applicant.group or applicant.name for applicant in self.applicants]
        return (*dict.fromkeys(first), *(applicant.name for applicant in self.applicants if applicant.group))

    @property
    def groups(self) -> frozenset[str]:
        """Titles that span several applicants."""
        return frozenset(applicant.group for applicant in self.applicants if applicant.group)

    @property
    def parts(self) -> tuple[str, ...]:
        """Applicant types that add up to the total."""
        return tuple(kind for kind in self.applicant_order if kind != TOTAL)


@functools.cache
def forms() -> Mapping[str, Form]:
    """All forms by id, from the oldest.

    Raises:
        KnowledgeError: A file contradicts itself or another.
    """
    tables = read_rows("knowledge", "form_tables.csv", FormTable)
    applicants = read_rows("knowledge", "applicants.csv", Applicant)
    return {
        record.form: Form(
            record.form,
            record.first_year,
            record.document,
            tuple(table for table in tables if table.form == record.form),
            tuple(applicant for applicant in applicants if applicant.form == record.form),
        )
        for record in _records().values()
    }


def form_of_year(year: int) -> Form | None:
    """The form that reports on a year should follow; None before the first."""
    return max((form for form in forms().values() if form.first_year <= year), key=_first_year, default=None)


def form_for(form: str, year: int) -> Form | None:
    """A form by id, or that of the year where the report follows none.

    Args:
        form: Form of a report, `narrative` included.
        year: Its year.
    """
    return forms().get(form) or form_of_year(year)


def _first_year(form: Form) -> int:
    return form.first_year


@functools.cache
def list_forms() -> tuple[str, ...]:
    """Ids of the forms that are one long list."""
    return tuple(form.form for form in forms().values() if form.is_list)


@functools.cache
def grid_forms() -> tuple[str, ...]:
    """Ids of the forms that are made of several tables."""
    return tuple(form.form for form in forms().values() if not form.is_list)


@functools.cache
def first_matrix_year() -> int:
    """First year that is reported on a form with a matrix of applicants."""
    return min(form.first_year for form in forms().values() if form.table(MATRIX))


@functools.cache
def applicant_names() -> Mapping[str, str]:
    """Official title of each applicant type in its latest form, the total first, then in the order of that form."""
    found: dict[str, str] = {}
    for form in reversed(list(forms().values())):
        for applicant in form.applicants:
            found.setdefault(applicant.applicant_type, applicant.name)
    return {TOTAL: found[TOTAL]} | found


@functools.cache
def applicant_types_by_name() -> Mapping[str, str]:
    """Applicant type of each official title."""
    return {a.name: a.applicant_type for form in forms().values() for a in form.applicants}


@functools.lru_cache(maxsize=4096)
def is_harmless(title: str) -> bool:
    """Whether a title, without marks and spaces, is that of a column that counts nothing new.

    Nor does a part of the territory beside the whole: 市级, 县区.
    """
    return is_part(title) or any(row.title.fullmatch(title) for row in _harmless())


def is_remark(title: str) -> bool:
    """Whether a title, without marks and spaces, is that of a column of words (备注)."""
    return any(remark.fullmatch(title) for remark in _remarks())


@functools.cache
def _remarks() -> tuple[re.Pattern[str], ...]:
    return tuple(row.title for row in _harmless() if row.holds == "words")


@functools.cache
def _harmless() -> tuple[HarmlessTitle, ...]:
    return read_rows("knowledge", "harmless_titles.csv", HarmlessTitle)
