"""Every item on every player: all that it says is shown, and what is scored is `question.score` (law 7)."""

from __future__ import annotations

from typing import Any

import pytest
import scoring_bank
from agreement import Agreement
from attempts import attempts, given, unique
from player import Item
from players_kit import NO_UPLOAD, Player, item_of
from said import said


@pytest.mark.parametrize("question", scoring_bank.ALL, ids=lambda one: one.id)
def test_a_player_shows_an_item_and_scores_it(
    player: Player, package: str, question: Any, agreement: Agreement
) -> None:
    """Hostile texts and the stimulus, without what scorers look for; answers: none, right, partly right, wrong."""
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
    assert player.complaints == [] or _lacks_upload(player, question)


def _lacks_upload(player: Player, question: Any) -> bool:
    (complaint,) = player.complaints
    wanted = getattr(question, "attachments", "none") != "none"
    return player.name == "qti3-item-player" and wanted and NO_UPLOAD in complaint
