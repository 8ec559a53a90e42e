"""All that a reader may import from qbank, beside `qbank.api`. What is here stays; what is not may change."""

from qbank.importing.addresses import beside, readdressed
from qbank.importing.archive import Members
from qbank.importing.found import About, Aside, Found, FoundStimulus, InputFault, Place, Read, Refused
from qbank.importing.html import Address, escape, markdown
from qbank.importing.input import Input, decoded
from qbank.importing.protocols import Importer, Keep
from qbank.importing.xml import Element, elements, root

__all__ = [
    "About",
    "Address",
    "Aside",
    "Element",
    "Found",
    "FoundStimulus",
    "Importer",
    "Input",
    "InputFault",
    "Keep",
    "Members",
    "Place",
    "Read",
    "Refused",
    "beside",
    "decoded",
    "elements",
    "escape",
    "markdown",
    "readdressed",
    "root",
]
