"""Moodle XML, the format in which Moodle itself exports its question bank."""

from qbank.api import Format
from qbank_moodle_xml.carries import CARRIES
from qbank_moodle_xml.options import MoodleOptions
from qbank_moodle_xml.write import MoodleXml

format = Format(
    name="moodle_xml",
    title="Moodle XML",
    make=MoodleXml,
    carries=CARRIES,
    how_to=(
        "Moodle 4.4 or newer: Question bank → Import → Moodle XML format, and choose the .xml file.",
        "Keep “Match grades: Error if grade not listed”. Moodle only adds questions: import a bank once.",
    ),
    revised=1795500000,
    separate=True,
    options=MoodleOptions,
)
