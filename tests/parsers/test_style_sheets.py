"""Which words style sheets hide: conditions, selectors that outweigh others, colours and distances."""

from __future__ import annotations

import pytest

from parsers.blocks.html import read_html
from parsers.blocks.html.sheets import colour_of, is_far, is_for_desks
from parsers.model import Paragraph


def shown(style: str, markup: str) -> list[str]:
    page = read_html(f"<html><head><style>{style}</style></head><body>{markup}</body></html>")
    return [block.text for block in page.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("condition", "applies"),
    [
        ("", True),
        ("all", True),
        ("screen", True),
        ("only screen and (min-width: 800px)", True),
        ("print", False),
        ("print, screen", True),
        ("not screen", False),
        ("(min-width:1280px)", True),
        ("(min-width:1281px)", False),
        ("(max-width:1280px)", True),
        ("(max-width:1279px)", False),
        ("screen and (min-device-width: 80em)", True),
        ("screen and (min-device-width: 81em)", False),
        ("(min-width:400px) and (max-width:800px)", False),
    ],
)
def test_conditions_are_asked_of_a_wide_screen(condition: str, applies: bool) -> None:
    assert is_for_desks(condition) == applies


@pytest.mark.parametrize(
    ("style", "is_hidden"),
    [
        pytest.param(".a{display:none}", True, id="a class"),
        pytest.param("@media screen{.a{display:none}}", True, id="a condition that holds"),
        pytest.param("@media print{.a{display:none}}", False, id="a condition that does not"),
        pytest.param("@supports (display:grid){.a{display:none}}", True, id="what a browser supports"),
        pytest.param("@font-face{font-family:a;src:none} .a{display:none}", True, id="behind a rule of another sort"),
        pytest.param("#b{display:block} .a{display:none}", False, id="an identifier before a class"),
        pytest.param(".a{display:none} p{display:block}", True, id="a class before an element"),
        pytest.param("p.a{display:none} .a{display:block}", True, id="an element more"),
        pytest.param(".a[title]{display:none} .a{display:block}", True, id="an attribute more"),
        pytest.param(".a:first-child{display:none} .a{display:block}", True, id="a place more"),
        pytest.param(".a{display:none} .a{display:block}", False, id="the later of two alike"),
        pytest.param(".a{display:none!important} #b{display:block}", True, id="one that insists"),
        pytest.param(".a{display:none;display:block}", False, id="the later of two in one rule"),
        pytest.param(".a{display:block;display:none} .a{color:red}", True, id="the later of two, before another rule"),
        pytest.param(".a{display:none;color:red} .a{display:block}", False, id="the later of two rules"),
        pytest.param(".x,.a{display:none}", True, id="one of several selectors"),
        pytest.param(".a{/*display:none*/}", False, id="a comment"),
        pytest.param(".a:hover{display:none}", False, id="a state"),
        pytest.param(".a{color:#fff;background:#ffffff}", True, id="white on white"),
        pytest.param(".a{color:rgb(255, 255, 255);background-color:white}", True, id="white in other notations"),
        pytest.param(".a{color:white;background:#c00}", False, id="white on red"),
        pytest.param("@import 'b.css'; .a{display:none}", True, id="behind a sheet of another address"),
        pytest.param("@media print{p{color:red}} .a{display:none}", True, id="behind a condition that does not hold"),
        pytest.param("@media screen{/*c*/ p{} .a{display:none}}", True, id="behind an empty rule"),
        pytest.param(".a{margin:0;display:none}", True, id="behind a property that hides nothing"),
        pytest.param("p{} .a{display:none}", True, id="behind a rule without declarations"),
        pytest.param("} .x{} ; .a{display:block} .a{display:none}", True, id="behind what is no rule"),
        pytest.param(".a/* b */{display:none}", True, id="a comment behind a selector"),
        pytest.param(".a{display:none;display:nonsense}", True, id="a value behind that no browser knows"),
        pytest.param(".a{visibility:hidden;visibility:nonsense}", True, id="another value that no browser knows"),
        pytest.param(".a{display none;display:none}", True, id="behind what is no declaration"),
        pytest.param("#b{display:none!important}", True, id="one that insists, against the element's own"),
        pytest.param(".a:nth-child(1){display:none} .a{display:block}", True, id="a place that is counted"),
        pytest.param(".a{font:0/0 a}", True, id="a font without a size"),
        pytest.param(".a{font:12px/0 a}", False, id="a font with a size"),
    ],
)
def test_what_a_style_sheet_hides(style: str, is_hidden: bool) -> None:
    assert shown(style, '<p id="b" class="a" title="c">甲</p><p>乙</p>') == ["甲", "乙"][is_hidden:]


@pytest.mark.parametrize(
    ("size", "is_hidden"),
    [
        ("", True), ("2em", True), ("200%", True), ("0", True), ("0.0px", True), ("large", True),
        ("12px", False), (".5pt", False), ("1rem", False),
    ],
)  # fmt: skip
def test_words_without_a_size_are_hidden_unless_one_of_their_own_is_given(size: str, is_hidden: bool) -> None:
    markup = f'<div style="font-size:0"><p style="font-size:{size}">甲</p></div><p>乙</p>'
    assert shown("", markup) == ["甲", "乙"][is_hidden:]


@pytest.mark.parametrize(
    ("style", "own", "is_hidden"),
    [
        ("#b{display:none}", "display:block", False),
        ("#b{display:block}", "display:none", True),
        ("#b.a[title]:first-child{display:none}", "display:block", False),
        ("#b{display:none!important}", "display:block", True),
        ("#b{display:none!important}", "display:block!important", False),
        ("#b{display:none}", "color:red", True),
        ("#b{display:block!important}", "display:none", False),
        ("", "display:none;display:block", False),
        ("", "/* a */ display:block; display:none", True),
    ],
)
def test_an_element_s_own_style_outweighs_any_selector_that_does_not_insist(
    style: str, own: str, is_hidden: bool
) -> None:
    markup = f'<p id="b" class="a" title="c" style="{own}">甲</p><p>乙</p>'
    assert shown(style, markup) == ["甲", "乙"][is_hidden:]


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("white", "#ffffff"),
        ("#0af", "#00aaff"),
        ("#00aaff", "#00aaff"),
        ("rgb(0, 170, 255)", "#00aaff"),
        ("rgb(300,0,0)", "#ff0000"),
        ("transparent", ""),
        ("url(a.png)", ""),
    ],
)
def test_colours_in_one_notation(value: str, colour: str) -> None:
    assert colour_of(value) == colour


@pytest.mark.parametrize(
    ("length", "far"),
    [
        ("-500px", True),
        ("-499px", False),
        ("-40em", True),
        ("-31em", False),
        ("-40%", True),
        ("-39%", False),
        ("-9999", False),
        ("9999px", False),
        ("auto", False),
    ],
)
def test_distances_from_which_nothing_is_seen(length: str, far: bool) -> None:
    assert is_far(length) == far


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<svg>x<text>甲</text><g>x</g></svg>", ["甲"]),
        ("<svg><foreignObject><p>甲</p></foreignObject></svg>", ["甲"]),
        ("<svg><desc><text>x</text></desc><defs><text>x</text></defs><text>甲</text></svg>", ["甲"]),
        ('<svg><text style="font-size:0">x</text><text>甲</text></svg>', ["甲"]),
        ('<object data="a.swf">x</object>', []),
        ("<object>甲</object>", ["甲"]),
        ('<object data="">甲</object>', ["甲"]),
        ('<object data="a.swf" style="display:block">x</object>', []),
        ("<dialog>x</dialog><dialog open>甲</dialog>", ["甲"]),
        ("<dialog style='display:block'>甲</dialog>", ["甲"]),
        ("<p hidden>x</p><p hidden style='display:block'>甲</p>", ["甲"]),
        ("<p hidden style='color:red'>x</p><p hidden style='display:none'>x</p>", []),
        ("<p><s>x</s>甲<s style='text-decoration:none'>乙</s><del style='color:red'>x</del><u>丙</u></p>", ["甲乙丙"]),
    ],
)
@pytest.mark.parametrize("sheet", ["", "p{margin:0}"])
def test_what_elements_hide_by_themselves_unless_they_are_styled(sheet: str, markup: str, words: list[str]) -> None:
    assert shown(sheet, markup + "<p>丁</p>") == [*words, "丁"]
