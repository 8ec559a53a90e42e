"""A choice question needs its key: exactly one right choice, or at least one where several may be ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.check.finding import Finding
from qbank.model import Choice, ChoiceBlank, Cloze, Item, MultipleChoice, MultipleResponse


def check(item: Item) -> Iterator[Finding]:
    """Yield what is wrong with the choices: none, several or all of them right, too few, two the same."""
    if isinstance(item, MultipleChoice):
        yield from _single(item.choices, "choices")
    elif isinstance(item, MultipleResponse):
        yield from _several(item.choices)
    elif isinstance(item, Cloze):
        for name, blank in item.blanks.items():
            if isinstance(blank, ChoiceBlank):
                yield from _single(blank.choices, f"blanks.{name}.choices")


def _single(choices: Sequence[Choice], path: str) -> Iterator[Finding]:
    keys = [index for index, choice in enumerate(choices) if choice.correct]
    if not keys:
        yield _no_key(choices, path, "write answer: before the right one")
    for index in keys[1:]:
        message = "another choice is marked as right, too"
        hint = "keep one answer:, or make it type: multiple_response"
        yield Finding("several-correct-choices", message, f"{path}.{index}.text", hint)
    yield from _any(choices, path)


def _several(choices: Sequence[Choice]) -> Iterator[Finding]:
    if not any(choice.correct for choice in choices):
        yield _no_key(choices, "choices", "write answer: before the right ones")
    if choices and all(choice.correct for choice in choices):
        message = "every choice is right: some platforms need a wrong one"
        yield Finding("no-wrong-choice", message, "choices", "add a distractor", "warning")
    yield from _any(choices, "choices")


def _no_key(choices: Sequence[Choice], path: str, hint: str) -> Finding:
    for index, choice in enumerate(choices):
        if choice.text.lower().startswith("answer "):
            hint = f"a colon is missing: - answer: {choice.text[7:47].strip()}"
            return Finding("no-correct-choice", "no choice is marked as right", f"{path}.{index}.text", hint)
    return Finding("no-correct-choice", "no choice is marked as right", path, hint)


def _any(choices: Sequence[Choice], path: str) -> Iterator[Finding]:
    if len(choices) < 2:
        yield Finding(
            "too-few-choices", "a question with choices needs at least two", path, "add a distractor: - Another answer"
        )
    seen: dict[str, int] = {}
    ids: set[str] = set()
    for index, choice in enumerate(choices):
        if choice.text in seen:
            message = f"choices {seen[choice.text] + 1} and {index + 1} are the same"
            yield Finding("duplicate-choice", message, f"{path}.{index}.text", "change or delete one")
        seen.setdefault(choice.text, index)
        if choice.id is not None and choice.id in ids:
            message = f"{choice.id} is the id of another choice"
            yield Finding("duplicate-choice", message, f"{path}.{index}.id", "give each choice an id of its own")
        ids |= {choice.id} if choice.id else set()
