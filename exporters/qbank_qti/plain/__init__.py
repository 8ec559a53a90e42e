"""QTI 1.2 by the specification alone, for platforms other than Canvas."""
