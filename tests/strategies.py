"""Questions made up by Hypothesis: every kind, every field, hostile text; valid ones only.

`texts` is Markdown that `qbank check` accepts, `any_texts` is any text that a model may hold. Each kind's strategy
takes either, so that what must survive everything and what must also be shown are tested with the same questions.
`shown_texts` also shows the files of the kitchen sink (tests/kitchen_sink), for banks that are built there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from qbank import content
from qbank.compiler.reader import DEVICES
from qbank.model import KINDS, AnyQuestion, Bank
from qbank.model.blanks import find
from qbank.model.types import CONTROL

Data = dict[str, Any]

HOSTILE = (
    "~=#{}:\\", "]]>", "{{c1::x}}", "a $ b", "$5, $10", r"$\nabla f$", "`<script>alert(1)</script>`",
    "\"double\" 'single'",
    "😀👩‍🚀", "שלום", "std::vector", r"\nabla", "a < b && c > d", "&amp; &lt;", "%37%", "[blank1]", "T", "TRUE", "//",
    "->",
    "- x", "* y", "# no heading", "Note: it depends", "yes", "~", "null", "1.50", "12:30", "50%", "@x", "| y", "> 5",
    "don't", "İstanbul straße", "e\u0301", "a\u00a0b", "{#", "{%", "{{ 7 * 7 }}", r"\u003c", "=1", "Ａ",
    "\u202eabc\u202c",
    "[sound:x.mp3]", "[$]x[/$]", "{{c2::y::hint}}", "}}", "::", "a+b.png", "%2B", "=cmd|' /C calc'!A1",
)  # fmt: skip
"""What one target or another reads as markup where it isn't escaped.

Each is valid Markdown, alone and (but for formulas that begin in one and end in the next) side by side.
"""
TAGS = ("<script>alert(1)</script>", "<b>", "</p>", "<!-- x", "**", "`", "$x$", "![a](b.png)", "</li")
"""What Markdown reads as markup, in text that is none."""
IMAGES = ("![A square](<media/a+b 100%.png>)", "![A figure](media/figure.svg)", "![A beep](media/beep.wav)")
"""Files of the kitchen sink."""

LAYOUT = ("\n\n", "\n", "\n\n- ", "\n\n    code = {'indented': 1}\n\n", "\n\n```python\nif a < b:\n    pass\n```\n\n")

words = st.text("abcdefgh ÄÖüß漢字", min_size=1, max_size=8).filter(str.strip)


def _line(*pieces: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.lists(st.one_of(*pieces, words), min_size=1, max_size=3).map(" ".join).map(str.strip)


def _laid_out(line: SearchStrategy[str]) -> SearchStrategy[str]:
    joined = st.tuples(line, st.lists(st.tuples(st.sampled_from(LAYOUT), line), max_size=2)).map(
        lambda parts: parts[0] + "".join(between + one for between, one in parts[1])
    )
    return joined.filter(lambda text: "[$]" not in text or not content.parse(text).problems)  # `$10 … # [$]`: a formula


plains = _line(st.sampled_from(HOSTILE), st.sampled_from(TAGS))
"""Text of one line, without markup."""
texts = _laid_out(_line(st.sampled_from(HOSTILE)))
"""Markdown, often of several lines."""
shown_texts = _laid_out(_line(st.sampled_from(HOSTILE), st.sampled_from(IMAGES)))
"""Markdown that shows files."""


def _no_blank(text: str) -> bool:
    return bool(text.strip()) and not CONTROL.search(text)


any_texts = (texts | st.text(max_size=30)).map(lambda text: text.strip("\r\n")).filter(_no_blank)
"""Whatever a text field may hold."""
any_plains = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip).filter(_no_blank)
"""Whatever a field of plain text may hold."""

ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,12}", fullmatch=True)
numbers = st.decimals(-1000, 1000, places=2) | st.integers(-(10**6), 10**6).map(Decimal)
positive = st.decimals("0.01", 100, places=2)
shares = st.sampled_from(["50%", "1/3", "0.25", "83.33%", "0%", "2/7", "12.5%"])


def fields(**strategies: SearchStrategy[Any]) -> SearchStrategy[Data]:
    """Return data with any of the fields, each there or not."""
    return st.fixed_dictionaries({}, optional=strategies)


def common(text: SearchStrategy[str] = texts, plain: SearchStrategy[str] = plains) -> SearchStrategy[Data]:
    """Return the fields that every kind may have."""
    return fields(
        title=plain,
        aliases=st.lists(ids.map("old-{}".format), max_size=2, unique=True),
        tags=st.lists(plain, max_size=3, unique=True),
        difficulty=st.sampled_from(["easy", "medium", "hard"]),
        bloom=st.sampled_from(["remember", "understand", "apply", "analyze", "evaluate", "create"]),
        objectives=st.lists(text, max_size=2),
        hints=st.lists(text, max_size=2),
        explanation=text,
        source=text,
        status=st.sampled_from(["ready", "draft", "retired"]),
        allow=st.lists(st.sampled_from(["missing-alt", "gift/hints-lost"]), max_size=2, unique=True),
    )


def scored(text: SearchStrategy[str] = texts) -> SearchStrategy[Data]:
    """Return the fields of every kind that has a prompt and points."""
    return fields(
        points=st.sampled_from(["0", "0.5", "1", "2.25", "10"]),
        feedback=fields(correct=text, partial=text, incorrect=text).filter(bool),
    )


@st.composite
def choices(draw: st.DrawFn, text: SearchStrategy[str], *, single: bool) -> list[Data]:
    """Return two to five different choices, keys among them, some with what a choice may have."""
    shown = draw(st.lists(text, min_size=2, max_size=5, unique=True))
    keys = 1 if single else draw(st.integers(1, len(shown) - 1))
    weighted = not single and draw(st.booleans())
    sizes = draw(st.lists(st.integers(1, 5), min_size=keys, max_size=keys)) if weighted else []
    found = []
    for index, one in enumerate(shown):
        extra = draw(fields(feedback=text, fixed=st.booleans(), id=st.just(f"c{index}")))
        if single and index >= keys and draw(st.booleans()):
            extra["weight"] = draw(shares)
        elif sizes and index < keys:
            extra["weight"] = f"{sizes[index]}/{sum(sizes)}"
        elif sizes and draw(st.booleans()):
            extra["weight"] = f"-{draw(shares)}"
        found.append({"answer" if index < keys else "text": one, **extra})
    return draw(st.permutations(found))


@st.composite
def _accepted(draw: st.DrawFn, plain: SearchStrategy[str], text: SearchStrategy[str]) -> list[Data]:
    """Return accepted answers that stay different when compared; the first is worth everything."""
    shown = draw(st.lists(plain, min_size=1, max_size=3))
    match = st.sampled_from(["exact", "wildcard", "regex"])
    extra = fields(feedback=text, match=match, case_sensitive=st.booleans())
    # the first letter keeps them apart, whatever the comparison makes of the rest
    found = [{"text": f"{'xyz'[index]}{one}", **draw(extra)} for index, one in enumerate(shown)]
    for one in found:
        if one.get("match") == "regex":
            one["text"] = f"{one['text'][0]}{draw(st.sampled_from(PATTERNS))}"
    for one in found[1:]:
        one["credit"] = draw(shares)
    return found


@st.composite
def _numbers(draw: st.DrawFn, text: SearchStrategy[str], plain: SearchStrategy[str]) -> Data:
    """Return an answer or a range, further answers far away from it, and units."""
    low = draw(numbers)
    tolerance = draw(st.sampled_from(["0.05", "1%", "0.5"]))
    ranged = draw(st.booleans())
    data: Data = {"min": low, "max": low + draw(positive)} if ranged else {"answer": low}
    if not ranged and draw(st.booleans()):
        data["tolerance"] = tolerance
    if draw(st.booleans()):
        data["accept"] = [{"answer": Decimal(10**8), "credit": draw(shares), **draw(fields(feedback=text))}]
    if draw(st.booleans()):
        data["unit"] = "u" + draw(plain)
        if draw(st.booleans()):
            data["units"] = {"m" + data["unit"]: "0.001"}
    return data


SCORINGS = ("partial", "all_or_nothing", "weights")
PATTERNS = ("gr[ae]y", "colou?r", "(a|b)c", r"\d{2,3}", r"a\+b", "x.*", "é+")


@st.composite
def _cloze(draw: st.DrawFn, text: SearchStrategy[str], plain: SearchStrategy[str]) -> Data:
    """Return a prompt with blanks of every sort, typed in place or by name, between hostile texts."""
    inline = draw(st.lists(st.sampled_from(["[[a|b]]", "[[x ~y ~z]]", "[[=9.81±1%]]", "[[=3..5]]"]), max_size=3))
    more = fields(points=st.integers(1, 5), hint=text)
    compared = fields(case_sensitive=st.booleans(), match=st.sampled_from(["exact", "wildcard"]))
    sorts = st.one_of(
        st.builds(lambda accept, one, two: {"accept": accept, **one, **two}, _accepted(plain, text), more, compared),
        st.builds(lambda data, extra: {**data, **extra}, _numbers(text, plain), more),
        st.builds(lambda one, extra: {"choices": one, **extra}, choices(text, single=True), more),
    )
    named = draw(st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), sorts, max_size=2))
    gaps = [*inline, *(f"[[@{name}]]" for name in named)] or ["[[x]]"]
    line = " and ".join([draw(words), *draw(st.permutations(gaps))])
    around = st.none() | text
    prompt = "\n\n".join(part for part in (draw(around), line, draw(around)) if part)
    found = find(prompt)
    if len(found.gaps) != len(gaps) or found.literals or any(gap.fault for gap in found.gaps):
        prompt = line
    return {"prompt": prompt, **({"blanks": named} if named else {})}


def own(kind: str, text: SearchStrategy[str] = texts, plain: SearchStrategy[str] = plains) -> SearchStrategy[Data]:
    """Return the fields of a kind itself."""
    shuffle = fields(shuffle=st.booleans())
    different = st.lists(text, min_size=2, max_size=5, unique=True)
    prompt = st.fixed_dictionaries({"prompt": text})
    pair = st.fixed_dictionaries({"right": text}, optional={"feedback": text})
    made: dict[str, list[SearchStrategy[Data]]] = {
        "multiple_choice": [prompt, st.fixed_dictionaries({"choices": choices(text, single=True)}), shuffle],
        "multiple_response": [
            prompt,
            st.builds(_responses, choices(text, single=False), st.sampled_from(["", *SCORINGS])),
            shuffle,
        ],
        "true_false": [prompt, st.fixed_dictionaries({"answer": st.booleans()})],
        "short_answer": [
            prompt,
            st.fixed_dictionaries({"accept": _accepted(plain, text)}, optional={"model_answer": text})
            | st.fixed_dictionaries({"model_answer": text}),
            fields(case_sensitive=st.booleans(), match=st.sampled_from(["exact", "wildcard"])),
        ],
        "numeric": [prompt, _numbers(text, plain)],
        "matching": [
            prompt,
            st.builds(_matching, different, st.lists(pair, min_size=5, max_size=5), st.lists(text, max_size=2)),
            shuffle,
        ],
        "ordering": [
            prompt,
            st.fixed_dictionaries({"items": different}),
            fields(scoring=st.sampled_from(["all_or_nothing", "positions", "pairs"])),
        ],
        "cloze": [_cloze(text, plain)],
        "essay": [
            prompt,
            fields(
                model_answer=text,
                rubric=st.lists(
                    st.fixed_dictionaries(
                        {"criterion": text}, optional={"points": positive.map(str), "description": text}
                    ),
                    max_size=2,
                ),
                min_words=st.integers(1, 9),
                max_words=st.integers(10, 99),
                attachments=st.sampled_from(["none", "allowed", "required"]),
                response_template=text,
            ),
        ],
        "flashcard": [st.fixed_dictionaries({"front": text, "back": text}), fields(reversed=st.booleans())],
    }
    return _merged(*made[kind])


def _responses(found: list[Data], scoring: str) -> Data:
    """Return choices with their scoring; weights say themselves how they count."""
    scoring = "weights" if scoring and any("weight" in one for one in found) else scoring
    return {"choices": found, **({"scoring": scoring} if scoring else {})}


def _matching(lefts: list[str], rights: list[Data], others: list[str]) -> Data:
    pairs = [{"left": left, **right} for left, right in zip(lefts, rights, strict=False)]
    taken = {pair["right"].strip("\r\n") for pair in pairs}
    distractors = [one for one in dict.fromkeys(one.strip("\r\n") for one in others) if one not in taken]
    return {"pairs": pairs, **({"distractors": distractors} if distractors else {})}


def _merged(*parts: SearchStrategy[Data]) -> SearchStrategy[Data]:
    return st.tuples(*parts).map(lambda found: {name: one for part in found for name, one in part.items()})


def questions(
    kind: str, text: SearchStrategy[str] = texts, plain: SearchStrategy[str] = plains
) -> SearchStrategy[AnyQuestion]:
    """Return valid questions of a kind."""
    parts = [st.fixed_dictionaries({"id": ids, "type": st.just(kind)}), common(text, plain), own(kind, text, plain)]
    if kind != "flashcard":
        parts.append(scored(text))
    return _merged(*parts).map(KINDS[kind].model_validate)


@st.composite
def banks(
    draw: st.DrawFn, text: SearchStrategy[str] = texts, plain: SearchStrategy[str] = plains, kinds: tuple[str, ...] = ()
) -> Bank:
    """Return banks with stimuli and up to four questions, of any kind or of `kinds`."""
    header = draw(
        fields(
            title=plain,
            description=text,
            language=st.sampled_from(["en", "de", "ar"]),
            license=plain,
            authors=st.lists(plain, max_size=2),
            tags=st.lists(plain, max_size=2, unique=True),
        )
    )
    stimuli = draw(
        st.dictionaries(ids.map("s-{}".format), st.fixed_dictionaries({"text": text}, optional={"title": plain}))
    )
    made = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(kinds or tuple(KINDS)), max_size=4))):
        update: Data = {
            "id": f"q{number}-{draw(ids)}",
            "aliases": tuple(f"old-{number}" for _ in range(draw(st.integers(0, 1)))),
        }
        if stimuli:
            update["stimulus"] = draw(st.none() | st.sampled_from(sorted(stimuli)))
        made.append(draw(questions(kind, text, plain)).model_copy(update=update))
    return Bank.model_validate(
        {
            "schema": "1",
            "bank": draw(ids.filter(lambda one: one.upper() not in DEVICES)),
            **header,
            "stimuli": stimuli,
            "questions": made,
        }
    )
