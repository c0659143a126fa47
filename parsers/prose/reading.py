"""Reads the figures that running text states: paragraph by paragraph, sentence by sentence, from left to right.

What a number counts is told by the words around it (`naming`), joined with what the passage has established
(`passage`). Clauses without a number can say that there was none of something, or what all of it was (`clauses`).
A number that nothing names with certainty gives no figure; it is kept as unread, with the reason.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Lump, Narrative, ReportText, Section, Span
from parsers.prose.account import Left, Place, account, place
from parsers.prose.candidates import name_number
from parsers.prose.categories import SHORTEST_NAME, may_be_named, name_sorts, share
from parsers.prose.claims import Claim
from parsers.prose.clauses import ClauseReader
from parsers.prose.codes import CASES, DISCLOSED, NAMES_CASES, RECEIVED, WEBSITE
from parsers.prose.found import Found
from parsers.prose.frames import Frame, frame_of, of_another_year
from parsers.prose.lexicon import Term, as_terms, features_of, find_words
from parsers.prose.lists import Listing, listings
from parsers.prose.naming import Named, name
from parsers.prose.objections import NOT_PUBLISHED, objection
from parsers.prose.passage import Passage, State
from parsers.prose.phrase import Phrase
from parsers.prose.phrases import Phrases
from parsers.prose.reporter import Reporter
from parsers.prose.sentences import NEAR, Sentence, sentences
from parsers.prose.shares import part_name, parts
from parsers.prose.telling import TAKEN_IN
from parsers.prose.terms import SAYS_WITHOUT_A_NUMBER, may_say_without_a_number, terms_of, that_tell
from parsers.prose.tree import Tree
from parsers.prose.universals import verdicts
from parsers.prose.wholes import IN_ALL, is_new, is_sum, part_of_a_total, total_of, whole_of
from parsers.prose.years import is_decrease, said_year, says_more_than_a_year, year_of, years_in_turn
from parsers.text.numbers import Quantity
from parsers.text.sections import section_at

_OF_THEIR_OWN_YEAR = re.compile(r"applications\.carried|admin\..*\.items_|documents\..*\.(?:in_force|public_stock)")
"""Codes whose words name another year although the figure is one of this year (上年结转, 上一年项目数量)."""
_PRECISELY = re.compile(r"(?:实际|总数|共)?(?:达到?|为)")
_OF_THE_YEAR = re.compile(
    r"(?:其中)?(?:，)?(?:本年度?|当年|今年|全年|年内|20\d{2}年度?)(?:的)?(?:为|是|达到?|有|新增|共|公开|发布|收到)*"
)
_FROM = re.compile(r"(?:由|从)(?:上一?年度?|去年|\d{4}年度?)(?:底|末)?的?$")
_ITSELF = re.compile(r"(?:\d{4}年度?)?(?:我|本)[省市县区州盟旗镇乡街局厅委办单机部]|全[镇乡局系]|全街道")
_WHOLE = re.compile(r"全(?:[省市县区州盟旗镇乡]|自治[区州县]|街道)")
"""What stands beside its parts in a list (全市、市本级分别收到)."""
_APPLICATIONS = "applications."
_FORMS_COUNT_APPLICATIONS = 2019
"""Since then the forms count the applications of the year, and 累计 in the text beside them, too."""
_SO_FAR = "累计"
_NEW = "新增"
_PLATFORM = "平台"
"""End of the name of what may hold the website and other media."""
_TO_DATE = re.compile("截[至止]")
_NOT_OF_A_YEAR = "a change, a rate, a plan, or a sum over other times than the year"
_NOT_TOLD_APART = "a name of a list that does not tell it from the others"
_DONE = ("handled", "concluded", "answered")
_GROSS = (RECEIVED, "applications.answered.total", "applications.concluded.total")
"""What may include applications that were carried in."""
_ON_REQUEST = {("obj", "application"), ("outcome", "denied")}
"""What information may be besides disclosed on one's own initiative (依申请公开41条，不予公开125条)."""
_Event = tuple[int, str, int]


def read_prose(
    text: ReportText,
    sections: Sequence[Section],
    year: int,
    level: str,
    scope: str = "citywide",
    in_tables: Sequence[Figure] = (),
    reporter: Reporter | None = None,
    *,
    traced: bool = False,
) -> Narrative:
    """Reads the figures that the paragraphs of a report state.

    Args:
        text: The report.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        scope: What its figures cover where nothing else is said.
        in_tables: Figures that its tables print; what only follows from other words gives way to them.
        reporter: How the text names who reports, where that is known.
        traced: Whether to say what named each figure.
    """
    passage = Passage(year, level)
    left: dict[Place, Left] = {}
    read: list[Sentence] = []
    for span in text.paragraphs:
        section = section_at(sections, span.start)
        passage.enter(section)
        if not passage.is_silent:
            for sentence in sentences(text.text, span, section.section_id if section is not None else None):
                _read_sentence(sentence, passage, left, reporter)
                read.append(sentence)
    numbers = account(read, passage.found, passage.withdrawn, passage.lumps, left)
    figures = list(_figures(passage.found, in_tables, scope))
    return Narrative(
        figures=tuple(figure for figure, _ in figures),
        lumps=tuple(passage.lumps),
        unread=numbers.unread,
        n_numbers=numbers.n_numbers,
        traces=tuple(one.trace(figure) for figure, one in figures) if traced else (),
    )


def _figures(found: Sequence[Found], in_tables: Sequence[Figure], scope: str) -> Iterator[tuple[Figure, Found]]:
    """Each figure once, with what it was made of; what only follows from others gives way to what is printed."""
    printed = {(*one.key, one.scope or scope) for one in found if not one.implied and not one.label}
    printed |= {(figure.code, figure.applicant_type, figure.year, scope) for figure in in_tables}
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.implied and (*one.key, one.scope or scope) in printed:
            continue
        figure = one.figure(scope)
        if figure is None:
            continue
        key = (*one.key, figure.value, figure.scope, figure.label)
        if key not in seen:
            seen.add(key)
            yield figure, one


def _read_sentence(sentence: Sentence, passage: Passage, left: dict[Place, Left], reporter: Reporter | None) -> None:
    """Reads a sentence; most hold no number and only tell what the text is about."""
    own_name = reporter.name if reporter else ""
    passage.begin_sentence()
    words = find_words(sentence.text)
    if not sentence.quantities and not may_say_without_a_number(words):
        passage.mention(terms_of(sentence, that_tell(words), passage.year, own_name))
        return
    phrases = Phrases(sentence, terms_of(sentence, as_terms(words), passage.year, own_name))
    if _may_state_figures(phrases):
        _SentenceReader(phrases, passage, left, reporter).read()
    else:
        passage.mention(phrases.terms)


def _may_state_figures(phrases: Phrases) -> bool:
    """Whether a sentence holds numbers, and not only what is left of a row of a table, or may say figures in words."""
    if phrases.sentence.quantities:
        return not phrases.sentence.is_row
    return not phrases.all.modifiers.isdisjoint(SAYS_WITHOUT_A_NUMBER)


class _SentenceReader:
    """Reads one sentence on the passage of its report."""

    def __init__(self, phrases: Phrases, passage: Passage, left: dict[Place, Left], reporter: Reporter | None) -> None:
        self._passage = passage
        self._phrases = phrases
        self._sentence = phrases.sentence
        self._left = left
        self._unnamed: list[tuple[str, Found]] = []
        self._verb: Term | None = None
        self._clauses = ClauseReader(phrases, passage)
        self._counts_in = False
        self._larger = reporter.larger if reporter else None
        self._is_of_others = False
        self._says_more_than_a_year = says_more_than_a_year(self._sentence.text)
        self._tree = Tree(phrases)

    def read(self) -> None:
        """Reads the numbers, the lists, the brackets and the clauses that hold no number."""
        sentence, passage = self._sentence, self._passage
        lists = {listing.indices[0]: listing for listing in listings(sentence)}
        around: list[tuple[State, Term | None]] = []
        cursor = 0
        for start, kind, detail in _events(sentence, lists):
            if cursor == 0 or "；" in sentence.text[cursor:start]:
                passage.begin_part()
                passage.is_by_attribute = self._counts_by_attribute(start)
            self._mention(cursor, start)
            cursor = max(cursor, start)
            if kind == "bracket opens":
                around.append((passage.state(), self._verb))
            elif kind == "bracket closes" and around:
                state, self._verb = around.pop()
                passage.restore(state)
                self._take_for_the_whole(start)
            elif kind in ("list", "number") and self._is_of_a_larger_body(start):
                indices = lists[detail].indices if kind == "list" else (detail,)
                for index in indices:
                    self._leave(index, "a number of a larger body", kind="no_code")
                cursor = sentence.quantities[indices[-1]].span.end
            elif kind == "list":
                self._list(lists[detail])
                cursor = sentence.quantities[lists[detail].indices[-1]].span.end
            elif kind == "number":
                self._number(detail, is_aside=bool(around))
                cursor = self._behind(sentence.quantities[detail])
            else:
                self._clauses.read(Span(start, detail), is_aside=bool(around))
                self._mention(start, detail)
                cursor = detail
        self._mention(cursor, len(sentence.text))
        name_sorts(self._unnamed, self._phrases, passage)

    def _take_for_the_whole(self, end: int) -> None:
        """Adds a number without a label that figures in the brackets behind it make up (74人（专职5人，兼职69人）)."""
        sentence, passage = self._sentence, self._passage
        bracket = next(one for one in sentence.brackets if one.end == end)
        index = next((i for i, one in enumerate(sentence.quantities) if one.span.end == bracket.start), None)
        if index is None or place(sentence, sentence.quantities[index]) not in self._left:
            return
        parts_of_it = [one for one in passage.of_this_sentence if bracket.start < one.quantity.span.start < end]
        code = whole_of(parts_of_it, sentence.quantities[index])
        frame = frame_of(code) if code else None
        if frame is not None:
            found = self._found(index, code)._replace(end=end, frame=frame)
            passage.emit(found, frame)

    def _is_of_a_larger_body(self, position: int) -> bool:
        """Whether a clause counts for a larger body, or goes on from one that does (全市2016件，其中市直部门944件)."""
        text, start = self._sentence.text, self._sentence.clause_start(position)
        if self._larger is not None and self._larger.match(text, start):
            self._is_of_others = True
        elif _ITSELF.match(text, start):
            self._is_of_others = False
        return self._is_of_others

    def _counts_by_attribute(self, position: int) -> bool:
        """Whether a part counts documents by how they may be disclosed (主动公开41件，依申请公开0件，不予公开125件)."""
        if self._passage.topic == "applications" or not self._phrases.all.features >= _ON_REQUEST:
            return False
        said = self._phrases.part_at(position).features
        is_of_information = ("obj", "information") in said and said.isdisjoint(TAKEN_IN)
        return said >= _ON_REQUEST and (("strong", "yes") in said or is_of_information)

    def _mention(self, start: int, end: int) -> None:
        if start < end:
            self._passage.mention(self._phrases.between(start, end))

    def _behind(self, quantity: Quantity) -> int:
        """Where reading goes on behind a number: behind its label, if that follows it."""
        last = self._passage.last
        return max(quantity.span.end, last.end) if last and last.quantity.span == quantity.span else quantity.span.end

    def _found(self, index: int, code: str = "", applicant_type: str = "total", year: int | None = None) -> Found:
        quantity = self._sentence.quantities[index]
        return Found(
            sentence=self._sentence,
            code=code,
            applicant_type=applicant_type,
            year=self._passage.year if year is None else year,
            quantity=quantity,
            start=self._sentence.before(index).start,
            end=quantity.span.end,
        )

    def _leave(self, index: int, reason: str, *, kind: str = "unread", unit: str = "") -> None:
        """Keeps a number that gives no figure; its measure word may stand behind the last one of a list."""
        quantity = self._sentence.quantities[index]
        self._left[place(self._sentence, quantity)] = Left(kind, quantity.unit or unit, reason)

    # Numbers.

    def _number(self, index: int, *, is_aside: bool) -> None:
        sentence, passage = self._sentence, self._passage
        quantity, before, own = sentence.quantities[index], sentence.before(index), self._phrases.own(index)
        passage.turn_back(before.text)
        named, leads = name_number(self._phrases, index, passage, self._verb)
        if not named.frames:
            self._verb = own.verb or self._verb
            if passage.former is not None and self._says_what_it_became(own):
                found, former = passage.former
                end = quantity.span.end
                passage.emit(found._replace(year=passage.year, quantity=quantity, end=end), former)
                return
        frame = named.frames[0] if named.frames else None
        year = self._year(index, frame)
        if frame is not None and index in self._tree.wholes_of_cases and frame.code in CASES:
            passage.mention(named.terms)
            self._leave(index, "only a part of it is about the disclosure of information", kind="no_code")
            return
        if year is None:
            passage.mention(own.terms)
            passage.summed = frame or passage.summed
            self._leave(index, _NOT_OF_A_YEAR, kind="look_alike")
            return
        if frame is not None:
            named = self._of_year(named, year, quantity.unit)
            frame = named.frames[0]
        whole = passage.summed or self._sum_so_far(index)
        if frame is None and whole is not None and self._is_of_the_year(index, whole):
            frame = whole
            named = Named((frame,))
        if frame is not None:
            found = self._found(index, frame.code, year=year)
            against = objection(Claim(self._phrases, self._tree, passage, index, found, named, leads))
            if against is None:
                self._labelled(index, named, year, leads=leads, is_aside=is_aside)
                return
            if against.is_elsewhere:
                passage.mention(named.terms)
            named = named._replace(
                reason=against.reason, is_elsewhere=against.is_elsewhere, is_no_part=against.is_no_part
            )
        self._unlabelled(index, year, named)

    def _year(self, index: int, frame: Frame | None) -> int | None:
        """The year that a number is about, or None where it is no figure of one year (`years.year_of`)."""
        sentence, year = self._sentence, self._passage.year
        if frame is not None and _OF_THEIR_OWN_YEAR.match(frame.code):
            return year
        end = sentence.quantities[index].span.start
        start = sentence.clause_start(end)
        if sentence.text[start - 1 : start] == "：":
            start = sentence.clause_start(start - 1)
        clause = sentence.text[max(start, end - NEAR) : end]
        if not self._says_more_than_a_year:
            return said_year(clause, sentence.before(index).text, year)
        clause = _so_far_in(year).sub("", clause)
        if frame is not None and frame.code.startswith(_APPLICATIONS) and year >= _FORMS_COUNT_APPLICATIONS:
            clause = clause.replace(_SO_FAR, "")
        near = self._phrases.phrase(max(start, end - NEAR), end)
        is_new = "of_the_year" in near.modifiers
        return year_of(
            clause,
            sentence.before(index).text,
            clause if is_new else _so_far_in(year).sub("", sentence.text[max(0, end - NEAR) : end]),
            year,
        )

    def _of_year(self, named: Named, year: int, unit: str) -> Named:
        """What words name where they are about a certain year."""
        this_year = self._passage.year
        if year == this_year:
            return named
        return named._replace(frames=tuple(of_another_year(frame, unit, this_year) for frame in named.frames))

    def _says_what_it_became(self, own: Phrase) -> bool:
        """Whether words are no more than 增加到, 减少至."""
        return bool(own.terms) and own.terms[-1].modifier == "changed_to" and not own.features

    def _sum_so_far(self, index: int) -> Frame | None:
        """What the number before is a sum of, by a number that is new this year (截至年底公开615条，今年新增94条)."""
        last, number = self._passage.last, self._sentence.quantities[index]
        if last is None or last.sentence is not self._sentence:
            return None
        if self._sentence.quantities[index - 1].span != last.quantity.span:
            return None
        is_aside = self._sentence.text[last.quantity.span.end : self._phrases.own(index).start] == "（"
        accumulates = any(
            term.modifier == "sum" for term in self._phrases.between(last.start, last.quantity.span.start)
        )
        if not is_aside and not accumulates and not _TO_DATE.search(self._sentence.text[: last.start]):
            return None
        new = any(_NEW in term.text for term in self._phrases.own(index).terms)
        new = new or (accumulates and str(self._passage.year) in self._sentence.before(index).text)
        alike = last.quantity.unit == number.unit and last.quantity.value > number.value
        return self._passage.last_frame if new and alike else None

    def _is_of_the_year(self, index: int, summed: Frame) -> bool:
        """Whether words say no more than that of a sum over years so many are of this one (2018年推送816条)."""
        if _OF_THE_YEAR.match(self._sentence.before(index).text) is None:
            return False
        own = self._phrases.own(index).features
        return self._sentence.quantities[index].unit in summed.counts and own <= summed.needs | summed.allows

    def _labelled(self, index: int, named: Named, year: int, *, leads: bool, is_aside: bool) -> None:
        """A number with the words that name it."""
        sentence, passage = self._sentence, self._passage
        frame = named.frames[0]
        found = self._found(index, frame.code, frame.applicant_type, year)
        found = found._replace(terms=named.terms, frame=frame)
        clause_end = sentence.clause_end(found.end)
        last_term = max([term.end for term in named.terms], default=0)
        if not leads or last_term > found.end:
            found = found._replace(end=max(found.end, clause_end))
        if frame.code.endswith(".items_change") and is_decrease(sentence.before(index).text):
            less = found.quantity._replace(value=-found.quantity.value)
            found = found._replace(quantity=less)
        if last_term > found.quantity.span.end:
            self._phrases.take(last_term)
        if found.code == WEBSITE and self._tree.is_member(index):
            self._take_for_a_total(found)
        found = found._replace(label=part_of_a_total(self._phrases, passage, index, found))
        if named.is_lump and found.quantity.value > 0:
            self._lump(found, named)
            return
        self._verb = next((term for term in reversed(named.terms) if term.value("act")), self._verb)
        for other in named.frames[1:]:
            beside = found._replace(code=other.code, applicant_type=other.applicant_type, frame=other)
            passage.emit(beside, other)
        if frame.code == "response.interview.leader" and ("act", "attend") not in frame.needs:
            passage.add(found._replace(code="response.interview.total"))
        if frame.code == "applications.answered.total":
            answered = self._as_answered(found, frame)
            if answered is None:
                self._leave(index, "what was handled beside what was answered")
                return
            frame = answered
            found = found._replace(code=frame.code)
        sum_of_years, new = (tells(self._phrases, passage.year, found) for tells in (is_sum, is_new))
        new = new and not any(self._says_of_the_year(one) for one in passage.of_this_sentence if one.key == found.key)
        if not passage.replaces(found, is_sum=sum_of_years, is_new=new):
            self._leave(index, "a sum over years", kind="look_alike")
            passage.summed = frame
            return
        if frame.code == "applications.carried_in" and (is_aside or self._tree.is_part(index)):
            passage.mark_gross(_GROSS)
        elif self._counts_in and frame.code in _GROSS:
            found = found._replace(includes_carried_in=True)
        if frame.code in (*_GROSS, "applications.carried_in"):
            self._counts_in = "together" in self._phrases.own(index).modifiers
        passage.emit(found, frame)
        if not frame.context:
            passage.is_elsewhere = False
        passage.is_open = passage.is_open or any(term.value("open") for term in named.terms)
        passage.former = (found, frame) if _FROM.search(sentence.before(index).text) else None
        self._complete(found, frame, leads=leads)

    def _take_for_a_total(self, of_the_website: Found) -> None:
        """What a platform published is all, where the website is a part of it (平台公开137条，其中网站公开106条)."""
        passage, disclosed = self._passage, frame_of(DISCLOSED)
        before = [*passage.of_this_sentence, *filter(None, [passage.opening if self._tree.begins_below else None])]
        whole = next((one for one in before if one.code == WEBSITE and not one.label), None)
        if whole is None or disclosed is None or passage.total(DISCLOSED) is not None:
            return
        if not any(term.text.endswith(_PLATFORM) for term in whole.terms):
            return
        if whole.quantity.value > of_the_website.quantity.value and whole.quantity.unit == of_the_website.quantity.unit:
            passage.correct(whole, whole._replace(code=DISCLOSED, frame=disclosed, scope=None), disclosed)

    def _says_of_the_year(self, found: Found) -> bool:
        """Whether words in front of a figure say that it is of the year (全年累计公开138条，今年在报刊发布50条)."""
        start = found.sentence.near_start(found.start, found.end)
        return "of_the_year" in self._phrases.phrase(start, found.quantity.span.start).modifiers

    def _as_answered(self, found: Found, frame: Frame) -> Frame | None:
        """Since 2019 all that was handled and concluded was answered; where a sentence prints several, each is its own.

        办理61件，办结54件: what was handled is not what was answered, and gives no figure. 办结54件，答复50件: both are
        printed.
        """
        passage, act = self._passage, frame.value("act")
        earlier = next((one for one in passage.of_this_sentence if one.key == found.key and not one.implied), None)
        concluded = frame_of("applications.concluded.total")
        if earlier is None or earlier.quantity.value == found.quantity.value or concluded is None:
            return frame
        before = next((value for term in earlier.terms if (value := term.value("act")) in _DONE), None)
        if act == "handled" and before is not None and before != act:
            return None
        if before == "handled":
            passage.withdraw(earlier)
        elif before == "concluded" and act == "answered":
            passage.withdraw(earlier)
            passage.add(earlier._replace(code=concluded.code))
        elif before == "answered" and act == "concluded":
            return concluded
        return frame

    def _lump(self, found: Found, named: Named) -> None:
        span = Span(self._sentence.start + found.start, self._sentence.start + found.end)
        codes = tuple(frame.code for frame in named.frames)
        self._passage.lumps.append(Lump(codes=codes, year=found.year, value=found.quantity.value, span=span))
        self._passage.mention(named.terms)

    def _complete(self, found: Found, frame: Frame, *, leads: bool) -> None:
        """43件均按时办结并答复: adds what the words behind a number say of all of it."""
        sentence, passage = self._sentence, self._passage
        start, end = found.quantity.span.end, sentence.clause_end(found.quantity.span.end)
        is_single = found.quantity.value == 1 and leads
        if not is_single and "universal" not in self._phrases.all.modifiers:
            return
        if sentence.holds_number(start, end):
            return
        terms = self._phrases.between(start, end)
        if not is_single and not any(term.modifier == "universal" for term in terms):
            return
        for other in verdicts(terms, frame, passage, is_single=is_single):
            code, applicants = other.code, other.applicant_type
            passage.add(found._replace(code=code, applicant_type=applicants, end=end, implied=True))

    # Numbers without a label of their own.

    def _unlabelled(self, index: int, year: int, named: Named) -> None:
        sentence, passage = self._sentence, self._passage
        quantity, before, after = sentence.quantities[index], sentence.before(index), sentence.after(index)
        compared = self._made_of(index - 1) or passage.last or passage.opening
        if year != passage.year and compared is not None:
            if not self._compares(index) or not self._prior(compared, self._found(index, year=year)):
                self._leave(index, "a number of another year")
            return
        passage.mention(self._phrases.own(index).terms)
        is_of_a_sum = passage.summed is not None and self._tree.is_member(index)
        if is_of_a_sum and passage.last is None and not is_new(self._phrases, passage.year, self._found(index)):
            self._leave(index, _NOT_OF_A_YEAR, kind="look_alike")
            return
        if not named.frames and _turns_away(named):
            passage.is_elsewhere = True
        found = self._found(index)
        last_term = max([term.end for term in named.terms], default=0)
        is_told = bool(named.frames) or (named.is_elsewhere and not named.is_unknown)
        if is_told and found.end < last_term <= self._phrases.after(index).end:
            self._phrases.take(last_term)
        if self._says_what_became_of_all(found):
            return
        if self._tree.is_said_again(index):
            return
        last = passage.last
        if last is not None and passage.last_frame is not None and _is_precisely(last.quantity, quantity, before.text):
            precise = last._replace(quantity=quantity, end=quantity.span.end)
            passage.correct(last, precise, passage.last_frame)
        elif self._is_total_of_what_it_follows(found, before.text):
            return
        elif not self._may_be_a_part(named) or not share(found, before.text, after.text, passage):
            words = may_be_named(found, self._noun(index), after.text)
            if words is not None and not named.is_no_part:
                self._unnamed.append((words, found))
            self._leave(
                index, named.reason, kind="no_code" if named.is_elsewhere and not named.is_unknown else "unread"
            )

    def _may_be_a_part(self, named: Named) -> bool:
        """Whether words may name who or what has a part of a total: not what no code covers, but behind other sorts.

        A sort may be called after what no code covers (规划类12条、财政资金类88条).
        """
        if named.is_no_part:
            return False
        follows_sorts = any(one.code == "disclosure.by_category" for one in self._passage.of_this_sentence[-1:])
        return follows_sorts or not named.is_elsewhere or named.is_unknown

    def _is_total_of_what_it_follows(self, found: Found, words: str) -> bool:
        """Adds a total that names nothing and is the sum of what stands before it (检索费12元、复制费8元，合计20元)."""
        passage = self._passage
        total = total_of(passage.of_this_sentence, found.quantity) if words in IN_ALL else None
        frame = frame_of(total) if total else None
        if total is None or frame is None:
            return False
        for part in passage.of_this_sentence:
            if part.code == total:
                passage.withdraw(part)
        passage.emit(found._replace(code=total, frame=frame), frame)
        return True

    def _made_of(self, index: int) -> Found | None:
        """The figure of this year that was made of a number, also the part of a total (市教育局12件，上年9件)."""
        span = self._sentence.quantities[index].span if index >= 0 else None
        year = self._passage.year
        return next(
            (one for one in self._passage.of_this_sentence if one.quantity.span == span and one.year == year), None
        )

    def _noun(self, index: int) -> str:
        """The words in front of a number, behind the verb that begins a list of sorts."""
        words, own = self._sentence.before(index).text, self._phrases.own(index)
        if index + 1 == len(self._sentence.quantities) or not self._phrases.goes_on(index + 1):
            return words
        verbs = [term for term in own.of("act") if term.value("act") in ("disclose", "post")]
        nouns = self._sentence.text[verbs[0].end : own.end] if verbs else ""
        return nouns if len(nouns) >= SHORTEST_NAME and len(verbs) == 1 and verbs[0].value("obj") is None else words

    def _compares(self, index: int) -> bool:
        """Whether the words in front of a number say no more than its year (比2016年的435条)."""
        own = self._phrases.own(index)
        return not own.features and not own.unknown

    def _prior(self, compared: Found, found: Found) -> bool:
        """Adds a figure of an earlier year that stands beside the same figure of this year."""
        unit = found.quantity.unit
        if compared.code == "disclosure.by_category":  # 2021年信息公开年报1条 is a sort of this year
            return False
        if unit == compared.quantity.unit or (not unit and codebook()[compared.code].unit != "%"):
            same = found._replace(code=compared.code, applicant_type=compared.applicant_type)
            self._passage.add(same._replace(label=compared.label))
            return True
        return False

    def _says_what_became_of_all(self, found: Found) -> bool:
        """386件全部办结: a number of applications that says what became of them."""
        if self._passage.obj != "application" or "universal" not in self._phrases.all.modifiers:
            return False
        start = found.quantity.span.end
        behind = self._phrases.phrase(start, self._sentence.clause_end(start))
        if "universal" not in behind.modifiers:
            return False
        frame = frame_of(RECEIVED)
        if frame is None or found.quantity.unit not in frame.counts:
            return False
        became = verdicts(behind.terms, frame, self._passage)
        for one in became:
            self._passage.add(found._replace(code=one.code, end=behind.end))
        return bool(became)

    # Lists.

    def _list(self, listing: Listing) -> None:
        """Numbers that take the names of a list in turn: labels, or places and hosts that share a total."""
        sentence, passage, phrases = self._sentence, self._passage, self._phrases
        quantities = [sentence.quantities[index] for index in listing.indices]
        unit = next((quantity.unit for quantity in reversed(quantities) if quantity.unit), "")
        clause = sentence.text[sentence.clause_start(listing.start) : quantities[0].span.start]
        year = year_of(clause, "", "", passage.year)
        if year is None:
            for index in listing.indices:
                self._leave(index, _NOT_OF_A_YEAR, kind="look_alike", unit=unit)
            return
        if not listing.labels:
            return
        in_turn = years_in_turn(listing.labels, passage.year)
        names = [phrases.label(span, listing.start) for span in listing.spans(sentence.text)]
        is_one_count = _is_one_count(names, in_turn=in_turn is not None)
        places = sum(part_name(label) is not None for label in listing.labels) * 2 > len(listing.labels)
        for label, index, own, own_year in zip(
            listing.labels, listing.indices, names, in_turn or [year] * len(names), strict=True
        ):
            if own_year is None:
                self._leave(index, _NOT_OF_A_YEAR, kind="look_alike", unit=unit)
                continue
            named = self._named_in(listing, label, own, unit, is_one_count=is_one_count)
            if in_turn is not None and not named.frames and not named.terms and self._goes_with_the_last(unit):
                named = Named((passage.last_frame,) if passage.last_frame else ())
            named = self._of_year(named, own_year, unit)
            quantity = sentence.quantities[index]._replace(unit=unit)
            found = self._found(index, year=own_year)
            found = found._replace(quantity=quantity, start=listing.start, end=quantities[-1].span.end)
            is_suggestion = bool(named.frames) and named.frames[0].code.startswith("proposals.")
            if is_suggestion and listing.indices[-1] not in self._tree.published:
                passage.mention(named.terms)
                self._leave(index, NOT_PUBLISHED.reason, kind="no_code", unit=unit)
                continue
            if named.frames and not named.is_lump:
                frame = named.frames[0]
                found = found._replace(
                    terms=named.terms, frame=frame, code=frame.code, applicant_type=frame.applicant_type
                )
                is_alike = is_one_count or sum(other.features == own.features for other in names) > 1
                part = part_name(_subject(own) if is_one_count else label) if frame.code in parts().spread else None
                if in_turn or not is_alike or (part is not None and _WHOLE.fullmatch(part)):
                    passage.emit(found, frame)
                elif part is not None:
                    passage.add(found._replace(label=part))
                elif own.features and listing.head:
                    passage.emit(found, frame)
                else:
                    self._leave(index, _NOT_TOLD_APART, unit=unit)
                continue
            passage.mention(own.terms)
            if passage.obj == "reading_point" and part_name(label, parts().host) is not None:
                passage.add(found._replace(code="capacity.reading_points", label=label))
            elif (places or part_name(label) is not None) and (subject := passage.shared(quantity)) is not None:
                passage.add(found._replace(code=subject, label=part_name(label) or label))
            else:
                self._leave(index, named.reason or "a name of a list that counts several things", unit=unit)

    def _goes_with_the_last(self, unit: str) -> bool:
        """Whether numbers of earlier years alone go with the figure before (11件（2016年、2017年分别为6件、8件）)."""
        last = self._passage.last
        return last is not None and last.sentence is self._sentence and last.quantity.unit == unit

    def _named_in(self, listing: Listing, label: str, own: Phrase, unit: str, *, is_one_count: bool) -> Named:
        """What a label of a list names, if need be with the words behind the list or behind its last label."""
        phrases, passage, is_last = self._phrases, self._passage, label == listing.labels[-1]
        end = self._sentence.quantities[listing.indices[0]].span.start
        named = name(own, unit, passage)
        if not named.frames:
            behind = phrases.between(own.end, end)
            tail = behind if is_last or is_one_count else [one for one in behind if one.value("act")]
            named = name(own.with_terms((*own.terms, *tail)), unit, passage)
        if not named.frames and is_last:
            named = name(phrases.phrase(listing.start, end), unit, passage)
        return named


@functools.cache
def _so_far_in(year: int) -> re.Pattern[str]:
    """What counts from the beginning of a year, which is no sum over years (今年以来; 2021年以来 of 2021)."""
    return re.compile(f"(?:今年|本年|年初|{year}年度?)以来")


def _is_one_count(names: Sequence[Phrase], *, in_turn: bool) -> bool:
    """Whether the last name of a list ends in what is counted of all (教育局、民政局公开信息, 去年和今年收到申请)."""
    *others, last = names
    return not any(other.features for other in others) and (in_turn or part_name(_subject(last)) is not None)


def _subject(name_in_list: Phrase) -> str:
    """The words of a name in front of what is known of it; all of them where nothing is known."""
    start = next((term.start for term in name_in_list.terms if term.features), name_in_list.end)
    return name_in_list.text[name_in_list.start : start]


def _turns_away(named: Named) -> bool:
    """Whether a sentence turns to what no code covers; it does not where words count other things beside."""
    said = features_of(named.terms)
    if not said.isdisjoint(NAMES_CASES):
        return True
    return named.is_elsewhere and not named.is_aside and ("obj", "other") not in said


def _is_precisely(rough: Quantity, quantity: Quantity, words: str) -> bool:
    """Whether a number says another one precisely (突破600万条，达到6,127,430条)."""
    return (
        rough.approx
        and rough.unit == quantity.unit
        and rough.value <= quantity.value
        and _PRECISELY.fullmatch(words) is not None
    )


def _events(sentence: Sentence, lists: dict[int, Listing]) -> list[_Event]:
    """What a sentence holds, in reading order: position, kind, and index of the number or end of the clause."""
    listed = {index for listing in lists.values() for index in listing.indices}
    heads = [(listing.start, sentence.quantities[index].span.start) for index, listing in lists.items()]
    events: list[tuple[int, int, str, int]] = []
    for bracket in sentence.brackets:
        events.extend([(bracket.start, 0, "bracket opens", 0), (bracket.end, 1, "bracket closes", 0)])
    events.extend(
        (start, 2, "clause", end)
        for start, end in sentence.clauses()
        if not sentence.holds_number(start, end) and not any(first <= start < last for first, last in heads)
    )
    events.extend((listing.start, 3, "list", index) for index, listing in lists.items())
    events.extend(
        (max(0, sentence.before(index).start), 3, "number", index)
        for index in range(len(sentence.quantities))
        if index not in listed
    )
    return [(position, kind, detail) for position, _, kind, detail in sorted(events)]
