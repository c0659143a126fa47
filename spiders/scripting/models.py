"""What elements of a page name: the members of its components or its model, and those of one entry of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from spiders.scripting.journal import Journal
from spiders.scripting.values import UNKNOWN, MemberScope, Scope, Unknown

if TYPE_CHECKING:
    from spiders.scripting.interpreter import Interpreter


class Ref:
    """A value that a component holds and changes; where its members are named, it stands for that value.

    Args:
        value: The value.
        journal: Is told when it changes.
    """

    def __init__(self, value: Any, journal: Journal) -> None:
        self.held = value
        self.on_change: list[Callable[[Any, Any], None]] = []
        """What is told the new value and the one before."""
        self._journal = journal

    @property
    def value(self) -> Any:
        """The value."""
        return self.held

    def read(self) -> Any:
        """The value, as a function gives it."""
        return self.value

    def take(self, value: Any) -> None:
        """Takes a new value."""
        before = self.held
        self._journal.assign(self, "held", value)
        for tell in self.on_change if differs(value, before) else ():
            tell(value, before)

    def member(self, name: str) -> Any:
        return self.value if name == "value" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name == "value":
            self.take(value)


class Worked(Ref):
    """A value that is worked out whenever it is read.

    Args:
        work: Works it out.
        journal: Is told when it changes.
    """

    def __init__(self, work: Callable[[], Any], journal: Journal) -> None:
        super().__init__(UNKNOWN, journal)
        self._work = work

    @property
    def value(self) -> Any:
        """The value as it is now."""
        return self._work()


def differs(value: Any, before: Any) -> bool:
    """Whether a value is another one than before, as scripts compare them; one that is not known may be."""
    if isinstance(value, (str, int, float)) and isinstance(before, (str, int, float)):
        return value != before
    return value is not before or value is UNKNOWN


class Model:
    """What the components of a page hold together; a later one comes before an earlier one.

    Args:
        interpreter: Follows the scripts of the page.
        instances: The components.
    """

    def __init__(self, interpreter: Interpreter, instances: Sequence[dict[str, Any]]) -> None:
        self._interpreter = interpreter
        self._instances = instances[::-1]

    def member(self, name: str) -> Any:
        for instance in self._instances:
            value = self._interpreter.member(instance, name)
            value = value.value if isinstance(value, Ref) else value
            if not isinstance(value, Unknown):
                return value
        return UNKNOWN

    def has(self, name: str) -> bool:
        """Whether a component has a member, also one whose value is not known."""
        return any(name in instance for instance in self._instances)

    def assign(self, name: str, value: Any) -> None:
        instance = next((each for each in self._instances if name in each), None)
        held = instance.get(name) if instance is not None else None
        if isinstance(held, Ref):
            held.take(value)
        elif instance is not None:
            self._interpreter.put(instance, name, value)

    def scope(self, names: Mapping[str, Any]) -> Scope:
        """The names that an attribute of an element knows: of the page, of the model, and of an entry of a list.

        Args:
            names: What the entry has, with its names.
        """
        inner = Scope(_ModelScope(self._interpreter.names, self))
        inner.update(names)
        return inner


class _ModelScope(MemberScope):
    """The names of a page, and before them those of a model: what it has, it takes, whatever it was before."""

    def __init__(self, parent: Scope, model: Model) -> None:
        super().__init__(parent, model.member, model.assign)
        self._has = model.has

    def __contains__(self, name: object) -> bool:
        return self._has(str(name))
