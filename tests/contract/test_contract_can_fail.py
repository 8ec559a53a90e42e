"""The suite fails where it should: for a format that is silent, careless or untrue, and for a new kind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import fake_formats
import pytest
from checks import unknown, unnamed, untrue, without_a_reason
from planting import Plant
from rendering import Made, make

from qbank.compiler.carries import Carries
from qbank.model import KINDS
from qbank.model.base import Scored


@pytest.fixture(scope="module")
def project(planted: tuple[Path, list[Plant]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the planted kitchen sink as a project that brings the fake formats."""
    folder = tmp_path_factory.mktemp("fakes")
    shutil.copytree(planted[0] / "source", folder / "source")
    (folder / "exporters").mkdir()
    shutil.copy(Path(fake_formats.__file__), folder / "exporters" / "fake_formats.py")
    lines = [f"  {one}: fake_formats:{one}" for one in ("silent", "careless", "liar")]
    (folder / "qbank.yaml").write_text("\n".join(["schema: 1", "exporters:", *lines]) + "\n")
    return folder


def faults(project: Path, name: str, plants: list[Plant], field: str) -> list[str]:
    """Return what the suite says of a fake format's texts in one field of essays."""
    made: Made = make(project, name)
    chosen = [plant for plant in plants if plant.kind == "essay" and plant.field == field]
    assert chosen
    return untrue(getattr(fake_formats, name).carries, chosen, made)


def test_a_text_that_is_lost_in_silence_is_found(project: Path, planted: tuple[Path, list[Plant]]) -> None:
    """The table says that all is carried; hints aren't written."""
    assert faults(project, "silent", planted[1], "hints") == [
        "sink-essay hints.0: hints is carried, but it isn't there"
    ]
    assert faults(project, "silent", planted[1], "prompt") == []


def test_a_text_that_arrives_changed_is_found(project: Path, planted: tuple[Path, list[Plant]]) -> None:
    """A few characters are missing."""
    assert faults(project, "careless", planted[1], "prompt") == [
        "sink-essay prompt: prompt is carried, but it isn't there as typed"
    ]


def test_a_text_that_is_called_lost_and_is_there_is_found(project: Path, planted: tuple[Path, list[Plant]]) -> None:
    """Authors would leave it out, or put it elsewhere, for nothing."""
    assert faults(project, "liar", planted[1], "explanation") == [
        "sink-essay explanation: explanation is lost, but it is there"
    ]


def test_a_table_with_gaps_is_found() -> None:
    """Kinds and fields that it doesn't name, those it misspells, and losses without a reason."""
    table = fake_formats.partial.carries
    assert "flashcard" in unnamed(table) and "essay.rubric" in unnamed(table) and "essay.image" in unnamed(table)
    assert unknown(table) == ["essay.promt"]
    assert without_a_reason(table) == ["essay.hints"]
    assert unknown(Carries({}, {"esay": {}})) == ["esay"]


def test_a_new_kind_and_a_new_field_are_found(table: Carries, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the table of every format there is."""

    class Hotspot(Scored):
        type: Literal["hotspot"]

    class Drawing(KINDS["essay"]):  # type: ignore[misc]
        canvas: str

    monkeypatch.setitem(KINDS, "hotspot", Hotspot)
    monkeypatch.setitem(KINDS, "essay", Drawing)
    assert unnamed(table) == ["hotspot", *(["essay.canvas"] if table.holds("essay") else [])]
