"""The official forms: which one a report's tables follow, and every number that they print."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from parsers.figures.forms.audit import uncontested, unread_rows
from parsers.figures.forms.choice import grid_form, labels_found, list_form, list_labels, tables_of_list
from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.grids import read_grids
from parsers.figures.forms.in_shape import in_shape
from parsers.figures.forms.lists import read_list, rows_without_numbers, unknown_columns
from parsers.figures.forms.official_words import in_official_words
from parsers.figures.forms.other_holders import Territory
from parsers.figures.forms.units_above import in_money_of_captions
from parsers.figures.forms.words_around import sorted_by_words_around
from parsers.figures.forms.years_in_rows import with_years_in_words
from parsers.figures.measures import in_codebook_unit
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import label_key
from parsers.model import Figure, Flag, PlacedTable, ReportText, Section, Span
from parsers.text.sections import section_id_at

_FEW = 4
"""Labels of a form that make a table look like a part of it, where no other table of the report is one."""
_STRANGE_ROWS = 2
"""Rows that no form has from which a report's tables follow none that is known; one may be a misprint."""
_NAMED = 6
"""Most unknown rows and columns that a sentence names."""


@dataclasses.dataclass(frozen=True, slots=True)
class FormReading:
    """What the tables of a report give.

    Attributes:
        form: Id of the form, or `narrative` where the tables follow none.
        figures: Every number printed in it; a blank cell gives none.
        tables: The tables that belong to the form.
        of_others: Where its numbers stand in other tables, some rows of which say what the form has as titles.
        flags: What could not be read with certainty, and gave no number therefore.
        beside_unknown: Codes whose table has a row that no form has.
    """

    form: str
    figures: tuple[Figure, ...]
    tables: frozenset[PlacedTable]
    flags: tuple[Flag, ...]
    beside_unknown: frozenset[str]
    of_others: frozenset[Span] = frozenset()


def read_forms(
    text: ReportText,
    year: int,
    earlier: Sequence[Flag] = (),
    scope: str = "citywide",
    sections: Sequence[Section] = (),
    territory: Territory | None = None,
) -> FormReading:
    """Reads the tables of a report as the official form that they follow.

    Args:
        text: The report.
        year: Its year.
        earlier: What was found wrong with its tables before they were laid out.
        scope: What its figures cover.
        sections: Its sections.
        territory: The place that it covers; None where it reports on one body, or nobody knows.
    """
    flags: list[Flag] = []
    printed = text.tables
    text = dataclasses.replace(text, tables=_in_official_words(printed, year, flags))
    form = list_form(text.tables)
    own: Collection[PlacedTable] = ()
    if form is not None:
        of_list = tables_of_list(text.tables)
        values = list(read_list(of_list, form, year))
        tables = frozenset(of_list)
        own = frozenset(table for table in text.tables if table not in tables and list_labels((table,)))
        flags.extend(unknown_columns(of_list, form, year))
        flags.extend(rows_without_numbers(of_list, form, values))
    else:
        grids = read_grids(text, year)
        form, values, tables = grids.form, list(grids.values), grids.tables
        flags.extend(grids.flags)
    values = in_money_of_captions(values, text)
    around = sorted_by_words_around(values, text, year, territory)
    flags.extend(around.flags)
    certain: list[FormValue] = []
    beside_unknown: set[str] = set()
    others: set[PlacedTable] = set()
    of_others: set[Span] = set()
    for table in text.tables:
        spans = {cell.span for cell in table.cells}
        in_table = [value for value in around.values if value.cell.span in spans]
        known = [*in_table, *(value for value in around.refused if value.cell.span in spans)]
        told = {flag.span for flag in flags}
        if table in tables:
            unread = [flag for flag in unread_rows(table, known) if flag.span not in told]
            if unread and known and all(value.is_told for value in known):
                others.add(table)
                unread = []
            flags.extend(unread)
            if any(flag.kind == "form_row_unknown" for flag in unread):
                beside_unknown.update(value.row.code for value in in_table)
            certain.extend(uncontested(in_table, flags))
            of_others.update(value.cell.span for value in known if table in others)
            continue
        few = 1 if values else _FEW
        if table not in own and labels_found(table, year) >= few and (unread := unread_rows(table, ())):
            sentence = f"a table with rows of the form was not read by that form; {unread[0].sentence}"
            flags.append(Flag("form_table_unread", sentence, unread[0].subject, table.span))
            flags.extend(flag for flag in unread if values and flag.kind == "form_row_unknown")
    figures = tuple(_figures(certain, year, scope, sections, flags))
    flags = list({(flag.kind, flag.subject, flag.sentence): flag for flag in reversed(flags)}.values())[::-1]
    flags = [*earlier, *flags]
    flags = [*_unknown_form(form, flags), *flags]
    of_form = frozenset(table for table, read in zip(printed, text.tables, strict=True) if read in tables - others)
    return FormReading(form, figures, of_form, tuple(flags), frozenset(beside_unknown), frozenset(of_others))


def _in_official_words(tables: Sequence[PlacedTable], year: int, flags: list[Flag]) -> tuple[PlacedTable, ...]:
    shaped = in_shape(tables)
    if list_form(shaped) is not None:
        return shaped
    form = grid_form([label_key(cell.cell.text) for table in shaped for cell in table.cells], year)
    return tuple(in_official_words(with_years_in_words(table, year), form, flags) for table in shaped)


def _unknown_form(form: str, flags: Sequence[Flag]) -> Iterable[Flag]:
    """Says of tables with columns or several rows that no form has that they may follow one that is not known yet."""
    columns = [flag.subject for flag in flags if flag.kind == "form_column_unknown"]
    rows = [flag.subject for flag in flags if flag.kind == "form_row_unknown"]
    if columns or len(rows) >= _STRANGE_ROWS:
        strange = [*columns, *rows]
        named = ", ".join(strange[:_NAMED]) + (f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else "")
        told = f"the tables follow no known form; they are most like that of {form}, but have {named}"
        yield Flag("form_unknown", told, form)


def _figures(
    values: Iterable[FormValue], year: int, scope: str, sections: Sequence[Section], flags: list[Flag]
) -> Iterable[Figure]:
    """The figures of values; a value whose unit does not count what its row counts gives a flag instead."""
    for value in values:
        number = in_codebook_unit(value.number.value, value.unit or value.row.unit, value.row.code)
        if number is None:
            sentence = f"the unit {value.unit} of a row of the form was not understood: {value.row.label}"
            flags.append(Flag("form_unit_unknown", sentence, value.row.label, value.span))
            continue
        yield Figure(
            code=value.row.code,
            applicant_type=value.applicant_type,
            year=value.year or year,
            value=number,
            unit=codebook()[value.row.code].unit,
            printed=value.cell.cell.text,
            scope=value.scope or scope,
            source="table",
            label=value.part or None,
            section_id=section_id_at(sections, value.span.start),
            span=value.span,
        )
