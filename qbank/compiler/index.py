"""`build/index.html`: links to all that was built, and how to get each file where it belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qbank import __version__


def index_page(formats: Mapping[str, Mapping[str, Any]], banks: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the page; the arguments are those of the manifest."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("qbank.compiler"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["code"] = _code
    shown = {name: {**one, "links": _links(name, one["files"], banks)} for name, one in sorted(formats.items())}
    return environment.get_template("index.html").render(formats=shown, banks=banks, version=__version__) + "\n"


def _code(text: str) -> str:
    """Return text as HTML in which what stands between backticks is code."""
    from markupsafe import Markup, escape

    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def _links(name: str, files: list[str], banks: Mapping[str, Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the files that people open, those at the top of the format's folder, each with its bank's title."""
    found = []
    for file in files:
        folder, _, base = file.rpartition("/")
        if folder == name:
            bank = next((base[:end] for end in range(len(base), 0, -1) if base[:end] in banks), "")
            title = banks[bank]["title"] if bank else base
            found.append({"path": file, "name": base, "title": title, "order": f"{bank}/{len(base):04}{base}"})
    return sorted(found, key=lambda link: link["order"])
