"""YAML text to nodes with their places, and back."""
