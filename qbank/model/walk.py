"""What is where in a model: its texts, the fields that are set, the keys that fit at a path."""

from __future__ import annotations

import types
from collections.abc import Iterator
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


def texts(model: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path (`choices.2.feedback`) and the text of every Markdown field that is set, in order."""
    markdown = _markdown_fields(type(model))
    for name, value in model.__dict__.items():
        if name in type(model).model_fields:
            yield from _texts(value, f"{path}{name}", name in markdown)


def _texts(value: object, path: str, markdown: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if markdown:
            yield path, value
    elif isinstance(value, BaseModel):
        yield from texts(value, f"{path}.")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts(one, f"{path}.{index}", markdown)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{path}.{key}", markdown)


def set_fields(item: ItemBase) -> Iterator[tuple[str, str]]:
    """Yield each field that says something: its path, and its name without positions and blank names.

    `choices.2.feedback`, `choices.feedback`. Fields about authoring (`IDENTITY`) are left out, and so is what has its
    default value.
    """
    for name, value, default in _values(item):
        if name not in item.IDENTITY and value != default:
            yield from _set(value, name, name)


@cache
def _defaults(model: type[BaseModel]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a model and their defaults; immutable values, so that they may be shared."""
    return tuple(
        (name, field.get_default(call_default_factory=True, validated_data={}))
        for name, field in model.model_fields.items()
    )


def _values(model: BaseModel) -> Iterator[tuple[str, Any, Any]]:
    for name, default in _defaults(type(model)):
        yield name, getattr(model, name), default


def _set(value: object, path: str, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        for name, one, default in _values(value):
            if one != default:
                yield from _set(one, f"{path}.{name}", f"{field}.{name}")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _set(one, f"{path}.{index}", field)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _set(one, f"{path}.{key}", field)
    else:
        yield path, field


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
