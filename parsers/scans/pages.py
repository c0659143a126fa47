"""Pictures of pages as arrays of pixels: pages of PDF files, and picture files."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image, ImageOps

from parsers.errors import NotAReport, reading
from parsers.scans.picture import WIDTHS

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
    """The pages of a picture file; most kinds have one.

    Args:
        content: The file.
        most: Pages that are wanted at most.
    """
    with reading("picture"):
        picture = Image.open(io.BytesIO(content))
    for number in itertools.islice(itertools.count(), min(most, getattr(picture, "n_frames", 1))):
        with reading("picture"):
            picture.seek(number)
            _check_size(*picture.size)
            upright = ImageOps.exif_transpose(picture)
            yield np.array(upright.convert("L" if upright.mode in ("1", "L") else "RGB"))


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS or height > _TALLEST * width:
        raise NotAReport(f"The document is a picture of {width} × {height} pixels, which is no page of a report.")
