"""What the walk asks for only when nothing better is left: what may be a menu, and what hardly leads anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from spiders.families.base import Step

_LESSER_WAY = 44
"""What maps and topics of a site promise less than."""


class Reserve:
    """Steps that wait until the queue has nothing better."""

    def __init__(self) -> None:
        self.parts: list[Step] = []
        """Pieces of HTML that pages of the way fetch, and that may be their menus."""
        self.parts_of_bodies: list[Step] = []
        """The same of pages that link to a column, and that may list the bodies which have one, too."""
        self.menus: list[Step] = []
        """Scripts that pages of the way load, and that may hold their menus."""
        self.unlikely: list[Step] = []
        """Links of pages that show nothing else, and what columns that lead on themselves show from other hosts."""
        self.shells: list[Step] = []
        """Scripts of columns that show no reports but lead on."""

    def instead_of(self, score: int) -> Sequence[Step]:
        """What comes before a step that promises as much, as long as no report has been found."""
        return _taken(self.parts) if score < _LESSER_WAY else ()

    def next(self, *, has_found: bool, is_worth_more: bool, lacks_bodies: bool = False) -> Sequence[Step]:
        """What is asked for when the queue is empty; nothing where nothing is left.

        Args:
            has_found: Whether reports have been found.
            is_worth_more: Whether what has been found is worth one more page.
            lacks_bodies: Whether reports of bodies are wanted, and none has been found.
        """
        found = () if has_found else (_taken(self.menus) or _taken(self.unlikely))
        found = found or (_taken(self.parts_of_bodies) if lacks_bodies else ())
        return found or (_taken(self.shells, 1) if is_worth_more else ())


def _taken(waiting: list[Step], most: int | None = None) -> Sequence[Step]:
    """The first of some steps, which wait no longer."""
    taken = waiting[:most]
    del waiting[: len(taken)]
    return taken
