"""What of a page is its main content: where nearly all sentences and all figures in tables stand."""

from __future__ import annotations

import pytest

from parsers.blocks.reader import read_page
from parsers.model import Block, Document, Paragraph
from parsers.pipeline import parse

SENTENCE = "全市主动公开政府信息，其中政府网站公开的占大多数，群众较为满意。"


def prose(length: int) -> str:
    return ("述" * (length - 1)) + "。"


def table(n_figures: int) -> str:
    return "<table>" + "".join(f"<tr><td>行</td><td>{number}</td></tr>" for number in range(n_figures)) + "</table>"


def words(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "table"


@pytest.mark.parametrize(
    ("body", "asides"),
    [
        pytest.param(
            f"<div>导航</div><div><h1>标题</h1><p>{SENTENCE}</p><p>{SENTENCE}</p><i>发布</i></div><div>版权</div>",
            ["导航", "版权"],
            id="the smallest element that holds the sentences",
        ),
        pytest.param(
            f"<div>导航</div><div><h1>标题</h1><p>{SENTENCE}<br>{SENTENCE}</p><i>发布</i></div><div>版权</div>",
            ["导航", "版权"],
            id="all sentences in one paragraph: what holds it",
        ),
        pytest.param(
            f"<div>导航</div><div><p>{prose(460)}</p></div><div><p>{prose(40)}</p></div>",
            ["导航", prose(40)],
            id="92 % of the sentences",
        ),
        pytest.param(
            f"<div>导航</div><div><p>{prose(460)}</p></div><div><p>{prose(60)}</p></div>", [], id="88 % of them"
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><div>{'没有句号的长长的一行文字' * 4}</div>",
            ["导航", "没有句号的长长的一行文字" * 4],
            id="words that are no sentence count nothing",
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><div><p>{prose(19)}</p></div>",
            ["导航", prose(19)],
            id="a short sentence counts nothing",
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><div><p>{prose(20)}</p></div>", [], id="a longer one does"
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><div>{table(8)}</div>", [], id="a table with eight figures"
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><div>{table(7)}</div>",
            ["导航", "table"],
            id="a table with seven",
        ),
        pytest.param(
            f"<div>导航</div><div><p>{SENTENCE}</p></div><footer><p>{SENTENCE}</p></footer>",
            ["导航", SENTENCE],
            id="sentences of the footer count nothing",
        ),
        pytest.param("<div>导航</div><div>没有句子</div>", [], id="a page without sentences"),
    ],
)
def test_what_stands_beside_it(body: str, asides: list[str]) -> None:
    page = read_page(Document(content=f"<html><body>{body}</body></html>".encode(), media_type="text/html"))
    assert [words(block) for block in page.blocks if block.aside] == asides
    assert len(page.blocks) > len(asides)


def menu(count: int, words: str = "栏目") -> str:
    return "<ul>" + "".join(f'<li><a href="/{number}">{words}{number}</a></li>' for number in range(count)) + "</ul>"


def portal_page(before: str = "", after: str = "") -> Document:
    title = "无锡市人民政府2019年政府信息公开工作年度报告"
    body = "".join(
        f"<p>{line}</p>"
        for line in (
            "现公布无锡市2019年政府信息公开工作年度报告，本报告由无锡市人民政府办公室编制。",
            "一、主动公开情况",
            "2019年，全市主动公开政府信息1200条，其中政府网站公开800条。",
            "二、依申请公开情况",
            "全年收到政府信息公开申请32件，均已答复。",
        )
    )
    page = f"<body>{before}<div><h1>{title}</h1>{body}</div>{after}</body>"
    return Document(content=page.encode())


@pytest.mark.parametrize("size", [9, 10, 400])
def test_menus_change_nothing_that_is_read(size: int) -> None:
    """However many links stand before a title, it is the title."""
    alone, between_menus = parse(portal_page()), parse(portal_page(menu(size), menu(size)))
    assert alone.report is not None
    assert alone.report.identity.title == "无锡市人民政府2019年政府信息公开工作年度报告"
    assert between_menus == alone


@pytest.mark.parametrize(
    ("furniture", "asides"),
    [
        pytest.param(menu(9), 9, id="too few links"),
        pytest.param(menu(10), 0, id="a menu"),
        pytest.param(menu(5) + "<p>栏目</p>" + menu(5), 11, id="a line between them that is no link"),
        pytest.param(menu(10).replace("<a", "日期 <a"), 10, id="links with words beside them"),
        pytest.param(menu(10).replace("<a", " <b><a").replace("</a>", "</a></b>"), 0, id="links in other elements"),
    ],
)
def test_a_menu_is_a_row_of_links(furniture: str, asides: int) -> None:
    assert sum(block.aside for block in read_page(portal_page(furniture)).blocks) == asides


def test_links_within_the_main_content_stay() -> None:
    content = portal_page().content.decode().replace("</h1>", "</h1>" + menu(12))
    blocks = read_page(Document(content=content.encode())).blocks
    assert sum(words(block).startswith("栏目") for block in blocks) == 12


def test_a_menu_still_tells_whose_page_it_is() -> None:
    assert parse(portal_page(after=menu(12, "澳门新葡京娱乐城"))).provenance == "clone"
    assert parse(portal_page(after=menu(12))).provenance == "unknown"
