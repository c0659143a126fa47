"""Documentation that is generated, or that repeats what the code says, is not stale."""

from __future__ import annotations

import doctest
import re
import subprocess

import pytest
import typer

from cli.main import app
from storage import dictionary
from tests.support import REPOSITORY
from tests.test_architecture import ROOMS


def test_data_dictionary_is_current() -> None:
    assert (REPOSITORY / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary.data_dictionary()


def test_data_package_is_current() -> None:
    assert (REPOSITORY / "docs" / "datapackage.json").read_text(encoding="utf-8") == dictionary.datapackage()


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
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (REPOSITORY / document).read_text(encoding="utf-8")
        paths = re.findall(rf"`((?:{rooms})/[\w./-]*)`", text)
        assert paths
        assert not [path for path in paths if not (REPOSITORY / path).exists()]


def test_the_guide_tells_the_rooms_that_may_be_imported() -> None:
    guide = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \|", guide, re.MULTILINE)) == set(ROOMS)


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


def test_no_package_index_is_named() -> None:
    """Whoever installs nianbao chooses the index; a lock file must not."""
    lock = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--hash=sha256:" in lock
