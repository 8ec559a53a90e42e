"""Files arrive with the texts that show them: the same bytes, once in each element, streamed when they are written."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import xml_rules
from moodle_kit import INFO, build, declared, imported, one_image, question, render
from qbank_moodle_xml import format as moodle_xml

from qbank.api import Document, Entry, Output, Plan, Row
from qbank.compiler.media import find

IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 3


@pytest.mark.parametrize("size", [1, 2, 3, 4, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20) + 2])
def test_a_file_arrives_byte_by_byte(tmp_path: Path, size: int) -> None:
    """Base64 goes on from one piece that is read to the next."""
    content = (b"qbank" * (size // 5 + 1))[:size]
    media = one_image(tmp_path, content=content)
    found = imported(question("true_false", answer=True, prompt="![a](a.png)"), media=media, project=tmp_path)
    assert found.files == [{media["a.png"].name: content}]


def test_every_element_has_its_own_copy(tmp_path: Path) -> None:
    """Once, however often the text shows it; under a name without `+` or spaces."""
    media = one_image(tmp_path, "a+b 100%.png", IMAGE)
    (name,) = (one.name for one in media.values())
    image = "![a](<a+b 100%.png>)"
    item = question(
        "multiple_choice",
        prompt=f"{image} and {image}",
        choices=[{"answer": image, "feedback": image}, "b"],
        feedback={"correct": image},
        hints=image,
        explanation=image,
    )
    found = imported(item, media=media, project=tmp_path)
    assert found.files == [{name: IMAGE}] * 6
    assert re.fullmatch(r"[0-9a-f]{32}\.png", name)
    assert found.text.count(f"@@PLUGINFILE@@/{name}") == 2


@pytest.mark.parametrize(
    ("kind", "fields", "copies"),
    [
        ("matching", {"pairs": [{"left": "![a](a.png)", "right": "x"}, {"left": "b", "right": "y"}]}, 1),
        ("ordering", {"items": ["![a](a.png)", "b"]}, 1),
        ("essay", {"model_answer": "![a](a.png)", "rubric": ["![a](a.png)"]}, 1),
        ("short_answer", {"accept": [{"text": "x", "feedback": "![a](a.png)"}]}, 1),
        ("numeric", {"answer": 1, "feedback": {"incorrect": "![a](a.png)"}}, 1),
        ("true_false", {"answer": True, "feedback": {"correct": "![a](a.png)"}}, 1),
        ("cloze", {"prompt": "![a](a.png) [[b]]", "hints": "![a](a.png)"}, 2),
    ],
)
def test_files_of_every_kind(tmp_path: Path, kind: str, fields: dict[str, Any], copies: int) -> None:
    media = one_image(tmp_path, content=IMAGE)
    item = question(kind, **fields)
    found = imported(item, media=media, project=tmp_path)
    assert found.files == [{media["a.png"].name: IMAGE}] * copies
    assert "image" not in declared(item, media)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("essay", {"response_template": "![a picture](a.png)"}),
        (
            "cloze",
            {"prompt": "[[@b]]", "blanks": {"b": {"accept": [{"text": "x", "feedback": "![a picture](a.png)"}]}}},
        ),
        ("short_answer", {"accept": ["x", {"text": "y", "credit": "37%", "feedback": "![a picture](a.png)"}]}),
    ],
)
def test_where_moodle_keeps_no_files_their_words_stand(tmp_path: Path, kind: str, fields: dict[str, Any]) -> None:
    media = one_image(tmp_path, content=IMAGE)
    item = question(kind, **fields)
    found = imported(item, media=media, project=tmp_path)
    told = [*found.settings.values(), *(one.feedback for part in found.parts for one in part.answers)]
    assert any("[a picture]" in one for one in told)
    assert found.files == []
    assert declared(item, media)["image"] == "approximated"


def test_sound_and_film_are_files_too(tmp_path: Path) -> None:
    media = {**one_image(tmp_path, "beep.wav", b"RIFF"), **one_image(tmp_path, "film.mp4", b"film")}
    item = question("true_false", answer=True, prompt="![beep](beep.wav) ![film](film.mp4)")
    found = imported(item, media=media, project=tmp_path)
    assert [sorted(one.values()) for one in found.files] == [[b"RIFF", b"film"]]
    assert re.findall(r'<(audio|video) controls[^>]* src="@@PLUGINFILE@@/', found.text) == ["audio", "video"]


def test_a_film_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    """Nor is the bank: questions are written one by one."""
    size = 48 << 20
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(size)
    media = {"film.mp4": find(tmp_path, tmp_path, "film.mp4")}
    item = question("true_false", answer=True, prompt="![film](film.mp4)", explanation="![film](film.mp4)")
    entry = Entry(Row(item.id, item.type, INFO.id, "", 1, 1), 1, 0)
    fragment = render(item, media=media)
    exporter = moodle_xml.make(moodle_xml.options())
    tracemalloc.start()
    exporter.assemble(Plan([Document(INFO, [entry])]), lambda _: fragment, Output(tmp_path / "out", tmp_path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "out" / "bank.xml").stat().st_size > 2 * size * 4 / 3
    assert peak < 12 << 20


def test_a_file_that_changes_during_the_build_stops_it(tmp_path: Path) -> None:
    media = one_image(tmp_path, content=IMAGE)
    (tmp_path / "a.png").write_bytes(b"other")
    with pytest.raises(ValueError, match="was changed while it was being built"):
        build([question("true_false", answer=True, prompt="![a](a.png)")], media=media, project=tmp_path)


def test_the_same_questions_make_the_same_bytes(tmp_path: Path) -> None:
    media = one_image(tmp_path, content=IMAGE)
    items = [question("true_false", id=f"q{n}", answer=True, prompt="![a](a.png)") for n in range(3)]
    assert build(items, media=media, project=tmp_path) == build(items, media=media, project=tmp_path)
    assert [one.kind for one in xml_rules.read(build(items, media=media, project=tmp_path))][1:] == ["truefalse"] * 3
