"""Other windows than that of the page: frames, of which a script knows no more than where it leads them."""

from __future__ import annotations

from typing import Any

from spiders.scripting.values import UNKNOWN, Native, Unknown


class Frames:
    """The frames of a window, by name or number.

    Args:
        go: Leads to an address, as if the page itself showed it.
    """

    def __init__(self, go: Native) -> None:
        self._go = go

    def member(self, name: str) -> Any:
        return UNKNOWN if name == "length" else OtherWindow(self._go)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on it matters."""


class OtherWindow(Unknown):
    """The window of a frame; whether there is one at all is not known.

    Args:
        go: Leads to an address, as if the page itself showed it.
    """

    def __init__(self, go: Native) -> None:
        self._go = go

    def member(self, name: str) -> Any:
        if name == "frames":
            return Frames(self._go)
        return _OtherLocation(self._go) if name == "location" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name == "location":
            self._go([value])


class _OtherLocation(Unknown):
    """The address of another window."""

    def __init__(self, go: Native) -> None:
        self._go = go

    def member(self, name: str) -> Any:
        return self._go if name in ("replace", "assign") else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name == "href":
            self._go([value])
