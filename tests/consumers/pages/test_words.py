"""The words of the pages: all of them in every language, with the same places to fill in."""

from __future__ import annotations

import re

import pages_kit
import pytest
from qbank_html.words import words

from qbank.content.labels import LANGUAGES, labels

ENGLISH = words("en")
TEMPLATES = pages_kit.ROOT / "exporters" / "qbank_html" / "templates"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_words_with_the_same_places(language: str) -> None:
    """None is missing, none is empty, and `{n}` is where English has it."""
    own = words(language)
    assert own.keys() == ENGLISH.keys()
    for name, text in own.items():
        assert text.strip() == text != "", name
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", ENGLISH[name])), name


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_language_is_translated(language: str) -> None:
    """Only what is the same word in both languages is the same."""
    shared = [name for name, text in words(language).items() if text == ENGLISH[name]]
    assert len(shared) < 12, shared


def test_every_word_of_our_own_is_said_somewhere() -> None:
    """In a template, or by the script, which gets the words of `SAID`."""
    from qbank_html.screen.exporter import SAID

    said = set(SAID)
    for path in TEMPLATES.rglob("*.html"):
        said |= set(re.findall(r"\bw\.(\w+)", path.read_text(encoding="utf-8")))
    own = ENGLISH.keys() - set(labels("en").__dataclass_fields__)
    levels = {"remember", "understand", "apply", "analyze", "evaluate", "create"}  # looked up by the question's `bloom`
    assert own - said - levels == set()


def test_the_script_says_only_words_that_it_has() -> None:
    from qbank_html.screen.exporter import SAID

    used = {
        name
        for path in (TEMPLATES / "study").glob("*.js")
        for name in re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= set(SAID) <= ENGLISH.keys()
    assert set(SAID) - used <= {"correct", "partly", "incorrect", "correct_answer"}, "said by level: words[name]"
