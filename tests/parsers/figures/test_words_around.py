"""What the words above and around a table of a form say of its time and its holder."""

from __future__ import annotations

import pathlib
import re
import tomllib
from typing import Any

import pytest

from parsers.model import Document, ReportContent
from parsers.pipeline import parse

CASES: list[dict[str, Any]] = tomllib.loads(pathlib.Path(__file__).with_name("words_around.toml").read_text())["case"]
TITLE = "桐城市人民政府{year}年政府信息公开工作年度报告"
OPENING = "本报告由桐城市人民政府办公室编制，数据统计期限为{year}年1月1日至{year}年12月31日，内容真实准确。"
PARTS = ("一、总体情况", "全市深入推进政务公开，各项工作有序开展。", "二、主动公开政府信息情况")
CLOSING = "<p>五、存在的主要问题及改进情况</p><p>公开内容不够丰富，今后将继续充实。</p>"


def as_table(grid: str) -> str:
    rows = []
    for line in grid.strip().splitlines():
        cells = [re.fullmatch(r"\s*(.*?)(?:\{(\d+)\})?\s*", cell) for cell in line.split("|")]
        rows.append("".join(f'<td colspan="{cell[2] or 1}">{cell[1]}</td>' for cell in cells if cell))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>" if grid else ""


def report(case: dict[str, Any]) -> ReportContent:
    """What a report with the table of a case is read as."""
    year = case.get("year", 2022)
    lines = [
        OPENING.format(year=year),
        "一、总体情况",
        "全市深入推进政务公开，各项工作有序开展。",
        "二、主动公开政府信息情况",
    ]
    above = "".join(f"<p>{line}</p>" for line in (*lines, *case.get("above", ())))
    tables = "".join(as_table(case.get(one, "")) for one in ("table", "behind"))
    body = f"<h1>{TITLE.format(year=year)}</h1>{above}{tables}{CLOSING}"
    parsed = parse(Document(content=f"<html><body>{body}</body></html>".encode()))
    assert parsed.report is not None
    return parsed.report


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_numbers_are_of_the_time_and_of_those_that_the_words_around_them_name(case: dict[str, Any]) -> None:
    found = report(case)
    written = [
        f"{one.code}{'' if one.applicant_type == 'total' else f':{one.applicant_type}'} {one.year} {one.value:g}"
        for one in found.figures
    ]
    assert sorted(written) == sorted(case.get("figures", []))
    flags = [flag.sentence for flag in found.flags if flag.kind == "form_table_unread"]
    assert any(case["flag"] in flag for flag in flags) if "flag" in case else flags == []
    for label in case.get("unread", ()):
        told = [flag.sentence for flag in found.flags if flag.kind.startswith("form_")]
        assert any(label in words for words in (*told, *(one.words for one in found.unread)))
