"""A document on paper, as HTML: the sheet, and its key behind it, apart from it, or left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from qbank.api import Document, Entry, Fragment, Fragments, Output, direction
from qbank_html.engine import Engine, csp_hash
from qbank_html.media import filled
from qbank_html.options import HandoutOptions
from qbank_html.screen.style import styles
from qbank_html.texts import markdown
from qbank_html.words import words

HASH_LENGTH = 8
TABLE_WIDTH = 15
"""Questions in a line of the points table, at most."""
PARTS = {"apart": (("sheet",), ("key",)), "inline": (("sheet", "key"),), "none": (("sheet",),)}
"""The parts of each file, by the option `key`."""

Given = dict[str, Any]


class Sheets:
    """The files of one document."""

    def __init__(self, engine: Engine, options: HandoutOptions, extra: str = "") -> None:
        """`extra` is put behind the style sheet: the size of the paper, where that is fixed."""
        self._engine = engine
        self._options = options
        self._extra = extra

    def files(self, document: Document, fragments: Fragments, out: Output) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield each file: its name without a suffix, and its HTML in pieces."""
        name = document.info.id + (f"-{document.form}" if document.form else "")
        common = self._common(document, fragments, out)
        for parts in PARTS[self._options.key]:
            pieces = self._file(document, fragments, out, {**common, "parts": parts})
            yield name if parts[0] == "sheet" else f"{name}-key", pieces

    def _file(self, document: Document, fragments: Fragments, out: Output, given: Given) -> Iterator[bytes]:
        yield self._engine.page("handout/head.html", **given).encode()
        for part in given["parts"]:
            yield self._engine.page("handout/cover.html", part=part, **given).encode()
            yield from (
                self._sheet(document, fragments, out, given)
                if part == "sheet"
                else self._key(document, fragments, out, given)
            )
            yield self._engine.page("handout/end.html").encode()
        yield self._engine.page("handout/foot.html", **given).encode()

    def _sheet(self, document: Document, fragments: Fragments, out: Output, given: Given) -> Iterator[bytes]:
        """A row is never broken: each holds a question, the first of a passage's with the passage."""
        passage: tuple[Entry, Fragment] | None = None
        for entry in document.entries:
            if entry.row.kind == "stimulus":
                passage = (entry, fragments(entry))
                continue
            yield b"<tr><td>"
            if passage is not None:
                yield from self._piece("handout/stimulus.html", 0, *passage, given, out)
            yield from self._piece("handout/entry.html", 0, entry, fragments(entry), given, out)
            yield b"</td></tr>\n"
            passage = None

    def _key(self, document: Document, fragments: Fragments, out: Output, given: Given) -> Iterator[bytes]:
        for entry in document.questions:
            yield b"<tr><td>"
            yield from self._piece("handout/key_entry.html", 1, entry, fragments(entry), given, out)
            yield b"</td></tr>\n"

    def _piece(
        self, name: str, part: int, entry: Entry, fragment: Fragment, given: Given, out: Output
    ) -> Iterator[bytes]:
        html = Markup(fragment.parts[part])  # noqa: S704 - made by `render`
        page = self._engine.page(
            name, row=entry.row, number=entry.number, html=html, w=given["w"], parts=given["parts"]
        )
        return filled(page, fragment, out)

    def _common(self, document: Document, fragments: Fragments, out: Output) -> Given:
        given = facts(document, self._options)
        bodies = (fragments(entry).body for entry in document.entries)
        sheets = styles(self._engine, bodies, out, math_font=True, sheet="handout/handout.css")
        sheets.append(page_rules(given["w"]["page_n_of_m"], given["w"]["key"]) + self._extra)
        return {**given, "styles": sheets, "style_hashes": " ".join(csp_hash(sheet) for sheet in sheets)}


def facts(document: Document, options: HandoutOptions) -> Given:
    """Return what the templates of every paper need of a document besides its questions."""
    info = document.info
    questions = [
        (entry.number, Decimal(entry.row.points)) for entry in document.questions if entry.row.kind != "flashcard"
    ]
    return {
        "info": info,
        "w": words(info.language),
        "direction": direction(info.language),
        "form": document.form,
        "hash": short_hash(document),
        "total": sum((points for _, points in questions), Decimal(0)),
        "tables": in_lines(questions, TABLE_WIDTH),
        "options": options,
        "instructions": markdown(options.instructions or ""),
    }


def in_lines(questions: Sequence[tuple[int, Decimal]], width: int) -> list[Sequence[tuple[int, Decimal]]]:
    """Return the questions in as few lines as fit, all of them about as long."""
    count = -(-len(questions) // width)
    size = -(-len(questions) // count) if count else 1
    return [questions[at : at + size] for at in range(0, len(questions), size)]


def short_hash(document: Document) -> str:
    """Return what tells this printing from others: it changes with every question and with their order."""
    hashes = "\n".join(f"{entry.row.id} {entry.row.hash}" for entry in document.entries)
    return hashlib.sha256(hashes.encode()).hexdigest()[:HASH_LENGTH]


def page_rules(numbered: str, key: str) -> str:
    """Return the rules that number the pages, in words like "Page {n} of {m}", and name those of the key.

    Browsers that don't know them print neither; nothing here is needed.
    """
    before, _, rest = numbered.partition("{n}")
    between, _, after = rest.partition("{m}")
    content = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    return (
        f"@page {{ @bottom-center {{ content: {content}; }} }}\n"
        f"@page key {{ @top-right {{ content: {_css(key)}; }} }}\n"
    )


def _css(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ") + '"'
