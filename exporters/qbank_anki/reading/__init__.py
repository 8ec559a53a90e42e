"""Anki's packages and texts → questions.

```
package (zip, zstandard) ──▶ database (SQLite, read only) ──▶ notes ──▶ own: our note types, exactly
                                              text (columns) ──▶        foreign: cards, cloze, typed
```
"""
