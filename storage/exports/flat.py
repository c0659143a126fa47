"""What all flat formats share: lists as text, and what the data dictionary says."""

from __future__ import annotations

import dataclasses
import json
from typing import Any


def described(field: dataclasses.Field[Any]) -> str:
    """What the data dictionary says of a column, and its unit."""
    words, unit = field.metadata["description"], field.metadata["unit"]
    return f"{words} Unit: {unit}." if unit else words


def as_json(value: Any) -> str:
    """A list as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
