"""A format in thirty lines: the prompts of a bank, numbered, as plain text."""

from qbank.api import CARRIED, Carries, Context, Format, Fragment, Fragments, Item, Options, Output, Plan, lost


class Outline:
    """Renders items one by one, then assembles them into files."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def render(self, item: Item, context: Context) -> Fragment:
        """Return the item as finished bytes: the same item always gives the same."""
        return context.fragment(context.plain(item.text))

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write one file a bank, piece by piece."""
        for document in plan.documents:
            with out.open(f"{document.info.id}.txt") as file:
                for entry in document.questions:
                    file.write(f"{entry.number}. ".encode() + fragments(entry).body + b"\n")


format = Format(
    name="outline",
    title="Outline",
    make=Outline,
    carries=Carries({"prompt": CARRIED}, {"true_false": {}, "essay": {}}, rest=lost("an outline has prompts only")),
    how_to=("Open the file in any editor.", "The prompts stand there in order."),
    revised=0,
    options=Options,
)
