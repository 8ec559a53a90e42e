"""Matching and ordering: the note type qbank Arrange."""

from __future__ import annotations

from qbank.api import Context, Fragment, Matching, Ordering, shuffled
from qbank_anki.note import Own, fragment
from qbank_anki.parts import Parts, escape


def render_matching(question: Matching, context: Context) -> Fragment:
    """Return the note of pairs. The right sides get letters; equal ones are one.

    Numbers are places in the orders made here, so that those on the front say nothing about what belongs together.
    """
    parts = Parts(context)
    unique = list(dict.fromkeys([*(pair.right for pair in question.pairs), *question.distractors]))
    rights = [unique[index] for index in shuffled(unique, f"{question.id}/right")]
    order = shuffled(question.pairs, f"{question.id}/left") if question.shuffle else [*range(len(question.pairs))]
    pairs = [question.pairs[index] for index in order]
    lefts = [parts.text(pair.left, inline=True) for pair in pairs]
    shown = {right: parts.text(right, inline=True) for right in rights}
    front = _list("qb-lefts", [f'<div class="qb-left">{left}</div>' for left in lefts], shuffle=question.shuffle)
    front += _list("qb-rights", [shown[right] for right in rights], shuffle=True)
    solved = [
        f'<div class="qb-left">{left}</div><div class="qb-right"><span class="qb-arrow">→ </span>'
        f'<span data-r="{rights.index(pair.right)}">{shown[pair.right]}</span></div>{parts.remark(pair.feedback)}'
        for left, pair in zip(lefts, pairs, strict=True)
    ]
    keys = {pair.right for pair in pairs}
    others = [
        f'<li>✗ <span data-r="{number}">{shown[right]}</span></li>'
        for number, right in enumerate(rights)
        if right not in keys
    ]
    back = _list("qb-lefts", solved) + (f'<ul class="qb-others">{"".join(others)}</ul>' if others else "")
    data = {"key": [rights.index(pair.right) for pair in pairs], "words": parts.words()}
    select = f' data-kind="matching" data-select="{escape(parts.labels.select)}"'
    fields = {
        "Question": parts.prompt(question.prompt, question.points),
        "Items": parts.wrap(front, "qb-arrange", select),
        "Answer": _answer(back, ' data-kind="matching"', parts, parts.feedback(question.feedback)),
    }
    return fragment(question, Own("arrange", fields, data), parts)


def render_ordering(question: Ordering, context: Context) -> Fragment:
    """Return the note of items to be put in order."""
    parts = Parts(context)
    order = shuffled(question.items, question.id, never_as_is=True)
    places = {index: number for number, index in enumerate(order)}
    texts = [f"<div>{parts.text(item, inline=True)}</div>" for item in question.items]
    front = _list("qb-items", [texts[index] for index in order], shuffle=True)
    items = "".join(f'<li data-i="{places[index]}">{text}</li>' for index, text in enumerate(texts))
    data = {
        "key": [places[index] for index in range(len(order))],
        "same": [question.items.index(question.items[index]) for index in order],
        "scoring": question.scoring,
        "words": parts.words(),
    }
    labels = f'data-up="{escape(parts.labels.up)}" data-down="{escape(parts.labels.down)}"'
    fields = {
        "Question": parts.prompt(question.prompt, question.points),
        "Items": parts.wrap(front, "qb-arrange", f' data-kind="ordering" {labels}'),
        "Answer": _answer(
            f'<ol class="qb-items">{items}</ol>',
            ' data-kind="ordering"',
            parts,
            parts.feedback(question.feedback),
        ),
    }
    return fragment(question, Own("arrange", fields, data), parts)


def _list(name: str, items: list[str], *, shuffle: bool = False) -> str:
    rows = "".join(f'<li data-i="{number}">{item}</li>' for number, item in enumerate(items))
    return f'<ol class="{name}"{" data-shuffle" if shuffle else ""}>{rows}</ol>'


def _answer(content: str, more: str, parts: Parts, feedback: str) -> str:
    heading = f'<div class="qb-label">{escape(parts.labels.correct_answer)}</div>'
    return parts.wrap(f'{heading}<div class="qb-arrange"{more}>{content}</div>{feedback}', "qb-answer")
