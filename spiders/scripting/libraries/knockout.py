"""Knockout: a page's elements name in `data-bind` what its model holds and changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spiders.scripting.builtins import first, members
from spiders.scripting.models import Ref, Worked
from spiders.scripting.values import UNKNOWN
from spiders.scripting.world import World

_HELD = ("observable", "observableArray")
_WORKED_OUT = ("computed", "pureComputed", "dependentObservable")


class Observable(Ref):
    """A value of a model: called without anything it gives the value, with something it takes that."""

    def __call__(self, arguments: Sequence[Any]) -> Any:
        if arguments:
            self.take(arguments[0])
        return self.value

    def member(self, name: str) -> Any:
        return self._push if name == "push" else UNKNOWN

    def _push(self, arguments: Sequence[Any]) -> None:
        self.take([*(self.value if isinstance(self.value, list) else ()), *arguments])


class WorkedOut(Worked):
    """A value of a model that is worked out of others."""

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.value


class Knockout:
    """The library: it makes the values of a model, and binds the model to the page."""

    def __init__(self, world: World) -> None:
        self._world = world

    def member(self, name: str) -> Any:
        if name in _HELD:
            return lambda arguments: Observable(first(arguments), self._world.journal)
        if name in _WORKED_OUT:
            interpreter = self._world.interpreter
            return lambda arguments: WorkedOut(
                lambda: interpreter.call(_worked_by(first(arguments)), []), interpreter.journal
            )
        return self._bind if name == "applyBindings" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the library matters."""

    def _bind(self, arguments: Sequence[Any]) -> None:
        self._world.journal.lengthen(self._world.instances, [members(first(arguments))])


def _worked_by(given: Any) -> Any:
    """The function that works a value out: given itself, or among settings."""
    return members(given).get("read", given)
