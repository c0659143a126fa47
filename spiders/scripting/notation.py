"""Values that are written out: in JSON, or as scripts write them (`{count: '2', docs: [{title: '甲',}]}`)."""

from __future__ import annotations

from typing import Any

from spiders.json_texts import read_json
from spiders.scripting.values import is_small, told
from spiders.scripting.world import World

_STEPS = 60_000
_FEWEST = 8
"""Steps that an empty list takes. Writing out a value takes no more than these and one for each character of it."""


def read(text: str) -> Any:
    """The value that a text writes out; None for anything else.

    Args:
        text: The text: JSON, or a list or an object in the notation of scripts, all of whose parts are known.
    """
    try:
        return read_json(text)
    except ValueError:
        return _of_script(text)


def _of_script(text: str) -> Any:
    text = text.strip().rstrip(";")
    if not text.startswith(("{", "[")) or not text.endswith(("}", "]")):
        return None
    interpreter = World("", None).interpreter
    interpreter.left = min(_STEPS, _FEWEST + len(text))
    value = interpreter.follow(f"({text})", _STEPS)
    return told(value) if isinstance(value, (list, dict)) and is_small(value) and _is_known(value) else None


def _is_known(value: Any) -> bool:
    """Whether a value holds texts, numbers, lists and objects alone."""
    if isinstance(value, (list, dict)):
        return all(map(_is_known, value.values() if isinstance(value, dict) else value))
    return value is None or isinstance(value, (str, int, float))
