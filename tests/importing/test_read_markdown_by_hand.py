"""Markdown in our own dialect, written by hand."""

from __future__ import annotations

from pathlib import Path

from read_back import detected, read_text

from qbank.importing.found import About, Aside, FoundStimulus

BY_HAND = (Path(__file__).parent / "seeds" / "markdown.by-hand.md").read_text("utf-8")


def test_what_is_written_by_hand(tmp_path: Path) -> None:
    """Without comments; what has no key is a draft."""
    result = read_text("markdown", BY_HAND, tmp_path, "md")
    assert detected(tmp_path / "input.md") == "markdown"
    (about,), (passage,) = result.of(About), result.of(FoundStimulus)
    assert about.data == {"title": "Seas", "description": "About seas."}
    assert (passage.title, passage.text) == ("The Baltic", "It is shallow.")
    first, second, third, fourth, fifth = result.found
    assert first.data == {
        "type": "multiple_choice", "prompt": "Which is the deepest?", "choices": ["Baltic", {"answer": "Pacific"}],
        "points": "2", "difficulty": "hard", "stimulus": passage.name, "tags": ["sea"], "title": "Depth",
        "explanation": "By far.",
    }  # fmt: skip
    assert second.data == {"type": "true_false", "prompt": "Ist das Meer salzig?", "answer": True}
    assert third.draft == "no key is in the document" and third.data["choices"] == ["Baltic", "Atlantic"]
    assert fourth.data["prompt"] == "Name **one** sea."
    assert fourth.data["accept"] == ["Red", {"text": "Dead", "credit": "50%"}]
    assert fifth.data["type"] == "essay" and [one.place.line for one in result.found] == [9, 31, 44, 53, 69]


def test_nothing_is_left_in_silence(tmp_path: Path) -> None:
    text = BY_HAND.replace("## Frage 2", "Some words.\n\n## Part two\n\nMore.\n\n## Frage 2")
    result = read_text("markdown", text, tmp_path, "md")
    assert result.found[0].notes == ("what stands below it was left: Some words.",)
    (aside,) = result.of(Aside)
    assert aside.what == "what stands below the heading “Part two”"
