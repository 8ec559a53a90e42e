r"""TeX into MathML that every target can take: well-formed, harmless, without style attributes.

What math-core makes is read as XML and made safe (`math_tree`); here it is written for a target. Its styles have become
classes (see `math_css`), and attributes that readers without our CSS understand.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree as ET

from qbank.content.escape import attribute, escape
from qbank.content.formulas import shown

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_LINE = "linear-gradient(to top {}, transparent calc(50% - .04em), currentcolor, transparent calc(50% + .04em))"


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool, xml: bool, classes: bool) -> str | None:
    """Return the formula as a `math` element with its TeX as annotation, or None where it can't be converted.

    `xml` adds the namespace; `classes` keeps what `math_css` gives a meaning.
    """
    root = shown(tex, display=display)
    if root is None:
        return None
    if isinstance(root, str):
        return root.replace("<math", f'<math xmlns="{NAMESPACE}"', 1) if xml else root
    out: list[str] = []
    _write(root, out, {key for key, left in (("voffset", xml), ("class", not classes)) if left}, xml)
    return "".join(out)


def _write(element: ET.Element, out: list[str], left_out: set[str], xml: bool) -> None:
    name = element.tag
    attributes = [(key, value) for key, value in element.items() if key not in left_out]
    if xml and name == "math":
        attributes.insert(0, ("xmlns", NAMESPACE))
    out.append(f"<{name}{''.join(attribute(key, value) for key, value in attributes)}>")
    out.append(escape(element.text or ""))
    for child in element:
        _write(child, out, left_out, xml)
    out.append(f"</{name}>")


def math_css() -> str:
    """Return the CSS that formulas need where classes are kept: aligned columns, rules, cancelled terms, boxes."""
    rules = [
        ".m-wide{width:100%}", ".m-half{width:50%}", ".m-left{text-align:left}", ".m-right{text-align:right}",
        ".m-pl0{padding-left:0}", ".m-pr0{padding-right:0}", ".m-pl1{padding-left:1em}",
        *(f".m-{kind[0]}{side[0]}{{border-{side}:.05em {line} currentcolor}}"
          for kind, line in (("b", "solid"), ("d", "dashed")) for side in ("left", "right", "top", "bottom")),
        "math mtable{border-collapse:collapse}", ".m-bold,.m-bold-italic{font-weight:bold}",
        ".m-italic,.m-bold-italic{font-style:italic}", ".m-sans-serif{font-family:sans-serif}",
        ".m-monospace{font-family:monospace}", ".m-underline{text-decoration:underline}",
        ".m-caps{font-variant-caps:small-caps}",
        "menclose[notation=box]{border:.06em solid;padding:.2em}",
        f"menclose[notation=updiagonalstrike]{{background:{_LINE.format('left')}}}",
        f"menclose[notation=downdiagonalstrike]{{background:{_LINE.format('right')}}}",
    ]  # fmt: skip
    return "\n".join(rules)
