"""The study page: questions rendered one by one, put together as one offline file."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from qbank.api import Context, Document, Entry, Fragment, Fragments, Item, Output, Plan, Stimulus, direction
from qbank_html.engine import csp_hash, engine, script_json
from qbank_html.media import filled
from qbank_html.options import StudyOptions
from qbank_html.screen.filters import filters, telling_tags
from qbank_html.screen.kinds import values
from qbank_html.screen.losses import report
from qbank_html.screen.scoring import scoring
from qbank_html.screen.style import script, styles
from qbank_html.texts import Texts, described
from qbank_html.words import numerals, words


class StudyExporter:
    """Renders questions as forms with their answers folded away; a script, where there is one, makes them a quiz."""

    def __init__(self, options: StudyOptions) -> None:
        self._options = options
        self._engine = engine(options.templates)

    def render(self, item: Item, context: Context) -> Fragment:
        """Return an item: its HTML, and as JSON what the script needs to score it."""
        t = Texts(context, self._engine)
        if isinstance(item, Stimulus):
            return context.fragment(str(t.block(item.text)), "")
        data = scoring(item, numerals(context.bank.language))
        report(item, data, context, t)
        html = self._engine.page(
            "study/question.html", q=item, kind=item.type, t=t, w=t.words, scored=data is not None, **values(item, t)
        )
        given = data or {"kind": "self"}
        if item.type == "flashcard" and item.reversed:
            given["reversed"] = True
        return context.fragment(html, script_json(given))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write a page for each bank."""
        for document in plan.documents:
            out.write(f"{document.info.id}.html", self._page(document, fragments, out))

    def _page(self, document: Document, fragments: Fragments, out: Output) -> Iterator[bytes]:
        info = document.info
        w = words(info.language)
        code = script(self._engine)
        bodies = (fragments(entry).body for entry in document.entries)
        sheets = styles(self._engine, bodies, out, math_font=self._options.math_font)
        rows = [entry.row for entry in document.questions]
        yield self._engine.page(
            "study/head.html", info=info, direction=direction(info.language), w=w, count=len(rows),
            filters=filters(rows, w), styles=sheets, script_hash=csp_hash(code),
            style_hashes=" ".join(csp_hash(sheet) for sheet in sheets), description=described(info),
        ).encode()  # fmt: skip
        passages = {one.row.id: one.row.title or w["passage"] for one in document.entries if one.row.kind == "stimulus"}
        above = ""
        for entry in document.entries:
            fragment, row = fragments(entry), entry.row
            link = passages.get(row.stimulus, "") if row.stimulus != above else ""
            yield from filled(self._entry(entry, fragment, w, link), fragment, out)
            above = row.id if row.kind == "stimulus" else ""
        page = {"bank": info.id, "language": info.language, "words": {name: w[name] for name in SAID}}
        tags = [tag for tag, _ in telling_tags(rows)]
        yield self._engine.page("study/foot.html", w=w, page=page, script=code, rows=rows, by_tag=tags).encode()

    def _entry(self, entry: Entry, fragment: Fragment, w: dict[str, str], passage: str) -> str:
        html, data = (Markup(part) for part in fragment.parts)  # noqa: S704 - made by `render`
        if entry.row.kind == "stimulus":
            return self._engine.page("study/stimulus.html", row=entry.row, html=html, w=w)
        return self._engine.page(
            "study/entry.html", row=entry.row, number=entry.number, html=html, data=data, w=w, passage=passage
        )  # fmt: skip


SAID = (
    "correct", "partly", "incorrect", "points_n_of_m", "correct_answer", "position_n_of_m", "due_again",
    "missed_before", "sure_missed", "right_n_of_m", "shown_n_of_m", "all_done", "file_wrong", "not_answered",
    "progress",
)  # fmt: skip
"""The words that the script says."""
