"""What was answered: values, the answers file, and the check of both against a questionnaire."""
