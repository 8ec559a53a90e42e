"""What `qbank.yaml` says is heeded; what is wrong in it is shown at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_kit import BANK, found, run, write

from qbank.compiler.cache import FOLDER

WRONG = {
    "an unknown key": ("schema: 1\nformat: gift\n", [("error", "unknown-key", 2)]),
    "an unknown format": ("schema: 1\nformats:\n  - gift\n  - gitf\n", [("error", "unknown-format", 4)]),
    "an unknown option": ("schema: 1\nformats:\n  anki:\n    dekc: x\n", [("error", "unknown-key", 4)]),
    "another version": ("schema: 2\n", [("error", "unknown-value", 1)]),
    "no version": ("out: out\n", [("error", "missing-key", 1)]),
    "a bad id": ("schema: 1\nid: my project\n", [("error", "bad-id", 2)]),
    "an error allowed": ("schema: 1\nformats: gift\nallow: duplicate-id\n", [("warning", "cannot-allow", 3)]),
    "an unknown code allowed": ("schema: 1\nformats: gift\nallow: mising-alt\n", [("warning", "unknown-code", 3)]),
    "no mapping": ("- a\n", [("error", "mapping-expected", 1)]),
}


@pytest.mark.parametrize(("settings", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_shown_at_its_line(
    settings: str, expected: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    """Each has one finding, at the line where it was typed; errors write nothing."""
    root = write(tmp_path, {"qbank.yaml": settings, "source/b.yaml": BANK.format(id="b")})
    outcome = run(root)
    assert found(outcome) == expected
    assert {one.span.file for one in outcome.diagnostics} == {"qbank.yaml"}
    assert outcome.written is (expected[0][0] == "warning")


@pytest.mark.parametrize(
    ("formats", "expected"),
    [("gift", ["gift"]), ("[study, gift]", ["study", "gift"]), ("{gift: , study: {}}", ["gift", "study"])],
)
def test_formats_as_a_name_a_list_or_with_options(formats: str, expected: list[str], tmp_path: Path) -> None:
    """All three forms build just these formats."""
    settings = f"schema: 1\nformats: {formats}\n"
    root = write(tmp_path, {"qbank.yaml": settings, "source/b.yaml": BANK.format(id="b")})
    assert sorted(run(root).formats) == sorted(expected)


def test_out_is_where_the_build_goes(tmp_path: Path) -> None:
    """`out` names the folder, below the project's."""
    settings = "schema: 1\nformats: gift\nout: results/quiz\n"
    root = write(tmp_path, {"qbank.yaml": settings, "source/b.yaml": BANK.format(id="b")})
    assert run(root).written
    assert (root / "results/quiz/gift/b.txt").is_file()
    assert not (root / "build").exists()


HINTED = "schema: 1\nbank: b\nquestions:\n  - {{type: true_false, id: q, prompt: So?, answer: true, hints: x{allow}}}\n"


@pytest.mark.parametrize(
    ("settings", "allow", "lost"),
    [
        ("", "", ["gift/hints-lost"]),
        ("allow: gift/hints-lost\n", "", []),
        ("", ", allow: gift/hints-lost", []),
    ],
    ids=["not allowed", "by the project", "by the question"],
)
def test_a_loss_can_be_allowed(settings: str, allow: str, lost: list[str], tmp_path: Path) -> None:
    """A loss that the project or the question allows is not shown, and doesn't fail --strict."""
    files = {"qbank.yaml": f"schema: 1\nformats: gift\n{settings}", "source/b.yaml": HINTED.format(allow=allow)}
    outcome = run(write(tmp_path, files), strict=True)
    assert [one.code for one in outcome.losses if one.severity == "warning"] == lost
    assert outcome.failed(strict=True) is bool(lost)


def test_an_error_is_shown_though_it_is_allowed(tmp_path: Path) -> None:
    """`allow` silences no error; that it tries to is a warning."""
    bank = (
        "schema: 1\nbank: b\nquestions:\n  - type: multiple_choice\n    id: q\n    prompt: Which?\n"
        "    choices: [A, B]\n    allow: no-correct-choice\n"
    )
    codes = {code for _, code, _ in found(run(write(tmp_path, {"source/b.yaml": bank})))}
    assert {"no-correct-choice", "cannot-allow"} <= codes


@pytest.mark.parametrize(("out", "line"), [("/", 3), ("../..", 3), (".", 3), ("source", 3), ("a/..", 3)])
def test_a_folder_that_is_not_the_builds_own_is_refused(out: str, line: int, tmp_path: Path) -> None:
    """The setting is shown; nothing is written, neither there nor beside it; what files came to is kept."""
    root = write(tmp_path / "deep/er/project", {"source/b.yaml": BANK.format(id="b")})
    (root / "qbank.yaml").write_text(f"schema: 1\nformats: gift\nout: {out}\n", "utf-8")
    outcome = run(root)
    assert found(outcome) == [("error", "foreign-folder", line)]
    names = {path.name for path in tmp_path.rglob("*") if FOLDER not in path.parts}
    assert names == {"deep", "er", "project", "source", "b.yaml", "qbank.yaml"}


def test_the_root_of_the_disk_is_no_output_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--out /` is wrong usage (exit 2), said in a sentence: a build is staged beside its folder."""
    from click.testing import CliRunner

    from qbank.cli import cli

    monkeypatch.chdir(write(tmp_path, {"source/b.yaml": BANK.format(id="b")}))
    done = CliRunner().invoke(cli, ["build", "--out", tmp_path.anchor, "--format", "gift"])
    assert (done.exit_code, "name a folder of its own" in done.output) == (2, True)


@pytest.mark.parametrize("typed", ["abc", "-5", "1e9", "99999999999999", "253402300799"])
def test_a_wrong_time_is_wrong_usage(typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is a number of seconds, as others read it."""
    from click.testing import CliRunner

    from qbank.cli import cli

    monkeypatch.chdir(write(tmp_path, {"source/b.yaml": BANK.format(id="b")}))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", typed)
    done = CliRunner().invoke(cli, ["build", "--format", "gift"])
    assert (done.exit_code, "SOURCE_DATE_EPOCH" in done.output) == (2, True)
