"""What a cell says: an answer, a name, a date, a weight."""
