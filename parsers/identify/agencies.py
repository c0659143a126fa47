"""Agencies: which one a report is by, and whether it is the government itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from knowledge.divisions import Division

_KINDS = (
    r"人民政府办公厅|人民政府办公室|政府办公厅|政府办公室|政府办|人民政府|政府|行政公署|行署|管理委员会|管委会|委员会|办事处"
    r"|局|厅|委|院|中心|总队|支队|站|所|办公室|协会|联合会|公司|集团|学校|大学|学院|法院|检察院"
)
_NAME = rf"(?P<agency>[^，。；：、由（）\s]{{0,30}}?(?:{_KINDS}))(?:信息公开办公室|政务公开办公室)?"
_COMPILED = re.compile(
    rf"由{_NAME}(?=[^。；\n]{{0,40}}?(?:编制|编写|汇编|汇总|编成|形成))"
    rf"|(?:^|[，。；\n]){_NAME.replace('agency', 'subject')}(?=[^。；，\n]{{0,30}}(?:编制|发布)[^。；，\n]{{0,12}}报告)"
)
_GOVERNMENT = re.compile(r"(?:人民政府|政府|行政公署|行署|管理委员会|管委会)?(?:办公室|办公厅|办)?")
_OFFICE = re.compile(r".*(?:政府|公署|行署|管理委员会|管委会)(?:办公室|办公厅|办)")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,6}(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处)?(?:办公室|党政办公室)?")
_ZONE = re.compile(
    r"[\u4e00-\u9fff]*(?:开发区|高新区|经开区|新区|园区|示范区|保税区|实验区)(?:管理委员会|管委会)(?:办公室)?"
)
_ANY = re.compile(rf".*(?:{_KINDS})")


def compiler(preamble: str) -> str:
    """The agency that the words before the first heading say has compiled the report, or an empty string."""
    for match in _COMPILED.finditer(preamble):
        agency = match["agency"] or match["subject"]
        if len(agency) > 2:
            return agency
    return ""


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency, and not of a place alone."""
    return _ANY.fullmatch(name) is not None


def level(name: str, places: Sequence[str], division: Division) -> str:
    """The level of an agency: its place's, or `department` or `township`; a development zone counts as a county."""
    own = _without(name, places)
    if _ZONE.fullmatch(own):
        return "county"
    if _TOWNSHIP.fullmatch(own):
        return "township"
    return division.level if _GOVERNMENT.fullmatch(own) else "department"


def suffix(titled: str, name: str, places: Sequence[str]) -> str:
    """Empty for the report of the government itself; else a short hash of the agency's own name.

    The report of a whole government is often compiled by its office: only a title that names the office makes it the
    office's own.

    Args:
        titled: Agency or place that the title names; empty where there is no title.
        name: The agency.
        places: Names of the places it belongs to.
    """
    own = _without(titled if is_agency(titled) else name, places)
    if _GOVERNMENT.fullmatch(own) and not _OFFICE.fullmatch(titled):
        return ""
    if titled and not is_agency(titled) and _OFFICE.fullmatch(name):
        return ""
    return hashlib.sha256(own.encode()).hexdigest()[:6]


def _without(name: str, places: Sequence[str]) -> str:
    """The name of an agency without the places in front of it."""
    for place in sorted(places, key=lambda place: (-len(place), place)):
        head, found, tail = name.partition(place)
        if found and len(head) <= 12:
            name = tail
    return re.sub(r"^(?:本?[省市县区州盟旗])(?=人民政府|政府|管委会)", "", name)
