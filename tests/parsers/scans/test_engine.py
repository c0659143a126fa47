"""Pictures and scans read by the engine; skipped where the extra is not installed."""

from __future__ import annotations

import io
from typing import Any

import pytest

from knowledge.settings import OCR_VARIABLE
from parsers.blocks.reader import read_page
from parsers.errors import NotAReport
from parsers.model import Document, Page, Paragraph
from parsers.pipeline import parse
from parsers.scans.figures import placed, settle
from parsers.text.layout import lay_out
from tests.parsers.figures.printing import pdf_of_lines
from tests.parsers.figures.sheets import Key
from tests.parsers.scans.recorded import PICTURE, recorded

_WITHOUT = "the extra nianbao[ocr] is not installed"
for engine in ("rapidocr", "onnxruntime"):
    pytest.importorskip(engine, reason=_WITHOUT)
pypdfium2 = pytest.importorskip("pypdfium2", reason=_WITHOUT)
Image = pytest.importorskip("PIL.Image", reason=_WITHOUT)


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OCR_VARIABLE, "on")


TRUTH = {key: value for key, value in recorded("2021").truth.items() if key[0].startswith(("review", "litigation"))}


def read(page: Page) -> dict[Key, tuple[float, int]]:
    """The published numbers with the pages that they stand on."""
    blocks, settled = settle(page.blocks, 2023)
    figures, _ = placed(settled, lay_out(blocks).tables)
    return {
        (figure.code, figure.applicant_type): (figure.value, figure.on_page.page)
        for figure in figures
        if figure.on_page is not None
    }


def kept(kind: str, *pictures: Any) -> bytes:
    """Pictures as the pages of one file."""
    file = io.BytesIO()
    pictures[0].save(file, kind, save_all=True, append_images=pictures[1:], resolution=130)
    return file.getvalue()


def printed() -> Any:
    return Image.open(io.BytesIO(PICTURE)).convert("L")


def test_a_table_on_the_right_one_of_two_pages(switched_on: None) -> None:
    table = printed()
    spread = Image.new("L", (2 * table.width, table.height), 255)
    spread.paste(table, (table.width, 0))
    assert read(read_page(Document(content=kept("TIFF", spread)))) == {key: (value, 1) for key, value in TRUTH.items()}


def test_a_picture_of_a_table(switched_on: None) -> None:
    page = read_page(Document(content=PICTURE))
    assert read(page) == {key: (value, 1) for key, value in TRUTH.items()}
    assert [flag.kind for flag in page.flags] == ["scan_recognized"]


def test_a_picture_that_lies_on_its_side(switched_on: None) -> None:
    page = read_page(Document(content=kept("PNG", printed().transpose(Image.Transpose.ROTATE_90))))
    assert read(page) == {key: (value, 1) for key, value in TRUTH.items()}


def test_the_pages_of_a_tiff_file(switched_on: None) -> None:
    page = read_page(Document(content=kept("TIFF", Image.new("L", (900, 1200), 255), printed())))
    assert read(page) == {key: (value, 2) for key, value in TRUTH.items()}


def test_a_pdf_file_of_words_and_a_picture(switched_on: None) -> None:
    words = "四、政府信息公开行政复议、行政诉讼情况"
    both = pypdfium2.PdfDocument.new()
    for content in (pdf_of_lines([words]), kept("PDF", printed())):
        both.import_pages(pypdfium2.PdfDocument(content))
    file = io.BytesIO()
    both.save(file)
    page = read_page(Document(content=file.getvalue()))
    assert read(page) == {key: (value, 2) for key, value in TRUTH.items()}
    paragraphs = [block for block in page.blocks if isinstance(block, Paragraph)]
    assert [(block.text, block.scan) for block in paragraphs] == [(words, None)]
    assert [flag.kind for flag in page.flags] == ["scan_recognized"]


def test_a_picture_in_a_page(switched_on: None) -> None:
    """Through the whole journey: the figures stand under the heading that the picture stands under."""
    sentence = "2023年，全市主动公开政府信息81245条，办理工作有序开展，群众较为满意，网站运行平稳，没有发生问题。"
    headings = ("一、总体情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况")
    first, second, third = (f"<h2>{heading}</h2>" for heading in headings)
    text = (
        f"<h1>芜湖市人民政府2023年政府信息公开工作年度报告</h1>{first}<p>{sentence}</p>{second}<img src=t4.png>{third}"
    )
    part = Document(content=PICTURE, url="http://127.0.0.1/t4.png", role="part")
    page = f"<meta charset=utf-8><div>{text}<p>下一步将加强培训，不断提高公开的质量。</p></div>".encode()
    report = parse(Document(content=page, url="http://127.0.0.1/t1.html", role="report", parts=(part,))).report
    assert report is not None
    found = {(f.code, f.applicant_type): f for f in report.figures if f.source == "scan"}
    assert {key: figure.value for key, figure in found.items()} == TRUTH
    named = {section.section_id: section.heading for section in report.sections}
    assert {named[figure.section_id or 0] for figure in found.values()} == {headings[1].partition("、")[2]}


def test_a_long_scan_of_something_else_is_left_after_its_first_pages(
    switched_on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parsers.scans import recognition

    recognize, numbers = recognition.recognize, []

    def counted(number: int, *others: Any) -> Any:
        numbers.append(number)
        return recognize(number, *others)

    monkeypatch.setattr(recognition, "recognize", counted)
    with pytest.raises(NotAReport, match="first 3 pages of the scan are about something else"):
        read_page(Document(content=kept("PDF", *[Image.new("L", (900, 1200), 255)] * 60)))
    assert numbers == [1, 2, 3]
