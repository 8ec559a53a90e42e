"""The tables are true: each text of the kitchen sink is looked for in what each format builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from checks import untrue
from planting import KITCHEN_SINK, Plant, kitchen_sink
from rendering import Made

from qbank.compiler.build import check
from qbank.compiler.carries import Carries
from qbank.compiler.project import open_project
from qbank.model import KINDS
from qbank.model.walk import fields_of, set_fields


def test_the_kitchen_sink_is_valid(tmp_path: Path) -> None:
    """Hostile as its texts are, nothing is wrong with them."""
    shutil.copytree(KITCHEN_SINK / "source", tmp_path / "source")
    assert check(open_project(tmp_path)).diagnostics == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_kitchen_sink_sets_every_field(kind: str) -> None:
    """Of every kind, so that the tests below see each field at least once."""
    typed = {
        field.partition(".")[0] for one in kitchen_sink().questions if one.type == kind for _, field in set_fields(one)
    }
    assert set(fields_of(KINDS[kind])) == typed


@pytest.mark.parametrize("kind", [*KINDS, "stimulus"])
def test_what_is_carried_arrives_and_what_is_lost_does_not(
    table: Carries, kind: str, planted: tuple[Path, list[Plant]], made: Made
) -> None:
    """Text by text, in packages, databases, scripts and pages alike; hostile characters included."""
    plants = [plant for plant in planted[1] if plant.kind == kind]
    assert len(plants) > 2
    assert untrue(table, plants, made) == []
