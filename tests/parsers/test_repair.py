"""Each repair against its own cases, positive and negative."""

from __future__ import annotations

import ast
import pathlib
import re

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from parsers.decode import mojibake
from parsers.model import Block, Cell, Paragraph, Table
from parsers.repair import losses
from parsers.repair.glosses import are_injected, remove_glosses
from parsers.repair.glyphs import restore_glyphs
from parsers.repair.headings import rejoin_headings, renumber_headings
from parsers.repair.log import RepairLog
from parsers.repair.marks import remove_marks
from parsers.repair.script import detect, simplifier
from parsers.repair.spaces import close_up
from parsers.repair.spam import remove_spam
from parsers.repair.widths import full_width
from storage.schema import REPAIR_MEANINGS
from tests.parsers.documents import documents, parsed
from tests.parsers.documents import name as name_of
from tests.support import DATA, EXAMPLES, REPOSITORY, cases

CASES = pathlib.Path(__file__).parent / "repair"
CHINESE = st.text(st.sampled_from("年报(pdf)（一）,，:；12 3.kāi開网\ue010\u200b"), max_size=40)


@pytest.mark.parametrize("case", cases(CASES / "glosses.csv"), ids=lambda case: case["note"])
def test_glosses(case: dict[str, str]) -> None:
    log = RepairLog()
    assert remove_glosses(case["text"], log) == case["expected"]
    assert bool(log.entries()) == (case["text"] != case["expected"])


@pytest.mark.parametrize(
    ("texts", "injected"),
    [
        (["抖音号(douyinhao)与微博"], False),
        (["政务(zhengwu)公开(gongkai)", "信息(xinxi)"], True),
        (["政务(zhengwu)公开"], False),
        (["政(zhèng)务(wu)"], True),
        (["公众号“淮安发布”(huaianfabu)", "微博“淮安政务”(huaianzhengwu)", "抖音“淮安”(huaian)"], False),
    ],
)
def test_readings_without_tones_need_others_beside_them(texts: list[str], injected: bool) -> None:
    assert are_injected(texts) == injected
    text = "2018年(nian)度"
    assert remove_glosses(text, RepairLog(), injected=injected) == ("2018年度" if injected else text)


@pytest.mark.parametrize("case", cases(CASES / "marks.csv"), ids=lambda case: case["note"])
def test_marks(case: dict[str, str]) -> None:
    """Two lines of Markdown beside it make a text one in Markdown."""
    beside = [Paragraph("## 一、概述"), Paragraph("> 年度报告")] if case["markdown"] == "yes" else []
    blocks = remove_marks([*beside, Paragraph(case["text"])], RepairLog())[len(beside) :]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [case["expected"]] * bool(
        case["expected"]
    )


def _table(*texts: str) -> Table:
    return Table(tuple(Cell(text, 0, column) for column, text in enumerate(texts)))


def test_marks_in_the_cells_of_a_table() -> None:
    log = RepairLog()
    assert remove_marks([_table("答复&nbsp;率", "<br>12", "3")], log) == (_table("答复\u00a0率", "12", "3"),)
    assert {entry.kind for entry in log.entries()} == {"character_reference", "markup_in_text"}
    markdown = [Paragraph("## 一、概述"), Paragraph("## 二、公开"), _table("**答复**", "12")]
    assert remove_marks(markdown, RepairLog())[2] == _table("答复", "12")


def test_what_stands_behind_something_without_marks_is_looked_at() -> None:
    plain, marked = Paragraph("甲"), Paragraph("乙&nbsp;丙")
    told = Paragraph("乙\u00a0丙")
    for blocks, expected in (
        ([plain, marked], (plain, told)),
        ([_table("甲"), marked], (_table("甲"), told)),
        ([_table("&nbsp;甲"), marked], (_table("\u00a0甲"), told)),
        ([Paragraph("------"), marked], (told,)),
        ([Paragraph("<br>"), marked], (told,)),
    ):
        assert remove_marks(blocks, RepairLog()) == expected


def test_what_is_removed_is_recorded_with_the_whole_text_before_and_after() -> None:
    cases = [
        ("## 年&nbsp;报", "年\u00a0报", ["character_reference", "markdown_mark"]),
        ("**<b>甲**？乙</b>", "甲？乙", ["markup_in_text", "markdown_mark"]),
        ("?甲", "甲", ["stray_question_mark"]),
        ("？甲", "甲", ["stray_question_mark"]),
        ("甲", "甲", []),
    ]
    for text, expected, kinds in cases:
        log = RepairLog()
        blocks = remove_marks([Paragraph("# 一"), Paragraph("## 二"), Paragraph(text)], log)
        assert isinstance(blocks[2], Paragraph)
        assert blocks[2].text.strip() == expected.strip()
        assert [entry.kind for entry in log.entries() if entry.kind != "markdown_mark"] == [
            kind for kind in kinds if kind != "markdown_mark"
        ]
        markdown = next(entry for entry in log.entries() if entry.kind == "markdown_mark")
        assert (markdown.count, markdown.before, markdown.after) == (2 + kinds.count("markdown_mark"), "# 一", "一")


@pytest.mark.parametrize(("marked", "is_markdown"), [(0, False), (1, False), (2, True)])
def test_two_marked_paragraphs_make_a_text_one_in_markdown(marked: int, is_markdown: bool) -> None:
    for mark in ("# 甲", "- 甲", "> 甲", "甲**乙**", "__乙__甲", "见[甲](/a)"):
        blocks = [*[Paragraph(mark)] * marked, Paragraph("---"), Paragraph("共*603*件")]
        found = [block.text for block in remove_marks(blocks, RepairLog()) if isinstance(block, Paragraph)]
        assert found[marked:] == (["共603件"] if is_markdown else ["---", "共*603*件"]), mark
    plain = [Paragraph("甲** 乙**丙"), Paragraph("# 甲"), Paragraph("-甲"), Paragraph("---")]
    assert remove_marks(plain, RepairLog()) == tuple(plain)


def test_what_markdown_marks_as_a_heading_is_one() -> None:
    blocks = remove_marks([Paragraph("# 年报"), Paragraph("## 一、概述"), Paragraph("正文。")], RepairLog())
    assert blocks == (Paragraph("年报", heading=True), Paragraph("一、概述", heading=True), Paragraph("正文。"))


PLACES = re.findall(
    r"[^、]+",
    "唐河县、苍山县、乌兰察布市、朝阳县、凤冈县、济阳县、寿光市、安新县、铜陵市、随州市、咸丰县、巴东县、五寨县、高青县、荥经县、"
    "巨鹿县、韩城市、碌曲县、柏乡县、余江县、灵璧县、合江县、灵丘县、宜城市、邹城市、阳信县、石柱县、滨海县、扶沟县",
)
CITIES = (
    "广州市、深圳市、珠海市、汕头市、佛山市、韶关市、河源市、梅州市、惠州市、汕尾市、东莞市、中山市、江门市、阳江市、湛江市、"
    "茂名市、肇庆市、清远市、潮州市、揭阳市、云浮市、南海区、顺德区、天河区、番禺区、南沙区、花都区、从化区、增城区、白云区。"
)


@pytest.mark.parametrize(
    "tail",
    [
        "|".join(PLACES),
        "、".join(PLACES),
        "".join(f"{place[:-1]}搬家公司" for place in PLACES if len(place) > 2),
        "热门城市：" + "".join(PLACES),
    ],
)
def test_a_list_of_places_is_no_part_of_a_report(tail: str) -> None:
    blocks, flags = remove_spam([Paragraph("本年度未收取费用。"), Paragraph(tail)], RepairLog())
    assert (blocks, flags) == ((Paragraph("本年度未收取费用。"),), ())
    assert remove_spam([Paragraph(f"本年度未收取费用。{tail}")], RepairLog())[0] == blocks


def test_places_in_paragraphs_and_cells_of_their_own_are_a_list_too() -> None:
    table = Table(tuple(Cell(place, 0, column) for column, place in enumerate(PLACES)))
    pages: tuple[list[Block], ...] = (list(map(Paragraph, ["正文。", *PLACES])), [Paragraph("正文。"), table])
    for blocks in pages:
        assert remove_spam(blocks, RepairLog())[0] == (Paragraph("正文。"),)


@pytest.mark.parametrize(
    "text",
    [
        "、".join(f"{place}{number}件" for number, place in enumerate(PLACES)),
        CITIES,
        "唐河县、苍山县和寿光市派员学习。",
    ],
    ids=["with figures", "of one province", "a few"],
)
def test_places_that_a_report_names_stay(text: str) -> None:
    assert remove_spam([Paragraph(text)], RepairLog()) == ((Paragraph(text),), ())


@pytest.mark.parametrize(
    ("blocks", "kept", "named"),
    [
        ([_table("收到", "12", "鸿发娱乐城官网")], [_table("收到", "12", "")], []),
        (
            [_table("本报告由鸿发娱乐城官网按照《条例》编制。", "12")],
            [_table("本报告由按照《条例》编制。", "12")],
            ["鸿发娱乐城官网"],
        ),
        ([_table("鸿发娱乐城官网", "12")], [], []),
        ([Paragraph("正文。"), Paragraph("开户银行："), Paragraph("鸿发娱乐城官网")], [Paragraph("正文。")], []),
        ([Paragraph("正文。"), Paragraph("鸿发娱乐城官网")], [Paragraph("正文。")], []),
    ],
    ids=["a cell of three", "in the words of a cell", "a cell of two", "behind a label", "behind a text"],
)
def test_names_of_sites_take_their_labels_and_tables_of_little_else_with_them(
    blocks: list[Block], kept: list[Block], named: list[str]
) -> None:
    found, flags = remove_spam(blocks, RepairLog())
    assert (list(found), [flag.subject for flag in flags]) == (kept, named)


@pytest.mark.parametrize("case", cases(CASES / "brands.csv"), ids=lambda case: case["note"])
def test_names_of_sites(case: dict[str, str]) -> None:
    blocks, flags = remove_spam([Paragraph(case["text"])], RepairLog())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [case["expected"]] * bool(
        case["expected"]
    )
    assert [flag.subject for flag in flags] == [case["flag"]] * bool(case["flag"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、概述", "、主动公开", "三、申请"], "二、主动公开"),
        (["、概述", "正文。", "二、申请"], "一、概述"),
        (["三、申请", "正文。", "、问题"], "四、问题"),
        (["一、概述", "二主动公开情况", "三、申请"], "二、主动公开情况"),
        (["一、概述", "三主动公开情况", "四、申请"], "三主动公开情况"),
        (["（一）平台", "（）队伍", "（三）监督"], "（二）队伍"),
        (["（一）平台", "正文。", "（）队伍", "二、申请", "（一）网上"], "（二）队伍"),
        (["一、概述", "（一）平台", "（二）队伍", "二、申请", "（）网上", "三、问题"], "（）网上"),
        (["二、申请", "（）网上", "（二）当面"], "（一）网上"),
        (["一、概述", "二是完善机制", "三、申请"], "二是完善机制"),
        (["四、申请", "五公开落实情况"], "五公开落实情况"),
        (["一、概述", "全市在图书馆" + "和其他便民服务场所" * 4, "、档案馆设点", "三、申请"], "、档案馆设点"),
        (["一、概述", "、主动公开", "四、申请"], "、主动公开"),
        (["、概述", "、申请"], "、概述"),
    ],
)
def test_numbers_of_headings(lines: list[str], expected: str) -> None:
    blocks = renumber_headings([Paragraph(line) for line in lines], RepairLog())
    assert expected in [block.text for block in blocks if isinstance(block, Paragraph)]


TWELVE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([*(f"{n}、概述" for n in TWELVE[:10]), "、公开"], "十一、公开", id="up to the eleventh"),
        pytest.param([*(f"{n}、概述" for n in TWELVE[:11]), "、公开"], "、公开", id="and no further"),
        pytest.param(["一、概述", *["正文。"] * 3, "、公开"], "二、公开", id="text between"),
        pytest.param(["一、概述", f"{'甲' * 30}", "、公开"], "二、公开", id="a short line goes on with nothing"),
        pytest.param(["一、概述", f"{'甲' * 31}", "、公开"], "、公开", id="a long one may"),
        pytest.param(["一、概述", f"{'甲' * 31}：", "、公开"], "二、公开", id="unless it ends"),
        pytest.param(["一、概述", f"、{'甲' * 61}"], f"二、{'甲' * 61}", id="a long heading"),
        pytest.param(["一、概述", f"、{'甲' * 62}"], f"、{'甲' * 62}", id="too long for a heading"),
        pytest.param(["一、概述", "、公开。"], "、公开。", id="a sentence"),
        pytest.param(["一、概述", f"二{'甲' * 30}", "三、申请"], f"二、{'甲' * 30}", id="a numeral before a heading"),
        pytest.param(["一、概述", f"二{'甲' * 31}", "三、申请"], f"二{'甲' * 31}", id="before too long a one"),
        pytest.param(["一、概述", "二甲", "三、申请"], "二甲", id="before a single character"),
        pytest.param(["(一)概述", "()公开"], "（二）公开", id="narrow brackets"),
        pytest.param(["一、概述", *["、公开"] * 20], "二、公开", id="twenty lost"),
        pytest.param(["一、概述", *["、公开"] * 21], "、公开", id="a list of another kind"),
    ],
)
def test_where_numbers_of_headings_are_put_back(lines: list[str], expected: str) -> None:
    log = RepairLog()
    blocks = renumber_headings([Paragraph(line, heading=True) for line in lines], log)
    assert Paragraph(expected, heading=True) in blocks
    assert bool(log.entries()) == (expected not in lines)
    aside = [Paragraph(line, aside=True) for line in lines]
    assert renumber_headings(aside, RepairLog()) == tuple(aside)


def test_a_number_that_is_put_back_is_recorded() -> None:
    log = RepairLog()
    renumber_headings([Paragraph("一、概述"), Paragraph("、公开"), Paragraph("、申请")], log)
    (entry,) = log.entries()
    assert (entry.kind, entry.count, entry.before, entry.after) == ("lost_number", 2, "、公开", "二、公开")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (Paragraph("一、"), Paragraph("概" * 60), True),
        (Paragraph("一、"), Paragraph("概" * 61), False),
        (Paragraph("一、"), Paragraph("概" * 61 + "。"), True),
        (Paragraph("一、", aside=True), Paragraph("概述"), False),
        (Paragraph("一、", aside=True), Paragraph("概述", aside=True), True),
        (Paragraph("一、"), Paragraph("二、"), False),
        (Paragraph("一、"), Paragraph("二、概述"), False),
        (Paragraph("第一部分"), Paragraph("概述", heading=True), True),
        (Paragraph("一、概"), Paragraph("概述"), False),
    ],
)
def test_a_number_alone_belongs_to_the_next_line(first: Paragraph, second: Paragraph, joined: bool) -> None:
    log = RepairLog()
    found = rejoin_headings([first, second], log)
    whole = Paragraph(first.text + second.text, heading=second.heading, aside=second.aside)
    assert found == ((whole,) if joined else (first, second))
    assert [(entry.kind, entry.count) for entry in log.entries()] == [("broken_heading", 1)] * joined


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["一、概述", "正文。", "、公开", "正文。", "、申请"],
            ["一、概述", "正文。", "二、公开", "正文。", "三、申请"],
        ),
        (["（一）平台", "（）队伍", "（）监督", "（）培训"], ["（一）平台", "（二）队伍", "（三）监督", "（四）培训"]),
        (["一、概述", "、公开", "（）平台", "（）队伍"], ["一、概述", "二、公开", "（）平台", "（）队伍"]),
        (["一、概述", "、公开", "（一）平台", "（）队伍"], ["一、概述", "二、公开", "（一）平台", "（二）队伍"]),
        (
            ["一、概述", "全市在图书馆" + "和其他便民服务场所" * 4, "、档案馆设点", "、公开", "正文。", "三、申请"],
            ["一、概述", "全市在图书馆" + "和其他便民服务场所" * 4, "、档案馆设点", "二、公开", "正文。", "三、申请"],
        ),
    ],
)
def test_several_lost_numbers_of_headings(lines: list[str], expected: list[str]) -> None:
    """Each that is put back tells the next one."""
    blocks = renumber_headings([Paragraph(line) for line in lines], RepairLog())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == expected


@pytest.mark.parametrize("case", cases(CASES / "restored.csv"), ids=lambda case: case["note"])
def test_lost_characters(case: dict[str, str]) -> None:
    log = RepairLog()
    assert losses.restore(case["text"], log) == case["expected"]
    assert bool(log.entries()) == (case["text"] != case["expected"])
    for entry in log.entries():
        assert entry.before in case["text"]
        assert entry.after in case["expected"]
    if sum(entry.count for entry in log.entries()) == 1:
        (entry,) = log.entries()
        assert case["text"].replace(entry.before, entry.after, 1) == case["expected"]


@pytest.mark.parametrize("case", cases(CASES / "glyphs.csv"), ids=lambda case: case["note"])
def test_glyphs(case: dict[str, str]) -> None:
    assert restore_glyphs(case["text"], RepairLog()) == case["expected"]


def test_a_glyph_is_recorded_with_eight_characters_on_each_side() -> None:
    log = RepairLog()
    text = "甲乙丙丁戊己庚辛壬98\ue0102%，子丑寅卯辰巳午未"
    assert restore_glyphs(text, log) == text.replace("\ue010", ".")
    (entry,) = log.entries()
    assert (entry.count, entry.before, entry.after) == (
        *(1, "丁戊己庚辛壬98\ue0102%，子丑寅卯辰", "丁戊己庚辛壬98.2%，子丑寅卯辰"),
    )


def test_a_glyph_that_stands_for_nothing_else_is_no_repair() -> None:
    log = RepairLog()
    assert restore_glyphs("\u2e81部", log) == "\u2e81部"
    assert log.entries() == ()


def test_a_reading_of_many_figures_that_fails_fails_soon() -> None:
    """Each figure can be said by itself and as a number, in the same words: nothing is tried twice."""
    text = "公" + "5、" * 36 + "(kān" + "wǔ" * 36 + ")件"
    assert remove_glosses(text, RepairLog()) == text


@pytest.mark.parametrize("case", cases(CASES / "widths.csv"), ids=lambda case: case["note"])
def test_widths(case: dict[str, str]) -> None:
    assert full_width(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases(CASES / "scripts.csv"), ids=lambda case: case["note"])
def test_scripts(case: dict[str, str]) -> None:
    assert simplifier(case["script"], RepairLog())(case["text"]) == case["expected"]


@example("ā1(:)1")
@given(CHINESE)
def test_repairs_are_idempotent(text: str) -> None:
    for repair in (full_width, lambda text: restore_glyphs(text, RepairLog())):
        once = repair(text)
        assert repair(once) == once


@pytest.mark.parametrize("name", ["01", "02", "03"])
def test_clean_texts_are_simplified_and_stay_as_they_are(name: str) -> None:
    text = (EXAMPLES / "damage" / f"{name}.clean.txt").read_text(encoding="utf-8")
    assert detect([text]) == "hans"
    assert full_width(restore_glyphs(text, RepairLog())) == text


@pytest.mark.parametrize(("name", "script"), [("01", "hant-tw"), ("02", "hant-tw"), ("03", "hant"), ("04", "hant")])
def test_script_of_damaged_texts(name: str, script: str) -> None:
    assert detect([(EXAMPLES / "damage" / f"{name}.txt").read_text(encoding="utf-8")]) == script


def test_words_of_hong_kong_tell_its_script() -> None:
    texts = ["全年公開政府資訊，以電郵答覆申請，員工質素有所提高。"]
    assert detect(texts) == "hant-hk"
    assert (
        simplifier("hant-hk", RepairLog(), texts)(texts[0])
        == "全年公开政府信息，以电子邮件答复申请，员工素质有所提高。"
    )


def test_a_word_stays_where_a_text_keeps_it_apart_from_the_mainland_one() -> None:
    texts = ["印發文件20份，其中規範性文件3份，利用檔案4次", "網路伺服器"]
    assert simplifier("hant-tw", RepairLog(), texts)("利用檔案、查閱檔案") == "利用档案、查阅档案"
    assert simplifier("hant-tw", RepairLog(), ["查閱檔案20份"])("查閱檔案20份") == "查阅文件20份"


def test_simplified_seeds_pass_conversion_unchanged() -> None:
    for name in ("001", "003", "004"):
        text = (DATA / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
        assert simplifier(detect([text]), RepairLog())(text) == text


@pytest.mark.parametrize("standard", ["s2t", "s2tw", "s2twp", "s2hk", "s2hkp"])
def test_what_a_converter_has_done_is_undone(standard: str) -> None:
    """Of the words of reports in simplified script hardly one in a thousand comes back as another."""
    convert = opencc.OpenCC(standard).convert
    characters = errors = 0
    for path in sorted(DATA.glob("gold/*.clean.txt")) + sorted(EXAMPLES.glob("damage/*.clean.txt")):
        text = path.read_text(encoding="utf-8")
        converted = convert(text)
        simplified = simplifier(detect([converted]), RepairLog(), [converted])(converted)
        characters += len(text)
        errors += Levenshtein.distance(text, simplified)
    assert errors <= (0.001 if standard.endswith("p") else 0) * characters


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_reports_in_simplified_script_keep_their_words(path: pathlib.Path) -> None:
    report = parsed(path).report
    if report is not None and report.script == "hans":
        assert detect([report.text]) == "hans"
        assert simplifier("hans", RepairLog())(report.text) == report.text
        assert losses.restore(report.text, RepairLog()) == report.text
        assert remove_glosses(report.text, RepairLog()) == report.text
        paragraphs = [Paragraph(line) for line in report.text.splitlines()]
        assert remove_spam(remove_marks(paragraphs, RepairLog()), RepairLog())[0] == tuple(paragraphs)


def test_every_kind_of_repair_is_described() -> None:
    """The data dictionary lists the kinds that the code records, and no others."""
    calls = [
        node
        for room in ("blocks", "decode", "repair")
        for path in (REPOSITORY / "parsers" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("log.add", "_replace", "_change", "put")
    ]
    constants = {part.value for call in calls for part in call.args if isinstance(part, ast.Constant)}
    recorded = {value for value in constants if re.fullmatch("[a-z_]+", str(value))}
    assert recorded | set(mojibake.WAYS) == set(REPAIR_MEANINGS)


def test_every_repair_is_recorded_with_an_example() -> None:
    log = RepairLog()
    remove_glosses("連網(wǎng)公開(kāi)", log)
    (entry,) = log.entries()
    assert (entry.kind, entry.count, entry.before, entry.after) == ("pinyin_gloss", 2, "網(wǎng)", "網")


@pytest.mark.parametrize("case", cases(CASES / "losses.csv"), ids=lambda case: case["note"])
def test_losses_are_told(case: dict[str, str]) -> None:
    assert len(list(losses.flags(case["text"]))) == int(case["flags"])


@pytest.mark.parametrize("case", cases(CASES / "spaces.csv"), ids=lambda case: case["note"])
def test_spaces(case: dict[str, str]) -> None:
    log = RepairLog()
    assert close_up(case["text"], log) == case["expected"]
    for entry in log.entries():
        assert entry.before in case["text"].replace("\t", " ")
        assert entry.after == "".join(entry.before.split())


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["一、", "概述", "正文。"], ["一、概述", "正文。"]),
        (["（二）", "主动公开情况"], ["（二）主动公开情况"]),
        (["1.", "2.", "其他"], ["1.", "2.其他"]),
        (["一、概述", "正文。"], ["一、概述", "正文。"]),
    ],
)
def test_broken_headings_are_rejoined(lines: list[str], expected: list[str]) -> None:
    blocks = rejoin_headings([Paragraph(line) for line in lines], RepairLog())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("邮箱tjj@stats-hb。gov。cn。", "邮箱tjj@stats-hb.gov.cn。"),
        ("见www。tx。gov。cn", "见www.tx.gov.cn"),
        ("建成App。cn域名", "建成App.cn域名"),
        ("达到98%。Com", "达到98%。Com"),
    ],
)
def test_full_stops_in_addresses(text: str, expected: str) -> None:
    assert full_width(text) == expected


def test_what_a_list_of_places_took_away_is_recorded_whole() -> None:
    places = (
        "唐河县|苍山县|乌兰察布市|朝阳县|凤冈县|济阳县|寿光市|安新县|随州市|咸丰县|巴东县|五寨县|高青县|荥经县|巨鹿县"
    )
    places += "|韩城市|碌曲县|柏乡县|余江县|灵璧县|合江县|灵丘县|宜城市|邹城市|阳信县|石柱县|滨海县|扶沟县"
    log = RepairLog()
    (block,), _ = remove_spam([Paragraph(f"全市主动公开。{places}")], log)
    assert isinstance(block, Paragraph)
    assert block.text == "全市主动公开。"
    (entry,) = log.entries()
    assert entry.kind == "place_list"
    assert entry.before.startswith("唐河县|苍山县")
