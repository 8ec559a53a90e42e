"""How findings are printed: for people, for programs, for GitHub."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from diagnostics_kit import Project

BANK = "schema: 1\nbank: b\nquestions:\n  - type: true_false\n    id: q\n    prompt: {prompt}\n    answer: {answer}\n"


def carets(output: str) -> list[str]:
    """Return what each caret line points at: the characters above the carets."""
    lines = output.splitlines()
    found = []
    for above, line in pairwise(lines):
        if line.strip(" |") and not line.strip(" |^"):
            start, end = line.index("^"), line.rindex("^") + 1
            found.append(above[start:end])
    return found


def test_full_shows_the_line_with_a_caret_and_the_hint(project: Project) -> None:
    """The default: code, message, place, source line, caret, hint."""
    project.write("source/bank.yaml", BANK.format(prompt="Is it so?", answer="yes"))
    output = project.call("check").stderr
    assert output.splitlines()[:6] == [
        "error[bad-boolean]: answer: true or false is expected here (q)",
        " --> source/bank.yaml:7:13",
        "  |",
        "7 |     answer: yes",
        "  |             ^^^",
        "  = hint: write true",
    ]


def test_the_caret_stands_under_wide_characters_and_tabs(project: Project) -> None:
    """A terminal shows 漢 in two cells, an accent in none, and a tab as one space here."""
    project.write("source/bank.yaml", BANK.format(prompt="'漢字 e\u0301\t![x](no.png)'", answer="true"))
    lines = project.call("check").stderr.splitlines()
    source, caret = next(pair for pair in pairwise(lines) if pair[1].strip(" |^") == "" and "^" in pair[1])
    before = source[: source.index("![x]")]
    assert caret.index("^") == len(before) + 2 - 1


def test_a_long_line_is_cut_around_the_caret(project: Project) -> None:
    """What is wrong is shown, however far out it stands."""
    project.write(
        "source/bank.yaml",
        BANK.format(prompt="'" + "word " * 100 + "![x](no.png)" + " word" * 100 + "'", answer="true"),
    )
    output = project.call("check").stderr
    assert carets(output) == ["![x](no.png)"]
    assert max(len(line) for line in output.splitlines()) < 140


def test_concise_is_one_line_each(project: Project) -> None:
    """For editors that jump to file:line:column."""
    project.write("source/bank.yaml", BANK.format(prompt="'![](no.png)'", answer="yes"))
    lines = project.call("check", "--output-format", "concise").stderr.splitlines()
    assert [line.split(" ")[1] for line in lines] == [
        "error[missing-media]",
        "warning[missing-alt]",
        "error[bad-boolean]",
    ]
    assert lines[-1] == "source/bank.yaml:7:13: error[bad-boolean] answer: true or false is expected here (write true)"


def test_json_is_one_document(project: Project) -> None:
    """For programs: every field of every finding."""
    project.write("source/bank.yaml", BANK.format(prompt="Is it?", answer="yes"))
    data = json.loads(project.call("check", "--output-format", "json").stdout)
    [found] = data["diagnostics"]
    assert found["span"] == {"file": "source/bank.yaml", "line": 7, "column": 13, "end_line": 7, "end_column": 16}
    assert (found["severity"], found["item"], found["path"], found["hint"]) == ("error", "q", "answer", "write true")


def test_github_annotations_are_escaped(project: Project) -> None:
    """A workflow command is one line; `%`, line breaks, `:` and `,` in its properties are escaped."""
    project.write("source/50%,a.yaml", BANK.format(prompt="Is it?", answer="50%"))
    output = project.call("check", "--output-format", "github").stdout
    assert output.splitlines()[0] == (
        "::error file=source/50%25%2Ca.yaml,line=7,col=13,title=bad-boolean::"
        "answer: true or false is expected here%0Ahint: write true or false"
    )


@pytest.mark.parametrize("style", ["full", "concise", "github"])
def test_a_terminal_is_safe_from_what_authors_type(project: Project, style: str) -> None:
    """No escape sequence of a file reaches the terminal."""
    project.write("source/bank.yaml", BANK.format(prompt="a \x1b[31mred\x1b[0m", answer="yes"))
    result = project.call("check", "--output-format", style)
    assert "\x1b" not in result.output


def test_a_lone_carriage_return_ends_a_line(project: Project) -> None:
    """Old line ends are read, so the line that is shown is the one that is meant."""
    project.write("source/bank.yaml", BANK.format(prompt="So?", answer="yes").replace("\n", "\r"))
    assert carets(project.call("check").stderr) == ["yes"]


def test_what_many_questions_share_is_shown_once(project: Project) -> None:
    """A default that a format loses is one finding at its place, with the questions; programs get each."""
    questions = "".join(f"  - {{type: true_false, id: q{n}, prompt: So?, answer: true}}\n" for n in range(5))
    project.write("source/bank.yaml", f"schema: 1\nbank: b\ndefaults: {{hints: Think.}}\nquestions:\n{questions}")
    shown = project.call("build", "--format", "gift", "--verbose").stderr
    assert shown.count("gift/hints-lost") == 1 and "(q0, q1, q2 and 2 more)" in shown
    annotations = project.call("build", "--format", "gift", "--output-format", "github").stdout
    assert annotations.count("gift/hints-lost") == 1
    data = json.loads(project.call("build", "--format", "gift", "--output-format", "json").stdout)
    assert sum(one["code"] == "gift/hints-lost" for one in data["losses"]) == 5


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_switched_off(project: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """On a terminal there are colours, but not for who doesn't want them."""
    from click.testing import CliRunner

    from qbank.cli import cli

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    project.write("source/bank.yaml", BANK.format(prompt="So?", answer="yes"))
    assert "\x1b[" in CliRunner().invoke(cli, ["check"], color=True).output
    monkeypatch.setenv(name, value)
    assert "\x1b" not in CliRunner().invoke(cli, ["check"], color=True).output
