"""The questionnaire: its file format as models, what it must satisfy, and where the shipped ones are."""
