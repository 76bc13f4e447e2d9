"""All the pages of a site."""
