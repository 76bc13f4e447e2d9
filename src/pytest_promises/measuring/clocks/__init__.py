"""Instants, local dates and business time: in plain Python, and as Ibis expressions that are equal in all engines."""
