"""Anki's packages and texts read: exported by Anki itself in both schemas, and ours."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from bank_files import made
from qbank_anki import format as anki_format
from read_back import Result, detected, read, read_text, written

from qbank.importing.found import About, InputFault
from qbank.model import Bank

PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Return a collection with notes of Anki's own types."""
    made = Collection(str(tmp_path / "c.anki2"))
    made.media.write_data("cat & dog.png", PNG)
    deck = made.decks.id("Languages::Words")
    assert deck is not None
    notes = {
        "Basic": ['What is <b>this</b>? <img src="cat &amp; dog.png" alt="a cat">', "A cat [sound:none.mp3]"],
        "Basic (and reversed card)": ["der Hund", "the dog"],
        "Basic (type in the answer)": [r"\(1 + 1\)", "2"],
        "Cloze": ["{{c1::Paris}} lies in {{c2::France::a {{c1::country}}}}, [[x]].", "More."],
    }
    for name, contents in notes.items():
        kind = made.models.by_name(name)
        assert kind
        note = made.new_note(kind)
        note.fields = contents
        note.tags = ["geo::europe", "leech"]
        made.add_note(note, deck)
    kind = made.models.by_name("Cloze")
    assert kind
    note = made.new_note(kind)
    note.fields = [r"\(x = {{c1::2}}\)", ""]
    made.add_note(note, deck)
    yield made
    made.close()


def exported(collection: Collection, path: Path, *, legacy: bool) -> Path:
    """Write a package as Anki does."""
    options = ExportAnkiPackageOptions(with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def checked(result: Result) -> None:
    """See that the notes of the collection came in."""
    assert result.of(About) == [About({"title": "Words"})]
    tags = {"tags": ["geo::europe"]}
    assert result.data == [
        {"type": "flashcard", "front": "What is **this**? ![a cat](<cat & dog.png>)", "back": "A cat", **tags},
        {"type": "flashcard", "front": "der Hund", "back": "the dog", "reversed": True, **tags},
        {"type": "short_answer", "prompt": "$1 + 1$", "accept": ["2"], **tags},
        {
            "type": "cloze",
            "prompt": "[[Paris]] lies in [[@blank-2]], \\[[x]].",
            "blanks": {"blank-2": {"accept": ["France"], "hint": "a country"}},
            "explanation": "More.",
            **tags,
        },
        {"type": "flashcard", "front": "$x = […]$", "back": "$x = 2$"},
    ]


@pytest.mark.parametrize("legacy", [True, False], ids=["old", "new"])
def test_packages_that_anki_exports(legacy: bool, collection: Collection, tmp_path: Path) -> None:
    """Both schemas: cards, both directions, typed, cloze, files, tags, the deck's name."""
    path = exported(collection, tmp_path / "x.apkg", legacy=legacy)
    assert detected(path) == "anki"
    result = read("anki", path)
    checked(result)
    assert result.kept == {"cat & dog.png": PNG}
    if not legacy:
        with zipfile.ZipFile(path) as packed:
            assert "collection.anki21b" in packed.namelist()


@pytest.mark.parametrize("legacy", [True, False], ids=["old", "new"])
def test_whole_collections(legacy: bool, collection: Collection, tmp_path: Path) -> None:
    """As `.colpkg`, which also has what belongs to the learner."""
    path = tmp_path / "x.colpkg"
    collection.export_collection_package(str(path), include_media=True, legacy=legacy)
    collection.reopen()
    result = read("anki", path)
    assert len(result.found) == 5 and result.kept == {"cat & dog.png": PNG}


def test_new_packages_need_zstandard(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the message says what to install; it is never the note that tells to update Anki."""
    path = exported(collection, tmp_path / "x.apkg", legacy=False)
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    with pytest.raises(InputFault, match="needs zstandard"):
        read("anki", path)


def bank() -> Bank:
    """Return a small bank."""
    choices = [{"answer": "a"}, "b"]
    question = {"type": "multiple_choice", "id": "q", "prompt": "Which?", "choices": choices, "points": "2"}
    return Bank.model_validate({"schema": "1", "bank": "b", "title": "B", "questions": [question]})


def test_our_cards_come_back_from_anki(collection: Collection, tmp_path: Path) -> None:
    """Imported into Anki, exported again in its new schema; an edited card says that it was."""
    from anki.import_export_pb2 import ImportAnkiPackageRequest

    path = written(made(anki_format, bank()), tmp_path, ".apkg")
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path)))
    (number,) = collection.find_notes('note:"qbank Choice"')
    back = [
        one for one in read("anki", exported(collection, tmp_path / "1.apkg", legacy=False)).found if one.name == "q"
    ]
    assert [dict(one.data) for one in back] == [
        {"type": "multiple_choice", "prompt": "Which?", "choices": [{"answer": "a"}, "b"], "points": "2"}
    ]
    assert back[0].notes == ()
    note = collection.get_note(number)
    note["Question"] = "<p>What?</p>"
    collection.update_note(note)
    back = [
        one for one in read("anki", exported(collection, tmp_path / "2.apkg", legacy=True)).found if one.name == "q"
    ]
    assert len(back[0].notes) == 1


def test_text_exports(tmp_path: Path) -> None:
    """With the lines at the top, as Anki writes them, and without, as old versions did."""
    new = (
        "#separator:tab\n#html:true\n#notetype column:1\n#deck column:2\n#tags column:5\n"
        'Basic\tWords\t"a ""b""<br>c"\td\tx y\nCloze\tWords\t{{c1::Paris}} is big.\t\t\n'
        "Basic (and reversed card)\tWords\thot\tcold\t\n"
    )
    (tmp_path / "n.txt").write_text(new, "utf-8")
    assert detected(tmp_path / "n.txt") == "anki_text"
    result = read("anki_text", tmp_path / "n.txt")
    assert result.of(About) == [About({"title": "Words"})]
    assert result.data == [
        {"type": "flashcard", "front": 'a "b"\\\nc', "back": "d", "tags": ["x", "y"]},
        {"type": "cloze", "prompt": "[[Paris]] is big."},
        {"type": "flashcard", "front": "hot", "back": "cold", "reversed": True},
    ]
    assert [one.place.line for one in result.found] == [6, 7, 8]
    old = read_text("anki_text", "Hund\tdog <x>\n\nKatze\tcat\n", tmp_path)
    assert old.data == [
        {"type": "flashcard", "front": "Hund", "back": "dog \\<x>"},
        {"type": "flashcard", "front": "Katze", "back": "cat"},
    ]


def package(tmp_path: Path, *sql: str) -> Path:
    """Write a package whose collection these statements make."""
    path = tmp_path / "c.db"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    for one in sql:
        database.execute(one)
    database.commit()
    database.close()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("collection.anki2", path.read_bytes())
    (tmp_path / "x.apkg").write_bytes(packed.getvalue())
    return tmp_path / "x.apkg"


BROKEN = (
    "CREATE TABLE x (a)", "PRAGMA writable_schema = ON",
    "UPDATE sqlite_master SET name = CAST(x'ed' AS TEXT), sql = 'CREATE'",
)  # fmt: skip
COL, CARDS, NOTES = (
    "CREATE TABLE col (models, decks)",
    "CREATE TABLE cards (nid, did, odid)",
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, tags, flds)",
)


@pytest.mark.parametrize(
    "sql, message",
    [
        ((COL, CARDS), "has no notes"),
        ((COL, CARDS, "CREATE VIEW notes AS SELECT 1 id, 2 mid, '' tags, 'x' flds"), "views or triggers"),
        ((COL, CARDS, NOTES, "INSERT INTO col VALUES ('[', '{}')"), "models can't be read"),
        (("CREATE TABLE col (a)", CARDS, NOTES), "can't be read"),
        (BROKEN, "it names what is wrong in bytes that are no text"),
    ],
)
def test_collections_are_not_trusted(sql: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """What is no collection is one fault."""
    with pytest.raises(InputFault, match=message):
        read("anki", package(tmp_path, *sql))
