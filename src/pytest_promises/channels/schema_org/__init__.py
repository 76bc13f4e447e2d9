"""The schema.org data that pages carry for machines."""
