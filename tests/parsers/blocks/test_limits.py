"""How large a document may be: what is as large as that is read, and what is larger is told."""

from __future__ import annotations

import contextlib
import zlib

import pytest

from parsers.blocks import reader
from parsers.blocks.html import read_html, tree
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


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        pytest.param("<div>" * 15, "", id="as deep as may be"),
        pytest.param("<div>" * 16, "nested more deeply", id="deeper"),
        pytest.param("<div></div>" * 3 + "<div>" * 15, "", id="behind elements that are closed"),
        pytest.param("</div>" * 3 + "<div>" * 16, "nested more deeply", id="behind ends of none"),
        pytest.param("<DIV>" * 16, "nested more deeply", id="in capital letters"),
        pytest.param("<p>" * 40, "", id="elements that close themselves"),
        pytest.param("<b>" * 10 + "<p>" * 10, "", id="as many opened anew as may be"),
        pytest.param("<b>" * 10 + "<p>" * 11, "never closed", id="more of them"),
        pytest.param("<b>" * 10 + "</b>" + "<p>" * 11, "", id="one of them closed"),
        pytest.param("<b>" * 10 + "<table><tr><td>" + "<p>" * 11, "", id="in a cell, which begins anew"),
        pytest.param("<b>" * 10 + "</p>" * 3 + "<p>" * 11, "never closed", id="behind ends of paragraphs"),
        pytest.param("</b>" * 3 + "<b>" * 10 + "<p>" * 11, "never closed", id="ends of none"),
    ],
)
def test_how_deeply_elements_may_be_nested(monkeypatch: pytest.MonkeyPatch, markup: str, told: str) -> None:
    """Those that a browser opens anew in each block count in all of them."""
    monkeypatch.setattr(tree, "_DEEPEST", 15)
    monkeypatch.setattr(tree, "_MOST_CARRIED_ON", 100)
    with pytest.raises(NotAReport, match=told) if told else contextlib.nullcontext():
        assert read_html(f"{markup}{WORDS}").blocks
