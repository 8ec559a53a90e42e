"""What the tests of the Canvas flavour share."""

from __future__ import annotations

from typing import Any

import kitchen
from qbank_qti import qti12

from qbank.api import Context, Stimulus, fill_media

EXPORTER = qti12.make(qti12.options())


def written(**data: Any) -> tuple[Any, str, set[str]]:
    """Return a question, its item as XML, and where a loss is reported."""
    question = kitchen.question({"id": "q", "prompt": "What?", **data})
    return question, *rendered(question, Context(kitchen.INFO, kitchen.media()))


def rendered(question: Any, context: Context) -> tuple[str, set[str]]:
    """Return an item as XML, and where a loss is reported."""
    fragment = EXPORTER.render(question, context)
    return fill_media(fragment.parts[0], str), {loss.path for loss in fragment.losses}


def in_kitchen(name: str) -> str:
    """Return a question of the kitchen sink as XML."""
    question = next(one for one in kitchen.questions() if one.id == name)
    return rendered(question, kitchen.context(question))[0]


def stimulus(found: Stimulus) -> tuple[str, set[str]]:
    """Return a stimulus as XML, and where a loss is reported."""
    return rendered(found, Context(kitchen.INFO, kitchen.media()))
