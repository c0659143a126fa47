"""Lists of running text: a total, 其中, and the parts that must add up to it, whether or not a code counts them."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from parsers.checks.ledger import Facts, Ledger, written
from parsers.checks.passages import amount_of, paragraphs
from parsers.checks.results import finding, joined
from parsers.checks.rules import Rule
from parsers.model import Finding, Span
from parsers.prose.sentences.lists import listings
from parsers.prose.sentences.sentences import Sentence, sentence_spans
from parsers.text.numbers import Quantity

_AMONG = "其中"
_REST = re.compile(r"其[他余它]")
_NO_PART = re.compile(r"[比较]|同比|增|减|上升|下降|上年|去年|日均|平均|累计|每|占")
_NEAR = 0.05
"""How far the parts of a list may be from its total for the list to be taken as complete, as a share of the total."""
_LEAST_COVERED = 0.5


def check_lists(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C14: the parts of a list after 其中 add up to its total, also where no code counts them.

    A list is complete where it ends with 其他 or 其余, or where its parts come near the total.
    """
    for listing in _lists(facts.text):
        total, parts = listing.total, listing.parts
        low, value, high = (sum(getattr(amount_of(part), end) for part in parts) for end in ("low", "value", "high"))
        whole = amount_of(total)
        passed = low <= whole.high and whole.low <= high
        exact = whole.exact and all(amount_of(part).exact for part in parts)
        near = abs(value - total.value) <= _NEAR * total.value
        complete = near or (listing.ends_with_rest and _LEAST_COVERED * total.value <= value <= total.value)
        if not passed and not (exact and complete):
            continue
        terms = joined(written(part.value) for part in parts)
        words = facts.text[listing.span.start : listing.span.end].replace("\n", "")
        yield finding(
            rule,
            passed=passed,
            expected=value,
            observed=total.value,
            explanation=f"“{words}” and so on: the parts after 其中, {terms} = {written(value)}, "
            f"{'make' if passed else 'do not make'} the total {written(total.value)}.",
            codes=_codes_at(facts, listing.span),
        )


@dataclasses.dataclass(frozen=True, slots=True)
class _List:
    """A total, the parts that follow after 其中, and where it stands.

    Attributes:
        total: The total.
        parts: The parts.
        ends_with_rest: Whether the last part is 其他 or 其余.
        span: From the clause of the total to 其中, in the report's text.
    """

    total: Quantity
    parts: tuple[Quantity, ...]
    ends_with_rest: bool
    span: Span


def _lists(text: str) -> Iterator[_List]:
    for paragraph in paragraphs(text):
        if _AMONG not in text[paragraph.start : paragraph.end]:
            continue
        above: Span | None = None
        for span in sentence_spans(text, paragraph):
            if text.find(_AMONG, span.start, span.end) >= 0:
                begins_with_it = text.startswith(_AMONG, span.start)
                before = _sentence(text, above) if above is not None and begins_with_it else None
                yield from _lists_of(_sentence(text, span), before)
            above = span


def _sentence(text: str, span: Span) -> Sentence:
    return Sentence(text[span.start : span.end], span.start)


def _lists_of(sentence: Sentence, before: Sentence | None) -> Iterator[_List]:
    """The lists of a sentence; one that it begins with may belong to a total of the sentence before."""
    starts = [match.start() for match in re.finditer(_AMONG, sentence.text)]
    times = Counter(index for listing in listings(sentence) for index in listing.indices)
    for position, following in itertools.pairwise([*starts, len(sentence.text)]):
        holder = sentence
        totals = [q for q in sentence.quantities if q.span.end <= position and q.unit != "%"]
        if position == 0 and before is not None:
            holder, totals = before, [q for q in before.quantities if q.unit != "%"]
            totals = totals if len(totals) == 1 else []
        if not totals or holder.text[totals[-1].span.end : position].count("；"):
            continue
        total = totals[-1]
        listed = _parts(sentence, position, following, total, times)
        if not listed:
            continue
        start = holder.clause_start(total.span.start)
        yield _List(
            total,
            tuple(sentence.quantities[index] for index in listed),
            _REST.search(sentence.before(listed[-1]).text) is not None,
            Span(holder.start + start, sentence.start + position + len(_AMONG)),
        )


def _parts(sentence: Sentence, start: int, end: int, total: Quantity, times: Counter[int]) -> Sequence[int]:
    """The numbers after 其中 that are parts of a total.

    They may be all numbers that follow, those up to some point, or the first of each stretch between semicolons: what
    adds up to the total is taken, or else what comes nearest to it. A number counts for each of its labels (A、B各1件).
    """
    bracket = sentence.bracket_at(start)
    if bracket is not None:
        end = min(end, bracket.end)
    first, behind = (
        bisect.bisect_left(sentence.quantities, place, key=lambda quantity: quantity.span.start)
        for place in (start, end)
    )
    counted = [
        index
        for index, quantity in enumerate(sentence.quantities[first:behind], first)
        for _ in range(times[index] or 1)
        if sentence.bracket_at(quantity.span.start) == bracket
        and (quantity.unit == total.unit or (not quantity.unit and _REST.search(sentence.before(index).text)))
        and not _NO_PART.search(sentence.before(index).text)
    ]
    stretches: dict[int, list[int]] = defaultdict(list)
    for index in counted:
        stretches[sentence.text.count("；", start, sentence.quantities[index].span.start)].append(index)
    firsts = [stretch[0] for stretch in stretches.values()]
    prefixes = [counted[:length] for length in range(2, len(counted))]
    whole = [firsts, *stretches.values()] if len(stretches) > 1 else [counted]

    def distance(indices: Sequence[int]) -> float:
        return abs(sum(sentence.quantities[index].value for index in indices) - total.value)

    exact = [indices for indices in (*whole, counted, *prefixes) if len(indices) > 1 and not distance(indices)]
    return min(exact or [indices for indices in whole if len(indices) > 1], key=distance, default=())


def _codes_at(facts: Facts, span: Span) -> list[str]:
    return [f.code for f in facts.figures if f.span.start < span.end and span.start < f.span.end]
