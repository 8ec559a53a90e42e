"""Run by the peers' Python: text2qti, as its own command line calls it, once for every file, in one process."""

import sys
from pathlib import Path

from text2qti.config import Config
from text2qti.qti import QTI
from text2qti.quiz import Quiz

source, out = map(Path, sys.argv[1:])
config = Config()
config.load()
for path in sorted(source.iterdir()):
    quiz = Quiz(path.read_text("utf-8"), config=config, source_name=path.as_posix())
    QTI(quiz).save(out / f"{path.stem}.zip")
