"""Characters that look like the ones that YAML needs: they come with text copied from pages and word processors."""

from __future__ import annotations

import re
import unicodedata

from qbank.diagnostics import Diagnostic
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings, shortened
from qbank.source.typed import indentation

_SPACE = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_ODD = re.compile(rf"[{_SPACE}\uff1a]")
_HEAD = re.compile(rf"[ {_SPACE}]*(?:-[ {_SPACE}]+)*(?:[a-z_]+[:\uff1a][ {_SPACE}]*)?")
"""What stands before the text of a line: spaces, dashes and the name of a field."""

_BULLET = re.compile(r"[ ]*([•‣▪●◦·–—*+])(?=[ \u00a0])")


def bullets(draft: Draft, findings: Findings, line: int) -> Mend | None:
    """Return the finding for a list's item that begins with another bullet than a dash, and the edits for all below."""
    match = _BULLET.match(draft.lines[line])
    above = next((draft.lines[at] for at in range(line - 1, -1, -1) if draft.lines[at].strip()), "")
    listed = above.lstrip().startswith("- ") and indentation(above) == indentation(draft.lines[line])
    if match is None or not (listed or above.rstrip().endswith(":")):
        return None
    start, bullet = match.span(1)[0], match[1]
    edits = []
    for at in range(line, len(draft.lines)):
        text = draft.lines[at]
        if text[: start + 1] == match[0]:
            edits.append(draft.replaced(at, f"{text[:start]}-{text[start + 1 :]}"))
        elif text.strip() and indentation(text) <= start:
            break
    name = unicodedata.name(bullet).lower()
    message = f"YAML doesn't take the {name} (U+{ord(bullet):04X}) here for a dash."
    hint = shortened(edits[0].text.translate(draft.unmask).strip())
    at_bullet = findings.span((line, start), (line, start + 1))
    return Mend(Diagnostic("lookalike-character", message, at_bullet, hint=hint), tuple(edits))


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
