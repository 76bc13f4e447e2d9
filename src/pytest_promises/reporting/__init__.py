"""Findings in, text and files out."""
