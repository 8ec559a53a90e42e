"""Plain text → Markdown that shows it as it is, with as few backslashes as a person would type."""

from __future__ import annotations

import re

from qbank.model.types import CONTROL

_SPECIAL = re.compile(r"[\\`*_\[\]<&$~!]")
_INLINE = re.compile(
    r"""(?P<slash>\\(?=[!-/:-@\[-`{-~\n]|\Z))    # before what it would escape
      | (?P<tick>`)
      | (?P<star>\*)
      | (?P<under>_)
      | (?P<double>\[(?=\[))                      # what would be a blank
      | (?P<open>\[)
      | (?P<close>\])
      | (?P<tag><(?=[A-Za-z/!?]))
      | (?P<entity>&(?=\#?[A-Za-z0-9]+;))
      | (?P<dollar>\$)
      | (?P<tilde>~(?=~)|(?<=~)~)""",
    re.VERBOSE,
)
_DOLLARS = re.compile(r"\$\$|(?<![0-9])\$(?=\S)[^$]*(?<=\S)\$(?![0-9])")
_LINKS = re.compile(r"\][(\[:]")
_FIRST = re.compile(r"(?:#{1,6}|[-+*])(?=[ \t]|\Z)|>|(?:[-*_][ \t]*){3,}\Z|~~~")
_LATER = re.compile(rf"{_FIRST.pattern}|=+[ \t]*\Z|-+[ \t]*\Z")
"""A line below another one may also make a heading of it."""
_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:[ \t]|\Z))")
_COLUMNS = re.compile(r"[-:|][-:| \t]*")
_EDGES = re.compile(r"\A[^\S \t\n]|[^\S \t\n]\Z")


def escape(text: str, *, block: bool = True) -> str:
    """Return plain text as Markdown. Line breaks stay; with `block` the text begins a paragraph."""
    text = CONTROL.sub("", text)
    if block:
        text = "\n".join(line.strip(" \t") for line in text.split("\n")).strip("\n")
    found = words(text)
    return lines(found) if block else found


def words(text: str, *, before: str = "", after: str = "", dollars: bool = False, brackets: bool = False) -> str:
    """Return plain text as Markdown inside of a paragraph.

    `before` and `after` are the characters of Markdown beside it. With `dollars` a formula stands in the same
    paragraph, with `brackets` the text stands between brackets.
    """
    if _SPECIAL.search(text) is None:
        return text
    links = brackets or _LINKS.search(text + after) is not None
    dollars = dollars or _DOLLARS.search(text) is not None
    around = before or "\n", after or "\n"

    def escaped(match: re.Match[str]) -> str:
        start, end = match.span()
        left = text[start - 1] if start else around[0]
        right = text[end] if end < len(text) else around[1]
        if match["dollar"]:
            bare = not dollars
        elif match["open"]:
            bare = not links and not (end == len(text) and after == "[")
        elif match["close"]:
            bare = not brackets
        elif match["star"]:
            bare = left.isspace() and right.isspace()
        elif match["under"]:
            bare = (left.isspace() and right.isspace()) or (left.isalnum() and right.isalnum())
        else:
            bare = match["slash"] is not None and end == len(text) and not after
        return match[0] if bare else f"\\{match[0]}"

    found = re.sub(r"(?<![^\s_])_{2,}(?![^\s_])", lambda run: "\x00" * len(run[0]), text)
    found = _INLINE.sub(escaped, found).replace("\x00", "_")
    if after == "[" and found.endswith("!"):
        found = f"{found[:-1]}\\!"
    if (after == "~" and found.endswith("~")) or (before == "~" and found.startswith("~")):
        found = found.replace("~", "\\~")
    return found


def lines(text: str) -> str:
    """Return Markdown of one paragraph so that none of its lines begins another block."""
    found: list[str] = []
    for line in text.split("\n"):
        found.append(_begun(line, found[-1] if found else None))
    return "\n".join(found)


def _begun(line: str, above: str | None) -> str:
    """Return a line that is read as words, below another one or (`None`) at the beginning of a paragraph."""
    if _EDGES.search(line):
        line = _EDGES.sub(lambda match: "&nbsp;" if match[0] == "\xa0" else f"&#{ord(match[0])};", line)
    number = _NUMBER.match(line)
    if number and (above is None or int(number[1]) == 1):
        return f"{number[1]}\\{line[number.end() :]}"
    columns = above is not None and "|" in above and _COLUMNS.fullmatch(line)
    return f"\\{line}" if columns or (_FIRST if above is None else _LATER).match(line) else line
