"""Jinja, and the files beside the templates: style sheets and scripts, put into the page."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, a missing name is an error."""
    made = Environment(
        loader=PackageLoader("qbank_html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["json"] = script_json
    made.filters["decimal"] = decimal
    return made


def template(name: str, /, **values: object) -> str:
    """Return a template filled in."""
    return environment().get_template(name).render(**values)


def asset(name: str) -> str:
    """Return a style sheet or script beside the templates, without indentation and lines of comment."""
    text = files("qbank_html").joinpath("templates", name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


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
