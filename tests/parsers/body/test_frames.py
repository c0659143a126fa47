"""What copies build around a report and into it, whole pages at a time."""

from __future__ import annotations

import pytest

from parsers.body.frames import without_frames
from parsers.model import Block, Cell, Document, Paragraph, Table
from parsers.pipeline import parse

TITLE = "芜湖市人民政府2016年政府信息公开工作年度报告"
BODY = (
    "本报告由芜湖市人民政府办公室编制，数据统计期限为2016年1月1日至2016年12月31日。",
    "一、总体情况",
    "2016年，全市主动公开政府信息81245条，其中政府网站公开688条，行政许可事项的办结率为98.2%。",
    "二、依申请公开情况",
    "全市收到政府信息公开申请1317件，共答复682件，没有收取费用，群众满意度比较高。",
    "三、行政复议和诉讼情况",
    "行政复议28件，行政诉讼16件。",
)
HEADINGS = BODY[1::2]
SUMMARY = f"《{TITLE}》是芜湖市人民政府于2017年3月发布的年度报告。"
LABELS = ("中文名", "发布单位", "实施时间")

FRAMES = {
    "encyclopaedia": [
        "中文百科",
        TITLE,
        "播报 编辑 讨论 上传视频",
        SUMMARY,
        f"中文名：{TITLE}",
        "发布单位：芜湖市人民政府",
        "实施时间：2017年3月",
        "目录",
        "1总体情况",
        "2依申请公开情况",
        "3行政复议和诉讼情况",
        *(f"{line}编辑" if line in HEADINGS else line.replace("。", "[1]。") for line in BODY),
        "参考资料",
        "[1] 芜湖市政府网[引用日期2017-03-31]",
    ],
    "labels and values in lines of their own": [
        TITLE,
        "本词条缺少概述图，补充相关内容使词条更完整，赶紧来编辑吧！",
        "中文名",
        TITLE,
        "发布机关",
        "芜湖市人民政府",
        *BODY,
    ],
    "a box and a list of contents in one line": [
        TITLE,
        f"中文名 {TITLE} 发布单位 芜湖市人民政府 实施时间 2017年3月",
        "目录 " + " ".join(HEADINGS),
        *BODY,
        "相关词条",
        "合肥市年度报告",
    ],
    "contents twice, in one line and in several": [
        TITLE,
        " ".join(HEADINGS),
        "目录",
        "1总体情况",
        "2依申请公开情况",
        "3行政复议和诉讼情况",
        *BODY,
    ],
    "contents without their word": [TITLE, "".join(HEADINGS), *BODY],
    "a collection of laws": [
        f"【法规标题】{TITLE}",
        "【颁布单位】芜湖市人民政府",
        "【颁布时间】2017-03-31",
        "【全文】",
        TITLE,
        *BODY,
        "来源：法律网 责任编辑：小李",
        "声明：该文本仅供参考，请以正式文件为准。",
    ],
    "a news site": [
        TITLE,
        "2017-03-31 10:25 来源：江城网",
        f"【江城网讯】{BODY[0]}",
        *BODY[1:3],
        "点击下载江城APP，领红包",
        *BODY[3:],
        "↓↓↓展开全文↓↓↓",
        "微信好友 朋友圈 QQ好友 复制链接",
        "打赏 点赞(3) 收藏 举报",
        "本文由用户上传，如有侵权请联系我们",
    ],
    "running heads": [
        "芜湖市人民政府 政府信息公开",
        TITLE,
        *BODY[:3],
        "— 1 —",
        "芜湖市人民政府 政府信息公开",
        *BODY[3:],
        "— 2 —",
    ],
    "a site of documents": [
        "文档格式：DOC",
        TITLE,
        "第1页/共3页",
        *BODY,
        "阅读剩余0%",
        "本文档由会员上传分享",
    ],
}


@pytest.mark.parametrize("frame", FRAMES)
def test_nothing_of_the_frame_is_left(frame: str) -> None:
    report = parse(Document(content="\n".join(FRAMES[frame]).encode())).report
    assert report is not None
    assert report.text.split("\n") == [TITLE, *BODY]
    assert report.identity.title == TITLE


@pytest.mark.parametrize("frame", ["encyclopaedia", "a collection of laws", "a news site"])
def test_a_frame_tells_that_a_document_is_a_copy(frame: str) -> None:
    assert parse(Document(content="\n".join(FRAMES[frame]).encode())).provenance == "mirror"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["一、总体情况", "二、申请", "正文。"], id="headings"),
        pytest.param(["包括一、总体情况二、申请三、复议三部分。", "一、总体情况"], id="a sentence about the parts"),
        pytest.param(["结果维持", "5", "其他", "5", "结果维持", "0"], id="cells in lines of their own"),
        pytest.param(["——", "件", "12", "——", "件", "3"], id="dashes of a table"),
        pytest.param(["据统计[1]，公开20条。", "二、申请"], id="a mark where there is no encyclopaedia"),
        pytest.param(["目录", "另附", "一、总体情况"], id="a word of contents without any"),
        pytest.param([SUMMARY, "一、总体情况"], id="a sentence about the report itself"),
        pytest.param(["中文百科", "12"], id="a number alone in an encyclopaedia"),
        pytest.param([f"中文名 {TITLE} 发布单位 芜湖市 实施时间 2017年 全市公开20条。"], id="a box with a sentence"),
        pytest.param(
            ["中文百科", f"{'全市各级各部门健全制度、' * 4}各项公开工作全面展开"],
            id="a long line that ends like a mark",
        ),
        pytest.param(["目录"], id="a word of contents at the end"),
    ],
)
def test_what_looks_like_a_frame_stays(lines: list[str]) -> None:
    blocks = tuple(map(Paragraph, lines))
    assert without_frames(blocks, LABELS) == blocks


def test_the_marks_of_an_encyclopaedia_are_taken_from_words_and_its_tables_stay() -> None:
    table = Table((Cell("甲[1]", 0, 0), Cell("1[2]", 0, 1)))
    marked: list[Block] = [
        Paragraph("本年公开信息12条[1]，收到申请3件[2-4]。"),
        table,
        Paragraph("总体情况编辑"),
        Paragraph("编辑"),
    ]
    bare = (Paragraph("本年公开信息12条，收到申请3件。"), table, Paragraph("总体情况"))
    assert without_frames([Paragraph("中文百科"), *marked], LABELS)[1:] == bare
    assert without_frames(marked, LABELS) == tuple(marked)


@pytest.mark.parametrize(
    ("contents", "below", "kept"),
    [
        (["1总体", "2申请"], ["总体", "甲。", "申请", "乙。"], []),
        (["1总体", "2申请", "目录", "1总体", "2申请"], ["总体", "申请"], []),
        (["1总体", "2办理的3件申请"], ["总体", "办理的3件申请"], []),
        (["1总体"], ["总体", "甲。"], ["目录", "1总体"]),
        (["1总体", "2申请", "3其他"], ["总体", "甲。", "申请", "乙。"], ["3其他"]),
        (["1总体", "2申请情况。"], ["总体", "甲。", "申请情况。", "乙。"], ["目录", "1总体", "2申请情况。"]),
        ([f"{n}章节{n}" for n in range(1, 82)], [f"章节{n}" for n in range(1, 82)], ["81章节81"]),
        (["总", "申"], [], []),
    ],
    ids=[
        "all of it",
        "twice",
        "an entry with a number",
        "one entry",
        "an entry that does not come again",
        "a sentence",
        "the first eighty",
        "nothing below",
    ],
)
def test_lines_of_contents_are_those_that_come_again(contents: list[str], below: list[str], kept: list[str]) -> None:
    found = without_frames([Paragraph(line) for line in ("目录", *contents, *below)], LABELS)
    assert [block.text for block in found if isinstance(block, Paragraph)] == [*kept, *below]


@pytest.mark.parametrize(
    ("line", "headings", "stays"),
    [
        ("一、总体二、申请三、复议", ["一、总体", "二、申请", "正文。"], False),
        ("一、总体二、申请三、复议", ["一、总体", "正文。"], True),
        ("目录 1总体 2申请 3复议", ["总体", "申请", "复议"], False),
        ("一、总体二、申请", ["一、总体", "二、申请"], True),
        ("详见一、总体二、申请三、复议", ["一、总体", "二、申请", "三、复议"], True),
        ("一、总二、申请三、复议四、其他", ["二、申请", "三、复议", "四、其他"], False),
        ("一、总二、申请三、复议", ["总", "二、申请", "三、复议"], True),
    ],
    ids=[
        *("two of three", "one of three", "with the word for them", "two entries", "behind a word"),
        *("a short entry", "a short entry of three"),
    ],
)
def test_a_line_of_contents_is_one_whose_entries_mostly_come_again(line: str, headings: list[str], stays: bool) -> None:
    found = without_frames([Paragraph(text) for text in (line, *headings)], LABELS)
    assert [block.text for block in found if isinstance(block, Paragraph)] == [*[line] * stays, *headings]


def test_a_table_ends_a_list_of_contents() -> None:
    table = Table((Cell("甲", 0, 0), Cell("1", 0, 1)))
    below = [Paragraph("总体"), Paragraph("申请")]
    assert without_frames([Paragraph("目录"), table, *below], LABELS) == (Paragraph("目录"), table, *below)
    entries = [Paragraph(text) for text in ("目录", "1总体", "2申请")]
    assert without_frames([*entries, table, *below], LABELS) == (table, *below)


def test_the_word_for_contents_goes_with_the_line_of_them_below_it() -> None:
    headings = tuple(map(Paragraph, ("一、总体", "二、申请", "三、复议")))
    assert without_frames([Paragraph("目录"), Paragraph("一、总体二、申请三、复议"), *headings], LABELS) == headings


@pytest.mark.parametrize(("before", "stays"), [(199, False), (200, True)])
def test_contents_stand_near_the_beginning_and_what_is_behind_them_stays(before: int, stays: bool) -> None:
    """Tables and what stands beside the content are not counted."""
    table, aside = Table((Cell("甲", 0, 0), Cell("1", 0, 1))), Paragraph("菜单", aside=True)
    lines = [Paragraph(f"第{number}条。") for number in range(before)]
    contents = [Paragraph(text) for text in ("目录", "1总体", "2申请")]
    behind: list[Block] = [Paragraph("总体"), aside, table, Paragraph("申请"), Paragraph("正文。")]
    found = without_frames([table, aside, *lines, *contents, *behind], LABELS)
    assert found == (table, aside, *lines, *(contents if stays else ()), *behind)


@pytest.mark.parametrize(("length", "stays"), [(400, False), (401, True)])
def test_a_box_in_one_line_is_not_longer_than_a_summary_and_its_labels(length: int, stays: bool) -> None:
    box = "中文名 甲 发布单位 乙 实施时间 丙".ljust(length, "丙")
    found = without_frames([Paragraph(box), Paragraph("正文。")], LABELS)
    assert [block.text for block in found if isinstance(block, Paragraph)] == [*[box] * stays, "正文。"]
