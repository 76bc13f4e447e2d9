"""YAML text in, promises out, or problems at file:line:col."""
