"""Several worker processes, one that listens: the controller of pytest-xdist hears every channel for all workers."""
