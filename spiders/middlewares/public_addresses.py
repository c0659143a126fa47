"""Which addresses a crawl may connect to: the public internet, and the very hosts and ports that the registry names.

A link or a redirect on a portal must not lead the crawler into the network that it runs in. Names are judged by the
addresses that they resolve to at the moment of connecting, so that a name that changes its address in between (DNS
rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface.declarations import implementer

from spiders.middlewares.pace import STANDARD_PORTS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HostPort = tuple[str, int]

_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
"""IPv6 addresses that carry an IPv4 address in their last four bytes (RFC 6052, RFC 8215)."""


def host_port(url: str) -> HostPort | None:
    """Host and port that a URL leads to; None where it names none that is possible."""
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port or STANDARD_PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return (_plain(parts.hostname), port) if parts.hostname else None


def literal(host: str) -> Address | None:
    """The address that a host is written as, in any spelling that a resolver takes, or None for a name.

    127.0.0.1 may also be written 2130706433, 0x7f.1, 0177.0.0.1 or 127.1.
    """
    host = _plain(host)
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeEncodeError):
        return None


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, looking through IPv4 addresses wrapped in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in network for network in _TRANSLATED):
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _plain(host: str) -> str:
    """A host without brackets, a final dot or letters of other widths."""
    return unicodedata.normalize("NFKC", host).strip("[]").rstrip(".").lower()


class AddressGuard:
    """Judges addresses for the crawl of some portals.

    Args:
        portals: Of each portal its id, the address of its home page, and its further hosts.
    """

    def __init__(self, portals: Iterable[tuple[str, str, Sequence[str]]]) -> None:
        self._named = {portal: frozenset(_named(home, hosts)) for portal, home, hosts in portals}
        self._exempt = frozenset(host for hosts in self._named.values() for host in hosts)
        self._refused: dict[HostPort, str] = {}

    def __deepcopy__(self, _: dict[int, Any]) -> AddressGuard:
        """Itself: Scrapy copies its settings, but the resolver and the middlewares share one guard."""
        return self

    def objection(self, portal: str, url: str) -> str | None:
        """Why a portal's crawl may not ask for a URL, as far as its spelling tells; None if it may."""
        target = host_port(url)
        if target is None:
            return "the address names no host"
        if target in self._named.get(portal, ()):
            return None
        address = literal(target[0])
        if address is not None and not is_public(address):
            return f"{target[0]} is not an address of the public internet ({address})"
        return None

    def permits(self, host: str, port: int, address: str) -> bool:
        """Whether a connection to an address that a name resolved to may be made.

        Args:
            host: The name, as the request has it.
            port: Port of the request.
            address: Address that the name resolved to.
        """
        target = (_plain(host), port)
        known = literal(address)
        if target in self._exempt or (known is not None and is_public(known)):
            return True
        self._refused[target] = address
        return False

    def refusal(self, url: str) -> str | None:
        """Why no connection was made for a URL, if it was refused after its name was resolved."""
        target = host_port(url)
        address = self._refused.get(target) if target else None
        return f"{target[0]} resolves to {address}, no address of the public internet" if target and address else None


def _named(home: str, hosts: Iterable[str]) -> Iterator[HostPort]:
    """Hosts and ports that a row names; a host without a port is meant with both usual ones."""
    addresses = [home, *(f"{scheme}://{name}/" for name in hosts for scheme in STANDARD_PORTS)]
    for address in addresses:
        target = host_port(address)
        if target is not None:
            yield target


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Resolves names, and keeps back every address that the guard does not permit.

    Twisted asks a resolver for each connection it makes, also where the host is written as an address, and connects to
    nothing but what the resolver gives it.
    """

    def __init__(self, reactor: Any, cache_size: int, guard: AddressGuard) -> None:
        super().__init__(reactor, cache_size)
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings["ADDRESS_GUARD"])

    def resolveHostName(  # noqa: N802  (Twisted's name)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        receiver: Any = _GuardedReceiver(resolutionReceiver, self._guard, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _GuardedReceiver:
    """Passes on the addresses that are permitted."""

    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver = receiver
        self._guard = guard
        self._host = host
        self._port = port

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if self._guard.permits(self._host, self._port, address.host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()
