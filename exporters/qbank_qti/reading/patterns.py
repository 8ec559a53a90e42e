r"""Patterns of accepted texts, as our writer makes them (`items.patterns`), turned back: `^\s*([pP]aris)\s*$`.

A pattern is never run: it comes from strangers. What it accepts is read off it, or it is only equal to itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

MARK = "\x01"
"""Begins a response that stands for "a text that this pattern accepts"; no XML can hold it."""
_AROUND = re.compile(r"\^?(?:\\s\*)?(?P<body>.*?)(?:\\s\*)?\$?", re.DOTALL)
_TOKEN = re.compile(
    r"""\[(?P<pair>[^\W\d_]{2,3})\] | (?P<any>\.\*)
      | \\(?P<special>[\\^$.*+?()\[\]{}|/]) | (?P<plain>[^\\^$.*+?()\[\]{}|/])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is accepted."""

    text: str
    match: str = "exact"
    case_sensitive: bool = True


@lru_cache(maxsize=4096)
def accepted(pattern: str) -> Text:
    """Return the text, the wildcard or the regular expression that a pattern is."""
    around = _AROUND.fullmatch(pattern)
    body = around["body"] if around else pattern
    if body.startswith("(") and body.endswith(")") and _closed(body[1:-1]):
        body = body[1:-1]
    found = _simple(body)
    if found is not None:
        return found
    unfolded = _unfolded(body)
    if unfolded is not None:
        return Text(unfolded, "regex", False)
    return Text(body, "regex", True)


def _closed(inside: str) -> bool:
    """Tell whether no parenthesis in it closes one that was opened before it."""
    depth = 0
    for char in re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", inside):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _pair(letters: str) -> bool:
    return len({one.lower() for one in letters}) == 1


def _simple(body: str) -> Text | None:
    """Return a text or a wildcard, where it is no more than that."""
    parts: list[str | None] = []
    folded = cased = False
    position = 0
    while position < len(body):
        token = _TOKEN.match(body, position)
        if token is None or (token["pair"] and not _pair(token["pair"])):
            return None
        position = token.end()
        letters = token["pair"]
        folded = folded or letters is not None
        one = letters[0] if letters else token["special"] or token["plain"]
        cased = cased or (not letters and one is not None and one.lower() != one.upper())
        parts.append(one)
    if folded and cased:
        return None
    if None in parts:
        text = "".join("*" if one is None else "\\*" if one == "*" else one for one in parts)
        return Text(text, "wildcard", cased)
    return Text("".join(one or "" for one in parts), "exact", cased)


_FOLDED = re.compile(
    r"""\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.) | \[(?P<alone>[^\W\d_]{2,3})\]
      | (?P<range>[^\W\d_]-[^\W\d_])(?P<other>[^\W\d_]-[^\W\d_]) | (?P<pair>[^\W\d_]{2}) | .""",
    re.VERBOSE | re.DOTALL,
)


def _unfolded(body: str) -> str | None:
    """Return a regular expression without the other case of its letters; None where one has no other case."""
    out, found, inside = [], False, False
    position = 0
    while position < len(body):
        token = _FOLDED.match(body, position)
        if token is None:
            return None
        text, position = token[0], token.end()
        if token["alone"] and not inside and _pair(token["alone"]):
            text, found = token["alone"][0], True
        elif token["range"] and inside and token["other"] == token["range"].swapcase():
            text, found = token["range"], True
        elif token["pair"] and inside and _pair(token["pair"]):
            text, found = token["pair"][0], True
        elif not text.startswith("\\"):
            text, position = body[token.start()], token.start() + 1
            if text.lower() != text.upper():
                return None
            inside = text == "[" or (inside and text != "]")
        out.append(text)
    return "".join(out) if found else None


def matches(value: str, pattern: str) -> bool:
    """Tell whether a pattern accepts a text, or what stands for a pattern, as far as that can be read off it."""
    if value.startswith(MARK):
        return value[len(MARK) :] == pattern
    wanted = accepted(pattern)
    given, text = value.strip(), wanted.text.strip()
    if not wanted.case_sensitive:
        given, text = given.lower(), text.lower()
    if wanted.match == "exact":
        return given == text
    if wanted.match == "wildcard" and len(given) < 200 and text.count("*") < 10:
        glob = re.sub(r"[\[?]", r"[\g<0>]", text.replace("\\*", "\x02")).replace("\x02", "[*]")
        return fnmatchcase(given, glob)
    return False
