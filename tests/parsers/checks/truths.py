"""The hand-made truths: documents with the figures and the contradictions that people found in them."""

from __future__ import annotations

import dataclasses
import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

from parsers.model import Figure, Span
from tests.support import DATA, EXAMPLES, SEEDS

_NUMBER = re.compile(r"\d[\d,.]*")


@dataclasses.dataclass(frozen=True, slots=True)
class Truth:
    """One document and what people read from it.

    Attributes:
        name: Name of its file of truth.
        document: The document.
        facts: What the file says of it.
    """

    name: str
    document: pathlib.Path
    facts: dict[str, Any]

    @property
    def form(self) -> str:
        return str(self.facts.get("report", self.facts)["form"])

    @property
    def adcode(self) -> str:
        return str(self.facts.get("report", self.facts)["adcode"])

    @property
    def contradictions(self) -> set[str]:
        """Rules that fail on what is printed."""
        listed = [*(self.facts.get("checks") or []), *(self.facts.get("violations") or [])]
        return {entry["rule"] if isinstance(entry, dict) else entry for entry in listed}

    def figures(self, text: str) -> tuple[Figure, ...]:
        """Its figures, placed by their quotes in the report's text."""
        places = [index for index, character in enumerate(text) if not character.isspace()]
        squeezed = "".join(text[index] for index in places)
        return tuple(_figure(row, self.year, text, places, squeezed) for row in self.facts["indicators"])

    @property
    def year(self) -> int:
        return int(self.facts.get("report", self.facts)["report_year"])


def truths() -> Iterator[Truth]:
    folders = [DATA / "gold", *(EXAMPLES / kind for kind in ("narrative", "forms", "damage"))]
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        folder = SEEDS if path.parent.name == "gold" else path.parent
        yield Truth(f"{path.parent.name}/{path.stem}", folder / facts["file"], facts)


def _figure(row: dict[str, Any], year: int, text: str, places: list[int], squeezed: str) -> Figure:
    quote = re.sub(r"\s+", "", row["quote"])
    position = squeezed.find(quote)
    span = Span(places[position], places[position + len(quote) - 1] + 1) if position >= 0 else Span(0, 1)
    return Figure(
        code=row["code"],
        applicant_type=row.get("applicant_type") or "total",
        year=row.get("year") or year,
        value=float(row["value"]),
        unit=row["unit"],
        printed=_printed(row, quote, text[span.start : span.end]),
        approx=bool(row.get("approx")),
        bound=row.get("bound"),
        scope=row["scope"],
        source=row["source"],
        stated_zero=bool(row.get("stated_zero")),
        implied=bool(row.get("implied")),
        label=row.get("label") or row.get("category"),
        span=span,
    )


def _printed(row: dict[str, Any], quote: str, words: str) -> str:
    if row.get("printed") and row["printed"] in words:
        return str(row["printed"])
    numbers = _NUMBER.findall(quote)
    same = [number for number in numbers if number.replace(",", "").rstrip(".") == f"{row['value']:g}"]
    return (same or numbers or [quote])[-1]
