"""The example banks, and one question of every kind: what becomes of each in Moodle, and the settings that it has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xml_rules
from moodle_kit import ROOT, build, imported, question

from qbank.api import KINDS, BankInfo
from qbank.compiler.reader import compile_file

BANKS = sorted((ROOT / "source").rglob("*.yaml"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_question_of_a_bank_is_imported_with_its_files(path: Path) -> None:
    unit = compile_file(ROOT, path.relative_to(ROOT).as_posix())
    assert unit.info and not [one for one in unit.diagnostics if one.severity == "error"]
    items: list[Any] = [*unit.stimuli.values(), *unit.questions]
    category, *found = xml_rules.read(build(items, unit.info, unit.media))
    assert category.name == "/".join([*unit.info.folders, unit.info.title])
    assert [one.id for one in found] == [one.id for one in items]
    assert [one.name for one in found if not one.name] == []
    shown = {(name, content) for one in found for files in one.files for name, content in files.items()}
    assert shown == {(one.name, (ROOT / one.path).read_bytes()) for one in unit.media.values()}


OF_EVERY_KIND: dict[str, tuple[dict[str, Any], str]] = {
    "multiple_choice": ({"choices": [{"answer": "a"}, "b"]}, "multichoice"),
    "multiple_response": ({"choices": [{"answer": "a"}, "b"]}, "multichoice"),
    "true_false": ({"answer": True}, "truefalse"),
    "short_answer": ({"accept": "a"}, "shortanswer"),
    "numeric": ({"answer": 1}, "numerical"),
    "matching": ({"pairs": [{"a": "b"}, {"c": "d"}]}, "match"),
    "ordering": ({"items": ["a", "b"]}, "ordering"),
    "cloze": ({"prompt": "a [[b]]"}, "multianswer"),
    "essay": ({}, "essay"),
    "flashcard": ({"front": "a", "back": "b"}, "description"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_has_what_all_have(kind: str) -> None:
    fields, name = OF_EVERY_KIND[kind]
    more = {
        "title": "T",
        "tags": ["x"],
        "difficulty": "easy",
        "bloom": "apply",
        "explanation": "So.",
        "source": "A book",
    }
    data = {"type": kind, "id": "q-1", "prompt": "Question?", **more, **fields}
    found = imported(KINDS[kind].model_validate({k: v for k, v in data.items() if k in KINDS[kind].model_fields}))
    assert (found.kind, found.name, found.id) == (name, "T", "q-1")
    assert found.tags == ["x", "difficulty-easy", "bloom-apply"]
    assert found.general.endswith("<p>So.</p><p><strong>Source:</strong> A book</p>")


def choices(**fields: Any) -> Any:
    return question("multiple_choice", choices=[{"answer": "a"}, "b", {"text": "c", "fixed": True}], **fields)


def test_choices_are_shuffled_unless_one_keeps_its_place() -> None:
    found = imported(question("multiple_choice", choices=[{"answer": "a"}, "b"]))
    assert found.settings["shuffleanswers"] == "true"
    found = imported(choices(shuffle=False))
    assert (found.settings["shuffleanswers"], [one.text for one in found.answers]) == ("false", ["a", "b", "c"])
    orders = [imported(choices(id=f"q{n}")) for n in range(8)]
    assert {one.settings["shuffleanswers"] for one in orders} == {"false"}
    assert {"".join(answer.text for answer in one.answers) for one in orders} == {"abc", "bac"}


def test_options_of_the_project() -> None:
    item = choices(hints="Look.")
    assert (imported(item).penalty, imported(item).settings["answernumbering"]) == (0.3333333, "abc")
    found = imported(item, penalty="10%", numbering="none")
    assert (found.penalty, found.settings["answernumbering"], found.hints) == (0.1, "none", ["<p>Look.</p>"])
    assert imported(question("true_false", answer=True), penalty="10%").penalty == 1
    assert imported(question("essay"), penalty="10%").penalty == 0


def test_points_are_the_grade() -> None:
    assert imported(choices(points="2.5")).grade == 2.5
    assert imported(choices(points=0)).grade == 0
    assert imported(choices(points=1_000_000)).grade == 99999.9999999
    assert imported(question("cloze", prompt="[[a]] [[b]]", points=6)).grade == 6
    assert imported(question("cloze", prompt="[[a]] [[b]]", points=3)).grade == 2


@pytest.mark.parametrize(
    ("attachments", "settings"),
    [("none", ("1", "0", "0")), ("allowed", ("0", "-1", "0")), ("required", ("0", "-1", "1"))],
)
def test_essays_say_what_is_handed_in(attachments: str, settings: tuple[str, ...]) -> None:
    found = imported(
        question("essay", attachments=attachments, min_words=10, max_words=20, response_template="Dear *X*")
    )
    given = tuple(found.settings[name] for name in ("responserequired", "attachments", "attachmentsrequired"))
    assert given == settings
    assert (found.settings["minwordlimit"], found.settings["maxwordlimit"]) == ("10", "20")
    assert found.settings["responsetemplate"] == "<p>Dear <em>X</em></p>"


def test_formulas_make_radio_buttons_of_a_drop_down() -> None:
    drop = imported(question("cloze", prompt="a [[b ~c]]")).parts[0]
    radio = imported(question("cloze", prompt="a [[$b$ ~c]]")).parts[0]
    assert (drop.settings, radio.settings) == (
        {"layout": "", "shuffle": "True"},
        {"layout": "V", "shuffle": "True"},
    )
    assert radio.answers[0].text == r"\(b\)"


def test_hints_of_blanks_follow_the_questions_own() -> None:
    blanks = {"b": {"accept": "x", "hint": "Begins *so*."}}
    found = imported(question("cloze", prompt="[[a]] [[@b]]", blanks=blanks, hints="First."))
    assert found.hints == ["<p>First.</p>", "<p>Blank 2 of 2</p><p>Begins <em>so</em>.</p>"]


def test_feedback_is_joined_where_moodle_has_none_for_the_whole() -> None:
    feedback = {"correct": "Yes.", "partial": "Nearly.", "incorrect": "No."}
    accept = [{"text": "a", "feedback": "Own."}, {"text": "b", "credit": "50%"}, {"text": "c", "credit": 0}]
    found = imported(question("short_answer", accept=accept, feedback=feedback))
    assert [(one.text, one.feedback) for one in found.answers] == [
        ("a", "Own.<br>Yes."), ("b", "Nearly."), ("c", "No."), ("*", "No."),
    ]  # fmt: skip
    found = imported(question("true_false", answer=False, feedback=feedback))
    assert (found.feedback_right, found.feedback_wrong) == ("Yes.", "No.")


def test_a_path_of_categories() -> None:
    info = BankInfo("b", "$x$/<b> & 1//2 ", "source/a/b.yaml", ("sci/ence", "top"), description="What *for*.")
    (category,) = xml_rules.read(build([], info))
    assert category.name == "sci/ence/top/$x$/&lt;b> & 1//2"
    assert category.text == "<p>What <em>for</em>.</p>"
    assert b"top/sci//ence/top/$x$//&lt;b> & 1////2" in build([], info)
