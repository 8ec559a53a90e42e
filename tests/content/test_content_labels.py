"""The interface's words are there in every language, with the same places to fill."""

import dataclasses
import json
import re
from importlib.resources import files

import pytest

from qbank.content import Labels, direction, labels
from qbank.content.labels import LANGUAGES

FOLDER = files("qbank.content").joinpath("languages")
NAMES = [field.name for field in dataclasses.fields(Labels)]


def test_every_file_is_listed() -> None:
    assert sorted(f"{language}.json" for language in LANGUAGES) == sorted(file.name for file in FOLDER.iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    data = json.loads(FOLDER.joinpath(f"{language}.json").read_text(encoding="utf-8"))
    assert list(data) == NAMES
    for name, word in data.items():
        assert word == word.strip() != ""
        assert sorted(re.findall(r"\{.*?\}", word)) == sorted(re.findall(r"\{.*?\}", getattr(labels("en"), name))), name


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "Frage"),
        ("de-AT", "Frage"),
        ("pt_BR", "Pergunta"),
        ("DE", "Frage"),
        ("tlh", "Question"),
        ("", "Question"),
    ],
)
def test_the_language_is_found_by_its_first_part(language: str, word: str) -> None:
    assert labels(language).question == word


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("az", "ltr"),
        ("ur-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected
