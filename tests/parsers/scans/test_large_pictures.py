"""Large pictures are worked on strip by strip, with the same result; skipped where the extra is not installed."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest

_WITHOUT = "the extra nianbao[ocr] is not installed"
cv2 = pytest.importorskip("cv2", reason=_WITHOUT)
Image = pytest.importorskip("PIL.Image", reason=_WITHOUT)
pytest.importorskip("pypdfium2", reason=_WITHOUT)

from parsers.scans import picture as room  # noqa: E402  # it needs the extra
from parsers.scans.pages import pages_of_picture  # noqa: E402
from parsers.scans.picture import STRIP, sheet_of, upright  # noqa: E402


@pytest.fixture
def traced() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


@pytest.mark.parametrize("height", [1, STRIP - 1, STRIP, STRIP + 1, 2 * STRIP + 2])
def test_strips_change_nothing(height: int) -> None:
    colors = np.random.default_rng(height).integers(0, 256, (height, 131, 3), dtype=np.uint8)
    sheet = sheet_of(colors)
    most, least = colors.max(axis=2), colors.min(axis=2)
    assert (sheet.gray == most).all()
    assert (sheet.colored == np.where(most - least > room._COLORED, 255, 0)).all()
    whole = cv2.filter2D(sheet.gray, cv2.CV_32F, room._SECOND_DERIVATIVE)
    assert room._roughness(sheet.gray) == np.median(np.abs(whole))
    file = io.BytesIO()
    Image.fromarray(colors).save(file, "PNG")
    (page,) = pages_of_picture(file.getvalue(), 1)
    assert (page == colors).all()


def test_a_large_page_is_opened_and_turned_upright_with_few_copies(traced: None) -> None:
    file = io.BytesIO()
    Image.new("RGB", (4000, 5600), (250, 250, 250)).save(file, "PNG")
    (page,) = pages_of_picture(file.getvalue(), 1)
    assert tracemalloc.get_traced_memory()[1] < 1.2 * page.nbytes
    tracemalloc.reset_peak()
    upright(sheet_of(page))
    assert tracemalloc.get_traced_memory()[1] < 2.2 * page.nbytes


def test_of_what_moves_the_beginning_is_the_page() -> None:
    pictures = [Image.new("L", (60, 40), shade) for shade in (0, 255)]
    for kind, count in (("GIF", 1), ("TIFF", 2)):
        file = io.BytesIO()
        pictures[0].save(file, kind, save_all=True, append_images=pictures[1:])
        pages = list(pages_of_picture(file.getvalue(), 9))
        assert len(pages) == count
        assert pages[0].max() == 0
