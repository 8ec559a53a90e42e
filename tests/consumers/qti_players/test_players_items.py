"""Every item on every player: all that it says is shown, and what is scored is `question.score` (law 7)."""

from __future__ import annotations

from typing import Any

import pytest
import scoring_bank
from agreement import Agreement
from attempts import attempts, given, unique
from player import Item
from players_kit import Player, item_of
from said import said


@pytest.mark.parametrize("question", scoring_bank.KITCHEN, ids=lambda one: one.id)
def test_a_player_shows_and_scores_every_kind(
    player: Player, package: str, question: Any, agreement: Agreement
) -> None:
    """The kitchen sink, hostile as its texts are."""
    play(player, package, question, agreement)


@pytest.mark.parametrize("package", ["QTI 3.0", "QTI 2.1 converted"], indirect=True)
@pytest.mark.parametrize("question", scoring_bank.QUESTIONS, ids=lambda one: one.id)
def test_a_player_scores_in_every_way(player: Player, package: str, question: Any, agreement: Agreement) -> None:
    """The bank made for scoring; 2.2 has the rules of 3.0."""
    play(player, package, question, agreement)


def play(player: Player, package: str, question: Any, agreement: Agreement) -> None:
    """Show an item and its stimulus without what scorers look for; answer not at all, right, partly right, wrong."""
    path = item_of(question)
    player.open(package, path)
    shown = player.shown()
    texts = said(player.site.read(package, path))
    if question.stimulus and package != "QTI 2.1 converted":
        texts += said(player.site.read(package, "stimuli/passage.xml"))
    assert question.stimulus is None or len(texts) > 10
    assert [text for text in texts if text not in shown] == []
    assert "Names two causes" not in shown and "A good one." not in shown

    answers = unique([*attempts(question), *scoring_bank.MORE.get(question.id, ())])
    item = Item.read(player.site.read(package, path))
    scores = player.scores([given(question, item, answer) for answer in answers])
    for answer, score in zip(answers, scores, strict=True):
        agreement(f"{player.name}: {package}", question.type, question.score(answer), score)
    assert player.faults(question) == []
