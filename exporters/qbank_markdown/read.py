"""The document → questions. What it shows is read from it, where people may have edited it; comments say the rest.

Without comments it may be anyone's who writes as this format does: what is clear comes in, the rest is a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qbank.importing.api import (
    About,
    Aside,
    Found,
    FoundStimulus,
    Importer,
    Input,
    InputFault,
    Keep,
    Place,
    Read,
)
from qbank_markdown.reading import facts
from qbank_markdown.reading.facts import unescaped
from qbank_markdown.reading.kinds import feedback, own
from qbank_markdown.reading.lists import items
from qbank_markdown.reading.parts import Parts, parts
from qbank_markdown.reading.sections import Section, around_comment, heading, passage, sections
from qbank_markdown.reading.texts import Texts

_COMMENT = re.compile(r"^<!-- qbank \{", re.MULTILINE)
_SIGNS = re.compile(r"^(?:<summary>|- \*\*[A-Z]\.\*\* |\*[^*\n]+\*$)", re.MULTILINE)
_NAME = re.compile(r"[\w][\w.-]{0,200}\.md")


def sniff(source: Input) -> float:
    """Return how surely this is such a document: by its comments, or by headings and what stands below them."""
    head = source.head_text
    if _COMMENT.search(head):
        return 0.99
    questions = sum(heading().fullmatch(line) is not None for line in head.split("\n") if line.startswith("## "))
    return 0.6 if questions and _SIGNS.search(head) else 0.0


def read(source: Input, keep: Keep) -> Iterator[Read]:  # noqa: ARG001
    """Yield the bank, its passages and its questions, section by section. Files lie beside it, where the core looks."""
    reader: _Reader | None = None
    for section in sections(source.lines()):
        if reader is None:
            reader = _Reader(source, section.comment)
        yield from reader.section(section)


class _Reader:
    """What is known while sections come."""

    def __init__(self, source: Input, comment: Mapping[str, Any]) -> None:
        if "key_of" in comment:
            hint = f"import {comment['key_of']}: its key is read with it"
            raise InputFault("it is the key of another document", hint)
        self.texts = Texts(ours=bool(comment))
        self.shared: list[str] = []
        self.passages: dict[str, str] = {}
        """Their titles → what they are called."""
        self.count = 0
        name = comment.get("key")
        self.without_key = name is not None
        self.key_name = name if isinstance(name, str) and _NAME.fullmatch(name) else ""
        self.keys = _keys(source, self.key_name) if self.key_name else {}

    def section(self, section: Section) -> Iterator[Read]:
        """Yield what a section is."""
        if section.kind == "head":
            yield from self._head(section)
        elif section.kind == "passage":
            yield from self._passage(section)
        elif section.kind == "question":
            yield self._question(section)
        else:
            yield Aside(Place(line=section.line), f"what stands below the heading “{section.title[:60].strip()}”")

    def _head(self, section: Section) -> Iterator[Read]:
        above, below = around_comment(section.lines) or (section.lines, [])
        start = next((at for at, line in enumerate(above) if line.strip()), len(above))
        data: dict[str, Any] = {}
        name = str(section.comment.get("bank") or "")
        if above[start : start + 1] and above[start].startswith("# "):
            data["title"] = unescaped(above[start][2:].strip())
            above = above[start + 1 :]
        if section.comment.get("form"):
            above = "\n".join(above).strip("\n").partition("\n\n")[2].split("\n")
        if text := self.texts.back(above):
            data["description"] = text
        data |= facts.of_bank(" ".join(below), section.comment)
        if isinstance(language := section.comment.get("language"), str):
            data["language"] = language
        self.shared = list(data.get("tags", ()))
        yield About({key: one for key, one in data.items() if (key, one) != ("title", name)}, name)

    def _passage(self, section: Section) -> Iterator[Read]:
        lines = [line[1:].removeprefix(" ") for line in section.lines if line.startswith(">")]
        place = Place(line=section.line)
        first = next((at for at, line in enumerate(lines) if line.strip()), 0)
        titled = passage().fullmatch(lines[first].rstrip()) if lines else None
        title = unescaped((titled["title"] or "").strip()) if titled else ""
        self.count += 1
        name = str(section.comment.get("passage") or f"passage-{self.count}")
        text = self.texts.back(lines[first + 1 :] if titled else lines)
        if title:
            self.passages[title] = name
        yield FoundStimulus(name, text, place, title)
        if other := [line for line in section.lines if line.strip() and not line.startswith(">")]:
            yield Aside(place, f"what stands below a passage: {' '.join(other)[:80].strip()}")

    def _question(self, section: Section) -> Found:
        name = section.comment.get("id")
        name = name if isinstance(name, str) else ""
        found = parts(section, self.keys.get(name))
        read = own(found, self.texts)
        data, draft, notes = read.data, read.draft, read.notes
        data |= facts.of_question(found.facts, self.shared, self.passages)
        data |= {"title": unescaped(section.title.strip())} if section.title.strip() else {}
        data |= {"stimulus": stimulus} if isinstance(stimulus := found.comment.get("stimulus"), str) else {}
        data |= {"hints": hints} if (hints := self._hints(found)) else {}
        data |= self._afterwards(found)
        if found.key is None and (draft or self.without_key):
            why = f"{self.key_name} has no key for it" if self.keys else self._missing()
            draft, notes = (why, notes) if draft else ("", [*notes, why])
        if found.left.strip():
            notes.append(f"what stands below it was left: {found.left[:80].strip()}")
        return Found(data, Place(line=section.line), name, draft, tuple(notes))

    def _missing(self) -> str:
        if not self.key_name:
            return "no key is in the document"
        return f"its key isn't there: put {self.key_name} beside the document, and import that again"

    def _hints(self, found: Parts) -> list[str]:
        return [self.texts.back(text) for number, text in found.hints if not number.startswith("(")]

    def _afterwards(self, found: Parts) -> dict[str, Any]:
        """Return what the key says of every kind."""
        data: dict[str, Any] = {}
        if said := feedback(found, self.texts):
            data["feedback"] = said
        for name in ("explanation", "source"):
            if text := self.texts.back(found.under(name)):
                data[name] = text
        if goals := [self.texts.back(one.text) for one in items(found.under("objectives"))]:
            data["objectives"] = goals
        return data


def _keys(source: Input, name: str) -> dict[str, Sequence[str]]:
    """Return the lines of the key of each question from the file beside; nothing where there is none."""
    path = source.path.with_name(name)
    if path.is_symlink() or not path.is_file():
        return {}
    found: dict[str, Sequence[str]] = {}
    for section in sections(Input(path).lines()):
        if section.kind == "head" and section.comment.get("key_of") is None:
            return {}
        identity = section.comment.get("id")
        if section.kind == "question" and isinstance(identity, str):
            found[identity] = (around_comment(section.lines) or ([], section.lines))[1]
    return found


def belongs_to(source: Input) -> str:
    """Return the name of the document that this is the key of."""
    first = next(sections(source.lines()), None)
    name = first.comment.get("key_of") if first else None
    return name if isinstance(name, str) and _NAME.fullmatch(name) else ""


importer = Importer("markdown", "Markdown", sniff, read, belongs_to)
