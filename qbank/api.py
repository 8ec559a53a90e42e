"""All that a format may import from qbank. What is here stays; what is not may change."""

from qbank.compiler.carries import CARRIED, FEATURES, Carries, Carry, approximated, lost, sometimes
from qbank.compiler.context import Context, shuffled
from qbank.compiler.output import Archive, Output
from qbank.compiler.protocols import Exporter, Format, Options, Program
from qbank.compiler.registry import FormatFault
from qbank.compiler.values import (
    BankInfo,
    Document,
    Entry,
    Fragment,
    Fragments,
    Loss,
    Media,
    Plan,
    Row,
    Variant,
)
from qbank.content import HtmlStyle, Reference, highlight_css, html, math_css, plain
from qbank.content.escape import needs_no_escape
from qbank.content.labels import LANGUAGES, Labels, direction, labels
from qbank.content.markers import blank_marker, fill_blanks, fill_media, fill_media_bytes, media_marker
from qbank.model import *  # noqa: F403
from qbank.model import __all__ as _models
from qbank.model.base import Model
from qbank.model.types import Boolean, Credit, Integer, Number, Plain, Text
from qbank.source import dump as write_yaml

__all__ = [  # noqa: PLE0604
    "CARRIED",
    "FEATURES",
    "LANGUAGES",
    "Archive",
    "BankInfo",
    "Boolean",
    "Carries",
    "Carry",
    "Context",
    "Credit",
    "Document",
    "Entry",
    "Exporter",
    "Format",
    "FormatFault",
    "Fragment",
    "Fragments",
    "HtmlStyle",
    "Integer",
    "Labels",
    "Loss",
    "Media",
    "Model",
    "Number",
    "Options",
    "Output",
    "Plain",
    "Plan",
    "Program",
    "Reference",
    "Row",
    "Text",
    "Variant",
    "approximated",
    "blank_marker",
    "direction",
    "fill_blanks",
    "fill_media",
    "fill_media_bytes",
    "highlight_css",
    "html",
    "labels",
    "lost",
    "math_css",
    "media_marker",
    "needs_no_escape",
    "plain",
    "shuffled",
    "sometimes",
    "write_yaml",
    *_models,
]
