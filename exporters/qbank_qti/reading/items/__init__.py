"""QTI 2.1, 2.2 and 3.0: items, tests, packages. All three are read by the names of 2.x."""
