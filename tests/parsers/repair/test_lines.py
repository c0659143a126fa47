"""Lines broken at a printed width: put together where the whole document shows it, and only there."""

from __future__ import annotations

import unicodedata

import pytest

from parsers.blocks.plain import read_plain_text
from parsers.model import Block, Cell, Paragraph, Table
from parsers.repair.lines import rejoin_lines, rejoin_measures, rejoin_numbers
from parsers.repair.log import RepairLog

PARAGRAPHS = [
    "芜湖市人民政府2016年政府信息公开工作年度报告",
    (
        "本报告根据《中华人民共和国政府信息公开条例》编制，由概述、主动公开、依申请公开、收费和复议诉讼几个部分组成，"
        "所列数据的统计期限自2016年1月1日起至2016年12月31日止。"
    ),
    "一、概述",
    (
        "一年来，全市各级行政机关把公开摆在突出位置，完善制度，规范流程，拓宽渠道，加强培训，各项工作稳步推进，群众的"
        "知情权、参与权和监督权得到较好保障。"
    ),
    "二、主动公开政府信息情况",
    (
        "（一）数量。全年主动公开政府信息12,760条，其中机构职能类138条、财政预决算类407条、重点领域类2316条，占总数的"
        "22.4%；召开新闻发布会11场，发布政策解读稿件63篇。"
    ),
    (
        "（二）人员。从事公开工作的专职人员有15人、兼职人员84人，举办业务培训班3期，培训工作人员268人次，编印政策问答"
        "读本4种。"
    ),
    "三、存在的主要问题及改进情况",
    "公开意识不够强，政策解读形式偏少，部分栏目更新不够及时。下一步抓好培训，丰富形式，让群众看得懂、信得过。",
]


def width(text: str, *, half: bool) -> int:
    return sum(2 if half and unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def broken(text: str, longest: int, *, half: bool) -> list[str]:
    lines = [""]
    for character in text:
        if width(lines[-1] + character, half=half) > longest:
            lines.append("")
        lines[-1] += character
    return lines


def joined(lines: list[str]) -> tuple[list[str], RepairLog]:
    log = RepairLog()
    blocks = rejoin_lines(read_plain_text("\n".join(lines), keep_indents=True), log, str)
    return [block.text for block in blocks if isinstance(block, Paragraph)], log


@pytest.mark.parametrize("longest", [24, 28, 29, 33, 38])
@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_broken_lines_are_joined(longest: int, half: bool, indent: str) -> None:
    """Without indents nobody can say whether a paragraph goes on behind a line that ends with a sentence."""
    lines = [PARAGRAPHS[0]]
    for paragraph in PARAGRAPHS[1:]:
        lines += broken(indent + paragraph, longest * (2 if half else 1), half=half)
    found, log = joined(lines)
    headings = [paragraph for paragraph in PARAGRAPHS if not paragraph.endswith("。")]
    assert "".join(found) == "".join(PARAGRAPHS)
    assert [line for line in found if not line.endswith(("。", "；"))] == headings
    if indent:
        assert found == PARAGRAPHS
    assert [entry.kind for entry in log.entries()] == ["broken_line"]


def test_labels_of_a_form_do_not_hide_that_the_text_is_broken() -> None:
    text = [line for paragraph in PARAGRAPHS[3:5] for line in broken(paragraph, 20, half=False)]
    labels = [
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计一条）",
        "（二）通过不同渠道和方式公开政府信息的情况",
        "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计一次）",
        "（二）通过不同渠道和方式回应解读的情况",
        "（一）因政府信息公开申请行政复议被依法纠错的件数",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "（一）召开政府信息公开工作会议或专题会议次数",
        "（二）举办各类政府信息公开培训班的总次数（含专题讲座）",
    ]
    found, _ = joined([*text, *(line for label in labels for line in broken(label, 20, half=False))])
    assert found[:2] == PARAGRAPHS[3:5]


def test_without_indents_a_sentence_that_ends_a_line_ends_the_paragraph() -> None:
    first, rest = "全年公开信息四百条，召开新闻发布会两场，发布解读稿件三篇。", "编发公报六期，举办培训班三期。"
    lines = [line for paragraph in PARAGRAPHS[1:] for line in broken(paragraph, len(first), half=False)]
    found, _ = joined([*lines, first, rest])
    assert found[-2:] == [first, rest]
    marked = [
        line for paragraph in PARAGRAPHS[1:] for line in broken("\u3000\u3000" + paragraph, len(first), half=False)
    ]
    found, _ = joined([*marked, "\u3000\u3000" + first[2:], rest])
    assert found[-1] == first[2:] + rest


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(PARAGRAPHS, id="whole paragraphs"),
        pytest.param(
            [f"关于印发第{n}号文件公开属性认定办法的通知2024-03-2{n}" for n in range(9)], id="a list of links"
        ),
        pytest.param([f"{n}.属于行政执法案卷的信息，不予公开，共{n}件" for n in range(1, 9)], id="items of a list"),
        pytest.param([f"主动公开规范性文件数 件 {n}" for n in range(10, 30)], id="rows of a form"),
        pytest.param(["统计指标", "单位", "统计数", "收到申请数", "件", "12", "当面申请数", "件", "3"], id="cells"),
    ],
)
def test_other_lines_stay(lines: list[str]) -> None:
    found, log = joined(lines)
    assert found == lines
    assert log.entries() == ()


def prose(length: int) -> str:
    """A line of running text that breaks off within a sentence."""
    return ("全市公开信息，" * 20)[: length - 1] + "字"


TITLE = "（一）" + "全市公开信息" * 4 + "情况如"


@pytest.mark.parametrize(
    ("lines", "n_joined"),
    [
        pytest.param([30] * 4, 3, id="four full lines"),
        pytest.param([30] * 3, 0, id="three full lines"),
        pytest.param([27, 30, 30, 30], 3, id="one of them three characters short"),
        pytest.param([26, 30, 30, 30], 0, id="one of them four characters short"),
        pytest.param([12] * 4, 3, id="the narrowest lines"),
        pytest.param([11] * 4, 0, id="lines that are too narrow"),
        pytest.param([64] * 4, 3, id="the widest lines"),
        pytest.param([65] * 4, 0, id="lines that are too wide"),
        pytest.param([*[30] * 10, 34], 10, id="one longer line among eleven"),
        pytest.param([*[30] * 5, 34], 0, id="one longer line among six"),
    ],
)
def test_a_printed_width_is_told_by_full_lines(lines: list[int], n_joined: int) -> None:
    assert len(lines) - len(joined([prose(length) for length in lines])[0]) == n_joined


@pytest.mark.parametrize(("first", "n_joined"), [("1" + prose(26), 3), ("12" + prose(24), 0)])
def test_a_full_line_may_lack_three_characters_and_a_half(first: str, n_joined: int) -> None:
    lines = [first, *map(prose, (30, 30, 30))]
    assert len(lines) - len(joined(lines)[0]) == n_joined


@pytest.mark.parametrize(("length", "n_joined"), [(27, 3), (26, 0)])
def test_a_heading_does_not_tell_a_printed_width(length: int, n_joined: int) -> None:
    lines = [TITLE, *map(prose, (30, 30, 30, length))]
    assert len(TITLE) == 30
    assert len(lines) - len(joined(lines)[0]) == n_joined


def test_headings_of_a_page_and_what_stands_beside_it_stay() -> None:
    text = "".join(PARAGRAPHS[1:])
    lines: list[Block] = [Paragraph(line) for line in broken(text, 30, half=False)]
    lines[3] = Paragraph(lines[3].text, heading=True) if isinstance(lines[3], Paragraph) else lines[3]
    lines[6] = Paragraph(lines[6].text, aside=True) if isinstance(lines[6], Paragraph) else lines[6]
    found = rejoin_lines(lines, RepairLog(), str)
    assert lines[3] in found
    assert lines[6] in found
    assert len(found) < len(lines) / 2


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("网站", "Windows", "网站Windows"),
        ("Microsoft", "Windows", "Microsoft Windows"),
        ("Microsoft", "系统", "Microsoft系统"),
    ],
)
def test_words_of_letters_on_two_lines_stay_apart(first: str, second: str, expected: str) -> None:
    lines = [*map(prose, (30, 30, 30)), prose(30 - len(first)) + first, second + prose(30 - len(second)), prose(30)]
    found, _ = joined(lines)
    assert len(found) == 1
    assert expected in found[0]


def test_an_indent_of_every_line_tells_no_paragraph() -> None:
    lines = ["\u3000\u3000" + line for line in broken(PARAGRAPHS[3], 13, half=False)]
    assert joined(lines)[0] == [PARAGRAPHS[3]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["年底累计公开政府信息", "4105", "条，全文电子化率达", "92.4%", "，其中新增", "1638", "条。"], 1),
        (["全年收到申请", "27", "件。", "二、收费情况"], 2),
        (["收到申请数", "27", "件", "受理申请数"], 4),
        (["全年收到申请。", "27", "，见附件"], 3),
        (["收到申请数", "27", "受理申请数", "25"], 4),
    ],
    ids=["a sentence", "the end of a sentence", "a form with units", "behind a sentence", "a form"],
)
def test_numbers_on_lines_of_their_own(lines: list[str], expected: int) -> None:
    log = RepairLog()
    blocks = rejoin_numbers([Paragraph(line) for line in lines], log, str)
    assert len(blocks) == expected
    assert bool(list(log.entries())) is (expected < len(lines))
    assert "".join(block.text for block in blocks if isinstance(block, Paragraph)) == "".join(lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["网站开通以来，访问量达到74", "万次"], 1, id="a magnitude"),
        pytest.param(["全年发放公报，共3.2万", "册，覆盖各村。"], 1, id="a measure word behind a magnitude"),
        pytest.param(["全年收到申请，共27", "件。"], 1, id="a measure word in front of a mark"),
        pytest.param(["公开的信息，共37", "條，均已歸檔。"], 1, id="a measure word in traditional script"),
        pytest.param(["全年收到申请，共27", "件数比上年多。"], 2, id="another word"),
        pytest.param(["收到申请数27", "件，"], 2, id="no sentence in front"),
        pytest.param(["全年收到申请，共27件", "万次"], 2, id="a number that has its measure word"),
    ],
)
def test_a_measure_word_goes_behind_the_number_that_a_line_breaks_off(lines: list[str], expected: int) -> None:
    log = RepairLog()
    blocks = rejoin_measures([Paragraph(line) for line in lines], log, lambda line: line.replace("條", "条"))
    assert len(blocks) == expected
    assert bool(list(log.entries())) is (expected < len(lines))
    assert "".join(block.text for block in blocks if isinstance(block, Paragraph)) == "".join(lines)
    heading = rejoin_measures([Paragraph(line, heading=True) for line in lines], log, str)
    assert len(heading) == len(lines)


BEFORE, NUMBER, BEHIND = Paragraph("年底公开信息，共"), Paragraph("4105"), Paragraph("条，比上年增加。")
TABLE = Table((Cell("甲", 0, 0),))


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((NUMBER, BEHIND), id="nothing in front"),
        pytest.param((TABLE, NUMBER, BEHIND), id="a table in front"),
        pytest.param((Paragraph(BEFORE.text, heading=True), NUMBER, BEHIND), id="a heading in front"),
        pytest.param((Paragraph(BEFORE.text, aside=True), NUMBER, BEHIND), id="what stands beside the report in front"),
        pytest.param((BEFORE, TABLE, BEHIND), id="a table between"),
        pytest.param((BEFORE, NUMBER), id="nothing behind"),
        pytest.param((BEFORE, NUMBER, TABLE), id="a table behind"),
        pytest.param((BEFORE, NUMBER, Paragraph(BEHIND.text, heading=True)), id="a heading behind"),
    ],
)
def test_a_number_goes_into_no_other_part_of_a_page(blocks: tuple[Block, ...]) -> None:
    assert len(rejoin_numbers([BEFORE, NUMBER, BEHIND], RepairLog(), str)) == 1
    assert rejoin_numbers(blocks, RepairLog(), str) == blocks


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((BEHIND,), id="nothing in front"),
        pytest.param((TABLE, BEHIND), id="a table in front"),
        pytest.param((Paragraph("年底公开信息，共4105", heading=True), BEHIND), id="a heading in front"),
        pytest.param(
            (Paragraph("年底公开信息，共4105", aside=True), BEHIND), id="what stands beside the report in front"
        ),
        pytest.param((Paragraph("年底公开信息，共4105"), TABLE), id="a table behind"),
        pytest.param((Paragraph("年底公开信息，共4105"), Paragraph(BEHIND.text, heading=True)), id="a heading behind"),
        pytest.param(
            (Paragraph("年底公开信息，共4105"), Paragraph(BEHIND.text, aside=True)),
            id="what stands beside the report behind",
        ),
    ],
)
def test_a_measure_word_goes_into_no_other_part_of_a_page(blocks: tuple[Block, ...]) -> None:
    assert len(rejoin_measures([Paragraph("年底公开信息，共4105"), BEHIND], RepairLog(), str)) == 1
    assert rejoin_measures(blocks, RepairLog(), str) == blocks


def test_rows_are_no_lines_of_text_where_only_a_gap_parts_their_cell() -> None:
    sentences = [PARAGRAPHS[3], PARAGRAPHS[5]]
    rows = ["这一类事项的总数（只统计已经审结  41", "的部分）"]
    found, _ = joined([*(line for text in sentences for line in broken(text, 20, half=False)), *rows])
    assert found == [*sentences, *rows]


def test_an_annex_begins_a_paragraph_of_its_own() -> None:
    text = [line for paragraph in PARAGRAPHS for line in broken(paragraph, 24, half=False)]
    full = "以上数据由各单位填报，市政府办公室逐一核对汇总。"
    found, _ = joined([*text, full, "附：各单位公开数量", full, "附件2：申请办理情况"])
    assert found[-4:] == [full, "附：各单位公开数量", full, "附件2：申请办理情况"]


def test_what_is_recorded_of_a_joined_line_is_what_stands_around_its_break() -> None:
    """Twenty characters in front, as many behind with the break itself, or of the joined line the last forty."""
    before, behind = (
        "到年底全市各级行政机关网站开通以来，累计的总访问量达到74",
        "万次，比上年增长了一成，各镇和各街道都有增长。",
    )
    log = RepairLog()
    rejoin_measures([Paragraph(before), Paragraph(behind)], log, str)
    (entry,) = log.entries()
    assert (entry.before, entry.after) == (f"{before[-20:]}\n{behind[:19]}", before[-20:] + behind[:19])
    further = "条，全文的电子化率达到了九成以上，比上年又有提高。"
    log = RepairLog()
    lines = [Paragraph(f"{before[:-2]}公开的信息"), Paragraph(" 4105 "), Paragraph(further)]
    (whole,) = rejoin_numbers(lines, log, str)
    assert isinstance(whole, Paragraph)
    assert whole.text == f"{before[:-2]}公开的信息4105{further}"
    (entry,) = log.entries()
    assert (entry.before, entry.after) == (f"4105\n{further[:19]}", whole.text[-40:])
