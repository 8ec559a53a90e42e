"""The lines of what there is to know: of a bank (authors, license, tags), of a question (points, difficulty, tags)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qbank_markdown.furniture import bloom, one_of, said

_PIECE = re.compile(r"\\.|`+|(?P<between> · )")
_TICKS = re.compile(r"`+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST = 10_000
"""Characters of such a line."""


@dataclass
class Facts:
    """What a line says."""

    words: list[str] = field(default_factory=list)
    """What is no code, as it stands."""
    tags: list[str] = field(default_factory=list)
    """What is code, without its backticks."""


def unescaped(text: str) -> str:
    """Return what a text shows that `layout.escaped` wrote."""
    return _ESCAPED.sub(r"\1", text)


def facts(line: str) -> Facts:
    """Return the pieces of a line."""
    line = line[:_LONGEST].strip().removeprefix("\u200f")
    found, start, at, ends = Facts(), 0, 0, _ends_of_code(line)
    while True:
        piece = _PIECE.search(line, at)
        if piece and not piece["between"]:
            at = ends.get(piece.start(), piece.end())
            continue
        stop = piece.start() if piece else len(line)
        text = line[start:stop]
        if ends.get(start) == stop:
            ticks = len(text) - len(text.lstrip("`"))
            found.tags.append(uncoded(text[ticks:-ticks]))
        elif text.strip():
            found.words.append(text.strip())
        if piece is None:
            return found
        start = at = piece.end()


def _ends_of_code(line: str) -> dict[int, int]:
    """Return where code that begins at a place ends: with the next run of as many backticks."""
    found: dict[int, int] = {}
    following: dict[int, int] = {}
    for run in reversed([*_TICKS.finditer(line)]):
        length = len(run[0])
        if length in following:
            found[run.start()] = following[length]
        following[length] = run.end()
    return found


def uncoded(code: str) -> str:
    """Return what code in a line shows."""
    return code[1:-1] if len(code) > 2 and code[0] == code[-1] == " " and code.strip() else code


def of_question(line: str, shared: list[str], passages: Mapping[str, str]) -> dict[str, Any]:
    """Return points, difficulty, level, tags, and the passage by its title where there is one of that title."""
    said_, data = facts(line), dict[str, Any]()
    for word in said_.words:
        number, _, unit = word.partition(" ")
        before, _, title = word.partition(": ")
        if unit in one_of("point", "points"):
            data["points"] = number
        elif word in one_of("easy", "medium", "hard"):
            data["difficulty"] = one_of("easy", "medium", "hard")[word]
        elif bloom(word):
            data["bloom"] = bloom(word)
        elif before in said("passage") and unescaped(title) in passages:
            data["stimulus"] = passages[unescaped(title)]
    if tags := [one for one in said_.tags if one not in shared]:
        data["tags"] = tags
    return data


def looks_like_facts(line: str) -> bool:
    """Return whether a line is one of a question's facts, without a comment that says so: it has points."""
    return any(word.partition(" ")[2] in one_of("point", "points") for word in facts(line).words)


def of_bank(line: str, comment: Mapping[str, Any]) -> dict[str, Any]:
    """Return authors, license and tags. Where the line says what the comment says, that tells where each ends."""
    found = facts(line)
    words = [unescaped(word) for word in found.words if word.partition(": ")[0] not in said("total")]
    authors = [one for one in comment.get("authors") or () if isinstance(one, str)]
    license_ = str(comment.get("license") or "")
    data: dict[str, Any] = {"tags": found.tags}
    known = " · ".join(filter(None, (", ".join(authors), license_)))
    if words and " · ".join(words).split() == known.split():
        data |= {"authors": authors, "license": license_}
    elif words:
        data |= {"authors": words[0].split(", "), "license": " · ".join(words[1:])}
    return {name: one for name, one in data.items() if one}
