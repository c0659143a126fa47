"""Documentation that is generated, or that repeats what the code says, is not stale."""

from __future__ import annotations

import re

import pytest

from flows.cli import app
from storage import dictionary
from tests.support import REPOSITORY


def test_data_dictionary_is_current() -> None:
    assert (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary.data_dictionary()


def test_data_package_is_current() -> None:
    assert (REPOSITORY / "docs" / "datapackage.json").read_text(encoding="utf-8") == dictionary.datapackage()


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
