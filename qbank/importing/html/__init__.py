"""HTML of strangers → Markdown as an author would type it."""

from qbank.importing.html.convert import markdown
from qbank.importing.html.escape import escape
from qbank.importing.html.foreign import from_markdown
from qbank.importing.html.inline import Address

__all__ = ["Address", "escape", "from_markdown", "markdown"]
