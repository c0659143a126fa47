"""Parts of Word documents: found by their relationships, whatever their names are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from parsers.blocks.word import package
from parsers.blocks.word.markup import name_of
from parsers.blocks.word.package import Package, open_package, open_xml
from parsers.errors import Unreadable
from tests.parsers.word.containers import zipped
from tests.parsers.word.ooxml import RELATIONS, STRICT_RELATIONS, W, flat, paragraph, run

DOCUMENT = f'<w:document xmlns:w="{W}"><w:background/><w:body><w:p/></w:body></w:document>'
STYLES = f'<w:styles xmlns:w="{W}"/>'
NO_DOCUMENT = "The Word file holds no document."


def relationships(*targets: tuple[str, str], kinds: str = RELATIONS, more: str = "") -> str:
    """The part that names others, by kind and target; their ids are counted."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{kinds}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}"><!-- a remark -->{each}{more}</Relationships>'


def opened(parts: Mapping[str, str]) -> Package:
    return open_package(zipped({name: content.encode() for name, content in parts.items()}))


@pytest.mark.parametrize("kinds", [RELATIONS, STRICT_RELATIONS])
def test_parts_are_found_by_what_they_are_to_the_document(kinds: str) -> None:
    external = f'<Relationship Id="x" Type="{kinds}/numbering" Target="far.xml" TargetMode="External"/>'
    own = relationships(
        ("styles", "../looks.xml"), ("numbering", "/lists/numbers.xml"), ("footnotes", "notes.xml"),
        ("endnotes", "ends.xml"), ("styles", "missing.xml"), ("theme", "theme.xml"),
        ("aFChunk", "page.mht"), ("aFChunk", "none.mht"),
        kinds=kinds, more=external,
    )  # fmt: skip
    found = opened(
        {
            "_rels/.rels": relationships(("thumbnail", "a.png"), ("officeDocument", "/doc/main.xml"), kinds=kinds),
            "doc/main.xml": DOCUMENT,
            "doc/_rels/main.xml.rels": own,
            "looks.xml": STYLES,
            "lists/numbers.xml": f'<w:numbering xmlns:w="{W}"/>',
            "doc/notes.xml": f'<w:footnotes xmlns:w="{W}"/>',
            "doc/ends.xml": f'<w:endnotes xmlns:w="{W}"/>',
            "doc/theme.xml": "<theme/>",
            "doc/far.xml": "<far/>",
            "doc/page.mht": "<p>",
        }
    )
    assert [name_of(child) for child in found.main] == ["p"]
    assert {kind: name_of(root) for kind, root in found.related.items()} == {
        kind: kind for kind in ("styles", "numbering", "footnotes", "endnotes")
    }
    assert found.embedded == {"r6": b"<p>"}


@pytest.mark.parametrize("name", ["word/document.xml", "Word/Document.XML", "word\\document.xml", "/word/document.xml"])
def test_names_of_parts_may_be_written_otherwise(name: str) -> None:
    """Without a relationship that tells it, the document has its usual name."""
    found = opened({name: DOCUMENT, "word/_rels/document.xml.rels": relationships(("styles", "styles.xml"))})
    assert (name_of(found.main), found.related, found.embedded) == ("body", {}, {})


@pytest.mark.parametrize("more", [0, 1])
def test_how_much_a_document_may_unpack_to(more: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", len(DOCUMENT) + 2 - more)
    parts = {"word/document.xml": DOCUMENT, "a.txt": "12"}
    if more:
        with pytest.raises(Unreadable) as error:
            opened(parts)
        told = f"The Word file unpacks to {len(DOCUMENT) + 2} bytes, more than any document holds."
        assert error.value.reason == told
    else:
        assert name_of(opened(parts).main) == "body"


def test_one_file_may_hold_all_parts() -> None:
    content = flat(paragraph(run("年报"))).replace(
        b"</pkg:package>", b'<pkg:part pkg:name="/word/empty.xml"><pkg:xmlData/></pkg:part></pkg:package>'
    )
    for written in (content, content.replace(b'name="/word/styles.xml"', b'name="/Word/Styles.xml"')):
        found = open_xml(written)
        assert ([name_of(child) for child in found.main], set(found.related)) == (["p"], {"styles"})
        assert found.embedded == {}


WORD_2003 = '<w:wordDocument xmlns:w="{}">{}</w:wordDocument>'.format(
    "http://schemas.microsoft.com/office/word/2003/wordml", "{}"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16"])
def test_word_2003_holds_its_styles_and_its_body(encoding: str, declared: str) -> None:
    """The marks of UTF-16 say more than a declaration does."""
    written = WORD_2003.format("<w:lists/><w:styles/><w:body><w:p>年报</w:p></w:body>")
    content = f'<?xml version="1.0" encoding="{declared}"?>{written}'.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    if encoding == "utf-8" and declared == "utf-16":
        content = content.replace(b' encoding="utf-16"', b"")
    found = open_xml(content)
    assert [(name_of(child), child.text) for child in found.main] == [("p", "年报")]
    assert {kind: name_of(root) for kind, root in found.related.items()} == {"styles": "styles"}


def test_half_a_character_of_utf_16_ends_no_document() -> None:
    written = WORD_2003.format("<w:body><w:p>年报#</w:p></w:body>").encode("utf-16").replace(b"#\x00", b"\x00\xd8")
    (child,) = open_xml(written).main
    assert child.text == "年报\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("tag", ["w:binData", "pkg:binaryData", "docOleData"])
def test_pictures_in_one_file_are_left_out(tag: str, encoding: str) -> None:
    space = 'xmlns:pkg="a"'
    picture = f'<{tag} {space} w:name="1.png">QUJD\nQUJD</{tag}><w:p>年报</w:p>'
    content = WORD_2003.format(f"<w:body>{picture}</w:body>")
    (child,) = open_xml((content if encoding == "utf-8" else f"\ufeff{content}").encode(encoding)).main
    assert (name_of(child), child.text) == ("p", "年报")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (WORD_2003.format("<w:styles/>"), NO_DOCUMENT),
        (flat("").decode().replace("w:body", "w:other"), NO_DOCUMENT),
        (flat("").decode().replace("/word/document.xml", "/word/other.xml"), NO_DOCUMENT),
        (
            "<a>\n<b>\n</a>",
            "The Word file is damaged: its markup cannot be read from line 3 on.",
        ),
    ],
    ids=["Word 2003", "no body", "no document", "damaged"],
)
def test_what_holds_no_document_says_so(content: str, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        open_xml(content.encode())
    assert error.value.reason == reason


def test_entities_are_not_resolved() -> None:
    declared = '<!DOCTYPE a [<!ENTITY e "grown">]>'
    (child,) = open_xml(f"{declared}{WORD_2003.format('<w:body><w:p>a&e;b</w:p></w:body>')}".encode()).main
    assert "grown" not in "".join(map(str, child.itertext()))
