"""Many answer sheets at once."""
