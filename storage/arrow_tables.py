"""Rows to Arrow and back: schemas, masking, validation and order, all derived from `storage.schema`.

Whatever is stored, as a snapshot or in the fetch log, passes through `to_arrow`; personal numbers end there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import operator
import types
import typing
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from knowledge.personal_numbers import mask
from storage.errors import StorageError
from storage.schema import DatasetTable

_ARROW_TYPES: dict[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", tz="UTC"),
}


@functools.cache
def arrow_schema(row: type) -> pa.Schema:
    """Arrow schema of a row dataclass; columns annotated `X | None` are nullable."""
    hints = typing.get_type_hints(row)
    return pa.schema([_arrow_field(field.name, hints[field.name]) for field in dataclasses.fields(row)])


def _arrow_field(name: str, annotation: Any) -> pa.Field:
    members = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    (member,) = (kind for kind in members if kind is not types.NoneType)
    return pa.field(name, _arrow_type(member), nullable=types.NoneType in members)


def _arrow_type(annotation: Any) -> pa.DataType:
    if typing.get_origin(annotation) is tuple:
        return pa.list_(pa.field("item", _arrow_type(typing.get_args(annotation)[0]), nullable=False))
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return pa.struct(list(arrow_schema(annotation)))
    return _ARROW_TYPES[annotation]


def in_arrow_memory(content: bytes) -> pa.BufferReader:
    """A file to read from memory that Arrow owns, and not from the bytes of Python.

    The threads of Arrow may let go of what they read only while Python ends; where that belongs to Python, the process
    aborts then, although its work is done.

    Args:
        content: The bytes of the file.
    """
    memory = pa.BufferOutputStream()
    memory.write(content)
    return pa.BufferReader(memory.getvalue())


def documented(table: DatasetTable, data: pa.Table) -> pa.Table:
    """Data of a table with what the data dictionary says, in the metadata of its schema and of each column."""
    described = {field.name: field.metadata for field in table.columns}
    fields = []
    for field in data.schema:
        told = {"description": described[field.name]["description"], "unit": described[field.name]["unit"]}
        fields.append(field.with_metadata({name: words for name, words in told.items() if words}))
    schema = pa.schema(fields, {"description": " ".join(table.description.split())})
    return pa.Table.from_arrays(data.columns, schema=schema)


def to_arrow(table: DatasetTable, rows: Iterable[Any]) -> pa.Table:
    """Builds the Arrow table of some rows, masked, checked and sorted.

    Rows are sorted by all columns, in the order that the table says, so that the same rows give the same bytes in
    whatever order they came.

    Raises:
        StorageError: A value is missing where it may not be, or is none of its column's permitted values.
    """
    schema = arrow_schema(table.row)
    rows = _ordered(table, map(_masked, rows))
    columns = []
    for field, arrow_field in zip(table.columns, schema, strict=True):
        values = list(map(operator.attrgetter(field.name), rows))
        _check_values(table, field, arrow_field, values)
        if pa.types.is_list(arrow_field.type):
            values = [_plain(value) for value in values]
        columns.append(pa.array(values, arrow_field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def from_arrow(table: DatasetTable, data: pa.Table) -> list[Any]:
    """Reads Arrow data back into rows; columns that the row type does not know are dropped."""
    hints = typing.get_type_hints(table.row)
    nested = {
        field.name: typing.get_args(hints[field.name])[0]
        for field in table.columns
        if typing.get_origin(hints[field.name]) is tuple
    }
    records = data.select([field.name for field in table.columns]).to_pylist()
    for record in records:
        for name, item in nested.items():
            record[name] = tuple(
                entry if isinstance(entry, (str, float, int)) else item(**entry) for entry in record[name] or ()
            )
    return [table.row(**record) for record in records]


def _masked(row: Any) -> Any:
    """A row without personal numbers, in itself and in the rows that are nested in it; identifiers stay."""
    changed = {}
    for field in _fields_to_mask(row.__class__):
        before = getattr(row, field.name)
        after = _masked_value(before, excerpt=field.metadata["excerpt"])
        if after != before:
            changed[field.name] = after
    return dataclasses.replace(row, **changed) if changed else row


def _masked_value(value: Any, *, excerpt: bool) -> Any:
    if isinstance(value, str):
        return mask(value, excerpt=excerpt)
    if isinstance(value, tuple):
        return tuple(_masked_value(item, excerpt=excerpt) for item in value)
    return _masked(value) if dataclasses.is_dataclass(value) else value


@functools.cache
def _fields_to_mask(row: type) -> tuple[dataclasses.Field[Any], ...]:
    """Fields that may hold words or further rows; a field that nothing is said of is masked, too."""
    hints = typing.get_type_hints(row)
    return tuple(
        field
        for field in dataclasses.fields(row)
        if not field.metadata["identifier"] and not field.metadata["enum"] and _may_hold_words(hints[field.name])
    )


def _may_hold_words(annotation: Any) -> bool:
    members = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    return any(member is str or member not in _ARROW_TYPES for member in members if member is not types.NoneType)


def _ordered(table: DatasetTable, rows: Iterable[Any]) -> list[Any]:
    """Rows in the order of the table: by what tells them apart, and only where that is alike by every other column."""
    leading = tuple(dict.fromkeys((*table.first, *table.key)))
    key = operator.attrgetter(*leading)
    rest = [name for name in table.order if name not in leading]

    def by_rest(row: Any) -> list[Any]:
        return [_orderable(getattr(row, name)) for name in rest]

    rows = list(rows)
    try:
        rows.sort(key=key)
    except TypeError:
        # A part of a key that is missing is told where columns are checked.
        rows.sort(key=lambda row: [_orderable(getattr(row, name)) for name in leading])
    ordered: list[Any] = []
    for _, alike in itertools.groupby(rows, key):
        some = list(alike)
        ordered.extend(sorted(some, key=by_rest) if len(some) > 1 else some)
    return ordered


def _orderable(value: Any) -> Any:
    """Missing values sort first; nested rows sort by their text."""
    if value is None:
        return (0, "")
    return (1, repr(value)) if isinstance(value, tuple) else (1, value)


def _plain(value: tuple[Any, ...]) -> list[Any]:
    return [item if isinstance(item, (str, float, int)) else dataclasses.asdict(item) for item in value]


def _check_values(
    table: DatasetTable, field: dataclasses.Field[Any], arrow_field: pa.Field, values: Sequence[Any]
) -> None:
    if not arrow_field.nullable and None in values:
        raise StorageError(f"column {field.name} may not be empty", where=f"table {table.name}")
    permitted = field.metadata["enum"]
    for value in dict.fromkeys(values) if permitted else ():
        known = str(value).partition(":")[0] if field.metadata["detailed"] else value
        if value is not None and known not in permitted:
            raise StorageError(
                f"column {field.name} holds {value!r}",
                where=f"table {table.name}",
                remedy=f"Permitted are: {', '.join(permitted)}.",
            )
