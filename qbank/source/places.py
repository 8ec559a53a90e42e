"""From a node to plain data, and from a value to the characters it was typed as."""

from __future__ import annotations

from collections import abc

from qbank.source.nodes import Mapping, Node, Scalar, Sequence


def value(node: Node) -> object:
    """Return plain data: text for every scalar as typed, None for one left empty, lists and dicts."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    if isinstance(node, Sequence):
        return [value(item) for item in node.items]
    return {key.value: value(item) for key, item in node.entries}


def find(root: Node, path: abc.Sequence[str | int]) -> Node:
    """Return the deepest node on a path that exists: where a field is missing, what it is missing from."""
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping):
            below = node.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            below = node.items[step]
        if below is None:
            return node
        node = below
    return node
