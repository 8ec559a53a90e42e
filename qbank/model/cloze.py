"""Cloze: a prompt with blanks to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from qbank.model.base import Model, Scored
from qbank.model.blanks import Found, Gap, find
from qbank.model.choice import Choices, Position, chosen, single_credits
from qbank.model.numbers import fault
from qbank.model.text import NumberAnswers, TextAnswers
from qbank.model.types import Integer, Text


class _BlankFields(Model):
    points: Integer = Field(1, description="Its weight among the blanks: a whole number from 1.")
    hint: Text | None = Field(None, description="Help for this blank.")


class TextBlank(_BlankFields, TextAnswers):
    """A blank for text."""


class NumberBlank(_BlankFields, NumberAnswers):
    """A blank for a number."""


class ChoiceBlank(_BlankFields):
    """A drop-down."""

    choices: Choices = Field(description="At least two; exactly one of them `answer: …`.")

    def credit(self, response: Position | None) -> Fraction:
        """Return the credit of the chosen choice: its id, its authored position from 1, or its text."""
        texts = {choice.text: index for index, choice in reversed(list(enumerate(self.choices)))}
        index = None if response is None else chosen(self.choices, response)
        if index is None:
            index = texts.get(str(response))
        return Fraction(0) if index is None else single_credits(self.choices)[index]


Blank = TextBlank | NumberBlank | ChoiceBlank


def _read_blank(value: object) -> object:
    if isinstance(value, Blank):
        return value
    if not isinstance(value, dict):
        raise fault(
            "mapping-expected", "a blank is described by its answers", "write accept: …, answer: … or choices: …"
        )
    if "choices" in value:
        return ChoiceBlank.model_validate(value)
    if "answer" in value or "min" in value or "max" in value:
        return NumberBlank.model_validate(value)
    if "accept" in value:
        return TextBlank.model_validate(value)
    raise fault("missing-key", "a blank needs its answers", "write accept: …, answer: … or choices: …")


_Blank = Annotated[Blank, BeforeValidator(_read_blank, json_schema_input_type=TextBlank | NumberBlank | ChoiceBlank)]


def _inline(gap: Gap) -> Blank:
    if gap.texts:
        return TextBlank.model_validate({"accept": list(gap.texts)})
    if gap.options:
        key, *others = gap.options
        return ChoiceBlank.model_validate({"choices": [{"answer": key}, *others]})
    if gap.bounds:
        return NumberBlank.model_validate({"min": gap.bounds[0], "max": gap.bounds[1]})
    assert gap.number
    return NumberBlank.model_validate({"answer": gap.number[0], "tolerance": gap.number[1]})


class Cloze(Scored):
    """A text with blanks."""

    type: Literal["cloze"]
    blanks: dict[str, _Blank] = Field(default_factory=dict, description="What `[[@name]]` in the prompt refers to.")

    @model_validator(mode="after")
    def _sum_points(self) -> Cloze:
        if "points" not in self.model_fields_set:
            self.__dict__["points"] = self._sum
        return self

    @property
    def _sum(self) -> Decimal:
        """What the question is worth where its points aren't typed."""
        return Decimal(sum(blank.points for blank in self.filled.values()) or 1)

    def as_typed(self) -> Any:
        """Return the shortest data that an author could have typed; points are left out where blanks add up to them."""
        data = {key: one for key, one in super().as_typed().items() if key != "points"}
        return data if self.points == self._sum else {**data, "points": str(self.points)}

    @cached_property
    def found(self) -> Found:
        """The prompt taken apart."""
        return find(self.prompt)

    @cached_property
    def filled(self) -> dict[str, Blank]:
        """The blanks in order of appearance, by name: `@verb` is `verb`, a nameless one its position from 1."""
        named: dict[str, Blank] = {}
        for number, gap in enumerate(self.found.gaps, 1):
            if gap.name and gap.name in self.blanks:
                named[gap.name] = self.blanks[gap.name]
            elif not gap.name and not gap.fault:
                named[str(number)] = _inline(gap)
        return named

    def with_gaps(self, marks: Any) -> str:
        """Return the prompt with each blank replaced by `marks(number)`, numbers from 1: Markdown to be rendered."""
        number, text = 0, ""
        for part in self.found.parts:
            if isinstance(part, str):
                text += part
            else:
                number += 1
                text += marks(number)
        return text

    @property
    def stem(self) -> str:
        """The prompt with lines in place of its blanks, in which the answers stand."""
        return self.with_gaps(lambda _: "____")

    def credit(self, response: Mapping[str, Any] | None) -> Fraction:
        """Return Σ weight × credit / Σ weight over the blanks; the response maps their names to what was filled in."""
        given = response or {}
        weights = sum(blank.points for blank in self.filled.values())
        earned = sum(
            ((blank.credit(given.get(name)) or Fraction(0)) * blank.points for name, blank in self.filled.items()),
            Fraction(0),
        )
        return earned / weights
