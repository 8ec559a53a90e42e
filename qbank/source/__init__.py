"""YAML text to nodes with their places, and back."""

from qbank.source.locate import locate
from qbank.source.nodes import Mapping, Node, Place, Scalar, Sequence, Style, span
from qbank.source.places import find, value
from qbank.source.reading import Source, read
from qbank.source.shape import comma_fault, folded_fault, shape_fault
from qbank.source.writing import dump

__all__ = [
    "Mapping",
    "Node",
    "Place",
    "Scalar",
    "Sequence",
    "Source",
    "Style",
    "comma_fault",
    "dump",
    "find",
    "folded_fault",
    "locate",
    "read",
    "shape_fault",
    "span",
    "value",
]
