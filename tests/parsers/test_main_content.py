"""What of a page is its main content: where nearly all sentences and all figures in tables stand."""

from __future__ import annotations

import pytest

from parsers import Document
from parsers.blocks.reader import read_page
from parsers.model import Block, Paragraph

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
