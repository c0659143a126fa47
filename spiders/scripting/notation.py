"""Values in the notation of scripts, which is wider than JSON: `{count: '2', docs: [{title: '甲',}]}`."""

from __future__ import annotations

from typing import Any

from spiders.scripting.values import is_small, told
from spiders.scripting.world import World

_STEPS = 60_000


def read(text: str) -> Any:
    """The list or object that a text writes out; None for anything else, and for one whose parts are not all known.

    Args:
        text: The text.
    """
    text = text.strip().rstrip(";")
    if not text.startswith(("{", "[")) or not text.endswith(("}", "]")):
        return None
    interpreter = World("", None).interpreter
    interpreter.left = _STEPS
    value = interpreter.follow(f"({text})", _STEPS)
    return told(value) if isinstance(value, (list, dict)) and is_small(value) and _is_known(value) else None


def _is_known(value: Any) -> bool:
    """Whether a value holds texts, numbers, lists and objects alone."""
    if isinstance(value, (list, dict)):
        return all(map(_is_known, value.values() if isinstance(value, dict) else value))
    return value is None or isinstance(value, (str, int, float))
