"""From a bank's nodes to its questions: the header, stimuli, defaults, drafts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from qbank.check import RULES
from qbank.compiler.inspection import inspect, inspect_layout, inspect_node, inspect_text
from qbank.compiler.meant import key_meant, kind_meant, readable
from qbank.compiler.unit import Unit
from qbank.compiler.validate import as_text, faults
from qbank.compiler.values import BankInfo
from qbank.model.bank import KINDS, AnyQuestion, BankHeader, Draft, StimulusText
from qbank.model.open import Stimulus
from qbank.model.schema import NEVER_DEFAULT
from qbank.model.types import CONTROL, ID
from qbank.model.walk import has_markdown
from qbank.source import Mapping, Node, Scalar, Sequence, read, value
from qbank.source.findings import MAX_FINDINGS

HEADER = tuple(field.alias or name for name, field in BankHeader.model_fields.items())
RESERVED = ("exam", "variables")
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
"""Names that no file can have on Windows, whatever its suffix."""


def compile_file(project: Path, file: str, project_id: str = "") -> Unit:
    """Compile one bank; `file` is relative to the project and uses `/`. Raises OSError where it can't be read."""
    return compile_bytes(read_file(project, file), project, file, project_id)


def read_file(project: Path, file: str) -> bytes:
    """Return the bytes of a bank. Raises OSError where it can't be read, or is no plain file."""
    if CONTROL.search(file.replace("\n", "\0")):
        raise OSError("its name isn't UTF-8, or has control characters; rename it")
    path = project / file
    if path.exists() and (not path.is_file() or path.is_symlink()):
        raise OSError("it is a link, a folder or a device; put the file itself there")
    return path.read_bytes()


def compile_bytes(data: bytes, project: Path, file: str, project_id: str = "") -> Unit:
    """Compile a bank from its bytes; `file` says where it lies, for messages and media."""
    unit = Unit(read(data, file), project)
    unit.diagnostics += unit.source.diagnostics
    if any(one.code == "file-too-large" for one in unit.diagnostics):
        return unit
    root = unit.source.root
    if isinstance(root, Mapping):
        _Reader(unit, root, project_id).run()
        inspect(unit)
    elif root is not None:
        unit.report("mapping-expected", "this file is no bank", root, "begin with schema: 1 and bank: ID")
    return unit


class _Reader:
    """The steps from a bank's nodes to its questions."""

    def __init__(self, unit: Unit, root: Mapping, project_id: str) -> None:
        self.unit, self.root, self.project_id = unit, root, project_id

    def run(self) -> None:
        """Fill the unit."""
        self._unknown_keys()
        self._header()
        self._stimuli()
        self._questions()

    def _unknown_keys(self) -> None:
        known = (*HEADER, "defaults", "stimuli", "questions")
        for key, _ in self.root.entries:
            if key.value in RESERVED:
                self.unit.report("reserved-key", f"{key.value} is reserved for a later version", key, "delete it")
            elif key.value not in known:
                message = f"unknown key {readable(key.value)}"
                self.unit.report("unknown-key", message, key, key_meant(key.value, known))

    def _header(self) -> None:
        data = {key.value: value(node) for key, node in self.root.entries if key.value in HEADER}
        try:
            header = BankHeader.model_validate(data)
        except ValidationError as error:
            self.unit.diagnostics += faults(error, BankHeader, self.unit.source, self.root)
            return
        self.unit.header = header
        self._one_tag(self.root, "")
        if header.bank.upper() in DEVICES:
            message = f"{header.bank} is the name of a device on Windows, and files are named by it"
            self.unit.report("bad-id", message, self.root.get("bank") or self.root, f"write {header.bank}-questions")
        folders = PurePosixPath(self.unit.source.file).parent.parts
        self.unit.info = BankInfo(
            id=header.bank,
            title=header.title or header.bank,
            file=self.unit.source.file,
            folders=folders[1:] if folders[:1] == ("source",) else (),
            description=header.description or "",
            language=header.language or "en",
            license=header.license or "",
            authors=header.authors,
            tags=header.tags,
            project=self.project_id,
        )
        if header.description:
            node = self.root.get("description")
            inspect_text(self.unit, "", "description", header.description, lambda: node)
            inspect_layout(self.unit, "", "description", node)

    def _stimuli(self) -> None:
        node = self.root.get("stimuli")
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.unit.report("mapping-expected", "stimuli: lines of the form `id: text` are expected here", node)
            return
        for key, one in node.entries:
            self.unit.places[key.value] = one
            data = value(one)
            if not ID.fullmatch(key.value):
                self.unit.report("bad-id", f"{key.value!r} is no id", key, "use letters, digits, - and _")
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
            self.unit.report("missing-key", "questions is missing", first, "add questions: and a list below it")
        elif not isinstance(node, Sequence):
            self.unit.report("list-expected", "questions: a list is expected here", node, "- type: multiple_choice")
        else:
            defaults = self._defaults()
            for one in node.items:
                if len(self.unit.diagnostics) >= MAX_FINDINGS:
                    message = f"there are {MAX_FINDINGS:,} findings before this; from here on nothing is checked"
                    self.unit.report("too-many-findings", message, one, "mend what is reported above first")
                    break
                self._question(one, defaults)

    def _defaults(self) -> Mapping | None:
        node = self.root.get("defaults")
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.unit.report("mapping-expected", "defaults: lines of the form `key: value` are expected here", node)
            return None
        known = {name for kind in KINDS.values() for name in kind.model_fields} - NEVER_DEFAULT
        for key, _ in node.entries:
            if key.value in NEVER_DEFAULT:
                self.unit.report("unknown-key", f"{key.value} can't have a default", key, "write it in each question")
            elif key.value not in known:
                hint = key_meant(key.value, sorted(known))
                self.unit.report("unknown-key", f"unknown key {key.value}", key, hint)
        return node

    def _question(self, node: Node, defaults: Mapping | None) -> None:
        if not isinstance(node, Mapping):
            self.unit.report(
                "mapping-expected", "a question is expected here", node, "begin with - type: multiple_choice"
            )
            return
        name, identity = as_text(node.get("type")), as_text(node.get("id"))
        kind = KINDS.get(name)
        draft = as_text(node.get("status") or (defaults.get("status") if defaults else None)) == "draft"
        if kind is None and draft and ID.fullmatch(identity):
            self._draft(node, identity, name)
            return
        if kind is None:
            kind = self._unknown_kind(node, name, identity)
            if kind is None:
                return
        self._one_tag(node, identity)
        merged = self._merged(node, defaults, kind)
        try:
            question = kind.model_validate(value(merged))
        except ValidationError as error:
            if draft and ID.fullmatch(identity):
                self._draft(node, identity, name)
            else:
                self._refused(error, kind, merged, identity)
            return
        if draft and any(finding.severity == "error" for rule in RULES for finding in rule(question)):
            self._draft(node, identity, name)
            return
        self._place(question.id, merged, node)
        self.unit.questions.append(question)

    def _one_tag(self, node: Mapping, identity: str) -> None:
        """Report `tags: a, b`, which is one tag."""
        typed = as_text(node.get("tags"))
        if ", " in typed:
            hint = f"write tags: [{typed}]"
            self.unit.report(
                "comma-in-tag", "this is one tag", node.get("tags") or node, hint, identity, "tags", "warning"
            )

    def _unknown_kind(self, node: Mapping, name: str, identity: str) -> type[AnyQuestion] | None:
        """Report a missing or misspelt kind; return the one that is meant, so that the rest is checked as well."""
        typed = node.get("type")
        if typed is None:
            hint = f"add type: with one of {', '.join(KINDS)}"
            self.unit.report("missing-key", "type is missing", node.entries[0][0], hint, identity)
            return None
        hint = kind_meant(name)
        message = f"there is no kind {name[:60]!r}" if name else "the name of a kind is expected here"
        self.unit.report("unknown-kind", message, typed, hint or f"write one of {', '.join(KINDS)}", identity, "type")
        return next((kind for one, kind in KINDS.items() if one in hint), None)

    def _refused(self, error: ValidationError, kind: type[AnyQuestion], node: Mapping, identity: str) -> None:
        """Report what is wrong with a question that doesn't validate: its fields, its id, and its texts."""
        found = faults(error, kind, self.unit.source, node, identity)
        # a mistake in a default is every question's: it is reported with the first that has it
        known = {(one.code, one.message, one.span) for one in self.unit.diagnostics}
        new = [one for one in found if (one.code, one.message, one.span) not in known]
        self.unit.diagnostics += [one for one in new if one.path != "type"]
        if ID.fullmatch(identity):
            self._place(identity, node, node)
        for key, one in node.entries:
            if key.value in kind.model_fields and has_markdown(kind, key.value):
                inspect_node(self.unit, identity, key.value, one)

    def _draft(self, node: Mapping, identity: str, kind: str) -> None:
        data = value(node)
        assert isinstance(data, dict)
        self._place(identity, node, node)
        self.unit.drafts.append(Draft(identity, kind, data))

    def _place(self, identity: str, merged: Node, typed: Mapping) -> None:
        if identity in self.unit.places:
            first = self.unit.places[identity]
            named = first.get("id") if isinstance(first, Mapping) else None
            where = f"line {(named or first).start[0] + 1}"
            at = typed.get("id") or typed
            self.unit.report(
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


def _listed(node: Node | None) -> list[Node]:
    return [] if node is None else list(node.items) if isinstance(node, Sequence) else [node]


def _unique(nodes: list[Node]) -> tuple[Node, ...]:
    seen: dict[object, Node] = {}
    for node in nodes:
        seen.setdefault(node.value if isinstance(node, Scalar) else id(node), node)
    return tuple(seen.values())
