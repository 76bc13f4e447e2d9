"""Documents over plain HTTP: whom a run may ask, what goes along, and what came back."""
