"""What is said without a number: that something did not occur, and that all of something had one outcome."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from knowledge.forms import first_matrix_year
from parsers.figures.figure_labels import is_about, labels, outcomes, zeros
from parsers.figures.matching import Context, label_before
from parsers.figures.shares import part_name
from parsers.figures.years import year_of

_NONE = re.compile(
    r"(?:没有|未曾|从未|并未|均未|也未|都未|未(?!经|按|补正|提起|予|及|审结|办结|达|满|到|来|能|成年|必|被采|提供|公开|落实|更新)|没|一律不(?=收)|分文未(?=收)|免费(?=提供|答复)|不(?=收费|收取)|"
    r"(?<![有全])无(?!法|锡|偿|障|故|不|正当|效|关|公害|线|人|纸|需|论|形|现成|缝|异|证)|零(?!售|星|距离|容忍|障碍))"
    r"(?P<object>[^，。；：]*)"
)
_NOTHING_BEHIND = re.compile(
    r"(?P<object>.+?)(?:的)?(?:情形|情况|案件|问题)?(?:均|都|也|皆|亦|尚|还)*"
    r"(?:没有出现|没有发生|未发生|未出现|没有|未收到|为零|为无|无|未产生|零发生|零受理|未开展|未举办|未召开|一[件次场宗起个]也没有)"
)
_ALL = re.compile(r"均|全部|都(?!市|江|昌|匀)|皆|一律|悉数|全")
_ASKED = {
    "applications.received.total": ("applications.received.", "applications.answered."),
    "applications.answered.total": ("applications.answered.",),
    "applications.answered.other": ("applications.answered.other.",),
    "applications.answered.unable": ("applications.answered.unable.",),
    "applications.answered.not_processed": ("applications.answered.not_processed.",),
}
"""Totals of which all may be of one sort (均为当面申请), with the beginnings of its sorts' codes."""
_PARENTS = ("review.total", "litigation.total", "litigation.direct.total", "litigation.after_review.total")
_NOTHING_SAID = str.maketrans("", "", "发生收到接受理出现有的过开展举办召")
_OUT_OF_PLACE = re.compile(r"热线|12345|信访(?!举报)|群众投诉|消费|安全生产|泄密|失密|舆情|违规|违法|乱收|涉企|异议")
_FOR_OTHER_REASONS = re.compile(
    r"(?:因|由)(?!.{0,12}(?:公开|此|这|该|其|上述|答复|申请|工作))[^，]{2,12}?(?:引起|引发|产生|导致)"
)
_WANTED = re.compile(r"要做到|确保(?!了)|力争|争取|防止|避免")
_EVERYONE = re.compile(r"[各全均都]|所有|本级|我[省市县区局]")
_APPLIED = re.compile(r"(?:提出|提交|递交)?(?:过)?(?:政府信息公开)?申请")


@dataclasses.dataclass(frozen=True, slots=True)
class Denied:
    """What a clause says there was none of."""

    code: str
    applicant_type: str = "total"


def denied_objects(words: str, context: Context) -> list[Denied]:
    """What a clause without a number says there was none of.

    Args:
        words: The clause.
        context: What the text is about.
    """
    match = _NONE.search(words)
    said = match["object"] if match else None
    if match and said is not None and _APPLIED.fullmatch(said.strip("的过")):
        applicant = label_before(words[: match.start()], "", context)
        if applicant is not None and applicant.applicant_type != "total":
            return [Denied(applicant.code, applicant.applicant_type)]
    if said is None or not said.translate(_NOTHING_SAID):
        behind = _NOTHING_BEHIND.fullmatch(words)
        said = behind["object"] if behind else None
    if said is None or _OUT_OF_PLACE.search(words) or _WANTED.search(words) or _FOR_OTHER_REASONS.search(said):
        return []
    subject = words[: match.start()] if match else ""
    if year_of(words, subject, words, context.year) != context.year or _is_of_some(subject):
        return []
    if match and said.startswith("提供") and not match[0].startswith("免费"):
        return []
    found: list[str] = []
    for zero in zeros():
        if not zero.years[0] <= context.year <= zero.years[1]:
            continue
        if zero.context and is_about(context.focus, zero.context) is None:
            continue
        if zero.pattern.search(said) and _fits(zero.unless, said) and not any(map(_implies(zero.code), found)):
            found.append(zero.code)
            if zero.code.startswith(("fees.", "admin.charge")):
                break
    return [Denied(code) for code in found if code != "applications.received.total" or len(found) == 1]


def _is_of_some(subject: str) -> bool:
    """Whether only some agencies had none of something (教育局、民政局未发生)."""
    return "、" in subject and part_name(subject) is not None and not _EVERYONE.search(subject)


def _implies(code: str) -> Callable[[str], bool]:
    """A function that says whether a figure already found makes a zero for this code unnecessary.

    It does where it counts a part of what the code counts, or belongs to the same proceedings or fees.
    """
    family = code.split(".", maxsplit=1)[0]

    def implied_by(other: str) -> bool:
        if family in ("review", "litigation", "fees"):
            return other.split(".", maxsplit=1)[0] == family
        return other.startswith(code + ".")

    return implied_by


def verdicts(words: str, focus: str, context: Context, *, single: bool = False) -> list[str]:
    """The codes that take over the figure before them: 均为驳回, 全部维持, or the outcome of one case.

    Args:
        words: A clause without a number.
        focus: Code of the figure before it.
        context: What the text is about.
        single: Whether the clause is about all that was counted without saying so: there was one, or it is in brackets.
    """
    universal = _ALL.search(words)
    if universal is None and not single:
        return []
    if focus in _PARENTS and not re.search(r"[未没无](?!审结|办结)", words.replace("尚未", "尚")):
        own = [
            (len(match[0]), label.code)
            for label in labels()
            if label.code.startswith(focus.removesuffix("total"))
            and label.code != focus
            and label.code.count(".") == focus.count(".")
            and (match := label.anywhere.search(words))
            and _fits(label.unless, words)
        ]
        if own:
            return [max(own)[1]]
    for verdict in outcomes():
        if is_about(focus, verdict.context) is None or not verdict.pattern.search(words):
            continue
        if (universal or verdict.once) and _fits(verdict.unless, words):
            return [verdict.code]
    if focus not in _ASKED:
        return []
    label = label_before(words, "", dataclasses.replace(context, focus=focus))
    return [label.code] if label is not None and label.code.startswith(_ASKED[focus]) else []


def _fits(unless: re.Pattern[str] | None, words: str) -> bool:
    return unless is None or not unless.search(words)


def completions(words: str, year: int) -> list[str]:
    """The codes that say of all applications that they were concluded or answered: 已全部办结, 均按时答复."""
    if not _ALL.search(words) or re.search(r"率|期限$|热线|信访|复议|诉讼|政务服务|审批|诉求|办件|工单|提案", words):
        return []
    found = []
    before_matrix = year < first_matrix_year()
    if re.search(r"办结|办理完毕", words):
        found.append("applications.concluded.total" if before_matrix else "applications.answered.total")
    if (
        re.search(r"(?:按时|按期|如期|在[^，]{0,4}(?:时限|期限)内)(?:办结|答复|办理|予以)", words)
        and year < first_matrix_year()
    ):
        found.append("applications.concluded.on_time")
    if "答复" in words and "applications.answered.total" not in found:
        found.append("applications.answered.total")
    return found
