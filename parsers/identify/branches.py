"""Branches of a city's bureau for a district, which go by two names (长春市公安局朝阳区分局, 朝阳区公安分局)."""

from __future__ import annotations

import re

from knowledge.divisions import Division

_BRANCH = re.compile(r"(?<=局)(?P<place>[\u4e00-\u9fff]{2,6})(?=分局$)")


def place_of_branch(own: str) -> str:
    """What a name without its places gives as the district of a branch (萧山 in 公安局萧山分局); empty for others."""
    match = _BRANCH.search(own)
    return match["place"] if match else ""


def as_of_district(own: str, district: Division | None) -> str:
    """A branch's name without its places as the district itself says it (公安分局); any other name as it is."""
    place = place_of_branch(own)
    is_of_it = district is not None and district.level == "county" and place in (district.name, district.name[:-1])
    return own.removesuffix(f"局{place}分局") + "分局" if is_of_it else own
