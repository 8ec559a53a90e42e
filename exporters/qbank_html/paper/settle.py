"""A PDF of Chromium's without what differs from one printing to the next.

That are two dates, and the numbers of the table cells that are tagged, which depend on how fast the page was read. Both
are written plainly, outside of any compressed stream, and what takes their place is as long: nothing moves, so that the
table of where everything lies stays true, and no library has to write the file anew. Text of authors can't be taken for
either: Chromium writes its parentheses with a backslash, or its letters as numbers.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[+-]\d\d'\d\d'\)")
_NODE = re.compile(rb"\(node(\d{8})\)")


def settled(pdf: bytes, seconds: int) -> bytes:
    """Return a PDF made when its questions last changed (seconds since 1970), its tags numbered from 1."""
    date = datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d%H%M%S").encode()
    # In the order of the old numbers: the PDF's index of them is sorted.
    numbers = {old: b"(node%08d)" % new for new, old in enumerate(sorted(set(_NODE.findall(pdf))), 1)}
    pdf = _DATE.sub(lambda found: b"/" + found[1] + b" (D:" + date + b"+00'00')", pdf)
    return _NODE.sub(lambda found: numbers[found[1]], pdf)
