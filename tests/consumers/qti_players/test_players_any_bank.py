"""Banks that Hypothesis makes: whatever they say, a player shows all of it, without a complaint."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from bank_files import info_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from players_kit import Player, item_of, stimulus_of
from players_packages import FORMATS, convert, write
from said import said
from strategies import banks

from qbank.model import Bank


@pytest.mark.parametrize("version", FORMATS)
@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(made=st.lists(banks(), min_size=4, max_size=4).filter(lambda made: sum(len(one.questions) for one in made) > 6))
def test_a_player_shows_any_bank(player: Player, version: str, made: list[Bank]) -> None:
    """Several banks at a time, as the converter is slow to start."""
    with tempfile.TemporaryDirectory() as folder:
        for number, bank in enumerate(made):
            items = [*map(bank.item, bank.stimuli), *bank.questions]
            write(version, items, Path(folder, str(number)), info_of(bank))
        if version.endswith("converted"):
            convert(Path(folder))
        for number, bank in enumerate(made):
            name = f"{Path(folder).name}-{number}"
            player.site.folders[name] = Path(folder, str(number))
            for question in bank.questions:
                assert missing(player, name, question, version) == [], question
                assert player.faults(question) == [], question


def missing(player: Player, package: str, question: Any, version: str) -> list[str]:
    """Return what an item and its stimulus say and the player doesn't show."""
    path = item_of(question)
    texts = said(player.site.read(package, path))
    if question.stimulus and version != "QTI 2.1 converted":
        texts += said(player.site.read(package, stimulus_of(question)))
    player.open(package, path)
    shown = player.shown()
    return [text for text in texts if text not in shown]
