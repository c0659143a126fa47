"""Ids that reports had up to release 0.1."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from assembly.former_ids import former_id
from parsers.model import Document, Evidence
from parsers.pipeline import parse

BODY = """{title}
本报告根据《中华人民共和国政府信息公开条例》编制。
一、概述
2016年，各项公开工作平稳有序，制度更加完善，群众对公开工作比较满意，监督渠道畅通，业务培训按计划开展。
二、主动公开政府信息情况
全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼，没有收取费用。"""


def hashed(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:6]


@pytest.mark.parametrize(
    ("title", "former"),
    [
        pytest.param("无锡市人民政府", "320200-2016", id="the government itself keeps its id"),
        pytest.param("无锡市教育局", f"320200-2016-{hashed('教育局')}", id="so does a bureau"),
        pytest.param("石门县夹山镇", "430726-2016", id="a town had that of its county"),
        pytest.param("石门县夹山镇人民政府", f"430726-2016-{hashed('夹山镇人民政府')}", id="unless 人民政府 was named"),
        pytest.param("无锡市人民政府办公室", f"320200-2016-{hashed('人民政府办公室')}", id="the office's own"),
        pytest.param("石门县残联", "430726-2016", id="an association had that of its county, too"),
    ],
)
def test_former_ids(title: str, former: str) -> None:
    report = parse(Document(content=BODY.format(title=f"{title}2016年政府信息公开年度报告").encode())).report
    assert report is not None
    assert former_id(report.identity) == former


@pytest.mark.parametrize(
    ("kind", "agency", "evidence", "former"),
    [
        pytest.param(
            "association",
            "无锡市残联",
            {"signature": "无锡市残联"},
            f"320200-2016-{hashed('残联')}",
            id="without a title, the signature told which body it was",
        ),
        pytest.param(
            "department",
            "夹山镇民政所",
            {"signature": "夹山镇民政所", "title": "无锡市夹山镇"},
            f"320200-2016-{hashed('夹山镇民政所')}",
            id="an agency that is stated otherwise had its own",
        ),
        pytest.param(
            "township",
            "夹山镇人民政府办公室",
            {"signature": "夹山镇人民政府办公室", "title": "无锡市夹山镇"},
            "320200-2016",
            id="the office of a town had that of its county",
        ),
        pytest.param(
            "department",
            "无锡市局",
            {"signature": "国家税务总局江苏省税务局派驻无锡市局"},
            f"320200-2016-{hashed('税务局派驻无锡市局')}",
            id="a place far behind others is no place of the agency",
        ),
    ],
)
def test_former_ids_of_bodies_that_were_not_told_by_their_title(
    kind: str, agency: str, evidence: dict[str, str], former: str
) -> None:
    report = parse(Document(content=BODY.format(title="无锡市人民政府2016年政府信息公开年度报告").encode())).report
    assert report is not None
    identity = dataclasses.replace(
        report.identity,
        agency_kind=kind,
        agency=agency,
        evidence=tuple(Evidence(kind=of, words=words) for of, words in evidence.items()),
    )
    assert former_id(identity) == former
