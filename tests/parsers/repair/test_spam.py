"""Lists of places and names of sites: how many make a list, how far one reaches, and what goes with a name."""

from __future__ import annotations

import pytest

from parsers.model import Block, Cell, Flag, OnPage, Paragraph, Scan, Table
from parsers.repair.log import RepairLog
from parsers.repair.spam import remove_spam
from storage.schema import Repair

GUANGDONG = [
    "广州市",
    "深圳市",
    "珠海市",
    "汕头市",
    "佛山市",
    "韶关市",
    "河源市",
    "梅州市",
    "惠州市",
    "汕尾市",
    "东莞市",
    "中山市",
    "江门市",
    "阳江市",
    "湛江市",
    "茂名市",
    "肇庆市",
    "清远市",
    "潮州市",
    "揭阳市",
    "云浮市",
]
ELSEWHERE = ["唐河县", "苍山县", "朝阳县", "凤冈县", "安新县"]
IN_TWO_PROVINCES = "南沙区"
LIST = [*GUANGDONG[:20], *ELSEWHERE]
"""As few places, of as few provinces, as a list can have."""
BRAND = "鸿发娱乐城官网"


def row(texts: list[str]) -> Table:
    return Table(tuple(Cell(text, 0, column) for column, text in enumerate(texts)))


def removed(*blocks: Block) -> tuple[list[Block], tuple[Flag, ...], tuple[Repair, ...]]:
    log = RepairLog()
    kept, flags = remove_spam(blocks, log)
    return list(kept), flags, log.entries()


@pytest.mark.parametrize(
    ("places", "goes"),
    [
        pytest.param(LIST, True, id="25 of 6 provinces"),
        pytest.param(LIST[1:], False, id="24"),
        pytest.param([*GUANGDONG, *ELSEWHERE[:4]], False, id="of 5 provinces"),
        pytest.param([*GUANGDONG[:20], *ELSEWHERE[:4], IN_TWO_PROVINCES], False, id="one may be of two provinces"),
    ],
)
def test_how_many_places_of_how_many_provinces_make_a_list(places: list[str], goes: bool) -> None:
    """In a paragraph, in paragraphs of their own and in a table alike."""
    in_one = Paragraph("全市主动公开。" + "、".join(places))
    alone = [Paragraph(place) for place in places]
    table = row(places)
    if goes:
        for block, left, mark in (
            ([in_one], [Paragraph("全市主动公开。")], "、"),
            (alone, [], ""),
            ([table], [], "\n"),
        ):
            gone = Repair(kind="place_list", count=1, before=mark.join(places)[:40], after="")
            assert removed(*block) == (left, (), (gone,))
    else:
        for blocks in ([in_one], alone, [table]):
            assert removed(*blocks) == (blocks, (), ())


@pytest.mark.parametrize(
    ("between", "goes"),
    [("、", True), ("甲乙丙丁戊己", True), ("甲乙丙丁戊己庚", False), ("3", False), ("。", False), ("；", False)],
)
def test_how_far_apart_the_places_of_a_list_may_stand(between: str, goes: bool) -> None:
    """One gap in the middle of 50 places, of which each half is too few."""
    text = "、".join(LIST[:13]) + between + "、".join(LIST[13:])
    blocks, _, repairs = removed(Paragraph(text))
    assert (blocks, bool(repairs)) == (([], True) if goes else ([Paragraph(text)], False))


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("未收取费用。热门城市：", "", "未收取费用。"),
        ("热门城市：", "", ""),
        ("友情链接", "", ""),
        ("未收取费用，详见热门城市：", "", "未收取费用，详见热门城市："),
        ("未收取费用。", "、更多", "未收取费用。"),
        ("未收取费用。", "，另有说明。", "未收取费用。另有说明。"),
        ("未收取费用。", f"，另有说明。{'、'.join(LIST)}", "未收取费用。另有说明。"),
    ],
)
def test_what_goes_with_a_list_in_a_paragraph(before: str, after: str, left: str) -> None:
    assert removed(Paragraph(before + "、".join(LIST) + after))[0] == [Paragraph(left)] * bool(left)


def test_a_list_in_paragraphs_ends_where_something_else_stands() -> None:
    """Marks at the edges of a place say nothing, but many of them are no name any more."""
    places = [Paragraph(f"| {place} |") for place in LIST]
    text = Paragraph("正文。")
    assert removed(text, *places, text)[0] == [text, text]
    broken = [*places[:13], text, *places[13:]]
    assert removed(*broken)[0] == broken
    for spaces, goes in ((15, True), (16, False)):
        blocks = [Paragraph("积石山保安族东乡族撒拉族自治县" + " " * spaces), *places[1:]]
        assert removed(*blocks)[0] == ([] if goes else blocks)


@pytest.mark.parametrize(("others", "goes"), [(6, True), (7, False)])
def test_four_of_five_cells_of_a_table_are_places_where_it_is_a_list(others: int, goes: bool) -> None:
    table = row([*LIST, *["说明"] * others, *[""] * 40])
    assert removed(table)[0] == ([] if goes else [table])


def test_a_sentence_in_front_of_a_list_in_a_table_stays() -> None:
    scan = Scan(OnPage(1, (1, 2, 3, 4)), ())
    cells = (Cell("未收取费用。另有。热门城市", 0, 0, scan=scan), *(Cell(place, 0, 1) for place in LIST))
    assert removed(Table(cells))[0] == [Paragraph("未收取费用。另有。", scan=scan)]


def test_a_paragraph_that_a_list_leaves_stays_what_it_was() -> None:
    blocks = [Paragraph("未收取费用。" + "、".join(LIST), heading=True, aside=True)]
    assert removed(*blocks)[0] == [Paragraph("未收取费用。", heading=True, aside=True)]


def test_a_label_goes_only_with_what_it_announces() -> None:
    sites, label = Paragraph(BRAND), Paragraph("开户银行账户及其他有关：")
    assert removed(label, sites)[0] == []
    longer, no_label = "开户银行账户及其他有关的的：", "开户银行账户及其他有关的：情况"
    for stays in (Paragraph(longer), Paragraph(no_label), row(["甲："])):
        assert removed(stays, sites)[0] == [stays]
    assert removed(label, Paragraph("公开12条。"))[0] == [label, Paragraph("公开12条。")]


@pytest.mark.parametrize(
    ("text", "left", "names"),
    [
        pytest.param(
            f"由甲乙丙丁{BRAND[2:]}按照条例编制报告。", "由按照条例编制报告。", ["甲乙丙丁娱乐城官网"], id="4"
        ),
        pytest.param(
            f"由戊甲乙丙丁{BRAND[2:]}按照条例编制报告。", "由戊按照条例编制报告。", ["甲乙丙丁娱乐城官网"], id="5"
        ),
        pytest.param(f"公开十二条信{BRAND}。", "", [], id="a sentence of little else"),
        pytest.param(f"公开十二条信息{BRAND}按期。", "公开十二条按期。", ["信息鸿发娱乐城官网"], id="of enough else"),
        pytest.param(f"本报告（{BRAND}）由办公室编制。", "本报告由办公室编制。", [BRAND], id="in brackets"),
        pytest.param(f"全市公开信息（）由{BRAND}编制。", "全市公开信息由编制。", [BRAND], id="brackets beside it"),
        pytest.param(
            f"全市公开信息（）条。本报告由{BRAND}编制。", "全市公开信息（）条。本报告由编制。", [BRAND], id="in another"
        ),
        pytest.param(
            f"本报告由{BRAND}编制，由金沙娱乐城官网发布，共五条。",
            "本报告由编制，由发布，共五条。",
            [BRAND, "金沙娱乐城官网"],
            id="two names",
        ),
        pytest.param(
            f"本报告由{BRAND}编制。本报告由{BRAND}发布。", "本报告由编制。本报告由发布。", [BRAND], id="one name twice"
        ),
    ],
)
def test_a_name_goes_alone_where_enough_is_left_of_its_sentence(text: str, left: str, names: list[str]) -> None:
    blocks, flags, repairs = removed(Paragraph(text, heading=True))
    assert blocks == [Paragraph(left, heading=True)] * bool(left)
    assert [(flag.kind, flag.subject) for flag in flags] == [("foreign_name", name) for name in names]
    assert all(flag.sentence.endswith(f"perhaps for other words: {flag.subject}") for flag in flags)
    assert [(repair.kind, repair.before, repair.after) for repair in repairs] == [
        ("brand_name", names[0] if names else text, "")
    ]
    assert sum(repair.count for repair in repairs) == max(text.count("娱乐城"), 1)


def test_a_sentence_that_goes_takes_none_behind_it_along() -> None:
    text = f"公开十二条信{BRAND}。本报告由{BRAND}按期编制。没有收取费用。"
    blocks, flags, _ = removed(Paragraph(text))
    assert blocks == [Paragraph("本报告由按期编制。没有收取费用。")]
    assert [flag.subject for flag in flags] == [BRAND]


def test_a_page_is_searched_for_names_in_its_tables_and_paragraphs() -> None:
    text = Paragraph("公开信息12条。")
    table = row(["收到", "12", BRAND])
    assert removed(text, table, text)[0] == [text, row(["收到", "12", ""]), text]
    assert removed(text, row(["收到", "12"]), Paragraph(f"本报告由{BRAND}按期编制。"))[0] == [
        text,
        row(["收到", "12"]),
        Paragraph("本报告由按期编制。"),
    ]
