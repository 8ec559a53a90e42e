"""Formats that break the contract, each in one way, so that the suite can be seen to fail."""

from __future__ import annotations

from qbank.api import CARRIED, FEATURES, KINDS, Carries, Context, Format, Fragment, Item, Options, Output, Plan, lost
from qbank.api import Fragments as AllFragments


def _all_fields(**changed: object) -> Carries:
    """Return a table that carries every field of every kind."""
    kinds = {kind: dict.fromkeys([*model.model_fields, "score", *FEATURES], CARRIED) for kind, model in KINDS.items()}
    return Carries({}, {kind: {**own, **changed} for kind, own in kinds.items()})


class Prompts:
    """Writes prompts and explanations only."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def render(self, item: Item, context: Context) -> Fragment:
        """Return two texts of an item."""
        return context.fragment(f"{item.text}\n{getattr(item, 'explanation', None)}")

    def assemble(self, plan: Plan, fragments: AllFragments, out: Output) -> None:
        """Write all of them into one file."""
        entries = [entry for document in plan.documents for entry in document.entries]
        out.write("all.txt", [fragments(entry).body for entry in entries])


class Careless(Prompts):
    """Loses what looks like the end of a CDATA section."""

    def render(self, item: Item, context: Context) -> Fragment:
        """Return the texts, changed."""
        return Fragment(super().render(item, context).body.replace(b"]]>", b""))


def _format(name: str, make: type[Prompts], table: Carries) -> Format[Options]:
    return Format(name=name, title=name, make=make, carries=table, how_to=("", ""), revised=0, options=Options)


silent = _format("silent", Prompts, _all_fields())
careless = _format("careless", Careless, _all_fields())
liar = _format("liar", Prompts, _all_fields(explanation=lost("it says")))
partial = _format("partial", Prompts, Carries({}, {"essay": {"prompt": CARRIED, "promt": CARRIED, "hints": lost("")}}))
