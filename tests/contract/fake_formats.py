"""Formats that break the contract, each in one way, so that the suite can be seen to fail."""

from __future__ import annotations

import json

from qbank.api import (
    CARRIED,
    FEATURES,
    KINDS,
    Carries,
    Context,
    Format,
    Fragment,
    HtmlStyle,
    Item,
    Options,
    Output,
    Plan,
    approximated,
    lost,
    sometimes,
)
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


class Everything(Prompts):
    """Writes all that was typed; with a stimulus, its text."""

    def render(self, item: Item, context: Context) -> Fragment:
        """Return the item as data."""
        about = context.stimulus.text if context.stimulus else ""
        shown = context.html(item.text, HtmlStyle())
        return context.fragment(json.dumps([item.as_typed(), about, shown]))


class Flat(Prompts):
    """Writes plain text."""

    def render(self, item: Item, context: Context) -> Fragment:
        """Return the main text without markup."""
        return context.fragment(context.plain(item.text))


def _format(name: str, make: type[Prompts], table: Carries) -> Format[Options]:
    return Format(name=name, title=name, make=make, carries=table, how_to=("", ""), revised=0, options=Options)


silent = _format("silent", Prompts, _all_fields())
careless = _format("careless", Careless, _all_fields())
liar = _format("liar", Prompts, _all_fields(explanation=lost("it says")))
partial = _format("partial", Prompts, Carries({}, {"essay": {"prompt": CARRIED, "promt": CARRIED, "hints": lost("")}}))
whole = _format("whole", Everything, _all_fields())
modest = _format("modest", Everything, _all_fields(points=lost("it says"), math=lost("it says")))
vague = _format("vague", Prompts, _all_fields(points=approximated("it says"), table=approximated("it says")))
forgetful = _format("forgetful", Prompts, _all_fields(points=sometimes(lost("at times, it says"))))
flat = _format("flat", Flat, _all_fields())
