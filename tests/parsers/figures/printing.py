"""Whole reports with a filled form in them, in the formats that portals publish."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import docx

from tests.parsers.figures.sheets import Grid, Printed, Sheet

TITLE = "芜湖市人民政府{year}年政府信息公开工作年度报告"
INTRODUCTION = (
    "本报告由芜湖市人民政府办公室编制，数据统计期限为{year}年1月1日至{year}年12月31日。",
    "一、总体情况",
    "{year}年，我市认真落实政府信息公开条例，公开工作有序开展，制度逐步完善，群众较为满意，现将有关情况报告如下。",
)
BETWEEN = "各单位数据已经核对。"
CLOSING = (
    "五、存在的主要问题及改进情况",
    "公开还不够及时，下一步将加强培训。",
    "六、其他需要报告的事项",
    "无其他需要报告的事项。",
)


def html(sheet: Sheet, year: int) -> bytes:
    """A page."""
    tables = f"<p>{BETWEEN}</p>".join(map(_html, sheet.tables))
    before = "".join(f"<p>{line}</p>" for line in _lines(INTRODUCTION, year))
    after = "".join(f"<p>{line}</p>" for line in CLOSING)
    title = TITLE.format(year=year)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{before}{tables}{after}</body></html>"
    return page.encode()


def _html(grid: Grid) -> str:
    rows = (
        "".join(f'<td rowspan="{cell.height}" colspan="{cell.width}"><p>{cell.text}</p></td>' for cell in row)
        for row in grid
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def flattened(sheet: Sheet, year: int) -> bytes:
    """A text with one cell of its tables a line."""
    tables = f"\n{BETWEEN}\n".join("\n".join(cell.text for row in grid for cell in row) for grid in sheet.tables)
    return "\n".join([TITLE.format(year=year), *_lines(INTRODUCTION, year), tables, *CLOSING]).encode()


def _lines(lines: tuple[str, ...], year: int) -> list[str]:
    return [line.format(year=year) for line in lines]


def word(sheet: Sheet, year: int | None = None) -> bytes:
    """A Word document with merged cells; only the tables where no year is given."""
    document = docx.Document()
    for line in [TITLE.format(year=year), *_lines(INTRODUCTION, year)] if year else []:
        document.add_paragraph(line)
    for grid in sheet.tables:
        found = list(places(grid))
        n_columns = max(column + cell.width for cell, _, column in found)
        table = document.add_table(len(grid), n_columns)
        for cell, row, column in found:
            first = table.cell(row, column)
            first.merge(table.cell(row + cell.height - 1, column + cell.width - 1)).text = cell.text
        document.add_paragraph(BETWEEN)
    for line in CLOSING if year else ():
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def places(grid: Grid) -> Iterator[tuple[Printed, int, int]]:
    """Every cell with the row and column of the grid that it begins in."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update((row + down, column + right) for down in range(cell.height) for right in range(cell.width))
            yield cell, row, column
            column += cell.width


_SIZE, _LEADING, _ROW, _MARGIN = 9, 12, 64, 40


def pdf_with(sheet: Sheet, lines: list[str], *, framed: bool, width: int = 1000) -> bytes:
    """A PDF document of given lines, with a ruled table of a page of its own for each NUL character among them."""
    pages: list[tuple[str, int]] = []
    words: list[str] = []
    tables = iter(sheet.tables)
    for line in lines:
        if line != "\x00":
            words.append(line)
            continue
        pages += [_page_of_words(words)] if words else []
        words = []
        pages.append(_page_of_a_table(next(tables), width, between=False))
    pages.append(_page_of_words(words))
    frames = (f"10 10 {width - 20} {height - 20} re S\n" if framed else "" for _, height in pages)
    return _document([(frame + page, height) for frame, (page, height) in zip(frames, pages, strict=True)], width)


def pdf_of_lines(lines: list[str]) -> bytes:
    """A PDF document of nothing but lines."""
    return _document([_page_of_words(lines[start : start + 40]) for start in range(0, len(lines), 40)])


def pdf(sheet: Sheet, year: int) -> bytes:
    """A PDF document with ruled tables, one on each page; long words are broken over the lines of their cell."""
    pages = [_page_of_words([TITLE.format(year=year), *_lines(INTRODUCTION, year)])]
    pages += [_page_of_a_table(grid) for grid in sheet.tables]
    pages.append(_page_of_words(list(CLOSING)))
    return _document(pages)


def _page_of_words(lines: list[str]) -> tuple[str, int]:
    height = _MARGIN * 2 + 20 * len(lines)
    return "\n".join(_shown(line, _MARGIN, height - _MARGIN - 20 * index) for index, line in enumerate(lines)), height


def _page_of_a_table(grid: Grid, page_width: int = 1000, *, between: bool = True) -> tuple[str, int]:
    found = list(places(grid))
    n_columns = max(column + cell.width for cell, _, column in found)
    side = (page_width - 2 * _MARGIN) / n_columns
    row_height = _LEADING + max(
        _LEADING * -(-len(cell.text) * _SIZE // int(cell.width * side - 4)) for cell, _, _ in found
    )
    row_height = max(_ROW, row_height)
    height = 3 * _MARGIN + row_height * len(grid)
    parts = []
    for cell, row, column in found:
        left, top = _MARGIN + column * side, height - _MARGIN - row * row_height
        width, tall = cell.width * side, cell.height * row_height
        parts.append(f"{left:.1f} {top - tall:.1f} {width:.1f} {tall:.1f} re S")
        per_line = int((width - 4) / _SIZE)
        pieces = [
            line[start : start + per_line] for line in cell.text.split("\n") for start in range(0, len(line), per_line)
        ]
        parts += [_shown(piece, left + 2, top - _LEADING * (line + 1)) for line, piece in enumerate(pieces)]
    if between:
        parts.append(_shown(BETWEEN, _MARGIN, _MARGIN))
    return "\n".join(parts), height


def _shown(words: str, x: float, y: float) -> str:
    return f"BT /F {_SIZE} Tf {x:.1f} {y:.1f} Td <{words.encode('utf-16-be').hex()}> Tj ET"


_FONT: Mapping[int, str] = MappingProxyType(
    {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
        5: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
    }
)
"""A font of Chinese characters that every reader has and none must be sent with the document."""


def _document(pages: list[tuple[str, int]], width: int = 1000) -> bytes:
    """The objects of a PDF document and the table of where they stand."""
    first = max(_FONT) + 1
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(pages)))
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    objects |= {number: text.encode() for number, text in _FONT.items()}
    for index, (content, height) in enumerate(pages):
        number = first + 2 * index
        packed = zlib.compress(content.encode())
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects[number + 1] = head + packed + b"\nendstream"
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number in sorted(objects):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


FORMATS = MappingProxyType({"html": html, "txt": flattened, "pdf": pdf, "docx": word})
