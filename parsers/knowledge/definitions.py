"""What each code means, and which years of it may be compared: the codes over the official forms."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Among, Fault
from knowledge.forms import forms
from knowledge.loading import read_rows
from parsers.knowledge.codebook import CODE, codebook
from parsers.knowledge.forms import layout

SAME, WITH_CARE, BROKEN = "A", "B", "C"


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
class Comparability:
    """How far the figures of a code may be compared over the years.

    Attributes:
        grade: `A`, `B` or `C` as in `Definition`; None where no form asks for the code.
        breaks: First years with another meaning, the earliest first.
        note: What to mind.
    """

    grade: str | None
    breaks: tuple[int, ...]
    note: str

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
def asking_forms(code: str) -> tuple[str, ...]:
    """Ids of the forms that ask for a code."""
    return tuple(form for form in forms() if any((row.code, row.kind) == (code, "value") for row in layout(form)))


@functools.cache
def comparability(code: str) -> Comparability:
    """How far the figures of a code may be compared.

    A code that a later form no longer asks for is broken there: what reports tell of it afterwards, each office counts
    in its own way.
    """
    told = definitions().get(code)
    if told and told.comparability:
        return Comparability(told.comparability, tuple(sorted(map(int, told.break_years))), told.comparability_note)
    note = told.comparability_note if told else ""
    asking = asking_forms(code)
    if not asking:
        return Comparability(
            None, (), _joined("No official form asks for it; each office counts in its own way.", note)
        )
    known = list(forms().values())
    later = known[[form.form for form in known].index(asking[-1]) + 1 :]
    if not later:
        return Comparability(SAME, (), note)
    dropped = f"From {later[0].first_year} on the form no longer asks for it; later figures are from running text only."
    return Comparability(BROKEN, (later[0].first_year,), _joined(dropped, note))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
