"""One pass over a file: libyaml's events to nodes, up to the first fault.

What can be read but isn't meant (an anchor, a duplicate key, text after `#`) is a finding, and reading goes on;
what can't be read is a `Fault`, to be mended and tried again.
"""

from __future__ import annotations

import gc
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from qbank.source.draft import Draft
from qbank.source.findings import Findings
from qbank.source.nodes import Mapping, Node, Place, Scalar, Sequence, Style

try:
    from yaml import cyaml
except ImportError:  # PyYAML built without libyaml; `read` says so
    HAS_LIBYAML = False
else:
    HAS_LIBYAML = True

MAX_DEPTH = 24
"""A bank needs eight levels; the cap comes before anything recursive, and before libyaml gets slow."""

MAX_NODES = 500_000
"""About 20,000 questions in one file; it bounds time and memory."""

_HASH = re.compile(r"(?<![ \t])[ \t]+(?P<hash>#+[^ \t\n#])")
_HEADER = re.compile(r"[|>][+-]?[0-9][+-]?(?=[ \t]*(?:\n|$))")
_NEW_ENTRY = re.compile(r"[ \t]*(?:-[ \t]|[a-z_][a-z0-9_]*:(?:[ \t]|$))")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where reading stopped, and what is known there. `problem` and `context` are libyaml's words or ours."""

    problem: str
    at: Place
    context: str = ""
    context_at: Place | None = None
    brackets: tuple[Place, ...] = ()
    columns: tuple[int, ...] = ()
    last: Scalar | None = None
    parent: str = ""
    final: bool = False


@dataclass(slots=True)
class Open:
    """A collection that is being read."""

    is_mapping: bool
    flow: bool
    start: Place
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    keys: dict[str, Scalar] = field(default_factory=dict)
    key: Scalar | None = None
    expects_value: bool = False

    def close(self, end: Place | None = None) -> Node:
        """Return the finished node. A block collection ends where its last child does, not at the next token."""
        if self.is_mapping:
            last = self.entries[-1][1].end if self.entries else self.start
            return Mapping(tuple(self.entries), self.flow, self.start, end if end and self.flow else last)
        last = self.items[-1].end if self.items else self.start
        return Sequence(tuple(self.items), self.flow, self.start, end if end and self.flow else last)


class _StopError(Exception):
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Tree:
    """The nodes of one pass. `root` holds what was read before a fault, complete entries and list items only."""

    def __init__(self, draft: Draft, findings: Findings) -> None:
        self._text = draft.text()
        self._draft = draft
        self._findings = findings
        self._stack: list[Open] = []
        self._known: dict[str, str] = {}
        self._last: Scalar | None = None
        self._has_hash = _HASH.search(self._text) is not None
        self._has_backslash = "\\" in self._text
        self._count = 0
        self._end = self._text.count("\n"), len(self._text) - self._text.rfind("\n") - 1
        self.root: Node | None = None
        self.fault: Fault | None = None
        self._read()

    def _read(self) -> None:
        # without cycles to find, the collector would only walk through all nodes again and again
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._events()
        except _StopError as stop:
            self.fault = stop.fault
        except yaml.MarkedYAMLError as error:
            self.fault = self._marked(error)
        except (yaml.YAMLError, ValueError, UnicodeError, LookupError, AttributeError) as error:
            self.fault = self._fault(f"{type(error).__name__}: {error}", (0, 0), final=True)
        finally:
            if collecting:
                gc.enable()
        if self.fault is not None and self.root is None:
            self.root = self._unwound()

    def _events(self) -> None:
        parser: Any = cyaml.CParser(self._text)  # type: ignore[attr-defined]
        documents = 0
        while True:
            event = parser.get_event()
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._add(self._stack.pop().close((event.end_mark.line, event.end_mark.column)))
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                start = (event.start_mark.line, event.start_mark.column)
                if documents > 1:
                    self._findings.several_documents(start)
                    return
                if event.version or event.tags:
                    self._findings.directive(start)
            elif kind is yaml.StreamEndEvent or event is None:
                return

    def _scalar(self, event: Any) -> None:
        first, last = event.start_mark, event.end_mark
        start, end = (first.line, first.column), (last.line, last.column)
        value = event.value
        style: Style = event.style or ""
        if not value and start[0] >= self._end[0]:  # libyaml counts a line break at the end that isn't there
            start, end = min(start, self._end), min(end, self._end)
        if self._stack and self._stack[-1].flow:
            self._check_flow(start)
        if event.anchor is not None or event.tag is not None:
            node = self._decorated(event, start, end)
        else:
            if style == "":
                if value and self._has_hash and (match := _HASH.match(self._text, last.index)):
                    value, end = self._vanishing(first.index, end, match.start("hash"))
            elif style == '"':
                if self._has_backslash:
                    value = self._escapes(value, first.index, last.index, start, end)
                if end[0] > start[0]:
                    self._check_quotes(start, end)
            elif style == "'" and end[0] > start[0]:
                self._check_quotes(start, end)
            elif not value and _HEADER.match(self._text, first.index):
                raise _StopError(self._fault("block header", start))
            value = self._findings.unmasked(value)
            node = Scalar(self._known.setdefault(value, value) if len(value) < 32 else value, style, start, end)
        self._last = node
        self._add(node)

    def _vanishing(self, first: int, end: Place, hash_at: int) -> tuple[str, Place]:
        """Report text behind `#` and give it back: the value goes on to the end of the line."""
        stop = self._text.find("\n", hash_at)
        typed = self._text[first : stop if stop >= 0 else len(self._text)].rstrip()
        number, column = end[0], hash_at - (self._text.rfind("\n", 0, hash_at) + 1)
        end = (number, len(self._draft.lines[number].rstrip()))
        self._findings.text_after_hash((number, column), end)
        return re.sub(r"[ \t]*\n[ \t]*", " ", typed), end

    def _escapes(self, value: str, first: int, last: int, start: Place, end: Place) -> str:
        raw = self._text[first:last]
        return self._findings.escapes(value, raw, start, end) if "\\" in raw else value

    def _decorated(self, event: Any, start: Place, end: Place) -> Scalar:
        """Read a value with an anchor or a tag as the text it looks like."""
        raw = self._text[event.start_mark.index : event.end_mark.index].rstrip()
        empty = not event.value and (event.style or "") == ""
        self._findings.decorated("anchor" if event.anchor is not None else "tag", start, end, raw, empty)
        if start[0] == end[0]:
            return Scalar(self._findings.unmasked(raw), "", start, end)
        return Scalar(self._findings.unmasked(event.value), event.style or "", start, end)

    def _alias(self, event: Any) -> None:
        start = (event.start_mark.line, event.start_mark.column)
        end = (event.end_mark.line, event.end_mark.column)
        self._findings.alias(start, end)
        self._add(Scalar("*" + event.anchor, "", start, end))

    def _open(self, event: Any, is_mapping: bool) -> None:
        start = (event.start_mark.line, event.start_mark.column)
        flow = bool(event.flow_style)
        if len(self._stack) >= MAX_DEPTH:
            raise _StopError(self._fault("too deep", start, final=True))
        if self._stack and self._stack[-1].flow:
            self._check_flow(start)
            top = self._stack[-1]
            if is_mapping and top.is_mapping and not top.expects_value and start == (top.start[0], top.start[1] + 1):
                raise _StopError(self._fault("double braces", top.start))
        if event.anchor is not None or event.tag is not None:
            self._findings.decorated_collection("anchor" if event.anchor is not None else "tag", start)
        self._stack.append(Open(is_mapping, flow, start))

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            raise _StopError(self._fault("too many values", node.start, final=True))
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif not top.expects_value:
            top.expects_value, top.key = True, self._findings.key(node, top.keys)
            if top.key is not None:
                top.keys[top.key.value] = top.key
        else:
            if top.key is not None:
                top.entries.append((top.key, node))
            top.expects_value, top.key = False, None

    def _check_flow(self, start: Place) -> None:
        """Stop where a bracket swallows the next entries: what is in it must be indented more than what it is in."""
        line, column = start
        too_far_left = line > self._stack[-1].start[0] and column <= self._column()
        if too_far_left and not self._draft.lines[line][:column].strip():
            raise _StopError(self._fault("open bracket", start))

    def _check_quotes(self, start: Place, end: Place) -> None:
        """Stop where a quote swallows the next entries; libyaml lets quoted text start at any column."""
        column = self._column()
        for number in range(start[0] + 1, end[0] + 1):
            line = self._draft.lines[number]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                if _NEW_ENTRY.match(line) and not self._closed_well(end):
                    raise _StopError(self._fault("open quote", (number, 0), context_at=start))
                self._findings.not_indented(number, column)
                return

    def _closed_well(self, end: Place) -> bool:
        """Whether a quote looks meant as the closing one: behind a word, with nothing after it."""
        line = self._draft.lines[end[0]]
        return line[: end[1] - 1][-1:].strip() != "" and not line[end[1] :].strip()

    def _column(self) -> int:
        return next((top.start[1] for top in reversed(self._stack) if not top.flow), -1)

    def _fault(self, problem: str, at: Place, *, context_at: Place | None = None, final: bool = False) -> Fault:
        keys = [top.key.value for top in self._stack if top.key is not None]
        return Fault(
            problem,
            at,
            context_at=context_at,
            brackets=tuple(top.start for top in self._stack if top.flow),
            columns=tuple(top.start[1] for top in self._stack if not top.flow),
            last=self._last,
            parent=keys[-1] if keys else "",
            final=final,
        )

    def _marked(self, error: yaml.MarkedYAMLError) -> Fault:
        mark, around = error.problem_mark, error.context_mark
        base = self._fault(error.problem or "", (mark.line, mark.column) if mark else (0, 0))
        return Fault(
            base.problem,
            base.at,
            error.context or "",
            (around.line, around.column) if around else None,
            base.brackets,
            base.columns,
            base.last,
            base.parent,
        )

    def _unwound(self) -> Node | None:
        """Return what was complete when reading stopped: the file's fields and the items of a list among them."""
        if not self._stack or not self._stack[0].is_mapping:
            return None
        bank = self._stack[0]
        if len(self._stack) > 1 and bank.key is not None and not self._stack[1].is_mapping:
            bank.entries.append((bank.key, self._stack[1].close()))
        return bank.close()
