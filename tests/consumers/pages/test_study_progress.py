"""Progress: kept over reloads and edits, due again, taken along, and never in the way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pages_kit
from playwright.sync_api import expect
from study_kit import answer, menu


def badge(visit: Any, name: str) -> str:
    """Return what the question's badge says, nothing where it isn't shown."""
    found = visit.question(name).locator(".badge")
    return str(found.inner_text()) if found.is_visible() else ""


def tally(visit: Any) -> str:
    """Return how many are right, as the bar says it."""
    return str(visit.page.locator("#tally").inner_text())


def test_a_right_answer_stays_and_a_missed_one_returns_empty(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    answer(one, "river-wide", "1")
    one.reload()
    assert one.verdict("capital") == "1"
    assert one.question("capital").locator("input[value='0']").is_checked()
    assert "Due again: in 3 days" in badge(one, "capital")
    assert one.verdict("river-wide") is None
    assert one.question("river-wide").locator("input:checked").count() == 0
    assert "Not right last time" in badge(one, "river-wide")
    assert tally(one) == "1 / 14"


def test_progress_stays_however_often_the_page_is_opened(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    for _ in range(3):
        one.reload()
        assert one.verdict("capital") == "1"


def test_an_edit_of_another_question_keeps_progress(site: Path, visit: Any, tmp_path: Path) -> None:
    bank = tmp_path / "quiz.yaml"
    project = tmp_path / "project"
    shutil.copy(pages_kit.BANKS / "quiz.yaml", bank)
    pages_kit.built(project, bank)
    one = visit(project / "build" / "study" / "quiz.html")
    answer(one, "capital", "0")
    answer(one, "river-wide", "0")
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("The river is wider than 10 m.", "The river is wider than 12 m."), encoding="utf-8")
    pages_kit.built(project, bank)
    one.reload()
    assert one.verdict("capital") == "1"
    assert one.verdict("river-wide") is None
    assert badge(one, "river-wide") == ""


def test_right_ones_come_back_on_a_later_day(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    one.page.clock.set_system_time("2099-01-01T12:00:00")
    one.reload()
    assert one.verdict("capital") is None
    one.page.get_by_role("button", name="Practise what is due (1)").first.click()
    assert one.question("capital").is_visible()
    assert not one.question("primes").is_visible()
    answer(one, "capital", "0")
    assert "in 7 days" in badge(one, "capital") or "next week" in badge(one, "capital")
    one.page.get_by_role("button", name="All questions").first.click()
    assert one.question("primes").is_visible()


def test_practising_shows_what_was_missed_with_its_passage(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "river-wide", "1")
    button = one.page.get_by_role("button", name="Practise what is due (1)").first
    button.focus()
    one.key("Enter")
    assert one.page.locator("article:visible").count() == 1
    assert one.page.locator("#s-river").is_visible()
    assert one.page.evaluate("document.activeElement.id") == "practise"
    answer(one, "river-wide", "0")
    assert "tomorrow" in badge(one, "river-wide")


def test_export_reset_and_import(site: Path, visit: Any, tmp_path: Path) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    menu(one, "Progress")
    with one.page.expect_download() as download:
        one.page.get_by_role("button", name="Export progress").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["entries"]["capital"]["credit"] == "1"
    one.page.once("dialog", lambda dialog: dialog.accept())
    one.page.get_by_role("button", name="Reset").click()
    assert tally(one) == "0 / 14"
    assert one.verdict("capital") is None
    one.page.locator("#import").set_input_files(file)
    expect(one.page.locator("#tally")).to_have_text("1 / 14")
    assert one.verdict("capital") == "1"


def test_a_foreign_file_is_refused(site: Path, visit: Any, tmp_path: Path) -> None:
    one = visit(site / "study" / "quiz.html")
    answer(one, "capital", "0")
    one.page.on("dialog", lambda dialog: dialog.accept())
    for text in ("{}", "[]", "null", "no JSON", '{"bank": "other", "entries": {}}', '{"bank": "quiz", "entries": 3}'):
        file = tmp_path / "foreign.json"
        file.write_text(text, encoding="utf-8")
        with one.page.expect_event("dialog") as dialog:
            one.page.locator("#import").set_input_files(file)
        assert "holds no progress" in dialog.value.message
    assert tally(one) == "1 / 14"


def test_entries_that_make_no_sense_do_no_harm(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    hashes = one.page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('article')].map(one => [one.dataset.id, one.dataset.hash]))"
    )
    entries = {
        name: {"hash": value, "credit": "1", "right": True, "due": 10**6, "response": {"x": 1}}
        for name, value in hashes.items()
    }
    saved = json.dumps({"bank": "quiz", "entries": {**entries, "__proto__": {"hash": "x"}, "planets": None}})
    one.page.evaluate("text => localStorage.setItem('qbank:quiz', text)", saved)
    one.reload()
    answer(one, "capital", "0")
    assert one.verdict("capital") == "1"


def test_blocked_storage_is_said_and_the_page_works(site: Path, visit: Any) -> None:
    blocked = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    one = visit(site / "study" / "quiz.html", init=blocked)
    assert one.page.get_by_text("This browser cannot keep your progress").is_visible()
    answer(one, "capital", "0")
    assert one.verdict("capital") == "1"
    assert tally(one) == "1 / 14"


def test_a_text_being_written_is_kept(site: Path, visit: Any) -> None:
    one = visit(site / "study" / "quiz.html")
    one.question("cause").locator("textarea").fill("The current is faster outside.")
    assert one.question("cause").locator(".count").inner_text() == "5 words"
    one.reload()
    assert one.question("cause").locator("textarea").input_value() == "The current is faster outside."
