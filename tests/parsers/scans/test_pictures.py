"""What is said of pictures where they are not read."""

from __future__ import annotations

import pytest

from knowledge.settings import OCR_VARIABLE, WrongSetting, recognizes_scans
from parsers.blocks.reader import read_page
from parsers.errors import RECOGNITION, NotAReport
from parsers.model import Document
from tests.parsers.scans.recorded import PICTURE


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
