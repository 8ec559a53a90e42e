"""A document cut into what stands above its questions, its passages and its questions; one is in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from qbank_markdown.comment import commented
from qbank_markdown.furniture import said

CODE = "\0"
"""Put before lines of fenced code, so that none of them is taken for one of the document's own."""
_RIGHT_TO_LEFT = '<div dir="rtl">'
_STARTS = ("`", "~", "#", "<", ">")
"""How lines begin that can mean something here: few do."""
_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")


@dataclass
class Section:
    """The lines of one thing, and the number of its first."""

    kind: Literal["head", "question", "passage", "other"]
    line: int
    title: str = ""
    """What a question's heading says behind its number."""
    lines: list[str] = field(default_factory=list)
    comment: dict[str, Any] = field(default_factory=dict)


@cache
def heading() -> re.Pattern[str]:
    """Return the pattern of a question's heading, in any language."""
    names = "|".join(sorted(map(re.escape, said("question"))))
    return re.compile(rf"##[ \t]+(?:{names})[ \t]+\d+[.:]?(?:[ \t]+[·:–-][ \t]+(?P<title>.*))?[ \t]*")


@cache
def passage() -> re.Pattern[str]:
    """Return the pattern of a passage's first line, in any language."""
    names = "|".join(sorted(map(re.escape, said("passage"))))
    return re.compile(rf"\*\*(?:{names})(?:: (?P<title>.*))?\*\*[ \t]*")


def sections(lines: Iterable[str]) -> Iterator[Section]:
    """Yield the sections of a document, in order."""
    current, fence, own, framed = Section("head", 1), "", False, False
    for number, line in enumerate(lines, 1):
        if CODE in line:
            line = line.replace(CODE, "")
        if fence:
            current.lines.append(CODE + line)
            fence = "" if _closes(line, fence) else fence
            continue
        if not line.startswith(_STARTS):
            current.lines.append(line)
            continue
        opened = _FENCE.fullmatch(line) if line.startswith(("```", "~~~")) else None
        data = commented(line)
        own = own or data is not None
        begun = _begun(line, data, number, guess=not own and not "".join(current.lines[-1:]).strip())
        if opened:
            fence = opened[1] or opened[2]
            current.lines.append(CODE + line)
        elif begun:
            yield current
            current = begun
        elif data is not None and not current.comment:
            current.comment = data
            current.lines.append(_MARKED)
        elif line == _RIGHT_TO_LEFT and current.kind == "head":
            framed = True
        else:
            current.lines.append(line)
    if framed and "".join(current.lines[-1:]) == "</div>":
        current.lines.pop()
    yield current


_MARKED = f"{CODE}{CODE}"
"""In place of the comment: what stands before it is about the section, what follows is its text."""


def around_comment(lines: list[str]) -> tuple[list[str], list[str]] | None:
    """Return the lines before and after the comment of a section; None where it has none."""
    if _MARKED not in lines:
        return None
    at = lines.index(_MARKED)
    return lines[:at], lines[at + 1 :]


def _closes(line: str, fence: str) -> bool:
    stripped = line.strip(" \t")
    return stripped.startswith(fence) and not stripped.strip(fence[0]) and not line.startswith(("    ", "\t"))


def _begun(line: str, data: dict[str, Any] | None, number: int, *, guess: bool) -> Section | None:
    """Return the section that a line begins. Without comments in the document, the look of a passage is enough."""
    if line.startswith("## "):
        found = heading().fullmatch(line)
        return Section("question", number, found["title"] or "") if found else Section("other", number, line[3:])
    if data is not None and "passage" in data:
        return Section("passage", number, comment=data)
    if guess and line.startswith(("> **", ">**")) and passage().fullmatch(line.lstrip("> ")):
        return Section("passage", number, lines=[line])
    return None
