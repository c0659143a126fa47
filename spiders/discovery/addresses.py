"""Addresses: which of them are one page, which are one government's, and what kind of file they name."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import urllib.parse

from spiders import queries
from spiders.paging import paging

GAP = "\ufffd"
"""What stands for a part of an address that is not known, or that was lost."""
_INDEX = re.compile(r"/(?:index|default|home|main)\.(?:s?html?|jsp|aspx?|php|do)$")
_SHOWS_FOLDER = re.compile(r"(?:(?:index|default|home|main|list)[-_]?\d*\.\w{2,5})?")
"""What the page of a folder is called, or a page of its list."""
_SESSION = re.compile(r";jsessionid=[^/?]*|/\(S\(\w+\)\)", re.IGNORECASE)
_PROGRAMS = ("jsp", "php", "aspx", "asp", "do", "action", "ashx", "cgi")
_HOST = re.compile(r"(?:[^\W_][\w-]*(?:\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")
_DATED = re.compile(r"/(?:19|20)\d{2}(?:[/-](?:0?[1-9]|1[0-2])(?:[-/]?[0-3]\d)?(?!\d)|\d{2}/|/art)")
"""Folders of a day or month; other numbers of four digits are those of columns (`/2066/1881/`)."""
_WORDS = re.compile(r"[^\x00-\x7f]+")
"""Words of an address that are sent by the bytes of their encoding."""
LONGEST = 2000
"""Characters of the longest address that is asked for; Scrapy drops longer ones (URLLENGTH_LIMIT) without a word."""
_NOISE = frozenset(
    (
        *("spm", "from", "utm_source", "utm_medium", "timestamp", "_", "rand", "random"),
        *("jsessionid", "phpsessid", "aspsessionid", "sessionid", "session_id", "sess_id"),
    )
)


@dataclasses.dataclass(frozen=True, slots=True)
class Base:
    """The base of a document: what the addresses in it are completed by.

    Attributes:
        url: Address that relative ones start from.
        encoding: Encoding of the document, if it is another one than UTF-8: browsers send words of a query in it.
    """

    url: str
    encoding: str = ""

    def resolve(self, href: str) -> str | None:
        """The absolute web address without fragment that a link leads to, or None if it leads to none.

        Args:
            href: The link, as its page gives it.
        """
        parts = _completed(self.url, href)
        if parts is None:
            return None
        if self.encoding and not parts.query.isascii():
            sent = _WORDS.sub(lambda words: queries.escaped(words[0], self.encoding), parts.query)
            parts = parts._replace(query=sent)
        url = urllib.parse.urlunsplit(parts)
        return url if len(url) <= LONGEST else None


def resolve(base: str, href: str) -> str | None:
    """The absolute web address without fragment that an address leads to, or None if it leads to none.

    Words of its query stay as they are, to be sent in UTF-8; in a document of another encoding, `Base` resolves them.

    Args:
        base: Address that a relative one starts from.
        href: The address.
    """
    return Base(base).resolve(href)


def _completed(base: str, href: str) -> urllib.parse.SplitResult | None:
    """The parts of an absolute web address, without fragment."""
    href = href.encode("utf-8", "ignore").decode()
    href = re.sub(r"[\t\r\n]", "", href).strip().replace("\\", "/")
    if not href or href.startswith("#") or GAP in href:
        return None
    try:
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(base, href))
        usable = parts.scheme in ("http", "https") and parts.port != 0 and _HOST.fullmatch(parts.netloc)
    except ValueError:
        return None
    return parts._replace(fragment="") if usable else None


def names_view(fragment: str) -> bool:
    """Whether a fragment names a view of a page that scripts put together (`#/list/12`, `#!/nb`)."""
    return fragment.removeprefix("!").startswith("/")


def key(url: str, *, index: bool = False) -> str:
    """What is equal for two addresses of one page: order of parameters, http or https, `www.`, and index names aside.

    It is for comparison only; what is sent is the address as the page gives it.

    Args:
        url: Address.
        index: Whether the name of an index counts: a page that leads on to its own index is another one.
    """
    parts = urllib.parse.urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    path = _SESSION.sub("", queries.as_address(queries.unescaped(parts.path))) or "/"
    path = re.sub(r"/{2,}", "/", path if index else _INDEX.sub("/", path))
    parameters = sorted(
        (name, value)
        for name, value in queries.fields(parts.query)
        if name.lower() not in _NOISE or (name == "from" and value.isdigit())
    )
    return f"{host}{port}{path}?{queries.written(parameters)}" if parameters else f"{host}{port}{path}"


def host(url: str) -> str:
    """Host and port."""
    return urllib.parse.urlsplit(url).netloc.rpartition("@")[2].lower()


def is_number(name: str) -> bool:
    """Whether a host (with or without port) is an IP address."""
    try:
        ipaddress.ip_address(urllib.parse.urlsplit(f"//{name}").hostname or "")
    except ValueError:
        return False
    return True


def domain(name: str) -> str:
    """The part of a host that its owner has registered; for an IP address, host and port."""
    if is_number(name):
        return name
    labels = name.partition(":")[0].split(".")
    depth = 3 if labels[-2:-1] in (["gov"], ["com"], ["org"], ["net"]) and len(labels[-1]) == 2 else 2
    return ".".join(labels[-depth:])


def is_under_gov_cn(name: str) -> bool:
    """Whether a host is under the domain of governments."""
    return domain(name).endswith(".gov.cn")


def is_governments(name: str) -> bool:
    """Whether a host is of a kind that governments publish at: under gov.cn, or a bare IP address."""
    return is_under_gov_cn(name) or is_number(name)


def suffix(url: str) -> str:
    """Suffix of the file that an address names, in its path or at the end of a parameter; or an empty string."""
    parts = urllib.parse.urlsplit(url)
    candidates = [parts.path, *(value for _, value in queries.fields(parts.query))]
    for candidate in candidates:
        match = re.search(r"\.([A-Za-z0-9]{1,5})$", candidate)
        if match and (candidate is not parts.path or match[1].lower() not in _PROGRAMS):
            return match[1].lower()
    return ""


def slugs(url: str) -> tuple[str, ...]:
    """The parts of an address's path that have names, lower case, without suffix; the last one last."""
    path = _SESSION.sub("", urllib.parse.urlsplit(url).path.lower())
    parts = [part.rpartition(".")[0] or part for part in path.split("/")]
    return tuple(part for part in parts if re.match(r"[a-z]", part) and part not in ("index", "default"))


def lies_below(url: str, page: str) -> bool:
    """Whether an address lies in the folder of a page, and in one of its own there."""
    return "/" in path_below(url, page)


def path_below(url: str, page: str) -> str:
    """The path of an address from the folder of a page on; empty where it does not lie in that folder.

    A page that has another name than those of folders (`/gk/nb.html`) is one of several in its folder.
    """
    shown, path = urllib.parse.urlsplit(page), urllib.parse.urlsplit(url).path
    folder, _, name = shown.path.rpartition("/")
    if shown.query or not _SHOWS_FOLDER.fullmatch(name):
        folder = f"{folder}/{name.rpartition('.')[0]}"
    if host(url) != host(page) or len(folder) <= 1 or not path.startswith(f"{folder}/"):
        return ""
    return path.removeprefix(f"{folder}/")


def in_folder(url: str, names: re.Pattern[str]) -> bool:
    """Whether one of the folders that an address lies in has a name of some kind."""
    return any(names.match(name) for name in urllib.parse.urlsplit(url).path.lower().split("/")[:-1])


def _asks_for_rows(query: str) -> bool:
    """Whether a query asks for a page of a list: by its number, and by how many rows it has."""
    numbers = {name.lower() for name, value in queries.fields(query) if re.fullmatch(r"\d{1,3}", value)}
    return not numbers.isdisjoint(paging().of_page) and not numbers.isdisjoint(paging().of_size)


def is_article(url: str) -> bool:
    """Whether an address looks like that of one text rather than of a column."""
    parts = urllib.parse.urlsplit(url)
    path = _SESSION.sub("", parts.path)
    if path.endswith("/") or _INDEX.search(path) or (parts.query and _asks_for_rows(parts.query)):
        return False
    name = path.rpartition("/")[2]
    return bool(re.search(r"\d{3,}|[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{20,}", name) or _DATED.search(path))
