"""Notes of others: cards, cards in both directions, cloze, typed answers."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from qbank.importing.api import Address, Found, Refused, escape, markdown
from qbank_anki.reading.deletions import Deletion, deletions
from qbank_anki.reading.values import Note

_SOUND = re.compile(r"\[sound:([^\]\n]{1,300})\]")
_LATEX = (
    (re.compile(r"\[\$\$\](.{0,2000}?)\[/\$\$\]", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"\[\$\](.{0,2000}?)\[/\$\]", re.DOTALL), r"\\(\1\\)"),
    (re.compile(r"<anki-mathjax block=\"true\">(.{0,2000}?)</anki-mathjax>", re.DOTALL), r"\\[\1\\]"),
    (re.compile(r"<anki-mathjax>(.{0,2000}?)</anki-mathjax>", re.DOTALL), r"\\(\1\\)"),
)
_TAGS = re.compile(r"<[^>]*>")
_RICH = re.compile(r"<(?:img|audio|video|table|pre|ul|ol)\b|\[sound:|\\[(\[]", re.IGNORECASE)
_LEFT = {"marked", "leech"}
"""Tags that Anki sets."""
_MARK = "QBANKGAP{}QBANKGAP"


def read_foreign(note: Note, address: Address, *, by_deck: bool) -> Found | Refused:
    """Return a note as a question. With `by_deck` the note's deck becomes one of its tags."""
    if not any(_plain(field) or _RICH.search(field) for field in note.fields):
        return Refused(note.place, "the note is empty")
    data, notes = _question(note, address)
    tags = [tag for tag in note.tags if tag.lower() not in _LEFT]
    tags += [note.deck] if by_deck and note.deck else []
    if tags:
        data["tags"] = [*dict.fromkeys(tags)]
    draft = "" if data["type"] != "flashcard" or (data["front"] and data["back"]) else "one of its sides is empty"
    return Found(data, note.place, draft=draft, notes=tuple(notes))


def _question(note: Note, address: Address) -> tuple[dict[str, Any], list[str]]:
    cloze = next((field for field in note.fields if "{{c" in field), "") if note.type.is_cloze else ""
    if cloze:
        return _cloze(note, cloze, address)
    shown = note.type.shown
    fronts, backs = shown[0] if shown else (note.type.fields[:1], note.type.fields[1:])
    front = _joined(note, fronts or note.type.fields[:1], address)
    if note.type.typed and _plain(note.named.get(note.type.typed, "")):
        answer = _plain(note.named[note.type.typed])
        rest = [name for name in backs if name != note.type.typed]
        more = _joined(note, rest, address)
        return {"type": "short_answer", "prompt": front, "accept": [answer]} | (
            {"explanation": more} if more else {}
        ), []
    data: dict[str, Any] = {"type": "flashcard", "front": front, "back": _joined(note, backs, address)}
    used = {*fronts, *backs}
    left = [name for name, text in note.named.items() if name not in used and _plain(text)]
    notes = [f"the field {name} is on no side of the first card, and was left" for name in left if len(shown) < 2]
    if len(shown) > 1 and note.cards > 1:
        if len(shown) == 2 and set(shown[1][0]) & set(backs):
            data["reversed"] = True
        else:
            notes.append(f"the note has {note.cards} cards; the first one came in")
    return data, notes


def _cloze(note: Note, text: str, address: Address) -> tuple[dict[str, Any], list[str]]:
    pieces, found = deletions(text)
    more = [field for field in note.fields if field is not text and (_plain(field) or _RICH.search(field))]
    explanation = "\n\n".join(_markdown(note, field, address) for field in more)
    extra = {"explanation": explanation} if explanation else {}
    if not found or any(not _plain(one.answer) or _RICH.search(one.answer) for one in found) or _in_formula(pieces):
        gaps = [f"[{_plain(one.hint) or '…'}]" for one in found]
        front = _markdown(note, _filled(pieces, gaps), address)
        back = _markdown(note, _filled(pieces, [one.answer for one in found]), address)
        reason = "its gaps hold pictures or formulas: it became a card" if found else "it has no gap: it became a card"
        return {"type": "flashcard", "front": front, "back": back, **extra}, [reason]
    marked = _markdown(note, _filled(pieces, [_MARK.format(at) for at in range(len(found))]), address)
    blanks: dict[str, Any] = {}
    prompt = marked
    for at, one in enumerate(found):
        prompt = prompt.replace(_MARK.format(at), _blank(one, f"blank-{at + 1}", blanks), 1)
    return {"type": "cloze", "prompt": prompt, **({"blanks": blanks} if blanks else {}), **extra}, []


def _blank(one: Deletion, name: str, blanks: dict[str, Any]) -> str:
    answer, hint = _plain(one.answer), _plain(one.hint)
    if not hint and not re.search(r"[|~\[\]\\]|^[=@]", answer):
        return f"[[{answer}]]"
    blanks[name] = {"accept": [answer], **({"hint": escape(hint)} if hint else {})}
    return f"[[@{name}]]"


def _filled(pieces: Sequence[str], between: Sequence[str]) -> str:
    return "".join(piece + one for piece, one in zip(pieces, [*between, ""], strict=True))


def _in_formula(pieces: Sequence[str]) -> bool:
    """Return whether a gap stands inside of a formula, where no blank can be."""
    before = ""
    for piece in pieces[:-1]:
        before += piece
        if any(before.rfind(begun) > before.rfind(ended) for begun, ended in (("\\(", "\\)"), ("\\[", "\\]"))):
            return True
    return False


def _joined(note: Note, names: Sequence[str], address: Address) -> str:
    found = (_markdown(note, note.named.get(name, ""), address) for name in names)
    return "\n\n".join(filter(None, found))


def _markdown(note: Note, field: str, address: Address) -> str:
    if not note.is_html:
        field = html.escape(field, quote=False).replace("\n", "<br>")
    for pattern, formula in _LATEX:
        field = pattern.sub(formula, field)
    field = _SOUND.sub(lambda match: f'<audio src="{html.escape(html.unescape(match[1]))}"></audio>', field)
    return markdown(field, address)


def _plain(field: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", field)).split())
