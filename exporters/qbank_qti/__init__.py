"""QTI packages: version 1.2 as Canvas reads it and by the specification, and versions 2.1, 2.2 and 3.0."""

from __future__ import annotations

from qbank.api import Carries, Format, Options
from qbank_qti.canvas.carries import CARRIES as CANVAS_CARRIES
from qbank_qti.canvas.exporter import CanvasExporter
from qbank_qti.items.carries import CARRIES, QTI21_CARRIES
from qbank_qti.items.dialect import QTI21, QTI22, QTI30, Dialect
from qbank_qti.items.exporter import QtiExporter
from qbank_qti.options import PlainOptions, Qti12Options
from qbank_qti.plain.carries import CARRIES as PLAIN_CARRIES
from qbank_qti.plain.exporter import PlainExporter

REVISED = 1795737600

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
    separate=True,
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
    separate=True,
    options=PlainOptions,
)


def _format(version: str, dialect: Dialect, carries: Carries, read_by: str, holds: str) -> Format[Options]:
    return Format(
        name=f"qti{version.replace('.', '')}",
        title=f"QTI {version} package",
        make=lambda _: QtiExporter(dialect),
        carries=carries,
        how_to=(f"Import the zip in a platform that reads QTI {version}, such as {read_by}.", holds),
        revised=REVISED,
        separate=True,
        options=Options,
    )


_TEST = "It holds a test with all questions; platforms with an item bank take the items alone as well."
_SHARED = "It holds a test; where a text that questions share doesn't appear, take qti21, which repeats it in each."

qti21 = _format("2.1", QTI21, QTI21_CARRIES, "TAO, OpenOlat, ONYX or ILIAS", _TEST)
qti22 = _format("2.2", QTI22, CARRIES, "TAO or OPAL", _SHARED)
qti30 = _format("3.0", QTI30, CARRIES, "Amp-up's or Citolab's player", _SHARED)
