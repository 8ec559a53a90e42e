"""Run by the peers' Python: pandoc, once for every file, from Markdown to HTML with MathML."""

import subprocess
import sys
from pathlib import Path

import pypandoc

source, out = map(Path, sys.argv[1:])
program = pypandoc.get_pandoc_path()
for path in sorted(source.iterdir()):
    target = out / f"{path.stem}.html"
    subprocess.run([program, "--from=markdown", "--to=html5", "--mathml", "-s", "-o", target, path], check=True)
