"""`nianbao verify` tells each part that it has checked, and fails where one is not as it was written."""

from __future__ import annotations

import pathlib
import shutil

import pytest
from typer.testing import CliRunner

from cli.main import app
from storage import dataset
from storage.root import DataRoot
from tests.parsing.test_verifying import fill


@pytest.fixture
def filled(root: DataRoot) -> DataRoot:
    fill(root)
    return root


def invoke(root: DataRoot) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["verify", "--data", root.location])
    return result.exit_code, result.output


def test_what_is_as_written_is_no_damage(filled: DataRoot) -> None:
    code, output = invoke(filled)
    assert code == 0
    assert output.count("as written") == 5


def test_damage_of_any_part_fails_the_command(filled: DataRoot) -> None:
    """Also where the parts that are looked at later are as they were written."""
    for folder in ("archive/objects", "archive/fetches", "archive/verdicts", "parsed", dataset.current(filled).folder):
        file = pathlib.Path(filled.full(filled.files(folder)[0]))
        good = file.read_bytes()
        file.write_bytes(good[:-1] + bytes([good[-1] ^ 4]))
        assert invoke(filled)[0] == 1, folder
        file.write_bytes(good)


def test_what_is_missing_is_told(filled: DataRoot) -> None:
    shutil.rmtree(filled.full(dataset.current(filled).folder))
    code, output = invoke(filled)
    assert code == 1
    assert "the current snapshot is missing" in output


def test_a_folder_without_data_is_an_error(tmp_path: pathlib.Path) -> None:
    result = CliRunner().invoke(app, ["verify", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "no data here" in str(result.exception)


def test_a_data_set_can_be_verified_without_its_archive(filled: DataRoot) -> None:
    """Whoever has only a copy of what was published."""
    for folder in ("archive", "parsed"):
        shutil.rmtree(filled.full(folder))
    assert invoke(filled)[0] == 0
    file = pathlib.Path(filled.full(filled.files(f"{dataset.current(filled).folder}/documents")[0]))
    file.write_bytes(b"torn")
    assert invoke(filled)[0] == 1
