"""Importing as a user does: what is written, what is left alone, and an account that adds up."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from qbank.cli import cli
from qbank.compiler.reader import compile_file
from qbank.compiler.unit import Unit

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the commands are called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, status: int = 0) -> list[dict[str, Any]]:
    """Call `qbank import` and return what it says of each input."""
    done = CliRunner().invoke(cli, ["import", *arguments, "--output-format", "json"])
    assert done.exit_code == status, done.output
    found: list[dict[str, Any]] = json.loads(done.output)
    return found


def quiz(project: Path, *prompts: str, name: str = "quiz.txt") -> str:
    """Write a quiz with these prompts, all of them true; return its name."""
    lines = [f"{number}. {prompt}\nTrue / False\nAnswer: True" for number, prompt in enumerate(prompts, 1)]
    (project / name).write_text("\n\n".join(lines), encoding="utf-8")
    return name


def bank(project: Path, name: str = "quiz") -> Unit:
    """Return a bank of the project; it has no errors."""
    unit = compile_file(project, f"source/{name}.yaml")
    assert [one for one in unit.diagnostics if one.severity == "error"] == []
    return unit


def test_a_bank_is_written_as_a_person_would(project: Path) -> None:
    """Its own id, ids of its questions, no noise."""
    (one,) = call(quiz(project, "Is water wet?"))
    assert one["target"] == "source/quiz.yaml" and one["counts"] == {"imported": 1}
    assert (project / "source" / "quiz.yaml").read_text() == (
        "schema: 1\nbank: quiz\n\nquestions:\n  - type: true_false\n    id: is-water-wet\n"
        "    prompt: Is water wet?\n    answer: true\n"
    )
    assert [path.name for path in (project / "source").iterdir()] == ["quiz.yaml"]


ITEM = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q{0}"><itemBody>'
    '<extendedTextInteraction responseIdentifier="RESPONSE"><prompt>Why {0}?</prompt></extendedTextInteraction>'
    "</itemBody></assessmentItem>"
)


def test_what_a_note_tells_of_the_input_is_one_line_without_control_characters(project: Path) -> None:
    """An address may hold what no file of ours may."""
    question = {"type": "essay", "prompt": "Which? ![a](a%00%E2%80%A8b.png)"}
    (project / "quiz.json").write_text(json.dumps([question]))
    call("quiz.json")
    assert bank(project).questions
    text = (project / "source" / "quiz.yaml").read_text()
    assert "  # Note: the file a b.png wasn't found; its description stands in its place.\n  - type" in text


def test_a_text_that_grows_too_long_when_it_is_mended_is_a_draft(project: Path) -> None:
    """Quotations in each other without end stand as they were typed, each mark with a backslash."""
    question = {"type": "essay", "id": "long", "prompt": "> " * 60 + "*a" * 24_000}
    (project / "quiz.json").write_text(json.dumps([question]))
    (one,) = call("quiz.json")
    assert one["counts"] == {"draft": 1}
    assert "50,000 is the most" in one["diagnostics"][0]["message"]
    assert [draft.id for draft in bank(project).drafts] == ["long"]


def test_nothing_that_exists_is_overwritten(project: Path) -> None:
    """Neither a bank nor a folder; the same name from another folder gets a name of its own."""
    name = quiz(project, "Is water wet?")
    call(name)
    before = (project / "source" / "quiz.yaml").read_bytes()
    (one,) = call(name, status=1)
    assert one["target"] is None and "--into source/quiz.yaml" in one["diagnostics"][0]["hint"]
    assert (project / "source" / "quiz.yaml").read_bytes() == before
    (project / "a").mkdir()
    first, second = call(quiz(project, "Is it?", name="new.txt"), quiz(project, "Is it?", name="a/new.txt"))
    assert (first["target"], second["target"]) == ("source/new.yaml", "source/new-2.yaml")


def test_ids_are_unique_in_the_project(project: Path) -> None:
    """Also against banks that are there, their stimuli and earlier ids."""
    (project / "source").mkdir()
    (project / "source" / "old.yaml").write_text(
        "schema: 1\nbank: old\nstimuli:\n  is-it: text\nquestions:\n"
        "  - {type: true_false, id: is-water-wet, aliases: is-air, prompt: x, answer: true, stimulus: is-it}\n"
    )
    call(quiz(project, "Is water wet?", "Is it?", "Is air?", "Is it?"))
    assert [one.id for one in bank(project).questions] == ["is-water-wet-2", "is-it-2", "is-air-2", "is-it-3"]


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html>\n<html><title>Quiz</title></html>",
        '<?xml version="1.0"?>\n<!-- a --><!-- b --><html lang="en">',
    ],
)
def test_a_saved_page_is_told_what_to_do_instead(project: Path, page: str) -> None:
    """Nothing is said of DOCTYPEs, which nobody typed."""
    (project / "quiz.html").write_text(page, encoding="utf-8")
    [found] = call("quiz.html", status=1)[0]["diagnostics"]
    assert found["message"] == "it is a web page"
    assert "into a text file" in found["hint"]


def test_a_folder_is_all_that_is_in_it(project: Path) -> None:
    """What is no question bank is named, and is no fault."""
    folder = project / "old" / "deeper"
    folder.mkdir(parents=True)
    quiz(project, "Is it?", name="old/one.txt")
    quiz(project, "Is it so?", name="old/deeper/two.txt")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    found = call("old")
    assert [one["target"] for one in found] == [None, "source/two.yaml", "source/one.yaml"]
    assert "nothing tells which format" in found[0]["diagnostics"][0]["message"]
    assert found[0]["diagnostics"][0]["severity"] == "note"


def test_files_that_texts_show_come_along(project: Path) -> None:
    """Those beside the input; safe ones only, and none from outside."""
    (project / "in").mkdir()
    (project / "in" / "good one.svg").write_text(SVG)
    (project / "in" / "bad.svg").write_text(SVG.replace("<rect", "<script>alert(1)</script><rect"))
    (project / "secret.png").write_bytes(b"\x89PNG")
    texts = ["![Good](<good one.svg>)", "![Bad](bad.svg)", "![Outside](../secret.png)", "![No](no.png)"]
    questions = [{"type": "true_false", "prompt": text, "answer": True} for text in texts]
    (project / "in" / "list.json").write_text(json.dumps(questions))
    (one,) = call("in/list.json")
    unit = bank(project, "list")
    assert [question.text for question in unit.questions] == [
        "![Good](list/good-one.svg)", "[Bad]", "[Outside]", "[No]",
    ]  # fmt: skip
    assert [path.name for path in (project / "source" / "list").iterdir()] == ["good-one.svg"]
    left = [diagnostic["message"] for diagnostic in one["diagnostics"]]
    assert len([message for message in left if message.startswith("the file")]) == 3


def test_what_our_markdown_refuses_stands_as_it_was(project: Path) -> None:
    """It is shown as typed, with a comment, and breaks no build."""
    texts = [r"$\frac{1$ and <b>x</b>", "> " * 60 + "deep", "[[a|b]] <i>x</i>", "a\x07b"]
    kinds = ["true_false", "true_false", "cloze", "true_false"]
    questions = [
        {"type": kind, "prompt": text} | ({"answer": True} if kind == "true_false" else {})
        for kind, text in zip(kinds, texts, strict=True)
    ]
    (project / "list.json").write_text(json.dumps(questions))
    (one,) = call("list.json")
    assert one["questions"] == 4 and one["counts"]["imported"] == 4
    assert "# Note: " in (project / "source" / "list.yaml").read_text()
    assert bank(project, "list").questions[3].text == "ab"


def test_an_input_without_questions_writes_nothing(project: Path) -> None:
    """One diagnostic, exit status 1, no folder left behind."""
    (project / "empty.json").write_text("[]")
    (one,) = call("empty.json", "--from", "json", status=1)
    assert one["questions"] == 0 and one["target"] is None
    assert not list(project.rglob("*.yaml")) and not list((project / "source").iterdir())


def test_a_bank_of_ours_is_told_from_a_quiz(project: Path) -> None:
    """Its lines look like those of a copied quiz; it needs no import."""
    (project / "mine.yaml").write_text(f"# $schema=x\n\n{BANK}")
    (one,) = call("mine.yaml", status=1)
    assert one["diagnostics"][0]["message"] == "it is a bank of qbank already"


def test_a_doctype_is_named_where_it_stands(project: Path) -> None:
    """Also where it leaves no reader that takes the file for its own."""
    (project / "quiz.xml").write_text('<?xml version="1.0"?>\n<!DOCTYPE quiz SYSTEM "file:///etc/passwd">\n<quiz/>')
    (one,) = call("quiz.xml", status=1)
    assert "DOCTYPE" in one["diagnostics"][0]["message"] and one["diagnostics"][0]["span"]["line"] == 2


BANK = """schema: 1
bank: b
# mine
questions:
  # keep this
  - type: multiple_choice
    id: capital
    prompt: What is the capital of *France*?
    choices: [answer: Paris, Lyon] # and this
    hints: It is big.

  # and this, too
  - type: true_false
    id: other
    prompt: Is it?
    answer: true
# the end
"""


def into(project: Path, *arguments: str, **question: Any) -> dict[str, Any]:
    """Import one question into the bank above; return what is said."""
    (project / "source").mkdir(exist_ok=True)
    path = project / "source" / "b.yaml"
    if not path.exists():
        path.write_text(BANK)
    (project / "new.json").write_text(json.dumps([question]))
    (one,) = call("new.json", "--into", "source/b.yaml", *arguments)
    return one


CAPITAL = {"type": "multiple_choice", "prompt": "What is the capital of _France_?"}


def test_a_question_that_is_there_is_recognised(project: Path) -> None:
    """By its text, however that is typed; the file isn't touched."""
    one = into(project, **CAPITAL, choices=[{"answer": "Paris"}, "Lyon"])
    assert one["counts"] == {"unchanged": 1} and one["target"] is None and one["diff"] == ""
    assert (project / "source" / "b.yaml").read_text() == BANK


def test_a_question_that_differs_is_shown_and_taken_on_request(project: Path) -> None:
    """What the input doesn't say stays: hints here, and all else of the file."""
    changed = {**CAPITAL, "choices": [{"answer": "Paris"}, "Nice"]}
    one = into(project, **changed)
    assert one["counts"] == {"different": 1} and "+      - Nice" in one["diff"]
    assert (project / "source" / "b.yaml").read_text() == BANK
    one = into(project, "--update", **changed)
    assert one["counts"] == {"updated": 1} and one["target"] == "source/b.yaml"
    text = (project / "source" / "b.yaml").read_text()
    (first, second) = bank(project, "b").questions
    assert first.id == "capital" and first.hints == ("It is big.",) and "*France*" in text
    assert "# mine" in text and "# keep this" in text and "# and this, too" in text and "# the end" in text
    assert "Nice" in text and "Lyon" not in text and second.id == "other"


def test_new_questions_are_put_behind_those_that_are_there(project: Path) -> None:
    """In the file's own indentation, with their ids unique and nothing else touched."""
    one = into(project, type="true_false", prompt="Is it, other?", answer=False)
    assert one["counts"] == {"imported": 1}
    unit = bank(project, "b")
    assert [question.id for question in unit.questions] == ["capital", "other", "is-it-other"]
    text = (project / "source" / "b.yaml").read_text()
    assert text.startswith(BANK.removesuffix("# the end\n")) and text.endswith("# the end\n")


def test_a_bank_with_mistakes_is_left_alone(project: Path) -> None:
    """It is to be mended first."""
    (project / "source").mkdir()
    (project / "source" / "b.yaml").write_text("schema: 1\nbank: b\nquestions: [x]\n")
    (project / "new.json").write_text(json.dumps([{"type": "true_false", "prompt": "x", "answer": True}]))
    (one,) = call("new.json", "--into", "source/b.yaml", status=1)
    assert "mistakes" in one["diagnostics"][0]["message"]
    assert (project / "source" / "b.yaml").read_text() == "schema: 1\nbank: b\nquestions: [x]\n"


@pytest.mark.parametrize("rest", ["questions: []\n", "questions: []\nlicense: MIT\n"])
def test_an_empty_bank_is_filled(project: Path, rest: str) -> None:
    """Its brackets go."""
    (project / "source").mkdir()
    (project / "source" / "b.yaml").write_text(f"schema: 1\nbank: b\n{rest}")
    into(project, type="true_false", prompt="Is it?", answer=True)
    assert [one.id for one in bank(project, "b").questions] == ["is-it"]


def test_a_package_with_more_files_than_usual_comes_in_where_the_user_says_so(project: Path) -> None:
    """The hint says how; a folder that was unpacked is bounded alike."""
    with zipfile.ZipFile(project / "quiz.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"q{number}.xml", ITEM.format(number))
    (one,) = call("quiz.zip", "--max-files", "2", status=1)
    assert one["diagnostics"][0]["hint"].endswith("--max-files 3")
    (one,) = call("quiz.zip", "--max-files", "3")
    assert one["questions"] == 3
