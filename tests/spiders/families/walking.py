"""Walks a site that is a table of pages, without a crawler: what is asked for, in which order, and with what."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.families import SYSTEMS
from spiders.families.general.walk import General
from spiders.job import Order
from spiders.portals import Portal

HOST = "http://www.example.gov.cn"
PORTAL = Portal("a", "320200", "江苏省/甲市", "prefecture", f"{HOST}/")
Site = Mapping[str, str | None]
"""What stands at each address; one that is not named is answered with 404, one without a text not at all."""


class Row(NamedTuple):
    """What a request says of itself; the host of the portal is left out of addresses.

    Attributes:
        url: Address.
        role: What is looked for.
        text: Words of the link.
        referrer: Where it stands.
        told: Why it is not sent; empty where it is.
    """

    url: str
    role: str = "page"
    text: str | None = None
    referrer: str | None = None
    told: str = ""


def short(url: str | None) -> str | None:
    return url.removeprefix(HOST) if url else url


def row_of(request: scrapy.Request) -> Row:
    record, refusal = request.meta["record"], request.meta.get("refuse", ())
    body = f"#{request.body.decode()}" if request.body else ""
    return Row(
        f"{short(request.url)}{body}",
        record["role"],
        record["link_text"],
        short(record["referrer"]),
        ": ".join(refusal),
    )


def requests_of(
    site: Site,
    portal: Portal = PORTAL,
    years: tuple[int, ...] = (),
    orders: Sequence[Order] = (),
    asked: Iterable[str] = (),
) -> list[scrapy.Request]:
    """All requests of a walk, in the order in which a crawler would send them."""
    family = General(portal, years, tuple(SYSTEMS.values()))
    waiting: list[tuple[int, int, scrapy.Request]] = []
    order, sent = itertools.count(), []

    def take(requests: Iterable[scrapy.Request]) -> None:
        for request in requests:
            heapq.heappush(waiting, (-request.priority, next(order), request))

    take(family.complete(orders, asked) if orders else family.start())
    while waiting:
        request = heapq.heappop(waiting)[2]
        sent.append(request)
        assert len(sent) < 500, "the walk does not end"
        path = short(request.url)
        text = site.get(path or "")
        refused = "refuse" in request.meta
        assert request.callback is not None
        if text is not None and not refused:
            take(
                request.callback(HtmlResponse(request.url, body=text.encode(), request=request), **request.cb_kwargs)
                or ()
            )
            continue
        answered = Response(request.url, status=404)
        error = IgnoreRequest() if refused else ConnectionError() if path in site else HttpError(answered)
        failure = Failure(error)  # type: ignore[no-untyped-call]
        failure.request = request  # type: ignore[attr-defined]  # as Scrapy does
        assert request.errback is not None
        take(request.errback(failure) or ())
    return sent


def walked(
    site: Site,
    portal: Portal = PORTAL,
    years: tuple[int, ...] = (),
    orders: Sequence[Order] = (),
    asked: Iterable[str] = (),
) -> list[Row]:
    """What a walk asks for, in order."""
    return [row_of(request) for request in requests_of(site, portal, years, orders, asked)]
