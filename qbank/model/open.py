"""What people judge themselves: essays and flashcards; and the stimuli that questions refer to."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SerializerFunctionWrapHandler, model_serializer

from qbank.model.base import ItemBase, Model, QuestionBase, Scored
from qbank.model.numbers import fault
from qbank.model.types import Boolean, Integer, Plain, Points, Text, one_or_many


class Criterion(Model):
    """A line of a rubric. Authors type `- Names two causes: 2` or `{criterion, points, description}`."""

    criterion: Text = Field(description="What is looked for.")
    points: Points = Field(Decimal(1), description="What it is worth.")
    description: Text | None = Field(None, description="What counts as fulfilled.")

    @model_serializer(mode="wrap")
    def _shorthand(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        if set(data) == {"criterion"}:
            return self.criterion
        short = self.criterion not in Criterion.model_fields and "\n" not in self.criterion and len(self.criterion) < 60
        return {self.criterion: data["points"]} if short and "description" not in data else data


def _read_criterion(value: object) -> object:
    if isinstance(value, str):
        return {"criterion": value}
    if isinstance(value, dict):
        if len(value) == 1 and not set(value) & {*Criterion.model_fields}:
            ((criterion, points),) = value.items()
            return {"criterion": criterion, "points": points}
        return value
    raise fault("text-expected", "a criterion is expected here", "write - Names two causes: 2")


_Criterion = Annotated[
    Criterion, BeforeValidator(_read_criterion, json_schema_input_type=Plain | Criterion | dict[str, Points])
]


class Essay(Scored):
    """A text that people score."""

    type: Literal["essay"]
    model_answer: Text | None = Field(None, description="A good answer in full.")
    rubric: Annotated[tuple[_Criterion, ...], one_or_many(Plain | Criterion | dict[str, Points])] = Field(
        (), description="What is looked for, with points: - Names two causes: 2"
    )
    min_words: Integer | None = Field(None, description="The least number of words.")
    max_words: Integer | None = Field(None, description="The greatest number of words.")
    attachments: Literal["none", "allowed", "required"] = Field("none", description="Whether files may be handed in.")
    response_template: Text | None = Field(None, description="Text that stands in the answer field at the beginning.")

    def credit(self, response: str | None) -> None:
        """Return None: people score it."""


class Flashcard(QuestionBase):
    """Two sides of a card."""

    type: Literal["flashcard"]
    front: Text = Field(description="What is shown.")
    back: Text = Field(description="What is to be recalled.")
    reversed: Boolean = Field(False, description="Whether it is also asked from back to front.")

    @property
    def text(self) -> str:
        """The front."""
        return self.front

    def score(self, response: Any) -> None:
        """Return None: learners score themselves."""


class Stimulus(ItemBase):
    """A passage, figure or data that several questions refer to; an item as well, local to its bank."""

    type: Literal["stimulus"] = "stimulus"
    title: Plain | None = Field(None, description="Its heading, without markup.")
    text: Text = Field(description="The passage, in Markdown.")

    @property
    def stem(self) -> str:
        """The passage: there is no answer in it."""
        return self.text
