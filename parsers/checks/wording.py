"""Rules about what sentences say of their numbers: shares, growth, cumulative figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.forms import first_matrix_year
from parsers.checks.ledger import Facts, Ledger, amount, written
from parsers.checks.passages import amount_of, sentences_with
from parsers.checks.results import finding, joined, name, printed
from parsers.checks.rules import Rule
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Finding, Span
from parsers.text.numbers import find_quantities

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
    for sentence in sentences_with(facts.text, "占"):
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


def check_outcomes(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """N02: the printed outcomes, with 其余情况, add up to the answers.

    From the first form with a matrix on, 其他处理 is one of the form's outcomes and no longer the rest of a list.
    """
    whole = "applications.answered.total"
    total, rest = (ledger.one(code, "total", facts.year) for code in (whole, "applications.answered.other"))
    if facts.form != "narrative" or facts.year >= first_matrix_year() or total is None or rest is None:
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
        if match is None:
            continue
        near = find_quantities(facts.text, match.end(), match.end() + 20)
        cumulative = next((quantity for quantity in near if quantity.span.start == match.end()), None)
        if cumulative is None:
            continue
        passed = amount(figure).low <= amount_of(cumulative).high
        yield finding(
            rule,
            passed=passed,
            expected=f"at most {written(cumulative.value)}",
            observed=figure.value,
            explanation=f"{printed(figure.code, figure.value)} in one year {'is within' if passed else 'exceeds'} "
            f"{written(cumulative.value)} in all years.",
            codes=[figure.code],
        )


def _shares(facts: Facts, ledger: Ledger) -> Iterator[tuple[Figure, re.Match[str]]]:
    for figure in _located(facts, ledger):
        match = _SHARE.match(facts.text, _after(facts.text, figure))
        if match is not None and not _foreign(match[0][: match.start("share") - match.start()], facts, figure):
            yield figure, match


def _located(facts: Facts, ledger: Ledger) -> Iterator[Figure]:
    """This year's exact figures of running text that have words of their own."""
    shared = Counter((figure.span.start, figure.span.end) for figure in facts.figures)
    for figure in facts.figures:
        if (
            figure.source == "narrative"
            and figure.year == facts.year
            and figure.scope == ledger.scope
            and figure.label is None
            and not figure.approx
            and not figure.implied
            and not figure.stated_zero
            and shared[figure.span.start, figure.span.end] == 1
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


def _sentence_around(text: str, span: Span) -> tuple[int, int]:
    start = max(text.rfind("。", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    ends = [position for position in (text.find("。", span.end), text.find("\n", span.end)) if position >= 0]
    return start, min(ends, default=len(text))


def _ancestors(code: str) -> Iterator[str]:
    parent = codebook()[code].parent
    while parent:
        yield parent
        parent = codebook()[parent].parent


def _rounding(share: str) -> float:
    """How far a printed share may be from the exact one, with a little for shares that were cut off, not rounded."""
    return 0.6 * 10.0 ** -len(share.partition(".")[2])
