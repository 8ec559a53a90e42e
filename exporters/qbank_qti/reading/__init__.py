"""The way back from QTI: 1.2 as Canvas and others write it, and 2.1, 2.2 and 3.0.

What a question is worth isn't guessed from its markup: its response processing is run (`items.processing` and
`asi.processing` are two small interpreters) with every answer that it names, and what it gives and shows tells the
credits and the feedback. So whatever rules a platform writes come in alike.

```
XML ──items/ or asi/──▶ Asked: texts, parts, scoring ──kinds──▶ Found
```
"""
