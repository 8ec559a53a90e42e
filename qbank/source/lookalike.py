"""Characters that look like the ones that YAML needs: they come with text copied from pages and word processors."""

from __future__ import annotations

import re
import unicodedata

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings, shortened

_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_ODD = re.compile(rf"[{_SPACE}\uff1a]")
_HEAD = re.compile(rf"[ {_SPACE}]*(?:-[ {_SPACE}]+)*(?:[a-z_]+[:\uff1a][ {_SPACE}]*)?")
"""What stands before the text of a line: spaces, dashes and the name of a field."""


def lookalike(draft: Draft, findings: Findings, line: int) -> Mend | None:
    """Return the finding for the first such character before a line's text, and the edit that replaces them all."""
    text = draft.lines[line]
    head = _HEAD.match(text)
    odd = _ODD.search(text, 0, head.end()) if head else None
    if head is None or odd is None:
        return None
    fixed = _plain(head[0])
    if fixed.endswith(":") and head.end() < len(text):
        fixed += " "
    character = odd[0]
    name = unicodedata.name(character).lower()
    what = "colon" if character == "\uff1a" else "space"
    message = f"YAML doesn't take the {name} (U+{ord(character):04X}) here for a {what}."
    hint = shortened((fixed + text[head.end() :]).translate(draft.unmask).strip())
    at = findings.span((line, odd.start()))
    edit = draft.replaced(line, fixed + text[head.end() :], head.end(), len(fixed) - head.end())
    return Mend(Diagnostic("lookalike-character", message, at, hint=hint), (edit,))


def _plain(text: str) -> str:
    return "".join(":" if char == "\uff1a" else " " if _ODD.match(char) else char for char in text)
