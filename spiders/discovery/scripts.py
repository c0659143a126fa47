"""Just enough reading of a page's scripts to see where they lead: constants, concatenations and calls, nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_TERM = rf"(?:{_STRING}|[\w$.\[\]]+(?:\([\w$.'\"\[\]]*\))?)"
_EXPRESSION = rf"{_TERM}(?:\s*\+\s*{_TERM})*"
_GOES = re.compile(
    rf"(?:(?:window|self|top|parent|document)\.)*(?:location(?:\.href)?\s*=(?!=)\s*|location\.(?:replace|assign)\s*\(\s*"
    rf"|(?:window\.)?open\s*\(\s*)(?P<target>{_EXPRESSION})"
)
_CALL = re.compile(rf"(?:^|[;\s:])(?P<name>[\w$.]+)\s*\((?P<arguments>(?:{_STRING}|[^()])*)\)")
_VARIABLE = re.compile(rf"(?:\b(?:var|let|const)\s+|[;{{,\n]\s*)([\w$]+)\s*[=]\s*({_STRING}|\d+)\s*(?=[;,\n}}]|$)")
_ASSIGNED = re.compile(rf"\b(?:var|let|const)\s+([\w$]+)\s*=\s*({_EXPRESSION})")
_MEMBER = re.compile(rf"['\"]?([\w$-]+)['\"]?\s*:\s*({_EXPRESSION})")
_PAIR = re.compile(rf"['\"]?(\w+)['\"]?\s*:\s*({_STRING})")
_NEIGHBOURS = re.compile(rf"({_STRING})\s*,\s*({_STRING})")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ADDRESS_LIKE = re.compile(
    r"^(?:https?://|\.{0,2}/)\S+$|^[\w./%?=&-]+\.(?:s?html?|jsp|aspx?|php|pdf|docx?|wps|xlsx?|zip|rar)\b"
)
_MARKUP = re.compile(r"<(?:a|li|tr|area)\s[^>]*>.*?</(?:a|li|tr)>", re.IGNORECASE | re.DOTALL)
_BODY_LENGTH = 1500


def strip_comments(code: str) -> str:
    """Code without comments; `//` inside an address is none."""
    code = re.sub(r"/\*.*?\*/", " ", code, flags=re.DOTALL)
    return re.sub(r"(?m)(?<![:\"'\w/\\])//(?![\w-]+\.)[^\n]*$", " ", code)


def literal(text: str) -> str:
    """The text of a string literal."""
    body = text[1:-1]
    body = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), body)
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "r": "\r"}.get(match[1], match[1]), body)


def variables(code: str) -> dict[str, str]:
    """Names that are given a constant."""
    return {name: value if value.isdigit() else literal(value) for name, value in _VARIABLE.findall(code)}


def evaluate(expression: str, known: Mapping[str, str]) -> str | None:
    """The text that a concatenation of constants and known names gives, or None."""
    result = []
    for match in re.finditer(_TERM, expression):
        term = match[0]
        wrapped = re.fullmatch(r"(?:encodeURI(?:Component)?|escape|String|Number|parseInt|\$\.trim)\((.*)\)", term)
        term = wrapped[1] if wrapped else term
        if term[:1] in "'\"" and len(term) > 1:
            result.append(literal(term))
        elif term.isdigit():
            result.append(term)
        elif term in known:
            result.append(known[term])
        else:
            return None
    return "".join(result)


def destinations(code: str, known: Mapping[str, str]) -> Iterator[str]:
    """Addresses that the code goes to or opens."""
    for match in _GOES.finditer(code):
        target = evaluate(match["target"], known)
        if target and target not in ("_blank", "_self"):
            yield target


def called(code: str, scripts: str) -> str | None:
    """The address that a click on `code` leads to, by the functions that the page's scripts define; or None."""
    known = variables(scripts)
    for target in destinations(code, known):
        return target
    for match in _CALL.finditer(code.removeprefix("javascript:")):
        arguments = [argument.strip() for argument in split(match["arguments"])]
        values = [evaluate(argument, known) if argument else None for argument in arguments]
        body = function(match["name"].rpartition(".")[2], scripts)
        if body:
            names, text = body
            given = {name: value for name, value in zip(names, values, strict=False) if value is not None}
            for target in destinations(text, _assigned(text, {**known, **given})):
                return target
        for value in values:
            if value and _ADDRESS_LIKE.match(value):
                return value
    texts = (literal(text) for text in re.findall(_STRING, code))
    return next((text for text in texts if _ADDRESS_LIKE.match(text)), None)


def _assigned(code: str, known: Mapping[str, str]) -> dict[str, str]:
    """Known names, and those that the code gives a value made of them, in its order."""
    result = dict(known)
    for name, expression in _ASSIGNED.findall(code):
        value = evaluate(expression, result)
        if value is not None:
            result[name] = value
    return result


def function(name: str, scripts: str) -> tuple[list[str], str] | None:
    """Parameters and body of a function that the scripts define."""
    pattern = rf"(?:function\s+{re.escape(name)}\s*|\b{re.escape(name)}\s*[=:]\s*function\s*)\(([^)]*)\)\s*\{{"
    match = re.search(pattern, scripts)
    if match is None:
        return None
    return [part.strip() for part in match[1].split(",")], balanced(scripts, match.end() - 1)[:_BODY_LENGTH]


def balanced(text: str, start: int) -> str:
    """The text from an opening bracket to its partner, both included; to the end if it has none."""
    closing = {"(": ")", "[": "]", "{": "}"}
    stack: list[str] = []
    position = start
    while position < len(text):
        character = text[position]
        if character in "'\"":
            string = re.compile(_STRING).match(text, position)
            position = string.end() if string else position + 1
            continue
        if character in closing:
            stack.append(closing[character])
        elif stack and character == stack[-1]:
            stack.pop()
            if not stack:
                return text[start : position + 1]
        position += 1
    return text[start:]


def members(text: str, known: Mapping[str, str]) -> dict[str, str | None]:
    """The members of an object literal whose values are constants or known names; unknown values are None."""
    return {name: evaluate(value, known) for name, value in _MEMBER.findall(text)}


def menu(code: str) -> Iterator[tuple[str, str]]:
    """Names with addresses: in objects (`{name: "年报", url: "/nb/"}`), and in calls (`add(2, 0, "年报", "/nb/")`)."""
    for block in re.findall(r"\{[^{}]{5,400}\}", code):
        pairs = {name.lower(): literal(value) for name, value in _PAIR.findall(block)}
        name = next((pairs[key] for key in ("name", "title", "text", "label") if pairs.get(key)), "")
        url = next((pairs[key] for key in ("url", "href", "link", "path") if pairs.get(key)), "")
        if name and url:
            yield name, url
    for first, second in _NEIGHBOURS.findall(code):
        if _HAN.search(first) and _ADDRESS_LIKE.match(literal(second)):
            yield literal(first), literal(second)


def markup(code: str) -> str:
    """The pieces of HTML that the code's strings hold, joined; not those that it puts together from parts."""
    whole = (piece for piece in _MARKUP.findall(code) if not re.search(r"['\"]\s*\+|\+\s*['\"]", piece))
    return "".join(piece.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'") for piece in whole)


def split(text: str) -> list[str]:
    """Splits a call's arguments at commas outside of strings."""
    parts, position = [""], 0
    for match in re.finditer(rf"{_STRING}|,|[^,'\"]+|['\"]", text):
        if match[0] == ",":
            parts.append("")
        else:
            parts[-1] += match[0]
        position = match.end()
    return parts if position else []
