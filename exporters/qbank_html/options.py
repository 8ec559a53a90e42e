"""What an author may set for these formats in `qbank.yaml`."""

from __future__ import annotations

from pydantic import Field

from qbank.api import Boolean, Options, Plain, Text

TEMPLATES = "A folder of this project with templates of its own; what isn't in it is taken from qbank."


class StudyOptions(Options):
    """Options of the study page."""

    templates: Plain | None = Field(None, description=TEMPLATES)
    math_font: Boolean = Field(
        True,
        description="Embed the glyphs that the formulas need, where the extra `mathfont` is installed.",
    )


class HandoutOptions(Options):
    """Options of the handout."""

    templates: Plain | None = Field(None, description=TEMPLATES)
    instructions: Text | None = Field(None, description="What stands below the header, in Markdown.")
    name_line: Boolean = Field(True, description="Whether there are lines for name, ID, date and score.")
    points_table: Boolean = Field(True, description="Whether there is a table of the questions' points.")
