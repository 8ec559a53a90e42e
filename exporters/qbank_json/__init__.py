"""JSON: a bank for other programs, validated, with its defaults applied."""

from qbank.api import Format, Options
from qbank_json.carries import CARRIES
from qbank_json.write import Json

format = Format(
    name="json",
    title="JSON for programs",
    make=Json,
    carries=CARRIES,
    how_to=(
        "Read the .json file with any program; below `bank` it is valid by `qbank schema bank`.",
        "`media` says for each address in a text which file of the folder media/ it is.",
    ),
    revised=1_795_500_000,
    separate=True,
    options=Options,
)
