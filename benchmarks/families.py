"""Documents that can be made as long as one likes, each long in one way: what a reader of reports may stumble over.

Every family is a report of a few sentences with one passage that is repeated until the document has the length asked
for. Repetitions are numbered where a reader could otherwise remember the one before.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator

Make = Callable[[int], bytes]
"""A document with about so many characters."""

LONGEST = 2_000_000
"""Characters up to which every reader's time must grow no faster than the document."""

TITLE = "芜湖市人民政府2019年政府信息公开工作年度报告"
BEGINNING = (
    TITLE,
    "根据《中华人民共和国政府信息公开条例》，现公布芜湖市人民政府2019年政府信息公开工作年度报告。",
    "一、概述",
    "2019年，我市认真落实条例，公开工作有序开展，制度逐步完善，群众较为满意。",
    "二、主动公开政府信息情况",
)
END = (
    "三、依申请公开情况",
    "2019年共收到政府信息公开申请12件，均按期答复。",
    "四、存在的问题和改进措施",
    "公开的内容还不够丰富，将在下一年改进。",
)
SENTENCE = "本市坚持公开为常态、不公开为例外，回应了群众的关切。"


@dataclasses.dataclass(frozen=True, slots=True)
class Family:
    """Documents of one kind and any length.

    Attributes:
        name: What is long in them.
        kind: `text`, or `markup` for pages and files.
        make: Makes one.
        most: Characters of the longest one; less than `LONGEST` where a file of few characters is a heavy one.
    """

    name: str
    kind: str
    make: Make
    most: int = LONGEST


Unit = str | Callable[[int], str]
"""What is repeated: always the same, or another with each number."""


def filled(unit: Unit, length: int) -> str:
    """Units until their text has a length."""
    if isinstance(unit, str):
        return unit * (length // len(unit))
    parts: list[str] = []
    room = length
    for number in itertools.count():
        part = unit(number)
        room -= len(part)
        if room < 0:
            return "".join(parts)
        parts.append(part)
    raise AssertionError


def report(passage: str) -> str:
    """A report in plain text with a passage in its second part."""
    return "\n".join((*BEGINNING, passage, *END))


_FRAME = len(report("")) + 100


def text(unit: Unit, before: str = "", after: str = "") -> Make:
    """Plain text with a passage of units between two others."""

    def make(length: int) -> bytes:
        room = max(0, length - _FRAME - len(before) - len(after))
        return report(before + filled(unit, room) + after).encode("utf-8", "surrogatepass")

    return make


def beside(unit: Unit, before: str = "", after: str = "") -> Make:
    """The same behind as many sentences, for units that are no Chinese: a text without it is read no further."""

    def make(length: int) -> bytes:
        half = max(0, length - _FRAME - len(before) - len(after)) // 2
        sentences = filled(lambda number: f"第{number}项{SENTENCE}\n", half)
        return report(sentences + before + filled(unit, half) + after).encode()

    return make


def misread(encoding: str) -> Make:
    """Plain text whose bytes were read in another encoding and written again."""

    def make(length: int) -> bytes:
        passage = filled(lambda number: f"{SENTENCE[:-1]}{number}次。\n", length // 3)
        return report(passage).encode(encoding).decode("latin-1").encode()

    return make


def twice(length: int) -> bytes:
    """A report that stands twice on its page, with different lines in between."""
    room = max(0, length // 2 - _FRAME)
    passage = filled(lambda number: f"第{number}项工作坚持公开为常态、不公开为例外，回应了群众的关切。\n", room)
    whole = report(passage)
    return (whole + "\n" + whole).encode()


_ORDINALS = "一二三四五六七八九"
_SYLLABLES = ("政(zhèng)府(fǔ)", "信(xìn)息(xī)", "公(gōng)开(kāi)", "年(nián)度(dù)", "报(bào)告(gào)")
_LABELS = (
    "收到申请数",
    "当面申请数",
    "网络申请数",
    "信函申请数",
    "申请办结数",
    "按时办结数",
    "行政复议数量",
    "维持具体行政行为数",
)
_WAYS = ("政府网站", "政务微博", "政务微信", "新闻发布会", "政府公报")


def _texts() -> Iterator[Family]:
    units: dict[str, Make] = {
        "sentences without numbers": text(SENTENCE),
        "sentences that differ": text(lambda n: f"第{n}项{SENTENCE}"),
        "lines of one sentence": text(lambda n: f"第{n}项{SENTENCE}\n"),
        "one line without a mark": text("政府信息公开工作"),
        "short lines": text(lambda n: f"公开{n}\n"),
        "empty lines": text("\n \n"),
        "a gap of spaces": text(" ", "收到申请", "12件。"),
        "a gap of wide spaces": text("\u3000", "收到申请", "12件。"),
        "characters that nobody sees": text("公\u200b开\u200b"),
        "spaces between characters": text("政 府 信 息 公 开 "),
        "headings of parts": text(lambda n: f"{_ORDINALS[n % 9]}、加强公开\n"),
        "headings in brackets": text(lambda n: f"（{_ORDINALS[n % 9]}）加强公开。{SENTENCE}\n"),
        "headings with digits": text(lambda n: f"{n % 99}.加强公开\n{SENTENCE}\n"),
        "rows with bars": text(lambda n: f"收到申请数 | 件 | {n}\n"),
        "bars": text("|"),
        "a cell a line": text(lambda n: f"{_LABELS[n % 8]}\n件\n{n}\n", "统计指标\n单位\n统计数\n"),
        "numbers a line": beside(lambda n: f"{n}\n", "统计指标\n单位\n统计数\n"),
        "labels on one line": text(lambda n: f"{_LABELS[n % 8]}件{n} ", "统计指标 单位 统计数 "),
        "tabs": text(lambda n: f"{_LABELS[n % 8]}\t件\t{n}\n"),
        "titles that are labels": text("单位\n"),
        "cells that stand for none": text(lambda n: f"第{n}部门" + " 无 暂无" * 12 + " 说明\n"),
        "cells that stand for none on one line": beside(" n/a", "部门", " 说明"),
        "glosses": text(lambda n: _SYLLABLES[n % 5]),
        "private characters": text("公\ue010开\ue011"),
        "question marks": text("公开?信息?"),
        "lost characters": text("公开\ufffd信息\ufffd"),
        "traditional characters": text(lambda n: f"第{n}項資訊公開，網站與軟體開發、檔案數據。\n"),
        "misread bytes": misread("utf-8"),
        "entities": text("公开&amp;&nbsp;"),
        "latin letters": beside("a"),
        "titles": text(f"{TITLE}\n"),
        "names of agencies": text(lambda n: f"芜湖市第{n}人民法院、镜湖区公安局、"),
        "document numbers": text(lambda n: f"（国办发〔{2000 + n % 20}〕{n}号）"),
        "dates": text(lambda n: f"{2000 + n % 20}年{n % 12 + 1}月{n % 28 + 1}日，"),
        "lines of a menu": text(lambda n: f"首页 > 政务公开 > 栏目{n}\n"),
        "two bodies": twice,
        "telephone numbers": beside(lambda n: f"电话139 {n % 9000 + 1000} {n % 7000 + 1000}，"),
        "one long number": beside("1", "主动公开信息", "条。"),
        "digits with hyphens": beside("12-", "主动公开信息", "条。"),
        "brackets that stay open": text("（", "主动公开", "1条。"),
        "numbers in sentences": text(lambda n: f"主动公开政府信息{n}条，通过{_WAYS[n % 5]}公开{n}条。"),
        "numbers in one sentence": text(lambda n: f"通过{_WAYS[n % 5]}公开{n}条，"),
        "totals behind parts": text(lambda n: f"，检索费{n}元，合计{n + 9}元", "收取费用9000元"),
        "names in quotes": text(lambda n: f"，“网上芜湖”公开信息{n}条", "公开信息9000条"),
        "parts of parts": text(lambda n: f"，其中网络申请{n}件", "收到申请9000件"),
    }
    for name, make in units.items():
        yield Family(name, "text", make)


def page(body: str) -> str:
    """A page with a report whose second part holds some markup."""
    before, after = ("".join(f"<p>{line}</p>" for line in lines) for lines in (BEGINNING, END))
    return f"<html><head><title>{TITLE}</title></head><body>{before}{body}{after}</body></html>"


_PAGE = len(page(""))


def markup(unit: Unit, before: str = "", after: str = "", encoding: str = "utf-8") -> Make:
    """A page with a passage of units between two pieces of markup."""

    def make(length: int) -> bytes:
        room = max(0, length - _PAGE - len(before) - len(after))
        return page(before + filled(unit, room) + after).encode(encoding)

    return make


def nested(opening: str, closing: str, inside: str, most: int) -> Make:
    """A page whose elements lie in each other, up to a depth, and again until the page is long."""

    def make(length: int) -> bytes:
        unit = opening * most + inside + closing * most
        return page(unit * max(1, length // len(unit))).encode()

    return make


def wide(length: int) -> bytes:
    """A page with one table whose rows have 200 cells."""
    row = "<tr>" + "".join(f"<td>第{number}项公开</td>" for number in range(200)) + "</tr>"
    return page("<table>" + row * (length // len(row)) + "</table>").encode()


def in_one_row(length: int) -> bytes:
    """A page with a table of two rows, one of titles and one of what may be years."""
    width = length // 40
    titles = "".join(f"<td>第{number}街道</td>" for number in range(width))
    return page(f"<table><tr><td></td>{titles}</tr><tr><td>公开</td>{'<td>2016</td>' * width}</tr></table>").encode()


_CELLS = "<tr><td>{label}</td><td>件</td><td>{number}</td></tr>"


def _row(number: int) -> str:
    return _CELLS.format(label=_LABELS[number % 8], number=number)


_OWN_TITLES = "<tr><td>街道</td><td>公开</td><td>申请</td></tr>"


def _own_row(number: int) -> str:
    return f"<tr><td>第{number}街道</td><td>{number}</td><td>{number % 7}</td></tr>"


def _pages() -> dict[str, Make]:
    return {
        "page: paragraphs": markup(lambda n: f"<p>第{n}项{SENTENCE}</p>"),
        "page: paragraphs that stay open": markup(lambda n: f"<p>第{n}项{SENTENCE}"),
        "page: broken lines": markup("公开<br>", "<p>", "</p>"),
        "page: broken sentences": markup(lambda n: f"第{n}项公开了、<br>", "<p>", "</p>"),
        "page: spans": markup(lambda n: f"<span>公</span><span>开{n}</span>", "<p>", "</p>"),
        "page: marks": markup("<b>公</b><i>开</i>", "<p>" + "<font>" * 50, "</p>"),
        "page: links": markup(lambda n: f"<a href='/{n}'>栏目{n}</a>"),
        "page: lists": markup(lambda n: f"<ul><li>第{n}项{SENTENCE}</li><li>第{n}条</li></ul>"),
        "page: deep boxes": nested("<div>", "</div>", SENTENCE, 100),
        "page: deep marks": nested("<b>", "</b>", SENTENCE, 500),
        "page: tables in tables": nested("<table><tr><td>1</td><td>", "</td></tr></table>", SENTENCE, 100),
        "page: small tables": markup(lambda n: f"<table>{_row(n)}{_row(n + 1)}</table>"),
        "page: a table of the form": markup(_row, "<table>", "</table>"),
        "page: a table of another kind": markup(_own_row, f"<table>{_OWN_TITLES}", "</table>"),
        "page: captions and tables of another kind": markup(
            lambda n: f"<p>第{n}街道公开情况</p><table>{_OWN_TITLES}{_own_row(n)}</table>"
        ),
        "page: a table of another kind in one row": in_one_row,
        "page: rows of what may be years": markup(
            lambda n: f"<tr><td>第{n}项公开工作</td><td colspan=2>2015</td><td colspan=2>2016</td></tr>",
            "<table>",
            "</table>",
        ),
        "page: wide rows": wide,
        "page: a long cell": markup(lambda n: f"第{n}项公开<br>", "<table><tr><td>1</td><td>", "</td></tr></table>"),
        "page: entities": markup("公开&nbsp;&#8203;", "<p>", "</p>"),
        "page: entities twice": markup("公开&amp;nbsp;", "<p>", "</p>"),
        "page: comments": markup(lambda n: f"<!-- {n} -->公开"),
        "page: scripts": markup(lambda n: f"<script>var a{n} = '<p>';</script>"),
        "page: hidden boxes": markup(lambda n: f"<div style='display:none'>第{n}项</div>"),
        "page: a long style": markup(";display ", "<p style='", "'>公开</p>"),
        "page: attributes": markup(lambda n: f" a{n}=1", "<p", ">公开</p>"),
        "page: spaces": markup(" \n", "<p>公开", "工作</p>"),
        "page: signs that open nothing": markup("< "),
        "page: meta tags": markup(lambda n: f"<meta name='a{n}' content='b'>"),
        "page: lines of a pre": markup(lambda n: f"{_LABELS[n % 8]}  件  {n}\n", "<pre>", "</pre>"),
        "page: pictures": markup(lambda n: f"<img src='data:image/png;base64,{'A' * 200}{n}'>"),
        "page: in GB 18030": markup(lambda n: f"<p>第{n}项{SENTENCE}</p>", encoding="gb18030"),
    }


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word(unit: Unit, before: str = "", after: str = "") -> Make:
    """A Word file whose main part holds a passage of units."""

    def make(length: int) -> bytes:
        parts = (*map(_paragraph, BEGINNING), before, filled(unit, length), after, *map(_paragraph, END))
        main = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {_WORD}><w:body>{"".join(parts)}</w:body></w:document>'
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (
                ("[Content_Types].xml", _TYPES),
                ("_rels/.rels", _RELATIONS),
                ("word/document.xml", main),
            ):
                archive.writestr(name, content)
        return buffer.getvalue()

    return make


def _word_row(number: int) -> str:
    cells = (_LABELS[number % 8], "件", str(number))
    return "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def _words() -> dict[str, Make]:
    return {
        "Word: paragraphs": word(lambda n: _paragraph(f"第{n}项{SENTENCE}")),
        "Word: runs": word(lambda n: f"<w:r><w:t>公开{n}</w:t></w:r>", "<w:p>", "</w:p>"),
        "Word: rows": word(_word_row, "<w:tbl>", "</w:tbl>"),
    }


_SECTOR = 512
_FREE, _CHAIN_END, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE) with some streams ([MS-CFB])."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    padded = {name: data + b"\0" * (-len(data) % _SECTOR) for name, data in padded.items()}
    sizes = [len(data) // _SECTOR for data in padded.values()]
    tables = 1
    while tables * (_SECTOR // 4) < tables + 1 + sum(sizes):
        tables += 1
    chains = [_FAT_SECTOR] * tables + [_CHAIN_END]
    starts = []
    for size in sizes:
        starts.append(len(chains))
        chains += [*range(len(chains) + 1, len(chains) + size), _CHAIN_END]
    chains += [_FREE] * (-len(chains) % (_SECTOR // 4))
    entries = _entry("Root Entry", 5, _CHAIN_END, 0, child=1)
    for index, (name, data) in enumerate(padded.items(), 1):
        entries += _entry(name, 2, starts[index - 1], len(data), right=index + 1 if index < len(padded) else _FREE)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, _CHAIN_END, 0, _CHAIN_END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    table = struct.pack(f"<{len(chains)}I", *chains)
    return header + table + entries.ljust(_SECTOR, b"\0") + b"".join(padded.values())


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    title = name.encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title) + 2, kind, 1, _FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def old_word(pieces: int) -> Make:
    """A Word 97 file; its text lies in one piece, or in one for so many characters."""

    def make(length: int) -> bytes:
        words = "\r".join((*BEGINNING, filled(lambda n: f"第{n}项{SENTENCE}\r", length), *END)) + "\r"
        count = max(1, len(words) // pieces)
        bounds = [len(words) * index // count for index in range(count + 1)]
        main = bytearray(1024)
        struct.pack_into("<H", main, 0, 0xA5EC)
        struct.pack_into("<I", main, 0x4C, len(words))
        size = 4 * (count + 1) + 8 * count
        table = b"\x02" + struct.pack("<I", size) + struct.pack(f"<{count + 1}I", *bounds)
        table += b"".join(struct.pack("<HIH", 0, 1024 + 2 * bound, 0) for bound in bounds[:-1])
        struct.pack_into("<II", main, 0x1A2, 0, len(table))
        struct.pack_into("<II", main, 0x102, len(table), 4)
        text = words.encode("utf-16-le")
        return compound({"WordDocument": bytes(main) + text, "0Table": table + b"\0" * 8})

    return make


_FONT = b"""
<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>
<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] \
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>
<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 \
/Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>
"""


def pdf(pages: Iterable[str]) -> bytes:
    """A PDF file with what each page shows."""
    contents = [zlib.compress(content.encode()) for content in pages]
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        *_FONT.strip().splitlines(),
    ]
    for index, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {7 + 2 * index} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _shown(words: str, x: float, y: float, size: float = 10) -> str:
    return f"BT /F {size:g} Tf {x:.1f} {y:.1f} Td <{words.encode('utf-16-be').hex()}> Tj ET"


_LINES_OF_A_PAGE = 40


def _page_lines(lines: list[str]) -> str:
    return "\n".join(_shown(line, 40, 760 - 18 * index) for index, line in enumerate(lines))


def printed(make_page: Callable[[int, int], str], of_a_page: int) -> Make:
    """A PDF file whose pages hold so many characters each."""

    def make(length: int) -> bytes:
        inner = [make_page(number, of_a_page) for number in range(max(1, length // of_a_page))]
        return pdf([_page_lines(list(BEGINNING)), *inner, _page_lines(list(END))])

    return make


def crowded(make_page: Callable[[int, int], str]) -> Make:
    """A PDF file with one page that holds all."""

    def make(length: int) -> bytes:
        return pdf([_page_lines(list(BEGINNING)), make_page(0, length), _page_lines(list(END))])

    return make


def _lines(number: int, length: int) -> str:
    lines = [f"第{number}页第{index}行{SENTENCE}"[:40] for index in range(max(1, length // 40))]
    return "\n".join(_shown(line, 40, 760 - 720 * index / len(lines), 8) for index, line in enumerate(lines))


def _characters(_: int, length: int) -> str:
    return "\n".join(_shown("公", 20 + index * 7 % 560, 20 + index * 11 % 760, 6) for index in range(length))


def _ruled(number: int, length: int) -> str:
    """A table of three columns, its cells drawn as boxes."""
    rows = max(1, length // 10)
    parts = []
    for row in range(rows):
        y, tall = 780 - 760 * (row + 1) / rows, 760 / rows
        for column, cell in enumerate((_LABELS[row % 8], "件", str(number * rows + row))):
            parts.append(f"{40 + 160 * column} {y:.3f} 160 {tall:.3f} re S")
            parts.append(_shown(cell, 42 + 160 * column, y + tall / 4, min(9, tall * 0.7)))
    return "\n".join(parts)


def _boxes(_: int, length: int) -> str:
    return "\n".join(f"{index * 7 % 560} {index * 11 % 760} 5 5 re S" for index in range(length))


def _rules(_: int, length: int) -> str:
    """As many horizontal as vertical rules, each across the whole page; their crossings grow with the square."""
    places = [index / length for index in range(length)]
    across = [f"20 {20 + 760 * place:.3f} m 580 {20 + 760 * place:.3f} l S" for place in places]
    down = [f"{20 + 560 * place:.3f} 20 m {20 + 560 * place:.3f} 780 l S" for place in places]
    return "\n".join(across + down)


def _files() -> Iterator[Family]:
    yield Family("old Word: one piece", "markup", old_word(LONGEST))
    yield Family("old Word: pieces", "markup", old_word(20))
    yield Family("PDF: pages of lines", "markup", printed(_lines, 1000), 190_000)
    yield Family("PDF: pages of tables", "markup", printed(_ruled, 250), 47_500)
    yield Family("PDF: a page of lines", "markup", crowded(_lines), 128_000)
    yield Family("PDF: a page of characters", "markup", crowded(_characters), 64_000)
    yield Family("PDF: a page of cells", "markup", crowded(_ruled), 16_000)
    yield Family("PDF: a page of boxes", "markup", crowded(_boxes), 8_000)
    yield Family("PDF: a page of rules", "markup", crowded(_rules), 400)


def families() -> list[Family]:
    """All families, texts first."""
    pages = (Family(name, "markup", make) for name, make in (_pages() | _words()).items())
    return [*_texts(), *pages, *_files()]
