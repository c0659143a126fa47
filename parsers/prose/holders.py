"""Numbers without a label of their own: the parts of a total that an agency, a place, a host or a sort makes up."""

from __future__ import annotations

from parsers.prose.categories import is_published_elsewhere
from parsers.prose.codes import DISCLOSED, RECEIVED, SORTS
from parsers.prose.draft import Draft
from parsers.prose.lexicon import find_terms
from parsers.prose.marks import INFORMATION, PLATFORM
from parsers.prose.passage import Passage
from parsers.prose.shares import name_behind, part_name, parts, with_brackets
from parsers.prose.sort_names import MEASURES_OF_SORTS, PLATFORMS, sort_of
from parsers.prose.telling import TAKEN_IN

_MEASURES_OF_POINTS = ("个", "处", "家")
_READING_POINTS = "capacity.reading_points"
_DOCUMENTS = {"规章": "documents.rules.", "规范性文件": "documents.normative."}
"""Nouns behind the name of who has issued documents, and the beginning of the codes that count these."""


def add_share(draft: Draft, index: int, *, may_be_a_sort: bool) -> bool:
    """Adds a number without a label of its own as the part of a total that somebody or some sort makes up.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        may_be_a_sort: Whether it may be a sort of what was published, as far as others than media have published it.

    Returns:
        Whether it is one.
    """
    passage, found = draft.passage, draft.found(index)
    before, after = draft.sentence.before(index).text, draft.sentence.after(index).text
    unit = found.quantity.unit
    subject = passage.totals.shared(found.quantity, RECEIVED if _took_in(before) else "")
    if subject == _READING_POINTS and all(one.code != subject for one in passage.of_this_sentence):
        subject = subject if draft.tree.is_member(index) else None  # 设立查阅点31个。全市运行政府网站14个
    if subject is not None and (holder := _holder(subject, before, after, unit, passage)):
        label = with_brackets(holder, found.sentence.clause_before(found.start, found.quantity.span.start))
        passage.add(found._replace(code=subject, label=label))
        return True
    if (
        may_be_a_sort
        and unit in MEASURES_OF_SORTS
        and _is_on_disclosure(passage)
        and (sort := sort_of(before or after)) is not None
        and not is_published_elsewhere(draft.phrases, index)
    ):
        passage.add(found._replace(code=SORTS, label=sort))
        return True
    return False


def _holder(subject: str, before: str, after: str, unit: str, passage: Passage) -> str | None:
    """Who has a part of a total: the host of a reading point, or an agency or a place."""
    if any(term.value("medium") in PLATFORMS for term in find_terms(before)):
        return None  # “印象官渡”微信公众号 is no agency
    if subject == _READING_POINTS and unit in _MEASURES_OF_POINTS and passage.last and passage.last.code == subject:
        host = part_name(before, parts().host)
        if host is not None:
            return host
    if PLATFORM in before:
        return None  # 一体化平台12件 came in by it, or were published on it
    counts_another = any(before.endswith(noun) and not subject.startswith(code) for noun, code in _DOCUMENTS.items())
    return (None if INFORMATION in before or counts_another else part_name(before)) or name_behind(after)


def _took_in(words: str) -> bool:
    """Whether a verb says that somebody received a part (已办结46件。其中县政府办公室受理11件)."""
    return any(not TAKEN_IN.isdisjoint(term.features) for term in find_terms(words))


def _is_on_disclosure(passage: Passage) -> bool:
    return passage.totals.of(DISCLOSED) is not None or passage.theme.topic == "proactive_disclosure"
