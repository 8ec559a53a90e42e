"""Quiz text: what people have in a document, or get when they copy a quiz page from the web into a file. Read only."""
