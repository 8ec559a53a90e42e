"""GIFT files: one a bank, its questions in the bank's category."""

from __future__ import annotations

from qbank.api import BankInfo, Context, Fragment, Fragments, Item, Options, Output, Plan, Stimulus
from qbank_gift.answers import answers, unit
from qbank_gift.escape import category, comment, html_field, name_field, tag
from qbank_gift.texts import block, general_feedback, name


class Gift:
    """The exporter: `render` makes a block of lines of an item, `assemble` joins them with blank lines between."""

    def __init__(self, options: Options) -> None:
        pass

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return an item as a GIFT block."""
        found = answers(item, context)
        head = f"::{name_field(name(item, context))}::[html]{html_field(block(item.text, context) + unit(item))}"
        general = general_feedback(item, context)
        lines = [_marks(item, context)]
        if found is None:
            lines.append(head)
        elif len(found) + bool(general) <= 1:
            lines.append(f"{head}{{{''.join(found)}{general}}}")
        else:
            lines += [f"{head}{{", *found, *([general] if general else []), "}"]
        return context.fragment("\n".join(lines) + "\n")

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.txt` for each bank, block after block."""
        for document in plan.documents:
            with out.open(f"{document.info.id}.txt") as file:
                file.write(_header(document.info).encode())
                for entry in document.entries:
                    file.write(b"\n" + fragments(entry).body)


def _marks(item: Item, context: Context) -> str:
    """Return the comment above a question, in which Moodle finds its id number and its tags."""
    words = [f"[id:{item.id}]"]
    if not isinstance(item, Stimulus):
        words += map(tag, item.tags)
        if any(set(one) & set("<>`") for one in item.tags):
            context.lose("tags")
        words += [tag(f"difficulty-{item.difficulty}")] if item.difficulty else []
        words += [tag(f"bloom-{item.bloom}")] if item.bloom else []
    return f"// {' '.join(words)}"


def _header(info: BankInfo) -> str:
    about = [info.title, ", ".join(info.authors), info.license]
    return f"{comment(' · '.join(filter(None, about)))}\n\n$CATEGORY: {category([*info.folders, info.title])}\n"
