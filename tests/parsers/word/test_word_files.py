"""Word files as they really come: every container and every way to store a number, each in all cells of a form."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

import pytest

from parsers.blocks import rtf
from parsers.blocks.reader import read_page
from parsers.errors import NotAReport, Unreadable
from parsers.model import Document, Page, Paragraph, Parsed, Table
from parsers.pipeline import parse
from parsers.text.cells import read_cell
from tests.parsers.figures import printing
from tests.parsers.figures.sheets import YEARS, Printed, filled, read_blocks
from tests.parsers.word import binary, containers, ooxml, rich_text, wordml
from tests.parsers.word.ooxml import FAULTS, cells_with, paragraph, run

SHEETS = {era: filled(era) for era in ("2019", "2021")}
SHEET, YEAR = SHEETS["2021"], YEARS["2021"]
PLAIN = ooxml.body(SHEET, YEAR)


def page(content: bytes) -> Page:
    return read_page(Document(content=content))


def of_package(content: str) -> Page:
    return page(ooxml.package(content))


def texts(read: Page) -> list[str]:
    return [block.text for block in read.blocks if isinstance(block, Paragraph)]


def assert_whole(content: bytes, era: str = "2021") -> None:
    """Every figure of the form is read, none is another one, and nothing needs a flag."""
    read = page(content)
    result = read_blocks(read.blocks, era)
    truth = SHEETS[era].truth
    assert result.wrong(truth) == {}
    assert result.missing(truth) == set()
    assert (*read.flags, *result.flags) == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_number_is_what_a_person_sees(fault: str) -> None:
    assert_whole(ooxml.package(ooxml.body(SHEET, YEAR, cells_with(FAULTS[fault]))))


@pytest.mark.parametrize("fault", ["inserted", "struck by a style", "control of paragraphs", "text box of two kinds"])
@pytest.mark.parametrize("write", ["strict", "flat"])
def test_in_every_form_of_the_markup(fault: str, write: str) -> None:
    content = ooxml.body(SHEETS["2019"], YEARS["2019"], cells_with(FAULTS[fault]))
    assert_whole(ooxml.flat(content) if write == "flat" else ooxml.package(content, strict=True), "2019")


@pytest.mark.parametrize("fault", wordml.FAULTS)
def test_word_2003_xml(fault: str) -> None:
    assert_whole(wordml.write(SHEET, YEAR, wordml.FAULTS[fault]))


@pytest.mark.parametrize("encode", [rich_text.in_code_page, rich_text.in_unicode])
@pytest.mark.parametrize("fault", rich_text.FAULTS)
def test_rich_text(fault: str, encode: Callable[[str], str]) -> None:
    assert_whole(rich_text.write(SHEET, YEAR, rich_text.FAULTS[fault], encode))


@pytest.mark.parametrize("fault", binary.FAULTS)
def test_legacy_files(fault: str) -> None:
    assert_whole(binary.write(SHEET, YEAR, binary.FAULTS[fault]))


def _extra_row(properties: str) -> str:
    cells = f"<w:tc>{paragraph(run('977'))}</w:tc>" * 3
    return f"</w:tr><w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _in_controls(table: str, tag: str) -> str:
    begin, end = _control("|").split("|")
    return table.replace(f"<w:{tag}>", f"{begin}<w:{tag}>").replace(f"</w:{tag}>", f"</w:{tag}>{end}")


WRAPPED: dict[str, Callable[[str], str]] = {
    "table in a control": _control,
    "rows in controls": lambda table: _in_controls(table, "tr"),
    "cells in controls": lambda table: _in_controls(table, "tc"),
    "rows inserted": lambda table: table.replace("<w:tr>", '<w:tr><w:trPr><w:ins w:id="9"/></w:trPr>'),
    "rows deleted between": lambda table: table.replace("</w:tr>", _extra_row('<w:del w:id="8"/>')),
    "rows hidden between": lambda table: table.replace("</w:tr>", _extra_row("<w:hidden/>")),
    "in a layout table": lambda table: f"<w:tbl><w:tr><w:tc>{table}{paragraph('')}</w:tc></w:tr></w:tbl>",
    "in a column of a layout table": lambda table: (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('附'))}</w:tc><w:tc>{table}{paragraph('')}</w:tc></w:tr></w:tbl>"
    ),
    "in a text box": lambda table: paragraph(ooxml.alternative(table + paragraph(""))),
}


@pytest.mark.parametrize("wrap", WRAPPED)
def test_tables_wherever_they_stand(wrap: str) -> None:
    assert_whole(ooxml.package(ooxml.body(SHEET, YEAR, wrap=WRAPPED[wrap])))


def _with_a_chunk(content: bytes, name: str) -> bytes:
    """What programs write that turn pages into Word files without reading them."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c1" Type="{ooxml.RELATIONS}/aFChunk" Target="/word/{name}"/></Relationships>'
    )
    return ooxml.package(
        f'<w:altChunk xmlns:r="{ooxml.RELATIONS}" r:id="c1"/>',
        more={f"word/{name}": content, "word/_rels/document.xml.rels": relations.encode()},
    )


CONTAINERS: dict[str, Callable[[], bytes]] = {
    "with macros": lambda: ooxml.package(PLAIN, media_type=ooxml.MACRO),
    "template": lambda: ooxml.package(PLAIN, media_type=ooxml.TEMPLATE),
    "template with macros": lambda: ooxml.package(PLAIN, media_type=ooxml.MACRO_TEMPLATE),
    "document2.xml": lambda: ooxml.package(PLAIN, part="word/document2.xml"),
    "another folder": lambda: ooxml.package(PLAIN, part="a/b.xml"),
    "report in one cell": lambda: ooxml.package(f"<w:tbl><w:tr><w:tc>{PLAIN}</w:tc></w:tr></w:tbl>"),
    "page named .doc": lambda: printing.html(SHEET, YEAR),
    "web archive": lambda: containers.web_archive(printing.html(SHEET, YEAR)),
    "web archive in base64": lambda: containers.web_archive(
        printing.html(SHEET, YEAR), encoding="gb2312", transfer="base64"
    ),
    "web archive with a mark": lambda: containers.web_archive(printing.html(SHEET, YEAR), before=b"\xef\xbb\xbf\r\n"),
    "page within a Word file": lambda: _with_a_chunk(containers.web_archive(printing.html(SHEET, YEAR)), "a.mht"),
    "archive": lambda: containers.zipped({"年报.docx": ooxml.package(PLAIN)}),
    "archive with litter": lambda: containers.zipped(
        {"年报/": b"", "年报/1.docx": ooxml.package(PLAIN), "__MACOSX/._1": b"x"}
    ),
    "archive of a page": lambda: containers.zipped(
        {"a.html": printing.html(SHEET, YEAR), "a.files/1.png": b"\x89PNG\r\n\x1a\n"}
    ),
}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (b"<html><body><p>\xe4\xb8\x80</p><table><tr><td>1</td><td>2</td></tr></table></body></html>", ["一", "1 2"]),
        ("一\n二".encode(), ["一", "二"]),
        ("一".encode("gb18030") * 20, ["一" * 20]),
        (b"\x89PNG\r\n\x1a\n", []),
        (containers.zipped({"a.txt": b"a"}), []),
    ],
    ids=["a page", "a text", "a text in another encoding", "a picture", "an archive"],
)
def test_what_may_stand_within_a_word_file(inside: bytes, found: list[str]) -> None:
    blocks = read_page(Document(content=_with_a_chunk(inside, "a.bin"))).blocks
    shown = [
        block.text if isinstance(block, Paragraph) else " ".join(cell.text for cell in block.cells) for block in blocks
    ]
    assert shown == found


@pytest.mark.parametrize("container", CONTAINERS)
def test_containers(container: str) -> None:
    assert_whole(CONTAINERS[container]())


@pytest.mark.parametrize("cells", ooxml.SEVERAL)
def test_several_numbers_of_a_cell_are_never_joined(cells: str) -> None:
    """No figure comes of them, and where they stand on lines of their own, a flag names the row."""
    (grid,) = [grid for grid in SHEET.tables if any(cell.text.startswith("行政许可") for row in grid for cell in row)]
    first = next(cell for row in grid for cell in row if cell.key)

    def write(cell: Printed) -> str:
        return (ooxml.SEVERAL[cells] if cell == first else FAULTS["plain"])(cell.text)

    parsed: Parsed = parse(Document(content=ooxml.package(ooxml.body(SHEET, YEAR, write))))
    assert parsed.report is not None
    figures = [f for f in parsed.report.figures if f.source == "table"]
    assert {f.value for f in figures} <= set(SHEET.truth.values()) - {float(first.text)}
    assert parsed.flags
    if cells != "power":
        assert [flag.subject for flag in parsed.flags if flag.kind == "several_numbers"] == [grid[1][0].text]


def test_automatic_numbers_and_notes_stand_where_a_person_sees_them() -> None:
    def numbered(text: str, level: int) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    styled = paragraph(run("其他事项"), '<w:pStyle w:val="numbered"/>')
    lines = [numbered("总体情况", 0), numbered("主动公开", 1), numbered("依申请公开", 1), numbered("机构", 2), styled]
    assert texts(of_package("".join(lines))) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "一.1机构",
        "二、其他事项",
    ]
    note = '<w:footnotes xmlns:w="{}"><w:footnote w:id="2">{}</w:footnote></w:footnotes>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="n" Type="{ooxml.RELATIONS}/footnotes" Target="notes.xml"/></Relationships>'
    )
    content = ooxml.package(
        paragraph(run("公开") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("12"))
        + paragraph(run("12") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("条。")),
        more={
            "word/notes.xml": note.format(ooxml.W, paragraph(run("含区县"))).encode(),
            "word/_rels/document.xml.rels": relations.encode(),
        },
    )
    assert texts(page(content)) == ["公开¹12", "12条。", "¹含区县"]


def test_headings_keep_their_mark_and_contents_are_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('一、概述 1'))}</w:sdtContent></w:sdt>"
    )
    blocks = of_package(contents + paragraph(run("一、概述"), '<w:pStyle w:val="1"/>') + paragraph(run("正文"))).blocks
    assert [(b.text, b.heading) for b in blocks if isinstance(b, Paragraph)] == [("一、概述", True), ("正文", False)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("88", '<w:color w:val="FFFFFF"/>') + run("公开12条"), ["公开12条"]),
        (run("88", '<w:color w:val="FFFFFF"/><w:shd w:fill="C00000"/>') + run("条"), ["88条"]),
        (run("88", '<w:sz w:val="2"/>') + run("公开12条"), ["公开12条"]),
        (run("PM") + run("2.5", '<w:vertAlign w:val="subscript"/>'), ["PM2.5"]),
        (run("3000m") + run("2", '<w:vertAlign w:val="superscript"/>'), ["3000m²"]),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", ["12-3"]),
    ],
    ids=["white", "white on colour", "tiny", "below the line", "above the line", "broken line", "hyphen"],
)
def test_formatting_that_matters(content: str, expected: list[str]) -> None:
    assert texts(of_package(paragraph(content))) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (r"{\pntext 1.\tab}12\par", ["1.\t12"]),
        (r"1{\deleted 5\par}2\par", ["12"]),
        (r"\uc2 \u25919\'d5\'fe\u24220\'b8\'ae 12\par", ["政府 12"]),
        (r"\u-10179?\u-8704?\par", ["😀"]),
        (r"{\upr{77}{\*\ud{\u20844?}}}12\par", ["公12"]),
        (r"{\header\pard 66\par}{\object{\*\objdata 0105}{\result 12}}\par", ["12"]),
        (r"m{\super 2}\nosupersub 4\line 5\par", ["m²4", "5"]),
        (r"1\~2\_3\{4\}\\5\emdash 6\par", ["1\u00a02-3{4}\\5—6"]),
        (r"1\u8212\~2\par", ["1—2"]),
        ("1\\\n2\\\r3\\par", ["1", "2", "3"]),
        (r"\ansicpg950 \'ac\'46\'a9\'b2\ansicpg936 \'d5\'fe\par", ["政府政"]),
        (r"\ansicpg65001 \'e6\'94\'bf\par", ["政"]),
        (r"{\fonttbl{\f0\fcharset134 A;}{\f1\fcharset136 B;}}\f1\'ac\'46\f0\'d5\'fe\par", ["政政"]),
        (r"{\*\unknown 7}{\unknown 8}9\par", ["89"]),
        (r"{\footnote\pard 7\par}8\par", ["¹8", "¹7"]),
        (r"{\deleted{\footnote\pard 7\par}}8\par", ["8"]),
    ],
    ids=[
        *("label", "deleted end", "stand-ins", "pair", "Unicode instead", "object", "raised", "signs"),
        *("a sign for a stand-in", "ends of lines", "code page", "UTF-8", "code page of a font", "unknown words"),
        *("note", "deleted note"),
    ],
)
def test_control_words(content: str, expected: list[str]) -> None:
    assert texts(page(b"{\\rtf1\\ansi\\ansicpg936 " + content.encode() + b"}")) == expected


@pytest.mark.parametrize(("limit", "most"), [("_MOST_TOKENS", 5), ("_DEEPEST", 3)])
@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_file_of_more_than_any_report_is_none(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, more: int, is_read: bool
) -> None:
    """Its words are the group's brackets, `rtf`, and one or two others; its groups lie three or four deep."""
    monkeypatch.setattr(rtf, limit, most)
    if limit == "_MOST_TOKENS":
        content = b"{\\rtf1" + b"\\par" * (2 + more) + b"}"
    else:
        content = b"{\\rtf1" + b"{" * (2 + more) + b"1\\par" + b"}" * (3 + more)
    with contextlib.nullcontext() if is_read else pytest.raises((NotAReport, Unreadable)):
        page(content)


def _numbering(level: str) -> dict[str, bytes]:
    """The part of a package that says how the paragraphs of list 1 are numbered."""
    content = (
        f'<w:numbering xmlns:w="{ooxml.W}"><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    return {"word/numbering9.xml": content.encode()}


@pytest.mark.parametrize(
    ("style", "count", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 9, "09"),
        ("decimalZero", 10, "10"),
        ("decimalFullWidth", 3, "3"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedCircleChinese", 1, "①"),
        ("decimalEnclosedCircleChinese", 21, "21"),
        ("decimalEnclosedParen", 4, "(4)"),
        ("decimalEnclosedFullstop", 4, "4."),
        ("chineseCounting", 9, "九"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 19, "十九"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 100, "一百"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("japaneseCounting", 110, "一百一十"),
        ("japaneseCounting", 999, "九百九十九"),
        ("chineseCounting", 1000, "1000"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 10, "癸"),
        ("ideographTraditional", 11, "甲"),
        ("upperRoman", 4, "IV"),
        ("upperRoman", 148, "CXLVIII"),
        ("lowerRoman", 99, "xcix"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 27, "AA"),
        ("upperLetter", 53, "AAA"),
        ("lowerLetter", 28, "bb"),
        ("bullet", 3, ""),
        ("decimal", 0, "0"),
    ],
)
def test_automatic_numbers_are_written_as_their_style_says(style: str, count: int, written: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{count}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="%1"/></w:lvl>'
    numbered = paragraph(run("、其他事项"), '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert texts(page(ooxml.package(numbered, more=_numbering(level)))) == [f"{written}、其他事项"]


@pytest.mark.parametrize("label", ["1.", "1、", "（1）", "%1"])
def test_an_automatic_number_is_never_a_part_of_the_number_behind_it(label: str) -> None:
    """Nor do its digits stand before those of the cell as one number with a point."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{label}"/></w:lvl>'
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    row = "".join(f"<w:tc>{paragraph(run(text), numbered)}</w:tc>" for text in ("行政许可", "12"))
    content = ooxml.package(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", more=_numbering(level))
    (table,) = page(content).blocks
    assert isinstance(table, Table)
    assert read_cell(table.cells[1].text) is None


def test_paragraphs_of_a_table_within_a_cell_stay_in_its_cells() -> None:
    def row(*cells: str) -> str:
        ends = r"{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}"
        return "".join(rf"\pard\intbl\itap2 {cell}\nestcell " for cell in cells) + ends

    inner = row("A", "1") + row(r"B\par C", "2") + row("D", r"3\par 4")
    outer = rf"\trowd\cellx900\cellx1800\pard\intbl E\cell {inner}\pard\intbl\cell\row\pard F\par"
    (before, table, behind) = page(("{\\rtf1\\ansi " + outer + "}").encode()).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in cells] for cells in table.rows()] == [["A", "1"], ["B C", "2"], ["D", "3 / 4"]]
    assert (before, behind) == (Paragraph("E"), Paragraph("F"))


def test_fields_that_do_not_end_hide_nothing() -> None:
    torn = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(of_package(paragraph(torn + run("公开12条")) + paragraph(run("其他")))) == ["公开12条", "其他"]


def test_a_file_of_pictures_is_told() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    ended = parse(Document(content=ooxml.package(paragraph(picture) * 3)))
    assert (ended.outcome, ended.reason) == ("rejected", "The document holds pictures and no text that can be read.")


def test_archives_of_several_files() -> None:
    report, other = ooxml.package(PLAIN), ooxml.package(PLAIN.replace("芜湖", "蚌埠"))
    body = re.sub(r"<w:tbl>.*</w:tbl>", "", PLAIN)
    table = ooxml.package("".join(ooxml.table(grid, cells_with(FAULTS["plain"])) for grid in SHEET.tables))
    notice = ooxml.package(paragraph(run("说明。")))

    whole = parse(Document(content=containers.zipped({"报告.docx": ooxml.package(body), "附表.docx": table})))
    assert whole.report is not None
    read = {(f.code, f.applicant_type): f.value for f in whole.report.figures if f.source == "table"}
    assert read == SHEET.truth

    twins = parse(Document(content=containers.zipped({"1.docx": report, "2.docx": report, "3.docx": notice})))
    assert twins.report is not None
    assert len([f for f in twins.report.figures if f.source == "table"]) == len(SHEET.truth)
    assert [flag.subject for flag in twins.flags if flag.kind == "part_unread"] == ["3.docx"]

    several = parse(Document(content=containers.zipped({"1.docx": report, "2.docx": other})))
    assert (several.outcome, "2 reports" in (several.reason or "")) == ("rejected", True)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (binary.protected, "The Office file is protected by a password."),
        (lambda: binary.write(SHEET, YEAR, encrypted=True), "The Word file is protected by a password."),
        (lambda: containers.encrypted_zip("a.docx", b"x"), "The ZIP archive is protected by a password."),
        (lambda: containers.zipped({"1.png": b"\x89PNG\r\n\x1a\n"}), "holds no file whose text can be read: 1.png"),
        (
            lambda: containers.zipped({"a.zip": containers.zipped({"a.txt": b"a"})}),
            "no file whose text can be read: a.zip",
        ),
        (lambda: containers.zipped({}), "The ZIP archive is empty"),
        (lambda: containers.zipped({"xl/workbook.xml": b"<workbook/>"}), "an Excel workbook whose content is not read"),
        (lambda: containers.zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "an OpenDocument file"),
        (lambda: ooxml.package("", part="word/x.xml").replace(b"word/x.xml", b"word/y.xml"), "Word file"),
        (lambda: b"{\\rtf1" + b"{" * 2000, "nested more deeply"),
        (lambda: rich_text.write(SHEET, YEAR)[:20_000], "The RTF file breaks off before its end."),
        (lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "an Excel"),
        (lambda: b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>', "a UOF document"),
    ],
    ids=[
        "package",
        "doc",
        "zip",
        "pictures",
        "zip in zip",
        "empty",
        "workbook",
        "open",
        "no part",
        "deep",
        "cut",
        "sheet",
        "UOF",
    ],
)
def test_reasons_are_true_sentences(write: Callable[[], bytes], reason: str) -> None:
    with pytest.raises((NotAReport, Unreadable), match=reason) as raised:
        page(write())
    assert not re.search(r"0x[0-9a-f]|object at|<", raised.value.reason)


def test_tables_of_word_keep_merged_cells_in_every_format() -> None:
    tables = [
        [block for block in page(content).blocks if isinstance(block, Table)]
        for content in (
            ooxml.package(PLAIN),
            wordml.write(SHEET, YEAR),
            rich_text.write(SHEET, YEAR),
            binary.write(SHEET, YEAR),
        )
    ]
    assert tables[0] == tables[1] == tables[2] == tables[3]


def test_the_last_paragraph_stays_though_its_mark_is_deleted() -> None:
    gone = '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>'
    assert texts(of_package(paragraph(run("正文")) + paragraph(run("此件公开"), gone))) == ["正文", "此件公开"]
