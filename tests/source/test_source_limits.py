"""Files that are too deep, too large or broken throughout: one clear finding each, in bounded time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from inspect import getsource
from time import process_time

import pytest
from source_kit import BANKS, findings, is_inside, source

from qbank.source import read
from qbank.source.text import MAX_BYTES
from qbank.source.tree import MAX_DEPTH

DEEP = {
    "brackets": "'[' * 100_000",
    "braces": "'{' * 100_000",
    "named braces": "'{a: ' * 100_000",
    "closed brackets": "'[' * 100_000 + ']' * 100_000",
    "dashes": "'- ' * 100_000",
    "complex keys": "'? ' * 100_000",
    "margins": "'\\n'.join(' ' * at + 'a:' for at in range(3000))",
    "brackets in a bank": "'bank: b\\nprompt: ' + '[' * 100_000",
    "anchors": "'&a ' * 100_000",
    "tags": "'!' * 100_000",
    "quotes": "'\\'' * 100_001",
    "percent": "'%' * 100_000",
    "colons": "'a: ' * 100_000",
}


def seconds_for(text: str) -> float:
    """Return the processor's time for reading a text."""
    begin = process_time()
    source(text)
    return process_time() - begin


def intact(size: int) -> str:
    """Return a text of about this size in which nothing is wrong: the measure of time, on a machine of any speed."""
    return "- id: a\n  prompt: One\n" * (size // 22 + 1)


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_a_finding_and_takes_no_longer_than_good_text(text: str) -> None:
    """Neither libyaml nor Python falls over: a process of its own ends well, in time and within 512 MB."""
    program = f"""{getsource(intact)}
from time import process_time
from qbank.source import read
data = ({text}).encode()
good = {intact.__name__}(len(data)).encode()
times = [process_time()]
found = read(data, "bank.yaml")
times.append(process_time())
read(good, "bank.yaml")
times.append(process_time())
print(times[1] - times[0], times[2] - times[1], *sorted({{one.code for one in found.diagnostics}}))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=30,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29)),
    )
    assert done.returncode == 0, done.stderr
    broken, good, *codes = done.stdout.split()
    assert codes
    assert float(broken) < 8 * float(good)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: " + "[" * 30, (1, 3 + MAX_DEPTH)),
        ("\n".join(" " * at + "a:" for at in range(40)), (MAX_DEPTH + 1, MAX_DEPTH + 1)),
    ],
)
def test_the_level_that_is_too_deep_is_the_place(text: str, at: tuple[int, int]) -> None:
    """The finding is at the first list or group of fields beyond what a bank can need."""
    found = source(text)
    assert findings(found) == [("too-deep", *at, at[0], at[1] + 1)]


def test_as_deep_as_allowed_is_read() -> None:
    """The cap is where it says, not earlier."""
    assert not source("[" * MAX_DEPTH + "]" * MAX_DEPTH).diagnostics


def test_a_file_that_is_too_large_is_not_read() -> None:
    """Beyond 16 MB nothing is parsed."""
    begin = process_time()
    found = read(b"a: b\n" * (MAX_BYTES // 5 + 1), "bank.yaml")
    assert findings(found) == [("file-too-large", 1, 1, 0, 0)]
    assert "16 MB" in found.diagnostics[0].message
    assert process_time() - begin < 1


def test_too_many_values_are_one_finding_at_their_place() -> None:
    """Half a million values are more than any bank has; the file's size alone doesn't say so."""
    found = source("a: [" + "b," * 500_001 + "]")
    assert [one.code for one in found.diagnostics] == ["file-too-large"]
    assert found.diagnostics[0].span.column > 500_000


BROKEN = {
    "a mistake in each line": "questions:\n" + "  - @x: [\n" * 20_000,
    "a large bank with one mistake at its end": "questions:\n" + "  - id: a\n    prompt: One\n" * 20_000 + "  - @x\n",
    "quotes that don't close": "a: 'x\n" * 5000,
    "tabs": "a:\n" + "\tb: c\n" * 20_000,
    "one long line": "a: " + "x: " * 100_000,
    "hashes": "- a #b\n" * 20_000,
    "aliases": "- *a\n" * 20_000,
    "stairs": "".join(" " * (at % 9) + "a: b\n" for at in range(5000)),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_takes_bounded_time(text: str) -> None:
    """However much is wrong, reading ends in time, with a list that is long enough and places inside the file."""
    begin = process_time()
    found = source(text)
    seconds = process_time() - begin
    assert seconds < 8 * seconds_for(intact(len(text)))
    assert 1 <= len(found.diagnostics) <= 1100
    assert all(is_inside(found, one.span) for one in found.diagnostics)


def test_a_large_bank_is_read_fast() -> None:
    """Reading takes time in proportion: eight times the questions take about eight times as long, not sixty-four."""
    body = BANKS[0].partition("questions:\n")[2]
    few, many = ("questions:\n" + body * count for count in (8, 64))
    assert not source(many).diagnostics
    assert seconds_for(many) < 3 * 8 * seconds_for(few)
