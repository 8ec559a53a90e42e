"""Multiple choice, multiple response, true/false: the note type qbank Choice."""

from __future__ import annotations

from collections.abc import Sequence

from qbank.api import Choice, Context, Fragment, MultipleChoice, MultipleResponse, TrueFalse, shuffled, write_share
from qbank_anki.note import Own, fragment
from qbank_anki.parts import Parts, escape


def render_choices(question: MultipleChoice | MultipleResponse, context: Context) -> Fragment:
    """Return the note of a question with choices.

    Without the script the order made here is the one shown; the script shuffles anew. A choice's number is its place
    in this order, so that it tells nothing about where the author typed it.
    """
    parts = Parts(context)
    fixed = [choice.fixed for choice in question.choices]
    order = shuffled(question.choices, question.id, fixed) if question.shuffle else [*range(len(question.choices))]
    choices = [question.choices[index] for index in order]
    shares = [question.credits[index] for index in order]
    many = isinstance(question, MultipleResponse)
    exact = isinstance(question, MultipleResponse) and question.scoring == "all_or_nothing" and not question.weighted
    weighted = question.weighted if isinstance(question, MultipleResponse) else any(one.weight for one in choices)
    notes = [
        write_share(share) if weighted and share != int(choice.correct) else ""
        for share, choice in zip(shares, choices, strict=True)
    ]
    data = {
        "keys": [number for number, choice in enumerate(choices) if choice.correct],
        "credits": [float(share) for share in shares],
        "exact": exact,
        "words": parts.words(),
    }
    fields = {
        "Question": parts.prompt(question.prompt, question.points, parts.labels.choose_all if many else ""),
        "Choices": _front(choices, parts, many=many, shuffle=question.shuffle),
        "Answer": _back(choices, notes, parts, parts.feedback(question.feedback), many=many),
    }
    return fragment(question, Own("choice", fields, data), parts)


def render_true_false(question: TrueFalse, context: Context) -> Fragment:
    """Return the note of a statement; true always stands first."""
    parts = Parts(context)
    choices = [
        Choice(text=parts.labels.true, correct=question.answer),
        Choice(text=parts.labels.false, correct=not question.answer),
    ]
    data = {
        "keys": [int(not question.answer)],
        "credits": [float(question.answer), float(not question.answer)],
        "exact": False,
        "words": parts.words(),
    }
    fields = {
        "Question": parts.prompt(question.prompt, question.points),
        "Choices": _front(choices, parts, many=False, shuffle=False),
        "Answer": _back(choices, ["", ""], parts, parts.feedback(question.feedback), many=False),
    }
    return fragment(question, Own("choice", fields, data), parts)


def _front(choices: Sequence[Choice], parts: Parts, *, many: bool, shuffle: bool) -> str:
    items = "".join(
        f'<li data-i="{number}"{" data-fixed" if choice.fixed else ""}>{parts.text(choice.text, inline=True)}</li>'
        for number, choice in enumerate(choices)
    )
    return parts.wrap(_list(items, many=many, more=" data-shuffle" if shuffle else ""))


def _back(choices: Sequence[Choice], notes: Sequence[str], parts: Parts, feedback: str, *, many: bool) -> str:
    items = ""
    for number, (choice, note) in enumerate(zip(choices, notes, strict=True)):
        mark = f' <span class="qb-mark">✓ {escape(parts.labels.correct)}</span>' if choice.correct else ""
        credit = f' <span class="qb-credit">{escape(note)}</span>' if note else ""
        name = ' class="qb-key"' if choice.correct else ""
        text = parts.text(choice.text, inline=True)
        items += f'<li data-i="{number}"{name}>{text}{mark}{credit}{parts.remark(choice.feedback)}</li>'
    return parts.wrap(_list(items, many=many) + feedback, "qb-answer")


def _list(items: str, *, many: bool, more: str = "") -> str:
    return f'<ol class="qb-choices" data-kind="{"many" if many else "one"}"{more}>{items}</ol>'
