"""The plan as a network of tables, for many rows at once."""
