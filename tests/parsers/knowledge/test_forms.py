"""Every label of a form is known however it is printed, and no other label is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading import read_csv
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import FormRow, label_key, layout, official_key

TABLES = [("2014", "统计表"), *((era, table) for era in ("2019", "2021") for table in ("表二", "表三", "表四"))]
ROWS = [row for era, table in TABLES for row in layout(era, table)]
WIDE = str.maketrans("0123456789().,:", "０１２３４５６７８９（）．，：")


def form_of(row: FormRow) -> str:
    return "2014" if row.era == "2014" else "2019"


@pytest.mark.parametrize(("era", "table"), TABLES)
def test_the_forms_are_complete(era: str, table: str) -> None:
    rows = layout(era, table)
    values = [row for row in rows if not row.is_header]
    assert all(row.code in codebook() for row in values)
    assert len({(row.code, row.columns) for row in values}) == len(values)
    expected = {
        ("2014", "统计表"): 58,
        ("2019", "表二"): 25,
        ("2019", "表三"): 23,
        ("2019", "表四"): 15,
        ("2021", "表二"): 10,
        ("2021", "表三"): 25,
        ("2021", "表四"): 15,
    }
    assert len(values) == expected[era, table]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.era}-{row.label}-{'-'.join(row.columns)[:20]}")
def test_every_row_is_found_by_its_own_label(row: FormRow) -> None:
    assert official_key(row.label, form_of(row)) == row.key


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.era}-{row.label}-{'-'.join(row.columns)[:20]}")
def test_widths_spaces_and_numbering_do_not_matter(row: FormRow) -> None:
    for printed in (
        row.label.translate(WIDE),
        " ".join(row.label),
        row.label.replace("、", "、\n"),
        label_key(row.label),
        f"　{row.label}　",
    ):
        assert official_key(printed, form_of(row)) == row.key, printed


@pytest.mark.parametrize("era", ["2014", "2019", "2021"])
def test_labels_repeat_only_where_the_form_repeats_them(era: str) -> None:
    table = "统计表" if era == "2014" else "表三"
    repeated = {key for key, count in Counter(row.key for row in layout(era, table)).items() if count > 1}
    assert repeated == ({"被依法纠错数", "其他情形数"} if era == "2014" else set())


@pytest.mark.parametrize("row", read_csv("form_labels.csv", "variant", "label"), ids=lambda row: row["variant"])
def test_variants_stand_for_one_label(row: dict[str, str]) -> None:
    official = label_key(row["label"])
    forms = [form for form in ("2014", "2019") if any(r.key == official and form_of(r) == form for r in ROWS)]
    assert forms
    assert all(official_key(row["variant"], form) == official for form in forms)


@pytest.mark.parametrize(
    ("printed", "form", "official"),
    [
        ("（一）收到政府信息公开申请数", "2014", "收到申请数"),
        ("1、 当面申请数", "2014", "当面申请数"),
        ("其中：1.涉及国家秘密", "2014", "涉及国家秘密"),
        ("国家秘密", "2014", "涉及国家秘密"),
        ("国家秘密", "2019", "属于国家秘密"),
        ("3.参加或举办新闻发布会总次数（次）", "2014", "参加或举办新闻发布会总次数"),
        ("主要负责人参加新闻发布会次数", "2014", "主要负责同志参加新闻发布会次数"),
        ("本局不掌握相关政府信息", "2019", "本机关不掌握相关政府信息"),
        ("3.危及\u201c三安全一稳定\u201d的", "2019", "危及三安全一稳定"),
        ("其它处理", "2019", "其他处理"),
    ],
)
def test_known_wordings(printed: str, form: str, official: str) -> None:
    assert official_key(printed, form) == official


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
@pytest.mark.parametrize("form", ["2014", "2019"])
def test_unknown_labels_stay_unknown(label: str, form: str) -> None:
    known = {row.key for row in ROWS if form_of(row) == form}
    assert official_key(label, form) not in known


@given(st.text(max_size=30))
def test_any_text_has_a_key_and_the_key_is_its_own(text: str) -> None:
    key = label_key(text)
    assert not any(character.isspace() for character in key)
    assert official_key(text) == official_key(text + " ")
