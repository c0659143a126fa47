from __future__ import annotations

import dataclasses

import pytest

from parsers.blocks.flattened.rebuild import Rebuilt, rebuild_tables
from parsers.blocks.plain import read_plain_text
from parsers.blocks.reader import read_page
from parsers.body.finding import Body, find_body
from parsers.model import Block, Cell, Document, Page, Paragraph, Table
from parsers.repair.bodies import without_second_body
from parsers.text.layout import lay_out
from tests.support import DATA, EXAMPLES, SEEDS

PAGE = """首页 | 走进泉州 | 政务公开 | 办事服务 | 互动交流
您所在的位置：首页 > 政府信息公开 > 年度报告
索 引 号：QZ00101-2000-2017-00031　发布机构：泉州市人民政府办公室　公开日期：2017-03-24
【字体：大 中 小】 浏览次数：7731 分享到：微信 微博
泉州市人民政府2016年政府信息公开工作年度报告
一、概述
2016年，全市各级各部门围绕中心工作，依法做好政府信息公开。
二○一七年三月二十日
扫一扫在手机打开当前页
相关链接：泉州市2015年政府信息公开工作年度报告
主办：泉州市人民政府办公室 闽ICP备05023456号
"""


def body_of(text: str) -> Body:
    return find_body(Page(blocks=read_plain_text(text), media_type="text/plain"))


def texts(text: str) -> list[str]:
    return [block.text for block in body_of(text).blocks if isinstance(block, Paragraph)]


def test_a_line_of_counts_on_the_page_does_not_begin_the_report() -> None:
    counts = "信息公开统计：公开目录61280条 | 依申请公开2751件 | 意见箱904封\n"
    with_counts = body_of(PAGE.replace("索 引 号", f"{counts}索 引 号"))
    assert with_counts.title == dataclasses.replace(body_of(PAGE).title, first=5, last=5)  # type: ignore[type-var]
    assert with_counts.metadata == body_of(PAGE).metadata
    assert with_counts.blocks == body_of(PAGE).blocks


def test_furniture_goes_and_the_report_stays() -> None:
    assert texts(PAGE) == [
        "泉州市人民政府2016年政府信息公开工作年度报告",
        "一、概述",
        "2016年，全市各级各部门围绕中心工作，依法做好政府信息公开。",
        "二○一七年三月二十日",
    ]


def test_a_table_of_figures_behind_words_of_the_page_is_a_part_of_the_report() -> None:
    table = "项目 | 单位 | 数量\n主动公开 | 条 | 12\n依申请公开 | 件 | 3\n"
    page = PAGE.replace("扫一扫", f"上一篇：没有了\n{table}扫一扫")
    body = body_of(page)
    assert [len(block.rows()) for block in body.blocks if isinstance(block, Table)] == [3]
    assert "扫一扫在手机打开当前页" not in texts(page)


@pytest.mark.parametrize(
    ("headline", "year"),
    [("泉州市人民政府2016年政府信息公开工作年度报告", 2016), ("南安市人民政府2015年政府信息公开工作年度报告", None)],
)
def test_a_headline_of_the_same_body_has_the_year_that_the_title_leaves_out(headline: str, year: int | None) -> None:
    own = "泉州市人民政府政府信息公开工作年度报告"
    title = body_of(PAGE.replace("泉州市人民政府2016年政府信息公开工作年度报告\n", f"{headline}\n{own}\n")).title
    assert title is not None
    assert (title.text, title.year) == (own, year)


def test_what_a_page_says_of_itself_is_read() -> None:
    body = body_of(PAGE)
    assert body.metadata == {
        "index_number": "QZ00101-2000-2017-00031",
        "publisher": "泉州市人民政府办公室",
        "published_date": "2017-03-24",
        "breadcrumb": "首页 > 政府信息公开 > 年度报告",
    }
    assert body.title is not None
    assert body.title.year == 2016


def test_a_metadata_table_with_empty_cells() -> None:
    page = (
        "索引号: | 00835003X/2018-00911 | 发布机构: | 市政府办公室 |\n文 号: | 关键词: |\n"
        "泸州市2017年政府信息公开工作年度报告\n一、概述\n好。"
    )
    assert body_of(page).metadata == {
        "index_number": "00835003X/2018-00911",
        "publisher": "市政府办公室",
    }


@pytest.mark.parametrize("often", ["<span>873</span>次　", "873次", "873人次 "])
def test_a_label_behind_how_often_a_page_was_read_is_one(often: str) -> None:
    line = f"<div>发布时间：2013-03-06　来源：市水利局　浏览次数：{often}索引号：GA001-2013-00018</div>"
    report = "<p>一、概述</p><p>2012年，全市主动公开政府信息100条。</p>"
    content = f"<html><body><h1>镇江市2012年政府信息公开工作年度报告</h1>{line}{report}</body></html>".encode()
    metadata = find_body(read_page(Document(content=content, media_type="text/html"))).metadata
    assert metadata["index_number"] == "GA001-2013-00018"


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        (
            (
                "<table><tr><td>索引号：</td><td>GA001-2013-00018</td><td>文号：</td></tr>"
                "<tr><td>公开方式：政府网站</td><td>发布日期：2012-03-30</td></tr></table>"
            ),
            {"index_number": "GA001-2013-00018", "doc_number": None, "published_date": "2012-03-30"},
        ),
        (
            (
                "<table><tr><td>索引号</td><td>文号</td><td>镇政办〔2013〕5号</td></tr>"
                "<tr><td>发布机构：</td><td>——</td></tr></table>"
            ),
            {"index_number": None, "doc_number": "镇政办〔2013〕5号", "publisher": None},
        ),
        (
            "<table><tr><td>[ 索引号 ]</td><td>11500381/2022-00412</td><td>[ 发文字号 ]</td><td></td></tr></table>",
            {"index_number": "11500381/2022-00412", "doc_number": None},
        ),
        (
            "<dl><dt>索引号：</dt><dd>01524000-0/2025-03</dd><dt>文号：</dt><dd></dd></dl>",
            {"index_number": "01524000-0/2025-03", "doc_number": None},
        ),
    ],
    ids=["label in the place of a value", "label without a colon there", "labels in brackets", "empty last value"],
)
def test_a_missing_value_is_not_the_next_thing(page: str, fields: dict[str, str | None]) -> None:
    report = "<h1>镇江市2012年政府信息公开工作年度报告</h1><p>一、概述</p><p>2012年，全市主动公开政府信息100条。</p>"
    document = Document(content=f"<html><body>{page}{report}</body></html>".encode(), media_type="text/html")
    metadata = find_body(read_page(document)).metadata
    assert {field: metadata.get(field) for field in fields} == fields


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("德水政〔2013〕12号", "德水政〔2013〕12号"),
        ("根据德水政〔2013〕12号修改", None),
        ("2013年第3次更新", None),
        ("1", None),
        ("无", None),
    ],
)
@pytest.mark.parametrize("label", ["备注/文号：", "文号/备注："])
def test_what_may_be_a_remark_is_a_number_by_its_form(label: str, value: str, number: str | None) -> None:
    head = f"<tr><td>索引号：</td><td>QZ07123-2013-6</td><td>{label}</td><td>{value}</td></tr>"
    report = "<h1>德化县2012年政府信息公开工作年度报告</h1><p>一、概述</p><p>2012年，全县主动公开政府信息100条。</p>"
    document = Document(content=f"<html><body><table>{head}</table>{report}</body></html>".encode())
    assert find_body(read_page(document)).metadata.get("doc_number") == number


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("作者：县政府办文号：德府办字〔2013〕18号发布时间：2013-2-25", "德府办字〔2013〕18号"),
        ("来源：德化县林业局文号：德林〔2013〕5号", "德林〔2013〕5号"),
        ("作者：批准文号：国统字〔2013〕18号", None),
        ("作者：县政府办批准文号：国统字〔2013〕18号", None),
        ("批准文号：国统字〔2013〕18号", None),
    ],
)
def test_a_short_label_may_stand_right_behind_the_name_of_a_body(line: str, number: str | None) -> None:
    report = f"德化县2012年政府信息公开工作年度报告\n{line}\n一、概述\n2012年，全县主动公开政府信息100条。"
    assert find_body(read_page(Document(content=report.encode()))).metadata.get("doc_number") == number


def test_a_document_number_may_stand_above_the_title() -> None:
    report = "礼政办发[2012]18号\n礼县2011年政府信息公开工作报告\n一、概述\n2011年，全县主动公开政府信息100条。"
    body = find_body(read_page(Document(content=report.encode())))
    assert body.metadata["doc_number"] == "礼政办发[2012]18号"


def test_a_second_body_goes() -> None:
    paragraphs = [
        Paragraph(f"{number}、第{number}部分的内容各不相同，写得足够长，以便辨认出它来。" * 2) for number in range(5)
    ]
    kept, second = without_second_body([Paragraph("标题"), *paragraphs, *paragraphs])
    assert list(kept) == [Paragraph("标题"), *paragraphs]
    assert second is not None
    assert 0.4 < second.share < 0.5
    assert second.differences == ()


def test_a_figure_that_differs_in_the_second_body_is_reported() -> None:
    text = (EXAMPLES / "damage" / "10.txt").read_text(encoding="utf-8")
    body = body_of(text)
    assert body.second is not None
    (difference,) = body.second.differences
    assert "351件" in difference
    assert "351件" not in lay_out(body.blocks).text


def test_text_without_a_second_body_stays() -> None:
    blocks = read_plain_text((DATA / "gold" / "003.clean.txt").read_text(encoding="utf-8"))
    assert without_second_body(blocks) == (blocks, None)


def test_rows_of_pipes_are_tables() -> None:
    (table,) = read_plain_text("| 规章 | 0 | 0 | 4 |\n| 行政规范性文件 | 19 | 6 | 142 |")
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows()] == [
        ["规章", "0", "0", "4"],
        ["行政规范性文件", "19", "6", "142"],
    ]
    assert isinstance(read_plain_text("电脑版 | 客户端")[0], Paragraph)


def test_a_flattened_form_is_put_together() -> None:
    """Seed 004: labels broken over lines, most units lost."""
    raw = next(SEEDS.glob("004*")).read_text(encoding="utf-8").replace("\u00a0", " ")
    *_, table = rebuild_tables(read_plain_text(raw)).blocks
    assert isinstance(table, Table)
    rows = [[cell.text for cell in row] for row in table.rows()]
    assert len(rows) == 66
    assert rows[0] == ["统计指标", "单位", "统计数"]
    assert ["其中:主动公开规范性文件数", "", "49"] in rows
    assert ["七、依申请公开信息收取的费用", "万元", "0"] in rows
    assert ["一、主动公开情况", "——", ""] in rows


def test_lines_that_are_no_form_stay_lines() -> None:
    blocks = read_plain_text("\n".join(f"第{number}项\n{number}" for number in range(30)))
    assert rebuild_tables(blocks) == Rebuilt(tuple(blocks), ())


def test_of_tables_without_figures_those_before_the_body_are_furniture() -> None:
    """A menu that is laid out as a table stands before it; what stands behind belongs to the report."""
    blocks = read_plain_text(
        "泉州市人民政府2016年政府信息公开工作年度报告\n| 网站首页 | 政务公开 |\n| 办事服务 | 互动交流 |\n"
        "一、概述\n2016年，全市各级各部门围绕中心工作，依法做好政府信息公开。\n"
        "| 附件 | 名称 |\n| 甲 | 统计表 |\n联系人：李某\n"
    )
    body = find_body(Page(blocks=blocks, media_type="text/plain"))
    (table,) = [block for block in body.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows()] == [["附件", "名称"], ["甲", "统计表"]]
    assert isinstance(body.blocks[-1], Paragraph)
    assert body.blocks[-1].text == "联系人：李某"


def test_a_row_of_one_cell_with_text_is_a_paragraph() -> None:
    """A title or a paragraph that the grid of its page holds alone; a short cell stays a table."""
    text = (
        "2016年，各部门围绕中心工作，依法做好政府信息公开，不断完善制度，拓宽渠道，加强监督，群众对公开工作比较满意。"
        * 2
    )
    title = "泉州市2016年政府信息公开工作年度报告"
    blocks = read_plain_text(f"{title} | | |\n\n一、概述\n{text} |\n二、表\n| 甲 | |\n{text}\n")
    body = find_body(Page(blocks=blocks, media_type="text/plain"))
    assert body.title is not None
    assert body.title.agency == "泉州市"
    assert [isinstance(block, Table) for block in body.blocks] == [False, False, False, False, True, False]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("来源：衢江街道字号：[ 大 ] 浏览次数：", "衢江街道"),
        ("发布单位：衢江街道发布人：李某发布时间：2017-01-06", "衢江街道"),
        ("来源：衢江区类型管理中心", "衢江区类型管理中心"),
    ],
)
def test_a_label_may_stand_right_behind_a_value(line: str, publisher: str) -> None:
    title = "衢江街道2016年政府信息公开工作年度报告"
    text = f"{title}\n{line}\n一、概述\n2016年，全街道依法做好政府信息公开工作。"
    body = find_body(Page(blocks=read_plain_text(text), media_type="text/plain"))
    assert body.metadata["publisher"] == publisher


def test_numbers_below_their_measures_are_no_pages_to_turn_to() -> None:
    table = ["附：公开渠道统计", "政府公报", "条", "186", "政府网站", "条", "204"]
    page = PAGE.replace("扫一扫", "\n".join([*table, "扫一扫"]))
    assert texts(page)[-len(table) :] == table


def test_numbers_of_pages_to_turn_to_end_a_report() -> None:
    assert texts(PAGE.replace("扫一扫", "1\n2\n下一页\n扫一扫")) == texts(PAGE)


REPORT = "泉州市人民政府2016年政府信息公开工作年度报告"
SECTION = Paragraph("一、概述")
MENU = Table((Cell("网站首页", 0, 0), Cell("政务公开", 0, 1)))


def read(*blocks: str | Block) -> Body:
    whole = tuple(Paragraph(block) if isinstance(block, str) else block for block in (*blocks, SECTION))
    return find_body(Page(blocks=whole, media_type="text/html"))


@pytest.mark.parametrize(
    ("blocks", "number"),
    [
        pytest.param((REPORT, Paragraph("泉政〔2017〕3号 2017-03-24", aside=True)), "泉政〔2017〕3号", id="a byline"),
        pytest.param(
            (REPORT, Paragraph(f"{'政策解读' * 60}泉政〔2017〕3号", aside=True)), None, id="a long list of links"
        ),
        pytest.param(
            (REPORT, Paragraph(f"{'政策解读' * 60} 文号：泉政〔2017〕3号", aside=True)), None, id="one of labels"
        ),
        pytest.param((Paragraph("泉政〔2017〕3号 2017-03-24", aside=True),), None, id="no title"),
        pytest.param((REPORT, dataclasses.replace(MENU, aside=True)), None, id="a menu that is a table"),
        pytest.param((REPORT, "文号", MENU), None, id="a label above a table"),
        pytest.param((REPORT, "文号", "泉政〔2017〕3号"), "泉政〔2017〕3号", id="a label above its value"),
    ],
)
def test_the_number_of_a_report_stands_behind_its_label_or_below_its_title(
    blocks: tuple[str | Block, ...], number: str | None
) -> None:
    assert read(*blocks).metadata.get("doc_number") == number


def test_what_stands_beside_the_first_words_is_left_out() -> None:
    assert read(REPORT, Paragraph("便民服务大厅", aside=True)).blocks == (Paragraph(REPORT, heading=True), SECTION)


def test_a_title_in_the_first_line_is_the_value_of_no_label() -> None:
    other = REPORT.replace("2016", "2015")
    title = read(REPORT, "名称", other, "文号").title
    assert title is not None
    assert title.text == REPORT


def test_a_measure_without_its_number_does_not_keep_what_follows_the_report() -> None:
    table = ["附：公开渠道统计", "政府公报", "条", "186", "政府网站", "条"]
    page = PAGE.replace("扫一扫", "\n".join([*table, "扫一扫"]))
    assert texts(page)[-len(table) :] == table


def test_a_long_paragraph_that_begins_like_the_foot_of_a_page_stays() -> None:
    line = f"承办单位：{'各县区政府办公室、' * 30}市政府办公室"
    assert texts(PAGE.replace("扫一扫", f"{line}\n扫一扫"))[-1] == line


def test_a_stamp_of_a_news_site_is_cut_off_the_words_behind_it() -> None:
    words = "全市各级各部门围绕中心工作，依法做好政府信息公开，不断完善制度，群众对公开工作比较满意，各项任务如期完成。"
    lines = ("【江城网讯】", f"【江城网讯】{words}")
    assert read(*lines[1:]).blocks == (Paragraph(words), SECTION)
    assert read(words, *lines[:1]).blocks == (Paragraph(words), Paragraph(lines[0]), SECTION)
