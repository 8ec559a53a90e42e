"""All that a reader may import from qbank, beside `qbank.api`. What is here stays; what is not may change."""

from qbank.importing.addresses import beside, readdressed
from qbank.importing.archive import Members
from qbank.importing.below import told
from qbank.importing.found import About, Aside, Found, FoundStimulus, InputFault, Place, Read, Refused
from qbank.importing.graded import Graded, Range, Shaped, decimal, number, one_of, percent, share, some_of, typed
from qbank.importing.html import Address, escape, from_markdown, markdown
from qbank.importing.input import Input, decoded
from qbank.importing.names import is_beginning
from qbank.importing.protocols import Importer, Keep
from qbank.importing.typed import read_yaml
from qbank.importing.xml import Element, elements, root, says_tex

__all__ = [
    "About",
    "Address",
    "Aside",
    "Element",
    "Found",
    "FoundStimulus",
    "Graded",
    "Importer",
    "Input",
    "InputFault",
    "Keep",
    "Members",
    "Place",
    "Range",
    "Read",
    "Refused",
    "Shaped",
    "beside",
    "decimal",
    "decoded",
    "elements",
    "escape",
    "from_markdown",
    "is_beginning",
    "markdown",
    "number",
    "one_of",
    "percent",
    "read_yaml",
    "readdressed",
    "root",
    "says_tex",
    "share",
    "some_of",
    "told",
    "typed",
]
