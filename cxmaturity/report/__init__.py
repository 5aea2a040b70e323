"""The report as HTML and PDF, from one set of templates."""
