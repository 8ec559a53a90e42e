"""The codes that the core can emit, read from its source: what each constructor of a finding is given as its code."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import qbank

CORE = Path(qbank.__file__).parent

MAKERS: dict[str, tuple[int, int | None]] = {
    "Diagnostic": (0, 3),
    "Finding": (0, 4),
    "Problem": (0, 5),
    "Failure": (0, 5),
    "MediaFault": (0, None),
    "fault": (0, None),
    "found": (0, None),
    "report": (0, 6),
    "add": (0, 4),
    "decorated": (0, None),
    "decorated_collection": (0, None),
    "_error": (0, 6),
    "_report": (0, 3),
    "_at": (2, 5),
}
"""Whatever makes a finding: where its code and its severity stand among the arguments."""

HELD = ("code", "fault")
"""Names that hold a code, or a tuple that begins with one: `code = "…"`, `quote.value(…, code="…")`, `Gap(fault=…)`."""


def emitted() -> dict[str, set[str]]:
    """Return every code that the core can emit, and the severities that it is emitted with."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for code, severity in _codes(node):
                found[code].add(severity)
    return dict(found)


def _codes(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Call):
        # `features.add("math")` adds to a set
        made = MAKERS.get(_name(node.func)) if len(node.args) > 1 else None
        place, grade = made or (None, None)
        given = dict(enumerate(node.args)) | {one.arg: one.value for one in node.keywords}
        severity = next(_texts(given.get("severity") or given.get(grade)), "error")
        yield from ((text, severity) for text in _texts(given.get(place)))
        for name in HELD:
            yield from ((text, "error") for text in _texts(given.get(name)))
    elif isinstance(node, ast.Assign) and len(node.targets) == 1:
        yield from ((text, "error") for text in _assigned(node.targets[0], node.value))
    elif isinstance(node, ast.arguments):
        named = node.args[len(node.args) - len(node.defaults) :]
        for argument, default in zip(named, node.defaults, strict=True):
            yield from ((text, "error") for text in _texts(default) if argument.arg in HELD)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name) and target.id in HELD:
        yield from _texts(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, two in zip(target.elts, value.elts, strict=True):
            yield from _assigned(one, two)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _texts(node: ast.expr | None) -> Iterator[str]:
    """Yield the texts that an expression can be: a constant, either branch of a choice, a tuple's first."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Tuple) and node.elts:
        yield from _texts(node.elts[0])
