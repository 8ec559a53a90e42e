"""QTI packages: version 1.2 as Canvas reads it and by the specification, and version 2.1."""

from __future__ import annotations

from qbank.api import Format, Options
from qbank_qti.canvas.carries import CARRIES as CANVAS_CARRIES
from qbank_qti.canvas.exporter import CanvasExporter
from qbank_qti.options import PlainOptions, Qti12Options
from qbank_qti.plain.carries import CARRIES as PLAIN_CARRIES
from qbank_qti.plain.exporter import PlainExporter
from qbank_qti.v2.carries import CARRIES as QTI2_CARRIES
from qbank_qti.v2.dialect import QTI21
from qbank_qti.v2.exporter import Qti2Exporter

REVISED = 1795478400

qti12 = Format(
    name="qti12",
    title="QTI 1.2 package for Canvas",
    make=CanvasExporter,
    carries=CANVAS_CARRIES,
    how_to=(
        "In Canvas: Settings, Import Course Content, QTI .zip file; tick “as New Quizzes” where you use them.",
        "It becomes a practice quiz and, in Classic, a question bank; importing it again updates both.",
    ),
    revised=REVISED,
    options=Qti12Options,
)

qti12_plain = Format(
    name="qti12-plain",
    title="QTI 1.2 package for other platforms",
    make=PlainExporter,
    carries=PLAIN_CARRIES,
    how_to=(
        "In Blackboard, D2L Brightspace, Schoology and others: import the zip as a QTI 1.2 (or IMS QTI) package.",
        "It holds a test with all questions; look at one of each kind, for platforms leave out what they don't know.",
    ),
    revised=REVISED,
    options=PlainOptions,
)

qti21 = Format(
    name="qti21",
    title="QTI 2.1 package",
    make=lambda _: Qti2Exporter(QTI21),
    carries=QTI2_CARRIES,
    how_to=(
        "Import the zip in a platform that reads QTI 2.1, such as TAO, OpenOlat, ONYX or ILIAS.",
        "It holds a test with all questions; platforms with an item bank take the items alone as well.",
    ),
    revised=REVISED,
    options=Options,
)
