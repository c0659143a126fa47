"""What scripts write while something is followed that must leave no traces: each write can be undone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sized
from typing import Any, Final

_Writes = list[tuple[Callable[..., Any], tuple[Any, ...]]]
_MISSING: Final = object()


class Journal:
    """The writes of the scripts of one page, to whatever they have in hand: names, members, lists, elements, trees.

    Whoever lets scripts write says so here, before the write itself. Nothing is noted as long as nothing is to be
    undone.
    """

    def __init__(self) -> None:
        self._undoing: _Writes | None = None
        self._made: dict[int, Any] = {}
        """Values that have been made meanwhile, by their identities: what is written to them is nobody else's."""

    @contextlib.contextmanager
    def undone(self) -> Iterator[Sized]:
        """Undoes at the end what is written meanwhile, from the last write to the first; gives the writes."""
        before = self._undoing, self._made
        writes: _Writes = []
        self._undoing, self._made = writes, {}
        try:
            yield writes
        finally:
            self._undoing, self._made = before
            for undo, arguments in reversed(writes):
                undo(*arguments)

    def note(self, undo: Callable[..., Any], *arguments: Any) -> None:
        """Notes how a write is undone: what is called then, and with what."""
        if self._undoing is not None:
            self._undoing.append((undo, arguments))

    def made(self, value: Any) -> None:
        """Takes a value for one that has just been made, and stays as it is at the end, for whoever has noted it."""
        if self._undoing is not None:
            self._made[id(value)] = value

    def keep(self, members: MutableMapping[Any, Any], name: Any) -> None:
        """Keeps what a mapping holds under a name, or that it holds nothing there."""
        if self._undoing is not None and id(members) not in self._made:
            self._undoing.append((_put_back, (members, name, members.get(name, _MISSING))))

    def put(self, members: MutableMapping[Any, Any], name: Any, value: Any) -> None:
        """Puts a value into a mapping."""
        self.keep(members, name)
        members[name] = value

    def update(self, members: MutableMapping[Any, Any], others: Mapping[Any, Any]) -> None:
        """Puts the values of another mapping into one."""
        for name, value in others.items():
            self.put(members, name, value)

    def drop(self, members: MutableMapping[Any, Any], name: Any) -> None:
        """Takes a value out of a mapping, if it holds one under that name."""
        self.keep(members, name)
        members.pop(name, None)

    def assign(self, owner: Any, attribute: str, value: Any) -> None:
        """Gives an attribute of an object of ours a value."""
        self.note(setattr, owner, attribute, getattr(owner, attribute))
        setattr(owner, attribute, value)

    def lengthen(self, items: list[Any], added: Iterable[Any]) -> None:
        """Puts items behind those of a list."""
        self.change(items, _shorten, items, len(items))
        items.extend(added)

    def change(self, value: Any, undo: Callable[..., Any], *arguments: Any) -> None:
        """Notes how a change of a value is undone: what is called then, and with what."""
        if id(value) not in self._made:
            self.note(undo, *arguments)


def _put_back(members: MutableMapping[Any, Any], name: Any, value: Any) -> None:
    if value is _MISSING:
        members.pop(name, None)
    else:
        members[name] = value


def _shorten(items: list[Any], length: int) -> None:
    del items[length:]
