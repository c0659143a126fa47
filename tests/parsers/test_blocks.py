"""Documents of every media type to paragraphs and tables."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile

import docx
import pytest

from parsers.blocks.doc import read_doc
from parsers.blocks.html import read_html
from parsers.blocks.pdf.document import read_pdf
from parsers.blocks.reader import read_page
from parsers.blocks.word import read_docx
from parsers.decode import media
from parsers.errors import NotAReport, Unreadable
from parsers.model import LINE, Block, Cell, Document, Paragraph, Table
from parsers.pipeline import parse
from tests.support import DATA, EXAMPLES

NARRATIVE = sorted((EXAMPLES / "narrative").glob("*.html"))


def lines(blocks: tuple[Block, ...], *, aside: bool = False) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.aside == aside]


def grid(table: Block) -> list[list[tuple[str, int, int, int]]]:
    assert isinstance(table, Table)
    return [[(cell.text, cell.column, cell.row_span, cell.column_span) for cell in row] for row in table.rows()]


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>自<span>2</span><span>017</span><span>年</span><font>1</font>月。</p>", ["自2017年1月。"]),
        ("<p>主动公开1\n876条，\n其中</p>", ["主动公开1876条，其中"]),
        ("<p>in the\nyear</p>", ["in the year"]),
        (
            "<p>收到申请413件，<br/>其中：当面<br/>226件，信函119<br/>件。</p>",
            ["收到申请413件，其中：当面226件，信函119件。"],
        ),
        (
            "<p>（1）业务类75条；<br>（2）法规类11条；<br>（3）其他类8条。</p>",
            ["（1）业务类75条；", "（2）法规类11条；", "（3）其他类8条。"],
        ),
        (
            "<p>　　一、概述<br>　　全市公开工作有序。<br>　　二、问题</p>",
            ["一、概述", "全市公开工作有序。", "二、问题"],
        ),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<!-- 注 -->乙<o:p></o:p></p><script>丙</script><style>丁</style>", ["甲乙"]),
        ('<p>甲</p><div style="display: none">乙</div><p hidden>丙</p>', ["甲"]),
        ("<p>&amp;ldquo;甲&amp;rdquo;&amp;#20057;&nbsp;丙</p>", ["“甲”乙\xa0丙"]),
        ("<td>单</td>", ["单"]),
    ],
)
def test_paragraphs(markup: str, expected: list[str]) -> None:
    assert lines(read_html(f"<html><body>{markup}</body></html>").blocks) == expected


@pytest.mark.parametrize(("length", "is_applied"), [(200_000, True), (200_001, False)])
def test_how_much_of_style_sheets_is_read(length: int, is_applied: bool) -> None:
    rule = ".gone{display:none}"
    sheet = f"/*{'-' * (length - len(rule) - 4)}*/{rule}"
    page = read_html(f'<html><head><style>{sheet}</style></head><body><p class="gone">旧</p><p>新</p></body></html>')
    assert lines(page.blocks) == (["新"] if is_applied else ["旧", "新"])


def test_cells_keep_their_grid() -> None:
    page = read_html(
        "<table><tr><td rowspan=2>甲</td><td colspan='2'>乙</td></tr>"
        "<tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>"
    )
    assert grid(page.blocks[0]) == [
        [("甲", 0, 2, 1), ("乙", 1, 1, 2)],
        [("1", 1, 1, 1), (f"2{LINE}3", 2, 1, 1)],
    ]


def test_tables_that_only_place_things_are_taken_apart() -> None:
    page = read_html("<table><tr><td><table><tr><td>甲</td><td>1</td></tr></table></td><td>右栏</td></tr></table>")
    assert isinstance(page.blocks[0], Table)
    assert lines(page.blocks) == ["右栏"]


@pytest.mark.parametrize("path", NARRATIVE, ids=lambda path: path.stem)
def test_main_content(path: object) -> None:
    """What must be in the clean text of a page, and what must not."""
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    parsed = parse(Document(content=path.read_bytes()))  # type: ignore[attr-defined]
    assert parsed.report is not None
    text = without_space(parsed.report.text)
    assert [words for words in truth["must_contain"] if without_space(words) not in text] == []
    assert [words for words in truth["boilerplate"] if without_space(words) in text] == []


def test_the_head_of_a_page_is_read() -> None:
    page = read_html(
        '<head><title>某报告_某网</title><meta name="ColumnName" content="信息公开年报">'
        '<meta name="PubDate" content="2024-03-28"><meta name="ColumnType" content="null"></head>'
        '<body><meta name="ColumnName" content="头部">正文</body>'
    )
    assert page.metadata == {"page_title": "某报告_某网", "columnname": "信息公开年报", "pubdate": "2024-03-28"}


def test_pdf() -> None:
    page = read_pdf((EXAMPLES / "forms" / "10.pdf").read_bytes())
    text = lines(page.blocks)
    assert "一、概述" in text
    assert any(line.startswith("2018年，全市调整充实政务公开领导小组") and line.endswith("27次。") for line in text)
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    rows = [[cell.text for cell in row] for row in table.rows()]
    assert len(rows) == 66, "one table over three pages, its heading once"
    assert ["危及国家安全、公共安全、经济安全和社会稳定", "件", "2"] in rows


def test_a_real_pdf() -> None:
    """淮安 2024: digits in another font, frames that are no tables, a matrix over a page break."""
    page = read_pdf((EXAMPLES / "forms" / "huaian-2024.pdf").read_bytes())
    text = lines(page.blocks)
    assert any(line.startswith("2024年，我市坚持以") for line in text)
    assert any("2024年，市政府网站主动公开各类政府信息5500余条，全年新增公开市政府规章1件" in line for line in text)
    tables = [block for block in page.blocks if isinstance(block, Table)]
    assert len(tables) == 3
    last_row = [cell.text for cell in tables[1].rows()[-1]]
    assert last_row == ["四、结转下年度继续办理", "103", "0", "0", "0", "0", "0", "103"]


def test_docx_keeps_merged_cells() -> None:
    page = read_docx((EXAMPLES / "forms" / "09.docx").read_bytes())
    matrix = [block for block in page.blocks if isinstance(block, Table)][1]
    rows = grid(matrix)
    assert rows[0] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 3, 3),
        ("申请人情况", 3, 1, 7),
    ]
    assert rows[5][0] == ("三、本年度办理结果", 0, 22, 1)


def test_doc_has_the_rows_of_its_twin() -> None:
    """A legacy copy of the same document: rows, also those whose properties lie in a stream of their own."""
    old = read_doc((DATA / "documents" / "form-2021.doc").read_bytes())
    new = read_docx((EXAMPLES / "forms" / "09.docx").read_bytes())
    assert lines(old.blocks) == lines(new.blocks)
    for one, other in zip(
        [block for block in old.blocks if isinstance(block, Table)],
        [block for block in new.blocks if isinstance(block, Table)],
        strict=True,
    ):
        assert [[without_space(c.text) for c in row if c.text] for row in one.rows()] == [
            [without_space(c.text) for c in row if c.text] for row in other.rows()
        ]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", media.EMPTY),
        (b" \r\n\t", media.EMPTY),
        ("<HTML><body>".encode("utf-16"), media.HTML),
        ("政府信息公开".encode(), media.TEXT),
        ("说明：a<b".encode(), media.TEXT),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"PK\x03\x04....", "application/zip"),
        (b"junk%PDF-1.4", media.PDF),
        (b"BMW".ljust(100), media.TEXT),
        (b"{\\rtf1", "application/rtf"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook WordDocument".encode("utf-16-le"),
            media.DOC,
            id="a Word file with an embedded sheet",
        ),
    ],
)
def test_sniffing(content: bytes, media_type: str) -> None:
    assert media.sniff(content) == media_type


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_still_an_archive(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{'x' * 200}</Types>")
        archive.writestr("word/document.xml", "<document/>")
    whole = buffer.getvalue()
    for place in range(4, len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        assert media.sniff(damaged) in (media.DOCX, media.ZIP), f"byte {place}"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n....", b"Rar!\x1a\x07....", b"\x1f\x8b\x08abc"])
def test_kinds_that_no_report_comes_in(content: bytes) -> None:
    with pytest.raises(NotAReport, match="of the type"):
        read_page(Document(content=content))


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 150_000_000)
    return buffer.getvalue()


def _of_another_version() -> bytes:
    """An archive whose directory says that it needs version 8.5 of the format."""
    content = bytearray((EXAMPLES / "forms" / "09.docx").read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 85
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 50, "PDF file is damaged"),
        ((EXAMPLES / "forms" / "10.pdf").read_bytes()[:5000], "PDF file"),
        ((EXAMPLES / "forms" / "09.docx").read_bytes()[:9000], "Word file is damaged"),
        (_of_another_version(), "Word file is damaged"),
        (_bomb(), "unpacks to 150000000 bytes"),
        (b"PK\x03\x04....", "ZIP archive is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 100, "Word file is damaged"),
    ],
    ids=["pdf", "cut pdf", "cut docx", "zip of another version", "zip bomb", "cut zip", "ole"],
)
def test_damaged_files_are_told(content: bytes, reason: str) -> None:
    with pytest.raises((Unreadable, NotAReport), match=reason):
        read_page(Document(content=content))


def test_headings_of_every_level_are_headings() -> None:
    markup = "".join(f"<h{level}>第{level}级</h{level}>" for level in range(1, 8)) + "<p>正文</p>"
    blocks = read_html(f"<html><body>{markup}</body></html>").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.heading] == [
        f"第{level}级" for level in range(1, 7)
    ]


@pytest.mark.parametrize("before", ["", "<div></div>" * 9, "</div>" * 9])
@pytest.mark.parametrize(("depth", "is_read"), [(2000, True), (2001, False)])
def test_how_deeply_a_page_may_be_nested(before: str, depth: int, is_read: bool) -> None:
    """Elements that are closed do not count, nor do closing tags that close none."""
    markup = f"<html><body>{before}{'<div>' * depth}主动公开{'</div>' * depth}</body></html>"
    with contextlib.nullcontext() if is_read else pytest.raises(NotAReport, match="nested more deeply"):
        assert "主动公开" in str(read_html(markup))


def test_a_document_without_words_is_no_report() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert parse(Document(content=buffer.getvalue())).outcome == "rejected"


def test_a_cell_may_span_nearly_as_many_places_as_any_table_has() -> None:
    (table,) = read_html("<table><tr><td>1</td><td colspan=999 rowspan=100>2</td></tr></table>").blocks
    assert table == Table((Cell("1", 0, 0), Cell("2", 0, 1, 100, 999)))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * 5000 + "x" + "</div>" * 5000, "nested more deeply"),
        (
            "<table><tr>" + "<td colspan=999 rowspan=999>1</td>" * 50 + "<td>2</td></tr><tr><td>3</td></tr></table>",
            "table larger",
        ),
        ("<table><tr><td>1</td><td colspan=999 rowspan=101>2</td></tr></table>", "table larger"),
        ("<p>" + "公开" * 1_600_000 + "</p>", "more than any report"),
    ],
    ids=["nested", "spans", "one span", "long"],
)
def test_hostile_pages_end_with_a_reason(markup: str, reason: str) -> None:
    with pytest.raises(NotAReport, match=reason):
        read_html(f"<html><body>{markup}</body></html>")
