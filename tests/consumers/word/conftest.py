"""Lets the tests find their helpers."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[2] / "math"):
    sys.path.insert(0, str(folder))
