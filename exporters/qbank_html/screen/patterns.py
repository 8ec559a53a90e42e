"""A regular expression of Python's as one that browsers understand, with the same meaning.

Only what both have, and what can be said in both: anything else is refused, and the page then shows the answer instead
of judging it. Sources: Python's `re`, ECMAScript 2018 with the flag `u`.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<escape>\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[1-9](?![0-9])|[^0-9]))
      | (?P<class>\[\^?\]?(?:[^\]\\]|\\.)*\])
      | (?P<named>\(\?P<[A-Za-z_]\w*>)
      | (?P<back>\(\?P=[A-Za-z_]\w*\))
      | (?P<group>\((?:\?(?::|=|!|<=|<!))?(?!\?))
      | (?P<repeat>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\}|\{,[0-9]+\})\??(?![*+?{]))
      | (?P<plain>[^\\\[(*+?{}\]])
      | (?P<brace>[{}\]])""",
    re.VERBOSE | re.DOTALL,
)
_SETS = {
    "d": r"\p{Nd}", "w": r"\p{L}\p{N}_",
    "s": r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}  # fmt: skip
_CONTROLS = {"n": r"\n", "t": r"\t", "r": r"\r", "f": r"\f", "v": r"\v", "a": r"\x07"}
_SYNTAX = "^$\\.*+?()[]{}|/"


def to_javascript(pattern: str) -> str | None:
    """Return the pattern for `new RegExp(…, "u")`, None where there is no equal one."""
    out, position = [], 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        said = _translated(token) if token else None
        if token is None or said is None:
            return None
        out.append(said)
        position = token.end()
    return "".join(out)


def _translated(token: re.Match[str]) -> str | None:
    text = token.group()
    match token.lastgroup:
        case "escape":
            return _escape(text[1:], inside=False)
        case "class":
            return _class(text)
        case "named":
            return "(?<" + text[4:]
        case "back":
            return rf"\k<{text[4:-1]}>"
        case "repeat":
            return "{0" + text[1:] if text.startswith("{,") else text
        case "brace":
            return "\\" + text
        case "plain":
            return {".": r"[^\n]", "/": r"\/"}.get(text, text)
    return text


def _escape(name: str, *, inside: bool) -> str | None:
    if name[0] in "xu" and len(name) > 1:
        return "\\" + name
    if name.isdecimal():
        return None if inside else "\\" + name
    if name in _SETS:
        return _SETS[name] if inside else f"[{_SETS[name]}]"
    if name.lower() in _SETS:
        return None if inside else f"[^{_SETS[name.lower()]}]"
    if name in _CONTROLS:
        return _CONTROLS[name]
    if name in "AZ" and not inside:
        return {"A": "^", "Z": "$"}[name]
    if name.isascii() and name.isalnum():
        return None  # \b and \B too: Python's know letters of every script, JavaScript's only ASCII
    return "\\" + name if name in _SYNTAX or (inside and name == "-") else name


def _class(text: str) -> str | None:
    start = 2 if text.startswith("[^") else 1
    out, body, position = text[:start], text[start:-1], 0
    while position < len(body):
        size = 1
        if body[position] == "\\":
            found = re.match(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", body[position:], re.DOTALL)
            said = _escape(found[1], inside=True) if found else None
            size = found.end() if found else 1
        elif body[position] in "[]^$.*+?(){}|/&~-":
            said = body[position] if _is_range(body, position) else "\\" + body[position]
        else:
            said = body[position]
        if said is None:
            return None
        out += said
        position += size
    return out + "]"


def _is_range(body: str, position: int) -> bool:
    return body[position] == "-" and 0 < position < len(body) - 1
