r"""Commands that one engine lacks, in words that it has.

Each argument of a template is used once: twice, and formulas inside each other would grow without end.
"""

from __future__ import annotations

from qbank.content.tex.rewriter import Command, Handler, Rewriter, template

_GREEK = {
    "Alpha": "A", "Beta": "B", "Epsilon": "E", "Zeta": "Z", "Eta": "H", "Iota": "I", "Kappa": "K", "Mu": "M",
    "Nu": "N", "Omicron": "O", "Rho": "P", "Tau": "T", "Chi": "X",
}  # fmt: skip
_SETS = {
    "R": "R", "N": "N", "Z": "Z", "Reals": "R", "reals": "R", "natnums": "N", "cnums": "C", "Complex": "C",
}  # fmt: skip
_FUNCTIONS = ("erf", "erfc", "tg", "ctg", "arctg", "arcctg", "cosec", "sh", "ch", "th", "cth", "cotg")
_SYMBOLS = {
    "coloneqq": "\\mathrel{:=}", "coloneq": "\\mathrel{:=}", "colonequals": "\\mathrel{:=}",
    "Coloneqq": "\\mathrel{::=}", "Coloneq": "\\mathrel{::=}", "coloncolonequals": "\\mathrel{::=}",
    "eqqcolon": "\\mathrel{=:}",
    "eqcolon": "\\mathrel{=:}", "equalscolon": "\\mathrel{=:}", "vcentcolon": "\\mathrel{:}", "ratio": "\\mathrel{:}",
    "dblcolon": "\\mathrel{::}", "coloncolon": "\\mathrel{::}", "eqdef": "\\overset{\\mathrm{def}}{=}",
    "iddots": "\\mathinner{⋰}", "oiint": "\\mathop{∯}\\nolimits ", "oiiint": "\\mathop{∰}\\nolimits ",
    "lightning": "{↯}",
    "copyright": "{©}", "pounds": "{£}", "textdegree": "{}^{\\circ}", "rupee": "{₹}", "nequiv": "\\not\\equiv ",
    "notni": "\\not\\ni ", "empty": "\\emptyset ", "infin": "\\infty ", "isin": "\\in ", "exist": "\\exists ",
    "plusmn": "\\pm ", "sub": "\\subset ", "sube": "\\subseteq ", "supe": "\\supseteq ", "bull": "\\bullet ",
    "clubs": "\\clubsuit ", "spades": "\\spadesuit ", "hearts": "\\heartsuit ", "diamonds": "\\diamondsuit ",
    "alef": "\\aleph ", "alefsym": "\\aleph ", "real": "\\Re ", "image": "\\Im ", "thetasym": "\\vartheta ",
    "lang": "\\langle ", "rang": "\\rangle ", "larr": "\\leftarrow ", "rarr": "\\rightarrow ", "uarr": "\\uparrow ",
    "darr": "\\downarrow ", "harr": "\\leftrightarrow ", "lrarr": "\\leftrightarrow ", "lArr": "\\Leftarrow ",
    "rArr": "\\Rightarrow ", "hArr": "\\Leftrightarrow ", "Larr": "\\Leftarrow ", "Rarr": "\\Rightarrow ",
    "Harr": "\\Leftrightarrow ", "Lrarr": "\\Leftrightarrow ", "lrArr": "\\Leftrightarrow ", "dag": "\\dagger ",
    "ddag": "\\ddagger ", "Dagger": "\\ddagger ", "medspace": "\\:", "thickspace": "\\;",
    "argmax": "\\operatorname*{arg\\,max}",
    "argmin": "\\operatorname*{arg\\,min}", "plim": "\\operatorname*{plim}", "bigtimes": "\\mathop{⨉}",
    "lq": "‘", "rq": "’",
}  # fmt: skip
_STACKED = {
    "xRightarrow": "\\Longrightarrow", "xLeftarrow": "\\Longleftarrow", "xLeftrightarrow": "\\Longleftrightarrow",
    "xleftrightarrow": "\\longleftrightarrow", "xmapsto": "\\longmapsto", "xhookrightarrow": "\\hookrightarrow",
    "xhookleftarrow": "\\hookleftarrow", "xrightleftharpoons": "\\rightleftharpoons", "xlongequal": "=",
    "xleftrightharpoons": "\\leftrightharpoons", "xrightharpoonup": "\\rightharpoonup",
    "xrightharpoondown": "\\rightharpoondown", "xleftharpoonup": "\\leftharpoonup", "xtofrom": "\\rightleftarrows",
    "xleftharpoondown": "\\leftharpoondown", "xtwoheadrightarrow": "\\twoheadrightarrow",
    "xtwoheadleftarrow": "\\twoheadleftarrow",
}  # fmt: skip


_TYPED = {
    "∅": "{\\emptyset}", "√": "{\\surd}", "∠": "{\\angle}", "∡": "{\\measuredangle}", "∢": "{\\sphericalangle}",
    "∴": "\\therefore ", "∵": "\\because ", "⊤": "{\\top}", "⊥": "\\perp ",
}  # fmt: skip


def _same(texts: dict[str, str], arguments: int = 0) -> dict[str, Handler]:
    return {f"\\{name}": template(text, arguments) for name, text in texts.items()}


def _arrow(arrow: str) -> Handler:
    r"""Return a handler for `\xRightarrow[below]{above}`, set as one thing over another."""
    plain, both = template(f"\\overset{{#1}}{{{arrow}}}", 1), f"}}{{{arrow}}}}}"

    def handler(rewriter: Rewriter, command: Command) -> int:
        option = rewriter.option(command, command.after)
        if option is None:
            return plain(rewriter, command)
        above = rewriter.argument(command, option.after)
        rewriter.expand("\\overset{#1}{\\underset{#2" + both, [above, option], command.start)
        return above.after

    return handler


MATHJAX: dict[str, Handler] = {
    **_same({name: f"\\mathrm{{{letter}}}" for name, letter in _GREEK.items()}),
    **_same({name: f"\\mathbb{{{letter}}}" for name, letter in _SETS.items()}),
    **_same({name: f"\\operatorname{{{name}}}" for name in _FUNCTIONS}),
    **_same(_SYMBOLS),
    **_same({"bm": "\\boldsymbol{#1}", "bold": "\\mathbf{#1}", "operatornamewithlimits": "\\operatorname*{#1}"}, 1),
    **_same({"bra": "{\\langle #1|}", "ket": "{|#1\\rangle}"}, 1),
    **_same({"prescript": "{}^{#1}_{#2}{#3}"}, 3),
    **{f"\\{name}": _arrow(arrow) for name, arrow in _STACKED.items()},
}
"""What math-core knows and MathJax doesn't, at least not in every version that is in use."""

MATHCORE: dict[str, Handler] = {
    **_same(
        {
            "dotsb": "\\cdots ", "dotsm": "\\cdots ", "dotsi": "\\cdots ", "dotsc": "\\ldots ", "dotso": "\\ldots ",
            "centerdot": "\\cdot ", "smallsetminus": "\\setminus ", "thicksim": "\\sim ", "thickapprox": "\\approx ",
            "varpropto": "\\propto ", "shortmid": "\\mid ", "shortparallel": "\\parallel ", "nshortmid": "\\nmid ",
            "nshortparallel": "\\nparallel ", "smallfrown": "\\frown ", "smallsmile": "\\smile ", "intop": "\\int ",
            "smallint": "\\int ", "strut": "", "varliminf": "\\underline{\\lim}", "varlimsup": "\\overline{\\lim}",
            "varinjlim": "\\underset{\\rightarrow}{\\lim}", "varprojlim": "\\underset{\\leftarrow}{\\lim}",
            "TeX": "\\text{TeX}", "LaTeX": "\\text{LaTeX}", "hfil": "", "hfill": "", "arrowvert": "\\vert ",
            "Arrowvert": "\\Vert ", "bracevert": "\\vert ",
        }
    ),
    **_same(
        {
            "substack": "\\begin{subarray}{c}#1\\end{subarray}", "widetilde": "\\tilde{#1}",
            "mathnormal": "\\mathit{#1}",
            "pmb": "\\boldsymbol{#1}", "mathup": "\\mathrm{#1}", "vcenter": "{#1}", "rlap": "{#1}", "llap": "{#1}",
        },
        1,
    ),
    **{character: template(text) for character, text in _TYPED.items()},
    "\\smash": template("{#1}", 1, option=True),
    "\\cfrac": template("\\cfrac{#1}{#2}", 2, option=True),
    "\\framebox": template("\\boxed{\\text{#1}}", 1),
}  # fmt: skip
"""What MathJax knows and math-core doesn't."""

BOTH: dict[str, Handler] = {
    **_same({"degree": "{}^{\\circ}"}),
    "\\label": template("", 1),
    "\\overunderset": template("\\overset{#1}{\\underset{#2}{#3}}", 3),
    "\\braket": template("{\\langle #1\\rangle}", 1),
    "\\tag": template("\\qquad\\text{(#1)}", 1),
    "\\tag*": template("\\qquad\\text{#1}", 1),
}
"""What neither knows as it is meant."""
