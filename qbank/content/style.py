"""The few ways in which targets' HTML differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    r"""What a target's HTML may hold.

    `math`: "tex" is `\(…\)` and `\[…\]` for MathJax, with `<`, `>` and `&` escaped; "mathml" needs no script.
    `xml`: well-formed XHTML: void elements closed, no entities but XML's own, `xmlns` on formulas.
    `dialect`: "qti2" keeps to the elements and attributes of QTI 2.1's subset, which has no `u`, `mark`, `s`, `audio`,
    `video`, `style`, `start`, `dir`: spans with a class (`underline`, `mark`, `strike`), objects and Unicode's isolates
    take their place. "qti22" is the same but for `dir`; "qti3" has `lang`, too, and sounds and films, which make their
    paragraph a `div`.
    `classes`: table cells are aligned by class (`align-left`, `align-center`, `align-right`), else by a style
    attribute, and code has no colour, for editors that strip classes. `highlight`: code in colour. `media`: images,
    sounds and films; without, the alt text stands in their place, in brackets.
    """

    math: Literal["tex", "mathml"] = "mathml"
    xml: bool = False
    dialect: Literal["html5", "qti2", "qti22", "qti3"] = "html5"
    classes: bool = True
    highlight: bool = True
    media: bool = True
