"""Reads the cases of `cases.toml`."""

from __future__ import annotations

import datetime as dt
import pathlib
import re
import tomllib
from typing import Any

from parsers.checks.ledger import Facts
from parsers.model import Figure, Identity, Lump, Period, ReportContent, Span

CASES: list[dict[str, Any]] = tomllib.loads(pathlib.Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))[
    "case"
]


def figure(written: str, year: int, form: str, text: str = "") -> Figure:
    """A figure from its notation."""
    head, _, quote = written.partition(" | ")
    name, value, *words = head.split()
    code, _, applicant_type = name.partition("@")
    own = next((int(word.removeprefix("year=")) for word in words if word.startswith("year=")), year)
    start = text.index(quote) if quote else 0
    numbers = re.findall(r"\d[\d.]*[万亿]?[余多]?", quote)
    return Figure(
        code=code,
        applicant_type=applicant_type or "total",
        year=own,
        value=float(value),
        unit="%" if code.endswith("rate") else "件",
        printed=numbers[-1] if numbers else value,
        approx="approx" in words,
        bound=next((word for word in words if word in ("ge", "le")), None),
        label=next((word.removeprefix("label=") for word in words if word.startswith("label=")), None),
        scope=next((word for word in words if word in ("office", "other")), "citywide"),
        source="narrative" if form == "narrative" or "narrative" in words else "table",
        stated_zero="zero" in words,
        implied="implied" in words,
        includes_carried_in="gross" in words,
        span=Span(start, start + max(len(quote), 1)),
    )


def facts(case: dict[str, Any]) -> Facts:
    year, form, text = case["year"], case.get("form", "narrative"), case.get("text", "")
    return Facts(
        year=year,
        form=form,
        level=case.get("level", "prefecture"),
        text=text,
        figures=tuple(figure(written, year, form, text) for written in case.get("figures", [])),
        lumps=tuple(_lump(written, year) for written in case.get("lumps", [])),
        blank_rows=frozenset(case.get("blank_rows", [])),
        fully_read=case.get("fully_read", True),
        unknown_columns=case.get("unknown_columns", False),
        title=case.get("title"),
        published=dt.date.fromisoformat(case["published"]) if "published" in case else None,
        period=_period(*case["period"]) if "period" in case else None,
        second_body=case.get("second_body"),
        missing=tuple(case.get("missing", ())),
    )


def report(known: Facts, place: str = "320200") -> ReportContent:
    """A report with the figures of some facts."""
    identity = Identity(
        adcode=place,
        province="江苏省",
        city="无锡市",
        county=None,
        level=known.level,
        agency_kind="government",
        agency="无锡市人民政府",
        township=None,
        evidence=(),
        suffix="",
        report_year=known.year,
        title=known.title,
        doc_number=None,
        index_number=None,
        published_date=known.published,
        period=None,
    )
    return ReportContent(
        identity=identity,
        form=known.form,
        script="hans",
        scope="citywide",
        text=known.text,
        sections=(),
        figures=known.figures,
        findings=(),
    )


def _period(first: str, last: str, printed: str, *words: str) -> Period:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return Period(start=start, end=end, printed=printed, restored="restored" in words)


def _lump(written: str, year: int) -> Lump:
    codes, value, *own = written.split()
    counted = int(own[0].removeprefix("year=")) if own else year
    return Lump(codes=tuple(codes.split("+")), year=counted, value=float(value), span=Span(0, 1))
