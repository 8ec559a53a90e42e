"""qbank: write questions once in YAML, build them for every platform."""
