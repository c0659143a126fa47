"""What a copy of the program does with reports on a form that only data has defined; run in that copy.

python -m tests.parsers.figures.pretend_form_program FOLDER

Writes the reports into a folder, with what stands in them and what was read of them in `results.json`.
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import sys
from typing import Any

import parsers
from assembly.reports import ParsedDocument, assemble
from knowledge.forms import forms
from parsers.model import Document
from parsers.pipeline import parse
from parsers.version import PARSER_VERSION
from parsing.sources import Source
from storage import arrow_tables, schema
from tests.parsers.figures.printing import FORMATS
from tests.parsers.figures.sheets import as_html, as_lines, as_pipes, as_rows, filled, read, without_contradictions

BEFORE, PRETEND = list(forms().values())[-2:]
YEARS = {PRETEND.form: (PRETEND.first_year, PRETEND.first_year + 1), BEFORE.form: (PRETEND.first_year - 1,)}
"""The two first years of the form that only data has defined, and the last year of the form before it."""


def main(folder: pathlib.Path) -> None:
    results: dict[str, Any] = {"program": parsers.__file__, "version": PARSER_VERSION, "documents": {}, "read": {}}
    parsed: list[ParsedDocument] = []
    for era, years in YEARS.items():
        sheet = without_contradictions(era)
        for year in years:
            for suffix, printer in FORMATS.items():
                content = printer(sheet, year)
                name = f"{year}.{suffix}"
                (folder / name).write_bytes(content)
                source = Source(name, f"file:{name}", "ingest", "file", None, None, None, None, len(parsed))
                document = ParsedDocument(source, len(content), parse(Document(content=content)))
                results["documents"][name] = {
                    "form": document.report.form,
                    "figures": [(f.code, f.applicant_type, f.value) for f in document.report.figures],
                    "truth": [(*key, value) for key, value in sheet.truth.items()],
                    "flags": [flag.sentence for flag in document.parsed.flags],
                    "checks": [(f.rule_id, f.applicant_type, f.passed) for f in document.report.findings],
                }
                if suffix == "html":
                    parsed.append(document)
    sheet = without_contradictions(PRETEND.form)
    cut = parse(
        Document(content=FORMATS["html"](dataclasses.replace(sheet, tables=sheet.tables[:-1]), YEARS[PRETEND.form][0]))
    )
    results["cut"] = [[flag.kind, flag.sentence] for flag in cut.flags]
    for era in schema.FORMS[1:]:
        truth = filled(era).truth
        for printer in (as_html, as_lines, as_rows, as_pipes):
            result = read(printer(filled(era)), era)
            whole = not result.missing(truth) and not result.wrong(truth) and not result.flags
            results["read"][f"{era} {printer.__name__}"] = result.form if whole else "not whole"
    rows = assemble(parsed)
    for name, table in schema.SNAPSHOT_TABLES.items():
        assert arrow_tables.from_arrow(table, arrow_tables.to_arrow(table, rows[name])) is not None
    results["forms"] = {row.report_id: row.form for row in rows["reports"]}
    results["applicants"] = list(schema.APPLICANT_TYPES)
    results["ratios"] = [(row.report_id, row.ratio_id, row.value) for row in rows["ratios"]]
    results["between"] = sorted({(row.report_id, row.rule_id) for row in rows["checks"]})
    (folder / "results.json").write_text(json.dumps(results, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
