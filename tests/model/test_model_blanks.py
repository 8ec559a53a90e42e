r"""The syntax of blanks: `[[a|b]]`, `[[a ~b]]`, `[[=1±2]]`, `[[=1..2]]`, `[[@name]]`, `\[[`."""

from __future__ import annotations

import pytest

from qbank.model.blanks import find


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("[[older|elder]]", ("older", "elder")),
        ("[[ a b | c ]]", ("a b", "c")),
        (r"[[a\|b]]", ("a|b",)),
        (r"[[x\~y]]", ("x~y",)),
        (r"[[\=5]]", ("=5",)),
        (r"[[\@home]]", ("@home",)),
        (r"[[a\]\]b]]", ("a]]b",)),
        ("[[a[1]]]", ("a[1]",)),
        ("[[std::vector]]", ("std::vector",)),
        ("[[漢字]]", ("漢字",)),
    ],
)
def test_text(typed: str, texts: tuple[str, ...]) -> None:
    """A bar separates accepted answers; a backslash makes a mark a character."""
    [gap] = find(typed).gaps
    assert (gap.texts, gap.fault) == (texts, None)


@pytest.mark.parametrize(
    ("typed", "options"),
    [("[[has ~have ~had]]", ("has", "have", "had")), ("[[has~have]]", ("has", "have")), ("[[a|b ~c]]", ("a|b", "c"))],
)
def test_drop_downs(typed: str, options: tuple[str, ...]) -> None:
    """The first option is right."""
    [gap] = find(typed).gaps
    assert gap.options == options


@pytest.mark.parametrize(
    ("typed", "number", "bounds"),
    [
        ("[[=9.81±0.05]]", ("9.81", "0.05"), None),
        ("[[=9.81±1%]]", ("9.81", "1%"), None),
        ("[[= 5 +- 0.1 ]]", ("5", "0.1"), None),
        ("[[=-3]]", ("-3", "0"), None),
        ("[[=3..5]]", None, ("3", "5")),
        ("[[=-1.5..2e3]]", None, ("-1.5", "2e3")),
    ],
)
def test_numbers(typed: str, number: tuple[str, str] | None, bounds: tuple[str, str] | None) -> None:
    """A number with its tolerance, or a range."""
    [gap] = find(typed).gaps
    assert (gap.number, gap.bounds, gap.fault) == (number, bounds, None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("[[]]", "empty-blank"), ("[[ ]]", "empty-blank"), ("[[a||b]]", "empty-blank"), ("[[a ~]]", "empty-blank"),
     ("[[=x]]", "bad-number"), ("[[=3,5]]", "bad-number"), ("[[=]]", "bad-number"), ("[[open", "unclosed-blank")],
)  # fmt: skip
def test_faults(typed: str, code: str) -> None:
    """What can't be a blank says why, at its place."""
    [gap] = find(f"text {typed}").gaps
    assert gap.fault is not None
    assert (gap.fault[0], gap.start) == (code, 5)


@pytest.mark.parametrize("typed", ["$a[[1]]$", "$$m[[1]]$$", "[a [[b]] c](x.html)", "![[[a]]](x.png)"])
def test_literal_in_formulas_links_and_images(typed: str) -> None:
    """There `[[` stays, and the place is known for a warning."""
    found = find(f"{typed} [[real]]")
    assert [gap.texts for gap in found.gaps] == [("real",)]
    assert len(found.literals) == 1


def test_escaped_brackets_are_text() -> None:
    r"""`\[[` is two brackets, and what follows is no blank."""
    found = find(r"write \[[x]] and [[y]]")
    assert [gap.texts for gap in found.gaps] == [("y",)]
    assert found.parts[0] == r"write \[\[x]] and "


def test_names_and_offsets() -> None:
    """A blank knows its name and where it stands in the prompt."""
    prompt = "One [[@verb]] two [[a]]."
    found = find(prompt)
    assert [(gap.name, prompt[gap.start : gap.end]) for gap in found.gaps] == [("verb", "[[@verb]]"), ("", "[[a]]")]
    assert [part for part in found.parts if isinstance(part, str)] == ["One ", " two ", "."]
