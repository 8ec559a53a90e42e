"""Builds Markdown as a build does, and reads it as a viewer does: CommonMark with GitHub's tables, raw HTML let in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from qbank_markdown import format as markdown

from qbank.api import KINDS, BankInfo, Context, Document, Entry, Item, Output, Plan, Row, Stimulus

ROOT = Path(__file__).parents[3]
INFO = BankInfo("bank", "A bank", "source/bank.yaml")
VIEWER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HEADING = re.compile(r"Question (\d+)")


def question(kind: str, **fields: Any) -> Any:
    """Return a question, validated as typed; id and prompt have defaults."""
    prompt = {} if kind == "flashcard" else {"prompt": "Prompt?"}
    return KINDS[kind].model_validate({"type": kind, "id": "q", **prompt, **fields})


def documents(items: Iterable[Item], info: BankInfo = INFO, **options: str) -> dict[str, str]:
    """Return the files that a bank without media becomes, by name."""
    exporter, entries, found = markdown.make(markdown.options(**options)), [], {}
    for place, item in enumerate(items, 1):
        title = item.title or ""
        points = str(getattr(item, "points", 0))
        row = Row(item.id, item.type, info.id, "", 1, 1, title=title, points=points)
        entries.append(Entry(row, 0 if isinstance(item, Stimulus) else place, 0))
        found[entries[-1]] = exporter.render(item, Context(info, {}))
    with tempfile.TemporaryDirectory() as folder:
        exporter.assemble(Plan([Document(info, entries)]), found.__getitem__, Output(Path(folder), Path(folder)))
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).iterdir())}


@dataclass
class Shown:
    """A question (or what stands above the first) as a viewer shows it."""

    heading: str
    parts: list[Any]
    """The elements from its heading to the next, in order."""

    @property
    def folded(self) -> list[Any]:
        """The folded parts."""
        return [part for part in self.parts if part.tag == "details"]

    @property
    def key(self) -> str:
        """The text of the folded answer; empty where there is none."""
        keys = [text(part) for part in self.folded if text(part[0]) == "Show answer"]
        assert len(keys) <= 1
        return keys[0].removeprefix("Show answer").strip() if keys else ""

    @property
    def visible(self) -> str:
        """What is shown without a click."""
        return " ".join(text(part) for part in self.parts if part.tag != "details")

    @property
    def all(self) -> str:
        """All of its text."""
        return " ".join(text(part) for part in self.parts)

    def lists(self, tag: str = "ul") -> list[list[str]]:
        """The lists outside of folded parts, as their items' texts."""
        return [[text(item) for item in part] for part in self.parts if part.tag == tag]


def text(element: Any) -> str:
    """Return an element's text, white space as a page shows it."""
    return " ".join("".join(element.itertext()).split())


def shown(source: str) -> list[Shown]:
    """Return what a viewer shows: first what stands above the questions, then each question."""
    page = lxml_html.document_fromstring(f"<body>{VIEWER.render(source)}</body>")
    found = [Shown("", [])]
    for element in page.body:
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h2" and HEADING.match(text(element)):
            found.append(Shown(text(element), []))
        else:
            found[-1].parts.append(element)
    return found


def squeezed(text: str) -> str:
    """Return text without white space, quotes of math, and joiners."""
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", text)
