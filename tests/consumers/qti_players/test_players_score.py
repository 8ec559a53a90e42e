"""Law 7 on players: what each scores for an answer equals `question.score`."""

from __future__ import annotations

from typing import Any

import kitchen
import pytest
import scoring_bank
from agreement import Agreement
from attempts import attempts, given, unique
from player import Item
from players_kit import Player, item_of

SCORED = [one for one in [*kitchen.questions(), *scoring_bank.QUESTIONS] if attempts(one)]


@pytest.mark.parametrize("question", SCORED, ids=lambda one: one.id)
def test_a_player_scores_as_the_reference_does(
    player: Player, package: str, question: Any, agreement: Agreement
) -> None:
    """Every answer that is tried: none, right, partly right, wrong."""
    path = item_of(question)
    item = Item.read(player.site.read(package, path))
    answers = unique([*attempts(question), *scoring_bank.MORE.get(question.id, ())])
    player.open(package, path)
    scores = player.scores([given(question, item, answer) for answer in answers])
    for answer, score in zip(answers, scores, strict=True):
        agreement(f"{player.name}: {package}", question.type, question.score(answer), score)
    assert player.complaints == []
