"""What every column of a table is for."""
