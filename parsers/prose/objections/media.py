"""Why a number of what was published somewhere is none: of several media, told to them, or counted before."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.codes import WEBSITE
from parsers.prose.words.lexicon import AND_OTHERS
from parsers.prose.words.marks import IN_ALL, PERCENT

_TO = re.compile(r"向[^，。；\s]{0,4}\Z")
_WHOM = re.compile("[向为给]\\S{0,14}\\Z")
_OFFERS = re.compile("提供|投稿|供稿|报送|推荐|投送|选送|撰稿")
_OFFERED_TO = re.compile(r"(?:报送|上报|投送|投稿|供稿)[给至到]?[^，。；、\d]{0,10}\Z")
_BY_THOSE_ABOVE = re.compile(
    "(?:国家|[省市]|上级|总)[^，。；、\\d]{0,8}(?:[网报刊]|网站|公报|公众号|微信|微博|平台|媒体)[^，。；\\d]{0,4}"
    "(?:刊[登载发]|登载|发布|采用|转载|转发|公开)[了]?[我本][省市县区镇乡局委办厅院]"
)
"""Says of a medium of those above that it published what is the body's own."""
_MAIN_SITE = ("主站", "子站", "分站")
_BELOW_THE_PROVINCE = ("prefecture", "county", "township")
_OF_THE_PROVINCE = "省"
"""Begins the name of a gazette that is above all of them; 市政府公报 may be that of a city among the counties."""
_TO_WHAT_WAS_COUNTED = ("counted", "site")
_SITES = ("website", "several", "all")
_ISSUES = "期"
_OTHER_PRINTS = {("obj", "other"), ("obj", "elsewhere")}
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

    Nor is what a clause ahead names without counting it (起草规范性文件，可以公开的7件在网站公布).
    """
    if any(term.value("obj") for term in claim.named.terms):
        return False
    if not claim.index:
        end = claim.found.quantity.span.end
        are_behind = all(term.start >= end for term in claim.named.terms if term.value("medium"))
        return are_behind and "obj" in claim.phrases.lead(claim.index).slots
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


def is_offered_to_an_account(claim: Claim) -> bool:
    """Whether an account or a site was only offered something (向“某某发布”微信公众号投稿126篇; 报送省政府网站61条)."""
    own, end = claim.phrases.own(claim.index), claim.found.quantity.span.start
    medium = next(own.of("medium"), None)
    if medium is None:
        return False
    ahead, behind = own.text[own.start : medium.start], own.text[medium.end : end]
    if _OFFERED_TO.search(ahead):
        return True
    return _WHOM.search(ahead) is not None and _OFFERS.search(behind) is not None


def is_published_by_another_body(claim: Claim) -> bool:
    """Whether the medium of a body above published what is called one's own (省厅官网刊载我局信息36条)."""
    text, start = claim.phrases.sentence.text, claim.phrases.own(claim.index).start
    return _BY_THOSE_ABOVE.search(text, start, claim.found.quantity.span.start) is not None


def is_a_site_of_a_group(claim: Claim) -> bool:
    """Whether a site is one of those that were counted together (网站群公开9880条，其中主站1268条)."""
    if not claim.before.endswith(_MAIN_SITE):
        return False
    return any(one.code == WEBSITE for one in claim.counted_before())


def is_a_gazette_of_those_above(claim: Claim) -> bool:
    """Whether a gazette is that of a body above, which is only handed on (向各镇发放省政府公报1268册)."""
    if claim.passage.level not in _BELOW_THE_PROVINCE:
        return False
    return any(term.text.startswith(_OF_THE_PROVINCE) for term in claim.named.terms if term.value("medium"))


def are_visits_elsewhere(claim: Claim) -> bool:
    """Whether visits without a name may be those of something else that stands ahead, or of all years.

    公开信息712条，制作短视频6条，点击量3万次; 公开信息712条，累计访问量61万次.
    """
    if _TO_WHAT_WAS_COUNTED not in claim.frame.context:
        return False
    if claim.time.is_summed and not claim.time.says_which_year:
        return True
    ahead = claim.phrases.between(0, claim.found.quantity.span.start)
    return any(term.value("format") or term.value("medium") not in (None, *_SITES) for term in ahead)


def are_copies_of_several(claim: Claim) -> bool:
    """Whether copies without a name are of all that was printed ahead (《简报》12期、《政府公报》6期，发放1.2万份).

    So they are of something else where a word stands between the verb and their number (发放宣传单1.2万份).
    """
    if any(term.value("medium") for term in claim.named.terms):
        return False
    if _names_something(claim):
        return True
    quantities = claim.phrases.sentence.quantities
    issues = (place for place in range(claim.index) if quantities[place].unit == _ISSUES)
    return any(not claim.phrases.own(place).features.isdisjoint(_OTHER_PRINTS) for place in issues)


def _names_something(claim: Claim) -> bool:
    """Whether words between the verb in front of a number and the number name what was handed out."""
    own, end = claim.phrases.own(claim.index), claim.found.quantity.span.start
    return own.verb is not None and own.text[own.verb.end : end] not in ("", *IN_ALL)
