"""Pictures of pages as arrays of pixels: pages of PDF files, and picture files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageOps

from parsers.errors import NotAReport, reading
from parsers.scans.picture import STRIP, WIDTHS

Pixels = npt.NDArray[Any]

_RESOLUTION = 200 / 72
"""Pixels for each point of a page, unless it is so small or large that its width would be none that is recognised."""
_MOST_PIXELS = 80_000_000
"""Pixels of a picture: a page of A3 at 600 dots per inch has 70 million."""
_TALLEST = 6
"""How many times as tall as wide a page is at most; a longer picture is that of a whole web page."""


def pages_of_pdf(content: bytes, numbers: Iterable[int]) -> Iterator[Pixels]:
    """Pages of a PDF file as they are printed.

    Args:
        content: The file.
        numbers: Numbers of the pages, from 1.
    """
    with reading("PDF file"):
        document = pypdfium2.PdfDocument(content)
    try:
        for number in numbers:
            with reading("PDF file"):
                page = document[number - 1]
                width, height = page.get_size()
                scale = min(max(_RESOLUTION * width, WIDTHS[0]), WIDTHS[1]) / width
                _check_size(round(width * scale), round(height * scale))
                yield np.array(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])
                page.close()
    finally:
        document.close()


def pages_of_picture(content: bytes, most: int) -> Iterator[Pixels]:
    """The pages of a picture file: of TIFF there may be several; of what moves, the beginning is the page.

    The decoded file is let go before a page is given away: of a page of 80 million pixels there is only one copy then.

    Args:
        content: The file.
        most: Pages that are wanted at most.
    """
    with reading("picture"), Image.open(io.BytesIO(content)) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    for number in range(min(most, count)):
        yield _page_of_picture(content, number)


def _page_of_picture(content: bytes, number: int) -> Pixels:
    with reading("picture"), Image.open(io.BytesIO(content)) as picture:
        picture.seek(number)
        _check_size(*picture.size)
        ImageOps.exif_transpose(picture, in_place=True)
        # Strip by strip: a page as a whole is large enough without a second copy.
        width, height = picture.size
        colors = picture.mode not in ("1", "L")
        pixels = np.empty((height, width, 3) if colors else (height, width), np.uint8)
        for top in range(0, height, STRIP):
            strip = picture.crop((0, top, width, min(height, top + STRIP)))
            pixels[top : top + STRIP] = np.asarray(strip.convert("RGB" if colors else "L"))
    return pixels


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS or height > _TALLEST * width:
        raise NotAReport(f"The document is a picture of {width} × {height} pixels, which is no page of a report.")
