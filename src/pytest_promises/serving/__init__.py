"""The history to walk about in, in a browser: runs, what differs between two, one promise over a year."""
