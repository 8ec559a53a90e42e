"""Pages: `study` for learning on a screen, `handout` for paper with its key, `pdf` for both ready to print."""

from qbank.api import Format
from qbank_html.carries import HANDOUT, STUDY
from qbank_html.options import HandoutOptions, PdfOptions, StudyOptions
from qbank_html.paper.chromium import CHROMIUM
from qbank_html.paper.exporter import HandoutExporter
from qbank_html.paper.pdf import PdfExporter
from qbank_html.screen.exporter import StudyExporter

REVISED = 1_795_000_000

study = Format(
    name="study",
    title="Study page",
    make=StudyExporter,
    carries=STUDY,
    how_to=(
        "Open the file in a browser; it works offline, and nothing leaves the device.",
        "Send it, or put it on any web server: it is one file, and progress stays in the reader's browser.",
    ),
    revised=REVISED,
    options=StudyOptions,
)

handout = Format(
    name="handout",
    title="Handout and key",
    make=HandoutExporter,
    carries=HANDOUT,
    how_to=(
        "Open the file in a browser and print it, on A4 or Letter, or save it as PDF.",
        "The answers stand in the file that ends in -key.html.",
    ),
    revised=REVISED,
    options=HandoutOptions,
)

pdf = Format(
    name="pdf",
    title="Handout and key as PDF",
    make=PdfExporter,
    carries=HANDOUT,
    how_to=(
        "Print the file, or send it: it is tagged, so that screen readers read it, too.",
        "The answers stand in the file that ends in -key.pdf.",
    ),
    revised=REVISED,
    options=PdfOptions,
    programs=(CHROMIUM,),
)
