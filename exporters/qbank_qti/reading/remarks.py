"""Feedback → the place it has with us: that of an answer, or that of the whole, by the scores it was shown with."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal

from qbank_qti.reading.asked import Asked, Remark
from qbank_qti.reading.scoring import Showing, Trial, near
from qbank_qti.reading.titles import called

_RIGHT, _PART, _WRONG = "correct", "partial", "incorrect"


class Remarks:
    """The feedback of a question; an answer takes its own, what is left belongs to the whole."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.left = {name: one for name, one in asked.remarks.items() if one.text.strip()}
        self._owners: dict[tuple[str, str], list[tuple[str, bool | None, bool]]] = {}
        for name, one in self.left.items():
            if one.owner is not None:
                self._owners.setdefault(one.owner, []).append((name, None, True))
        for name, showings in _by_feedback(asked).items():
            remark = asked.remarks.get(name)
            owners = {owner for showing in showings for owner in showing.names}
            named = len(owners) == 1 and all(showing.names for showing in showings)
            if remark is not None and remark.owner is None and not remark.role and named:
                self._owners.setdefault(owners.pop(), []).append((name, showings[0].scores, showings[0].bare))

    def of(self, response: str, answer: str, credit: Fraction, *, several: bool = False) -> str:
        """Take the feedback of an answer. In 1.2 a rule names an answer to score it, or to show something only."""
        own = [
            name
            for name, scores, bare in self._owners.get((response, answer), [])
            if scores is None or (bare and not scores if several else scores or credit <= 0)
        ]
        return self.take(own)

    def take(self, names: Iterable[str]) -> str:
        """Take feedback by its names, as one text."""
        return "\n\n".join(_titled(self.left.pop(name)) for name in dict.fromkeys(names) if name in self.left)

    def give(self, role: Literal["correct", "incorrect", "explanation"], text: str) -> None:
        """Leave a text to the whole."""
        if text:
            self.left[f"{role} {len(self.left)}"] = Remark(text, role=role)

    def about(self, response: str, start: str = "") -> list[str]:
        """Return the feedback of which all rules name answers to a response that begin alike."""
        scoring = self.asked.scoring
        return [
            one.feedback
            for one in (scoring.showings if scoring is not None else ())
            if one.feedback in self.left
            and one.names
            and all(name == response and answer.startswith(start) for name, answer in one.names)
        ]

    def named(self, response: str, credit: Fraction) -> list[str]:
        """Return the feedback that rules show which name numbers for a response, and (but for its unit) no other.

        In 1.2 the rule that gives points for them is meant, or one for numbers that are worth nothing.
        """
        scoring = self.asked.scoring
        return [
            one.feedback
            for one in (scoring.showings if scoring is not None else ())
            if one.feedback in self.left
            and one.names
            and (one.scores is not False or not credit)
            and {name.removesuffix("-UNIT") for name, _ in one.names} == {response}
        ]

    def take_plain(self, names: Iterable[str]) -> str:
        """Take feedback by its names, without titles."""
        return "\n\n".join(self.left.pop(name).text for name in names)

    def only(self, response: str) -> list[str]:
        """Return the feedback that a response of its own decides, where there are several, before it gives points."""
        scoring = self.asked.scoring
        return [
            one.feedback
            for one in (scoring.showings if scoring is not None else ())
            if one.feedback in self.left and one.responses == {response} and not one.scores
        ][:1]

    def told(self, trial: Trial | None, data: dict[str, Any]) -> dict[str, Any]:
        """Return what is left as fields: `feedback`, `explanation`, `hints`, `model_answer`."""
        whole = Whole(self.asked, trial)
        for remark in self.left.values():
            role = remark.role or ("hints" if called(remark.title, "hints") else "")
            if role == "hints":
                whole.found.setdefault("hints", []).extend(remark.items or [remark.text])
            elif role in {"explanation", "model_answer", "back"}:
                _add(whole.found, role, remark.text)
            elif role:
                _add(whole.feedback, role, _titled(remark))
        for name, remark in self.left.items():
            if not remark.role and not called(remark.title, "hints"):
                whole.by_score(name, remark)
        return whole.fields(data["type"])


def _by_feedback(asked: Asked) -> dict[str, list[Showing]]:
    found: dict[str, list[Showing]] = {}
    for showing in asked.scoring.showings if asked.scoring is not None else ():
        found.setdefault(showing.feedback, []).append(showing)
    return found


class Whole:
    """Collects what is said of a question as a whole."""

    def __init__(self, asked: Asked, trial: Trial | None) -> None:
        self.asked = asked
        self.found: dict[str, Any] = {}
        self.feedback: dict[str, str] = {}
        self._never: list[Remark] = []
        self._levels, self._answered = _levels(trial), _levels(trial, answered=True)

    def by_score(self, name: str, remark: Remark) -> None:
        """Add a feedback by the scores that it was shown with; one that always was is the explanation."""
        shown = [level for level, results in self._levels.items() if any(name in one for one in results)]
        if called(remark.title, "explanation"):
            _add(self.found, "explanation", remark.text)
        elif called(remark.title, "back") and not self.asked.points:
            _add(self.found, "back", remark.text)
        elif not self._levels:
            _add(self.found, "explanation", _titled(remark))
        elif not shown:
            self._never.append(remark)
        elif len(shown) == len(self._levels) and (len(shown) > 1 or _WRONG not in shown):
            _add(self.found, "explanation", _titled(remark))
        else:
            for level in shown:
                _add(self.feedback, level, _titled(remark))
            if any(name not in one for level in shown for one in self._answered.get(level, ())):
                said = "shown for some answers only, here for all that are worth as much"
                self.asked.notes.append(f"{said}: {_short(remark.text)}")

    def fields(self, kind: str) -> dict[str, Any]:
        """Return the fields; what no answer shows stands where none can show it: nothing is partly right in some."""
        for remark in self._never:
            free = (one for one in (_PART, _RIGHT, _WRONG) if one not in self.feedback and one not in self._levels)
            slot = next(free, None)
            if slot is None:
                self.asked.notes.append(f"a feedback is left out that is never shown: {_short(remark.text)}")
            else:
                self.feedback[slot] = _titled(remark)
        if "model_answer" in self.found and kind not in {"short_answer", "essay"}:
            _add(self.found, "explanation", self.found.pop("model_answer"))
        if self.feedback and kind != "flashcard":
            self.found["feedback"] = self.feedback
        return self.found


def _levels(trial: Trial | None, *, answered: bool = False) -> dict[str, list[frozenset[str]]]:
    """Return what was shown with full credit, with a part, and with none; `answered`: to who answered."""
    found: dict[str, list[frozenset[str]]] = {}
    for given, result in trial.seen if trial is not None else ():
        if answered and not any(given.values()):
            continue
        credit = near(result.score / (trial.full or 1)) if trial is not None else Fraction(0)
        level = _RIGHT if credit >= 1 else _PART if credit > 0 else _WRONG
        found.setdefault(level, []).append(result.shown)
    return found


def _add(fields: dict[str, Any], name: str, text: str) -> None:
    fields[name] = f"{fields[name]}\n\n{text}" if fields.get(name) else text


def _titled(remark: Remark) -> str:
    return f"**{remark.title.strip()}**\n\n{remark.text}" if remark.title.strip() else remark.text


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
