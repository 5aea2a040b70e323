"""The workshop: a running session, its journal on disk, and the interview at the terminal."""
