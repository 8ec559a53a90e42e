"""What columns are called, in the languages that templates come in, and which field each is.

Case, punctuation and what stands in brackets or after a dash don't count: `Question - max 120 characters` and
`QUESTION:` are `question`. `--map "prompt=Question text,answer=Correct"` says it where the words don't.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qbank.importing.api import InputFault

WORDS = {
    "prompt": "prompt|question|questions|question text|questiontext|question title|stem|question stem|"
    "frage|fragen|fragetext|fragestellung|aufgabe|énoncé|enonce|intitulé|pregunta|enunciado|pergunta|domanda|"
    "quesito|vraag|pytanie|вопрос|السؤال|سؤال|问题|题目|題目|質問|問題",
    "answer": "answer|answers|correct|correct answer|correct answers|correct option|correct options|correct choice|"
    "right answer|right answers|key|answer key|solution|richtig|antwort|antworten|richtige antwort|lösung|loesung|"
    "réponse|reponse|bonne réponse|réponse correcte|respuesta|respuesta correcta|resposta|resposta correta|risposta|"
    "risposta corretta|antwoord|juiste antwoord|odpowiedź|ответ|правильный ответ|الإجابة|答案|正解|解答",
    "choices": "choices|options|alternatives|answer choices|answer options|possible answers|antwortmöglichkeiten|"
    "optionen|choix|opciones|opções|opzioni|opties|选项|選択肢",
    "explanation": "explanation|explanations|rationale|feedback|general feedback|answer explanation|justification|"
    "comment|comments|erklärung|erklaerung|begründung|begruendung|rückmeldung|explication|commentaire|explicación|"
    "retroalimentación|explicação|spiegazione|uitleg|объяснение|解析|説明",
    "tags": "tags|tag|keywords|keyword|category|categories|topic|topics|subject|chapter|schlagwörter|"
    "schlagworte|thema|kategorie|kapitel|étiquettes|catégorie|thème|etiquetas|categoría|tema|categoria|argomento|"
    "onderwerp",
    "points": "points|point|marks|mark|score|max score|punkte|punkt|puntos|pontos|punti|punten",
    "type": "type|question type|questiontype|kind|typ|fragetyp|art|tipo|tipo de pregunta|tipo di domanda|vraagtype",
    "hints": "hint|hints|tip|hinweis|tipp|indice|pista|suggerimento",
    "distractors": "distractors|distractor|wrong answers|incorrect answers|falsche antworten",
    "tolerance": "tolerance|toleranz|tolérance|tolerancia|tolleranza",
    "unit": "unit|units|einheit|unité|unidad",
    "id": "id|question id|identifier",
    "title": "title|name|question name|titel|titre|título|titolo",
    "difficulty": "difficulty|difficulty level|level|schwierigkeit|schwierigkeitsgrad|difficulté|dificultad",
    "bloom": "bloom|blooms|bloom level|bloom s taxonomy|taxonomy",
    "objectives": "objective|objectives|learning objective|learning objectives|learning outcome|lernziel|lernziele",
    "source": "source|reference|references|quelle|referenz|fuente",
    "front": "front|term|vorderseite|recto|anverso|begriff",
    "back": "back|definition|rückseite|verso|reverso",
}
FIELDS = {word: field for field, words in WORDS.items() for word in words.split("|")}
_NUMBERED = re.compile(
    r"(?:(?P<choice>choice|option|answer|answer choice|answer option|alternative|antwort|antwortmöglichkeit|auswahl|"
    r"réponse|choix|respuesta|opción|opcion|resposta|opção|risposta|opzione|antwoord|optie|possible answer)"
    r"|(?P<wrong>distractor|wrong|wrong answer|incorrect|incorrect answer|false answer|falsche antwort|"
    r"mauvaise réponse)"
    r"|(?P<remark>feedback|rationale|explanation|comment|rückmeldung)(?: for)?(?: choice| option| answer)?)"
    r" ?(?P<which>[a-z]|\d{1,2})"
)
_MAPPED = re.compile(r"(?:^|,)\s*([A-Za-z]+(?: ?(?:\d{1,2}|[A-Za-z]))?)\s*=")
CHOICE, REMARK, WRONG = "choice ", "feedback ", "distractor "
"""What stands before the letter or number of such a column's field."""


class Headers:
    """Says which field a column is for: first what `--map` says, then the words above."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.mapped = _mapping(settings.get("map", ""))
        """Headers as typed → fields."""

    def field(self, header: str) -> str:
        """Return the field, empty where the header isn't known: `prompt`, `choice b`, `feedback 2`, …"""
        plain = " ".join(header.split())
        if self.mapped.get(plain.casefold()):
            return self.mapped[plain.casefold()]
        name = _plain(header)
        field = FIELDS.get(name, "")
        if not field and re.fullmatch(r"[a-j]", name):
            field = CHOICE + name
        numbered = None if field else _NUMBERED.fullmatch(name)
        if numbered:
            before = CHOICE if numbered["choice"] else WRONG if numbered["wrong"] else REMARK
            field = before + numbered["which"]
        return "" if field in self.mapped.values() and not field.startswith((CHOICE, WRONG)) else field

    def fields(self, cells: Sequence[str]) -> dict[str, list[int]]:
        """Return the columns of each field, by a table's first row."""
        found: dict[str, list[int]] = {}
        for column, cell in enumerate(cells):
            if field := self.field(cell):
                found.setdefault(field, []).append(column)
        return found

    def check(self, cells: Sequence[str]) -> None:
        """Raise InputFault where `--map` names a column that a first row doesn't have."""
        there = {" ".join(cell.split()).casefold() for cell in cells}
        missing = next((header for header in self.mapped if header not in there), None)
        if missing is not None:
            raise InputFault(f"no column is called {missing!r}", f"its columns are: {listed(cells)}")


def known(cells: Sequence[str], headers: Headers) -> int:
    """Return how many different fields a row names."""
    return len({field for cell in cells[:100] if (field := headers.field(cell))})


def listed(cells: Sequence[str]) -> str:
    """Return the names of columns for a message."""
    names = [" ".join(cell.split())[:40] for cell in cells if cell.strip()]
    return ", ".join(names[:20]) or "empty"


def _plain(header: str) -> str:
    name = re.split(r"\s[-–—]\s|[(\[{<:]", header.casefold().lstrip("([ \ufeff"))[0]
    return " ".join(re.sub(r"[\W_]+", " ", name).split())


def _mapping(text: str) -> dict[str, str]:
    if not text.strip():
        return {}
    parts = [*_MAPPED.finditer(text)]
    if not parts or text[: parts[0].start()].strip():
        raise InputFault(f"{text!r} maps no columns", 'write --map "prompt=Question text,answer=Correct"')
    ends = [*(part.start() for part in parts[1:]), len(text)]
    found = {}
    for part, end in zip(parts, ends, strict=True):
        field = _field(" ".join(part[1].casefold().split()))
        header = " ".join(text[part.end() : end].strip().strip('"').split())
        found[header.casefold()] = field
    return found


def _field(name: str) -> str:
    """Return a field as `--map` names it. Raises InputFault for one that there isn't."""
    if name in WORDS:
        return name
    if name in ("choice", "option", "distractor"):
        return CHOICE if name != "distractor" else "distractors"
    numbered = _NUMBERED.fullmatch(name)
    if numbered or re.fullmatch("[a-j]", name):
        return Headers({}).field(name)
    raise InputFault(
        f"there is no field {name!r} to map", f"there are: {', '.join(WORDS)}, choice, choice a, feedback a"
    )
