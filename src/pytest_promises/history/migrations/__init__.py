"""How the tables of a history came to be what they are, step by step, for Alembic."""
