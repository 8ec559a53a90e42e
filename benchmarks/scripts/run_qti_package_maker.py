"""Run by the peers' Python: qti-package-maker, once for every file, in one process; its format for Canvas (QTI 1.2)."""

import os
import sys
from pathlib import Path

from qti_package_maker.package_interface import QTIPackageInterface

source, out = (Path(one).resolve() for one in sys.argv[1:])
os.chdir(out)
for path in sorted(source.iterdir()):
    package = QTIPackageInterface(path.stem, allow_mixed=True)
    package.read_package(str(path), "bbq_text_upload")
    package.save_package("canvas_qti_v1_2")
