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
from parsers.figures.lexicon import Label, is_about, mentions, parts, units_of
from parsers.figures.lists import Listing, listings
from parsers.figures.matching import Context, label_after, label_before
from parsers.figures.sentences import Sentence, Words, sentences
from parsers.figures.years import year_of
from parsers.figures.zeros import completions, denied_objects, verdicts
from parsers.identify.divisions import is_place
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
_FACTORS = {("元", "万元"): 1e-4}
_AMONG = re.compile(r"其中|包括|分为|按.{1,8}[分计看]|从.{1,8}看|构成|分类")
_REFERENCE = re.compile(r"(?:申请|答复|件)?(?:中|里|当中)")
_JOINT = re.compile(r"[、和及与或]|以及|危及|涉及")
_JOINED = re.compile(r"(?:[、和及与或]|以及)$")
_LEADING = re.compile(r"^.*[，；：]")
_ZERO = Quantity(span=Span(0, 0), value=0.0, unit="", approx=False, bound=None, printed="")


@dataclasses.dataclass(slots=True)
class _Found:
    """A figure under construction; positions count from the beginning of the sentence."""

    code: str
    applicant_type: str
    year: int
    quantity: Quantity
    start: int
    end: int
    label: str | None = None
    scope: str | None = None
    implied: bool = False
    stated_zero: bool = False


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
    text: ReportText, sections: Sequence[Section], year: int, level: str, in_tables: Sequence[Figure] = ()
) -> Narrative:
    """Reads the figures that the paragraphs of a report state.

    Args:
        text: The report.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        in_tables: Figures that its tables print; what only follows from other words gives way to them.
    """
    reader = _Reader(year, level, in_tables)
    for span in text.paragraphs:
        reader.enter(_section(sections, span.start))
        for sentence in sentences(text.text, span):
            reader.read(sentence)
    return Narrative(tuple(reader.figures()), tuple(reader.lumps))


def _section(sections: Sequence[Section], position: int) -> Section | None:
    inside = [section for section in sections if section.span.start <= position < section.span.end]
    return max(inside, key=lambda section: section.level, default=None)


class _Reader:
    """Goes through a report and remembers what it is about."""

    def __init__(self, year: int, level: str, in_tables: Sequence[Figure]) -> None:
        self._in_tables = in_tables
        self._year = year
        self._level = level
        self._section: Section | None = None
        self._topic = ""
        self._base = ""
        self._focus = ""
        self._subject = ""
        self._last: _Found | None = None
        self._mentioned: set[str] = set()
        self._received: Quantity | None = None
        self._disclosed: Quantity | None = None
        self._found: list[tuple[Sentence, _Found]] = []
        self.lumps: list[Lump] = []

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
        self._last = None
        self._received = self._disclosed = None

    def figures(self) -> Iterator[Figure]:
        """The figures found; one that only follows from others gives way to one that is printed."""
        printed = {(f.code, f.applicant_type, f.year) for _, f in self._found if not f.implied and not f.label}
        printed |= {(f.code, f.applicant_type, f.year) for f in self._in_tables}
        seen: set[tuple[object, ...]] = set()
        for sentence, found in self._found:
            if found.implied and (found.code, found.applicant_type, found.year) in printed:
                continue
            figure = _figure(sentence, found, "office" if self._level == "department" else "citywide")
            key = (figure.code, figure.applicant_type, figure.year, figure.value, figure.scope, figure.label)
            if key not in seen:
                seen.add(key)
                yield figure

    # Sentences.

    def read(self, sentence: Sentence) -> None:
        """Reads one sentence."""
        if self._topic == _SILENT:
            return
        if self._focus == "elsewhere":
            self._focus = self._base
        self._last = None
        lists = {listing.indices[0]: listing for listing in listings(sentence)}
        listed = {index for listing in lists.values() for index in listing.indices}
        events: list[tuple[int, int, str, int]] = []
        events.extend((listing.start, 3, "list", index) for index, listing in lists.items())
        events.extend(
            (max(0, sentence.before(index).start), 3, "number", index)
            for index in range(len(sentence.quantities))
            if index not in listed
        )
        for bracket in sentence.brackets:
            events.extend([(bracket.start, 0, "open", 0), (bracket.end, 1, "close", 0)])
        events.extend(
            (clause.start, 2, "clause", clause.end)
            for clause in sentence.clauses()
            if not any(clause.start <= quantity.span.start < clause.end for quantity in sentence.quantities)
        )
        pile: list[tuple[str, _Found | None]] = []
        cursor = 0
        unknown: list[tuple[str, Quantity, int]] = []
        for position, _, kind, detail in sorted(events):
            self._mention(sentence.text[cursor:position])
            cursor = max(cursor, position)
            if kind == "open":
                pile.append((self._focus, self._last))
            elif kind == "close" and pile:
                self._focus, self._last = pile.pop()
            elif kind == "list":
                self._list(sentence, lists[detail])
                cursor = sentence.quantities[lists[detail].indices[-1]].span.end
            elif kind == "number":
                self._number(sentence, detail, unknown)
                cursor = sentence.quantities[detail].span.end
            elif kind == "clause":
                self._clause(sentence, Span(position, detail))
                self._mention(sentence.text[position:detail])
                cursor = detail
        self._mention(sentence.text[cursor:])
        self._categories(sentence, unknown)

    def _mention(self, words: str) -> None:
        for mention in mentions(words):
            if mention.within and not any(map(self._is_about, mention.within.split("|"))):
                continue
            if not self._focus.startswith(mention.focus + "."):
                self._focus = mention.focus
            self._mentioned.add(mention.focus)

    def _is_about(self, prefix: str) -> bool:
        return any(focus == prefix or focus.startswith(prefix + ".") for focus in (self._focus, self._base))

    # Numbers.

    def _number(self, sentence: Sentence, index: int, unknown: list[tuple[str, Quantity, int]]) -> None:
        quantity = sentence.quantities[index]
        before, after = sentence.before(index), sentence.after(index)
        if not after.text and sentence.text.startswith("——", quantity.span.end):
            after = sentence.words(quantity.span.end + 2, sentence.clause_end(quantity.span.end + 2))
        label = self._before(sentence, index, before)
        found_before = label is not None
        if label is None:
            label = self._after(sentence, index, before, after)
        clause = sentence.text[sentence.clause_start(quantity.span.start) : quantity.span.start]
        year = year_of(clause, before.text, sentence.text[: quantity.span.start], self._year)
        if label is not None and label.code.startswith(("applications.carried",)):
            year = self._year
        if year is None:
            self._mention(sentence.text[before.start : quantity.span.start])
            if label is not None:
                self._focus = label.code
            return
        end = quantity.span.end if found_before else max(quantity.span.end, sentence.clause_end(quantity.span.end))
        if label is None:
            if year != self._year and self._last is not None and self._last.year == self._year:
                self._prior(self._last, quantity, year, before)
                return
            self._mention(sentence.text[before.start : quantity.span.start])
            if self._completed(sentence, index, before, after) or _REFERENCE.match(after.text):
                return
            self._part(sentence, index, before, unknown)
            return
        others = self._coordinated(sentence, quantity, label, before.text) if found_before else []
        if others and quantity.value > 0:
            span = Span(sentence.start + before.start, sentence.start + end)
            self.lumps.append(Lump(codes=(*others, label.code), year=year, value=quantity.value, span=span))
            self._focus = label.code
            return
        for code in others:
            self._found.append((sentence, _Found(code, label.applicant_type, year, quantity, before.start, end)))
        self._emit(sentence, _Found(label.code, label.applicant_type, year, quantity, before.start, end))
        if found_before and not self._completed(sentence, index, before, after) and self._last is not None:
            for code in verdicts(after.text, label.code):
                self._found.append(
                    (sentence, dataclasses.replace(self._last, code=code, end=sentence.clause_end(end), implied=True))
                )

    def _before(self, sentence: Sentence, index: int, before: Words) -> Label | None:
        quantity = sentence.quantities[index]
        words = before.text
        label = self._match(sentence, quantity, words)
        if label is None and before.start > 0 and _is_filler(words):
            start = sentence.clause_start(max(0, sentence.clause_start(quantity.span.start) - 1))
            floor = sentence.quantities[index - 1].span.end if index else 0
            if start >= floor:
                label = self._match(sentence, quantity, sentence.words(start, quantity.span.start).text)
        return label

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

    def _match(self, sentence: Sentence, quantity: Quantity, words: str) -> Label | None:
        """The label that words in front of a number end in."""
        start, end = quantity.span.start, quantity.span.end
        behind = sentence.words(end, sentence.clause_end(end)).text
        return label_before(words, quantity.unit, self._context(), behind=behind, part=sentence.part(start))

    def _after(self, sentence: Sentence, index: int, before: Words, after: Words) -> Label | None:
        """The label that words behind a number begin with."""
        quantity = sentence.quantities[index]
        part = sentence.part(quantity.span.start)
        return label_after(after.text, quantity.unit, self._context(), lead=before.text, part=part)

    def _context(self) -> Context:
        return Context(self._year, self._level, self._topic, self._focus, frozenset(self._mentioned))

    def _emit(self, sentence: Sentence, found: _Found) -> None:
        self._found.append((sentence, found))
        if found.year == self._year:
            self._last = found
            self._focus = found.code if found.applicant_type == "total" else "applications.received.by_applicant"
            if found.code in parts().spread and not found.label:
                self._subject = found.code
            if found.code == "applications.received.total" and found.applicant_type == "total" and not found.label:
                self._received = found.quantity
            if found.code == "disclosure.total":
                self._disclosed = found.quantity

    def _prior(self, last: _Found, quantity: Quantity, year: int, before: Words) -> None:
        """A figure of an earlier year that stands beside the same figure of this year."""
        unit = codebook()[last.code].unit
        if quantity.unit == last.quantity.unit or (not quantity.unit and unit != "%"):
            self._found.append(
                (
                    self._sentence_of(last),
                    dataclasses.replace(
                        last,
                        year=year,
                        quantity=quantity,
                        start=before.start,
                        end=quantity.span.end,
                        implied=False,
                        stated_zero=False,
                    ),
                )
            )

    def _sentence_of(self, found: _Found) -> Sentence:
        return next(sentence for sentence, other in reversed(self._found) if other is found)

    # Lists.

    def _list(self, sentence: Sentence, listing: Listing) -> None:
        unit = next((sentence.quantities[i].unit for i in reversed(listing.indices) if sentence.quantities[i].unit), "")
        end = sentence.quantities[listing.indices[-1]].span.end
        clause = sentence.text[
            sentence.clause_start(listing.start) : sentence.quantities[listing.indices[0]].span.start
        ]
        year = year_of(clause, "", "", self._year)
        if year is None:
            return
        subject = self._subject
        for label_text, index in zip(listing.labels, listing.indices, strict=True):
            quantity = dataclasses.replace(sentence.quantities[index], unit=unit)
            label = self._match(sentence, quantity, label_text)
            if label is not None:
                self._emit(sentence, _Found(label.code, label.applicant_type, year, quantity, listing.start, end))
                continue
            self._mention(label_text)
            if self._focus.startswith("capacity.reading_points") and parts().host.fullmatch(label_text):
                self._emit(
                    sentence,
                    _Found("capacity.reading_points", "total", year, quantity, listing.start, end, label_text, "other"),
                )
            elif (
                subject
                and (is_place(label_text) or parts().agency.fullmatch(label_text))
                and _counts(quantity, subject)
            ):
                self._found.append(
                    (sentence, _Found(subject, "total", year, quantity, listing.start, end, label_text, "other"))
                )

    # Numbers without a label of their own.

    def _completed(self, sentence: Sentence, index: int, before: Words, after: Words) -> bool:
        """386件全部办结; 43件均按时办结并答复."""
        quantity = sentence.quantities[index]
        codes = completions(after.text, self._year) if is_about(self._focus, ("applications",)) else []
        for code in codes:
            self._found.append(
                (
                    sentence,
                    _Found(
                        code,
                        "total",
                        self._year,
                        quantity,
                        before.start,
                        sentence.clause_end(quantity.span.end),
                        implied=True,
                    ),
                )
            )
        return bool(codes)

    def _part(self, sentence: Sentence, index: int, before: Words, unknown: list[tuple[str, Quantity, int]]) -> None:
        """A part of the total that was given last: of a place or agency, of a host, or of a sort of information."""
        quantity = sentence.quantities[index]
        words = re.sub(
            r"^(?:其中|包括|分别是|依次是|即|有|另|其余|（?[0-9一二三四五六七八九十]+[）、．.])+[，：]?",
            "",
            before.text,
        )
        words = re.sub(r"^(?:[^，]*?依次是|[^，]*?分别是)", "", words)
        last = self._last.code if self._last else ""
        if (
            last == "capacity.reading_points"
            and (parts().host.fullmatch(words) or before.text.startswith("其余"))
            and quantity.unit in ("个", "处", "家")
        ):
            self._emit(
                sentence,
                _Found(
                    "capacity.reading_points",
                    "total",
                    self._year,
                    quantity,
                    before.start,
                    quantity.span.end,
                    words,
                    "other",
                ),
            )
        elif (
            self._subject
            and _counts(quantity, self._subject)
            and words
            and (is_place(words) or parts().agency.fullmatch(words))
        ):
            self._found.append(
                (
                    sentence,
                    _Found(
                        self._subject, "total", self._year, quantity, before.start, quantity.span.end, words, "other"
                    ),
                )
            )
        elif (
            parts().category.fullmatch(words)
            and quantity.unit in ("条", "件", "条次")
            and "disclosure" in (self._subject.partition(".")[0], self._base)
        ):
            name = re.sub(r"(?:政府)?信息$", "", words)
            self._found.append(
                (
                    sentence,
                    _Found(
                        "disclosure.by_category", "total", self._year, quantity, before.start, quantity.span.end, name
                    ),
                )
            )
        elif words and quantity.unit in ("条", "件"):
            unknown.append((words, quantity, before.start))

    def _categories(self, sentence: Sentence, unknown: Sequence[tuple[str, Quantity, int]]) -> None:
        """Unknown items of a sentence are categories if together they make up the total that was stated before."""
        total = self._disclosed
        if total is None or len(unknown) < 2 or abs(sum(q.value for _, q, _ in unknown) - total.value) > 0.5:
            return
        for name, quantity, start in unknown:
            self._found.append(
                (
                    sentence,
                    _Found("disclosure.by_category", "total", self._year, quantity, start, quantity.span.end, name),
                )
            )

    # Clauses without numbers.

    def _clause(self, sentence: Sentence, clause: Span) -> None:
        words = sentence.words(clause.start, clause.end).text
        for denied in denied_objects(words, self._context()):
            found = _Found(denied.code, denied.applicant_type, self._year, _ZERO, clause.start, clause.end)
            self._found.append((sentence, dataclasses.replace(found, stated_zero=True)))
            self._focus = denied.code
        if is_about(self._focus, ("applications",)) and self._received is not None:
            for code in completions(words, self._year):
                self._found.append(
                    (
                        sentence,
                        _Found(code, "total", self._year, self._received, clause.start, clause.end, implied=True),
                    )
                )
        last = self._last
        if last is None or last.stated_zero:
            return
        for code in verdicts(words, last.code, single=last.quantity.value == 1):
            if code != last.code:
                self._found.append(
                    (sentence, dataclasses.replace(last, code=code, start=clause.start, end=clause.end, implied=True))
                )


def _is_filler(words: str) -> bool:
    return (
        re.fullmatch(r"(?:其中|共|为|有|共计|合计|总计|达|达到|是|约|近|累计|全年|年内|总数|，|：)*", words) is not None
    )


def _counts(quantity: Quantity, code: str) -> bool:
    return quantity.unit in units_of(code)


def _figure(sentence: Sentence, found: _Found, scope: str) -> Figure:
    unit = codebook()[found.code].unit
    factor = _FACTORS.get((found.quantity.unit, unit), 1.0)
    start, end = found.start, found.end
    printed = found.quantity.printed
    if printed not in sentence.text[start:end] or not printed:
        printed = sentence.text[start:end]
    return Figure(
        code=found.code,
        applicant_type=found.applicant_type,
        year=found.year,
        value=round(found.quantity.value * factor, 8),
        unit=unit,
        printed=printed,
        approx=found.quantity.approx,
        bound=found.quantity.bound,
        scope=found.scope or scope,
        source="narrative",
        stated_zero=found.stated_zero,
        implied=found.implied,
        label=found.label,
        span=Span(sentence.start + start, sentence.start + max(end, start + 1)),
    )
