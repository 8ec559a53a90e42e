"""What tables carry: everything. A column for each field (`columns.py`) holds what an author would type there."""

from __future__ import annotations

from qbank.api import CARRIED, FEATURES, KINDS, Carries, Stimulus
from qbank_tables.columns import COLUMNS

CARRIES = Carries(
    dict.fromkeys(FEATURES, CARRIED),
    {
        kind: dict.fromkeys([*(name for name in model.model_fields if name in COLUMNS), "score"], CARRIED)
        for kind, model in {**KINDS, "stimulus": Stimulus}.items()
    },
)
