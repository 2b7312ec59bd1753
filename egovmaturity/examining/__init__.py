"""What a verdict rests on: how it came about, how far it holds, and what would change it.

Domain in, domain out, like scoring: no files, no clock, no unseeded randomness. Every rule of
scoring that is needed here is called there and never written again.
"""
