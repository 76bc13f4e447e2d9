"""Passages of text in, statements out; pure."""
