"""Documents in XML are told from pages and from pieces of pages."""

from __future__ import annotations

import pytest

from spiders.xml_texts import is_document


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><list/>",
        "\ufeff\n<?xml version='1.0'?>\n<!-- <html> --><table><title>a</title></table>",
        "<!DOCTYPE rss><rss version='2.0'><title>a</title></rss>",
        "<!-- made -->\n<ns:list><a/></ns:list>",
        "<?xml",
    ],
)
def test_a_document_says_so_or_begins_with_an_element_that_html_has_not(text: str) -> None:
    assert is_document(text)


@pytest.mark.parametrize(
    "text",
    [
        "<?xml version='1.0'?><!DOCTYPE html><html></html>",
        "<!DOCTYPE html><html></html>",
        "<title>a</title>",
        "<section><list></list></section>",
        "<main>a</main>",
        "<nobr>a</nobr>",
        "<bgsound src='/a.mp3'><html></html>",
        '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><p>a</p>',
        "<o:p></o:p><p>a</p>",
        "<news-list></news-list>",
        "a <list></list>",
        "<",
        "<!" * 5_000,
        " " * 5_000,
        "",
    ],
)
def test_pages_and_pieces_of_them_are_none(text: str) -> None:
    assert not is_document(text)
