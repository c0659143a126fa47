"""Which medium a phrase names where it names several, one of several, or what a medium is called.

| words | medium |
|---|---|
| 市场监管微信公众号, 门户网站微信公众号, 微信公开平台 | the account; what stands at it is its name |
| 网站各栏目, 通过工作动态等栏目 | the whole site |
| 通过公告栏、电子屏等其他形式 | other ways |
| 通过政府信息公开平台、政府网站 | several sites |
| 通过网站等, 网站及其他渠道, 通过网站和公告栏三种方式 | several media, of which not all are named |
| 网站和微信, 微博和微信, 公告栏和报纸 | several with the site; the accounts together; other ways |
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.lexicon import AND_OTHERS, Term
from parsers.prose.words.marks import JOINERS, PLATFORM
from parsers.prose.words.shares import part_name

OTHER_WAYS = {"press", "board", "rest"}
"""Media that the forms count together as other ways of publishing."""
_ACCOUNTS = ("weibo", "wechat", "newmedia", "app")
_NAMED_AFTER = ("other", "elsewhere")
"""Objects that no code covers, after which an account may be named."""
_SITE = "网"
"""Any site, by what stands in front of it: beside the body's own, one more of those where it publishes (政府采购网)."""
_WITH_A_SITE = ("website", "several")
"""Media that are, or take in, the website."""
_ALL = ("各", "各个", "所有", "全部")
"""Says of the columns behind it that they are all of a website."""
_TITLES = re.compile("《[^》]+》|“[^”]+”")
_COUNTED_WAYS = re.compile("[二两三四五六七八九十](?:种|个|类|条|大)(?:主要)?(?:方式|渠道|途径|形式|平台|载体)")
_JOINED_SITES = re.compile(rf"(?:{JOINERS.pattern})[\u4e00-\u9fff]{{0,8}}")
"""Stands between sites in a row: a joiner, and at most whose the next one is (门户网站和法制办网站)."""


def with_media_together(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """The terms of a phrase with one medium where several, or one that stands for others, mean that.

    Args:
        phrase: The phrase.
        own: Its terms that tell what is counted.
    """
    if "part" in phrase.slots:
        own = _without_columns_of_all(phrase, own)
    own = _with_sites_together(phrase, own)
    return _with_other_media(phrase, _with_other_ways(phrase, own))


def medium_of_all(media: Sequence[str]) -> str:
    """One value for several media: a total where the website is among them, else what they have in common.

    Args:
        media: The media that the terms of a phrase name, each once.
    """
    named = [medium for medium in media if medium != "newmedia"] or media
    if len(named) == 1 and (len(media) == 1 or named[0] in ("weibo", "wechat")):
        return named[0]
    if any(medium in _WITH_A_SITE for medium in media):
        return "several"
    if set(media) <= OTHER_WAYS:
        return "rest"
    return "social" if set(media) <= {"weibo", "wechat"} else "mixed"


def without_names_of_media(own: Sequence[Term]) -> Sequence[Term]:
    """Words right in front of a medium are its name (市场监管微信公众号, 政府采购网), as 平台 behind it."""
    platforms = {term.end for term in own if term.value("medium") in _ACCOUNTS}
    own = [term for term in own if term.start not in platforms or not term.text.endswith(PLATFORM)]
    accounts = {term.start for term in own if term.value("medium") in _ACCOUNTS}
    places = {term.start for term in own if term.value("part") == "column"}
    if any(_is_a_site(term) and term.text != _SITE for term in own):
        places |= {term.start for term in own if term.text == _SITE}
    names = [
        term
        for term in own
        if (term.end in accounts and (term.value("obj") in _NAMED_AFTER or _is_a_site(term)))
        or (term.end in places and term.value("obj"))
    ]
    return [term for term in own if term not in names]


def _without_columns_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Columns that stand for others, or are all that a body has there, are the website.

    在网站通过工作动态等栏目公开信息240条, 网站各栏目, 区政府网站镇街专栏. What is named in front of them is their name,
    and no more is told of it (通过在线咨询等栏目回应热点17次).
    """
    others = {term.end for term in phrase.terms if term.text == AND_OTHERS}
    through = max((term.end for term in phrase.terms if term.modifier == "through"), default=phrase.end)
    named: list[tuple[int, int]] = []
    columns: list[Term] = []
    for column in (term for term in own if term.value("part") == "column"):
        site = max((term.end for term in own if _is_a_site(term) and term.end <= column.start), default=None)
        if column.start in others and column.start >= through:
            named.append((through, column.start))
        elif site is not None and _are_of_a_body(phrase.text[site : column.start]):
            named.append((site, column.start))
        elif column.start not in others and not phrase.text[: column.start].endswith(_ALL):
            continue
        columns.append(column)
    names = {term for term in own for begin, end in named[:1] if begin <= term.start < end and not term.value("medium")}
    return [term.without("part") if term in columns else term for term in own if term not in names]


def _is_a_site(term: Term) -> bool:
    return term.value("medium") == "website" and term.value("part") is None


def _are_of_a_body(words: str) -> bool:
    """Whether words between a site and 专栏 name whose it is, or several columns, so that it is all that is there."""
    return part_name(words) is not None or len(_TITLES.findall(words)) > 1


def _with_other_ways(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Examples of other ways of publishing are these ways (通过公告栏、电子屏、宣传册等其他形式公开信息245条)."""
    rest = next((term for term in own if "rest" in (term.value("channel"), term.value("medium"))), None)
    through = next((term.end for term in phrase.terms if term.modifier == "through"), None)
    if rest is None or through is None or phrase.text[: rest.start][-1:] != AND_OTHERS:
        return own
    examples = [term for term in own if through <= term.start < rest.start]
    media = {value for term in examples if (value := term.value("medium"))}
    if not media <= OTHER_WAYS:
        return own
    ways = rest._replace(features=(("medium", "rest"),))
    return [ways if term == rest else term for term in own if term not in examples]


def _with_sites_together(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Says that sites are several where they are joined (通过政府信息公开平台、政府网站公开信息14条)."""
    sites = [term for term in own if term.value("medium") == "website"]
    are_joined = len(sites) > 1 and all(
        _JOINED_SITES.fullmatch(phrase.text, one.end, following.start) for one, following in itertools.pairwise(sites)
    )
    if not are_joined or any(term.value("part") for term in sites):
        return own
    return [term._replace(features=(("medium", "several"),)) if term in sites else term for term in own]


def _with_other_media(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Says that media are several where a list of them goes on, or their ways are counted (查阅场所等; 三种方式)."""
    media = [term for term in own if term.value("medium")]
    rest = _rest_behind(phrase, own, media[-1]) if media else None
    if not media or not (rest or _go_on_with_others(phrase, media) or _have_counted_ways(phrase, own, media)):
        return own
    value = "several" if any(term.value("medium") in _WITH_A_SITE for term in media) else "mixed"
    together = media[-1]._replace(features=(("medium", value),))
    return [*(term for term in own if term not in media and term != rest), together]


def _rest_behind(phrase: Phrase, own: Sequence[Term], last: Term) -> Term | None:
    """The other ways that are joined to the last medium (经门户网站及其他渠道)."""
    rest = next((term for term in own if term.value("channel") == "rest"), None)
    return rest if rest is not None and JOINERS.fullmatch(phrase.text, last.end, rest.start) else None


def _go_on_with_others(phrase: Phrase, media: Sequence[Term]) -> bool:
    """Whether a list of media goes on with others than these (通过政府网站、查阅场所等)."""
    text, last = phrase.text, media[-1].end
    others = next((term for term in phrase.terms if term.text == AND_OTHERS and term.start >= last), None)
    if others is None:
        return False
    are_other_ways = all(term.value("medium") in OTHER_WAYS for term in media)
    if not JOINERS.search(text, last, others.start) and (are_other_ways or last < others.start):
        return False
    if JOINERS.match(text, last):
        return True  # 通过政府网站、简报报送等, where 报送 is a way
    return not any(term.value("act") and last <= term.start < others.start for term in phrase.terms)


def _have_counted_ways(phrase: Phrase, own: Sequence[Term], media: Sequence[Term]) -> bool:
    """Whether the ways that media are among are counted behind them (通过网站和公告栏三种方式)."""
    verb = next((term.start for term in own if term.value("act")), phrase.end)
    return _COUNTED_WAYS.search(phrase.text, media[-1].end, verb) is not None
