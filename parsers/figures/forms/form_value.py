"""A number as it stands in an official form."""

from __future__ import annotations

import dataclasses

from parsers.knowledge.forms import FormRow
from parsers.model import PlacedCell, Span
from parsers.text.cells import CellNumber


@dataclasses.dataclass(frozen=True, slots=True)
class FormValue:
    """A number printed in a form.

    Attributes:
        row: FormRow of the form that it stands in.
        number: The number.
        unit: Unit as printed in the cell or beside it; empty where none is.
        cell: The cell.
        span: The row, with its label.
        applicant_type: Column of the applicants' matrix; `total` elsewhere.
        year: Year that its column names, where that is an earlier one; None for the report's own.
        part: Title of its column, where that counts a part of the territory; empty elsewhere.
        scope: What that part covers; empty where the number covers what the report does.
        is_told: Whether words of its own row say what the form has as the title of a column.
    """

    row: FormRow
    number: CellNumber
    unit: str
    cell: PlacedCell
    span: Span
    applicant_type: str = "total"
    year: int | None = None
    part: str = ""
    scope: str = ""
    is_told: bool = False
