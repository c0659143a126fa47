"""Tables, lines, menus and pictures of web pages, by whole results."""

from __future__ import annotations

import pytest

from parsers.blocks.html import read_html
from parsers.blocks.html.text import joined
from parsers.errors import NotAReport
from parsers.model import LINE, Block, Paragraph

Shown = str | list[list[str]]
"""A paragraph (a heading behind #, one outside the main content behind @), or the rows of a table with spans."""


def shown(block: Block) -> Shown:
    if isinstance(block, Paragraph):
        return f"{'@' * block.aside}{'#' * block.heading}{block.text}"
    spans = {
        cell: f"{cell.text}{f'>{cell.column_span}' * (cell.column_span > 1)}{f'v{cell.row_span}' * (cell.row_span > 1)}"
        for cell in block.cells
    }
    rows = [[f"{cell.column}:{spans[cell]}" for cell in row] for row in block.rows()]
    return [["@"], *rows] if block.aside else rows


def read(body: str) -> list[Shown]:
    return list(map(shown, read_html(f"<html><body>{body}</body></html>").blocks))


def table(*rows: str) -> str:
    """A table of rows of cells, which separators part."""
    return (
        "<table>" + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row.split('|'))}</tr>" for row in rows) + "</table>"
    )


LONG = "字" * 200 + "。"
TABLES: dict[str, tuple[str, list[Shown]]] = {
    "rows and columns": (table("甲|1", "乙|2"), [[["0:甲", "1:1"], ["0:乙", "1:2"]]]),
    "one column": (table("甲", "乙"), ["甲", "乙"]),
    "heads": ("<table><tr><th>甲</th><td>1</td></tr></table>", [[["0:甲", "1:1"]]]),
    "tables below the titles of their columns": (
        table("一", "甲|乙", f"{table('a|1')}|{table('b|2')}", "三|四"),
        ["一", "甲", [["0:a", "1:1"]], "乙", [["0:b", "1:2"]], "三", "四"],
    ),
    "a table below one of several titles": (
        table("甲|乙", f"{table('a|1')}|丙"), ["甲", "乙", [["0:a", "1:1"]], "丙"],
    ),
    "more tables than titles": (
        table("甲|乙", f"{table('a|1')}|{table('b|2')}|{table('c|3')}"),
        ["甲", "乙", [["0:a", "1:1"]], [["0:b", "1:2"]], [["0:c", "1:3"]]],
    ),
    "a caption": (
        "<table><caption>表<b>一</b></caption><tr><td>甲</td><td>1</td></tr></table>", ["表一", [["0:甲", "1:1"]]],
    ),
    "a hidden caption": (
        "<table><caption hidden>表</caption><tr><td>甲</td><td>1</td></tr></table>", [[["0:甲", "1:1"]]],
    ),
    "what places things": (table("<h1>甲</h1>|1"), ["#甲", "1"]),
    "headings of the second level place things": (table("<h2>甲</h2>|1"), ["#甲", "1"]),
    "lists place things": (table("<ul><li>甲</li></ul>|1"), ["甲", "1"]),
    "numbered lists place things": (table("<ol><li>甲</li></ol>|1"), ["甲", "1"]),
    "a form around the cells of a row": (
        "<table><tr><form><td>甲</td><td>1</td></form></tr></table>", [[["0:甲", "1:1"]]],
    ),
    "lines that are printed in a cell": (table("甲|<pre><b>1\n2</b></pre>"), [[["0:甲", f"1:1{LINE}2"]]]),
    "a mark in a cell": (table("甲|1<sup><b>2</b></sup>"), [[["0:甲", "1:1²"]]]),
    "headings of other levels do not": (table("<h3>甲</h3>|1"), [[["0:甲", "1:1"]]]),
    "running text": (table(f"字{LONG}|1"), [f"字{LONG}", "@1"]),
    "a long cell": (table(f"{LONG[1:]}|1"), [[[f"0:{LONG[1:]}", "1:1"]]]),
    "a long cell without a full stop": (table(f"{'字' * 300}|1"), [[[f"0:{'字' * 300}", "1:1"]]]),
    "one of ten cells": (table(f"字{LONG}|1", *["甲|1"] * 4), [f"字{LONG}", "@1", *["@甲", "@1"] * 4]),
    "one of twelve cells": (
        table(f"字{LONG}|1", *["甲|1"] * 5), [[[f"0:字{LONG}", "1:1"], *[["0:甲", "1:1"]] * 5]],
    ),
    "spans": (
        '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td></tr><tr><td>1</td><td>2</td></tr></table>',
        [[["0:甲v2", "1:乙>2"], ["1:1", "2:2"]]],
    ),
    "odd spans": (
        '<table><tr><td rowspan="0">甲</td><td colspan="x">乙</td><td colspan=" 2 ">丙</td></tr></table>',
        [[["0:甲", "1:乙", "2:丙>2"]]],
    ),
    "spans that reach over several": (
        '<table><tr><td>a</td><td rowspan="2">b</td><td rowspan="2">c</td></tr><tr><td>d</td><td>e</td></tr></table>',
        [[["0:a", "1:bv2", "2:cv2"], ["0:d", "3:e"]]],
    ),
    "a cell that is hidden": ('<table><tr><td hidden>x</td><td>甲</td><td>1</td></tr></table>', [[["0:甲", "1:1"]]]),
    "rows typed into one": (
        table("甲<br>乙|1<br>2|3<br>4", "丙|5|6"),
        [[["0:甲", "1:1", "2:3"], ["0:乙", "1:2", "2:4"], ["0:丙", "1:5", "2:6"]]],
    ),
    "lines that are not as many": (table("甲<br>乙|1|3<br>4"), [[["0:甲乙", "1:1", f"2:3{LINE}4"]]]),
    "lines that are no numbers": (table("甲<br>乙|1<br>丙"), [[["0:甲乙", "1:1丙"]]]),
    "labels that are numbers": (table("1<br>2|3<br>4"), [[[f"0:1{LINE}2", f"1:3{LINE}4"]]]),
    "rows typed into one beside a cell that reaches over": (
        '<table><tr><td rowspan="2">a</td><td>b</td><td>c</td></tr><tr><td>甲<br>乙</td><td>1<br>2</td></tr></table>',
        [[["0:av2", "1:b", "2:c"], ["1:甲乙", f"2:1{LINE}2"]]],
    ),
    "lines of a cell": (table("甲<p>乙</p>丙|<div>1</div>2"), [[["0:甲乙丙", f"1:1{LINE}2"]]]),
    "words of a cell": (table("in<br>the year|年<br>a|a<br>年"), [[["0:in the year", "1:年a", "2:a年"]]]),
    "raised digits": (table("甲<sup>2</sup>|1<sub>3</sub>"), [[["0:甲²", "1:1₃"]]]),
    "a long raised text": (table("甲<sup>1234567</sup>|<sup>123456</sup>"), [[["0:甲1234567", "1:¹²³⁴⁵⁶"]]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    markup, expected = TABLES[name]
    assert read(markup) == expected


@pytest.mark.parametrize(("rows", "is_read"), [(100, True), (101, False)])
def test_how_large_a_table_may_be(rows: int, is_read: bool) -> None:
    markup = "<table>" + '<tr><td colspan="999">x</td><td>y</td></tr>' * rows + "</table>"
    if is_read:
        assert len(read(markup)[0]) == rows
    else:
        with pytest.raises(NotAReport, match="larger than any of a report"):
            read(markup)


LINES: list[tuple[str, list[Shown]]] = [
    ("<p>甲<br>乙</p>", ["甲", "乙"]),
    ("<p>甲，<br>乙</p>", ["甲，乙"]),
    ("<p>甲、<br>乙</p>", ["甲、乙"]),
    ("<p>甲（<br>乙）</p>", ["甲（乙）"]),
    ("<p>甲<br>件，乙</p>", ["甲件，乙"]),
    ("<p>甲，乙<br>丙，丁</p>", ["甲，乙丙，丁"]),
    ("<p>甲，乙<br>丙</p>", ["甲，乙", "丙"]),
    (
        "<p>答复：共31件，其中同意部分<br>公开的：4件，不予公开7件</p>",
        ["答复：共31件，其中同意部分公开的：4件，不予公开7件"],
    ),
    ("<p>规章：新增2件，共9件<br>文件：新增3件，共8件</p>", ["规章：新增2件，共9件", "文件：新增3件，共8件"]),
    ("<p>规章：新增2件，共9件，<br>文件：新增3件，共8件</p>", ["规章：新增2件，共9件，文件：新增3件，共8件"]),
    ("<p>规章新增2件，共9件<br>其中：市级3件，区级8件</p>", ["规章新增2件，共9件其中：市级3件，区级8件"]),
    ("<p>甲<br>丙，丁</p>", ["甲", "丙，丁"]),
    ("<p>甲，乙：<br>丙，丁</p>", ["甲，乙：", "丙，丁"]),
    ("<p>甲，乙；<br>丙，丁</p>", ["甲，乙；", "丙，丁"]),
    ("<p>甲，乙<br>　　丙，丁</p>", ["甲，乙", "丙，丁"]),
    ("<p>甲，乙<br>&nbsp;&nbsp;丙，丁</p>", ["甲，乙", "丙，丁"]),
    ("<p>甲，乙<br>一、丙，丁</p>", ["甲，乙", "一、丙，丁"]),
    ("<p>甲，<br><br>乙</p>", ["甲，乙"]),
    ("<pre>甲\n乙</pre>", ["甲", "乙"]),
    ("<p>甲\n乙</p>", ["甲乙"]),
    ("<p>in\nthe</p>", ["in the"]),
    ("<p>in\n年</p>", ["in年"]),
    ("<p>年\r\n  in</p>", ["年in"]),
    ("<h1>甲</h1><h6>乙</h6><div>丙</div>", ["#甲", "#乙", "丙"]),
    ("<h2>甲</h2><h3>乙</h3><h4>丙</h4><h5>丁</h5>", ["#甲", "#乙", "#丙", "#丁"]),
    ("<listing>甲\n乙</listing>", ["甲", "乙"]),
    ("<xmp>甲\n乙</xmp>", ["甲", "乙"]),
    ("<p>甲<del>x</del>乙<s>y</s>丙<strike>z</strike>丁</p>", ["甲乙丙丁"]),
    ("<p>甲<span style='text-decoration:line-through'>x</span>乙</p>", ["甲乙"]),
    ("<p>甲<span style='text-decoration-line:line-through'>x</span>乙</p>", ["甲乙"]),
    ("<p>甲<span style='display:none'>x</span>乙</p>", ["甲乙"]),
    ("<p>甲<span hidden>x</span>乙</p>", ["甲乙"]),
    ("<p>甲<span style='font-size:0'>x<b>y</b></span>乙</p>", ["甲乙"]),
    (
        "<p>甲<svg><desc>x</desc><metadata>y</metadata><defs>z</defs><symbol>u</symbol><text>图</text></svg>乙</p>",
        ["甲图乙"],
    ),
    ("<p>&amp;nbsp;甲&amp;#20057;&amp;x</p>", ["甲乙&x"]),
    ("<p>甲<sup>2</sup>乙<sup>上标文字很长的</sup></p>", ["甲²乙上标文字很长的"]),
    ("<p>甲<span style='visibility:hidden'>x</span>乙</p>", ["甲乙"]),
    ("<div style='visibility:hidden'>x<p style='visibility:inherit'>x</p></div><p>甲</p>", ["甲"]),
    ("<pre><b>甲\n乙</b></pre>", ["甲", "乙"]),
    ("<p>甲<sup><b>2</b></sup></p>", ["甲²"]),
    ("<style media='print'>p{display:none}</style><p>甲</p>", ["甲"]),
    ("<p data='x'>甲</p>", ["甲"]),
    ("<NoScript>x</NoScript><p>甲</p>", ["甲"]),
    ("<p>甲</p><div><br></div><p>乙</p>", ["甲", "乙"]),
]


@pytest.mark.parametrize(("markup", "expected"), LINES, ids=[markup for markup, _ in LINES])
def test_lines(markup: str, expected: list[Shown]) -> None:
    assert read(markup) == expected


TEXT = "<p>本报告由甲市人民政府办公室编制，按照条例的规定公布。</p>"


def test_what_stands_around_the_main_content_is_aside() -> None:
    page = f"<div>甲</div><div>{TEXT * 3}<h2>一</h2></div><nav>{TEXT}</nav><div>{table('乙|1')}</div>"
    words = TEXT.removeprefix("<p>").removesuffix("</p>")
    assert read(page) == ["@甲", *[words] * 3, "#一", f"@{words}", [["@"], ["0:乙", "1:1"]]]


@pytest.mark.parametrize(("tag", "is_aside"), [("nav", True), ("footer", True), ("aside", True), ("section", False)])
def test_what_a_page_itself_calls_no_content_does_not_weigh(tag: str, is_aside: bool) -> None:
    words = TEXT.removeprefix("<p>").removesuffix("</p>")
    main, other = ("", "@") if is_aside else ("@", "")
    found = read(f"<div>{TEXT * 3}</div><{tag}>{TEXT * 99}</{tag}>")
    assert found == [f"{main}{words}"] * 3 + [f"{other}{words}"] * 99


@pytest.mark.parametrize(("figures", "is_within"), [(8, True), (7, False)])
def test_a_table_of_figures_belongs_to_the_main_content(figures: int, is_within: bool) -> None:
    numbers = table("|".join("1" * figures) + "|甲")
    found = read(f"<section><div>{TEXT * 3}</div><div>{numbers}</div></section><div>x</div>")
    assert found[-1] == "@x"
    assert (found[3][0] != ["@"]) == is_within


@pytest.mark.parametrize(("links", "is_menu"), [(10, True), (9, False)])
@pytest.mark.parametrize("before", [True, False])
def test_many_links_in_a_row_are_a_menu(links: int, is_menu: bool, before: bool) -> None:
    """Before the main content and behind it; a line with more than a link ends the row."""
    menu = "".join(f"<div><span><a href='/{n}'>栏目{n}</a></span></div>" for n in range(links))
    main = f"<div>{TEXT * 3}</div>"
    body = f"{menu}<div>x</div>{main}" if before else f"{main}{menu}"
    page = read_html(f"<html><body>{body}</body></html>")
    words = [f"栏目{n}" for n in range(links)]
    assert page.menus == ("\n".join(words) if is_menu else "")
    asides = [shown(block) for block in page.blocks if isinstance(block, Paragraph) and block.aside]
    assert asides == [*([] if is_menu else [f"@{word}" for word in words]), *(["@x"] if before else [])]
    assert page.links == tuple((f"栏目{n}", f"/{n}") for n in range(links))


def test_links_are_told_with_their_words() -> None:
    body = '<a href="/a" title="题">甲</a><a href="#x">乙</a><a href="javascript:x">丙</a><a href=" /d ">丁\n戊</a>'
    assert read_html(f"<html><body>{body}</body></html>").links == (("题", "/a"), ("丁戊", "/d"))


@pytest.mark.parametrize(
    ("body", "scripted", "password"),
    [
        ("<script>x</script>" + "字" * 79, True, False),
        ("<script>x</script>" + "字" * 80, False, False),
        ("字", False, False),
        ("<input type='PASSWORD'>", False, True),
        ("<input type='text'>", False, False),
    ],
)
def test_what_a_page_is_made_with(body: str, scripted: bool, password: bool) -> None:
    page = read_html(f"<html><body><p>{body}</p></body></html>")
    assert (page.scripted, page.has_password_field) == (scripted, password)


def test_how_long_a_page_may_be() -> None:
    assert read_html("字" * 3_000_000).source == "字" * 20_000
    with pytest.raises(NotAReport, match="3000001 characters, more than any report"):
        read_html("字" * 3_000_001)


def test_pictures_are_placed_before_the_line_that_they_begin_or_behind_their_paragraph() -> None:
    body = f"""<div><img src="/a.png"><p>甲<img src="/b.png">乙</p><p>丙</p><p><img src="/c.png">丁</p>
    {table('1|<img src="/d.png">')}<img src="/e.gif" width="10" height="10"></div>"""
    page = read_html(f"<html><body>{body}</body></html>")
    assert [(picture.addresses, picture.before) for picture in page.pictures] == [
        (("/a.png",), 0),
        (("/b.png",), 1),
        (("/c.png",), 2),
        (("/d.png",), 4),
    ]
    assert page.n_images == 5


def test_a_body_that_a_page_shows_only_by_its_scripts_is_read() -> None:
    assert [block.text for block in read_html("<body style='display:none'><p>甲</p></body>").blocks] == ["甲"]


def test_small_pictures_in_cells_have_no_place() -> None:
    small = '<img src="/a.gif" width="10" height="10">'
    assert read_html(f"<html><body>{table(f'1|{small}')}</body></html>").pictures == ()


def test_spaces_of_the_source_behind_a_line_break_do_not_part_a_picture_from_its_line() -> None:
    pages = read_html('<html><body><p>甲<br>\n <img src="/a.png">乙</p></body></html>')
    assert [picture.before for picture in pages.pictures] == [1]


def test_a_line_right_below_a_picture_is_told() -> None:
    picture = '<img src="/a.png">'
    body = f"<p>甲</p>{table('1|2')}<p>{picture}</p><p>图1</p><p>乙</p>{table(f'1|{picture}')}<p>丙</p>"
    blocks = read_html(f"<html><body>{body}</body></html>").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.below_picture] == ["图1"]


def test_tags_of_the_head_count_once() -> None:
    head = """<title> 甲
    乙 </title><meta name=" PubDate " content=" 2024 "><meta name="pubdate" content="2025">
    <meta name="x" content="NULL"><meta property="og:title" content="&amp;ldquo;丙">
    <meta name="y" content=""><meta content="z">"""
    page = read_html(f"<html><head>{head}</head><body>x</body></html>")
    assert page.metadata == {"pubdate": "2024", "og:title": "“丙", "page_title": "甲乙"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n乙", "甲乙"),
        ("甲 \t\r\n  乙", "甲乙"),
        ("the\nyear", "the year"),
        ("the\n\n  year", "the year"),
        ("the\r年", "the年"),
        ("年\nyear", "年year"),
        ("2\n018", "2018"),
        ("\nyear", "year"),
        ("year\n", "year"),
        ("the year", "the year"),
    ],
)
def test_a_line_break_of_the_source_is_a_space_between_latin_words_alone(text: str, expected: str) -> None:
    assert joined(text) == expected
