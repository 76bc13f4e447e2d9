"""Everything that is to be heard, once, at the same time, within limits."""
