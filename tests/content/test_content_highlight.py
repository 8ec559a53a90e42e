"""Code in colour can be read in every theme, and stays the code that it was."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.token import STANDARD_TYPES

from qbank.content import highlight_css, math_css
from qbank.content.highlight import highlight

CODES = {
    "python": 'def f(x):\n    """doc"""\n    return f"{x!r}" + 0x1F  # c',
    "c": "#include <a.h>\nint main(void) { return 'a'; } // end",
    "html": '<a href="b">&amp;</a><!-- c -->',
    "sql": "SELECT a FROM b WHERE c = 'd';",
    "bash": 'for x in *; do echo "$x"; done',
    "diff": "-a\n+b\n@@ c",
}


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize(("theme", "backgrounds"), [(0, ("#ffffff", "#f6f8fa")), (1, ("#000000", "#1e1e1e"))])
def test_colours_have_contrast(theme: int, backgrounds: tuple[str, ...]) -> None:
    colours = re.findall(r"color:(#[0-9a-f]{6})", highlight_css()[theme])
    assert len(colours) == 5
    for colour in colours:
        for background in backgrounds:
            assert contrast(colour, background) >= 4.5, (colour, background)


def test_css_is_scoped_and_its_classes_are_pygments() -> None:
    for css in highlight_css():
        for rule in css.splitlines():
            assert (match := re.fullmatch(r"\.highlight :is\((.+)\)\{[^{}]*\}", rule)), rule
            assert {name.removeprefix(".") for name in match[1].split(",")} <= set(STANDARD_TYPES.values())


def test_css_of_formulas_is_balanced() -> None:
    assert math_css().count("{") == math_css().count("}") == len(math_css().splitlines())


@pytest.mark.parametrize("language", CODES)
def test_code_is_coloured_and_stays_what_it_was(language: str) -> None:
    shown = highlight(CODES[language], language)
    assert "<span class=" in shown
    assert unescape(re.sub(r"<.*?>", "", shown)) == CODES[language]


@settings(deadline=None)  # the first use of a lexer imports it
@given(st.sampled_from(sorted(CODES)), st.data())
def test_a_blank_anywhere_in_code_stays_whole(language: str, data: st.DataObject) -> None:
    code = CODES[language]
    place = data.draw(st.integers(0, len(code)))
    marked = f"{code[:place]}\x0242\x03{code[place:]}"
    assert unescape(re.sub(r"<.*?>", "", highlight(marked, language))) == marked


@pytest.mark.parametrize("language", ["", "no such language", "../x"])
def test_an_unknown_language_has_no_colour(language: str) -> None:
    assert highlight("a < b", language) == "a &lt; b"
