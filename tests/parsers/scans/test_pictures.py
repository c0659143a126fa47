"""Pictures as they come, with the engine where it is installed, and what is said where it is not."""

from __future__ import annotations

import importlib.util
import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from knowledge.settings import OCR_VARIABLE, WrongSetting, recognizes_scans
from parsers.blocks.reader import read_page
from parsers.errors import RECOGNITION, NotAReport
from parsers.model import Document, Page, Paragraph
from parsers.scans.figures import placed, settle
from parsers.text.layout import lay_out
from tests.parsers.figures.printing import pdf_of_lines
from tests.parsers.figures.sheets import Key
from tests.parsers.scans.recorded import recorded
from tests.support import REPOSITORY

PICTURE = (REPOSITORY / "tests" / "data" / "scans" / "proceedings.png").read_bytes()
"""The table of proceedings of the recorded form of 2021, at 130 dots per inch."""
with_engine = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None,
    reason="the extra nianbao[ocr] is not installed",
)


def test_pictures_are_not_read_unless_that_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OCR_VARIABLE, raising=False)
    assert not recognizes_scans()
    with pytest.raises(NotAReport, match="whose content is not read") as caught:
        read_page(Document(content=PICTURE))
    assert RECOGNITION in caught.value.reason


def test_a_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OCR_VARIABLE, "yes please")
    with pytest.raises(WrongSetting, match="Write on or off"):
        recognizes_scans()


def test_the_setting_asks_for_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OCR_VARIABLE, "on")
    monkeypatch.setattr("knowledge.settings._MODULES", ("no_such_module_here",))
    recognizes_scans.__globals__["_recognizes"].cache_clear()
    with pytest.raises(WrongSetting, match=r"no_such_module_here is not installed.*pip install"):
        recognizes_scans()


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


def kept(kind: str, *pictures: Image.Image) -> bytes:
    """Pictures as the pages of one file."""
    file = io.BytesIO()
    pictures[0].save(file, kind, save_all=True, append_images=pictures[1:], resolution=130)
    return file.getvalue()


def printed() -> Image.Image:
    return Image.open(io.BytesIO(PICTURE)).convert("L")


@with_engine
def test_a_picture_of_a_table(switched_on: None) -> None:
    page = read_page(Document(content=PICTURE))
    assert read(page) == {key: (value, 1) for key, value in TRUTH.items()}
    assert [flag.kind for flag in page.flags] == ["scan_recognized"]


@with_engine
def test_a_picture_that_lies_on_its_side(switched_on: None) -> None:
    page = read_page(Document(content=kept("PNG", printed().transpose(Image.Transpose.ROTATE_90))))
    assert read(page) == {key: (value, 1) for key, value in TRUTH.items()}


@with_engine
def test_the_pages_of_a_tiff_file(switched_on: None) -> None:
    page = read_page(Document(content=kept("TIFF", Image.new("L", (900, 1200), 255), printed())))
    assert read(page) == {key: (value, 2) for key, value in TRUTH.items()}


@with_engine
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


@with_engine
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
