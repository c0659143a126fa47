from __future__ import annotations

import dataclasses
import datetime as dt
import pathlib

import pytest

from storage.archive import Archive, document_id
from storage.errors import ManifestError
from storage.fetch_log import FetchLog
from storage.ingesting import ingest, read_manifest
from storage.root import DataRoot
from tests.storage.rows import fetch


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "files"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_bytes(b"A")
    (folder / "sub" / "b.html").write_bytes(b"B")
    (folder / ".hidden").write_bytes(b"H")
    return folder


def test_files_and_folders_are_archived(root: DataRoot, folder: pathlib.Path) -> None:
    assert ingest(root, [folder]) == 2
    rows = FetchLog(root).read()
    assert sorted(row.url for row in rows) == ["file:a.txt", "file:sub/b.html"]
    assert {Archive(root).get(row.document_id or "") for row in rows} == {b"A", b"B"}


def test_files_may_be_given_before_and_behind_folders(
    root: DataRoot, folder: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    for name in ("first.txt", "last.txt"):
        (tmp_path / name).write_bytes(name.encode())
    assert ingest(root, [tmp_path / "first.txt", folder, tmp_path / "last.txt"]) == 4
    urls = [row.url for row in FetchLog(root).read()]
    assert sorted(urls) == ["file:a.txt", "file:first.txt", "file:last.txt", "file:sub/b.html"]


def test_a_file_that_cannot_be_read_is_named(root: DataRoot, tmp_path: pathlib.Path) -> None:
    (tmp_path / "gone.txt").write_bytes(b"A")
    original = pathlib.Path.read_bytes

    def read(path: pathlib.Path) -> bytes:
        if path.name == "gone.txt":
            raise PermissionError(13, "Permission denied")
        return original(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pathlib.Path, "read_bytes", read)
        with pytest.raises(ManifestError) as told:
            ingest(root, [tmp_path / "gone.txt"])
    assert str(told.value) == f"{tmp_path / 'gone.txt'}: cannot be read: Permission denied."
    assert FetchLog(root).read() == []


def test_files_of_the_same_name_are_all_archived(root: DataRoot, tmp_path: pathlib.Path) -> None:
    for folder in ("2016", "2017"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "01.html").write_text(folder, encoding="utf-8")
    assert ingest(root, [tmp_path / "2016", tmp_path / "2017", tmp_path / "2017" / "01.html"]) == 2
    rows = FetchLog(root).read()
    assert sorted(row.url for row in rows) == ["file:2016/01.html", "file:2017/01.html"]
    assert {Archive(root).get(row.document_id or "") for row in rows} == {b"2016", b"2017"}


def test_a_file_whose_name_another_was_given_is_archived_too(root: DataRoot, tmp_path: pathlib.Path) -> None:
    for name in ("2016/01.html", "2017/01.html", "older/2016/01.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert ingest(root, [tmp_path / "2016", tmp_path / "2017", tmp_path / "older"]) == 3
    told = {row.url: Archive(root).get(row.document_id or "").decode() for row in FetchLog(root).read()}
    assert told == {f"file:{name}": name for name in ("2016/01.html", "2017/01.html", "older/2016/01.html")}


def test_a_manifest_tells_where_files_came_from(root: DataRoot, folder: pathlib.Path) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text("file,url,city,fetched_at\na.txt,http://127.0.0.1/a,320200,2018-03-09\n", encoding="utf-8")
    assert ingest(root, [folder], manifest) == 2
    row = next(row for row in FetchLog(root).read() if row.url == "http://127.0.0.1/a")
    assert row.place == "320200"
    assert row.fetched_at == dt.datetime(2018, 3, 9, tzinfo=dt.UTC)


def test_a_file_is_logged_as_if_it_had_been_fetched(root: DataRoot, folder: pathlib.Path) -> None:
    """All that is known of it, and nothing that is not: a part of a document names that one."""
    manifest = folder / "manifest.csv"
    manifest.write_text(
        "file,url,city,fetched_at,part_of\n"
        "a.txt,http://127.0.0.1/a,无锡市,2018-03-09T08:00+08:00,\n"
        "sub/b.html, http://127.0.0.1/b ,,2018-03-10,http://127.0.0.1/a\n",
        encoding="utf-8",
    )
    before = dt.datetime.now(dt.UTC)
    ingest(root, [folder], manifest)
    first, second = FetchLog(root).read()
    assert first == fetch(
        run_id=first.run_id,
        sequence=0,
        url="http://127.0.0.1/a",
        portal="ingest",
        place="无锡市",
        role="file",
        fetched_at=dt.datetime(2018, 3, 9, 0, tzinfo=dt.UTC),
        status=None,
        outcome="ok",
        document_id=document_id(b"A"),
        bytes=1,
        media_type=None,
    )
    assert second == dataclasses.replace(
        first,
        sequence=1,
        url="http://127.0.0.1/b",
        place=None,
        role="part",
        referrer="http://127.0.0.1/a",
        fetched_at=dt.datetime(2018, 3, 10, tzinfo=dt.UTC),
        document_id=document_id(b"B"),
    )
    assert first.run_id.startswith("ingest-")
    ingest(root, [folder / "a.txt"])
    bare = FetchLog(root).read()[-1]
    assert (bare.url, bare.place, bare.role, bare.referrer) == ("file:a.txt", None, "file", None)
    assert before <= bare.fetched_at <= dt.datetime.now(dt.UTC)


def test_nothing_in_a_hidden_folder_is_taken_and_a_hidden_file_only_by_its_name(
    root: DataRoot, folder: pathlib.Path
) -> None:
    (folder / "sub" / ".git").mkdir()
    (folder / "sub" / ".git" / "c.txt").write_bytes(b"C")
    assert ingest(root, [folder]) == 2
    assert ingest(root, [folder / ".hidden"]) == 1


def test_files_are_logged_in_the_order_in_which_they_were_fetched(root: DataRoot, folder: pathlib.Path) -> None:
    """Those of no known time come last: they are taken for fetched now."""
    for name in ("c.txt", "d.txt"):
        (folder / name).write_bytes(name.encode())
    manifest = folder / "manifest.csv"
    manifest.write_text(
        "file,url,fetched_at\nd.txt,,2018-03-09\nc.txt,,2016-03-09T08:00\nsub/b.html,,\n", encoding="utf-8"
    )
    steps: list[tuple[int, int]] = []
    assert ingest(root, [folder], manifest, lambda done, total: steps.append((done, total))) == 4
    rows = FetchLog(root).read()
    assert [row.url for row in rows] == ["file:c.txt", "file:d.txt", "file:a.txt", "file:sub/b.html"]
    assert [row.sequence for row in rows] == [0, 1, 2, 3]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file,city\na.txt,x\n", "lacks the column url"),
        ("url\nhttp://x/\n", "lacks the column file"),
        ("file,url\n,http://x/\n", "line 2: column file is empty"),
        ("file,url\na.txt,\na.txt,\n", "lists a.txt twice"),
        ("file,url,fetched_at\na.txt,,yesterday\n", "'yesterday' is not a time"),
        ("file,url\nz.txt,\n", "not among those given: z.txt"),
    ],
)
def test_a_manifest_that_cannot_be_right_is_refused(
    root: DataRoot, folder: pathlib.Path, text: str, message: str
) -> None:
    manifest = folder / "manifest.csv"
    manifest.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=message):
        ingest(root, [folder], manifest)
    assert FetchLog(root).read() == []


def test_a_manifest_in_another_encoding_is_told(folder: pathlib.Path) -> None:
    (folder / "manifest.csv").write_bytes("file,url,城市\n".encode("gbk"))
    with pytest.raises(ManifestError, match="UTF-8"):
        read_manifest(folder / "manifest.csv")


def test_a_path_that_is_not_there_is_an_error(root: DataRoot, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ManifestError, match="no such file or folder"):
        ingest(root, [tmp_path / "nowhere"])


def test_an_empty_folder_is_no_success(root: DataRoot, tmp_path: pathlib.Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ManifestError, match="there are no files here"):
        ingest(root, [tmp_path / "empty"])
