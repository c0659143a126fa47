"""What a clause says that there was none of (没有收到申请, 行政诉讼零发生)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from knowledge.self_references import of_itself
from parsers.model import Span
from parsers.prose.clauses.denied_together import Together, are_charges, says_more
from parsers.prose.context.passage import Passage
from parsers.prose.sentences.subjects import is_of_a_body
from parsers.prose.sentences.telling import TAKEN_IN
from parsers.prose.words.codes import DISCLOSED, RECEIVED, WAYS_IN
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Term, entries, features_of
from parsers.prose.words.shares import part_name
from parsers.prose.words.years import year_of

_WANTED = re.compile(r"要做到|确保(?!了)|力争|争取|防止|避免")
_EVERYONE = re.compile(f"[各全均都]|所有|本级|{of_itself()}")
_THE_OTHERS = re.compile("其[余他它](?:各|的)?[^，。；]{0,6}?(?:部门|单位|乡镇|街道|县区|区县|机关|局)")
"""How words begin for those that are left when some bodies have been told of (其余部门收到申请为零)."""
_OF_A_TIER = re.compile("(?:各|所有|全部)?(?:乡镇街道|乡镇|镇街|街道|县区|区县|[市县区]直部门)(?![和及、与以]|街道)")
_CASES = re.compile(r"(?:情况|情形|案件|事件|问题|行为)(?:的)?(?:发生|出现)?$")
_NO_OTHER_CASE = re.compile("其[他它](?:任何)?(?:行政)?(?:复议|诉讼)")
_NOT_FOUND = "未发现"
_A_POWER = re.compile("(?:职责|职权|权限|权力)(?:范围)?$")
"""End of a clause that denies that a body may do something, and not that it did (没有制定规章的权限)."""
_A_BREACH = re.compile(
    "(?:任何)?(?:出现|发生|存在|有)?(?:权限|权力|职权|资格|超越|越权|违规|违反|违法|擅自|不[宜应能便当])"
)
"""Behind a negation, denies that something may be done, was done so, or is unfit (没有违规制定规章的情形)."""
_SUCH = "此类"
"""Says again of what the clause before has denied (未收到申请，故无办理此类信息公开)."""
_TO_DATE = re.compile("至今|[及和、与]?历年(?:以?来|累计)?")
"""Of what there was none up to now, or in all years, there was none in this one."""
_BARE = ("无", "没有", "没", "未有")
_DONE_WITH = ("handled", "answered", "concluded", "processed")
_CHARGES_NOTHING = ("不收费", "不收取")
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
        return _frames(Together(text, terms, clause, passage)) if told else []
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
    if negation.text in _CHARGES_NOTHING and not are_charges(terms):
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
        found = _frames(Together(text, behind, Span(negation.end, clause.end), passage, who, terms), negation.text)
        asks = passage.theme.obj == "application" or any(term.value("obj") == "application" for term in terms)
        is_of_information = any(term.value("obj") == "information" for term in ahead)  # 公开的信息没有涉及国家秘密的
        if any(term.modifier == "through" and term.start >= negation.end for term in terms):
            found = [frame for frame in found if frame.code != DISCLOSED]  # 未通过其他渠道发布政府信息
        if goes_on and not any(map(_names_an_application, behind)):
            found = [frame for frame in found if not frame.code.startswith(_AFTER_THEY_CAME_IN)]  # 故不存在公开内容
        may_be_refused = asks and not is_of_information
        return [frame for frame in found if may_be_refused or not frame.code.startswith(_REASONS)]
    behind_it = Span(negation.end, clause.end)
    if says_more(text, terms, behind_it, behind_it):
        return []  # 实行零报告制度
    return _frames(Together(text, ahead, Span(clause.start, negation.start), passage))


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
    return any(not TAKEN_IN.isdisjoint(features) for features, _ in ends)


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


def _frames(together: Together, denial: str = "") -> list[Frame]:
    """What the members of a coordination name; what is a whole of another one found is left out.

    Args:
        together: What is denied.
        denial: The negation, if it stands in front of that.
    """
    never = (*_NEVER_DENIED, *_AFTER_THEY_CAME_IN) if _denies_taking_in(denial) else _NEVER_DENIED
    found = [frame for frame in together.frames() if not frame.code.startswith(never)]
    said = features_of(together.terms)
    names_a_way = ("obj", "application") in said or any(slot == "channel" for slot, _ in said)
    tells_a_way = names_a_way or _denies_taking_in(denial)
    if not tells_a_way or any(frame.code == RECEIVED for frame in found):
        # 没有自建网站 is about no way in; 未收到申请、信函、来电: none came in, in whatever way.
        found = [frame for frame in found if frame.code == RECEIVED or not frame.code.startswith(WAYS_IN)]
    return [one for one in found if not any(other.code.startswith(_whole(one)) for other in found if other != one)]


def _names_an_application(term: Term) -> bool:
    return term.value("obj") == "application" or term.value("act") == "answered"


def _whole(frame: Frame) -> str:
    """The beginning of the codes of its parts."""
    return frame.code.removesuffix("total") if frame.code.endswith(".total") else frame.code + "."
