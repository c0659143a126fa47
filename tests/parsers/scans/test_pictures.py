"""What is said of pictures where they are not read."""

from __future__ import annotations

import pytest

from knowledge.settings import OCR_VARIABLE, recognizes_scans
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
