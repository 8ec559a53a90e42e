"""The script's rules are those of `question.score`: the same responses, put to both."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pages_kit
import pytest
import study_kit
from agreement import Agreement
from playwright.sync_api import Browser
from qbank_html import words
from qbank_html.screen.patterns import to_javascript
from qbank_html.screen.scoring import options_of, scoring

from qbank.api import KINDS

SCORE = pages_kit.ROOT / "exporters" / "qbank_html" / "templates" / "study" / "score.js"


def question(kind: str, **fields: Any) -> Any:
    """Return a question as typed."""
    return KINDS[kind].model_validate({"type": kind, "id": "q", "prompt": "?", **fields})


def in_browser(browser: Browser, cases: list[tuple[Any, Any]], numerals: str = "") -> list[str]:
    """Return the credit that the script gives for each question and response (as the script knows it)."""
    data = [(scoring(one, numerals), response) for one, response in cases]
    page = browser.new_page()
    code = SCORE.read_text(encoding="utf-8")
    found: list[str] = page.evaluate(
        f"cases => {{ {code}; return cases.map(([question, given]) => reduced(share(question, given)).join('/')); }}",
        json.loads(json.dumps(data)),
    )
    page.close()
    return [str(Fraction(one)) for one in found]


def agree(browser: Browser, agreement: Agreement, cases: list[tuple[Any, Any, Any]], numerals: str = "") -> None:
    """Put each question and response to both: what the script is given, and the same for the model.

    A language's own numerals are read besides what the model reads, as the table declares.
    """
    found = in_browser(browser, [(one, given) for one, given, _ in cases], numerals)
    for (one, _, response), credit in zip(cases, found, strict=True):
        theirs = Fraction(credit) * Fraction(one.points)
        agreement(study_kit.CONSUMER, one.type, one.score(response), theirs, declared=bool(numerals))


TEXTS = [
    question("short_answer", accept=["Straße", "naïve", "İstanbul", "ΣΊΣΥΦΟΣ"]),
    question("short_answer", accept=["Paris", {"text": "paris", "credit": "50%"}], case_sensitive=True),
    question("short_answer", accept=["a*b", r"\*x", {"text": "*.?+", "credit": "1/3"}], match="wildcard"),
    question("short_answer", accept=[r"(?P<c>[a-c])\d+(?P=c)", r"\w{2,3}/[\d\-x]", "^[^ab]+$"], match="regex"),
    question(
        "short_answer", accept=["x", {"text": "y", "credit": "0"}, {"text": "*", "match": "wildcard", "credit": "0.1"}]
    ),
]
TYPED = [
    "straße",
    "STRASSE",
    "Straße ",
    "naïve",
    "NAI\u0308VE",
    "i̇stanbul",
    "İSTANBUL",
    "σίσυφος",
    "σίσυφοσ",
    "Paris",
    "paris",
    " PARIS\u2003",
    "\ufeffParis",
    "\x1fParis\x85",
    "ab",
    "aXXb",
    "a\nb",
    "a*b",
    "*x",
    "xx",
    "z.?+",
    "a12a",
    "a12b",
    "A1A",
    "é1/3",
    "ab/-",
    "١x/٤",
    "zz",
    "b",
    "x",
    "y",
    "",
    "   ",
    "\\*x",
    "a.b",
]


def test_typed_texts(browser: Browser, agreement: Agreement) -> None:
    agree(browser, agreement, [(one, typed, typed) for one in TEXTS for typed in TYPED])


NUMBERS = [
    question("numeric", answer="9.81", tolerance="1%"),
    question("numeric", answer="-0.1", tolerance="0.2", accept=[{"answer": "1e3", "credit": "1/3"}]),
    question("numeric", min="0.1", max="0.30000000000000004"),
    question("numeric", answer="1.5", unit="A", units={"mA": "0.001", "kA": "1000", "constructor": "1"}, tolerance="0"),
    question("numeric", answer="6.02214076e23", tolerance="0"),
]
DIGITS = [
    "9.81",
    "9.7119",
    "9.71190",
    "9.9081",
    "9.90811",
    " 9.81\t",
    "+9.81",
    "-.1",
    "-0.3",
    "-.30000000001",
    ".1e0",
    "1E+3",
    "999.8",
    "1000.2",
    "1000.21",
    "0.3",
    "0.30000000000000004",
    "0.300000000000000041",
    "٩٫٨١",
    "٩.٨١",
    "𝟗.𝟖𝟏",
    "9,81",
    "9.81x",
    "1.5 A",
    "1.5A",
    "1500 mA",
    "1500  mA ",
    ".0015 kA",
    "1.5 a",
    "1.5",
    "1.5 B",
    "1.5 constructor",
    "1.5 toString",
    "6.02214076e23",
    "602214076000000000000000",
    "602214076000000000000001",
    "1e999",
    "1e-999",
    "1e9999",
    ".",
    "-",
    "",
    "e3",
    "0x10",
    "1_0",
    "--1",
]


def test_typed_numbers(browser: Browser, agreement: Agreement) -> None:
    agree(browser, agreement, [(one, typed, typed) for one in NUMBERS for typed in DIGITS])


def test_a_decimal_comma_where_the_language_has_one(browser: Browser, agreement: Agreement) -> None:
    one = question("numeric", answer="9.81", tolerance="0")
    typed = ["9,81", "9.81", "9,81,0", "9.81,0", ",981e1"]
    assert in_browser(browser, [(one, text) for text in typed], numerals=",") == ["1", "1", "0", "0", "1"]
    agree(browser, agreement, [(one, text, text) for text in typed], numerals=",")


def test_the_digits_of_the_language(browser: Browser) -> None:
    """They count as 0 to 9 do; those of another language are no number, and mixing marks isn't, either."""
    one = question("numeric", answer="9.81", tolerance="0", unit="m", units={"m": 1})
    typed = ["٩٫٨١ m", "9.81 m", "٩.٨١m", "9٫81 m", "۹٫۸۱ m", "٩٫٨٫١ m", "٩,٨١ m", "٩٨١ m"]
    found = in_browser(browser, [(one, text) for text in typed], numerals=words.numerals("ar-EG"))
    assert found == ["1", "1", "1", "1", "0", "0", "0", "0"]


def test_sets_of_choices(browser: Browser, agreement: Agreement) -> None:
    choices = [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"]
    weighted = [
        {"answer": "a", "weight": "1/3"},
        {"answer": "b"},
        {"text": "c", "weight": "-50%"},
        "d",
        {"answer": "e"},
    ]
    several = [
        question("multiple_response", choices=choices),
        question("multiple_response", choices=choices, scoring="all_or_nothing", points=3),
        question("multiple_response", choices=weighted),
    ]
    sets = [[index for index in range(5) if bits >> index & 1] for bits in range(32)]
    agree(browser, agreement, [(one, ticked, {index + 1 for index in ticked}) for one in several for ticked in sets])


def test_one_choice(browser: Browser, agreement: Agreement) -> None:
    choices = ["a", {"text": "b", "weight": "1/7"}, {"answer": "c"}, {"text": "d", "weight": "1/3"}]
    one = question("multiple_choice", choices=choices, points="3.5")
    agree(browser, agreement, [(one, index, index + 1) for index in range(4)] + [(one, None, None)])
    for truth in (True, False):
        one = question("true_false", answer=truth)
        agree(browser, agreement, [(one, 0, True), (one, 1, False), (one, None, None)])


def test_partners(browser: Browser, agreement: Agreement) -> None:
    """Every mapping, blanks among them, also where two lefts have the same partner."""
    one = question("matching", pairs=[{"a": "x"}, {"b": "y"}, {"c": "x"}], distractors=["z"], points=2)
    options = options_of(one)
    cases = []
    for chosen in product([None, *range(len(options))], repeat=3):
        response = {
            pair.left: options[right] for pair, right in zip(one.pairs, chosen, strict=True) if right is not None
        }
        cases.append((one, list(chosen), response))
    agree(browser, agreement, cases)


@pytest.mark.parametrize("how", ["positions", "pairs", "all_or_nothing"])
def test_orders(browser: Browser, agreement: Agreement, how: str) -> None:
    one = question("ordering", items=["a", "b", "a", "c"], scoring=how)
    orders = [list(order) for order in permutations(range(4))]
    agree(browser, agreement, [(one, order, [one.items[index] for index in order]) for order in orders])


def test_blanks_with_weights(browser: Browser, agreement: Agreement) -> None:
    one = question(
        "cloze",
        prompt="[[@a]] [[x|y]] [[=2±1]] [[p ~q]]",
        blanks={"a": {"accept": [{"text": "k", "credit": "1/3"}], "points": 3}},
    )
    given: list[list[Any]] = [["k", "Y", "3", 0], ["k", "", "4", 1], ["", "x", "", None], ["z", "z", "1", 0]]
    names = ["a", "2", "3", "4"]
    cases = []
    for row in given:
        response = dict(zip(names, row, strict=True))
        response["4"] = None if row[3] is None else row[3] + 1
        cases.append((one, row, response))
    agree(browser, agreement, cases)


@pytest.mark.parametrize(
    "pattern", [r"a++", r"(?i)a", r"(?>a)b", r"\bx", r"(?(1)a|b)", r"[\D]", r"(?#x)a", r"\N{DIGIT ONE}"]
)
def test_patterns_without_an_equal_are_refused(pattern: str) -> None:
    assert to_javascript(pattern) is None


def test_a_pattern_that_browsers_cannot_follow_is_declared(tmp_path: Path, visit: Any) -> None:
    bank = tmp_path / "patterns.yaml"
    bank.write_text(
        "schema: 1\nbank: patterns\nquestions:\n"
        "  - {type: short_answer, id: word, prompt: 'Say it.', accept: ['\\bx+\\b'], match: regex}\n",
        encoding="utf-8",
    )
    outcome = pages_kit.built(tmp_path / "project", bank)
    assert "study/score-approximated" in {loss.code for loss in outcome.losses}
    one = visit(tmp_path / "project" / "build" / "study" / "patterns.html")
    one.focus("word")
    one.key("Enter")
    assert one.question("word").get_by_role("button", name="I knew it").is_visible()


def test_points_are_those_of_the_question() -> None:
    data = scoring(question("numeric", answer=1, points="2.5"), False)
    assert data is not None
    assert Fraction(*data["points"]) == Fraction(Decimal("2.5"))
