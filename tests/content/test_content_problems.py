"""What is wrong with a text, and where: the marked part is what the caret would stand under."""

import pytest

from qbank.content import parse

CASES = [
    ("unsafe-html", "a «<b>»bold</b>", "write Markdown: **bold**"),
    ("unsafe-html", "> - «<u>»x", "<u> needs its </u>"),
    ("unsafe-html", "<sub>a</sub>«</sub>»", "<sub> needs its </sub>"),
    ("unsafe-html", "a\n\n> «<div>\n> b</div>»", "backticks"),
    ("unsafe-html", "- a\n\n  «<!-- b -->»", "after a # of YAML"),
    ("unsafe-html", "a «<!-- b -->»", "after a # of YAML"),
    ("unsafe-html", "List«<String>»", "backticks"),
    ("unsafe-html", "| a | b |\n|---|---|\n| \\| `<b>` | «<i>» |", "write Markdown: *emphasis*"),
    ("unsafe-html", "a «<br class=x>»", "write <br>"),
    ("unsafe-html", "«<span class=x>»b</span>", "only lang and dir"),
    ("unsafe-link", "a\r\n«[b](javascript:c)» d", "write [text](https://…)"),
    ("unsafe-link", "«[b](page.html)»", "write [text](https://…)"),
    ("unsafe-link", "«[b]()»", "write [text](https://…)"),
    ("unsafe-link", "«[b](https://)»", "write [text](https://…)"),
    ("unsafe-link", "«<std::vector>»", "backticks"),
    ("remote-media", "x ![a](b.png) «![c](https://d.e/f.png)»", "beside the bank"),
    ("remote-media", "> \u00a0\n> a «![c](http://d)»", "beside the bank"),
    ("remote-media", "«![c](data:image/png;base64,AA)»", "beside the bank"),
    ("remote-media", "«![c](//d.e/f.png)»", "beside the bank"),
    ("remote-media", "«![c][d]»\n\n[d]: http://e/f.png", "beside the bank"),
    ("missing-media", "«![a]()»", "![alt](file.png)"),
    ("missing-alt", "- «![](a.png)»", "![what it shows](a.png)"),
    ("missing-alt", "«![ ](a%20b.mp3)»", "![what is heard](a%20b.mp3)"),
    ("literal-formula", "What is «$x + 1?»", "close the formula with $"),
    ("literal-formula", "- a $y$ is «$\\frac{1}{2}»\n- b", "close the formula with $"),
    ("literal-formula", "So «\\(x\\)» is $y$.", "write $x$"),
    ("literal-formula", "«\\[\\frac{1}{2}\\]»", "write $$\\frac{1}{2}$$"),
    ("literal-formula", "| a | b |\n|---|---|\n| c | «$ x^2 $» |", "write $x^2$, without spaces"),
    ("literal-formula", "Solve «3$x$» = 6.", "write $3x$"),
    ("literal-table", "See:\n\n«| a | b |»\n| 1 | 2 |\n| 3 | 4 |", "write |---|---| below its first line"),
    ("literal-table", "> «| a | $b$ | c |»\n> | 1 | 2 | 3 |", "write |---|---|---|"),
    ("unclosed-code", "a\n\n«```python»\nx = 1\n\nb", "write ``` on a line below"),
    ("unclosed-code", "- b\n\n  «~~~~»\n  x\n  ~~~", "write ~~~~"),
    ("unclosed-code", "> «```»", "write ```"),
    ("bad-math", "é $x$ and $\\frac{1«$»", "not closed"),
    ("bad-math", "1. a\n\n   $$\n   x\n   + y^2«^»3\n   $$", ""),
    ("bad-math", "| a | b |\n|---|---|\n| $x$ | \\| $x\\|y^«$» |", "not closed"),
    ("bad-math", "$50«%»$", "\\%"),
    ("bad-math", "$\\\\ x «%» y$", "\\%"),
    ("bad-math", "$«\\newcommand»{\\a}{b}$", "write the formula out"),
    ("bad-math", "$«\\href»{javascript:a}{b}$", "links"),
    ("bad-math", "$\\text{a«_»b}$", "\\text"),
    ("bad-math", "$" + "{" * 60 + "«{»$", "split it"),
    ("bad-math", "$«" + "\\hat " * 200 + "x»$", "split it"),
    ("bad-math", "$«" + "x" * 3001 + "»$", "split it"),
    ("bad-math", "$$\\text{if «$»x}$$", ""),
    ("bad-math", "> $$\n> \\ce{A ->«[»B}\n> $$", ""),
    ("math-unsupported", "*a* $«\\rule»{1em}{1pt}$", "another way"),
    ("math-unsupported", "*a* $x + «\\aplha»$", "\\alpha"),
    ("math-unsupported", "$x «\\slashed»{D}$", "another way"),
    ("math-unsupported", "$$\n\\begin«{dcases}»a\\end{dcases}\n$$", "another way"),
    ("math-unsupported", "$$\n\\begin«{CD}»a\\end{CD}\n$$", "spelling"),
    ("math-unsupported", "$\\ce{H2O «@» x}$", "another way"),
    ("math-unsupported", "$\\ce{A ->[«\\foo»] B}$", "spelling"),
    ("math-unsupported", "$2 \\qty{3}{«\\furlong»}$", "another way"),
    ("math-unsupported", "$\\num{«abc»}$", "another way"),
    ("math-unsupported", "$\\text{a «\\foo» b}$", "another way"),
    ("math-unsupported", "$\\color{«mauve»} x$", "violet"),
    ("math-unsupported", "$\\substack{a \\\\ «\\foo»}$", "spelling"),
    ("math-unsupported", "$«\\operatorname<»$", "another way"),
    ("misplaced-blank", "$a«\x021\x03»$ \x022\x03", "move it out"),
    ("misplaced-blank", "![«\x021\x03»](a.png)", "move it out"),
    ("misplaced-blank", "```«\x021\x03»\na\n```", "move it out"),
]
WARNINGS = {"literal-table", "unclosed-code", "literal-formula", "missing-alt", "math-unsupported"}


@pytest.mark.parametrize(("code", "marked", "hint"), CASES)
def test_a_problem_stands_where_it_is(code: str, marked: str, hint: str) -> None:
    before, rest = marked.split("«")
    inside, after = rest.split("»")
    [problem] = parse(before + inside + after).problems
    assert (problem.code, problem.start, problem.end) == (code, len(before), len(before) + len(inside))
    assert hint in problem.hint
    assert problem.severity == ("warning" if code in WARNINGS else "error")


@pytest.mark.parametrize(
    "text",
    [
        "`<b>` `$x`",
        "    <b> $\\frac$",
        "```\n<script> $\\frac$ [x](javascript:y)\n```",
        "a \\<b> c < d & e > f",
        "1 <2 and 3> 2",
        "[a](#b)",
        "\\[[x]] [[y]] [z]",
        "$a \\% b$ $\\{ \\}$ $\\pmod{n}$ $\\sum\\limits_{i}$",
        "$\\text{if $x$}$ and $\\ce{A ->[$h\\nu$] B}$",
        "\\![a](http://b.c/d.png)",
        "It costs $5 or $6, in US$ and A$ + tax, or $ 7 = 7 $8, and 5$ + 6$ make 11$.",
        "`\\(x\\)` `$x = 1` and \\$x = 1 and \\\\(x\\\\)",
        "\\[1\\] \\[a\\](b) a$b$",
        "an [unknown][reference]",
    ],
)
def test_what_is_fine(text: str) -> None:
    assert parse(text).problems == ()


def test_lists_that_are_too_deep_are_reported() -> None:
    problems = parse("> " * 50 + "lost").problems
    assert [problem.code for problem in problems] == ["nested-too-deep"]
    assert parse("> " * 30 + "kept").problems == ()


def test_references_and_formulas() -> None:
    text = "- ![a *b* $c$ <u>d</u>](e/f%20g.ogg)\n  $x$\n\n$$y$$ ![h][i]\n\n[i]: j.mp4"
    content = parse(text)
    assert [(r.kind, r.src, r.alt, text[r.start : r.end]) for r in content.references] == [
        ("audio", "e/f g.ogg", "a b $c$ d", "![a *b* $c$ <u>d</u>](e/f%20g.ogg)"),
        ("video", "j.mp4", "h", "![h][i]"),
    ]
    assert [(f.tex, f.display, text[f.start : f.end]) for f in content.formulas] == [
        ("x", False, "x"),
        ("y", True, "y"),
    ]


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("plain", set()),
        ("*a*", set()),
        ("$a$", {"math"}),
        ("$$\na\n$$", {"math"}),
        ("![a](b.png)", {"image"}),
        ("![a](b.WAV) ![a](b.webm)", {"audio", "video"}),
        ("|a|\n|-|", {"table"}),
        ("`a`", {"code"}),
        ("    a", {"code"}),
        ("<https://a.b>", {"link"}),
        ("<u>a</u>", {"html"}),
    ],
)
def test_features(text: str, features: set[str]) -> None:
    assert parse(text).features == features
