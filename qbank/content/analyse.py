"""One walk over the tokens: what the text refers to, what is wrong with it, and marks for the renderers.

The marks are in the tokens' `meta`: `reference` on an image that may be shown, `tag` on harmless HTML, `unsafe` on a
link that must not be one. A renderer shows what has no mark as text, so that a forgotten case is harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from qbank.content import links, safe_html
from qbank.content.formulas import check_formula
from qbank.content.markers import BLANK
from qbank.content.positions import Locator
from qbank.content.rules import MAX_NESTING
from qbank.content.types import Content, Feature, Formula, Problem, Reference
from qbank.content.unread import may_be_unread, unread
from qbank.content.words import inline_text

_ROWS = re.compile(r"(\|.+\|)[ \t]*\n[ \t]*\|.+\|[ \t]*(?:\n|$)")
"""Lines of a paragraph that were meant as a table."""
_CODE = {"fence", "code_block", "code_inline"}
_SHOWN = {"text", "html_inline", "html_block"} | _CODE


def analyse(text: str, tokens: Sequence[Token]) -> Content:
    """Return the content of a text that markdown-it has cut into tokens, which are marked on the way."""
    walk = _Walk(text)
    for token in tokens:
        walk.block(token)
    if "\x02" in text:
        walk.problems += _misplaced_blanks(text, tokens)
    return Content(
        text,
        tuple(tokens),
        tuple(walk.references),
        tuple(walk.formulas),
        tuple(sorted(walk.problems, key=lambda problem: (problem.start, problem.code))),
        frozenset(walk.features),
    )


def _misplaced_blanks(text: str, tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield a problem for each blank that no renderer would show where it can be filled, or show at all.

    That is: in a formula, an alt text, a title, or after the backticks that open a fence.
    """
    shown: set[str] = set()
    for token in tokens:
        for part in token.children or [token]:
            if part.type in _SHOWN:
                shown.update(BLANK.findall(part.content))
    for match in BLANK.finditer(text):
        if match[1] not in shown:
            message = "A blank can't stand in a formula, a link's address, an image, or beside the backticks of code."
            yield Problem("misplaced-blank", message, *match.span(), "move it out; write \\[[ for two brackets")


def alt_text(token: Token) -> str:
    """Return an image's alt text as plain text."""
    return inline_text(token.children or []).replace("\n", " ").strip()


def _stripped(tex: str, offsets: Sequence[int]) -> tuple[int, int]:
    """Return the range of a formula without the white space, and the marks of a quotation, around it."""
    lead, end = len(tex) - len(tex.lstrip()), len(tex.rstrip())
    return offsets[lead], offsets[max(end, lead + 1) - 1] + 1


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.locator = Locator(text)
        self.references: list[Reference] = []
        self.formulas: list[Formula] = []
        self.problems: list[Problem] = []
        self.features: set[Feature] = set()
        self._cell = False
        self._too_deep = False

    def block(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token)
        elif token.type in {"th_open", "td_open"}:
            self._cell = True
        elif token.type in {"th_close", "td_close"}:
            self._cell = False
        elif token.type == "table_open":
            self.features.add("table")
        elif token.type in _CODE:
            self.features.add("code")
            if token.type == "fence":
                self._fence(token)
        elif token.type == "math_block":
            self._formula(token, self.locator.formula(token), display=True)
        elif token.type == "html_block":
            self._html_block(token)
        if token.nesting == 1 and token.level >= MAX_NESTING - 1 and not self._too_deep:
            self._too_deep = True
            start, end = self.locator.span(token)
            message = f"Lists are nested more than {MAX_NESTING // 2} deep; what is deeper would be lost."
            self.problems.append(Problem("nested-too-deep", message, start, end, "use fewer levels"))

    def _fence(self, token: Token) -> None:
        start, end = self.locator.span(token)
        first, *more = self.text[start:end].split("\n")
        last = more[-1].strip(" \t\r>") if more else ""
        if not last.startswith(token.markup) or last.strip(token.markup[0]):
            message = "This code isn't closed: all that follows is shown as code."
            begin = self.text.find(token.markup, start)
            hint = f"write {token.markup} on a line below the code"
            self.problems.append(Problem("unclosed-code", message, begin, start + len(first.rstrip()), hint, "warning"))

    def _html_block(self, token: Token) -> None:
        start, end = self.locator.span(token)
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        found = self.text.find("<", start, end)
        self._refuse_html(token.content.lstrip(), start if found < 0 else found, end)

    def _refuse_html(self, source: str, start: int, end: int) -> None:
        shown = source.partition("\n")[0].strip()
        shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
        message = f"HTML is not part of the language: {shown}"
        self.features.add("html")
        self.problems.append(Problem("unsafe-html", message, start, end, safe_html.hint(source)))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if not self._cell and (rows := _ROWS.match(token.content)):
            self._literal_table(token, rows[1])
        doubtful = may_be_unread(token.content)
        if not doubtful and all(child.type in {"text", "softbreak"} for child in children):
            if self._cell:
                self.locator.content(token, cell=True)
            return
        offsets = self.locator.content(token, cell=self._cell)
        refused = {id(child) for child in safe_html.mark(children)}
        for child in children:
            start = offsets[child.meta["pos"]] if "pos" in child.meta else offsets[0]
            # The last character's own offset: in a cell or a quotation the next one may be far off.
            end = offsets[child.meta["end"] - 1] + 1 if "pos" in child.meta else offsets[-1]
            child.meta["range"] = (start, end)
            child.meta["cell"] = self._cell
            if child.type == "html_inline":
                self.features.add("html")
                if id(child) in refused:
                    self._refuse_html(child.content, start, end)
            elif child.type in {"math_inline", "math_inline_double"}:
                inner = child.meta["pos"] + len(child.markup)
                inside = offsets[inner : inner + len(child.content) + 1]
                self._formula(child, inside, display=child.type == "math_inline_double")
            elif child.type == "link_open":
                self._link(child, start, end)
            elif child.type == "image":
                self._image(child, start, end)
            elif child.type == "code_inline":
                self.features.add("code")

        if doubtful:
            self._unread(token, children, offsets)

    def _literal_table(self, token: Token, head: str) -> None:
        offsets = self.locator.content(token)
        line = "|---" * max(len(re.findall(r"(?<!\\)\|", head)) - 1, 1)
        message, hint = "This looks like a table, and is shown as lines of text.", f"write {line}| below its first line"
        self.problems.append(Problem("literal-table", message, offsets[0], offsets[len(head) - 1] + 1, hint, "warning"))

    def _unread(self, token: Token, children: Sequence[Token], offsets: Sequence[int]) -> None:
        for start, end, hint in unread(token.content, children):
            message = "This looks like a formula, and is shown as it is typed."
            first, last = offsets[start], offsets[end - 1] + 1
            self.problems.append(Problem("literal-formula", message, first, last, hint, "warning"))

    def _formula(self, token: Token, offsets: Sequence[int], *, display: bool) -> None:
        self.features.add("math")
        self.formulas.append(Formula(token.content, display, offsets[0], offsets[-1]))
        token.meta["tex"] = _stripped(token.content, offsets)
        if failure := check_formula(token.content, display=display):
            start = offsets[min(failure.start, len(offsets) - 1)]
            end = max(offsets[min(failure.end, len(offsets) - 1)], start + 1)
            end = min(end, len(self.text))
            self.problems.append(Problem(failure.code, failure.message, start, end, failure.hint, failure.severity))

    def _link(self, token: Token, start: int, end: int) -> None:
        href = str(token.attrs.get("href", ""))
        if links.is_safe(href):
            self.features.add("link")
            return
        token.meta["unsafe"] = True
        if token.info == "auto":
            message, hint = f"<{href}> is read as a link.", "put code between backticks, or write \\< for the character"
        elif not href:
            message, hint = "This link leads nowhere.", "write [text](https://…), or \\[ for a bracket"
        else:
            message = f"A link can't lead to {href[:60]}: only to http, https and mailto addresses."
            hint = "write [text](https://…), or \\[ for a bracket"
        self.problems.append(Problem("unsafe-link", message, start, end, hint))

    def _image(self, token: Token, start: int, end: int) -> None:
        safe_html.mark(token.children or [])
        src, alt = links.decode(str(token.attrs.get("src", ""))), alt_text(token)
        kind = links.media_kind(src)
        self.features.add(kind)
        if links.is_remote(src) or links.is_remote(str(token.attrs.get("src", ""))):
            message = f"Media are files of the project; {src[:60]} is not."
            hint = "save it beside the bank and write its path"
            self.problems.append(Problem("remote-media", message, start, end, hint))
            return
        if not src:
            hint = "write ![alt](file.png), or \\! for an exclamation mark"
            self.problems.append(Problem("missing-media", "This image names no file.", start, end, hint))
            return
        reference = Reference(kind, src, alt, start, end)
        token.meta["reference"] = reference
        self.references.append(reference)
        if not alt:
            what = "what is heard" if kind == "audio" else "what it shows"
            hint = f"write ![{what}]({token.attrs['src']})"
            message = f"{src} has no alt text, for those who can't see or hear it."
            self.problems.append(Problem("missing-alt", message, start, end, hint, "warning"))
