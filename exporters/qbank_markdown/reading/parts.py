"""A question's lines taken apart: facts, prompt, what may be chosen, hints, and the key by its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qbank_markdown.furniture import label, one_of, said, told
from qbank_markdown.reading.facts import looks_like_facts
from qbank_markdown.reading.lists import Item, is_letter, labelled, listed
from qbank_markdown.reading.sections import Section, around_comment

_SUMMARY = re.compile(r"<summary>(.*?)</summary>[ \t]*")
_GAP = re.compile(r"(?:\\_\\_\\_\\_|____) \(1\)")
_TRUTH = re.compile(r"\*\*([^*\n]+):\*\*[ \t]*(.*)")


@dataclass
class Parts:
    """A question as it stands in the document."""

    comment: dict[str, Any]
    facts: str = ""
    prompt: list[str] = field(default_factory=list)
    kind: str = ""
    """What learners are told to do says it."""
    told: str = ""
    behind: str = ""
    """What stands in brackets behind it."""
    listed: list[Item | str] = field(default_factory=list)
    template: list[str] = field(default_factory=list)
    """Lines of a quotation below it."""
    hints: list[tuple[str, str]] = field(default_factory=list)
    """What each is called, and its text."""
    key: list[tuple[str, list[str]]] | None = None
    """What each heading of the key is for, and the lines below it; None where there is no key."""
    left: str = ""
    """What stands where nothing of ours does."""

    @property
    def identity(self) -> str:
        """The question's id, by which orders were drawn; empty where no comment says it."""
        name = self.comment.get("id")
        return name if isinstance(name, str) else ""

    @property
    def shuffle(self) -> bool:
        """Whether what is listed was put into a drawn order."""
        return self.comment.get("shuffle") is not False

    @property
    def choices(self) -> dict[str, Any]:
        """What a comment says of choices, by their letters."""
        found = self.comment.get("choices")
        return found if isinstance(found, dict) else {}

    def under(self, *names: str) -> list[str]:
        """Return the lines of the key below the first heading of a name."""
        return next((lines for name, lines in self.key or () if name in names), [])


@dataclass
class Own:
    """A kind's own fields, as they are typed."""

    data: dict[str, Any]
    draft: str = ""
    """Why it is one; empty where it is none."""
    notes: list[str] = field(default_factory=list)


def parts(section: Section, key: Sequence[str] | None = None) -> Parts:
    """Return the parts of a question's section; `key` are the lines of its key where that is in another file."""
    found = Parts(section.comment)
    split = around_comment(section.lines)
    if split:
        found.facts, body = " ".join(split[0]).strip(), split[1]
    else:
        found.facts, body = _facts(section.lines)
    asked, folded, after = _unfold(body)
    found.left = " ".join(" ".join(after).split())
    for summary, lines in folded:
        name, _, number = summary.partition(" ")
        if summary in said("show_answer") and found.key is None:
            found.key = by_heading(lines)
        elif name in said("hint"):
            found.hints.append((number, "\n".join(lines)))
        else:
            found.left += f" {summary}"
    if found.key is None and key is not None:
        found.key = by_heading(key)
    _ask(found, asked)
    return found


def by_heading(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return what each heading of a key is for, with the lines below it; what stands above the first has no name."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        truth = _TRUTH.fullmatch(line) if line.startswith("**") and len(found) == 1 else None
        if truth and truth[1] in one_of("answer", "answers"):
            found.append(("answer", [truth[2]]))
        elif name := label(line.rstrip()):
            found.append((name, []))
        else:
            found[-1][1].append(line)
    return [one for one in found if one[0] or any(line.strip() for line in one[1])]


def _facts(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the first block where it is a line of facts, and the lines below."""
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    alone = lines[start : start + 1] and not "".join(lines[start + 1 : start + 2]).strip()
    if alone and looks_like_facts(lines[start]):
        return lines[start], list(lines[start + 1 :])
    return "", list(lines)


def _unfold(lines: Sequence[str]) -> tuple[list[str], list[tuple[str, list[str]]], list[str]]:
    """Return the lines before the first fold, the folds with what is written on them, and other lines."""
    before: list[str] = []
    folds: list[tuple[str, list[str]]] = []
    after: list[str] = []
    at, end = 0, len(lines)
    while at < end:
        line = lines[at]
        summary = _SUMMARY.fullmatch(lines[at + 1]) if line.rstrip() == "<details>" and at + 1 < end else None
        if summary:
            start = at = at + 2
            while at < end and lines[at].rstrip() != "</details>":
                at += 1
            folds.append((summary[1].strip(), list(lines[start:at])))
        elif line.strip():
            (after if folds else before).append(line)
        elif not folds:
            before.append(line)
        at += 1
    return before, folds, after


def _ask(found: Parts, lines: list[str]) -> None:
    """Fill in what is asked: the prompt stands above the last line that tells what to do."""
    tells = [(at, told(line.rstrip())) for at, line in enumerate(lines) if line.startswith(("*", "_"))]
    if tells := [one for one in tells if one[1]]:
        at, said_ = tells[-1]
        found.prompt = lines[:at]
        found.kind, found.told, found.behind = said_ or ("", "", "")
        below = lines[at + 1 :]
    elif found.comment.get("type") == "flashcard" or _GAP.search("\n".join(lines)):
        found.prompt, below = lines, []
    else:
        at = next((at for at, line in enumerate(lines) if _begins_choices(line)), len(lines))
        found.prompt, below = lines[:at], lines[at:]
    found.template = [line[1:].removeprefix(" ") for line in below if line.startswith(">")]
    found.listed = list(listed([line for line in below if not line.startswith(">")]))


def _begins_choices(line: str) -> bool:
    return line.startswith(("- **", "* **")) and is_letter(labelled(line[2:])[0])
