"""What all questions have in common."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from qbank.model.types import Id, Ids, Plain, Plains, Points, Text, Texts


class Model(BaseModel):
    """Validated at the door, immutable from then on; unknown keys are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        protected_namespaces=(),
        defer_build=True,  # a kind that no bank has needs no validator: an eighth of `qbank check` of one file
    )

    def as_typed(self) -> Any:
        """Return the shortest data that an author could have typed for this model; defaults are left out."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


class Feedback(Model):
    """Text shown after an attempt, by how good it was."""

    correct: Text | None = Field(None, description="Shown when everything was right.")
    partial: Text | None = Field(None, description="Shown when a part was right.")
    incorrect: Text | None = Field(None, description="Shown when nothing was right.")


class ItemBase(Model):
    """What can be referred to by an id. `IDENTITY` fields are about authoring and never reach a platform's page."""

    IDENTITY: ClassVar[frozenset[str]] = frozenset({"type", "id", "aliases", "status", "allow"})

    id: Id = Field(description="Its name for good: unique in the project, never changed. Letters, digits, - and _.")


class QuestionBase(ItemBase):
    """The fields of every kind of question."""

    aliases: Ids = Field((), description="Earlier ids, the oldest first: the question keeps its history.")
    title: Plain | None = Field(None, description="A short name, without markup.")
    stimulus: Plain | None = Field(None, description="The id of the stimulus (passage, figure, data) it refers to.")
    tags: Plains = Field((), description="Keywords, for searching and filtering.")
    difficulty: Literal["easy", "medium", "hard"] | None = Field(
        None, description="How hard it is: easy, medium, hard."
    )
    bloom: Literal["remember", "understand", "apply", "analyze", "evaluate", "create"] | None = Field(
        None, description="The level of Bloom's revised taxonomy."
    )
    objectives: Texts = Field((), description="What the learner can do who answers it.")
    hints: Texts = Field((), description="Help before the answer, shown one by one.")
    explanation: Text | None = Field(None, description="Shown to everyone after the answer.")
    source: Text | None = Field(None, description="Where the question or its facts come from.")
    status: Literal["ready", "draft", "retired"] = Field(
        "ready", description="draft: not built. retired: kept, not built."
    )
    allow: Plains = Field((), description="Codes of warnings that are fine here.")

    @property
    def text(self) -> str:
        """The text that stands for the question where there is room for one only."""
        raise NotImplementedError

    @property
    def stem(self) -> str:
        """That text without any answers that stand in it: what the question may be listed by."""
        return self.text

    def score(self, response: Any) -> Fraction | None:
        """Return what a response is worth, from 0 to the question's points; None where people score it."""
        raise NotImplementedError


class Scored(QuestionBase):
    """A question with a prompt and points: every kind but the flashcard."""

    prompt: Text = Field(description="What is asked, in Markdown.")
    points: Points = Field(Decimal(1), description="What the right answer is worth.")
    feedback: Feedback = Field(default_factory=Feedback, description="Shown after an attempt, by how good it was.")

    @property
    def text(self) -> str:
        """The prompt."""
        return self.prompt

    def credit(self, response: Any) -> Fraction | None:
        """Return the share of the points that a response earns, from 0 to 1; None where people score it."""
        raise NotImplementedError

    def score(self, response: Any) -> Fraction | None:
        """Return what a response is worth, from 0 to `points`; no response (None) scores 0."""
        credit = self.credit(response)
        return None if credit is None else credit * Fraction(self.points)
