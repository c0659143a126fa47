"""Queries of addresses and bodies of forms, read and written so that words of any encoding stay what they are.

What is no UTF-8 is kept byte for byte: a program that is asked in GB18030 is asked for its next page in that, too.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable

_AS_BYTES = "surrogateescape"
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters, which nothing can be written with; the others stand for single bytes."""


def fields(query: str) -> list[tuple[str, str]]:
    """The names and values of a query, also those without a value."""
    return urllib.parse.parse_qsl(query, keep_blank_values=True, errors=_AS_BYTES)


def written(pairs: Iterable[tuple[str, str]], encoding: str = "") -> str:
    """The query of names and values.

    Args:
        pairs: Names and values, as they were read or as they are put in.
        encoding: Encoding of words that are put in; an empty string for UTF-8.
    """
    whole = [(_HALVES.sub("?", name), _HALVES.sub("?", value)) for name, value in pairs]
    return urllib.parse.urlencode(whole, encoding=encoding or "utf-8", errors=_AS_BYTES)
