"""Banks that Hypothesis makes: a player shows all that they say, and scores them as we do, without a complaint."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attempts import attempts, unique
from attempts import given as response
from bank_files import AnyMedia, info_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from player import Item
from players_kit import Player, item_of, stimulus_of
from players_packages import FORMATS, convert, write
from qbank_qti import qti30
from said import said
from strategies import banks, words

from qbank.api import Context
from qbank.model import Bank
from qbank.model.walk import texts


def lists_of(made: st.SearchStrategy[Bank]) -> st.SearchStrategy[list[Bank]]:
    """Return several banks at a time, as the converter is slow to start."""
    return st.lists(made, min_size=4, max_size=4).filter(lambda made: sum(len(one.questions) for one in made) > 6)


once = settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("version", FORMATS)
@once
@given(made=lists_of(banks()))
def test_a_player_shows_any_bank(player: Player, version: str, made: list[Bank]) -> None:
    """Whatever its texts hold."""
    for package, bank in written(player, version, made):
        for question in bank.questions:
            assert missing(player, package, question, version) == [], question
            assert player.faults(question) == [], question


@pytest.mark.parametrize("version", FORMATS)
@once
@given(made=lists_of(banks(words, words)))
def test_a_player_scores_any_bank(player: Player, version: str, made: list[Bank]) -> None:
    """Whatever its weights, patterns and tolerances are; its texts are words, by which choices are found."""
    tried = 0
    for package, bank in written(player, version, [one.model_copy(update={"language": "en"}) for one in made]):
        for question in bank.questions:
            player.open(package, item_of(question))
            for answer, score in scores(player, package, question, bank):
                assert math.isclose(score, question.score(answer), abs_tol=1e-6), (question, answer)
                tried += 1
    assert tried > 10


def written(player: Player, version: str, made: list[Bank]) -> Iterator[tuple[str, Bank]]:
    """Yield banks with the names of their packages, which are there as long as nobody asks for the next."""
    with tempfile.TemporaryDirectory() as folder:
        for number, bank in enumerate(made):
            items = [*map(bank.item, bank.stimuli), *bank.questions]
            write(version, items, Path(folder, str(number)), info_of(bank))
        if version.endswith("converted"):
            convert(Path(folder))
        for number, bank in enumerate(made):
            name = f"{Path(folder).name}-{number}"
            player.site.folders[name] = Path(folder, str(number))
            yield name, bank


def scores(player: Player, package: str, question: Any, bank: Bank) -> list[tuple[Any, float]]:
    """Return answers and what the open item scores for them; none where the table says that it scores otherwise."""
    context = Context(info_of(bank), AnyMedia(), bank.item(question.stimulus) if question.stimulus else None)
    declared = {loss.path for loss in qti30.make(qti30.options()).render(question, context).losses}
    if "score" in declared or alike(question):
        return []
    item = Item.read(player.site.read(package, item_of(question)))
    answers = unique(attempts(question))
    return list(zip(answers, player.scores([response(question, item, one) for one in answers]), strict=True))


def alike(question: Any) -> bool:
    """Whether two texts to choose from show the same: then words don't tell which one is meant."""
    sides = [text.split() for path, text in texts(question) if re.match("choices|pairs|items|distractors|blanks", path)]
    return any(sides.count(one) > 1 for one in sides)


def missing(player: Player, package: str, question: Any, version: str) -> list[str]:
    """Return what an item and its stimulus say and the player doesn't show."""
    path = item_of(question)
    told = said(player.site.read(package, path))
    if question.stimulus and version != "QTI 2.1 converted":
        told += said(player.site.read(package, stimulus_of(question)))
    player.open(package, path)
    shown = player.shown()
    return [text for text in told if text not in shown]
