"""The names that tables give to kinds of questions."""

from __future__ import annotations

import re

from qbank.api import KINDS

_NAMES = {
    "multiple_choice": "multiple choice|mc|mcq|mcsa|single choice|single|sc|single answer|single select|choice|radio|"
    "multichoice|multiple choice single answer|one answer|quiz|einfachauswahl|choix unique|opción única",
    "multiple_response": "multiple response|mr|multiple answer|multiple answers|ma|mcma|multi select|multiselect|"
    "multiple select|checkbox|checkboxes|select all|select all that apply|multiple correct|mehrfachauswahl|"
    "choix multiple|selección múltiple|opción múltiple",
    "true_false": "true false|truefalse|tf|t f|boolean|yes no|richtig falsch|wahr falsch|vrai faux|verdadero falso|"
    "vero falso",
    "short_answer": "short answer|shortanswer|sa|fill in the blank|fill in|fib|fill in blank|type answer|"
    "type the answer|text|identification|kurzantwort|réponse courte|respuesta corta",
    "numeric": "numeric|numerical|num|number|numerisch|numérico|numérique",
    "essay": "essay|es|long answer|open|open ended|open question|free text|paragraph|freitext|aufsatz|ensayo",
    "flashcard": "flashcard|flash card|card|basic|karteikarte",
}
KNOWN = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}


def kind_of(cell: str) -> str | None:
    """Return the kind that a cell names: empty where it is empty, None where the name isn't known."""
    name = " ".join(re.sub(r"[\W_]+", " ", cell.casefold()).split())
    if name.replace(" ", "_") in KINDS:
        return name.replace(" ", "_")
    return KNOWN.get(name) if name else ""
