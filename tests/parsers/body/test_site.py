"""Which governments a page names as the owners of its site, and in which order."""

from __future__ import annotations

import pytest

from parsers.body.site import body_of_site, names_of_site
from parsers.model import Page, Paragraph, Table


def names(*lines: str, **tags: str) -> list[str]:
    return list(names_of_site(Page(blocks=tuple(map(Paragraph, lines)), media_type="text/html", metadata=tags)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("主办：石门县人民政府", ["石门县人民政府"]),
        ("主办单位: 石门县人民政府办公室 电话：0736", ["石门县人民政府办公室"]),
        ("版权所有：石门县人民政府", ["石门县人民政府"]),
        ("主管单位：石门县人民政府", ["石门县人民政府"]),
        ("主管方：石门县政府办公厅", ["石门县政府办公厅"]),
        ("石门县人民政府主办", ["石门县人民政府"]),
        ("石门县人民政府版权所有", ["石门县人民政府"]),
        ("主办：石门县人民政府 主管：常德市人民政府", ["石门县人民政府", "常德市人民政府"]),
        ("承办：石门县人民政府", []),
        ("主办：石门县教育局", []),
        ("欢迎访问石门县人民政府网站", ["石门县"]),
        ("您好，欢迎登录石门县政务公开平台", ["石门县"]),
        (f"{'甲' * 27}欢迎访问石门县人民政府网站", ["石门县"]),
        (f"{'甲' * 28}欢迎访问石门县人民政府网站", []),
        ("欢迎访问某某某政府网站", []),
        ("当前位置：首页 > 石门县 > 夹山镇", ["石门县"]),
        ("您所在的位置: 常德市 » 石门县 » 公开", ["石门县", "常德市"]),
        ("石门县 > 公开", []),
    ],
)
def test_a_line_names_the_owner_of_the_site(line: str, expected: list[str]) -> None:
    assert names("年度报告", line) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("石门县人民政府门户网站", ["石门县人民政府"]),
        ("石门县人民政府", ["石门县人民政府"]),
        ("石门县人民政府信息公开平台", ["石门县人民政府"]),
        ("年度报告-石门县人民政府网", ["石门县人民政府"]),
        ("石门县人民政府-常德市人民政府", ["常德市人民政府", "石门县人民政府"]),
        ("石门县人民政府的年度报告", []),
        ("石门县教育局", []),
    ],
)
@pytest.mark.parametrize("tag", ["sitename", "page_title"])
def test_the_head_of_a_page_names_the_owner_of_the_site(title: str, expected: list[str], tag: str) -> None:
    assert names("年度报告", **{tag: title}) == expected


def test_the_clearest_name_comes_first() -> None:
    lines = ("主办：甲县人民政府", "欢迎访问澧县人民政府网站", "位置：桃源县 > 公开")
    tags = {"page_title": "慈利县人民政府", "sitename": "石门县人民政府网", "keywords": "临澧县人民政府"}
    assert names(*lines, **tags) == ["石门县人民政府", "慈利县人民政府", "桃源县", "澧县", "甲县人民政府"]
    assert list(names_of_site(Page(blocks=(Table(()),), media_type="text/html"))) == []


@pytest.mark.parametrize(
    ("site", "title", "body"),
    [
        ("石门县林业局", "", "石门县林业局"),
        ("", "年度报告-石门县林业局", "石门县林业局"),
        ("石门县人民政府办公室", "年度报告-石门县林业局", "石门县林业局"),
        ("石门县人民政府办公室", "", ""),
        ("石门县", "年度报告", ""),
    ],
)
def test_a_body_other_than_a_government_may_own_the_site(site: str, title: str, body: str) -> None:
    page = Page(blocks=(), media_type="text/html", metadata={"sitename": site, "page_title": title})
    assert body_of_site(page) == body
