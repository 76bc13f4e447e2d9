"""The bundled shop: a small service that states and keeps its promises, and breaks one on demand."""
