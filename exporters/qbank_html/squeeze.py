"""Style sheets and scripts without the white space and the comments that nothing needs.

They stay what was written, name for name. Strings, templates and patterns are left alone; so are `+`, `-` and `/`, of
which two in a row are something else.
"""

from __future__ import annotations

import re

_CSS = re.compile(r";? *([{}]) *|([;,]) +|(:) (?=\S)")
"""White space that means nothing in our style sheets (none of their strings holds any of these)."""
_JS = re.compile(
    r"""(?P<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)
      | (?P<pattern>(?<=[(,=:\[!&|?{};\s])/(?![*/\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*)
      | \s*(?P<sign>[{}()\[\],;:?=<>!&|*%]+)(?P<after>\s*)""",
    re.VERBOSE,
)
_COMMENT = re.compile(r"^\s*//.*\n?", re.MULTILINE)


def css(text: str) -> str:
    """Return a style sheet, a rule a line."""
    lines = (_CSS.sub(_tight, line.strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _tight(match: re.Match[str]) -> str:
    return str(match[1] or match[2] or match[3])


def js(text: str) -> str:
    """Return a script; a line break stays where it may end a statement."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return _JS.sub(_joined, "\n".join(line for line in lines if line)) + "\n"


def _joined(match: re.Match[str]) -> str:
    sign = match["sign"]
    if sign is None:
        return match[0]
    return sign + ("\n" if sign[-1] in ")}]" and "\n" in match["after"] else "")
