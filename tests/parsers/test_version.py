"""The parsers' version changes with all that decides what is read, and with nothing else."""

from __future__ import annotations

import importlib.metadata
import pathlib
import types
from collections.abc import Iterable, Mapping

import pytest

from parsers import version

FILES = {
    "knowledge/data/words.csv": "a,b\n",
    "knowledge/reading.py": "A = 1\n",
    "parsers/blocks/one.py": "B = 2\n",
    "parsers/data/words.toml": "c = 3\n",
    "parsers/README.md": "Words.\n",
    "parsers/picture.png": "x",
    "storage/other.py": "D = 4\n",
}


@pytest.fixture(autouse=True)
def without_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "recognizes_scans", lambda: False)


def of(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, files: Mapping[str, str]) -> str:
    """The fingerprint of a house with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    monkeypatch.setattr(version, "__file__", str(folder / "parsers" / "version.py"))
    return version._fingerprint()


def test_the_same_files_have_the_same_version_wherever_they_lie(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = of(tmp_path / "one", monkeypatch, FILES)
    assert one == of(tmp_path / "other", monkeypatch, dict(reversed(FILES.items())))
    assert (len(one), one.isalnum()) == (12, True)


@pytest.mark.parametrize(
    ("change", "is_another"),
    [
        ({"knowledge/data/words.csv": "a,c\n"}, True),
        ({"knowledge/reading.py": "A = 2\n"}, True),
        ({"parsers/blocks/one.py": "B = 3\n"}, True),
        ({"parsers/data/words.toml": "c = 4\n"}, True),
        ({"parsers/new.py": ""}, True),
        ({"parsers/blocks/one.py": "B = 2\r\n"}, False),
        ({"parsers/README.md": "Other words.\n"}, False),
        ({"parsers/picture.png": "y"}, False),
        ({"storage/other.py": "D = 5\n"}, False),
    ],
    ids=lambda value: next(iter(value.items())).__repr__() if isinstance(value, dict) else "",
)
def test_what_decides_is_hashed(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], is_another: bool
) -> None:
    before = of(tmp_path / "one", monkeypatch, FILES)
    assert (of(tmp_path / "other", monkeypatch, FILES | change) != before) == is_another


def test_a_file_of_another_name_is_another_version(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = {name.replace("one.py", "two.py"): content for name, content in FILES.items()}
    assert of(tmp_path / "one", monkeypatch, FILES) != of(tmp_path / "other", monkeypatch, renamed)


def installed(number: str, files: Iterable[tuple[str, str]] | None = ()) -> types.SimpleNamespace:
    """A distribution with files, each with its hash."""
    return types.SimpleNamespace(version=number, files=None if files is None else [held(*file) for file in files])


def held(name: str, value: str) -> importlib.metadata.PackagePath:
    file = importlib.metadata.PackagePath(name)
    file.hash = importlib.metadata.FileHash(f"sha256={value}") if value else None  # type: ignore[assignment]
    return file


def test_where_scans_are_read_the_engine_and_its_models_decide_as_well(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {
        "rapidocr": installed("3", [("models/a.onnx", "aa"), ("models/b.onnx", ""), ("code.py", "cc")]),
        "onnxruntime": installed("1", None),
        "pypdfium2": installed("5"),
        "pillow": installed("12"),
        "opencv": installed("4"),
    }
    monkeypatch.setattr(importlib.metadata, "packages_distributions", lambda: {"cv2": ["opencv", "opencv"]})
    monkeypatch.setattr(importlib.metadata, "distribution", known.__getitem__)
    assert list(version._engine()) == [
        "rapidocr 3",
        "models/a.onnx aa",
        "onnxruntime 1",
        "pypdfium2 5",
        "pillow 12",
        "opencv 4",
    ]
    without = of(tmp_path / "one", monkeypatch, FILES)
    monkeypatch.setattr(version, "recognizes_scans", lambda: True)
    whole = version._fingerprint()
    known["pillow"].version = "13"
    assert len({without, whole, version._fingerprint()}) == 3
