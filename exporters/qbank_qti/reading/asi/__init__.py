"""QTI 1.2 (ASI): as Canvas writes it, and as others do."""
