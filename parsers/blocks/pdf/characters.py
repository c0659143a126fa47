"""The characters of a page that a person reads as its words: each once, and no watermark among them.

A PDF file only says which sign stands where. What is printed twice to look bold is one character; signs that are
turned, faint or huge and lie over others are a watermark, and are told by how they are printed, never by their words.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Thing = dict[str, Any]
"""A character, rule, box or picture as the library gives it."""
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
    unseen = [one for one in characters if _is_unseen(one, fills)]
    left_out = set(map(id, unseen))
    seen = [{**one, "style": style(one)} for one in characters if id(one) not in left_out]
    once, doubled = _once(seen)
    for number, run in enumerate(_runs(once)):
        for one in run:
            one["run"] = number
    marks = _watermarks(once, rules)
    kept = tuple(one for one in once if one["style"] not in marks)
    watermark = (one["text"] for one in (*unseen, *(one for one in once if one["style"] in marks)))
    return Visible(kept, "".join(one["text"] for one in doubled), "".join(watermark))


def brightness(color: object) -> float:
    """How bright a color is, from black 0 to white 1; what is not known is black, as most ink is."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    try:
        return _brightness(*parts)
    except TypeError:
        # A part that has no hash is no number.
        return 0.0


@functools.lru_cache(maxsize=1024)
def _brightness(*color: object) -> float:
    match color:
        case [float() | int() as gray]:
            return float(gray)
        case [float() | int() as red, float() | int() as green, float() | int() as blue]:
            return 0.3 * red + 0.59 * green + 0.11 * blue
        case [float() | int() as c, float() | int() as m, float() | int() as y, float() | int() as black]:
            return (1 - black) * (1 - 0.3 * c - 0.59 * m - 0.11 * y)
        case _:
            return 0.0


def style(character: Thing) -> Style:
    """How a character is printed."""
    light = round(brightness(character["non_stroking_color"]), 1)
    across, up, *_ = character["matrix"]
    return character["fontname"], round(character["size"]), light, _angle(across, up)


def is_faint(character: Thing) -> bool:
    """Whether a character is so light that words in black hide it."""
    color = character["non_stroking_color"]
    light = brightness(color)
    colored = isinstance(color, (tuple, list)) and len(color) == 3 and max(color) - min(color) > _COLORED
    return light >= (_PALE if colored else _FAINT)


def is_dark(character: Thing) -> bool:
    """Whether a character is printed in ink that hides faint ones."""
    return brightness(character["non_stroking_color"]) <= _DARK


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
def _angle(across: float, up: float) -> int:
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
    """Whether a character is white on white paper."""
    if brightness(character["non_stroking_color"]) < WHITE:
        return False
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    below = (fill for fill in fills if fill["x0"] <= x <= fill["x1"] and fill["top"] <= y <= fill["bottom"])
    return all(fill.get("fill", False) and brightness(fill["non_stroking_color"]) >= WHITE for fill in below)


def _once(characters: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Characters, and those among them that repeat one in nearly the same place; of each the darkest stays."""
    kept: list[Thing] = []
    again: list[Thing] = []
    places: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for one in characters:
        reach = max(0.1, min(_SAME_PLACE * one["size"], _SAME_STEP * (one["x1"] - one["x0"])))
        column, row = int(one["x0"] // reach), int(one["top"] // reach)
        near = (
            index
            for dx, dy in itertools.product((-1, 0, 1), repeat=2)
            for index in places.get((one["text"], column + dx, row + dy), ())
        )
        same = next((index for index in near if _same_place(kept[index], one, reach)), None)
        if same is None or not one["text"].strip():
            places[one["text"], column, row].append(len(kept))
            kept.append(one)
            continue
        if brightness(one["non_stroking_color"]) < brightness(kept[same]["non_stroking_color"]):
            kept[same] = one
        again.append(one)
    return kept, again


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
    faint = {one["style"] for one in characters if is_faint(one)}
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
    squares: dict[tuple[int, int], list[tuple[Style, Thing]]] = defaultdict(list)
    side = max((one["size"] for one in characters), default=1.0) or 1.0
    proved: set[int] = set()
    for one in characters:
        if not one["text"][:1].isalnum():
            continue
        kind = one["style"]
        columns = range(int(one["x0"] // side), int(one["x1"] // side) + 1)
        rows = range(int(one["top"] // side), int(one["bottom"] // side) + 1)
        for square in itertools.product(columns, rows):
            for other_kind, other in squares[square]:
                if kind == other_kind or not _differ(kind, other_kind, counts) or not overlap(one, other):
                    continue
                mark = max(one, other, key=lambda character: _like_a_watermark(character["style"], counts))
                if id(mark) not in proved:
                    proved.add(id(mark))
                    yield mark["style"]
            if len(squares[square]) < _CROWD:
                squares[square].append((kind, one))


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
    levels: dict[int, list[Thing]] = defaultdict(list)
    for rule in rules:
        levels[int(rule["top"])].append(rule)
    for one in characters:
        quarter = (one["bottom"] - one["top"]) / 4
        middle = (one["x0"] + one["x1"]) / 2
        across = (
            rule
            for level in range(int(one["top"] + quarter) + 1, int(one["bottom"] - quarter))
            for rule in levels.get(level, ())
        )
        if one["text"].strip() and any(rule["x0"] <= middle <= rule["x1"] for rule in across):
            yield one["style"]
