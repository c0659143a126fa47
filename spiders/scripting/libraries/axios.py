"""axios: requests whose answers come wrapped, and may be changed before they are handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spiders.scripting.builtins import first, members
from spiders.scripting.values import UNKNOWN, is_callable, text_of
from spiders.scripting.world import Promise, World


class Axios:
    """axios, and the clients that are made with it."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._defaults: dict[str, Any] = {"baseURL": base}
        self._settings: list[Any] = []
        """What the settings of each request go through before it is sent."""
        self._changes: list[Any] = []
        """What each answer goes through before it is handed on."""

    def __call__(self, arguments: Sequence[Any]) -> Any:
        target = first(arguments)
        options = target if isinstance(target, dict) else members(arguments[1] if len(arguments) > 1 else None)
        return self._ask(options.get("method", "get"), options.get("url", target), options)

    def member(self, name: str) -> Any:
        if name == "create":
            return lambda arguments: Axios(self._world, text_of(members(first(arguments)).get("baseURL")) or "")
        if name == "request":
            return self
        if name == "get":
            return lambda arguments: self._ask(
                "GET", first(arguments), members(arguments[1] if arguments[1:] else None)
            )
        if name == "post":
            return lambda arguments: self._ask(
                "POST", first(arguments), {"data": arguments[1] if arguments[1:] else None}
            )
        if name == "interceptors":
            return {
                "request": {"use": lambda arguments: self._note(self._settings, arguments)},
                "response": {"use": lambda arguments: self._note(self._changes, arguments)},
            }
        return self._defaults if name == "defaults" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on axios matters."""

    def _note(self, changes: list[Any], arguments: Sequence[Any]) -> None:
        self._world.journal.lengthen(changes, [argument for argument in arguments[:1] if is_callable(argument)])

    def _ask(self, method: Any, url: Any, told: Mapping[str, Any]) -> Any:
        options: Mapping[str, Any] = {"headers": {}, **told, "method": method, "url": url}
        for change in self._settings:
            changed = self._world.interpreter.call(change, [options])
            options = changed if isinstance(changed, dict) else options
        target, verb = text_of(options.get("url")), (text_of(options.get("method")) or "get").upper()
        base = text_of(options.get("baseURL")) or text_of(self._defaults.get("baseURL"))
        if target is not None and base and not target.startswith("http"):
            target = f"{base.rstrip('/')}/{target.lstrip('/')}"
        data = options.get("data") if options.get("data") is not None else options.get("params")
        # What is posted as an object goes as JSON, unless it was made a form.
        as_json = verb == "POST" and isinstance(data, dict) and options.get("data") is not None
        self._world.effects.ask(target, verb, data, as_json=as_json)
        value = self._world.reply(target)
        if value is not UNKNOWN:
            value = {"data": value, "status": 200}
            for change in self._changes:
                changed = self._world.interpreter.call(change, [value])
                value = value if changed is UNKNOWN or changed is None else changed
        return Promise(self._world, value)
