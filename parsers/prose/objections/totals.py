"""Why a number is not all that was disclosed, or all that a website has published, although its words fit that.

These codes need hardly a word of their own, so that the words for a part fit them as well. `objections` says
of which of them each question is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.self_references import whole_place
from parsers.prose.context.times import time_between
from parsers.prose.names.unknown_words import (
    between_number_and_noun,
    between_verb_and_noun,
    between_verb_and_number,
    in_front_of_the_verb,
    is_own_field,
    stands_for_a_medium,
    touches_the_verb,
)
from parsers.prose.objections.claims import Claim
from parsers.prose.objections.responses import IN_GENERAL
from parsers.prose.parts.holders import is_of_the_office, part_of_a_total
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sentences import LONGEST_LIST, NEAR
from parsers.prose.words.codes import DECISIONS, DISCLOSED, RECEIVED, WEBSITE
from parsers.prose.words.lexicon import AND_OTHERS, Term
from parsers.prose.words.marks import AND, IN_ALL, JOINERS, PERCENT, PLATFORM
from parsers.prose.words.shares import parts
from parsers.prose.words.years import is_change, names_a_year, said_year, says_more_than_a_year, says_what_is_meant

_ITEMS = ("条", "条次", "")
_DOCUMENTS = {("obj", "document"), ("obj", "normative"), ("obj", "rules")}
_BESIDES = re.compile("除[^。；]*外，还|^(?:此外|另外)，(?:我[^，。；]{1,2})?[还也另]|，还(?:通过|利用|借助)")
_RENEWED = "更新"
_GO_ON = ("website", "weibo", "wechat", "app")
"""Media of its own that a body writes of as of one that acts."""
_SUBJECT = re.compile(f"各|{whole_place()}")
"""What names bodies in front of a verb of their own (全县各部门公开, 各科室公开)."""
_ON_ITS_OWN = "主动公开"
"""Is said of all that is disclosed; 主动发布 and 公开 of anything."""
_BY_OTHERS = re.compile(r"(?:被[^，。；\d]{0,16}|[经由])\Z")
"""Stands in front of a site that has put something up again (被县政府门户网站转载)."""
_GROUP = "群"
_PIECES = ("件", "份", "篇")
_ITEM_OF_A_LIST = "项"
_CATALOGUES = ("目录", "清单", "事项")
"""Matters that are to be disclosed, and what holds them."""
_AS_WELL_AS = ("以及", "和")
"""How a sentence goes on with more that was counted."""
_PUBLISHED_DOCUMENTS = {("obj", "document"), ("act", "disclose")}
_PRINTED_MATTER = {"document", "normative", "rules"}
"""Objects that are counted for themselves, wherever they are put."""
_COLUMN, _CATALOGUE = "column", "catalogue"
_COUNTED_FOR_THEMSELVES = {("obj", "application"), ("obj", "interpretation"), ("obj", "response")}
_NO_INFORMATION = {"other", "elsewhere", "interview", "conference"}
"""Objects of which examples tell what was held or asked, and not what the information is about."""
_INCLUDED = "在内"
"""Ends examples of what is counted in all (公开包括机构信息在内的信息487条)."""
_OF_ALL_KINDS = "各类"
"""In front of 信息, says that all is told, whatever the examples are (一是公开文件、人事等各类信息218条)."""


def is_of_all_attributes(claim: Claim) -> bool:
    """Whether only a part of it was disclosed unasked (公开信息653条，其中主动公开636条，依申请公开17条).

    Of documents that no verb says something of, the parts need no word for that (规范性文件12件，主动公开10件……).
    """
    following = claim.following
    if claim.is_strong or following is None:
        return False
    says_no_verb = not any(term.value("act") for term in claim.named.terms)
    are_documents = claim.found.code != DISCLOSED
    if are_documents and not says_no_verb:
        return False
    own = claim.phrases.own(following)
    says_no_more = ("strong", "yes") in own.features and own.slots.isdisjoint(("obj", "medium"))
    return says_no_more and ("obj", "application") in claim.phrases.all.features


def is_besides(claim: Claim) -> bool:
    """Whether something was disclosed besides what was told before (除在网站公开外，还通过报刊发布信息60条)."""
    return _BESIDES.search(claim.phrases.sentence.text, 0, claim.found.end) is not None


def is_among_what_was_counted(claim: Claim) -> bool:
    """Whether words name the information that was counted before as the whole of it (上述信息中有12条为首次公开)."""
    whole = claim.passage.totals.of(DISCLOSED)
    is_less = whole is not None and claim.found.quantity.value < whole.value
    return is_less and "reference" in claim.phrases.own(claim.index).modifiers


def are_articles_beside_all(claim: Claim) -> bool:
    """Whether articles are counted where all information was before (主动公开信息37条；主动公开工作动态16条)."""
    whole = claim.passage.totals.of(DISCLOSED)
    named = {term.value("obj") for term in claim.named.terms}
    return whole is not None and "article" in named and "information" not in named


def goes_on_with_documents(claim: Claim) -> bool:
    """Whether words name nothing that a website published, and the clause ahead documents (制发文件，在网站公布7件)."""
    if any(term.value("obj") for term in claim.named.terms) or claim.found.quantity.unit not in _PIECES:
        return False
    own = claim.phrases.own(claim.index)
    start = claim.phrases.sentence.part_start(own.start)
    objects = {term.value("obj") for term in claim.phrases.between(start, claim.found.quantity.span.start)} - {None}
    return bool(objects) and objects <= _PRINTED_MATTER


def counts_matters(claim: Claim) -> bool:
    """Whether 项 counts the matters of a catalogue, and not what was disclosed (标准目录……公开信息事项316项).

    Words ahead, or of a number ahead, tell of matters or of what holds them.
    """
    if claim.found.quantity.unit != _ITEM_OF_A_LIST:
        return False
    if claim.is_strong:
        return False
    sentence = claim.phrases.sentence
    words = sentence.text[sentence.part_start(claim.found.start) : claim.found.quantity.span.start]
    return any(word in words for word in _CATALOGUES)


def is_counted_in_items_beside(claim: Claim) -> bool:
    """Whether a number counts items, and the next one, right behind it, their pieces (公开信息14项58条)."""
    numbers, index = claim.phrases.sentence.quantities, claim.index
    return index + 1 < len(numbers) and numbers[index + 1].span.start == claim.found.quantity.span.end


def is_made_anew(claim: Claim) -> bool:
    """Whether a part of all that was disclosed was only made anew (主动公开信息121条。更新信息19条)."""
    whole = claim.passage.totals.of(DISCLOSED)
    is_less = whole is not None and claim.found.quantity.value < whole.value
    return is_less and any(term.text == _RENEWED for term in claim.named.terms)


def is_through_some_media(claim: Claim) -> bool:
    """Whether several media published what is counted behind all of it (公开138条，在网站、报纸等发布50条)."""
    if claim.is_strong or not any(term.value("medium") for term in claim.named.terms):
        return False
    return any(one.code == DISCLOSED for one in claim.counted_before())


def is_what_was_asked_for(claim: Claim) -> bool:
    """Whether words go on from applications that came in to what was disclosed (受理申请162条，公开信息144条)."""
    if claim.is_strong:
        return False
    before = claim.counted_before()
    if claim.passage.theme.topic == "applications":
        return any(one.code.startswith("applications.") for one in before)
    return bool(before) and before[-1].code == RECEIVED


def is_of_something_uncounted(claim: Claim) -> bool:
    """Whether a total of what 信息公开 names is called a part."""
    names_disclosure = any(slot == "disclosure" for slot, _ in claim.frame.needs)
    return names_disclosure and claim.tree.is_part(claim.index)


def is_item(claim: Claim) -> bool:
    """Whether 其中 makes what could be a total a part of what was disclosed, and nobody's who could be named."""
    tree, passage, index = claim.tree, claim.passage, claim.index
    if not tree.is_member(index):
        return False
    last = passage.last
    has_whole = last is not None and last.code in (DISCLOSED, WEBSITE)
    has_whole = has_whole or any(
        one.code == DISCLOSED and one.quantity.value > claim.found.quantity.value for one in claim.counted_before()
    )
    has_whole = has_whole or (not passage.theme.is_by_attribute and tree.has_whole(index))
    has_whole = has_whole or (tree.begins_below and not claim.is_strong)
    if not has_whole or claim.time.is_of_this_year_alone or _is_a_row_of_the_form(claim):
        return False
    is_somebodys = part_of_a_total(claim.phrases, passage, index, claim.found) is not None
    return not is_somebodys and not is_of_the_office(claim.phrases, index)


def _is_a_row_of_the_form(claim: Claim) -> bool:
    """Whether rows of the form are read out, that for all ways behind (主动公开信息数61条，通过不同渠道公开198条)."""
    if not claim.is_strong or claim.following is None or "medium" in claim.phrases.own(claim.index).slots:
        return False
    return ("medium", "all") in claim.phrases.own(claim.following).features


def was_passed_on(claim: Claim) -> bool:
    """Whether others put up again what a body had published (经网站转载2万多篇)."""
    terms, text = claim.named.terms, claim.phrases.sentence.text
    sites = [term.start for term in terms if term.value("medium") == "website"]
    reposts = any(term.value("act") == "repost" for term in terms)
    return reposts and any(_BY_OTHERS.search(text, 0, start) is not None for start in sites)


def is_of_documents_by_pieces(claim: Claim) -> bool:
    """Whether documents are counted in pieces, which are some of what a website shows (网站公开政策文件98份)."""
    if claim.found.quantity.unit not in _PIECES:
        return False
    return {term.value("obj") for term in claim.named.terms} - {None} == {"document"}


def is_through_an_unknown_medium(claim: Claim) -> bool:
    """Whether unknown words stand where a medium would (在美篇公开政府信息78条), or a catalogue beside media.

    网站公开信息2610条、信息公开目录公开信息503条: there it is one more of them, or a part of what was counted.
    """
    if claim.found.code == DISCLOSED and any(term.value("part") == _CATALOGUE for term in claim.named.terms):
        return bool(claim.counted_before())
    return stands_for_a_medium(claim.phrases, claim.index, claim.named.terms)


def is_through_what_was_named_before(claim: Claim) -> bool:
    """Whether 发布 goes on from what was put on a medium, or anything from what was printed, and may mean that.

    在网站公开会议12次，发布信息256条; 编印简报16期，公开政府信息78条.

    What was put on the website and on other media is all that was published (通过网站和微信公众号，发布信息422条).
    """
    if claim.is_strong:
        return False
    start = claim.phrases.own(claim.index).start
    begins = claim.phrases.sentence.part_start(start)
    if 0 < begins == start and claim.named.terms[0].start == start:
        begins = claim.phrases.sentence.part_start(begins - 1)  # 政务新媒体48个，关注人数15万；发布信息2.6万条
    begins = max(begins, start - NEAR)
    ahead = claim.phrases.between(begins, start)
    if any(term.value("act") == "publish_issue" for term in ahead):
        return True  # 编印简报16期，公开政府信息78条: what was printed may hold it
    if any(term.text.endswith(_GROUP) and not term.value("medium") for term in ahead):
        return True  # 建立村级微信群26个，发布信息1268条
    if "medium" in claim.phrases.own(claim.index).slots:
        return False  # 网站访问量38万次，网站、微信共发布信息2918条
    if any(term.value("act") == "disclose" for term in claim.named.terms):
        return False
    if any(term.value("obj") == "account" for term in ahead):
        return True  # 开通政务新媒体账号86个，发布信息2.6万条
    media = claim.phrases.media(begins, start)
    if "website" in media and _goes_on_with_others(claim.phrases.phrase(begins, start)):
        return False  # 通过网站和融媒号等渠道，发布信息460条
    return bool(media) and not ("website" in media and len(media) > 1)


def _goes_on_with_others(lead: Phrase) -> bool:
    """Whether media that are not known stand beside the last known one, up to 等."""
    media = list(lead.of("medium"))
    if not any(term.modifier == "through" and term.end <= media[-1].start for term in lead.terms):
        return False  # 加强网站及信息员等队伍建设
    last = media[-1].end
    following = next((term for term in lead.terms if term.start == last), None)
    if following is not None and following.text == AND_OTHERS:
        return True  # 通过网站等渠道，发布信息1060条
    if following is not None and not JOINERS.fullmatch(following.text):
        return False  # 在网站及时更新领导、机构等信息
    others = next((term for term in lead.terms if term.text == AND_OTHERS and term.start > last), None)
    return others is not None and JOINERS.match(lead.text, last, others.start) is not None


def is_by_a_medium_in_front(claim: Claim) -> bool:
    """Whether the clause ahead tells of one medium, which may be what published it (局官网紧扣重点工作，公开信息64条).

    It does not where words say that it was disclosed on the body's own initiative, or by whom: then it may be all. Nor
    does a gazette go on to publish, or a medium that somebody cares for (我镇加强网站管理，公开信息64条).
    """
    lead, own = claim.phrases.lead(claim.index), claim.phrases.own(claim.index)
    first = next((term for term in lead.terms if term.features or term.modifier == "through"), None)
    if claim.is_strong or first is None or first.value("medium") not in _GO_ON:
        return False
    subject = own.text[own.start : own.verb.start] if own.verb is not None else ""
    if _SUBJECT.search(subject) or lead.part(lead.start, first.start).unknown:
        return False
    is_alone = not any(term.value("medium") for term in lead.terms if term is not first)
    return is_alone and not any(term.value("medium") for term in claim.named.terms)


def is_of_another_whole(claim: Claim) -> bool:
    """Whether a number is a part of one of something else, and names nothing of its own."""
    last = claim.counted_before()[-1:]
    is_below_another = bool(last) and not last[0].code.startswith("disclosure.") and claim.tree.is_part(claim.index)
    names_itself = any(term.value("obj") for term in claim.named.terms)
    return is_below_another and not names_itself


def is_of_a_column(claim: Claim) -> bool:
    """Whether a column of the website is counted behind the whole of it."""
    if claim.passage.totals.of(WEBSITE) is None:
        return False
    terms, sentence = claim.named.terms, claim.phrases.sentence
    if any(term.value("part") for term in terms):
        return True
    if not claim.tree.is_member(claim.index) or not any(term.text.endswith(PLATFORM) for term in terms):
        return False
    sites = {one.quantity.span for one in claim.counted_before() if one.code == WEBSITE}
    ahead = [index for index, one in enumerate(sentence.quantities[: claim.index]) if one.span in sites]
    return any(not claim.tree.is_member(index) for index in ahead)  # 网站发布7864篇，其中信息公开平台发布517篇


def is_narrowed(claim: Claim) -> bool:
    """Whether words narrow what was published to some of it: unknown ones, or documents (公开市政府文件23件).

    All that was published may be told by examples (发布安全生产、应急管理等信息46条), but behind a larger number only
    where a website has published it.
    """
    found, passage, phrases, index = claim.found, claim.passage, claim.phrases, claim.index
    whole = passage.totals.of(found.code) or passage.totals.whole or passage.totals.of(WEBSITE)
    is_first = whole is None or found.quantity.value >= whole.value
    if _is_about_topics(claim):
        return True  # 针对社会关注的热点问题，发布信息56条
    if _begins_the_contents(phrases.own(index)):
        return True  # 公开政府信息的内容包括工作信息36条
    if is_first and found.code == WEBSITE and found.quantity.unit in _ITEMS:
        return _is_of_one_field(claim)
    if not claim.is_strong and _is_in_a_column(claim):
        return True
    if found.code == DISCLOSED and not is_first and "item" in phrases.own(index).modifiers:
        return True  # 一是突出乡村振兴信息公开198条
    terms = claim.named.terms
    if any(term.value("obj") == "document" for term in terms):
        return not is_first
    own = phrases.own(index)
    if is_first and _are_examples_of_what_is_told_ahead(own, terms):
        return False
    is_of_a_medium = any(term.value("medium") for term in terms)
    verb = own.verb.end if own.verb is not None else 0
    examples = next((term for term in own.terms if own.goes_on_with_others(term) and term.start >= verb), None)
    # 等信息 is all of it, 等健康科普信息 a sort; 其中 makes parts of all that the sentence counts behind it.
    is_of_all_kinds = examples is not None and own.text.startswith(_OF_ALL_KINDS, examples.end)
    is_item = "item" in own.modifiers and not claim.is_strong and not is_of_all_kinds  # 二是公开安全等信息8条
    is_among = is_item or phrases.say_part(0, own.end)
    if examples is not None and _begin_with_documents(own.part(verb, examples.start)):
        return True  # 发布规范性文件草案、备案、清理等信息
    if examples is not None and not claim.is_strong and _are_no_information(own.part(verb, examples.start)):
        return True  # 发布征求意见稿及结果等信息
    if examples is not None and not is_of_a_medium and not claim.is_strong and follows_what_was_disclosed(claim):
        return True  # 公开市级文件67份；公开会议等信息262条
    is_of_any_sort = examples is not None and not own.part(examples.end, own.end).unknown
    if is_of_any_sort and (is_of_a_medium or (is_first and not is_among)):
        return False
    if examples is not None and is_among:
        return True
    if between_verb_and_number(phrases, index, terms) or between_number_and_noun(phrases, index, terms):
        return not (is_first and is_own_field(between_verb_and_noun(phrases, index, terms), passage.own_name))
    if is_of_a_medium or (is_first and (claim.is_strong or not touches_the_verb(own))):
        return False
    return in_front_of_the_verb(phrases, index) != "" or phrases.lead(index).unknown != ""


def _are_examples_of_what_is_told_ahead(own: Phrase, terms: Sequence[Term]) -> bool:
    """Whether the clause ahead names what was published, and 包括 examples of it (公开信息，包括救助等共计96条)."""
    is_told_ahead = all(term.end <= own.start for term in terms)
    return is_told_ahead and bool(own.terms) and own.terms[0].modifier == "part"


def _is_of_one_field(claim: Claim) -> bool:
    """Whether words name one field of what the site of a government published (网站发布财政预决算信息236条).

    An office has one field alone; what is told by examples is of all of them. Other words say how new information is,
    where it comes from, or for whom it is (最新信息, 本地信息, 民生信息).
    """
    own, terms = claim.phrases.own(claim.index), claim.named.terms
    if not claim.passage.has_parts or any(own.goes_on_with_others(term) for term in own.terms):
        return False
    if between_verb_and_number(claim.phrases, claim.index, terms) == "":
        return False
    words = own.text[own.verb.end if own.verb is not None else own.start : own.end]
    return any(field in words for field in parts().fields)


def _is_about_topics(claim: Claim) -> bool:
    """Whether something was published on topics that people care about, and not in general, as these words are (关切).

    Behind another number (围绕12个热点问题召开发布会6场，发布信息36条) only what was posted is. Topics only open a
    sentence that goes on to tell of its own who has published, when or where (围绕热点问题，全年主动公开信息126条).
    """
    own, verbs = claim.phrases.own(claim.index), {term.value("act") for term in claim.named.terms}
    begins = claim.phrases.sentence.part_start(own.start)
    if claim.phrases.sentence.numbers_between(begins, own.start) and (claim.is_strong or "post" not in verbs):
        return False
    ahead = claim.phrases.between(begins, claim.found.quantity.span.start)
    about = next((term.end for term in ahead if term.modifier == "topic"), None)
    topics = [term for term in ahead if term.value("obj") == "opinion" and about is not None and about <= term.start]
    if all(term.text.endswith(IN_GENERAL) for term in topics):
        return False
    return not _begins_anew(claim, topics[-1].end)


def _begins_the_contents(own: Phrase) -> bool:
    """Whether a word that begins a list stands behind the verb, so that the first of its items follows."""
    part = next((term for term in own.terms if term.modifier == "part"), None)
    if part is None or own.verb is None or part.start < own.verb.end:
        return False
    return _INCLUDED not in own.text[part.end : own.end] and not any(map(own.goes_on_with_others, own.terms))


def _begins_anew(claim: Claim, start: int) -> bool:
    """Whether a clause behind topics tells of all that a body has disclosed, or of all that a medium shows."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.start
    begins = sentence.clause_start(end)
    if begins <= start:
        return False
    told = claim.phrases.phrase(begins, end)
    time = time_between(claim.phrases, claim.passage.year, start, end)
    if time.says_which_year or "medium" in told.slots or any(term.text in IN_ALL for term in told.terms):
        return True
    is_said = told.text[told.start : told.end]
    return _ON_ITS_OWN in is_said or _SUBJECT.match(is_said) is not None


def _is_in_a_column(claim: Claim) -> bool:
    """Whether a column in front of its clause holds it (“双公示”栏目，许可、处罚等信息上网公示184条)."""
    start = claim.phrases.own(claim.index).start
    column = claim.phrases.term_before(start - 1)
    return column is not None and column.value("part") == _COLUMN


def is_said_with_its_share(claim: Claim) -> bool:
    """Whether a number is less than a total before, and a share behind it: its own, or by how much it has grown.

    发布业务信息331条，占74%.
    """
    whole = claim.passage.totals.of(DISCLOSED)
    if whole is None or claim.found.quantity.value >= whole.value:
        return False
    if part_of_a_total(claim.phrases, claim.passage, claim.index, claim.found) is not None:
        return False  # 市政府部门公开171条，占59%
    sentence, following = claim.phrases.sentence, claim.index + 1
    return following < len(sentence.quantities) and sentence.quantities[following].unit == PERCENT


def follows_what_was_disclosed(claim: Claim) -> bool:
    """Whether a number ahead in the sentence has words of its own that say what was disclosed."""
    owns = (claim.phrases.own(one) for one in range(claim.index))
    return any(("act", "disclose") in own.features for own in owns)


def _begin_with_documents(examples: Phrase) -> bool:
    """Whether examples are of what happened to documents, which the first of them names, and not of all information."""
    first = next((term for term in examples.terms if term.features), None)
    if first is None or _DOCUMENTS.isdisjoint(first.features) or JOINERS.match(examples.text, first.end):
        return False
    return examples.part(first.end, examples.end).unknown != ""


def _are_no_information(examples: Phrase) -> bool:
    """Whether all examples that words know are of things that are counted for themselves (征求意见稿及结果)."""
    objects = {value for slot, value in examples.features if slot == "obj"}
    return bool(objects) and objects <= _NO_INFORMATION and not examples.unknown


def _goes_on_with_more(claim: Claim, following: int) -> bool:
    """Whether what a website published is only the first of two things that one verb is said of.

    在网站公开会议等信息52条，以及政策文件41条; 在网站公开招标信息61条，通知公告3条.
    """
    phrases = claim.phrases
    own, end = phrases.own(following), claim.found.quantity.span.end
    words = phrases.sentence.text[end : phrases.sentence.quantities[following].span.start]
    year = claim.passage.year
    is_of_another_year = (
        says_more_than_a_year(words) or says_what_is_meant(words) or said_year(words, words, year) != year
    )
    if is_of_another_year or not own.slots.isdisjoint(("act", "medium", "outcome", "attribute")):
        return False
    if not own.features.isdisjoint(_COUNTED_FOR_THEMSELVES):
        return False  # 以及依申请公开12件; 政策解读32篇
    joiner = phrases.term_at(end + len(words) - len(words.lstrip("，")))
    narrows = between_verb_and_number(phrases, claim.index, claim.named.terms) != ""
    return (joiner is not None and joiner.text in AND) or narrows


def _names_articles(terms: Sequence[Term]) -> bool:
    """Whether articles are all that is named, or their information (新闻信息), and not both (信息和稿件)."""
    objects = [term for term in terms if term.value("obj")]
    begins = {term.end for term in objects if term.value("obj") == "article"}
    rest = [term for term in objects if term.value("obj") != "article"]
    return bool(begins) and all(term.start in begins for term in rest)


def _is_of_another_time(words: str) -> bool:
    return is_change(words) or names_a_year(words)


def _goes_on_with_documents(claim: Claim, following: int) -> bool:
    """Whether documents were published beside what a number counts (在网站公开会议等信息52条，以及公开政策文件41条)."""
    own, end = claim.phrases.own(following), claim.found.quantity.span.end
    goes_on = own.text[end : own.end].lstrip("，").startswith(_AS_WELL_AS)
    return goes_on and own.features >= _PUBLISHED_DOCUMENTS and "medium" not in own.slots


def is_summed_up(claim: Claim) -> bool:
    """Whether a sum behind it counts it in (公开政府信息120条、便民信息80条，合计200条)."""
    sentence, first = claim.phrases.sentence, claim.index
    parts = [claim.found.quantity]
    for place in range(first + 1, min(first + LONGEST_LIST, len(sentence.quantities))):
        number = sentence.quantities[place]
        if number.unit != parts[0].unit:
            return False
        if sentence.before(place).text in IN_ALL:
            return len(parts) > 1 and sum(one.value for one in parts) == number.value
        parts.append(number)
    return False


def begins_a_list(claim: Claim) -> bool:
    """Whether a verb is said of a list of sorts (公开组织机构信息3条、财政信息16条)."""
    phrases, following, terms = claim.phrases, claim.following, claim.named.terms
    if following is None:
        return False
    if not any(term.value("act") or term.value("disclosure") for term in terms):
        return False
    if claim.found.code == WEBSITE and _goes_on_with_documents(claim, following):
        return True
    if phrases.own(following).verb is not None:
        return False
    documents = any(term.value("obj") == "document" for term in terms)
    if claim.tree.is_member(following) and not claim.tree.is_member(claim.index):
        return False  # 网站公开文件76件，其中规范性文件12件
    if documents and not phrases.own(following).features.isdisjoint(_DOCUMENTS):
        return True
    is_alike = phrases.sentence.quantities[following].unit in (claim.found.quantity.unit, *_ITEMS, *_PIECES)
    is_alike = is_alike and phrases.own(following).features.isdisjoint(DECISIONS)
    if documents and is_alike and "obj" in phrases.own(following).slots:
        return True  # 在网站发布政策文件76条，政策解读19条
    is_listed = _names_articles(terms) and (
        claim.found.code == WEBSITE or (claim.found.code == DISCLOSED and not claim.is_strong)
    )
    words = phrases.sentence.before(following).text
    if is_listed and is_alike and "medium" not in phrases.own(following).slots and not _is_of_another_time(words):
        return True  # 在网站发布工作动态31条，通知公告13条; 发布新闻信息620条，通知公告86条
    if claim.found.code == WEBSITE and is_alike and _goes_on_with_more(claim, following):
        return True
    if not phrases.goes_on(following):
        return False
    is_named = any(term.value("disclosure") for term in terms)
    return is_named or between_verb_and_number(phrases, claim.index, terms) != ""
