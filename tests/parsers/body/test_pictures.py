"""Pictures in the text of a page: read where they stand, by recorded recognitions; told where they are not read."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence

import pytest

from parsers.blocks import reader
from parsers.blocks.html import read_html
from parsers.blocks.html.text import BREAK
from parsers.body import pictures as room
from parsers.errors import RECOGNITION
from parsers.model import Document, Page, Paragraph, Parsed
from parsers.pipeline import parse
from parsers.scans.blocks import blocks_of
from parsers.scans.model import ScannedPage
from parsers.scans.reading import recognized_flag
from tests.parsers.scans.recorded import recorded, recording_of

URL = "http://127.0.0.1/zwgk/t1.html"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PAGES = recording_of("2021").pages
TITLE = (
    "<h1>芜湖市人民政府2023年政府信息公开工作年度报告</h1>"
    "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>"
)
TEXT = (
    "2023年，全市深入推进政务公开，主动公开政府信息81245条，办理工作有序开展，群众较为满意，"
    "没有发生问题，网站运行平稳。"
)
PARTS = (
    f"<h2>一、总体情况</h2><p>{TEXT}</p>",
    "<h2>二、主动公开政府信息情况</h2>",
    "<h2>三、收到和处理政府信息公开申请情况</h2>",
    "<h2>四、政府信息公开行政复议、政府信息公开行政诉讼情况</h2>",
    "<h2>五、存在的主要问题及改进情况</h2><p>公开还不够及时，下一步将加强培训。</p>",
    "<h2>六、其他需要报告的事项</h2><p>本年度未收取信息处理费。</p>",
)


def picture(number: int, address: str = "") -> Document:
    """A picture of a recorded page, without its pixels."""
    return Document(content=SIGNATURE + bytes([number]), url=address or f"{URL[:-7]}W{number}.png", role="part")


def page_of(*images: str, parts: Sequence[str] = PARTS) -> bytes:
    """A report with pictures behind the headings of its tables."""
    behind = dict(zip(range(1, 4), images, strict=False))
    body = "".join(part + behind.get(index, "") for index, part in enumerate(parts))
    return f"<meta charset=utf-8><div class=text>{TITLE}{body}</div><p>版权所有 芜湖市人民政府</p>".encode()


IMAGES = ('<p><img src="W1.png"></p>', '<p><img src="blank.gif" data-src="./W2.png"></p>', '<img src="/zwgk/W3.png">')


@pytest.fixture
def recognized(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has the pictures of a test recognised as recorded pages, each of which is page 1 of its file."""

    def recognise(*pages: ScannedPage) -> None:
        def read(content: bytes, media_type: str) -> Page:
            page = dataclasses.replace(pages[content[-1] - 1], number=1)
            return Page(blocks=tuple(blocks_of(page)), media_type=media_type, flags=(recognized_flag([1]),))

        monkeypatch.setattr(reader, "read_picture", read)
        for module in (reader, room):
            monkeypatch.setattr(module, "recognizes_scans", lambda: True)

    return recognise


def read(content: bytes, *parts: Document) -> Parsed:
    return parse(Document(content=content, url=URL, role="report", parts=parts))


def figures(parsed: Parsed) -> dict[tuple[str, str], float]:
    assert parsed.report is not None, parsed.reason
    return {
        (figure.code, figure.applicant_type): figure.value
        for figure in parsed.report.figures
        if figure.source in ("scan", "derived")
    }


def test_tables_are_read_where_their_pictures_stand(recognized: Callable[..., None]) -> None:
    recognized(*PAGES)
    parsed = read(page_of(*IMAGES), picture(3), picture(1), picture(2))
    assert figures(parsed) == recorded("2021").truth
    report = parsed.report
    assert report is not None
    headings = [report.text.index(words) for words in ("二、主动公开", "三、收到", "四、政府", "五、存在")]
    for number, (start, end) in enumerate(itertools.pairwise(headings), 1):
        own = [figure for figure in report.figures if figure.on_page and figure.on_page.page == number]
        assert own
        assert all(start < figure.span.start < end for figure in own)
    assert not any(flag.kind in ("incomplete", "part_unread") for flag in parsed.flags)
    told = [flag.sentence for flag in parsed.flags if flag.kind == "scan_recognized"]
    assert [sentence[:22] for sentence in told] == [f"the words of page {n} we" for n in (1, 2, 3)]


def test_the_order_in_which_pictures_came_changes_nothing(recognized: Callable[..., None]) -> None:
    recognized(*PAGES)
    one = read(page_of(*IMAGES), picture(1), picture(2), picture(3))
    assert one == read(page_of(*IMAGES), picture(2), picture(3), picture(1))


def test_cells_of_two_pictures_are_told_apart_though_their_places_are_the_same(
    recognized: Callable[..., None],
) -> None:
    """Two pictures of one form at the same place: what stands in one is never taken for what stands in the other."""
    recognized(PAGES[0], PAGES[0])
    parsed = read(page_of(*IMAGES[:2]), picture(1), picture(2))
    assert parsed.report is not None
    assert {figure.on_page.page for figure in parsed.report.figures if figure.on_page} <= {1, 2}
    assert not recorded("2021").wrong({(f.code, f.applicant_type): f for f in parsed.report.figures if f.on_page})


def test_a_picture_that_stands_nowhere_on_the_page_is_read_behind_it(recognized: Callable[..., None]) -> None:
    recognized(*PAGES)
    parsed = read(page_of(*IMAGES[:2]), picture(1), picture(2), picture(3))
    assert figures(parsed) == recorded("2021").truth
    assert parsed.report is not None
    assert {figure.on_page.page for figure in parsed.report.figures if figure.on_page} == {1, 2, 3}


def test_a_report_that_is_all_pictures_is_read(recognized: Callable[..., None]) -> None:
    recognized(*PAGES)
    images = "".join(IMAGES)
    content = f"<meta charset=utf-8><div>{TITLE[: TITLE.index('<p>')]}{images}</div>".encode()
    assert read(content).outcome == "rejected"
    assert figures(read(content, picture(1), picture(2), picture(3))) == recorded("2021").truth


@pytest.mark.parametrize("text", ["", f"<p>{TEXT}</p>"])
def test_the_words_of_a_picture_without_a_table_are_read_where_the_page_has_no_text(
    recognized: Callable[..., None], text: str
) -> None:
    recognized(dataclasses.replace(PAGES[0], tables=()))
    content = f"<meta charset=utf-8><div>{text}{IMAGES[0]}</div>".encode()
    document = Document(content=content, url=URL, parts=(picture(1),))
    page = reader.read_page(document)
    whole, _ = room.with_pictures(page, document)
    read = "".join(block.text for block in whole.blocks if isinstance(block, Paragraph)).replace(TEXT, "")
    assert (PAGES[0].lines[0].readings[0].text in read) == bool(read) == (not text)


def test_the_words_of_a_chart_are_no_sentences(recognized: Callable[..., None]) -> None:
    (page, *_) = PAGES
    chart = dataclasses.replace(page, tables=(), lines=page.lines * 8)
    assert len("".join(line.readings[0].text for line in chart.lines)) > 20
    recognized(chart)
    plain = read(page_of(), *())
    parsed = read(page_of(IMAGES[0]), picture(1))
    assert parsed.report is not None
    assert plain.report is not None
    assert parsed.report.text == plain.report.text
    assert "the words of a picture that shows no table were left out" in [flag.sentence for flag in parsed.flags]


def test_without_the_extra_a_flag_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_OCR", raising=False)
    parsed = read(page_of(*IMAGES), picture(1), picture(2), picture(3))
    unread = [flag for flag in parsed.flags if flag.kind == "part_unread"]
    assert [flag.subject[-6:] for flag in unread] == ["W1.png", "W2.png", "W3.png"]
    assert all(RECOGNITION in flag.sentence and "nianbao[ocr]" in flag.sentence for flag in unread)
    assert "the tables of the report are missing, and 3 pictures stand in its text" in [
        flag.sentence for flag in parsed.flags
    ]


def test_pictures_are_no_further_pages_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_OCR", raising=False)
    pager = b"<script>createPageHTML(2, 0, 't1', 'html');</script>"
    for image in (IMAGES[0], ""):
        parsed = read(page_of(image) + pager, picture(1))
        assert any("2 pages" in flag.sentence for flag in parsed.flags)


@pytest.mark.parametrize(
    ("markup", "places"),
    [
        (f"<p>甲</p><p><img src=a.png></p><p>{TEXT}</p>", [1]),
        (f"<p>甲<br><img src=a.png><br>乙</p><p>{TEXT}</p>", [1]),
        (f"<p><img src=a.png>甲</p><p>{TEXT}</p>", [0]),
        (f"<p>甲<img src=a.png>乙</p><p>{TEXT}</p>", [1]),
        (f"<p>{TEXT}</p><table><tr><td>甲</td><td><img src=a.png></td></tr></table><p>{TEXT}</p>", [2]),
        (f"<p>{TEXT}</p><img src=a.png width=600><img src=b.png style='height:400px'>", [1, 1]),
        (f"<p>{TEXT}</p><img src=a.png width='100%'>", [1]),
        (f"<p>{TEXT}</p><img src=a.png width=20><img src=b.png style='max-width:90%;height:16px'><img>", []),
        (f"<p>{TEXT}</p><div style='display:none'><img src=a.png></div>", []),
    ],
)
def test_where_a_picture_stands(markup: str, places: list[int]) -> None:
    page = read_html(f"<div>{markup}</div>")
    assert [picture.before for picture in page.pictures] == places
    assert not any(isinstance(block, Paragraph) and BREAK in block.text for block in page.blocks)


def test_an_address_that_is_none_hides_no_picture_behind_it() -> None:
    pictures = "<img src='http://[a.png'><img src=b.png>"
    page = read_html(f"<base href=http://127.0.0.2/x/><div><p>{TEXT}</p>{pictures}</div>")
    assert [picture.addresses for picture in page.pictures] == [("http://127.0.0.2/x/b.png",)]


def test_a_picture_is_read_once_by_the_first_of_its_addresses_that_was_fetched(
    recognized: Callable[..., None],
) -> None:
    """What its other address gave is read behind the page, as are all parts that stand nowhere on it."""
    recognized(*PAGES[:2])
    image = '<p><img src="blank.gif" data-src="W1.png" data-original="W2.png"></p>'
    document = Document(content=page_of(image), url=URL, parts=(picture(1), picture(2)))
    page = reader.read_page(document)
    assert [one.addresses for one in page.pictures] == [("blank.gif", "W1.png", "W2.png")]
    _, rest = room.with_pictures(page, document)
    assert rest.parts == (picture(2),)


def test_pictures_around_the_text_are_none_of_it() -> None:
    menu = "".join(f"<p><a href={n}.html>栏目{n}</a></p>" for n in range(12))
    markup = (
        f"<div><img src=banner.png></div><div>{menu}</div>"
        f"<div><p>{TEXT}</p><img src=a.png></div><div><img src=b.png></div><p>版权所有</p><div><img src=foot.png></div>"
    )
    page = read_html(f"<base href=http://127.0.0.2/x/><body>{markup}</body>")
    assert [picture.addresses for picture in page.pictures] == [
        ("http://127.0.0.2/x/a.png",),
        ("http://127.0.0.2/x/b.png",),
    ]
    texts = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    assert [texts[: picture.before] for picture in page.pictures] == [[TEXT], [TEXT]]


def test_a_damaged_picture_is_told_and_spoils_nothing_else(
    recognized: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    recognized(*PAGES)
    whole = reader.read_picture

    def damaged(content: bytes, media_type: str) -> Page:
        if content[-1] == 2:
            raise reader.Unreadable("The picture is damaged: it ends.")
        return whole(content, media_type)

    monkeypatch.setattr(reader, "read_picture", damaged)
    parsed = read(page_of(*IMAGES), picture(1), picture(2), picture(3))
    assert figures(parsed)
    assert not set(figures(parsed).items()) - set(recorded("2021").truth.items())
    assert "a picture of the report cannot be read: The picture is damaged: it ends" in [
        flag.sentence for flag in parsed.flags
    ]
