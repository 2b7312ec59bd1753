"""New questionnaires: from a template, or from a table."""
