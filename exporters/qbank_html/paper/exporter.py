"""The handout: a sheet to print, and its key."""

from __future__ import annotations

from qbank.api import Context, Fragment, Fragments, Item, Output, Plan, Stimulus
from qbank_html.engine import engine
from qbank_html.options import HandoutOptions
from qbank_html.paper.sheets import Sheets
from qbank_html.paper.values import values
from qbank_html.texts import Texts


class HandoutExporter:
    """Renders each question twice, for the sheet and for the key, with one order of choices for both."""

    def __init__(self, options: HandoutOptions) -> None:
        self._options = options
        self._engine = engine(options.templates)

    def render(self, item: Item, context: Context) -> Fragment:
        """Return an item's HTML on the sheet and in the key."""
        t = Texts(context, self._engine, paper=True)
        if isinstance(item, Stimulus):
            return context.fragment(str(t.block(item.text)), "")
        given = {"q": item, "kind": item.type, "t": t, "w": t.words, **values(item, t, self._options.space)}
        sheet = self._engine.page("handout/question.html", **given)
        return context.fragment(sheet, self._engine.page("handout/answer.html", **given))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write a sheet and a key for each bank."""
        sheets = Sheets(self._engine, self._options)
        for document in plan.documents:
            for name, pieces in sheets.files(document, fragments, out):
                out.write(f"{name}.html", pieces)
