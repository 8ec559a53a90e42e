"""Whatever authors type arrives: made-up banks of hostile text, read back by gift-pegjs and by Moodle's rules."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import gift_rules
from gift_kit import INFO, build, question, read, visible
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qbank.api import Context, HtmlStyle, Stimulus

SNIPPETS = [
    "~", "=", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\\nabla", "->", "-->", "[html]", "[x]", "%50%", "%",
    "*", "\\*", "//", "\n//", "\n\n", "\n0\n", "\n    code\n", "```\n x\n```", "$CATEGORY: a", "$x$", "TRUE", "T",
    "..", "<script>", "</p>", "&lt;", "&amp;", "]]>", "{{c1::", "std::vector", "“q”", "\"", "'", "😀", "שלום",
    "| a |\n|---|\n| b |", "- item\n", "_", "`", " ", "a", "1",
]  # fmt: skip
TEXTS = (
    st.lists(
        st.one_of(
            st.sampled_from(SNIPPETS),
            st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\ufeff"), max_size=3),
        ),
        min_size=1,
        max_size=8,
    )
    .map(lambda parts: "".join(parts).strip("\r\n"))  # as line breaks at both ends of a text don't count
    .filter(str.strip)
)
LINES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
BATCHED = settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""Each example starts node once: a failure isn't shrunk, which would take minutes."""
STYLE = HtmlStyle(math="tex", classes=False, highlight=False)


def meant(text: str, *, inline: bool = True) -> str:
    return visible(Context(INFO, {}).html(text, STYLE, inline=inline))


@BATCHED
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=12, max_size=12), LINES)
def test_stems_choices_and_feedback_arrive(texts: list[tuple[str, str, str, str]], title: str) -> None:
    # What holds no character that is shown is no text of a choice.
    texts = [tuple(text if meant(text) else "x" for text in row) for row in texts]  # type: ignore[misc]
    made = [
        question(
            "multiple_choice", id=f"q{index}", title=title, prompt=stem, explanation=told,
            choices=[{"answer": key, "feedback": said}, {"text": said, "feedback": key}],
        )
        for index, (stem, key, said, told) in enumerate(texts)
    ]  # fmt: skip
    made += [
        question("true_false", id=f"t{index}", prompt=stem, answer=True, feedback={"correct": key, "incorrect": said})
        for index, (stem, key, said, _) in enumerate(texts)
    ]
    made += [Stimulus(id=f"s{index}", title=title, text=stem) for index, (stem, *_) in enumerate(texts)]
    text = build(made)
    found: Any = {one["id"]: one for one in read(text)}
    by_moodle = {one.id: one for one in gift_rules.read(text) if one.kind != "category"}
    assert list(found) == list(by_moodle) == [one.id for one in made]
    for index, (stem, key, said, told) in enumerate(texts):
        one, same = found[f"q{index}"], by_moodle[f"q{index}"]
        assert visible(one["stem"]["text"]) == visible(same.text) == meant(stem, inline=False)
        assert (one["type"], same.kind, same.single) == ("MC", "multichoice", True)
        for there, here, choice, feedback in zip(one["choices"], same.answers, (key, said), (said, key), strict=True):
            assert visible(there["text"]["text"]) == visible(here.text) == meant(choice)
            assert visible(there["feedback"]["text"]) == visible(here.feedback) == meant(feedback)
        assert [(there["isCorrect"], there["weight"]) for there in one["choices"]] == [(True, None), (False, 0)]
        assert visible(one["globalFeedback"]["text"]) == visible(same.general) == meant(told, inline=False)
        one, same = found[f"t{index}"], by_moodle[f"t{index}"]
        assert (one["type"], one["isTrue"], same.kind, same.right) == ("TF", True, "truefalse", True)
        # gift-pegjs takes the two feedbacks the wrong way round
        assert visible(one["trueFeedback"]["text"]) == visible(same.feedback_wrong) == meant(said)
        assert visible(one["falseFeedback"]["text"]) == visible(same.feedback_right) == meant(key)
        one = found[f"s{index}"]
        assert (one["type"], visible(one["stem"]["text"])) == ("Description", meant(stem, inline=False))


@BATCHED
@given(st.lists(st.tuples(LINES, LINES), min_size=12, max_size=12))
def test_short_answers_and_pairs_arrive(texts: list[tuple[str, str]]) -> None:
    texts = [tuple(text if meant(text) else "x" for text in row) for row in texts]  # type: ignore[misc]
    made = [
        question("short_answer", id=f"a{index}", accept=[first, {"text": second, "credit": "50%"}])
        for index, (first, second) in enumerate(texts)
    ] + [
        question("matching", id=f"m{index}", pairs=[{"left": left, "right": right}, {"left": "b", "right": "B"}])
        for index, (left, right) in enumerate(texts)
        if Context(INFO, {}).plain(right).strip()
    ]
    text = build(made)
    found: Any = {one["id"]: one for one in read(text)}
    by_moodle = {one.id: one for one in gift_rules.read(text) if one.kind != "category"}
    assert list(found) == list(by_moodle) == [one.id for one in made]
    for item in made:
        one, same = found[item.id], by_moodle[item.id]
        if item.type == "short_answer":
            assert (one["type"], same.kind) == ("Short", "shortanswer")
            patterns = [answer.text.replace("*", "\\*").replace("->", "-*>") for answer in item.accept]
            if len({unicodedata.normalize("NFC", one).strip().lower() for one in patterns}) == 1:
                patterns.pop()  # Moodle would never come to the second one
            assert [there["text"]["text"] for there in one["choices"]] == patterns
            assert [(here.text, here.fraction) for here in same.answers] == list(zip(patterns, (1, 0.5), strict=False))
        else:
            assert (one["type"], same.kind) == ("Matching", "match")
            rights = [" ".join(Context(INFO, {}).plain(pair.right).split()) for pair in item.pairs]
            assert [right for _, right in same.pairs] == rights
            assert [visible(there["subquestion"]["text"]) for there in one["matchPairs"]] == [
                meant(pair.left) for pair in item.pairs
            ]
            assert [
                re.sub(r"&&(\d+);", lambda match: chr(int(match[1])), there["subanswer"]) for there in one["matchPairs"]
            ] == rights
