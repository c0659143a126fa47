from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decode import decode
from parsers.errors import Unreadable

TEXT = "泸州市2017年政府信息公开工作年度报告，全市受理申请482件。"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("gbk"), "gb18030"),
        ("㵲阳镇、𧒽岗".encode("gb18030"), "gb18030"),
    ],
)
def test_encoding_by_evidence(content: bytes, encoding: str) -> None:
    decoded = decode(content)
    assert decoded.encoding == encoding
    assert decoded.text == (TEXT if encoding != "gb18030" or "泸" in decoded.text else "㵲阳镇、𧒽岗")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=200))
def test_every_utf_8_text_with_chinese_comes_back(text: str) -> None:
    assert decode(f"{text}年报".encode()).text == f"{text}年报"


@given(st.text(st.sampled_from("年报政府信息公开工作度告申请件一二三四五六七八九十"), min_size=2, max_size=80))
def test_chinese_in_gb18030_comes_back(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


def test_bytes_that_are_no_text_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="no text in UTF-8"):
        decode(bytes(range(128, 256)) * 3 + b"\xff\xfe\xff")


def test_a_mark_that_lies_is_told() -> None:
    with pytest.raises(Unreadable, match="byte-order mark"):
        decode(codecs.BOM_UTF16_LE + b"\x00")
