"""The helpers of this folder are imported by name; the published schemas are read once."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

SHARED = Path(__file__).resolve().parents[4] / "shared" / "xsd"
LOM = "http://ltsc.ieee.org/xsd/LOM"

Faults = Callable[[Path], tuple[list[str], int]]


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What returns the faults of a package by the published schemas, and how many files were checked.

    The schema of QTI 2.2's manifest lets metadata pass unseen, so that they are checked by their own.
    """
    if not (SHARED / "validate.py").exists():
        pytest.skip("the schemas lie in ../shared, which is not here")
    spec = importlib.util.spec_from_file_location("validate", SHARED / "validate.py")
    assert spec and spec.loader
    validate: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(validate)
    validate.SCHEMAS[LOM] = "qti3/imsmd_loose_v1p3p2.xsd"

    def check(package: Path) -> tuple[list[str], int]:
        found, checked = [], 0
        for name, data in validate.members(package):
            tree = validate.etree.fromstring(data)
            namespace = validate.etree.QName(tree).namespace
            if namespace not in validate.SCHEMAS:
                assert name.endswith("assessment_meta.xml"), f"{name} has no schema"
                continue
            checked += 1
            for one in [tree, *tree.iter(f"{{{LOM}}}lom")]:
                schema = validate.schema(validate.etree.QName(one).namespace)
                if not schema.validate(one):
                    found += [f"{name}: {entry.message}" for entry in schema.error_log]
        return found, checked

    return check
