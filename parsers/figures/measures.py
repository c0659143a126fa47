"""From the unit that a number is printed in to the codebook's unit of its code."""

from __future__ import annotations

import functools
import re
import unicodedata

from parsers.knowledge.codebook import codebook
from parsers.knowledge.units import alternatives, magnitudes, units
from parsers.prose.words.frames import frame_if_any

_MONEY = {"元": 1.0, "万元": 10_000.0}
"""Units of the codebook that are money, in 元."""


def in_codebook_unit(value: float, printed: str, code: str) -> float | None:
    """A value in the codebook's unit.

    Args:
        value: The number as printed, without its unit.
        printed: The unit it is printed in (万条, 千元, 件/次); empty where none is.
        code: Code of the codebook.

    Returns:
        The value, or None where the unit is unknown or counts something else. Money needs a printed unit: a sum without
        one may be 元 or 万元.
    """
    factor = _factor(printed, codebook()[code].unit)
    if factor is None:
        return 0.0 if value == 0 and not printed else None
    return round(value * factor, 8)


@functools.lru_cache(maxsize=4096)
def may_count(printed: str, code: str) -> bool:
    """Whether a unit may count a code: people are no cases, and documents no people.

    The rows of an official form leave no doubt of what they count, whatever unit an office prints there; words of an
    office's own making do.

    Args:
        printed: The unit as printed (人, 万条, 件/次); empty where none is.
        code: Code of the codebook.
    """
    unit, frame = codebook()[code].unit, frame_if_any(code)
    named = frame.counts if frame is not None else frozenset()
    found = (_pattern().fullmatch(each) for each in re.split("[/、]", _folded(printed)))
    measures = {match["measure"] for match in found if match}
    return not measures or any(measure in named or unit in units()[measure].stands_for for measure in measures)


def _folded(printed: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", printed))


@functools.lru_cache(maxsize=1024)
def _factor(printed: str, unit: str) -> float | None:
    text = _folded(printed)
    if not text:
        return None if unit in _MONEY else 1.0
    factors = {_single(each, unit) for each in re.split("[/、]", text)}
    return factors.pop() if len(factors) == 1 else None


@functools.cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<magnitude>{alternatives(magnitudes())})?(?P<measure>{alternatives(units())})")


def _single(printed: str, unit: str) -> float | None:
    match = _pattern().fullmatch(printed)
    if match is None:
        return None
    magnitude, measure = float(magnitudes().get(match["magnitude"], 1)), match["measure"]
    if unit in _MONEY:
        return magnitude / _MONEY[unit] if measure == "元" else None
    if (measure == "%") != (unit == "%") or measure == "元":
        return None
    return magnitude
