"""Which pages of a PDF are meant."""

Span = tuple[int, int]
"""The first and the last page, both counted from 1; the last is 0 for the end of the file."""
