"""One bank in the language of each program that is measured.

Where a program doesn't have a kind, the question stands there as a multiple choice with the same texts, so that all
of them read the same amount.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from textwrap import indent

from benchmarks.questions import Bank, Choice, Question

TOLERANCE = 0.01
"""A hundredth of the number: of every numeric answer."""


def as_yaml(bank: Bank) -> str:
    """Return a bank as qbank's YAML."""
    head = f"schema: 1\nbank: {bank.id}\ntitle: {bank.title}\nquestions:\n"
    return head + "".join(map(_yaml, bank.questions))


def _yaml(question: Question) -> str:
    head = f"  - type: {question.kind}\n    id: {question.id}\n    prompt: |\n{indent(question.prompt, ' ' * 6)}\n"
    tail = f"    explanation: |\n      {question.explanation}\n    tags: [{question.tag}]\n    difficulty: medium\n"
    return head + "".join(_yaml_answers(question)) + tail


def _yaml_answers(question: Question) -> Iterator[str]:
    if question.choices:
        yield "    choices:\n"
    for choice in question.choices:
        yield f"      - {'answer' if choice.right else 'text'}: |\n          {choice.text}\n"
        if choice.feedback:
            yield f"        feedback: |\n          {choice.feedback}\n"
    if question.kind == "short_answer":
        yield f"    accept: [{', '.join(question.answers)}]\n"
    elif question.answers:
        yield f"    answer: {question.answers[0]}\n"
    if question.kind == "numeric":
        yield f"    tolerance: {TOLERANCE:.0%}\n"
    if question.pairs:
        yield "    pairs:\n" + "".join(f"      - left: {one}\n        right: {two}\n" for one, two in question.pairs)


def _as_choices(question: Question) -> Question:
    """Return a question whose kind is rare as a multiple choice."""
    if question.kind == "true_false":
        texts, right = ["True", "False"], question.answers[0].capitalize()
    elif question.kind == "matching":
        texts = [f"{left}: {right}" for left, right in question.pairs]
        right = texts[0]
    else:
        texts, right = ["right", "wrong", "neither"], "right"
    choices = tuple(Choice(text, text == right) for text in texts)
    return replace(question, kind="multiple_choice", choices=choices, answers=())


def as_text2qti(bank: Bank) -> str:
    """Return a bank in text2qti's plain text."""
    return f"Quiz title: {bank.title}\n\n" + "\n".join(map(_text2qti, bank.questions))


def _text2qti(typed: Question) -> str:
    question = _as_choices(typed) if typed.kind in ("true_false", "matching", "cloze") else typed
    text = indent(question.prompt, " " * 4).lstrip()
    lines = [f"1.  {text}", f"... {question.explanation}"]
    for choice, letter in zip(question.choices, "abcdefgh", strict=False):
        mark = f"[{'*' if choice.right else ' '}]" if question.kind == "multiple_response" else f"{letter})"
        lines.append(f"{'*' * (choice.right and mark[0] != '[')}{mark} {choice.text}")
        lines += [f"... {choice.feedback}"] if choice.feedback else []
    if question.kind == "short_answer":
        lines += [f"*   {one}" for one in question.answers]
    if question.kind == "numeric":
        lines.append(f"=   {question.answers[0]} +- {TOLERANCE:.0%}")
    return "\n".join(lines) + "\n"


def as_blackboard(bank: Bank) -> str:
    """Return a bank as lines with tabs between fields, which qti-package-maker reads: its texts are HTML in ASCII."""
    return "".join("\t".join(map(_ascii_html, _blackboard(one))) + "\n" for one in bank.questions)


def _ascii_html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>").encode("ascii", "xmlcharrefreplace").decode()


def _blackboard(typed: Question) -> list[str]:
    question = _as_choices(typed) if typed.kind in ("true_false", "cloze") else typed
    kind = {"multiple_choice": "MC", "multiple_response": "MA", "short_answer": "FIB", "numeric": "NUM"}
    fields = [kind.get(question.kind, "MAT"), question.prompt]
    for choice in question.choices:
        fields += [choice.text, "Correct" if choice.right else "Incorrect"]
    fields += question.answers
    if question.kind == "numeric":
        fields.append(str(float(question.answers[0]) * TOLERANCE))
    return fields + [text for pair in question.pairs for text in pair]


def as_markdown(bank: Bank) -> str:
    """Return a bank as Markdown, for pandoc: questions and their texts."""
    return f"# {bank.title}\n\n" + "\n".join(map(_markdown, bank.questions))


def _markdown(question: Question) -> str:
    texts = [one for choice in question.choices for one in (choice.text, choice.feedback) if one]
    texts += [*question.answers, *(f"{left}: {right}" for left, right in question.pairs)]
    listed = "".join(f"- {text}\n" for text in texts)
    return f"## {question.id}\n\n{question.prompt}\n\n{listed}\n{question.explanation}\n"


LANGUAGES: dict[str, Callable[[Bank], str]] = {
    "yaml": as_yaml,
    "text2qti": as_text2qti,
    "blackboard": as_blackboard,
    "markdown": as_markdown,
}
