"""SVG files: pictures as programs write them pass; what would run, load or link does not, and its line is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.compiler.reader import compile_file
from qbank.compiler.svg import MAX_DEPTH, UnsafeSvg, check_svg

BANK = """\
schema: 1
bank: b
questions:
  - type: flashcard
    id: q
    front: See ![a cell](cell.svg)
    back: x
"""


def svg(inside: str, attributes: str = "") -> str:
    """Return an SVG file with something in it."""
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {namespaces} {attributes}>{inside}</svg>"


FINE = {
    "shapes and text": svg("<g><path d='M0 0L9 9'/><text x='1'>a <tspan>b</tspan></text></g>", "viewBox='0 0 9 9'"),
    "references within": svg(
        "<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style=\"filter:url('#f')\"/><use href='#g'/>"
    ),
    "as xlink": svg("<use xlink:href='#x'/><path id='x' d=''/>"),
    "a picture in it": svg("<image href='data:image/png;base64,AAAA'/><image xlink:href='data:image/jpeg;base64,AA'/>"),
    "its own style": svg("<style><![CDATA[ .a { fill: #fff; font-family: 'A \\26 B' } ]]></style>"),
    "a font in it": svg("<style>@font-face { font-family: f; src: url(data:font/woff2;base64,AA) }</style>"),
    "a link": svg("<a href='https://example.org/'><text>more</text></a>"),
    "motion": svg("<circle><animate attributeName='r' values='1;2' dur='1s'/></circle>"),
    "Matplotlib's head": (
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n' + svg("<metadata/>")
    ),
    "Inkscape's own": svg(
        "<sodipodi:namedview inkscape:zoom='1'/><metadata><rdf:RDF><cc:Work rdf:about=''/></rdf:RDF></metadata>",
        "xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' xmlns:cc='http://creativecommons.org/ns#' "
        "xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'",
    ),
    "another alphabet": svg("<title>תא — 细胞 &amp; &#8734;</title>"),
}
REFUSED = {
    "script": ("<script", svg("<script>alert(1)</script>")),
    "script by address": ("<script", svg("<script href='data:text/javascript,1'/>")),
    "script by prefix": ("<s:script", svg("\n<s:script xmlns:s='http://www.w3.org/2000/svg'>1</s:script>")),
    "page inside": ("<foreignObject", svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>")),
    "HTML": ("<h:iframe", svg("<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='x'/>")),
    "handler": ("<svg", svg("", "onload='alert(1)'")),
    "handler in capitals": ("<g", svg("<g ONCLICK='x()'/>")),
    "linked picture": ("<image", svg("<image href='https://example.org/a.png'/>")),
    "linked file": ("<image", svg("<image xlink:href='a.png'/>")),
    "use of elsewhere": ("<use", svg("<use href='other.svg#a'/>")),
    "SVG in SVG": ("<image", svg("<image href='data:image/svg+xml;base64,AA'/>")),
    "script as link": ("<a ", svg("<a href=' java&#115;cript:alert(1)'><text/></a>")),
    "animated link": ("<set", svg("<a href='#'><set attributeName='xlink:href' to='javascript:alert(1)'/></a>")),
    "loading style": ("<g", svg("<g style='fill:url(https://example.org/a)'/>")),
    "loading attribute": ("<g", svg("<g filter=\"url( 'other.svg#f' )\"/>")),
    "disguised style": ("<g", svg("<g style='fill:\\75 rl(//example.org)'/>")),
    "import": ("</style", svg("<style>@import '//example.org/a.css';</style>")),
    "disguised import": ("</style", svg("<style>@\\69mport '//example.org/a.css';</style>")),
    "font of elsewhere": ("</style", svg("<style>@font-face { src: url(f.woff2) }</style>")),
    "style sheet": ("<?xml-s", "<?xml-stylesheet href='a.css'?>" + svg("")),
    "entities": ("]>", '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;")),
    "many entities": ("]>", '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + svg("&c;")),
    "file entity": ("]>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;")),
    "no namespace": ("<svg", "<svg><path d=''/></svg>"),
    "HTML for SVG": ("<html", "<html xmlns='http://www.w3.org/1999/xhtml'/>"),
    "not closed": ("</svg", svg("<g>")),
    "flowed text": ("<flowRoot", svg("<flowRoot/>")),
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_picture_passes(text: str, tmp_path: Path) -> None:
    (tmp_path / "cell.svg").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(BANK, encoding="utf-8")
    unit = compile_file(tmp_path, "b.yaml")
    assert unit.diagnostics == [] and [media.type for media in unit.media.values()] == ["image/svg+xml"]


@pytest.mark.parametrize(("place", "text"), REFUSED.values(), ids=REFUSED)
def test_what_is_more_than_a_picture_is_an_error_at_its_line(place: str, text: str, tmp_path: Path) -> None:
    """Empty lines before the place, and its line is named."""
    at = text.index(place)
    text = text[:at].replace(" ", "\n") + text[at:] if not text.startswith("<!DOCTYPE") else text
    (tmp_path / "cell.svg").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(BANK, encoding="utf-8")
    [fault] = compile_file(tmp_path, "b.yaml").diagnostics
    assert (fault.code, fault.severity, fault.span.line) == ("unsafe-svg", "error", 6)
    assert fault.message.startswith("cell.svg ") and fault.hint
    assert fault.message.endswith(f"(line {text[: text.index(place)].count(chr(10)) + 1})")


def test_example_banks_and_kitchen_sink_have_pictures_that_pass() -> None:
    root = Path(__file__).parents[2]
    files = [*root.glob("source/**/*.svg"), *root.glob("tests/kitchen_sink/**/*.svg")]
    assert len(files) >= 5
    for file in files:
        check_svg(file)


def test_depth_is_limited_and_size_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(svg("<g>" * (MAX_DEPTH - 1) + "</g>" * (MAX_DEPTH - 1)), encoding="utf-8")
    check_svg(file)
    file.write_text(svg("<g>" * 100_000), encoding="utf-8")
    with pytest.raises(UnsafeSvg, match="nested"):
        check_svg(file)
    file.write_text(svg("<path d='M0 0'/>" * 200_000), encoding="utf-8")
    check_svg(file)


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: svg(text).encode("utf-8", "surrogatepass")))
def test_any_bytes_pass_or_are_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "a.svg"
    file.write_bytes(data)
    try:
        check_svg(file)
    except UnsafeSvg as error:
        assert str(error) and error.hint
