"""What each code means, and which years of it may be compared: the codes over the official forms."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Among, Fault
from knowledge.forms import forms
from knowledge.loading import read_rows
from parsers.knowledge.codebook import CODE, codebook
from parsers.knowledge.forms import layout

SAME, WITH_CARE, BROKEN = "A", "B", "C"
_NAMED = re.compile(r"`[^`]+`")


def _first_years() -> Mapping[str, int]:
    return {str(form.first_year): form.first_year for form in forms().values()}


@dataclasses.dataclass(frozen=True, slots=True)
class Definition:
    """A row of `parsers/data/definitions.csv`.

    Attributes:
        code: The code.
        definition: What it counts, in one sentence.
        comparability: `A`: the same in all forms that ask for it. `B`: with care, as the note says. `C`: figures before
            a break and from it on must not be compared. Empty: told by the forms alone.
        break_years: First years of the forms that changed its meaning.
        comparability_note: What to mind in comparisons.
    """

    code: Annotated[str, UNIQUE, CODE]
    definition: str
    comparability: Literal["", "A", "B", "C"] = ""
    break_years: tuple[Annotated[str, Among("the first year of a form", _first_years)], ...] = ()
    comparability_note: str = ""

    @classmethod
    def check(cls, rows: Sequence[Definition]) -> Iterator[Fault]:
        """What changes has a year, what does not has none, and every code of the codebook is there."""
        for index, row in enumerate(rows):
            if bool(row.break_years) != (row.comparability in (WITH_CARE, BROKEN)):
                remedy = "Write years with B and C; leave the cell empty for A and for what the forms tell."
                found = "|".join(row.break_years)
                yield Fault((index, "break_years"), f"{found!r} does not go with {row.comparability!r}", remedy)
            elif row.comparability in (WITH_CARE, BROKEN) and not row.comparability_note:
                yield Fault((index, "comparability_note"), "the cell is empty", "Say what changed.")
        for code in codebook().keys() - {row.code for row in rows}:
            yield Fault((len(rows) - 1, "code"), f"the code {code!r} is missing", "Give it a row of its own.")


@dataclasses.dataclass(frozen=True, slots=True)
class ChineseDefinition:
    """A row of `parsers/data/definitions_zh.csv`: the sentences of `definitions.csv` in Chinese.

    Attributes:
        code: The code.
        definition: What it counts, in one sentence.
        comparability_note: What to mind in comparisons.
    """

    code: Annotated[str, UNIQUE, CODE]
    definition: str
    comparability_note: str = ""

    @classmethod
    def check(cls, rows: Sequence[ChineseDefinition]) -> Iterator[Fault]:
        """Every code has its row, which says as much as the English one and names the same codes."""
        for index, row in enumerate(rows):
            english = definitions()[row.code]
            for column in ("definition", "comparability_note"):
                own, other = getattr(row, column), getattr(english, column)
                if bool(own) != bool(other):
                    yield Fault((index, column), f"{own!r} does not say what definitions.csv says: {other!r}")
                elif set(_NAMED.findall(own)) != set(_NAMED.findall(other)):
                    yield Fault((index, column), f"{own!r} does not name the codes that definitions.csv names there")
        for code in definitions().keys() - {row.code for row in rows}:
            yield Fault((len(rows) - 1, "code"), f"the code {code!r} is missing", "Give it a row of its own.")


@dataclasses.dataclass(frozen=True, slots=True)
class Comparability:
    """How far the figures of a code may be compared over the years.

    Attributes:
        grade: `A`, `B` or `C` as in `Definition`; None where no form asks for the code.
        breaks: First years with another meaning, the earliest first.
        note: What to mind.
        note_zh: The same in Chinese.
    """

    grade: str | None
    breaks: tuple[int, ...]
    note: str
    note_zh: str

    def years(self, year: int) -> tuple[int | None, int | None]:
        """First and last of the years whose figures may be compared with that of a year; None for an open end."""
        if self.grade != BROKEN:
            return None, None
        first = max((known for known in self.breaks if known <= year), default=None)
        after = min((known for known in self.breaks if known > year), default=None)
        return first, None if after is None else after - 1


@functools.cache
def definitions() -> Mapping[str, Definition]:
    """The definitions of all codes.

    Raises:
        KnowledgeError: The file contradicts itself or the codebook.
    """
    return {row.code: row for row in read_rows("parsers", "definitions.csv", Definition)}


@functools.cache
def chinese_definitions() -> Mapping[str, ChineseDefinition]:
    """The definitions of all codes in Chinese.

    Raises:
        KnowledgeError: The file contradicts itself or the English one.
    """
    return {row.code: row for row in read_rows("parsers", "definitions_zh.csv", ChineseDefinition)}


@functools.cache
def asking_forms(code: str) -> tuple[str, ...]:
    """Ids of the forms that ask for a code."""
    return tuple(form for form in forms() if any((row.code, row.kind) == (code, "value") for row in layout(form)))


@functools.cache
def comparability(code: str) -> Comparability:
    """How far the figures of a code may be compared.

    A code that a later form no longer asks for is broken there: what reports tell of it afterwards, each office counts
    in its own way.
    """
    told, chinese = definitions().get(code), chinese_definitions().get(code)
    note_zh = chinese.comparability_note if chinese else ""
    if told and told.comparability:
        years = tuple(sorted(map(int, told.break_years)))
        return Comparability(told.comparability, years, told.comparability_note, note_zh)
    note = told.comparability_note if told else ""
    asking = asking_forms(code)
    if not asking:
        return Comparability(
            None,
            (),
            _joined("No official form asks for it; each office counts in its own way.", note),
            f"官方表式不统计，各地口径不一。{note_zh}",
        )
    known = list(forms().values())
    later = known[[form.form for form in known].index(asking[-1]) + 1 :]
    if not later:
        return Comparability(SAME, (), note, note_zh)
    dropped = f"From {later[0].first_year} on the form no longer asks for it; later figures are from running text only."
    dropped_zh = f"{later[0].first_year}年起表式不再统计，此后的数字只见于正文。"
    return Comparability(BROKEN, (later[0].first_year,), _joined(dropped, note), f"{dropped_zh}{note_zh}")


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
