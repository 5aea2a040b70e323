"""The rules, by what they look at: each check yields what it finds in a subject."""
