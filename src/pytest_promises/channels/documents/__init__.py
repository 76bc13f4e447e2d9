"""Files, and what is written in them: PDF, Markdown, HTML, plain text."""
