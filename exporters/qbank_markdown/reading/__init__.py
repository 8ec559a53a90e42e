"""The document taken apart: sections, the parts of each, the fields of each kind."""
