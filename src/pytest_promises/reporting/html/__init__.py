"""The report for people: one file that opens anywhere, offline."""
