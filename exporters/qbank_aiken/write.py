"""Aiken files: one a bank, block after block."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from qbank.api import (
    Context,
    Fragment,
    Fragments,
    Item,
    MultipleChoice,
    Options,
    Output,
    Plan,
    Stimulus,
    TrueFalse,
    shuffled,
)
from qbank_aiken.lines import choice, guarded, is_changed, shown_otherwise, stem


class Aiken:
    """The exporter: `render` makes the lines of a question, `assemble` joins them with empty lines between."""

    def __init__(self, options: Options) -> None:
        pass

    def render(self, item: Item, context: Context, /) -> Fragment:
        """Return a question's lines; a stimulus has none, its questions begin with it."""
        if is_changed(item.text, context):
            context.lose("text" if isinstance(item, Stimulus) else "prompt")
        elif context.stimulus is not None:
            context.lose("prompt", "what it refers to stands before it")
        match item:
            case MultipleChoice():
                lines = _choices(item, context)
            case TrueFalse():
                lines = _lines([context.labels.true, context.labels.false], 0 if item.answer else 1)
            case Stimulus():
                return Fragment(b"", losses=context.fragment("").losses)
            case _:
                raise TypeError(f"Aiken holds no {item.type}")
        made = context.fragment("\n".join([_stem(item, context), *lines]) + "\n")
        return Fragment(made.body, losses=made.losses)

    def assemble(self, plan: Plan, fragments: Fragments, out: Output, /) -> None:
        """Write `<bank id>.txt` for each bank."""
        for document in plan.documents:
            blocks = (fragments(entry).body for entry in document.questions)
            out.write(f"{document.info.id}.txt", (b"\n" * bool(number) + block for number, block in enumerate(blocks)))


def _stem(item: MultipleChoice | TrueFalse, context: Context) -> str:
    """Return the stem, its stimulus before it."""
    own, stimulus = stem(item.prompt, context), context.stimulus
    if stimulus is None:
        return own
    title = f"{stimulus.title}: " if stimulus.title else ""
    return guarded(f"{title}{stem(stimulus.text, context)} — {own}")


def _choices(item: MultipleChoice, context: Context) -> list[str]:
    """Return the lines of choices and the answer; as many distractors as there are letters for, in drawn order."""
    key = next(index for index, one in enumerate(item.choices) if one.correct)
    left_out = [index for index in range(len(item.choices)) if index != key][len(ascii_uppercase) - 1 :]
    for index in left_out:
        context.lose(f"choices.{index}")
    fixed = [one.fixed for one in item.choices]
    order = shuffled(item.choices, item.id, fixed) if item.shuffle else range(len(item.choices))
    kept = [index for index in order if index not in left_out]
    lines = {index: choice(item.choices[index].text, context) for index in kept}
    for index, line in lines.items():
        if is_changed(item.choices[index].text, context) or shown_otherwise(line):
            context.lose(f"choices.{index}.text")
    return _lines([lines[index] for index in kept], kept.index(key))


def _lines(choices: Sequence[str], key: int) -> list[str]:
    lettered = [f"{letter}. {line}" for letter, line in zip(ascii_uppercase, choices, strict=False)]
    return [*lettered, f"ANSWER: {ascii_uppercase[key]}"]
