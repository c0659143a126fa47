"""What is known beside the reports, as tables of a snapshot: codebook, rules, ratios, forms, portals, quality."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assembly.quality import quality
from assembly.reports import Rows
from knowledge.forms import forms
from knowledge.loading import read_rows
from parsers.checks.ratios import RatioRow
from parsers.checks.rules import RuleRow
from parsers.knowledge.codebook import codebook
from parsers.knowledge.definitions import asking_forms, chinese_definitions, comparability, definitions
from parsers.knowledge.forms import layout
from spiders.portals import Portal
from storage import schema

_CODE = re.compile(r"[a-z]\w*(?:\.\w+)+")
_BEFORE_FORMS = "narrative"
_NO_FIRST, _NO_LAST = 0, 9999


def knowledge_tables(registry: Iterable[Portal]) -> Rows:
    """The rows of all tables of knowledge.

    Args:
        registry: The registry of portals that the snapshot is built with.
    """
    return {
        "codebook": list(_codebook()),
        "rules": list(_rules()),
        "ratio_definitions": list(_ratios()),
        "forms": list(_forms()),
        "portals": list(map(_portal, registry)),
        "quality": list(quality()),
    }


def _codebook() -> Iterator[schema.CodebookEntry]:
    for sequence, code in enumerate(codebook().values(), 1):
        compared, asking = comparability(code.code), asking_forms(code.code)
        yield schema.CodebookEntry(
            code=code.code,
            sequence=sequence,
            parent=code.parent or None,
            name_zh=code.name_zh,
            name_en=code.name_en,
            definition=definitions()[code.code].definition,
            definition_zh=chinese_definitions()[code.code].definition,
            unit=code.unit,
            value_type=code.value_type,
            aliases=code.aliases,
            forms=asking,
            sources=tuple(forms()[form].document for form in asking),
            comparability=compared.grade,
            break_years=compared.breaks,
            comparability_note=compared.note or None,
            comparability_note_zh=compared.note_zh or None,
            notes=code.notes,
        )


def _rules() -> Iterator[schema.RuleDefinition]:
    known = list(forms())
    for row in read_rows("parsers", "rules.csv", RuleRow):
        first, last = row.era
        computed = not row.method.startswith("function")
        yield schema.RuleDefinition(
            rule_id=row.rule_id,
            description=row.description,
            forms=((_BEFORE_FORMS,) if first < 0 else ()) + tuple(known[max(first, 0) : last + 1]),
            **_span(row.years),
            severity="info" if row.severity == "derive" else row.severity,
            derives=row.severity == "derive",
            method=row.method,
            expression=row.expr,
            expression_zh=_in_chinese(row.expr) if computed else None,
            tolerance=row.tolerance,
            tolerance_percent=row.tolerance_percent,
            applies_when=row.applies_when or None,
        )


def _ratios() -> Iterator[schema.RatioDefinition]:
    for row in read_rows("parsers", "derived.csv", RatioRow):
        yield schema.RatioDefinition(
            ratio_id=row.indicator_id,
            name_zh=row.name_zh,
            name_en=row.name_en,
            method=row.method,
            formula=row.formula,
            formula_zh=_in_chinese(row.formula) if row.method == "formula" else None,
            **_span(row.eras),
            comparability=row.comparability,
            comparability_note=row.comparability_note or None,
            break_2019=row.break_2019,
            known_use=row.known_use,
        )


def _forms() -> Iterator[schema.FormCell]:
    for form in forms().values():
        for sequence, row in enumerate(layout(form.form), start=1):
            yield schema.FormCell(
                form=form.form,
                sequence=sequence,
                first_year=form.first_year,
                introduced_by=form.document,
                form_table=row.table,
                row_label=row.label,
                column_label=row.column or None,
                row_kind=row.kind,
                code=row.code or None,
                unit=row.unit or None,
                earlier_label=row.continues_label or None,
                earlier_column=row.continues_column or None,
            )


def _portal(portal: Portal) -> schema.PortalEntry:
    return schema.PortalEntry(
        portal=portal.portal,
        adcode=portal.adcode or None,
        name=portal.name,
        level=portal.level or None,
        home_url=portal.home_url,
        column_url=portal.column_url or None,
        family=portal.family or None,
        expected_years=portal.expected_years or None,
        floor=portal.floor,
        remarks=portal.notes or None,
    )


def _span(years: tuple[int, int]) -> dict[str, int | None]:
    first, last = years
    return {"first_year": None if first == _NO_FIRST else first, "last_year": None if last == _NO_LAST else last}


def _in_chinese(expression: str) -> str:
    """An expression with the Chinese names of its codes."""
    return _CODE.sub(lambda match: codebook()[match[0]].name_zh, expression)
