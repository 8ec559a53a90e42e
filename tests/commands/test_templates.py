"""`qbank new`, `qbank init`, `qbank schema`, `qbank completion`: what they print is whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qbank.cli import cli
from qbank.cli.new_command import KINDS, template
from qbank.compiler.reader import compile_bytes
from qbank.model import KINDS as MODELS


def test_every_kind_has_a_template() -> None:
    """The list of kinds that the command knows without importing a model is complete."""
    assert list(KINDS) == list(MODELS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_a_valid_question(kind: str, tmp_path: Path) -> None:
    """Put under `questions:` as it is printed, it compiles without a finding."""
    bank = f"schema: 1\nbank: b\nquestions:\n{template(kind)}"
    unit = compile_bytes(bank.encode(), tmp_path, "source/b.yaml")
    assert unit.diagnostics == []
    assert [question.type for question in unit.questions] == [kind]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script(shell: str) -> None:
    """The script calls back qbank in click's way."""
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"_QBANK_COMPLETE={shell}_complete" in result.output


def test_completion_knows_formats_codes_and_kinds() -> None:
    """Pressing tab offers what may follow."""

    def offered(words: str, word: str) -> str:
        environment = {"_QBANK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()))}
        return (
            CliRunner().invoke(cli, [], prog_name="qbank", env={**environment, "COMP_WORDS": f"{words} {word}"}).output
        )

    assert "plain,anki" in offered("qbank build --format", "an")
    assert "plain,anki,gift" in offered("qbank build --format", "anki,gi")
    assert "plain,no-correct-choice" in offered("qbank explain", "no-c")
    assert "plain,true_false" in offered("qbank new", "tr")


@pytest.mark.parametrize("document", ["bank", "project"])
def test_the_schema_is_json(document: str) -> None:
    """Draft-07, with a title."""
    data = json.loads(CliRunner().invoke(cli, ["schema", document]).stdout)
    assert data["$schema"] == "http://json-schema.org/draft-07/schema#"
