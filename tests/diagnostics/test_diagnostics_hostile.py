"""Whatever is in a file: findings, never a traceback, in little time and memory."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.compiler.reader import compile_bytes

ROOT = Path(__file__).parents[2]
BANKS = sorted((ROOT / "source").rglob("*.yaml"))
MEGABYTES = 512
LIMITED = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES << 20}, {MEGABYTES << 20}))"

HEAD = "schema: 1\nbank: b\nquestions:\n"
HUGE = {
    "brackets": "[" * 100_000,
    "nested lists": "- " * 100_000,
    "braces": "{a: " * 50_000,
    "one long line": HEAD + "  - type: essay\n    id: q\n    prompt: " + "x" * 3_000_000,
    "stars": HEAD + "  - type: essay\n    id: q\n    prompt: " + "'" + "*a **b _c " * 20_000 + "'",
    "dollars": HEAD + "  - type: essay\n    id: q\n    prompt: " + "'" + "$a$ $b " * 20_000 + "'",
    "blanks": HEAD + "  - type: cloze\n    id: q\n    prompt: " + "'" + "[[a|b]] [[ " * 5_000 + "'",
    "brackets in a prompt": HEAD + "  - type: essay\n    id: q\n    prompt: " + "[" * 100_000,
    "brackets in quotes": HEAD + "  - type: essay\n    id: q\n    prompt: '" + "[" * 100_000 + "'",
    "open blanks": HEAD + "  - type: cloze\n    id: q\n    prompt: '" + "[[" * 24_000 + "'",
    "a book": HEAD + "  - type: essay\n    id: q\n    prompt: |\n" + "      Some *words* of a book.\n" * 300_000,
    "questions": HEAD + "  - {type: true_false, id: q, prompt: x, answer: true}\n" * 150_000,
    "mistakes": HEAD + "  - {type: true_fals, promt: x, answer: true}\n" * 50_000,
    "zeros": "\0" * 1_000_000,
    "quotes": HEAD + "  - '" * 3_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_a_hostile_file_is_answered_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    """Exit status 1 or 0, no traceback, within 512 MB of address space. The time is generous: machines are shared."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/bank.yaml").write_text(HUGE[name], "utf-8")
    program = f"{LIMITED}; from qbank.cli import main; import sys; sys.argv = ['qbank', 'check']; main()"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, timeout=60)
    assert time.monotonic() - started < 20
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr


def mutated(text: str, seed: int) -> str:
    """Return a bank with a few edits that a cat on the keyboard could make."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(text)), chance.choice([0, 1, 1, 3, 40])
        typed = chance.choice(
            [
                "",
                "\n",
                "  ",
                "\t",
                ":",
                "- ",
                '"',
                "'",
                "[",
                "]",
                "{",
                "}",
                "#",
                "|",
                ">",
                "*",
                "&",
                "!",
                "$",
                "\\",
                "\x07",
                "é",
            ]
        )
        text = text[:at] + typed + text[at + length :]
    return text


@pytest.mark.parametrize("bank", BANKS, ids=lambda path: path.stem)
def test_no_edit_raises(bank: Path) -> None:
    """Random edits of the example banks give findings whose places lie inside the file."""
    text = bank.read_text("utf-8")
    file = bank.relative_to(ROOT).as_posix()
    for seed in range(12):
        edited = mutated(text, seed)
        lines = edited.replace("\r\n", "\n").split("\n")
        for found in compile_bytes(edited.encode(), ROOT, file).diagnostics:
            assert 1 <= found.span.line <= len(lines) + 1, (seed, found)
            assert found.span.column >= 1
            if found.span.line <= len(lines) and found.span.end_line:
                assert found.span.column <= len(lines[found.span.line - 1]) + 2, (seed, found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes at all are read, and what is wrong with them is said."""
    unit = compile_bytes(data, ROOT, "source/any.yaml")
    assert unit.diagnostics or unit.info


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_prompt_raises(text: str) -> None:
    """Any text in quotes, as the prompt of a cloze, is compiled or refused."""
    quoted = text.replace("'", "''").replace("\n", " ").replace("\r", " ")
    data = f"{HEAD}  - type: cloze\n    id: q\n    prompt: '[[a]] {quoted}'\n".encode()
    unit = compile_bytes(data, ROOT, "source/any.yaml")
    assert unit.questions or any(one.severity == "error" for one in unit.diagnostics)
