"""Bytes to text: what a file may be saved as, and characters that no question can hold."""

from __future__ import annotations

import pytest
from source_kit import finding, findings, source

from qbank.source import read, value

BANK = "bank: b\ntitle: Größe 漢字 😀\n"


@pytest.mark.parametrize(
    "data",
    [BANK.encode(), BANK.encode("utf-8-sig"), BANK.replace("\n", "\r\n").encode(), BANK.replace("\n", "\r").encode()],
    ids=["UTF-8", "BOM", "CRLF", "CR"],
)
def test_utf_8_reads_the_same_with_any_line_breaks_and_a_bom(data: bytes) -> None:
    """How an editor saves UTF-8 makes no difference."""
    found = read(data, "bank.yaml")
    assert not found.diagnostics
    assert found.text == BANK
    assert found.root
    assert value(found.root) == {"bank": "b", "title": "Größe 漢字 😀"}


@pytest.mark.parametrize(
    ("data", "place", "named"),
    [
        (BANK.encode("utf-16"), (1, 1, 0, 0), "UTF-16"),
        (BANK.encode("utf-16-le"), (1, 1, 0, 0), "UTF-16"),
        (BANK.encode("utf-16-be"), (1, 1, 0, 0), "UTF-16"),
        (BANK.encode("utf-32"), (1, 1, 0, 0), "UTF-32"),
        ("bank: b\ntitle: Größe\n".encode("latin-1"), (2, 10, 2, 11), "0xF6"),
        ("\ufeffbank: 😀\r\ntitle: 😀".encode() + b"\xe4", (2, 9, 2, 10), "0xE4"),
        ("bank: b\ntitle: 20 €\n".encode("cp1252"), (2, 11, 2, 12), "0x80"),
        (b"a: \xed\xa0\x80\n", (1, 4, 1, 5), "0xED"),
        (b"a: \xc0\xaf\n", (1, 4, 1, 5), "0xC0"),
        (b"a: x\n\xf0\x9f\x98", (2, 1, 2, 2), "0xF0"),
    ],
    ids=["UTF-16", "LE", "BE", "UTF-32", "latin-1", "BOM-CRLF", "cp1252", "surrogate", "overlong", "cut-off"],
)
def test_another_encoding_is_refused_at_its_first_byte(
    data: bytes, place: tuple[int, int, int, int], named: str
) -> None:
    """The finding is at the first byte that isn't UTF-8, or for the whole file, and says how to save it."""
    found = read(data, "bank.yaml")
    assert found.root is None
    assert findings(found) == [("wrong-encoding", *place)]
    assert named in found.diagnostics[0].message
    assert "UTF-8" in found.diagnostics[0].hint


CONTROLS = ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9b", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", CONTROLS, ids=[f"U+{ord(one):04X}" for one in CONTROLS])
def test_a_control_character_is_found_where_it_stands_and_replaced(character: str) -> None:
    """Nothing that XML can't hold or a terminal would obey gets through, in text or comments; the rest is read."""
    found = source(f"bank: b\ntitle: 😀 a{character}b\n")
    assert findings(found) == [("control-character", 2, 11, 2, 12)]
    assert f"U+{ord(character):04X}" in found.diagnostics[0].message
    assert found.root
    assert value(found.root) == {"bank": "b", "title": "😀 a\ufffdb"}


@pytest.mark.parametrize(
    ("escape", "length"),
    [(r"\0", 2), (r"\a", 2), (r"\e", 2), (r"\v", 2), (r"\N", 2), (r"\x07", 4), (r"\u001b", 6), (r"\U0000FFFE", 10)],
)
def test_an_escape_can_t_smuggle_a_control_character_in(escape: str, length: int) -> None:
    """Escapes in double quotes are seen through; the place is the escape's own."""
    found = source(f'bank: b\ntitle: "😀 a{escape} b"\n')
    assert findings(found) == [("control-character", 2, 12, 2, 12 + length)]
    assert found.root
    assert value(found.root) == {"bank": "b", "title": "😀 a\ufffd b"}


@pytest.mark.parametrize(
    ("typed", "place", "hint"),
    [
        (r"\ud83d", (1, 5, 1, 11), "Type the character itself."),
        (r"\ud83d\ude00", (1, 5, 1, 11), 'a: "😀"'),
        (r"\U00110000", (1, 5, 1, 15), "Type the character itself."),
    ],
)
def test_half_characters_are_named(typed: str, place: tuple[int, int, int, int], hint: str) -> None:
    """Half an emoji, as JSON writes them, isn't a character; where both halves stand the hint is the emoji."""
    found = source(f'a: "{typed}"\nb: 2\n')
    assert findings(found) == [("control-character", *place)]
    assert found.diagnostics[0].hint == hint
    assert found.root


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff", "   \n"])
def test_an_empty_file_is_named(text: str) -> None:
    """A file without anything in it is one finding for the whole file."""
    found = source(text)
    assert found.root is None
    assert [finding(one) for one in found.diagnostics] == [("empty-file", 1, 1, 0, 0)]


def test_a_binary_file_is_a_short_list() -> None:
    """An image called `.yaml` doesn't fill the screen."""
    found = read(bytes(range(32)) * 1000, "bank.yaml")
    assert {one.code for one in found.diagnostics} >= {"control-character"}
    assert len(found.diagnostics) < 110
