"""Content and fonts of PDF documents: read at once, and with the same result as by pdfminer token by token."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdfinterp import PDFPageInterpreter

from parsers.blocks.pdf import pages
from parsers.blocks.pdf.fonts import characters_of
from parsers.blocks.pdf.pages import Drawn, open_pages, read_drawn
from parsers.blocks.reader import read_page
from parsers.errors import Unreadable
from parsers.model import Document
from tests.parsers.paper import file_of

LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding %s >>"
DOWNWARDS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-V /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    b"/DW 1000 >>] %s >>"
)
"""A font that is written from above to below."""
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 10 20] "


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def document(
    *contents: bytes,
    table: bytes | None = None,
    form: bytes = b"",
    paper: bytes = b"/MediaBox [0 0 600 800]",
    font: bytes = LATIN,
) -> bytes:
    """One page with a font, and a form that it may draw; its content may come in several streams."""
    resources = b"/Resources << /Font << /F 3 0 R /G 3 0 R >> /XObject << /X 5 0 R >> >>"
    parts = b" ".join(b"%d 0 R" % (7 + number) for number in range(len(contents)))
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
            font % (b"/ToUnicode 4 0 R" if table is not None else b""),
            stream(table or b""),
            stream(form, FORM + resources),
            b"<< /Type /Page /Parent 2 0 R %s /Contents [%s] %s >>" % (paper, parts, resources),
            *map(stream, contents),
        ],
        encrypted=False,
    )


def drawn(content: bytes) -> Drawn:
    (page,) = read_drawn(open_pages(content))
    return page


def text(content: bytes) -> str:
    return "".join(one["text"] for one in drawn(content).characters)


USUAL = {
    "strings": rb"BT /F 12 Tf 72 700 Td (a\(b\)\\ \n\101\0612\8\q) Tj <48 656C6C6F2> Tj ET",
    "steps between strings": b"BT /F 12 Tf 3 Tc 5 Tw 80 Tz 2 Ts 72 700 Td [(a b) -250.5 (c) 30 <64>] TJ 7 Tj ET",
    "lines": b"BT /F 9 Tf 14 TL 72 700 Td (a) Tj T* (b) Tj 5 -20 TD (c) Tj (d) ' 1 2 (e f) \" ET",
    "turned and mirrored": b"BT /F 9 Tf 0 1 -1 0 300 300 Tm (up) Tj -1 0 0 1 300 300 Tm (back) Tj "
    b"2 .5 -.5 2 9 9 Tm (x) Tj ET",
    "states": b"q 2 0 0 2 10 10 cm 0.5 g BT /F 9 Tf (a) Tj ET "
    b"q 1 0 0 rg BT /G 8 Tf (b) Tj ET Q BT (c) Tj ET Q BT (d) Tj ET Q",
    "colors": b"/DeviceRGB cs 1 0 0 sc BT /F 9 Tf (a) Tj ET 0 0 0 1 k BT (b) Tj ET /DeviceGray cs 1 scn BT (c) Tj ET",
    "outlines": b"10 10 50 20 re S 5 5 m 90 5 l S 1 1 m 9 1 l 9 9 l 1 9 l h f 0 0 m 5 9 9 9 12 0 c f* "
    b"1 1 m 5 5 l 9 1 l b 3 3 4 4 re 20 20 4 4 re B 5 5 5 5 re W* n 8 8 m 8 80 l h s",
    "marks": b"/P << /MCID 0 /L [1 2] /D << /E (x) >> >> BDC BT /F 9 Tf (a) Tj ET EMC "
    b"/Artifact BMC EMC % ends (here\n(b) Tj",
    "numbers": b"BT /F +9. Tf 72.50 -.5 Td (a)Tj 1 0 0 1 5-3 Tm (b)Tj 1 0 0 1 007 8 Tm(c)Tj ET",
    "names": b"BT /#46 9 Tf (a) Tj ET",
    "names in no encoding": b"BT /F 9 Tf /\xe9\xff gs (a) Tj ET",
    "words that are no operators": b"BT /F 9 Tf null true nothing (a) Tj ET",
    "operands that are missing": b"BT 5 Tf /F 9 Tf Td 3 Td (a) Tj l 1 2 re ET",
    "pictures and forms": b"q 50 0 0 60 7 8 cm /X Do Q /None Do",
}
"""Content that is read at once."""
UNUSUAL = {
    "brackets in brackets": b"BT /F 9 Tf 5 5 Td (a (b) c) Tj ET",
    "a picture among the operators": b"BT /F 9 Tf (a) Tj ET q 9 0 0 9 5 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID (Tj EI "
    b"Q BT (b) Tj ET",
    "an operator in a list": b"BT /F 9 Tf [(a) Tj ] TJ (b) Tj ET",
    "numbers that are none": b"BT /F 9 Tf 1.2.3 4 Td (a) Tj - 5 Td (b) Tj ET",
    "a list without an end": b"BT /F 9 Tf (a) Tj [ (b) Tj",
    "an end without a list": b"BT /F 9 Tf (a) Tj ] (b) Tj ET",
    "a place in words": b"BT /F 9 Tf (a) (b) Td (c) Tj ET",
    "signs of no language": b"BT /F 9 Tf (a) Tj \xe9 { } (b) Tj ET",
    "a string without an end": b"BT /F 9 Tf (a) Tj (b",
    "a sign for the size of a font": b"BT /F 9 - Tf (a) Tj ET",
    "a name with half a number": b"BT /F#3 8 Tf (a) Tj /F 9 Tf (b) Tj ET",
    "a font that there is not": b"BT /H 9 Tf (a) Tj /F 9 Tf (b) Tj ET",
    "a number that is none in a list": b"BT /F 9 Tf [1.2.3 (a)] TJ (b) Tj ET",
    "digits without an end": b"BT /F 9 Tf (a) Tj <",
    "a line break that is none": b"BT /F 9 Tf (a\\\r\nb) Tj ET",
}
"""Content that is left to pdfminer."""


@pytest.mark.parametrize("content", [*USUAL.values(), *UNUSUAL.values()], ids=[*USUAL, *UNUSUAL])
def test_content_is_read_as_pdfminer_reads_it(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(content, form=b"BT /F 5 Tf (in a form) Tj ET 1 1 9 9 re f")
    found = drawn(made)
    monkeypatch.setattr(pages, "Interpreter", PDFPageInterpreter)
    assert found == drawn(made)
    assert found.characters or found.lines


@pytest.mark.parametrize(
    ("state", "string", "shifts", "rise"),
    [
        pytest.param("", "(ab d) Tj", (0, 0, 0, 0), 0, id="as the font has it"),
        pytest.param("3 Tc", "(ab d) Tj", (0, 3, 6, 9), 0, id="space between characters"),
        pytest.param("5 Tw", "(ab d) Tj", (0, 0, 0, 5), 0, id="space between words"),
        pytest.param("3 Tc 5 Tw", "(ab d) Tj", (0, 3, 6, 14), 0, id="both"),
        pytest.param("2 Ts", "(ab d) Tj", (0, 0, 0, 0), 2, id="raised"),
        pytest.param("", "[(ab) -250 ( d)] TJ", (0, 0, 2.5, 2.5), 0, id="a step to the right"),
        pytest.param("", "[(a) 100 (b) 30.5 ( d)] TJ", (0, -1, -1.305, -1.305), 0, id="steps to the left"),
        pytest.param("3 Tc", "[(a) -100 (b d)] TJ", (0, 4, 7, 10), 0, id="a step and space between characters"),
        pytest.param("", "(ab) Tj ( d) Tj", (0, 0, 0, 0), 0, id="a string behind another"),
        pytest.param("", "5 0 Td (ab d) Tj", (5, 5, 5, 5), 0, id="a place further on"),
    ],
)
def test_where_the_characters_of_a_string_stand(
    state: str, string: str, shifts: tuple[float, ...], rise: float
) -> None:
    """Steps are thousandths of the size, against the direction of the words; `Tz` makes all of it narrower."""
    plain = drawn(document(b"BT /F 10 Tf 100 700 Td (ab d) Tj ET")).characters
    for scale in (100, 50):
        content = f"BT /F 10 Tf {state} {scale} Tz 100 700 Td {string} ET"
        found = drawn(document(content.encode())).characters
        assert "".join(one["text"] for one in found) == "ab d"
        moved = 5 if "5 0 Td" in string else 0
        for one, usual, shift in zip(found, plain, shifts, strict=True):
            inner = usual["x0"] - 100 + shift - moved
            assert one["x0"] == pytest.approx(100 + moved + inner * scale / 100)
            assert one["x1"] - one["x0"] == pytest.approx((usual["x1"] - usual["x0"]) * scale / 100)
            assert (one["top"], one["bottom"]) == pytest.approx((usual["top"] - rise, usual["bottom"] - rise))


@pytest.mark.parametrize("content", USUAL.values(), ids=USUAL)
def test_usual_content_is_read_at_once(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document(content, form=b"BT /F 5 Tf (in a form) Tj ET 1 1 9 9 re f")
    found = drawn(made)
    monkeypatch.setattr(pages, "PDFPageInterpreter", None)
    assert found == drawn(made)


@pytest.mark.parametrize("content", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_content_is_left_to_pdfminer(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PDFPageInterpreter", None)
    with pytest.raises(TypeError, match="not callable"):
        drawn(document(content))


@pytest.mark.parametrize(
    "content",
    [rb"BT /F 9 Tf (a\501) Tj (b) Tj ET", b"/P << /MCID 0 /L >> BDC BT /F 9 Tf (a) Tj ET EMC"],
    ids=["a character beyond all", "half an entry"],
)
def test_content_that_pdfminer_cannot_read_either_is_damage(content: bytes) -> None:
    with pytest.raises(Unreadable, match="The PDF file is damaged"):
        read_page(Document(content=document(content)))


def test_very_long_content_is_left_to_pdfminer(monkeypatch: pytest.MonkeyPatch) -> None:
    short, rest = b"BT /F 9 Tf", b"(a) Tj ET"
    monkeypatch.setattr(pages, "PDFPageInterpreter", None)
    monkeypatch.setattr("parsers.blocks.pdf.content._LARGEST", len(short) + 1 + len(rest))
    assert text(document(short, rest)) == "a"
    with pytest.raises(TypeError, match="not callable"):
        drawn(document(short + b" ", rest))


def test_content_in_several_streams_is_one() -> None:
    assert text(document(b"BT /F 9 Tf 5 5", b"Td (a) Tj", b"(b) Tj ET")) == "ab"
    assert text(document(b"BT /F 9 T", b"f (a) Tj ET")) == ""


def test_a_name_may_be_cut_between_streams() -> None:
    assert text(document(b"BT /", b"F 9 Tf (a) Tj ET")) == "a"


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    assert text(document(b"/X Do", form=b"BT /F 9 Tf (a) Tj ET /X Do")) == "a"


def test_places_and_colors_of_characters() -> None:
    page = drawn(document(b"1 0 0 rg BT /F 10 Tf 72 700 Td (i) Tj ET"))
    (one,) = page.characters
    assert (page.width, page.height) == (600, 800)
    assert [one["x0"], round(one["x1"], 2)] == [72, 74.22]
    assert [round(one[side], 2) for side in ("top", "bottom", "size")] == [92.07, 102.07, 10]
    assert (one["ink"].brightness, one["upright"]) == (0.3, True)


def test_an_outline_may_go_back_to_its_start_before_it_is_closed() -> None:
    three = b"110 400 m 120 410 l 140 410 l "
    (curve,) = drawn(document(three + b"110 400 l h f")).curves
    assert curve == {"points": [(110, 400), (120, 390), (140, 390), (110, 400)]}
    assert drawn(document(three + b"h f")).curves == [curve]
    (box,) = drawn(document(b"5 5 m 9 5 l 9 9 l 5 9 l 5 5 l h f")).rects
    assert (box["x0"], box["top"], box["x1"], box["bottom"]) == (5, 791, 9, 795)
    (line,) = drawn(document(b"5 5 m 9 5 l 5 5 l h S")).lines
    assert (line["x0"], line["top"], line["x1"], line["bottom"]) == (5, 795, 9, 795)


@pytest.mark.parametrize(
    ("corners", "is_box"),
    [
        pytest.param([(5, 5), (9, 5), (9, 8), (5, 8)], True, id="level first"),
        pytest.param([(5, 5), (5, 8), (9, 8), (9, 5)], True, id="upright first"),
        pytest.param([(9, 8), (5, 8), (5, 5), (9, 5)], True, id="from another corner"),
        *(
            pytest.param([*box[:at], (box[at][0] + across, box[at][1] + up), *box[at + 1 :]], False, id=f"{box} {at}")
            for box in ([(5, 5), (9, 5), (9, 8), (5, 8)], [(5, 5), (5, 8), (9, 8), (9, 5)])
            for at in range(4)
            for across, up in ((1, 0), (0, 1))
        ),
    ],
)
def test_an_outline_with_four_corners_is_a_box_where_its_sides_are_level_and_upright(
    corners: list[tuple[int, int]], is_box: bool
) -> None:
    first, *others = (b"%d %d" % corner for corner in corners)
    page = drawn(document(first + b" m " + b"".join(other + b" l " for other in others) + b"h f"))
    assert (len(page.rects), len(page.curves)) == ((1, 0) if is_box else (0, 1))


def test_characters_of_a_font_that_is_written_downwards() -> None:
    table = HEAD + b"begincmap 2 beginbfchar <0001> <4e00> <0002> <4e8c> endbfchar endcmap"
    content = b"1 0 0 rg BT /F 10 Tf 72 700 Td <00010002> Tj ET"
    first, second = drawn(document(content, table=table, font=DOWNWARDS)).characters
    assert [(one["text"], one["x0"], one["x1"]) for one in (first, second)] == [("一", 67, 77), ("二", 67, 77)]
    assert [round(one["top"], 1) for one in (first, second)] == [98.8, 108.8]
    assert (first["size"], first["upright"], first["ink"].brightness) == (10, True, 0.3)
    assert first["style"] == ("unknown", 10, 0.3, 0)


CORNERS = {
    "at the origin": (b"[0 0 600 800]", b""),
    "beside the origin": (b"[10 20 610 820]", b"1 0 0 1 10 20 cm "),
    "below the origin": (b"[0 -800 600 0]", b"1 0 0 1 0 -800 cm "),
    "from the upper right": (b"[610 820 10 20]", b"1 0 0 1 10 20 cm "),
}
"""The corners of a page, and where its content is moved for it."""
TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (800 - y, x),
    180: lambda x, y: (600 - x, 800 - y),
    270: lambda x, y: (y, 600 - x),
}
"""Where a place of a page is once it is turned."""


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(("corners", "moved"), CORNERS.values(), ids=CORNERS)
def test_places_count_from_the_upper_left_corner_of_a_page(corners: bytes, moved: bytes, turn: int) -> None:
    words_and_rules = (
        b"BT /F 10 Tf 72 700 Td (i) Tj ET 20 600 30 40 re S 50 500 m 90 500 l S 110 400 m 120 410 l 140 410 l h f"
    )
    paper = b"/MediaBox %s /Rotate %d" % (corners, turn)
    page = drawn(document(moved + words_and_rules, paper=paper))
    scanned = drawn(document(moved + b"50 0 0 60 7 8 cm BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI ", paper=paper))
    assert (page.width, page.height) == ((600, 800) if turn % 180 == 0 else (800, 600))
    boxes = [
        (72.0, 92.07, 74.22, 102.07),
        (20.0, 160.0, 50.0, 200.0),
        (50.0, 300.0, 90.0, 300.0),
        (7.0, 732.0, 57.0, 792.0),
    ]
    found = (page.characters, page.rects, page.lines, scanned.images)
    for (x0, top, x1, bottom), (one,) in zip(boxes, found, strict=True):
        across, down = (sorted(ends) for ends in zip(TURNS[turn](x0, top), TURNS[turn](x1, bottom), strict=True))
        assert [one[side] for side in ("x0", "x1", "top", "bottom")] == pytest.approx([*across, *down])
    (curve,) = page.curves
    assert curve == {"points": [TURNS[turn](*place) for place in ((110, 400), (120, 390), (140, 390), (110, 400))]}


HEAD = b"/CIDInit /ProcSet findresource begin /Registry (Adobe) def 1 begincodespacerange <00> <ff> endcodespacerange "
TABLES = {
    "pairs": b"2 beginbfchar <01> <4e00> <02><4e8c4e09> endbfchar 1 beginbfchar\n<03> <56 DB>\nendbfchar",
    "ranges": b"2 beginbfrange <10> <13> <4e00> <0020> <0022> <D840DC00> endbfrange",
    "ranges of lists": b"2 beginbfrange <10> <12> [<4e00> <4e8c>\n<4e09>] <20> <21> [<56db>] endbfrange",
    "both": b"beginbfrange <01> <03> <0041> endbfrange beginbfchar <02> <005a> endbfchar",
    "two spaces": b"beginbfchar <01> <0020> <01> <00a0> <02> <00a0> endbfchar",
    "an end before the rest": b"begincmap beginbfchar <01> <0041> endbfchar endcmap beginbfchar <02> <0042> endbfchar",
    "half a pair": b"beginbfchar <01> <0041> <02> endbfchar",
    "a range that runs backwards": b"beginbfrange <05> <03> <0041> endbfrange",
    "nothing": b"",
}
UNUSUAL_TABLES = {
    "another table": b"/Other usecmap beginbfchar <01> <0041> endbfchar",
    "names": b"beginbfchar <01> /A endbfchar",
    "numbers": b"beginbfrange <01> <02> 65 endbfrange",
    "half a byte": b"beginbfchar <1> <0041> endbfchar",
    "lengths that differ": b"beginbfrange <01> <0002> <0041> endbfrange",
    "lists that do not end": b"beginbfrange <01> <02> [<0041> endbfrange",
    "lists in lists": b"beginbfrange <01> <02> [[<0041>]] endbfrange",
    "ranges of everything": b"beginbfrange <000000> <ffffff> <0041> endbfrange",
    "a remark": b"% beginbfchar\nbeginbfchar <01> <0041> endbfchar",
    "two tables": b"begincmap beginbfchar <01> <0041> endbfchar endcmap begincmap beginbfchar <02> <0041> endbfchar",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_of_characters_are_read_as_pdfminer_reads_them(table: bytes) -> None:
    expected = FileUnicodeMap()
    CMapParser(expected, io.BytesIO(HEAD + table)).run()
    assert characters_of(HEAD + table) == expected.cid2unichr


@pytest.mark.parametrize("table", UNUSUAL_TABLES.values(), ids=UNUSUAL_TABLES)
def test_unusual_tables_are_left_to_pdfminer(table: bytes) -> None:
    assert characters_of(HEAD + table) is None


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (b"beginbfchar <41> <4e00> <61> <4e8c4e09> endbfchar", ["一", "B", "二三"]),
        (b"beginbfchar <41> <4e00> <61> /C endbfchar", ["一", "B", "a"]),
        (None, ["A", "B", "a"]),
    ],
)
def test_codes_that_a_table_leaves_out_have_the_characters_of_the_encoding(
    table: bytes | None, expected: Sequence[str]
) -> None:
    page = drawn(document(b"BT /F 9 Tf (ABa) Tj ET", table=table))
    assert [one["text"] for one in page.characters] == expected


COLLECTION = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (%s) "
    b"/Supplement 2 >> /DW 1000 >>] %%s >>"
)
"""A font of a collection, whose codes are those of UCS-2."""
OF_CODES = (
    b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 3 beginbfchar <5e74> <5e74> <0032> <0032> "
    b"<0013> <0039> endbfchar endcmap"
)
"""Says what codes stand for; 0013 is no code of the text, but the number of 2 in the collection."""


@pytest.mark.parametrize("table", [OF_CODES, None], ids=["with a table", "without one"])
def test_the_table_of_a_font_with_codes_of_its_own_is_not_asked_for_numbers_of_glyphs(table: bytes | None) -> None:
    page = document(b"BT /F 9 Tf 72 700 Td <5e7400320032> Tj ET", table=table, font=COLLECTION % b"GB1")
    assert text(page) == "年22"


def test_the_table_of_a_font_of_no_known_collection_is_all_that_there_is() -> None:
    page = document(b"BT /F 9 Tf 72 700 Td <0032> Tj ET", table=OF_CODES, font=COLLECTION % b"Own")
    assert text(page) == "9"
