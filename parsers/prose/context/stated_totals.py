"""The totals that a report has stated so far, of which the numbers that follow may be parts."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.prose.context.found import Found
from parsers.prose.words.codes import DISCLOSED
from parsers.prose.words.frames import units_of
from parsers.prose.words.lexicon import Feature, slots
from parsers.prose.words.shares import parts
from parsers.text.numbers import Quantity

_APPLICATIONS = "applications."


class StatedTotals:
    """Keeps the totals of a section, by code, and what the whole report has stated.

    Attributes:
        whole: The first total of disclosed information that the report states.
    """

    def __init__(self) -> None:
        self.whole: Quantity | None = None
        self._of_section: dict[str, Quantity] = {}
        self._stated: set[str] = set()
        self._subject = ""

    def begin_section(self) -> None:
        """Forgets the totals of the section before."""
        self._of_section.clear()
        self._subject = ""

    def add(self, found: Found) -> None:
        """Keeps a figure that is a total; of two of a code the larger one."""
        if found.code in parts().spread:
            self._subject = found.code
        if found.code == DISCLOSED and self.whole is None:
            self.whole = found.quantity
        self._stated.add(found.code)
        known = self._of_section.get(found.code, found.quantity)
        self._of_section[found.code] = max(found.quantity, known, key=lambda quantity: quantity.value)

    def drop(self, code: str) -> None:
        """Takes the total of a code back."""
        self._of_section.pop(code, None)
        self._stated.discard(code)

    def of(self, code: str) -> Quantity | None:
        """The total that the section has stated for a code."""
        return self._of_section.get(code)

    def said(self) -> Sequence[Feature]:
        """What a frame may take from them: the codes that the report has stated a total of."""
        return [("stated", code) for code in slots()["stated"].values if code in self._stated]

    def shared(self, quantity: Quantity, named: str = "", *, begins_anew: bool) -> str | None:
        """Code of the total that a part without a label of its own belongs to; None if there is none.

        A sentence that begins anew does not tell of which of several numbers of applications (收到583件，办结576件。
        从地区看，沙洲区126件).

        Args:
            quantity: The part.
            named: The code, where a verb in front of the part tells it.
            begins_anew: Whether its sentence has stated no figure so far.
        """
        if named:
            return named if self._is_below(quantity, named) else None
        spread = [code for code in reversed(self._of_section) if code in parts().spread]
        found = next((code for code in dict.fromkeys((self._subject, *spread)) if self._is_below(quantity, code)), None)
        of_applications = {self._of_section[code].value for code in spread if code.startswith(_APPLICATIONS)}
        is_open = begins_anew and len(of_applications) > 1
        return None if is_open and found is not None and found.startswith(_APPLICATIONS) else found

    def _is_below(self, quantity: Quantity, code: str) -> bool:
        """Whether a number may be a part of a total: counted alike, and no more than that."""
        total = self.of(code)
        if total is None or quantity.unit not in units_of(code):
            return False
        alike = quantity.unit == total.unit or "" in (quantity.unit, total.unit)
        return alike and (quantity.value <= total.value or total.approx)
