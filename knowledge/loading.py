"""Loads the files of a room's `data` folder: knowledge that people keep, checked when it is read."""

from __future__ import annotations

import csv
import functools
import importlib.resources

from knowledge.errors import KnowledgeError


@functools.cache
def read_csv(name: str, *columns: str, room: str = "parsers") -> tuple[dict[str, str], ...]:
    """Rows of a CSV file of a room's `data` folder, in order.

    Args:
        name: Name of the file.
        columns: Columns that it must have.
        room: Room whose file it is.

    Raises:
        KnowledgeError: A column is missing, or a row has more cells than the header.
    """
    text = (importlib.resources.files(room) / "data" / name).read_text(encoding="utf-8-sig")
    reader = csv.DictReader(text.splitlines())
    missing = set(columns) - set(reader.fieldnames or ())
    if missing:
        raise KnowledgeError(f"{room}/data/{name} lacks the columns {', '.join(sorted(missing))}")
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise KnowledgeError(f"{room}/data/{name}, line {reader.line_num}: cells and columns differ in number")
        rows.append(row)
    return tuple(rows)
