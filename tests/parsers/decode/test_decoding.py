from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decode.decoding import decode
from parsers.decode.mojibake import undo
from parsers.decode.plausibility import plausibility
from parsers.errors import Unreadable
from parsers.repair.log import RepairLog
from storage.schema import Repair
from tests.support import EXAMPLES

TEXT = "江西省赣州市2014年度政府信息公开工作报告，全市主动公开政府信息65208条，其中政府网站公开51377条。"
RARE = "㵲阳镇与𧒽岗社区公开政府信息。"
CHARACTERS = st.text(
    st.sampled_from("年报政府信息公开工作度告申请件一二三四五六七八九十，。2017"), min_size=30, max_size=80
)


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        (TEXT.encode(), "utf-8", TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", TEXT),
        (TEXT.encode("utf-16"), "utf-16", TEXT),
        (TEXT.encode("utf-16-le"), "utf-16-le", TEXT),
        (TEXT.encode("utf-32"), "utf-32", TEXT),
        (TEXT.encode("gbk"), "gb18030", TEXT),
        (RARE.encode("gb18030"), "gb18030", RARE),
        ("廈門市政府信息公開工作年度報告".encode("big5"), "big5hkscs", "廈門市政府信息公開工作年度報告"),
        (TEXT.encode()[:-1], "utf-8", TEXT[:-1]),
        ("一一".encode("gb18030"), "gb18030", "一一"),
        ("Přehled".encode(), "utf-8", "Přehled"),
        (b"<p>plain</p>", "utf-8", "<p>plain</p>"),
    ],
)
def test_encoding_by_evidence(content: bytes, encoding: str, text: str) -> None:
    decoded = decode(content)
    assert (decoded.encoding, decoded.text, decoded.repairs, decoded.flags) == (encoding, text, (), ())


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (TEXT.encode().decode("latin-1"), "utf8_read_as_latin1"),
        (TEXT.encode().decode("latin-1").encode().decode("latin-1"), "utf8_read_as_latin1, then utf8_read_as_latin1"),
        (TEXT.encode("gb18030").decode("latin-1"), "gbk_read_as_latin1"),
        (TEXT.encode("gb18030").decode("cp1252", errors="replace"), "gbk_read_as_latin1"),
        (
            TEXT.encode("gbk").decode("latin-1").encode().decode("latin-1"),
            "utf8_read_as_latin1, then gbk_read_as_latin1",
        ),
    ],
)
def test_wrong_readings_are_undone(wrong: str, kind: str) -> None:
    decoded = decode(wrong.encode())
    assert decoded.text == TEXT
    assert [repair.kind for repair in decoded.repairs] == [kind]


@pytest.mark.parametrize("stranger", ["\u0100", "\u0140", "中", "\U0001f600"])
def test_a_text_with_a_character_that_no_wrong_reading_gives_is_left_as_it_is(stranger: str) -> None:
    """Latin-1 ends at U+00FF."""
    text, log = f"{TEXT.encode('gb18030').decode('latin-1')}{stranger}", RepairLog()
    assert undo(text, log) == text
    assert log.entries() == ()


def test_what_a_wrong_reading_has_lost_is_marked_and_flagged() -> None:
    decoded = decode((EXAMPLES / "damage" / "05.txt").read_bytes())
    assert decoded.text.strip() == (EXAMPLES / "damage" / "05.clean.txt").read_text(encoding="utf-8").strip()
    assert decoded.text.count("\ufffd") == 19
    (flag,) = decoded.flags
    assert flag.kind == "lost_characters"
    assert flag.sentence.startswith("19 characters are lost for good")


@pytest.mark.parametrize(
    ("encoding", "name", "text"),
    [
        ("utf-8", "utf-8", TEXT),
        ("gb18030", "gb18030", TEXT),
        ("big5", "big5hkscs", "廈門市政府信息公開工作年度報告，主動公開政府信息，依法辦理公開申請，群眾滿意。"),
    ],
)
def test_bytes_that_are_broken_here_and_there_are_read_in_their_encoding(encoding: str, name: str, text: str) -> None:
    broken = text.encode(encoding) + b"\xff\xff\n" + text.encode(encoding)
    decoded = decode(broken)
    assert decoded.encoding == name
    assert decoded.text.startswith(text)
    assert decoded.text.endswith(text)
    assert "\ufffd" in decoded.text
    assert [flag.kind for flag in decoded.flags] == ["lost_characters"]


@pytest.mark.parametrize(
    ("mark", "broken", "encoding"),
    [(codecs.BOM_UTF8, b"\xff", "utf-8-sig"), (codecs.BOM_UTF16_LE, b"\x00\xd8", "utf-16")],
)
def test_a_mark_tells_the_encoding_of_broken_bytes_too(mark: bytes, broken: bytes, encoding: str) -> None:
    written = TEXT.encode("utf-8" if encoding == "utf-8-sig" else "utf-16-le")
    decoded = decode(mark + written + broken + written)
    assert decoded.encoding == encoding
    assert decoded.text.startswith(TEXT)
    assert decoded.text.count("\ufffd") == 1


@pytest.mark.parametrize(("others", "is_undone"), [(456, True), (457, False)])
def test_a_text_of_hardly_any_wide_characters_is_not_taken_for_one_that_was_read_wrongly(
    others: int, is_undone: bool
) -> None:
    wrong = "政府信息公开工作年度报告".encode("gbk").decode("latin-1") + "a" * others
    log = RepairLog()
    assert undo(wrong, log) == ("政府信息公开工作年度报告" + "a" * others if is_undone else wrong)
    assert [(repair.kind, repair.count) for repair in log.entries()] == [("gbk_read_as_latin1", 24)] * is_undone


def test_half_a_lost_character_does_not_shift_the_rest() -> None:
    decoded = decode((EXAMPLES / "damage" / "06.txt").read_bytes())
    assert "，\ufffd园社区建成查阅服务站。" in decoded.text
    assert plausibility(decoded.text.replace("\ufffd", "")) > 0.98


def test_characters_that_big5_lacks_are_marked() -> None:
    decoded = decode((EXAMPLES / "damage" / "08.txt").read_bytes())
    assert "圍繞\ufffd重點" in decoded.text
    assert "鍾宅\ufffd族" in decoded.text
    assert decoded.repairs == (Repair(kind="unencodable_character", count=2, before="繞?重", after="\ufffd"),)
    assert [flag.kind for flag in decoded.flags] == ["lost_characters"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("圍繞?重點領域，?林鎮公開", "圍繞\ufffd重點領域，\ufffd林鎮公開", id="between characters"),
        pytest.param("是否公開? 公開什麼?", "是否公開? 公開什麼?", id="questions"),
        pytest.param("公開?2014年", "公開?2014年", id="before a number"),
        pytest.param("?圍繞重點", "?圍繞重點", id="at the beginning"),
        pytest.param("公開：?林鎮", "公開：?林鎮", id="behind a colon"),
    ],
)
def test_which_question_marks_stand_for_characters_that_big5_lacks(text: str, expected: str) -> None:
    decoded = decode(f"{text}，主動公開政府信息，依法辦理公開申請，群眾滿意。".encode("big5"))
    assert decoded.text.startswith(f"{expected}，主動")
    assert decode(f"围绕?重点，{TEXT}".encode("gb18030")).text.startswith("围绕?重点")


@pytest.mark.parametrize("name", ["01", "02", "03", "04", "07", "09", "10"])
def test_text_that_is_right_is_not_repaired(name: str) -> None:
    (path,) = (EXAMPLES / "damage").glob(f"{name}.[th]*")
    decoded = decode(path.read_bytes())
    assert decoded.repairs == ()


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff", exclude_categories=["Cc", "Cs"]), max_size=200)
)
def test_every_utf_8_text_with_chinese_comes_back(text: str) -> None:
    text = f"{text}{TEXT * 3}"
    assert decode(text.encode()).text == text


@given(CHARACTERS)
def test_chinese_comes_back_from_every_encoding(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16", "utf-8-sig"):
        assert decode(text.encode(encoding)).text == text


@given(CHARACTERS)
def test_wrong_readings_of_any_chinese_are_undone(text: str) -> None:
    text = f"《条例》{text}"
    assert decode(text.encode().decode("latin-1").encode()).text == text
    assert decode(text.encode("gb18030").decode("latin-1").encode()).text == text


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 100, bytes(range(128, 256)) * 3 + b"\xff"]
)
def test_bytes_that_are_no_text_are_unreadable(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"binary data|no text in"):
        decode(content)


@pytest.mark.parametrize(("controls", "is_text"), [(1, True), (2, False)], ids=["one of a hundred", "two of a hundred"])
def test_how_many_control_characters_a_text_may_have(controls: int, is_text: bool) -> None:
    content = (TEXT * 3)[: 100 - controls].encode() + b"\x01" * controls
    if is_text:
        assert decode(content).encoding == "utf-8"
    else:
        with pytest.raises(Unreadable, match="binary data, not text"):
            decode(content)


@pytest.mark.parametrize(("lost", "is_text"), [(3, True), (4, False)], ids=["as many as may be", "one more"])
def test_how_many_characters_of_a_text_may_be_lost(lost: int, is_text: bool) -> None:
    """Two of a hundred, and one for what the end has cut."""
    content = (TEXT * 3)[: 100 - lost].encode() + b"\xff" * lost
    if is_text:
        decoded = decode(content)
        assert (decoded.encoding, decoded.text.count("\ufffd")) == ("utf-8", lost)
        (flag,) = decoded.flags
        words = decoded.text[100 - lost - 10 : 100 - lost + 10]
        assert (flag.kind, flag.subject) == ("lost_characters", words)
        assert flag.sentence == f"{lost} characters are lost for good, the first in: {words}"
    else:
        with pytest.raises(Unreadable, match="no text in UTF-8, GB 18030, Big5 or UTF-16"):
            decode(content)


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 1.0), ("plain", 1.0), ("年报", 1.0), ("年é", 0.5), ("年", 1.0), ("é", 0.0), ("年\U0002a6d6", 0.5)],
)
def test_how_much_a_text_looks_like_chinese(text: str, share: float) -> None:
    assert plausibility(text) == share


def test_characters_in_daily_use() -> None:
    """The first level of GB 2312, from 啊 to 座, with traditional forms as in both standards (峯, 裡), and signs."""
    assert plausibility("啊剥座，—①峯裡裏灣\x7f") == 1
    assert plausibility("亍丌\x80齄\uffff") == 0


def test_the_beginning_of_a_text_is_enough_to_judge_it() -> None:
    assert plausibility("年" * 19_999 + "éé") == pytest.approx(19_999 / 20_000)
