"""What Hypothesis makes up (tests/strategies.py) reaches every field of every kind, with hostile text in each."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis.errors import NoSuchExample

sys.path.insert(0, str(Path(__file__).parents[1]))
from sink import FILE, KITCHEN_SINK, fields_below
from strategies import HOSTILE, IMAGES, banks, questions, shown_texts

from qbank.compiler.reader import compile_bytes
from qbank.compiler.writer import write_bank
from qbank.model import KINDS, AnyQuestion, Bank
from qbank.model.walk import set_fields, texts

LOOKING = settings(
    max_examples=2000, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_reached_and_hostile(kind: str) -> None:
    """Sooner or later, three hostile pieces in each, nearly all of them in the kind; stimuli are the banks' matter."""
    missing = set(fields_below(KINDS[kind])) - {"stimulus"}
    pieces: dict[str, set[str]] = defaultdict(set)

    def complete(question: AnyQuestion) -> bool:
        missing.difference_update(field for _, field in set_fields(question))
        for path, text in texts(question):
            pieces[path.partition(".")[0]].update(piece for piece in HOSTILE if piece in text)
        found = set().union(*pieces.values())
        return not missing and min(map(len, pieces.values())) >= 3 and len(found) > len(HOSTILE) * 0.8

    try:
        find(questions(kind), complete, settings=LOOKING)
    except NoSuchExample:
        poor = {name: found for name, found in pieces.items() if len(found) < 3}
        pytest.fail(f"never reached: {missing}; little that is hostile: {poor}")


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(banks(shown_texts))
def test_a_bank_that_shows_files_is_valid_in_the_kitchen_sink(bank: Bank) -> None:
    """Where its files lie."""
    unit = compile_bytes(write_bank(bank).encode(), KITCHEN_SINK, FILE)
    assert [one for one in unit.diagnostics if one.severity == "error"] == []
    assert set(unit.media) <= {image.partition("](")[2].strip("<>)") for image in IMAGES}
