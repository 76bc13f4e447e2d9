"""HTML by its markup alone: text as passages with their place, and what stands in place of a page."""
