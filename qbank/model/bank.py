"""A bank: one file of questions, and the union of all kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from qbank.model.arrange import Matching, Ordering
from qbank.model.base import Model
from qbank.model.choice import MultipleChoice, MultipleResponse, TrueFalse
from qbank.model.cloze import Cloze
from qbank.model.open import Essay, Flashcard, Stimulus
from qbank.model.text import Numeric, ShortAnswer
from qbank.model.types import Id, Language, Plain, Plains, Text

AnyQuestion = (
    MultipleChoice
    | MultipleResponse
    | TrueFalse
    | ShortAnswer
    | Numeric
    | Matching
    | Ordering
    | Cloze
    | Essay
    | Flashcard
)
Question = Annotated[AnyQuestion, Field(discriminator="type")]
Item = AnyQuestion | Stimulus

KINDS: dict[str, type[AnyQuestion]] = {
    get_args(kind.model_fields["type"].annotation)[0]: kind for kind in get_args(AnyQuestion)
}
"""Every kind of question by the name that authors type."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that isn't one yet: it says `status: draft` and doesn't validate. It reaches no exporter."""

    id: str
    type: str
    data: dict[str, Any]


class StimulusText(Model):
    """A stimulus as typed in a bank, under its id."""

    title: Plain | None = Field(None, description="Its heading, without markup.")
    text: Text = Field(description="The passage, in Markdown.")


def _read_stimulus(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


StimulusField = Annotated[StimulusText, BeforeValidator(_read_stimulus, json_schema_input_type=Text | StimulusText)]


class BankHeader(Model):
    """What a file says of itself."""

    schema_version: Literal["1"] = Field(alias="schema", description="The version of this language: 1.")
    bank: Id = Field(description="The bank's id: unique in the project, part of the names of the files built.")
    title: Plain | None = Field(None, description="The bank's name, as learners see it.")
    description: Text | None = Field(None, description="What the bank is about, in Markdown.")
    language: Language | None = Field(None, description="The language of its texts: en, de, pt-BR, ar (BCP 47).")
    license: Plain | None = Field(None, description="The terms of use, best as an SPDX identifier: CC-BY-4.0.")
    authors: Plains = Field((), description="Who wrote it.")
    tags: Plains = Field((), description="Keywords added to every question's own.")


class Bank(BankHeader):
    """A bank, whole: what a file means once defaults are applied."""

    stimuli: dict[Id, StimulusField] = Field(
        default_factory=dict,
        description="Passages, figures or data that questions refer to: id → text, or {title, text}.",
    )
    questions: tuple[Question, ...] = Field((), description="The questions.")

    @model_validator(mode="after")
    def _share_tags(self) -> Bank:
        """Give every question the bank's tags, before its own."""
        if self.tags:
            self.__dict__["questions"] = tuple(
                question.model_copy(update={"tags": tuple(dict.fromkeys((*self.tags, *question.tags)))})
                for question in self.questions
            )
        return self

    def item(self, stimulus: str) -> Stimulus:
        """Return the stimulus with this id as an item. Raises KeyError where there is none."""
        found = self.stimuli[stimulus]
        return Stimulus(id=stimulus, title=found.title, text=found.text)
