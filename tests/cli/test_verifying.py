"""`nianbao verify` names whatever is not as it was written, and nothing else."""

from __future__ import annotations

import pathlib
import shutil

import pytest
from typer.testing import CliRunner

from cli.main import app
from parsers.model import Parsed
from parsing import codec
from parsing.store import Kept, Store
from parsing.verifying import verify
from storage import dataset, integrity
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.verdicts import Verdict, Verdicts
from tests.storage.rows import document, fetch, snapshot


@pytest.fixture
def filled(root: DataRoot) -> DataRoot:
    """A data root with something of every kind."""
    names = [Archive(root).put(content) for content in (b"one", b"two")]
    FetchLog(root).append([fetch(document_id=name, sequence=number) for number, name in enumerate(names)])
    Verdicts(root).add(Verdict(names[0], "another", "cpu"))
    answer = codec.answer(codec.encode(Parsed(outcome="rejected", reason="no report")))
    Store(root).add([Kept(key="a", document_id=names[1], n_bytes=3, modified=0, answer=answer)])
    dataset.publish(root, snapshot(documents=[document()]))
    return root


def told(root: DataRoot) -> list[str]:
    return [str(error) for part in verify(root) for error in part.damage]


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


def test_every_flipped_bit_is_named_with_its_file_and_a_remedy(filled: DataRoot) -> None:
    folders = ("archive", "parsed", dataset.current(filled).folder)
    paths = [path for folder in folders for path in filled.files(folder)]
    assert len(paths) > 15
    for path in paths:
        file = pathlib.Path(filled.full(path))
        good = file.read_bytes()
        for place in (0, len(good) // 2, len(good) - 1):
            file.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
            (error,) = told(filled)
            assert path in error
            assert error.partition(path)[2].count(".") > 1, "what is wrong, and what to do"
        file.write_bytes(good)
    assert told(filled) == []


def test_what_is_missing_is_named(filled: DataRoot) -> None:
    published = [path for path in filled.files(dataset.current(filled).folder) if not path.endswith(integrity.SUMS)]
    for path in (filled.files("archive/objects")[0], *published):
        good = filled.read(path)
        filled.remove_file(path)
        assert any(path in error for error in told(filled)), path
        filled.replace(path, good)
    shutil.rmtree(filled.full(dataset.current(filled).folder))
    code, output = invoke(filled)
    assert code == 1
    assert "the current snapshot is missing" in output


def test_a_file_too_many_is_named(filled: DataRoot) -> None:
    path = f"{dataset.current(filled).folder}/documents/part-1.parquet"
    filled.replace(path, b"rows")
    (error,) = told(filled)
    assert path in error


def test_a_folder_without_data_is_an_error(tmp_path: pathlib.Path) -> None:
    result = CliRunner().invoke(app, ["verify", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "no data here" in str(result.exception)
