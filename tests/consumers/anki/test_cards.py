"""Cards as learners see them, rendered by the real Anki and driven in Chromium as its reviewer shows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_bank import ARABIC, QUESTIONS
from playwright.sync_api import Browser
from qbank_anki.notetypes import NOTE_TYPES, models, script
from reviewer import Review, Reviewer

IDS = [str(question["id"]) for question in [*QUESTIONS, *ARABIC]]

# What the front shows, what it must not show, what the back shows: as text, with white space made one.
SHOWN: dict[str, tuple[list[str], list[str], list[str]]] = {
    "capital": (
        [
            "Read this",
            "A passage with",
            "What is the capital of Australia?",
            "2 points",
            "Canberra",
            "Sydney",
            "Hint 1",
        ],
        ["compromise", "1913", "atlas", "Correct", "50%", "✓", "Well done"],
        [
            "Read this",
            "What is the capital",
            "Canberra ✓ Correct It was a compromise.",
            "Sydney 50% Largest, but not",
            "Well done.",
            "Nearly.",
            "Look at a map.",
            "It was founded in 1913.",
            "Source An atlas.",
            "Hint 2",
        ],
    ),
    "primes": (["Which are prime?", "\\(2\\)", "\\(6\\)"], ["Correct"], ["\\(2\\) ✓ Correct", "\\(3\\) ✓ Correct"]),
    "earth": (["The earth is flat.", "True", "False"], ["✓"], ["False ✓ Correct"]),
    "france": (
        ["Name the capital"],
        ["Paris", "Lyon", "Seine"],
        [
            "Correct answer Paris",
            "par* 50% Spell it out.",
            "Lyon 0% That is another city.",
            "Model answer Paris, on the",
            "Incorrect Think of the Eiffel tower.",
        ],
    ),
    "why": (["Why is the sky blue?"], ["Rayleigh"], ["Why is the sky blue?", "Model answer Rayleigh scattering."]),
    "gravity": (["\\(g\\)", "m/s²"], ["9.81"], ["9.81 ± 0.05 m/s²", "10 ± 0.05 m/s² 50% Rounded."]),
    "current": (["(A, mA)"], ["1%"], ["2 ± 1% A"]),
    "verbs": (["go", "see", "said", "goed"], ["Irregular", "→"], ["see → saw Irregular.", "go → went", "✗ goed"]),
    "planets": (["Mercury", "Mars"], ["Correct"], ["Correct answer Mercury Venus Earth Mars"]),
    "cpp": (
        ["Use [...] or [has / had / have]", "[ends in }]", "\\frac{1}{{2}}", "\\(A: :B\\)"],
        ["std", "9.81"],
        [
            "Use std::vector or has with",
            ": 9.81 and a} and",
            "\\frac{a}{b{c} }",
            "Literal {{c5::text}} here.",
            "std::vector vector",
            "9.81 ± 1%",
            "a} A brace.",
            "All right.",
        ],
    ),
    "essay": (
        ["Discuss.", "At least 100 words · At most 200 words · Files may be attached.", "Dear …"],
        ["model", "causes"],
        ["Model answer A model.", "Rubric", "Names two causes 2", "Style Reads well. 1"],
    ),
    "dog": (["dog"], ["perro"], ["dog", "perro"]),
}


def text(reviewer: Reviewer) -> str:
    """Return the page's text on one line; what is folded away or only drawn counts as well."""
    lines = reviewer.page.evaluate(
        """() => { const copy = document.getElementById("qa").cloneNode(true);
          copy.querySelectorAll("script, style").forEach(one => one.remove());
          copy.querySelectorAll("*").forEach(one => one.append(" "));
          return copy.textContent; }"""
    )
    return re.sub(r"\s+(?=[.:,])", "", " ".join(str(lines).split()))


def squeezed(words: str) -> str:
    """Return text without white space: elements set it, not characters."""
    return re.sub(r"\s", "", words)


@pytest.mark.parametrize("question", SHOWN)
def test_both_sides_show_what_was_written(review: Review, question: str) -> None:
    """A front asks and tells nothing; a back alone, without a saved answer, has it all and no verdict."""
    reviewer = review()
    asked, hidden, answered = SHOWN[question]
    reviewer.front(question)
    front = squeezed(text(reviewer))
    assert [one for one in asked if squeezed(one) not in front] == []
    source = squeezed(
        re.sub(r"<style.*?</style>|<script>.*?</script>", "", reviewer.card(question).question(), flags=re.S)
    )
    source = re.sub(r'data-cloze="[^"]*"', "", source)
    assert [one for one in hidden if squeezed(one) in source] == []
    reviewer.reload()
    reviewer.page.evaluate("sessionStorage.clear()")
    reviewer.back(question)
    back = squeezed(text(reviewer))
    assert [one for one in answered if squeezed(one) not in back] == []
    assert reviewer.page.locator(".qb-verdict").count() == 0


def test_hostile_text_is_only_text(review: Review) -> None:
    """Nothing that an author types is a sound, a script, a deletion or LaTeX."""
    reviewer = review()
    card = reviewer.card("hostile")
    assert not card.question_av_tags() and not card.answer_av_tags()
    reviewer.page.on("dialog", lambda dialog: reviewer.errors.append(dialog.message))
    for show in (reviewer.front, reviewer.back):
        show("hostile")
        shown = text(reviewer)
        for piece in (
            "{{c2::no}}",
            "[sound:x.mp3]",
            "[latex]y[/latex]",
            "<script>alert(1)</script>",
            "std::vector }} 😀",
        ):
            assert piece in shown
    code = reviewer.page.locator("pre").inner_text()
    assert code == "if (a) {{\n    b;\n}}"


def test_the_reversed_card_asks_from_the_back(review: Review) -> None:
    """Both directions show only the other side's text in the answer."""
    reviewer = review()
    reviewer.front("dog", 1)
    assert "perro" in text(reviewer) and "dog" not in text(reviewer)
    reviewer.back("dog", 1)
    assert "dog" in text(reviewer)


def test_media_load(review: Review) -> None:
    """Images are drawn from the collection's own folder."""
    reviewer = review()
    reviewer.front("capital")
    reviewer.page.wait_for_load_state("networkidle")
    widths = reviewer.page.evaluate("Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth)))")
    assert len(widths) == 2 and all(widths)


@pytest.mark.parametrize("reload", [False, True], ids=["one page", "a page a side"])
def test_the_back_remembers_order_and_pick(review: Review, reload: bool) -> None:
    """The page lives on in Anki's desktop; older AnkiDroid loaded one a side."""
    reviewer = review()
    reviewer.front("capital")
    reviewer.page.get_by_label("Sydney").check()
    order = reviewer.texts(".qb-choices > li")
    if reload:
        reviewer.reload()
    reviewer.back("capital")
    assert [one.split()[0] for one in reviewer.texts(".qb-choices > li")] == [one.split()[0] for one in order]
    assert reviewer.texts(".qb-picked") == ["Sydney 50% Largest, but not the capital. ✗ Your answer"]
    assert reviewer.texts(".qb-verdict") == ["◐ Partly correct · 50%"]
    assert reviewer.texts(".qb-general:visible") == ["Partly correct Nearly."]


def test_a_reload_keeps_what_was_done_on_the_front(review: Review) -> None:
    """Order and pick survive; after the back has been seen, the next time is new."""
    reviewer = review()
    reviewer.front("capital")
    reviewer.page.get_by_label("Sydney").check()
    order = reviewer.texts(".qb-choices > li")
    reviewer.reload()
    reviewer.front("capital")
    assert reviewer.texts(".qb-choices > li") == order and reviewer.page.get_by_label("Sydney").is_checked()
    reviewer.back("capital")
    reviewer.front("capital")
    assert reviewer.page.locator("input:checked").count() == 0


def test_choices_are_shuffled_and_fixed_ones_stay(review: Review) -> None:
    """In forty showings every free order of three appears; the fixed choice is always last."""
    reviewer = review()
    seen = set()
    for _ in range(40):
        reviewer.front("capital")
        seen.add(tuple(reviewer.texts(".qb-choices > li")))
        reviewer.back("capital")
    assert len(seen) >= 5 and {order[-1] for order in seen} == {"None of the above"}


def test_card_after_card_and_back_to_the_first(review: Review) -> None:
    """Every card follows every other on one page, and the first works as at the beginning."""
    reviewer = review()
    for question in [*IDS, IDS[0]]:
        reviewer.front(question)
        assert reviewer.page.locator(".qb[data-side=front]").count() == 1
        reviewer.back(question)
        assert reviewer.page.locator(".qb[data-side=back]").count() == 1
    reviewer.front("capital")
    reviewer.page.get_by_label("Canberra").check()
    reviewer.back("capital")
    assert reviewer.texts(".qb-verdict") == ["✓ Correct"]


def test_with_storage_blocked_memory_serves(review: Review) -> None:
    """A page that lives on needs no storage; where neither is there, the back shows its own order and the key."""
    reviewer = review(blocked=True)
    reviewer.front("capital")
    reviewer.page.get_by_label("Canberra").check()
    reviewer.back("capital")
    assert reviewer.texts(".qb-verdict") == ["✓ Correct"]
    reviewer.reload()
    reviewer.back("capital")
    assert reviewer.texts(".qb-verdict") == [] and reviewer.page.locator(".qb-key").count() == 1


def test_a_saved_order_of_other_choices_is_not_used(review: Review) -> None:
    """The question was edited between front and back: an order that is no permutation says nothing."""
    reviewer = review()
    for saved in ('{"order":[0,0,1,2],"picks":[1]}', '{"order":[0,1],"picks":[1]}', "no json", "null"):
        reviewer.reload()
        reviewer.page.evaluate("saved => sessionStorage.setItem('qbank:capital', saved)", saved)
        reviewer.back("capital")
        assert reviewer.page.locator(".qb-choices > li").count() == 4 and reviewer.texts(".qb-verdict") == []


@pytest.mark.parametrize("question", IDS)
def test_without_script_the_cards_still_work(kitchen: Collection, browser: Browser, question: str) -> None:
    """Everything is there as static text: all choices, all items, the key, hints that unfold."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    card = kitchen.get_card(kitchen.find_cards(f"ID:{question}")[0])
    page.set_content(f'<body class="card"><div id="qa">{card.question()}</div>')
    front = page.locator("#qa").inner_text()
    assert front.strip() and "✓" not in front
    counted = page.locator(".qb-choices > li, .qb-items > li, .qb-lefts > li").count()
    page.set_content(f'<body class="card"><div id="qa">{card.answer()}</div>')
    assert page.locator(".qb-choices > li, .qb-items > li, .qb-lefts > li").count() == counted
    if page.locator(".qb-choices").count():
        assert page.locator(".qb-key .qb-mark").count() >= 1
    if page.locator("details").count():
        page.locator("summary").first.click()
        assert page.get_by_text("Not on the coast.").is_visible()
    context.close()


@pytest.mark.parametrize("night", ["", "nightMode", "night_mode"])
def test_night_has_its_own_colours(review: Review, night: str) -> None:
    """Anki and AnkiDroid name their dark mode differently; text and links change with both."""
    reviewer = review(night)
    reviewer.front("capital")
    style = "getComputedStyle(document.querySelector('{}')).color"
    dark = {"rgb(232, 234, 237)", "rgb(143, 193, 255)"}
    found = {reviewer.page.evaluate(style.format(one)) for one in (".qb", ".qb summary")}
    assert (found == dark) is bool(night)
    reviewer.back("hostile")
    keyword = reviewer.page.evaluate(style.format(".highlight .k"))
    assert (keyword == "rgb(227, 156, 240)") is bool(night)


@pytest.mark.parametrize("question", [question["id"] for question in ARABIC])
def test_right_to_left(review: Review, question: str) -> None:
    """The field says language and direction; the script's own words stand in it, in Arabic."""
    reviewer = review()
    for show in (reviewer.front, reviewer.back):
        show(question)
        parts = reviewer.page.locator(".qb-question, .qb-choices, .qb-items, .qb-answer")
        inner = parts.first.evaluate("e => getComputedStyle(e.querySelector('[dir]') || e).direction")
        assert inner == "rtl"
        if question == "ar-mc" and show == reviewer.front:
            reviewer.page.get_by_label("القاهرة").check()
    if question == "ar-mc":
        assert reviewer.texts(".qb-verdict") == ["✓ صحيح"]


@pytest.mark.parametrize("question", IDS)
def test_on_a_narrow_phone_nothing_overflows_and_taps_are_large(review: Review, question: str) -> None:
    """320 px wide, 44 px to tap; tables and code scroll inside themselves."""
    reviewer = review(width=320)
    for show in (reviewer.front, reviewer.back):
        show(question)
        assert reviewer.overflow() == 0
        sizes = reviewer.page.locator(".tappable:not(details), summary").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
        )
        assert all(size >= 43.9 for size in sizes)


def test_what_cannot_be_broken_scrolls_inside_the_card(review: Review) -> None:
    """MathJax makes a long formula within a line one box, wider than the phone."""
    reviewer = review(width=320)
    box = "<mjx-container><mjx-math style='display: inline-block; width: 900px'>x</mjx-math></mjx-container>"
    for show in (reviewer.front, reviewer.back):
        show("why")
        reviewer.page.evaluate("box => document.querySelector('.qb-question p').innerHTML = box", box)
        assert reviewer.overflow() == 0
        reached = "document.querySelector('.qb').scrollWidth"
        assert reviewer.page.evaluate(reached) >= 900


def test_what_is_tapped_is_not_taken_for_a_wish_to_turn_the_card(review: Review) -> None:
    """AnkiDroid counts A, BUTTON, INPUT, SUMMARY and `.tappable`: labels and selects need the class."""
    reviewer = review()
    for question in IDS:
        reviewer.front(question)
        assert reviewer.page.locator("label:not(.tappable), select:not(.tappable), details:not(.tappable)").count() == 0


def test_the_first_hint_opens_alone(review: Review) -> None:
    """Hints are shown one by one, on both sides."""
    reviewer = review()
    for show in (reviewer.front, reviewer.back):
        show("capital")
        reviewer.page.get_by_text("Hint 1").click()
        assert reviewer.page.get_by_text("Not on the coast.").is_visible()
        assert not reviewer.page.get_by_text("It begins with").is_visible()


def test_scripts_are_small_and_templates_sound() -> None:
    """At most 8 KB a note type, the same on both sides, no `{{` for Anki to read, no FrontSide, one root a side."""
    for family, model in models().items():
        code = script(NOTE_TYPES[family].script) if NOTE_TYPES[family].script else ""
        assert len(code.encode()) <= 8192 and "{{" not in code
        for template in model.templates:
            for side in (template["qfmt"], template["afmt"]):
                assert side.count('<div class="qb" data-side') == 1 and "FrontSide" not in side
                assert side.count("<script>") == side.count(code) == 1 if code else "<script" not in side


def test_fields_hold_no_markers(kitchen: Collection) -> None:
    """Every marker of a blank or a file was filled."""
    for note in map(kitchen.get_note, kitchen.find_notes("")):
        assert not re.search(r"[\x02\x03\x0e\x0f]", "".join(note.fields))
    assert Path(kitchen.media.dir()).is_dir()
