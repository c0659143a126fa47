"""Documentation that is generated, or that repeats what the code says, is not stale."""

from __future__ import annotations

import doctest
import re
import subprocess
import tomllib

import pytest
import typer
import yaml

from cli.main import app
from parsers.knowledge.definitions import comparability
from spiders import portals
from storage.schema import SNAPSHOT_TABLES
from tests.support import REPOSITORY
from tests.test_architecture import MAY_IMPORT, PLAIN, ROOMS


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
    commands = typer.main.get_group(app).commands.keys()
    named = set(re.findall(r"`nianbao ([a-z]+)", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert named
    assert named <= commands


def test_the_example_of_how_it_reads_gives_the_values_that_it_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (REPOSITORY / "docs" / "how-it-reads.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    example = doctest.DocTestParser().get_doctest(code, {}, "how-it-reads.md", None, None)
    assert {"parsers", "assembly", "storage"} <= set(re.findall(r"^>>> from (\w+)", code, re.MULTILINE))
    monkeypatch.chdir(REPOSITORY)
    failed, tried = doctest.DocTestRunner().run(example)
    assert tried == len(example.examples)
    assert not failed, capsys.readouterr().out


def test_readme_describes_every_folder_in_one_line() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    folders = {name.partition("/")[0] for name in tracked.split("\0") if "/" in name}
    described = re.findall(r"^\| `([a-z.]+)/` \|", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(described) == sorted(folders)


def test_paths_that_the_guide_names_exist() -> None:
    rooms = "|".join((*ROOMS, "benchmarks", "docs", "seeds", "tests"))
    guides = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").rglob("*.md")]
    named = {
        (guide.name, path)
        for guide in guides
        for path in re.findall(rf"[` ]((?:{rooms})/[\w./-]*\w/?)[`:]", guide.read_text(encoding="utf-8"))
    }
    assert {"README.md", "CONTRIBUTING.md", "methods.md"} <= {guide for guide, _ in named}
    assert {(guide, path) for guide, path in named if not (REPOSITORY / path).exists()} == set()


def test_the_guide_tells_what_may_be_imported() -> None:
    guide = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \|([^|\n]*)\|([^|\n]*)\|$", guide, re.MULTILINE)
    told = {room: (set(re.findall("`(.+?)`", whole)), set(re.findall("`(.+?)`", parts))) for room, whole, parts in rows}
    assert told == {room: (MAY_IMPORT[room] - {room}, PLAIN.get(room, set())) for room in ROOMS}


def test_the_citation_names_this_version_and_no_person() -> None:
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    assert [author.keys() for author in citation["authors"]] == [{"name"}]
    assert {"title", "message"} <= citation.keys()


def test_methods_grade_codes_as_the_definitions_do() -> None:
    page = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+) \| ([ABC; ]+) \|([^|]*)\|$", page, re.MULTILINE)
    graded = 0
    for codes, grades, breaks in rows:
        for some, grade, years in zip(codes.split(";"), grades.split(";"), breaks.split(";"), strict=True):
            for code in re.findall("`(.+?)`", some):
                found = comparability(code)
                assert (found.grade, list(found.breaks)) == (grade.strip(), [*map(int, re.findall(r"\d+", years))]), (
                    code
                )
                graded += 1
    assert graded > 25


def test_the_readme_lists_the_tables_of_a_snapshot() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"tables of a snapshot are ([^;]*);", readme)
    assert re.findall("`(.+?)`", listed) == list(SNAPSHOT_TABLES)


def test_the_readme_counts_the_portals_of_the_registry() -> None:
    (counted,) = re.findall(r"([\d,]+) portals in the registry", (REPOSITORY / "README.md").read_text(encoding="utf-8"))
    assert int(counted.replace(",", "")) == sum(portal.portal != "seeds" for portal in portals.load())


def test_every_decision_stands_in_the_index() -> None:
    folder = REPOSITORY / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = {path.name for path in folder.glob("*.md")} - {"README.md"}
    assert records == set(re.findall(r"\]\(([\w-]+\.md)\)", index))
    assert all(len((folder / name).read_text(encoding="utf-8").splitlines()) <= 40 for name in records)


def test_links_of_documents_lead_somewhere() -> None:
    for document in [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").rglob("*.md")]:
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
