"""Files in archives: in the order that a person sees, under their names, and no more than a report has."""

from __future__ import annotations

import email.message
import itertools
import re

import pytest

from parsers.blocks import archives
from parsers.blocks.archives import base_name, files_of_zip, page_of_web_archive
from parsers.blocks.reader import read_page
from parsers.errors import NotAReport, Unreadable
from parsers.model import Document
from tests.parsers.word.containers import web_archive, zipped


def names(*given: str, in_code_page: bool = False) -> list[str]:
    archive = zipped(dict.fromkeys(given, b"x"), in_code_page=in_code_page)
    return [name for name, _ in files_of_zip(archive)]


def test_files_come_in_the_order_that_a_person_counts() -> None:
    assert names("附件10.doc", "附件2.doc", "a/1.doc", "附件1.doc") == [
        "a/1.doc",
        "附件1.doc",
        "附件2.doc",
        "附件10.doc",
    ]
    assert names("b1.doc", "a2.doc", "a10.doc", "3.doc", "20.doc", "a.doc") == [
        *("3.doc", "20.doc", "a2.doc", "a10.doc", "a.doc", "b1.doc")
    ]


@pytest.mark.parametrize("in_code_page", [True, False])
def test_names_are_read_in_the_code_page_of_their_maker(in_code_page: bool) -> None:
    assert names("年度报告.doc", "附件1.doc", in_code_page=in_code_page) == ["年度报告.doc", "附件1.doc"]


def test_a_name_in_no_code_page_stays_as_it_was_read() -> None:
    archive = bytearray(zipped({"ab.doc": b"x"}))
    name = b"\xff\xff.doc"
    for place in range(len(archive) - len(name) + 1):
        if archive[place : place + len(name)] == b"ab.doc":
            archive[place : place + len(name)] = name
    assert [found for found, _ in files_of_zip(bytes(archive))] == [name.decode("cp437")]


def test_what_systems_leave_behind_is_no_file_of_the_report() -> None:
    assert names("__MACOSX/._1.doc", "a/.DS_Store", "a/1.doc") == ["a/1.doc"]


@pytest.mark.parametrize("limit", ["_MOST_FILES", "LARGEST"])
@pytest.mark.parametrize(("at_most", "is_read"), [(3, True), (2, False)])
def test_an_archive_of_more_than_a_report_is_none(
    monkeypatch: pytest.MonkeyPatch, limit: str, at_most: int, is_read: bool
) -> None:
    """Three files of a byte each."""
    monkeypatch.setattr(archives, limit, at_most)
    if is_read:
        assert len(names("1", "2", "3")) == 3
    else:
        with pytest.raises(NotAReport):
            names("1", "2", "3")


@pytest.mark.parametrize(
    ("path", "name"), [("a/b.doc", "b.doc"), ("a\\b.doc", "b.doc"), ("b.doc", "b.doc"), ("a/", "a/")]
)
def test_the_name_of_a_file_is_told_without_its_folders(path: str, name: str) -> None:
    assert base_name(path) == name


def test_the_page_of_a_web_archive_is_the_longest() -> None:
    page = "<html><body><p>年度报告</p></body></html>".encode()
    assert page_of_web_archive(web_archive(page)).strip() == page


@pytest.mark.parametrize("kind", ["html", "xhtml+xml"])
@pytest.mark.parametrize("frame", ["<p>- 1 -</p>", "<table></table>"])
def test_what_frames_a_page_is_shorter_and_what_is_no_page_is_none(kind: str, frame: str) -> None:
    """Whichever of them comes first, in the file and in the alphabet."""
    page, longer = (
        "<p>芜湖市政府信息公开工作年度报告</p>",
        "body {color: black} /* a style sheet is longer than any page */",
    )
    for parts in itertools.permutations(((frame, "html"), (page, kind), (longer, "css"))):
        message = email.message.EmailMessage()
        message["MIME-Version"] = "1.0"
        message.set_type("multipart/related")
        for text, subtype in parts:
            part = email.message.MIMEPart()
            part.set_content(text.encode(), "application" if "+" in subtype else "text", subtype)
            message.attach(part)
        assert page_of_web_archive(message.as_bytes()).decode().strip() == page


@pytest.mark.parametrize("page", [None, b" \n"])
def test_a_web_archive_without_a_page_is_unreadable(page: bytes | None) -> None:
    message = email.message.EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_type("multipart/related")
    part = email.message.MIMEPart()
    part.set_content(b"0" if page is None else page, *(("image", "png") if page is None else ("text", "html")))
    message.attach(part)
    with pytest.raises(Unreadable):
        page_of_web_archive(message.as_bytes())


def test_an_archive_of_two_files_that_can_be_read_is_no_report() -> None:
    files = {f"{name}.html": f"<html><body><p>{name}</p></body></html>".encode() for name in "ab"}
    with pytest.raises(NotAReport, match=re.escape("holds 2 files, not one report: a.html, b.html")):
        read_page(Document(content=zipped(files)))
