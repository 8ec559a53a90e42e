"""The schemas are draft-07, take what qbank takes, and refuse what no editor should let pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from schema_cases import BAD, GOOD, bank

from qbank.compiler.project import ProjectFile
from qbank.compiler.reader import compile_bytes
from qbank.model.bank import KINDS
from qbank.model.schema import bank_schema, model_schema

ROOT = Path(__file__).parents[2]
BANKS = sorted((ROOT / "source").rglob("*.yaml"))
SCHEMAS = {"bank": bank_schema(), "project": model_schema(ProjectFile, "A project")}


class EditorsYaml(yaml.SafeLoader):
    """YAML as editors read it: version 1.2, where `no` is text, but `2`, `true` and `~` are not; all keys are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Read keys as text."""
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}  # type: ignore[no-untyped-call]


for tag, pattern in {
    "bool": r"^(true|True|TRUE|false|False|FALSE)$",
    "null": r"^(~|null|Null|NULL|)$",
    "int": r"^([-+]?[0-9]+|0x[0-9a-fA-F]+)$",
    "float": r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$",
}.items():
    EditorsYaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", __import__("re").compile(pattern), None)


def errors(text: str, schema: str = "bank") -> list[str]:
    """Return what the schema says of a file, read as editors read it."""
    found = Draft7Validator(SCHEMAS[schema]).iter_errors(yaml.load(text, EditorsYaml))
    return [one.message for one in found]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_draft_07(name: str) -> None:
    """The schema is valid itself, and says which draft it is of."""
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_an_example_bank_is_valid(path: Path) -> None:
    """An editor underlines nothing in the example banks."""
    assert errors(path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", GOOD)
def test_what_qbank_takes_is_valid(name: str) -> None:
    """What compiles is valid for the schema, too: an editor never underlines a right file."""
    text = bank(name, GOOD[name])
    unit = compile_bytes(text.encode(), ROOT, "source/b.yaml")
    codes = {one.code for one in unit.diagnostics if one.severity == "error"}
    assert codes <= {"unknown-stimulus", "duplicate-choice"}
    assert errors(text) == []


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_refused(name: str) -> None:
    """What an editor underlines is an error for qbank, too, and the other way round."""
    text = bank(name, BAD[name][0])
    assert errors(text)
    assert any(one.severity == "error" for one in compile_bytes(text.encode(), ROOT, "source/b.yaml").diagnostics)


def test_every_field_has_a_hover_text() -> None:
    """Each field of each kind says what it is for."""
    definitions = bank_schema()["definitions"]
    for model in [kind.__name__ for kind in KINDS.values()] + ["Feedback", "Pair", "Criterion", "StimulusText"]:
        silent = [key for key, one in definitions[model]["properties"].items() if "description" not in one]
        assert silent in ([], ["type"]), model


PROJECTS = {
    "the least": ("schema: 1\n", True),
    "a list of formats": ("schema: 1\nid: physics\nformats: [anki, gift]\nout: out\nallow: missing-alt\n", True),
    "one format": ("schema: 1\nformats: anki\n", True),
    "formats with options": ("schema: 1\nformats:\n  anki:\n    deck: '{title}'\n  gift:\n", True),
    "an exporter": ("schema: 1\nexporters: {mine: 'my_format:format'}\n", True),
    "no version": ("id: physics\n", False),
    "another version": ("schema: 2\n", False),
    "an unknown key": ("schema: 1\nformat: anki\n", False),
    "options that are none": ("schema: 1\nformats: {anki: 5}\n", False),
    "an id with a space": ("schema: 1\nid: my project\n", False),
}


@pytest.mark.parametrize(("text", "valid"), PROJECTS.values(), ids=PROJECTS)
def test_a_project_file(text: str, valid: bool, tmp_path: Path) -> None:
    """The schema and qbank agree on what a `qbank.yaml` may say."""
    from qbank.compiler.project import open_project

    (tmp_path / "qbank.yaml").write_text(text, "utf-8")
    assert (errors(text, "project") == []) is valid
    assert (open_project(tmp_path).diagnostics == []) is valid


def test_the_schema_is_data() -> None:
    """The schema survives JSON: nothing in it but plain data."""
    assert json.loads(json.dumps(SCHEMAS)) == SCHEMAS
