"""Code in colour, by Pygments' classes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qbank.content.escape import escape
from qbank.content.markers import MARKER

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MAX_LENGTH = 20_000
"""Longer code is shown without colour: some lexers take quadratic time."""


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    # Pygments is imported late: most banks have no code, and it takes as long as everything else here.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1024)
def highlight(code: str, language: str) -> str:
    """Return the code, escaped, with `<span class>` around its tokens; without any if the language is not known.

    A marker in it stays whole: to the lexer it is the letter `x`, which nothing can split.
    """
    markers = list(MARKER.finditer(code))
    bare = MARKER.sub("x", code)
    lexer = _lexer(language) if language and len(code) <= MAX_LENGTH else None
    # Lexers want a line break at the end, where they give us one that isn't ours.
    tokens = _tokens(lexer, f"{bare}\n") if lexer else []
    if tokens and tokens[-1][1].endswith("\n"):
        tokens[-1] = (tokens[-1][0], tokens[-1][1][:-1])
    if "".join(text for _, text in tokens) != bare or not tokens:
        return escape(code)
    places: dict[int, str] = {}
    shift = 0
    for match in markers:
        places[match.start() - shift] = match[0]
        shift += len(match[0]) - 1
    out: list[str] = []
    position = 0
    for name, text in tokens:
        shown = "".join(places.get(position + i, character) for i, character in enumerate(text)) if places else text
        out.append(f'<span class="{name}">{escape(shown)}</span>' if name and text.strip() else escape(shown))
        position += len(text)
    return "".join(out)


def _tokens(lexer: Lexer, code: str) -> list[tuple[str, str]]:
    """Return the class and the text of each token, neighbours of one class joined."""
    from pygments.token import STANDARD_TYPES

    tokens: list[tuple[str, str]] = []
    try:
        for kind, text in lexer.get_tokens(code):
            while kind not in STANDARD_TYPES and kind.parent:
                kind = kind.parent
            name = STANDARD_TYPES.get(kind, "")
            name = "" if name == "err" else name  # a snippet or a blank may well be no valid code
            if tokens and tokens[-1][0] == name:
                tokens[-1] = (name, tokens[-1][1] + text)
            else:
                tokens.append((name, text))
    except Exception:  # a lexer that fails must not stop a build: the code is shown without colour
        return []
    return tokens


def highlight_css() -> tuple[str, str]:
    """Return the CSS for light and for dark pages, each rule scoped to `.highlight`, without a background.

    The colours have a contrast of at least 4.5 to 1 on white and on `#f6f8fa`, on black and on `#1e1e1e` (a test).
    """
    return _rules(_LIGHT), _rules(_DARK)


# The classes that share a colour: comments, keywords, strings, numbers, names, what was deleted and inserted.
_GROUPS = {
    "comment": ("c", "ch", "cm", "cp", "cpf", "c1", "cs", "gh", "gu", "gp"),
    "keyword": ("k", "kc", "kd", "kn", "kp", "kr", "kt", "ow", "nt", "gs"),
    "string": ("s", "sa", "sb", "sc", "dl", "sd", "s2", "se", "sh", "si", "sx", "sr", "s1", "ss", "gi"),
    "number": ("m", "mb", "mf", "mh", "mi", "mo", "il", "no", "bp", "gd"),
    "name": ("nb", "nc", "nf", "fm", "nd", "ne", "nn", "na", "nl", "nv", "vc", "vg", "vi", "vm"),
}
_LIGHT = {"comment": "#5c6370", "keyword": "#8b1a8b", "string": "#0b6125", "number": "#a3390b", "name": "#0b4fa8"}
_DARK = {"comment": "#a0a8b4", "keyword": "#e39cf0", "string": "#9fd89a", "number": "#f2b482", "name": "#8fc1ff"}


def _rules(colours: dict[str, str]) -> str:
    lines = []
    for group, names in _GROUPS.items():
        selector = ",".join(f".{name}" for name in names)
        italic = ";font-style:italic" if group == "comment" else ""
        lines.append(f".highlight :is({selector}){{color:{colours[group]}{italic}}}")
    return "\n".join(lines)
