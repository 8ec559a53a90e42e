"""What an author may set for QTI 1.2 in `qbank.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qbank.api import Options


class Qti12Options(Options):
    """Options of the package for Canvas."""

    contents: Literal["quiz", "bank"] = Field(
        "quiz",
        description="quiz: a quiz with the questions, which Canvas Classic adds to a question bank as well; "
        "bank: an item bank alone, without a quiz.",
    )


class PlainOptions(Options):
    """Options of the plain package."""

    contents: Literal["quiz", "bank"] = Field(
        "quiz", description="quiz: a test (assessment) with the questions; bank: an item bank (objectbank)."
    )
    math: Literal["mathml", "tex"] = Field(
        "mathml", description="How formulas are written: MathML, or TeX between \\( and \\) for platforms with MathJax."
    )
