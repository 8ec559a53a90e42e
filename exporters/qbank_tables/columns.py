"""The columns, in order: the language's own names of fields. A cell that says nothing is empty.

A field that is text, a number or one of a few words stands in its cell as typed. What has parts (choices, tags,
feedback) stands there in the language's YAML, its name first, so that it can be pasted into a bank.
"""

from __future__ import annotations

COLUMNS = (
    "id", "bank", "type", "title", "stimulus", "text", "prompt", "front", "back",
    "choices", "answer", "accept", "tolerance", "min", "max", "unit", "units", "match", "case_sensitive", "pairs",
    "distractors", "items", "blanks", "model_answer", "rubric", "min_words", "max_words", "attachments",
    "response_template", "reversed", "shuffle", "scoring",
    "points", "hints", "feedback", "explanation", "tags", "difficulty", "bloom", "objectives", "source",
    "aliases", "status", "allow",
    "description", "language", "license", "authors",
    "media",
)  # fmt: skip
BANK = "bank"
"""The type of the first row, which says what the bank says of itself: title, description, language, …"""
WIDE = frozenset({"text", "prompt", "front", "back", "choices", "accept", "pairs", "blanks", "feedback", "explanation"})
"""Columns that people read most in."""
