"""The JSON Schemas for editors, made from the models: draft-07, with hover texts."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from qbank.model.bank import KINDS, Bank

DIALECT = "http://json-schema.org/draft-07/schema#"
NEVER_DEFAULT = frozenset({"id", "aliases"}) | {
    name for kind in KINDS.values() for name, field in kind.model_fields.items() if field.is_required()
}
"""Fields that `defaults` can't give: each question says these itself."""


def bank_schema() -> dict[str, Any]:
    """Return the schema of a bank."""
    schema = finished(Bank.model_json_schema(by_alias=True), "A bank of questions")
    schema["properties"]["defaults"] = _defaults(schema["definitions"])
    schema["properties"]["questions"]["items"] = _question(schema["definitions"])
    schema["required"] = ["schema", "bank", "questions"]
    return _with_draft_default(schema)


def model_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the schema of any other file, such as `qbank.yaml`."""
    return finished(model.model_json_schema(by_alias=True), title)


def render(schema: dict[str, Any]) -> str:
    """Return a schema's text, the same every time."""
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def finished(raw: dict[str, Any], title: str) -> dict[str, Any]:
    """Return pydantic's schema as editors want it: draft-07, no made-up titles, no discriminator."""
    schema = _clean(raw)
    assert isinstance(schema, dict)
    return {"$schema": DIALECT, "title": title, **schema}


def _clean(node: Any, *, named: bool = False) -> Any:
    """Return a part of the schema; `named` where its keys are names of fields, not of the schema language."""
    if isinstance(node, list):
        return [_clean(one) for one in node]
    if not isinstance(node, dict):
        return node
    if named:
        return {key: _clean(one) for key, one in node.items()}
    found: dict[str, Any] = {}
    for key, one in node.items():
        if key in ("discriminator", "default") or (key == "title" and isinstance(one, str)):
            continue
        name = "definitions" if key == "$defs" else key
        found[name] = _clean(one, named=name in ("properties", "definitions"))
    if found.get("const") == "1":
        del found["const"], found["type"]
        found["enum"] = [1, "1"]  # typed `schema: 1`, which editors take for a number
    found = _optional(found)
    reference = found.pop("$ref", None)
    if reference is not None:
        reference = {"$ref": reference.replace("#/$defs/", "#/definitions/")}
        # Draft-07 ignores what stands beside a $ref, and with it the hover text.
        found = {**found, "allOf": [reference]} if found else reference
    return found


def _optional(node: dict[str, Any]) -> dict[str, Any]:
    """Return a field that may be left empty as one type with null, not as a choice of two: messages are clearer."""
    if len(node.get("anyOf", ())) != 2 or node["anyOf"][1] != {"type": "null"} or "type" not in node["anyOf"][0]:
        return node
    first = node["anyOf"][0]
    if "enum" in first or first["type"] in ("object", "array"):
        return node
    types = first["type"] if isinstance(first["type"], list) else [first["type"]]
    rest = {key: one for key, one in node.items() if key != "anyOf"}
    return {**first, **rest, "type": list(dict.fromkeys([*types, "null"]))}


def _question(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return if/then by type, so that a misspelt kind is one error that lists the kinds. Drafts may be unfinished."""
    kinds = [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"$ref": f"#/definitions/{kind.__name__}"},
        }
        for name, kind in KINDS.items()
    ]
    for kind in KINDS.values():
        definitions[kind.__name__]["properties"]["type"] = {"type": "string"}
    described = {
        "description": "The kind of question.",
        "markdownEnumDescriptions": [(kind.__doc__ or "").splitlines()[0] for kind in KINDS.values()],
    }
    return {
        "type": "object",
        "properties": {"type": described, "id": definitions["MultipleChoice"]["properties"]["id"]},
        "required": ["id"],
        "if": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
        "else": {
            "properties": {"type": {"enum": list(KINDS), **described}},
            "required": ["type"],
            "allOf": kinds,
        },
    }


def _with_draft_default(schema: dict[str, Any]) -> dict[str, Any]:
    """Let `defaults: {status: draft}` make drafts of the questions that have no status of their own."""
    schema["definitions"]["Question"] = schema["properties"]["questions"].pop("items")
    says_draft = {"properties": {"status": {"const": "draft"}}, "required": ["status"]}
    by_default = {"properties": {"defaults": says_draft}, "required": ["defaults"]}
    stated = {
        "type": "object",
        "required": ["id"],
        "if": {"required": ["status"]},
        "then": {"$ref": "#/definitions/Question"},
    }
    return {
        **schema,
        "if": by_default,
        "then": {"properties": {"questions": {"items": stated}}},
        "else": {"properties": {"questions": {"items": {"$ref": "#/definitions/Question"}}}},
    }


def _defaults(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that may have a default: those of any kind that isn't of one question alone."""
    properties: dict[str, list[Any]] = {}
    for kind in KINDS.values():
        for name, field in definitions[kind.__name__]["properties"].items():
            if name not in NEVER_DEFAULT and field not in properties.setdefault(name, []):
                properties[name].append(field)
    merged = {
        name: found[0] if len(found) == 1 else {"anyOf": found, "description": found[0].get("description", "")}
        for name, found in properties.items()
    }
    text = "Fields that every question has unless it has its own; applied where its kind knows them."
    return {"type": "object", "additionalProperties": False, "properties": merged, "description": text}
