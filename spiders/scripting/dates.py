"""Dates of scripts: today, and the days of rows, which stand in their addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spiders.scripting.builtins import first
from spiders.scripting.values import UNKNOWN, number_of, text_of

_ZONE = dt.timezone(dt.timedelta(hours=8))
"""The time of those who read these pages."""
_MOST_PARTS = 6
_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII,
)
_PIECE = re.compile(r"[yY]{1,4}|M{1,2}|[dD]{1,2}|[hH]{1,2}|m{1,2}|s{1,2}")
_FORMATS = ("format", "pattern", "dateformat", "formatdate")
"""What scripts call the function that writes a date by a pattern, which they put on all dates."""


class Date:
    """A date.

    Args:
        when: The time.
    """

    def __init__(self, when: dt.datetime) -> None:
        self._when = when

    def member(self, name: str) -> Any:
        told = _TOLD.get(name)
        if told is not None:
            return lambda _: told(self._when)
        return self._formatted if name.lower() in _FORMATS else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """A date is not changed."""

    def _formatted(self, arguments: Sequence[Any]) -> Any:
        pattern = text_of(first(arguments))
        return UNKNOWN if pattern is None else _PIECE.sub(lambda piece: _piece(piece[0], self._when), pattern)


def _milliseconds(when: dt.datetime) -> int:
    return int(when.timestamp() * 1000)


_TOLD: Mapping[str, Callable[[dt.datetime], Any]] = {
    "getFullYear": lambda when: when.year,
    "getMonth": lambda when: when.month - 1,
    "getDate": lambda when: when.day,
    "getHours": lambda when: when.hour,
    "getMinutes": lambda when: when.minute,
    "getSeconds": lambda when: when.second,
    "getTime": _milliseconds,
    "valueOf": _milliseconds,
    "toISOString": lambda when: f"{when.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.000Z",
    "toLocaleDateString": lambda when: f"{when.year}/{when.month}/{when.day}",
}
"""What a date tells, by the functions that scripts ask: worked out when they do, for not all can be told of each."""


def _piece(piece: str, when: dt.datetime) -> str:
    if piece[0] in "yY":
        return str(when.year)[-len(piece) :]
    parts = {"M": when.month, "d": when.day, "D": when.day, "h": when.hour, "H": when.hour, "m": when.minute}
    return str(parts.get(piece[0], when.second)).zfill(len(piece))


def _today() -> dt.datetime:
    """The day on which a page is read, from its beginning: it counts on like any other, and all of it is one time."""
    return dt.datetime.now(_ZONE).replace(hour=0, minute=0, second=0, microsecond=0)


def now(_: Sequence[Any]) -> int:
    """`Date.now()`."""
    return _milliseconds(_today())


def made(arguments: Sequence[Any]) -> Any:
    """`new Date(…)`: now, or the time that a number, a text or several numbers tell; unknown where they do not."""
    if not arguments:
        return Date(_today())
    told = first(arguments)
    if isinstance(told, Date):
        return told
    try:
        when = _of_parts(arguments) if len(arguments) > 1 else _of(told)
    except (ArithmeticError, OSError, ValueError):
        return UNKNOWN
    return UNKNOWN if when is None else Date(when)


def _of_parts(arguments: Sequence[Any]) -> dt.datetime | None:
    numbers = [number_of(argument) for argument in arguments[:_MOST_PARTS]]
    known = [int(number) for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    year, month, day, *time = [*known, 1][: max(3, len(known))]
    hours, minutes, seconds = (*time, 0, 0, 0)[:3]
    # Months are counted from 0, and those behind the last one are of the next year; so are days.
    begin = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=_ZONE)
    return begin + dt.timedelta(days=day - 1, hours=hours, minutes=minutes, seconds=seconds)


def _of(value: Any) -> dt.datetime | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return dt.datetime.fromtimestamp(value / 1000, _ZONE)
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (None if part is None else int(part) for part in match.groups()[:6])
    given = dt.datetime(year or 0, month or 0, day or 1, hour or 0, minute or 0, second or 0, tzinfo=_ZONE)
    if match[7] is None:
        return given
    zone = dt.datetime.strptime(match[7].replace("Z", "+0000").replace(":", ""), "%z").tzinfo
    return given.replace(tzinfo=zone).astimezone(_ZONE)
