"""Results put into finished words, numbers and geometry. Nothing here scores, nothing here writes."""
