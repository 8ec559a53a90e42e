"""GIFT, the text format that Moodle imports."""

from qbank.api import Format, Options
from qbank_gift.carries import CARRIES
from qbank_gift.write import Gift

format = Format(
    name="gift",
    title="Moodle GIFT",
    make=Gift,
    carries=CARRIES,
    how_to=(
        "Moodle: Question bank → Import → GIFT format, and choose the .txt file.",
        "Keep “Match grades: Error if grade not listed”; categories, ids and tags come from the file.",
    ),
    revised=1795500000,
    separate=True,
    options=Options,
)
