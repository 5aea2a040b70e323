"""Pure scoring: a questionnaire is compiled once into a plan, and answers are evaluated against it."""
