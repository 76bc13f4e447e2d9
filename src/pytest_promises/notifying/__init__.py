"""Tells the owner of a promise when it breaks, and when it is kept again."""
