"""What a clause says that there was none of (没有收到申请, 行政诉讼零发生)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from knowledge.self_references import of_itself
from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.names.naming import name
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.sentences.subjects import is_of_a_body
from parsers.prose.words.codes import CASE_OBJECTS, DISCLOSED, RECEIVED, WAYS_IN
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import AND_OTHERS, Term, entries, features_of
from parsers.prose.words.shares import part_name
from parsers.prose.words.years import CAUSE, year_of

_JOINERS = re.compile(r"、|”“|和|及|与|或|并|以及|，")
_WANTED = re.compile(r"要做到|确保(?!了)|力争|争取|防止|避免")
_EVERYONE = re.compile(f"[各全均都]|所有|本级|{of_itself()}")
_THE_OTHERS = re.compile("其[余他它](?:各|的)?[^，。；]{0,6}?(?:部门|单位|乡镇|街道|县区|区县|机关|局)")
"""How words begin for those that are left when some bodies have been told of (其余部门收到申请为零)."""
_OF_A_TIER = re.compile("(?:各|所有|全部)?(?:乡镇街道|乡镇|镇街|街道|县区|区县|[市县区]直部门)(?![和及、与以]|街道)")
_CASES = re.compile(r"(?:情况|情形|案件|事件|问题|行为)(?:的)?(?:发生|出现)?$")
_NO_CASE = "(?:(?!复议|诉讼)[^，。；])*?"
"""Words up to cases, in front of which stands what gave rise to them."""
_ABOUT_WHAT = re.compile(
    "(?:因|由于|针对|就|与)[^，。；]*?(?=引[发起]|产生|导致|而|被|有关|出现|申请行政复议|提起|被投诉|行政复议|行政诉讼)"
    "|(?:要求|申请)(?:公开|获取)[^，。；]*?(?=的?申请)"
)
"""What gave rise to something, what it was about, or what was asked for: none of it tells what is denied."""
_NO_OTHER_CASE = re.compile("其[他它](?:任何)?(?:行政)?(?:复议|诉讼)")
_OF_WHAT_HAS_TO_DO_WITH_CASES = re.compile("与[^，。；]*?(?:复议|诉讼)[^，。；]{0,6}?(?:有关|相关|关联)")
"""Says of something else that it has to do with cases (没有与诉讼相关的支出)."""
_NOT_FOUND = "未发现"
_A_POWER = re.compile("(?:职责|职权|权限|权力)(?:范围)?$")
"""End of a clause that denies that a body may do something, and not that it did (没有制定规章的权限)."""
_A_BREACH = re.compile(
    "(?:任何)?(?:出现|发生|存在|有)?(?:权限|权力|职权|资格|超越|越权|违规|违反|违法|擅自|不[宜应能便当])"
)
"""Behind a negation, denies that something may be done, was done so, or is unfit (没有违规制定规章的情形)."""
_SUCH = "此类"
"""Says again of what the clause before has denied (未收到申请，故无办理此类信息公开)."""
_GAVE_RISE = re.compile(f"(?:因|由于|由){_NO_CASE}(?=引[发起]|产生|导致)|与{_NO_CASE}(?=有关|相关)")
"""What gave rise to cases, or what they were about."""
_THAT = re.compile("(?:因|由于|由|与)[之此其]")
"""Points to what was said before, in place of what gave rise to cases (与之有关的行政诉讼)."""
_OTHER_WORK = ("elsewhere", "other", "power", "license", "penalty", "coercion")
_MAY_GIVE_RISE = {("obj", "application"), ("obj", "information"), ("act", "answered"), ("act", "disclose")}
_TO_DATE = re.compile("至今|[及和、与]?历年(?:以?来|累计)?")
"""Of what there was none up to now, or in all years, there was none in this one."""
_SAYS_WHO = ("party", "who", "public", "open", "submit")
"""Slots that do not yet say what is denied."""
_TAKING_IN = (("act", "received"), ("act", "accepted"))
"""Verbs that are said of all that follows them."""
_BARE = ("无", "没有", "没", "未有")
_DONE_WITH = ("handled", "answered", "concluded", "processed")
_SAYS_WHAT = ("obj", "act", "verdict", "outcome", "reason")
"""Slots of a member of a coordination that needs no noun of another one."""
_ABOUT_DISCLOSURE = {("obj", "application"), ("obj", "information"), ("act", "disclose"), ("attribute", "yes")}
"""What cases may be about that count (依申请公开方面的行政复议)."""
_CORRECTED = ("verdict", "corrected")
_OF_REVIEW, _OF_LITIGATION = (("obj", case) for case in CASE_OBJECTS)
_CHARGES = ("fee", "waiver", "processing_fee")
_COMPLAINTS = ("appeal", "complaint")
_CHARGES_NOTHING = ("不收费", "不收取")
_CHARGED, _FEE = ("act", "charge"), ("obj", "fee")
_WHATEVER = ("other",)
"""Slots that applications may have which were all denied (没有收到要求公开其它信息的申请)."""
_PEOPLE = ("party", "who", "public", "other")
_CITIZENS = ("party", "natural_person")
_DOCUMENTS = ("rules", "normative")
_WORDS = ("", "duly", "undone", "topic")
"""Kinds of modifiers of terms that change nothing that other words of a denial say, or are looked for among them."""
_REASONS = "applications.answered.denied."
"""Beginning of the codes of why applications were refused."""
_NEVER_DENIED = ("proposals.",)
"""Codes of which a zero is no figure: they count what was published."""
_AFTER_THEY_CAME_IN = ("applications.answered.", "applications.concluded.")
"""Codes of what happens to applications, of which nobody says that it did not come in (未收到对结果不满的反馈)."""


def denied(text: str, clause: Span, terms: Sequence[Term], passage: Passage, *, goes_on: bool) -> list[Frame]:
    """The frames of what a clause without a number denies, the most specific only.

    Args:
        text: The sentence, its numbers blanked.
        clause: The clause.
        terms: Its terms.
        passage: What the text is about.
        goes_on: Whether the clause before has denied something.
    """
    words = text[clause.start : clause.end]
    negation = next((term for term in terms if term.modifier == "negation"), None)
    if negation is None:
        told = goes_on and all(map(_is_a_word, terms)) and _CASES.search(words) is not None
        return _frames(text, terms, clause, passage) if told else []
    if any(term.modifier == "universal" and term.start == negation.end for term in terms):
        return []  # 并非均未审结, 没有全部答复: not all is not none
    if _NO_OTHER_CASE.match(text, negation.end, clause.end):
        return []  # 除上述1件外，无其他行政诉讼
    if _A_POWER.search(words) is not None or _A_BREACH.match(text, negation.end, clause.end) is not None:
        return []
    if any(term.text.endswith(_NOT_FOUND) for term in terms if term.end <= negation.start):
        return []  # 未发现应当公开而没有公开的情况
    subject = text[clause.start : negation.start]
    text = _without_further_denials(text, negation, terms)
    is_of_the_year = _is_of_the_year(words, subject, passage.year) or any(term.value("carry") for term in terms)
    if negation.text in _CHARGES_NOTHING and all(term.value("obj") not in _CHARGES for term in terms):
        return []  # 信息公开申请不收费
    if _WANTED.search(words) or _is_of_some(subject, passage) or not is_of_the_year or _SUCH in words[len(subject) :]:
        return []
    behind = _as_what_was_to_come_in(
        negation, [term for term in terms if term.start >= negation.end and _is_a_word(term)]
    )
    ahead = [term for term in terms if term.end <= negation.start and _is_a_word(term)]
    if any(term.modifier == "undone" for term in behind):
        return []  # 无一件未按时答复
    if any(term.features for term in behind):
        who = [_as_subject(term) for term in ahead if term.features]
        found = _frames(text, behind, Span(negation.end, clause.end), passage, who, negation.text, terms)
        asks = passage.theme.obj == "application" or any(term.value("obj") == "application" for term in terms)
        is_of_information = any(term.value("obj") == "information" for term in ahead)  # 公开的信息没有涉及国家秘密的
        if any(term.modifier == "through" and term.start >= negation.end for term in terms):
            found = [frame for frame in found if frame.code != DISCLOSED]  # 未通过其他渠道发布政府信息
        if goes_on and not any(map(_names_an_application, behind)):
            found = [frame for frame in found if not frame.code.startswith(_AFTER_THEY_CAME_IN)]  # 故不存在公开内容
        may_be_refused = asks and not is_of_information
        return [frame for frame in found if may_be_refused or not frame.code.startswith(_REASONS)]
    behind_it = Span(negation.end, clause.end)
    if _says_more(text, terms, behind_it, behind_it):
        return []  # 实行零报告制度
    return _frames(text, ahead, Span(clause.start, negation.start), passage)


def _says_more(text: str, terms: Sequence[Term], span: Span, clause: Span) -> bool:
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


def _is_a_word(term: Term) -> bool:
    """Whether a term stands for itself; 及时 does, or its 及 would join what stands around it."""
    return term.modifier in _WORDS


def _without_further_denials(text: str, negation: Term, terms: Sequence[Term]) -> str:
    """The sentence with blanks for words that deny again (无行政复议、无行政诉讼情况)."""
    for term in terms:
        if term.modifier == "negation" and term.start >= negation.end:
            text = text[: term.start] + " " * len(term.text) + text[term.end :]
    return text


def _as_what_was_to_come_in(negation: Term, terms: Sequence[Term]) -> Sequence[Term]:
    """Terms behind a denial that something came in; what was to be done with it is not what is denied.

    未收到要求办理信息公开的申请, 未收到和办理申请, 未收到申请办理情况, 未收到不予公开的申请: none came in.
    """
    if not any(term.value("obj") == "application" for term in terms):
        return terms
    last = max(index for index, term in enumerate(terms) if term.features)
    is_done = terms[last].value("act") in _DONE_WITH or terms[last].value("result") is not None
    if negation.text in _BARE and is_done and last:
        return [*terms[:last], terms[last].without("act", "result"), *terms[last + 1 :]]  # 无依申请公开件办理
    if not _denies_taking_in(negation.text):
        return terms
    return [
        term.only("obj") if _tells_what_became_of_it(term, is_last=index == last) else term
        for index, term in enumerate(terms)
    ]


def _tells_what_became_of_it(term: Term, *, is_last: bool) -> bool:
    """Whether a term tells what became of an application: in front of it, or, as a noun, at the end of the clause."""
    if term.value("result") is not None:
        return is_last
    return term.value("act") in _DONE_WITH or term.value("outcome") is not None


@functools.cache
def _denies_taking_in(words: str) -> bool:
    """Whether a negation ends in a verb of taking in (未收到, 没有受理)."""
    ends = (entries().get(words[start:], ((), "")) for start in range(1, len(words)))
    return any(not set(_TAKING_IN).isdisjoint(features) for features, _ in ends)


def _is_of_some(subject: str, passage: Passage) -> bool:
    """Whether only some agencies had none of something (教育局、民政局未发生; in a government's report 县教育局未收到).

    All towns or departments are only some bodies of a government, too, where not both are named (各乡镇均未收到).
    """
    if "、" in subject and part_name(subject) is not None and not _EVERYONE.search(subject):
        return True
    if _THE_OTHERS.match(subject):
        return True
    if not passage.has_parts:
        return False
    return _OF_A_TIER.match(subject) is not None or is_of_a_body(subject, passage.year)


def _is_of_the_year(words: str, subject: str, year: int) -> bool:
    so_far = _TO_DATE.sub("", words)
    return year_of(so_far, _TO_DATE.sub("", subject), so_far, year) == year


def _as_subject(term: Term) -> Term:
    """A term of the subject: what it handles and answers is not what is denied."""
    kept = (one for one in term.features if one[0] != "act" or one[1] == "disclose")
    return term._replace(features=tuple(kept))


def _frames(
    text: str,
    terms: Sequence[Term],
    span: Span,
    passage: Passage,
    subject: Sequence[Term] = (),
    denial: str = "",
    known: Sequence[Term] = (),
) -> list[Frame]:
    """What the members of a coordination name; what is a whole of another one found is left out.

    Args:
        text: The sentence.
        terms: The terms that may name something.
        span: Where they stand.
        passage: What the text is about.
        subject: Terms in front of the negation.
        denial: The negation, if they stand behind it.
        known: All terms of the clause, if they stand behind a negation.
    """
    terms = terms if _came_in_some_way(passage) else _whatever_the_way(terms)
    together = _Together(text, terms, span, passage, subject, known)
    never = (*_NEVER_DENIED, *_AFTER_THEY_CAME_IN) if _denies_taking_in(denial) else _NEVER_DENIED
    found = [frame for frame in together.frames() if not frame.code.startswith(never)]
    said = features_of(terms)
    names_a_way = ("obj", "application") in said or any(slot == "channel" for slot, _ in said)
    tells_a_way = names_a_way or _denies_taking_in(denial)
    if not tells_a_way or any(frame.code == RECEIVED for frame in found):
        # 没有自建网站 is about no way in; 未收到申请、信函、来电: none came in, in whatever way.
        found = [frame for frame in found if frame.code == RECEIVED or not frame.code.startswith(WAYS_IN)]
    return [one for one in found if not any(other.code.startswith(_whole(one)) for other in found if other != one)]


class _Together:
    """What a clause denies together (行政复议、行政诉讼; 收费及减免), each member by its own words.

    Args:
        text: The sentence.
        terms: The terms that may name something.
        span: Where they stand.
        passage: What the text is about.
        subject: Terms in front of the negation.
        known: All terms of the clause, if they stand behind a negation.
    """

    def __init__(
        self,
        text: str,
        terms: Sequence[Term],
        span: Span,
        passage: Passage,
        subject: Sequence[Term],
        known: Sequence[Term],
    ) -> None:
        self._text = text
        self._span = span
        self._passage = passage
        self._subject = subject
        self._terms = terms
        self._known = known
        self._members = _each_verb_with_each_document(_members(text, terms, span))
        self._cause = _GAVE_RISE.search(text, span.start, span.end) if any(map(_is_case, terms)) else None

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
        if self._known and _says_more(self._text, self._known, where, self._span):
            return True  # 没有自建网站, 无政务公开泄密事件: what else is said may be what is denied
        if _are_charges(words) and any(map(_is_case, self._subject)):
            return True  # 复议、诉讼均未发生费用
        is_case = any(map(_is_case, words))
        return is_case and _are_of_something_else(self._text, self._known or self._terms, self._span)

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
        about = [term.only("open") for term in self._terms if term.value("open")][:1]
        if any(term.value("obj") == "application" for term in words):
            member = [_as_what_is_asked_for(term).without(*_WHATEVER) for term in member]
            if self._are_anybody(words):
                member = [term.without("party") for term in member]
        if _are_charges(words):
            member = [term.without(*_PEOPLE) for term in member]
        if _is_charged_beside_waivers(self._members, words):
            member = [term._replace(features=(*term.features, _FEE)) for term in member]
        if any(map(_is_case, words)):
            start = _behind_the_cause(self._text, words, where)
            member = [*about, *(_as_what_cases_are_about(term) for term in member if term.start >= start)]
        elif any(term.value("obj") in _COMPLAINTS for term in words):
            member = [*about, *member]
        if _is_corrected_beside_a_lost_case(self._members, words, self._passage):
            member = [term._replace(features=(*term.features, _OF_REVIEW)) for term in member]
        return start, member

    def _subject_of(self, words: Sequence[Term]) -> Sequence[Term]:
        """The terms in front of the negation, as far as they say what a member is of."""
        if _are_charges(words):
            return [term.only("open") for term in self._subject if term.value("open")]
        if any(term.value("obj") == "application" for term in words) and self._are_anybody(words):
            return [term.without("party") for term in self._subject]
        return self._subject

    def _are_anybody(self, words: Sequence[Term]) -> bool:
        """Whether 公民 stands for all who might have applied (没有公民提出申请): none was counted before."""
        people = {one for term in (*words, *self._subject) for one in term.features if one[0] in _PEOPLE}
        return people == {_CITIZENS} and self._passage.totals.of(RECEIVED) is None


def _are_charges(words: Sequence[Term]) -> bool:
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


def _names_an_application(term: Term) -> bool:
    return term.value("obj") == "application" or term.value("act") == "answered"


def _is_case(term: Term) -> bool:
    return term.value("obj") in CASE_OBJECTS


def _whole(frame: Frame) -> str:
    """The beginning of the codes of its parts."""
    return frame.code.removesuffix("total") if frame.code.endswith(".total") else frame.code + "."


def _members(text: str, terms: Sequence[Term], span: Span) -> list[tuple[list[Term], Span]]:
    """The terms of each member of a coordination (行政复议、行政诉讼), with where it stands."""
    groups: list[tuple[list[Term], int, int]] = []
    current: list[Term] = []
    begin = previous = span.start
    for term in terms:
        joiner = _JOINERS.search(text, previous, term.start)
        is_joiner = not term.features and _JOINERS.fullmatch(term.text) is not None
        says_what = any(
            slot not in _SAYS_WHO and (slot, value) not in _TAKING_IN for one in current for slot, value in one.features
        )
        adjoins = term.start == previous and _is_case(term) and any(map(_is_case, current))  # 行政复议诉讼
        if says_what and (joiner or is_joiner or adjoins):
            groups.append((current, begin, joiner.start() if joiner else term.start))
            current, begin = [], joiner.end() if joiner else term.end
        current.append(term)
        previous = term.end
    groups.append((current, begin, span.end))
    return [(group, Span(start, end)) for group, start, end in groups if any(term.features for term in group)]
