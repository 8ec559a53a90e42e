"""HTML of strangers → Markdown as an author would type it: parsed by Beautiful Soup, written by markdownify."""

from qbank.importing.html.convert import Address, markdown
from qbank.importing.html.escape import escape
from qbank.importing.html.foreign import from_markdown

__all__ = ["Address", "escape", "from_markdown", "markdown"]
