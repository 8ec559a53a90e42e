"""The handout and its key as .docx: the same questions in the same order, laid out for pandoc."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from qbank.api import Context, Document, Fragment, Fragments, Item, Output, Plan, Stimulus, fill_media
from qbank_html.engine import engine
from qbank_html.options import PdfOptions
from qbank_html.paper.sheets import PARTS, facts
from qbank_html.paper.values import values
from qbank_html.texts import Texts
from qbank_html.word.pack import pack
from qbank_html.word.pandoc import docx, reference_document
from qbank_html.word.reference import reference

STYLES = {"gap": "Gap", "share": "Share", "label": "Label"}
"""Word's styles for what the handout's templates have classes for."""
_CLASS = re.compile(rf'<span class="({"|".join(STYLES)})">')
_ANNOTATION = re.compile(r"<annotation .*?</annotation>", re.DOTALL)
"""Where pandoc finds the TeX of a formula it takes that, and knows less of TeX than qbank: no chemistry, no units."""
_NOTE = re.compile(r'<div data-note="[^"]*">(<dt>)|(</dd>)</div>')
"""pandoc knows no groups in lists of terms."""

Given = dict[str, Any]


class WordExporter:
    """Renders each question twice, for the sheet and for the key, with one order of choices for both."""

    def __init__(self, options: PdfOptions) -> None:
        self._options = options
        self._engine = engine(options.templates)

    def render(self, item: Item, context: Context) -> Fragment:
        """Return an item's HTML for pandoc, on the sheet and in the key."""
        t = Texts(context, self._engine, paper=True)
        if isinstance(item, Stimulus):
            return context.fragment(_styled(str(t.block(item.text))), "")
        given = {"q": item, "kind": item.type, "t": t, "w": t.words, **values(item, t, self._options.space)}
        sheet, key = (self._engine.page(name, **given) for name in ("word/question.html", "handout/answer.html"))
        return context.fragment(_styled(sheet), _styled(key))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write a sheet and a key for each bank. Raises FormatFault where pandoc makes nothing of one."""
        with out.scratch() as scratch:
            default = reference_document()
            for document in plan.documents:
                folder = scratch / document.info.id
                folder.mkdir()
                given = self._given(document, fragments, out, folder)
                for parts in PARTS[self._options.key]:
                    name = document.info.id + (f"-{document.form}" if document.form else "")
                    name += "" if parts[0] == "sheet" else "-key"
                    self._write(name, {**given, "parts": parts}, default, folder, out)

    def _given(self, document: Document, fragments: Fragments, out: Output, folder: Path) -> Given:
        """Return what the templates need, and put the files that are shown into a folder."""
        entries = []
        for entry in document.entries:
            fragment = fragments(entry)
            for media in fragment.media:
                with (folder / media.name).open("wb") as file:
                    file.writelines(out.read(media))
            sheet, key = (Markup(fill_media(text, str)) for text in fragment.parts)  # noqa: S704 - made by `render`
            entries.append({"row": entry.row, "number": entry.number, "sheet": sheet, "key": key})
        changed = max(entry.modified for entry in document.entries)
        return {**facts(document, self._options), "entries": entries, "changed": changed}

    def _write(self, name: str, given: Given, default: bytes, folder: Path, out: Output) -> None:
        info, right_to_left = given["info"], given["direction"] == "rtl"
        title = info.title + (f" – {given['w']['key']}" if given["parts"][0] == "key" else "")
        page, model = folder / f"{name}.html", folder / f"{name}-reference.docx"
        page.write_text(self._engine.page("word/document.html", title=title, **given), encoding="utf-8")
        numbered = _pieces(given["w"]["page_n_of_m"])
        model.write_bytes(
            reference(default, self._engine, self._options.paper, title=title, numbered=numbered, **given)
        )
        made = docx(page, model, language=info.language, right_to_left=right_to_left, changed=given["changed"])
        with out.zip(f"{name}.docx") as archive:
            pack(made, archive, right_to_left=right_to_left)


def _styled(html: str) -> str:
    html = _NOTE.sub(r"\1\2", _ANNOTATION.sub("", html))
    return _CLASS.sub(lambda found: f'<span custom-style="{STYLES[found[1]]}">', html)


def _pieces(label: str) -> list[dict[str, str]]:
    """Return words like "Page {n} of {m}" as texts and Word's fields for the numbers."""
    fields = {"{n}": "PAGE", "{m}": "NUMPAGES"}
    parts = re.split(r"(\{[nm]\})", label)
    return [{"text": part, "field": fields.get(part, "")} for part in parts if part]
