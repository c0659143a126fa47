"""Values that are written out: in JSON, or in the wider notation of scripts."""

from __future__ import annotations

import time
from typing import Any

import pytest

from spiders.scripting import notation


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, null, true, "x"]}', {"a": [1, None, True, "x"]}),
        ("{a: '1', \"b\": [+2, -3,], c: null};", {"a": "1", "b": [2, -3], "c": None}),
        ("[{a: '1'}, 'b']", [{"a": "1"}, "b"]),
        ("[]", []),
        ("{}", {}),
        ('"{a: 1}"', "{a: 1}"),
        ("{a: b}", None),
        ("{a: 1", None),
        ("a", None),
        ("", None),
        ("[" * 100_000, None),
    ],
)
def test_a_value_is_read_in_either_notation(text: str, value: Any) -> None:
    assert notation.read(text) == value


def test_what_does_something_instead_of_writing_out_a_value_is_left_soon() -> None:
    loops = "".join(f"for (var {name} = 0; {name} < 99; {name}++) " for name in "ijk")
    busy = f"[(() => {{ {loops} s = i; }})()]"
    began = time.process_time()
    for _ in range(20):
        notation.read(busy)
    assert time.process_time() - began < 1
