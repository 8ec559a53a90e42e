"""What an author may set for these formats in `qbank.yaml`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qbank.api import Boolean, Integer, Options, Plain, Text

TEMPLATES = "A folder of this project with templates of its own; what isn't in it is taken from qbank."
MOST_LINES = 60

Lines = Annotated[Integer, Field(ge=0, le=MOST_LINES)]


class StudyOptions(Options):
    """Options of the study page."""

    templates: Plain | None = Field(None, description=TEMPLATES)
    math_font: Boolean = Field(
        True,
        description="Embed the glyphs that the formulas need, where the extra `mathfont` is installed.",
    )


class Space(Options):
    """Lines to write on, for each kind; what isn't named is left to the question."""

    multiple_choice: Lines = 0
    multiple_response: Lines = 0
    true_false: Lines = 0
    short_answer: Lines | None = None
    numeric: Lines = 0
    matching: Lines = 0
    ordering: Lines = 0
    cloze: Lines = 0
    essay: Lines | None = None
    flashcard: Lines = 2


class HandoutOptions(Options):
    """Options of the handout."""

    templates: Plain | None = Field(None, description=TEMPLATES)
    key: Literal["apart", "inline", "none"] = Field(
        "apart",
        description="Where the answers are: in a file apart (-key), in the same file after the last question, on pages "
        "of their own, or nowhere.",
    )
    space: Space = Field(
        default_factory=Space,
        description="Lines to write on, kind → number: {essay: 12, short_answer: 2}. For kinds that need none, room "
        "for working.",
    )
    instructions: Text | None = Field(None, description="What stands below the header, in Markdown.")
    name_line: Boolean = Field(True, description="Whether there are lines for name, ID, date and score.")
    points_table: Boolean = Field(True, description="Whether there is a table of the questions' points.")


class PdfOptions(HandoutOptions):
    """Options of the files for PDF and Word: the handout's, and the paper."""

    paper: Literal["A4", "Letter"] = Field("A4", description="The size of the pages: A4 or Letter.")
