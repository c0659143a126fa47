"""The operators of a page's content, read at once.

pdfminer reads each token with a dozen calls and each operator by the name of a method; here one pattern finds all
tokens, and a table the operators, which themselves are pdfminer's. A page whose content is not written as nearly all
makers write it is left to pdfminer.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT, literal_name
from pdfminer.utils import Matrix

_TOKEN = re.compile(
    r"[-+\d.][\d.]*"
    r"|[A-Za-z][^#/%\[\]()<>{}\s]*"
    r"|<[0-9A-Fa-f\s]*>"
    r"|\((?:[^()\\]|\\[^\r])*\)"
    r"|/[^/%\[\]()<>{}\s]*"
    r"|<<|>>"
    r"|%[^\r\n]*"
    r"|[^\s\x00]",
    re.DOTALL | re.ASCII,
)
_NUMBER, _WORD, _ANGLE, _STRING, _NAME, _COMMENT, _OTHER = range(7)
_KINDS: Mapping[str, int] = MappingProxyType(
    {
        sign: kind
        for kind, signs in (
            (_NUMBER, string.digits + "+-."),
            (_WORD, string.ascii_letters + "'\""),
            (_ANGLE, "<>"),
            (_STRING, "("),
            (_NAME, "/"),
            (_COMMENT, "%"),
        )
        for sign in signs
    }
)
"""What a token is, by its first sign."""
_BRACKETS: Mapping[str, str] = MappingProxyType({"[": "", "]": "[", "<<": "", ">>": "<<"})
"""The ends of lists and dictionaries, with how these begin."""
_TRUTHS: Mapping[str, bool] = MappingProxyType({"true": True, "false": False})
_INLINE_IMAGE = ("BI", "ID", "EI")
"""Between them stands a picture, whose bytes are no tokens."""
_NOT_SEEN = frozenset("J j M d ri i w gs G RG K W W* BX EX MP DP BMC BDC EMC sh".split())  # noqa: SIM905
"""Operators that change nothing that is read: how ends of lines look, colors of frames, marks of structure."""

_NUMBERED = re.compile(rb"#([0-9a-fA-F]{1,2})?")
"""A sign of a name by its number."""
_ESCAPED = re.compile(r"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES: Mapping[str, str] = MappingProxyType(
    {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "(": "(", ")": ")", "\\": "\\"}
)
_LARGEST = 4_000_000
"""Bytes of a page's content; more are read token by token, so that they are not all held at once."""
_WRITTEN: Mapping[str, str] = MappingProxyType({"_a": "*", "_q": "'", "_w": '"'})
"""How the ends of the names of pdfminer's methods are written in content."""


_State = TypeVar("_State", PDFTextState, PDFGraphicState)


class UnusualContentError(Exception):
    """Content is not written as nearly all makers write it."""


class Interpreter(PDFPageInterpreter):
    """Does what the content of a page says.

    Raises:
        UnusualContentError: The page must be read by pdfminer's own interpreter.
    """

    def execute(self, streams: Sequence[object]) -> None:
        """Does what some streams say; a form that draws itself is left out."""
        self.stream_ids.clear()
        parts = []
        for one in streams:
            stream = stream_value(one)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                parts.append(stream.get_data())
        content = b"\n".join(parts)
        if len(content) > _LARGEST:
            raise UnusualContentError
        try:
            self._do(content.decode("latin-1"))
        except (TypeError, ValueError, OverflowError) as error:
            raise UnusualContentError from error

    def _do(self, content: str) -> None:
        operators, kinds = _OPERATORS, _KINDS
        names: dict[str, object] = {}
        stack: list[Any] = self.argstack
        outer: list[tuple[list[Any], str]] = []
        """What was begun before the list or dictionary that is being read, and how that began."""
        for token in _TOKEN.findall(content):
            kind = kinds.get(token[0], _OTHER)
            if kind == _NUMBER:
                # Most are coordinates, of which pdfminer makes numbers as it uses them.
                stack.append(_number(token) if outer else token)
            elif kind == _WORD:
                operator = operators.get(token)
                if operator is not None and not outer:
                    do, n_operands = operator
                    operands = stack[-n_operands:] if n_operands else []
                    del stack[len(stack) - len(operands) :]
                    if do is not None and len(operands) == n_operands:
                        do(self, *operands)
                elif token in _TRUTHS:
                    stack.append(_TRUTHS[token])
                elif outer or token in _INLINE_IMAGE:
                    raise UnusualContentError
            elif kind == _ANGLE and token not in _BRACKETS:
                stack.append(_hex(token))
            elif kind == _STRING:
                stack.append(_string(token))
            elif kind == _NAME:
                if token not in names:
                    names[token] = _literal(token)
                stack.append(names[token])
            elif token in ("[", "<<"):
                outer.append((stack, token))
                stack = []
            elif token in _BRACKETS:
                if not outer or outer[-1][1] != _BRACKETS[token]:
                    raise UnusualContentError
                held = stack
                stack, begun = outer.pop()
                stack.append(held if begun == "[" else _entries(held))
            elif kind != _COMMENT:
                raise UnusualContentError

    def pop(self, n: int) -> list[Any]:
        """The last operands."""
        operands = self.argstack[-n:] if n else []
        del self.argstack[len(self.argstack) - len(operands) :]
        return operands

    def get_current_state(self) -> tuple[Matrix, PDFTextState, PDFGraphicState]:
        """The state that is drawn in, to come back to."""
        return self.ctm, _copied(self.textstate), _copied(self.graphicstate)

    # What most operators of a page are, without pdfminer's check of each operand: it reads the page if one is wrong.

    def do_Tf(self, fontid: Any, fontsize: Any) -> None:  # noqa: N802
        """Chooses a font; where there is none of that name, what stands there may be no name."""
        if literal_name(fontid) not in self.fontmap:
            raise UnusualContentError
        super().do_Tf(fontid, fontsize)

    def do_Tm(self, *matrix: Any) -> None:  # noqa: N802
        """Sets the place of the text."""
        a, b, c, d, e, f = map(float, matrix)
        self.textstate.matrix = a, b, c, d, e, f
        self.textstate.linematrix = 0, 0

    def do_Td(self, tx: Any, ty: Any) -> None:  # noqa: N802
        """Moves to another line."""
        x, y = float(tx), float(ty)
        state = self.textstate
        a, b, c, d, e, f = state.matrix
        state.matrix = a, b, c, d, x * a + y * c + e, x * b + y * d + f
        state.linematrix = 0, 0

    def do_TD(self, tx: Any, ty: Any) -> None:  # noqa: N802
        """Moves to another line, as far as further ones stand from each other."""
        self.do_Td(tx, ty)
        self.textstate.leading = float(ty)

    def do_re(self, x: Any, y: Any, w: Any, h: Any) -> None:
        """Adds a box to the outline."""
        left, foot = float(x), float(y)
        right, head = left + float(w), foot + float(h)
        self.curpath += [("m", left, foot), ("l", right, foot), ("l", right, head), ("l", left, head), ("h",)]

    def do_TJ(self, seq: Any) -> None:  # noqa: N802
        """Shows strings with steps between them."""
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, seq, self.graphicstate.ncs, self.graphicstate)

    def do_Tj(self, s: Any) -> None:  # noqa: N802
        """Shows a string."""
        if self.textstate.font is not None:
            shown = (_number(s) if isinstance(s, str) else s,)
            self.device.render_string(self.textstate, shown, self.graphicstate.ncs, self.graphicstate)


def _number(token: str) -> float:
    try:
        return float(token) if "." in token else int(token)
    except ValueError as error:
        raise UnusualContentError from error


def _entries(held: Sequence[Any]) -> dict[Any, Any]:
    """The keys and values of a dictionary."""
    if len(held) % 2:
        raise UnusualContentError
    return {literal_name(key): value for key, value in zip(held[::2], held[1::2], strict=True)}


def _hex(token: str) -> bytes:
    if len(token) < 2:
        raise UnusualContentError
    try:
        return bytes.fromhex(token[1:-1])
    except ValueError:
        digits = "".join(token[1:-1].split())
        return bytes.fromhex(digits[:-1]) + bytes((int(digits[-1], 16),))


def _string(token: str) -> bytes:
    if len(token) < 2:
        # Brackets in brackets, or an end that is missing.
        raise UnusualContentError
    held = token[1:-1]
    return (_ESCAPED.sub(_unescaped, held) if "\\" in held else held).encode("latin-1")


def _unescaped(match: re.Match[str]) -> str:
    escaped = match[1]
    if not "0" <= escaped[0] <= "7":
        return _ESCAPES.get(escaped, "")
    number = int(escaped, 8)
    if number > 0xFF:
        raise UnusualContentError
    return chr(number)


def _literal(token: str) -> object:
    name = token[1:].encode("latin-1")
    if b"#" in name:
        name = _NUMBERED.sub(lambda match: bytes((int(match[1], 16),)) if match[1] else b"", name)
    try:
        return LIT(name.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(name)


def _copied(state: _State) -> _State:
    copied = state.__class__.__new__(state.__class__)
    copied.__dict__.update(state.__dict__)
    return copied


def _operators() -> dict[str, tuple[Callable[..., None] | None, int]]:
    """The operators that there are, with the number of their operands; of those that are not seen, only that."""
    found: dict[str, tuple[Callable[..., None] | None, int]] = {}
    for name in dir(PDFPageInterpreter):
        if name.startswith("do_"):
            n_operands = getattr(PDFPageInterpreter, name).__code__.co_argcount - 1
            named = name.removeprefix("do_")
            ending = _WRITTEN.get(named[-2:])
            written = named[:-2] + ending if ending else named
            found[written] = None if written in _NOT_SEEN else getattr(Interpreter, name), n_operands
    return {written: operator for written, operator in found.items() if written not in _INLINE_IMAGE}


_OPERATORS = _operators()
