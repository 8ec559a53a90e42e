"""Jinja, and the files beside the templates: style sheets and scripts, put into the page."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from qbank_html import squeeze


class Engine:
    """The templates of this package; those in a project's own `folder`, by the same names, go first."""

    def __init__(self, folder: str = "") -> None:
        package = PackageLoader("qbank_html", "templates")
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder), package]) if folder else package,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # else each use of a template looks whether its file has changed
        )
        self._assets: dict[str, str] = {}
        self._environment.filters["json"] = script_json
        self._environment.filters["decimal"] = decimal

    def page(self, name: str, /, **values: object) -> str:
        """Return a template filled in: everything is escaped, a missing name is an error."""
        return self._environment.get_template(name).render(**values)

    def macros(self, name: str, /, **values: object) -> Any:
        """Return a template's macros, which see these values."""
        return self._environment.get_template(name).make_module(values)

    def asset(self, name: str) -> str:
        """Return a style sheet or script beside the templates, without needless white space and comments."""
        if name not in self._assets:
            loader = self._environment.loader
            assert loader is not None
            text = loader.get_source(self._environment, name)[0]
            self._assets[name] = squeeze.css(text) if name.endswith(".css") else squeeze.js(text)
        return self._assets[name]


@lru_cache(maxsize=4)
def engine(folder: str | None = None) -> Engine:
    """Return the engine for a project's folder of templates, if it has one; the same one every time."""
    return Engine(folder or "")


def script_json(value: object) -> Markup:
    """Return data for a `<script type="application/json">`: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - no character is left that HTML knows


def decimal(value: object) -> str:
    """Return a number without trailing zeros: `2` for `2.0`, `0.5`."""
    text = f"{value:f}" if not isinstance(value, str | int) else str(value)
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


def csp_hash(text: str) -> str:
    """Return what a Content-Security-Policy calls an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
