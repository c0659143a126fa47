"""Numbers without words that name them: what others make of them, and what is kept as unread."""

from __future__ import annotations

from parsers.prose.clauses.universals import verdicts
from parsers.prose.context.found import Found
from parsers.prose.names.naming import Named
from parsers.prose.parts.categories import may_be_named
from parsers.prose.parts.corrections import correct_rough
from parsers.prose.parts.dating import NOT_OF_A_YEAR, compare, compared_with
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.holders import add_share
from parsers.prose.parts.sums_over_years import is_part_of_a_sum
from parsers.prose.parts.wholes import add_as_total, take_for_the_sum
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sort_names import SHORTEST_NAME, sort_of
from parsers.prose.sentences.telling import TAKEN_IN
from parsers.prose.words.codes import DISCLOSED, NAMES_CASES, PUBLISHED, RECEIVED
from parsers.prose.words.frames import frame_of
from parsers.prose.words.lexicon import features_of

_TAKEN_UP = TAKEN_IN | {("act", "handled"), ("act", "processed")}
"""What was done with something, so that numbers behind it may say what became of that."""
_CARRIED = ("carry", "yes")
_ELSEWHERE = ("obj", "elsewhere")
_NO_INFORMATION = ("applications.", "capacity.", "complaints.", "consultation.", "litigation.", "response.", "review.")
"""Beginnings of the codes of what has no sorts of information as its parts."""


def place_unnamed(draft: Draft, index: int, year: int, named: Named) -> None:
    """Finds a place for a number that no words name with certainty: beside another figure, below one, or unread.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        year: The year that it is about.
        named: What its words say, and why that names nothing.
    """
    passage, tree = draft.passage, draft.tree
    if year != passage.year and (compared := compared_with(draft, index)) is not None:
        compare(draft, index, year, compared)
        return
    passage.theme.mention(draft.phrases.own(index).terms)
    found = draft.found(index, year=year)
    if passage.last is None and is_part_of_a_sum(draft.phrases, tree, index, passage, found):
        draft.leave(index, NOT_OF_A_YEAR, kind="look_alike")
        return
    if not named.frames and (_turns_away(named) or _took_up_something_else(draft.phrases.own(index))):
        said = features_of(named.terms)
        counts_cases = not said.isdisjoint(NAMES_CASES) and _CARRIED not in said  # 上年结转的复议3件；新收复议4件
        is_supposed = named.is_unknown or not named.is_elsewhere
        passage.theme.turn_away(is_supposed=is_supposed and not counts_cases)
    _take_words(draft, index, named)
    if _says_what_became_of_all(draft, found) or tree.is_said_again(index):
        return
    before, after = draft.sentence.before(index).text, draft.sentence.after(index).text
    if correct_rough(passage, found.quantity, before) or add_as_total(passage, found, before):
        return
    if take_for_the_sum(draft, index):
        return
    if named.is_no_part:
        draft.apart.add(index)
    is_a_sort = year == passage.year and not tree.is_of_unpublished(index) and not _is_of_other_things(draft, index)
    if not _may_be_a_part(draft, index, named, before) or not add_share(draft, index, found, may_be_a_sort=is_a_sort):
        words = may_be_named(found, _noun(draft, index), after)
        if words is not None and is_a_sort and not named.is_no_part:
            draft.unnamed.append((words, found))
        draft.leave(index, named.reason, kind="no_code" if _is_known_to_be_elsewhere(named) else "unread")


def _is_of_other_things(draft: Draft, index: int) -> bool:
    """Whether the number that one is a part of counts no information (解读286篇，其中图解类112篇)."""
    whole = draft.tree.whole_of(index)
    if whole is None:
        return False
    made = draft.made_of(whole)
    if made is None:
        return _ELSEWHERE in draft.phrases.own(whole).features  # 热线服务1.6万人次，其中投诉举报类3106件
    return made.code.startswith(_NO_INFORMATION)


def _is_known_to_be_elsewhere(named: Named) -> bool:
    """Whether words are known to be about what no code covers."""
    return named.is_elsewhere and not named.is_unknown


def _turns_away(named: Named) -> bool:
    """Whether a sentence turns to what no code covers; it does not where words count other things beside."""
    said = features_of(named.terms)
    if not said.isdisjoint(NAMES_CASES):
        return True
    return named.is_elsewhere and not named.is_aside and ("obj", "other") not in said


def _took_up_something_else(own: Phrase) -> bool:
    """Whether something else was taken up, which unknown words name (收到征求意见函6件): that is what is answered."""
    took_up = not _TAKEN_UP.isdisjoint(own.features)
    return took_up and ("obj", "application") not in own.features and own.unknown != ""


def _take_words(draft: Draft, index: int, named: Named) -> None:
    """Keeps words behind a number that are known to tell of it from the numbers behind them."""
    last_term = max([term.end for term in named.terms], default=0)
    is_told = bool(named.frames) or _is_known_to_be_elsewhere(named)
    if is_told and draft.sentence.quantities[index].span.end < last_term <= draft.phrases.after(index).end:
        draft.phrases.take(last_term)


def _says_what_became_of_all(draft: Draft, found: Found) -> bool:
    """386件全部办结, 上述73条均在网站公开: all of a whole again, and what became of it; not so of all of a part."""
    passage, phrases = draft.passage, draft.phrases
    code = RECEIVED if passage.theme.obj == "application" else DISCLOSED
    whole = passage.totals.of(code)
    if whole is None and code == DISCLOSED:
        return False
    if whole is not None and whole.value != found.quantity.value:
        return False  # 除5件外均已答复, 涉及征地的30件全部答复
    if "universal" not in phrases.all.modifiers:
        return False
    start = found.quantity.span.end
    behind = phrases.phrase(start, draft.sentence.clause_end(start))
    if "universal" not in behind.modifiers or behind.unknown:
        return False  # 6个项目的征收方案全部公示
    if found.quantity.unit not in frame_of(code).counts:
        return False
    became = verdicts(behind.terms, found._replace(code=code), passage)
    for one in became:
        passage.add(found._replace(code=one.code, end=behind.end))
    return bool(became)


def _may_be_a_part(draft: Draft, index: int, named: Named, before: str) -> bool:
    """Whether words may name who or what has a part of a total: not what no code covers, but as a sort or behind parts.

    A sort may be called after what no code covers, and a host be such (公开财政资金类信息88条; 行政服务中心9处).
    """
    if not draft.apart.isdisjoint((index, draft.phrases.first_of_list(index))):
        return False  # 其中提前办结市国土局12件、市规划局8件
    if sort_of(before) is not None:
        return True
    follows_parts = any(one.label for one in draft.passage.of_this_sentence[-1:])
    return follows_parts or not _is_known_to_be_elsewhere(named)


def _noun(draft: Draft, index: int) -> str:
    """The words in front of a number, behind the verb that begins a list of sorts."""
    sentence, phrases = draft.sentence, draft.phrases
    words, own = sentence.before(index).text, phrases.own(index)
    if index + 1 == len(sentence.quantities) or not phrases.is_listed_behind(index + 1):
        return words
    verbs = [term for term in own.of("act") if term.value("act") in PUBLISHED]
    nouns = sentence.text[verbs[0].end : own.end] if verbs else ""
    return nouns if len(nouns) >= SHORTEST_NAME and len(verbs) == 1 and verbs[0].value("obj") is None else words
