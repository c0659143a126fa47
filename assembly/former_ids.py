"""The ids that reports had up to release 0.1, so that older work can be joined.

Publishers were not told apart by kind then. An agency was the government itself unless its name ended in one of a few
words, and its suffix was the hash of the name as printed. A town without 人民政府 therefore had the id of its county.
"""

from __future__ import annotations

import hashlib
import re

from knowledge import divisions
from knowledge.publishers import OF_GOVERNMENT
from parsers.model import Identity

_KINDS = (
    r"人民政府办公厅|人民政府办公室|政府办公厅|政府办公室|政府办|人民政府|政府|行政公署|行署|管理委员会|管委会|委员会|办事处"
    r"|局|厅|委|院|中心|总队|支队|站|所|办公室|协会|联合会|公司|集团|学校|大学|学院|法院|检察院"
)
_ANY = re.compile(rf".*(?:{_KINDS})")
_GOVERNMENT = re.compile(r"(?:人民政府|政府|行政公署|行署|管理委员会|管委会)?(?:办公室|办公厅|办)?")
_OFFICE = re.compile(r".*(?:政府|公署|行署|管理委员会|管委会)(?:办公室|办公厅|办)")
_LONGEST_PLACE = 12


def former_id(identity: Identity) -> str:
    """The id that a report had; where its place was told otherwise, too, it had another one.

    The agency was named then by the words that told which body it was.
    """
    titled = next((words.words for words in identity.evidence if words.kind == "title"), "")
    of_government = identity.agency_kind in OF_GOVERNMENT or not identity.evidence
    agency = identity.agency if of_government else identity.evidence[0].words
    named = f"{titled}\n{agency}"
    own_place = identity.county or identity.city or identity.province
    places = [place.name for place in divisions.mentioned(named, identity.report_year)] + [own_place]
    suffix = _suffix(titled, agency, places)
    return "-".join(filter(None, (identity.adcode, str(identity.report_year), suffix)))


def _suffix(titled: str, name: str, places: list[str]) -> str:
    own = _without(titled if _ANY.fullmatch(titled) else name, places)
    if _GOVERNMENT.fullmatch(own) and not _OFFICE.fullmatch(titled):
        return ""
    if titled and not _ANY.fullmatch(titled) and (_OFFICE.fullmatch(name) or not _ANY.fullmatch(name)):
        return ""
    return hashlib.sha256(own.encode()).hexdigest()[:6]


def _without(name: str, places: list[str]) -> str:
    for place in sorted(places, key=lambda place: (-len(place), place)):
        head, found, tail = name.partition(place)
        if found and len(head) <= _LONGEST_PLACE:
            name = tail
    return re.sub(r"^(?:本?[省市县区州盟旗])(?=人民政府|政府|管委会)", "", name)
