"""What a report prints, ready to be compared: every figure as an amount that may be inexact."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from parsers.model import Figure, Lump, Period

IN_TABLES = ("table", "scan")
"""Sources of figures that stand in tables."""
_VAGUE = 0.1
"""How far 余, 近 and 约 reach, as a share of the number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Amount:
    """A printed number and what it can mean.

    Attributes:
        value: The number.
        low: The least that it can mean.
        high: The most that it can mean.
        in_table: Whether a table prints it.
        gross: Whether it includes applications carried in from the year before.
    """

    value: float
    low: float
    high: float
    in_table: bool = False
    gross: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def agrees(self, other: Amount) -> bool:
        return self.low <= other.high and other.low <= self.high


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks of one report know.

    Attributes:
        year: Its year.
        form: Its form, as in `storage.schema.Report`.
        level: Level of its agency.
        text: Its text.
        figures: Its figures; those that the text repeats after the table included.
        lumps: Numbers that count several codes at once.
        blank_rows: Codes of the rows that its form prints without any number.
        fully_read: Whether every row and cell of its form could be read; if not, what is missing need not be blank.
        unknown_columns: Whether a table of its form has a column that the form does not have.
        beside_unknown: Codes whose table has a row that no form has, which may count for a total.
        title: Its title.
        published: Day of publication.
        period: Its statistical period, where it states one.
        second_body: Share of the text that was printed a second time; None where nothing was.
        second_differences: Paragraphs of the second copy that differ from the first.
        missing: What the report must have and has not, in words.
    """

    year: int
    form: str
    level: str
    text: str
    figures: tuple[Figure, ...]
    lumps: tuple[Lump, ...] = ()
    blank_rows: frozenset[str] = frozenset()
    fully_read: bool = True
    unknown_columns: bool = False
    beside_unknown: frozenset[str] = frozenset()
    title: str | None = None
    published: dt.date | None = None
    period: Period | None = None
    second_body: float | None = None
    second_differences: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Ledger:
    """The figures of a report's own scope, by code, column and year.

    A figure of one department, place or venue is not in it. Tables come before the text, printed figures before those
    that only follow from words.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        own = [figure for figure in figures if figure.label is None and figure.scope != "other"]
        scopes = Counter(figure.scope for figure in own)
        scope = max(sorted(scopes), key=lambda name: scopes[name], default="citywide")
        found: dict[tuple[str, str, int], list[Figure]] = defaultdict(list)
        for figure in own:
            if figure.scope == scope or figure.source in IN_TABLES:
                found[figure.code, figure.applicant_type, figure.year].append(figure)
        self._amounts: Mapping[tuple[str, str, int], tuple[Amount, ...]] = {
            key: _preferred(group) for key, group in found.items()
        }
        self.scope = scope

    def amounts(self, code: str, applicant_type: str, year: int) -> tuple[Amount, ...]:
        """The amounts that a report prints under a code; several where the text states it differently."""
        return self._amounts.get((code, applicant_type, year), ())

    def one(self, code: str, applicant_type: str, year: int) -> Amount | None:
        """The amount under a code, where it is one only, or only one that does not include what was carried in."""
        amounts = self.amounts(code, applicant_type, year)
        if len(amounts) > 1:
            amounts = tuple(amount for amount in amounts if not amount.gross)
        return amounts[0] if len(amounts) == 1 else None

    def columns(self, year: int) -> list[tuple[str, str]]:
        """Every code of a year with the column that it stands in."""
        return sorted((code, applicant_type) for code, applicant_type, known in self._amounts if known == year)

    def applicant_types(self) -> list[str]:
        return sorted(
            {applicant_type for _, applicant_type, _ in self._amounts}, key=lambda name: (name != "total", name)
        )


def amount(figure: Figure) -> Amount:
    """What a figure can mean: 14万余 is 140 000 to 154 000, 近1.5万 is 13 500 to 15 000, 约300 is 200 to 400."""
    value, in_table, gross = figure.value, figure.source in IN_TABLES, figure.includes_carried_in
    reach = max(_step(value), abs(value) * _VAGUE)
    if figure.bound == "ge":
        return Amount(value, value, value + reach, in_table, gross)
    if figure.bound == "le":
        return Amount(value, value - reach, value, in_table, gross)
    if figure.approx:
        return Amount(value, value - reach, value + reach, in_table, gross)
    return Amount(value, value, value, in_table, gross)


def _step(value: float) -> float:
    """One unit of the last digit that is no zero: 10 000 for 140 000."""
    if not value or value != int(value):
        return 0.0
    step = 1
    while int(value) % (step * 10) == 0:
        step *= 10
    return float(step)


def _preferred(figures: Iterable[Figure]) -> tuple[Amount, ...]:
    figures = list(figures)
    if len(figures) == 1:
        return (amount(figures[0]),)
    in_tables = [figure for figure in figures if figure.source in IN_TABLES]
    in_words = [figure for figure in figures if not figure.implied]
    amounts = {amount(figure) for figure in in_tables or in_words or figures}
    # What is said once to include what was carried in does so wherever the number is repeated.
    amounts -= {dataclasses.replace(one, gross=False) for one in amounts if one.gross}
    return tuple(sorted(amounts, key=lambda item: (not item.exact, item.value, item.gross)))


def written(value: float) -> str:
    """A number as people write it: no decimals where it has none."""
    return f"{value:.0f}" if math.isclose(value, round(value), abs_tol=1e-9) else f"{round(value, 4):g}"
