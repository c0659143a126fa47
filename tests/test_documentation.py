"""Documentation that is generated, or that repeats what the code says, is not stale."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from cli.main import app
from storage import dictionary
from tests.support import REPOSITORY


def test_data_dictionary_is_current() -> None:
    assert (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary.data_dictionary()


def test_data_package_is_current() -> None:
    assert (REPOSITORY / "docs" / "datapackage.json").read_text(encoding="utf-8") == dictionary.datapackage()


def test_the_data_package_names_licences_and_sources() -> None:
    """As Data Package v1 wants them: a licence has a name or a path, a source a title."""
    package = json.loads(dictionary.datapackage())
    assert package["licenses"]
    assert all(entry.get("name") or entry.get("path") for entry in package["licenses"])
    assert len(package["sources"]) > 1
    assert all(entry["title"] for entry in package["sources"])


def test_every_source_with_an_address_is_in_the_notice() -> None:
    notice = (REPOSITORY / "NOTICE").read_text(encoding="utf-8")
    addresses = [source["path"] for source in dictionary.SOURCES if "path" in source]
    assert addresses
    for address in addresses:
        assert address in notice


@pytest.mark.parametrize("room", ["knowledge", "parsers"])
def test_the_origin_of_every_data_file_is_named(room: str) -> None:
    folder = REPOSITORY / room / "data"
    named = set(re.findall(r"`([^`]+)`", (folder / "README.md").read_text(encoding="utf-8")))
    files = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".toml", ".LICENSE")}
    assert files
    assert files - named == set()


def test_every_dependency_is_weighed() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    declared = {re.split(r"[^a-z0-9-]", line)[0] for line in lines}
    table = (REPOSITORY / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", table, re.MULTILINE)) - {"dependency", "tool"} == declared


def test_the_changelog_has_the_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d+\.\d+\.\d+) ", changelog, re.MULTILINE)[0] == project["version"]


def test_readme_names_only_commands_that_exist() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {group.name for group in app.registered_groups}
    named = set(re.findall(r"`nianbao ([a-z]+)", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= commands | groups


def test_links_of_documents_lead_somewhere() -> None:
    for document in [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


LOCKS = ("constraints.txt", "constraints-dev.txt", "constraints-uv.txt")


def pins(name: str) -> set[str]:
    """What a lock file pins: `name==version`, with its marker."""
    return set(re.findall(r"^[a-z0-9].*==.*(?= \\)", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_no_package_index_is_named(name: str) -> None:
    """Whoever installs nianbao chooses the index; a lock file must not."""
    lock = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert lock.count("--hash=sha256:") >= len(pins(name)) > 0


def test_developers_have_what_running_has_and_more() -> None:
    running = pins("constraints.txt")
    assert running < pins("constraints-dev.txt")
    names = {pin.partition("==")[0] for pin in running}
    assert {"prefect", "scrapy", "pyarrow"} <= names
    assert not names & {"hypothesis", "mypy", "polars", "pre-commit", "pytest", "ruff", "uv"}
