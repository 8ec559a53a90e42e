"""The suite fails where it should: for a format that is silent, careless or untrue, and for a new kind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

import fake_formats
import pytest
from bench import Bench
from checks import unknown, unnamed, untrue, without_a_reason
from features import features
from mutations import mutations
from planting import Plant
from rendering import Made, make
from sink import kitchen_sink
from traces import untrue_of_features, untrue_of_fields

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


def essay_faults(name: str, *fields: str) -> list[str]:
    """Return what the suite says of some fields of essays in a fake format."""
    (essay,) = (item for item in kitchen_sink().items if item.type == "essay")
    changes = [one for one in mutations(essay) if one.field in fields]
    return untrue_of_fields(Bench(getattr(fake_formats, name)), changes)


def test_a_field_that_is_carried_leaves_a_trace_and_one_that_is_lost_none() -> None:
    """Numbers and words of a list as well as texts."""
    assert essay_faults("whole", "points", "attachments", "prompt", "rubric.points") == []
    assert essay_faults("silent", "points") == [
        f"sink-essay points ({how}): points is carried, but nothing shows it"
        for how in ("unset", "changed to 4.5", "changed to 3.0")
    ]
    assert essay_faults("modest", "points")[0] == "sink-essay points (unset): points is lost, but something shows it"
    assert essay_faults("vague", "points") == ["points: points is approximated, but nothing shows it"]
    assert len(essay_faults("forgetful", "points")) == 3


def test_a_picture_or_a_formula_that_the_table_is_wrong_about_is_found() -> None:
    """In both directions; the name of a file is no file, and a table's words are no table."""
    shown = {
        name: untrue_of_features(Bench(getattr(fake_formats, name)), features("essay"))
        for name in ("whole", "modest", "flat")
    }
    assert shown == {
        "whole": [],
        "modest": ["math is lost, but something shows it"],
        "flat": [
            *(f"{name} is carried, but nothing shows it" for name in ("image", "audio", "video")),
            *(f"{name} is carried, but it is plain text" for name in ("math", "table")),
        ],
    }
