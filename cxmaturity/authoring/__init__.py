"""For those who write questionnaires: what a questionnaire promises is checked like code."""
