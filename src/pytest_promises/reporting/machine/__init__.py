"""Reports for machines: CI systems, scanners' inboxes, monitoring."""
