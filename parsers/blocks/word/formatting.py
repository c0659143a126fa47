"""What the formatting of a document hides: struck-through and hidden text, directly or by a style.

A person reads what is struck through as gone, so a number is what is left of it. Properties that a style may switch
are added up as Word adds them up (ISO/IEC 29500-1, 17.7.3): two styles that both strike give plain text.
"""

from __future__ import annotations

from parsers.blocks.word.markup import Element, child, name_of, number, switch, value

_TOGGLES = ("strike", "vanish")
_SWITCHES = ("dstrike",)
_TINY = 4
"""Half points up to which letters are too small to be read."""
_MOST = 5_000
"""Styles of a document; Word allows 4,079."""
_LONGEST_CHAIN = 20
"""Styles that are based on each other; Word allows ten, and a damaged file may make them a circle."""
_WHITE = "FFFFFF"
_NO_SHADE = (None, "auto", _WHITE)


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        styles = [element for element in (root if root is not None else ()) if name_of(element) == "style"]
        self._by_id = {value(style, "styleId") or "": style for style in styles[:_MOST]}
        self._default = next(
            (
                value(style, "styleId") or ""
                for style in styles
                if value(style, "type") == "paragraph" and (value(style, "default") or "0") in ("1", "true", "on")
            ),
            "",
        )
        self._switched: dict[tuple[str, str], bool] = {}
        self._numberings: dict[str, Element | None] = {}
        self._of_all = child(root, "docDefaults", "rPrDefault", "rPr")

    def of_paragraph(self, properties: Element | None) -> str:
        """The id of a paragraph's style."""
        return value(child(properties, "pStyle")) or self._default

    def is_heading(self, style: str) -> bool:
        """Whether a style is one of headings."""
        words = (value(child(self._by_id.get(style), "name")) or "").lower()
        return words.startswith(("heading", "标题"))

    def numbering(self, style: str) -> Element | None:
        """What a style says of automatic numbers."""
        if style not in self._numberings:
            all_found = (child(one, "pPr", "numPr") for one in self._chain(style))
            self._numberings[style] = next((found for found in all_found if found is not None), None)
        return self._numberings[style]

    def is_seen(self, run: Element | None, *styles: str, on_white: bool = False) -> bool:
        """Whether a run of text is what a person reads.

        Args:
            run: Its properties.
            styles: The styles of its paragraph and its table.
            on_white: Whether nothing but paper lies behind it.
        """
        levels = [value(child(run, "rStyle")) or "", *styles]
        for name in (*_TOGGLES, *_SWITCHES):
            state = switch(run, name)
            if state is None:
                states = [self._switch(style, name) for style in levels if style]
                state = any(states) if name in _SWITCHES else bool(sum(map(bool, states)) % 2)
                state = state or bool(switch(self._of_all, name))
            if state:
                return False
        size = number(child(run, "sz"))
        if size is not None and size <= _TINY:
            return False
        return not (
            on_white
            and (value(child(run, "color")) or "").upper() == _WHITE
            and value(child(run, "shd"), "fill") in _NO_SHADE
            and child(run, "highlight") is None
        )

    def _switch(self, style: str, name: str) -> bool:
        if (style, name) not in self._switched:
            states = (switch(child(one, "rPr"), name) for one in self._chain(style))
            self._switched[style, name] = next((state for state in states if state is not None), False)
        return self._switched[style, name]

    def _chain(self, style: str) -> list[Element]:
        """A style and those that it is based on, the nearest first."""
        found: list[Element] = []
        while (element := self._by_id.get(style)) is not None and len(found) < _LONGEST_CHAIN:
            found.append(element)
            style = value(child(element, "basedOn")) or ""
        return found
