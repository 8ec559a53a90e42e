"""Identity: `qbank.lock` says when what learners see of a question last changed, and nothing else moves it."""

from __future__ import annotations

from pathlib import Path

from law_kit import NOW, build, make_project, qbank, write_bank

LATER = str(NOW + 86_400)


def lines(project: Path) -> dict[str, list[str]]:
    """Return the lock by id: kind, hash, time."""
    rows = [line.split(" ") for line in (project / "qbank.lock").read_text("utf-8").splitlines()]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    return {row[0]: row[1:] for row in rows}


def edit(project: Path, old: str, new: str, bank: str = "one") -> None:
    """Replace text in a bank."""
    path = project / "source" / f"{bank}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")


def test_only_what_changed_gets_a_new_time(tmp_path: Path) -> None:
    """One question is edited; its line alone moves."""
    project = make_project(tmp_path / "project")
    build(project)
    before = lines(project)
    assert before["one-choice"][0] == "multiple_choice"
    assert before["one-choice"][2] == "2025-06-15T15:06:40Z"
    write_bank(project, "one", "left")
    build(project, SOURCE_DATE_EPOCH=LATER)
    after = lines(project)
    assert {name for name in after if after[name] != before[name]} == {"one-choice"}
    assert after["one-choice"][2] == "2025-06-16T15:06:40Z"


def test_what_learners_do_not_see_changes_nothing(tmp_path: Path) -> None:
    """Comments, quotes, the order of keys, line breaks around a text, allow: the same question."""
    project = make_project(tmp_path / "project")
    build(project)
    before = lines(project)
    edit(project, "    hints: Think.\n", "    allow: case-folding\n    hints:\n      - 'Think.' # a comment\n")
    edit(project, "    answer: 2\n", "")
    edit(project, "    id: one-number\n", "    answer: 2\n    id: one-number\n")
    build(project, SOURCE_DATE_EPOCH=LATER)
    assert lines(project) == before


def test_a_changed_picture_or_stimulus_changes_the_question(tmp_path: Path) -> None:
    """What a question shows is part of it, wherever it stands."""
    project = make_project(tmp_path / "project")
    edit(project, "questions:\n", "stimuli: {text: A passage.}\nquestions:\n")
    edit(project, "    answer: 2\n", "    answer: 2\n    stimulus: text\n")
    build(project)
    before = lines(project)
    figure = project / "source" / "dot.svg"
    figure.write_text(figure.read_text("utf-8").replace('r="4"', 'r="3"'), "utf-8")
    edit(project, "A passage.", "Another passage.")
    build(project, SOURCE_DATE_EPOCH=LATER)
    after = lines(project)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"one-choice", "two-choice", "one-number"}


def test_pictures_that_change_places_change_the_question(tmp_path: Path) -> None:
    """The same two files, each where the other was: learners see something else."""
    project = make_project(tmp_path / "project")
    edit(project, "    hints: Think.\n", "    hints: '![one](dot.svg) ![two](dash.svg)'\n")
    one, two = project / "source" / "dot.svg", project / "source" / "dash.svg"
    two.write_text(one.read_text("utf-8").replace('r="4"', 'r="3"'), "utf-8")
    build(project)
    before = lines(project)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    build(project, SOURCE_DATE_EPOCH=LATER)
    assert lines(project)["one-choice"] != before["one-choice"]


def test_a_renamed_question_keeps_its_line(tmp_path: Path) -> None:
    """An alias carries the time through a rename."""
    project = make_project(tmp_path / "project")
    build(project)
    before = lines(project)
    edit(project, "id: one-number\n", "id: sum\n    aliases: one-number\n")
    build(project, SOURCE_DATE_EPOCH=LATER)
    after = lines(project)
    assert after["sum"] == before["one-number"]
    assert "one-number" not in after


def test_after_a_merge_the_newest_line_of_an_id_wins(tmp_path: Path) -> None:
    """`merge=union` keeps the lines of both sides."""
    project = make_project(tmp_path / "project")
    build(project)
    lock = project / "qbank.lock"
    current = next(line for line in lock.read_text("utf-8").splitlines() if line.startswith("one-choice "))
    older = current.rsplit(" ", 2)[0] + " " + "0" * 32 + " 2020-01-01T00:00:00Z"
    lock.write_text(older + "\n" + lock.read_text("utf-8"), "utf-8")
    build(project, "--locked")
    build(project, SOURCE_DATE_EPOCH=LATER)
    assert lock.read_text("utf-8").count("one-choice ") == 1
    assert current in lock.read_text("utf-8")


def test_a_line_that_is_none_is_reported(tmp_path: Path) -> None:
    """A merge gone wrong is an error at its line, not a new time for everything."""
    project = make_project(tmp_path / "project")
    build(project)
    lock = project / "qbank.lock"
    lock.write_text("<<<<<<< HEAD\n" + lock.read_text("utf-8"), "utf-8")
    failed = qbank(project, "build")
    assert failed.returncode == 1
    assert "error[bad-lock]" in failed.stderr
    assert "qbank.lock:1:1" in failed.stderr


def test_locked_refuses_what_would_change_the_lock(tmp_path: Path) -> None:
    """New, changed and deleted questions are named, and nothing is written."""
    project = make_project(tmp_path / "project")
    assert qbank(project, "build", "--locked").returncode == 1
    assert not (project / "qbank.lock").exists()
    build(project)
    build(project, "--locked")
    before = (project / "qbank.lock").read_bytes()
    write_bank(project, "one", "left")
    edit(project, "id: two-number", "id: two-sum", "two")
    refused = qbank(project, "build", "--locked")
    assert refused.returncode == 1
    assert "out of date for 3 questions: one-choice, two-sum, two-number" in refused.stderr
    assert (project / "qbank.lock").read_bytes() == before


def test_retired_and_draft_questions(tmp_path: Path) -> None:
    """Retired ones are locked, not built; drafts are built with --drafts as far as they are questions."""
    project = make_project(tmp_path / "project")
    edit(project, "    answer: 2\n", "    answer: 2\n    status: retired\n")
    edit(project, "    answer: 2\n", "    answer: 2\n    status: draft\n", "two")
    edit(
        project, "    hints: Think.\n", "    hints: Think.\n  - {type: numeric, id: unfinished, status: draft}\n", "two"
    )
    done = build(project, "--format", "gift")
    assert "(2 drafts and 1 retired left out)" in done.stdout
    assert "one-number" in lines(project)
    assert "unfinished" not in lines(project)
    assert "one-number" not in (project / "build" / "gift" / "one.txt").read_text("utf-8")
    assert "two-number" not in (project / "build" / "gift" / "two.txt").read_text("utf-8")
    done = build(project, "--format", "gift", "--drafts")
    assert "(1 draft and 1 retired left out)" in done.stdout
    assert "two-number" in (project / "build" / "gift" / "two.txt").read_text("utf-8")


def test_a_changed_kind_is_warned_about_once(tmp_path: Path) -> None:
    """Platforms take a question of another kind for another question."""
    project = make_project(tmp_path / "project")
    build(project)
    edit(project, "  - type: numeric\n", "  - type: short_answer\n")
    edit(project, "    answer: 2\n", "    accept: 2\n")
    changed = build(project, SOURCE_DATE_EPOCH=LATER)
    assert "warning[kind-changed]: one-number was a numeric and is now a short_answer" in changed.stderr
    assert "kind-changed" not in build(project, SOURCE_DATE_EPOCH=LATER).stderr


def test_a_changed_id_is_warned_about_once(tmp_path: Path) -> None:
    """The old card would stay in Anki beside the new one; with the alias it is the same."""
    project = make_project(tmp_path / "project")
    build(project)
    edit(project, "    id: one-number\n", "    id: one-count\n")
    partial = build(project, "source/one.yaml", SOURCE_DATE_EPOCH=LATER)
    assert "id-changed" not in partial.stderr  # the old one could be in another file
    build(project, SOURCE_DATE_EPOCH=LATER)
    edit(project, "    id: one-count\n", "    id: one-more\n")
    changed = build(project, SOURCE_DATE_EPOCH=LATER)
    assert "warning[id-changed]: one-more says what one-count said, which is gone" in changed.stderr
    assert "add aliases: one-count" in changed.stderr
    assert "id-changed" not in build(project, SOURCE_DATE_EPOCH=LATER).stderr
    edit(project, "    id: one-more\n", "    id: one-last\n    aliases: one-more\n")
    assert "id-changed" not in build(project, SOURCE_DATE_EPOCH=LATER).stderr


def test_the_last_second_of_all_is_no_time(tmp_path: Path) -> None:
    """A line must leave room for a newer one; what comes after the year 9999 is a damaged line, not a crash."""
    project = make_project(tmp_path / "project")
    line = "one-choice multiple_choice 0123456789abcdef {}\n"
    (project / "qbank.lock").write_text(line.format("9999-12-31T23:59:59Z"), "utf-8")
    refused = qbank(project, "build")
    assert (refused.returncode, "error[bad-lock]" in refused.stderr) == (1, True)
    (project / "qbank.lock").write_text(line.format("9999-12-31T23:59:58Z"), "utf-8")
    build(project)
    assert lines(project)["one-choice"][2] == "9999-12-31T23:59:59Z"
