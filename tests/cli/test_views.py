"""What a person is shown, also on a terminal of 80 columns."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table

from assembly.reports import assemble
from assembly.wordings import Wording, rank
from cli.errors import UnknownReport
from cli.lookup import find_report
from cli.terminal import harmless, to_terminal
from cli.views import portals as views_of_portals
from cli.views.checks import checks_table
from cli.views.crawls import crawl_table
from cli.views.explanation import _explained, _sentence, explanation
from cli.views.figures import tables as figure_tables
from cli.views.reasons import reasons
from cli.views.report import _facts, report_at_a_glance
from cli.views.wordings import as_csv, as_json, wordings
from parsers.prose.passages import read_passage
from spiders.job import CrawlResult
from spiders.portals import Portal
from storage import dataset
from storage.dataset import Snapshot
from storage.root import open_root
from tests.assembly.test_reports import DAMAGED, parsed
from tests.storage.rows import indicator, report
from tests.support import EXAMPLES, SEEDS


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = open_root(tmp_path_factory.mktemp("data"))
    seeds = sorted(SEEDS.glob("*.txt"))
    documents = [parsed(str(number), path.read_bytes()) for number, path in enumerate(seeds)]
    documents.append(parsed("form", (EXAMPLES / "forms" / "08.txt").read_bytes()))
    words = {"place": "芜湖市", "year": 2022, "disclosed": 5, "received": 3, "carried_in": 2, "answered": 4}
    documents.append(parsed("flagged", DAMAGED.format(carried_out=1, **words).encode()))
    dataset.publish(root, assemble(documents))
    return dataset.current(root)


def printed(content: RenderableType) -> str:
    target = io.StringIO()
    Console(file=target, width=80, force_terminal=False).print(content)
    text = target.getvalue()
    assert max(map(cell_len, text.splitlines())) <= 80
    return text


def shown(snapshot: Snapshot, name: str) -> str:
    return printed(report_at_a_glance(snapshot, find_report(snapshot, name)))


def explained(snapshot: Snapshot, name: str, code: str, applicant_type: str = "") -> str:
    return printed(explanation(snapshot, find_report(snapshot, name), code, applicant_type))


def squeezed(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character != "│")


def test_a_report_shows_its_contradictions_before_its_figures(snapshot: Snapshot) -> None:
    text = shown(snapshot, "桐乡市2017")
    assert text.index("C10") < text.index("review_litigation") < text.index("disclosure.channel.website")
    for words in ("嘉兴市", "20171月1日", "12760 条", "≥650 次", "d.web_share", "checks hold"):
        assert words in text


def test_a_report_shows_its_flags(snapshot: Snapshot) -> None:
    text = shown(snapshot, "芜湖市2022")
    assert "2017111日" in text[text.index("flag:") :]


def test_the_matrix_has_a_column_for_each_kind_of_applicant(snapshot: Snapshot) -> None:
    text = shown(snapshot, "曲靖市2023")
    header = next(line for line in text.splitlines() if "┃ 总计" in line)
    assert all(kind in header for kind in ("商业", "科研", "社会", "法律", "其他"))
    row = next(line for line in text.splitlines() if line.startswith("│ 收到申请数  "))
    assert [cell.strip() for cell in row.split("│")[2:-1]] == ["542", "518", "25", "0", "1", "8", "0"]


def test_a_figure_of_the_report_s_own_year_is_explained_first(snapshot: Snapshot) -> None:
    text = squeezed(explained(snapshot, "桐乡市2017", "applications.received.total"))
    assert text.index("收到申请数,2017") < text.index("收到申请数,2016")


def test_a_figure_is_explained(snapshot: Snapshot) -> None:
    text = explained(snapshot, "320200-2017", "applications.answered.total")
    for words in ("申请答复数", "2320 件, printed '2320'", "共答复信息公开申请2320件", "revision 1", "R03", "2444"):
        assert squeezed(words) in squeezed(text)
    checks = text[text.index("checks (") :]
    assert checks.index(" no ") < checks.index(" yes "), "failing checks come first"
    assert "d.denial_rate" in text
    assert "申请数2338" not in text
    assert squeezed("一、总体情况 › （三）依申请公开政府信息情况") in squeezed(text)


def test_portals_and_surveys_have_a_titled_column_for_all_that_is_told() -> None:
    portal = Portal("wx", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/", "jpage", notes="[b]说明[/b]")
    listed, surveyed = views_of_portals.portals([portal]), views_of_portals.surveys([])
    assert isinstance(listed, Table)
    assert isinstance(surveyed, Table)
    assert [(column.header, printed(*column.cells).strip()) for column in listed.columns] == [
        ("portal", "wx"),
        ("place", "江苏省/无锡市"),
        ("home page", "http://127.0.0.1/"),
        ("family", "jpage"),
        ("notes", "[b]说明[/b]"),
    ]
    titles = ["portal", "place", "home page", "families", "column", "links to reports", "requests"]
    assert [column.header for column in surveyed.columns] == titles


def test_a_figure_that_is_said_in_words_says_so() -> None:
    told = {zero: printed(_explained(report(), indicator(stated_zero=zero), {})) for zero in (True, False)}
    assert {zero: "said in words" in text for zero, text in told.items()} == {True: True, False: False}


@pytest.mark.parametrize(("before", "behind"), [(120, 120), (121, 120), (120, 121), (121, 121)])
def test_a_long_sentence_is_cut_to_what_stands_near_a_figure(before: int, behind: int) -> None:
    text = f"前文。{'甲' * before}12件{'乙' * (behind - 1)}。后文"
    found = indicator(start=3 + before, end=3 + before + 3, quote="12件", printed="12")
    shortened = _sentence(text, found).plain
    cut = "…" if before > 120 else "", "。" if behind == 120 else "…"
    assert shortened == f"{cut[0]}{'甲' * 120}12件{'乙' * (119 if behind == 120 else 120)}{cut[1]}"


def test_words_of_a_report_beside_its_figures_are_no_markup() -> None:
    """The label of a figure, here one of two columns of an own table, is shown as it is printed."""
    figures = [indicator(label=label, scope="other", source="narrative") for label in ("[bold]某局[/bold]", "[/x]")]
    text = printed(Group(*figure_tables(figures, report())))
    assert "[bold]某局[/bold]" in squeezed(text)
    assert "[/x]" in text


def test_of_checks_those_that_fail_come_first_the_gravest_on_top(snapshot: Snapshot) -> None:
    check = snapshot.rows("checks")[0]
    checks = [
        dataclasses.replace(check, passed=passed, severity=severity)
        for passed, severity in ((True, "error"), (False, "info"), (True, "warn"), (False, "warn"), (False, "error"))
    ]
    (_, severities, holds, _) = (list(column.cells) for column in checks_table(checks).columns)
    assert list(zip(holds, severities, strict=True)) == [
        ("no", "error"),
        ("no", "warn"),
        ("no", "info"),
        ("yes", "error"),
        ("yes", "warn"),
    ]


def test_the_words_of_a_figure_are_marked(snapshot: Snapshot) -> None:
    report = find_report(snapshot, "320200-2017")
    target = io.StringIO()
    Console(file=target, width=80, force_terminal=True, color_system="standard").print(
        explanation(snapshot, report, "review.total")
    )
    assert "\x1b[1;4;7m151" in target.getvalue()


def test_one_column_of_the_matrix_is_explained(snapshot: Snapshot) -> None:
    text = explained(snapshot, "曲靖市2023", "applications.received.total", "natural_person")
    assert "518 件" in text
    assert "M01" in text
    assert "M04" in text, "the rule across all columns concerns each of them"
    assert "column 商业企业" not in squeezed(text)
    assert "in the other columns" in explained(snapshot, "曲靖市2023", "applications.received.total")


def test_a_derived_figure_says_so(snapshot: Snapshot) -> None:
    assert "computed from other figures" in explained(snapshot, "曲靖市2023", "litigation.total")


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("无锡事2017", "review.total", "Perhaps 320200-2017?"),
        ("320200-2017", "review.totals", "Perhaps review.total"),
        ("320200-2017", "收到申请", "Perhaps applications.received.total"),
        ("320200-2017", "网上公开", "Perhaps disclosure.channel.website"),
        ("320200-2017", "&", "there is no code '&'. `nianbao show"),
        ("320200-2017", "applications.carried_in", "the report states no applications.carried_in"),
    ],
)
def test_what_is_unknown_is_told_with_what_is_near(snapshot: Snapshot, name: str, code: str, words: str) -> None:
    with pytest.raises(UnknownReport, match=r".") as error:
        explained(snapshot, name, code)
    assert words in str(error.value)


def test_wordings_that_gave_no_figure_are_shown(snapshot: Snapshot) -> None:
    found = rank(snapshot)
    text = squeezed(printed(wordings(found, 3)))
    assert f"{sum(wording.count for wording in found)}numbersin{len(found)}wordings,thefirst3" in text
    assert squeezed(found[0].example)[:8] in text
    assert printed(wordings([], 3)) == "there is no such number\n"


def test_all_wordings_are_given_to_programs(snapshot: Snapshot) -> None:
    found = rank(snapshot)
    assert [row["words"] for row in json.loads(as_json(found))] == [wording.words for wording in found]
    assert [int(row["count"]) for row in csv.DictReader(io.StringIO(as_csv(found)))] == [w.count for w in found]


HOSTILE = "甲\x1b[31m\x9b2J\u202e乙\r\n丙[bold]"


def test_no_terminal_takes_words_of_a_report_for_orders() -> None:
    wording = Wording(HOSTILE, "件", 1, 1, HOSTILE, HOSTILE, "a-2017")
    for text in (printed(wordings([wording], 3)), as_json([wording]), as_csv([wording]), harmless(HOSTILE)):
        assert not {"\x1b", "\x9b", "\u202e", "\r"} & set(text)
        assert "[bold]" in squeezed(text)


def test_each_figure_of_a_sentence_says_what_named_it_and_each_other_number_what_was_missing() -> None:
    sentence = "全年收到申请386件（含上年结转6件），嘎嘎唔唔7件。未收取费用。"
    text = printed(reasons(*read_passage(sentence, 2017, "applications")))
    of_figure, rest = text.split("applications.carried_in", 1)
    for words in ("applications.received.total 收到申请数: 386 件", "收到: act=received", "with those carried in"):
        assert words in of_figure
    for words in ("from the passage  obj=application", "said in words", "unread: 7 件", "no word says what it counts"):
        assert words in rest
    assert "no number with a measure" in printed(reasons(*read_passage("公开工作有序开展。")))


def test_what_a_person_types_gives_a_terminal_no_orders() -> None:
    text = printed(reasons(*read_passage("收到\x1b[31m申请\x9b2J386件，[bold]\u202e嘎嘎7件。", 2017, "applications")))
    assert "7 件" in text
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)


def test_a_build_lists_few_reports_and_sums_up_many(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.views import snapshot as views

    reports = snapshot.rows("reports")
    few = io.StringIO()
    Console(file=few, width=200).print(views.published(snapshot))
    assert all(report.report_id in few.getvalue() for report in reports)
    monkeypatch.setattr(views, "MOST_LISTED", len(reports) - 1)
    lines = printed(views.published(snapshot)).splitlines()
    of_2017 = {report.report_id for report in reports if report.report_year == 2017}
    (line,) = [line for line in lines if line.startswith("│ 2017 ")]
    figures = [row for row in snapshot.rows("indicators") if row.report_id in of_2017]
    failed = [row for row in snapshot.rows("checks") if row.report_id in of_2017 and not row.passed]
    counts = [str(len(rows)) for rows in (of_2017, figures, failed)]
    assert [cell.strip() for cell in line.split("│")[2:5]] == counts
    assert "nianbao show" in lines[0]
    assert not any(report.report_id in line for report in reports for line in lines)


def test_titles_give_a_terminal_no_orders_and_are_no_markup(
    snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither control characters nor marks that turn lines around; a bracket is a bracket."""
    title = "年报\x1b]0;owned\x07\u202e倒写\u2066 [/red][link=http://evil/]2017[/link]"
    found = dataclasses.replace(snapshot.rows("reports")[0], title=title)
    portal = Portal("a", "", f"甲省/{title}", "", "http://127.0.0.1/", notes=title)
    for content in (_facts(found), views_of_portals.portals([portal]), views_of_portals.portal(portal)):
        to_terminal(content)
        shown = capsys.readouterr().out
        assert "2017" in shown
        assert not {"\x1b", "\x07", "\u202e", "\u2066"}.intersection(shown)
    to_terminal(crawl_table([portal], CrawlResult(finish_reason="finished", errors=(), portals={})))
    assert "[link=http://evil/]" in capsys.readouterr().out.replace("\n", "")
