"""Pictures as they come, with the engine where it is installed, and what is said where it is not."""

from __future__ import annotations

import importlib.util

import pytest

from knowledge.settings import OCR_VARIABLE, WrongSetting, recognizes_scans
from parsers.blocks.reader import read_page
from parsers.errors import RECOGNITION, NotAReport
from parsers.model import Document
from parsers.scans.figures import placed, settle
from parsers.text.layout import lay_out
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


@with_engine
def test_a_picture_of_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OCR_VARIABLE, "on")
    page = read_page(Document(content=PICTURE))
    blocks, settled = settle(page.blocks, 2023)
    figures, _ = placed(settled, lay_out(blocks).tables)
    truth = {key: value for key, value in recorded("2021").truth.items() if key[0].startswith(("review", "litigation"))}
    assert {(figure.code, figure.applicant_type): figure.value for figure in figures} == truth
    assert [flag.kind for flag in page.flags] == ["scan_recognized"]
    assert all(figure.on_page and figure.on_page.page == 1 for figure in figures)
