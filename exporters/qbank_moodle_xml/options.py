"""What an author may set for Moodle XML in `qbank.yaml`."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from qbank.api import Credit, Options


class MoodleOptions(Options):
    """The options under `formats: {moodle_xml: …}`."""

    penalty: Credit = Field(
        Fraction(1, 3),
        description="What each further try costs, where a quiz lets learners try again: 1/3, 25%, 0.",
    )
    numbering: Literal["abc", "ABCD", "123", "iii", "IIII", "none"] = Field(
        "abc", description="How choices are numbered."
    )
