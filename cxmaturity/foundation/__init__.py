"""What every room stands on: errors, messages in the user's language, files, and guarded YAML and JSON."""
