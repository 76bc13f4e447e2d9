"""Journeys: what a customer does in a browser, step by step, for a result, a time or an effort."""
