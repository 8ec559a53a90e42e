"""The kitchen sink (tests/kitchen_sink): every kind, every field, hostile text in each. It is fed to every consumer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from qbank.compiler.reader import compile_file
from qbank.compiler.unit import Unit
from qbank.model import KINDS, Stimulus
from qbank.model.base import ItemBase
from qbank.model.walk import models_in

KITCHEN_SINK = Path(__file__).parent / "kitchen_sink"
"""A project."""
FILE = "source/kitchen-sink.yaml"

EVERYWHERE = (
    "~=#{}:\\", "]]>", "{{c1::", "$", "<script>", '"d"', "'s'", "😀", "שלום", "std::vector", "\\nabla",
)  # fmt: skip
"""What each text holds, at least in one question of its kind."""
IN_MARKDOWN = ("\n\n    ", "        ", "<media/a+b 100%.png>")
"""What each Markdown text holds besides: a blank line, code with indentation, a file's name with `+`, `%`, a space."""


@cache
def kitchen_sink() -> Unit:
    """Return the kitchen sink, compiled."""
    return compile_file(KITCHEN_SINK, FILE)


def all_kinds() -> dict[str, Any]:
    """Return every kind of item, those that were added since included."""
    return {**KINDS, "stimulus": Stimulus}


def fields_below(model: type[ItemBase]) -> list[str]:
    """Return the names of all fields of a kind, at any depth, as tables name them: `choices.feedback`."""
    return [name for name in _below(model) if name not in model.IDENTITY]


def _below(model: Any) -> list[str]:
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner = [below for one in models_in(field.annotation) for below in _below(one)]
        found += list(dict.fromkeys(f"{name}.{below}" for below in inner)) or [name]
    return found


def at(value: Any, path: Sequence[str | int]) -> Any:
    """Return what stands at a path of a model."""
    for step in path:
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
    return value


def replaced(value: Any, path: Sequence[str | int], new: Any) -> Any:
    """Return a model with something else at a path."""
    if not path:
        return new
    step, *rest = path
    inner = replaced(at(value, [step]), rest, new)
    if isinstance(value, BaseModel):
        return value.model_copy(update={step: inner})
    if isinstance(value, dict):
        return {**value, step: inner}
    assert isinstance(step, int)
    return (*value[:step], inner, *value[step + 1 :])
