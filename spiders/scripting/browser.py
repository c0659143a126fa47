"""What scripts find around them in a browser: window, location, document, requests, and the usual libraries."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import re
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.scripting.builtins import GLOBALS, first, members, merged
from spiders.scripting.effects import Effects, encoded
from spiders.scripting.elements import Document, Element, Made, Selection, fields_of, inner_markup
from spiders.scripting.grids import Grids
from spiders.scripting.interpreter import Interpreter
from spiders.scripting.layui import Layui, each_of
from spiders.scripting.templates import is_template, rendered
from spiders.scripting.trees import Tree, ZTree
from spiders.scripting.values import UNKNOWN, Function, is_callable, text_of, told
from spiders.scripting.views import Router, is_unknown

_VERBS = ("get", "post", "getJSON", "ajax", "request", "fetch", "getScript")
_WINDOWS = ("window", "self", "top", "parent", "globalThis", "opener")
_FRAGMENT_CHANGES = ("hashchange", "popstate", "onhashchange")
_OPENED = ("_blank", "_self", "_parent", "_top")
_CALLED_BACK = ("success", "complete", "done", "then", "callback", "beforeSend")
_LONGEST_NAME = 60
_DEEPEST = 3
"""Components within components that are begun."""
_MOST_COMPONENTS = 60
_HOOKS = ("created", "beforeMount", "mounted", "onLoad", "init")


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a request of a script.

    Attributes:
        url: Address that was asked, without its query.
        text: The answer.
        content: What it holds as JSON; None where it is none.
    """

    url: str
    text: str
    content: Any


class Browser:
    """One page's world, in which its scripts are followed.

    Args:
        url: Address of the page.
        tree: Its elements; None for a page without any.
        answer: An answer that one of its requests has had; None where none is known.
    """

    def __init__(self, url: str, tree: HtmlElement | None, answer: Answered | None = None) -> None:
        self.url = url
        self._answer = answer
        self.effects = Effects()
        self.instances: list[dict[str, Any]] = []
        """Components of the page, whose members its attributes name (`@click="load(1)"`)."""
        self.templates: list[tuple[str, dict[str, Any]]] = []
        """Templates of components that have begun, with the members of each."""
        self.trees: list[Tree] = []
        """Menus of nodes that the page shows."""
        self.interpreter = Interpreter(
            {},
            assign_name=self._assign_name,
            note_call=self._note_call,
            note_object=lambda value: self.effects.note(self.effects.objects, value),
            note_text=lambda text: self.effects.note(self.effects.texts, text),
            unknown_call=self._unknown_call,
            promise=lambda value: _Promise(self, value),
        )
        self.document = Document(tree, lambda: self.effects, self.interpreter.call, self.rendered, Grids(self).make)
        self.layui = Layui(self)
        self.router = Router(self)
        self.on_fragment: list[Any] = []
        """What is called when the fragment of the address changes."""
        self.shared: dict[str, Any] = {}
        """Members that all components have."""
        self.own = self._names()
        """What the browser itself knows by name."""
        self.interpreter.names.update(self.own)

    def _names(self) -> dict[str, Any]:
        known = {name: dict(value) if isinstance(value, dict) else value for name, value in GLOBALS.items()}
        window, location, jquery, axios = _Window(self), _Location(self), _Jquery(self), _Axios(self, "")
        known.update(dict.fromkeys(_WINDOWS, window))
        known.update(
            {
                "location": location,
                "document": _Document(self),
                "$": jquery,
                "jQuery": jquery,
                "axios": axios,
                "$http": axios,
                "fetch": self._fetch,
                "setTimeout": self._later,
                "setInterval": self._later,
                "requestAnimationFrame": self._later,
                "eval": self._later,
                "open": self.go,
                "XMLHttpRequest": _Maker(lambda _: _Request(self)),
                "ActiveXObject": _Maker(lambda _: _Request(self)),
                "FormData": _Maker(lambda arguments: _Fields(self, first(arguments))),
                "URLSearchParams": _Maker(lambda arguments: _Fields(self, first(arguments))),
                "Date": _Maker(lambda arguments: _Date()),
                "Array": _Maker(lambda arguments: list(arguments) if len(arguments) != 1 else [], is_array=True),
                "Promise": _Promises(self),
                "Vue": _Vue(self),
                "VueRouter": self.router,
                "createRouter": self.router.construct,
                "layui": self.layui,
                "_": {"each": lambda arguments: each_of(self, arguments, key_first=False)},
            }
        )
        known["Object"]["create"] = lambda arguments: {}
        return known

    # ---- views ------------------------------------------------------------------------------------------------------

    @property
    def is_answered(self) -> bool:
        """Whether nothing waits for the answer that is known: it has been handed on, or there is none."""
        return self._answer is None

    @property
    def has_views(self) -> bool:
        """Whether the fragment of the address names what the page shows."""
        return bool(self.on_fragment) or self.router.is_used

    def show(self, arguments: Sequence[str]) -> None:
        """Shows the view that a fragment names."""
        self.url = f"{urllib.parse.urldefrag(self.url)[0]}#{arguments[0]}"
        self.answer(self.on_fragment)
        self.begin()

    def begin(self, _: Sequence[Any] = ()) -> None:
        """Begins the component of the view that the address names."""
        found = self.router.find(urllib.parse.urlsplit(self.url).fragment) if self.router.is_used else None
        if found and not is_unknown(found[0]):
            _Vue(self).begin(found[0], {"$route": found[1]})

    # ---- what happens -----------------------------------------------------------------------------------------------

    def go(self, arguments: Sequence[Any]) -> Any:
        """Leads to an address."""
        target = text_of(first(arguments))
        if target and target not in _OPENED:
            self.effects.note(self.effects.destinations, target)
        return UNKNOWN

    def write(self, arguments: Sequence[Any]) -> None:
        """Writes pieces of HTML."""
        for argument in arguments:
            text = text_of(argument)
            if text:
                self.effects.note(self.effects.markup, text)

    def ask_with(self, url: Any, options: Any, method: str = "GET") -> Any:
        """Notes a request that its options describe (`$.ajax`, `fetch`, `axios`), and hands on its unknown answer."""
        told = members(options)
        verb = text_of(told.get("type")) or text_of(told.get("method")) or method
        headers = {name.lower(): text_of(value) or "" for name, value in members(told.get("headers")).items()}
        kind = text_of(told.get("contentType")) or headers.get("content-type", "")
        data = next((told[name] for name in ("data", "body", "params", "query") if told.get(name) is not None), None)
        target = told.get("url", url)
        self.effects.ask(target, verb, data, as_json="json" in kind)
        value = self.reply(target)
        self.answer((told.get(name) for name in _CALLED_BACK), value)
        return _Promise(self, value)

    def _fetch(self, arguments: Sequence[Any]) -> Any:
        promise = self.ask_with(first(arguments), arguments[1] if arguments[1:] else None)
        value = promise.settled
        read = {name: lambda _: _Promise(self, value) for name in ("json", "text")}
        return _Promise(self, {"ok": True, "status": 200, **read})

    def settle(
        self, url: Any, method: str, fields: Mapping[str, Any], as_json: bool, done: Callable[[Any], None]
    ) -> None:
        """Notes a request of a library, and hands on its answer where that is known."""
        self.effects.ask(url, method, dict(fields), as_json=as_json)
        value = self.reply(url)
        if value is not UNKNOWN:
            done(value)

    @contextlib.contextmanager
    def apart(self) -> Iterator[Effects]:
        """Notes what happens apart from everything else."""
        before, self.effects = self.effects, Effects()
        try:
            yield self.effects
        finally:
            self.effects = before

    def reply(self, target: Any) -> Any:
        """The answer to a request, if it is the one whose answer is known."""
        address = text_of(target)
        if self._answer is None or address is None:
            return UNKNOWN
        if urllib.parse.urljoin(self.url, address).partition("?")[0] != self._answer.url:
            return UNKNOWN
        # Each page asks for its own list again and again; the answer is that to the first request.
        answer, self._answer = self._answer, None
        return answer.text if answer.content is None else told(answer.content)

    def template(self, value: Any) -> _Template | None:
        """The template that a text is, or the one that stands in the element which it names."""
        if not isinstance(value, str):
            return None
        if is_template(value):
            return _Template(self, value)
        held = self.document.named(value.removeprefix("#")) if value and len(value) < _LONGEST_NAME else []
        text = inner_markup(held[0]) if held else ""
        return _Template(self, text) if is_template(text) else None

    def rendered(self, text: str, data: Any) -> str:
        """What a template makes of some data."""
        names = self.interpreter.names

        def follow(code: str, given: Mapping[str, Any]) -> Any:
            before = {name: names[name] for name in given if name in names}
            names.update(given)
            value = self.interpreter.follow_within(code)
            for name in given:
                names.pop(name, None)
            names.update(before)
            return value

        return rendered(text, data, follow, self.interpreter.call)

    def answer(self, functions: Iterable[Any], value: Any = UNKNOWN) -> None:
        """Calls what waits for an answer, which is mostly not known."""
        for function in functions:
            if is_callable(function):
                self.interpreter.call(function, [value, "success", UNKNOWN])

    def _later(self, arguments: Sequence[Any]) -> Any:
        task = first(arguments)
        if isinstance(task, str):
            return self.interpreter.follow_within(task)
        self.answer([task])
        return UNKNOWN

    def _assign_name(self, name: str, value: Any) -> bool:
        if name == "location":
            self.go([value])
            return True
        if name in ("onload", "onpageshow"):
            self.answer([value])
        if name == "onhashchange":
            self.on_fragment.append(value)
        return False

    def _note_call(self, name: str, arguments: Sequence[Any]) -> None:
        self.effects.note(self.effects.calls, (name, tuple(arguments)))

    def _unknown_call(self, name: str, arguments: Sequence[Any]) -> Any:
        """A call of a library that is not known: it fills a template, or it is a request if its name is that of one."""
        template = self.template(first(arguments))
        if template is not None:
            return template if len(arguments) == 1 else template.fill(arguments[1:])
        if name not in _VERBS or not arguments:
            return UNKNOWN
        target = arguments[0]
        if isinstance(target, str) and target.startswith(("/", "http:", "https:", "./", "../")):
            data = arguments[1] if len(arguments) > 1 and not is_callable(arguments[1]) else None
            self.effects.ask(target, "POST" if name == "post" else "GET", data)
            value = self.reply(target)
            self.answer(arguments[1:], value)
            return _Promise(self, value)
        if isinstance(target, dict) and isinstance(target.get("url"), str):
            return self.ask_with(None, target)
        return UNKNOWN


class _Template:
    """A template that a library has read; called, or asked to render, it gives its text."""

    def __init__(self, browser: Browser, text: str) -> None:
        self._browser = browser
        self._text = text

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.fill(arguments)

    def member(self, name: str) -> Any:
        return self.fill if name == "render" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on a template matters."""

    def fill(self, arguments: Sequence[Any]) -> Any:
        """The template, filled with the first argument; the second may want to be told."""
        text = self._browser.rendered(self._text, first(arguments))
        self._browser.answer(arguments[1:2], text)
        return text


class _Maker:
    """A class of the browser; called without `new` it does the same."""

    def __init__(self, make: Callable[[Sequence[Any]], Any], *, is_array: bool = False) -> None:
        self.construct = make
        self._is_array = is_array

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.construct(arguments)

    def member(self, name: str) -> Any:
        if name == "isArray" and self._is_array:
            return lambda arguments: isinstance(first(arguments), list)
        if name == "from" and self._is_array:
            return first
        return UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on a class matters."""


class _Promise:
    """An answer that is on its way: whoever waits for it is called."""

    def __init__(self, browser: Browser, value: Any = UNKNOWN) -> None:
        self._browser = browser
        self.settled: Any = value.settled if isinstance(value, _Promise) else value

    def member(self, name: str) -> Any:
        if name in ("then", "done", "success", "always", "finally"):
            return self._then
        return UNKNOWN if name not in ("catch", "fail", "error") else lambda arguments: self

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on an answer matters."""

    def _then(self, arguments: Sequence[Any]) -> Any:
        if not is_callable(first(arguments)):
            return self
        given = self._browser.interpreter.call(arguments[0], [self.settled, "success", UNKNOWN])
        return _Promise(self._browser, self.settled if given is None else given)


class _Promises:
    """The class of answers that are on their way."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def construct(self, arguments: Sequence[Any]) -> Any:
        """Starts what will give the answer."""
        given: list[Any] = []
        self._browser.interpreter.call(first(arguments), [given.extend, lambda _: None])
        return _Promise(self._browser, given[0] if given else UNKNOWN)

    def member(self, name: str) -> Any:
        if name == "resolve":
            return lambda arguments: _Promise(self._browser, first(arguments))
        return self._all if name in ("all", "allSettled") else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the class matters."""

    def _all(self, arguments: Sequence[Any]) -> Any:
        waiting = first(arguments)
        values = [getattr(one, "settled", one) for one in waiting] if isinstance(waiting, list) else UNKNOWN
        return _Promise(self._browser, values)


class _Window:
    """The window, whose members are the names that all scripts share."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def member(self, name: str) -> Any:
        if name in ("addEventListener", "attachEvent"):
            return self._listen
        if name == "navigate":
            return self._browser.go
        held = self._browser.interpreter.names.get(name, UNKNOWN)
        own = self._browser.own.get(name)
        # A component may call a method of its own like one of the window (`open`), which it then calls by `window.`.
        covered = own is not None and any(instance.get(name) is held for instance in self._browser.instances)
        return own if covered else held

    def assign(self, name: str, value: Any) -> None:
        if not self._browser._assign_name(name, value):
            self._browser.interpreter.names[name] = value

    def _listen(self, arguments: Sequence[Any]) -> None:
        if first(arguments) in _FRAGMENT_CHANGES:
            self._browser.on_fragment.extend(arguments[1:2])
        else:
            self._browser.answer(arguments[1:2])


class _Location:
    """The address of the page; a new one leads there."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def written(self) -> str:
        return self._browser.url

    def member(self, name: str) -> Any:
        if name in ("replace", "assign"):
            return self._browser.go
        parts = urllib.parse.urlsplit(self._browser.url)
        return {
            "href": self._browser.url,
            "pathname": parts.path or "/",
            "search": f"?{parts.query}" if parts.query else "",
            "host": parts.netloc,
            "hostname": parts.hostname or "",
            "protocol": f"{parts.scheme}:",
            "origin": f"{parts.scheme}://{parts.netloc}",
            "hash": f"#{parts.fragment}" if parts.fragment else "",
            "port": str(parts.port or ""),
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        if name in ("href", "pathname"):
            self._browser.go([value])
        elif name == "hash" and (fragment := text_of(value)):
            self._browser.go([f"#{fragment.lstrip('#')}"])
        elif name == "search" and (query := text_of(value)):
            self._browser.go([query if query.startswith("?") else f"?{query}"])


class _Document:
    """The document."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def member(self, name: str) -> Any:
        document = self._browser.document
        if name in ("write", "writeln"):
            return self._browser.write
        if name == "getElementById":
            return lambda arguments: self._one(document.named(text_of(first(arguments)) or ""))
        if name == "querySelector":
            return lambda arguments: self._one(document.select(text_of(first(arguments)) or ""))
        if name in ("querySelectorAll", "getElementsByTagName"):
            return lambda arguments: self._all(document.select(text_of(first(arguments)) or ""))
        if name == "getElementsByClassName":
            return lambda arguments: self._all(document.select(f".{text_of(first(arguments))}"))
        if name == "getElementsByName":
            return lambda arguments: self._all(document.select(f"[name='{text_of(first(arguments))}']"))
        if name == "currentScript":
            return UNKNOWN if document.script is None else Element(document, document.script)
        if name == "createElement":
            return lambda arguments: Made(document, text_of(first(arguments)) or "")
        if name == "addEventListener":
            return lambda arguments: (
                self._browser.answer(arguments[1:2]) if "Content" in str(first(arguments)) else None
            )
        if name in ("location", "defaultView", "URL"):
            return self._browser.url if name == "URL" else self._browser.interpreter.names.get(name, UNKNOWN)
        if name in ("forms", "body", "documentElement"):
            return self._part(name)
        return self._one(document.select(f"form[name='{name}']")) if name.isidentifier() else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        self._browser._assign_name(name, value)

    def _one(self, elements: Sequence[HtmlElement]) -> Any:
        return Element(self._browser.document, elements[0]) if elements else UNKNOWN

    def _all(self, elements: Sequence[HtmlElement]) -> list[Any]:
        return [Element(self._browser.document, element) for element in elements]

    def _part(self, name: str) -> Any:
        return (
            self._all(self._browser.document.select("form"))
            if name == "forms"
            else self._one(self._browser.document.select("body"))
        )


class _Jquery:
    """jQuery: a function that wraps elements, and has functions of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def __call__(self, arguments: Sequence[Any]) -> Any:
        subject, document = first(arguments), self._browser.document
        if is_callable(subject):
            self._browser.answer([subject])
            return UNKNOWN
        if isinstance(subject, str) and subject.lstrip().startswith("<"):
            return Selection(document, [])
        if isinstance(subject, str):
            return Selection(document, document.select(subject))
        if isinstance(subject, Element):
            return Selection(document, [subject.element])
        if isinstance(subject, Selection):
            return subject
        if isinstance(subject, _Window):
            return _WrappedWindow(self._browser)
        root = document.tree
        return Selection(document, [root] if root is not None else [])

    def member(self, name: str) -> Any:
        return {
            "ajax": self._ajax,
            "get": lambda arguments: self._verb("GET", arguments),
            "getJSON": lambda arguments: self._verb("GET", arguments),
            "getScript": lambda arguments: self._verb("GET", arguments),
            "post": lambda arguments: self._verb("POST", arguments),
            "param": lambda arguments: encoded(first(arguments)) if isinstance(first(arguments), dict) else UNKNOWN,
            "extend": merged,
            "trim": lambda arguments: (text_of(first(arguments)) or "").strip() or UNKNOWN,
            "parseJSON": self._browser.interpreter.names["JSON"]["parse"],
            "each": self._each,
            "when": lambda arguments: _Promise(self._browser),
            "fn": {"zTree": ZTree(self._browser)},
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on jQuery matters."""

    def _ajax(self, arguments: Sequence[Any]) -> Any:
        target = first(arguments)
        options = target if isinstance(target, dict) else arguments[1] if len(arguments) > 1 else None
        return self._browser.ask_with(target if isinstance(target, str) else None, options)

    def _verb(self, method: str, arguments: Sequence[Any]) -> Any:
        if isinstance(first(arguments), dict):
            return self._browser.ask_with(None, {"type": method, **arguments[0]})
        data = arguments[1] if len(arguments) > 1 and not is_callable(arguments[1]) else None
        self._browser.effects.ask(first(arguments), method, data)
        value = self._browser.reply(first(arguments))
        self._browser.answer(arguments[1:], value)
        return _Promise(self._browser, value)

    def _each(self, arguments: Sequence[Any]) -> None:
        each_of(self._browser, arguments, key_first=True)


class _WrappedWindow(Selection):
    """The window, wrapped by jQuery."""

    def __init__(self, browser: Browser) -> None:
        root = browser.document.tree
        super().__init__(browser.document, [root] if root is not None else [])
        self._browser = browser

    def member(self, name: str) -> Any:
        return self._on if name in ("on", "bind", "hashchange") else super().member(name)

    def _on(self, arguments: Sequence[Any]) -> Any:
        event = text_of(first(arguments))
        if event is None or event.partition(".")[0] in _FRAGMENT_CHANGES:
            self._browser.on_fragment.extend(argument for argument in arguments if is_callable(argument))
            return self
        return super().member("on")(arguments)


class _Axios:
    """axios, and the clients that are made with it."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser = browser
        self._defaults: dict[str, Any] = {"baseURL": base}
        self._changes: list[Any] = []
        """What each answer goes through before it is handed on."""

    def __call__(self, arguments: Sequence[Any]) -> Any:
        target = first(arguments)
        options = target if isinstance(target, dict) else members(arguments[1] if len(arguments) > 1 else None)
        return self._ask(options.get("method", "get"), options.get("url", target), options)

    def member(self, name: str) -> Any:
        if name == "create":
            return lambda arguments: _Axios(self._browser, text_of(members(first(arguments)).get("baseURL")) or "")
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
            return {"request": {"use": lambda arguments: UNKNOWN}, "response": {"use": self._change}}
        return self._defaults if name == "defaults" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on axios matters."""

    def _change(self, arguments: Sequence[Any]) -> None:
        self._changes.extend(argument for argument in arguments[:1] if is_callable(argument))

    def _ask(self, method: Any, url: Any, options: Mapping[str, Any]) -> Any:
        target, verb = text_of(url), (text_of(method) or "get").upper()
        base = text_of(options.get("baseURL")) or text_of(self._defaults.get("baseURL"))
        if target is not None and base and not target.startswith("http"):
            target = f"{base.rstrip('/')}/{target.lstrip('/')}"
        data = options.get("data") if options.get("data") is not None else options.get("params")
        # What is posted as an object goes as JSON, unless it was made a form.
        as_json = verb == "POST" and isinstance(data, dict) and options.get("data") is not None
        self._browser.effects.ask(target, verb, data, as_json=as_json)
        value = self._browser.reply(target)
        if value is not UNKNOWN:
            value = {"data": value, "status": 200}
            for change in self._changes:
                changed = self._browser.interpreter.call(change, [value])
                value = value if changed is UNKNOWN or changed is None else changed
        return _Promise(self._browser, value)


class _Request:
    """An XMLHttpRequest."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._target: Any = UNKNOWN
        self._method = "GET"
        self._as_json = False
        self._answer: Any = UNKNOWN
        self._waiting: list[Any] = []

    def member(self, name: str) -> Any:
        known: dict[str, Any] = {"open": self._open, "setRequestHeader": self._header, "send": self._send}
        if self._answer is not UNKNOWN:
            known.update({"readyState": 4, "status": 200, "responseText": self._answer, "response": self._answer})
        return known.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        if name.startswith("on"):
            self._waiting.append(value)

    def _open(self, arguments: Sequence[Any]) -> None:
        if len(arguments) > 1:
            self._method, self._target = text_of(arguments[0]) or "GET", arguments[1]

    def _header(self, arguments: Sequence[Any]) -> None:
        self._as_json = self._as_json or any("json" in (text_of(argument) or "") for argument in arguments[1:])

    def _send(self, arguments: Sequence[Any]) -> None:
        data = arguments[0] if arguments else None
        self._browser.effects.ask(self._target, self._method, data, as_json=self._as_json)
        value = self._browser.reply(self._target)
        self._answer = value if isinstance(value, str) or value is UNKNOWN else json.dumps(value)
        self._browser.answer(self._waiting)


class _Fields:
    """Fields of a form, put together one by one."""

    def __init__(self, browser: Browser, start: Any) -> None:
        self.fields: dict[str, Any] = dict(members(start))
        if isinstance(start, str):
            self.fields.update(urllib.parse.parse_qsl(start.lstrip("?"), keep_blank_values=True))
        elif isinstance(start, Element):
            self.fields.update(fields_of(start.element, browser.document))

    def written(self) -> str:
        return encoded({name: value for name, value in self.fields.items() if value is not UNKNOWN})

    def member(self, name: str) -> Any:
        return {
            "append": self._set,
            "set": self._set,
            "get": lambda arguments: self.fields.get(text_of(first(arguments)) or "", None),
            "toString": lambda arguments: self.written(),
        }.get(name, UNKNOWN)

    def assign(self, name: str, value: Any) -> None:
        self.fields[name] = value

    def _set(self, arguments: Sequence[Any]) -> None:
        name = text_of(first(arguments))
        if name is not None and len(arguments) > 1:
            self.fields[name] = arguments[1]


class _Date:
    """Today: scripts put the year into addresses, and the time into parameters that nobody reads."""

    def member(self, name: str) -> Any:
        today = dt.datetime.now(dt.UTC)
        known = {"getFullYear": today.year, "getMonth": today.month - 1, "getDate": today.day, "getTime": 0}
        return (lambda arguments: known[name]) if name in known else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """A date is not changed."""


class _Vue:
    """Vue: a component's members are those of its data and methods, and it begins with its hooks."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

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
        options, browser = members(component), self._browser
        if len(browser.instances) >= _MOST_COMPONENTS:
            return {}
        call = browser.interpreter.call
        instance: dict[str, Any] = {
            "$http": _Axios(browser, ""),
            "$nextTick": browser._later,
            "$router": browser.router,
        }
        instance.update({**browser.shared, **given, **members(options.get("methods"))})
        for method in members(options.get("methods")).values():
            if isinstance(method, Function) and not method.is_arrow:
                method.bind(instance)
        data = options.get("data")
        instance.update(members(call(data, [instance], instance) if is_callable(data) else data))
        browser.instances.append(instance)
        template = text_of(options.get("template")) or ""
        if template.startswith("#"):
            held = browser.document.named(template[1:])
            template = inner_markup(held[0]) if held else ""
        if template:
            browser.templates.append((template, instance))
            browser.write([template])
        for name in ("setup", *_HOOKS):
            if is_callable(options.get(name)):
                instance.update(members(call(options[name], [UNKNOWN, UNKNOWN], instance)))
        for name, inner in members(options.get("components")).items() if depth < _DEEPEST else ():
            if not is_unknown(inner) and re.search(rf"<(?:{re.escape(name)}|{_dashed(name)})\b", template):
                self.begin(inner, given, depth + 1)
        return instance

    def member(self, name: str) -> Any:
        if name in ("createApp", "extend", "component"):
            return self._made
        return self._browser.shared if name == "prototype" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on Vue matters."""

    def _made(self, arguments: Sequence[Any]) -> Any:
        return self.construct(arguments[-1:])


def _dashed(name: str) -> str:
    """The tag of a component (`NewsList` is `<news-list>`)."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", name).lower()
