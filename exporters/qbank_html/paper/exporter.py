"""The handout: a sheet to print, and the key in a file of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from qbank.api import Context, Document, Entry, Fragment, Fragments, Item, Output, Plan, Stimulus, direction
from qbank_html.engine import csp_hash, engine
from qbank_html.media import filled
from qbank_html.options import HandoutOptions
from qbank_html.paper.values import values
from qbank_html.screen.style import styles
from qbank_html.texts import Texts, described, markdown
from qbank_html.words import words

HASH_LENGTH = 8
TABLE_WIDTH = 12
"""Questions in a line of the points table."""


class HandoutExporter:
    """Renders each question twice, for the sheet and for the key, with one order of choices for both."""

    def __init__(self, options: HandoutOptions) -> None:
        self._options = options
        self._engine = engine(options.templates)

    def render(self, item: Item, context: Context) -> Fragment:
        """Return an item as JSON: its HTML on the sheet and in the key."""
        t = Texts(context, self._engine, paper=True)
        if isinstance(item, Stimulus):
            return context.fragment(json.dumps({"html": str(t.block(item.text)), "key": ""}))
        given = {"q": item, "kind": item.type, "t": t, "w": t.words, **values(item, t)}
        sheet = self._engine.page("handout/question.html", **given)
        return context.fragment(json.dumps({"html": sheet, "key": self._engine.page("handout/answer.html", **given)}))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write a sheet and a key for each bank."""
        for document in plan.documents:
            name = document.info.id + (f"-{document.form}" if document.form else "")
            sheets = styles(
                self._engine,
                (fragments(entry).body for entry in document.entries),
                math_font=True,
                sheet="handout/handout.css",
            )
            out.write(f"{name}.html", self._file("sheet", document, fragments, out, sheets))
            out.write(f"{name}-key.html", self._file("key", document, fragments, out, sheets))

    def _file(
        self, kind: str, document: Document, fragments: Fragments, out: Output, sheets: list[str]
    ) -> Iterator[bytes]:
        given = self._common(document) | {"kind": kind}
        pages = page_rule(given["w"]["page_n_of_m"])
        yield self._engine.page(
            "handout/head.html", **given, styles=[*sheets, pages],
            style_hashes=" ".join(csp_hash(sheet) for sheet in (*sheets, pages)),
        ).encode()  # fmt: skip
        passage: tuple[Entry, Fragment] | None = None
        for entry in document.entries:
            fragment = fragments(entry)
            if entry.row.kind == "stimulus":
                passage = (entry, fragment)
                continue
            if kind == "sheet" and passage is not None:
                yield b'<tr><td class="together">'
                yield from self._piece("handout/stimulus.html", "html", passage[0], passage[1], given, out)
            else:
                yield b"<tr><td>"
            name = "handout/entry.html" if kind == "sheet" else "handout/key_entry.html"
            yield from self._piece(name, "html" if kind == "sheet" else "key", entry, fragment, given, out)
            yield b"</td></tr>\n"
            passage = None
        yield self._engine.page("handout/foot.html", **given).encode()

    def _piece(
        self, name: str, part: str, entry: Entry, fragment: Fragment, given: dict[str, Any], out: Output
    ) -> Iterator[bytes]:
        html = Markup(json.loads(fragment.body)[part])  # noqa: S704 - made by `render`
        return filled(
            self._engine.page(name, row=entry.row, number=entry.number, html=html, w=given["w"]), fragment, out
        )

    def _common(self, document: Document) -> dict[str, Any]:
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
            "tables": [questions[at : at + TABLE_WIDTH] for at in range(0, len(questions), TABLE_WIDTH)],
            "options": self._options,
            "instructions": markdown(self._options.instructions or ""),
            "description": described(info),
        }


def short_hash(document: Document) -> str:
    """Return what tells this printing from others: it changes with every question and with their order."""
    hashes = "\n".join(f"{entry.row.id} {entry.row.hash}" for entry in document.entries)
    return hashlib.sha256(hashes.encode()).hexdigest()[:HASH_LENGTH]


def page_rule(label: str) -> str:
    """Return the rule that numbers the pages, in words like "Page {n} of {m}"; browsers without it print none."""
    before, _, rest = label.partition("{n}")
    between, _, after = rest.partition("{m}")
    content = f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}"
    return f"@page {{ @bottom-center {{ content: {content}; font: 8pt sans-serif; }} }}\n"


def _css(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ") + '"'
