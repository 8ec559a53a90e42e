"""`qbank explain` knows every code: none is emitted without a page, no page is about nothing."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from emitted_codes import emitted

from qbank.cli import cli
from qbank.explain import codes, page

EMITTED = emitted()


def test_every_code_that_is_emitted_has_a_page_and_every_page_a_code() -> None:
    """The codes in the source and the pages are the same: nobody meets a code that can't be explained."""
    assert sorted(codes()) == sorted(EMITTED)


def test_the_collector_sees_codes_of_every_making() -> None:
    """The list of codes isn't empty by mistake: it has one of each way in which the source writes a code."""
    by_way = {
        "no-banks": "Diagnostic(…)",
        "bad-weight": "Finding(…)",
        "missing-alt": "Problem(…)",
        "math-unsupported": "Failure(…)",
        "media-type": "MediaFault(…)",
        "one-line-text": "fault(…)",
        "unknown-value": "found(…)",
        "reserved-key": "report(…)",
        "several-documents": "add(…)",
        "tag": "a choice of two",
        "missing-colon": "an assignment of several",
        "unclosed-quote": "an argument named code",
        "unclosed-blank": "a tuple",
    }
    assert sorted(by_way) == sorted(set(by_way) & set(EMITTED))


@pytest.mark.parametrize("code", codes())
def test_the_page_says_how_grave_it_is(code: str) -> None:
    """The severity on the page is the one that the code is emitted with: `allow` goes by it."""
    found = page(code)
    assert found is not None
    assert {found.severity} == EMITTED[code]


@pytest.mark.parametrize("code", codes())
def test_the_page_has_the_form(code: str) -> None:
    """A page is short: a sentence on one line that stands alone in the list, prose, and wrong before right."""
    found = page(code)
    assert found is not None
    first, _, rest = found.text.partition("\n")
    assert re.fullmatch(r"[A-Z`].*\.", first) and len(first) <= 140, first
    assert not rest or rest.startswith("\n"), "the first sentence is a paragraph of its own"
    headings = re.findall(r"^## (.*)$", found.text, re.MULTILINE)
    assert headings in ([], ["Right"], ["Wrong", "Right"])
    assert len(found.text.splitlines()) <= 60
    assert max(map(len, found.text.splitlines())) <= 140


def test_the_list_shows_every_code_with_its_severity_and_sentence() -> None:
    """`qbank explain` without a code lists them all, a line each."""
    result = CliRunner().invoke(cli, ["explain"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert [line.split()[0] for line in lines] == list(codes())
    assert re.search(r"(?m)^no-blank +error +A cloze has no blank to fill in\.$", result.output)
    assert re.search(r"(?m)^missing-alt +warning +An image, sound or film has no alt text\.$", result.output)


def test_a_page_is_printed_with_its_head() -> None:
    """`qbank explain CODE` begins as the finding does, so that people recognise it."""
    result = CliRunner().invoke(cli, ["explain", "missing-colon"])
    assert result.exit_code == 0
    assert result.output.startswith("error[missing-colon]\n\nAfter the name of a field there is no colon.\n")
    assert "## Right" in result.output


def test_a_misspelt_code_gets_a_suggestion() -> None:
    """A code that there isn't is wrong usage (2), and the nearest one is named."""
    result = CliRunner().invoke(cli, ["explain", "no-corect-choice"])
    assert result.exit_code == 2
    assert "Did you mean no-correct-choice?" in result.output
