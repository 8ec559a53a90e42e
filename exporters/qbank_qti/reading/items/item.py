"""One `assessmentItem`: its body, what is to be answered in it, its feedback, its rules."""

from __future__ import annotations

from fractions import Fraction

from qbank.importing.api import Element, Place
from qbank_qti.reading.asked import Asked, Remark
from qbank_qti.reading.files import Texts
from qbank_qti.reading.html import inner, list_items
from qbank_qti.reading.items.body import Body
from qbank_qti.reading.items.declared import Declared, declared
from qbank_qti.reading.items.processing import RAW, SCORE, ItemScoring, Told, rules_of
from qbank_qti.reading.items.weights import raw_weights
from qbank_qti.reading.ranges import number
from qbank_qti.reading.scoring import UnreadableError
from qbank_qti.reading.titles import called

_FEEDBACK = ("modalFeedback", "feedbackBlock", "feedbackInline")


class ItemReader:
    """Takes one item apart."""

    def __init__(self, item: Element, texts: Texts, place: Place) -> None:
        self.item, self.texts = item, texts
        self.declared: Declared = declared(item)
        self.asked = Asked(place, name=item.get("identifier"), title=item.get("title"))

    def read(self) -> Asked:
        """Return the question."""
        asked, item = self.asked, self.item
        told = self._feedback()
        self._rules(told)
        asked.points = self._points()
        asked.full = asked.points or None
        body = item.find("itemBody")
        if body is None:
            asked.draft = "it has no text"
        else:
            Body(body, asked, self.declared, self.texts).read()
        odd = self._odd()
        if odd:
            asked.draft, asked.parts, asked.blanks = odd, [], False
        if isinstance(asked.scoring, ItemScoring) and RAW in self.declared.outcomes and asked.blanks:
            try:
                asked.ours["weights"] = raw_weights(asked.parts, asked.scoring)
            except UnreadableError as error:
                asked.unreadable = str(error)
        asked.notes[:0] = self.texts.notes
        return asked

    def _odd(self) -> str:
        if self.item.get("adaptive") == "true":
            return "it was an adaptive item, which changes with every attempt; write it anew"
        if self.declared.template:
            return "its values are drawn anew for each learner; write it anew with fixed ones"
        return ""

    def _rules(self, told: list[Told]) -> None:
        try:
            rules = rules_of(self.item)
        except UnreadableError as error:
            self.asked.unreadable = str(error)
            return
        if rules is not None:
            worthless = self._points() == 0 and RAW in self.declared.outcomes
            self.asked.scoring = ItemScoring(rules, self.declared, told, RAW if worthless else SCORE)

    def _points(self) -> Fraction | None:
        score = self.declared.outcomes.get("SCORE")
        if score is not None and score.maximum is not None:
            return score.maximum
        most = self.declared.outcomes.get("MAXSCORE")
        if most is not None and most.default:
            return number(most.default[0])
        return None

    def _feedback(self) -> list[Told]:
        """Remember the feedback; what stands inside of the body is taken out of it there."""
        found = []
        names: dict[int, str] = {}
        self.asked.ours["feedback"] = names
        for index, element in enumerate(self.item.all(*_FEEDBACK)):
            name = f"fb{index}"
            names[id(element)] = name
            html = inner(element)
            title = element.get("title")
            items = tuple(self.texts.html(one) for one in list_items(html)) if called(title, "hints") else ()
            self.asked.remarks[name] = Remark(self.texts.html(html), title, items=items)
            found.append(Told(name, element.get("outcomeIdentifier"), element.get("identifier"),
                              element.get("showHide") == "hide"))  # fmt: skip
        return found
