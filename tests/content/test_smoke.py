"""The interface as others use it."""

from qbank.content import HtmlStyle, html


def test_a_plain_text_is_a_paragraph() -> None:
    assert html("Hello", HtmlStyle(), lambda reference: reference.src) == "<p>Hello</p>"
