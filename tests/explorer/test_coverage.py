"""The map: each province with its governments, the state of each of their years, and why one is missing."""

from __future__ import annotations

import json
import pathlib
from collections import Counter
from typing import Any

import pytest

from explorer.coverage import Agency, Coverage
from explorer.scripts import Scripts
from storage import dataset
from storage.root import DataRoot
from storage.schema import Coverage as Row
from tests.storage.rows import PLACE, snapshot

WUXI = {"place_id": "320200", "adcode": "320200"}
BINHU = {"place_id": "320211", "adcode": "320211", "county": "滨湖区", "level": "county"}
JIANGSU = {"place_id": "320000", "adcode": "320000", "city": None, "level": "province"}
ISLE = {"place_id": "990000", "adcode": "990000", "province": "某岛", "city": None, "level": "province"}


def row(place: dict[str, Any], year: int, status: str, **columns: Any) -> Row:
    report_id = f"{place['place_id']}-{year}" if status == "published" else None
    reason = None if report_id else f"why {status}"
    return Row(
        **{**PLACE, **place, "year": year, "status": status, "report_id": report_id, "reason": reason, **columns}
    )


ROWS = [
    row(WUXI, 2018, "published", city="无锡市"),
    row(WUXI, 2016, "published", city="无锡旧市"),
    row(WUXI, 2020, "blocked"),
    row(BINHU, 2018, "not_found"),
    row(BINHU, 2016, "published", reason="The report lacks its last part."),
    row(BINHU, 2020, "blocked"),
    row(JIANGSU, 2020, "not_crawled"),
    row(JIANGSU, 2016, "failed"),
    row(ISLE, 2018, "published"),
]
AGENCIES = [
    Agency("320200-b", "市教育局", "department", "32", "无锡市", {2018: "320200-b-2018", 2016: "320200-b-2016"}),
    Agency("320200-a", "市水务局", "department", "32", "无锡市", {2016: "320200-a-2016"}),
]


@pytest.fixture
def coverage(root: DataRoot) -> Coverage:
    dataset.publish(root, snapshot(coverage=ROWS))
    return Coverage(dataset.current(root), {"320211-2016"})


def test_provinces_have_the_number_of_their_governments_in_each_state_by_year(coverage: Coverage) -> None:
    assert coverage.years == [2016, 2018, 2020]
    jiangsu, isle = coverage.overview()
    tile = jiangsu.pop("tile")
    assert [type(place) for place in tile] == [int, int]
    assert jiangsu == {
        "code": "32",
        "zh": "江苏省",
        "short": "江苏",
        "en": "Jiangsu",
        "counts": {
            "P": [1, 1, 0],
            "C": [1, 0, 0],
            "B": [0, 0, 2],
            "F": [1, 0, 0],
            "N": [0, 1, 0],
            "U": [0, 0, 1],
        },
    }
    assert isle == {"code": "99", "zh": "某岛", "short": "某岛", "en": "某岛", "tile": None, "counts": {"P": [0, 1, 0]}}
    assert coverage.states() == Counter({"P": 3, "B": 2, "C": 1, "F": 1, "N": 1, "U": 1})


def test_a_province_lists_its_governments_with_each_reason_once(coverage: Coverage, tmp_path: pathlib.Path) -> None:
    """By their ids, under the names of the latest year, a letter for each year."""
    coverage.write(Scripts(tmp_path), AGENCIES)
    written = {path.relative_to(tmp_path).as_posix(): path.read_text("utf-8") for path in tmp_path.rglob("*.js")}
    assert written.keys() == {"provinces/32.js", "provinces/99.js"}
    script = json.loads(written["provinces/32.js"].removeprefix('nianbao.loaded("provinces/32",').removesuffix(");\n"))
    reasons = script.pop("reasons")
    assert script == {
        "governments": [
            ["320000", "江苏省", "", "province", "F U", {}, {"2016": 0, "2020": 1}],
            [
                "320200",
                "无锡市",
                "无锡市",
                "prefecture",
                "PPB",
                {"2016": "320200-2016", "2018": "320200-2018"},
                {"2020": 2},
            ],
            ["320211", "滨湖区", "无锡市", "county", "CNB", {"2016": "320211-2016"}, {"2016": 3, "2018": 4, "2020": 2}],
        ],
        "agencies": [
            ["320200-a", "市水务局", "department", "无锡市", {"2016": "320200-a-2016"}],
            ["320200-b", "市教育局", "department", "无锡市", {"2016": "320200-b-2016", "2018": "320200-b-2018"}],
        ],
    }
    assert reasons == [
        *("why failed", "why not_crawled", "why blocked", "The report lacks its last part.", "why not_found")
    ]
