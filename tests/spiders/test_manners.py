"""The rules of the downloader by themselves: addresses, robots.txt, encodings, pauses, verdicts."""

from __future__ import annotations

import datetime as dt
import io
import ipaddress
import types
from typing import Any

import pytest
import scrapy
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from scrapy.http import HtmlResponse, Response
from twisted.internet.address import IPv4Address as TwistedAddress

from cli.views.crawls import crawl_table
from flows.crawling import check_floors, check_results, standing
from flows.errors import CrawlFailed
from spiders.charsets import decoded, of_addresses
from spiders.job import CrawlResult, PortalResult
from spiders.middlewares.backoff import retry_after
from spiders.middlewares.pace import HostDownloader, slot_key
from spiders.middlewares.public_addresses import AddressGuard, GuardedResolver, host_port, is_public, literal
from spiders.middlewares.robots_rules import MOST_CRAWL_DELAY, read
from spiders.portals import Portal
from spiders.settings import user_agent

PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "111.235.156.240",
    "2400:3200::1",
    "64:ff9b::8.8.8.8",
    "::ffff:8.8.8.8",
    "2001:0:4136:e378:8000:63bf:f7f7:f7f7",
]
INSIDE = [
    "127.0.0.1",
    "127.255.0.9",
    "10.0.0.1",
    "172.16.3.4",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "239.1.1.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "4000::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_permitted(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    guard = AddressGuard([])
    assert guard.objection("a", f"http://{f'[{address}]' if ':' in address else address}/") is None
    assert guard.permits("www.wuxi.gov.cn", 80, address)


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_networks_within_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    guard = AddressGuard([("a", "http://www.example.org/", ())])
    host = f"[{address}]" if ":" in address else address
    assert guard.objection("a", f"http://{host}/") is not None
    assert not guard.permits("www.wuxi.gov.cn", 80, address)
    assert guard.refusal("http://www.wuxi.gov.cn/x") is not None


@given(st.integers(min_value=0x7F000000, max_value=0x7FFFFFFF))
def test_loopback_is_known_in_every_spelling(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    parts = [int(part) for part in str(address).split(".")]
    spellings = [
        str(number),
        hex(number),
        f"0{number:o}",
        ".".join(hex(part) for part in parts),
        ".".join(f"0{part:o}" for part in parts),
        f"{parts[0]}.{number & 0xFFFFFF}",
        f"{address}.",
        str(address).translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    ]
    for spelling in spellings:
        assert literal(spelling) == address, spelling
    assert AddressGuard([]).objection("a", f"http://{number}/") is not None


@pytest.mark.parametrize("name", ["www.wuxi.gov.cn", "localhost", "1.2.3.4.example.org", "人民政府.cn", ""])
def test_names_are_no_addresses(name: str) -> None:
    assert literal(name) is None


def test_only_its_own_home_is_exempt_for_a_portal() -> None:
    guard = AddressGuard([("a", "http://127.0.0.1:8001/x/", ()), ("b", "http://127.0.0.1:8002/", ["127.0.0.1:8004"])])
    assert guard.objection("a", "http://127.0.0.1:8001/y") is None
    assert guard.objection("a", "http://127.0.0.1:8002/") is not None
    assert guard.objection("b", "https://127.0.0.1:8001/") is not None
    assert guard.objection("b", "http://127.0.0.1:8004/old/") is None
    assert guard.objection("a", "http://127.0.0.1:8004/") is not None
    assert guard.objection("a", "http:///x") == "the address names no host"
    assert guard.permits("127.0.0.1", 8001, "127.0.0.1")
    assert not guard.permits("127.0.0.1", 8003, "127.0.0.1")
    assert host_port("http://127.0.0.1:99999/") is None


class ChangingNames:
    """A resolver that answers each question with the next of its answers."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.nameResolver = self

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *_: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(receiver)
        receiver.addressResolved(TwistedAddress("TCP", self.answers.pop(0), port))
        receiver.resolutionComplete()
        return receiver


class Connecting:
    """What Twisted would connect to."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        pass


def test_a_name_that_changes_its_address_is_refused_when_connecting() -> None:
    guard = AddressGuard([("a", "http://www.wuxi.gov.cn/", ())])
    resolver = GuardedResolver(ChangingNames("203.119.25.1", "10.0.0.8", "203.119.25.1"), 0, guard)
    connected = []
    for _ in range(3):
        connecting = Connecting()
        resolver.resolveHostName(connecting, "img.wuxi.gov.cn", 80)
        connected.append(connecting.addresses)
    assert connected == [["203.119.25.1"], [], ["203.119.25.1"]]
    assert guard.refusal("http://img.wuxi.gov.cn/x") == (
        "img.wuxi.gov.cn resolves to 10.0.0.8, no address of the public internet"
    )


@pytest.mark.parametrize(
    ("status", "body", "refused"),
    [
        (200, b"User-agent: *\nDisallow: /x", False),
        (204, b"", False),
        (404, b"", False),
        (410, b"", False),
        (400, b"", False),
        (401, b"", True),
        (403, b"", True),
        (302, b"", True),
        (429, b"", True),
        (500, b"", True),
        (503, b"", True),
    ],
)
def test_what_a_status_of_robots_means(status: int, body: bytes, refused: bool) -> None:
    assert (read(status, body).refusal is not None) == refused


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 5", 5.0),
        ("Crawl-delay: 2.5", 2.5),
        ("Crawl-delay: 86400", MOST_CRAWL_DELAY),
        ("Crawl-delay: -3", None),
        ("Crawl-delay: 0", None),
        ("Crawl-delay: soon", None),
        ("", None),
    ],
)
def test_crawl_delay(line: str, delay: float | None) -> None:
    rules = read(200, f"\ufeffUser-agent: *\n{line}\nDisallow: /x".encode())
    assert rules.delay == delay
    assert (rules.note is not None) == (delay is not None)
    assert rules.parser is not None
    assert not rules.parser.can_fetch("http://127.0.0.1/x", "nianbao")


@given(st.binary(max_size=300), st.integers(200, 599))
def test_any_answer_to_robots_can_be_read(body: bytes, status: int) -> None:
    rules = read(status, body)
    assert rules.delay is None or 0 < rules.delay <= MOST_CRAWL_DELAY


@pytest.mark.parametrize(
    ("declared", "actual", "noted"),
    [
        ("utf-8", "utf-8", False),
        ("gb2312", "gb18030", False),
        ("gbk", "gb18030", False),
        ("gb2312", "utf-8", True),
        ("utf-8", "gb18030", True),
        ("iso-8859-1", "utf-8", True),
        ("iso-8859-1", "gb18030", True),
        ("big5", "big5", False),
    ],
)
def test_links_are_read_in_the_encoding_that_the_bytes_are_in(declared: str, actual: str, noted: bool) -> None:
    words = "政府信息公開年報" if actual == "big5" else "政府信息公开年报①"
    response = HtmlResponse(
        "http://127.0.0.1/",
        headers={"Content-Type": f"text/html; charset={declared}"},
        body=f"<html><body><a href='/x'>{words}</a></body></html>".encode(actual),
    )
    right, note = decoded(response)
    assert right.css("a::text").get() == words
    assert (note is not None) == noted


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        *(("gb2312", "gb18030"), ("GBK", "gb18030"), ("gb18030", "gb18030"), ("x-gbk", "gb18030")),
        *(("utf-8", ""), ("ascii", ""), ("cp1252", ""), ("utf-16", ""), ("none", "")),
    ],
)
def test_words_of_addresses_are_sent_in_utf_8_or_in_chinese(encoding: str, sent: str) -> None:
    assert of_addresses(encoding) == sent


@pytest.mark.parametrize(("declared", "more"), [("gbk", b"\xff\xff"), ("utf-8", b"\xff"), ("gb18030", b"\x81\x30")])
def test_bytes_that_fit_no_encoding_are_told(declared: str, more: bytes) -> None:
    response = HtmlResponse(
        "http://127.0.0.1/",
        headers={"Content-Type": f"text/html; charset={declared}"},
        body="<html><body>政府信息公开年报①</body></html>".encode("gb18030") + more,
    )
    right, note = decoded(response)
    assert right is response
    assert note == f"declared as {response.encoding}, and damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_mark_of_a_lost_character_may_stand_in_utf_8_and_is_damage_elsewhere(encoding: str) -> None:
    """Who writes GB18030 has no such character, unless a text was damaged before."""
    response = HtmlResponse(
        "http://127.0.0.1/",
        headers={"Content-Type": "text/html; charset=gb2312"},
        body="<html><body>政府信息公开\ufffd年报</body></html>".encode(encoding),
    )
    note = "but it is utf-8" if encoding == "utf-8" else "and damaged"
    assert decoded(response)[1] == f"declared as {response.encoding}, {note}"


# The second one is whole in GB18030, too, where it has letters that GB2312 lacks.
@pytest.mark.parametrize("text", ["Société générale, à propos de l'été, naïveté Ää", "naïve façade maïs"])
def test_a_western_page_is_left_as_it_is_declared(text: str) -> None:
    body = f"<html><body>{text}</body></html>".encode("latin-1")
    response = HtmlResponse("http://127.0.0.1/", headers={"Content-Type": "text/html; charset=iso-8859-1"}, body=body)
    assert decoded(response) == (response, None)


NOW = dt.datetime(2026, 4, 1, 12, 0, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Wed, 01 Apr 2026 12:01:00 GMT", 60.0),
        ("Wed, 01 Apr 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("²".encode("latin-1"), None),
        ("Fri, 01 Jan 2021 99999999999:00:00 GMT", None),
        ("1 Jan 2021 00:00:00 +99999999999999", None),
        ("", None),
    ],
)
def test_retry_after(value: str | bytes, seconds: float | None) -> None:
    assert retry_after(Response("http://127.0.0.1/", headers={"Retry-After": value}), NOW) == seconds


def test_who_we_are_names_no_address_that_nobody_gave() -> None:
    assert "@" not in user_agent()
    assert "http" not in user_agent()
    assert user_agent("me@example.org").endswith("; me@example.org)")


PORTAL = Portal("a", "", "甲/乙", "", "http://127.0.0.1/")


@pytest.mark.parametrize(
    ("found", "outcomes", "expected"),
    [
        (3, {"ok": 4}, "done"),
        (3, {"ok": 4, "not_found": 1, "redirected": 2}, "done"),
        (3, {"ok": 4, "timeout": 2}, "done, but 2 requests failed"),
        (3, {"ok": 4, "blocked:412": 2}, "in part blocked:412"),
        (0, {"ok": 4}, "no report found"),
        (0, {"ok": 1, "blocked:ruishu": 3}, "blocked:ruishu"),
        (0, {"refused_by_robots": 2}, "refused_by_robots"),
        (0, {"dns": 2}, "failed: dns"),
        (0, {}, "not asked"),
    ],
)
def test_a_portal_without_a_report_is_never_done(found: int, outcomes: dict[str, int], expected: str) -> None:
    result = CrawlResult(
        finish_reason="finished", errors=(), portals={"a": PortalResult(sum(outcomes.values()), found, outcomes)}
    )
    assert standing(PORTAL, result) == expected
    console = Console(file=io.StringIO(), width=120)
    console.print(crawl_table([PORTAL], result))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert ("gave none and are not done" in text) == (found == 0)
    if found == 0:
        with pytest.raises(CrawlFailed, match="found no report"):
            check_results([PORTAL], result)
    else:
        check_results([PORTAL], result)


def test_every_portal_below_its_floor_is_named() -> None:
    portals = [Portal(name, "", name, "", "http://127.0.0.1/", floor=5) for name in "ab"]
    result = CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(9, 4, {"ok": 9})})
    with pytest.raises(CrawlFailed, match=r"portal a .*found 4 .*portal b .*found 0"):
        check_floors(portals, result)
    assert standing(portals[0], result) == "below its floor of 5"


def test_a_pause_is_raised_and_never_lowered() -> None:
    """Crawl-delay 0.2 is no leave to ask more often; nor is that of a host's other robots.txt (http and https)."""
    downloader = HostDownloader.__new__(HostDownloader)
    downloader.per_slot_settings, downloader.slots, downloader._delay = {}, {}, 1.0
    delays = []
    for wanted in (0.2, 10.0, 2.0):
        downloader.slow_down("a", wanted)
        delays.append(downloader.per_slot_settings["a"]["delay"])
    assert delays == [1.0, 10.0, 10.0]


def test_a_host_that_is_being_asked_is_slowed_down_at_once() -> None:
    downloader = HostDownloader.__new__(HostDownloader)
    asked, other = (types.SimpleNamespace(delay=1.0, lastseen=0.0) for _ in range(2))
    downloader.per_slot_settings, downloader.slots, downloader._delay = {}, {"a": asked, "b": other}, 1.0
    downloader.slow_down("a", 10.0)
    assert (asked.delay, other.delay) == (10.0, 1.0)


@pytest.mark.parametrize("delay", [0.0, 2.0])
def test_a_host_that_asks_for_a_pause_is_asked_nothing_until_it_is_over(
    monkeypatch: pytest.MonkeyPatch, delay: float
) -> None:
    """Scrapy sends the next request when a slot's delay has passed since its last one."""
    monkeypatch.setattr("spiders.middlewares.pace.time", types.SimpleNamespace(monotonic=lambda: 100.0))
    downloader = HostDownloader.__new__(HostDownloader)
    asked, other = (types.SimpleNamespace(delay=delay, lastseen=99.0) for _ in range(2))
    downloader.slots = {"a": asked, "b": other}
    downloader.pause("a", 30.0)
    assert asked.delay > 0
    assert asked.lastseen + asked.delay == pytest.approx(130.0)
    assert (other.delay, other.lastseen) == (delay, 99.0)
    downloader.pause("a", 5.0)
    assert asked.lastseen + asked.delay == pytest.approx(130.0)
    downloader.pause("never asked", 5.0)
    assert set(downloader.slots) == {"a", "b"}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://www.example.gov.cn/a:b/", "www.example.gov.cn"),
        ("https://WWW.example.gov.cn./", "www.example.gov.cn"),
        ("http://www.example.gov.cn:80/", "www.example.gov.cn"),
        ("https://www.example.gov.cn:443/", "www.example.gov.cn"),
        ("http://www.example.gov.cn:8080/", "www.example.gov.cn:8080"),
    ],
)
def test_which_addresses_burden_one_server(url: str, host: str) -> None:
    assert slot_key(scrapy.Request(url)) == host
