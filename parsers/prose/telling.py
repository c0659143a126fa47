"""Which terms of a phrase tell what its number counts, and what others beside them mean there.

Words that only say what something was about, examples of what is counted, formats and reasons that stand for others,
and what was done to the things that something else was done to, tell nothing of the number itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from parsers.prose.codes import CASE_OBJECTS, PUBLISHED
from parsers.prose.lexicon import AND_OTHERS, Term
from parsers.prose.marks import PLATFORM
from parsers.prose.phrase import Phrase

JOINERS = re.compile(r"[、和及与或并且/／]|以及|暨")
"""What stands between the members of a list."""
TAKEN_IN = {("act", "received"), ("act", "accepted")}
DONE = {("act", "answered"), ("act", "concluded"), ("act", "handled")}
OTHER_WAYS = {"press", "board", "rest"}
"""Media that the forms count together as other ways of publishing."""
_A_FORMAT = "yes"
"""The value of `format` for what is made here, and not reprinted."""
_ITEMS = ("条", "条次")
"""Measure words that count information."""
_INFORMS = ("information", "article")
_POINT = ("obj", "reading_point")
_MEASURES_OF_POINTS = ("个", "处", "家", "所")
_ACTS_OF_OFFICES = (*PUBLISHED, "received", "accepted")
_WAYS = ("channel", "medium", "part")
"""Slots of the ways in which something came in."""
_ISSUED = ("act", "issue")
_ACCOUNTS = ("weibo", "wechat", "newmedia", "app")
_NAMED_AFTER = ("other", "elsewhere")
"""Objects that no code covers, after which an account may be named."""
_CASES = {("obj", case) for case in CASE_OBJECTS}
_OF = "的"
_ALL_KINDS = (AND_OTHERS, "各类", "多种", "各种")
"""What behind formats says that they stand for others, too."""
WITH_A_SITE = ("website", "several")
"""Media that are, or take in, the website."""
_ALL = ("各", "各个", "所有", "全部")
"""Says of the columns behind it that they are all of a website."""
_COUNTED_WAYS = re.compile("[二两三四五六七八九十](?:种|个|类|条|大)(?:主要)?(?:方式|渠道|途径|形式|平台|载体)")
_JOINED_SITES = re.compile(rf"(?:{JOINERS.pattern})[\u4e00-\u9fff]{{0,8}}")
"""Stands between sites in a row: a joiner, and at most whose the next one is (门户网站和法制办网站)."""
_CLOSING_QUOTES = '”’」』》"'


def telling(phrase: Phrase, unit: str | None) -> tuple[Term, ...]:
    """The terms of a phrase that tell what is counted, in reading order.

    Args:
        phrase: The phrase.
        unit: Measure word of the number; None where there is none.
    """
    if "topic" in phrase.modifiers:
        phrase = _without_topics(phrase)
    if "through" in phrase.modifiers:
        phrase = _with_places_as_media(phrase, unit)
    own: Sequence[Term] = _without_names_of_media(_without_examples(phrase, unit))
    if "format" in phrase.slots:
        own = _without_formats_of_all(phrase, own)
    if "channel" in phrase.slots:
        own = _without_ways_of_all(phrase, own)
    if "part" in phrase.slots:
        own = _without_columns_of_all(phrase, own)
    if "medium" in phrase.slots:
        own = _with_sites_together(phrase, own)
        own = _with_other_media(phrase, _with_other_ways(phrase, own))
    if ("obj", "unit") in phrase.features:
        own = _without_offices(own)
    if "reason" in phrase.slots:
        own = _as_far_as_told(own, phrase.text)
    if ("obj", "application") in phrase.features and not phrase.features.isdisjoint(_CASES):
        own = _without_causes(phrase, own)
    if _ISSUED in phrase.features:
        own = _without_what_was_issued_before(phrase, own)
    if not (phrase.features.isdisjoint(TAKEN_IN) or phrase.features.isdisjoint(DONE)):
        own = tuple(_without_relative_clauses(own, phrase.text))
    return tuple(own)


def _without_topics(phrase: Phrase) -> Phrase:
    """A phrase without the words that tell what something was about (围绕税费改革等主题召开新闻发布会)."""
    begins = [term.end for term in phrase.terms if term.modifier == "topic"]
    ends = [term.start for term in phrase.terms if term.text == AND_OTHERS]
    spans = [(begin, end) for begin in begins for end in ends if begin < end][:1]
    about = {term for begin, end in spans for term in phrase.terms if begin <= term.start < end}
    return phrase.with_terms([term for term in phrase.terms if term not in about]) if about else phrase


def _with_places_as_media(phrase: Phrase, unit: str | None) -> Phrase:
    """A phrase in which reading points are a medium, where something was published there (通过查阅场所公开信息12条)."""
    if unit in _MEASURES_OF_POINTS or _POINT not in phrase.features:
        return phrase
    through = next(term.end for term in phrase.terms if term.modifier == "through")
    verb = next((term.start for term in phrase.terms if term.value("act") in PUBLISHED), 0)
    return phrase.with_terms(
        [
            term._replace(features=(("medium", "board"),))
            if through <= term.start < verb and _POINT in term.features
            else term
            for term in phrase.terms
        ]
    )


def _without_examples(phrase: Phrase, unit: str | None) -> list[Term]:
    """The terms that have a meaning, without examples of what is counted (发布规划、规范性文件等信息).

    Items of a list that ends in 等 right in front of their number are information, too (公开规划、预算、任免等945条).
    """
    terms = phrase.terms
    if AND_OTHERS not in [term.text for term in terms]:
        return [term for term in terms if term.features]
    kept: list[Term] = []
    for index, term in enumerate(terms):
        if term.text != AND_OTHERS:
            if term.features:
                kept.append(term)
            continue
        following = next((later for later in terms[index + 1 :] if later.value("obj")), None)
        if term.end == phrase.end and unit in _ITEMS and _is_list(phrase, kept):
            verbs = [one for one in kept if one.value("act") or one.value("medium")]
            kept = [*verbs, term._replace(features=(("obj", "information"),))]
        elif following is not None and following.value("obj") in _INFORMS:
            verb_follows = any(later.value("act") for later in terms[index + 1 :])
            places = (place for place, one in enumerate(kept) if one.value("act") and not verb_follows)
            first = next(places, -1)
            verb = kept[first].start if first >= 0 else -1
            kept = [one for place, one in enumerate(kept) if place <= first or (one.value("medium") and verb < 0)]
    return kept


def _is_list(phrase: Phrase, terms: Sequence[Term]) -> bool:
    """Whether a list of at least three things follows a verb of disclosure."""
    verb = next((term for term in terms if term.value("act") == "disclose"), None)
    return verb is not None and phrase.text.count("、", verb.end, phrase.end) > 1


def _without_formats_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Formats that are listed, or that stand for others, too, are those of all (文字、图片、视频等形式解读83篇)."""
    formats = [term for term in own if term.value("format") == _A_FORMAT]
    behind = [phrase.text[term.end :].lstrip(_CLOSING_QUOTES) for term in formats]
    if len(formats) > 1 or any(words.startswith(_ALL_KINDS) for words in behind):
        return [term for term in own if term not in formats]
    return own


def _without_columns_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Columns that stand for others are all of the website (在网站通过工作动态等栏目公开信息240条, 网站各栏目).

    What is named in front of them is their name, and no more is told of it (通过在线咨询等栏目回应热点17次).
    """
    others = {term.end for term in phrase.terms if term.text == AND_OTHERS}
    columns = [term for term in own if term.value("part") == "column" and _are_all(phrase, term, others)]
    if not columns:
        return own
    through = max((term.end for term in phrase.terms if term.modifier == "through"), default=phrase.end)
    named = next((term.start for term in columns if term.start in others and term.start >= through), 0)
    names = [term for term in own if through <= term.start < named and not term.value("medium")]
    return [term.without("part") if term in columns else term for term in own if term not in names]


def _are_all(phrase: Phrase, column: Term, others: Collection[int]) -> bool:
    return column.start in others or phrase.text[: column.start].endswith(_ALL)


def _without_ways_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Ways of applying that stand for others are all of them (通过网络、信函等途径申请公开信息12件)."""
    ways = [term for term in own if term.value("channel")]
    if not ways or not phrase.text.startswith(AND_OTHERS, ways[-1].end):
        return own
    if not any(term.value("obj") == "application" and term.start >= ways[-1].end for term in own):
        return own
    return [term.without(*_WAYS) for term in own]


def _with_other_ways(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Examples of other ways of publishing are these ways (通过公告栏、电子屏、宣传册等其他形式公开信息245条)."""
    rest = next((term for term in own if "rest" in (term.value("channel"), term.value("medium"))), None)
    through = next((term.end for term in phrase.terms if term.modifier == "through"), None)
    if rest is None or through is None or phrase.text[: rest.start][-1:] != AND_OTHERS:
        return own
    examples = [term for term in own if through <= term.start < rest.start]
    media = {value for term in examples if (value := term.value("medium"))}
    if not media or not media <= OTHER_WAYS:
        return own
    ways = rest._replace(
        features=(("medium", "rest"), *(one for one in rest.features if one[0] not in ("medium", "channel")))
    )
    return [ways if term == rest else term for term in own if term not in examples]


def _without_names_of_media(own: Sequence[Term]) -> Sequence[Term]:
    """Words right in front of an account are its name (市场监管微信公众号), and so is 平台 behind it (微信公开平台)."""
    platforms = {term.end for term in own if term.value("medium") in _ACCOUNTS}
    own = [term for term in own if term.start not in platforms or not term.text.endswith(PLATFORM)]
    accounts = {term.start for term in own if term.value("medium") in _ACCOUNTS}
    return [term for term in own if term.end not in accounts or term.value("obj") not in _NAMED_AFTER]


def _without_offices(own: Sequence[Term]) -> Sequence[Term]:
    """Offices in front of what they have done are not what is counted (各公开主体共发布信息237482条)."""
    verb = next((term.start for term in own if term.value("act") in _ACTS_OF_OFFICES), None)
    if verb is None or not any(term.value("obj") not in (None, "unit") for term in own):
        return own
    return [term for term in own if term.value("obj") != "unit" or term.start > verb]


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
    if not media or not (_go_on_with_others(phrase, media) or _have_counted_ways(phrase, own, media)):
        return own
    value = "several" if any(term.value("medium") in WITH_A_SITE for term in media) else "mixed"
    together = media[-1]._replace(features=(("medium", value),))
    return [*(term for term in own if term not in media), together]


def _go_on_with_others(phrase: Phrase, media: Sequence[Term]) -> bool:
    """Whether a list of media goes on with others than these (通过政府网站、查阅场所等)."""
    text, last = phrase.text, media[-1].end
    others = next((term for term in phrase.terms if term.text == AND_OTHERS and term.start >= last), None)
    if others is None:
        return False
    are_other_ways = all(term.value("medium") in OTHER_WAYS for term in media)
    if not JOINERS.search(text, last, others.start) and (are_other_ways or last < others.start):
        return False
    return not any(term.value("act") and last <= term.start < others.start for term in phrase.terms)


def _have_counted_ways(phrase: Phrase, own: Sequence[Term], media: Sequence[Term]) -> bool:
    """Whether the ways that media are among are counted behind them (通过网站和公告栏三种方式)."""
    verb = next((term.start for term in own if term.value("act")), phrase.end)
    return media[-1].end <= verb and _COUNTED_WAYS.search(phrase.text, media[-1].end, verb) is not None


def _as_far_as_told(terms: Sequence[Term], text: str) -> Sequence[Term]:
    """Reasons that stand for others, too (不掌握等原因), do not tell which one it was."""
    reasons = [term for term in terms if term.value("reason")]
    if not reasons or not text.startswith(AND_OTHERS, reasons[-1].end):
        return terms
    return [term._replace(features=tuple(one for one in term.features if one[0] != "reason")) for term in terms]


def _without_causes(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Applications that cases were about are not counted with them (因依申请公开引起的行政诉讼2件)."""
    case = next((term for term in own if not _CASES.isdisjoint(term.features)), None)
    if case is None:  # the cases were examples
        return own
    return [
        term.without("obj")
        if term.value("obj") == "application"
        and term.end < case.start
        and not JOINERS.fullmatch(phrase.text, term.end, case.start)
        else term
        for term in own
    ]


def _without_what_was_issued_before(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """That documents were issued only describes those that were published (公开本年度制发的规章2件)."""
    verb = next((term.start for term in own if term.value("act") == "disclose"), len(phrase.text))
    return [
        term
        for term in own
        if not (_ISSUED in term.features and term.start > verb and phrase.text.startswith(_OF, term.end))
    ]


def _without_relative_clauses(terms: Sequence[Term], text: str) -> Iterator[Term]:
    """Which applications were answered is not what was done to them (答复当年受理申请6件, 收到的申请办结12件)."""
    done = [term for term in terms if not DONE.isdisjoint(term.features)]
    for index, term in enumerate(terms):
        following = terms[index + 1] if index + 1 < len(terms) else None
        if not TAKEN_IN.isdisjoint(term.features) and following is not None and following.value("obj") == "application":
            describes = text[term.end : following.start] in ("", _OF)
            if describes and any(not JOINERS.search(text, *_gap(term, other)) for other in done):
                yield term.without("act")
                continue
        yield term


def _gap(one: Term, other: Term) -> tuple[int, int]:
    """What stands between two terms, whichever comes first."""
    first, last = sorted((one, other), key=lambda term: term.start)
    return first.end, last.start
