"""Codes, and objects of words, that the rules of several modules are about."""

from __future__ import annotations

RECEIVED = "applications.received.total"
WAYS_IN = RECEIVED.removesuffix("total")
"""How the codes of the ways begin by which applications come in."""
ANSWERED = "applications.answered.total"
DISCLOSED = "disclosure.total"
WEBSITE = "disclosure.channel.website"
OF_CHANNELS = "disclosure.channel."
"""Beginning of the codes that count what a medium has published."""
OWN_MEDIA = tuple(f"{OF_CHANNELS}{medium}" for medium in ("weibo", "wechat", "gazette"))
"""Codes of media of which a body mostly has one, so that a part of what it counts is no other one's."""
THROUGH_ALL = f"{OF_CHANNELS}total"
"""What all media have published, each counted for itself."""
TOPICS = "response.topics"
LEADERS = ("response.press_conference.leader", "response.interview.leader")
"""Codes that count what the head of who reports took part in."""
SORTS = "disclosure.by_category"
CASES = ("review.total", "litigation.total")
CASE_OBJECTS = ("review", "litigation")
"""What words mean that name such cases."""
NAMES_CASES = frozenset({("obj", case) for case in CASE_OBJECTS})
"""The features of such words."""
PUBLISHED = ("disclose", "post")
"""Verbs of what was published here; what others have published is only reposted."""
MADE_PUBLIC = (*PUBLISHED, "repost")
"""The same, with what others had published before."""
DECISIONS = frozenset({("obj", "license"), ("obj", "penalty"), ("obj", "coercion"), ("obj", "power")})
"""The features of words for powers of an agency, whose decisions are counted for themselves, or not at all."""
_STOCKS = ("capacity.reading_points", "capacity.staff.", "capacity.units", "newmedia.")
_STATES = (".in_force", ".public_stock")
CONCLUDED = "applications.concluded.total"
CARRIED_IN, CARRIED_OUT = "applications.carried_in", "applications.carried_out"


def is_stock(code: str) -> bool:
    """Whether a code counts what there is at the end of the year, which what is new in the year does not replace."""
    return code.startswith(_STOCKS) or code.endswith(_STATES)
