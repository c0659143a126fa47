"""Figures of running text: a grammar over clauses, driven by the words of `parsers/data/figure_labels.toml`.

Each sentence is read from left to right. A number takes the label in front of it, or else the one behind it; numbers
in lists take theirs in turn. What a label means depends on what the text is about (its focus), which figures, mentions,
headings and brackets move. A number that nothing names with certainty gives no figure.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from parsers.figures import naming
from parsers.figures.discourse import Discourse
from parsers.figures.figure_labels import Label, is_about, parts
from parsers.figures.found import Found
from parsers.figures.lists import Listing, listings
from parsers.figures.proposals import is_published
from parsers.figures.sentences import Sentence, sentences
from parsers.figures.shares import name_behind, part_name, sort_of_information
from parsers.figures.years import is_decrease, year_of
from parsers.figures.zeros import completions, denied_objects, verdicts
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Lump, ReportText, Section, Span
from parsers.text.numbers import Quantity
from parsers.text.sections import section_at

_REFERENCE = re.compile(r"(?:申请|答复|件)?(?:中|里|当中)")
_PRECISELY = re.compile(r"(?:实际|总数|共)?(?:达到?|为)")
_OF_THE_YEAR = re.compile(
    r"(?:其中)?(?:，)?(?:本年度?|当年|今年|全年|20\d{2}年度?)(?:的)?(?:为|是|达到?|有|新增|共|公开|发布|收到)*"
)
_TO = re.compile(r"(?:增加|增长|减少|上升|提高|下降|降低|扩大|拓展|压缩|精简|归并|整合|[增升降减])[到至为]")
_ROUNDING = 0.005
"""What items that are given in 万 may miss of their total, as a share of it."""
_OTHER_SORTS = ("其他", "其它", "其他信息", "其它信息")
_IS = re.compile(r"(?:为|是|属于?)")
_REASON = re.compile(r"(?:均|都|全部)?(?:涉及|属于?|因|理由(?:是|为)|系|为)")
_RECEIVED = "applications.received.total"
_ZERO = Quantity(span=Span(0, 0), value=0.0, unit="", approx=False, bound=None, printed="")


@dataclasses.dataclass(frozen=True, slots=True)
class Narrative:
    """What the paragraphs of a report state.

    Attributes:
        figures: The figures.
        lumps: Figures of several codes at once (涉及国家秘密、商业秘密17件), which are published under none of them.
    """

    figures: tuple[Figure, ...]
    lumps: tuple[Lump, ...]


def read_narrative(
    text: ReportText,
    sections: Sequence[Section],
    year: int,
    level: str,
    scope: str = "citywide",
    in_tables: Sequence[Figure] = (),
) -> Narrative:
    """Reads the figures that the paragraphs of a report state.

    Args:
        text: The report.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        scope: What its figures cover where nothing else is said.
        in_tables: Figures that its tables print; what only follows from other words gives way to them.
    """
    discourse = Discourse(year, level)
    for span in text.paragraphs:
        discourse.enter(section_at(sections, span.start))
        if not discourse.is_silent:
            for sentence in sentences(text.text, span):
                _SentenceReader(sentence, discourse, year).read()
    return Narrative(tuple(_figures(discourse.found, in_tables, scope)), tuple(discourse.lumps))


def _figures(found: Sequence[Found], in_tables: Sequence[Figure], scope: str) -> Iterator[Figure]:
    """Each figure once; one that only follows from others gives way to one that is printed."""
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
            yield figure


class _SentenceReader:
    """Reads one sentence on the discourse of its report."""

    def __init__(self, sentence: Sentence, discourse: Discourse, year: int) -> None:
        self._sentence = sentence
        self._discourse = discourse
        self._year = year
        self._unnamed: list[tuple[str, Found]] = []

    def read(self) -> None:
        """Reads the numbers, the lists, the brackets and the clauses that hold no number, from left to right."""
        sentence, discourse = self._sentence, self._discourse
        discourse.begin_sentence()
        if sentence.is_row:
            discourse.mention(sentence.text)
            return
        lists = {listing.indices[0]: listing for listing in listings(sentence)}
        around: list[tuple[str, Found | None]] = []
        cursor = 0
        for start, kind, detail in _events(sentence, lists):
            discourse.mention(sentence.text[cursor:start])
            cursor = max(cursor, start)
            if kind == "bracket opens":
                around.append((discourse.focus, discourse.last))
            elif kind == "bracket closes" and around:
                discourse.focus, discourse.last = around.pop()
            elif kind == "list":
                self._list(lists[detail])
                cursor = sentence.quantities[lists[detail].indices[-1]].span.end
            elif kind == "number":
                self._number(detail)
                cursor = self._behind(sentence.quantities[detail])
            elif kind == "clause":
                self._clause(Span(start, detail), is_aside=bool(around))
                discourse.mention(sentence.text[start:detail])
                cursor = detail
        discourse.mention(sentence.text[cursor:])
        self._name_sorts()

    def _behind(self, quantity: Quantity) -> int:
        """Where reading goes on behind a number: behind its label, if that follows it."""
        last = self._discourse.last
        return max(quantity.span.end, last.end) if last and last.quantity.span == quantity.span else quantity.span.end

    def _words(self, index: int) -> str:
        """A number's clause up to it, as printed."""
        return self._sentence.text[self._sentence.before(index).start : self._sentence.quantities[index].span.start]

    def _found(self, index: int, code: str = "", applicant_type: str = "total", year: int | None = None) -> Found:
        quantity = self._sentence.quantities[index]
        return Found(
            sentence=self._sentence,
            code=code,
            applicant_type=applicant_type,
            year=self._year if year is None else year,
            quantity=quantity,
            start=self._sentence.before(index).start,
            end=quantity.span.end,
        )

    # Numbers.

    def _number(self, index: int) -> None:
        sentence, discourse = self._sentence, self._discourse
        quantity, before = sentence.quantities[index], sentence.before(index)
        discourse.turn_back(before.text)
        label = leading = naming.in_front(sentence, index, discourse.context)
        if label is None:
            label = naming.behind(sentence, index, discourse.context)
        if label is None and discourse.former is not None and _TO.fullmatch(before.text):
            found = dataclasses.replace(discourse.former, year=self._year, quantity=quantity, end=quantity.span.end)
            discourse.emit(found)
            return
        year = naming.year(sentence, index, label, self._year)
        if year is None:
            discourse.mention(self._words(index))
            if label is not None:
                discourse.focus, discourse.summed = label.code, label
            return
        if label is None and discourse.summed is not None and _OF_THE_YEAR.fullmatch(before.text):
            label = discourse.summed if quantity.unit in discourse.summed.units else None
        if label is not None and label.code.startswith("proposals.") and not is_published(sentence, index):
            discourse.focus = label.code
        elif label is None or self._is_share_of_last(label, index):
            self._unlabelled(index, year)
        else:
            self._labelled(index, label, year, leads=leading is not None)

    def _labelled(self, index: int, label: Label, year: int, *, leads: bool) -> None:
        """A number with its label, which leads to it or follows it."""
        sentence, discourse = self._sentence, self._discourse
        before, after = sentence.before(index), sentence.after(index)
        found = self._found(index, label.code, label.applicant_type, year)
        clause_end = sentence.clause_end(found.end)
        if not leads:
            found = dataclasses.replace(found, end=max(found.end, clause_end))
        if label.code.endswith(".items_change") and is_decrease(before.text):
            found = dataclasses.replace(
                found, quantity=dataclasses.replace(found.quantity, value=-found.quantity.value)
            )
        others = naming.coordinated(sentence, index, label, discourse.context) if leads else []
        if others and found.quantity.value > 0:
            span = Span(sentence.start + found.start, sentence.start + found.end)
            discourse.lumps.append(Lump(codes=(*others, label.code), year=year, value=found.quantity.value, span=span))
            discourse.focus = label.code
            return
        for code in others:
            discourse.add(dataclasses.replace(found, code=code))
        discourse.remember(before.text)
        discourse.emit(found)
        discourse.former = found if naming.is_former(sentence, index) else None
        alone = not any(found.end <= other.span.start < clause_end for other in sentence.quantities)
        if leads and not self._completed(found, after.text) and alone:
            single = found.quantity.value == 1
            for code in verdicts(after.text, found.code, discourse.context, single=single):
                discourse.add(dataclasses.replace(found, code=code, end=clause_end, implied=True))

    def _is_share_of_last(self, label: Label, index: int) -> bool:
        """Whether a label is only who has a part of the figure before it (解读稿件300篇，其中门户网站183篇)."""
        quantity, words = self._sentence.quantities[index], self._sentence.before(index).text
        if label.code == "applications.accepted" and self._discourse.shared(quantity) == "applications.received.total":
            return part_name(words) is not None
        last = self._discourse.last
        return (
            last is not None
            and last.code in parts().spread
            and last.quantity.unit == quantity.unit != ""
            and last.quantity.value > quantity.value
            and label.code.split(".")[0] != last.code.split(".")[0]
            and part_name(words) is not None
        )

    # Numbers without a label of their own.

    def _unlabelled(self, index: int, year: int) -> None:
        sentence, discourse = self._sentence, self._discourse
        quantity, before, after = sentence.quantities[index], sentence.before(index), sentence.after(index)
        compared = discourse.last or discourse.opening
        if year != self._year and compared is not None:
            self._prior(compared, self._found(index, year=year))
            return
        discourse.mention(self._words(index))
        found = self._found(index)
        if self._completed(found, after.text) or _REFERENCE.match(after.text):
            return
        if discourse.last is not None and _is_precisely(discourse.last.quantity, quantity, before.text):
            discourse.correct(dataclasses.replace(discourse.last, quantity=quantity, end=quantity.span.end))
        else:
            self._share(found, self._whose(index), after.text)

    def _whose(self, index: int) -> str:
        """The words that may name who has a part; those of the clause before, where nothing is said in between."""
        sentence, before = self._sentence, self._sentence.before(index)
        end = sentence.clause_start(sentence.quantities[index].span.start)
        if not before.text and sentence.text[end - 1 : end] != "：":
            return ""
        if not parts().filler.fullmatch(before.text):
            return before.text
        start = sentence.clause_start(max(0, end - 1))
        if any(start <= other.span.start < end for other in sentence.quantities):
            return before.text
        return sentence.words(start, end).text or before.text

    def _prior(self, compared: Found, found: Found) -> None:
        """A figure of an earlier year that stands beside the same figure of this year."""
        unit = found.quantity.unit
        if unit == compared.quantity.unit or (not unit and codebook()[compared.code].unit != "%"):
            same = dataclasses.replace(found, code=compared.code, applicant_type=compared.applicant_type)
            self._discourse.add(dataclasses.replace(same, label=compared.label))

    def _completed(self, found: Found, after: str) -> bool:
        """386件全部办结; 43件均按时办结并答复."""
        codes = completions(after, self._year) if is_about(self._discourse.focus, ("applications",)) else []
        end = self._sentence.clause_end(found.quantity.span.end)
        for code in codes:
            self._discourse.add(dataclasses.replace(found, code=code, applicant_type="total", end=end, implied=True))
        return bool(codes)

    def _share(self, found: Found, before: str, after: str) -> None:
        """A part of the total that was given last: of a place or agency, of a host, or of a sort of information."""
        discourse, unit = self._discourse, found.quantity.unit
        subject = discourse.shared(found.quantity, self._sentence.text)
        host = part_name(before, parts().host)
        agency = part_name(before) or name_behind(after)
        sort = sort_of_information(before) or (sort_of_information(after) if not before else None)
        last = discourse.last.code if discourse.last else ""
        if last == "capacity.reading_points" == subject and host is not None and unit in ("个", "处", "家"):
            discourse.emit(dataclasses.replace(found, code=last, label=host))
        elif subject is not None and agency:
            discourse.add(dataclasses.replace(found, code=subject, label=agency))
        elif unit not in ("条", "件", "条次"):
            return
        elif before and is_about(discourse.focus, ("disclosure.by_category",)):
            discourse.add(dataclasses.replace(found, code="disclosure.by_category", label=sort or before))
        elif before in _OTHER_SORTS and discourse.found and discourse.found[-1].code == "disclosure.by_category":
            discourse.add(dataclasses.replace(found, code="disclosure.by_category", label=before))
        elif sort is not None and discourse.is_on_disclosure():
            discourse.add(dataclasses.replace(found, code="disclosure.by_category", label=sort))
        elif before or _IS.match(after):
            self._unnamed.append((before or _IS.sub("", after), found))

    def _name_sorts(self) -> None:
        """Unknown items of a sentence are sorts of information if they add up to the total stated before."""
        total, items = self._discourse.total("disclosure.total"), self._unnamed
        if total is None or len(items) < 2:
            return
        rounded = any("万" in one.quantity.printed for _, one in items)
        slack = _ROUNDING * total.value if rounded else 0.5
        if abs(sum(one.quantity.value for _, one in items) - total.value) > slack:
            return
        for name, found in items:
            self._discourse.add(dataclasses.replace(found, code="disclosure.by_category", label=name))

    # Lists.

    def _list(self, listing: Listing) -> None:
        """Numbers that take the names of a list in turn: labels, or places and hosts that share a total."""
        sentence, discourse = self._sentence, self._discourse
        quantities = [sentence.quantities[index] for index in listing.indices]
        unit = next((quantity.unit for quantity in reversed(quantities) if quantity.unit), "")
        year = year_of(
            sentence.text[sentence.clause_start(listing.start) : quantities[0].span.start], "", "", self._year
        )
        if year is None or not listing.labels:
            return
        places = sum(part_name(name) is not None for name in listing.labels) * 2 > len(listing.labels)
        for name, index in zip(listing.labels, listing.indices, strict=True):
            quantity = dataclasses.replace(sentence.quantities[index], unit=unit)
            end = quantities[-1].span.end
            found = dataclasses.replace(self._found(index, year=year), quantity=quantity, start=listing.start, end=end)
            label = naming.match(sentence, quantity, name, discourse.context)
            if label is None and name == listing.labels[-1] and listing.head:
                label = naming.match(sentence, quantity, listing.head, discourse.context)
            if label is not None:
                discourse.emit(dataclasses.replace(found, code=label.code, applicant_type=label.applicant_type))
                continue
            discourse.mention(name)
            if discourse.focus.startswith("capacity.reading_points") and part_name(name, parts().host) is not None:
                discourse.emit(dataclasses.replace(found, code="capacity.reading_points", label=name))
            elif (places or part_name(name) is not None) and (
                subject := discourse.shared(quantity, sentence.text)
            ) is not None:
                discourse.add(dataclasses.replace(found, code=subject, label=part_name(name) or name))

    # Clauses without numbers.

    def _clause(self, clause: Span, *, is_aside: bool) -> None:
        """What a clause says without a number: that there was none of something, or what all of something was."""
        sentence, discourse = self._sentence, self._discourse
        words = sentence.words(clause.start, clause.end).text
        found = Found(sentence=sentence, code="", year=self._year, quantity=_ZERO, start=clause.start, end=clause.end)
        discourse.turn_back(words)
        for denied in denied_objects(words, discourse.context):
            zero = dataclasses.replace(found, code=denied.code, applicant_type=denied.applicant_type)
            discourse.add(dataclasses.replace(zero, stated_zero=True))
            discourse.focus = denied.code
        last = discourse.last
        received = discourse.total(_RECEIVED)
        if is_about(discourse.focus, ("applications",)) and received is not None:
            all_received = dataclasses.replace(found, quantity=received)
            if last is not None and last.code == _RECEIVED and last.applicant_type == "total" and not last.label:
                all_received = dataclasses.replace(last, start=clause.start, end=clause.end)
            for code in completions(words, self._year):
                discourse.add(dataclasses.replace(all_received, code=code, implied=True))
        if last is None or last.stated_zero:
            return
        single = last.quantity.value == 1 or (is_aside and _REASON.match(words) is not None)
        for code in verdicts(words, last.code, discourse.context, single=single):
            if code != last.code:
                discourse.add(dataclasses.replace(last, code=code, start=clause.start, end=clause.end, implied=True))


def _is_precisely(rough: Quantity, quantity: Quantity, words: str) -> bool:
    """Whether a number says another one precisely (突破600万条，达到6,127,430条)."""
    return (
        rough.approx
        and rough.unit == quantity.unit
        and rough.value <= quantity.value
        and _PRECISELY.fullmatch(words) is not None
    )


def _events(sentence: Sentence, lists: dict[int, Listing]) -> list[tuple[int, str, int]]:
    """What a sentence holds, in reading order: position, kind, and index of the number or end of the clause."""
    listed = {index for listing in lists.values() for index in listing.indices}
    events: list[tuple[int, int, str, int]] = []
    for bracket in sentence.brackets:
        events.extend([(bracket.start, 0, "bracket opens", 0), (bracket.end, 1, "bracket closes", 0)])
    events.extend(
        (clause.start, 2, "clause", clause.end)
        for clause in sentence.clauses()
        if not any(clause.start <= quantity.span.start < clause.end for quantity in sentence.quantities)
        and not any(
            listing.start <= clause.start < sentence.quantities[index].span.start for index, listing in lists.items()
        )
    )
    events.extend((listing.start, 3, "list", index) for index, listing in lists.items())
    events.extend(
        (max(0, sentence.before(index).start), 3, "number", index)
        for index in range(len(sentence.quantities))
        if index not in listed
    )
    return [(position, kind, detail) for position, _, kind, detail in sorted(events)]
