"""Clauses that hold no number and still tell one: that there was none of something, or what all of something was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Span
from parsers.prose.clauses.denials import denied
from parsers.prose.clauses.taken_up import taken_up_before
from parsers.prose.clauses.universals import verdicts
from parsers.prose.context.found import Found
from parsers.prose.context.scopes import those_above
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.wholes import last_to_make_up
from parsers.prose.parts.whose import is_of_a_body
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.said_of_all import (
    says_it_was_duly_done,
    says_they_are_pending,
    says_what_they_were,
    says_why_it_was,
)
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.words.codes import (
    ANSWERED,
    CARRIED_IN,
    CASE_OBJECTS,
    CASES,
    DISCLOSED,
    RECEIVED,
    WAYS_IN,
)
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Term
from parsers.prose.words.marks import PERCENT
from parsers.prose.words.years import is_change
from parsers.text.numbers import Quantity

_DONE = {("act", "answered"), ("act", "concluded"), ("act", "handled")}
_LAWSUITS = "litigation.total"
_KINDS_OF_LAWSUITS = _ALL_OF_A_KIND = ("litigation.direct.total", "litigation.after_review.total")
_STAFF = "capacity.staff."
_ANSWERS = "applications.answered."
_CHARGED = "fees.charged"
_ALL_OF_THAT = tuple(f"{those}{kind}信息" for those in ("以上", "上述") for kind in ("", "政府", "公开"))
"""Stands for all information that was counted before."""
_OF_THEM_ALL = re.compile("(?:对|以上|上述)?(?:所有|上述|以上|全部)(?:的)?(?:依申请|申请|件)")
"""How a clause begins that names all of them again."""
_TELLS_HOW = ("outcome", "reason", "channel", "verdict", "party", "way", "emp")
"""Slots of what may be true of one part alone."""
_THAN = ("比", "较", "同比", "相比", "与", "和", "同")
"""How a clause begins that compares with a number of another year."""
_BY = "由"
"""Stands in front of who has done something."""
_COMMA = "，"
_COLON = "："
_DENYING = {"negation", "pseudo", "undone"}
_ZERO = Quantity(span=Span(0, 0), value=0.0, unit="", approx=False, bound=None, printed="")


class ClauseReader:
    """Reads the clauses of one sentence that hold no number, from left to right."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sentence = draft.sentence
        self._phrases = draft.phrases
        self._passage = draft.passage
        self._denies = False

    def read(self, clause: Span, *, is_aside: bool) -> None:
        """Adds what a clause says without a number: that there was none of something, or what all of something was.

        Args:
            clause: The clause.
            is_aside: Whether it stands in brackets.
        """
        passage, phrases = self._passage, self._phrases
        clause = self._with_what_it_answers(clause)
        said = phrases.phrase(clause.start, clause.end)
        terms = said.terms
        zeros = [
            frame
            for frame in denied(phrases.plain, clause, terms, passage, goes_on=self._denies)
            if not self._is_contradicted(frame) and not self._is_charged_behind(frame, clause)
        ]
        self._denies = bool(zeros)
        if zeros and is_of_a_body(self._draft, clause.start):
            return
        for frame in zeros:
            passage.add(
                Found(
                    sentence=self._sentence,
                    code=frame.code,
                    applicant_type=frame.applicant_type,
                    year=passage.year,
                    quantity=_ZERO,
                    start=clause.start,
                    end=clause.end,
                    stated_zero=True,
                    terms=tuple(term for term in terms if term.features or term.modifier),
                    frame=frame,
                )
            )
        if zeros or said.refers_back or "some" in said.modifiers:  # 在已答复的申请中 says of none that it was answered
            return
        if self._was_done_above(clause):
            return
        taken_up = taken_up_before(self._draft, clause)
        last = taken_up or self._all_that_was_counted(clause, said)
        if last is None:
            return
        is_single = is_aside or (last.quantity.value == 1 and not self._is_of_other_staff(last, clause))
        is_next = not self._sentence.holds_number(last.quantity.span.end, clause.start)
        has_shape = (
            says_it_was_duly_done(said)
            or says_what_they_were(said)
            or (is_next and ((last.code in CASES and says_they_are_pending(said)) or says_why_it_was(said)))
        )
        is_of_all = has_shape and last.sentence is self._sentence
        known = not said.unknown
        for frame in verdicts(terms, last, passage, is_single=is_single, is_of_all=is_of_all, is_known=known):
            for one in [last] if taken_up else self._together_with(last, terms):
                code = _alike(frame.code, one.code)
                passage.add(
                    self._said_here(one, clause)._replace(
                        code=code,
                        applicant_type=frame.applicant_type,
                        start=clause.start,
                        end=clause.end,
                        implied=True,
                        terms=tuple(term for term in terms if term.features),
                        frame=frame,
                    )
                )

    def _with_what_it_answers(self, clause: Span) -> Span:
        """A clause that only says none, with the words in front of its colon, or with the clause that it answers.

        收费和减免情况：无; 因信息公开引起的复议和诉讼，我局都没有.
        """
        sentence = self._sentence
        if self._only_denies(clause):
            start = sentence.clause_start(clause.start - 1)
            answered = self._phrases.phrase(start, clause.start - 1)
            is_a_noun = bool(answered.slots) and answered.modifiers.isdisjoint((*_DENYING, "universal", "already"))
            return Span(start, clause.end) if is_a_noun else clause
        term = self._phrases.term_at(clause.start)
        is_none = term is not None and term.modifier == "negation" and term.end == clause.end
        if not is_none or sentence.text[clause.start - 1 : clause.start] != _COLON:
            return clause
        start = sentence.clause_start(clause.start - 1)
        ahead = {term.modifier for term in self._phrases.between(start, clause.start)}
        return clause if ahead & _DENYING else Span(start, clause.end)  # 未按时答复情况：无

    def _only_denies(self, clause: Span) -> bool:
        """Whether a clause behind another one says no more than that there was none, and who says so, or when."""
        said = self._phrases.phrase(clause.start, clause.end)
        last = next(reversed(said.terms), None)
        ends = last is not None and last.modifier == "negation" and last.end == clause.end
        follows = self._sentence.text[clause.start - 1 : clause.start] == _COMMA
        return ends and follows and said.slots <= {"time"} and not said.unknown

    def _is_contradicted(self, frame: Frame) -> bool:
        """Whether there was some of what a clause denies, or a part of it, so that it denies others.

        信函申请2件，未收到其他申请; 收取复印费120元，未收取其他费用; 行政复议1件，无其他行政复议.
        """
        begins = frame.code.removesuffix("total").removesuffix("other")
        told = [one for one in self._passage.lately if one.code.startswith(begins)]
        if frame.code == RECEIVED:
            # 收到申请信函2件。没有以网络、传真等形式提出的申请: the sentences before count some of a way.
            near = self._passage.found[-LONGEST_LIST:]
            told += [one for one in near if one.code.startswith(WAYS_IN) and one.code != RECEIVED]
        is_of_all = frame.applicant_type == "total"
        return is_of_all and any(one.quantity.value > 0 and one.year == self._passage.year for one in told)

    def _was_done_above(self, clause: Span) -> bool:
        """Whether a clause says that a larger body has done it, and not the one that reports (由市政府统一答复)."""
        text, above, own = self._sentence.text, those_above(self._passage.level), self._passage.own_name
        by = text.find(_BY, clause.start, clause.end)
        if above is None or by < 0 or (own and own in text[by : clause.end]):
            return False
        told = [term for term in self._phrases.between(by, clause.end) if term.features or term.modifier]
        is_a_platform = bool(told) and told[0].value("medium") is not None  # 由县政府信息公开平台答复
        return not is_a_platform and above.match(text, by + 1, clause.end) is not None

    def _is_charged_behind(self, frame: Frame, clause: Span) -> bool:
        """Whether a later clause charges something else than what was denied (未收取检索费，仅收取邮寄费35元)."""
        if frame.code != _CHARGED or not self._sentence.holds_number(clause.end, len(self._sentence.text)):
            return False
        behind = self._phrases.between(clause.end, len(self._sentence.text))
        return any(term.value("act") == "charge" for term in behind)

    def _all_that_was_counted(self, clause: Span, said: Phrase) -> Found | None:
        """The figure that a clause says something of all of; it may stand in a sentence before."""
        passage = self._passage
        is_first = not self._sentence.holds_number(0, clause.start)
        received = passage.stated(RECEIVED)
        objects = {value for slot, value in said.features if slot == "obj"}
        last = passage.last
        if last is None:
            disclosed = passage.stated(DISCLOSED)
            if disclosed is not None and said.text.startswith(_ALL_OF_THAT, said.start):
                return disclosed  # 以上信息均通过微信公众号公开
            asks = "application" in objects or (is_first and not objects and passage.theme.obj == "application")
            return received if asks else None
        if self._counts_what_is_not_named(last, clause):
            is_of_them_all = said.slots.isdisjoint(_TELLS_HOW) and self._is_parted_before(received, clause)
            return received if is_of_them_all else None
        if not self._is_said_of_all(last, received, clause, said):
            return None
        cases = {term.value("obj") for term in said.of("obj") if not term.value("verdict")}.intersection(CASE_OBJECTS)
        if len(cases) == 1:  # 复议结果为维持，诉讼尚在审理
            code = f"{cases.pop()}.total"
            return next((one for one in reversed(passage.of_this_sentence) if one.code == code), None)
        if received is not None and self._is_said_of_received(last, received, clause, said):
            return received
        if received is not None and _is_less(last, received) and ("application" in objects or last.label):
            return None  # 区本级收到19件，各部门收到5件，所有事项均已办结
        return self._all_lawsuits(last) if "universal" in said.modifiers else last

    def _is_said_of_received(self, last: Found, received: Found, clause: Span, said: Phrase) -> bool:
        """Whether a clause behind a part of what was received, or what came of it, is said of all of that."""
        if _is_share(last) or not last.quantity.value:
            return True  # 新收11件，上年结转0件，全部办结
        if said.features.isdisjoint(_DONE):
            return False
        if last.code == CARRIED_IN and received.includes_carried_in and "universal" in said.modifiers:
            return True  # 收到19件，其中上年结转3件，均已答复
        return self._adds_up(last, received, clause)

    def _all_lawsuits(self, last: Found) -> Found | None:
        """The lawsuits of a sentence, where the last figure is that of one of both kinds, which make them up; else it.

        诉讼11件，其中直接起诉7件、复议后起诉4件，均驳回 is said of all 11. Where some are missing, it is said of nobody
        knows which.
        """
        told = {one.code: one for one in self._passage.of_this_sentence if not one.implied}
        whole, kinds = told.get(_LAWSUITS), [told[code] for code in _KINDS_OF_LAWSUITS if code in told]
        if last not in kinds or whole is None or len(kinds) < len(_KINDS_OF_LAWSUITS):
            return last
        kinds.sort(key=lambda one: one.quantity.span.start)
        if self._tells_of_one_part(kinds[0], kinds[1]) or self._has_own_results(kinds[0], kinds[1]):
            return last  # 复议后起诉4件，均驳回；直接起诉5件，均未审结
        are_all = sum(one.quantity.value for one in kinds) == whole.quantity.value
        return whole if are_all else None

    def _is_said_of_all(self, last: Found, received: Found | None, clause: Span, said: Phrase) -> bool:
        """Whether parts that a sentence tells between a whole and a clause leave no doubt that it is about the whole.

        其中网络申请60件、信函25件，均已答复 is said of all 85, which they make up; 其中企业6件，均同意公开 is said of
        nobody knows which. Nor is it said of the whole where it names one of the parts, or where one had its own before
        (网络60件，均公开；信函25件，均不予公开), or behind a number of another year (收到85件，去年66件，均为信函申请).

        Args:
            last: The figure that reading goes on from.
            received: What was received; a way in, or an applicant, is a part of that.
            clause: The clause.
            said: What it says.
        """
        whole = received if _is_share(last) else last
        if whole is None or _OF_THEM_ALL.match(said.text, said.start):
            return True
        begins = whole.quantity.span.end if whole.sentence is self._sentence else 0
        told = [one for one in self._passage.lately if begins <= one.quantity.span.start < clause.start]
        told = [one for one in told if self._sentence.bracket_at(one.quantity.span.start) is None and not one.implied]
        if said.slots.isdisjoint(_TELLS_HOW) and not any(one.label for one in told):
            return True  # 其中网络申请18件，均已按时答复: all were answered in time
        if any(one.year != whole.year and not self._is_compared(one) for one in told):
            return False
        parts = [one for one in told if one.label or _is_share(one)]
        if not parts:
            return True
        if any(one.label and said.text.startswith(one.label, said.start) for one in parts):
            return False
        run = last_to_make_up(whole.quantity, parts)
        return bool(run) and not self._tells_of_one_part(run[0], run[-1])

    def _tells_of_one_part(self, first: Found, last: Found) -> bool:
        """Whether something is said between two parts of all of the one ahead."""
        between = self._phrases.between(first.quantity.span.end, last.quantity.span.start)
        return any(term.modifier == "universal" for term in between)

    def _has_own_results(self, kind: Found, other: Found) -> bool:
        """Whether a sentence counts what became of some lawsuits before it comes to the others."""
        begins, ends = kind.quantity.span.end, other.quantity.span.start
        told = (one for one in self._passage.of_this_sentence if begins <= one.quantity.span.start < ends)
        return any(one.code.startswith(kind.code.removesuffix("total")) for one in told)

    def _is_compared(self, former: Found) -> bool:
        """Whether a number of another year only tells how much more or less there is now (比去年的66件增加29%)."""
        start = former.quantity.span.start
        return self._sentence.text.startswith(_THAN, self._sentence.clause_start(start))

    def _is_of_other_staff(self, last: Found, clause: Span) -> bool:
        """Whether more than a comma parts one member of staff from a clause (专设1人，各分局……，并安排兼职人员)."""
        is_staff, ends = last.code.startswith(_STAFF), self._sentence.clause_end(last.quantity.span.end)
        return is_staff and self._sentence.text[ends : clause.start] != _COMMA

    def _adds_up(self, last: Found, received: Found, clause: Span) -> bool:
        """Whether the answers that a sentence counts are all there are (予以公开9件，不掌握6件，均办结).

        So they are where its numbers are parts and make up all of them, whatever some of the parts are called.
        """
        if not last.code.startswith(_ANSWERS) or last.code == ANSWERED:
            return False
        answers = [one for one in self._passage.of_this_sentence if one.code.startswith(_ANSWERS) and not one.implied]
        if sum(one.quantity.value for one in answers) == received.quantity.value:
            return True
        numbers = [one for one in self._sentence.quantities if one.span.end <= clause.start]
        return self._are_parts(numbers, received)

    def _counts_what_is_not_named(self, last: Found, clause: Span) -> bool:
        """Whether a number that gave no figure stands between the last figure and a clause, which is about that one.

        How much more or less there was than in another year is nothing that a clause goes on with (收到申请22件，比上年
        减少9件，均已答复).
        """
        known = {one.quantity.span for one in self._passage.lately}
        between = self._sentence.numbers_between(last.quantity.span.end, clause.start)[-LONGEST_LIST:]
        unnamed = [one for one in between if one.span not in known and one.unit != PERCENT]
        unnamed = [one for one in unnamed if not self._is_a_difference(one)]
        return bool(unnamed) and not self._are_parts(unnamed, last)

    def _is_parted_before(self, whole: Found | None, clause: Span) -> bool:
        """Whether numbers up to a clause make up a figure, whatever they are called (网络7件，协助4件，均已答复)."""
        if whole is None or whole.sentence is not self._sentence:
            return False
        between = self._sentence.numbers_between(whole.quantity.span.end, clause.start)[:LONGEST_LIST]
        numbers = [one for one in between if self._sentence.bracket_at(one.span.start) is None]
        return bool(numbers) and self._are_parts(numbers, whole)

    def _is_a_difference(self, number: Quantity) -> bool:
        """Whether the words right in front of a number say that so much was added or taken away."""
        start = number.span.start
        words = self._sentence.text[self._sentence.clause_start(start) : start]
        return is_change(words)

    def _are_parts(self, numbers: Sequence[Quantity], whole: Found) -> bool:
        """Whether numbers are called parts of a figure, and make it up (受理2件，其中土地1件、预算1件，均已答复)."""
        start = whole.quantity.span.end if whole.sentence is self._sentence else 0
        adds_up = sum(one.value for one in numbers) == whole.quantity.value
        return adds_up and self._phrases.say_part(start, numbers[0].span.start)

    def _said_here(self, found: Found, clause: Span) -> Found:
        """A figure as a clause takes it over: its words are the clause's, its number may stand elsewhere."""
        if found.sentence is self._sentence:
            return found
        number = found.quantity._replace(span=Span(clause.start, clause.start))
        return found._replace(sentence=self._sentence, quantity=number)

    def _together_with(self, last: Found, terms: Sequence[Term]) -> list[Found]:
        """The figures that 均 is about: the numbers of cases between the same two semicolons, else the last figure."""
        if last.code in CASES and any(term.modifier == "universal" for term in terms):
            begins = self._sentence.part_start(last.quantity.span.start)
            ahead = (one for one in self._passage.of_this_sentence if one.quantity.span.start >= begins)
            told = (one for one in ahead if one.code in CASES and one.year == last.year)
            both = [one for one in told if one.quantity.value]
            return both or [last]
        return [last]


def _is_less(last: Found, received: Found) -> bool:
    """Whether a number of applications is not all of them."""
    return last.key == received.key and last.quantity.value < received.quantity.value


def _is_share(last: Found) -> bool:
    """Whether a figure counts the applications that came in one way, or from one kind of applicant."""
    if not last.code.startswith(WAYS_IN):
        return False
    return last.code != RECEIVED or last.applicant_type != "total"


def _alike(code: str, of: str) -> str:
    """The code that says of one kind of cases what another says of another (litigation.upheld of review.total)."""
    family = of.removesuffix(".total")
    if of not in CASES or (code in _ALL_OF_A_KIND and code.startswith(f"{family}.")):
        return code  # 行政诉讼5件，均为直接起诉
    return f"{family}.{code.rpartition('.')[2]}"
