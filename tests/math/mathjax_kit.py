"""The MathJax of each platform, with what it loads there, and what it makes of TeX.

Anki: its `mathjax/index.ts` names the packages, MathJax 3. Moodle's filter: 2.7.9 with `Accessible.js` and `Safe.js` up
to 4.5, 3.2.2 in 5.0 and 5.1, 4.0.0 from 5.2 on, `tex-mml-chtml` as it is. Canvas's `mathml` package: 2.7.7 with
`TeX-MML-AM_SVG`, `autoload-all.js` and `Safe.js`; 2.7.9 takes its place here, which differs in repairs only.
"""

from __future__ import annotations

import json
import os
import subprocess
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser

TESTS = Path(__file__).parents[1]
Formula = tuple[str, bool]
"""TeX, and whether it is a display."""


class Node(NamedTuple):
    """A MathJax that runs without a browser."""

    engine: str
    packages: str = ""

    def mathml(self, formulas: list[Formula]) -> list[str]:
        """Return the MathML of each formula."""
        shown: list[str] = _node("mathjax.cjs", self.engine, self.packages, given=json.dumps(formulas))
        return shown


class Page(NamedTuple):
    """A MathJax 2, which needs a page: its configuration, and the script's query."""

    settings: str
    query: str

    def html(self, formulas: list[Formula]) -> str:
        """Return a page with the formulas as our HTML has them."""
        source = TESTS / "node_modules" / "mathjax-2" / "MathJax.js"
        delimited = (f"\\[{tex}\\]" if display else f"\\({tex}\\)" for tex, display in formulas)
        shown = "".join(f"<p>{escape(one)}</p>" for one in delimited)
        settings = f'<script type="text/x-mathjax-config">MathJax.Hub.Config({self.settings});</script>'
        script = f'<script src="{source.as_uri()}?{self.query}"></script>'
        return f"<!DOCTYPE html><meta charset=utf-8>{settings}{script}<body>{shown}</body>"

    def mathml(self, formulas: list[Formula], browser: Browser, folder: Path) -> list[str]:
        """Return the MathML of each formula, typeset in a page."""
        return list(self._asked(_READ, formulas, browser, folder))

    def names(self, browser: Browser, folder: Path) -> dict[str, dict[str, list[str]]]:
        """Return the names that it knows, by kind."""
        return dict(self._asked(_NAMES, [("x", False)], browser, folder))

    def _asked(self, question: str, formulas: list[Formula], browser: Browser, folder: Path) -> Any:
        file = folder / "page.html"
        file.write_text(self.html(formulas), encoding="utf-8")
        page = browser.new_page()
        try:
            page.goto(file.as_uri())
            page.evaluate("MathJax.Hub.Configured()")
            page.wait_for_function("window.MathJax.InputJax && MathJax.InputJax.TeX", timeout=120_000)
            page.evaluate("() => new Promise(done => MathJax.Hub.Queue(['Typeset', MathJax.Hub], done))")
            return page.evaluate(question)
        finally:
            page.close()


_NAMES = """() => Object.fromEntries(
  Object.entries(MathJax.InputJax.TeX.Definitions).map(([kind, names]) => [kind, Object.keys(names)]))"""
_READ = """() => new Promise(done => {
  const read = () => MathJax.Hub.getAllJax().map(jax => jax.root.toMathML(''));
  MathJax.Hub.Queue(['Require', MathJax.Ajax, '[MathJax]/extensions/toMathML.js'], () => done(read()));
})"""

ANKI = Node("mathjax-3", "action,ams,autoload,configmacros,mathtools,mhchem,newcommand,noundefined,require")
MOODLE_51 = Node("mathjax-3")
MOODLE_52 = Node("mathjax-4")
MOODLE_45 = Page(
    '{config: ["Accessible.js", "Safe.js"], errorSettings: {message: ["!"]}, skipStartupTypeset: true, '
    'messageStyle: "none"}',
    "delayStartupUntil=configured",
)
CANVAS = Page(
    '{TeX: {extensions: ["autoload-all.js"]}, tex2jax: {ignoreClass: "mathjax_ignore"}, extensions: ["Safe.js"], '
    "skipStartupTypeset: true, Safe: {safeProtocols: "
    "{http: true, https: true, file: false, javascript: false, data: false}}}",
    "config=TeX-MML-AM_SVG&delayStartupUntil=configured",
)
PLATFORMS = {"Anki": ANKI, "Moodle 5.1": MOODLE_51, "Moodle 5.2": MOODLE_52, "Moodle 4.5": MOODLE_45, "Canvas": CANVAS}


def names_of(engine: str) -> dict[str, list[str]]:
    """Return the commands and environments that a MathJax of version 3 or 4 knows."""
    found: dict[str, list[str]] = _node("mathjax_names.cjs", engine)
    return found


def _node(script: str, *arguments: str, given: str = "") -> Any:
    environment = {**os.environ, "NODE_PATH": str(TESTS / "node_modules")}
    command = ["node", str(Path(__file__).parent / script), *filter(None, arguments)]
    ran = subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=600, env=environment, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
