"""Queries of addresses and bodies of forms, read and written so that words of any encoding stay what they are.

What is no UTF-8 is kept byte for byte: a program that is asked in GB18030 is asked for its next page in that, too.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable

from spiders import charsets

_AS_BYTES = "surrogateescape"
_BYTES = re.compile("[\udc80-\udcff]+")
"""What stands for single bytes that are no UTF-8."""
_HALVES = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of characters, which nothing can be written with; the others stand for single bytes."""


def fields(query: str) -> list[tuple[str, str]]:
    """The names and values of a query, also those without a value."""
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True, encoding="ascii", errors=_AS_BYTES)
    return [(_read(name), _read(value)) for name, value in pairs]


def fields_for_scripts(query: str) -> list[tuple[str, str]]:
    """The names and values of a query as browsers give them to scripts: what is no UTF-8 is lost.

    `URLSearchParams` and routers read UTF-8 whatever their page is in, and a script that sends such words again sends
    what it was given.
    """
    return urllib.parse.parse_qsl(query, keep_blank_values=True)


def written(pairs: Iterable[tuple[str, str]], encoding: str = "") -> str:
    """The query of names and values.

    Args:
        pairs: Names and values, as they were read or as they are put in.
        encoding: Encoding of the page whose words are put in, by any name; one that words are not sent in, and an
            empty string, are UTF-8.
    """
    whole = [(_HALVES.sub("?", name), _HALVES.sub("?", value)) for name, value in pairs]
    return urllib.parse.urlencode(whole, encoding=_sent(encoding), errors=_AS_BYTES)


def added(url: str, query: str) -> str:
    """An address with a query, behind the one that it may have already."""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def escaped(words: str, encoding: str = "") -> str:
    """Words as they stand in an address, with `%` and numbers.

    Args:
        words: The words.
        encoding: As for `written`.
    """
    return urllib.parse.quote(_HALVES.sub("?", words), encoding=_sent(encoding), errors=_AS_BYTES)


def unescaped(text: str) -> str:
    """The words that a part of an address stands for, those in another encoding than UTF-8 byte for byte."""
    return _read(urllib.parse.unquote(text, encoding="ascii", errors=_AS_BYTES))


def as_address(words: str) -> str:
    """Words that were read, as an address: what is no UTF-8 in them is escaped again, and all else stays."""
    return _BYTES.sub(lambda lost: escaped(lost[0]), words)


def _read(words: str) -> str:
    """Words of which nothing but ASCII has been read: in UTF-8, if all of them are, as some bytes of others may be."""
    try:
        return words.encode("utf-8", _AS_BYTES).decode("utf-8")
    except UnicodeError:
        return words


def _sent(encoding: str) -> str:
    """The encoding that words are sent in: one in which all characters can be written, whatever a page declares."""
    return charsets.of_addresses(encoding) or "utf-8"
