"""Formulas: what each engine gets of one, what is wrong with it, and where in it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree as ET

from math_core import LatexError, LatexToMathML

from qbank.content.brackets import costly
from qbank.content.escape import ILLEGAL
from qbank.content.markers import MARKER
from qbank.content.math_errors import of_engine, unclosed, unknown, untranslatable
from qbank.content.math_text import as_text
from qbank.content.math_tree import Unknown, tidy
from qbank.content.refusals import Failure, refused
from qbank.content.tex import Untranslatable, for_mathjax, for_mathml, unknown_to_mathjax

MAX_TREE = 150
"""How deep MathML may be, in which `\\hat\\hat\\hat…` nests without braces: readers of XML descend recursively, too."""

_CONVERTER = LatexToMathML(fancy_error=False, annotation=True)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]+;")
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_CANCEL = re.compile(r"\\[bx]?cancel(?![A-Za-z])")


@lru_cache(maxsize=4096)
def convert(tex: str, display: bool) -> str | ET.Element | Failure:
    """Return the formula as safe MathML (a tree, which nobody may change, where text won't do), or what is wrong."""
    if failure := refused(tex):
        return failure
    try:
        rewritten = for_mathml(tex, display)
    except Untranslatable as error:
        return untranslatable(error)
    if (open_at := costly(rewritten.text)) is not None:
        return unclosed(rewritten.origin(open_at))
    try:
        xml = _CONVERTER.convert_with_local_state(rewritten.text, displaystyle=display)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        return of_engine(tex, rewritten.origin(int(place) if place.isdigit() else 0), message or str(error))
    except ValueError:  # lone surrogates
        return Failure("bad-math", "The formula holds a character that no file can.", 0, len(tex))
    xml = _ENTITY.sub(lambda match: unescape(match[0]), xml)  # &ApplyFunction; and others that XML doesn't know
    if (text := as_text(xml, tex, MAX_TREE)) is not None:
        return text
    try:
        root = ET.fromstring(xml)  # noqa: S314
        if _tree_depth(root) > MAX_TREE:
            return Failure("bad-math", "The formula is nested too deeply.", 0, len(tex), "split it")
        return tidy(root, tex)
    except (ET.ParseError, Unknown):  # `<` in \operatorname isn't escaped (math-core 0.9)
        return unknown(tex)


def _tree_depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def check_formula(tex: str, *, display: bool) -> Failure | None:
    """Return what is wrong with a formula, or None. One that holds a blank's marker is not judged."""
    if MARKER.search(tex):
        return None
    result = convert(tex, display)
    if isinstance(result, Failure):
        return result
    rewritten = for_mathjax(tex)
    for name, offset in unknown_to_mathjax(rewritten.text):
        return unknown(tex, name, rewritten.origin(offset))
    return None


def shown(tex: str, *, display: bool) -> str | ET.Element | None:
    """Return the formula as safe MathML, a text or a tree, or None where it can't be shown so."""
    result = None if MARKER.search(tex) or _ILLEGAL.search(tex) else convert(tex, display)
    return None if isinstance(result, Failure) else result


def portable(tex: str) -> str:
    """Return the formula as most readers of TeX take it: as typed where it needs or bears no rewriting."""
    try:
        return tex if MARKER.search(tex) or refused(tex) else for_mathjax(tex).text
    except Untranslatable:  # reported; a reader with more packages may show it
        return tex


@lru_cache(maxsize=4096)
def mathjax(tex: str) -> str | None:
    r"""Return the formula for a page on which MathJax runs, not yet escaped, or None where it must not get there.

    `\cancel` is in an extension that not every MathJax loads by itself; `\require` is known to all.
    """
    if refused(tex):
        return None
    found = portable(tex)
    return f"\\require{{cancel}}{found}" if _CANCEL.search(found) else found
