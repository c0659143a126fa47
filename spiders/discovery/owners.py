"""Whose portal it is: the government of a place, or one body of it, such as a department, a zone or a town.

The registry names a body below its place (浙江省/湖州市/湖州市水利局). On its portal its name says as little as that
of a place does on a government's; the government, and bodies that are called alike elsewhere, are others there.
"""

from __future__ import annotations

import abc
import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from knowledge import divisions
from knowledge.place_names import short_name, spellings
from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP, PublisherName, body_words, read_name, usual_forms
from knowledge.titles import ANY_YEAR
from spiders.discovery import titles
from spiders.discovery.former_bodies import former_keys
from spiders.discovery.vocabulary import vocabulary

_ZONE = "zone"
_BEHIND = {_ZONE: ("", "管委会", "管理委员会"), "township": ("", "人民政府", "政府")}
"""What may stand behind the names of bodies of a kind, and heads them."""
_DISCLOSED = "政府信息公开"
"""What is disclosed: nobody is named by its first word (2022年政府信息公开年报), unlike by that of 政府年报."""
_BEGINS = r"(?:(?<![\u4e00-\u9fff])|(?<=[年度]))"
"""Where a name may begin that others end in, too (教育局)."""
_NOUN_ENDS = r"(?=机关|本级|(?:政府|政务)?信息公开|政务公开|(?:工作)?年(?:度|报)|[\W\d]|$)"
"""What may follow a word for what a body is that names it (局年报); 镇街 and 局长 begin with such words."""


class Owner(abc.ABC):
    """Whose portal it is."""

    is_government: ClassVar[bool]

    @abc.abstractmethod
    def learn(self, governments: Iterable[str]) -> None:
        """Takes names of places whose government its home page says that it is, or that it was earlier."""

    @abc.abstractmethod
    def label(self, text: str) -> titles.Label:
        """The words of a link, made plain, as they are read on this portal."""

    @abc.abstractmethod
    def is_named_in(self, words: str) -> bool:
        """Whether words name it, or the place that it governs."""

    @abc.abstractmethod
    def is_alone_in(self, words: str) -> bool:
        """Whether the words of a report or column name no other place or body, and nothing else besides."""

    @abc.abstractmethod
    def is_named_by(self, site: str) -> bool:
        """Whether the title of a site names it."""

    @abc.abstractmethod
    def is_meant_by(self, name: PublisherName) -> bool:
        """Whether a publisher's name is its own."""

    @abc.abstractmethod
    def is_above(self, words: str) -> bool:
        """Whether words name a place that it lies in, or its government, and not itself."""

    def is_governments(self, words: str, groups: Sequence[str] = ()) -> bool:
        """Whether what has these words is of a government that is not the owner: on the portal of a body alone.

        Args:
            words: The words of a link.
            groups: Words of the groups that it stands in, from the innermost outwards.
        """
        if self.is_government:
            return False
        told = next((each for each in (words, *groups) if self.is_named_in(each) or self.is_above(each)), "")
        return self.is_above(told)

    @abc.abstractmethod
    def is_elsewhere(self, groups: Sequence[str]) -> bool:
        """Whether the groups around what does not name the owner are those of another government."""


class Government(Owner):
    """The government of a place.

    Args:
        place: Name of the place; empty where it is not known.
        higher: Names of the units that it belongs to, from the province down.
    """

    is_government = True

    def __init__(self, place: str, higher: Sequence[str]) -> None:
        self._higher = tuple(higher)
        self._own = tuple(filter(None, (place,)))

    def learn(self, governments: Iterable[str]) -> None:
        added = [name for name in governments if name not in self._own and name not in self._higher]
        self._own = (*self._own, *added)

    def label(self, text: str) -> titles.Label:
        return titles.Label(text, (*self._own, *self._higher))

    def is_named_in(self, words: str) -> bool:
        return titles.names_place(words, self._own)

    def is_alone_in(self, words: str) -> bool:
        return not titles.rest(words, self._own)

    def is_named_by(self, site: str) -> bool:
        short = {name for place in self._own for name in spellings(place)}
        whole = (*self._own, *map(_without_people, self._own))
        return any(name in short or name.endswith(whole) for name in titles.governments_named(site))

    def is_meant_by(self, name: PublisherName) -> bool:
        return name.kind in OF_GOVERNMENT and self._is_among(name)

    def is_above(self, words: str) -> bool:
        return not self.is_named_in(words) and titles.names_place(words, self._higher)

    def is_elsewhere(self, groups: Sequence[str]) -> bool:
        name = read_name(groups[0], ANY_YEAR) if groups else None
        if name is None or name.kind not in OF_GOVERNMENT or not name.places:
            return False
        return not self._is_among(name)

    def _is_among(self, name: PublisherName) -> bool:
        """Whether its place is the one of a name; 上饶市信州区 is a place within 上饶市, and none of its own names."""
        if name.by_short_name and any(name.words.startswith(divisions.aliases(own)) for own in self._own):
            return True  # 巴州, which is a district anywhere else
        return any(place.name in self._own for place in divisions.most_specific(name.places))


class Body(Owner):
    """Another body than a government.

    Args:
        name: Its name.
        higher: Names of the places that it lies in, from the province down.
    """

    is_government = False

    def __init__(self, name: PublisherName, higher: Sequence[str]) -> None:
        self._name = name
        meant = dict.fromkeys(place.name for place in divisions.most_specific(name.places))
        self._places = tuple(meant) or tuple(higher[-1:])
        self._higher = tuple(dict.fromkeys((*higher, *self._places)))
        self._governed: tuple[str, ...] = ()
        """Places whose government it is, too."""
        self._keys = (name.key, *former_keys(name.key))
        """Its name, and those that it bore earlier, without places."""
        whole = itertools.chain.from_iterable(map(usual_forms, self._keys))
        forms = [f"{form}{behind}" for form in whole for behind in _BEHIND.get(name.kind, ("",))]
        self._levels = frozenset(place[-1] for place in self._places)
        """The word for what its place is."""
        fronts = sorted({*itertools.chain.from_iterable(map(spellings, self._places))})
        is_proper = not self._places or (not name.places and name.kind in (_ZONE, *OF_TOWNSHIP))
        self._names = tuple(f"{front}{form}" for form in forms for front in (*fronts, *([""] if is_proper else [])))
        """Its names that no other body has."""
        nouns = _nouns(forms, name.kind)
        self._called = frozenset((*forms, *nouns))
        self._shared = frozenset(filter(vocabulary().body_government.fullmatch, _BEHIND.get(name.kind, ())))
        """Those of the words for what it is that the places above have, too (政府)."""
        level = f"(?:{_any(self._levels)})?"
        noun = f"[本我]?(?!{_DISCLOSED})(?:{_any(nouns)}){_NOUN_ENDS}"
        self._begins = re.compile(f"{_BEGINS}(?:{level}(?:{_any(forms)})|{noun})")

    def learn(self, governments: Iterable[str]) -> None:
        """Takes names of places whose government it is: a zone may be one, but not of the place that it lies in."""
        if self._name.kind == _ZONE:
            self._governed = (*self._governed, *(place for place in governments if place not in self._higher))

    def label(self, text: str) -> titles.Label:
        return LabelOnBody(text, (*self._names, *self._governed, *self._higher), self)

    def is_named_in(self, words: str) -> bool:
        if titles.names_place(words, (*self._names, *self._governed)):
            return True
        begun = self._begins.search(words)
        # 2022年政府年报 is that of a place above where the words name one.
        return begun is not None and not (begun[0] in self._shared and titles.names_place(words, self._higher))

    def is_alone_in(self, words: str) -> bool:
        return not self.label(words).rest and not self.is_governments(words)

    def is_named_by(self, site: str) -> bool:
        return self.is_named_in(titles.plain(site))

    def is_meant_by(self, name: PublisherName) -> bool:
        if name.kind in OF_GOVERNMENT:
            return any(place.name in self._governed for place in divisions.most_specific(name.places))
        if self._says_no_more_than_what_it_is(name.words):
            return True
        if name.key not in self._keys:
            return False
        if name.places:
            places = {place.name for place in divisions.most_specific(name.places)}
            # Other bodies are called alike in places above each other; towns are not.
            own = {*self._places, *(self._higher if self._name.kind in OF_TOWNSHIP else ())}
            return not places.isdisjoint(own)
        before = name.words.partition(name.own)[0]
        return not before or before[-1] in self._levels

    def _says_no_more_than_what_it_is(self, words: str) -> bool:
        """Whether words are its name without its place, or the word for what it is, and what still means it (我局)."""
        return vocabulary().body_itself.sub("", words) in self._called

    def is_called(self, words: str) -> bool:
        """Whether words are a whole name of it, which may leave its place out, or say no more than what it is."""
        if self._says_no_more_than_what_it_is(words):
            return True
        name = read_name(words, ANY_YEAR) if words else None
        return name is not None and name.kind != "" and self.is_meant_by(name)

    def without_names(self, words: str) -> str:
        """Words without its names that leave its place out, wherever such may begin."""
        return self._begins.sub("", words)

    def without_name(self, words: str) -> str:
        """Words without its name, where they begin with one that leaves its place out (教育局信息公开年报)."""
        if self.is_called(words):
            return ""
        begun = self._begins.match(words)
        return words[begun.end() :] if begun else words

    def is_above(self, words: str) -> bool:
        if self.is_named_in(words):
            return False
        # Where it is a government, too, what names none in particular is its own.
        is_any = not self._governed and vocabulary().body_government.search(words) is not None
        return is_any or titles.names_place(words, self._higher)

    def is_elsewhere(self, groups: Sequence[str]) -> bool:
        return self.is_governments("", groups)


class LabelOnBody(titles.Label):
    """The words of a link on the portal of a body.

    Args:
        text: The words, made plain.
        places: Names of the body that no other has, and of the places that it lies in.
        body: The body.
    """

    def __init__(self, text: str, places: Sequence[str], body: Body) -> None:
        super().__init__(text, places)
        self._body = body

    @functools.cached_property
    def without_places(self) -> str:
        """The words without places, and without the name of the body, which may have a word of anything (财政局)."""
        return self._body.without_names(super().without_places)

    @functools.cached_property
    def bare(self) -> str:
        """The name of a column or page, without that of the body."""
        return self._body.without_name(super().bare)

    @functools.cached_property
    def rest(self) -> str:
        """What it says besides the body and the words of all titles of reports."""
        return self._body.without_name(super().rest)

    @property
    def is_place(self) -> bool:
        """Whether it names the body, and nothing else; its place alone means the government."""
        return super().is_place and self._body.is_named_in(self.text)


def owner(path: str) -> Owner:
    """Whose a portal is.

    Args:
        path: Path of the name of a place or body from the province down, as the registry has it.
    """
    *above, own = path.split("/")
    higher = tuple(filter(None, above))
    name = read_name(own, ANY_YEAR)
    is_body = name is not None and name.kind not in ("", *OF_GOVERNMENT)
    return Body(name, higher) if name is not None and is_body else Government(own, higher)


def _without_people(place: str) -> str:
    """The name of an autonomous place as its own site may have it (昌吉州, 城步县); any other name as it is."""
    short = short_name(place)
    return short if short == place else short + place[-1]


def _nouns(forms: Iterable[str], kind: str) -> frozenset[str]:
    """The words for what a body is (开发区, 管委会, 镇), by which it is called at home."""
    heads = {word for word, of in body_words().items() if of == kind and any(form.endswith(word) for form in forms)}
    return frozenset(f"{head}{behind}" for head in (*heads, "") for behind in _BEHIND.get(kind, ("",))) - {""}


def _any(words: Iterable[str]) -> str:
    """A piece of a regular expression for any of some words, the longest first; for none where there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"
