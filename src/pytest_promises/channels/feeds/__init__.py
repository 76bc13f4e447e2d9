"""Entries of news and social pages."""
