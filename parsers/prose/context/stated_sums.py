"""The numbers that a report has summed over years so far, which give way to numbers of its year."""

from __future__ import annotations

from parsers.prose.context.found import Found
from parsers.prose.words.codes import DISCLOSED
from parsers.prose.words.frames import Frame

_FAMILY = "disclosure."


class StatedSums:
    """Keeps the sums over years of a section.

    Attributes:
        frame: What the last number counts that gave no figure because it is of several years, as long as one of this
            year may follow it.
    """

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self._figures: dict[str, Found] = {}

    def __bool__(self) -> bool:
        """Whether any sum stands."""
        return bool(self._figures)

    def begin_section(self) -> None:
        """Forgets the sums of the section before."""
        self._figures.clear()

    def add(self, found: Found) -> None:
        """Keeps a figure that stands only as long as no figure of the year alone follows."""
        self._figures[found.code] = found

    def take(self, found: Found, *, is_new: bool) -> list[Found]:
        """Hands over the sums that give way to a figure of this year.

        Args:
            found: The figure.
            is_new: Whether its words say that it is of the year alone; then all that was disclosed also tells of sums
                of single media.
        """
        family = _FAMILY if is_new and found.code == DISCLOSED else found.code
        return [self._figures.pop(code) for code in list(self._figures) if code.startswith(family)]
