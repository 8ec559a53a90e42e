"""YAML text to nodes with their places, and back."""

from qbank.source.nodes import Mapping, Node, Place, Scalar, Sequence, Style, span
from qbank.source.places import find, value
from qbank.source.reading import Source, read

__all__ = ["Mapping", "Node", "Place", "Scalar", "Sequence", "Source", "Style", "find", "read", "span", "value"]
