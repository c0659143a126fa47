"""Rows of an own table that are a part of a row above, whose words they leave out (主动公开信息数, 其中：网站)."""

from __future__ import annotations

from parsers.figures.own_tables.layout import OwnRow
from parsers.figures.own_tables.subjects import Subject, is_part
from parsers.figures.own_tables.walk import Walk
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS


class Among:
    """Goes down the rows of a table, and knows of which row those from 其中 on are parts."""

    def __init__(self) -> None:
        self._above: tuple[tuple[str, ...], str, str] | None = None
        self._whole: tuple[tuple[str, ...], str, str] | None = None

    def subject(self, row: OwnRow, subject: Subject, unit: str, walk: Walk) -> Subject:
        """What the next row is about: by its words, or with those of the row of which it is a part.

        The rows below 其中 go on with it as long as they name other parts of it.

        Args:
            row: The row.
            subject: What it is about by its own words.
            unit: The unit of its numbers.
            walk: The walk along the rows, as far as the row in front.
        """
        if subject.code:
            is_one = subject.is_among and self._above is not None and _is_of(subject.code, self._above[1])
            self._whole = self._above if is_one else None
            self._above = self._above if is_one else (row.labels, subject.code, unit)
            return subject
        if subject.is_among:
            self._whole = self._above
        if self._whole is None or subject.kind != "name":
            self._whole = None
            return subject
        labels, code, unit_above = self._whole
        part = walk.subject((*labels, *row.labels[-1:]), unit or unit_above)
        if not _is_of(part.code, code):
            self._whole = None
            return subject
        return part


def _is_of(code: str, whole: str) -> bool:
    """Whether a code counts a part of another one; what a medium has published is one of all that was."""
    return code != "" and (is_part(code, whole) or (whole == DISCLOSED and code.startswith(OF_CHANNELS)))
