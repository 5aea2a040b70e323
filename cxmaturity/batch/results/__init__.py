"""The columns of a result."""
