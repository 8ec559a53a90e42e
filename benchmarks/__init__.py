"""How fast qbank is, and how fast others are on the same questions: `python -m benchmarks`.

Everything is measured on whole processes, in alternation and in one run, and told as ratios: a machine's speed, and who
else is at work on it, cancel out as far as they can.
"""
