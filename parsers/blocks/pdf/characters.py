"""The characters of a page that a person reads as its words: each once, and no watermark among them.

A PDF file only says which sign stands where. What is printed twice to look bold is one character; signs that are
turned, faint or huge and lie over others are a watermark, and are told by how they are printed, never by their words.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Thing = dict[str, Any]
"""A character, rule, box or picture: its place, and how it is printed (`parsers.blocks.pdf.pages`)."""
Style = tuple[str, float, float, int]
"""How a character is printed: font, size, brightness and angle."""

WHITE = 0.97
"""Brightness from which nothing is seen on white paper."""
_FAINT, _PALE = 0.55, 0.75
"""Brightness from which gray words are faint, and words of a color."""
_COLORED = 0.15
"""By how much the parts of a color differ at least; gray has none."""
_DARK = 0.45
"""Brightness up to which words are dark."""
_SAME_PLACE, _SAME_STEP = 0.2, 0.4
"""Shares of its size and of its width by which the second print of a character may be shifted."""
_OVERLAP_ACROSS, _OVERLAP_DOWN = 0.3, 0.5
"""Shares of the smaller character's width and height that another covers where they cannot both be read."""
_CENTRED = 0.45
"""Share of the wider character's width by which the middles of two differ that are printed over each other: fonts that
lie about their widths make neighbours overlap, too."""
_PROOF = 0.3
"""Share of the characters of a style that lie over others, or over rules, where it is that of a watermark."""
_MINORITY, _FAINT_MINORITY = 0.3, 0.5
"""Share of a page's characters that a watermark has at most; a faint one may be printed again and again."""
_HUGE = 1.5
"""How many times as large as the words below it a watermark is, where nothing else tells them apart."""
_SHORT_STEP = 0.75
"""Share of the usual step from one digit to the next; where it is shorter, another number is printed over this one."""
_AROUND = tuple(itertools.product((-1, 0, 1), repeat=2))
"""A square and those around it."""
_CROWD = 60
"""Characters of a small square beyond which no more are compared: nobody reads any of them."""


@dataclasses.dataclass(frozen=True, slots=True)
class Visible:
    """The characters that are read, and what else is printed on a page.

    Attributes:
        characters: What is read, in the order in which it is printed; `run` numbers what is printed in one go, `style`
            says how.
        doubled: The text of characters that are printed again in nearly the same place.
        watermark: The text of the characters that lie over others, or that nobody sees.
    """

    characters: tuple[Thing, ...]
    doubled: str = ""
    watermark: str = ""


def visible(characters: Sequence[Thing], fills: Sequence[Thing], rules: Sequence[Thing]) -> Visible:
    """Tells the words of a page from what is printed over them.

    Args:
        characters: Every character, in the order in which they are printed.
        fills: Pictures and filled boxes, which light words may stand on.
        rules: Horizontal rules.
    """
    unseen = [one for one in characters if one["ink"].brightness >= WHITE and _is_unseen(one, fills)]
    left_out = set(map(id, unseen))
    once, doubled = _once([one for one in characters if id(one) not in left_out] if unseen else characters)
    for number, run in enumerate(_runs(once)):
        for one in run:
            one["run"] = number
    marks = _watermarks(once, rules)
    kept = tuple(one for one in once if one["style"] not in marks)
    watermark = (one["text"] for one in (*unseen, *(one for one in once if one["style"] in marks)))
    return Visible(kept, "".join(one["text"] for one in doubled), "".join(watermark))


@dataclasses.dataclass(frozen=True, slots=True)
class Ink:
    """How bright a color is.

    Attributes:
        brightness: From black 0 to white 1.
        light: The same in tenths: words in inks that differ less are printed alike.
        is_faint: It is so light that words in black hide it.
        is_dark: It hides faint words.
    """

    brightness: float
    light: float
    is_faint: bool
    is_dark: bool


@functools.lru_cache(maxsize=1024)
def ink_of(color: object) -> Ink:
    """The ink of a color: a share of white, of red, green and blue, or of four inks."""
    bright = brightness(color)
    colored = isinstance(color, tuple) and len(color) == 3 and max(color) - min(color) > _COLORED
    return Ink(bright, round(bright, 1), bright >= (_PALE if colored else _FAINT), bright <= _DARK)


def brightness(color: object) -> float:
    """How bright a color is, from black 0 to white 1; what is not known is black, as most ink is."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    match parts:
        case [float() | int() as gray]:
            return float(gray)
        case [float() | int() as red, float() | int() as green, float() | int() as blue]:
            return 0.3 * red + 0.59 * green + 0.11 * blue
        case [float() | int() as c, float() | int() as m, float() | int() as y, float() | int() as black]:
            return (1 - black) * (1 - 0.3 * c - 0.59 * m - 0.11 * y)
        case _:
            return 0.0


def runs(characters: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Characters by what is printed in one go."""
    for _, run in itertools.groupby(characters, lambda one: one["run"]):
        yield list(run)


def overlap(one: Thing, other: Thing) -> bool:
    """Whether two characters are printed over each other, so that they cannot both be read."""
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    if down <= _OVERLAP_DOWN * min(one["bottom"] - one["top"], other["bottom"] - other["top"]):
        return False
    if one["text"].isdigit() and other["text"].isdigit():
        across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
        return bool(across > _OVERLAP_ACROSS * min(one["x1"] - one["x0"], other["x1"] - other["x0"]))
    apart = abs(one["x0"] + one["x1"] - other["x0"] - other["x1"]) / 2
    return bool(apart < _CENTRED * max(one["x1"] - one["x0"], other["x1"] - other["x0"]))


@functools.lru_cache(maxsize=1024)
def rounded_angle(across: float, up: float) -> int:
    """By how many degrees a line is turned that goes so far across and up."""
    return round(math.degrees(math.atan2(up, across)))


def _runs(characters: Sequence[Thing]) -> Iterator[list[Thing]]:
    """Characters that are printed one behind the other, in one style, on one line and with the usual steps."""
    styles = [one["style"] for one in characters]
    steps: dict[Style, list[float]] = defaultdict(list)
    for (one, kind), (other, following) in itertools.pairwise(zip(characters, styles, strict=True)):
        if kind == following and one["text"].isdigit() and other["text"].isdigit():
            steps[kind].append(_step(one, other))
    usual = {kind: statistics.median(found) for kind, found in steps.items()}
    run: list[Thing] = []
    for index, one in enumerate(characters):
        if run and (
            styles[index] != styles[index - 1]
            or abs(one["bottom"] - run[-1]["bottom"]) >= 0.3 * one["size"]
            or one["x0"] <= run[-1]["x0"]
            or (one["text"].isdigit() and _step(run[-1], one) < _SHORT_STEP * usual.get(styles[index], 0))
        ):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _step(one: Thing, other: Thing) -> float:
    """How far behind a character the next one begins, in widths of the first."""
    return float((other["x0"] - one["x0"]) / max(0.1, one["x1"] - one["x0"]))


def _is_unseen(character: Thing, fills: Sequence[Thing]) -> bool:
    """Whether white paper is below a white character."""
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    below = (fill for fill in fills if fill["x0"] <= x <= fill["x1"] and fill["top"] <= y <= fill["bottom"])
    return all(fill.get("fill", False) and fill["ink"].brightness >= WHITE for fill in below)


def _once(characters: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Characters, and those among them that repeat one in nearly the same place; of each the darkest stays."""
    kept: list[Thing] = []
    again: list[Thing] = []
    places: dict[str, dict[tuple[int, int], list[int]]] = defaultdict(dict)
    for one in characters:
        text = one["text"]
        reach = max(0.1, min(_SAME_PLACE * one["size"], _SAME_STEP * (one["x1"] - one["x0"])))
        column, row = int(one["x0"] // reach), int(one["top"] // reach)
        before = places[text]
        if before and text.strip():
            same = next((index for index in _near(before, column, row) if _same_place(kept[index], one, reach)), None)
            if same is not None:
                if one["ink"].brightness < kept[same]["ink"].brightness:
                    kept[same] = one
                again.append(one)
                continue
        before.setdefault((column, row), []).append(len(kept))
        kept.append(one)
    return kept, again


def _near(places: Mapping[tuple[int, int], Sequence[int]], column: int, row: int) -> Iterator[int]:
    """What stands in a square and in those around it."""
    for dx, dy in _AROUND:
        if (held := places.get((column + dx, row + dy))) is not None:
            yield from held


def _same_place(one: Thing, other: Thing, reach: float) -> bool:
    return bool(abs(one["x0"] - other["x0"]) <= reach and abs(one["top"] - other["top"]) <= reach)


def _watermarks(characters: Sequence[Thing], rules: Sequence[Thing]) -> frozenset[Style]:
    """The styles of watermarks."""
    counts = Counter[Style](one["style"] for one in characters)
    straight = Counter[int]()
    for (_, _, _, angle), count in counts.items():
        straight[angle] += count
    upright = straight.most_common(1)[0][0] if straight else 0
    turned = {one for one in counts if (one[3] - upright) % 90}
    faint = {one["style"] for one in characters if one["ink"].is_faint}
    usual = counts.most_common(1)[0][0][1] if counts else 0
    huge = {one for one in counts if one[1] > _HUGE * usual}
    proofs = Counter(_over_others(characters, counts))
    proofs.update(_over_rules([one for one in characters if one["style"] in faint | huge], rules))
    over = {
        one
        for one, proof in proofs.items()
        if (one in faint and counts[one] <= _FAINT_MINORITY * len(characters))
        or (proof >= _PROOF * counts[one] and counts[one] <= _MINORITY * len(characters))
    }
    return frozenset(turned | over)


def _over_others(characters: Sequence[Thing], counts: Counter[Style]) -> Iterator[Style]:
    """Of each two characters that cover each other, the style that is more like a watermark's, once a character."""
    differing = {one: {other for other in counts if other != one and _differ(one, other, counts)} for one in counts}
    if not any(differing.values()):
        return
    proved: set[int] = set()
    for held in _by_square(characters):
        kinds = {one["style"] for one in held}
        if len(kinds) == 1 or all(kinds.isdisjoint(differing[kind]) for kind in kinds):
            continue
        for index, one in enumerate(held):
            against = differing[one["style"]]
            for other in held[: min(index, _CROWD)]:
                if other["style"] not in against or not overlap(one, other):
                    continue
                mark = max(one, other, key=lambda character: _like_a_watermark(character["style"], counts))
                if id(mark) not in proved:
                    proved.add(id(mark))
                    yield mark["style"]


def _by_square(characters: Sequence[Thing]) -> Iterable[list[Thing]]:
    """Letters, digits and Chinese characters by the squares of the page that they reach into."""
    squares: dict[tuple[int, int], list[Thing]] = defaultdict(list)
    side = max((one["size"] for one in characters), default=1.0) or 1.0
    for one in characters:
        if one["text"][:1].isalnum():
            column, row = int(one["x0"] // side), int(one["top"] // side)
            last_column, last_row = int(one["x1"] // side), int(one["bottom"] // side)
            squares[column, row].append(one)
            if column != last_column or row != last_row:
                for square in itertools.product(range(column, last_column + 1), range(row, last_row + 1)):
                    if square != (column, row):
                        squares[square].append(one)
    return squares.values()


def _like_a_watermark(kind: Style, counts: Counter[Style]) -> tuple[float, float, int]:
    _, size, light, _ = kind
    return light, size, -counts[kind]


def _differ(one: Style, other: Style, counts: Counter[Style]) -> bool:
    """Whether two styles differ enough for one of them to be a watermark's."""
    sizes = sorted((one[1], other[1]))
    often = sorted((counts[one], counts[other]))
    return abs(one[2] - other[2]) > 0.1 or sizes[1] > _HUGE * sizes[0] or often[1] > 10 * often[0]


def _over_rules(characters: Sequence[Thing], rules: Sequence[Thing]) -> Iterator[Style]:
    """Styles of characters that a rule runs through, as words in cells never have it."""
    ordered = sorted(rules, key=_level)
    levels = [_level(rule) for rule in ordered]
    for one in characters:
        quarter = (one["bottom"] - one["top"]) / 4
        middle = (one["x0"] + one["x1"]) / 2
        first = bisect.bisect_left(levels, int(one["top"] + quarter) + 1)
        across = ordered[first : bisect.bisect_left(levels, int(one["bottom"] - quarter))]
        if one["text"].strip() and any(rule["x0"] <= middle <= rule["x1"] for rule in across):
            yield one["style"]


def _level(rule: Thing) -> int:
    return int(rule["top"])
