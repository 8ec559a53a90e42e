"""Questions whose parts are put together: what the key has beside each other, in the order in which it was typed."""

from __future__ import annotations

from typing import Any

from qbank_markdown.furniture import said
from qbank_markdown.reading.choices import NO_KEY, OTHER, as_typed
from qbank_markdown.reading.lists import Item, items, labelled, lettered
from qbank_markdown.reading.parts import Own, Parts
from qbank_markdown.reading.texts import Texts


def matching(parts: Parts, texts: Texts) -> Own:
    """Return pairs and distractors: the key has a letter for each left side."""
    lefts = [one.text for one in parts.listed if isinstance(one, Item) and one.numbered]
    rights = lettered([one for one in parts.listed if isinstance(one, Item) and not one.numbered])
    key = [labelled(one.text) for one in items(parts.under("answer"))]
    own = Own({} if parts.shuffle else {"shuffle": False})
    if len(key) != len(lefts) or not key or (unknown := [letter for letter, _ in key if letter not in rights]):
        own.draft = "the key doesn't have a partner for each" if key else NO_KEY
        if key and len(key) == len(lefts):
            own.draft = f"the key names a partner {unknown[0]} that isn't there"
        own.data["pairs"] = [{"left": texts.back(one), "right": ""} for one in lefts]
        own.data["distractors"] = [texts.back(one) for one in rights.values()]
        return own
    own.notes = [OTHER.format(letter) for letter, text in key if not text.startswith(rights[letter])]
    pairs = [_pair(left, rights[letter], text, texts) for left, (letter, text) in zip(lefts, key, strict=True)]
    own.data["pairs"] = as_typed(pairs, parts.identity, shuffle=parts.shuffle)
    order = as_typed(list(rights), parts.identity and f"{parts.identity}/right", shuffle=True, mixed=True)
    used = {letter for letter, _ in key}
    if others := [texts.back(rights[letter]) for letter in order if letter not in used]:
        own.data["distractors"] = others
    return own


def _pair(left: str, right: str, shown: str, texts: Texts) -> dict[str, str]:
    """Return a pair; what is said of it stands in the key, behind its right side."""
    label, feedback = labelled(shown.removeprefix(right).strip("\n"))
    pair = {"left": texts.back(left), "right": texts.back(right)}
    return pair | ({"feedback": texts.back(feedback)} if label in said("feedback") else {})


def ordering(parts: Parts, texts: Texts) -> Own:
    """Return the items in the key's order."""
    shown = lettered(parts.listed)
    key = [labelled(one.text) for one in items(parts.under("answer"))]
    scoring = parts.comment.get("scoring")
    data: dict[str, Any] = {"scoring": scoring} if scoring in ("all_or_nothing", "pairs") else {}
    letters = [letter for letter, _ in key]
    if sorted(letters) != sorted(shown):
        draft = "the key doesn't have each item once" if key else NO_KEY
        return Own({"items": [texts.back(text) for text in shown.values()], **data}, draft)
    notes = [OTHER.format(letter) for letter, text in key if text != shown[letter]]
    return Own({"items": [texts.back(shown[letter]) for letter in letters], **data}, notes=notes)
