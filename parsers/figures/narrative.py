"""Figures of running text: a grammar over clauses, driven by the words of `parsers/data/figure_labels.toml`.

Each sentence is read from left to right. A number takes the label in front of it, or else the one behind it; numbers
in lists take theirs in turn. What a label means depends on what the text is about (its focus), which figures, mentions,
headings and brackets move. A number that nothing names with certainty gives no figure.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from parsers.codebook import codebook
from parsers.figures.found import Found
from parsers.figures.lexicon import Label, is_about, mentions, parts, units_of
from parsers.figures.lists import Listing, listings
from parsers.figures.matching import Context, label_after, label_before
from parsers.figures.proposals import is_published
from parsers.figures.scopes import scope_of
from parsers.figures.sentences import Sentence, Words, sentences
from parsers.figures.shares import name_behind, part_name, sort_of_information
from parsers.figures.years import is_decrease, year_of
from parsers.figures.zeros import completions, denied_objects, verdicts
from parsers.model import Figure, Lump, ReportText, Section, Span
from parsers.numbers import Quantity

_TOPIC_FOCUS = {
    "applications": "applications",
    "proactive_disclosure": "disclosure",
    "review_litigation": "dispute",
    "fees": "fees",
    "proposals": "proposals",
}
_SILENT = "problems_improvements"
_REFERENCE = re.compile(r"(?:申请|答复|件)?(?:中|里|当中)")
_JOINT = re.compile(r"[、和及与或]|以及|危及|涉及")
_JOINED = re.compile(r"(?:[、和及与或]|以及)$")
_LEADING = re.compile(r"^.*[，；：]")
_PRECISELY = re.compile(r"(?:实际|总数|共)?(?:达到?|为)")
_FROM = re.compile(r"(?:由|从)(?:上一?年度?|去年|\d{4}年度?)(?:底|末)?的?$")
_OF_THE_YEAR = re.compile(
    r"(?:其中)?(?:，)?(?:本年度?|当年|今年|全年|20\d{2}年度?)(?:的)?(?:为|是|达到?|有|新增|共|公开|发布|收到)*"
)
_ADJOINING = re.compile(r"(?:[^，。；：、（）]|（[^（）]*）)*")
_ALL_OF_THEM = re.compile(r"均|全部")
_BRACKETED = re.compile(r"[^，。；：（）\d]+（")
_TO = re.compile(r"(?:增加|增长|减少|上升|提高|下降|降低|扩大|拓展|压缩|精简|归并|整合|[增升降减])[到至为]")
_THIS_IS = re.compile(r"(?:，)(?:这)?是(?P<words>[^，。；]+?)(?:的)?(?:数量|总数|条数|件数|总量)(?=[，。；（])")
_IS = re.compile(r"(?:为|是|属于?)")
_REASON = re.compile(r"(?:均|都|全部)?(?:涉及|属于?|因|理由(?:是|为)|系|为)")
_FORMER_AND_LATTER = (
    (("前者", "前一类", "前类"), "litigation.direct.total"),
    (("后者", "后一类", "后类"), "litigation.after_review.total"),
)
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
    reader = _Reader(year, level)
    for span in text.paragraphs:
        reader.enter(_section(sections, span.start))
        for sentence in sentences(text.text, span):
            reader.read(sentence)
    return Narrative(tuple(_figures(reader.found, in_tables, scope)), tuple(reader.lumps))


def _section(sections: Sequence[Section], position: int) -> Section | None:
    inside = [section for section in sections if section.span.start <= position < section.span.end]
    return max(inside, key=lambda section: section.level, default=None)


def _figures(found: Sequence[Found], in_tables: Sequence[Figure], scope: str) -> Iterator[Figure]:
    """Each figure once; one that only follows from others gives way to one that is printed."""
    printed = {one.key for one in found if not one.implied and not one.label}
    printed |= {(figure.code, figure.applicant_type, figure.year) for figure in in_tables}
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.implied and one.key in printed:
            continue
        figure = one.figure(scope)
        key = (*one.key, figure.value, figure.scope, figure.label)
        if key not in seen:
            seen.add(key)
            yield figure


class _Reader:
    """Goes through a report and remembers what it is about."""

    def __init__(self, year: int, level: str) -> None:
        self.found: list[Found] = []
        self.lumps: list[Lump] = []
        self._year = year
        self._level = level
        self._section: Section | None = None
        self._topic = ""
        self._base = ""
        self._focus = ""
        self._subject = ""
        self._totals: dict[str, Quantity] = {}
        self._last: Found | None = None
        self._mentioned: set[str] = set()
        self._received: Quantity | None = None
        self._disclosed: Quantity | None = None
        self._opening: Found | None = None
        self._former: Found | None = None
        self._summed: Label | None = None
        self._unnamed: list[tuple[str, Found]] = []

    def enter(self, section: Section | None) -> None:
        """Begins a paragraph."""
        self._mentioned.clear()
        if section is self._section:
            return
        self._section = section
        self._topic = section.topic if section else ""
        self._base = _TOPIC_FOCUS.get(self._topic, "")
        self._focus = self._base
        self._subject = ""
        self._totals.clear()
        self._last = None
        self._received = self._disclosed = None

    def read(self, sentence: Sentence) -> None:
        """Reads one sentence: its numbers, lists, brackets and the clauses that hold no number."""
        if self._topic == _SILENT:
            return
        if self._focus == "elsewhere":
            self._focus = self._base
        self._last = self._former = self._summed = None
        self._unnamed = []
        known = len(self.found)
        lists = {listing.indices[0]: listing for listing in listings(sentence)}
        around: list[tuple[str, Found | None]] = []
        cursor = 0
        for start, kind, detail in _events(sentence, lists):
            self._mention(sentence.text[cursor:start])
            cursor = max(cursor, start)
            if kind == "bracket opens":
                around.append((self._focus, self._last))
            elif kind == "bracket closes" and around:
                self._focus, self._last = around.pop()
            elif kind == "list":
                self._list(sentence, lists[detail])
                cursor = sentence.quantities[lists[detail].indices[-1]].span.end
            elif kind == "number":
                self._number(sentence, detail)
                end = sentence.quantities[detail].span.end
                cursor = max(end, self._last.end) if self._last and self._last.quantity.span.end == end else end
            elif kind == "clause":
                self._clause(sentence, Span(start, detail), is_aside=bool(around))
                self._mention(sentence.text[start:detail])
                cursor = detail
        self._mention(sentence.text[cursor:])
        self._name_sorts()
        self._opening = next((one for one in self.found[known:] if one.year == self._year), None)

    def _mention(self, words: str) -> None:
        for mention in mentions(words):
            if mention.within and not any(map(self._is_about, mention.within.split("|"))):
                continue
            if not self._focus.startswith(mention.focus + "."):
                self._focus = mention.focus
            self._mentioned.add(mention.focus)

    def _is_about(self, prefix: str) -> bool:
        return any(focus == prefix or focus.startswith(prefix + ".") for focus in (self._focus, self._base))

    def _context(self) -> Context:
        return Context(self._year, self._level, self._topic, self._focus, frozenset(self._mentioned))

    def _add(self, *found: Found) -> None:
        for one in found:
            self.found.append(dataclasses.replace(one, scope=scope_of(one, self.found)))

    def _emit(self, found: Found) -> None:
        """Adds a figure and goes on from it."""
        self._add(found)
        found = self.found[-1]
        if found.year != self._year:
            return
        self._last = found
        self._focus = found.code if found.applicant_type == "total" else "applications.received.by_applicant"
        if found.label:
            return
        if found.code in parts().spread and found.applicant_type == "total":
            self._subject = found.code
            self._totals[found.code] = max(
                found.quantity, self._totals.get(found.code, found.quantity), key=lambda quantity: quantity.value
            )
        if found.code == "applications.received.total" and found.applicant_type == "total":
            self._received = found.quantity
        if found.code == "disclosure.total":
            self._disclosed = found.quantity

    # Numbers.

    def _number(self, sentence: Sentence, index: int) -> None:
        quantity = sentence.quantities[index]
        before, after = sentence.before(index), sentence.after(index)
        self._turn_back(before.text)
        label = self._label_before(sentence, index, before)
        leads = label is not None
        if label is None:
            label = self._label_after(sentence, index, before, after)
        year = self._year_of(sentence, quantity, before, label)
        if self._former is not None and label is None and _TO.fullmatch(before.text):
            self._emit(dataclasses.replace(self._former, year=self._year, quantity=quantity, end=quantity.span.end))
            return
        if year is None:
            self._mention(sentence.text[before.start : quantity.span.start])
            if label is not None:
                self._focus = label.code
                self._summed = label
            return
        if label is None and self._summed is not None and _OF_THE_YEAR.fullmatch(before.text):
            label = self._summed if quantity.unit in self._summed.units else None
        if label is not None and label.code.startswith("proposals.") and not is_published(sentence, index):
            self._focus = label.code
            return
        if label is None or self._is_share_of_last(label, quantity, before):
            self._unlabelled(sentence, index, year)
            return
        if label.code.endswith(".items_change") and is_decrease(before.text):
            quantity = dataclasses.replace(quantity, value=-quantity.value)
        end = quantity.span.end if leads else max(quantity.span.end, sentence.clause_end(quantity.span.end))
        found = Found(
            sentence=sentence,
            code=label.code,
            applicant_type=label.applicant_type,
            year=year,
            quantity=quantity,
            start=before.start,
            end=end,
        )
        others = self._coordinated(sentence, quantity, label, before.text) if leads else []
        if others and quantity.value > 0:
            span = Span(sentence.start + before.start, sentence.start + end)
            self.lumps.append(Lump(codes=(*others, label.code), year=year, value=quantity.value, span=span))
            self._focus = label.code
            return
        self._add(*(dataclasses.replace(found, code=code) for code in others))
        self._mentioned.update(mention.focus for mention in mentions(before.text))
        self._emit(found)
        self._former = found if _FROM.search(before.text) else None
        alone = not any(end <= other.span.start < sentence.clause_end(end) for other in sentence.quantities)
        if leads and not self._completed(found, after) and alone:
            for code in verdicts(after.text, found.code, self._context(), single=quantity.value == 1):
                self._add(dataclasses.replace(found, code=code, end=sentence.clause_end(end), implied=True))

    def _label_before(self, sentence: Sentence, index: int, before: Words) -> Label | None:
        """The label in front of a number, or in the clause before where nothing is said in between."""
        quantity = sentence.quantities[index]
        label = self._match(sentence, quantity, _FROM.sub("", before.text))
        if label is None and not before.text and (named := _THIS_IS.match(sentence.text, quantity.span.end)):
            label = self._match(sentence, quantity, named["words"])
        led_to = before.text or sentence.text.startswith("：", sentence.clause_start(quantity.span.start) - 1)
        if label is not None or before.start == 0 or not led_to or not parts().filler.fullmatch(before.text):
            return label
        end = sentence.clause_start(quantity.span.start)
        start = sentence.clause_start(max(0, end - 1))
        if index and start < sentence.quantities[index - 1].span.end:
            return None
        if _ALL_OF_THEM.search(sentence.text[start:end]):
            return None
        joined = self._match(sentence, quantity, sentence.words(start, quantity.span.start).text)
        return joined or self._match(sentence, quantity, sentence.words(start, end).text)

    def _match(self, sentence: Sentence, quantity: Quantity, words: str) -> Label | None:
        start, end = quantity.span.start, quantity.span.end
        behind = "" if sentence.text.startswith("、", end) else sentence.words(end, sentence.clause_end(end)).text
        return label_before(words, quantity.unit, self._context(), behind=behind, part=sentence.part(start))

    def _label_after(self, sentence: Sentence, index: int, before: Words, after: Words) -> Label | None:
        quantity = sentence.quantities[index]
        end = quantity.span.end
        if not after.text and sentence.text.startswith("——", end):
            after = sentence.words(end + 2, sentence.clause_end(end + 2))
        if index + 1 < len(sentence.quantities):
            following = sentence.quantities[index + 1]
            if following.unit == quantity.unit and _ADJOINING.fullmatch(sentence.text[end : following.span.start]):
                return None
        bracketed = _BRACKETED.match(sentence.text, end)
        if bracketed is not None and any(
            other.span.start == bracketed.end()
            and other.unit == quantity.unit
            and sentence.text.startswith(("）", "，"), other.span.end)
            for other in sentence.quantities
        ):
            return None
        part = sentence.part(quantity.span.start)
        return label_after(after.text, quantity.unit, self._context(), lead=before.text, part=part)

    def _year_of(self, sentence: Sentence, quantity: Quantity, before: Words, label: Label | None) -> int | None:
        if label is not None and label.code.startswith(
            ("applications.carried", "admin.license.items", "admin.service.items")
        ):
            return self._year
        start = sentence.clause_start(quantity.span.start)
        if sentence.text[start - 1 : start] == "：":
            start = sentence.clause_start(start - 1)
        clause = sentence.text[start : quantity.span.start]
        return year_of(clause, before.text, sentence.text[: quantity.span.start], self._year)

    def _is_share_of_last(self, label: Label, quantity: Quantity, before: Words) -> bool:
        """Whether a label is only who has a part of the figure before it (解读稿件300篇，其中门户网站183篇)."""
        last = self._last
        if label.code == "applications.accepted" and self._shared(quantity) == "applications.received.total":
            return part_name(before.text) is not None
        return (
            last is not None
            and last.code in parts().spread
            and last.quantity.unit == quantity.unit != ""
            and last.quantity.value > quantity.value
            and label.code.split(".")[0] != last.code.split(".")[0]
            and part_name(before.text) is not None
        )

    def _coordinated(self, sentence: Sentence, quantity: Quantity, label: Label, words: str) -> list[str]:
        """The other codes that one number counts together with its label: 国家秘密、商业秘密、个人隐私17件."""
        match = label.before.search(words) if label.before is not None else None
        head = words[: match.start("label")] if match else ""
        if not _JOINED.search(head):
            return []
        codes = []
        for item in filter(None, _JOINT.split(_LEADING.sub("", head))):
            other = self._match(sentence, quantity, item)
            if other is not None and other.code != label.code and other.applicant_type == label.applicant_type:
                codes.append(other.code)
        return list(dict.fromkeys(codes))

    # Numbers without a label of their own.

    def _unlabelled(self, sentence: Sentence, index: int, year: int) -> None:
        quantity = sentence.quantities[index]
        before, after = sentence.before(index), sentence.after(index)
        last = self._last
        compared = last or self._opening
        if year != self._year and compared is not None:
            self._prior(compared, sentence, quantity, year, before)
            return
        self._mention(sentence.text[before.start : quantity.span.start])
        found = Found(
            sentence=sentence,
            code="",
            year=self._year,
            quantity=quantity,
            start=before.start,
            end=quantity.span.end,
        )
        if self._completed(found, after) or _REFERENCE.match(after.text):
            return
        if last is not None and self._is_said_precisely(last, quantity, before):
            self.found.remove(last)
            self._emit(dataclasses.replace(last, quantity=quantity, end=quantity.span.end))
        else:
            self._share(found, self._whose(sentence, quantity, before), after.text)

    def _whose(self, sentence: Sentence, quantity: Quantity, before: Words) -> str:
        """The words that may name who has a part; those of the clause before, where nothing is said in between."""
        end = sentence.clause_start(quantity.span.start)
        if not before.text and sentence.text[end - 1 : end] != "：":
            return ""
        if not parts().filler.fullmatch(before.text):
            return before.text
        start = sentence.clause_start(max(0, end - 1))
        if any(start <= other.span.start < end for other in sentence.quantities):
            return before.text
        return sentence.words(start, end).text or before.text

    def _is_said_precisely(self, last: Found, quantity: Quantity, before: Words) -> bool:
        """突破600万条，达到6,127,430条."""
        return (
            last.quantity.approx
            and last.sentence is not None
            and last.quantity.unit == quantity.unit
            and last.quantity.value <= quantity.value
            and _PRECISELY.fullmatch(before.text) is not None
        )

    def _prior(self, last: Found, sentence: Sentence, quantity: Quantity, year: int, before: Words) -> None:
        """A figure of an earlier year that stands beside the same figure of this year."""
        unit = codebook()[last.code].unit
        if quantity.unit == last.quantity.unit or (not quantity.unit and unit != "%"):
            self._add(
                dataclasses.replace(
                    last,
                    sentence=sentence,
                    year=year,
                    quantity=quantity,
                    start=before.start,
                    end=quantity.span.end,
                    implied=False,
                    stated_zero=False,
                )
            )

    def _completed(self, found: Found, after: Words) -> bool:
        """386件全部办结; 43件均按时办结并答复."""
        codes = completions(after.text, self._year) if is_about(self._focus, ("applications",)) else []
        end = found.sentence.clause_end(found.quantity.span.end)
        for code in codes:
            self._add(dataclasses.replace(found, code=code, applicant_type="total", end=end, implied=True))
        return bool(codes)

    def _share(self, found: Found, before: str, after: str) -> None:
        """A part of the total that was given last: of a place or agency, of a host, or of a sort of information."""
        last = self._last.code if self._last else ""
        unit = found.quantity.unit
        subject = self._shared(found.quantity)
        host = part_name(before, parts().host)
        agency = part_name(before) or name_behind(after)
        sort = sort_of_information(before) or (sort_of_information(after) if not before else None)
        if last == "capacity.reading_points" == subject and host is not None and unit in ("个", "处", "家"):
            self._emit(dataclasses.replace(found, code=last, label=host))
        elif subject is not None and agency:
            self._add(dataclasses.replace(found, code=subject, label=agency))
        elif unit not in ("条", "件", "条次"):
            return
        elif before and is_about(self._focus, ("disclosure.by_category",)):
            self._add(dataclasses.replace(found, code="disclosure.by_category", label=sort or before))
        elif sort is not None and "disclosure" in (self._subject.partition(".")[0], self._base):
            self._add(dataclasses.replace(found, code="disclosure.by_category", label=sort))
        elif before or _IS.match(after):
            self._unnamed.append((before or _IS.sub("", after), found))

    def _shared(self, quantity: Quantity) -> str | None:
        """Code of the total that parts without a label of their own belong to; None if there is none."""
        received = "applications.received.total"
        first = received if is_about(self._focus, ("applications.received",)) else self._subject
        candidates = dict.fromkeys((first, self._subject, *reversed(self._totals)))
        return next((code for code in candidates if self._is_below_total(quantity, code)), None)

    def _is_below_total(self, quantity: Quantity, subject: str) -> bool:
        """Whether a number may be a part of the total that was given last: counted alike, and no more than that."""
        total = self._totals.get(subject)
        if total is None or quantity.unit not in units_of(subject):
            return False
        alike = quantity.unit == total.unit or "" in (quantity.unit, total.unit)
        return alike and (quantity.value <= total.value or total.approx)

    def _name_sorts(self) -> None:
        """Unknown items of a sentence are sorts of information if they add up to the total stated before."""
        total = self._disclosed
        items = self._unnamed
        if total is None or len(items) < 2 or abs(sum(one.quantity.value for _, one in items) - total.value) > 0.5:
            return
        for name, found in items:
            self._add(dataclasses.replace(found, code="disclosure.by_category", label=name))

    # Lists.

    def _list(self, sentence: Sentence, listing: Listing) -> None:
        quantities = [sentence.quantities[index] for index in listing.indices]
        unit = next((quantity.unit for quantity in reversed(quantities) if quantity.unit), "")
        clause = sentence.text[sentence.clause_start(listing.start) : quantities[0].span.start]
        year = year_of(clause, "", "", self._year)
        if year is None:
            return
        places = sum(part_name(name) is not None for name in listing.labels) * 2 > len(listing.labels)
        names = listing.labels or [""] * len(quantities)
        for name, printed in zip(names, quantities, strict=True):
            if not name:
                continue
            quantity = dataclasses.replace(printed, unit=unit)
            found = Found(
                sentence=sentence,
                code="",
                year=year,
                quantity=quantity,
                start=listing.start,
                end=quantities[-1].span.end,
            )
            label = self._match(sentence, quantity, name)
            if label is None and name == names[-1] and listing.head:
                label = self._match(sentence, quantity, listing.head)
            if label is not None:
                self._emit(dataclasses.replace(found, code=label.code, applicant_type=label.applicant_type))
                continue
            self._mention(name)
            if self._focus.startswith("capacity.reading_points") and part_name(name, parts().host) is not None:
                self._emit(dataclasses.replace(found, code="capacity.reading_points", label=name))
            elif (places or part_name(name) is not None) and (subject := self._shared(quantity)) is not None:
                whose = part_name(name) or name
                self._add(dataclasses.replace(found, code=subject, label=whose))

    # Clauses without numbers.

    def _clause(self, sentence: Sentence, clause: Span, *, is_aside: bool) -> None:
        words = sentence.words(clause.start, clause.end).text
        found = Found(
            sentence=sentence,
            code="",
            year=self._year,
            quantity=_ZERO,
            start=clause.start,
            end=clause.end,
        )
        self._turn_back(words)
        for denied in denied_objects(words, self._context()):
            zero = dataclasses.replace(found, code=denied.code, applicant_type=denied.applicant_type, stated_zero=True)
            self._add(zero)
            self._focus = denied.code
        if is_about(self._focus, ("applications",)) and self._received is not None:
            for code in completions(words, self._year):
                self._add(dataclasses.replace(found, code=code, quantity=self._received, implied=True))
        last = self._last
        if last is None or last.stated_zero:
            return
        single = last.quantity.value == 1 or (is_aside and _REASON.match(words) is not None)
        for code in verdicts(words, last.code, self._context(), single=single):
            if code != last.code:
                self._add(dataclasses.replace(last, code=code, start=clause.start, end=clause.end, implied=True))

    def _turn_back(self, words: str) -> None:
        """前者, 后者: what follows is about the one or the other of two figures."""
        for names, code in _FORMER_AND_LATTER:
            if words.startswith(names) and self._is_about("litigation"):
                self._last = next((one for one in reversed(self.found) if one.code == code), self._last)
                self._focus = code


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
