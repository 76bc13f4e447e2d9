"""One module for each way to hear a service."""
