"""One module a step; its number is in `schema.REVISIONS`."""
