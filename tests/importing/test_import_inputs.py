"""Files of strangers: what they are allowed, and what is said where they want more."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from qbank.importing.archive import MAX_FILES
from qbank.importing.found import InputFault
from qbank.importing.input import Input, decoded
from qbank.importing.xml import MAX_DEPTH, elements, root


def archive(path: Path, *members: tuple[str, bytes]) -> Input:
    """Return an archive with these members as an input."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return Input(path)


def fault(source: Input) -> str:
    """Return what is said of an archive."""
    with pytest.raises(InputFault) as caught:
        assert source.members
    return str(caught.value)


def test_an_archives_members_are_read_by_name(tmp_path: Path) -> None:
    """As they are in it; a folder has them in the same way."""
    source = archive(tmp_path / "a.zip", ("b/c.txt", b"c"), ("a.txt", b"a"))
    assert source.members is not None
    assert source.members.names == ("b/c.txt", "a.txt")
    assert source.members.read("b/c.txt") == b"c"
    assert source.has("c.txt") and not source.has("b")
    with pytest.raises(KeyError):
        source.members.read("../a.zip")
    folder = Input(tmp_path).members
    assert folder is not None and folder.names == ("a.zip",)


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "..\\x", "\\x", "C:/x"])
def test_nothing_outside_of_an_archive(name: str, tmp_path: Path) -> None:
    """Whatever a member calls itself."""
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w") as file:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        file.writestr(entry, b"")
    assert "outside of itself" in fault(Input(source))


def test_an_archive_has_no_file_without_a_name(tmp_path: Path) -> None:
    """No program writes one."""
    source = tmp_path / "a.zip"
    with zipfile.ZipFile(source, "w") as file:
        entry = zipfile.ZipInfo("x")
        entry.filename = ""
        file.writestr(entry, b"")
    assert fault(Input(source)) == "the archive has a file without a name"


def test_an_archive_is_bounded(tmp_path: Path) -> None:
    """By the number of its files, unless the user says that there are more, and by how much they were packed."""
    many = archive(tmp_path / "many.zip", *((f"{n}", b"") for n in range(MAX_FILES + 1)))
    with pytest.raises(InputFault, match="more than 10,000 files") as caught:
        assert many.members
    assert caught.value.hint == "if you trust it, say how many it may have: --max-files 10001"
    more = Input(many.path, max_files=MAX_FILES + 1)
    assert more.members is not None and len(more.members.names) == MAX_FILES + 1
    assert "100 to 1" in fault(archive(tmp_path / "bomb.zip", ("a", bytes(20_000_000))))
    assert "more than 1 files" in fault(Input(tmp_path, max_files=1))


def test_an_archive_has_no_links_and_nothing_twice(tmp_path: Path) -> None:
    """Both are ways to make two programs see different things."""
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as file:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    assert "link" in fault(Input(path))
    with pytest.warns(UserWarning, match="Duplicate"):
        assert "twice" in fault(archive(tmp_path / "twice.zip", ("a", b"1"), ("a", b"2")))


def test_a_damaged_archive(tmp_path: Path) -> None:
    """Cut off, it has no members; damaged inside, the member can't be read."""
    whole = archive(tmp_path / "a.zip", ("a.txt", b"text " * 500)).path.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    assert "damaged" in fault(Input(tmp_path / "cut.zip"))
    (tmp_path / "hurt.zip").write_bytes(whole[:45] + b"\xff\xff\xff" + whole[48:])
    members = Input(tmp_path / "hurt.zip").members
    assert members is not None
    with pytest.raises(InputFault, match="damaged"):
        members.read("a.txt")


def test_a_folders_links_are_left_out(tmp_path: Path) -> None:
    """They lead outside."""
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    members = Input(inside).members
    assert members is not None and members.names == ()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("é".encode(), "é", "utf-8"),
        (b"\xef\xbb\xbf\xc3\xa9", "é", "utf-8-sig"),
        ("é".encode("utf-16"), "é", "utf-16"),
        (b"caf\xe9 \x93x\x94", "café “x”", "cp1252"),
        (b"a\r\nb\rc", "a\nb\nc", "utf-8"),
    ],
)
def test_text_is_decoded_by_its_mark_or_its_looks(data: bytes, text: str, encoding: str) -> None:
    """Old files are windows-1252."""
    assert decoded(data) == (text, encoding)


def test_what_is_no_text_is_refused() -> None:
    """Bytes that no encoding has."""
    with pytest.raises(InputFault, match="no text"):
        decoded(b"\x00\xff\xfe\x80")


def test_xml_is_read_element_by_element() -> None:
    """Each whole, with its line; namespaces and their prefixes are set aside."""
    data = b'<q:quiz xmlns:q="x">\n<q:question type="a"><t>1 &lt; 2<b>c</b>d</t></q:question>\n<question/></q:quiz>'
    first, second = elements(data, ("question",))
    assert (first.get("type"), first.line, second.line) == ("a", 2, 3)
    assert first.child_text("t") == "1 < 2cd"
    text = first.find("t")
    assert text is not None and text.inner() == "1 &lt; 2<b>c</b>d"


def test_formulas_that_say_their_tex_are_read_without_what_they_show() -> None:
    """All of a document's, or none: what is shown is all there is where TeX isn't said."""
    said = '<annotation encoding="application/x-tex">x^2</annotation>'
    with_tex = f"<m:math><m:semantics> <mrow><mi>x</mi> y</mrow>{said}z</m:semantics>,</m:math>"
    without = with_tex.replace("x-tex", "json")
    (math,) = root(f"<p>a {with_tex}<b>!</b></p>".encode(), brief=True).all("math")
    assert math.outer() == f"<math><semantics> {said}z</semantics>,</math>"
    for other in (without, with_tex.replace("x^2", " "), with_tex.replace(said, "")):
        data = f"<p>a {with_tex}{other}<b>!</b></p>".encode()
        assert root(data, brief=True).outer() == root(data).outer()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        (b"<a>&b;</a>", "broken"),
        (b"<a><b></a>", "broken"),
        (b"", "broken"),
        (b"<a>" * (MAX_DEPTH + 1), "deep"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "broken"),
    ],
)
def test_hostile_xml_is_refused(data: bytes, message: str) -> None:
    """In one sentence, at its line."""
    with pytest.raises(InputFault, match=message):
        root(data)
