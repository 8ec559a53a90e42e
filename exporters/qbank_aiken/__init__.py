"""Aiken, the plainest of Moodle's text formats: one stem, lettered choices, one answer."""

from qbank.api import Format, Options
from qbank_aiken.carries import CARRIES
from qbank_aiken.write import Aiken

format = Format(
    name="aiken",
    title="Aiken",
    make=Aiken,
    carries=CARRIES,
    how_to=(
        "Moodle: Question bank → Import → Aiken format, and choose the .txt file; other platforms read it, too.",
        "It holds plain questions with one right choice, and nothing else of them: prefer GIFT or Moodle XML.",
    ),
    revised=1_795_500_000,
    separate=True,
    options=Options,
)
