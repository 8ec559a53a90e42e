"""One question of plain QTI 1.2 being written: what all kinds have in common."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Context, Feedback, HtmlStyle, Question
from qbank_qti import asi
from qbank_qti.identifiers import identifier
from qbank_qti.options import PlainOptions
from qbank_qti.plain.scoring import Part, Shown, amount, of_parts
from qbank_qti.xml import element, language, text


class ItemWriter:
    """Collects the parts of one `item`; each kind adds its own, `document` puts them together."""

    def __init__(self, question: Question, context: Context, options: PlainOptions) -> None:
        self.question = question
        self.context = context
        self.body: list[str] = []
        self.conditions: list[str] = []
        self.profile = ""
        self.for_scorers = ""
        self.points = Fraction(getattr(question, "points", 0))
        self._style = HtmlStyle(math=options.math, classes=False, highlight=False)
        self._feedback: dict[str, str] = {}
        self._reported: set[tuple[str, str]] = set()

    def html(self, source: str, *, inline: bool = False) -> str:
        """Return Markdown as HTML."""
        return self.directed(self.bare_html(source, inline=inline), inline=inline)

    def bare_html(self, source: str, *, inline: bool = False) -> str:
        """Return Markdown as HTML without its direction, to be cut."""
        return self.context.html(source, self._style, inline=inline)

    def directed(self, html: str, *, inline: bool = False) -> str:
        """Return HTML that runs in the direction of the bank's language."""
        return asi.directed(html, self.context.direction, inline=inline)

    def lose(self, path: str, note: str) -> None:
        """Report what doesn't arrive, once."""
        if (path, note) not in self._reported:
            self._reported.add((path, note))
            self.context.lose(path, note)

    def note(self, source: str | None, ident: str = "") -> tuple[str, ...]:
        """Add a feedback and return its name; nothing where there is none."""
        return self.note_html(self.html(source), ident) if source else ()

    def note_html(self, html: str, ident: str = "") -> tuple[str, ...]:
        """Add a feedback that is HTML already and return its name."""
        name = ident or f"fb{len(self._feedback) + 1}"
        self._feedback[name] = html
        return (name,)

    def show_when(self, test: str, source: str | None) -> None:
        """Add a feedback with the test that shows it; nothing where there is none."""
        if source:
            self.conditions.append(asi.condition(test, goes_on=True, show=self.note(source)))

    @property
    def shown(self) -> Shown:
        """The feedback of the question as a whole."""
        given: Feedback = getattr(self.question, "feedback", Feedback())
        return Shown(self.note(given.correct), self.note(given.partial), self.note(given.incorrect), self.everyone)

    @property
    def everyone(self) -> tuple[str, ...]:
        """What everyone is shown: a model answer and the explanation."""
        model = getattr(self.question, "model_answer", None)
        return (*self.note(model, asi.SOLUTION), *self.note(self.question.explanation))

    def score(self, parts: Sequence[Part]) -> None:
        """Score parts, and show what goes with it."""
        self.conditions += of_parts(self.points, parts, self.shown)

    def for_people(self) -> None:
        """Say that people score this."""
        self.conditions.append(asi.condition(element("other"), goes_on=True, show=self.everyone))

    def prompt(self, html: str = "") -> str:
        """Return what is asked as a material: the stimulus and the prompt, together."""
        return asi.material(self._stimulus() + (html or self.html(self.question.text)))

    def _stimulus(self) -> str:
        found = self.context.stimulus
        if found is None:
            return ""
        heading = self.directed(element("h3", text(found.title))) if found.title else ""
        return element("div", heading, self.html(found.text), class_="stimulus", id=found.id)

    def document(self, title: str, responses: Sequence[str]) -> str:
        """Return the item; `responses` are the idents of its responses."""
        question = self.question
        if question.hints and responses:
            items = [element("li", self.html(hint, inline=True)) for hint in question.hints]
            hints = self.note_html(element("ol", *items), asi.HINTS)
            waiting = asi.every([element("unanswered", respident=one) for one in responses])
            self.conditions.append(asi.condition(waiting, goes_on=True, show=hints))
        score = element(
            "decvar", varname=asi.SCORE, vartype="Decimal", defaultval="0", minvalue="0", maxvalue=amount(self.points)
        )
        return element(
            "item",
            element("itemmetadata", asi.metadata(self._fields())),
            *(element("objectives", asi.material(self.html(aim))) for aim in question.objectives),
            self.for_scorers,
            element("presentation", element("flow", *self.body)),
            element("resprocessing", element("outcomes", score), *self.conditions) if self.conditions else "",
            *(asi.feedback(*one) for one in self._feedback.items()),
            ident=identifier(question.id),
            title=title,
            xml_lang=language(self.context.bank.language),
        )

    def _fields(self) -> list[tuple[str, str]]:
        """Return the metadata; what stands first are labels of IMS's Common Cartridge, which many platforms know."""
        question = self.question
        source = self.context.plain(question.source) if question.source else ""
        fields = [
            ("cc_profile", self.profile),
            ("cc_weighting", amount(self.points)),
            ("qmd_maximumscore", amount(self.points)),
            ("keywords", ", ".join(question.tags)),
            ("difficulty", question.difficulty or ""),
            ("bloom", question.bloom or ""),
            ("source", source),
            (asi.OWN_ID, question.id if identifier(question.id) != question.id else ""),
        ]
        return [one for one in fields if one[1]]
