"""What views print for other programs: the same rows as JSON or as CSV, all of them and at full length."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer

from cli.terminal import harmless

AsJson = Annotated[bool, typer.Option("--json", help="Print everything as JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print everything as CSV.")]


def printed(rows: Iterable[Any], *, as_json: bool, as_csv: bool, columns: Sequence[str] = ()) -> bool:
    """Prints rows if a program asks for them, and says whether it did.

    Args:
        rows: Row objects, or mappings with the same keys.
        as_json: Whether JSON is wanted.
        as_csv: Whether CSV is wanted.
        columns: Names of the columns, where there may be no row; of the first row by default.

    Raises:
        typer.BadParameter: Both are wanted.
    """
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    if as_json or as_csv:
        plain = [_plain(row) for row in rows]
        typer.echo(_json(plain) if as_json else _csv(plain, columns), nl=False)
    return as_json or as_csv


def _json(rows: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return target.getvalue()


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value
