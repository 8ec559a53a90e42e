"""Cloze deletions: `{{c1::answer::hint}}`, also inside of each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\{c\d{1,3}(?:,\d{1,3})*::|\}\}")
MAX = 500
"""Deletions of a note."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """What is asked for, as HTML, and its hint."""

    answer: str
    hint: str


def deletions(html: str) -> tuple[list[str], list[Deletion]]:
    """Return the text between the deletions, and these; the inner ones are part of the outer ones."""
    pieces, found = [""], list[Deletion]()
    depth, end, inside = 0, 0, ""
    for token in _TOKEN.finditer(html):
        text, end = html[end : token.start()], token.end()
        if token[0] != "}}":
            if depth == 0:
                pieces[-1] += text
                inside = ""
            else:
                inside += text
            depth += 1
        elif depth == 0:
            pieces[-1] += text + token[0]
        else:
            inside += text.partition("::")[0] if depth > 1 else text
            depth -= 1
            if depth == 0 and len(found) < MAX:
                answer, _, hint = inside.partition("::")
                found.append(Deletion(answer, hint))
                pieces.append("")
    pieces[-1] += html[end:] if depth == 0 else inside + html[end:]
    return pieces, found
