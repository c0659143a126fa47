"""Things that a clause denies together (行政复议、行政诉讼; 收费及减免): each by its own words, beside the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.names.naming import name
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.sentences.telling import TAKEN_IN
from parsers.prose.words.codes import CASE_OBJECTS, RECEIVED, WAYS_IN
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import AND_OTHERS, Term, features_of
from parsers.prose.words.years import CAUSE

_JOINERS = re.compile(r"、|”“|和|及|与|或|并|以及|，")
_ABOUT_WHAT = re.compile(
    "(?:因|由于|针对|就|与)[^，。；]*?(?=引[发起]|产生|导致|而|被|有关|出现|申请行政复议|提起|被投诉|行政复议|行政诉讼)"
    "|(?:要求|申请)(?:公开|获取)[^，。；]*?(?=的?申请)"
)
"""What gave rise to something, what it was about, or what was asked for: none of it tells what is denied."""
_OF_WHAT_HAS_TO_DO_WITH_CASES = re.compile("与(?:[^，。；]*?(?:复议|诉讼)[^，。；]{0,6}?|[之此其])(?:有关|相关|关联)")
"""Says of something else that it has to do with cases (没有与诉讼相关的支出; 未涉及诉讼，没有与之有关的费用)."""
_NO_CASE = "(?:(?!复议|诉讼)[^，。；])*?"
"""Words up to cases, in front of which stands what gave rise to them."""
_GAVE_RISE = re.compile(f"(?:因|由于|由){_NO_CASE}(?=引[发起]|产生|导致)|与{_NO_CASE}(?=有关|相关)")
"""What gave rise to cases, or what they were about."""
_THAT = re.compile("(?:因|由于|由|与)[之此其]")
"""Points to what was said before, in place of what gave rise to cases (与之有关的行政诉讼)."""
_OTHER_WORK = ("elsewhere", "other", "power", "license", "penalty", "coercion")
_MAY_GIVE_RISE = {("obj", "application"), ("obj", "information"), ("act", "answered"), ("act", "disclose")}
_SAYS_WHO = ("party", "who", "public", "open", "submit")
"""Slots that do not yet say what is denied."""
_SAYS_WHAT = ("obj", "act", "verdict", "outcome", "reason")
"""Slots of a member of a coordination that needs no noun of another one."""
_ABOUT_DISCLOSURE = {("obj", "application"), ("obj", "information"), ("act", "disclose"), ("attribute", "yes")}
"""What cases may be about that count (依申请公开方面的行政复议)."""
_CORRECTED = ("verdict", "corrected")
_OF_REVIEW, _OF_LITIGATION = (("obj", case) for case in CASE_OBJECTS)
_CHARGES = ("fee", "waiver", "processing_fee")
_COMPLAINTS = ("appeal", "complaint")
_CHARGED, _FEE = ("act", "charge"), ("obj", "fee")
_WHATEVER = ("other",)
"""Slots that applications may have which were all denied (没有收到要求公开其它信息的申请)."""
_PEOPLE = ("party", "who", "public", "other")
_CITIZENS, _APPLICANTS = ("party", "natural_person"), ("public", "yes")
_DOCUMENTS = ("rules", "normative")


class Together:
    """What a clause denies together (行政复议、行政诉讼; 收费及减免), each member by its own words.

    Args:
        text: The sentence.
        terms: The terms that may name something.
        span: Where they stand.
        passage: What the text is about.
        subject: Terms in front of the negation, if they stand behind it.
        known: All terms of the clause, if they stand behind a negation.

    Attributes:
        terms: The terms that may name something, without ways in which nothing at all came in.
    """

    def __init__(
        self,
        text: str,
        terms: Sequence[Term],
        span: Span,
        passage: Passage,
        subject: Sequence[Term] = (),
        known: Sequence[Term] = (),
    ) -> None:
        self._text = text
        self._span = span
        self._passage = passage
        self._subject = subject
        self.terms = terms if _came_in_some_way(passage) else _whatever_the_way(terms)
        self._known = known
        self._members = _each_verb_with_each_document(_members(text, self.terms, span))
        self._cause = _GAVE_RISE.search(text, span.start, span.end) if any(map(_is_case, self.terms)) else None

    def frames(self) -> list[Frame]:
        """The frames that the members name, each once; none where the only one names nothing."""
        has_to_do_with_cases = _OF_WHAT_HAS_TO_DO_WITH_CASES.search(self._text, self._span.start, self._span.end)
        if self._cause is None and has_to_do_with_cases is not None:
            return []
        found: list[Frame] = []
        for words, where in self._members:
            if self._is_no_part(words, where):
                continue
            named = self._named(words, where)
            if not named and len(self._members) == 1:
                return []
            found += (frame for frame in named if frame not in found)
        return found

    def _is_no_part(self, words: Sequence[Term], where: Span) -> bool:
        """Whether a member is not what is denied, or not as something that counts."""
        if self._cause is not None and where.end < self._cause.end():
            return True  # 因行政许可、行政处罚引起的行政复议
        if self._known and says_more(self._text, self._known, where, self._span):
            return True  # 没有自建网站, 无政务公开泄密事件: what else is said may be what is denied
        if are_charges(words) and any(map(_is_case, self._subject)):
            return True  # 复议、诉讼均未发生费用
        is_case = any(map(_is_case, words))
        return is_case and _are_of_something_else(self._text, self._known or self.terms, self._span)

    def _named(self, words: Sequence[Term], where: Span) -> Sequence[Frame]:
        """The frames that a member names, with the noun of another one where it has none of its own."""
        start, member = self._as_meant(words, where)
        subject = self._subject_of(words)
        heads = [term for later, _ in self._members for term in later if term.value("obj") and term not in member]
        noun = [head.only("obj") for head in heads[-1:]]
        is_told = any(slot in _SAYS_WHAT for term in member for slot, _ in term.features)
        alone, with_noun = [*subject, *member], [*subject, *member, *noun]
        named = name(Phrase(self._text, start, where.end, alone if is_told else with_noun), None, self._passage)
        if not named.frames and is_told and not any(term.value("obj") for term in member):
            named = name(Phrase(self._text, start, where.end, with_noun), None, self._passage)
        return named.frames

    def _as_meant(self, words: Sequence[Term], where: Span) -> tuple[int, Sequence[Term]]:
        """The terms of a member as they are meant beside the others, and where those begin that tell what it is."""
        start, member = where.start, [*words, *_verdict_of_all(self._members, words)]
        about = [term.only("open") for term in self.terms if term.value("open")][:1]
        if any(term.value("obj") == "application" for term in words):
            member = [_as_what_is_asked_for(term).without(*_WHATEVER) for term in member]
            if self._are_anybody(words, RECEIVED):
                member = [term.without(*_PEOPLE) for term in member]
        if are_charges(words):
            member = [term.without(*_PEOPLE) for term in member]
        if _is_charged_beside_waivers(self._members, words):
            member = [term._replace(features=(*term.features, _FEE)) for term in member]
        if any(map(_is_case, words)):
            start = _behind_the_cause(self._text, words, where)
            member = [*about, *(_as_what_cases_are_about(term) for term in member if term.start >= start)]
            object_ = next(term.value("obj") for term in words if _is_case(term))
            if self._are_anybody(words, f"{object_}.total"):
                member = [term.without(*_PEOPLE) for term in member]
        elif any(term.value("obj") in _COMPLAINTS for term in words):
            member = [*about, *member]
        if _is_corrected_beside_a_lost_case(self._members, words, self._passage):
            member = [term._replace(features=(*term.features, _OF_REVIEW)) for term in member]
        return start, member

    def _subject_of(self, words: Sequence[Term]) -> Sequence[Term]:
        """The terms in front of the negation, as far as they say what a member is of."""
        if are_charges(words):
            return [term.only("open") for term in self._subject if term.value("open")]
        if any(term.value("obj") == "application" for term in words) and self._are_anybody(words, RECEIVED):
            return [term.without(*_PEOPLE) for term in self._subject]
        return self._subject

    def _are_anybody(self, words: Sequence[Term], total: str) -> bool:
        """Whether 公民 or 申请人 stands for all who might have applied or sued: none was counted before."""
        people = {one for term in (*words, *self._subject) for one in term.features if one[0] in _PEOPLE}
        return people in ({_CITIZENS}, {_APPLICANTS}) and self._passage.totals.of(total) is None


def says_more(text: str, terms: Sequence[Term], span: Span, clause: Span) -> bool:
    """Whether words are not known that stand behind all that is known of what is denied (个人隐私泄露等事件).

    In front of that they tell who applied, or how (未收到纳税人提出的申请).

    Args:
        text: The sentence.
        terms: The terms of the clause.
        span: Where the words stand.
        clause: What stands behind the negation.
    """
    begins = span.start
    about = _ABOUT_WHAT.search(text, clause.start, clause.end)
    if about is not None and about.start() < span.end:
        begins = max(begins, about.end())
    told = [term.end for term in terms if term.features and begins <= term.start and term.end <= span.end]
    begins = max([begins, *told[-1:], *(term.end for term in terms if term.start < begins < term.end)])
    return Phrase(text, begins, span.end, terms).unknown != ""


def are_charges(words: Sequence[Term]) -> bool:
    """Whether a member names fees or waivers."""
    return any(term.value("obj") in _CHARGES for term in words)


def _are_of_something_else(text: str, terms: Sequence[Term], span: Span) -> bool:
    """Whether words that are not known tell what gave rise to cases, and none of them is about disclosure.

    因土地征收引发的行政复议, 与公共资源交易有关的行政复议.
    """
    cause = _GAVE_RISE.search(text, span.start, span.end)
    if cause is None or _THAT.fullmatch(cause[0]) is not None:
        return False
    told = [term for term in terms if cause.start() <= term.start and term.end <= cause.end()]
    said = features_of(told)
    is_of_disclosure = ("open", "yes") in said or not said.isdisjoint(_MAY_GIVE_RISE)
    is_elsewhere = any(("obj", value) in said for value in _OTHER_WORK)
    return not is_of_disclosure and (is_elsewhere or Phrase(text, cause.start(), cause.end(), told).unknown != "")


def _behind_the_cause(text: str, terms: Sequence[Term], span: Span) -> int:
    """Where words go on behind an answer that gave rise to a case (因答复不当引起的行政复议); else where they begin."""
    cause = CAUSE.search(text, span.start, span.end)
    if cause is None or not any(term.value("act") == "answered" for term in terms if term.end <= cause.end()):
        return span.start
    return next(term.start for term in terms if _is_case(term))


def _as_what_cases_are_about(term: Term) -> Term:
    return term._replace(features=tuple(one for one in term.features if one not in _ABOUT_DISCLOSURE))


def _each_verb_with_each_document(
    members: Sequence[tuple[list[Term], Span]],
) -> Sequence[tuple[list[Term], Span]]:
    """Verbs in a row are said of all documents beside them (未制发或废止规章、规范性文件; 无规章、规范性文件废止)."""
    terms = [(term, where) for member, where in members for term in member if term.features]
    verbs = [term for term, _ in terms if term.value("act")]
    documents = [(term, where) for term, where in terms if term.value("obj") in _DOCUMENTS]
    are_documents = [term.value("obj") in _DOCUMENTS for term, _ in terms]
    is_only_these = len(verbs) + len(documents) == len(terms)
    if len(members) < 2 or not is_only_these or sorted(are_documents) not in (are_documents, are_documents[::-1]):
        return members
    ends = [term.end for term, _ in terms]
    words = [
        (one, Span(max([where.start, *(end for end in ends if end <= one.start)]), one.end)) for one, where in documents
    ]
    return [([verb, one], span) for verb in verbs for one, span in words] or members


def _as_what_is_asked_for(term: Term) -> Term:
    """In front of applications, what was disclosed is what they ask for (主动公开以外的政府信息的申请)."""
    return term.only(
        *(slot for slot, value in term.features if (slot, value) != ("act", "disclose") and slot != "strong")
    )


def _is_charged_beside_waivers(members: Sequence[tuple[list[Term], Span]], member: Sequence[Term]) -> bool:
    """Whether 收费 is said beside 减免, which tells what was charged for (不存在收费及减免情况)."""
    said = {feature for term in member for feature in term.features}
    return said == {_CHARGED} and any(term.value("obj") == "waiver" for words, _ in members for term in words)


def _verdict_of_all(members: Sequence[tuple[list[Term], Span]], member: Sequence[Term]) -> list[Term]:
    """The verdict that the last member of a coordination has, for one without (未发生行政复议或行政诉讼败诉)."""
    if any(term.value("verdict") for term in member):
        return []
    if not any(term.value("obj") in CASE_OBJECTS for term in member):
        return []
    return [term.only("verdict") for term in members[-1][0] if term.value("verdict")]


def _is_corrected_beside_a_lost_case(
    members: Sequence[tuple[list[Term], Span]], member: Sequence[Term], passage: Passage
) -> bool:
    """Whether 纠错 is said of reconsiderations, as lawsuits are said to be lost beside it (未发生被纠错、败诉情况)."""
    said = {feature for term in member for feature in term.features}
    others = {feature for words, _ in members for term in words for feature in term.features}
    has_both = any(one.code == f"{_OF_REVIEW[1]}.total" for one in passage.lately)
    return said == {_CORRECTED} and others == {_CORRECTED, _OF_LITIGATION} and has_both


def _is_case(term: Term) -> bool:
    return term.value("obj") in CASE_OBJECTS


def _whatever_the_way(terms: Sequence[Term]) -> Sequence[Term]:
    """Ways that are named in front of applications are all of them (没有通过电话、来信等方式提出的申请)."""
    last = max((index for index, term in enumerate(terms) if term.value("channel")), default=-1)
    behind = terms[last + 1 :]
    stands_for_all = any(
        "rest" in (term.value("channel"), term.value("medium")) for term in [*terms[:1], *terms[last:]]
    )
    are_examples = last >= 0 and (stands_for_all or any(term.text == AND_OTHERS for term in behind))
    if not are_examples or not any(term.value("obj") == "application" for term in behind):
        return terms
    return [term.without("channel") for term in terms]


def _came_in_some_way(passage: Passage) -> bool:
    """Whether applications of some way were counted just before, so that only other ways can be denied."""
    near = (one for one in passage.found[-LONGEST_LIST:] if one.year == passage.year and not one.label)
    return any(one.code.startswith(WAYS_IN) and one.code != RECEIVED and one.quantity.value > 0 for one in near)


def _members(text: str, terms: Sequence[Term], span: Span) -> list[tuple[list[Term], Span]]:
    """The terms of each member of a coordination (行政复议、行政诉讼), with where it stands."""
    groups: list[tuple[list[Term], int, int]] = []
    current: list[Term] = []
    begin = previous = span.start
    for term in terms:
        joiner = _JOINERS.search(text, previous, term.start)
        is_joiner = not term.features and _JOINERS.fullmatch(term.text) is not None
        says_what = any(
            slot not in _SAYS_WHO and (slot, value) not in TAKEN_IN for one in current for slot, value in one.features
        )
        adjoins = term.start == previous and _is_case(term) and any(map(_is_case, current))  # 行政复议诉讼
        if says_what and (joiner or is_joiner or adjoins):
            groups.append((current, begin, joiner.start() if joiner else term.start))
            current, begin = [], joiner.end() if joiner else term.end
        current.append(term)
        previous = term.end
    groups.append((current, begin, span.end))
    return [(group, Span(start, end)) for group, start, end in groups if any(term.features for term in group)]
