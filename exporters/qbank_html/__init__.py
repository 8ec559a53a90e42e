"""Pages: `study` for a screen, `handout` for paper with its key; the handout to print (`pdf`), to edit (`docx`)."""

from qbank.api import Format
from qbank_html.carries import HANDOUT, STUDY
from qbank_html.options import HandoutOptions, PdfOptions, StudyOptions
from qbank_html.paper.chromium import CHROMIUM
from qbank_html.paper.exporter import HandoutExporter
from qbank_html.paper.pdf import PdfExporter
from qbank_html.screen.exporter import StudyExporter
from qbank_html.word.exporter import WordExporter
from qbank_html.word.pandoc import PANDOC

REVISED = 1_795_750_000

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
    separate=True,
    options=StudyOptions,
)

handout = Format(
    name="handout",
    title="Handout and key",
    make=HandoutExporter,
    carries=HANDOUT,
    how_to=(
        "Open the file in a browser and print it, on A4 or Letter, or save it as PDF.",
        "The answers stand in the file that ends in -key.html, unless the option `key` says otherwise.",
    ),
    revised=REVISED,
    separate=True,
    options=HandoutOptions,
)

pdf = Format(
    name="pdf",
    title="Handout and key as PDF",
    make=PdfExporter,
    carries=HANDOUT,
    how_to=(
        "Print the file, or send it: it is tagged, so that screen readers read it, too.",
        "The answers stand in the file that ends in -key.pdf, unless the option `key` says otherwise.",
    ),
    revised=REVISED,
    separate=True,
    options=PdfOptions,
    programs=(CHROMIUM,),
)

docx = Format(
    name="docx",
    title="Handout and key for Word",
    make=WordExporter,
    carries=HANDOUT,
    how_to=(
        "Open the file in Word or LibreOffice: formulas can be edited, and a style changes the look of all questions.",
        "The answers stand in the file that ends in -key.docx.",
    ),
    revised=REVISED,
    separate=True,
    options=PdfOptions,
    needs=("resvg_py",),
    extra="docx",
    programs=(PANDOC,),
)
