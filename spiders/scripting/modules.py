"""Modules: what they export to each other, and where they import it from."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

from tree_sitter import Node

DEFAULT = "default"
"""What a module exports without a name goes by this one."""


class Modules:
    """What the modules of a page export."""

    def __init__(self) -> None:
        self._exports: dict[str, dict[str, Any]] = {}
        self.current = ""
        """Address of the module that is followed."""

    def export(self, name: str, value: Any) -> None:
        """Notes what the module that is followed exports."""
        self._exports.setdefault(self.current, {})[name] = value

    def exported(self, statement: Node) -> Mapping[str, Any]:
        """What the module exports that a statement imports or exports from; nothing where it is not known."""
        try:
            address = urllib.parse.urljoin(self.current, source_of(statement))
        except ValueError:
            return {}
        return dict(self._exports.get(address, {}))


def sources(root: Node | None) -> Iterator[str]:
    """Where a script imports from, as it gives the addresses."""
    for statement in root.named_children if root is not None else ():
        if statement.type in ("import_statement", "export_statement") and (source := source_of(statement)):
            yield source


def source_of(statement: Node) -> str:
    """Where a statement imports from; an empty string where it does not."""
    source = statement.child_by_field_name("source")
    return "".join(text_of(child) for child in source.named_children) if source is not None else ""


def specified(clause: Node) -> Iterator[tuple[str, str]]:
    """What a clause imports or exports (`{ a, b as c }`): the name of each where it comes from, and the one it gets."""
    for specifier in clause.named_children:
        if specifier.type in ("import_specifier", "export_specifier"):
            names = [
                text_of(child) for child in specifier.children if child.type in ("identifier", "default", "string")
            ]
            if names:
                yield names[0], names[-1]


def declared(declaration: Node) -> Iterator[str]:
    """The names that a declaration gives something."""
    named = declaration.child_by_field_name("name")
    if named is None and declaration.type in ("identifier", "shorthand_property_identifier_pattern"):
        yield text_of(declaration)
    for child in declaration.named_children if named is None else (named,):
        if child.type in _NAMING:
            yield from declared(child)


_NAMING = (
    *("identifier", "shorthand_property_identifier_pattern", "object_pattern", "array_pattern", "pair_pattern"),
    *("rest_pattern", "variable_declarator"),
)
"""What stands in a declaration around its names."""


def text_of(node: Node) -> str:
    """A piece of a script as it is written."""
    return (node.text or b"").decode("utf-8", "replace")
