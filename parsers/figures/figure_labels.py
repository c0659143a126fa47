"""The words that reports use for what they count, as `parsers/data/figure_labels.toml` gives them."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.errors import KnowledgeError
from parsers.knowledge.codebook import codebook
from parsers.knowledge.units import units

_WORD = re.compile(r"<([\u4e00-\u9fff]+)>")
_BEHIND = (
    r"(?:的|了|为|是|有|共|历年|计|共有|共计|合计|总计|累计|达到?|也|就|则|已|均|约为?|数量?|发布数|公开数|期数|份数|册数|总次数|总人数|总数|总量|件数|次数|人数|条数|情况"
    r"|各类|分别|：|——|，|方面|为数|在内|亦|最多|次之|其次|居首|居多|占多数|占大多数|居第[一二三]位|现有|保留|建成|建有|设有|开通|首次|一共|开了|做了|办了|先后|为主)*"
)
_AHEAD = r"(?:的|为|是|系|被|均|全部|都|已经?|依法|经|予以|属)*"
_KEYS = {
    "code",
    "applicant_type",
    "before",
    "after",
    "context",
    "unless",
    "unless_behind",
    "requires",
    "lead",
    "units",
    "years",
    "levels",
    "nearby",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """Some wordings of one code.

    Attributes:
        code: What they stand for.
        applicant_type: Column of the applicants' matrix that they name, or `total`.
        before: Words right in front of a number.
        after: Words right behind a number.
        context: Beginnings of codes of which the text must be about one; none is needed if there are none.
        unless: What must not stand in front of the number, nor in an `after` label's clause.
        unless_behind: What must not follow the number that `before` stands in front of.
        requires: What must stand in the part of the sentence between semicolons.
        lead: What must stand in front of the number that `after` follows.
        units: Measure words that may count it.
        years: First and last report year.
        levels: Levels of agencies that use it; all, if there are none.
        nearby: Whether it is enough that the paragraph mentions what the text must be about.
    """

    code: str
    applicant_type: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: re.Pattern[str]
    context: tuple[str, ...]
    unless: re.Pattern[str] | None
    unless_behind: re.Pattern[str] | None
    requires: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    units: frozenset[str]
    years: tuple[int, int]
    levels: frozenset[str]
    nearby: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """Words that tell what the text goes on about, without counting it.

    Attributes:
        position: Where they stand.
        focus: What they turn the text to.
        within: What the text must be about already for them to tell anything.
    """

    position: int
    focus: str
    within: str


@functools.cache
def labels() -> tuple[Label, ...]:
    """All wordings, in the order of the file.

    Raises:
        KnowledgeError: An entry names an unknown code, key or word, or a pattern is no regular expression.
    """
    words: dict[str, str] = {}
    for name, pattern in _document()["words"].items():
        words[name] = _expand(pattern, words)
    return tuple(_label(entry, words) for entry in _document()["label"])


@functools.cache
def _document() -> dict[str, Any]:
    text = (importlib.resources.files("parsers") / "data" / "figure_labels.toml").read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"parsers/data/figure_labels.toml: {error}") from error


def _label(entry: dict[str, Any], words: dict[str, str]) -> Label:
    code = entry["code"]
    if code not in codebook():
        raise KnowledgeError(f"parsers/data/figure_labels.toml: code {code} is not in the codebook")
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise KnowledgeError(f"parsers/data/figure_labels.toml, {code}: unknown keys {', '.join(unknown)}")

    def compiled(key: str) -> re.Pattern[str] | None:
        return re.compile(_expand(entry[key], words)) if key in entry else None

    def alternatives(key: str) -> str:
        return "|".join(f"(?:{_expand(pattern, words)})" for pattern in entry.get(key, ()))

    before, after = alternatives("before"), alternatives("after")
    years = entry.get("years", [0, 9999])
    try:
        return Label(
            code=code,
            applicant_type=entry.get("applicant_type", "total"),
            before=re.compile(f"(?P<label>{before}){_BEHIND}$") if before else None,
            after=re.compile(f"{_AHEAD}(?P<label>{after})") if after else None,
            anywhere=re.compile("|".join(filter(None, (before, after)))),
            context=tuple(entry.get("context", ())),
            unless=compiled("unless"),
            unless_behind=compiled("unless_behind"),
            requires=compiled("requires"),
            lead=compiled("lead"),
            units=frozenset(entry["units"]) if "units" in entry else units_of(code),
            years=(years[0], years[1]),
            levels=frozenset(entry.get("levels", ())),
            nearby=bool(entry.get("nearby")),
        )
    except re.error as error:
        raise KnowledgeError(f"parsers/data/figure_labels.toml, {code}: {error.pattern!r}: {error}") from error


def _expand(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the words in <…> put in."""

    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise KnowledgeError(f"parsers/data/figure_labels.toml: the word <{match[1]}> is not listed")
        return f"(?:{words[match[1]]})"

    return _WORD.sub(word, pattern)


def units_of(code: str) -> frozenset[str]:
    """Measure words that may count a code, by its unit in the codebook; none at all is possible, too."""
    unit = codebook()[code].unit
    return frozenset({"", *(word.unit for word in units().values() if unit in word.stands_for)})


@functools.cache
def _contexts() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(entry["pattern"]), entry["focus"], entry.get("within", "")) for entry in _document()["mention"]
    )


def mentions(text: str) -> list[Mention]:
    """What a text mentions, in reading order; of two mentions at one place the first of the file counts."""
    taken: list[tuple[int, int]] = []
    found: list[Mention] = []
    for pattern, focus, within in _contexts():
        for match in pattern.finditer(text):
            if not within:
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
            found.append(Mention(match.start(), focus, within))
    return sorted(found, key=lambda mention: mention.position)


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """What a clause without a number can say: that there was none of something, or that all was of one sort.

    Attributes:
        code: What they stand for.
        pattern: The words.
        unless: What must not stand there.
        context: Beginnings of codes of which the text must be about one; none is needed if there are none.
        years: First and last report year.
        once: Whether all of one thing is meant even where the clause does not say all (1件并于当年公开).
    """

    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    context: tuple[str, ...]
    years: tuple[int, int]
    once: bool


@functools.cache
def zeros() -> tuple[Phrase, ...]:
    """What can be said not to have occurred, the most specific first."""
    return tuple(map(_phrase, _document()["zero"]))


@functools.cache
def outcomes() -> tuple[Phrase, ...]:
    """What can be said of all that was counted before, the most specific first."""
    return tuple(map(_phrase, _document()["outcome"]))


def _phrase(entry: dict[str, Any]) -> Phrase:
    if entry["code"] not in codebook():
        raise KnowledgeError(f"parsers/data/figure_labels.toml: code {entry['code']} is not in the codebook")
    years = entry.get("years", [0, 9999])
    return Phrase(
        code=entry["code"],
        pattern=re.compile(entry["pattern"]),
        unless=re.compile(entry["unless"]) if "unless" in entry else None,
        context=tuple(entry.get("context", ())),
        years=(years[0], years[1]),
        once=bool(entry.get("once")),
    )


def is_about(focus: str, contexts: Iterable[str]) -> str | None:
    """The longest of some beginnings of codes that a focus lies within."""
    fitting = [context for context in contexts if focus == context or focus.startswith(context + ".")]
    return max(fitting, key=len, default=None)


def usable(unit: str, year: int, level: str) -> Iterator[Label]:
    """The wordings that a number with a measure word can have in a report of a year and level."""
    return iter(_usable(unit, year, level))


@functools.lru_cache(maxsize=4096)
def _usable(unit: str, year: int, level: str) -> tuple[Label, ...]:
    return tuple(
        label
        for label in labels()
        if unit in label.units
        and label.years[0] <= year <= label.years[1]
        and (not label.levels or level in label.levels)
    )


@dataclasses.dataclass(frozen=True, slots=True)
class ScopeWords:
    """Words that tell whom a figure covers.

    Attributes:
        office: The government's own offices.
        other: Departments and places in the plural.
        wide: Words for all of them together, which outweigh the others.
        portal: The government's own portal.
        office_codes: Codes that always count what the government itself did.
        portal_codes: Codes that count what a website did.
    """

    office: re.Pattern[str]
    other: re.Pattern[str]
    wide: re.Pattern[str]
    portal: re.Pattern[str]
    office_codes: frozenset[str]
    portal_codes: frozenset[str]


@functools.cache
def scope_words() -> ScopeWords:
    """The words for scopes."""
    entry = _document()["scope"]
    return ScopeWords(
        office=re.compile(entry["office"]),
        other=re.compile(entry["other"]),
        wide=re.compile(entry["wide"]),
        portal=re.compile(entry["portal"]),
        office_codes=frozenset(entry["office_codes"]),
        portal_codes=frozenset(entry["portal_codes"]),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """Who or what a part of a total belongs to.

    Attributes:
        agency: Names of agencies and places.
        host: Names of the hosts of reading points.
        behind: What stands behind the number of a part, with the name of an agency or place.
        category: Names of sorts of information.
        filler: Words that say nothing of what is counted.
        spread: Codes whose figures are given by agency or place.
    """

    agency: re.Pattern[str]
    host: re.Pattern[str]
    behind: re.Pattern[str]
    category: re.Pattern[str]
    filler: re.Pattern[str]
    spread: frozenset[str]


@functools.cache
def parts() -> Parts:
    """The words for parts of a total."""
    entry = _document()["parts"]
    return Parts(
        agency=re.compile(entry["agency"]),
        host=re.compile(entry["host"]),
        behind=re.compile(entry["behind"]),
        filler=re.compile(entry["filler"]),
        category=re.compile(entry["category"]),
        spread=frozenset(entry["spread"]),
    )
