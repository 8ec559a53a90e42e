"""Markdown files: one a bank, and one for its key where that is wanted apart; media beside them."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.api import (
    Context,
    Document,
    Entry,
    Fragment,
    Fragments,
    Item,
    Media,
    Output,
    Plan,
    Stimulus,
    direction,
    fill_media,
    labels,
)
from qbank_markdown.comment import comment, of_question
from qbank_markdown.head import head, heading
from qbank_markdown.key import key
from qbank_markdown.layout import blocks, folded
from qbank_markdown.options import MarkdownOptions
from qbank_markdown.sheet import facts, passage, sheet
from qbank_markdown.texts import Texts

FOLDER = "media"


class Markdown:
    """The exporter: `render` makes the Markdown of an item and of its key, `assemble` numbers and joins them."""

    def __init__(self, options: MarkdownOptions) -> None:
        self._key = options.key

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item: its Markdown, and the key's."""
        t = Texts(context)
        if isinstance(item, Stimulus):
            return context.fragment(blocks([comment({"passage": item.id}), passage(item, t)]), "")
        shown = blocks([facts(item, context.stimulus, t), comment(of_question(item)), sheet(item, t)])
        return context.fragment(shown, key(item, t) if self._key != "none" else "")

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.md`, with `key: apart` also `<bank id>-key.md`, and the files that they show."""
        written: set[str] = set()
        for document in plan.documents:
            name = document.info.id + (f"-{document.form}" if document.form else "")
            other = {"folded": {}, "apart": {"key": f"{name}-key.md"}, "none": {"key": "none"}}[self._key]
            out.write(f"{name}.md", self._file(document, fragments, "sheet", other))
            if self._key == "apart":
                out.write(f"{name}-key.md", self._file(document, fragments, "key", {"key_of": f"{name}.md"}))
            for entry in document.entries:
                for media in fragments(entry).media:
                    _copy(media, out, written)

    def _file(self, document: Document, fragments: Fragments, part: str, other: dict[str, str]) -> Iterator[bytes]:
        rtl = direction(document.info.language) == "rtl"
        yield (('<div dir="rtl">\n\n' if rtl else "") + head(document, other, key=part == "key") + "\n").encode()
        for entry in document.entries:
            text = fill_media(
                self._entry(entry, fragments(entry), part, document.info.language), lambda name: f"{FOLDER}/{name}"
            )
            if text:
                yield f"\n{text}\n".encode()
        if rtl:
            yield b"\n</div>\n"

    def _entry(self, entry: Entry, fragment: Fragment, part: str, language: str) -> str:
        shown, answer = fragment.parts
        if entry.row.kind == "stimulus":
            return shown if part == "sheet" else ""
        if part == "key":
            return blocks([heading(entry, language), comment({"id": entry.row.id}), answer])
        folds = self._key == "folded" and answer
        below = folded(labels(language).show_answer, answer) if folds else ""
        return blocks([heading(entry, language), shown, below])


def _copy(media: Media, out: Output, written: set[str]) -> None:
    if media.name not in written:
        written.add(media.name)
        out.copy(f"{FOLDER}/{media.name}", media)
