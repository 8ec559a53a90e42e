"""Turn what a model refuses into diagnostics: what was typed, where, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Items
from typing import Any

from pydantic import ValidationError

from qbank.compiler.meant import key_meant, readable, suggestion
from qbank.diagnostics import Diagnostic, Span
from qbank.model.bank import KINDS
from qbank.model.base import Model
from qbank.model.slug import slug
from qbank.model.walk import keys_at
from qbank.source import Mapping, Node, Scalar, Sequence, Source, shape_fault, span

Found = Callable[..., Diagnostic]
"""Makes a diagnostic of the finding at hand: code, message, hint, place."""

SAME_PLACE = {"text": ("answer",), "schema_version": ("schema",)}
"""Fields of a model and the keys that authors may have typed for them."""


def typed_at(root: Node, path: Items[str | int]) -> tuple[Node, bool]:
    """Return the deepest node that was typed for a path of the model, and whether it is the path's end.

    Shorthands stand for what they are short for: `- go: went` for `left` and `right`, a choice's text for the choice.
    """
    node = root
    for index, step in enumerate(path):
        found = _step(node, step)
        if found is None:
            rest = path[index:]
            return node, all(one == 0 or one in ("text", "answer", "criterion") for one in rest)
        node = found
    return node, True


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Sequence):
        return node.items[step] if isinstance(step, int) and step < len(node.items) else None
    if isinstance(node, Mapping) and isinstance(step, str):
        for key in (step, *SAME_PLACE.get(step, ())):
            if (found := node.get(key)) is not None:
                return found
        if len(node.entries) == 1 and step in ("left", "criterion"):
            return node.entries[0][0]
        if len(node.entries) == 1 and step in ("right", "points"):
            return node.entries[0][1]
    return None


def faults(error: ValidationError, model: type[Model], source: Source, root: Node, item: str = "") -> list[Diagnostic]:
    """Return a diagnostic for each finding of pydantic; `root` is the node that was validated.

    A key that is missing because it is misspelt is one finding, not two.
    """
    found = [_fault(details, model, source, root, item) for details in error.errors(include_url=False)]
    meant = {(_parent(one), one.hint) for one in found if one.code == "unknown-key"}
    return [one for one in found if one.code != "missing-key" or not _misspelt(one, meant)]


def _parent(one: Diagnostic) -> str:
    return one.path.rpartition(".")[0]


def _misspelt(one: Diagnostic, meant: set[tuple[str, str]]) -> bool:
    name = one.path.rpartition(".")[2]
    return any((_parent(one), f"did you mean {key}?") in meant for key in (name, *SAME_PLACE.get(name, ())))


def _fault(details: Any, model: type[Model], source: Source, root: Node, item: str) -> Diagnostic:
    path = tuple(step for step in details["loc"] if step != "[key]")
    kind, context = details["type"], details.get("ctx") or {}
    dotted = ".".join(str(step) for step in path)
    node, _ = typed_at(root, path)

    def found(code: str, message: str, hint: str = "", at: Node | Span | None = None) -> Diagnostic:
        place = at if isinstance(at, Span) else span(source.file, at or node)
        return Diagnostic(code, message, place, hint=hint, item=item, path=dotted)

    if kind == "missing":
        return _missing(found, model, path, typed_at(root, path[:-1])[0])
    if kind == "extra_forbidden":
        return _unknown_key(found, model, path, typed_at(root, path[:-1])[0])
    if kind == "literal_error":
        return _unknown_value(found, str(details["input"]), path, context["expected"])
    if kind in ("text-expected", "empty-text"):
        shaped = shape_fault(source, node, dotted)
        if shaped is not None:
            return Diagnostic(shaped.code, shaped.message, shaped.span, hint=shaped.hint, item=item, path=dotted)
    if "text" in context:
        return found(kind, f"{_name(path)}: {context['text']}", context["hint"])
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        names = ", ".join(f"{name}:" for name in keys_at(model, path)) or "name: value"
        hint = f"write them below {_name(path)}:, indented: {names}"
        return found("mapping-expected", f"{_name(path)}: lines of the form `key: value` are expected here", hint)
    if kind in ("tuple_type", "list_type"):
        return found(
            "list-expected", f"{_name(path)}: a list is expected here", "start each item with - on its own line"
        )
    return found("bad-value", f"{_name(path)}: {details['msg']}")


def _name(path: Items[str | int]) -> str:
    names = [step for step in path if isinstance(step, str)]
    return names[-1] if names else "this"


def _missing(found: Found, model: type[Model], path: Items[str | int], parent: Node) -> Diagnostic:
    name = SAME_PLACE.get(str(path[-1]), (str(path[-1]),))[0] if len(path) == 1 else str(path[-1])
    first = parent.entries[0][0] if isinstance(parent, Mapping) and parent.entries else parent
    described = model.model_fields.get(str(path[-1])) if len(path) == 1 else None
    what = described.description.rstrip(".") if described and described.description else ""
    hint = f"add {name}: {_proposal(name, parent) or '…'}" + (f" ({what[0].lower()}{what[1:]})" if what else "")
    return found("missing-key", f"{name} is missing", hint, first)


def _proposal(name: str, parent: Node) -> str:
    """Return a value to type for a key that is missing, where one can be told."""
    if name == "schema":
        return "1"
    if name == "id" and isinstance(parent, Mapping):
        texts = (as_text(parent.get(key)) for key in ("title", "prompt", "front"))
        return slug(next((text for text in texts if text), ""), 40).lower()
    return ""


def _unknown_key(found: Found, model: type[Model], path: Items[str | int], parent: Node) -> Diagnostic:
    word = str(path[-1])
    key: Node | None = parent.key(word) if isinstance(parent, Mapping) else None
    known = keys_at(model, tuple(path[:-1]))
    if path[:-1] and path[0] in ("choices",):
        known = ("answer", *known)
    owners = [name for name, kind in KINDS.items() if word in kind.model_fields] if len(path) == 1 else []
    return found("unknown-key", f"unknown key {readable(word)}", key_meant(word, known, owners), key)


def _unknown_value(found: Found, value: str, path: Items[str | int], expected: str) -> Diagnostic:
    known = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    hint = suggestion(value, known) or f"write {' or '.join(known)}"
    return found("unknown-value", f"{_name(path)}: {value[:60]!r} is not one of {', '.join(known)}", hint)


def as_text(node: Node | None) -> str:
    """Return a scalar's text, empty for anything else."""
    return node.value if isinstance(node, Scalar) else ""
