"""How the script compares a typed text with an accepted answer."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Literal

from qbank.api import AcceptedText
from qbank_anki.parts import escape, plain

_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
Match = Literal["exact", "wildcard", "regex"]


def comparison(accepted: AcceptedText, match: Match, case_sensitive: bool) -> dict[str, Any]:
    """Return what the script needs: `is` (the folded text) or `like` (a JavaScript pattern), and `exact` for case.

    `own` marks a pattern that folds case itself: a wildcard's text is folded here, a regular expression's can't be.
    """
    match = accepted.match or match
    exact = case_sensitive if accepted.case_sensitive is None else accepted.case_sensitive
    if match == "regex":
        return {"like": _as_javascript(accepted.text), "exact": exact, "own": True}
    text = unicodedata.normalize("NFC", accepted.text).strip()
    text = text if exact else text.lower()
    return {"like": _wildcard(text), "exact": exact} if match == "wildcard" else {"is": text, "exact": exact}


def shown(accepted: AcceptedText, match: Match) -> str:
    """Return an accepted answer as HTML; a pattern looks like one."""
    pattern = match == "regex" or (match == "wildcard" and "*" in accepted.text)
    return f"<code>{escape(accepted.text)}</code>" if pattern else plain(accepted.text)


def _wildcard(text: str) -> str:
    parts = re.split(r"(\\\*|\*)", text)
    meaning = {"*": r"[\s\S]*", r"\*": r"\*"}
    return "".join(meaning.get(part) or _SPECIAL.sub(r"\\\g<0>", part) for part in parts)


def _as_javascript(pattern: str) -> str:
    """Return a regular expression of Python's as one of JavaScript's, as far as they differ in spelling."""
    return re.sub(r"\(\?P<(\w+)>", r"(?<\1>", re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", pattern))
