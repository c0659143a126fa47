"""Recognitions of filled forms, recorded once, so that what follows recognition is tested without its engine.

`python -m benchmarks.scans --states clean --resolutions 200 --keep FOLDER` records them anew.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping

import msgspec

from parsers.model import Block, Cell, Figure, Flag, Reading, Table
from parsers.scans.blocks import blocks_of
from parsers.scans.figures import Settled, placed, settle
from parsers.scans.model import ScannedPage
from parsers.text.layout import lay_out
from tests.parsers.figures.sheets import YEARS, Key
from tests.support import REPOSITORY

ERAS = ("2014", "2019", "2021")
PICTURE = (REPOSITORY / "tests" / "data" / "scans" / "proceedings.png").read_bytes()
"""The table of proceedings of the recorded form of 2021, at 130 dots per inch."""


@dataclasses.dataclass(frozen=True)
class Recorded:
    """What was recognised of a form, and the numbers that are printed in it."""

    era: str
    truth: Mapping[Key, float]
    blocks: tuple[Block, ...]

    def settled(self, change: Callable[[Cell], Cell] = lambda cell: cell) -> tuple[tuple[Block, ...], Settled]:
        """What is known of its numbers after each cell was changed."""
        return settle([changed(block, change) for block in self.blocks], YEARS[self.era])

    def read(
        self, change: Callable[[Cell], Cell] = lambda cell: cell
    ) -> tuple[dict[Key, Figure], tuple[Flag, ...], str]:
        """The figures, the flags and the text."""
        blocks, settled = self.settled(change)
        text = lay_out(blocks)
        figures, flags = placed(settled, text.tables)
        return {(figure.code, figure.applicant_type): figure for figure in figures}, flags, text.text

    def wrong(self, figures: Mapping[Key, Figure]) -> dict[Key, float]:
        return {key: figure.value for key, figure in figures.items() if figure.value != self.truth.get(key)}


class _Recording(msgspec.Struct):
    era: str
    truth: list[tuple[str, str, float]]
    pages: list[ScannedPage]


def recording_of(name: str) -> _Recording:
    content = (REPOSITORY / "tests" / "data" / "scans" / f"{name}.json").read_bytes()
    return msgspec.json.decode(content, type=_Recording)


@functools.cache
def recorded(era: str) -> Recorded:
    recording = recording_of(era)
    blocks = tuple(block for page in recording.pages for block in blocks_of(page))
    return Recorded(era, {(code, kind): value for code, kind, value in recording.truth}, blocks)


def changed(block: Block, change: Callable[[Cell], Cell]) -> Block:
    return dataclasses.replace(block, cells=tuple(map(change, block.cells))) if isinstance(block, Table) else block


def with_readings(cell: Cell, *readings: Reading) -> Cell:
    """A cell in which something else is recognised."""
    assert cell.scan is not None
    return dataclasses.replace(
        cell, text=readings[0].text if readings else "", scan=dataclasses.replace(cell.scan, readings=readings)
    )
