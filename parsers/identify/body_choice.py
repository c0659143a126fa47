"""Which body publishes a report: the name that the strongest evidence gives.

A title that names a place alone may stand for its government or for a body that took its name for granted, so what the
report says of its author is heard before the government is taken. Where nothing decides, the document is rejected: it
is never given to the larger body.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP, PublisherName, names_government
from parsers.errors import NotAReport
from parsers.identify.coordinators import is_coordinator
from parsers.identify.evidence import EVIDENCE

_BY_ITSELF = ("author", "signature")
"""Kinds of evidence in which a body says that the report is its own work."""
_SEVERAL = re.compile(r"(?:[省市县区州盟旗]?直)?(?:属)?各(?!种|类)")
"""How a name without its places begins that means several bodies (各部门, 县直各单位)."""


def choose_body(
    named: Mapping[str, PublisherName],
    spoken: Counter[str],
    contacts: Iterable[PublisherName],
    portal_place: str | None,
) -> tuple[PublisherName, str]:
    """The body that publishes, and the kind of evidence that decided.

    Args:
        named: The names that speak for one, by the kind of evidence.
        spoken: How often the report speaks of itself as a body of each kind.
        contacts: The bodies that readers are asked to turn to.
        portal_place: Place that the portal gives.

    Raises:
        NotAReport: Nothing tells which body it is, or the title names several.
    """
    title = named.get("title")
    if title is not None and _SEVERAL.match(title.own):
        raise NotAReport(f"The title names several bodies together: {title.words}.")
    titled = _named_in_title(named)
    if titled is not None:
        return titled
    author = _other_author(named, spoken)
    if title is not None and not title.kind:
        return author if author is not None and title.own in author[0].words else (title, "title")
    if author is not None and not (title is not None and _is_weak(author[1], spoken)):
        return author
    kind = _kind_besides_government(named, spoken)
    if kind is not None:
        return _of_kind(kind, named, contacts)
    contact = next((one for one in contacts if one.kind in ("department", *OF_TOWNSHIP)), None)
    if contact is not None and not named and not spoken["government"]:
        return contact, "contact"
    return _government(named, spoken, portal_place)


def _named_in_title(named: Mapping[str, PublisherName]) -> tuple[PublisherName, str] | None:
    """The body that the title names, and not its place alone; failing that, one in a title of the first sentences."""
    title, lead = named.get("title"), named.get("lead")
    if title is not None and title.kind and (title.own or names_government(title.words)):
        return title, "title"
    if lead is not None and (title is None or not title.own) and (lead.own or names_government(lead.words)):
        return lead, "lead"
    return None


def _other_author(named: Mapping[str, PublisherName], spoken: Counter[str]) -> tuple[PublisherName, str] | None:
    """A body other than the government that the report or its page names as its author.

    A government's own office, and a body whose task is to put such reports together, write for the government; the
    latter writes for itself where the report speaks of itself as such a body more than of the place.
    """
    for kind in EVIDENCE[2:]:
        name = named.get(kind)
        if name is None:
            continue
        by_itself = kind in _BY_ITSELF
        for_itself = by_itself and spoken[name.kind] > spoken["government"]
        if name.kind in OF_GOVERNMENT or (is_coordinator(name.own) and not for_itself):
            if by_itself:
                return None
            continue
        return name, kind
    return None


def _is_weak(kind: str, spoken: Counter[str]) -> bool:
    """Whether evidence for another body does not outweigh a title that names the place alone."""
    return kind == "subject" or (kind in ("publisher", "link", "breadcrumb") and spoken["government"] > 0)


def _kind_besides_government(named: Mapping[str, PublisherName], spoken: Counter[str]) -> str | None:
    """The kind of body that a report mostly speaks of itself as, if never as a government and not in its name."""
    others = {kind: count for kind, count in spoken.items() if kind != "government"}
    by_itself = [named[kind] for kind in _BY_ITSELF if kind in named]
    for_government = any(name.kind in OF_GOVERNMENT or is_coordinator(name.own) for name in by_itself)
    if not others or spoken["government"] or for_government:
        return None
    return max(others, key=lambda kind: others[kind])


def _of_kind(
    kind: str, named: Mapping[str, PublisherName], contacts: Iterable[PublisherName]
) -> tuple[PublisherName, str]:
    """The body of a kind that the report speaks of itself as."""
    for evidence in EVIDENCE:
        if kind == "office" and evidence in named and named[evidence].kind == kind:
            return named[evidence], evidence
    for contact in contacts:
        if contact.kind == kind:
            return contact, "contact"
    raise NotAReport(f"The report speaks of its publisher as a body of its own ({kind}), and nothing names it.")


def _government(
    named: Mapping[str, PublisherName], spoken: Counter[str], portal_place: str | None
) -> tuple[PublisherName, str]:
    """The government that any evidence speaks for, where no other body is left; its office, if it says so itself."""
    if "title" in named:
        return dataclasses.replace(named["title"], kind="government"), "title"
    for kind in EVIDENCE:
        if kind == "subject" and kind in named and named[kind].kind == "office" and not spoken["government"]:
            return named[kind], kind
        if kind in named:
            return dataclasses.replace(named[kind], own="", kind="government", town=""), kind
    if not spoken["government"]:
        raise NotAReport(
            f"Nothing tells which body {f'of {portal_place} ' if portal_place else ''}publishes the report."
        )
    return PublisherName("", (), "", "government"), "text"
