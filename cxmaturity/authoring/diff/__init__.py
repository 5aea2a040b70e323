"""Two versions of a questionnaire: what changed, how much each change weighs, and whom it moves."""
