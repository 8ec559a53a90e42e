"""Every kind of question, as a viewer of Markdown shows it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from document_kit import INFO, Shown, documents, question, shown, text

from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_file

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@pytest.fixture(scope="module")
def items() -> list[Any]:
    unit = compile_file(HERE, "every_kind.yaml")
    assert unit.info and not [one for one in unit.diagnostics if one.severity == "error"]
    return [*unit.stimuli.values(), *unit.questions]


@pytest.fixture(scope="module")
def page(items: list[Any]) -> dict[str, Shown]:
    (source,) = documents(items).values()
    top, *found = shown(source)
    assert len(found) == len(items) - 1
    return {"top": top, **{item.id: one for item, one in zip(items[1:], found, strict=True)}}


def test_a_question_says_what_it_is(page: dict[str, Shown]) -> None:
    assert page["choice"].heading == "Question 2 · Fruit"
    assert page["truth"].heading == "Question 4"
    assert text(page["choice"].parts[0]) == "2 points · easy · animals · read_me"
    assert text(page["truth"].parts[0]) == "1 point"


def test_a_stimulus_stands_above_its_question_with_its_code(page: dict[str, Shown]) -> None:
    quote = page["top"].parts[-1]
    assert quote.tag == "blockquote"
    assert text(quote[0]) == "Text: The fox"
    assert quote.find("pre").text_content() == "they hung\n  too high\n"


def test_choices_have_letters_and_keep_their_blocks(page: dict[str, Shown]) -> None:
    (choices,) = [part for part in page["choice"].parts if part.tag == "ul"]
    found = [text(choice) for choice in choices]
    assert [one[:2] for one in found] == ["A.", "B.", "C.", "D."]
    assert {one[3:] for one in found} == {
        "Grapes",
        "This program: if fox: jump()",
        "First paragraph. Second paragraph.",
        "Nothing",
    }
    assert found[3] == "D. Nothing", "fixed"
    (code,) = choices.iter("pre")
    assert code.text_content() == "if fox:\n    jump()\n"
    two = next(one for one in choices if "Second" in text(one))
    assert [text(paragraph) for paragraph in two.iter("p")][-1] == "Second paragraph."


def test_the_key_names_letters_worth_and_feedback(page: dict[str, Shown]) -> None:
    one = page["choice"]
    letter = {line[3:]: line[0] for line in one.lists()[0]}
    assert f"{letter['Grapes']}. Grapes" in one.key
    assert f"{letter['This program: if fox: jump()']}. This program: if fox: jump() (50%)" in one.key
    assert "Nothing" not in one.key
    assert f"{letter['Grapes']}: Well read." in one.key
    for said in ("Correct: Yes.", "Incorrect: No.", "Explanation It says so.", "Source Aesop", "Goals Read closely"):
        assert said in one.key
    assert text(one.folded[0]) == "Hint 1 Read line one."


def test_several_right_choices(page: dict[str, Shown]) -> None:
    right = {line for line in page["response"].lists()[0] if line[3:] in ("2", "4")}
    assert page["response"].key == "Answer " + " ".join(sorted(right))


def test_short_keys(page: dict[str, Shown]) -> None:
    assert page["truth"].key == "Answer: False"
    assert page["short"].key == "Answer Paris Lutetia (1/3) In Latin."
    assert page["number"].key == "Answer 9.81 ± 1% m/s²"
    assert page["card"].key == "Back Fuchs"
    assert page["card"].visible.endswith("fox")


def test_pairs_are_two_lists(page: dict[str, Shown]) -> None:
    one = page["pairs"]
    (lefts,), (rights,) = one.lists("ol"), one.lists()
    assert sorted(lefts) == ["eat", "go", "see"]
    assert sorted(right[3:] for right in rights) == ["ate", "goed", "saw", "went"]
    answer = {"go": "went", "see": "saw", "eat": "ate"}
    letter = {right[3:]: right for right in rights}
    assert one.key == "Answer " + " ".join(letter[answer[left]] for left in lefts)


def test_items_to_be_ordered_are_not_in_order(page: dict[str, Shown]) -> None:
    one = page["order"]
    (listed,) = one.lists()
    letter = {line[3:]: line for line in listed}
    assert list(letter) != ["ant", "cat", "cow", "whale"]
    assert one.key == "Answer " + " ".join(letter[item] for item in ("ant", "cat", "cow", "whale"))


def test_blanks_are_lines_with_numbers(page: dict[str, Shown]) -> None:
    one = page["gaps"]
    assert "A fox ____ (1) and ____ (2) tired; x = ____ (3)." in one.visible
    assert sorted(line[3:] for line in one.lists()[0]) == ["are", "be", "is"]
    assert one.key.startswith("Answers (1) jumps leaps (2) ")
    assert "is (3) 1" in one.key


def test_an_essay_has_its_rubric(page: dict[str, Shown]) -> None:
    one = page["essay"]
    assert "Write your text. At least 50 words." in one.visible
    assert [text(part) for part in one.parts if part.tag == "blockquote"] == ["Once …"]
    assert one.key == (
        "Model answer Once upon a time. Rubric Names the fox (2 points) Names the grapes (1 point) Sour ones."
    )


def test_the_answer_is_seen_only_where_it_is_wanted() -> None:
    items = [question("true_false", answer="true", explanation="BECAUSE", hints="HINT")]
    folded = documents(items)
    assert list(folded) == ["bank.md"]
    one = shown(folded["bank.md"])[1]
    assert one.key == "Answer: True Explanation BECAUSE"
    assert "BECAUSE" not in one.visible and "Answer" not in one.visible
    apart = documents(items, key="apart")
    assert sorted(apart) == ["bank-key.md", "bank.md"]
    assert "BECAUSE" not in apart["bank.md"] and "HINT" in apart["bank.md"]
    assert shown(apart["bank-key.md"])[1].visible == "Answer: True Explanation BECAUSE"
    none = documents(items, key="none")
    assert none == {"bank.md": apart["bank.md"].replace("bank-key.md", "none")}


def test_a_key_apart_has_the_letters_of_the_sheet(items: list[Any]) -> None:
    apart = documents(items, key="apart")
    sheet, key = (shown(apart[name]) for name in ("bank.md", "bank-key.md"))
    assert [one.heading for one in sheet] == [one.heading for one in key]
    grapes = next(line for line in sheet[1].lists()[0] if line.endswith("Grapes"))
    assert grapes in key[1].visible


def test_labels_are_in_the_bank_s_language() -> None:
    item = question("true_false", answer="true", explanation="x")
    (source,) = documents([item], replace(INFO, language="de")).values()
    assert "## Frage 1" in source and "**Erklärung**" in source
    (source,) = documents([item], replace(INFO, language="ar")).values()
    assert source.startswith('<div dir="rtl">\n\n# ') and source.endswith("\n</div>\n")


def test_the_example_banks_and_their_media(tmp_path: Path) -> None:
    """As they are built here: every file that is shown is there, and every question is in its place."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    outcome = build(open_project(tmp_path), Request(formats=("markdown",), jobs=1, now=1_750_000_000, trust=True))
    assert not outcome.failed(), outcome.diagnostics
    files = sorted((tmp_path / "build" / "markdown").glob("*.md"))
    assert len(files) == len(list((ROOT / "source").rglob("*.yaml")))
    shown_files = set()
    for path in files:
        source = path.read_text(encoding="utf-8")
        assert "\x0e" not in source and "\x02" not in source
        for address in re.findall(r"\]\((media/[^) ]+)", source):
            assert (path.parent / address).is_file()
            shown_files.add(address)
    assert shown_files == {f"media/{path.name}" for path in (files[0].parent / "media").iterdir()}
