"""The values that fields hold: text, ids, and numbers with a small grammar of their own.

Everything typed arrives as text, because only a field knows what its text means: pydantic's own number and boolean
types take `on`, `1_000` and `nan`. Programs that build questions may pass Python's numbers as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from qbank.model.numbers import Tolerance, fault, parse_number, parse_share, parse_tolerance, write_share
from qbank.model.slug import slug

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A BCP 47 tag, as far as its form goes; languages have two or three letters."""
LANGUAGES = {"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es"}
LANGUAGES |= {"español": "es", "italian": "it", "italiano": "it", "dutch": "nl", "nederlands": "nl", "arabic": "ar"}
LANGUAGES |= {"portuguese": "pt", "português": "pt", "chinese": "zh", "japanese": "ja", "russian": "ru", "latin": "la"}
INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no file may hold; programs that build questions must not bring them in, either."""
MAX_TEXT = 50_000
"""Some 25 pages; a Markdown parser takes long over longer texts of nothing but brackets."""
ANY_SCALAR = ["string", "number", "boolean", "null"]
"""What an editor's parser may make of text: `- 5`, `- true` and `- ~` are text here."""


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise fault("text-expected", "text is expected here")
    if CONTROL.search(value):
        raise fault("control-character", "there is an invisible control character in this text", "delete it")
    value = value.strip("\r\n")
    if len(value) > MAX_TEXT:
        message = f"this text has {len(value):,} characters; {MAX_TEXT:,} is the most that is read"
        raise fault("text-too-long", message, "split it, or make a question of each part")
    if not value.strip():
        raise fault("empty-text", "the text is empty", "write the text, or delete the line")
    return value


def _plain(value: object) -> object:
    text = _text(value)
    assert isinstance(text, str)
    text = text.strip()
    if "\n" in text:
        raise fault("one-line-text", "this text stands on one line", "join the lines")
    return text


def _id(value: object) -> object:
    if not isinstance(value, str):
        raise fault("text-expected", "an id is expected here")
    if not ID.fullmatch(value) or len(value) > 100:
        hint = f"write {slug(value) or 'something like capital-of-france'}"
        raise fault(
            "bad-id", f"{value[:60]!r} is no id: letters, digits, - and _ (100 at most), a letter or digit first", hint
        )
    return value


def _language(value: object) -> object:
    text = _plain(value)
    assert isinstance(text, str)
    if not LANGUAGE.fullmatch(text):
        meant = text.replace("_", "-")
        tag = meant if LANGUAGE.fullmatch(meant) else LANGUAGES.get(text.lower())
        hint = f"write {tag}" if tag else "write en, de, pt-BR or the like"
        raise fault("bad-language", f"{text[:60]!r} is no tag of a language", hint)
    return text


def _boolean(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    meant = {"yes": "true", "y": "true", "on": "true", "t": "true", "1": "true", "✓": "true", "correct": "true"}
    meant |= {"no": "false", "n": "false", "off": "false", "f": "false", "0": "false", "wrong": "false"}
    guess = meant.get(value.lower()) if isinstance(value, str) else None
    raise fault("bad-boolean", "true or false is expected here", f"write {guess}" if guess else "write true or false")


def _integer(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and INTEGER.fullmatch(value):
        return int(value)
    raise fault("bad-number", "a whole number is expected here", "write a number such as 2")


def _credit(value: object) -> Fraction:
    share = parse_share(value)
    if share < 0:
        raise fault("bad-share", "a credit is never negative", "write 0%")
    return share


def _points(value: object) -> Decimal:
    number = parse_number(value)
    if not 0 <= number <= 1_000_000:
        raise fault("bad-number", "points lie between 0 and 1,000,000", "write points: 1")
    return number


def one_or_many(item: Any) -> BeforeValidator:
    """Let one item stand alone where a list of `item` is expected (`tags: x`)."""

    def listed(value: object) -> object:
        return value if isinstance(value, list | tuple) else [value]

    return BeforeValidator(listed, json_schema_input_type=item | list[item])


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema(schema, mode="validation")


_NUMBER_TEXT = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$"
_SHARE_TEXT = r"^ *[+-]?[\d. ]+([eE][+-]?\d{1,3})? *(%|/[ \d]+)? *$"
_SHARE_HINT = "A share is expected here: write 50%, 1/2 or 0.5."
_as_text: Callable[[object], str] = str


def _pattern(types: list[str], pattern: str, hint: str, **more: Any) -> WithJsonSchema:
    """Return the schema of what is typed in a grammar of its own; `hint` is what editors show beside a fault."""
    return _schema(type=types, pattern=pattern, patternErrorMessage=hint, **more)


Text = Annotated[str, BeforeValidator(_text), _schema(type=ANY_SCALAR)]
"""Markdown; line breaks at both ends don't count."""
Plain = Annotated[str, BeforeValidator(_plain), _schema(type=ANY_SCALAR)]
"""Text without markup, on one line."""
Language = Annotated[
    str,
    BeforeValidator(_language),
    _pattern(ANY_SCALAR, f"^{LANGUAGE.pattern}$", "The tag of a language is expected here: en, de, pt-BR."),
]
Id = Annotated[
    str,
    BeforeValidator(_id),
    _pattern(ANY_SCALAR, f"^{ID.pattern}$", "An id has letters, digits, - and _; a letter or a digit comes first."),
]
Boolean = Annotated[
    bool,
    BeforeValidator(_boolean),
    _pattern(["boolean", "string"], "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$", "true or false is expected here."),
]
Integer = Annotated[
    int,
    BeforeValidator(_integer),
    _pattern(["integer", "string"], r"^[+-]?\d+$", "A whole number is expected here, such as 2."),
]
Number = Annotated[
    Decimal,
    BeforeValidator(parse_number),
    PlainSerializer(_as_text),
    _pattern(["number", "string"], _NUMBER_TEXT, "A number is expected here, such as 3.14."),
]
Points = Annotated[
    Decimal,
    BeforeValidator(_points),
    PlainSerializer(_as_text),
    _pattern(["number", "string"], _NUMBER_TEXT, "A number from 0 is expected here.", minimum=0),
]
Share = Annotated[
    Fraction,
    BeforeValidator(parse_share),
    PlainSerializer(write_share),
    _pattern(["string", "number"], _SHARE_TEXT, _SHARE_HINT, minimum=-1, maximum=1),
]
"""A part of the whole, from -100% to 100%."""
Credit = Annotated[
    Fraction,
    BeforeValidator(_credit),
    PlainSerializer(write_share),
    _pattern(["string", "number"], _SHARE_TEXT, _SHARE_HINT, minimum=0, maximum=1),
]
"""A part of the points, from 0% to 100%."""
ToleranceField = Annotated[
    Tolerance,
    BeforeValidator(parse_tolerance),
    PlainSerializer(_as_text),
    _pattern(
        ["number", "string"],
        r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})? *%? *$",
        "A tolerance is expected here: write 0.05 or 1%.",
        minimum=0,
    ),
]
Texts = Annotated[tuple[Text, ...], one_or_many(Text)]
Plains = Annotated[tuple[Plain, ...], one_or_many(Plain)]
Ids = Annotated[tuple[Id, ...], one_or_many(Id)]
