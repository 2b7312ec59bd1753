"""Questionnaire and answers in, exact scores and a verdict out; no I/O, no clock, no chance."""
