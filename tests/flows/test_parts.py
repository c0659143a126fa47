"""A report that comes in several documents is read once, as a whole."""

from __future__ import annotations

import asyncio
import pathlib

import pytest

from flows.annual import build
from storage import dataset
from storage.ingesting import ingest
from storage.root import DataRoot, open_root
from storage.schema import Document

pytestmark = pytest.mark.usefixtures("prefect_server")

FILES = {
    "page.html": """<h1>芜湖市人民政府2016年政府信息公开工作年度报告</h1>
<p>一、主动公开政府信息情况</p>
<p>全市主动公开政府信息81245条，办理工作有序开展，群众较为满意，没有发生问题，网站运行平稳，公开栏目及时更新。</p>""",
    "page_2.html": """<h1>芜湖市人民政府2016年政府信息公开工作年度报告</h1>
<p>二、依申请公开情况</p>
<p>全市收到政府信息公开申请688件，办理工作有序开展，群众较为满意，没有发生问题，所有申请均在期限内答复申请人。</p>""",
    "page_10.html": "<p>三、复议诉讼情况</p><p>全市因政府信息公开申请行政复议12件，行政诉讼5件。</p>",
}
MANIFEST = """file,url,part_of
page.html,http://127.0.0.1/page.html,
page_2.html,http://127.0.0.1/page_2.html,http://127.0.0.1/page.html
page_10.html,http://127.0.0.1/page_10.html,http://127.0.0.1/page.html
"""


def built(root: DataRoot, folder: pathlib.Path, names: list[str], **others: bytes) -> dict[str, Document]:
    folder.mkdir(exist_ok=True)
    manifest = folder / "manifest.csv"
    for name in names:
        (folder / name).write_bytes(others.get(name.partition(".")[0], FILES[name].encode()))
        header, *rows = MANIFEST.splitlines()
        manifest.write_text("\n".join([header, *(row for row in rows if row.startswith(f"{name},"))]), encoding="utf-8")
        ingest(root, [folder / name], manifest)
    asyncio.run(build(root.location))
    return {row.source_url.rpartition("/")[2]: row for row in dataset.current(root).rows("documents")}


def test_parts_are_read_with_their_document(root: DataRoot, tmp_path: pathlib.Path) -> None:
    documents = built(root, tmp_path / "files", list(FILES))
    whole = documents["page.html"]
    assert whole.outcome == "report"
    for name in ("page_2.html", "page_10.html"):
        assert (documents[name].outcome, documents[name].part_of) == ("part", whole.document_id)
        assert documents[name].report_id == whole.report_id == "340200-2016"
    (report,) = dataset.current(root).rows("reports")
    assert report.text.count("年度报告") == 1, "the title is not repeated"
    places = [report.text.index(words) for words in ("81245条", "688件", "行政复议12件")]
    assert places == sorted(places)
    assert "applications.received.total" in {row.code for row in dataset.current(root).rows("indicators")}


def test_the_order_of_arrival_changes_nothing(root: DataRoot, tmp_path: pathlib.Path) -> None:
    built(root, tmp_path / "one", list(FILES))
    other = open_root(tmp_path / "other")
    built(other, tmp_path / "two", list(FILES)[::-1])
    assert dataset.current(root).snapshot_id == dataset.current(other).snapshot_id


def test_a_part_that_comes_later_has_the_whole_read_again(root: DataRoot, tmp_path: pathlib.Path) -> None:
    built(root, tmp_path / "one", ["page.html", "page_2.html"])
    assert "行政复议" not in dataset.current(root).rows("reports")[0].text
    built(root, tmp_path / "two", ["page_10.html"])
    assert "行政复议12件" in dataset.current(root).rows("reports")[0].text


def test_a_part_that_cannot_be_read_is_told_and_spoils_nothing_else(root: DataRoot, tmp_path: pathlib.Path) -> None:
    documents = built(root, tmp_path / "files", list(FILES))
    victim = documents["page_2.html"].document_id
    root.remove_file(f"archive/objects/{victim[:2]}/{victim}")
    asyncio.run(build(root.location))
    documents = {row.document_id: row for row in dataset.current(root).rows("documents")}
    assert documents[victim].outcome == "failed"
    (whole,) = [row for row in documents.values() if row.outcome == "report"]
    assert whole.flags == ("a part of the report cannot be had",)
    assert "行政复议12件" in dataset.current(root).rows("reports")[0].text


def test_a_part_without_its_document_is_a_document(root: DataRoot, tmp_path: pathlib.Path) -> None:
    documents = built(root, tmp_path / "files", ["page_2.html"])
    assert (documents["page_2.html"].outcome, documents["page_2.html"].part_of) == ("report", None)


def test_pictures_of_an_ingested_page_are_its_parts(
    root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NIANBAO_OCR", raising=False)
    page = FILES["page.html"].replace("<p>一、", '<p><img src="page_2.html"></p><p>一、')
    documents = built(
        root,
        tmp_path / "files",
        ["page.html", "page_2.html"],
        page=page.encode(),
        page_2=b"\x89PNG\r\n\x1a\n" + bytes(9),
    )
    whole, picture = documents["page.html"], documents["page_2.html"]
    assert (picture.outcome, picture.part_of) == ("rejected", whole.document_id)
    assert any("is a picture" in flag and "nianbao[ocr]" in flag for flag in whole.flags)
