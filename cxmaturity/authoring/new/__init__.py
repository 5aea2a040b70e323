"""A new questionnaire, from what its author asks for to a file that is ready to be filled."""
