"""What YAML offers and question banks don't have: each is named at its place, and the rest is read."""

from __future__ import annotations

import pytest
from source_kit import findings, source

from qbank.source import Mapping, value

REFUSED = {
    "an alias": ("a: &x one\nb: *x\n", [("anchor", 1, 4, 1, 10), ("alias", 2, 4, 2, 6)]),
    "an anchor on a list": ("a: &x\n  - one\nb: 2\n", [("anchor", 1, 4, 1, 6)]),
    "an anchor on fields": ("a: &x\n  c: 1\nb: 2\n", [("anchor", 1, 4, 1, 6)]),
    "an anchor on brackets": ("a: &x [one]\nb: 2\n", [("anchor", 1, 4, 1, 6)]),
    "a tag": ("a: !!python/object:os.system x\nb: 2\n", [("tag", 1, 4, 1, 31)]),
    "a tag on a list": ("a: !!set\n  - one\nb: 2\n", [("tag", 1, 4, 1, 9)]),
    "a merge key": ("a: 1\n<<: {b: 2}\nc: 3\n", [("merge-key", 2, 1, 2, 3)]),
    "a merge with an alias": ("a: 1\n<<: *x\nc: 3\n", [("alias", 2, 5, 2, 7), ("merge-key", 2, 1, 2, 3)]),
    "a second document": ("a: 1\nb: 2\n---\nb: 2\n", [("several-documents", 3, 1, 3, 4)]),
    "a directive": ("%YAML 1.1\n---\na: 1\nb: 2\n", [("directive", 1, 1, 1, 10)]),
    "a key of brackets": ("[a]: 1\nb: 2\n", [("bad-key", 1, 1, 1, 4)]),
    "a key of fields": ("{a: 1}: 1\nb: 2\n", [("bad-key", 1, 1, 1, 7)]),
    "a complex key": ("? - a\n: 1\nb: 2\n", [("bad-key", 1, 3, 1, 6)]),
    "a duplicate key": ("b: 2\nc: 1\nb: 3\n", [("duplicate-key", 3, 1, 3, 2)]),
    "a duplicate in quotes": ("b: 2\nc: 1\n'b': 3\n", [("duplicate-key", 3, 1, 3, 4)]),
    "a duplicate in brackets": ("a: {x: 1, x: 2}\nb: 2\n", [("duplicate-key", 1, 11, 1, 12)]),
}


@pytest.mark.parametrize(("text", "found"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_and_the_rest_is_read(text: str, found: list[tuple[str, int, int, int, int]]) -> None:
    """The code and the place are exact, the hint says what to do, and the other fields are there."""
    read = source(text)
    assert sorted(findings(read)) == sorted(found)
    assert all(one.hint and one.severity == "error" for one in read.diagnostics)
    assert isinstance(read.root, Mapping)
    assert read.root.get("b") or read.root.get("c")


def test_a_duplicate_key_names_the_line_of_the_first_and_doesn_t_replace_it() -> None:
    """The first value stays, so that what is reported about it fits; the second names its line."""
    read = source("title: one\nbank: b\ntitle: two\ntitle: three\n")
    assert [one.message for one in read.diagnostics] == [
        "`title` is here twice; the first is in line 1.",
        "`title` is here twice; the first is in line 1.",
    ]
    assert read.root
    assert value(read.root) == {"title": "one", "bank": "b"}


def test_the_same_key_in_two_questions_is_no_duplicate() -> None:
    """Keys are told apart by the fields that they belong to."""
    assert not source("questions:\n  - id: a\n  - id: b\n    feedback: {correct: x}\n").diagnostics


def test_an_alias_can_t_multiply_text() -> None:
    """A billion laughs stay what was typed: each reference is text, reported as such."""
    rows = ["a0: &a0 [lol, lol]"]
    rows += [f"a{at}: &a{at} [*a{at - 1}, *a{at - 1}, *a{at - 1}]" for at in range(1, 40)]
    read = source("\n".join(rows))
    assert {one.code for one in read.diagnostics} == {"alias", "anchor"}
    assert read.root
    assert len(str(value(read.root))) < 2500


@pytest.mark.parametrize("text", ["a: yes # see `note`\n", "# *a\n# &b\n---\na: yes\n...\n", "---\n# c\na: yes\n"])
def test_comments_and_one_document_s_marks_are_allowed(text: str) -> None:
    """A comment may say anything, and one document may be marked as such."""
    read = source(text)
    assert not read.diagnostics
    assert read.root
    assert value(read.root) == {"a": "yes"}


def test_a_merge_key_in_quotes_is_a_key() -> None:
    """What stands in quotes is text, in a key as well."""
    read = source("'<<': x\n")
    assert not read.diagnostics
    assert read.root
    assert value(read.root) == {"<<": "x"}
