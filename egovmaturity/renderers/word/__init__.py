"""A report as a Word document, piece by piece."""
