"""MathML that doesn't say the TeX it was made from → TeX: the usual elements, read as they are shown."""

from __future__ import annotations

from collections.abc import Callable

from qbank.importing.api import Element, says_tex

_SIGNS = {
    "×": r"\times", "÷": r"\div", "±": r"\pm", "∓": r"\mp", "·": r"\cdot", "⋅": r"\cdot", "∗": "*", "−": "-",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "≡": r"\equiv", "∼": r"\sim", "∝": r"\propto",
    "→": r"\to", "←": r"\leftarrow", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow", "↔": r"\leftrightarrow",
    "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "∪": r"\cup", "∩": r"\cap", "∅": r"\emptyset",
    "∀": r"\forall", "∃": r"\exists", "¬": r"\neg", "∧": r"\wedge", "∨": r"\vee", "∞": r"\infty", "∂": r"\partial",
    "∇": r"\nabla", "∫": r"\int", "∮": r"\oint", "∑": r"\sum", "∏": r"\prod", "√": r"\surd", "°": r"^\circ",
    "…": r"\ldots", "⋯": r"\cdots", "′": "'", "∠": r"\angle", "⊥": r"\perp", "∥": r"\parallel", "∘": r"\circ",
    "α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ϵ": r"\epsilon",
    "ζ": r"\zeta", "η": r"\eta", "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu",
    "ν": r"\nu", "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon",
    "φ": r"\varphi", "ϕ": r"\phi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "Γ": r"\Gamma", "Δ": r"\Delta",
    "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi", "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi",
    "Ω": r"\Omega", "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_",
    "\\": r"\backslash", "^": r"\hat{}", "~": r"\sim", "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "",
    "\u00a0": " ",
}  # fmt: skip
_OVER = {"¯": r"\overline", "‾": r"\overline", "→": r"\vec", "^": r"\hat", "ˆ": r"\hat", "~": r"\tilde",
         "˙": r"\dot", ".": r"\dot", "¨": r"\ddot", "⏞": r"\overbrace"}  # fmt: skip
_UNDER = {"_": r"\underline", "‾": r"\underline", "⏟": r"\underbrace"}
_NAMES = {"sin", "cos", "tan", "cot", "log", "ln", "exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "arcsin",
          "arccos", "arctan", "sinh", "cosh", "tanh", "dim", "ker", "deg", "arg"}  # fmt: skip
_PASSED = {"math", "mrow", "mstyle", "mpadded", "semantics", "merror", "maction"}


class UnknownError(ValueError):
    """An element that isn't read."""


def tex(math: Element) -> str | None:
    """Return a formula as TeX: what it says itself, else what it shows; None where that can't be told."""
    for one in math.all("annotation"):
        if says_tex(one):
            return one.whole
    if math.get("alttext"):
        return math.get("alttext")
    try:
        return " ".join(_tex(math).split())
    except UnknownError:
        return None


def _tex(element: Element) -> str:
    tag = element.tag
    if tag in _PASSED:
        return _row(element)
    if tag in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(element)
    if tag == "mspace":
        return r"\ "
    if tag in {"annotation", "annotation-xml", "mphantom", "none"}:
        return ""
    known = _BUILT.get(tag)
    if known is None:
        raise UnknownError(tag)
    return known(element)


def _row(element: Element) -> str:
    return " ".join(filter(None, (_tex(child) for child in element)))


def _token(element: Element) -> str:
    text = element.whole.strip()
    if element.tag in {"mtext", "ms"}:
        return rf"\text{{{_plain(element.whole)}}}" if text else ""
    if text in _NAMES:
        return f"\\{text}"
    if element.tag == "mi" and len(text) > 1 and text.isalpha() and text.isascii():
        return rf"\mathrm{{{text}}}"
    signs = " ".join if element.tag == "mo" else "".join
    return signs(
        _SIGNS.get(char, char) + (" " if _SIGNS.get(char, "").startswith("\\") else "") for char in text
    ).strip()


def _plain(text: str) -> str:
    return "".join(rf"\{char}" if char in "{}%#$&_" else "" if char in "\\^~" else char for char in text)


def _parts(element: Element, count: int) -> list[str]:
    if len(element.children) != count:
        raise UnknownError(element.tag)
    return [_tex(child) for child in element]


def _base(text: str) -> str:
    return text if len(text) == 1 or (text.startswith("\\") and text[1:].isalpha()) else f"{{{text}}}"


def _fraction(element: Element) -> str:
    above, below = _parts(element, 2)
    return rf"\frac{{{above}}}{{{below}}}" if element.get("linethickness") != "0" else rf"{{{above} \atop {below}}}"


def _script(marks: str) -> Callable[[Element], str]:
    def write(element: Element) -> str:
        base, *scripts = _parts(element, 1 + len(marks))
        return _base(base) + "".join(f"{mark}{{{one}}}" for mark, one in zip(marks, scripts, strict=True) if one)

    return write


def _around(signs: dict[str, str], command: str, mark: str) -> Callable[[Element], str]:
    def write(element: Element) -> str:
        base, other = _parts(element, 2)
        sign = signs.get(element.children[1].whole.strip())
        if sign:
            return f"{sign}{{{base}}}"
        if base in {r"\sum", r"\prod", r"\int", r"\lim", r"\max", r"\min"}:
            return f"{base}{mark}{{{other}}}"
        return rf"\{command}{{{other}}}{{{base}}}"

    return write


def _root(element: Element) -> str:
    inside, index = _parts(element, 2)
    return rf"\sqrt[{index}]{{{inside}}}"


def _fenced(element: Element) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    between = element.get("separators", ",").strip()[:1] or " "
    inside = f"{between} ".join(_tex(child) for child in element)
    return rf"\left{_SIGNS.get(opening, opening) or '.'} {inside} \right{_SIGNS.get(closing, closing) or '.'}"


def _table(element: Element) -> str:
    rows = [row for row in element if row.tag in {"mtr", "mlabeledtr"}]
    lines = [" & ".join(_row(cell) for cell in row) for row in rows]
    inside = r" \\ ".join(lines)
    return rf"\begin{{matrix}} {inside} \end{{matrix}}"


_BUILT: dict[str, Callable[[Element], str]] = {
    "mfrac": _fraction,
    "msqrt": lambda element: rf"\sqrt{{{_row(element)}}}",
    "mroot": _root,
    "msup": _script("^"),
    "msub": _script("_"),
    "msubsup": _script("_^"),
    "munderover": _script("_^"),
    "mover": _around(_OVER, "overset", "^"),
    "munder": _around(_UNDER, "underset", "_"),
    "mfenced": _fenced,
    "mtable": _table,
    "menclose": lambda element: rf"\boxed{{{_row(element)}}}" if element.get("notation") == "box" else _row(element),
}
