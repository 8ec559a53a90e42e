"""Tables → questions.

```
csv_rows, xlsx_rows ──▶ rows ──▶ own: our columns, exactly
                                 foreign: columns by their headers (headers, keys, cells)
```
"""
