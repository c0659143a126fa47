"""Measures the site of the explorer at many reports: how long it takes, how large its files are, what a view loads.

`python -m benchmarks.explorer [--reports 20000] [--keep FOLDER]`

Makes a snapshot of as many reports as asked for, by giving the seeds and the example reports of `tests/data` to the
governments of the registry, year after year; each keeps its text, figures and checks. Then writes the site, opens its
views in Chromium, each in a new window, and prints what each took and loaded. Exits with 1 if a limit is not kept.
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from assembly.reports import ParsedDocument, assemble
from explorer import site
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import Source
from spiders import portals
from storage import arrow_tables, dataset
from storage.dataset import Snapshot
from storage.root import open_root
from storage.schema import SNAPSHOT_TABLES, Coverage

REPOSITORY = pathlib.Path(__file__).parent.parent
FIRST_YEAR = 2008
YEARS = 17
SNAPSHOT = "0123456789abcdef"
MOST_SECONDS = 180
MOST_BYTES = 2_000_000
MOST_SECONDS_OF_A_VIEW = 2.0
FIRST = "map"
VIEWS = {
    FIRST: "#/",
    "province": "#/province/32",
    "government": "#/government/{place}",
    "over time": "#/indicator/applications.received.total/time",
    "one year": "#/indicator/applications.received.total/year/2017/county",
    "report": "#/report/{report}",
    "search": "#/search/行政复议",
    "year": "#/search/2017",
}
BY_REPORT = ("reports", "sections", "indicators", "unread", "checks", "ratios", "panel")
"""Tables that grow with the reports."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A government of the registry."""

    adcode: str
    province: str
    city: str | None
    county: str | None
    level: str


def documents() -> Snapshot:
    """A snapshot of the reports that all others are copies of."""
    folder = REPOSITORY / "tests" / "data" / "examples"
    files = [
        *(REPOSITORY / "seeds").glob("*.txt"),
        *(
            path
            for kind in ("forms", "narrative")
            for path in (folder / kind).iterdir()
            if path.suffix in (".html", ".txt")
        ),
    ]
    parsed = []
    for number, path in enumerate(sorted(files)):
        content = path.read_bytes()
        source = Source(
            document_id=str(number),
            url=f"https://www.example.gov.cn/{number}.html",
            portal="ingest",
            role="file",
            media_type=None,
            charset=None,
            link_text=None,
            place=None,
            order=number,
        )
        parsed.append(ParsedDocument(source, len(content), parse(Document(content=content, place=None))))
    root = open_root(tempfile.mkdtemp(prefix="nianbao-"))
    dataset.publish(root, {name: list(rows) for name, rows in assemble(parsed).items()})
    return dataset.current(root)


def places() -> list[Place]:
    """The governments of the registry."""
    found = []
    for portal in portals.load():
        if portal.adcode and portal.level in ("province", "prefecture", "county"):
            path = portal.name.split("/")
            city = path[1] if len(path) > 1 and portal.level != "province" else None
            county = path[-1] if portal.level == "county" else None
            found.append(Place(portal.adcode, path[0], city, county, portal.level))
    return found


def grown(original: Snapshot, n_reports: int, folder: pathlib.Path) -> Snapshot:
    """Writes a snapshot in which the reports of another are given to all governments, year after year."""
    here = folder / "dataset" / SNAPSHOT
    governments = places()
    per_year = -(-n_reports // YEARS)
    ids = original.arrow("reports", columns=["report_id"])["report_id"].to_pylist()
    for name in BY_REPORT:
        table = original.arrow(name)
        rows = defaultdict(list)
        for index, report_id in enumerate(table["report_id"].to_pylist()):
            rows[report_id].append(index)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            chosen = governments[: min(per_year, len(governments))]
            taken = [rows[ids[(number + year) % len(ids)]] for number in range(len(chosen))]
            _write(here, name, year, _given(table, taken, chosen, year))
    _write_coverage(here, governments, per_year)
    for name, of_table in SNAPSHOT_TABLES.items():
        if name not in (*BY_REPORT, "coverage"):
            empty = original.arrow(name).slice(0, 0)
            _write(here, name, FIRST_YEAR, empty.drop_columns(["report_year"]) if of_table.partitioned else empty)
    (here / "datapackage.json").write_text("{}")
    return dataset.opened(open_root(folder), SNAPSHOT)


def _given(table: pa.Table, taken: Sequence[Sequence[int]], chosen: Sequence[Place], year: int) -> pa.Table:
    """Rows of a table in the hands of other governments, and about another year."""
    counts = [len(some) for some in taken]
    given = table.take(np.concatenate([np.array(some, dtype=np.int64) for some in taken]))
    whose = np.repeat(np.arange(len(chosen)), counts)
    values: dict[str, Any] = {
        "report_id": [f"{place.adcode}-{year}" for place in chosen],
        "publisher_id": [place.adcode for place in chosen],
        "adcode": [place.adcode for place in chosen],
        "place_id": [place.adcode for place in chosen],
        "province": [place.province for place in chosen],
        "city": [place.city for place in chosen],
        "county": [place.county for place in chosen],
        "level": [place.level for place in chosen],
        "agency_kind": ["government"] * len(chosen),
    }
    is_section = "section_id" in given.column_names and "heading" in given.column_names
    for name, of_place in values.items():
        # A section has a level of its own: its depth.
        if name in given.column_names and not (is_section and name == "level"):
            column = pa.array(of_place, pa.string()).take(pa.array(whose))
            given = given.set_column(given.column_names.index(name), given.schema.field(name), column)
    for name in ("year", "report_year"):
        if name in given.column_names:
            before = given[name].to_numpy()
            shift = year - (given["report_year"] if "report_year" in given.column_names else given["year"]).to_numpy()
            column = pa.array(before + shift if name == "year" else np.full(len(before), year), pa.int64())
            given = given.set_column(given.column_names.index(name), given.schema.field(name), column)
    return given


def _write(here: pathlib.Path, name: str, year: int, rows: pa.Table) -> None:
    table = SNAPSHOT_TABLES[name]
    file = here / table.file(year)
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        rows.drop_columns(["report_year"]) if table.partitioned and "report_year" in rows.column_names else rows, file
    )


def _write_coverage(here: pathlib.Path, governments: Sequence[Place], per_year: int) -> None:
    rows = [
        Coverage(
            adcode=place.adcode,
            place_id=place.adcode,
            province=place.province,
            city=place.city,
            county=place.county,
            level=place.level,
            agency_kind="government",
            year=year,
            status="published" if number < per_year else "not_crawled",
            report_id=f"{place.adcode}-{year}" if number < per_year else None,
            reason=None if number < per_year else "the portal was never crawled",
        )
        for number, place in enumerate(governments)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
    ]
    _write(here, "coverage", FIRST_YEAR, arrow_tables.to_arrow(SNAPSHOT_TABLES["coverage"], rows))


def views(folder: pathlib.Path, names: Mapping[str, str]) -> dict[str, tuple[float, int, int]]:
    """Seconds, files and bytes of each view, opened in a new window; the map is the first view of the site."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    measured = {}
    index = (folder / "index.html").as_uri()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, address in names.items():
            context = browser.new_context(locale="en-GB")
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            began = time.perf_counter()
            page.goto(f"{index}{address}")
            page.wait_for_selector(
                {"over time": "figure svg", "one year": "figure svg", "search": ".passages li"}.get(name, "main h1")
            )
            seconds = time.perf_counter() - began
            files = [
                folder / url.removeprefix(index.removesuffix("index.html")) for url in asked if url.startswith("file:")
            ]
            sizes = [file.stat().st_size for file in files if file.is_file()]
            measured[name] = (seconds, len(sizes), sum(sizes))
            context.close()
        browser.close()
    return measured


def main() -> int:
    """Makes, writes and opens; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--keep", type=pathlib.Path, help="folder that the site is left in")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nianbao-") as made:
        snapshot = grown(documents(), chosen.reports, pathlib.Path(made, "data"))
        target = chosen.keep or pathlib.Path(made, "site")
        began, cpu = time.perf_counter(), _cpu()
        written = site.write(snapshot, target, site.Facts("2026-04-02", "2026-04-01"))
        seconds, cpu = time.perf_counter() - began, _cpu() - cpu
        sizes = {path: path.stat().st_size for path in target.rglob("*") if path.is_file()}
        largest = max(sizes, key=lambda path: sizes[path])
        rows = sum(
            pq.read_metadata(path).num_rows for path in pathlib.Path(made, "data").rglob("indicators/**/*.parquet")
        )
        print(f"{written.n_reports} reports, {rows} rows of indicators")
        print(f"written in {seconds:.0f} s, {cpu:.0f} s of CPU, at most {_most_memory()} MB in a process")
        print(f"{len(sizes)} files, {sum(sizes.values()) / 1e6:.0f} MB")
        print(f"the largest has {sizes[largest] / 1e3:.0f} kB: {largest.relative_to(target)}")
        place = places()[5]
        names = {name: view.format(place=place.adcode, report=f"{place.adcode}-2017") for name, view in VIEWS.items()}
        measured = views(target, names)
        for name, (taken, n_files, n_bytes) in measured.items():
            print(f"{name:12} {taken:5.2f} s  {n_files:3} files  {n_bytes / 1e3:8.0f} kB")
    kept = seconds <= MOST_SECONDS and sizes[largest] <= MOST_BYTES and measured[FIRST][0] <= MOST_SECONDS_OF_A_VIEW
    return int(not kept)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _most_memory() -> int:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(one).ru_maxrss for one in who) // 1024


if __name__ == "__main__":
    sys.exit(main())
