"""qbank: write questions once in YAML, build them for every platform."""

__version__ = "0.1.0"
