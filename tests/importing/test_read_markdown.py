"""Markdown in our own dialect: written here, or edited by people."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_back import detected, read, read_text

from qbank import content
from qbank.api import KINDS, BankInfo
from qbank.compiler.reader import compile_file
from qbank.importing.found import About, Found, FoundStimulus, InputFault
from qbank.importing.reading import Request, Taken
from qbank.importing.run import run, spread
from qbank.model import Stimulus

sys.path.insert(0, str(Path(__file__).parents[1] / "consumers" / "markdown"))

from document_kit import INFO, documents

STYLE = content.HtmlStyle(math="tex", highlight=False)


def question(kind: str, **fields: Any) -> Any:
    """Return a question, validated as typed; id and prompt have defaults."""
    prompt = {} if kind == "flashcard" else {"prompt": "Prompt?"}
    return KINDS[kind].model_validate({"type": kind, "id": "q", **prompt, **fields})


def back(items: list[Any], folder: Path, info: BankInfo = INFO, **options: str) -> list[Any]:
    """Return what is read of the document that items become."""
    files = {name: text.encode() for name, text in documents(items, info, **options).items()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read("markdown", folder / f"{info.id}.md").reads


def same(item: Any, folder: Path, **options: str) -> Any:
    """Return the question that comes back of one, and make sure that it is no draft."""
    (found,) = (one for one in back([item], folder, **options) if isinstance(one, Found))
    assert found.draft == "" and found.notes == ()
    return KINDS[found.data["type"]].model_validate({"id": found.name, **found.data})


CHOICES = [{"answer": "Grapes", "feedback": "Yes."}, {"text": "Figs", "weight": "50%"}, "Plums"]
KIND_BY_KIND = [
    question("multiple_choice", choices=CHOICES, title="Fruit · wine", points="2.5", tags=["a b", "`c"]),
    question("multiple_choice", choices=[{"answer": "X (50%)"}, "Y (50%)"], shuffle="false"),
    question("multiple_choice", choices=["a", {"answer": "b", "fixed": "true", "id": "bee"}, "c", "d", "e"]),
    question("multiple_response", choices=[{"answer": "a"}, {"answer": "b"}, "c"], scoring="all_or_nothing"),
    question("multiple_response", choices=[{"answer": "a", "weight": "75%"}, {"answer": "b", "weight": "25%"},
             {"text": "c", "weight": "-25%"}, {"text": "d", "weight": "10%"}]),
    question("true_false", answer="false", hints=["One", "- Two"], feedback={"correct": "Yes", "partial": "Hm"}),
    question("short_answer", accept=["Red (50%)", {"text": "x (A ≠ a)", "credit": "1/3", "feedback": "    code"}]),
    question("short_answer", accept=[{"text": "R[oö]t|`x`", "match": "regex", "case_sensitive": "true"}, "(regex)"]),
    question("short_answer", accept=["a*b", "c  d*"], match="wildcard", model_answer="# Heading\n\nText."),
    question("numeric", answer="-9.81", tolerance="1%", unit="m/s² (50%)", units={"a = b": "0.001"},
             accept=[{"answer": "9.81", "credit": "50%", "feedback": "The sign."}, "1e3"]),
    question("numeric", min="3", max="5"),
    question("matching", pairs=[{"a": "1"}, {"left": "- b", "right": "1", "feedback": "`x`"}], distractors=["2", "3"]),
    question("matching", pairs=[{"a": "1"}, {"b": "2"}, {"c": "3"}], shuffle="false"),
    question("ordering", items=["one", "two", "```\nthree\n```"], scoring="pairs"),
    question("cloze", prompt=r"A [[x|y\|z]], [[has ~have]], [[=9.81±1%]], [[=3..5]], [[7]], \[[."),
    question("cloze", prompt="[[@verb]] **[[@n]]** `[[c]]`", explanation="So.", feedback={"incorrect": "No."}, blanks={
             "verb": {"choices": [{"answer": "go"}, {"text": "went", "feedback": "Past", "weight": "20%"}],
                      "points": 2},
             "n": {"answer": "2", "unit": "kg", "hint": "Weigh"}}),
    question("essay", min_words="5", max_words="90", attachments="required", response_template="- a\n- b",
             model_answer="Good.", objectives=["See", "1. Tell"], source="*Book*",
             rubric=[{"criterion": "Names it (2 points)", "points": "3", "description": "Both."}, "Says why"]),
    question("essay"),
    question("flashcard", front="`ls -l`", back="**Back**", reversed="true"),
    question("flashcard", front="la mer", back="the sea", difficulty="easy", bloom="apply"),
]  # fmt: skip


@pytest.mark.parametrize("item", KIND_BY_KIND, ids=lambda item: item.type)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("key", ["folded", "apart"])
def test_a_question_comes_back_as_it_was_typed(item: Any, language: str, key: str, tmp_path: Path) -> None:
    """All of it: also what the document doesn't show, in every language, with the key in a file beside it."""
    (found,) = (
        one for one in back([item], tmp_path, replace(INFO, language=language), key=key) if isinstance(one, Found)
    )
    assert (found.draft, found.notes, found.name) == ("", (), "q")
    other = KINDS[found.data["type"]].model_validate({"id": "q", **found.data})
    if item.type == "multiple_response" and item.weighted:
        assert other.credits == item.credits
    else:
        assert plainly(other) == plainly(item)


def plainly(item: Any) -> Any:
    """Return a question's data, with blanks and comparisons as they are meant."""
    if item.type == "cloze":
        return item.with_gaps(str), list(item.filled.values()), item.model_copy(update={"prompt": "", "blanks": {}})
    if item.type == "short_answer":
        return [
            one.model_copy(update={"match": one.match or item.match, "case_sensitive": bool(one.case_sensitive)})
            for one in item.accept
        ], item.model_copy(update={"accept": (), "match": "exact", "case_sensitive": False})
    return item.as_typed()


LIKE_OURS = (
    "_Choose all that apply._", "*Choose one answer.*", "**Answer**", "**Explanation**\n\nx",
    "a\n\n*Write a number.*\n\nb",
    "```\n## Question 9\n\n</details>\n\n**Feedback**\n```", "```math\nx\n```", "<!-- not -->", "#### Four",
    "###### Six\n\ntext", "# One\n\n## Two ##\n\nThree\n---", "> # quoted", "- # listed", "$$\nx\n=\ny\n$$", "(1)",
    "(50%)", "- **A.** x", "1. **A.** x", "> **Text: x**", "[a]: https://e.org\n\n[a]", "x  \ny", "<div>x",
    "~~~~\n```\n~~~~", "- a\n\n  ```\n  b\n  ```\n\n## c", r"\_\_\_\_ (1)",
)  # fmt: skip
"""Texts that look like the document's own lines, or that can't stay as they are in the midst of others."""


@pytest.mark.parametrize("text", LIKE_OURS)
def test_texts_that_look_like_the_document_s_own(text: str, tmp_path: Path) -> None:
    """Wherever they stand."""
    choices = [{"answer": text, "feedback": text}, "other"]
    common = {"hints": text, "explanation": text, "source": text, "objectives": text, "feedback": {"correct": text}}
    items = [
        question("multiple_choice", prompt=text, choices=choices, **common),
        question(
            "essay", prompt=text, response_template=text, model_answer=text, rubric=[{"criterion": text}], **common
        ),
        question("flashcard", front=text, back=text),
        question("matching", prompt=text, pairs=[{"left": text, "right": text, "feedback": text}, {"b": "c"}]),
        question("ordering", prompt=text, items=[text, "b"]),
        question("short_answer", prompt=text, accept=[{"text": "x", "feedback": text}]),
    ]
    for item in items:
        assert shown(same(item, tmp_path)) == shown(item)


def shown(item: Any) -> Any:
    """Return a question's data, its texts as what they show."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return " ".join(content.html(value, STYLE, lambda _: "file").split())
        if isinstance(value, dict):
            return {key: walk(one) for key, one in value.items()}
        return [walk(one) for one in value] if isinstance(value, list | tuple) else value

    return walk(item.model_dump(mode="json"))


pieces = st.lists(st.sampled_from([*LIKE_OURS, "word", "**bold** word"]), min_size=1, max_size=3).map("\n\n".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=pieces)
def test_any_of_them_side_by_side(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    parsed = content.parse(text)
    if any(one.severity == "error" for one in parsed.problems):
        return  # no bank may hold it
    item = question("true_false", prompt=text, answer="true", hints=text, explanation=text, source=text)
    assert shown(same(item, tmp_path_factory.mktemp("text"))) == shown(item)


def test_a_bank_and_its_passages(tmp_path: Path) -> None:
    info = replace(INFO, description="About *it*.\n\n- a", authors=("Doe, Ann", "Bob · C."), license="CC-BY-4.0",
                   tags=("x", "y z"), language="de")  # fmt: skip
    passage = Stimulus(id="sea", title="The sea · 2", text="> quoted\n\nText.")
    item = question("true_false", answer="true", stimulus="sea", tags=["x", "y z", "own"])
    about, stimulus, found = back([passage, item], tmp_path, info)
    assert about == About(
        {"title": "A bank", "description": "About *it*.\n\n- a", "authors": ["Doe, Ann", "Bob · C."],
         "license": "CC-BY-4.0", "tags": ["x", "y z"], "language": "de"}, "bank")  # fmt: skip
    assert isinstance(stimulus, FoundStimulus)
    assert (stimulus.name, stimulus.title, stimulus.text) == ("sea", "The sea · 2", "> quoted\n\nText.")
    assert found.data["stimulus"] == "sea" and found.data["tags"] == ["own"]


def edited(folder: Path, *changes: tuple[str, str]) -> Found:
    """Return what is read of the first example, changed as a person would."""
    (text,) = documents([KIND_BY_KIND[0]]).values()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (found,) = read_text("markdown", text, folder).found
    return found


def test_what_people_edit_is_what_comes_in(tmp_path: Path) -> None:
    (text,) = documents([KIND_BY_KIND[0]]).values()
    letters = {line[9:]: line[4] for line in text.split("\n") if line.startswith("- **") and line[5] == "."}
    plums, grapes = letters["Plums"], letters["Grapes"]
    found = edited(
        tmp_path,
        ("2.5 points", "3 points"),
        ("Prompt?", "Which one?"),
        ("Fruit · wine", "Fruit"),
        ("Plums", "Damsons"),
        (f"**{grapes}.** Grapes\n", f"**{plums}.** Damsons\n"),
        ("Yes.", "No longer."),
    )
    assert found.draft == "" and found.name == "q"
    assert found.data["points"] == "3" and found.data["prompt"] == "Which one?" and found.data["title"] == "Fruit"
    assert "Damsons" in str(found.data["choices"])


def test_a_formatter_of_markdown_may_go_over_it(tmp_path: Path) -> None:
    """Prettier writes other marks for emphasis and lists."""
    (text,) = documents([KIND_BY_KIND[0]]).values()
    text = text.replace("*Choose one answer.*", "_Choose one answer._").replace("\n- **", "\n* **")
    (found,) = read_text("markdown", text, tmp_path).found
    (first,) = (one for one in read_text("markdown", documents([KIND_BY_KIND[0]])["bank.md"], tmp_path).found)
    assert found == first


def test_a_key_that_names_another_text_says_so(tmp_path: Path) -> None:
    (text,) = documents([KIND_BY_KIND[0]]).values()
    sheet, key = text.split("**Answer**")
    (found,) = read_text("markdown", sheet.replace("Grapes", "Vines") + "**Answer**" + key, tmp_path).found
    assert {"answer": "Vines", "feedback": "Yes."} in found.data["choices"]
    assert len(found.notes) == 1 and "the key has another text" in found.notes[0]


def test_a_key_that_names_what_isn_t_there_makes_a_draft(tmp_path: Path) -> None:
    (text,) = documents([question("multiple_choice", choices=[{"answer": "a"}, "b"])]).values()
    sheet, key = text.split("**Answer**")
    key = key.replace("**A.**", "**Z.**").replace("**B.**", "**Z.**")
    (found,) = read_text("markdown", sheet + "**Answer**" + key, tmp_path).found
    assert found.draft == "the key names a choice Z that isn't there"


@pytest.mark.parametrize("item", KIND_BY_KIND, ids=lambda item: item.type)
def test_without_a_key_nothing_is_guessed(item: Any, tmp_path: Path) -> None:
    """Essays need none; all others are drafts that say what to do."""
    (found,) = (one for one in back([item], tmp_path, key="none") if isinstance(one, Found))
    assert bool(found.draft) == (item.type != "essay")
    assert "no key is in the document" in (found.draft, *found.notes)
    apart = tmp_path / "apart"
    apart.mkdir()
    (apart / "bank.md").write_text(documents([item], key="apart")["bank.md"])
    (found,) = read("markdown", apart / "bank.md").found
    assert "its key isn't there: put bank-key.md beside the document, and import that again" in (
        found.draft,
        *found.notes,
    )


def test_a_key_alone_leads_to_its_document(tmp_path: Path) -> None:
    back([KIND_BY_KIND[0]], tmp_path, key="apart")
    with pytest.raises(InputFault, match="the key of another document") as fault:
        read("markdown", tmp_path / "bank-key.md")
    assert fault.value.hint == "import bank.md: its key is read with it"


def test_in_a_folder_a_key_comes_in_with_its_document(tmp_path: Path) -> None:
    """Only where that is there."""
    back([KIND_BY_KIND[0]], tmp_path, key="apart")
    request = Request(tmp_path)
    found = {path.name: why for path, why in spread(tmp_path, request)}
    assert found == {"bank.md": "", "bank-key.md": "it is read with bank.md"}
    (tmp_path / "bank.md").unlink()
    assert list(spread(tmp_path, request)) == [(tmp_path / "bank-key.md", "")]


def test_a_broken_comment_is_no_comment(tmp_path: Path) -> None:
    found = edited(tmp_path, ('{"id": "q"}', '{"id": "q"'))
    assert found.name == "" and found.data["title"] == "Fruit · wine"
    nested = '{"a":' * 9000 + "1" + "}" * 9000
    deep = read_text("markdown", f"## Question 1\n\n<!-- qbank {nested} -->\n\nx\n", tmp_path)
    assert len(deep.found) == 1


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("# Quiz\n\n1. What?\n\nA) one\nB) two\n\nAnswer: A\n", "quiz_text"),
        ("Quiz title: T\n\n1.  What?\n*a)  one\nb)  two\n", "text2qti"),
        ("Question 2 Multiple Choice\nWhat?\nAone\nBtwo\nAnswer: A\n", "quiz_text"),
        ("::t:: # What? {=one ~two}\n", "gift"),
    ],
)
def test_quizzes_of_others_are_left_to_their_readers(text: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / "quiz.md"
    path.write_text(text)
    assert detected(path) == reader


def test_a_document_is_known_whatever_its_texts_are_like(tmp_path: Path) -> None:
    item = question("true_false", prompt="::t:: {=a ~b}\n\nA. x\nB. y\nANSWER: B\n\n1. z\n*a) y", answer="true")
    (text,) = documents([item]).values()
    path = tmp_path / "x.txt"
    path.write_text(text)
    assert detected(path) == "markdown"


def test_a_cloze_keeps_its_prompt_when_its_pictures_move(tmp_path: Path) -> None:
    """As a command: files lie beside the document, and in another folder beside the bank."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (text,) = documents([question("cloze", prompt="**It** is [[x]].")]).values()
    (tmp_path / "quiz.md").write_text(text.replace("**It**", "![A](media/a.svg) **It**"))
    project = tmp_path / "project"
    project.mkdir()
    outcome = run(tmp_path / "quiz.md", Request(project), Taken())
    assert outcome.target and "![A](quiz/a.svg) **It** is [[x]]." in outcome.target.read_text()


def test_a_blank_stays_one_within_what_is_refused(tmp_path: Path) -> None:
    """A comment in the prompt of a cloze is shown as it was typed, and so is all around the blanks."""
    (text,) = documents([question("cloze", prompt="It is [[x]] and [[y]].")]).values()
    (tmp_path / "quiz.md").write_text(text.replace("It is", "It <!-- is").replace(r"and \_", r"--> and \_"))
    project = tmp_path / "project"
    project.mkdir()
    outcome = run(tmp_path / "quiz.md", Request(project), Taken())
    assert outcome.target and outcome.counts["imported"] == 1
    assert r"\<!-- is [[x]] --> and [[y]]." in outcome.target.read_text()


def test_what_stands_below_may_hold_anything(tmp_path: Path) -> None:
    """It is quoted in a comment of the YAML, which takes no control characters."""
    (text,) = documents([KIND_BY_KIND[0]]).values()
    (tmp_path / "quiz.md").write_text(f"{text}\nmo\x14re\n")
    project = tmp_path / "project"
    project.mkdir()
    outcome = run(tmp_path / "quiz.md", Request(project), Taken())
    assert outcome.target and "# Note: what stands below it was left: more.\n" in outcome.target.read_text()


@pytest.mark.parametrize(
    "text",
    ["`" * 9000, "` " * 4000, "[" * 50_000, "[a](b" * 20_000, "```math\n" * 20_000, "(1 point) " * 9000,
     "<div>" + "<h4>" * 30_000 + "</div>", "#### a\n" * 500, "x" + " " * 60_000 + "(50%) y", "**Answer**\n" * 20_000,
     "*" * 50_000, "_a" * 30_000, "<details>\n<summary>x</summary>\n" * 5000, r"\_\_\_\_ (1) " * 5000],
    ids=lambda text: text[:9].strip(),
)  # fmt: skip
def test_what_repeats_without_end_is_read_all_the_same(text: str, tmp_path: Path) -> None:
    """In every place of a question. A pattern that goes back and forth would take hours."""
    item = question("multiple_choice", choices=[{"answer": "AAA", "feedback": "BBB"}, "CCC"], explanation="DDD")
    (document,) = documents([item]).values()
    for place in ("1 point\n\n<", "Prompt?", "AAA", "BBB", "DDD"):
        assert len(read_text("markdown", document.replace(place, text), tmp_path).found) == 1


def test_a_passage_that_is_too_long_is_left(tmp_path: Path) -> None:
    """And its questions come in without it."""
    passage = Stimulus(id="sea", title="The sea", text="Words.")
    (text,) = documents([passage, question("true_false", answer="true", stimulus="sea")]).values()
    (tmp_path / "quiz.md").write_text(text.replace("Words.", "x" * 60_000))
    project = tmp_path / "project"
    project.mkdir()
    outcome = run(tmp_path / "quiz.md", Request(project), Taken())
    (left,) = outcome.diagnostics
    assert "a passage: text: this text has 60,000 characters; 50,000 is the most that is read" in left.message
    unit = compile_file(project, "source/quiz.yaml")
    assert [one for one in unit.diagnostics if one.severity == "error"] == [] and len(unit.questions) == 1
