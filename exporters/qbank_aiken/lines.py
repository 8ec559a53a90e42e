r"""Text into Aiken's lines, so that nothing in it is read as a label. The counterpart of Moodle's reader.

Moodle trims each line, skips those of fewer than two bytes, and takes `A.` or `A)` at the beginning for a choice, a
space after it or not, and `ANSWER:` for the end. Nothing can be escaped, so a stem that begins like that has a word
joiner before it, which nobody sees. Text is stored as HTML after `&`, `<` and `>` were escaped, in choices twice.
Formulas are TeX in `\(…\)`, which Moodle's filter shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qbank.api import Context

JOINER = "\u2060"
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""What some reader takes for the end of a line, and what stands beside it; a space that doesn't break stays."""
_LABEL = re.compile(r"[A-Z][.)]|answer\s*:", re.IGNORECASE)
_FORMULA = re.compile(r"(\x02[^\x02\x03]*\x03)")
_DELIMITER = re.compile(r"\\(?=[(\[])")
_SHORTEST = 2


def stem(text: str, context: Context) -> str:
    """Return Markdown as a stem: one line that begins like no choice and no answer, and is long enough."""
    return guarded(one_line(text, context, _tex))


def choice(text: str, context: Context) -> str:
    """Return Markdown as the text of a choice."""
    return one_line(text, context, _tex_without_angles)


def guarded(line: str) -> str:
    """Return a line that is read as a stem."""
    return JOINER + line if _LABEL.match(line) or len(line.encode()) < _SHORTEST else line


def one_line(text: str, context: Context, math: Callable[[str], str]) -> str:
    """Return Markdown as plain text on one line; as typed where it shows no words."""
    made = context.plain(text, lambda tex, _: f"\x02{math(tex)}\x03")
    parts = _FORMULA.split(_SPACES.sub(" ", made).strip(" "))
    parts = [part if index % 2 else _DELIMITER.sub(rf"\\{JOINER}", part) for index, part in enumerate(parts)]
    return "".join(parts).replace("\x02", r"\(").replace("\x03", r"\)") or _SPACES.sub(" ", text).strip(" ")


def is_changed(text: str, context: Context) -> bool:
    """Return whether plain text on one line isn't all of a Markdown text."""
    return context.plain(text) != text.strip(" ") or _SPACES.sub(" ", text) != text


def shown_otherwise(line: str) -> bool:
    """Return whether Moodle shows a choice's line with entities: it escapes what HTML reads, and does so twice."""
    return re.search("[&<>]", line) is not None


def _tex(tex: str) -> str:
    return tex


def _tex_without_angles(tex: str) -> str:
    return tex.replace("<", r"\lt ").replace(">", r"\gt ")
