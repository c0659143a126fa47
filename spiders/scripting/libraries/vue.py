"""Vue: components, of which a page is made."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from spiders.scripting.builtins import first, members
from spiders.scripting.elements import inner_markup
from spiders.scripting.libraries.axios import Axios
from spiders.scripting.libraries.views import Router, is_unknown
from spiders.scripting.models import Ref, Worked
from spiders.scripting.values import UNKNOWN, Accessor, Function, Unknown, is_callable, text_of
from spiders.scripting.world import World

_DEEPEST = 3
"""Components within components that are begun."""
_MOST_COMPONENTS = 60
_HOOKS = ("created", "beforeMount", "mounted", "onLoad", "init")


_HELD = ("ref", "shallowRef")
_AS_THEY_ARE = ("reactive", "shallowReactive", "readonly", "toRefs", "toRaw", "unref", "defineComponent")
_BEGINNING = ("onBeforeMount", "onMounted", "onActivated", "nextTick", "watchEffect")
"""Functions that call at the beginning what they are given."""


class Vue:
    """Vue: a component's members are those of its data and methods, and it begins with its hooks."""

    def __init__(self, world: World, router: Router) -> None:
        self._world = world
        self._router = router

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.construct(arguments)

    def construct(self, arguments: Sequence[Any]) -> Any:
        """Makes a component, and begins it."""
        return self.begin(first(arguments), {})

    def begin(self, component: Any, given: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
        """Makes a component, and begins it.

        Args:
            component: Its options.
            given: Members that it is given.
            depth: How many components it stands in.
        """
        options, world = members(component), self._world
        if len(world.instances) >= _MOST_COMPONENTS:
            return {}
        call = world.interpreter.call
        instance: dict[str, Any] = {
            "$http": Axios(world, ""),
            "$nextTick": world.later,
            "$router": self._router,
        }
        instance.update({**world.shared, **given, **members(options.get("methods"))})
        for method in members(options.get("methods")).values():
            if isinstance(method, Function) and not method.is_arrow:
                world.journal.assign(method, "this", instance)
                world.journal.assign(method, "is_arrow", True)
        data = options.get("data")
        instance.update(members(call(data, [instance], instance) if is_callable(data) else data))
        self._work_out(instance, members(options.get("computed")))
        self._watch(instance, members(options.get("watch")))
        world.journal.lengthen(world.instances, [instance])
        template = text_of(options.get("template")) or ""
        if template.startswith("#"):
            held = world.document.named(template[1:])
            template = inner_markup(held[0]) if held else ""
        if template:
            world.journal.lengthen(world.templates, [(template, instance)])
            world.write([template])
        for name in ("setup", *_HOOKS):
            if is_callable(options.get(name)):
                instance.update(members(call(options[name], [UNKNOWN, UNKNOWN], instance)))
        for name, inner in members(options.get("components")).items() if depth < _DEEPEST else ():
            if not is_unknown(inner) and re.search(rf"<(?:{re.escape(name)}|{re.escape(_dashed(name))})\b", template):
                self.begin(inner, given, depth + 1)
        return instance

    def _work_out(self, instance: dict[str, Any], computed: Mapping[str, Any]) -> None:
        """Gives a component the members that are worked out of others."""
        call = functools.partial(self._world.interpreter.call, this=instance)
        for name, told in computed.items():
            getter, setter = members(told).get("get", told), members(told).get("set")
            if is_callable(getter):
                # A function written with an arrow is given the component.
                read, write = functools.partial(call, getter, [instance]), functools.partial(call, setter)
                instance[name] = Accessor(_without_arguments(read), write if is_callable(setter) else None)

    def _watch(self, instance: dict[str, Any], watched: Mapping[str, Any]) -> None:
        """Lets a component tell functions of its members that have changed, and some of them at the beginning."""
        for name, told in watched.items():
            function = members(told).get("handler", told)
            function = instance.get(function) if isinstance(function, str) else function
            held = instance.get(name, UNKNOWN)
            if not is_callable(function) or isinstance(held, (Accessor, Unknown)):
                continue
            value = Ref(held, self._world.journal)
            value.on_change.append(self._telling(function, instance))
            instance[name] = Accessor(_without_arguments(value.read), _with_first(value.take))
            if members(told).get("immediate") is True:
                self._telling(function, instance)(held, UNKNOWN)

    def _telling(self, function: Any, this: Any) -> Callable[[Any, Any], None]:
        """What has a function told of a change as soon as the script that has made it ends."""
        world = self._world
        return lambda value, before: world.journal.lengthen(world.changes, [(function, (value, before), this)])

    def _watched(self, arguments: Sequence[Any]) -> Any:
        """Lets a value tell a function when it changes (`watch(value, function)`)."""
        value, function = (*arguments, UNKNOWN, UNKNOWN)[:2]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Ref) and is_callable(function):
                self._world.journal.lengthen(one.on_change, [self._telling(function, UNKNOWN)])
        return UNKNOWN

    def member(self, name: str) -> Any:
        if name == "watch":
            return self._watched
        if name in ("createApp", "extend", "component"):
            return self._made
        if name in _HELD:
            return lambda arguments: Ref(first(arguments) if arguments else None, self._world.journal)
        if name in _AS_THEY_ARE:
            return first
        if name == "computed":
            interpreter = self._world.interpreter
            return lambda arguments: Worked(
                functools.partial(interpreter.call, _getter(first(arguments)), []), interpreter.journal
            )
        if name in _BEGINNING:
            return self._world.later
        return self._world.shared if name == "prototype" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on Vue matters."""

    def _made(self, arguments: Sequence[Any]) -> Any:
        return self.construct(arguments[-1:])


def _without_arguments(function: Callable[[], Any]) -> Callable[[Sequence[Any]], Any]:
    return lambda _: function()


def _with_first(function: Callable[[Any], None]) -> Callable[[Sequence[Any]], None]:
    return lambda arguments: function(first(arguments))


def _getter(given: Any) -> Any:
    """The function that works a value out: given itself, or among settings."""
    return members(given).get("get", given)


def _dashed(name: str) -> str:
    """The tag of a component (`NewsList` is `<news-list>`)."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", name).lower()
