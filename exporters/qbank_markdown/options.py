"""What an author may set for Markdown in `qbank.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qbank.api import Options


class MarkdownOptions(Options):
    """Options of the Markdown document."""

    key: Literal["folded", "apart", "none"] = Field(
        "folded",
        description="Where the answers are: folded below each question, in a file apart (-key.md), or left out.",
    )
