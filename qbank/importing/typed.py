"""The language's YAML, where it stands inside of other formats."""

from __future__ import annotations

from qbank.source import read, value


def read_yaml(text: str) -> object:
    """Return what a piece of YAML is: text, lists and mappings. Raises ValueError where the language refuses it."""
    source = read(text.encode("utf-8", "replace"), "")
    wrong = next((one for one in source.diagnostics if one.severity == "error"), None)
    if wrong is not None or source.root is None:
        raise ValueError(wrong.message if wrong else "There is nothing in it.")
    return value(source.root)
