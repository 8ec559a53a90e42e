"""What an author may set for these formats in `qbank.yaml`."""

from __future__ import annotations

from pydantic import Field

from qbank.api import Boolean, Options, Text


class StudyOptions(Options):
    """Options of the study page."""

    math_font: Boolean = Field(
        True,
        description="Embed the glyphs that the formulas need, where the extra `mathfont` is installed.",
    )


class HandoutOptions(Options):
    """Options of the handout."""

    instructions: Text | None = Field(None, description="What stands below the header, in Markdown.")
    name_line: Boolean = Field(True, description="Whether there are lines for name, ID, date and score.")
    points_table: Boolean = Field(True, description="Whether there is a table of the questions' points.")
