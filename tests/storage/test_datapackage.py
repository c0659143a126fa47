"""`datapackage.json` by Frictionless: the package, and every file of it, without an error."""

from __future__ import annotations

import copy
import json
import pathlib
from typing import Any

import pytest
from frictionless import Package

from assembly.government_years import years_without_figures
from assembly.knowledge_tables import knowledge_tables
from assembly.panel import gap_rows
from assembly.reports import assemble
from spiders.portals import Portal
from storage import dataset
from storage.root import open_root
from storage.schema import SCHEMA_VERSION, SNAPSHOT_TABLES
from tests.assembly.test_panel import expected
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as report_of
from tests.support import EXAMPLES, SEEDS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A snapshot with rows in all tables but those of conflicts and former ids."""
    files = [*sorted(SEEDS.glob("*.txt")), EXAMPLES / "forms" / "08.txt"]
    documents = [parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)]
    documents += [report_of("x", "芜湖市", 2016, 688, 5, 20), report_of("y", "芜湖市", 2016, 689, 5, 21)]
    rows = assemble(documents)
    rows["coverage"] = [expected("510600", 2017, "blocked")]
    gaps = gap_rows(rows["coverage"])
    rows["panel"].extend(gaps)
    rows["government_years"].extend(years_without_figures(gaps))
    rows.update(knowledge_tables([Portal("320200", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/")]))
    root = open_root(tmp_path_factory.mktemp("data"))
    dataset.publish(root, rows)
    return pathlib.Path(root.location, "dataset", "current").resolve()


@pytest.fixture(scope="module")
def package(folder: pathlib.Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return content


def errors(package: dict[str, Any], folder: pathlib.Path) -> list[str]:
    report = Package.from_descriptor(copy.deepcopy(package), basepath=str(folder)).validate()
    return [error.message for error in report.errors] + [
        f"{task.name}: {error.message}" for task in report.tasks for error in task.errors
    ]


def test_the_package_is_valid(package: dict[str, Any], folder: pathlib.Path) -> None:
    assert [resource["name"] for resource in package["resources"]] == list(SNAPSHOT_TABLES)
    assert errors(package, folder) == []


def test_every_file_is_valid(package: dict[str, Any], folder: pathlib.Path) -> None:
    """Of several Parquet files of a resource, Frictionless reads only the first."""
    checked = 0
    for resource in package["resources"]:
        schema = {name: told for name, told in resource["schema"].items() if name != "foreignKeys"}
        for path in resource["path"][1:]:
            one = {**package, "resources": [{**resource, "path": path, "schema": schema}]}
            assert errors(one, folder) == [], path
            checked += 1
    assert checked > 20


def test_an_error_would_be_told(package: dict[str, Any], folder: pathlib.Path) -> None:
    wrong = copy.deepcopy(package)
    (panel,) = (resource for resource in wrong["resources"] if resource["name"] == "panel")
    (status,) = (field for field in panel["schema"]["fields"] if field["name"] == "status")
    status["constraints"]["pattern"] = "nothing"
    assert errors(wrong, folder)


def test_the_package_tells_version_contributors_keys_and_partitions(package: dict[str, Any]) -> None:
    assert package["schemaVersion"] == SCHEMA_VERSION
    assert package["contributors"][0]["title"]
    for resource in package["resources"]:
        table = SNAPSHOT_TABLES[resource["name"]]
        names = [field["name"] for field in resource["schema"]["fields"]]
        partitions = [field["name"] for field in resource.get("partitionedBy", ())]
        assert resource["schema"]["primaryKey"] == list(table.key)
        assert sorted(names + partitions) == sorted(field.name for field in table.columns)
        if any("=" in path for path in resource["path"]):
            assert partitions == ["report_year"]
    references = {
        (resource["name"], key["reference"]["resource"])
        for resource in package["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    }
    assert {("indicators", "codebook"), ("checks", "rules"), ("ratios", "ratio_definitions")} <= references
