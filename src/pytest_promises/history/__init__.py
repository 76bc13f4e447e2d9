"""What every run found, in a database: what changed since, and for how long it has been so."""
