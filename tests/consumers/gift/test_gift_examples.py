"""The example banks and the kitchen sink: gift-pegjs and Moodle's rules read the same questions, none missing."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import gift_rules
import pytest
from gift_kit import ROOT, build, question, read
from qbank_gift import format as gift

from qbank.compiler.reader import compile_file

BANKS = sorted([*(ROOT / "source").rglob("*.yaml"), *(ROOT / "tests" / "kitchen_sink").rglob("*.yaml")])
KINDS = {
    "MC": "multichoice", "TF": "truefalse", "Short": "shortanswer", "Essay": "essay", "Numerical": "numerical",
    "Matching": "match", "Description": "description",
}  # fmt: skip


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_question_of_a_bank_is_read(path: Path) -> None:
    project = next(folder.parent for folder in path.parents if folder.name == "source")
    unit = compile_file(project, path.relative_to(project).as_posix())
    assert unit.info and not [one for one in unit.diagnostics if one.severity == "error"]
    items: list[Any] = [*unit.stimuli.values(), *unit.questions]
    text = build(items, unit.info, unit.media)
    by_pegjs: Any = {one["id"]: one for one in read(text)}
    category, *found = gift_rules.read(text)
    assert category.kind == "category" and category.name
    assert [one.id for one in found] == list(by_pegjs) == [one.id for one in items if gift.carries.holds(one.type)]
    for one in found:
        other = by_pegjs[one.id]
        assert (KINDS[other["type"]], other["stem"]["text"]) == (one.kind, one.text)
        assert one.name and other["title"]
        general = other.get("globalFeedback")
        assert (general["text"] if general else "") == one.general


def test_a_question_whose_text_shows_no_words_is_named_by_its_id() -> None:
    """An empty name between the colons is no name to readers of GIFT."""
    (found,) = read(build([question("true_false", id="silent", prompt="~~~", answer=True)]))
    assert found["title"] == "silent"


def test_a_long_name_is_cut_between_characters() -> None:
    """Moodle keeps 255 characters and strips tags; `<` at the end of a name begins one."""
    title = "a <" + "b <" * 100
    _, found = gift_rules.read(build([question("true_false", title=title, answer=True)]))
    assert 250 <= len(found.name) <= 255 and title.startswith(html.unescape(found.name))
