"""Rules about what sentences say of their numbers: lists with their parts, shares, growth, cumulative figures."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from parsers.checks.ledger import Amount, Facts, Ledger, amount, written
from parsers.checks.results import finding, joined, name, printed
from parsers.checks.rules import Rule
from parsers.codebook import codebook
from parsers.figures.lists import listings
from parsers.figures.sentences import Sentence, sentences
from parsers.model import Figure, Finding, Span
from parsers.numbers import Quantity, find_quantities
from parsers.text import CELL_SEPARATOR

_AMONG = "其中"
_REST = re.compile(r"其[他余它]")
_NO_PART = re.compile(r"[比较]|同比|增|减|上升|下降|上年|去年|日均|平均|累计|每|占")
_NEAR = 0.05
"""How far the parts of a list may be from its total for the list to be taken as complete, as a share of the total."""
_LEAST_COVERED = 0.5
_VAGUE = 0.1
"""How far 余, 近 and 约 reach, as a share of the number."""
_SHARE = re.compile(
    r"[^\d。；;]{0,8}?[，,（(]?[^\d。；;，,]{0,4}占(?P<of>[^\d。；;，,]{0,14}?)(?:的)?(?:比例|比重|比)?(?:约|为|是|达)?"
    r"(?P<share>\d+(?:\.\d+)?)\s*[%％﹪]"
)
_OF = re.compile(r"总|全部|答复|答覆|申请|办结|受理|收到|公开|同期")
_ONLY_SHARE = re.compile(r"占[^\d。；;，,]{0,14}?(?P<share>\d+(?:\.\d+)?)\s*[%％﹪]")
_GROWTH = re.compile(
    r"(?P<between>[^。；;]{0,40}?)(?P<way>增长|增加|上升|增幅|提高|下降|减少|降低|降幅)(?:了|约|为|达|幅度)*"
    r"(?P<rate>\d+(?:\.\d+)?)\s*[%％﹪]"
)
_FALLING = ("下降", "减少", "降低", "降幅")
_LAST_YEAR = re.compile(r"同比|上年|去年|上一年|(?:19|20)\d{2}年")
_PER_ISSUE = re.compile(r"每期[^\d，。；]{0,8}(?=\d)")
_CUMULATIVE = re.compile(
    r"[^\d。；]{0,4}[，、（(；]?(?:历年|截至[^，。；\d]{0,8}|自?\d{4}年[^，。；\d]{0,6})?累计[^\d，。；]{0,10}(?=\d)"
)
_WHOLES = {
    "applications": ("applications.answered.total", "applications.received.total", "applications.concluded.total"),
    "disclosure": ("disclosure.total", "disclosure.channel.total"),
}
_SHARES_OF_A_WHOLE = (97.0, 103.0)
_LEAST_SHARES = 3
_MATRIX_YEAR = 2019
"""Year from which 其他处理 is one outcome of the form, no longer the rest of a list."""


def check_shares(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """C05: a printed share is the share of the two printed numbers, whichever total the text means."""
    for figure, share in _shares(facts, ledger):
        stated = float(share["share"])
        if share["of"] and not _OF.search(share["of"]):
            continue
        wholes = [
            (figure.value / whole.value * 100, code, whole.value)
            for code in dict.fromkeys((*_ancestors(figure.code), *_WHOLES.get(figure.code.partition(".")[0], ())))
            for whole in ledger.amounts(code, "total", facts.year)
            if code != figure.code and whole.exact and whole.value
        ]
        if not wholes or figure.code in _WHOLES.get(figure.code.partition(".")[0], ()):
            continue
        computed, code, whole = min(wholes, key=lambda item: abs(item[0] - stated))
        if abs(computed - stated) > max(rule.absolute, _rounding(share["share"])):
            computed, code, whole = wholes[0]
        yield finding(
            rule,
            passed=abs(computed - stated) <= max(rule.absolute, _rounding(share["share"])),
            expected=round(computed, 2),
            observed=stated,
            explanation=f"The text gives the share of {name(figure.code)} as {share['share']}%; "
            f"{written(figure.value)} / {printed(code, whole)} = {computed:.2f}%.",
            codes=[figure.code, code],
        )


def check_growth(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """C06: a printed growth rate is that of this year's and last year's number, both in this report."""
    yield from growth_from(rule, facts, ledger, ledger, "this report")


def growth_from(rule: Rule, facts: Facts, ledger: Ledger, before: Ledger, where: str) -> Iterator[Finding]:
    """Tests printed growth rates against last year's numbers.

    Args:
        rule: C06.
        facts: The report.
        ledger: Its ledger.
        before: Ledger that has last year's numbers.
        where: Whose ledger that is.
    """
    for figure in _located(facts, ledger):
        match = _GROWTH.match(facts.text, _after(facts.text, figure))
        if match is None or not _LAST_YEAR.search(match[0]) or _foreign(match["between"], facts, figure):
            continue
        last = before.one(figure.code, figure.applicant_type, facts.year - 1)
        if last is None or not last.exact or not last.value:
            continue
        sign = -1 if match["way"] in _FALLING else 1
        stated = sign * float(match["rate"])
        growth = (figure.value / last.value - 1) * 100
        passed = abs(growth - stated) <= rule.absolute
        yield finding(
            rule,
            passed=passed,
            expected=round(growth, 2),
            observed=stated,
            explanation=f"The text says that {name(figure.code)} changed by {written(stated)}%; "
            f"{written(figure.value)} after {written(last.value)} in {facts.year - 1} ({where}) is {growth:+.1f}%.",
            codes=[figure.code],
        )


def check_share_sums(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """N03: the shares of a complete list add up to 100 %."""
    for sentence in _sentences(facts.text, "占"):
        found = [match["share"] for match in _ONLY_SHARE.finditer(sentence.text)]
        total = sum(map(float, found))
        if len(found) < _LEAST_SHARES or not _SHARES_OF_A_WHOLE[0] <= total <= _SHARES_OF_A_WHOLE[1]:
            continue
        reach = max(rule.absolute, sum(map(_rounding, found)))
        passed = abs(total - 100) <= reach
        yield finding(
            rule,
            passed=passed,
            expected=100,
            observed=round(total, 4),
            explanation=f"The shares {joined(found)} {'make' if passed else 'do not make'} 100%: "
            f"{written(round(total, 4))}%.",
        )


def check_lists(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C14: the parts of a list after 其中 add up to its total, also where no code counts them.

    A list is complete where it ends with 其他 or 其余, or where its parts come near the total.
    """
    for listing in _lists(facts.text):
        total, parts = listing.total, listing.parts
        low, value, high = (sum(getattr(_amount(part), end) for part in parts) for end in ("low", "value", "high"))
        whole = _amount(total)
        passed = low <= whole.high and whole.low <= high
        exact = whole.exact and all(_amount(part).exact for part in parts)
        near = abs(value - total.value) <= _NEAR * total.value
        complete = near or (
            listing.ends_with_rest and _LEAST_COVERED * total.value <= value <= (1 + _NEAR) * total.value
        )
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


def check_outcomes(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """N02: the printed outcomes, with 其余情况, add up to the answers."""
    whole = "applications.answered.total"
    total, rest = (ledger.one(code, "total", facts.year) for code in (whole, "applications.answered.other"))
    if facts.form != "narrative" or facts.year >= _MATRIX_YEAR or total is None or rest is None:
        return
    children = [code.code for code in codebook().values() if code.parent == whole]
    parts = {code: found for code in children if (found := ledger.one(code, "total", facts.year))}
    if len(parts) < _LEAST_SHARES or not all(item.exact for item in (total, *parts.values())):
        return
    expected = sum(item.value for item in parts.values())
    passed = expected == total.value
    yield finding(
        rule,
        passed=passed,
        expected=expected,
        observed=total.value,
        explanation=f"{printed(whole, total.value)} {'equals' if passed else 'is not'} "
        f"{joined(printed(code, item.value) for code, item in parts.items())} = {written(expected)}.",
        codes=[whole, *parts],
    )


def check_gazette(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """N04: copies of the gazette are its issues times the copies of each."""
    issues = [f for f in facts.figures if f.code == "gazette.issues" and f.year == facts.year and not f.approx]
    for copies in (f for f in facts.figures if f.code == "gazette.copies" and f.year == facts.year and not f.approx):
        start, end = _sentence_around(facts.text, copies.span)
        match = _PER_ISSUE.search(facts.text, start, end)
        each = next(find_quantities(facts.text, match.end(), end), None) if match else None
        same = [f.value for f in issues if f.scope == copies.scope and f.label == copies.label]
        if each is None or each.approx or len(set(same)) != 1:
            continue
        expected = same[0] * each.value
        passed = expected == copies.value
        yield finding(
            rule,
            passed=passed,
            expected=expected,
            observed=copies.value,
            explanation=f"{printed('gazette.copies', copies.value)} {'equals' if passed else 'is not'} "
            f"{written(same[0])} issues of {written(each.value)} copies = {written(expected)}.",
            codes=["gazette.copies", "gazette.issues"],
        )


def check_cumulative(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """N08: what was counted in one year is no more than what was counted in all years."""
    for figure in _located(facts, ledger):
        match = _CUMULATIVE.match(facts.text, _after(facts.text, figure))
        cumulative = next(find_quantities(facts.text, match.end(), match.end() + 20), None) if match else None
        if cumulative is None or match is None or cumulative.span.start != match.end():
            continue
        passed = amount(figure).low <= _amount(cumulative).high
        yield finding(
            rule,
            passed=passed,
            expected=f"at most {written(cumulative.value)}",
            observed=figure.value,
            explanation=f"{printed(figure.code, figure.value)} in one year {'is within' if passed else 'exceeds'} "
            f"{written(cumulative.value)} in all years.",
            codes=[figure.code],
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
    for paragraph in _paragraphs(text):
        if _AMONG not in text[paragraph.start : paragraph.end]:
            continue
        before: Sentence | None = None
        for sentence in sentences(text, paragraph):
            yield from _lists_of(sentence, before)
            before = sentence


def _lists_of(sentence: Sentence, before: Sentence | None) -> Iterator[_List]:
    starts = [match.start() for match in re.finditer(_AMONG, sentence.text)]
    for position, following in itertools.pairwise([*starts, len(sentence.text)]):
        holder = sentence
        totals = [q for q in sentence.quantities if q.span.end <= position and q.unit != "%"]
        if not totals and position == 0 and before is not None:
            holder, totals = before, [q for q in before.quantities if q.unit != "%"]
            totals = totals if len(totals) == 1 else []
        if not totals or holder.text[totals[-1].span.end : position].count("；"):
            continue
        total = totals[-1]
        listed = _parts(sentence, position, following, total)
        if len(listed) < 2:
            continue
        start = holder.clause_start(total.span.start)
        yield _List(
            total,
            tuple(sentence.quantities[index] for index in listed),
            _REST.search(sentence.before(listed[-1]).text) is not None,
            Span(holder.start + start, sentence.start + position + len(_AMONG)),
        )


def _parts(sentence: Sentence, start: int, end: int, total: Quantity) -> Sequence[int]:
    """The numbers after 其中 that are parts of a total.

    They may be all numbers that follow, those up to some point, or the first of each stretch between semicolons: what
    adds up to the total is taken, or else what comes nearest to it. A number counts for each of its labels (A、B各1件).
    """
    bracket = sentence.bracket_at(start)
    if bracket is not None:
        end = min(end, bracket.end)
    times = Counter(index for listing in listings(sentence) for index in listing.indices)
    counted = [
        index
        for index, quantity in enumerate(sentence.quantities)
        for _ in range(times[index] or 1)
        if start < quantity.span.start < end
        and sentence.bracket_at(quantity.span.start) == bracket
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


def _shares(facts: Facts, ledger: Ledger) -> Iterator[tuple[Figure, re.Match[str]]]:
    for figure in _located(facts, ledger):
        match = _SHARE.match(facts.text, _after(facts.text, figure))
        if match is not None and not _foreign(match[0][: match.start("share") - match.start()], facts, figure):
            yield figure, match


def _located(facts: Facts, ledger: Ledger) -> Iterator[Figure]:
    """This year's exact figures of running text that have words of their own."""
    shared = Counter(figure.span for figure in facts.figures)
    for figure in facts.figures:
        if (
            figure.source == "narrative"
            and figure.year == facts.year
            and figure.scope == ledger.scope
            and figure.label is None
            and not figure.approx
            and not figure.implied
            and not figure.stated_zero
            and shared[figure.span] == 1
            and facts.text.count(figure.printed, figure.span.start, figure.span.end) == 1
        ):
            yield figure


def _after(text: str, figure: Figure) -> int:
    """Where a figure's number ends."""
    return text.find(figure.printed, figure.span.start, figure.span.end) + len(figure.printed)


def _foreign(between: str, facts: Facts, figure: Figure) -> bool:
    """Whether another figure of this year stands between a number and what may be said of either."""
    start = _after(facts.text, figure)
    return any(
        other.year == facts.year and start <= other.span.end - 1 < start + len(between) and other.span != figure.span
        for other in facts.figures
    )


def _sentences(text: str, word: str) -> Iterator[Sentence]:
    for paragraph in _paragraphs(text):
        if word in text[paragraph.start : paragraph.end]:
            yield from sentences(text, paragraph)


def _paragraphs(text: str) -> Iterator[Span]:
    """The lines that are no rows of a table."""
    start = 0
    for line in text.split("\n"):
        if line and CELL_SEPARATOR not in line:
            yield Span(start, start + len(line))
        start += len(line) + 1


def _sentence_around(text: str, span: Span) -> tuple[int, int]:
    start = max(text.rfind("。", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    ends = [position for position in (text.find("。", span.end), text.find("\n", span.end)) if position >= 0]
    return start, min(ends, default=len(text))


def _ancestors(code: str) -> Iterator[str]:
    parent = codebook()[code].parent
    while parent:
        yield parent
        parent = codebook()[parent].parent


def _codes_at(facts: Facts, span: Span) -> list[str]:
    return [f.code for f in facts.figures if f.span.start < span.end and span.start < f.span.end]


def _rounding(share: str) -> float:
    """How far a printed share may be from the exact one, with a little for shares that were cut off, not rounded."""
    return 0.6 * 10.0 ** -len(share.partition(".")[2])


def _amount(quantity: Quantity) -> Amount:
    reach = quantity.value * _VAGUE if quantity.approx else 0.0
    low = quantity.value - (reach if quantity.bound != "ge" else 0.0)
    high = quantity.value + (reach if quantity.bound != "le" else 0.0)
    return Amount(quantity.value, low, high)
