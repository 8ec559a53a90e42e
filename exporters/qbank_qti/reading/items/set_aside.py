"""What stands in the body of an item and isn't asked: feedback, texts for scorers, our instructions, the stimulus."""

from __future__ import annotations

from typing import Any

from qbank.importing.api import Element
from qbank_qti.reading.asked import Asked
from qbank_qti.reading.files import Texts
from qbank_qti.reading.html import inner
from qbank_qti.reading.titles import called
from qbank_qti.reading.written import instruction

_LEFT = {"feedbackBlock", "feedbackInline", "templateBlock", "templateInline", "infoControl"}


class SetAside:
    """Gives it to the question where we have a field for it; `instead` gets what stands in its place in the text."""

    def __init__(self, asked: Asked, texts: Texts, instead: dict[int, str]) -> None:
        self.asked, self.texts, self.instead = asked, texts, instead

    def take_from(self, body: Element) -> None:
        """Take what isn't asked out of a body."""
        for element in body.all():
            classes = element.get("class").split()
            if element.tag == "rubricBlock":
                self._rubric(element)
            elif element.tag in _LEFT or "qti-shared-stimulus" in classes:
                self.instead[id(element)] = ""
            elif element.tag == "p" and "instructions" in classes and (said := instruction(element.whole)):
                self.asked.fields |= said
                self.instead[id(element)] = ""
            elif element.tag == "div" and "stimulus" in classes and "stimulus" not in self.asked.ours:
                self.asked.ours["stimulus"] = self._stimulus(element)
                self.instead[id(element)] = ""
            elif element.tag == "printedVariable":
                self.instead[id(element)] = f"[{element.get('identifier')}]"

    def _stimulus(self, element: Element) -> tuple[str, str, str]:
        """Return the name, the title and the text of a passage that stands in the item."""
        heading = next((one for one in element if one.tag == "h2"), None)
        title = ""
        instead = dict(self.instead)
        if heading is not None and heading is element.children[0] and not element.text.strip():
            title = heading.whole.strip()
            instead[id(heading)] = ""
        return element.get("id"), title, self.texts.html(inner(element, instead))

    def _rubric(self, element: Element) -> None:
        asked, views = self.asked, element.get("view").split()
        self.instead[id(element)] = ""
        if not views or "candidate" in views:
            self.instead.pop(id(element))
            return
        title = next((one.whole.strip() for one in element.all("strong")), "")
        if called(title, "model_answer"):
            asked.fields["model_answer"] = self._after_title(element)
        elif called(title, "rubric") and (table := next(element.all("tbody"), None)) is not None:
            asked.fields["rubric"] = [self._criterion(row) for row in table if row.tag == "tr"]
        else:
            asked.ours.setdefault("guidance", []).append(self.texts.html(inner(element)))

    def _after_title(self, element: Element) -> str:
        """Return what follows the paragraph that is a title."""
        title = next(one for one in element.all("p") if any(child.tag == "strong" for child in one))
        return self.texts.html(inner(element, {id(title): ""}))

    def _criterion(self, row: Element) -> dict[str, Any]:
        cells = [cell for cell in row if cell.tag == "td"]
        more = next((one for one in cells[0] if one.tag == "div"), None) if cells else None
        data: dict[str, Any] = {"criterion": self.texts.html(inner(cells[0], {id(more): ""}) if cells else "")}
        if len(cells) > 1:
            data["points"] = cells[1].whole.strip()
        if more is not None:
            data["description"] = self.texts.html(inner(more))
        return data
