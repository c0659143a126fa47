"""Each repair against its own cases, positive and negative."""

from __future__ import annotations

import ast
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.decode import mojibake
from parsers.model import Paragraph
from parsers.repair import losses
from parsers.repair.glosses import remove_glosses
from parsers.repair.glyphs import restore_glyphs
from parsers.repair.headings import rejoin_headings
from parsers.repair.log import RepairLog
from parsers.repair.script import detect, simplifier
from parsers.repair.spaces import close_up
from parsers.repair.widths import full_width
from storage.schema import REPAIR_MEANINGS
from tests.support import DATA, EXAMPLES, REPOSITORY, cases

CASES = pathlib.Path(__file__).parent / "repair"
CHINESE = st.text(st.sampled_from("年报(pdf)（一）,，:；12 3.kāi開网\ue010\u200b"), max_size=40)


@pytest.mark.parametrize("case", cases(CASES / "glosses.csv"), ids=lambda case: case["note"])
def test_glosses(case: dict[str, str]) -> None:
    log = RepairLog()
    assert remove_glosses(case["text"], log) == case["expected"]
    assert bool(log.entries()) == (case["text"] != case["expected"])


@pytest.mark.parametrize("case", cases(CASES / "glyphs.csv"), ids=lambda case: case["note"])
def test_glyphs(case: dict[str, str]) -> None:
    assert restore_glyphs(case["text"], RepairLog()) == case["expected"]


@pytest.mark.parametrize("case", cases(CASES / "widths.csv"), ids=lambda case: case["note"])
def test_widths(case: dict[str, str]) -> None:
    assert full_width(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases(CASES / "scripts.csv"), ids=lambda case: case["note"])
def test_scripts(case: dict[str, str]) -> None:
    assert simplifier(case["script"], RepairLog())(case["text"]) == case["expected"]


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


def test_simplified_seeds_pass_conversion_unchanged() -> None:
    for name in ("001", "003", "004"):
        text = (DATA / "gold" / f"{name}.clean.txt").read_text(encoding="utf-8")
        assert simplifier(detect([text]), RepairLog())(text) == text


def test_every_kind_of_repair_is_described() -> None:
    """The data dictionary lists the kinds that the code records, and no others."""
    calls = [
        node
        for room in ("decode", "repair")
        for path in (REPOSITORY / "parsers" / room).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("log.add", "_replace")
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
    assert close_up(case["text"], RepairLog()) == case["expected"]


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
