"""Files that texts in Markdown show, where the texts stay as they are: found beside the input, and addressed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qbank import content
from qbank.compiler.media import MediaFault, find
from qbank.importing.html import Address, escape
from qbank.importing.input import Input


def beside(source: Input, name: str) -> bytes | None:
    """Return a file beside the input, or in a folder there; None where there is none that a text may show.

    Only plain files of kinds that texts show are read, never one outside of that folder, and never through a link.
    """
    folder = source.path if source.path.is_dir() else source.path.parent
    try:
        return (folder / find(folder, folder, name).path).read_bytes()
    except (MediaFault, OSError, ValueError):
        return None


def readdressed(value: Any, address: Address) -> Any:
    """Return data whose texts have other addresses for their files; nothing else in them changes.

    `address` takes one as typed and returns the one to write; where it has none, the old one stays.
    """
    if isinstance(value, str):
        return _text(value, address) if "![" in value else value
    if isinstance(value, Mapping):
        return {key: readdressed(one, address) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [readdressed(one, address) for one in value]
    return value


def _text(text: str, address: Address) -> str:
    out, end = [], 0
    for shown in content.parse(text).references:
        new = address(shown.src)
        if new is not None and new != shown.src and shown.start >= end:
            out += [text[end : shown.start], _image(text[shown.start : shown.end], shown, new)]
            end = shown.end
    return "".join([*out, text[end:]])


def _image(typed: str, shown: content.Reference, address: str) -> str:
    before, found, after = typed.rpartition(shown.src)
    if found and _shows(before + address + after, shown.alt, address):
        return before + address + after
    if not content.parse(typed).references:  # its address stands elsewhere in the text, as in `![a cell][cell]`
        label = escape(shown.alt, block=False).replace("]", "\\]")
        typed = f"![{label}](x)"
    return content.markdown(typed, lambda _: address)


def _shows(text: str, alt: str, address: str) -> bool:
    return [(one.src, one.alt) for one in content.parse(text).references] == [(address, alt)]
