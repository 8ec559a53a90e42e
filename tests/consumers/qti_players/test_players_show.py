"""What players do with feedback, files, formulas, pictures and directions."""

from __future__ import annotations

import zipfile
from pathlib import Path

import kitchen
import pytest
import scoring_bank
from attempts import given
from player import Item
from players_kit import Player, Site, item_of
from qbank_qti import qti30

from qbank.api import BankInfo, Options


def test_a_file_can_be_handed_in(player: Player, package: str) -> None:
    """Where a player has a place for it at all."""
    player.open(package, "items/upload.xml")
    places = player.page.locator("input[type=file]").count()
    assert places == (0 if player.name == "qti3-item-player" else 1)


def test_formulas_are_mathml(player: Player, package: str) -> None:
    """qti-components 7.27.4 makes HTML of all namespaces (Citolab/qti-components issue 152), so that none is drawn."""
    player.open(package, "items/full-choice.xml")
    asked = "() => [...play.body().querySelectorAll('math')].map(one => one.namespaceURI)"
    found = player.page.evaluate(asked)
    drawn = "http://www.w3.org/1998/Math/MathML"
    assert len(found) > 2
    assert set(found) == {"http://www.w3.org/1999/xhtml" if player.name == "qti-components" else drawn}


def test_pictures_are_found(player: Player, package: str) -> None:
    """Every picture, sound and film was asked for where it lies: what isn't there would be a complaint."""
    player.open(package, "items/full-choice.xml")
    sources = player.page.evaluate("() => [...play.body().querySelectorAll('img')].map(one => one.src)")
    assert sources and all(player.site.read(package, f"media/{one.rpartition('/')[2]}") for one in sources)


HINTS = "First hint & more Second hint"


@pytest.mark.parametrize(
    ("position", "told"),
    [(1, ["Key feedback", "Right & good"]), (2, ["Half feedback", HINTS, "Partly <so>"]), (4, [HINTS, "Wrong, alas"])],
)
def test_feedback_follows_an_answer(player: Player, package: str, position: int, told: list[str]) -> None:
    """Of the choice, by how good the answer was, hints where it wasn't right, the explanation; nothing else."""
    question = next(one for one in scoring_bank.KITCHEN if one.id == "full-choice")
    path = item_of(question)
    player.open(package, path)
    player.respond(given(question, Item.read(player.site.read(package, path)), position))
    player.outcomes()
    *shown, explanation = player.feedback()
    assert sorted(shown) == sorted(told)
    assert explanation.startswith("Explanation. Bold it out u m H2O a < b")


def test_a_text_is_written_in_its_direction(player: Player, site: Site, tmp_path: Path) -> None:
    """A bank in Arabic."""
    info = BankInfo(id="rtl", title="T", file="x.yaml", language="ar")
    question = kitchen.question({"type": "true_false", "id": "q", "prompt": "هل؟", "answer": True})
    with zipfile.ZipFile(kitchen.build(qti30.make(Options()), [question], tmp_path, info)) as written:
        written.extractall(tmp_path / "package")
    site.folders["rtl"] = tmp_path / "package"
    player.open("rtl", "items/q.xml")
    prompt = player.page.get_by_text("هل؟")
    assert prompt.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert prompt.evaluate("one => one.closest('[lang]').lang") == "ar"
    assert "صح" in player.shown() or "صحيح" in player.shown()
