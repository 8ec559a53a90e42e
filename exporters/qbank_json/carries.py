"""What JSON carries: everything. `write.py` writes whatever fields a model has."""

from __future__ import annotations

from qbank.api import CARRIED, FEATURES, KINDS, Carries, Stimulus

CARRIES = Carries(
    dict.fromkeys(FEATURES, CARRIED),
    {
        kind: dict.fromkeys([*model.model_fields, "score"], CARRIED)
        for kind, model in {**KINDS, "stimulus": Stimulus}.items()
    },
)
