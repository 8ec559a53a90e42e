"""Every format's table says something of every kind and every field, and nothing of what doesn't exist."""

from __future__ import annotations

from checks import unknown, unnamed, without_a_reason

from qbank.compiler.carries import Carries


def test_a_table_names_every_kind_and_every_field(table: Carries) -> None:
    """A new kind or field of the language fails here until every format says what becomes of it."""
    assert unnamed(table) == []


def test_a_table_names_nothing_that_does_not_exist(table: Carries) -> None:
    """A misspelt field would never be looked up."""
    assert unknown(table) == []


def test_what_is_lost_or_changed_has_a_reason(table: Carries) -> None:
    """Authors read it."""
    assert without_a_reason(table) == []
