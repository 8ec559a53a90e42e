"""One item being written: what all kinds have in common, from the stimulus to the feedback."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank_qti.identifiers import identifier
from qbank_qti.items import stimulus
from qbank_qti.items.dialect import Dialect
from qbank_qti.items.rules import RAW, RESPONSE, SCORE, Rules, number
from qbank_qti.items.scale import Scale
from qbank_qti.xml import HEADER, element, language, text

from qbank.api import Context, Flashcard, Question


class ItemWriter:
    """Collects the parts of one `assessmentItem`; each kind adds its own, `document` puts them together."""

    def __init__(self, q: Dialect, question: Question, context: Context) -> None:
        self.q = q
        self.rules = Rules(q)
        self.question = question
        self.context = context
        self.responses: list[str] = []
        self.outcomes: list[str] = []
        self.processing: list[str] = []
        self.hints: list[str] = [*question.hints]
        self._rubrics: list[str] = []
        self._notes: list[str] = []

    def html(self, source: str, *, inline: bool = False) -> str:
        """Return Markdown as the XHTML that QTI takes."""
        return self.context.html(source, self.q.style, inline=inline)

    def block(self, source: str, class_: str = "prompt") -> str:
        """Return Markdown as a `div`."""
        return element("div", self.html(source), class_=class_)

    def asked(self, html: str, name: str, *content: str, **attributes: object) -> str:
        """Return an interaction and its prompt (XHTML): inside where blocks may stand there, else before it."""
        if self.q.since_2_2:
            return self.q(name, self.q("prompt", html), *content, **attributes)
        return element("div", html, class_="prompt") + self.q(name, *content, **attributes)

    def respond(
        self,
        base_type: str,
        correct: Sequence[str] = (),
        *,
        name: str = RESPONSE,
        cardinality: str = "single",
        mapping: str = "",
        default: str = "",
    ) -> None:
        """Declare a response with what is right (shown to who asks for it), its mapping, and what it begins with."""
        q = self.q
        values = [q("value", text(value)) for value in correct]
        self.responses.append(
            q(
                "responseDeclaration",
                q("defaultValue", q("value", text(default))) if default else "",
                q("correctResponse", *values) if values else "",
                mapping,
                identifier=name,
                cardinality=cardinality,
                baseType=base_type,
            )
        )

    def mapping(
        self,
        entries: Sequence[tuple[str, int]],
        *,
        case_sensitive: bool = True,
        bounds: tuple[int, int] | None = None,
    ) -> str:
        """Return a mapping of keys to integers. Case is always explicit: its default differs between versions."""
        low, high = bounds or (None, None)
        written = [
            self.q("mapEntry", mapKey=key, mappedValue=raw, caseSensitive=case_sensitive) for key, raw in entries
        ]
        return self.q("mapping", *written, lowerBound=low, upperBound=high, defaultValue=0)

    def outcome(self, name: str, base_type: str, default: str = "", **attributes: object) -> None:
        """Declare an outcome variable."""
        start = self.q("defaultValue", self.q("value", default)) if default else ""
        given = {"cardinality": "single", **attributes}
        self.outcomes.append(self.q("outcomeDeclaration", start, identifier=name, baseType=base_type, **given))

    def note(self, source: str, title: str | None = None) -> str:
        """Add a feedback and return the rule that shows it."""
        return self.note_html(self.html(source), title)

    def note_html(self, html: str, title: str | None = None) -> str:
        """Add a feedback that is XHTML already and return the rule that shows it.

        Each has an outcome of its own: one player can't add to an outcome that holds several.
        """
        number = len(self._notes) + 1
        name, value = f"FEEDBACK{number}", f"fb{number}"
        self.outcome(name, "identifier")
        shown = self.q.body(self.written(html))
        given = {"outcomeIdentifier": name, "showHide": "show", "identifier": value, "title": title}
        self._notes.append(self.q("modalFeedback", shown, **given))
        return self.rules.set(name, self.rules.value("identifier", value))

    def rubric(self, title: str, html: str) -> None:
        """Add a text for those who score."""
        shown = self.written(element("p", element("strong", text(title))), html)
        self._rubrics.append(self.q("rubricBlock", self.q.body(shown), view="scorer tutor", use="scoring"))

    def written(self, *html: str) -> str:
        """Return blocks with the language and direction that they are written in."""
        return element("div", *html, **self.q.written(self.context))

    def document(self, title: str, body: str, scale: Scale | None) -> str:
        """Return the item's file. `scale` is None where people score it."""
        question, q = self.question, self.q
        points = Fraction(0) if isinstance(question, Flashcard) else Fraction(question.points)
        self._feedback(points, scale)
        outcomes, self.outcomes = self.outcomes, []
        by_people = q.since_2_2 and not scale and not isinstance(question, Flashcard)
        scorer = {"externalScored": "human"} if by_people else {}
        self.outcome(SCORE, "float", "0", normalMinimum=0, normalMaximum=number(points), **scorer)
        self.outcome("MAXSCORE", "float", number(points))
        if scale:
            self.outcome(RAW, "float", "0")
        shown = self.context.stimulus
        place = stimulus.place(q, shown, self.context) if shown else ""
        root = q.root(
            "assessmentItem",
            *self.responses,
            *self.outcomes,
            *outcomes,
            stimulus.reference(q, shown) if shown and q.since_2_2 else "",
            q("itemBody", self.written(place, body) if q.since_2_2 else place + body, *self._rubrics),
            q("responseProcessing", *self.processing) if self.processing else "",
            *self._notes,
            identifier=identifier(question.id),
            title=title,
            xml_lang=language(self.context.bank.language),
            adaptive=False,
            timeDependent=False,
        )
        return HEADER + root + "\n"

    def _feedback(self, points: Fraction, scale: Scale | None) -> None:
        """Add the score's constants, and the feedback that goes with each."""
        rules, question, words = self.rules, self.question, self.context.labels
        hints = self._hints()
        if scale:
            given = question.feedback if not isinstance(question, Flashcard) else None
            right, partly, wrong = (
                self.note(source) if source else ""
                for source in (given and given.correct, given and given.partial, given and given.incorrect)
            )
            branches = [
                (
                    rules.at_least(rules.variable(RAW), rules.float(raw)),
                    rules.set(SCORE, rules.float(credit * points)) + (right if credit >= 1 else partly + hints),
                )
                for raw, credit in sorted(scale.levels.items(), reverse=True)
            ]
            start = rules.set(RAW, rules.float(0))
            nothing = rules.set(SCORE, rules.float(0)) + wrong + hints
            self.processing = [start, *self.processing, rules.choose(*branches, otherwise=nothing)]
        elif hints:
            self.processing.append(hints)
        if question.explanation:
            self.processing.append(self.note(question.explanation, words.explanation))

    def _hints(self) -> str:
        if not self.hints:
            return ""
        items = [element("li", self.html(hint, inline=True)) for hint in self.hints]
        return self.note_html(element("ul", *items), self.context.labels.hints)
