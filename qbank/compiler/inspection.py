"""What the questions of a unit mean: rules, Markdown and media, stimuli. Findings get their places here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from qbank import content
from qbank.check import RULES, Finding
from qbank.compiler.meant import suggestion
from qbank.compiler.media import MediaFault, check, find
from qbank.compiler.prompts import Prompt
from qbank.compiler.unit import Unit
from qbank.compiler.validate import typed_at
from qbank.diagnostics import Span
from qbank.model import Cloze, Item
from qbank.model.types import MAX_TEXT
from qbank.model.walk import texts
from qbank.source import Mapping, Node, Scalar, Sequence, comma_fault, folded_fault, locate, span

MAX_ERRORS = 100


def inspect(unit: Unit) -> None:
    """Add to a unit what its rules find, and the files that its texts show."""
    nodes = list(_below(unit.source.root))
    joined = any(map(_is_joined, nodes))
    for item in unit.items:
        node = unit.places[item.id]
        for rule in RULES:
            for finding in _first(rule(item)):
                _place(unit, item, node, finding)
        for path, text in texts(item):
            cloze = item if isinstance(item, Cloze) and path == "prompt" else None
            typed = partial(_typed, node, path)
            inspect_text(unit, item.id, path, text, typed, cloze)
            if joined:
                inspect_layout(unit, item.id, path, typed())
    _stimuli(unit)
    _commas(unit, nodes)


def _first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings up to the hundredth error of a rule: a prompt of nothing but brackets would have thousands."""
    errors = 0
    for one in findings:
        yield one
        errors += one.severity == "error"
        if errors == MAX_ERRORS:
            return


def steps(path: str) -> list[str | int]:
    """Return the steps of a path: `choices.2.text` → `choices`, 2, `text`."""
    return [int(step) if step.isdecimal() else step for step in path.split(".") if step]


def _place(unit: Unit, item: Item, node: Node, finding: Finding) -> None:
    at, _ = typed_at(node, steps(finding.path))
    if at is node and isinstance(node, Mapping):
        at = node.get("id") or node
    place = _within(unit, at, *finding.offsets) if finding.offsets else span(unit.source.file, at)
    unit.report(finding.code, finding.message, place, finding.hint, item.id, finding.path, finding.severity)


def _within(unit: Unit, at: Node | None, start: int, end: int) -> Span:
    """Return the place of a part of a text; offsets count in the model's text, without line breaks around."""
    if not isinstance(at, Scalar):
        return span(unit.source.file, at) if at else Span(unit.source.file)
    skipped = len(at.value) - len(at.value.lstrip("\r\n"))
    return locate(unit.source, at, start + skipped, end + skipped)


def _typed(node: Node, path: str) -> Node:
    return typed_at(node, steps(path))[0]


def inspect_text(
    unit: Unit, item: str, path: str, text: str, typed: Callable[[], Node | None], cloze: Cloze | None = None
) -> None:
    """Add what is wrong with a Markdown text, and the files that it shows. The blanks of a `cloze` are no Markdown.

    `typed` returns the text's node; it is asked only where something is found, which is seldom.
    """
    prompt = Prompt(text, cloze)
    parsed = content.parse(prompt.text)
    if not parsed.problems and not parsed.references:
        return
    node = typed()
    for problem in parsed.problems:
        place = _within(unit, node, *prompt.typed(problem.start, problem.end))
        unit.report(problem.code, problem.message, place, problem.hint, item, path, problem.severity)
    for reference in parsed.references:
        if reference.src not in unit.media:
            try:
                media = find(unit.project, (unit.project / unit.source.file).parent, reference.src)
                check(unit.project, media)
                unit.media[reference.src] = media
            except MediaFault as fault:
                place = _within(unit, node, *prompt.typed(reference.start, reference.end))
                unit.report(fault.code, str(fault), place, fault.hint, item, path)


def inspect_layout(unit: Unit, item: str, path: str, node: Node | None) -> None:
    """Add a warning where lines that matter are joined."""
    folded = folded_fault(unit.source, node) if isinstance(node, Scalar) else None
    if folded is not None:
        unit.diagnostics.append(replace(folded, item=item, path=path))


def _below(node: Node | None) -> Iterator[Node]:
    """Yield a node and all values below it."""
    waiting = [node] if node else []
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Sequence):
            waiting += one.items
        elif isinstance(one, Mapping):
            waiting += [value for _, value in one.entries]


def _commas(unit: Unit, nodes: Iterable[Node]) -> None:
    """Add the lists in brackets whose commas cut numbers in two, in place of what else is wrong with their items."""
    for node in nodes:
        fault = comma_fault(unit.source, node) if isinstance(node, Sequence) and node.flow else None
        if fault is not None:
            place = fault.span
            unit.diagnostics = [one for one in unit.diagnostics if not _is_inside(one.span, place)] + [fault]


def _is_inside(inner: Span, outer: Span) -> bool:
    """Return whether a place lies in another one."""
    begins = (outer.line, outer.column) <= (inner.line, inner.column)
    return begins and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)


def _is_joined(node: Node) -> bool:
    """Return whether lines of a value may have been joined to one."""
    return isinstance(node, Scalar) and node.style != "|" and node.end[0] > node.start[0]


def inspect_node(unit: Unit, item: str, path: str, node: Node) -> None:
    """Add what is wrong with the texts below a node of a question that has no model."""
    if isinstance(node, Scalar):
        if len(node.value) <= MAX_TEXT:
            inspect_text(unit, item, path, node.value.strip("\r\n"), lambda: node)
        inspect_layout(unit, item, path, node)
    elif isinstance(node, Sequence):
        for index, one in enumerate(node.items):
            inspect_node(unit, item, f"{path}.{index}", one)
    else:
        for key, one in node.entries:
            inspect_node(unit, item, f"{path}.{key.value}", one)


def _stimuli(unit: Unit) -> None:
    for question in unit.questions:
        name = question.stimulus
        if name is not None and name not in unit.stimuli and name not in unit.places:
            node, _ = typed_at(unit.places[question.id], ("stimulus",))
            hint = suggestion(name, list(unit.stimuli)) or "add it under stimuli:"
            unit.report("unknown-stimulus", f"there is no stimulus {name}", node, hint, question.id, "stimulus")
    used = {question.stimulus for question in unit.questions} | {draft.data.get("stimulus") for draft in unit.drafts}
    for name in unit.stimuli:
        if name not in used:
            message = f"no question refers to the stimulus {name}"
            hint = f"write stimulus: {name} in a question"
            unit.report("unused-stimulus", message, unit.places[name], hint, name, severity="warning")
