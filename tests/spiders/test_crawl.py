"""The downloader against portals that misbehave: the real process, on loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import ipaddress
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from flows.crawling import check_results, standing
from flows.errors import CrawlFailed
from spiders.job import CrawlJob
from storage.archive import Archive, object_path
from storage.fetch_log import FetchLog
from storage.root import DataRoot, open_root
from storage.schema import Fetch
from tests.plain_crawl import crawl, plain_portal
from tests.portal_server import Answer, Asked, PortalServer, Site
from tests.support import REPOSITORY

WORDS = "<p>" + "本年度主动公开政府信息若干条，依法办理公开申请。" * 20 + "</p>"
REPORT = f"<html><head><title>2019年政府信息公开工作年度报告</title></head><body>{WORDS}</body></html>"


def links(*paths: str) -> str:
    anchors = "".join(f'<a href="{path}">{path}</a>' for path in paths)
    return f"<html><head><title>县人民政府</title></head><body>{anchors}{WORDS}</body></html>"


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer() as running:
        yield running


@pytest.fixture
def data(tmp_path: pathlib.Path) -> str:
    return str(tmp_path / "data")


def rows(data: str) -> list[Fetch]:
    return FetchLog(open_root(data)).read()


def outcomes(data: str, site: Site) -> dict[str, list[str]]:
    """Outcomes by path of a portal's own addresses, in order."""
    found: dict[str, list[str]] = {}
    for row in rows(data):
        if row.url.startswith(site.origin):
            found.setdefault(row.url.removeprefix(site.origin), []).append(row.outcome)
    return found


FAULTS: dict[str, tuple[Answer | str, str, int]] = {
    "missing": (Answer(b"gone", 404), "not_found", 1),
    "gone": (Answer(b"gone", 410), "not_found", 1),
    "soft": ("<html><head><title>404 Not Found</title></head><body>您访问的页面不存在</body></html>", "soft_404", 1),
    "loop": (Answer(b"", 302, {"Location": "/loop"}), "redirect_loop", 1),
    "cookie-wall": (Answer(b"", 302, {"Location": "/cookie-wall", "Set-Cookie": "a=b"}), "blocked:cookie_redirect", 1),
    "elsewhere": (Answer(b"", 302, {"Location": "ftp://127.0.0.1/x"}), "refused_address", 1),
    "inside": (Answer(b"", 302, {"Location": "http://127.0.0.2:1/x"}), "refused_address", 1),
    "challenge": (Answer(b"<script>x</script>", 412), "blocked:412", 1),
    "jsl": (Answer(b"<script>document.cookie='a'</script>", 521, {"Set-Cookie": "__jsluid_s=1"}), "blocked:jiasule", 1),
    "broken": (Answer(b"x", 500), "http_error", 3),
    "torn": (Answer(b"x" * 100, fault="truncate"), "truncated", 3),
    "torn-gzip": (Answer(gzip.compress(os.urandom(5000))[:3000], headers={"Content-Encoding": "gzip"}), "truncated", 1),
    "no-gzip": (Answer(os.urandom(3000), headers={"Content-Encoding": "gzip"}), "truncated", 1),
    "silent": (Answer(fault="hang"), "timeout", 3),
    "slow": (Answer(b"x" * 1000, fault="trickle"), "timeout", 3),
    "broken-off": (Answer(fault="reset"), "connection", 3),
    "large": (Answer(b"x" * 300_000), "too_large", 1),
    "long": (Answer(b"<html>" + b"x" * 150_000, headers={"Content-Type": "text/html"}), "too_large", 1),
    "bomb": (Answer(gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}), "too_large", 1),
    "empty": (Answer(b""), "blocked:empty", 1),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Site]]:
    """A portal on which everything goes wrong that is listed above; each page is a portal's only one, so to speak."""
    data = str(tmp_path_factory.mktemp("data"))
    answers: dict[str, Answer | str] = {f"/{name}": answer for name, (answer, _, _) in FAULTS.items()}
    answers |= {
        "/": links("/report.html", "/charset", "/round", *answers),
        "/report.html": REPORT,
        "/charset": Answer(REPORT.encode(), headers={"Content-Type": "text/html; charset=gb2312"}),
        "/round": Answer(b"", 302, {"Location": "/round2"}),
        "/round2": Answer(b"", 302, {"Location": "/round"}),
    }
    with PortalServer() as running:
        site = running.serve(Site("a", answers=answers))
        settings = {"DOWNLOAD_TIMEOUT": 1, "DOWNLOAD_MAXSIZE": 200_000, "PAGE_MAXSIZE": 100_000, "BLOCKS_IN_A_ROW": 100}
        crawl([plain_portal(site.home)], data, {**settings, "CONCURRENT_REQUESTS_PER_DOMAIN": 8})
        yield data, site


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_own_outcome(faulty: tuple[str, Site], name: str) -> None:
    data, site = faulty
    _, outcome, times = FAULTS[name]
    assert outcomes(data, site)[f"/{name}"] == [outcome] * times
    assert site.paths.count(f"/{name}") == times


def test_redirects_in_a_circle_end(faulty: tuple[str, Site]) -> None:
    data, site = faulty
    assert outcomes(data, site)["/round"] == ["redirected"]
    assert outcomes(data, site)["/round2"] == ["redirect_loop"]
    (row,) = [row for row in rows(data) if row.url == f"{site.origin}/round2"]
    assert row.reason == f"sends back to {site.origin}/round: {site.origin}/round to {site.origin}/round2"


def test_a_page_of_thirty_megabytes_is_told_and_not_read(server: PortalServer, data: str) -> None:
    """With the bounds as they are: a file of that length is kept, even if it seems to be text."""
    size = 30 * 1024 * 1024
    answers: dict[str, Answer | str] = {
        "/": links("/long", "/file", "/report.html"),
        "/long": Answer(b"<html>" + b"x" * size, headers={"Content-Type": "text/html"}),
        "/file": Answer(b"%PDF-1.4" + b"x" * size, headers={"Content-Type": "application/pdf"}),
        "/report.html": REPORT,
    }
    site = server.serve(Site("a", answers=answers, validators=False))
    crawl([plain_portal(site.home)], data, {"DOWNLOAD_TIMEOUT": 60})
    told = outcomes(data, site)
    assert (told["/long"], told["/file"], told["/report.html"]) == (["too_large"], ["ok"], ["ok"])
    (row,) = [row for row in rows(data) if row.outcome == "too_large"]
    assert (row.reason, row.document_id) == (f"a page of {size + 6} bytes", None)


def test_a_redirect_into_the_network_is_not_followed(faulty: tuple[str, Site]) -> None:
    """One row tells where it leads and why nobody goes there."""
    data, site = faulty
    (row,) = [row for row in rows(data) if row.url == f"{site.origin}/inside"]
    assert row.reason == (
        "redirected to http://127.0.0.2:1/x: 127.0.0.2 is not an address of the public internet (127.0.0.2)"
    )
    assert not [row for row in rows(data) if row.url.startswith("http://127.0.0.2:1/")]


def test_a_wrong_charset_is_noted_and_the_bytes_are_kept(faulty: tuple[str, Site]) -> None:
    data, site = faulty
    row = next(row for row in rows(data) if row.url == f"{site.origin}/charset")
    assert (row.outcome, row.charset) == ("ok", "gb2312")
    assert row.reason == "declared as gb18030, but it is utf-8"
    assert Archive(open_root(data)).get(row.document_id or "") == REPORT.encode()


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (REPORT.encode(), True),
        (REPORT.encode()[:-100], False),
        (b"%PDF-1.4\n...\n%%EOF\n", True),
        (b"%PDF-1.4\n...\n", False),
    ],
)
def test_a_body_shorter_than_announced_is_kept_if_it_is_complete(
    server: PortalServer, data: str, body: bytes, kept: bool
) -> None:
    answers = {"/": links("/r"), "/r": Answer(body, fault="overstate")}
    site = server.serve(Site("a", answers=answers))
    crawl([plain_portal(site.home)], data)
    found = [row for row in rows(data) if row.url == f"{site.origin}/r"]
    assert [row.outcome for row in found] == ["truncated"] * (1 if kept else 3)
    assert [row.document_id is not None for row in found] == [kept] * len(found)
    if kept:
        assert Archive(open_root(data)).get(found[0].document_id or "") == body


def test_what_is_no_answer_is_not_archived_as_a_document(faulty: tuple[str, Site]) -> None:
    for row in rows(faulty[0]):
        assert (row.document_id is None) == (row.outcome != "ok")
        assert row.reason or row.outcome in ("ok", "not_found", "http_error", "throttled")


def test_the_rest_of_the_portal_is_not_lost(faulty: tuple[str, Site]) -> None:
    data, site = faulty
    assert outcomes(data, site)["/report.html"] == ["ok"]


def test_dead_hosts_have_outcomes(server: PortalServer, data: str) -> None:
    """A name that leads nowhere (`.invalid` is reserved for that), and a port where nobody listens."""
    site = server.serve(Site("a", answers={"/": REPORT}))
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.3", 0))
        closed = f"http://127.0.0.3:{free.getsockname()[1]}/"
    portals = [
        plain_portal(site.home, "a"),
        plain_portal("http://no-such-host.invalid/", "b"),
        plain_portal(closed, "c"),
    ]
    result = crawl(portals, data)
    assert {row.outcome for row in rows(data) if row.portal == "b"} == {"dns"}
    assert {row.outcome for row in rows(data) if row.portal == "c"} == {"connection"}
    assert standing(portals[1], result) == "failed: dns"


def certificate(tmp_path: pathlib.Path) -> pathlib.Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return pem


@pytest.mark.parametrize("trusted", [False, True])
def test_certificates_are_checked(
    server: PortalServer, data: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    pem = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    site = server.serve(Site("a", answers={"/": REPORT}), tls=context)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    result = crawl([plain_portal(site.home)], data)
    assert set(outcomes(data, site)["/"]) == ({"ok"} if trusted else {"tls"})
    assert (site.paths == []) == (not trusted)
    assert result.portals["a"].requests == 2


def test_the_pace_is_kept_by_each_host_and_no_host_waits_for_another(server: PortalServer, data: str) -> None:
    pages = [f"/page{number}" for number in range(3)]
    sites = [
        server.serve(Site(name, answers={"/": links(*pages), **dict.fromkeys(pages, REPORT)})) for name in "abcdefgh"
    ]
    start = time.monotonic()
    crawl([plain_portal(site.home, site.name) for site in sites], data, {"DOWNLOAD_DELAY": 0.5})
    seconds = time.monotonic() - start
    for site in sites:
        assert sorted(site.paths) == sorted(["/robots.txt", "/", *pages])
        assert min(site.gaps()) >= 0.5
    assert seconds < 8 * 4 * 0.5, "the hosts waited for one another"


def test_portals_on_one_host_share_its_pace_and_its_robots(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/one/": links("/one/x"), "/two/": links("/two/x"), "/one/x": REPORT}))
    homes = [plain_portal(f"{site.origin}/{name}/", name) for name in ("one", "two")]
    crawl(homes, data, {"DOWNLOAD_DELAY": 0.3})
    assert site.paths.count("/robots.txt") == 1
    assert min(site.gaps()) >= 0.3


def test_crawl_delay_is_honoured(server: PortalServer, data: str) -> None:
    site = server.serve(
        Site("a", answers={"/": links("/x"), "/x": REPORT, "/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 0.7")})
    )
    crawl([plain_portal(site.home)], data)
    assert min(site.gaps()) >= 0.7
    assert next(row.reason for row in rows(data) if row.role == "robots") == "Crawl-delay 0.7"


ROBOTS: dict[str, tuple[Answer, list[str], str]] = {
    "forbids one": (Answer(b"User-agent: *\nDisallow: /x"), ["/robots.txt", "/", "/y"], "ok"),
    "forbids us": (
        Answer(b"User-agent: nianbao\nDisallow: /\n\nUser-agent: *\nAllow: /"),
        ["/robots.txt"],
        "refused_by_robots",
    ),
    "is missing": (Answer(b"", 404), ["/robots.txt", "/", "/x", "/y"], "ok"),
    "is gone": (Answer(b"", 410), ["/robots.txt", "/", "/x", "/y"], "ok"),
    "is a page": (Answer(b"<html>Disallow: /x</html>"), ["/robots.txt", "/", "/x", "/y"], "ok"),
    "is empty": (Answer(b""), ["/robots.txt", "/", "/x", "/y"], "ok"),
    "is refused": (Answer(b"no", 403), ["/robots.txt"], "refused_by_robots"),
    "wants a login": (Answer(b"no", 401), ["/robots.txt"], "refused_by_robots"),
    "fails": (Answer(b"no", 500), ["/robots.txt"] * 3, "refused_by_robots"),
    "is blocked": (Answer(b"no", 412), ["/robots.txt"], "blocked:412"),
    "is late": (Answer(fault="hang"), ["/robots.txt"] * 3, "timeout"),
}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Site]]]:
    data = str(tmp_path_factory.mktemp("data"))
    pages = {"/": links("/x", "/y"), "/x": REPORT, "/y": REPORT}
    with PortalServer() as running:
        sites = {
            name: running.serve(Site(name, answers={**pages, "/robots.txt": answer}))
            for name, (answer, _, _) in ROBOTS.items()
        }
        crawl([plain_portal(site.home, name) for name, site in sites.items()], data, {"DOWNLOAD_TIMEOUT": 1})
        yield data, sites


@pytest.mark.parametrize("name", ROBOTS)
def test_robots(ruled: tuple[str, dict[str, Site]], name: str) -> None:
    data, sites = ruled
    _, asked, outcome = ROBOTS[name]
    assert sorted(sites[name].paths) == sorted(asked)
    assert outcomes(data, sites[name])["/"] == [outcome]


def test_robots_decides_about_the_target_of_a_redirect(server: PortalServer, data: str) -> None:
    answers = {
        "/": Answer(b"", 302, {"Location": "/secret/x"}),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret"),
    }
    site = server.serve(Site("a", answers=answers))
    crawl([plain_portal(site.home)], data)
    assert site.paths == ["/robots.txt", "/"]
    assert outcomes(data, site)["/secret/x"] == ["refused_by_robots"]


def test_a_portal_that_blocks_is_left_alone(server: PortalServer, data: str) -> None:
    pages = [f"/report{number}" for number in range(12)]
    blocked = Answer("<html><body>网站云防护系统：您的访问已被拦截</body></html>".encode(), 403)
    site = server.serve(Site("a", answers={"/": links(*pages), **dict.fromkeys(pages, blocked)}))
    portal = plain_portal(site.home)
    result = crawl([portal], data)
    assert len(site.paths) == 5
    found = outcomes(data, site)
    assert {outcome for page in pages for outcome in found[page]} == {"blocked:cloud_waf"}
    assert standing(portal, result) == "blocked:cloud_waf"
    with pytest.raises(CrawlFailed, match="blocked:cloud_waf"):
        check_results([portal], result)


def test_blocks_here_and_there_do_not_end_a_crawl(server: PortalServer, data: str) -> None:
    pages = [f"/{kind}{number}" for number in range(4) for kind in ("report", "blocked")]
    answers = {path: f"{REPORT}<!-- {path} -->" if "report" in path else Answer(b"", 412) for path in pages}
    site = server.serve(Site("a", answers={"/": links(*pages), **answers}))
    result = crawl([plain_portal(site.home)], data)
    assert result.portals["a"].found == 4
    assert standing(plain_portal(site.home), result) == "in part blocked:412"


def test_a_burdened_server_gets_the_pause_that_it_asks_for(server: PortalServer, data: str) -> None:
    times: list[float] = []

    def busy(asked: Asked) -> Answer:
        times.append(asked.at)
        return Answer(b"", 503, {"Retry-After": "1"}) if len(times) == 1 else Answer(REPORT.encode())

    site = server.serve(Site("a", answers={"/": links("/busy", "/y"), "/busy": busy, "/y": REPORT}))
    crawl([plain_portal(site.home)], data)
    assert outcomes(data, site)["/busy"] == ["throttled", "ok"]
    assert times[1] - times[0] >= 1
    others = [asked.at for asked in site.requests if asked.path == "/y"]
    assert all(not times[0] < at < times[0] + 1 for at in others), "others went on while the server was to rest"


def test_retries_are_bounded_and_double_their_pause(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": Answer(b"", 429)}))
    crawl([plain_portal(site.home)], data, {"BACKOFF_SECONDS": 0.3})
    assert outcomes(data, site)["/"] == ["throttled"] * 3
    first, second = site.gaps()[1:]
    assert first >= 0.3
    assert second >= 0.6


def test_a_server_that_asks_for_too_long_a_pause_is_not_waited_for(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": Answer(b"", 429, {"Retry-After": "86400"})}))
    crawl([plain_portal(site.home)], data)
    assert outcomes(data, site)["/"] == ["throttled"]


INSIDE = [
    "http://127.0.0.1:1/",
    "http://127.0.0.2/",
    "http://2130706433:1/",
    "http://0x7f.1:1/",
    "http://0177.0.0.1:1/",
    "http://127.1:1/",
    "http://[::1]:1/",
    "http://[::ffff:127.0.0.1]:1/",
    "http://0.0.0.0:1/",
    "http://localhost:1/",
    "file:///etc/hostname",
    "ftp://127.0.0.1/",
]


def test_links_into_the_network_are_refused_before_any_connection(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": links(*INSIDE)}))
    crawl([plain_portal(site.home)], data)
    refused = [row for row in rows(data) if not row.url.startswith(site.origin) and row.role == "page"]
    assert len(refused) == len(INSIDE)
    assert {(row.outcome, row.status) for row in refused} == {("refused_address", None)}


def test_only_the_very_port_of_the_home_is_exempt(server: PortalServer, data: str) -> None:
    other = server.serve(Site("b", answers={"/": REPORT}))
    site = server.serve(Site("a", answers={"/": links(other.home, "{{origin}}/x"), "/x": REPORT}))
    crawl([plain_portal(site.home)], data)
    assert other.paths == []
    assert site.paths == ["/robots.txt", "/", "/x"]


def test_a_home_named_by_its_host_is_exempt_by_that_name(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": REPORT}))
    crawl([plain_portal(site.home.replace("127.0.0.1", "localhost"))], data)
    assert site.paths == ["/robots.txt", "/"]


MODIFIED = "Wed, 01 Apr 2026 00:00:00 GMT"
NEVER = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache, no-store, must-revalidate"}
MANY = [f"/report{number}" for number in range(10)]


def dated(asked: Asked) -> Answer:
    unchanged = asked.headers.get("if-modified-since") == MODIFIED
    return Answer(b"", 304) if unchanged else Answer(REPORT.encode(), headers={"Last-Modified": MODIFIED})


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, Site]]]:
    """Three crawls of some portals, of which one has changed a page before the second."""
    data = str(tmp_path_factory.mktemp("data"))
    uncacheable = {path: Answer(f"{REPORT}{path}".encode(), headers=NEVER) for path in MANY}
    forgetful = {"/": links("/report", "/x"), "/report": REPORT, "/x": REPORT}
    with PortalServer() as running:
        for site in (
            Site("uncacheable", answers={"/": Answer(links(*MANY).encode(), headers=NEVER), **uncacheable}),
            Site("dated", answers={"/": dated}, validators=False),
            Site("forgetful", answers=forgetful, validators=False),
            Site("confused", answers={"/": Answer(b"", 304)}, validators=False),
        ):
            running.serve(site)
        portals = [plain_portal(site.home, name) for name, site in running.sites.items()]
        crawl(portals, data)
        running.sites["forgetful"].answers["/report"] = REPORT.replace("2019", "2020")
        crawl(portals, data)
        crawl(portals, data)
        yield data, running.sites


def test_later_crawls_download_nothing_anew(thrice: tuple[str, dict[str, Site]]) -> None:
    """Validators are used whatever the server says about caching, and links are followed from the archived pages."""
    data, sites = thrice
    site = sites["uncacheable"]
    answered = [asked.answered for asked in site.requests if asked.path != "/robots.txt"]
    assert answered == [200] * 11 + [304] * 22
    assert {tuple(found) for path, found in outcomes(data, site).items() if path != "/robots.txt"} == {
        ("ok", "not_modified", "not_modified")
    }
    documents = {
        (row.url, row.document_id) for row in rows(data) if row.portal == "uncacheable" and row.role != "robots"
    }
    assert len(documents) == 11


def test_last_modified_is_a_validator_too(thrice: tuple[str, dict[str, Site]]) -> None:
    data, sites = thrice
    assert outcomes(data, sites["dated"])["/"] == ["ok", "not_modified", "not_modified"]


def test_a_changed_page_is_another_document_and_the_same_bytes_are_none(thrice: tuple[str, dict[str, Site]]) -> None:
    data, sites = thrice
    origin = sites["forgetful"].origin
    documents = {path: [r.document_id for r in rows(data) if r.url == origin + path] for path in ("/report", "/x")}
    assert [len(found) for found in documents.values()] == [3, 3]
    assert len(set(documents["/report"])) == 2
    assert len(set(documents["/x"])) == 1


def test_a_304_that_nobody_asked_for_is_no_answer(thrice: tuple[str, dict[str, Site]]) -> None:
    data, sites = thrice
    assert outcomes(data, sites["confused"])["/"] == ["http_error"] * 3
    reasons = {row.reason for row in rows(data) if row.url == sites["confused"].home}
    assert len(reasons) == 1
    assert "no condition" in (reasons.pop() or "")


def cut_off(path: pathlib.Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flipped(path: pathlib.Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


HARMS: dict[str, Callable[[pathlib.Path], None]] = {
    "missing": pathlib.Path.unlink,
    "flipped": flipped,
    "cut": cut_off,
    "whole": lambda path: None,
}
VALIDATORS = {"if-none-match": ("ETag", '"1"'), "if-modified-since": ("Last-Modified", MODIFIED)}


def test_a_body_that_the_archive_does_not_hold_is_asked_for_whole(server: PortalServer, data: str) -> None:
    """A server that is told of a validator would answer that nothing changed, and the archive stayed as it is."""

    def answer(body: str, condition: str) -> Callable[[Asked], Answer]:
        whole = Answer(body.encode(), headers=dict([VALIDATORS[condition]]))
        return lambda asked: Answer(b"", 304) if condition in asked.headers else whole

    cases = {f"/report-{harm}-{condition}": (harm, condition) for harm in HARMS for condition in VALIDATORS}
    pages = {path: f"{REPORT}{path}" for path in cases}
    answers = {path: answer(pages[path], condition) for path, (_, condition) in cases.items()}
    site = server.serve(Site("a", answers={"/": links(*cases), **answers}, validators=False))
    crawl([plain_portal(site.home)], data)
    kept = {row.url.removeprefix(site.origin): row.document_id or "" for row in rows(data)}
    archive = Archive(open_root(data))
    for path, (harm, _) in cases.items():
        HARMS[harm](pathlib.Path(data, object_path(kept[path])))
        assert archive.intact(kept[path]) == (harm == "whole")
    site.requests.clear()
    crawl([plain_portal(site.home)], data)
    for path, (harm, condition) in cases.items():
        (asked,) = (asked for asked in site.requests if asked.path == path)
        assert set(VALIDATORS) & set(asked.headers) == ({condition} if harm == "whole" else set()), path
        assert outcomes(data, site)[path] == ["ok", "not_modified" if harm == "whole" else "ok"]
        assert archive.get(kept[path]) == pages[path].encode()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_crawl_continues(server: PortalServer, root: DataRoot, tmp_path: pathlib.Path, how: int) -> None:
    """What the log holds of the interrupted run is not asked for again, and the crawl is complete."""
    pages = [f"/report{number}" for number in range(8)]
    site = server.serve(Site("a", answers={"/": links(*pages), **{page: REPORT + page for page in pages}}))
    portal = plain_portal(site.home)
    job = CrawlJob(
        run_id="crawl-first",
        data=root.location,
        portals=(portal,),
        statistics=str(tmp_path / "statistics.json"),
        settings={"DOWNLOAD_DELAY": 0.4},
    )
    job.save(tmp_path / "job.json")
    command = [sys.executable, "-m", "tests.plain_crawl", str(tmp_path / "job.json")]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while len(FetchLog(root).read()) < 4 and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(how)
        process.wait(30)
    finally:
        process.kill()
        process.wait()
    logged = [row.url.removeprefix(site.origin) for row in FetchLog(root).read()]
    assert 4 <= len(logged) < len(pages) + 2
    site.requests.clear()
    again = CrawlJob(
        run_id="crawl-second",
        data=root.location,
        portals=(portal,),
        statistics=str(tmp_path / "statistics.json"),
        continues=("crawl-first",),
        settings={"DOWNLOAD_DELAY": 0},
    )
    again.save(tmp_path / "job.json")
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=60)
    assert not set(logged) & set(site.paths)
    complete = {row.url.removeprefix(site.origin): row.outcome for row in FetchLog(root).read()}
    assert {path: complete[path] for path in pages} == dict.fromkeys(pages, "ok")
    statistics = json.loads((tmp_path / "statistics.json").read_text(encoding="utf-8"))
    assert statistics["portals"]["a"]["found"] == 8


def test_a_crawl_that_ended_is_not_continued(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": REPORT}, validators=False))
    for _ in range(2):
        crawl([plain_portal(site.home)], data)
    assert site.paths.count("/") == 2
    assert not list(pathlib.Path(data, "archive").glob("unfinished/*"))


def test_an_endless_portal_is_bounded(server: PortalServer, data: str) -> None:
    def calendar(asked: Asked) -> Answer:
        day = int(asked.path.rpartition("/")[2] or 0)
        return Answer(links(f"/day/{day + 1}").encode(), headers={"Content-Type": "text/html"})

    class Endless(Site):
        def _find(self, asked: Asked) -> Answer:
            return Answer(b"", 404) if asked.path == "/robots.txt" else calendar(asked)

    site = server.serve(Endless("a"))
    result = crawl([plain_portal(site.home)], data, {"PORTAL_REQUEST_LIMIT": 20})
    assert len(site.paths) == 20
    assert result.portals["a"].outcomes["bounded"] == 1


def test_what_a_spider_gives_up_is_logged_and_not_asked_for(server: PortalServer, data: str) -> None:
    page = '<html><body><a href="/page/99" data-refuse="the list does not end">next</a></body></html>'
    site = server.serve(Site("a", answers={"/": page + WORDS}))
    crawl([plain_portal(site.home)], data)
    assert site.paths == ["/robots.txt", "/"]
    row = next(row for row in rows(data) if row.url.endswith("/page/99"))
    assert (row.outcome, row.reason) == ("bounded", "the list does not end")


def test_we_say_who_we_are_and_whom_to_write_to(
    server: PortalServer, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_CONTACT", "operator@example.org")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    site = server.serve(Site("a", answers={"/": REPORT}))
    crawl([plain_portal(site.home)], data)
    agents = {asked.headers["user-agent"] for asked in site.requests}
    assert len(agents) == 1
    assert re.fullmatch(r"nianbao/[\d.]+ \(.*annual reports.*; operator@example\.org\)", agents.pop())


def test_a_crawl_without_a_report_fails(server: PortalServer, data: str) -> None:
    site = server.serve(Site("a", answers={"/": links("/x"), "/x": REPORT}))
    result = crawl([plain_portal(site.home)], data)
    with pytest.raises(CrawlFailed, match=r"found no report \(a: no report found\)"):
        check_results([plain_portal(site.home)], result)


def test_a_crawl_that_nobody_waits_for_ends(server: PortalServer, data: str, tmp_path: pathlib.Path) -> None:
    """The flow was killed: its end of the pipe is closed."""
    pages = [f"/report{number}" for number in range(200)]
    site = server.serve(Site("a", answers={"/": links(*pages), **dict.fromkeys(pages, REPORT)}))
    statistics = tmp_path / "statistics.json"
    job = CrawlJob(
        run_id="crawl-first",
        data=data,
        portals=(plain_portal(site.home),),
        statistics=str(statistics),
        settings={"DOWNLOAD_DELAY": 0.2},
    )
    job.save(tmp_path / "job.json")
    command = [sys.executable, "-m", "tests.plain_crawl", str(tmp_path / "job.json")]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        process.wait(30)
    finally:
        process.kill()
        process.wait()
    assert json.loads(statistics.read_text(encoding="utf-8"))["finish_reason"] == "abandoned"
    assert len(site.paths) < len(pages)


FLOW = """
import asyncio, sys
from flows.crawling import run_crawl
from spiders.portals import Portal

portal = Portal("a", "", "甲市", "prefecture", sys.argv[1])
asyncio.run(run_crawl([portal], sys.argv[2], settings={"DOWNLOAD_DELAY": 0.2}, resume=False))
"""


def test_a_killed_flow_ends_its_crawl_at_once(server: PortalServer, data: str) -> None:
    """Not even a request that the crawler waits for holds it up; what has come is saved."""
    rows_of_column = "".join(f'<a href="/r/{n}001.html">甲市{n}年政府信息公开年度报告</a>' for n in range(2000, 2100))
    site = server.serve(
        Site(
            "a",
            answers={
                "/": f'<a href="/nb/">政府信息公开年报</a>{WORDS}',
                "/nb/": rows_of_column,
                **{f"/r/{n}001.html": REPORT.replace("2019", str(n)) for n in range(2000, 2100)},
            },
        )
    )
    process = subprocess.Popen([sys.executable, "-c", FLOW, site.home, data], cwd=REPOSITORY, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while len(site.paths) < 6 and time.monotonic() < deadline:
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait()
    time.sleep(1.5)
    asked = len(site.paths)
    time.sleep(1.5)
    assert 6 <= len(site.paths) == asked < 50
    assert [row.outcome for row in rows(data) if row.role == "report"]
