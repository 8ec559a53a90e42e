"""Keys and ids: unknown, misspelt, twice, of another kind; each at its place, with what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from diagnostics_kit import Project

HEAD = "schema: 1\nbank: b\n"
QUESTION = "  - type: true_false\n    id: {id}\n    prompt: Is it so?\n    answer: true\n"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("explaination: x", "did you mean explanation?"),
        ("Title: x", "did you mean title?"),
        ("hint: x", "did you mean hints?"),
        ("choices: [a, b]", "choices belongs to multiple_choice, multiple_response"),
        ("front: x", "front belongs to flashcard"),
        ("zzz: x", "known here: id, aliases, title,"),
        ("score: 2", "did you mean points?"),
        ("rationale: x", "did you mean explanation?"),
    ],
)
def test_an_unknown_key_of_a_question(project: Project, line: str, hint: str) -> None:
    """The nearest key is suggested; a key of another kind is said to be one; else all keys are listed."""
    [found] = project.bank(HEAD + "questions:\n" + QUESTION.format(id="q") + f"    {line}\n")
    key = line.split(":", maxsplit=1)[0]
    assert (found["code"], found["message"], found["item"]) == ("unknown-key", f"unknown key {key}", "q")
    assert found["hint"].startswith(hint)
    assert (found["span"]["line"], found["span"]["column"], found["span"]["end_column"]) == (8, 5, 5 + len(key))


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("titel: x\n", 3, "did you mean title?"),
        ("defaults: {dificulty: easy}\n", 3, "did you mean difficulty?"),
        ("defaults: {prompt: x}\n", 3, "write it in each question"),
        ("stimuli: {s: {text: x, titel: y}}\n", 3, "did you mean title?"),
    ],
)
def test_an_unknown_key_of_a_bank(project: Project, text: str, line: int, hint: str) -> None:
    """The bank's own fields, its defaults and its stimuli are checked as questions are."""
    stimulus = "    stimulus: s\n" if "stimuli" in text else ""
    found = project.bank(HEAD + text + "questions:\n" + QUESTION.format(id="q") + stimulus)
    [unknown] = [one for one in found if one["code"] == "unknown-key"]
    assert (unknown["span"]["line"], unknown["hint"]) == (line, hint)


@pytest.mark.parametrize(
    ("choice", "hint"),
    [
        ("{answer: a, feedbak: b}", "did you mean feedback?"),
        ("{text: a, corect: true}", "did you mean correct?"),
        ("{anser: a}", "did you mean answer?"),
        ("{Answer: a}", "did you mean answer?"),
        ("{Text: a}", "did you mean text?"),
    ],
)
def test_an_unknown_key_of_a_choice(project: Project, choice: str, hint: str) -> None:
    """A misspelt field inside a choice is found at its place."""
    found = project.bank(
        HEAD + f"questions:\n  - type: multiple_choice\n    id: q\n    prompt: x\n    choices:\n"
        f"      - {choice}\n      - answer: c\n      - d\n"
    )
    assert found[0]["span"]["line"] == 8
    assert (found[0]["code"], found[0]["hint"]) == ("unknown-key", hint)


def test_several_tags_without_brackets(project: Project) -> None:
    """They would be one, of the question or of the bank."""
    text = HEAD + "tags: a, b\nquestions:\n" + QUESTION.format(id="q") + "    tags: c, d\n"
    found = project.bank(text)
    assert [(one["code"], one["span"]["line"], one["hint"]) for one in found] == [
        ("comma-in-tag", 3, "write tags: [a, b]"),
        ("comma-in-tag", 9, "write tags: [c, d]"),
    ]
    assert project.bank(text + "    allow: comma-in-tag\n")[1:] == []
    assert project.bank(text.replace("a, b", "[a, b]").replace("c, d", "[c, d]")) == []


def test_a_key_that_is_there_twice(project: Project) -> None:
    """The second is reported, with the line of the first; the first counts."""
    [found] = project.bank(HEAD + "questions:\n" + QUESTION.format(id="q") + "    answer: false\n")
    assert found["code"] == "duplicate-key"
    assert found["message"] == "`answer` is here twice; the first is in line 7."
    assert found["span"]["line"] == 8


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Capital of France", "write Capital-of-France"),
        ("über", "write uber"),
        ("-x", "write x"),
        ("a.b", "write a-b"),
        ("العربية", "write something like capital-of-france"),
        ("a" * 101, "write " + "a" * 100),
    ],
)
def test_a_wrong_id(project: Project, typed: str, hint: str) -> None:
    """An id of other characters is refused, and one that would do is named."""
    [found] = project.bank(HEAD + "questions:\n" + QUESTION.format(id=typed))
    assert (found["code"], found["hint"], found["path"]) == ("bad-id", hint, "id")
    assert (found["span"]["line"], found["span"]["column"]) == (5, 9)


@pytest.mark.parametrize(
    "where", ["bank: b b\nquestions:\n" + QUESTION, "bank: b\nstimuli: {{s s: x}}\nquestions:\n" + QUESTION]
)
def test_ids_of_banks_and_stimuli(project: Project, where: str) -> None:
    """Banks and stimuli have ids of the same form."""
    found = project.bank("schema: 1\n" + where.format(id="q"))
    assert [one["code"] for one in found] == ["bad-id"]


def test_an_id_that_is_there_twice(project: Project) -> None:
    """In one file and across files the second of two equal ids is reported, and where the first is."""
    project.write("source/a.yaml", "schema: 1\nbank: a\nquestions:\n" + QUESTION.format(id="q") * 2)
    project.write("source/b.yaml", "schema: 1\nbank: b\nquestions:\n" + QUESTION.format(id="q"))
    found = project.findings()
    assert [(one["code"], one["span"]["file"], one["span"]["line"]) for one in found] == [
        ("duplicate-id", "source/a.yaml", 9),
        ("duplicate-id", "source/b.yaml", 5),
    ]
    assert "line 5" in found[0]["message"] and "source/a.yaml:5" in found[1]["message"]


ALIAS = QUESTION.replace("answer", "aliases: [{id}x, a]\n    answer")
ALLOW = QUESTION.replace("answer", "allow: [missing-alt, no-answer, nothing]\n    answer")


@pytest.mark.parametrize(
    ("banks", "expected"),
    [
        (("a", QUESTION, "b", QUESTION), [("duplicate-id", "b", "q")]),
        (("a", QUESTION, "a", ""), [("duplicate-bank", "b", "a")]),
        (("a", QUESTION, "B", QUESTION.replace("{id}", "r")), []),
        (("a", ALIAS, "b", ALIAS.replace("{id}", "r")), [("alias-taken", "b", "r")]),
        (("a", ALLOW, "b", ""), [("cannot-allow", "a", "no-answer"), ("unknown-code", "a", "nothing")]),
    ],
)
def test_what_crosses_files_is_shown_with_a_caret_as_well(
    project: Project, banks: tuple[str, str, str, str], expected: list[tuple[str, str, str]]
) -> None:
    """What only all files together show stands under the id or the code that it is about, like everything else."""
    for file, bank, questions in (("a", *banks[:2]), ("b", *banks[2:])):
        text = f"schema: 1\nbank: {bank}\nquestions:\n" + questions.format(id="q")
        project.write(f"source/{file}.yaml", text if questions else text.replace("questions:", "questions: []"))
    shown = []
    for one in project.findings():
        place = one["span"]
        line = (project.root / place["file"]).read_text("utf-8").splitlines()[place["line"] - 1]
        shown.append((one["code"], Path(place["file"]).stem, line[place["column"] - 1 : place["end_column"] - 1]))
    assert shown == expected


def test_a_misspelt_kind_lists_the_kinds(project: Project) -> None:
    """One finding for the kind, none for the fields that it would have had."""
    [found] = project.bank(HEAD + "questions:\n  - type: quiz\n    id: q\n    prompt: x\n    anything: y\n")
    assert found["code"] == "unknown-kind"
    assert "multiple_choice" in found["hint"] and "flashcard" in found["hint"]


def test_what_a_bank_needs(project: Project) -> None:
    """A file without the first two lines and questions is told each of them, with what to type."""
    found = project.bank("title: Something\n")
    assert [(one["code"], one["message"]) for one in found] == [
        ("missing-key", "bank is missing"),
        ("missing-key", "questions is missing"),
        ("missing-key", "schema is missing"),
    ]
    assert found[1]["hint"] == "add questions: and a list below it"


def test_an_unfinished_question_may_be_a_draft(project: Project) -> None:
    """`status: draft` makes what is missing nobody's affair; what YAML can't read is still reported."""
    draft = "questions:\n  - type: multiple_choice\n    id: q\n    status: draft\n"
    assert project.bank(HEAD + draft) == []
    assert [one["code"] for one in project.bank(HEAD + draft + "    prompt: *x\n")] == ["alias"]


@pytest.mark.parametrize(
    ("question", "hints"),
    [
        (
            "type: multiple_choice\n    question: x\n    options: [a]",
            ["did you mean prompt?", "did you mean choices?"],
        ),
        (
            "type: multiple_choice\n    prompt: x\n    choices: [a, b]\n    answer: b",
            ["mark the right one of the choices: - answer: …"],
        ),
        (
            "type: multiple_response\n    prompt: x\n    choices: [a, b]\n    answers: [A, B]",
            ["mark the right ones of the choices: - answer: …"],
        ),
        ("type: multiple_choice\n    prompt: x\n    choices: [answer a, b]", ["a colon is missing: - answer: a"]),
        ("type: ordering\n    prompt: x\n    items: a, b, c", ["write [a, b, c], or each after a dash"]),
        ("type: multiple_choice\n    prompt: x\n    choices: [correct: a, b]", ["write answer: a"]),
        ("type: multiple_choice\n    prompt: x\n    choices: [{correct: true}, b]", ["write answer: and the text"]),
        ("type: short_answer\n    prompt: x\n    answer: Paris", ["did you mean accept?"]),
        ("type: flashcard\n    prompt: x\n    answer: y", ["did you mean front?", "did you mean back?"]),
        (
            "type: flashcard\n    front: x\n    back: y\n    points: 2",
            ["points belongs to multiple_choice, multiple_response, true_false, short_answer, numeric, matching, "
             "ordering, cloze, essay"],
        ),
        ("type: matching\n    prompt: x\n    pairs: {a: b, c: d}", ["write - a: b"]),
        ("type: matching\n    prompt: x\n    pairs:\n      - a: b\n        c: d", ["write - a: b"]),
        ("type: cloze\n    prompt: 'It is {{c1::so::how}}.'", ["write [[so]]"]),
        ("type: [essay]\n    prompt: x", ["write one of multiple_choice, multiple_response, true_false, "
         "short_answer, numeric, matching, ordering, cloze, essay, flashcard"]),
    ],
)  # fmt: skip
def test_what_other_programs_call_so(project: Project, question: str, hints: list[str]) -> None:
    """Whoever comes from another program types its words and forms: one finding for each, with ours."""
    found = project.bank(HEAD + f"questions:\n  - id: q\n    {question}\n")
    assert [one["hint"] for one in found] == hints


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("mcq", "multiple_choice"), ("Single Choice", "multiple_choice"), ("multiple-answers", "multiple_response"),
        ("tf", "true_false"), ("boolean", "true_false"), ("numerical", "numeric"), ("text", "short_answer"),
        ("fill_in_the_blank", "cloze"), ("gap-fill", "cloze"), ("sorting", "ordering"), ("free_text", "essay"),
    ],
)  # fmt: skip
def test_what_other_programs_call_a_kind(project: Project, typed: str, kind: str) -> None:
    """The names that other programs have for our kinds are known."""
    found = project.bank(HEAD + f"questions:\n  - type: {typed}\n    id: q\n    prompt: x\n")
    assert (found[-1]["code"], found[-1]["hint"]) == ("unknown-kind", f"did you mean {kind}?")


@pytest.mark.parametrize(
    ("prompt", "hint"),
    [
        ("What is the capital of Australia, and since when?", "what-is-the-capital-of-australia-and"),
        ("Où est la fête ?", "ou-est-la-fete"),
        ("ما هذا؟", "…"),
    ],
)
def test_a_missing_id_is_proposed(project: Project, prompt: str, hint: str) -> None:
    """The line to type is made of the prompt, where that has letters of an id."""
    [found] = project.bank(
        HEAD + f"questions:\n  - {{type: true_false, prompt: '{prompt}', answer: true}}\n".replace("l'é", "l''é")
    )
    assert found["message"] == "id is missing"
    assert found["hint"].startswith(f"add id: {hint} (its name for good")


def test_a_blank_in_the_prompt_is_found_there(project: Project) -> None:
    """What is wrong with a blank that has no name stands under it, not under the whole prompt."""
    blanks = "[[=5..3]] [[a|A]] [[=1.00001]]"
    found = project.bank(HEAD + f"questions:\n  - type: cloze\n    id: q\n    prompt: 'See {blanks}'\n")
    shown = [(one["code"], one["span"]["column"], one["span"]["end_column"]) for one in found]
    assert shown == [("bad-range", 18, 27), ("duplicate-answer", 28, 35), ("too-precise", 36, 48)]
