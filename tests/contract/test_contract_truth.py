"""The tables are true: each text of the kitchen sink is looked for in what each format builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks import untrue
from planting import Plant
from rendering import Made
from sink import all_kinds

from qbank.compiler.carries import Carries


@pytest.mark.parametrize("kind", all_kinds())
def test_what_is_carried_arrives_and_what_is_lost_does_not(
    table: Carries, kind: str, planted: tuple[Path, list[Plant]], made: Made
) -> None:
    """Text by text, in packages, databases, scripts and pages alike; hostile characters included."""
    plants = [plant for plant in planted[1] if plant.kind == kind]
    assert len(plants) > 2
    assert untrue(table, plants, made) == []
