"""Uniqueness of the panel: the reports of `seeds/` and the examples, and many more made of them, assembled in process.

`python -m benchmarks.unique [REPORTS]`   5,000 by default; exits with 1 if a key of `panel` stands twice

What is made has the figures and words of a report that was really read, under another place and year. Places and years
are drawn by chance from so few that many meet: copies, revisions, different reports of one body and year, places under
their earlier and their later code (县 to 区), and departments beside their government.
"""

from __future__ import annotations

import dataclasses
import functools
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from assembly.reports import Key, assemble_by_place, key_of
from benchmarks.large import REPOSITORY
from knowledge import divisions
from parsers.model import Document, Parsed
from parsers.pipeline import parse
from parsers.text.fingerprint import fingerprint, own_numbers
from parsing.sources import ParsedDocument, Source
from storage.schema import SNAPSHOT_TABLES

YEARS = range(2008, 2025)
N_PLACES = 100
MEANINGS = ("panel", "government_years", "indicators", "reports")
"""Tables whose keys must be unique; that of the panel is what users join by."""


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """What an assembly gave.

    Attributes:
        rows: Rows by table.
        repeated: Keys that stand more than once, by table.
        outcomes: How the documents ended.
    """

    rows: Counter[str]
    repeated: dict[str, list[tuple[object, ...]]]
    outcomes: Counter[str]


def read() -> list[ParsedDocument]:
    """The reports that are there, read."""
    folders = (REPOSITORY / "seeds", REPOSITORY / "tests" / "data" / "examples" / "forms")
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")]
    found = [_document(number, parse(Document(content=path.read_bytes()))) for number, path in enumerate(paths)]
    return [document for document in found if document.parsed.report]


def made(read: Sequence[ParsedDocument], number: int) -> ParsedDocument:
    """A report made of one that was read; the same number gives the same report.

    Args:
        read: Reports that were read.
        number: Its number.
    """
    chance = random.Random(number)
    place, year, department = chance.choice(_places()), chance.choice(YEARS), chance.random() < 0.3
    # What meets under one body and year is mostly made of the same report.
    parsed = random.Random(f"{place.code} {year} {department}").choice(read).parsed
    report = parsed.report
    if report is None or not place.since <= year < place.until:
        return made(read, number + 1_000_003)
    identity = dataclasses.replace(
        report.identity,
        adcode=place.code,
        province=place.province,
        city=place.prefecture,
        county=place.name if place.level == "county" else None,
        level="department" if department else place.level,
        agency_kind="department" if department else "government",
        agency=f"{place.name}教育局" if department else f"{place.name}人民政府",
        suffix="0a1b2c" if department else "",
        report_year=year,
        index_number=None,
        doc_number=None,
    )
    shift = year - report.identity.report_year
    text = report.text
    if chance.random() < 0.5:
        # Other figures: a revision or another report, where the body and year are taken.
        text = text.replace("2", "3")
    figures = tuple(dataclasses.replace(figure, year=figure.year + shift) for figure in report.figures)
    told = dataclasses.replace(report, identity=identity, figures=figures, text=text)
    sketch = {"fingerprint": fingerprint(text), "own_numbers": own_numbers(text)}
    return _document(number, dataclasses.replace(parsed, report=told, **sketch))


def count(documents: Sequence[ParsedDocument], n_made: int) -> Counted:
    """Assembles reports that were read and others made of them, and counts keys that stand more than once.

    Args:
        documents: Reports that were read.
        n_made: How many more to make.
    """
    first = len(documents)

    def load(keys: Sequence[Key]) -> list[ParsedDocument]:
        return [_numbered(documents, first, int(key.source.document_id, 16)) for key in keys]

    keys = [key_of(_numbered(documents, first, number)) for number in range(first + n_made)]
    seen: dict[str, Counter[tuple[object, ...]]] = {name: Counter() for name in MEANINGS}
    outcomes: Counter[str] = Counter()
    for part in assemble_by_place(keys, load):
        outcomes.update(row.outcome for row in part.get("documents", ()))
        for name, of_table in seen.items():
            of_table.update(_keys(name, part.get(name, ())))
    repeated = {name: [key for key, times in of_table.items() if times > 1] for name, of_table in seen.items()}
    return Counted(Counter({name: found.total() for name, found in seen.items()}), repeated, outcomes)


def _keys(name: str, rows: Sequence[object]) -> Iterator[tuple[object, ...]]:
    key = SNAPSHOT_TABLES[name].key
    return (tuple(getattr(row, column) for column in key) for row in rows)


def _numbered(documents: Sequence[ParsedDocument], first: int, number: int) -> ParsedDocument:
    return documents[number] if number < first else _document(number, made(documents, number).parsed)


def _document(number: int, parsed: Parsed) -> ParsedDocument:
    name = format(number, "064x")
    return ParsedDocument(Source(name, f"file:{name}", "ingest", "file", None, None, None, None, number), 1, parsed)


@functools.cache
def _places() -> list[divisions.Division]:
    """Places of all levels: those that have another code now, and some that never had another."""
    known = divisions._divisions()
    renamed = [row for row in known if row.successors][: N_PLACES // 2]
    followers = [row for row in known if row.code in {code for one in renamed for code in one.successors}]
    return [*renamed, *followers, *known[:: max(1, len(known) // N_PLACES)]]


def main(n_made: int) -> int:
    """Prints what was found; returns how many keys of the panel stand twice."""
    began = time.perf_counter()
    found = count(read(), n_made)
    print(", ".join(f"{name} {n:,}" for name, n in found.rows.items()))
    print(", ".join(f"{outcome} {n:,}" for outcome, n in sorted(found.outcomes.items())))
    for name, repeated in found.repeated.items():
        print(f"{name}: {len(repeated)} keys stand more than once", *map(str, repeated[:3]))
    print(f"{time.perf_counter() - began:.0f} s")
    return len(found.repeated["panel"])


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000) else 0)
