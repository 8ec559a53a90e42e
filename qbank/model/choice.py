"""Questions whose answers are chosen: multiple choice, multiple response, true/false."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, TypeAdapter, model_serializer

from qbank.model.base import Model, Scored
from qbank.model.numbers import fault
from qbank.model.types import Boolean, Id, Share, Text

ZERO, ONE = Fraction(0), Fraction(1)


class _ChoiceFields(Model):
    feedback: Text | None = Field(None, description="Shown to who chose it.")
    weight: Share | None = Field(None, description="What choosing it is worth: 50%, 1/3 or 0.5.")
    fixed: Boolean = Field(False, description="Keeps its place when choices are shuffled.")
    id: Id | None = Field(None, description="Its name, where responses are to be matched to it.")


class RightChoice(_ChoiceFields):
    """A right choice."""

    answer: Text = Field(description="The text of a right choice.")


class Distractor(_ChoiceFields):
    """A choice, wrong unless `correct` says otherwise."""

    text: Text = Field(description="The text of a wrong choice (a distractor).")
    correct: Boolean = Field(False, description="An older way to mark the key; write `answer:` instead of `text:`.")


class Choice(_ChoiceFields):
    """One of the choices. Authors type text for a distractor, `answer:` for a key."""

    text: Text
    correct: Boolean = False

    @model_serializer(mode="wrap")
    def _shorthand(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        data.pop("correct", None)
        text = data.pop("text")
        if self.correct:
            return {"answer": text, **data}
        return {"text": text, **data} if data else text


def _misspelt(value: dict[str, object]) -> bool:
    return any(get_close_matches(key.lower(), ("answer", "text"), cutoff=0.75) for key in value)


def _read_choice(value: object) -> object:
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and "answer" in value:
        if "text" in value or "correct" in value:
            raise fault("answer-and-text", "a choice has either answer or text", "keep answer: for a right choice")
        return {"text" if key == "answer" else key: item for key, item in value.items()} | {"correct": True}
    if isinstance(value, dict) and isinstance(marked := value.get("correct"), str) and "text" not in value:
        hint = f"write answer: {marked}" if marked.lower() not in ("true", "false") else "write answer: and the text"
        raise fault("missing-key", "this choice has no text", hint)
    if isinstance(value, dict) and len(value) == 1 and not set(value) & {*Choice.model_fields} and not _misspelt(value):
        raise fault("text-expected", "text is expected here")
    if value is None or isinstance(value, list):
        raise fault("text-expected", "text is expected here")
    return value


Choices = tuple[
    Annotated[Choice, BeforeValidator(_read_choice, json_schema_input_type=Text | RightChoice | Distractor)], ...
]

Position = str | int


def chosen(choices: Sequence[Choice], response: Position) -> int | None:
    """Return the index of the choice that a response (an id, or a position from 1) names, None where there is none."""
    for index, choice in enumerate(choices):
        if choice.id is not None and response == choice.id:
            return index
    number = int(response) if str(response).isdecimal() else 0
    return number - 1 if 1 <= number <= len(choices) else None


def single_credits(choices: Sequence[Choice]) -> tuple[Fraction, ...]:
    """Return the credit of each choice where one is chosen: the key 100%, the others their weight."""
    return tuple(ONE if choice.correct else choice.weight or ZERO for choice in choices)


class MultipleChoice(Scored):
    """One choice is the key; others may earn a part."""

    type: Literal["multiple_choice"]
    choices: Choices = Field(description="At least two; exactly one of them `answer: …`.")
    shuffle: Boolean = Field(True, description="Whether the choices are shown in random order.")

    @property
    def credits(self) -> tuple[Fraction, ...]:
        """What each choice is worth, as a share of the points."""
        return single_credits(self.choices)

    def credit(self, response: Position | None) -> Fraction:
        """Return the chosen choice's credit; the response is its id or its authored position from 1."""
        index = None if response is None else chosen(self.choices, response)
        return ZERO if index is None else self.credits[index]


class MultipleResponse(Scored):
    """Any number of choices are keys."""

    type: Literal["multiple_response"]
    choices: Choices = Field(description="At least two; the right ones `answer: …`.")
    shuffle: Boolean = Field(True, description="Whether the choices are shown in random order.")
    scoring: Literal["partial", "all_or_nothing", "weights"] = Field(
        "partial",
        description="partial: right minus wrong; all_or_nothing: exactly the right ones; weights: the sum of weights.",
    )

    @property
    def weighted(self) -> bool:
        """Whether weights decide: said so, or any choice has one."""
        return self.scoring == "weights" or any(choice.weight is not None for choice in self.choices)

    @property
    def credits(self) -> tuple[Fraction, ...]:
        """What ticking each choice adds, as a share of the points (before the sum is clamped to 0 and 1).

        Under weights, keys without one share equally what is left of 100%. All or nothing has no such numbers: the
        shares of `partial` are returned.
        """
        keys = [choice for choice in self.choices if choice.correct]
        if not self.weighted:
            share = Fraction(1, len(keys)) if keys else ZERO
            return tuple(share if choice.correct else -share for choice in self.choices)
        left = ONE - sum((choice.weight for choice in keys if choice.weight is not None), ZERO)
        open_keys = sum(choice.weight is None for choice in keys)
        rest = max(ZERO, left) / open_keys if open_keys else ZERO
        return tuple(
            choice.weight if choice.weight is not None else rest if choice.correct else ZERO for choice in self.choices
        )

    def credit(self, response: Sequence[Position] | set[Position] | frozenset[Position] | None) -> Fraction:
        """Return the credit of a set of choices, each named by its id or its authored position from 1."""
        ticked = {chosen(self.choices, one) for one in response or ()} - {None}
        keys = {index for index, choice in enumerate(self.choices) if choice.correct}
        if self.scoring == "all_or_nothing" and not self.weighted:
            return ONE if ticked == keys else ZERO
        total = sum((self.credits[index] for index in ticked if index is not None), ZERO)
        return min(ONE, max(ZERO, total))


class TrueFalse(Scored):
    """A statement that is true or false."""

    type: Literal["true_false"]
    answer: Boolean = Field(description="Whether the statement is true.")

    def credit(self, response: bool | None) -> Fraction:
        """Return 1 for the right truth value, else 0."""
        return ONE if response is not None and response == self.answer else ZERO


ChoiceList: TypeAdapter[tuple[Choice, ...]] = TypeAdapter(Choices)
