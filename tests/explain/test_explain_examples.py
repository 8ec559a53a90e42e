"""What the pages show is true: the wrong example gets the code, the right one doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_examples import bank, examples, findings, shown_wrong

EXAMPLES = examples()
RIGHT = [code for code, found in EXAMPLES.items() if "Right" in found]


@pytest.mark.parametrize("code", shown_wrong())
def test_the_wrong_example_gets_the_code_at_its_place(code: str, tmp_path: Path) -> None:
    """The example is reported with the page's code, at a character that stands in the example."""
    example = bank(EXAMPLES[code]["Wrong"])
    found = findings(tmp_path, example.text)
    assert code in [one.code for one in found]
    lines = example.text.split("\n")
    for one in found:
        assert example.first <= one.span.line <= example.last, one
        assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1, one
        assert one.hint, f"{one.code} doesn't say what to type"


@pytest.mark.parametrize("code", RIGHT)
def test_the_right_example_is_right(code: str, tmp_path: Path) -> None:
    """What the page tells to write instead has nothing wrong with it at all."""
    assert findings(tmp_path, bank(EXAMPLES[code]["Right"]).text) == []


@pytest.mark.parametrize("code", shown_wrong())
def test_a_wrong_example_has_a_right_one(code: str) -> None:
    """Nobody is left alone with what is wrong."""
    assert "Right" in EXAMPLES[code]


def test_an_example_is_about_its_code(tmp_path: Path) -> None:
    """Few examples have another finding beside their own, so that people see what the page is about."""
    others = {}
    for code in shown_wrong():
        found = {one.code for one in findings(tmp_path, bank(EXAMPLES[code]["Wrong"]).text)} - {code}
        if found:
            others[code] = sorted(found)
    assert others == {
        "bad-key": ["missing-key"],
        "unclosed-quote": ["needs-quotes"],
        "unknown-blank": ["unused-blank"],
        "unknown-code": ["missing-alt"],
    }
