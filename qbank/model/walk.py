"""What is where in a model: its texts, the fields that are set, the keys that fit at a path."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from qbank.model.base import ItemBase, Model
from qbank.model.types import Text

_TEXT = get_args(Text)[1]
"""The validator that tells Markdown from plain text: part of the alias `Text` and of nothing else."""


@cache
def models_in(annotation: Any) -> tuple[type[Model], ...]:
    """Return the models that a field's annotation holds, whatever lists, unions and dicts are around them."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return (annotation,)
    return tuple(model for argument in _arguments(annotation) for model in models_in(argument))


@cache
def is_markdown(annotation: Any) -> bool:
    """Return whether a field's annotation holds Markdown, alone or in a list."""
    if get_origin(annotation) is Annotated and _TEXT in get_args(annotation)[1:]:
        return True
    return any(is_markdown(argument) for argument in _arguments(annotation))


def _arguments(annotation: Any) -> tuple[Any, ...]:
    origin = get_origin(annotation)
    if origin is Annotated:
        return (get_args(annotation)[0],)
    if origin in (tuple, list, dict, Union, types.UnionType):
        return tuple(argument for argument in get_args(annotation) if argument is not Ellipsis)
    return ()


def _annotation(field: Any) -> Any:
    return field.annotation


@cache
def _markdown_fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(
        name for name, field in model.model_fields.items() if _TEXT in field.metadata or is_markdown(_annotation(field))
    )


def has_markdown(model: type[Model], name: str) -> bool:
    """Return whether a field of a model holds Markdown, at any depth."""
    return name in _markdown_fields(model) or any(
        has_markdown(inner, field)
        for inner in models_in(_annotation(model.model_fields[name]))
        for field in inner.model_fields
    )


@cache
def _text_fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a model below which there may be Markdown, and whether they hold it themselves."""
    markdown = _markdown_fields(model)
    kinds = {name: models_in(_annotation(field)) for name, field in model.model_fields.items()}
    return tuple(
        (name, name in markdown)
        for name, inner in kinds.items()
        if name in markdown or any(_text_fields(one) for one in inner)
    )


def texts(model: BaseModel) -> list[tuple[str, str]]:
    """Return the path (`choices.2.feedback`) and the text of every Markdown field that is set, in order."""
    found: list[tuple[str, str]] = []
    _texts(model, "", False, found)
    return found


def _texts(value: object, path: str, markdown: bool, found: list[tuple[str, str]]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        if markdown:
            found.append((path, value))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            _texts(one, f"{path}.{index}", markdown, found)
    elif isinstance(value, BaseModel):
        held = value.__dict__
        for name, is_text in _text_fields(type(value)):
            _texts(held[name], f"{path}.{name}" if path else name, is_text, found)
    elif isinstance(value, dict):
        for key, one in value.items():
            _texts(one, f"{path}.{key}", markdown, found)


def set_fields(item: ItemBase) -> list[tuple[str, str]]:
    """Return each field that says something: its path, and its name without positions and blank names.

    `choices.2.feedback`, `choices.feedback`. Fields about authoring (`IDENTITY`) are left out, and so is what has its
    default value.
    """
    found: list[tuple[str, str]] = []
    held = item.__dict__
    for name, default in _defaults(type(item)):
        value = held[name]
        if value is not default and name not in item.IDENTITY and value != default:
            _set(value, name, name, found)
    return found


@cache
def _defaults(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a model and their defaults; immutable values, so that they may be shared."""
    return tuple(
        (name, field.get_default(call_default_factory=True, validated_data={}))
        for name, field in model.model_fields.items()
    )


def _set(value: object, path: str, field: str, found: list[tuple[str, str]]) -> None:
    if isinstance(value, BaseModel):
        held = value.__dict__
        for name, default in _defaults(type(value)):
            one = held[name]
            if one is not default and one != default:
                _set(one, f"{path}.{name}", f"{field}.{name}", found)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            _set(one, f"{path}.{index}", field, found)
    elif isinstance(value, dict):
        for key, one in value.items():
            _set(one, f"{path}.{key}", field, found)
    else:
        found.append((path, field))


def keys_at(model: type[Model], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that may be typed in the mapping at a path below a model."""
    found: tuple[type[Model], ...] = (model,)
    for step in path:
        if isinstance(step, str):
            held: list[Any] = [one.model_fields[step].annotation for one in found if step in one.model_fields]
            found = tuple(inner for annotation in held for inner in models_in(annotation)) if held else found
    return tuple(dict.fromkeys(field.alias or name for one in found for name, field in one.model_fields.items()))


def fields_of(kind: type[ItemBase]) -> tuple[str, ...]:
    """Return the fields of a kind that a format's table has to name, without those about authoring."""
    return tuple(name for name in kind.model_fields if name not in kind.IDENTITY)
