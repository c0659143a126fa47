"""The terms of a sentence as they stand there: outside names and brackets, with the meaning they have beside others."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterable, Sequence

from parsers.prose.sentences.media import OTHER_WAYS
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.words.lexicon import AND_OTHERS, Term, WordAt, as_terms, entries, find_terms, find_words
from parsers.prose.words.marks import JOINERS, NAME, OPENINGS
from parsers.prose.words.shares import parts

_YEAR = re.compile(r"(?P<by>[转待留拟])?(?P<year>20\d{2})年度?")
"""A year, also with a word in front that moves something to it (其余56件待2013年办理)."""
_CENTURY = "20"
_LONGEST_TERM_IN_QUOTES = 14
_NAMES = ("obj", "medium", "channel", "place")
"""Slots of terms that institutions are named after."""
_LIMIT, _OPEN = "期", (("state", "open"),)
_STILL_OPEN = re.compile(
    "(?P<open>[尚仍还正](?:然|均|都)?在(?:法定|规定|正常)?的?(?:答复|办理|处理)?(?:期限|时限|期间)之?内(?:答复|办理|处理)"
    "|(?:(?:尚|仍|还|正)(?:然|均|都)?(?:在|处于|处在|未到|未满|未届|未超过?)|(?:未到|未满|未届)"
    "|(?:在|处于)(?=[^，。；]{0,6}(?:答复|办理|处理)))(?:法定|规定|正常)?的?(?:答复|办理|处理)?"
    "(?:期限?|时限|期间)(?:内|之内|之中|以内)?)(?=的|[，。；、（）)]|$)"
)
"""A time limit that has not run out, with no verb behind it (仍在法定答复期内), or something still done in it.

尚在法定期限内办理: what was done in it, without such a word, was done in time.
"""
_NOT_THERE = "不存在"
_MORE_NAMES = re.compile(f"(?:[、和及]?(?:{NAME.pattern}))*(?:[两二三四五六]个)?")
"""May stand between the name of a column and the word for columns (《政策文件》《政策解读》两个栏目)."""
_PARTS_OF_SITES = ("column", "catalogue")
_NEXT = "next"
"""Its value for the year behind it."""
_DONE = ("answered", "handled", "concluded")
"""What is done with applications; what will be done in the next year is carried over to it."""
_KINDS_OF_SUGGESTIONS = ("npc", "cppcc")
"""Suggestions of deputies to the people's congress, and those of members of the consultative conference."""
_IN_GENERAL = ("open", "disclosure")
"""Slots of words that only say that something is about the disclosure of information."""
_AND = "、"
_NARROWING = ("reason", "way", "verdict", "outcome", "channel", "medium", "party")
"""Slots of words in brackets that tell which of them a number counts; nouns are other names (发布会（通气会）)."""
_OF_LAW = {("obj", "normative"), ("obj", "rules")}
"""Documents that are a sort of what was disclosed."""
_PART = "part"
"""Modifier of words such as 含 and 其中."""
_MATTER = "matter"
"""Modifier of words behind which a clause tells what applications are about."""
_THIS = "this"
"""Value of the slot `time` for the report's own year."""
_INFORMATION = (("obj", "information"),)
SAYS_WITHOUT_A_NUMBER = ("negation", "universal", "already")
"""Modifiers without which a sentence that holds no number states no figure."""


def may_say_without_a_number(words: Iterable[WordAt]) -> bool:
    """Whether words may say a figure that no number states: that there was nothing of something, or what became of all.

    Args:
        words: The words of a sentence.
    """
    return not _saying().isdisjoint([word.text for _, word in words])


def that_tell(words: Iterable[WordAt]) -> list[Term]:
    """The words that tell what a sentence is about, as terms where they stand."""
    return as_terms([(last, word) for last, word in words if word.features or word.text == AND_OTHERS])


@functools.cache
def _saying() -> frozenset[str]:
    """Words without which a sentence that holds no number states no figure."""
    modifiers = (word for word, (_, modifier) in entries().items() if modifier in SAYS_WITHOUT_A_NUMBER)
    return frozenset({_NOT_THERE, *modifiers})


def terms_of(sentence: Sentence, found: Sequence[Term], year: int, reporter: str = "") -> Sequence[Term]:
    """The terms of a sentence.

    Args:
        sentence: The sentence.
        found: The terms that are found in its text: all of them, or only those that mean something.
        year: Year of the report.
        reporter: Name of who reports, whose words mean nothing; empty if it is not known.
    """
    text = sentence.text
    terms = _with_what_is_still_open(text, _outside_names(text, found))
    words = {term.text for term in terms}
    if not words.isdisjoint(_suggestions()):
        terms = _with_suggestions_together(text, terms)
    if sentence.light:
        terms = _without_asides(terms, sentence)
    for name in re.finditer(re.escape(reporter), text) if reporter and reporter in text else ():
        terms = [term.only() if name.start() < term.end <= name.end() else term for term in terms]
    years = [
        _as_term(match, _when(int(match["year"]), year)) for match in (_YEAR.finditer(text) if _CENTURY in text else ())
    ]
    if years:
        terms = sorted((*terms, *years), key=lambda term: term.start)
    named_after, institution = _named_after(), parts().institution
    terms = [term.only() if term.text in named_after and institution.match(text, term.end) else term for term in terms]
    if not words.isdisjoint(_matters()):
        terms = _without_matters(terms, sentence)
    unclear = _unclear()
    if not years and unclear.isdisjoint(words):
        return terms
    unclear = unclear.union([one.text for one in years])
    return [_as_it_stands(term, terms, sentence) if term.text in unclear else term for term in terms]


def _without_asides(terms: Sequence[Term], sentence: Sentence) -> Sequence[Term]:
    """The terms, without those in brackets that hold no figures and do not tell which of them the next number counts.

    行政诉讼（复议后起诉）2件 are those alone; 网站（含转发）402条 are all.
    """
    numbers = {quantity.span.start for quantity in sentence.quantities}
    inclusive = {term.start for term in terms if term.modifier == _PART}
    telling = [
        span
        for span in sentence.light
        if span.end in numbers and span.start + 1 not in inclusive and _AND not in sentence.text[span.start : span.end]
    ]
    kept = [term for term in terms if not sentence.is_light(term.start)]
    if not telling:
        return kept
    within = (term for term in terms if any(span.start < term.start < span.end for span in telling))
    held = (
        term for term in within if any(slot in _NARROWING or (slot, value) in _OF_LAW for slot, value in term.features)
    )
    return sorted((*kept, *held), key=lambda term: term.start)


def _with_suggestions_together(text: str, terms: Sequence[Term]) -> Sequence[Term]:
    """The terms, with suggestions of deputies and of committee members that are joined as one (代表建议和委员提案)."""
    told = [place for place, term in enumerate(terms) if term.value("obj") in _KINDS_OF_SUGGESTIONS]
    if len({terms[place].value("obj") for place in told}) < len(_KINDS_OF_SUGGESTIONS):
        return terms
    runs: list[list[int]] = [[told[0]]]
    for place, following in itertools.pairwise(told):
        between = text[terms[place].end : terms[following].start]
        if between and not JOINERS.fullmatch(between):
            runs.append([])
        runs[-1].append(following)
    kept = list(terms)
    for run in reversed(runs):
        joined = [terms[place] for place in run]
        if len({term.value("obj") for term in joined}) == len(_KINDS_OF_SUGGESTIONS):
            start, end = joined[0].start, joined[-1].end
            others = dict.fromkeys(one for term in joined for one in term.features if one[0] != "obj")
            kept[run[0] : run[-1] + 1] = [Term(start, end, text[start:end], (("obj", "proposals"), *others))]
    return kept


def _without_matters(terms: Sequence[Term], sentence: Sentence) -> Sequence[Term]:
    """The terms, without the meaning of those that only tell what applications are about (主要涉及行政许可等方面)."""
    kept: list[Term] = []
    told: set[str] = set()
    """What the clauses name; where the sentence comes back to it, it counts a part by its subject (其中征地3件)."""
    end = 0
    for term in terms:
        if term.modifier == _MATTER:
            until = sentence.clause_end(term.end)
            end = until if not sentence.holds_number(term.end, until) else end
        is_told = term.start < end
        named = term.value("obj") or ""
        if is_told:
            told.add(named)
        kept.append(term.only(*_IN_GENERAL) if is_told or (named and named in told) else term)
    return kept


def _with_what_is_still_open(text: str, terms: Sequence[Term]) -> Sequence[Term]:
    """The terms, with those that say of a time limit that it has not run out as one (仍在法定答复期内)."""
    spans = [match.span("open") for match in _STILL_OPEN.finditer(text)] if _LIMIT in text else []
    if not spans:
        return terms
    kept = [term for term in terms if not any(start < term.end and term.start < end for start, end in spans)]
    still_open = (Term(start, end, text[start:end], _OPEN) for start, end in spans)
    return sorted((*kept, *still_open), key=lambda term: term.start)


def _as_term(match: re.Match[str], when: str) -> Term:
    """A year where it stands; what moves something to it belongs to it where it is the next one."""
    start, end = match.span() if when == _NEXT else (match.start("year"), match.end())
    return Term(start, end, match.string[start:end], (("time", when),))


def _when(said: int, year: int) -> str:
    return _THIS if said == year else "prior" if said < year else _NEXT


@functools.cache
def _named_after() -> frozenset[str]:
    """Words that institutions are named after, and which then are neither counted nor media (信访局、广播电视局)."""
    return frozenset(
        word
        for word, (features, _) in entries().items()
        if not {slot for slot, _ in features}.isdisjoint(_NAMES) and all(slot != "act" for slot, _ in features)
    )


@functools.cache
def _suggestions() -> frozenset[str]:
    """Words for suggestions of one kind."""
    kinds = {("obj", kind) for kind in _KINDS_OF_SUGGESTIONS}
    return frozenset(word for word, (features, _) in entries().items() if not kinds.isdisjoint(features))


@functools.cache
def _matters() -> frozenset[str]:
    """Words behind which a clause tells what applications are about."""
    return frozenset(word for word, (_, modifier) in entries().items() if modifier == _MATTER)


@functools.cache
def _unclear() -> frozenset[str]:
    """Words whose meaning depends on the others of their clause."""
    meanings = ((word, dict(features)) for word, (features, _) in entries().items())
    return frozenset({_NOT_THERE, *(word for word, said in meanings if "time" in said and "carry" not in said)})


def _outside_names(text: str, terms: Sequence[Term]) -> Sequence[Term]:
    """The terms of a text, without what only belongs to a name in quotation marks."""
    names = [] if OPENINGS.isdisjoint(text) else list(NAME.finditer(text))
    if not names:
        return terms
    coming, kind = 0, None
    kept: list[Term] = []
    for term in terms:
        while coming < len(names) and names[coming].end() <= term.start:
            coming, kind = coming + 1, None
        if coming < len(names) and names[coming].start() < term.start:
            kind = _kind_of_name(names[coming]) if kind is None else kind
            if kind and not _means_something(term, names[coming].end(), kind):
                continue
        kept.append(term)
    return kept


def _kind_of_name(match: re.Match[str]) -> str:
    """What quotation marks hold: a `title`, the name of a `column`, an `account` or a `sort`, or words `of its own`."""
    more = _MORE_NAMES.match(match.string, match.end())
    of_all = _term_at(match.string, more.end()) if more is not None else None
    if of_all is not None and of_all.value("part") in _PARTS_OF_SITES:
        return "column"
    following = _term_at(match.string, match.end())
    if following is not None and following.value("medium"):
        return "account"
    if following is not None and following.features == _INFORMATION:
        return "sort"
    if len(match[0]) > _LONGEST_TERM_IN_QUOTES:
        return "title"
    within = match[0][1:-1]
    return "of its own" if sum(len(word.text) for _, word in find_words(within)) < len(within) else ""


def _term_at(text: str, position: int) -> Term | None:
    """The term that begins at a position, if one does."""
    first = next(iter(find_terms(text[position : position + _LONGEST_TERM_IN_QUOTES])), None)
    return first if first is not None and first.start == 0 else None


def _means_something(term: Term, end: int, kind: str) -> bool:
    """Whether a term has its meaning also within a name.

    A site is one by the last word of its name (“……网站”), but “公告栏”信息 is a sort of information. Words of its own
    may be the name of a site (“网上宿迁”), or what became of an application (“非本机关职责权限范围”).
    """
    if term.value("medium") and term.end >= end - 1 and kind != "account":
        return kind != "sort" or term.value("medium") not in OTHER_WAYS
    return kind == "of its own" and not term.value("channel") and not term.value("medium")


def _as_it_stands(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """A term with the meaning that it has beside the others of its clause."""
    return _denying(term, terms, sentence) if term.text == _NOT_THERE else _when_it_matters(term, terms, sentence)


def _when_it_matters(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """A word for a year has a meaning where something is carried over or compared; else it tells the figure's year."""
    start, end = sentence.clause_start(term.start), sentence.clause_end(term.start)
    first, behind = (bisect.bisect_left(terms, place, key=lambda other: other.start) for place in (start, end))
    clause = terms[first:behind]
    if term.value("time") == _NEXT and _will_be_done(term, clause):
        return term._replace(features=(("carry", "yes"), *term.features))  # 其余2件将于2012年答复
    if any(other.value("carry") for other in clause):
        # What 2025 hands on to 2026 is carried out in a report of 2025, what 2024 hands on to it is carried in.
        return term.only() if term.value("time") == _THIS else term
    return term if any(other.value("obj") == "service_matter" for other in clause) else term.only()


def _will_be_done(term: Term, clause: Sequence[Term]) -> bool:
    """Whether an answer stands behind the next year, and is not already given (已于2012年1月答复)."""
    is_given = any(other.modifier in ("already", "universal") for other in clause if other.end <= term.start)
    return not is_given and any(other.value("act") in _DONE for other in clause if other.start >= term.end)


def _denying(term: Term, terms: Sequence[Term], sentence: Sentence) -> Term:
    """不存在 denies what follows it in a clause without numbers (不存在收费); else it is an answer (信息不存在2件).

    So it is as the member of a list (包括不存在、非本机关等情形).
    """
    end = sentence.clause_end(term.start)
    if sentence.holds_number(sentence.clause_start(term.start), end) or sentence.text.startswith(_AND, term.end):
        return term
    names = any(other.features for other in terms if term.end <= other.start < end)
    return term._replace(features=(), modifier="negation") if names else term
