"""Recorded portals, served on loopback: what the spiders are tried against instead of the web.

A recorded portal is a folder. A file answers the path of its name (`index.html` also its folder's), with a validator,
so that a conditional request gets a 304. What a file cannot say stands in `routes.toml`, first match first:

    [[route]]
    path = "/module/web/jpage/dataproxy.jsp"   # exactly this path
    method = "POST"                            # otherwise any
    query = { page = "2" }                     # these parameters, among others
    form = { startrecord = "1" }               # these fields of a submitted form or JSON object, among others
    file = "records-2.xml"                     # or: body = "text"
    status = 200
    headers = { Content-Type = "text/xml" }
    delay = 0.5                                # seconds before the answer begins
    fault = "trickle"                          # see `FAULTS`

`{{origin}}` in a text file or a header stands for the portal's own address, `{{origin:name}}` for that of another
portal of the same server.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import itertools
import json
import mimetypes
import pathlib
import re
import ssl
import threading
import time
import tomllib
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

FAULTS = {
    "trickle": "sends a byte every fifth of a second",
    "truncate": "announces the whole body, sends half of it and hangs up",
    "overstate": "announces more than it sends, sends all and hangs up",
    "reset": "hangs up without an answer",
    "hang": "never answers",
}
TEXT = (".html", ".htm", ".shtml", ".xml", ".json", ".js", ".txt", ".jsp", ".asp", ".aspx", ".php", "")
INDEXES = ("index.html", "index.shtml", "index.htm", "default.htm")


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A request that reached a portal; `at` is monotonic time in seconds, `path` has the query with it."""

    at: float
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    answered: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answers.

    Attributes:
        body: The content.
        status: The HTTP status.
        headers: Its header fields.
        delay: Seconds before it begins.
        ready: Asked now and then during the delay, which it ends early.
        fault: What goes wrong on the way; empty for nothing.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    delay: float = 0.0
    ready: Callable[[], bool] | None = None
    fault: str = ""


class Site:
    """One portal: a folder, a mapping from path to answer, or both."""

    def __init__(
        self,
        name: str,
        folder: pathlib.Path | None = None,
        answers: Mapping[str, Answer | Callable[[Asked], Answer] | str] | None = None,
        *,
        validators: bool = True,
    ) -> None:
        self.name = name
        self.folder = folder
        self.answers = dict(answers or {})
        self.validators = validators
        self.requests: list[Asked] = []
        self.origin = ""
        self.siblings: Mapping[str, Site] = {}
        routes = folder / "routes.toml" if folder else None
        text = routes.read_text(encoding="utf-8") if routes and routes.exists() else ""
        self._routes: list[dict[str, Any]] = tomllib.loads(text).get("route", [])

    @property
    def home(self) -> str:
        return f"{self.origin}/"

    @property
    def paths(self) -> list[str]:
        """Paths asked for, in order, with their queries."""
        return [asked.path for asked in self.requests]

    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        times = [asked.at for asked in self.requests]
        return [after - before for before, after in itertools.pairwise(times)]

    def answer(self, asked: Asked) -> Answer:
        answer = self._find(asked)
        if self.validators and answer.status == 200 and not answer.fault:
            validator = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
            if asked.headers.get("if-none-match") == validator:
                return dataclasses.replace(answer, status=304, body=b"", headers={"ETag": validator})
            return dataclasses.replace(answer, headers={"ETag": validator, **answer.headers})
        return answer

    def _find(self, asked: Asked) -> Answer:
        own = self.answers.get(asked.path, self.answers.get(asked.path.partition("?")[0]))
        if callable(own):
            return own(asked)
        if isinstance(own, str):
            return Answer(self._filled(own).encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        if own is not None:
            return dataclasses.replace(own, headers={k: self._filled(v) for k, v in own.headers.items()})
        parts = urllib.parse.urlsplit(asked.path)
        path = urllib.parse.unquote(parts.path)
        for route in self._routes:
            if _matches(route, asked, path, parts.query):
                return self._routed(route)
        file = self._file(path)
        if file is None:
            return Answer(b"<html><body><h1>404 Not Found</h1></body></html>", 404, {"Content-Type": "text/html"})
        return self._recorded(file)

    def _routed(self, route: Mapping[str, Any]) -> Answer:
        base = Answer()
        if "file" in route and self.folder:
            base = self._recorded(self.folder / route["file"])
        elif "body" in route:
            base = Answer(self._filled(route["body"]).encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        headers = {name: self._filled(value) for name, value in route.get("headers", {}).items()}
        return dataclasses.replace(
            base,
            status=route.get("status", 200),
            headers={**base.headers, **headers},
            delay=route.get("delay", 0.0),
            fault=route.get("fault", ""),
        )

    def _file(self, path: str) -> pathlib.Path | None:
        if self.folder is None:
            return None
        asked = self.folder / path.lstrip("/")
        candidates = [asked / name for name in INDEXES] if path.endswith("/") else [asked]
        return next((file for file in candidates if file.is_file() and file.name != "routes.toml"), None)

    def _recorded(self, file: pathlib.Path) -> Answer:
        content = file.read_bytes()
        if file.suffix in TEXT and b"{{origin" in content:
            content = self._filled(content.decode()).encode()
        kind = mimetypes.guess_type(file.name)[0] or (
            "text/html" if file.suffix in TEXT else "application/octet-stream"
        )
        return Answer(content, headers={"Content-Type": kind})

    def _filled(self, text: str) -> str:
        return re.sub(
            r"\{\{origin(?::([^}]+))?\}\}",
            lambda match: self.siblings[match[1]].origin if match[1] else self.origin,
            text,
        )


def _matches(route: Mapping[str, Any], asked: Asked, path: str, query: str) -> bool:
    if route["path"] != path or route.get("method", asked.method) != asked.method:
        return False
    sent = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
    if any(sent.get(name) != value for name, value in route.get("query", {}).items()):
        return False
    form = route.get("form", {})
    return not form or all(_form(asked).get(name) == value for name, value in form.items())


def _form(asked: Asked) -> dict[str, str]:
    if "json" in asked.headers.get("content-type", ""):
        with contextlib.suppress(ValueError):
            return {name: str(value) for name, value in json.loads(asked.body).items()}
        return {}
    return dict(urllib.parse.parse_qsl(asked.body.decode("utf-8", "replace"), keep_blank_values=True))


class PortalServer:
    """Serves any number of portals from one background thread, each on a port of its own.

    Use as a context manager; leaving it closes all connections and ends the thread.
    """

    def __init__(self) -> None:
        self.sites: dict[str, Site] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="portals", daemon=True)
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()

    def __enter__(self) -> PortalServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    def serve(self, site: Site, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> Site:
        """Puts a portal on a loopback address and a free port, and tells it its origin."""
        bound = asyncio.run_coroutine_threadsafe(self._listen(site, host, port, tls), self._loop).result(20)
        site.origin = f"{'https' if tls else 'http'}://{host}:{bound}"
        site.siblings = self.sites
        self.sites[site.name] = site
        return site

    async def _listen(self, site: Site, host: str, port: int, tls: ssl.SSLContext | None) -> int:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                self._connections.add(task)
                task.add_done_callback(self._connections.discard)
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError
            ):
                while await _serve_one(site, reader, writer):
                    pass
            writer.close()

        server = await asyncio.start_server(connected, host, port, ssl=tls, backlog=1024)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await asyncio.sleep(0)


async def _wait(answer: Answer) -> None:
    if answer.ready is None:
        await asyncio.sleep(answer.delay)
        return
    deadline = time.monotonic() + answer.delay
    while time.monotonic() < deadline and not answer.ready():
        await asyncio.sleep(0.05)


async def _serve_one(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Reads one request and answers it; returns whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    at = time.monotonic()
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    asked = Asked(at, method, path, headers, body)
    answer = site.answer(asked)
    site.requests.append(dataclasses.replace(asked, answered=answer.status))
    await _wait(answer)
    if answer.fault == "hang":
        await asyncio.sleep(3600)
    if answer.fault == "reset":
        return False
    fields = {"Content-Length": str(len(answer.body)), **answer.headers}
    if answer.fault == "overstate":
        fields["Content-Length"] = str(len(answer.body) + 1000)
    start = "".join([f"HTTP/1.1 {answer.status} X\r\n", *(f"{n}: {v}\r\n" for n, v in fields.items()), "\r\n"])
    if answer.fault in ("truncate", "overstate"):
        sent = len(answer.body) // 2 if answer.fault == "truncate" else len(answer.body)
        writer.write(start.encode("latin-1") + answer.body[:sent])
        await writer.drain()
        return False
    if answer.fault == "trickle":
        writer.write(start.encode("latin-1"))
        for byte in answer.body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.2)
        return True
    writer.write(start.encode("latin-1") + (b"" if answer.status == 304 else answer.body))
    await writer.drain()
    return True


@contextlib.contextmanager
def served(*folders: pathlib.Path) -> Iterator[list[Site]]:
    """Serves recorded portals, each under the name of its folder."""
    with PortalServer() as server:
        yield [server.serve(Site(folder.name, folder)) for folder in folders]
