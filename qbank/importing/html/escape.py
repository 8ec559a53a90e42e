"""Plain text → Markdown that shows it as it is, with as few backslashes as a person would type."""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""(?P<slash>\\(?=[!-/:-@\[-`{-~\n]|$))       # before what it would escape
      | (?P<tick>`)
      | (?P<star>\*)
      | (?P<under>_)
      | (?P<bracket>\[(?=\[)|\[(?=[^\]]*\][(\[:]))  # a blank; a link
      | (?P<tag><(?=[A-Za-z/!?]))
      | (?P<entity>&(?=\#?[A-Za-z0-9]+;))
      | (?P<dollar>\$)
      | (?P<tilde>~(?=~)|(?<=~)~)""",
    re.VERBOSE,
)
_LINE = re.compile(
    r"""^(?P<before>[ ]*)(?:
        (?P<mark>\#{1,6}(?=[ \t]|$) | >  | [-+*](?=[ \t]|$) | =+[ \t]*$ | -{2,}[ \t]*$ | (?:-[ \t]*){3,}$ | ~~~
          | \|?[ \t]*:?-+:?[ \t]*(?:\|[ \t|:-]*)$ | \|)
      | (?P<number>\d{1,9})(?=[.)](?:[ \t]|$)))""",
    re.VERBOSE | re.MULTILINE,
)


def escape(text: str, *, block: bool = True) -> str:
    """Return plain text as Markdown. Line breaks stay; with `block` the text begins a paragraph."""
    found = _INLINE.sub(lambda match: _escaped(match, text), text)
    if found.count("\\$") == 1:
        found = found.replace("\\$", "$")
    return lines(found) if block else found


def _escaped(match: re.Match[str], text: str) -> str:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    alone = match["star"] and (not before or before.isspace()) and (not after or after.isspace())
    inside = match["under"] and before.isalnum() and after.isalnum()
    return match[0] if alone or inside else f"\\{match[0]}"


def lines(text: str) -> str:
    """Return Markdown of one paragraph so that none of its lines begins another block."""
    return _LINE.sub(_begun, text)


def _begun(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['before']}{match['number']}\\"
    return f"{match['before']}\\{match['mark']}"
