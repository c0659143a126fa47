"""Writes the site: the pages as they are in this package, the library of the charts, and the data of a snapshot."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import importlib.metadata
import importlib.resources
import multiprocessing
import os
import pathlib
import shutil
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow.compute as pc
from pypinyin import lazy_pinyin

from explorer import charts, reports, searching, series
from explorer.coverage import Coverage
from explorer.errors import ExplorerError
from explorer.scripts import Scripts
from knowledge.headlines import headlines
from storage import dataset
from storage.dataset import Snapshot
from storage.root import open_root

_MARK = "nianbao-site.txt"
"""File that tells a site from any other folder, so that only a site is ever replaced."""
_FEW_ROWS = 100_000
"""Rows of the panel that one process has read before others have started."""
_NEW_FORM = 2019
"""First year of the form that values of some ratios must not be compared across."""
_CODEBOOK = (
    "code", "sequence", "name_zh", "name_en", "unit", "definition", "definition_zh", "aliases", "comparability",
    "break_years", "comparability_note", "comparability_note_zh",
)  # fmt: skip
_RATIOS = ("ratio_id", "comparability_note", "formula", "formula_zh")
_QUALITY = ("material", "measured_on", "blind", "items", "n_items", "precision", "recall", "n_items_with_false_number")
_PLACES = 10_000
"""Bodies that one script of the search holds."""


_Arguments = tuple[str, str, str, int]
"""Data root, id of the snapshot, folder of the site's data, year."""


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        index: The page to open.
        n_reports: Reports that have a page.
        n_files: Files of the site.
    """

    index: pathlib.Path
    n_reports: int
    n_files: int


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the site says of itself beside its data.

    Attributes:
        built: Day that the site was built.
        written: Day that the snapshot was written.
        contact: Where wrong numbers are reported: an address of the web or of mail; empty where there is none.
    """

    built: str
    written: str
    contact: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class _Year:
    """What comes of one year."""

    series: series.YearOfSeries
    words: dict[str, str]
    report_ids: list[str]


def write(
    snapshot: Snapshot, target: pathlib.Path, facts: Facts, progress: Callable[[int, int], None] = lambda *_: None
) -> Written:
    """Writes the site of a snapshot.

    Args:
        snapshot: The snapshot.
        target: Folder of the site: a new one, an empty one, or that of an earlier site, which is replaced.
        facts: What the site says of itself.
        progress: Is told how many years are done, and how many there are.

    Raises:
        ExplorerError: There is something else in the folder, or it cannot be written.
    """
    if target.exists() and not (target / _MARK).exists() and not _is_empty(target):
        raise ExplorerError(
            "is there already, and is no site that nianbao has written",
            where=str(target),
            remedy="Name another folder, or remove it first.",
        )
    partial = target.absolute().with_name(f".partial-{uuid.uuid4().hex}")
    try:
        partial.mkdir(parents=True)
        n_reports = _write(snapshot, partial, facts, progress)
        if target.exists():
            shutil.rmtree(target)
        partial.replace(target)
    except OSError as error:
        raise ExplorerError(f"cannot be written: {error.strerror or error}", where=str(target)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    n_files = sum(len(files) for _, _, files in os.walk(target))
    return Written(target / "index.html", n_reports, n_files)


def _is_empty(folder: pathlib.Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _write(snapshot: Snapshot, folder: pathlib.Path, facts: Facts, progress: Callable[[int, int], None]) -> int:
    with importlib.resources.as_file(importlib.resources.files("explorer") / "site") as pages:
        shutil.copytree(pages, folder, dirs_exist_ok=True)
    (folder / _MARK).write_text("Written by `nianbao explore`, and replaced by it.\n", encoding="utf-8")
    (folder / "charts-library.js").write_bytes(charts.library())
    scripts = Scripts(folder / "data")
    years = _years(snapshot, folder, progress)
    of_series = [year.series for year in years]
    coverage = Coverage(snapshot, {report_id for year in of_series for report_id in year.in_conflict})
    publishers = series.write_governments(scripts, of_series)
    agencies = series.agencies(of_series)
    coverage.write(scripts, agencies)
    scripts.write("codes", _codes(snapshot, of_series))
    searching.write_words(scripts, {year.series.year: year.words for year in years})
    for year in years:
        scripts.write(f"search/reports/{year.series.year}", year.report_ids)
        scripts.write(f"search/years/{year.series.year}", searching.listed(year.report_ids, year.series))
    n_reports = sum(len(year.report_ids) for year in years)
    n_parts = _write_places(scripts, publishers, of_series)
    scripts.write(
        "site",
        {
            "snapshot": snapshot.snapshot_id,
            "version": importlib.metadata.version("nianbao"),
            **dataclasses.asdict(facts),
            "years": coverage.years,
            "reportYears": [year.series.year for year in years if year.report_ids],
            "provinces": coverage.overview(),
            "states": dict(coverage.states()),
            "placeParts": n_parts,
            "nReports": n_reports,
            "nAgencies": len(agencies),
            "reading": _reading(snapshot),
        },
    )
    return n_reports


def _years(snapshot: Snapshot, folder: pathlib.Path, progress: Callable[[int, int], None]) -> list[_Year]:
    """Works on several years at once, the largest first; the result is in the order of the years."""
    sizes = Counter(snapshot.arrow("panel", columns=["year"])["year"].to_pylist())
    arguments = [
        (snapshot.root.location, snapshot.snapshot_id, str(folder / "data"), year) for year, _ in sizes.most_common()
    ]
    if sizes.total() < _FEW_ROWS:
        found = []
        for done, values in enumerate(arguments, 1):
            found.append(_year(*values))
            progress(done, len(arguments))
    else:
        found = _in_parallel(arguments, progress)
    return sorted(found, key=lambda year: year.series.year)


def _in_parallel(arguments: Sequence[_Arguments], progress: Callable[[int, int], None]) -> list[_Year]:
    found = []
    context = multiprocessing.get_context("spawn")
    workers = min(os.cpu_count() or 1, len(arguments))
    with concurrent.futures.ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting = [pool.submit(_year, *values) for values in arguments]
        for done, future in enumerate(concurrent.futures.as_completed(waiting), 1):
            found.append(future.result())
            progress(done, len(waiting))
    return found


def _year(location: str, snapshot_id: str, folder: str, year: int) -> _Year:
    snapshot = dataset.opened(open_root(location), snapshot_id)
    scripts = Scripts(pathlib.Path(folder))
    of_series = series.write_year(scripts, snapshot, year)
    publishers = {report_id: publisher_id for publisher_id, report_id in of_series.report_of.items()}
    report_ids = []
    pairs = []
    for page, words in reports.pages(snapshot, year, publishers):
        scripts.write(reports.report_key(page["report_id"]), page)
        report_ids.append(page["report_id"])
        pairs.append(searching.pairs(words))
    return _Year(of_series, searching.postings(pairs), report_ids)


def _codes(snapshot: Snapshot, years: Sequence[series.YearOfSeries]) -> dict[str, Any]:
    """What is counted, in the order of the codebook: names, meaning, comparability, and who states it."""
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for year in years:
        for code, count in year.counts.items():
            counts[code][year.year] = count
    return {
        "headlines": [headline.id for headline in headlines()],
        "figures": {code: entry | {"counts": counts.get(code, {})} for code, entry in _figures(snapshot).items()},
        "ratios": {ratio: entry | {"counts": counts.get(ratio, {})} for ratio, entry in _ratios(snapshot).items()},
    }


def _figures(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """What the codebook says of each code; of a snapshot that is older than the table, what the panel says."""
    known = sorted(snapshot.arrow("codebook", columns=_CODEBOOK).to_pylist(), key=lambda row: row["sequence"] or 0)
    found = {
        row["code"]: _entry(row, defined={"zh": row["definition_zh"], "en": row["definition"]}, aliases=row["aliases"])
        for row in known
    }
    named = snapshot.arrow("panel", columns=["code", "name_zh", "name_en", "unit", "comparability"])
    for row in named.filter(pc.is_valid(named["unit"])).group_by(named.column_names).aggregate([]).to_pylist():
        found.setdefault(row["code"], _entry(row))
    return found


def _ratios(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """What is known of each ratio that was computed."""
    defined = {row["ratio_id"]: row for row in snapshot.arrow("ratio_definitions", columns=_RATIOS).to_pylist()}
    computed = snapshot.arrow("ratios", columns=["ratio_id", "name_zh", "name_en", "comparability", "break_2019"])
    rows = computed.group_by(computed.column_names).aggregate([]).to_pylist()
    found = {}
    for row in sorted(rows, key=lambda row: str(row["ratio_id"])):
        told = defined.get(row["ratio_id"], {})
        breaks = [_NEW_FORM] if row["break_2019"] else []
        formula = {"zh": told.get("formula_zh"), "en": told.get("formula")}
        found[row["ratio_id"]] = _entry(row | told | {"break_years": breaks}, defined=formula)
    return found


def _entry(row: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    return {
        "zh": row["name_zh"],
        "en": row["name_en"],
        "unit": row.get("unit"),
        "grade": row["comparability"],
        "breaks": list(row.get("break_years") or ()),
        "note": {"zh": row.get("comparability_note_zh"), "en": row.get("comparability_note")},
        **others,
    }


def _write_places(
    scripts: Scripts, publishers: Sequence[series.Publisher], years: Sequence[series.YearOfSeries]
) -> int:
    """Writes the names that the search knows, in parts; returns how many parts there are."""
    published = Counter(publisher_id for year in years for publisher_id in year.report_of)
    rows = [
        [
            publisher.publisher_id,
            publisher.name,
            publisher.place,
            "".join(lazy_pinyin(publisher.name, errors="ignore")),
            publisher.level,
            publisher.kind,
            published[publisher.publisher_id],
        ]
        for publisher in publishers
    ]
    parts = [rows[start : start + _PLACES] for start in range(0, len(rows), _PLACES)]
    for number, part in enumerate(parts):
        scripts.write(f"search/places/{number}", part)
    return len(parts)


def _reading(snapshot: Snapshot) -> dict[str, Any]:
    """How well the reports of the snapshot were read, in numbers."""
    counted = snapshot.arrow("reports", columns=["n_numbers", "n_unread"])
    checks = snapshot.arrow("checks", columns=["severity", "passed"])
    panel = snapshot.arrow("panel", columns=["status"])["status"].to_pylist()
    documents = Counter(snapshot.arrow("documents", columns=["outcome"])["outcome"].to_pylist())
    severe = checks.filter(pc.equal(checks["severity"], "error"))
    return {
        "numbers": pc.sum(counted["n_numbers"]).as_py() or 0,
        "unread": pc.sum(counted["n_unread"]).as_py() or 0,
        "checks": severe.num_rows,
        "failed": severe.num_rows - (pc.sum(severe["passed"]).as_py() or 0),
        "documents": dict(sorted(documents.items())),
        "measured": [list(row.values()) for row in snapshot.arrow("quality", columns=_QUALITY).to_pylist()],
        "panel": dict(sorted(Counter(status.partition(":")[0] for status in panel).items())),
    }
