"""How large a document may be: what is as large as that is read, and what is larger is told."""

from __future__ import annotations

import contextlib
import zlib

import pytest

from parsers.blocks import reader
from parsers.blocks.pdf import document as pdf
from parsers.errors import NotAReport, Unreadable
from parsers.model import Document
from tests.parsers.paper import Paper

WORDS = "主动公开政府信息情况和依申请公开政府信息情况，没有收取费用。"


@pytest.mark.parametrize("further", [0, 1])
def test_how_many_bytes_a_document_may_have(monkeypatch: pytest.MonkeyPatch, further: int) -> None:
    content = WORDS.encode()
    monkeypatch.setattr(reader, "LARGEST", len(content))
    fails = pytest.raises(NotAReport, match=f"has {len(content) + 1} bytes, more than any report")
    with fails if further else contextlib.nullcontext():
        assert reader.read_page(Document(content=content + b"x" * further)).blocks


@pytest.mark.parametrize("pages", [2, 3])
def test_how_many_pages_a_pdf_file_may_have(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    paper = Paper()
    for number in range(pages):
        if number:
            paper.turn()
        paper.words(WORDS, 60, 100)
    with pytest.raises(NotAReport, match="has 3 pages") if pages > 2 else contextlib.nullcontext():
        assert pdf.read_pdf(paper.save()).blocks


@pytest.mark.parametrize(("words", "is_read"), [("字" * 20, True), ("字" * 19, False), ("", False)])
def test_how_few_words_a_pdf_file_may_have(words: str, is_read: bool) -> None:
    """One with fewer holds pictures, or nothing."""
    paper = Paper()
    paper.words(words, 60, 100)
    with contextlib.nullcontext() if is_read else pytest.raises(Unreadable, match="no text layer"):
        assert pdf.read_pdf(paper.save()).blocks


@pytest.mark.parametrize(
    ("lengths", "end", "is_too_large"),
    [
        ([1000], b"endstream", False),
        ([1001], b"endstream", True),
        ([1001], b"", True),
        ([1000, 500], b"endstream", False),
        ([1000, 501], b"endstream", True),
    ],
)
def test_how_much_the_streams_of_a_pdf_file_may_hold(
    monkeypatch: pytest.MonkeyPatch, lengths: list[int], end: bytes, is_too_large: bool
) -> None:
    """One that is torn is passed over, and hides none behind it."""
    monkeypatch.setattr(pdf, "_LARGEST_STREAM", 1000)
    monkeypatch.setattr(pdf, "_LARGEST_TOTAL", 1500)
    streams = [b"stream\r\n\x78\x9c torn endstream", *(b"stream\n" + zlib.compress(bytes(n)) + end for n in lengths)]
    told = "unpacks to more than any document" if is_too_large else "damaged"
    with pytest.raises(Unreadable, match=told):
        pdf.read_pdf(b"%PDF-1.4\n" + b"\n".join(streams))
