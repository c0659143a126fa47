"""Every label of a form is known however it is printed, and no other label is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.forms import CELLS, LIST, MATRIX, PROCEEDINGS
from knowledge.loading import read_rows
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import (
    FormRow,
    LabelVariant,
    label_key,
    layout,
    matrix_row,
    official_key,
    tells_its_row,
    without_among,
    without_numbering,
)

TABLES = [("2014", LIST), *((era, kind) for era in ("2019", "2021") for kind in (CELLS, MATRIX, PROCEEDINGS))]
ROWS = [row for era, kind in TABLES for row in layout(era, kind)]
LISTS, GRIDS = ("2014",), ("2019", "2021")
WIDE = str.maketrans("0123456789().,:", "０１２３４５６７８９（）．，：")


def forms_of(row: FormRow) -> tuple[str, ...]:
    return LISTS if row.form in LISTS else GRIDS


@pytest.mark.parametrize(("era", "kind"), TABLES)
def test_the_forms_are_complete(era: str, kind: str) -> None:
    rows = layout(era, kind)
    values = [row for row in rows if not row.is_header]
    assert all(row.code in codebook() for row in values)
    assert len({(row.code, row.column) for row in values}) == len(values)
    expected = {
        ("2014", LIST): 58,
        ("2019", CELLS): 25,
        ("2019", MATRIX): 23,
        ("2019", PROCEEDINGS): 15,
        ("2021", CELLS): 10,
        ("2021", MATRIX): 25,
        ("2021", PROCEEDINGS): 15,
    }
    assert len(values) == expected[era, kind]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.form}-{row.label}-{row.column}")
def test_every_row_is_found_by_its_own_label(row: FormRow) -> None:
    assert official_key(row.label, forms_of(row)) == row.key


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.form}-{row.label}-{row.column}")
def test_widths_spaces_and_numbering_do_not_matter(row: FormRow) -> None:
    for printed in (
        row.label.translate(WIDE),
        " ".join(row.label),
        row.label.replace("、", "、\n"),
        label_key(row.label),
        f"　{row.label}　",
    ):
        assert official_key(printed, forms_of(row)) == row.key, printed


@pytest.mark.parametrize("era", ["2014", "2019", "2021"])
def test_labels_repeat_only_where_the_form_repeats_them(era: str) -> None:
    kind = LIST if era in LISTS else MATRIX
    repeated = {key for key, count in Counter(row.key for row in layout(era, kind)).items() if count > 1}
    assert repeated == ({"被依法纠错数", "其他情形数"} if era == "2014" else set())


@pytest.mark.parametrize(
    "row", read_rows("parsers", "form_labels.csv", LabelVariant), ids=lambda row: f"{row.variant}-{row.label[:4]}"
)
def test_variants_stand_for_one_label(row: LabelVariant) -> None:
    official = label_key(row.label)
    which = [forms for forms in (LISTS, GRIDS) if any(r.key == official and forms_of(r) == forms for r in ROWS)]
    assert which
    assert all(official_key(row.variant, forms) == official for forms in which)


@pytest.mark.parametrize(
    ("printed", "which", "official"),
    [
        ("（一）收到政府信息公开申请数", LISTS, "收到申请数"),
        ("1、 当面申请数", LISTS, "当面申请数"),
        ("其中：1.涉及国家秘密", LISTS, "涉及国家秘密"),
        ("国家秘密", LISTS, "涉及国家秘密"),
        ("国家秘密", GRIDS, "属于国家秘密"),
        ("3.参加或举办新闻发布会总次数（次）", LISTS, "参加或举办新闻发布会总次数"),
        ("主要负责人参加新闻发布会次数", LISTS, "主要负责同志参加新闻发布会次数"),
        ("本局不掌握相关政府信息", GRIDS, "本机关不掌握相关政府信息"),
        ("3.危及\u201c三安全一稳定\u201d的", GRIDS, "危及三安全一稳定"),
        ("其它处理", GRIDS, "其他处理"),
        ("本年新收", GRIDS, "本年新收政府信息公开申请数量"),
        ("2）部分公开", GRIDS, "部分公开区分处理的只计这一情形不计其他情形"),
        ("网上申请（含邮件）", LISTS, "网络申请数"),
        ("要求确认、重新出具已获取信息（份）", GRIDS, "要求行政机关确认或重新出具已获取信息"),
    ],
)
def test_known_wordings(printed: str, which: tuple[str, ...], official: str) -> None:
    assert official_key(printed, which) == official


@pytest.mark.parametrize(
    "label",
    [
        "",
        "备注",
        "合计",
        "收到信访件数",
        "12345热线受理量",
        "主动公开财政预算信息数",
        "申请",
        "不予公开答复率",
        "建议提案办理数",
        "国家",
        "政府网站访问量",
        "办结率",
    ],
)
@pytest.mark.parametrize("which", [LISTS, GRIDS])
def test_unknown_labels_stay_unknown(label: str, which: tuple[str, ...]) -> None:
    known = {row.key for row in ROWS if forms_of(row) == which}
    assert official_key(label, which) not in known


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("其他处理——其他", "applications.answered.other.misc"),
        ("6）其他处理——申请人逾期不补正", "applications.answered.other.lapsed_no_correction"),
        ("不予公开（属于国家秘密）", "applications.answered.denied.state_secret"),
        ("不予公开：国家秘密", "applications.answered.denied.state_secret"),
        ("不予处理 | 重复申请", "applications.answered.not_processed.duplicate"),
        ("其他处理", "applications.answered.other"),
        ("不予处理——其他", None),
        ("不予公开：（5）三类内部事务信息", "applications.answered.denied.internal_affairs"),
        ("法律法规禁止", "applications.answered.denied.law_forbids"),
        ("逾期不补正、不再处理", "applications.answered.other.lapsed_no_correction"),
        ("逾期未缴费、不再处理", "applications.answered.other.lapsed_fee_unpaid"),
        ("（六）其他处理（三）其他", "applications.answered.other.misc"),
        ("无法提供（小计）", "applications.answered.unable"),
        ("其他处理小计", "applications.answered.other"),
        ("其他处理总计", None),
        ("不予公开：（9）其他", None),
        ("本年度办理结果（小计）", None),
    ],
)
def test_a_row_of_the_matrix_behind_the_heading_of_its_group(printed: str, code: str | None) -> None:
    row = matrix_row("2021", printed)
    assert (row.code if row is not None else None) == code


@pytest.mark.parametrize(
    ("printed", "tells"),
    [
        ("三、本年度办理结果总计", True),
        ("办理结果合计（件）", True),
        ("（七）总计", False),
        ("总计（件）", False),
        ("其他处理——其他", True),
        ("3.其他", False),
        ("不予公开（小计）", True),
        ("办理结果总计（以下各项之和）", True),
        ("总计（以下各项之和）", False),
        ("（三）不予公开", False),
    ],
)
def test_a_label_that_tells_by_itself_which_row_it_is(printed: str, tells: bool) -> None:
    assert tells_its_row(printed, "2021") is tells


@given(st.text(max_size=30))
def test_any_text_has_a_key_and_the_key_is_its_own(text: str) -> None:
    key = label_key(text)
    assert not any(character.isspace() for character in key)
    assert official_key(text) == official_key(text + " ")


@pytest.mark.parametrize(
    "label",
    [
        "其中：网站公开",
        "包括网站公开",
        "其中包括：网站公开",
        "其中：包括网站公开",
        "（一）网站公开",
        "(1) 网站公开",
        "1.其中：网站公开",
        "其中：１．网站公开",
        "①网站公开",
        "[1]网站公开",
        "【2】 网站公开",
        "③其中：网站公开",
    ],
)
def test_what_stands_in_front_of_a_label_is_no_part_of_its_key(label: str) -> None:
    assert label_key(label) == "网站公开"


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("其中：市本级", "市本级"),
        ("包括：市本级", "市本级"),
        ("其中市本级", "市本级"),
        ("其中包括市本级", "市本级"),
        ("市本级", "市本级"),
    ],
)
def test_a_part_of_those_above(label: str, rest: str) -> None:
    assert without_among(label) == rest


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("一、网站", "网站"),
        ("（二）网站", "网站"),
        ("3．网站", "网站"),
        ("(4)网站", "网站"),
        ("⑤网站", "网站"),
        ("〔6〕网站", "网站"),
        ("〔十一〕网站", "网站"),
        ("〔2016〕网站", "〔2016〕网站"),
        ("2016年", "2016年"),
        ("网站1.", "网站1."),
    ],
)
def test_a_label_without_its_number(label: str, rest: str) -> None:
    assert without_numbering(label) == rest
