"""The handout and its key for Word."""
