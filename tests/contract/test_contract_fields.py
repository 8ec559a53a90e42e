"""The tables are true of every field: points, shuffle, scoring, weights, tolerances, units as well as texts."""

from __future__ import annotations

import pytest
from bench import Bench
from features import features
from mutations import Mutation, mutations
from sink import all_kinds, fields_below, kitchen_sink
from traces import untrue_of_features, untrue_of_fields

from qbank.compiler.registry import installed, load


@pytest.fixture(scope="session")
def bench(name: str) -> Bench:
    """Return what renders items for a format."""
    return Bench(load(installed()[name]))


@pytest.fixture(scope="session")
def changes() -> dict[str, list[Mutation]]:
    """Return every item of the kitchen sink that is built, changed field by field; by kind."""
    ready = [item for item in kitchen_sink().items if getattr(item, "status", "ready") == "ready"]
    return {kind: [one for item in ready if item.type == kind for one in mutations(item)] for kind in all_kinds()}


@pytest.mark.parametrize("kind", all_kinds())
def test_every_field_can_be_changed(changes: dict[str, list[Mutation]], kind: str) -> None:
    """Of every kind, so that the test below says something about each field."""
    assert {one.field for one in changes[kind]} == set(fields_below(all_kinds()[kind]))


@pytest.mark.parametrize("kind", all_kinds())
def test_what_becomes_of_each_field_is_what_the_table_says(
    bench: Bench, changes: dict[str, list[Mutation]], kind: str
) -> None:
    """Another value makes another file where the field is carried, and the same one where it is lost."""
    held = [one for one in changes[kind] if bench.holds(one.item)]
    found = untrue_of_fields(bench, held)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", all_kinds())
def test_what_texts_contain_is_shown_as_the_table_says(bench: Bench, kind: str) -> None:
    """Images, sounds, films, formulas, tables, code: another one makes another file, and neither is plain text."""
    if bench.format.carries.holds(kind):
        found = untrue_of_features(bench, features(kind))
        assert not found, "\n".join(found)
