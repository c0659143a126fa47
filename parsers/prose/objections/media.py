"""Why a number of what was published somewhere is none: of several media, told to them, or counted before."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.lexicon import AND_OTHERS
from parsers.prose.words.marks import PERCENT

_TO = re.compile(r"向[^，。；\s]{0,4}\Z")
_IN_LISTS = {"information", "article", "document"}
"""Objects that a site publishes in lists; others may be made public after they were counted."""


def counts_more_than_is_named(claim: Claim) -> bool:
    """Whether an account ahead of 等 is only an example of what is counted (微信公众号等6个新媒体平台)."""
    if not claim.before.endswith(AND_OTHERS):
        return False
    start = claim.found.quantity.span.start
    return any(term.value("medium") and term.end <= start for term in claim.named.terms)


def is_of_what_was_counted_before(claim: Claim) -> bool:
    """Whether a site made public what the number ahead counts, and no information (办理提案12件，网上公开12件).

    Nor is what a clause ahead names without counting it (起草规范性文件，其中可以公开的7件在网站公布).
    """
    if any(term.value("obj") for term in claim.named.terms):
        return False
    if not claim.index:
        end = claim.found.quantity.span.end
        are_behind = all(term.start >= end for term in claim.named.terms if term.value("medium"))
        return are_behind and claim.tree.is_part(claim.index)
    if claim.tree.is_member(claim.index):
        return False
    quantities = claim.phrases.sentence.quantities
    ahead = next((place for place in range(claim.index - 1, -1, -1) if quantities[place].unit != PERCENT), None)
    if ahead is None:
        return False
    before = quantities[ahead]  # 制发文件326件，公开率71%，在网站公开231件
    own = claim.phrases.own(ahead)
    objects = {term.value("obj") for term in own.of("obj")} or {term.text for term in own.of("whole")}
    return before.unit == claim.found.quantity.unit and bool(objects) and objects.isdisjoint(_IN_LISTS)


def is_given_to_media(claim: Claim) -> bool:
    """Whether media are whom something was told, and not where it was published (向各新闻媒体公开各类新闻86篇)."""
    own = claim.phrases.own(claim.index)
    return any(_TO.search(own.text, own.start, term.start) is not None for term in own.of("medium"))
