"""The five note types. Their ids, fields and templates are frozen; layout, styling and script may change.

An added or renamed field or template would make every note that was imported before a conflict, and Anki would no
longer update it. A change of layout arrives when `REVISED` grows with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import genanki

from qbank.api import highlight_css

REVISED = 1795741200
"""When what is made of the same question last changed: 2026-11-27."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its id for good, its name, its fields between ID Title Stimulus and Explanation … Extra."""

    id: int
    name: str
    own: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    """The name of each card, and the beginnings of the names of the files of its front and its back."""
    brief: tuple[str, str]
    """What the card browser shows as question and answer."""
    script: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields in order."""
        return ("ID", "Title", "Stimulus", *self.own, "Explanation", "Hints", "Source", "Data", "Extra")


NOTE_TYPES = {
    "choice": NoteType(
        1795478400101,
        "qbank Choice",
        ("Question", "Choices", "Answer"),
        (("Choice", "choice", "asked"),),
        ("{{Question}}", "{{Answer}}"),
        "choice",
    ),
    "typed": NoteType(
        1795478400102,
        "qbank Typed",
        ("Question", "Expected", "Answer"),
        (("Typed", "typed", "asked"),),
        ("{{Question}}", "{{Expected}}"),
        "typed",
    ),
    "arrange": NoteType(
        1795478400103,
        "qbank Arrange",
        ("Question", "Items", "Answer"),
        (("Arrange", "arrange", "asked"),),
        ("{{Question}}", "{{Answer}}"),
        "arrange",
    ),
    "recall": NoteType(
        1795478400104,
        "qbank Recall",
        ("Front", "Back", "Reverse"),
        (("Forward", "recall.forward", "recall.forward"), ("Reverse", "recall.reverse", "recall.reverse")),
        ("{{Front}}", "{{Back}}"),
    ),
    "cloze": NoteType(
        1795478400105,
        "qbank Cloze",
        ("Text",),
        (("Cloze", "cloze", "cloze"),),
        ("{{cloze:Text}}", "{{cloze:Text}}"),
    ),
}
"""Note types by family: what a kind's GUIDs are made with."""


@lru_cache(maxsize=1)
def models() -> dict[str, genanki.Model]:
    """Return genanki's models of the note types, with templates, styling and script read from `templates/`."""
    return {family: _model(note_type) for family, note_type in NOTE_TYPES.items()}


def script(name: str) -> str:
    """Return the script of a note type: one function expression, without the comments."""
    lines = f"{_file('common.js')}\n{_file(f'{name}.js')}".splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("//")]
    return "\n".join(["(function () {", *kept, "})();"])


def _model(note_type: NoteType) -> genanki.Model:
    return genanki.Model(
        note_type.id,
        note_type.name,
        fields=[{"name": field} for field in note_type.fields],
        templates=[_template(note_type, *card) for card in note_type.templates],
        css=_css(),
        model_type=genanki.Model.CLOZE if note_type.name == "qbank Cloze" else genanki.Model.FRONT_BACK,
        sort_field_index=1,
    )


def _template(note_type: NoteType, name: str, front: str, back: str) -> dict[str, str]:
    question, answer = note_type.brief
    if name == "Reverse":
        question, answer = "{{#Reverse}}{{Back}}{{/Reverse}}", "{{Front}}"
    code = script(note_type.script) if note_type.script else ""
    shown, turned = (_file(f"{file}.html").replace("@@script@@", code) for file in (f"{front}.front", f"{back}.back"))
    return {"name": name, "qfmt": shown, "afmt": turned, "bqfmt": question, "bafmt": answer}


def _css() -> str:
    light, dark = highlight_css()
    night = re.sub(r"^(.+)(\{)", lambda match: _at_night(match[1]) + match[2], dark, flags=re.MULTILINE)
    return f"{_file('style.css')}\n{light}\n{night}\n"


def _at_night(selectors: str) -> str:
    """Anki and AnkiDroid name their dark mode differently."""
    return ",".join(f"{mode} {one}" for mode in (".nightMode", ".night_mode") for one in selectors.split(","))


def _file(name: str) -> str:
    return files("qbank_anki").joinpath("templates", name).read_text(encoding="utf-8")
