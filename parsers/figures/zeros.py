"""What is said without a number: that something did not occur, and that all of something had one outcome."""

from __future__ import annotations

import re

from parsers.figures.lexicon import is_about, labels

_NONE = re.compile(
    r"(?:没有|未曾|从未|并未|均未|也未|都未|未(?!经|按|补正|提起|予|及|审结|办结|达|满|到|来|能|成年|必|被采|提供|公开|落实|更新)|没|"
    r"(?<![有全])无(?!法|锡|偿|障|故|不|正当|效|关|公害|线|人|纸|需|论|形|现成|缝|异)|零(?!售|星|距离|容忍|障碍))"
    r"(?P<object>[^，。；：]*)"
)
_NOTHING_BEHIND = re.compile(
    r"(?P<object>.+?)(?:的)?(?:情形|情况|案件|问题)?(?:均|都|也|皆)?(?:没有出现|没有发生|未发生|未出现|没有|未收到|为零|为无|无|未产生)"
)
_ALL = re.compile(r"均|全部|都(?!市|江|昌|匀)|皆|一律|悉数|全")
_PARENTS = ("review.total", "litigation.total", "litigation.direct.total", "litigation.after_review.total")
_OBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("fees.processing.received", r"信息处理费", ()),
    ("fees.charged", r"(?:收取|收费|收过|收).{0,30}(?:费|费用)|收费|费用(?!减免)|收取(?:申请人)?.{0,12}费", ()),
    ("fees.waived", r"减免|免收", ()),
    ("litigation.direct.total", r"未经复议.{0,6}(?:起诉|诉讼)", ()),
    ("litigation.after_review.total", r"复议后.{0,6}(?:起诉|诉讼)", ()),
    ("review.corrected", r"纠错|纠正|撤销|确认违法", ("review",)),
    ("review.upheld", r"维持", ("review",)),
    ("review.pending", r"尚未审结|未审结", ("review",)),
    ("litigation.corrected", r"败诉|纠错|纠正|撤销|确认违法", ("litigation",)),
    ("review.total", r"(?<!未经)复议(?!后)", ()),
    ("litigation.total", r"诉讼|应诉|被诉", ()),
    ("appeals.total", r"申诉", ()),
    ("complaints.total", r"举报|投诉", ()),
    ("applications.received.fax", r"传真", ("applications",)),
    ("applications.received.email", r"电子邮件|电子邮箱|邮件", ("applications",)),
    ("applications.received.letter", r"信函|信件|邮寄|来信", ("applications",)),
    ("applications.received.in_person", r"当面|现场|窗口", ("applications",)),
    ("applications.received.online", r"网络|网上|互联网|在线|网站", ("applications",)),
    ("applications.received.other", r"(?:其他|其它)(?:形式|方式|渠道|途径)", ("applications.received",)),
    ("applications.answered.not_exist", r"信息不存在", ("applications",)),
    ("applications.answered.not_this_agency", r"(?:非|不属于)本(?:行政)?(?:机关|部门|单位)", ("applications",)),
    ("applications.answered.partial", r"部分公开", ("applications",)),
    ("applications.answered.denied", r"(?:不予|不同意|拒绝)公开", ("applications",)),
    ("applications.carried_in", r"上年(?:度)?结转|结转上年", ("applications",)),
    ("applications.carried_out", r"结转(?:至|到)?(?:下|次|来)", ("applications",)),
    ("admin.license.decisions", r"行政许可", ("2019",)),
    ("admin.penalty.decisions", r"行政处罚", ("2019",)),
    ("admin.coercion.decisions", r"行政强制", ("2019",)),
    (
        "applications.received.total",
        r"(?:政府信息|信息)?(?:依申请公开|公开)?(?:的)?申请(?:事项|件|公开(?:政府)?信息)?(?:的)?(?:情况|情形)?$|依申请公开(?:件|事项|申请)?$|申请公开$",
        (),
    ),
)
_NOT_RECEIVED = re.compile(
    r"传真|邮件|邮寄|信函|信件|来信|当面|现场|窗口|网上|网络|互联网|在线|线上|(?:其他|其它)(?:形式|方式|渠道|途径)|复议|诉讼"
    r"|申请人|补正|逾期|结转|不予"
)


def denied_objects(words: str, focus: str, year: int) -> list[str]:
    """The codes whose figure a clause without a number says is zero."""
    match = _NONE.search(words)
    said = match["object"] if match else None
    if said is None or not said.strip("发生收到接受理出现有的过"):
        behind = _NOTHING_BEHIND.fullmatch(words)
        said = behind["object"] if behind else None
    if said is None or re.search(r"热线|12345|信访(?!举报)|群众投诉|消费|安全生产|泄密|失密|舆情", said):
        return []
    found: list[str] = []
    for code, pattern, context in _OBJECTS:
        if context == ("2019",):
            if year < 2019:
                continue
        elif context and is_about(focus, context) is None:
            continue
        if not re.search(pattern, said):
            continue
        if code == "applications.received.total" and (_NOT_RECEIVED.search(said) or found):
            continue
        if code == "fees.charged" and "fees.processing.received" in found:
            continue
        if code.startswith(("review.", "litigation.")) and any(
            other.startswith(code.split(".")[0] + ".") for other in found
        ):
            continue
        found.append(code)
    return found


def verdicts(words: str, focus: str, *, single: bool = False) -> list[str]:
    """The codes that take over the figure before them: 均为驳回, 全部维持, or the outcome of one case."""
    universal = _ALL.search(words)
    if (
        focus in _PARENTS
        and (universal or single)
        and not re.search(r"[未没无](?!审结|办结)", words.replace("尚未", "尚"))
    ):
        codes = [
            label for label in labels() if label.code.startswith(focus.removesuffix("total")) and label.code != focus
        ]
        own = [label for label in codes if label.code.count(".") == focus.count(".")]
        best = max(
            (
                (len(match[0]), label.code)
                for label in own
                if (match := label.anywhere.search(words)) and _fits(label.unless, words)
            ),
            default=None,
        )
        if best:
            return [best[1]]
    if universal is None:
        return []
    if focus == "documents.normative.issued" and re.search(r"公开|公布|上网", words):
        return ["documents.normative.published"]
    if focus == "disclosure.total" and re.search(r"全文(?:电子|检索)", words):
        return ["disclosure.electronic_fulltext"]
    if focus.startswith("applications.answered.denied"):
        for code, pattern in (
            ("privacy", "个人隐私"),
            ("trade_secret", "商业秘密"),
            ("state_secret", "国家秘密"),
            ("not_gov_info", "(?:不是|非).{0,8}政府信息"),
            ("process_info", "过程性信息"),
            ("internal_affairs", "内部(?:事务|管理)"),
            ("third_party", "第三方"),
        ):
            if re.search(pattern, words):
                return [f"applications.answered.denied.{code}"]
    if focus == "capacity.staff.total" and re.search("兼职", words):
        return ["capacity.staff.part_time"]
    if focus == "capacity.staff.total" and re.search("专职", words):
        return ["capacity.staff.full_time"]
    return []


def _fits(unless: re.Pattern[str] | None, words: str) -> bool:
    return unless is None or not unless.search(words)


def completions(words: str, year: int) -> list[str]:
    """The codes that say of all applications that they were concluded or answered: 已全部办结, 均按时答复."""
    if not _ALL.search(words) or re.search(r"率|期限$|热线|信访|复议|诉讼", words):
        return []
    found = []
    if re.search(r"办结|办理完毕", words):
        found.append("applications.concluded.total" if year < 2019 else "applications.answered.total")
    if re.search(r"(?:按时|按期|如期)(?:办结|答复|办理|予以)", words) and year < 2019:
        found.append("applications.concluded.on_time")
    if "答复" in words and "applications.answered.total" not in found:
        found.append("applications.answered.total")
    return found
