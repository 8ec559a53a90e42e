"""A project: the folder that has a `qbank.yaml` or a `source/`, and what its `qbank.yaml` says."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from qbank.compiler.layout import CONFIG
from qbank.compiler.validate import faults
from qbank.diagnostics import Diagnostic, Span
from qbank.model.base import Model
from qbank.model.types import Id, Plain, Plains
from qbank.source import Mapping, Node, Scalar, Sequence, Source, read, span, value


def _named(value: object) -> object:
    """Let formats be a name, a list of names, or name → options."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, list):
        return {one if isinstance(one, str) else "": {} for one in value}
    if isinstance(value, dict):
        return {name: {} if options is None else options for name, options in value.items()}
    return value


class ProjectFile(Model):
    """What `qbank.yaml` says."""

    schema_version: Literal["1"] = Field(alias="schema", description="The version of this language: 1.")
    id: Id | None = Field(
        None, description="The project's identity: cards keep theirs when a question moves to another bank."
    )
    formats: Annotated[
        dict[str, dict[str, Any]] | None,
        BeforeValidator(_named, json_schema_input_type=Plain | list[Plain] | dict[str, dict[str, Any] | None]),
    ] = Field(
        None,
        description="The formats to build: a list, or name → options. Without it, all that need no extra or program.",
    )
    out: Plain = Field("build", description="The folder that the build goes to.")
    allow: Plains = Field((), description="Codes of warnings that are fine in this project.")
    exporters: dict[str, Plain] = Field(
        default_factory=dict,
        description="Formats of the project's own: name → package:object, found in its exporters/ folder.",
    )


@dataclass(slots=True)
class Project:
    """A project's folder and settings; `diagnostics` say what is wrong with its `qbank.yaml`."""

    root: Path
    settings: ProjectFile
    diagnostics: list[Diagnostic] = field(default_factory=list)
    source: Source | None = None

    @property
    def id(self) -> str:
        """The project's id; empty where it has none."""
        return self.settings.id or ""

    @property
    def out(self) -> Path:
        """The folder that the build goes to, where the command names no other."""
        return Path(os.path.normpath(self.root / self.settings.out))

    def option_place(self, *path: str) -> Span:
        """Return the place of a setting in `qbank.yaml`, or its beginning."""
        node: Node | None = self.source.root if self.source else None
        for step in path:
            inner = node.get(step) if isinstance(node, Mapping) else _item(node, step)
            if inner is None:
                break
            node = inner
        return span(CONFIG, node) if node is not None and self.source else Span(CONFIG)

    def option_node(self, name: str) -> Node | None:
        """Return the node of a format's options."""
        root = self.source.root if self.source else None
        formats = root.get("formats") if isinstance(root, Mapping) else None
        return formats.get(name) if isinstance(formats, Mapping) else None


def _item(node: Node | None, text: str) -> Node | None:
    """Return the item of a list that is this text."""
    items = node.items if isinstance(node, Sequence) else ()
    return next((one for one in items if isinstance(one, Scalar) and one.value == text), None)


def open_project(root: Path) -> Project:
    """Read a project's settings; what is wrong with them is in its `diagnostics`. Raises OSError."""
    path = root / CONFIG
    if not path.exists():
        return Project(root, ProjectFile(schema_version="1"))
    source = read(path.read_bytes(), CONFIG)
    project = Project(root, ProjectFile(schema_version="1"), list(source.diagnostics), source)
    if not isinstance(source.root, Mapping):
        if source.root is not None:
            message = "lines of the form `key: value` are expected here"
            project.diagnostics.append(
                Diagnostic("mapping-expected", message, Span(CONFIG), hint="begin with schema: 1")
            )
        return project
    try:
        project.settings = ProjectFile.model_validate(value(source.root))
    except ValidationError as error:
        project.diagnostics += faults(error, ProjectFile, source, source.root)
    return project
