"""What an author sees in an editor: the real yaml-language-server with our schemas."""

from __future__ import annotations

from pathlib import Path

import pytest
from schema_cases import BAD, GOOD, HEAD, TRUE, bank
from schema_editor import Workspace

from qbank.model.bank import KINDS

ROOT = Path(__file__).parents[2]
BANKS = sorted((ROOT / "source").rglob("*.yaml"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_an_example_bank_is_not_underlined(editor: Workspace, path: Path) -> None:
    """The example banks show nothing red, with the modeline that they have and the schema that is committed."""
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../")
    assert editor.server.diagnostics(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", GOOD)
def test_what_is_right_is_not_underlined(editor: Workspace, name: str) -> None:
    """Nothing red where qbank finds nothing, whatever YAML makes of the text."""
    _, found = editor.open(bank(name, GOOD[name]))
    assert found == []


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_underlined_once(editor: Workspace, name: str) -> None:
    """One mistake is one message, in its line, that says what may stand there."""
    body, expected = BAD[name]
    _, found = editor.open(bank(name, body))
    assert found == expected


def test_hovering_over_a_key_explains_it(editor: Workspace) -> None:
    """Over a key the editor shows what it is for; over `type` every kind in a line."""
    path, _ = editor.open(HEAD + TRUE + "true\n    explanation: x\n")
    assert "Shown to everyone after the answer." in editor.server.hover(path, 9, 7)
    kinds = editor.server.hover(path, 5, 6)
    assert "`true_false`: A statement that is true or false." in kinds
    assert all(f"`{kind}`" in kinds for kind in KINDS)


def test_kinds_are_offered(editor: Workspace) -> None:
    """After `type:` all kinds are offered, and nothing else."""
    path, _ = editor.open(HEAD + "  - type: \n    id: q\n")
    assert editor.server.completions(path, 5, 11) == list(KINDS)


def test_the_fields_of_the_kind_are_offered(editor: Workspace) -> None:
    """In a question its kind's fields are offered, those not there yet, and no other kind's."""
    path, _ = editor.open(HEAD + TRUE + "true\n    \n")
    offered = editor.server.completions(path, 9, 5)
    assert {"explanation", "hints", "tags", "points"} <= set(offered)
    assert not {"answer", "choices", "tolerance", "front"} & set(offered)
