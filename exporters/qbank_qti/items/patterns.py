r"""Accepted texts as patterns (recipe R6): anchored, with spaces allowed at both ends, without flags.

PCRE, JavaScript with `u` and XML Schema read it alike, but for `^` and `$`, which an engine that is strict about XML
Schema takes for characters. Without anchors another player would be content with a part of the text.
"""

from __future__ import annotations

import re
import unicodedata

from qbank.api import AcceptedText

_SYNTAX = frozenset("\\^$.*+?()[]{}|/")
_UNPORTABLE = re.compile(r"\(\?(?!:)|\\[1-9bBAZ]|[*+?}][?+]")


def normal(text: str) -> str:
    """Return text as it is compared, but for its case."""
    return unicodedata.normalize("NFC", text).strip()


def portable(regex: str) -> bool:
    """Return whether every engine can be expected to read a regular expression alike."""
    return not _UNPORTABLE.search(regex)


def pattern(accepted: AcceptedText, match: str, sensitive: bool) -> str:
    """Return the pattern of an accepted text."""
    if match == "regex":
        body = _regex(accepted.text, sensitive)
    elif match == "wildcard":
        parts = re.split(r"(\\\*|\*)", normal(accepted.text))
        body = "".join({"*": ".*", "\\*": "\\*"}.get(part) or _literal(part, sensitive) for part in parts)
    else:
        body = _literal(normal(accepted.text), sensitive)
    return rf"^\s*({body})\s*$"


def _literal(text: str, sensitive: bool) -> str:
    return "".join(_letter(char, sensitive) for char in text)


def _letter(char: str, sensitive: bool) -> str:
    others = set() if sensitive else _cases(char) - {char}
    if others:
        return f"[{char}{''.join(sorted(others))}]"  # as it was typed first, for who reads it back
    return f"\\{char}" if char in _SYNTAX else char


def _cases(char: str) -> set[str]:
    other = {char.lower(), char.upper(), char.title()}
    return {char} | {one for one in other if len(one) == 1 and one.lower() == char.lower()}


def _regex(regex: str, sensitive: bool) -> str:
    """Return a regular expression with both cases of each letter spelt out, and groups that nothing refers to plain."""
    if portable(regex):
        regex = regex.replace("(?:", "(")
    if sensitive:
        return regex
    out, inside, position = "", False, 0
    while position < len(regex):
        char = regex[position]
        if char == "\\":
            found = re.match(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", regex[position:], re.DOTALL)
            char = found[0] if found else char
            out += char
        elif inside and (bounds := re.match(r"([a-z])-([a-z])|([A-Z])-([A-Z])", regex[position:])):
            char = bounds[0]
            out += char + char.swapcase()
        elif char.isalpha():
            cases = char + "".join(sorted(_cases(char) - {char}))
            out += cases if inside or len(cases) == 1 else f"[{cases}]"
        else:
            inside = char == "[" or (inside and char != "]")
            out += char
        position += len(char)
    return out
