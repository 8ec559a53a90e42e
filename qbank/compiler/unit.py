"""Compile: one YAML file → a `Unit`: its questions, their places, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from qbank import content
from qbank.check import RULES, Finding
from qbank.compiler.media import MediaFault, find
from qbank.compiler.validate import as_text, faults, suggestion, typed_at
from qbank.compiler.values import BankInfo, Media
from qbank.diagnostics import Diagnostic
from qbank.model.bank import KINDS, AnyQuestion, BankHeader, Draft, StimulusText
from qbank.model.bank import Item as AnyItem
from qbank.model.open import Stimulus
from qbank.model.types import ID
from qbank.model.walk import texts
from qbank.source import Mapping, Node, Scalar, Sequence, Source, folded_fault, locate, read, span, value

HEADER = tuple(field.alias or name for name, field in BankHeader.model_fields.items())
RESERVED = ("exam", "variables")
NEVER_DEFAULT = ("id", "aliases", "prompt", "front", "back")


@dataclass(slots=True)
class Unit:
    """A bank, compiled. What is wrong is in `diagnostics`; what is right is all there, even beside errors."""

    source: Source
    info: BankInfo | None = None
    stimuli: dict[str, Stimulus] = field(default_factory=dict)
    questions: list[AnyQuestion] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    places: dict[str, Node] = field(default_factory=dict)
    """The node of each question and stimulus, by id."""
    media: dict[str, Media] = field(default_factory=dict)
    """The files that the texts show, by what was typed."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_file(project: Path, file: str, project_id: str = "") -> Unit:
    """Compile one bank; `file` is relative to the project and uses `/`. Raises OSError where it can't be read."""
    return compile_bytes((project / file).read_bytes(), project, file, project_id)


def compile_bytes(data: bytes, project: Path, file: str, project_id: str = "") -> Unit:
    """Compile a bank from its bytes; `file` says where it lies, for messages and media."""
    unit = Unit(read(data, file))
    unit.diagnostics += unit.source.diagnostics
    root = unit.source.root
    if isinstance(root, Mapping):
        Compiler(unit, root, project, project_id).run()
    elif root is not None:
        unit.diagnostics.append(
            Diagnostic(
                "mapping-expected", "this file is no bank", span(file, root), hint="begin with schema: 1 and bank: ID"
            )
        )
    return unit


class Compiler:
    """The steps from a bank's nodes to its questions."""

    def __init__(self, unit: Unit, root: Mapping, project: Path, project_id: str) -> None:
        self.unit, self.root = unit, root
        self.project, self.project_id = project, project_id
        self.file = unit.source.file

    def run(self) -> None:
        """Fill the unit."""
        self._unknown_keys()
        self._header()
        self._stimuli()
        self._questions()
        for item in [*self.unit.stimuli.values(), *self.unit.questions]:
            self._check(item)
        self._stimuli_used()

    def _report(self, code: str, message: str, node: Node, hint: str = "", item: str = "", path: str = "") -> None:
        self.unit.diagnostics.append(Diagnostic(code, message, span(self.file, node), hint=hint, item=item, path=path))

    def _unknown_keys(self) -> None:
        known = (*HEADER, "defaults", "stimuli", "questions")
        for key, _ in self.root.entries:
            if key.value in RESERVED:
                self._report("reserved-key", f"{key.value} is reserved for a later version", key, "delete it")
            elif key.value not in known:
                hint = suggestion(key.value, known) or f"known here: {', '.join(known)}"
                self._report("unknown-key", f"unknown key {key.value}", key, hint)

    def _header(self) -> None:
        data = {key.value: value(node) for key, node in self.root.entries if key.value in HEADER}
        try:
            header = BankHeader.model_validate(data)
        except ValidationError as error:
            self.unit.diagnostics += faults(error, BankHeader, self.unit.source, self.root)
            return
        folders = PurePosixPath(self.file).parent.parts
        self.unit.info = BankInfo(
            id=header.bank,
            title=header.title or header.bank,
            file=self.file,
            folders=folders[1:] if folders[:1] == ("source",) else (),
            description=header.description or "",
            language=header.language or "en",
            license=header.license or "",
            authors=header.authors,
            tags=header.tags,
            project=self.project_id,
        )
        if header.description:
            self._content("", "description", header.description, self.root.get("description"))

    def _stimuli(self) -> None:
        node = self.root.get("stimuli")
        if node is None:
            return
        if not isinstance(node, Mapping):
            self._report("mapping-expected", "stimuli: lines of the form `id: text` are expected here", node)
            return
        for key, one in node.entries:
            self.unit.places[key.value] = one
            data = value(one)
            if not ID.fullmatch(key.value):
                self._report("bad-id", f"{key.value!r} is no id", key, "use letters, digits, - and _")
                continue
            try:
                typed = StimulusText.model_validate({"text": data} if not isinstance(data, dict) else data)
            except ValidationError as error:
                self.unit.diagnostics += faults(error, StimulusText, self.unit.source, one, key.value)
                continue
            self.unit.stimuli[key.value] = Stimulus(id=key.value, title=typed.title, text=typed.text)

    def _questions(self) -> None:
        node = self.root.get("questions")
        if node is None:
            first = self.root.entries[0][0] if self.root.entries else self.root
            self._report("missing-key", "questions is missing", first, "add questions: and a list below it")
        elif not isinstance(node, Sequence):
            self._report("list-expected", "questions: a list is expected here", node, "start each question with - ")
        else:
            defaults = self._defaults()
            for one in node.items:
                self._question(one, defaults)

    def _defaults(self) -> Mapping | None:
        node = self.root.get("defaults")
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self._report("mapping-expected", "defaults: lines of the form `key: value` are expected here", node)
            return None
        known = {name for kind in KINDS.values() for name in kind.model_fields} - set(NEVER_DEFAULT)
        for key, _ in node.entries:
            if key.value in NEVER_DEFAULT:
                self._report("unknown-key", f"{key.value} can't have a default", key, "write it in each question")
            elif key.value not in known:
                hint = suggestion(key.value, sorted(known))
                self._report(
                    "unknown-key", f"unknown key {key.value}", key, hint or f"known here: {', '.join(sorted(known))}"
                )
        return node

    def _question(self, node: Node, defaults: Mapping | None) -> None:
        if not isinstance(node, Mapping):
            self._report("mapping-expected", "a question is expected here", node, "begin with - type: multiple_choice")
            return
        kind_node = node.get("type") or (defaults.get("type") if defaults else None)
        name, identity = as_text(kind_node), as_text(node.get("id"))
        kind = KINDS.get(name)
        draft = as_text(node.get("status") or (defaults.get("status") if defaults else None)) == "draft"
        if kind is None:
            if draft and identity:
                self._draft(node, identity, name)
            elif kind_node is None:
                hint = f"add type: with one of {', '.join(KINDS)}"
                self._report("missing-key", "type is missing", node.entries[0][0], hint, identity)
            else:
                hint = suggestion(name, list(KINDS)) or f"write one of {', '.join(KINDS)}"
                self._report("unknown-kind", f"there is no kind {name[:60]!r}", kind_node, hint, identity, "type")
            return
        merged = self._merged(node, defaults, kind)
        try:
            question = kind.model_validate(value(merged))
        except ValidationError as error:
            if draft and ID.fullmatch(identity):
                self._draft(node, identity, name)
            else:
                self.unit.diagnostics += faults(error, kind, self.unit.source, merged, identity)
            return
        self._place(question.id, merged, node)
        self.unit.questions.append(question)

    def _draft(self, node: Mapping, identity: str, kind: str) -> None:
        data = value(node)
        assert isinstance(data, dict)
        self._place(identity, node, node)
        self.unit.drafts.append(Draft(identity, kind, data))

    def _place(self, identity: str, merged: Node, typed: Mapping) -> None:
        if identity in self.unit.places:
            first = self.unit.places[identity]
            where = f"line {first.start[0] + 1}"
            at = typed.get("id") or typed
            self._report(
                "duplicate-id",
                f"{identity} is the id of another item, in {where}",
                at,
                "give it an id of its own",
                identity,
            )
            return
        self.unit.places[identity] = merged

    def _merged(self, node: Mapping, defaults: Mapping | None, kind: type[AnyQuestion]) -> Mapping:
        """Return the question's node with the defaults that it doesn't replace and the bank's tags, places kept."""
        typed = {key.value for key, _ in node.entries}
        inherited = [
            (key, one)
            for key, one in (defaults.entries if defaults else ())
            if key.value not in typed and key.value in kind.model_fields and key.value not in NEVER_DEFAULT
        ]
        entries = (*node.entries, *inherited)
        bank_tags = _listed(self.root.get("tags"))
        if bank_tags:
            own = next(((key, one) for key, one in entries if key.value == "tags"), None)
            tags = _unique([*bank_tags, *_listed(own[1] if own else None)])
            merged = Sequence(tags, False, (own[1] if own else bank_tags[0]).start, tags[-1].end)
            key = own[0] if own else Scalar("tags", "", bank_tags[0].start, bank_tags[0].end)
            entries = (*(entry for entry in entries if entry[0].value != "tags"), (key, merged))
        return Mapping(entries, node.flow, node.start, node.end)

    def _check(self, item: AnyItem) -> None:
        node = self.unit.places[item.id]
        for rule in RULES:
            for finding in rule(item):
                self._finding(item, node, finding)
        for path, text in texts(item):
            steps = [int(step) if step.isdecimal() else step for step in path.split(".")]
            self._content(item.id, path, text, typed_at(node, steps)[0])

    def _finding(self, item: AnyItem, node: Node, finding: Finding) -> None:
        steps = [int(step) if step.isdecimal() else step for step in finding.path.split(".") if step]
        at, _ = typed_at(node, steps)
        if isinstance(at, Mapping) and at is node:
            at = node.get("id") or node
        place = span(self.file, at)
        if finding.offsets and isinstance(at, Scalar):
            place = self._within(at, *finding.offsets)
        self.unit.diagnostics.append(
            Diagnostic(finding.code, finding.message, place, finding.severity, finding.hint, item.id, finding.path)
        )

    def _within(self, at: Scalar, start: int, end: int) -> Diagnostic | object:
        skipped = len(at.value) - len(at.value.lstrip("\r\n"))
        return locate(self.unit.source, at, start + skipped, end + skipped)

    def _content(self, item: str, path: str, text: str, node: Node | None) -> None:
        parsed = content.parse(text)
        for problem in parsed.problems:
            self._content_fault(
                item,
                path,
                node,
                problem.code,
                problem.message,
                problem.hint,
                problem.start,
                problem.end,
                problem.severity,
            )
        for reference in parsed.references:
            if reference.src in self.unit.media:
                continue
            folder = (self.project / self.file).parent
            try:
                self.unit.media[reference.src] = find(self.project, folder, reference.src)
            except MediaFault as fault:
                self._content_fault(
                    item, path, node, fault.code, str(fault), fault.hint, reference.start, reference.end
                )
        if isinstance(node, Scalar) and node.style == ">" and (fault := folded_fault(self.unit.source, node)):
            self.unit.diagnostics.append(fault)

    def _stimuli_used(self) -> None:
        used = {question.stimulus for question in self.unit.questions}
        for question in self.unit.questions:
            if question.stimulus is not None and question.stimulus not in self.unit.stimuli:
                node, _ = typed_at(self.unit.places[question.id], ("stimulus",))
                hint = suggestion(question.stimulus, list(self.unit.stimuli)) or "add it under stimuli:"
                if question.stimulus not in self.unit.places:
                    self._report(
                        "unknown-stimulus",
                        f"there is no stimulus {question.stimulus}",
                        node,
                        hint,
                        question.id,
                        "stimulus",
                    )
        drafts = {draft.data.get("stimulus") for draft in self.unit.drafts}
        for identity in self.unit.stimuli:
            if identity not in used | drafts:
                place = span(self.file, self.unit.places[identity])
                message = f"no question refers to the stimulus {identity}"
                self.unit.diagnostics.append(
                    Diagnostic(
                        "unused-stimulus",
                        message,
                        place,
                        "warning",
                        f"write stimulus: {identity} in a question",
                        identity,
                    )
                )


def _listed(node: Node | None) -> list[Node]:
    return [] if node is None else list(node.items) if isinstance(node, Sequence) else [node]


def _unique(nodes: list[Node]) -> tuple[Node, ...]:
    seen: dict[object, Node] = {}
    for node in nodes:
        seen.setdefault(node.value if isinstance(node, Scalar) else id(node), node)
    return tuple(seen.values())


def items(unit: Unit) -> Iterator[AnyItem]:
    """Yield the stimuli and the questions of a unit."""
    yield from unit.stimuli.values()
    yield from unit.questions
