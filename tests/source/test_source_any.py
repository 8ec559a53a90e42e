"""Reading never raises, whatever the bytes, and everything it says has a place inside the file."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_kit import BANKS, is_inside, nodes

from qbank.source import Scalar, Sequence, Source, comma_fault, folded_fault, locate, read, shape_fault, span, value

MARKS = (
    ":", " ", "\n", "-", "- ", "'", '"', "#", " #x", "[", "]", "{", "}", "|", ">", "&", "*", "!", "%", "@", "`", "\\",
    "\t", "\r", "\r\n", "\ufeff", "\u2028", "\x85", "😀", "  ", "---", "...", "\n---\n", "? ", ", ", "\\n", "\\x41",
    "\0", "\ue000", "<<: ", ": ", "\\\n", "''", "|2", "%YAML 1.1\n", "!!bool ", "\\ud83d", "{{c1::x}}", "\n\n",
    "e\u0301",
)  # fmt: skip
"""What YAML takes for its own, and characters that are easily counted wrongly."""


def check(found: Source) -> None:
    """Assert that all that can be asked about a file has an answer, and a place inside it."""
    spans = [one.span for one in found.diagnostics]
    assert found.root or spans
    if found.root:
        value(found.root)
        for node in nodes(found.root):
            spans.append(span(found.file, node))
            faults = [shape_fault(found, node)]
            if isinstance(node, Sequence):
                faults.append(comma_fault(found, node))
            elif isinstance(node, Scalar):
                faults.append(folded_fault(found, node))
                length = len(node.value)
                spans += [locate(found, node, 0, length), locate(found, node, length // 2, length // 2 + 1)]
            spans += [fault.span for fault in faults if fault]
    for one in spans:
        assert is_inside(found, one), one


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """No byte string raises."""
    check(read(data, "bank.yaml"))


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=6), max_size=30).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    """No text raises, with YAML's own marks all over it."""
    check(read(text.encode("utf-8", "surrogatepass"), "bank.yaml"))


def mutated(bank: str, random: Random) -> str:
    """Return a part of a bank with one to six slips of the hand."""
    lines = bank.split("\n")
    begin = random.randrange(len(lines))
    text = "\n".join(lines[:3] + lines[begin : begin + random.choice([3, 10, 30, 1000])])
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        at = random.randrange(len(text) + 1)
        until = at + random.choice([0, 1, 2, 5, 30])
        text = text[:at] + random.choice(["", *MARKS]) + text[until:]
        lines = text.split("\n")
        number = random.randrange(len(lines))
        line = lines[number]
        lines[number] = random.choice([line, line, line.lstrip(), " " + line, "\t" + line, line[1:], line + "'"])
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(120))
def test_any_slip_in_an_example_bank_can_be_read(seed: int) -> None:
    """The example banks with random slips: no exception, and places inside the file."""
    random = Random(seed)
    text = mutated(random.choice(BANKS), random)
    check(read(text.encode(), "bank.yaml"))


@pytest.mark.parametrize("bank", BANKS, ids=lambda text: text.split("bank: ")[1].split("\n")[0])
def test_the_example_banks_have_no_faults(bank: str) -> None:
    """The banks themselves read without findings: the slips above are what is found."""
    found = read(bank.encode(), "bank.yaml")
    check(found)
    assert not found.diagnostics
