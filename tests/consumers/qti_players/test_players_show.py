"""What players show of the kitchen sink, hostile as its texts are: all of it, without a complaint, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import kitchen
import pytest
import scoring_bank
from attempts import given
from player import QTI, Item, as_2_1
from players_kit import NO_UPLOAD, Player, Site, item_of
from qbank_qti import qti30

from qbank.api import BankInfo, Options

MATHML = "{http://www.w3.org/1998/Math/MathML}"
ALL = [*kitchen.questions(), *scoring_bank.QUESTIONS]
APART = {*(f"{QTI}{name}" for name in ("rubricBlock", "inlineChoice", "object", "audio", "video")), f"{MATHML}math"}
"""What isn't among the words that one reads: for scorers, in a list that is closed, a sound or film, a formula."""


def words(element: ElementTree.Element) -> Iterator[str]:
    """Yield the texts of a body that a learner reads, each in one line."""
    if element.tag not in APART:
        yield " ".join((element.text or "").split())
        for inner in element:
            yield from words(inner)
            yield " ".join((inner.tail or "").split())


def said(xml: bytes) -> list[str]:
    """Return the texts that an item's or a stimulus's file says."""
    root = as_2_1(ElementTree.fromstring(xml))
    (body,) = [one for one in root if one.tag in {f"{QTI}itemBody", f"{QTI}stimulusBody"}]
    return [text for text in words(body) if text]


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.id)
def test_a_player_shows_all_that_an_item_says(player: Player, package: str, question: Any) -> None:
    """The question and its stimulus. What scorers look for is not shown to learners."""
    path = item_of(question)
    player.open(package, path)
    shown = player.shown()
    texts = said(player.site.read(package, path))
    if question.stimulus and package != "QTI 2.1 converted":
        texts += said(player.site.read(package, "stimuli/passage.xml"))
    assert question.stimulus is None or len(texts) > 10
    assert [text for text in texts if text not in shown] == []
    assert "Names two causes" not in shown and "A good one." not in shown
    assert player.complaints == [] or _lacks_upload(player, question)


def _lacks_upload(player: Player, question: Any) -> bool:
    (complaint,) = player.complaints
    wanted = getattr(question, "attachments", "none") != "none"
    return player.name == "qti3-item-player" and wanted and NO_UPLOAD in complaint


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
    question = next(one for one in ALL if one.id == "full-choice")
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
