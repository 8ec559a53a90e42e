"""Reading a file: parse, mend the first fault, parse again, until everything wrong in it has been found."""

from __future__ import annotations

from dataclasses import dataclass, field

from qbank.diagnostics import Diagnostic, Span, in_order
from qbank.source import tree
from qbank.source.draft import Draft, Mend
from qbank.source.findings import Findings
from qbank.source.mend import Mender
from qbank.source.nodes import Mapping, Node, Place, Scalar, Sequence
from qbank.source.text import decode
from qbank.source.tree import Fault, Tree

MAX_MENDS = 50
MAX_PASSES = 150
MAX_WORK = 4_000_000
"""Characters parsed again while mending: it bounds the time that a large and broken file takes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its text as typed, its nodes as far as they could be made out, and what is wrong."""

    file: str
    text: str
    root: Node | None
    diagnostics: tuple[Diagnostic, ...]

    _lines: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their breaks; cut on first use."""
        if not self._lines:
            self._lines.extend(self.text.split("\n"))
        return self._lines

    def line(self, n: int) -> str:
        """Return a line, counted from 1, without its line break; empty where there is none."""
        return self.lines[n - 1] if 0 < n <= len(self.lines) else ""


def read(data: bytes, file: str) -> Source:
    """Read a YAML file. Never raises; all that is wrong is in the diagnostics, in order."""
    if not tree.HAS_LIBYAML:
        message = "PyYAML was installed without libyaml, which qbank reads YAML with."
        hint = "Type `pip install --force-reinstall --only-binary :all: pyyaml`."
        return Source(file, "", None, (Diagnostic("no-libyaml", message, Span(file), hint=hint),))
    decoded = decode(data, file)
    if not decoded.readable:
        return Source(file, decoded.text, None, decoded.diagnostics)
    draft = Draft(decoded.text)
    root, diagnostics = _Reader(file, draft).run()
    if root is None and not diagnostics and not decoded.diagnostics:
        diagnostics = [Diagnostic("empty-file", "There is nothing in this file.", Span(file), hint="schema: 1")]
    return Source(file, decoded.text, root, tuple(in_order([*decoded.diagnostics, *diagnostics])))


class _Reader:
    """One file's passes, and the work they may take."""

    def __init__(self, file: str, draft: Draft) -> None:
        self._file = file
        self._draft = draft
        self._size = len(draft.typed)
        self._left = MAX_WORK
        self._passes = 0

    def run(self) -> tuple[Node | None, list[Diagnostic]]:
        mends: list[Mend] = []
        read, findings = self._pass()
        while read.fault is not None and not read.fault.final and len(mends) < MAX_MENDS:
            found = self._mended(read.fault)
            if found is None:
                break
            mend, read, findings = found
            mends.append(mend)
        # one finding a line: who types it as the first one says has mostly mended the others, too
        first = {mend.diagnostic.span.line: mend.diagnostic for mend in reversed(mends)}
        diagnostics = list(first.values())
        if read.fault is not None:
            last = self._last(read.fault)
            diagnostics.extend([last] if last.span.line not in first else [])
        root = read.root
        if root is not None and self._draft.shifts:
            root = _shifted(root, self._draft)
        if isinstance(root, Scalar) and root.is_null:
            root = None
        return root, diagnostics + findings.diagnostics

    def _pass(self) -> tuple[Tree, Findings]:
        findings = Findings(self._file, self._draft)
        read = Tree(self._draft, findings)
        self._passes += 1
        if read.fault is not None:
            share = read.fault.at[0] / max(len(self._draft.lines), 1)
            self._left -= int(self._size * (0.2 + share))
        else:
            self._left -= self._size
        return read, findings

    def _mended(self, fault: Fault) -> tuple[Mend, Tree, Findings] | None:
        """Try the ways to mend a fault; keep the first that gets further."""
        tried = set()
        for mend in Mender(self._file, self._draft).proposals(fault):
            if mend.edits in tried or all(self._draft.lines[edit.line] == edit.text for edit in mend.edits):
                continue
            tried.add(mend.edits)
            if self._left < 0 or self._passes > MAX_PASSES:
                return None
            undo = self._draft.apply(mend.edits)
            read, findings = self._pass()
            if _better(read.fault, fault, mend):
                return mend, read, findings
            self._draft.apply(undo)
        return None

    def _last(self, fault: Fault) -> Diagnostic:
        """Return the finding for a fault that ended the reading."""
        span = Findings(self._file, self._draft).span(fault.at)
        if fault.problem == "too deep":
            message = f"Lists and fields are nested more than {tree.MAX_DEPTH} deep here; a bank needs eight levels."
            return Diagnostic("too-deep", message, span, hint="Put the text in quotes if it is one.")
        if fault.problem == "too many values":
            message = f"There are more than {tree.MAX_NODES:,} values in this file."
            return Diagnostic("file-too-large", message, span, hint="Split the bank into several files.")
        if not fault.final:
            for mend in Mender(self._file, self._draft).proposals(fault):
                return mend.diagnostic
        message = "The file can't be read from here on."
        return Diagnostic("yaml-syntax", message, span, hint="Correct what is reported above first.")


def _better(new: Fault | None, old: Fault, mend: Mend) -> bool:
    if new is None or new.final:
        return True
    if new.at > old.at:
        return True
    same = (new.at, new.problem, new.context_at) == (old.at, old.problem, old.context_at)
    return not same and new.at[0] > mend.edits[0].line


def _shifted(node: Node, draft: Draft) -> Node:
    """Return a tree with the columns as typed, where lines were moved to be read."""

    def at(place: Place) -> Place:
        return place[0], draft.typed_column(*place)

    if isinstance(node, Scalar):
        return Scalar(node.value, node.style, at(node.start), at(node.end))
    if isinstance(node, Sequence):
        return Sequence(tuple(_shifted(item, draft) for item in node.items), node.flow, at(node.start), at(node.end))
    entries = []
    for key, value in node.entries:
        name = Scalar(key.value, key.style, at(key.start), at(key.end))
        entries.append((name, _shifted(value, draft)))
    return Mapping(tuple(entries), node.flow, at(node.start), at(node.end))
