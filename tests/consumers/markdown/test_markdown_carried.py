"""What the table calls carried is there for a reader: each field of the kitchen sink, in its own question."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from document_kit import ROOT, Shown, shown, text
from qbank_markdown import format as markdown

from qbank.api import KINDS, labels, plain
from qbank.compiler.build import build
from qbank.compiler.inspection import steps
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_file
from qbank.model.walk import set_fields, texts

SINK = ROOT / "tests" / "kitchen_sink"
BLOOM = {"remember", "understand", "apply", "analyze", "evaluate", "create"}
COMPARED = {"regex": "regex", "wildcard": "* = …", "exact": ""}
ATTACHED = {"allowed": labels("en").attachments_allowed, "required": labels("en").attachments_required, "none": ""}
CODE = "if code:\n    x = $y + '{}'\n"
SAID_OTHERWISE = {"stimulus", "match", "case_sensitive", "attachments", "answer", "shuffle", "fixed", "weight",
                 "scoring", "id"}  # fmt: skip
"""Ids of choices are in a comment; that they come back is tested where the document is read."""


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Shown]]:
    """Return the kitchen sink's questions as they are built and shown."""
    folder: Path = tmp_path_factory.mktemp("sink")
    (folder / "source").symlink_to(SINK / "source")
    outcome = build(open_project(folder), Request(formats=("markdown",), jobs=1, now=1_750_000_000, trust=True))
    assert not outcome.failed(), outcome.diagnostics
    found = shown((folder / "build" / "markdown" / "kitchen-sink.md").read_text(encoding="utf-8"))
    ready = [one for one in compile_file(SINK, "source/kitchen-sink.yaml").questions if one.status == "ready"]
    assert len(found) == len(ready) + 1
    return list(zip(ready, found[1:], strict=True))


def at(value: Any, path: str) -> Any:
    for step in steps(path):
        value = value[step] if isinstance(step, int) or isinstance(value, dict) else getattr(value, step)
    return value


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("kind", KINDS)
def test_every_carried_text_is_shown_in_its_question(kind: str, sink: list[tuple[Any, Shown]]) -> None:
    seen = 0
    for item, one in sink:
        if item.type != kind:
            continue
        alts = " ".join(image.get("alt") for part in one.parts for image in part.iter("img"))
        there, markup = words(f"{one.heading} {one.all} {alts}"), dict(texts(item))
        for path, field in set_fields(item):
            found = markdown.carries.of(kind, field)
            value = at(item, path)
            if found is None or found[1].how == "lost" or not isinstance(value, str):
                continue
            if field.rpartition(".")[2] in SAID_OTHERWISE and path not in markup:
                continue
            missing = words(plain(value) if path in markup else value) - there
            if kind == "cloze" and path == "prompt":
                missing = {one for one in missing if not re.search(rf"\[\[[^\]]*{re.escape(one)}[^\]]*\]\]", value)}
            assert not missing, f"{item.id} {path}"
            seen += 1
    assert seen >= 5


def test_what_is_no_text_is_told(sink: list[tuple[Any, Shown]]) -> None:
    by_id = {item.id: (item, one) for item, one in sink}
    for item, one in by_id.values():
        if item.bloom:
            assert item.bloom in BLOOM & words(text(one.parts[0]))
        if item.type != "flashcard":
            assert text(one.parts[0]).startswith(f"{item.points.normalize():f} point")
    short, one = by_id["sink-short"]
    for accepted in short.accept:
        assert COMPARED[accepted.match or short.match] in one.key
    assert "R[oö]m[ae] (regex, A ≠ a) (50%)" in one.key
    assert "Text: A <passage>" in by_id["sink-choice"][1].visible
    assert ATTACHED[by_id["sink-essay"][0].attachments] in by_id["sink-essay"][1].visible
    assert "-9.81 ± 1% m/s²" in by_id["sink-number"][1].key
    assert "1 mA = 0.001 A 1 kA = 1000 A" in by_id["sink-units"][1].key
    assert by_id["sink-true"][1].key.startswith("Answer: True")
    assert "Costs a quarter (-25%)" in by_id["sink-weights"][1].key
    assert "One (50%)" in by_id["sink-lenient"][1].key
    hints = [text(part) for part in by_id["sink-choice"][1].parts if part.tag == "details"]
    assert [one.split()[:3] for one in hints[:2]] == [["Hint", "1", "First"], ["Hint", "2", "Second"]]
    assert "(1/3)" in by_id["sink-cloze"][1].key and "(8) – 3 points" in by_id["sink-cloze"][1].key


def test_images_tables_code_and_formulas_are_shown(sink: list[tuple[Any, Shown]]) -> None:
    choice = next(one for item, one in sink if item.id == "sink-choice")
    images = {image.get("src") for part in choice.parts for image in part.iter("img")}
    assert len(images) == 2 and all(address.startswith("media/") for address in images)
    code = [block.text_content() for part in choice.parts for block in part.iter("pre")]
    assert code[:2] == ["code, indented\n    more\n", "select 1\n"] and set(code[2:]) == {CODE}
    assert [cell.text_content() for part in choice.parts for cell in part.iter("td")] == ["$x<1$", "y"]
    assert r"$\nabla f < 1$" in choice.visible
