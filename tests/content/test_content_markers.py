"""Markers stand for what is filled in later."""

from qbank.content import blank_marker, fill_blanks, fill_media, fill_media_bytes, media_marker
from qbank.content.markers import BLANK, BLANK_BYTES, MEDIA, MEDIA_BYTES


def test_blanks_are_filled_with_what_a_function_gives() -> None:
    text = f"a {blank_marker(0)} b {blank_marker(12)}"
    assert fill_blanks(text, lambda number: f"<input id='b{number}'>\\1") == r"a <input id='b0'>\1 b <input id='b12'>\1"


def test_media_are_filled_with_what_a_function_gives() -> None:
    assert fill_media(f"<img src='{media_marker('ü/a b.png')}'>", str.upper) == "<img src='Ü/A B.PNG'>"


def test_bytes_are_filled_piece_by_piece() -> None:
    body = f"a{media_marker('ü')}b{media_marker('c')}{media_marker('d')}".encode()
    pieces = list(fill_media_bytes(body, lambda name: [name.encode(), b"", name.upper().encode()]))
    assert b"".join(pieces) == "aüÜbcCdD".encode()
    assert list(fill_media_bytes(b"", lambda name: [])) == []
    assert list(fill_media_bytes(b"abc", lambda name: [])) == [b"abc"]


def test_patterns_find_both_kinds_and_nothing_else() -> None:
    text = f"{blank_marker(7)}{media_marker('x')}\x02\x03\x0e\x0f\x02a\x03"
    assert BLANK.findall(text) == ["7"]
    assert MEDIA.findall(text) == ["x"]
    assert BLANK_BYTES.findall(text.encode()) == [b"7"]
    assert MEDIA_BYTES.findall(text.encode()) == [b"x"]
