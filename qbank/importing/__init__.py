"""The way back: files that others wrote → YAML that a person would have written.

```
file ──detect──▶ Importer.read ──▶ Found, one by one ──judge──▶ question or draft ──write──▶ source/<name>.yaml
```

A reader says what it found, in the language that authors type, and where; what it is worth as a question is judged
here.
"""
