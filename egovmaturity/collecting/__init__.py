"""Answers of many offices: who is asked what, and how what comes back becomes one file."""
