"""What a page hides: by attributes, by inline style and by its own style sheets, as a browser on a desk applies them.

Hidden is what takes no part in the page (display: none), what is not seen (visibility: hidden, a font size of zero, a
place far off the screen, letters in the colour that is stated for what is behind them) and what is struck through:
a number with a line through it is not in force.

Not believed are rules that hide the page as a whole: such pages show themselves by a script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from parsers.blocks.html.sheets import (
    INSISTS,
    LENGTH,
    LONGEST_SHEET,
    Declaration,
    Rule,
    colour_of,
    hides,
    hides_any_of,
    is_far,
    is_for_desks,
    may_hide,
    names_of,
    read_inline,
    read_sheet,
)
from parsers.blocks.html.tree import Element

_STRUCK = frozenset({"del", "s", "strike"})
_LINES = frozenset({"text-decoration", "text-decoration-line"})
_INHERITED = frozenset({"font-size", "visibility"})
_DRAWN = frozenset({"text", "foreignobject"})
"""Elements of a drawing whose words are seen."""
_NEVER_DRAWN = frozenset({"desc", "metadata", "defs", "symbol"})

Weight = tuple[bool, bool, tuple[int, int, int], int]
"""Of a declaration in the cascade: important, inline, specificity, order."""


def hide(elements: Sequence[Element], parsed: LexborHTMLParser) -> None:
    """Marks what a person does not see.

    Args:
        elements: The elements of a page, the root first.
        parsed: The parser's own tree of it.
    """
    styled: dict[Element, list[tuple[Weight, Declaration]]] = {}
    by_default: list[Element] = []
    inherited = False
    for element in elements:
        tag, attributes = element.tag, element.attributes
        if tag == "svg":
            _hide_in_drawing(element)
            inherited = True
        is_by_default = tag in _STRUCK or "hidden" in attributes or _is_shut(element) or _is_replaced(element)
        style = attributes.get("style")
        if is_by_default:
            by_default.append(element)
            styled[element] = _inline(style) if style else []
        elif style and may_hide(style):
            styled[element] = _inline(style)
    _apply_sheets(elements, parsed, styled)
    for element in by_default:
        declared = {declaration.name for _, declaration in styled[element]}
        struck = element.tag in _STRUCK and declared.isdisjoint(_LINES)
        is_unset = "display" not in declared and ("hidden" in element.attributes or _is_shut(element))
        element.gone = struck or is_unset or _is_replaced(element)
    for element, declarations in styled.items():
        if element.tag not in ("html", "body"):
            _resolve(element, [declaration for _, declaration in sorted(declarations, key=lambda pair: pair[0])])
            inherited |= element.invisible is not None or element.tiny is not None
    if inherited:
        _inherit(elements[0])


def _hide_in_drawing(drawing: Element) -> None:
    """Leaves of a drawing only the words that are seen."""
    for element in drawing.elements():
        if element.tag in _NEVER_DRAWN:
            element.gone = True
        elif element.tag in _DRAWN:
            element.tiny = False
    drawing.tiny = True


def _is_shut(element: Element) -> bool:
    """Whether an element shows nothing unless it is opened."""
    return element.tag == "dialog" and "open" not in element.attributes


def _is_replaced(element: Element) -> bool:
    """Whether an element shows something else in place of its words, however it is displayed."""
    return element.tag == "object" and bool(element.attributes.get("data"))


def _inherit(root: Element) -> None:
    """Whether text is seen is decided by the nearest element that says so."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        is_unseen = element.invisible or element.tiny
        for child in element.children:
            if isinstance(child, Element):
                style = child.attributes.get("style") if is_unseen else None
                if style and not may_hide(style):
                    _resolve(child, read_inline(style))
                child.invisible = element.invisible if child.invisible is None else child.invisible
                child.tiny = element.tiny if child.tiny is None else child.tiny
                waiting.append(child)


def _resolve(element: Element, declarations: Sequence[Declaration]) -> None:
    """Marks an element by its declarations, the last of each name being in force."""
    final: dict[str, str] = {}
    for declaration in declarations:
        final[declaration.name] = declaration.value
    if final.get("display") == "none" or "line-through" in _decoration(final):
        element.gone = True
    if "visibility" in final and final["visibility"] != "inherit":
        element.invisible = final["visibility"] in ("hidden", "collapse")
    if "font-size" in final and (size := LENGTH.match(final["font-size"])):
        if float(size[1]) == 0:
            element.tiny = True
        elif size[2] not in ("em", "%"):
            element.tiny = False
    if final.get("position", "static") in ("absolute", "fixed", "relative", "sticky"):
        element.gone |= is_far(final.get("left", "")) or is_far(final.get("top", ""))
    element.gone |= is_far(final.get("text-indent", ""))
    behind = colour_of(final.get("background-color", ""))
    element.gone |= bool(behind) and behind == colour_of(final.get("color", ""))


def _decoration(final: Mapping[str, str]) -> str:
    return final.get("text-decoration-line", final.get("text-decoration", ""))


def _inline(style: str) -> list[tuple[Weight, Declaration]]:
    return [((d.important, True, (0, 0, 0), place), d) for place, d in enumerate(read_inline(style))]


def _apply_sheets(
    page: Sequence[Element], parsed: LexborHTMLParser, styled: dict[Element, list[tuple[Weight, Declaration]]]
) -> None:
    """Adds what the page's own style sheets say of its elements.

    Rules that hide nothing are asked only for the properties by which some element is hidden.
    """
    sheet = "\n".join(
        style.text() for style in parsed.css("style") if is_for_desks(style.attributes.get("media") or "")
    )[:LONGEST_SHEET]
    if not sheet:
        return
    names: set[str] = set()
    for element in page:
        if attributes := element.attributes:
            names.update((attributes.get("class") or "").split())
            names.add(attributes.get("id") or "")
    is_asked = any(element.tag in _STRUCK or "hidden" in element.attributes for element in styled) or any(
        declaration.name in _INHERITED for pairs in styled.values() for _, declaration in pairs
    )
    if not (is_asked or hides_any_of(sheet, names) or (styled and INSISTS.search(sheet))):
        return
    elements = {element.key: element for element in page}
    hiding: list[Rule] = []
    others: list[Rule] = []
    for rule in read_sheet(sheet):
        (hiding if hides(rule.declarations) else others).append(rule)
    for rule in hiding:
        if names.issuperset(names_of(rule.selector)):
            for element in _matched(parsed, rule, elements):
                styled.setdefault(element, []).extend(_weighed(rule))
    touched = {"display", *_LINES, *(declaration.name for pairs in styled.values() for _, declaration in pairs)}
    for rule in others:
        is_touching = any(declaration.name in touched for declaration in rule.declarations)
        if is_touching and names.issuperset(names_of(rule.selector)):
            for element in _matched(parsed, rule, elements):
                if element in styled or any(declaration.name in _INHERITED for declaration in rule.declarations):
                    styled.setdefault(element, []).extend(_weighed(rule))
    for element, pairs in styled.items():
        style = element.attributes.get("style")
        if style and not any(weight[1] for weight, _ in pairs):
            pairs.extend(_inline(style))


def _weighed(rule: Rule) -> Iterator[tuple[Weight, Declaration]]:
    for place, declaration in enumerate(rule.declarations):
        yield (declaration.important, False, rule.specificity, rule.order + place), declaration


def _matched(parsed: LexborHTMLParser, rule: Rule, elements: Mapping[int, Element]) -> list[Element]:
    """The elements that a selector chooses; states (:hover) and what the parser does not know choose none."""
    try:
        return [elements[node.mem_id] for node in parsed.css(rule.selector) if node.mem_id in elements]
    except SelectolaxError:
        return []
