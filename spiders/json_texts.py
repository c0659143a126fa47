"""JSON as portals send it."""

from __future__ import annotations

import json
from typing import Any


def read_json(text: str | bytes) -> Any:
    """The value that a text in JSON is.

    Raises:
        ValueError: It is none, or is nested more deeply than any that tells something.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
