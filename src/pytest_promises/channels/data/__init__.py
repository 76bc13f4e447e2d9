"""JSON, and the figures and moments in it."""
