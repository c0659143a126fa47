"""Why a number is no figure: something else was done with what it counts (抽查公开信息526条, 表彰工作人员26名)."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.marks import DONE_TO

_CHECKED = "抽查|检查|核查|督查|检测|监测|排查|巡查|普查|清查|审核|审查|备案|考核|测评|评估"
_CHOSEN = "转播|重播|观看|收看|评选出?|评比|评出|表彰|表扬|通报|奖励|问责|约谈|处分"
_VERB = re.compile(f"(?<!经)(?<!经过)(?<!通过)(?:{_CHECKED}|(?P<chosen>{_CHOSEN}))了?(?![后结情要标办]|信息(?!公开))")
"""A verb of what is done with what there is; 经审核公开 says how something was disclosed."""
_BEHIND = re.compile(f"[^，。；]{{0,12}}?(?:进行|开展|实施|予以)了?[^，。；]{{0,4}}?(?:{_CHECKED}|{_CHOSEN})")
"""The same behind a number, of what stands in front of it (对公开的526条信息进行了抽查)."""
_FIRST_STEPS = ("审核", "审查", "备案", "监测")
"""What is done before something is published, answered or issued, in front of the verb for that."""


def was_only_handled(claim: Claim) -> bool:
    """Whether something was done with what is counted, which there was without it.

    So says a verb in front of a word that names the number, with nothing but names of bodies between them, or one
    behind what 对 stands in front of. What was chosen has adjectives in front of it, too (优秀解读稿件).
    """
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.start
    start = sentence.clause_start(end)
    begins = max(start, claim.phrases.own(claim.index).start)
    verb = next(reversed(list(_VERB.finditer(sentence.text, begins, end))), None)
    if verb is not None:
        told = [term for term in claim.named.terms if start <= term.start < end]
        following = next((term for term in told if term.start >= verb.end()), None)
        is_first = not any(term.value("act") and term.start < verb.start() for term in told)
        if following is not None:
            if following.value("act") and verb[0].startswith(_FIRST_STEPS):
                return False  # 审核并公开信息126条
            if is_first:
                return bool(verb["chosen"]) or claim.phrases.phrase(verb.end(), following.start).unknown == ""
    is_object = sentence.text[start:end].startswith(DONE_TO)
    return is_object and _BEHIND.match(sentence.text, claim.found.quantity.span.end) is not None
