"""An archive of several files: which of them is the report, which go with it, and what is said of the others."""

from __future__ import annotations

import dataclasses

import pytest

from parsers.body.bundle import unpacked
from parsers.errors import NotAReport
from parsers.model import Document, Flag
from tests.parsers.word.containers import zipped

TABLE = "<table><tr><td>规章</td><td>1</td></tr><tr><td>行政规范性文件</td><td>2</td></tr></table>".encode()
NOTICE = "<html><body><p>附表另见。</p></body></html>".encode()
CUT = b"{\\rtf1 a"
WORKBOOK = zipped({"xl/workbook.xml": b"<workbook/>"})


def report(place: str) -> bytes:
    title = f"{place}人民政府2019年政府信息公开工作年度报告"
    return f"<html><body><h1>{title}</h1><p>2019年主动公开政府信息46条。</p></body></html>".encode()


def left_out(why: str, name: str, subject: str = "") -> Flag:
    return Flag("part_unread", f"a file of the archive {why}: {name}", subject or name)


REPORT, OTHER = report("泗水县"), report("曲阜市")


def test_the_file_with_the_title_is_the_report_and_the_tables_beside_it_are_its_parts() -> None:
    further = Document(content=b"p", url="https://www.sishui.gov.cn/2.html")
    files = {
        "1.附表.html": TABLE,
        "2.报告.html": REPORT,
        "3.说明.html": NOTICE,
        "4.图.png": b"\x89PNG\r\n\x1a\n",
        "5.css": b"p{}",
        "6.总表.xlsx": WORKBOOK,
        "附件/7.rtf": CUT,
    }
    archive = Document(content=zipped(files), url="https://www.sishui.gov.cn/a.zip", place="泗水县", parts=(further,))
    document, flags = unpacked(archive)
    table = dataclasses.replace(archive, content=TABLE, url="1.附表.html", parts=())
    assert document == dataclasses.replace(archive, content=REPORT, parts=(table, further))
    assert flags == (
        left_out("cannot be read", "6.总表.xlsx"),
        left_out("is no part of the report", "3.说明.html"),
        left_out("cannot be read", "7.rtf", "附件/7.rtf"),
    )


@pytest.mark.parametrize(
    ("files", "main", "parts", "rest"),
    [
        ({"a.html": REPORT, "b.html": REPORT}, REPORT, ["b.html"], []),
        ({"a.html": NOTICE, "b.html": TABLE, "c.html": NOTICE}, NOTICE, ["b.html"], ["c.html"]),
        ({"a.rtf": CUT, "b.html": TABLE, "c.html": NOTICE}, TABLE, [], ["a.rtf", "c.html"]),
        ({"a.rtf": CUT, "b.rtf": CUT}, CUT, [], ["b.rtf"]),
    ],
    ids=["two copies", "no title", "no title, and the first file is damaged", "nothing but damaged files"],
)
def test_where_no_single_file_has_the_title(
    files: dict[str, bytes], main: bytes, parts: list[str], rest: list[str]
) -> None:
    document, flags = unpacked(Document(content=zipped(files)))
    assert (document.content, [part.url for part in document.parts]) == (main, parts)
    assert [flag.subject for flag in flags] == rest


def test_a_document_that_is_no_archive_of_several_files_comes_back_as_it_is() -> None:
    for content in (REPORT, zipped({"a.html": REPORT, "b.css": b"p{}"})):
        document = Document(content=content)
        assert unpacked(document) == (document, ())
    document = Document(content=zipped({"a.html": REPORT, "b.xlsx": WORKBOOK}))
    assert unpacked(document) == (document, (left_out("cannot be read", "b.xlsx"),))


def test_several_reports_are_none_and_the_first_five_are_named() -> None:
    places = [f"{letter}市" for letter in "甲乙丙丁戊己"]
    with pytest.raises(NotAReport) as raised:
        unpacked(Document(content=zipped({f"{place}.html": report(place) for place in places})))
    titles = sorted(f"{place}人民政府2019年政府信息公开工作年度报告" for place in places)
    assert raised.value.reason == (f"The ZIP archive holds 6 reports, each to be taken alone: {'; '.join(titles[:5])}")
