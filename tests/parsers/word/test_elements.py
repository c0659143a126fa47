"""Word documents in XML, element by element: what stands in the text, in tables and in notes."""

from __future__ import annotations

import pytest

from parsers.blocks.word import read_docx, read_word_xml
from parsers.model import Block, Flag, Paragraph
from tests.parsers.word import ooxml
from tests.parsers.word.ooxml import W, paragraph, run

Shown = str | list[list[str]]
"""A paragraph (a heading behind #), or the rows of a table; a cell over several columns or rows says how many."""


def shown(block: Block) -> Shown:
    if isinstance(block, Paragraph):
        return f"#{block.text}" if block.heading else block.text
    spans = {
        cell: f"{cell.text}{f'>{cell.column_span}' * (cell.column_span > 1)}{f'v{cell.row_span}' * (cell.row_span > 1)}"
        for cell in block.cells
    }
    return [[spans[cell] for cell in row] for row in block.rows()]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def white(written: str) -> str:
    return written.replace("<w:r>", f"<w:r><w:rPr>{WHITE}</w:rPr>")


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


A, B, C = (paragraph(run(letter)) for letter in "abc")
GONE = "<w:rPr><w:del/></w:rPr>"
AB, CD = row(cell("a"), cell("b")), row(cell("c"), cell("d"))
RED = '<w:shd w:fill="FF0000"/>'
ABOVE = '<w:vertAlign w:val="superscript"/>'
WHITE = '<w:color w:val="ffffff"/>'
CASES: dict[str, tuple[str, list[Shown]]] = {
    "fields whose ends stand in front of their beginnings": (
        paragraph(mark("end") + mark("separate") + run("a") + mark("begin")), ["a"],
    ),
    "a part that is missing": (A + '<w:altChunk w:id="rId99"/>' + B, ["a", "b"]),
    "paragraphs": (A + B, ["a", "b"]),
    "a line break": (paragraph(run("a") + "<w:r><w:br/></w:r>" + run("b")), ["a", "b"]),
    "characters": (paragraph("<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/><w:cr/><w:t>b</w:t></w:r>"), ["a\t-", "b"]),
    "a row that was deleted before rows that are seen": (
        table(row(cell("x"), cell("y"), properties="<w:del/>"), AB, CD),
        [[["a", "b"], ["c", "d"]]],
    ),
    "a field within one run": (
        paragraph(
            '<w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:t>b</w:t></w:r>'
        ),
        ["a7b"],
    ),
    "what is unseen before what is seen": (
        paragraph(
            "<w:del>" + run("x") + "</w:del><w:moveFrom>" + run("x") + "</w:moveFrom><w:r><w:delText/></w:r>"
            '<w:pict><v:shape style="visibility: hidden">' + run("x") + "</v:shape></w:pict>" + run("a")
        ),
        ["a"],
    ),
    "a drawing that is seen": (paragraph('<w:pict><v:shape style="left:1">' + run("a") + "</v:shape></w:pict>"), ["a"]),
    "a drawing that is seen behind one that is not": (
        paragraph(
            f'<w:pict><v:shape style="visibility:hidden">{run("x")}</v:shape>'
            f'<v:shape style="left:1">{run("a")}</v:shape></w:pict>'
        ),
        ["a"],
    ),
    "what wraps text": (
        paragraph(f"<w:ins>{run('a')}</w:ins><w:smartTag>{run('b')}</w:smartTag><w:moveTo>{run('c')}</w:moveTo>"),
        ["abc"],
    ),
    "the first alternative that has text": (
        paragraph(
            "<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Choice>" + run("a") + "</mc:Choice><mc:Fallback>"
            + run("b") + "</mc:Fallback></mc:AlternateContent>" + run("c")
        ),
        ["ac"],
    ),
    "the mark of a paragraph that is deleted": (paragraph(run("a"), GONE) + B + C, ["ab", "c"]),
    "the last mark that is deleted": (A + paragraph(run("b"), GONE), ["a", "b"]),
    "a mark that was moved away": (paragraph(run("a"), "<w:rPr><w:moveFrom/></w:rPr>") + B, ["ab"]),
    "a heading": (paragraph(run("a"), '<w:pStyle w:val="1"/>') + B, ["#a", "b"]),
    "automatic numbers": (
        "".join(paragraph(run(letter), '<w:pStyle w:val="numbered"/>') for letter in ("甲", "乙"))
        + paragraph("", '<w:pStyle w:val="numbered"/><w:rPr><w:vanish/></w:rPr>')
        + paragraph(run("丙"), '<w:pStyle w:val="numbered"/>'),
        ["一、甲", "二、乙", "三、丙"],
    ),
    "an automatic number before Latin letters": (paragraph(run(" a"), '<w:pStyle w:val="numbered"/>'), ["一、\ta"]),
    "raised digits": (
        paragraph(run("a") + run("2", ABOVE) + run("3", ABOVE.replace("super", "sub"))),
        ["a²3"],
    ),
    "struck, hidden, tiny": (
        paragraph(
            run("x", "<w:strike/>") + run("x", "<w:dstrike/>") + run("x", "<w:vanish/>") + run("x", '<w:sz w:val="4"/>')
            + run("a", '<w:sz w:val="5"/>') + run("b", '<w:strike w:val="0"/>') + run("c", '<w:vanish w:val="off"/>')
        ),
        ["abc"],
    ),
    "white on white": (
        paragraph(
            run("x", WHITE) + run("x", WHITE + '<w:shd w:fill="auto"/>') + run("a", WHITE + RED)
            + run("b", WHITE + '<w:highlight w:val="red"/>') + run("c", '<w:color w:val="FFFFFE"/>')
        ),
        ["abc"],
    ),
    "white on a shaded paragraph": (
        paragraph(run("a", WHITE), RED) + paragraph(run("x", WHITE), '<w:shd w:fill="auto"/>'), ["a"],
    ),
    "white in shaded tables and cells": (
        table(row(white(cell("x")), white(cell("a", RED)))) + table(row(*map(white, map(cell, "bc"))), properties=RED),
        [[["", "a"]], [["b", "c"]]],
    ),
    "a style that hides, and one that hides again": (
        paragraph(run("x", '<w:rStyle w:val="gone"/>') + run("x", '<w:rStyle w:val="gonetoo"/>') + run("a"))
        + paragraph(run("x"), '<w:pStyle w:val="punseen"/>')
        + paragraph(run("b", '<w:rStyle w:val="unseen"/>'), '<w:pStyle w:val="punseen"/>')
        + paragraph(run("x"), '<w:pStyle w:val="pgone"/>'),
        ["a", "b"],
    ),
    "a field and its result": (
        paragraph(mark("begin") + code("=1") + run("x") + mark("separate") + run("a") + mark("end") + run("b")), ["ab"],
    ),
    "a field within the code of a field": (
        paragraph(
            mark("begin") + code("IF") + mark("begin") + code("=1") + mark("separate") + run("x") + mark("end")
            + mark("separate") + run("a") + mark("end")
        ),
        ["a"],
    ),
    "a list of contents": (
        paragraph(mark("begin") + code(" TOC ") + mark("separate") + run("x"))
        + paragraph(run("x") + mark("end") + run("a")),
        ["a"],
    ),
    "a field that never ends": (paragraph(mark("begin") + run("a")), ["a"]),
    "a hidden field that begins": (
        paragraph(
            mark("begin").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>") + code("=1") + run("x") + mark("separate")
            + run("a") + mark("end")
        ),
        ["a"],
    ),
    "simple fields": (
        paragraph(
            f'<w:fldSimple w:instr=" TOC">{run("x")}</w:fldSimple><w:fldSimple w:instr="TOCX">{run("a")}</w:fldSimple>'
        ),
        ["a"],
    ),
    "a gallery of contents, and one of others": (
        "".join(
            f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{name}"/></w:docPartObj></w:sdtPr>{text}</w:sdt>'
            for name, text in (("Table of Contents", paragraph(run("x"))), ("Cover", A))
        ),
        ["a"],
    ),
    "a reading above characters": (
        paragraph(f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby></w:r>"), ["a"],
    ),
    "an equation": (
        paragraph("<m:oMath><m:r><m:t>1</m:t></m:r><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:oMath>" + run("3")),
        ["1 2 3"],
    ),
    "a text box behind its paragraph": (
        paragraph(run("a") + f"<w:pict><w:txbxContent>{B}</w:txbxContent></w:pict>" + run("c")), ["ac", "b"],
    ),
    "a table": (table(AB, CD), [[["a", "b"], ["c", "d"]]]),
    "a table of one column": (table(row(cell("a")), row(cell("b"))), ["a", "b"]),
    "rows and cells that are deleted": (
        table(
            AB, row(cell("x"), cell("x"), properties="<w:del/>"), row(cell("x"), cell("x"), properties="<w:hidden/>"),
            row(cell("x", "<w:cellDel/>"), cell("c"), cell("d")),
        ),
        [[["a", "b"], ["c", "d"]]],
    ),
    "a cell over columns and rows": (
        table(
            row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>')),
            row(cell("c"), cell("d"), cell("x", "<w:vMerge/>")),
        ),
        [[["a>2", "bv2"], ["c", "d"]]],
    ),
    "cells that go on to the left, and a tracked merge": (
        table(
            row(cell("a", '<w:hMerge w:val="restart"/>'), cell("x", '<w:hMerge w:val="continue"/>'), cell("b")),
            row(cell("c"), cell("d"), cell("x", '<w:cellMerge w:vMerge="cont"/>')),
            row(cell("e"), cell("f"), cell("g", '<w:cellMerge w:vMerge="rest"/>')),
        ),
        [[["a>2", "bv2"], ["c", "d"], ["e", "f", "g"]]],
    ),
    "a row that begins later": (
        table(row(cell("a"), cell("b"), cell("c")), row(cell("d"), cell("e"), properties='<w:gridBefore w:val="1"/>')),
        [[["a", "b", "c"], ["d", "e"]]],
    ),
    "rows within controls": (
        table(f"<w:sdt><w:sdtContent>{AB}</w:sdtContent></w:sdt>", CD), [[["a", "b"], ["c", "d"]]],
    ),
    "a table in a cell": (
        table(row(f"<w:tc>{A}{table(row(cell('1'), cell('2')))}</w:tc>", cell("b")), CD),
        [[["a1 / 2", "b"], ["c", "d"]]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_document_shows(name: str) -> None:
    content, expected = CASES[name]
    assert list(map(shown, read_docx(ooxml.package(content)).blocks)) == expected


def test_what_begins_further_right_stands_in_its_column() -> None:
    content, _ = CASES["a row that begins later"]
    (found,) = read_docx(ooxml.package(content)).blocks
    assert not isinstance(found, Paragraph)
    assert [(one.text, one.row, one.column) for one in found.cells if one.row] == [("d", 1, 1), ("e", 1, 2)]


def test_numbers_on_lines_of_their_own_are_told() -> None:
    two = f"<w:tc>{paragraph(run('12'))}{paragraph(run('34'))}</w:tc>"
    page = read_docx(ooxml.package(table(row(cell("收到"), two), CD)))
    said = "a cell holds several numbers on lines of their own, and none was taken: 12 / 34 (收到)"
    assert page.flags == (Flag("several_numbers", said, "收到"),)


OLD_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"


def test_insertions_of_word_2003_are_seen_and_its_deletions_are_not() -> None:
    notes = "".join(
        f'<aml:annotation w:type="Word.{kind}"><aml:content>{run(text)}</aml:content></aml:annotation>'
        for kind, text in (("Deletion", "x"), ("Insertion", "a"), ("Comment", "x"))
    )
    gone = paragraph(run("b"), '<w:rPr><aml:annotation w:type="Word.Deletion"/></w:rPr>')
    new = paragraph(run("d"), '<w:rPr><aml:annotation w:type="Word.Insertion"/></w:rPr>')
    body = f"<wx:sect>{paragraph(notes)}{gone}{paragraph(run('c'))}{new}{paragraph(run('e'))}</wx:sect>"
    content = (
        f'<w:wordDocument xmlns:w="{OLD_WORD}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        f'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:body>{body}</w:body></w:wordDocument>'
    )
    assert list(map(shown, read_word_xml(content.encode()).blocks)) == ["a", "bc", "d", "e"]


def test_notes_stand_at_the_end_with_their_marks() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    content = paragraph(run("a") + note.format(2) + run("12") + note.format(3) + note.format(2) + note.format(9)) + B
    more = {
        "word/footnotes9.xml": (
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("甲"))}</w:footnote>'
            f'<w:footnote w:id="3">{paragraph(run("乙") + note.format(4))}</w:footnote>'
            f'<w:footnote w:id="4">{C}</w:footnote></w:footnotes>'
        ).encode()
    }
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        f'Type="{ooxml.RELATIONS}/footnotes" Target="footnotes9.xml"/></Relationships>'
    )
    more["word/_rels/document.xml.rels"] = relations.encode()
    page = read_docx(ooxml.package(content, more=more))
    assert list(map(shown, page.blocks)) == ["a¹12", "b", "¹甲", "²乙³", "³c"]


def test_the_style_of_paragraphs_that_name_none_is_one_of_paragraphs() -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{kind}"><w:rPr>{properties}</w:rPr></w:style>'
        for kind, properties in (("character", "<w:vanish/>"), ("paragraph", ""))
    )
    more = {"word/styles9.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()}
    assert list(map(shown, read_docx(ooxml.package(A, more=more)).blocks)) == ["a"]
