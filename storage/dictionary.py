"""Documentation of the data, generated from `storage.schema`: the data dictionary and `datapackage.json`.

python -m storage.dictionary docs     writes docs/data-dictionary.md and docs/datapackage.json
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import sys
import typing
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from knowledge.forms import forms
from storage import arrow_tables
from storage.collecting import Listed
from storage.schema import FETCHES, PARTITION, REFERENCES, SCHEMA_VERSION, SNAPSHOT_TABLES, DatasetTable

_FRICTIONLESS_TYPES = {
    "string": "string",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "datetime",
}
CONTRIBUTORS = ({"title": "The contributors of nianbao", "role": "wrangler"},)
"""Who made the data set: the property `contributors` of a data package."""

LICENSES = (
    {
        "name": "MIT",
        "path": "https://opensource.org/license/mit",
        "title": "MIT License",
        "description": "For this compilation, as far as there are rights in it. The reports are public records of the "
        "governments that published them; the project claims no rights in their texts and figures.",
    },
)
"""Terms of the data: the property `licenses` of a data package."""

SOURCES = (
    {
        "title": "政府信息公开工作年度报告",
        "description": "Annual reports on open government information, as the governments published them; `source_url` "
        "in `documents` is the address of each.",
    },
    {
        "title": ", ".join(form.document for form in forms().values()),
        "description": "The official forms of these reports.",
    },
    {
        "title": "yescallop/areacodes",
        "path": "https://github.com/yescallop/areacodes",
        "description": "Division codes of GB/T 2260 since 1981, CC0-1.0.",
    },
    {
        "title": "anyi-econ/china-public-debt",
        "path": "https://github.com/anyi-econ/china-public-debt",
        "description": "Addresses of the home pages of government portals, commit 9b01b30: a repository without a "
        "licence, of which only these facts are used.",
    },
)
"""Where the data come from: the property `sources` of a data package. `NOTICE` names the same."""


_INTRODUCTION = (
    "A snapshot is the folder `dataset/<snapshot id>`; `dataset/current` names the latest. Tables marked as "
    f"partitioned lie in one folder per report year (`<table>/{PARTITION}=YYYY/part-0.parquet`), the others in "
    "`<table>/part-0.parquet`, or where they have a file for each year in `<table>/part-YYYY.parquet`. Columns in bold "
    "form the primary key. The fetch log lies beside the archived bytes.\n\n"
    "Personal numbers (mobile phones and identity cards) are masked at their length in all free text, before it is "
    "stored: `138********`. The last column says which columns are free text, and of the others that hold strings why "
    "they are stored as they are."
)


def datapackage(snapshot_id: str = "", files: Mapping[str, Listed] | None = None) -> str:
    """A Frictionless data package (JSON) that describes every table of a snapshot and lists its files.

    Args:
        snapshot_id: Id of the snapshot; empty for the description of the format alone.
        files: The snapshot's table files, by path.
    """
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "nianbao",
        "title": "Annual reports on open government information of China's cities and counties",
        "description": "政府信息公开工作年度报告: what governments report each year on the disclosure of information, "
        "as figures with the words that each was read from. Begin with the table `panel`, or with `government_years`, "
        "which has a row for each government and year.",
        "keywords": ["open government information", "freedom of information", "China", "政府信息公开", "年度报告"],
        "schemaVersion": SCHEMA_VERSION,
    }
    if snapshot_id:
        package["version"] = snapshot_id
    package["licenses"] = list(LICENSES)
    package["sources"] = list(SOURCES)
    package["contributors"] = list(CONTRIBUTORS)
    package["resources"] = [_resource(table, files or {}) for table in SNAPSHOT_TABLES.values()]
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: DatasetTable, files: Mapping[str, Listed]) -> dict[str, Any]:
    own = {path: file for path, file in sorted(files.items()) if path.startswith(f"{table.name}/")}
    resource: dict[str, Any] = {
        "name": table.name,
        "description": _flowing(table.description),
        "path": list(own) or [table.file("YYYY" if table.divided_by else 0)],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
    if own:
        resource["files"] = [
            {"path": path, "bytes": file.n_bytes, "hash": f"sha256:{file.sha256}"} for path, file in own.items()
        ]
    fields = {
        field.name: _field(field, arrow)
        for field, arrow in zip(table.columns, arrow_tables.arrow_schema(table.row), strict=True)
    }
    if all(f"/{PARTITION}=" in path for path in resource["path"]):
        # It stands in the names of folders, and not in the files that a schema describes.
        resource["partitionedBy"] = [fields.pop(PARTITION)]
    resource["schema"] = {
        "fields": list(fields.values()),
        # An empty text is a text; what is missing is null.
        "missingValues": [],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [name], "reference": {"resource": "" if there == table.name else there, "fields": [column]}}
            for name, (there, column) in REFERENCES.items()
            if name in fields and (there, column) != (table.name, name) and table.name != "panel"
        ],
    }
    if not resource["schema"]["foreignKeys"]:
        del resource["schema"]["foreignKeys"]
    return resource


def _field(field: dataclasses.Field[Any], arrow: pa.Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not arrow.nullable}
    enum = field.metadata["enum"]
    if field.metadata["detailed"]:
        constraints["pattern"] = f"({'|'.join(enum)})(:.*)?"
    elif enum:
        constraints["enum"] = list(enum)
    description = {
        "name": field.name,
        "type": _frictionless_type(arrow),
        "description": field.metadata["description"],
        "constraints": constraints,
        "arrowType": str(arrow.type),
    }
    if field.metadata["unit"]:
        description["unit"] = field.metadata["unit"]
    return description


def _frictionless_type(arrow: pa.Field) -> str:
    """Type by which tools that read Parquet through pandas find all values valid; `arrowType` beside it is exact.

    There whole numbers become decimal ones in a column with gaps, and lists become arrays of numpy.
    """
    known = _FRICTIONLESS_TYPES.get(str(arrow.type), "any")
    return "number" if known == "integer" and arrow.nullable else known


def data_dictionary() -> str:
    """The data dictionary (Markdown): every table and column, with type, meaning and permitted values."""
    parts = [
        "# Data dictionary",
        "",
        "Generated from `storage/schema.py`; change it there and run `make docs`.",
        "",
        _INTRODUCTION,
        "",
    ]
    for table, place in [
        *((table, f"`dataset/<snapshot id>/{table.name}`") for table in SNAPSHOT_TABLES.values()),
        (FETCHES, "`archive/fetches`"),
    ]:
        hints = typing.get_type_hints(table.row)
        parts += [
            f"## {table.name}",
            "",
            f"{_flowing(table.description)} In {place}{_layout(table)}.",
            "",
            "| column | type | meaning | personal numbers |",
            "|---|---|---|---|",
            *(
                _dictionary_row(field, arrow, hints[field.name])
                for field, arrow in zip(table.columns, arrow_tables.arrow_schema(table.row), strict=True)
            ),
            "",
        ]
    return "\n".join(parts)


def _flowing(text: str) -> str:
    """A description without the lines and paragraphs of the source."""
    return " ".join(text.split())


def _layout(table: DatasetTable) -> str:
    if table.partitioned:
        return ", partitioned"
    return f", a file for each {table.file_for}" if table.file_for else ""


def _dictionary_row(field: dataclasses.Field[Any], arrow: pa.Field, hint: Any) -> str:
    name = f"**{field.name}**" if field.metadata["key"] else field.name
    kind = f"{_type_name(arrow.type)}{', may be null' if arrow.nullable else ''}"
    meaning = field.metadata["description"]
    if field.metadata["unit"]:
        meaning += f" Unit: {field.metadata['unit']}."
    if field.metadata["enum"]:
        meaning += f" One of: {', '.join(field.metadata['enum'])}."
    for row in filter(dataclasses.is_dataclass, typing.get_args(hint)):
        parts = (f"*{part.name}*: {part.metadata['description']}" for part in dataclasses.fields(row))
        meaning += f" {' '.join(parts)}"
    return f"| {name} | {kind} | {meaning.replace('|', chr(92) + '|')} | {_masking(field, hint)} |"


def _masking(field: dataclasses.Field[Any], hint: Any) -> str:
    """What is done about personal numbers in a column; nothing is to be said of numbers, dates and lists of values."""
    nested = [
        inner.name
        for row in typing.get_args(hint)
        if dataclasses.is_dataclass(row)
        for inner in dataclasses.fields(row)
        if inner.metadata["free_text"]
    ]
    if nested:
        return f"masked: {', '.join(nested)}"
    if field.metadata["free_text"]:
        return "masked"
    return f"as they are: {field.metadata['identifier']}" if field.metadata["identifier"] else ""


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type_name(kind.value_type)}"
    if pa.types.is_struct(kind):
        return f"({', '.join(kind.field(index).name for index in range(kind.num_fields))})"
    return str(kind)


def main(folder: str) -> None:
    """Writes the generated documentation into a folder."""
    pathlib.Path(folder, "data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")
    pathlib.Path(folder, "datapackage.json").write_text(datapackage(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
